/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BENCH_MADE_UP_H
#define LATIGRAPH_BENCH_MADE_UP_H

/* Made-up graphs for the programs that time surrogates. */

#include "surrogate/state.h"

#include <glib.h>
#include <stdlib.h>
#include <time.h>

/* Seconds of processor time. */
static inline double cpu(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

static inline void check(igraph_error_t code) {
    if (code != IGRAPH_SUCCESS) {
        exit(1);
    }
}

/* Draws one of the neurons begin .. end − 1 in proportion to weights, whose sums before each neuron
 * are given. */
static inline int draw(const double *sums, int begin, int end, latigraph_stream_t *stream) {
    const double at = sums[begin] + latigraph_stream_uniform(stream) * (sums[end] - sums[begin]);
    int low = begin, high = end - 1;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (sums[middle + 1] <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Edges while a graph is made. */
typedef struct {
    latigraph_pair_states_t pairs;
    int *from, *to, count;
} made_up_t;

static inline void made_up_init(made_up_t *edges, int n, int m) {
    check(latigraph_pair_states_init(&edges->pairs, n, m, FALSE));
    edges->from = g_new0(int, m);
    edges->to = g_new0(int, m);
    edges->count = 0;
}

/* Adds an edge unless the pair has one; every fifth is added together with its reverse. */
static inline void made_up_add(made_up_t *edges, int i, int j, latigraph_stream_t *stream) {
    if (i == j || latigraph_pair_get(&edges->pairs, i, j) != LATIGRAPH_PAIR_NONE) {
        return;
    }
    const gboolean both = latigraph_stream_integer(stream, 5) == 0;
    latigraph_pair_set(&edges->pairs, i, j, both ? LATIGRAPH_PAIR_MUTUAL : LATIGRAPH_PAIR_TO);
    for (int k = 0; k <= both; k++) {
        edges->from[edges->count] = k == 0 ? i : j;
        edges->to[edges->count++] = k == 0 ? j : i;
    }
}

/* Makes the circuit, and frees the edges. */
static inline void made_up_end(made_up_t *edges, const char *name, int n,
                               latigraph_circuit_t **circuit) {
    latigraph_pair_states_destroy(&edges->pairs);
    check(latigraph_circuit_create(circuit, name, n, edges->count, edges->from, edges->to, NULL));
    g_free(edges->from);
    g_free(edges->to);
}

#endif
