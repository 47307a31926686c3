/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_CLOSURE_H
#define LATIGRAPH_GENERATE_CLOSURE_H

#include "generate/generate.h"
#include "surrogate/closure_chain.h"
#include "surrogate/sparse_closure.h"

/* Returns whether the model has a closure stage for circuits of n neurons. */
gboolean latigraph_closes(const latigraph_model_t *model, int n);

/* Code and requests that the closure stage of a circuit aims at. */
typedef struct {
    latigraph_closure_chain_t *chain;
    const latigraph_model_t *model;
    const real_t *z;                  /* code */
    const latigraph_circuit_t *nodes; /* positions of the neurons */
    double local_clustering;          /* requested value; NaN: that of the code */
} latigraph_closing_t;

/* Returns the local clustering that the stage aims at. */
double latigraph_closing_target(const latigraph_closing_t *closing);

/* Returns how far the local clustering of the edges that were closed last is from it. */
double latigraph_closing_missed(const latigraph_closing_t *closing,
                                const latigraph_edge_list_t *edges);

/* Computes the law of all pairs of a circuit: ln of the probability of one edge i → j, and of both
 * edges, over that of no edge, (n, n) each. What is on the diagonals has no meaning. O(n²). */
void latigraph_find_pair_law(const latigraph_rates_t *rates, float *one_way, float *mutual);

/* Swaps edges of a drawn circuit towards the statistics of closure in its code. All degrees stay.
 * `rates` are those that the edges were drawn from. Edges come out sorted by sender. `swaps` gets
 * the number of steps that changed the circuit. The local clustering that was reached can be read
 * from the chain. Returns false if memory is short. O(n² + m n / 64 · mean degree). */
gboolean latigraph_close(const latigraph_closing_t *closing, const latigraph_rates_t *rates,
                         guint64 seed, guint64 index, latigraph_edge_list_t *edges, gint64 *swaps);

/* Notes in a circuit how many swaps its closure stage made, and what it kept and moved. */
igraph_error_t latigraph_note_closure(latigraph_circuit_t *circuit, gint64 swaps);

/* Law of the pairs of a large circuit. */
typedef struct {
    latigraph_pair_odds_t *odds;
    const void *data;
    gboolean near; /* whether neurons with near numbers are near in space */
} latigraph_large_law_t;

/* Does the same to a large circuit in rows, start (n + 1) and to in ascending order, whose memory
 * and time grow with the edges. closing->chain is not used. `missed` gets how far the local
 * clustering is from its target. Raises IGRAPH_ENOMEM or IGRAPH_INTERRUPTED. O(m · mean degree). */
igraph_error_t latigraph_close_rows(const latigraph_closing_t *closing,
                                    const latigraph_large_law_t *law, int n, const int *start,
                                    int *to, guint64 seed, guint64 index, gint64 *swaps,
                                    double *missed);

#endif
