/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_EDGE_SUMS_H
#define LATIGRAPH_SURROGATE_EDGE_SUMS_H

#include "circuit/circuit.h"
#include "surrogate/pair_states.h"

/* A pair of neurons and the state that a step gives it. */
typedef struct {
    int i, j, state;
} latigraph_pair_change_t;

/* Statistics that are sums over edges, each edge by itself. */
typedef enum {
    LATIGRAPH_EDGE_DEGREES, /* Σ out-degree of the sender × in-degree of the receiver, in which
                               the assortativity is linear if no degree changes */
    LATIGRAPH_EDGE_LENGTHS, /* Σ length less the mean length at the start; 0 without positions */
    LATIGRAPH_EDGE_SUMS
} latigraph_edge_sum_t;

/* Sums over the edges of a graph with fixed degrees, with an energy ½ Σ stiffness (value − aim)². A
 * step changes them by a few terms, so they cost next to nothing. */
typedef struct {
    const int *out, *in;                /* (n) degrees */
    const latigraph_circuit_t *circuit; /* positions; may have other edges */
    double mean_length;
    double value[LATIGRAPH_EDGE_SUMS], aim[LATIGRAPH_EDGE_SUMS], stiffness[LATIGRAPH_EDGE_SUMS];
} latigraph_edge_sums_t;

/* Sums over m edges of neurons with these degrees and the positions of the circuit. No sum has an
 * energy yet. The arrays of degrees and the circuit must exist as long as the sums. */
void latigraph_edge_sums_start(latigraph_edge_sums_t *sums, const latigraph_circuit_t *circuit,
                               const int *out, const int *in, int m, const int *from,
                               const int *to);
/* Returns the change of the log-probability by a step whose pairs are still as before, and fills
 * the changes of the sums. */
double latigraph_edge_sums_gain(const latigraph_edge_sums_t *sums,
                                const latigraph_pair_states_t *pairs,
                                const latigraph_pair_change_t *changes, int count,
                                double change[LATIGRAPH_EDGE_SUMS]);
/* The same for a swap of the pairs ab and cd of a state, → or ↔, to the free pairs ad and cb. */
double latigraph_edge_sums_swap(const latigraph_edge_sums_t *sums, int a, int b, int c, int d,
                                int state, double change[LATIGRAPH_EDGE_SUMS]);
/* Adds the changes of a step that is taken. */
void latigraph_edge_sums_add(latigraph_edge_sums_t *sums, const double change[LATIGRAPH_EDGE_SUMS]);

#endif
