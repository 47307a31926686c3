/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_NODES_H
#define LATIGRAPH_NODES_H

#include <latigraph/circuit.h>

LATIGRAPH_BEGIN_C

/** One row of the table of node properties: numbers that each neuron has. */
typedef struct {
    const char *name;       /**< name as used by \c -p, e.g. "betweenness" */
    const char *definition; /**< definition in one sentence or two */
    const char *unit;       /**< unit; "" for a pure number */
    const char *source;     /**< paper or igraph function */
    const char *cost;       /**< time complexity for n neurons and m edges */
    igraph_bool_t needs_positions;
    igraph_bool_t needs_weights;
} latigraph_node_property_info_t;

/** Number of bounds between the bins of distance. */
enum { LATIGRAPH_DISTANCE_BOUNDS = 3 };

LATIGRAPH_EXPORT igraph_integer_t latigraph_node_property_count(void);
LATIGRAPH_EXPORT const latigraph_node_property_info_t *
latigraph_node_property_info(igraph_integer_t i);
/** Index of a node property by name; an error suggests the nearest name. */
LATIGRAPH_EXPORT igraph_error_t latigraph_node_property_find(const char *name,
                                                             igraph_integer_t *property);

/** Quartiles of the lengths of all edges with known positions; NaN if there is none. */
LATIGRAPH_EXPORT igraph_error_t latigraph_distance_bounds(const latigraph_circuit_list_t *circuits,
                                                          igraph_vector_t *bounds);

/**
 * Measures node properties. \p values gets one row per neuron and one column per entry of \p which
 * (NULL: all rows of the table). \p bounds are those of the bins of distance; NULL uses those of
 * this circuit alone.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_node_properties(const latigraph_circuit_t *circuit,
                                                          const igraph_vector_int_t *which,
                                                          const igraph_vector_t *bounds,
                                                          igraph_matrix_t *values);

LATIGRAPH_END_C

#endif
