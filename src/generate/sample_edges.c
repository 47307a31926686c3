/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Draws the edges of a circuit from the rates of all pairs, dyad by dyad, from exact probabilities.
 *
 * A dyad i < j has four states: no edge, i → j, j → i, and both (doc/model.md, "Likelihood of a
 * dyad"). One uniform number chooses among them in the order both, i → j, j → i, none:
 *
 *     0 ── both ── i → j ── j → i ── none ── 1
 *
 * The sum of the dyad's rates bounds P(any edge), so most dyads of a sparse circuit end after one
 * comparison. Sampling costs O(n²); large circuits use sparse.c instead. */

#include "generate/generate.h"

#include "model/pairs.h"

#include <math.h>

void latigraph_edge_list_clear(latigraph_edge_list_t *edges) {
    g_free(edges->from);
    g_free(edges->to);
    g_free(edges->weight);
    memset(edges, 0, sizeof *edges);
}

static gboolean grow(latigraph_edge_list_t *edges) {
    const int capacity = edges->capacity > G_MAXINT / 2 ? G_MAXINT : 2 * edges->capacity + 256;
    int *from = g_try_renew(int, edges->from, capacity);
    if (from != NULL) {
        edges->from = from;
    }
    int *to = g_try_renew(int, edges->to, capacity);
    if (to != NULL) {
        edges->to = to;
    }
    if (from == NULL || to == NULL || edges->size == G_MAXINT) {
        edges->out_of_memory = TRUE;
        return FALSE;
    }
    edges->capacity = capacity;
    return TRUE;
}

void latigraph_edge_list_add(latigraph_edge_list_t *edges, int from, int to) {
    if (edges->size == edges->capacity && !grow(edges)) {
        return;
    }
    edges->from[edges->size] = from;
    edges->to[edges->size] = to;
    edges->size++;
}

void latigraph_dyad_probabilities(double forward, double backward, double mutual,
                                  double anti_reciprocity, double probability[4]) {
    const double alpha = -expm1(-forward), beta = -expm1(-backward); /* P(N_ij > 0) and P(N_ji >
                                                                        0) */
    const double shared = -expm1(-mutual);                           /* P(M_ij > 0) */
    const double clash = exp(-mutual) * alpha * beta, lost = anti_reciprocity * clash;
    probability[0] = exp(-(forward + backward + mutual));
    probability[1] = alpha * exp(-(backward + mutual)) + lost / 2;
    probability[2] = beta * exp(-(forward + mutual)) + lost / 2;
    probability[3] = shared + (clash - lost);
}

void latigraph_dyad_totals(const latigraph_rates_t *rates, real_t *total) {
    const long n = rates->n;
    for (long i = 0; i + 1 < n; total += n - 1 - i, i++) {
        pairs_totals(n - 1 - i, n, rates->log_rate + i * n + i + 1,
                     rates->log_rate + (i + 1) * n + i, rates->log_mutual + i * n + i + 1, total);
    }
}

/* Draws the dyads of neuron i and `count` others from `first` on. */
static void sample_pairs(const latigraph_rates_t *rates, long i, long first, long count,
                         const real_t *total, latigraph_stream_t *stream,
                         latigraph_edge_list_t *edges) {
    const long n = rates->n;
    for (long k = 0; k < count; k++) {
        const double draw = latigraph_stream_uniform(stream);
        /* P(any edge) = 1 − e^−t ≤ t for every δ, so most dyads of a sparse circuit end here. */
        if (draw >= (double)total[k]) {
            continue;
        }
        const long j = first + k, ij = i * n + j, ji = j * n + i;
        double p[4];
        latigraph_dyad_probabilities(real_exp(rates->log_rate[ij]), real_exp(rates->log_rate[ji]),
                                     real_exp(rates->log_mutual[ij]), rates->anti_reciprocity, p);
        if (draw < p[3] + p[1]) {
            latigraph_edge_list_add(edges, (int)i, (int)j);
        }
        if (draw < p[3] || (draw >= p[3] + p[1] && draw < p[3] + p[1] + p[2])) {
            latigraph_edge_list_add(edges, (int)j, (int)i);
        }
    }
}

void latigraph_sample_edges(const latigraph_rates_t *rates, const real_t *total,
                            latigraph_stream_t *stream, latigraph_edge_list_t *edges) {
    enum { PAIRS = 512 };
    const long n = rates->n;
    real_t found[PAIRS];
    edges->size = 0;
    for (long i = 0; i < n; i++) {
        for (long j = i + 1; j < n; j += PAIRS) {
            const long count = MIN(PAIRS, n - j), ij = i * n + j;
            if (total == NULL) {
                pairs_totals(count, n, rates->log_rate + ij, rates->log_rate + j * n + i,
                             rates->log_mutual + ij, found);
            }
            sample_pairs(rates, i, j, count, total != NULL ? total : found, stream, edges);
            total = total != NULL ? total + count : NULL;
        }
    }
}
