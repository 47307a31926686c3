/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Draws the weights of edges given the rates and the effects of both ends (doc/model.md,
 * "Weights").
 *
 * With η = intercept + sender effect + receiver effect + slope · ln λ, models of earlier versions
 * have counts 1 + negative binomial of mean e^η and size φ, and other weights log-normal (η, σ).
 * Newer ones are log-normal throughout, with rounded counts of 1 and more. There η and σ depend on
 * whether the edge is mutual, and both edges of a mutual pair share a part √ρ p of their noise. The
 * number p comes from a stream of the pair, so that edges may be in any order. */

#include "generate/generate.h"

#include <math.h>

/* Limit of |η|, ln of the largest mean excess weight (10⁶). It guards against extrapolation far
 * from the data. */
static const double ETA_MAX = 13.8;

/* Draws from the negative binomial with mean e^η and size φ (variance e^η + e^2η/φ). It is a
 * Poisson distribution whose mean is Gamma(φ) e^η/φ. */
static double negative_binomial(latigraph_stream_t *stream, double eta, double size) {
    const double mean = latigraph_stream_gamma(stream, size) / size * exp(eta);
    return (double)latigraph_stream_poisson(stream, mean);
}

igraph_uint_t latigraph_pair_seed(latigraph_weights_t kind, latigraph_stream_t *stream) {
    if (!latigraph_weights_see_pairs(kind)) {
        return 0;
    }
    return (igraph_uint_t)(latigraph_stream_uniform(stream) * 0x1p53);
}

/* Draws ln x of an edge in a law that sees pairs. */
static double draw_log(const latigraph_weight_law_t *law, double eta, const latigraph_pair_t *pair,
                       latigraph_stream_t *stream) {
    double noise = latigraph_stream_normal(stream);
    if (pair->mutual && law->correlation > 0) {
        latigraph_stream_t shared;
        latigraph_stream_init(&shared, pair->seed, LATIGRAPH_STREAM_WEIGHT_PAIRS,
                              (guint64)pair->low << 32 | pair->high);
        noise = sqrt(law->correlation) * latigraph_stream_normal(&shared) +
                sqrt(1 - law->correlation) * noise;
    }
    return eta + (pair->mutual ? law->mutual_dispersion : law->dispersion) * noise;
}

double latigraph_draw_weight(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                             double sender, double receiver, double log_rate,
                             const latigraph_pair_t *pair, latigraph_stream_t *stream) {
    const gboolean pairs = latigraph_weights_see_pairs(kind);
    double eta = law->intercept + sender + receiver + law->slope * log_rate;
    eta += pairs && pair->mutual ? law->mutual : 0;
    eta = CLAMP(eta, -ETA_MAX, ETA_MAX);
    if (kind == LATIGRAPH_WEIGHTS_COUNTS) {
        return 1 + negative_binomial(stream, eta, law->dispersion);
    }
    if (!pairs) {
        return exp(eta + law->dispersion * latigraph_stream_normal(stream));
    }
    const double x = exp(draw_log(law, eta, pair, stream));
    return kind == LATIGRAPH_WEIGHTS_ROUNDED ? fmax(floor(x + 0.5), 1) : x;
}

/* Marks the bits i n + j of all edges i → j. Returns NULL if memory is short. */
static guint8 *mark_edges(const latigraph_edge_list_t *edges, gsize n) {
    guint8 *marked = g_try_malloc0(n * n / 8 + 1);
    for (int e = 0; e < edges->size && marked != NULL; e++) {
        const gsize at = (gsize)edges->from[e] * n + (gsize)edges->to[e];
        marked[at / 8] |= (guint8)(1 << at % 8);
    }
    return marked;
}

void latigraph_sample_weights(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                              const latigraph_rates_t *rates, latigraph_stream_t *stream,
                              latigraph_edge_list_t *edges) {
    if (kind == LATIGRAPH_WEIGHTS_NONE || edges->out_of_memory) {
        return;
    }
    const gsize n = (gsize)rates->n;
    const gboolean pairs = latigraph_weights_see_pairs(kind);
    guint8 *marked = pairs ? mark_edges(edges, n) : NULL;
    g_free(edges->weight);
    edges->weight = g_try_new(double, edges->size + 1);
    if (edges->weight == NULL || (pairs && marked == NULL)) {
        edges->out_of_memory = TRUE;
        g_free(marked);
        return;
    }
    latigraph_pair_t pair = {.seed = latigraph_pair_seed(kind, stream)};
    for (int e = 0; e < edges->size; e++) {
        const gsize i = (gsize)edges->from[e], j = (gsize)edges->to[e], back = j * n + i;
        pair.mutual = pairs && (marked[back / 8] >> back % 8 & 1);
        pair.low = (guint32)MIN(i, j);
        pair.high = (guint32)MAX(i, j);
        edges->weight[e] =
            latigraph_draw_weight(kind, law, rates->weight[2 * i], rates->weight[2 * j + 1],
                                  rates->log_rate[i * n + j], &pair, stream);
    }
    g_free(marked);
}
