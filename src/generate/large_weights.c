/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Weights of the edges of large circuits.
 *
 * Every edge has a random stream of its own, numbered by its ends, so that weights may be drawn by
 * any thread and process and in any order. */

#include "generate/large.h"

#include "model/pairs.h"

void latigraph_large_weights_init(latigraph_large_weights_t *weights,
                                  const latigraph_large_t *large, int index,
                                  const latigraph_process_t *process) {
    const latigraph_pending_t *pending = large->pending;
    latigraph_stream_t stream;
    *weights = (latigraph_large_weights_t){.kind = pending->model->config.weights,
                                           .law = latigraph_model_weight_law(pending->model),
                                           .process = process,
                                           .effect = large->effect,
                                           .known = large->tree->known};
    latigraph_stream_init(&stream, pending->seed, LATIGRAPH_STREAM_WEIGHTS,
                          (uint64_t)(pending->first + index));
    weights->seed = (igraph_uint_t)(latigraph_stream_uniform(&stream) * 0x1p53);
    weights->pair_seed = latigraph_pair_seed(weights->kind, &stream);
}

/* Lanes of the widest vectors. The last pairs of a loop that do not fill a vector would be computed
 * by other instructions, and a weight would depend on its place among others. */
enum { LANES = 16 };

/* Computes ln λ of up to LATIGRAPH_CANDIDATES edges, with the lower limit of the dense rates. */
static void find_log_rates(const latigraph_large_weights_t *weights, int count, const int *from,
                           const int *to, real_t *log_rate) {
    int sender[LATIGRAPH_CANDIDATES] = {0}, receiver[LATIGRAPH_CANDIDATES] = {0};
    guchar known[LATIGRAPH_CANDIDATES] = {0};
    real_t rate[LATIGRAPH_CANDIDATES];
    for (int c = 0; c < count; c++) {
        sender[c] = from[c];
        receiver[c] = to[c];
        known[c] = weights->process->kernel && from[c] < weights->known && to[c] < weights->known;
    }
    latigraph_process_pairs(weights->process, (count + LANES - 1) / LANES * LANES, sender, receiver,
                            known, log_rate, rate);
    for (int c = 0; c < count; c++) {
        log_rate[c] = real_log(rate[c] + real_exp((real_t)PAIRS_LOG_LOW));
    }
}

static double draw_weight(const latigraph_large_weights_t *weights, int from, int to,
                          gboolean mutual, double log_rate) {
    const latigraph_pair_t pair = {.seed = weights->pair_seed,
                                   .mutual = mutual,
                                   .low = (guint32)MIN(from, to),
                                   .high = (guint32)MAX(from, to)};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, weights->seed, LATIGRAPH_STREAM_WEIGHTS,
                          (guint64)from << 32 | (guint64)to);
    return latigraph_draw_weight(
        weights->kind, &weights->law, (double)weights->effect[2 * (gsize)from],
        (double)weights->effect[2 * (gsize)to + 1], log_rate, &pair, &stream);
}

void latigraph_large_weigh(const latigraph_large_weights_t *weights, int count, const int *from,
                           const int *to, const guchar *mutual, double *weight) {
    real_t log_rate[LATIGRAPH_CANDIDATES];
    for (int first = 0; first < count; first += LATIGRAPH_CANDIDATES) {
        const int some = MIN(LATIGRAPH_CANDIDATES, count - first);
        find_log_rates(weights, some, from + first, to + first, log_rate);
        for (int c = 0; c < some; c++) {
            weight[first + c] = draw_weight(weights, from[first + c], to[first + c],
                                            mutual[first + c], (double)log_rate[c]);
        }
    }
}
