/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_POPULATION_ATTRIBUTES_H
#define LATIGRAPH_POPULATION_ATTRIBUTES_H

#include "base/memory.h"

#include <igraph.h>

/* Names and types of the attributes of a graph, of its vertices or of its edges. */
typedef struct {
    igraph_strvector_t names;
    igraph_vector_int_t types; /* igraph_attribute_type_t */
} latigraph_attributes_t;

igraph_error_t latigraph_attributes_init(latigraph_attributes_t *attributes, const igraph_t *graph,
                                         igraph_attribute_elemtype_t of);
void latigraph_attributes_destroy(latigraph_attributes_t *attributes);
/* Returns the type of an attribute, or −1 if there is none of this name. */
igraph_integer_t latigraph_attributes_type(const latigraph_attributes_t *attributes,
                                           const char *name);
/* Writes the names for a message: "type", "class"; "none" without attributes. Further ones than fit
 * are left out. */
void latigraph_attributes_quote(const latigraph_attributes_t *attributes, char *text, gsize size);

/* Gets an attribute of all vertices or of all edges as texts; "" means not known. The graph has the
 * attribute, of this type. */
igraph_error_t latigraph_attribute_texts(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                         const char *name, igraph_integer_t type,
                                         igraph_strvector_t *texts);

/* Copies all attributes of the graph itself and of its edges. Edge e of one is edge e of the other.
 */
igraph_error_t latigraph_copy_attributes(const igraph_t *from, igraph_t *to);

/* Copies a vertex attribute of this type. Vertex v of `from` is vertex number[v] of `to`, or none
 * if that is −1. Values that are known already stay; a number is not known if it is NaN, and a text
 * if it is empty. */
igraph_error_t latigraph_fill_vertices(const igraph_t *from, const igraph_vector_int_t *number,
                                       const char *name, igraph_integer_t type, igraph_t *to);

#endif
