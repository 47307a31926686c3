/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_TO_GRAPH_H
#define LATIGRAPH_CIRCUIT_TO_GRAPH_H

#include "circuit/circuit.h"

/* As latigraph_circuit_to_graph(), for file formats with fixed attribute names: the names of the
 * neurons go into `name_attribute`; plain_positions: into "x", "y", "z", with the unit in the graph
 * attribute "unit". */
igraph_error_t latigraph_circuit_to_graph_as(const latigraph_circuit_t *circuit,
                                             const char *name_attribute, gboolean plain_positions,
                                             igraph_t *graph);

#endif
