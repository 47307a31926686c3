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
 * threads can call them. A decoded circuit keeps numbers of its neurons in the scratch, from which
 * pairs are computed block by block (dyad_tiles.c). The rates of all pairs at once are for
 * generation.
 */
#include "model/dyad_tiles.h"
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

/* --- Pairs of a decoded circuit, without an array of them ------------------------------------- */

/* Keeps what tiles read of every neuron. */
static void keep_neurons(const latigraph_example_t *example, latigraph_scratch_t *scratch) {
    const dyads_t d = dyads_of(example, scratch);
    scratch->moderate = decoded_is_moderate(example->n, scratch);
    dyads_columns(&d);
}

void latigraph_model_decode_neurons(const latigraph_model_t *model,
                                    const latigraph_example_t *example,
                                    latigraph_scratch_t *scratch, const real_t *z,
                                    const real_t *u) {
    network_begin(example, NULL, scratch);
    decode_forward(model->parameters, example, z, u, scratch);
    keep_neurons(example, scratch);
}

void latigraph_model_decode_node_data(const latigraph_model_t *model,
                                      const latigraph_example_t *example,
                                      latigraph_scratch_t *scratch) {
    network_begin(example, NULL, scratch);
    decode_forward(model->baseline, example, NULL, NULL, scratch);
    keep_neurons(example, scratch);
}

igraph_bool_t latigraph_decoded_is_moderate(const latigraph_scratch_t *scratch) {
    return scratch->moderate;
}

int latigraph_pair_blocks(int n) {
    return dyads_blocks(n);
}

ptrdiff_t latigraph_pair_room(const latigraph_config_t *config, int n, igraph_bool_t drawn) {
    return drawn ? dyads_work(n, config->rank) : 3 * DYADS_TILE;
}

double latigraph_block_rates(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                             int block, real_t *room) {
    const dyads_t d = dyads_of(example, scratch);
    return dyads_block_rates(&d, block, room);
}

void latigraph_block_probabilities(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                   int block, real_t *room, latigraph_visit_pairs_t *visit,
                                   void *data) {
    const dyads_t d = dyads_of(example, scratch);
    dyads_block_probabilities(&d, scratch->anti_reciprocity, block, room, visit, data);
}

double latigraph_drawn_rates(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                             int draws, const double *uniform, real_t *room) {
    dyads_t d = dyads_of(example, scratch);
    d.work = room;
    return dyads_drawn(&d, draws, uniform);
}

void latigraph_pair_probabilities(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  int count, const int *from, const int *to, real_t *p) {
    const dyads_t d = dyads_of(example, scratch);
    dyads_pair_probabilities(&d, scratch->anti_reciprocity, count, from, to, p);
}

double latigraph_edge_corrections(const latigraph_example_t *example,
                                  latigraph_scratch_t *scratch) {
    const dyads_t d = dyads_of(example, scratch);
    double ignored = 0;
    return dyads_edges(&d, example->circuit, scratch->anti_reciprocity, &ignored);
}

double latigraph_weight_log_likelihood(const latigraph_model_t *model,
                                       const latigraph_example_t *example,
                                       latigraph_scratch_t *scratch) {
    return -weights_loss(model->parameters, example, 0, scratch, NULL);
}

double latigraph_gaussian_kl(const real_t *mean, const real_t *log_variance,
                             const real_t *prior_mean, const real_t *prior_log_variance, int size) {
    return gaussian_kl(size, mean, log_variance, prior_mean, prior_log_variance);
}
