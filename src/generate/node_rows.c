/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Decoder rows of all neurons of a large circuit, computed block by block.
 *
 * The activations of the networks for a whole circuit need many times the memory of their outputs.
 * So a block of neurons passes through the prior, the noise and the decoder at a time, and only the
 * outputs are kept. The noise of all neurons is drawn first, from one stream, so that the result
 * does not depend on the number of threads. */

#include "generate/large.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "model/parameters.h"

#include <string.h>

/* Neurons per block, and blocks per thread between two checks for interruption. */
enum { BLOCK = 256, CHUNK = 64 };

/* Limits of ln variance of node codes, as in the prior of model/network.c. */
static const real_t PRIOR_LOW = -6, PRIOR_HIGH = 3;

typedef struct {
    const latigraph_model_t *model;
    const latigraph_example_t *example;
    const int *place;    /* (n) row that each neuron's outputs go to */
    const real_t *z;     /* (dz) */
    const real_t *codes; /* (n, du) node codes, or NULL: from their prior with noise */
    real_t *noise;       /* (n, du) */
    real_t *node;        /* (n, 4r + 2) output, in the order of `place` */
    real_t *effect;      /* (n, 2) output for weights, in the order of `place`; NULL without a model
                            of weights */
    real_t *scratch;     /* (threads, size) */
    gsize size;          /* scratch of one thread, in numbers */
    int first, threads;
} job_t;

static real_t *take(real_t **next, gsize rows, gsize width) {
    real_t *at = *next;
    *next += rows * width;
    return at;
}

static gsize scratch_size(const latigraph_layout_t *l, const latigraph_config_t *f) {
    const gsize prior = (gsize)(f->conditions + f->code), decoder = (gsize)l->decoder.size[0];
    return BLOCK * (prior + (gsize)mlp_activation_count(&l->prior) + 4 * (gsize)f->node_code +
                    decoder + (gsize)mlp_activation_count(&l->decoder) +
                    (gsize)latigraph_node_outputs(f) + (gsize)mlp_activation_count(&l->weight) + 2);
}

/* Fills rows x = [condition, z, …] of `width` numbers. */
static void fill_inputs(const job_t *job, int first, int count, int width, real_t *x) {
    const int a = job->model->config.conditions, dz = latigraph_network_code(&job->model->config);
    for (int c = 0; c < count; c++) {
        real_t *row = x + (gsize)c * (gsize)width;
        memcpy(row, job->example->condition + (gsize)(first + c) * (gsize)a,
               (gsize)a * sizeof *row);
        memcpy(row + a, job->z, (gsize)dz * sizeof *row);
    }
}

static void compute_block(int item, int worker, void *data) {
    const job_t *job = data;
    const latigraph_parameters_t *p = job->model->parameters;
    const latigraph_layout_t *l = &p->layout;
    const latigraph_config_t *f = &p->config;
    const int first = (job->first + item) * BLOCK, count = MIN(BLOCK, job->example->n - first);
    const int a = f->conditions, dz = f->code, du = f->node_code, width = l->decoder.size[0];
    const gsize outputs = (gsize)latigraph_node_outputs(f);
    real_t *next = job->scratch + (gsize)worker * job->size;
    real_t *prior_x = take(&next, BLOCK, (gsize)(a + dz));
    real_t *prior_kept = take(&next, BLOCK, (gsize)mlp_activation_count(&l->prior));
    real_t *raw = take(&next, BLOCK, 2 * (gsize)du);
    real_t *mean = take(&next, BLOCK, (gsize)du), *log_variance = take(&next, BLOCK, (gsize)du);
    real_t *x = take(&next, BLOCK, (gsize)width);
    real_t *kept = take(&next, BLOCK, (gsize)mlp_activation_count(&l->decoder));
    real_t *node = take(&next, BLOCK, outputs);
    real_t *weight_kept = take(&next, BLOCK, (gsize)mlp_activation_count(&l->weight));
    real_t *effect = take(&next, BLOCK, 2);
    fill_inputs(job, first, count, width, x);
    if (job->codes == NULL) {
        fill_inputs(job, first, count, a + dz, prior_x);
        mlp_forward(&l->prior, count, p->value + l->prior_at, prior_x, prior_kept, raw);
        gaussian_split(count, du, raw, PRIOR_LOW, PRIOR_HIGH, mean, log_variance);
    }
    for (int c = 0; c < count; c++) {
        for (int k = 0; k < du; k++) {
            const gsize at = (gsize)c * (gsize)du + (gsize)k, of = (gsize)first * (gsize)du + at;
            x[(gsize)c * (gsize)width + (gsize)(a + dz + k)] =
                job->codes != NULL
                    ? job->codes[of]
                    : (real_t)((double)mean[at] +
                               exp(0.5 * (double)log_variance[at]) * (double)job->noise[of]);
        }
    }
    mlp_forward(&l->decoder, count, p->value + l->decoder_at, x, kept, node);
    if (job->effect != NULL) {
        mlp_forward(&l->weight, count, p->value + l->weight_at, x, weight_kept, effect);
    }
    for (int c = 0; c < count; c++) {
        const gsize to = (gsize)job->place[first + c];
        memcpy(job->node + to * outputs, node + (gsize)c * outputs, outputs * sizeof *node);
        if (job->effect != NULL) {
            memcpy(job->effect + 2 * to, effect + 2 * (gsize)c, 2 * sizeof *effect);
        }
    }
}

igraph_error_t latigraph_node_rows(const latigraph_model_t *model,
                                   const latigraph_example_t *example, const int *place,
                                   const real_t *z, const real_t *codes, latigraph_stream_t *stream,
                                   int threads, real_t *node, real_t *effect) {
    const latigraph_parameters_t *p = model->parameters;
    const int n = example->n, blocks = (n + BLOCK - 1) / BLOCK;
    const gsize noises = (gsize)n * (gsize)model->config.node_code;
    job_t job = {.model = model,
                 .example = example,
                 .place = place,
                 .z = z,
                 .codes = codes,
                 .node = node,
                 .effect = effect,
                 .size = scratch_size(&p->layout, &p->config),
                 .threads = threads};
    LATIGRAPH_ALLOCATE(job.noise, noises);
    LATIGRAPH_ALLOCATE(job.scratch, (gsize)threads * job.size);
    for (gsize k = 0; k < noises && codes == NULL; k++) {
        job.noise[k] = (real_t)latigraph_stream_normal(stream);
    }
    for (; job.first < blocks; job.first += threads * CHUNK) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_parallel_for(threads, MIN(threads * CHUNK, blocks - job.first), compute_block,
                               &job);
    }
    g_free(job.scratch);
    g_free(job.noise);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_global_row(const latigraph_model_t *model, const real_t *z, real_t *kept,
                          real_t *global) {
    const latigraph_parameters_t *p = model->parameters;
    mlp_forward(&p->layout.global, 1, p->value + p->layout.global_at, z, kept, global);
}
