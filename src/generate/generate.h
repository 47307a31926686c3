/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_INTERNAL_H
#define LATIGRAPH_GENERATE_INTERNAL_H

#include "base/random.h"
#include "circuit/circuit.h"
#include "model/model.h"

#include <latigraph/generate.h>

/* The most neurons that all pairs are tried for; more need another sampler. */
enum { LATIGRAPH_DENSE_MAX = 100000 };

/* --- Edges (sample_edges.c) and weights (weights.c): arrays only ---------- */

/* Sampled edges in a growing list. */
typedef struct {
    int *from, *to;
    double *weight; /* (size) NULL without a weight model */
    int size, capacity;
    gboolean out_of_memory; /* workers cannot raise errors; look here afterwards */
} latigraph_edge_list_t;

void latigraph_edge_list_clear(latigraph_edge_list_t *edges);

/* P(dyad) of a pair with rates λ_ij, λ_ji, μ_ij: state 0 none, 1 i → j, 2 j → i, 3 both. */
void latigraph_dyad_probabilities(double forward, double backward, double mutual,
                                  double probability[4]);
/* Draws every dyad from its exact probabilities. One uniform number a dyad in a fixed order, so
 * that two calls with equal streams and near rates give near graphs. Empties `edges` first.
 * O(n²). */
void latigraph_sample_edges(const latigraph_rates_t *rates, latigraph_stream_t *stream,
                            latigraph_edge_list_t *edges);
/* Draws the weight of every edge given the rates. O(m). */
void latigraph_sample_weights(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                              const latigraph_rates_t *rates, latigraph_stream_t *stream,
                              latigraph_edge_list_t *edges);

#endif
