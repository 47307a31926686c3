/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Draws the weights of edges given the rates and the effects of both ends (doc/model.md,
 * "Weights").
 *
 * Counts are 1 + negative binomial with mean e^η and size φ; other weights are log-normal (η, σ). η
 * is intercept + sender effect + receiver effect + slope · ln λ. */

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

double latigraph_draw_weight(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                             double sender, double receiver, double log_rate,
                             latigraph_stream_t *stream) {
    double eta = law->intercept + sender + receiver + law->slope * log_rate;
    eta = CLAMP(eta, -ETA_MAX, ETA_MAX);
    return kind == LATIGRAPH_WEIGHTS_COUNTS
               ? 1 + negative_binomial(stream, eta, law->dispersion)
               : exp(eta + law->dispersion * latigraph_stream_normal(stream));
}

void latigraph_sample_weights(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                              const latigraph_rates_t *rates, latigraph_stream_t *stream,
                              latigraph_edge_list_t *edges) {
    if (kind == LATIGRAPH_WEIGHTS_NONE || edges->out_of_memory) {
        return;
    }
    g_free(edges->weight);
    edges->weight = g_try_new(double, edges->size + 1);
    if (edges->weight == NULL) {
        edges->out_of_memory = TRUE;
        return;
    }
    for (int e = 0; e < edges->size; e++) {
        const gsize i = (gsize)edges->from[e], j = (gsize)edges->to[e];
        edges->weight[e] =
            latigraph_draw_weight(kind, law, rates->weight[2 * i], rates->weight[2 * j + 1],
                                  rates->log_rate[i * (gsize)rates->n + j], stream);
    }
}
