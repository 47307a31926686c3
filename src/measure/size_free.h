/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_SIZE_FREE_H
#define LATIGRAPH_MEASURE_SIZE_FREE_H

#include "circuit/triads.h"

/* Number of measures that do not depend on the numbers of neurons and edges. */
enum { LATIGRAPH_SIZE_FREE = 9 };

/* Computes the measures, NaN where one is not defined, from a circuit and its triads. O(n + m log
 * degree). */
void latigraph_size_free(const latigraph_circuit_t *circuit, const double triad[LATIGRAPH_TRIADS],
                         double value[LATIGRAPH_SIZE_FREE]);

/* Computes the number of triads of each class that is expected if the dyads of the circuit were
 * placed at random; 0 for fewer than three neurons. O(n + m log degree). */
void latigraph_expected_triads(const latigraph_circuit_t *circuit,
                               double expected[LATIGRAPH_TRIADS]);

#endif
