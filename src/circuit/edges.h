/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_EDGES_H
#define LATIGRAPH_CIRCUIT_EDGES_H

#include "circuit/circuit.h"

/* Sets the edges of a circuit from a raw list that may hold self-loops and parallel or undirected
 * edges. The options decide what happens to them; the counts are added to the report, which may be
 * NULL. `weight` may be NULL. The neurons must have their names already, because error messages
 * quote them. O(n + m log m). */
igraph_error_t latigraph_circuit_settle_edges(latigraph_circuit_t *circuit, int m, const int *from,
                                              const int *to, const double *weight,
                                              gboolean directed,
                                              const latigraph_read_options_t *options,
                                              latigraph_read_report_t *report);

#endif
