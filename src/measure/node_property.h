/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_NODE_PROPERTY_H
#define LATIGRAPH_MEASURE_NODE_PROPERTY_H

#include "measure/subject.h"

#include <latigraph/nodes.h>

/* A circuit in measurement, and the bounds of the bins of distance. */
typedef struct {
    latigraph_subject_t subject;
    double bound[LATIGRAPH_DISTANCE_BOUNDS]; /* ascending, or NaN */
} latigraph_nodes_t;

/* Measures one property of every neuron. `value` (n) arrives with NaN in every entry, which stays
 * where the property is not defined. The circuit has at least one neuron. */
typedef igraph_error_t latigraph_node_measure_t(const latigraph_nodes_t *nodes,
                                                igraph_vector_t *value);

/* node_counts.c */
latigraph_node_measure_t latigraph_node_in_degree;
latigraph_node_measure_t latigraph_node_out_degree;
latigraph_node_measure_t latigraph_node_in_strength;
latigraph_node_measure_t latigraph_node_out_strength;
latigraph_node_measure_t latigraph_node_mutual_degree;
latigraph_node_measure_t latigraph_node_three_cycles;
latigraph_node_measure_t latigraph_node_feed_forward_source;
latigraph_node_measure_t latigraph_node_feed_forward_middle;
latigraph_node_measure_t latigraph_node_feed_forward_sink;
latigraph_node_measure_t latigraph_node_degree_bin_1;
latigraph_node_measure_t latigraph_node_degree_bin_2;
latigraph_node_measure_t latigraph_node_degree_bin_3;
latigraph_node_measure_t latigraph_node_degree_bin_4;

/* node_centrality.c */
latigraph_node_measure_t latigraph_node_triangles;
latigraph_node_measure_t latigraph_node_clustering;
latigraph_node_measure_t latigraph_node_weighted_clustering;
latigraph_node_measure_t latigraph_node_betweenness;
latigraph_node_measure_t latigraph_node_closeness_out;
latigraph_node_measure_t latigraph_node_closeness_in;
latigraph_node_measure_t latigraph_node_pagerank;
latigraph_node_measure_t latigraph_node_coreness;

/* node_table.c */
typedef struct {
    latigraph_node_property_info_t info;
    latigraph_node_measure_t *measure;
} latigraph_node_property_t;

enum { LATIGRAPH_NODE_PROPERTIES = 21 };
extern const latigraph_node_property_t latigraph_node_table[LATIGRAPH_NODE_PROPERTIES];

/* nodes.c: returns whether one of the properties (NULL: all) needs positions. An index that does
 * not exist needs none. */
igraph_bool_t latigraph_nodes_need_positions(const igraph_vector_int_t *which);

#endif
