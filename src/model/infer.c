/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The networks without gradients, as the other modules call them.
 *
 * Each function runs one part of a model on one circuit: encoders, prior, decoder or likelihood.
 * All of them work on the arrays of a scratch and neither allocate nor raise errors, so that worker
 * threads can call them. The log-likelihood of given rates is summed pair by pair in double
 * precision, because it is reported as a result. Training takes the faster tiles of dyads.c, whose
 * rows are summed in single precision.
 */
#include "model/network.h"
#include "model/pairs.h"

#include <string.h>

/* Statistics of closure are known exactly; their codes vary by a hundredth of an SD, because
 * densities of codes need some variance. */
static const real_t CLOSURE_LOG_VARIANCE = (real_t)-9.21;

void latigraph_model_encode(const latigraph_model_t *model, const latigraph_example_t *example,
                            latigraph_scratch_t *scratch, real_t *mean, real_t *log_variance) {
    const int width = latigraph_network_code(&model->config);
    const size_t size = (size_t)width * sizeof *mean;
    network_begin(example, NULL, scratch);
    encode_forward(model->parameters, example, scratch);
    memcpy(mean, scratch->code_mean, size);
    memcpy(log_variance, scratch->code_log_variance, size);
    for (int k = 0; k < model->config.closure; k++) {
        mean[width + k] = example->closure[k];
        log_variance[width + k] = CLOSURE_LOG_VARIANCE;
    }
}

void latigraph_model_encode_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  const real_t *z, real_t *mean, real_t *log_variance) {
    const size_t size = (size_t)example->n * (size_t)model->config.node_code * sizeof *mean;
    encode_nodes_forward(model->parameters, example->n, z, scratch);
    memcpy(mean, scratch->node_mean, size);
    memcpy(log_variance, scratch->node_log_variance, size);
}

void latigraph_model_prior_nodes(const latigraph_model_t *model, const latigraph_example_t *example,
                                 latigraph_scratch_t *scratch, const real_t *z, real_t *mean,
                                 real_t *log_variance) {
    const size_t size = (size_t)example->n * (size_t)model->config.node_code * sizeof *mean;
    network_begin(example, NULL, scratch);
    prior_forward(model->parameters, example->n, z, scratch);
    memcpy(mean, scratch->prior_mean, size);
    memcpy(log_variance, scratch->prior_log_variance, size);
}

/* Points `rates` to the arrays of the scratch, and computes the logarithms of the rates. */
static void point_rates(latigraph_scratch_t *scratch, int n, latigraph_rates_t *rates) {
    pairs_logarithms((ptrdiff_t)n * n, scratch->rate, scratch->log_rate);
    pairs_logarithms((ptrdiff_t)n * n, scratch->mutual, scratch->log_mutual);
    rates->n = n;
    rates->node = scratch->node;
    rates->global = scratch->global;
    rates->log_rate = scratch->log_rate;
    rates->log_mutual = scratch->log_mutual;
    rates->anti_reciprocity = scratch->anti_reciprocity;
    rates->weight = scratch->weight;
}

void latigraph_model_decode(const latigraph_model_t *model, const latigraph_example_t *example,
                            latigraph_scratch_t *scratch, const real_t *z, const real_t *u,
                            latigraph_rates_t *rates) {
    network_begin(example, NULL, scratch);
    decode_forward(model->parameters, example, z, u, scratch);
    rates_forward(example, scratch);
    point_rates(scratch, example->n, rates);
}

void latigraph_model_decode_node_data(const latigraph_model_t *model,
                                      const latigraph_example_t *example,
                                      latigraph_scratch_t *scratch, latigraph_rates_t *rates) {
    network_begin(example, NULL, scratch);
    decode_forward(model->baseline, example, NULL, NULL, scratch);
    rates_forward(example, scratch);
    point_rates(scratch, example->n, rates);
    rates->weight = NULL;
}

double latigraph_log_likelihood(const latigraph_example_t *example,
                                const latigraph_rates_t *rates) {
    const latigraph_circuit_t *c = example->circuit;
    const ptrdiff_t n = rates->n;
    double sum = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        for (ptrdiff_t j = 0; j < n; j++) {
            if (i != j) {
                sum -= exp(rates->log_rate[i * n + j]) + 0.5 * exp(rates->log_mutual[i * n + j]);
            }
        }
    }
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const int j = c->out_to[e];
            const double r = exp(rates->log_rate[i * n + j]), s = exp(rates->log_rate[j * n + i]);
            if (!latigraph_circuit_has_edge(c, j, i)) {
                sum += log(-expm1(-r)) + r + log1p(rates->anti_reciprocity * expm1(s) / 2);
            } else if (i < j) {
                const double m = exp(rates->log_mutual[i * n + j]);
                const double stay = exp(-m) * (1 - rates->anti_reciprocity);
                sum += log(-expm1(-m) + stay * expm1(-r) * expm1(-s)) + r + s + m;
            }
        }
    }
    return sum;
}

double latigraph_weight_log_likelihood(const latigraph_model_t *model,
                                       const latigraph_example_t *example,
                                       const latigraph_rates_t *rates) {
    const latigraph_circuit_t *c = example->circuit;
    double sum = 0, ignored[LATIGRAPH_WEIGHT_LAW_MAX] = {0};
    if (rates->weight == NULL || c->weight == NULL) {
        return 0;
    }
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const ptrdiff_t n = rates->n, j = c->out_to[e];
            sum -= weights_edges(model->parameters, c, i, e, e + 1, rates->log_rate + i * n + j,
                                 rates->log_rate + j * n + i, rates->weight, NULL, ignored);
        }
    }
    return sum;
}

void latigraph_edge_probabilities(const latigraph_rates_t *rates, int first, int count, real_t *p) {
    const ptrdiff_t n = rates->n;
    const real_t half = (real_t)(rates->anti_reciprocity / 2);
    for (ptrdiff_t i = first; i < first + count; i++, p += n) {
        for (ptrdiff_t j = 0; j < n; j++) {
            const real_t forward = real_exp(rates->log_rate[i * n + j]);
            const real_t backward = real_exp(rates->log_rate[j * n + i]);
            const real_t mutual = real_exp(rates->log_mutual[i * n + j]);
            p[j] = -real_expm1(-forward - mutual) -
                   half * real_exp(-mutual) * real_expm1(-forward) * real_expm1(-backward);
        }
        p[i] = 0;
    }
}

double latigraph_gaussian_kl(const real_t *mean, const real_t *log_variance,
                             const real_t *prior_mean, const real_t *prior_log_variance, int size) {
    return gaussian_kl(size, mean, log_variance, prior_mean, prior_log_variance);
}
