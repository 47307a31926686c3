/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_TO_GRAPH_H
#define LATIGRAPH_CIRCUIT_TO_GRAPH_H

#include "circuit/circuit.h"

/* Does the same as latigraph_circuit_to_graph() for file formats with fixed attribute names. The
 * names of the neurons go into `name_attribute`. With plain_positions, the positions go into "x",
 * "y", "z", and their unit into the graph attribute "unit". */
igraph_error_t latigraph_circuit_to_graph_as(const latigraph_circuit_t *circuit,
                                             const char *name_attribute, gboolean plain_positions,
                                             igraph_t *graph);

/* Makes a directed or undirected graph with the vertices of another one and all their attributes,
 * but without edges. The caller destroys it. */
igraph_error_t latigraph_copy_vertices(igraph_t *graph, const igraph_t *like,
                                       igraph_bool_t directed);

#endif
