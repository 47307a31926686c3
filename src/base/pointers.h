/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_POINTERS_H
#define LATIGRAPH_BASE_POINTERS_H

#include "base/text.h"

/* Vectors of pointers that own their items. VECTOR(items)[k] is an item and
 * igraph_vector_ptr_size() their number. (A GPtrArray ends the process when memory runs out.) */

/* Begins an empty vector; `destroy` frees one item and may be NULL. */
igraph_error_t latigraph_pointers_init(igraph_vector_ptr_t *items, GDestroyNotify destroy);

/* Frees a vector and its items; a vector of zeros, which was never begun, is allowed. */
void latigraph_pointers_destroy(igraph_vector_ptr_t *items);

/* Adds an item. The vector owns it from now on; if memory runs out, the item is freed. */
igraph_error_t latigraph_pointers_add(igraph_vector_ptr_t *items, void *item);

/* Adds a copy of a text to a vector that frees its items with g_free(). */
igraph_error_t latigraph_pointers_add_text(igraph_vector_ptr_t *items, const char *text);

/* Frees item k and moves the later ones forward. */
void latigraph_pointers_remove(igraph_vector_ptr_t *items, igraph_integer_t k);

#endif
