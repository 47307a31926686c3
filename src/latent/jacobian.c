/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Fisher information of the edges about the code.
 *
 * Edges of different dyads are independent given code and node codes, and a dyad has four states
 * with probabilities P_s. The Fisher information in whitened coordinates y is
 *
 *     F = 4 Σ_dyads Σ_s ∂√P_s/∂y (∂√P_s/∂y)ᵀ
 *
 * which is the usual Σ ∂P ∂Pᵀ / P without a division by small probabilities. The derivatives are
 * central differences over a quarter of an SD of the codes, because they need 2 dz decodings per
 * circuit; exact ones would need a backward pass per state of every dyad. The decodings of a
 * circuit run on threads, one coordinate per task. A row of derivatives, 2 n (n − 1) numbers, is
 * stored in single precision; the products are summed in double precision, block by block. The
 * circuits share their code and differ in node codes and, if they are drawn, node data.
 * O(draws · dz · n² (r + dz)). */

#include "latent/axes.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/store.h"
#include "generate/generate.h"

#include <math.h>

/* Step of the central differences, in SDs of the density of the codes. */
static const double STEP = 0.25;
/* Number of derivatives per row that are converted to double precision at a time. */
enum { BLOCK = 4096 };

/* State of the work on one pending circuit after the other. */
typedef struct {
    const latigraph_pending_t *pending;
    const double *start, *factor; /* code (dz), and L (dz, dz) */
    int circuit, threads;
    gsize states;                  /* 4 n (n − 1) / 2 states of all dyads of the circuit */
    real_t **z;                    /* (threads): (dz) */
    real_t **node_codes;           /* (threads): (3 n_max du) */
    latigraph_scratch_t **scratch; /* (threads) */
    float *slope;                  /* (dz, states) ∂√P / ∂y_k */
    double *block;                 /* (dz, BLOCK) */
} job_t;

static void job_destroy(job_t *job) {
    for (int t = 0; t < job->threads; t++) {
        if (job->z != NULL) {
            g_free(job->z[t]);
        }
        if (job->node_codes != NULL) {
            g_free(job->node_codes[t]);
        }
        if (job->scratch != NULL) {
            latigraph_scratch_destroy(job->scratch[t]);
        }
    }
    g_free(job->z);
    g_free(job->node_codes);
    g_free(job->scratch);
    g_free(job->slope);
    g_free(job->block);
}

static gsize states_of(int n) {
    return 2 * (gsize)n * (gsize)MAX(n - 1, 0);
}

/* Numbers per pair of neurons that a thread holds: five arrays of a scratch. */
enum { PAIR_ARRAYS = 5 };

/* Rejects circuits whose pairs the memory of the machine cannot hold. */
static igraph_error_t check_memory(const job_t *job) {
    const int n = job->pending->n_max, width = job->pending->model->config.code;
    const double pairs = (double)n * n, have = latigraph_machine_memory();
    const double need =
        pairs * (2.0 * width * sizeof(float) + (double)job->threads * PAIR_ARRAYS * sizeof(real_t));
    if (need > have) {
        IGRAPH_ERRORF("The derivatives of all pairs of %d neurons by %d coordinates need %.1f GB "
                      "of memory, but this machine has %.1f GB. Take axes at a smaller number of "
                      "neurons, or at the node data of a smaller circuit.",
                      IGRAPH_ENOMEM, n, width, need / 1e9, have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

/* Returns FALSE if there is not enough memory. */
static gboolean job_allocate(job_t *job) {
    const latigraph_config_t *config = &job->pending->model->config;
    const int n_max = job->pending->n_max;
    gboolean complete = TRUE;
    job->z = g_try_new0(real_t *, job->threads);
    job->node_codes = g_try_new0(real_t *, job->threads);
    job->scratch = g_try_new0(latigraph_scratch_t *, job->threads);
    job->slope = g_try_new(float, (gsize)config->code *states_of(n_max) + 1);
    job->block = g_try_new0(double, (gsize)config->code *BLOCK + 1);
    if (job->z == NULL || job->node_codes == NULL || job->scratch == NULL || job->slope == NULL ||
        job->block == NULL) {
        return FALSE;
    }
    for (int t = 0; t < job->threads && complete; t++) {
        job->z[t] = g_try_new0(real_t, config->code + 1);
        job->node_codes[t] = g_try_new0(real_t, 3 * (gsize)n_max * (gsize)config->node_code + 1);
        job->scratch[t] = latigraph_scratch_create(config, n_max);
        complete = job->z[t] != NULL && job->node_codes[t] != NULL && job->scratch[t] != NULL;
    }
    return complete;
}

/* Sets slope to slope · keep + √P · scale over the states of all dyads. */
static void add_roots(const latigraph_rates_t *rates, float keep, double scale, float *slope) {
    const gsize n = (gsize)rates->n;
    gsize next = 0;
    for (gsize i = 0; i < n; i++) {
        for (gsize j = i + 1; j < n; j++) {
            double p[4];
            latigraph_dyad_probabilities(
                exp((double)rates->log_rate[i * n + j]), exp((double)rates->log_rate[j * n + i]),
                exp((double)rates->log_mutual[i * n + j]), rates->anti_reciprocity, p);
            for (int s = 0; s < 4; s++, next++) {
                slope[next] =
                    (float)((keep > 0 ? (double)slope[next] : 0) + scale * sqrt(fmax(p[s], 0)));
            }
        }
    }
}

/* Computes the derivatives by coordinate k from both sides of it. */
static void differentiate(int k, int worker, void *data) {
    job_t *job = data;
    const latigraph_pending_t *pending = job->pending;
    const latigraph_example_t *example = pending->example[pending->shared ? 0 : job->circuit];
    const int width = pending->model->config.code;
    float *slope = job->slope + (gsize)k * job->states;
    for (int side = -1; side <= 1; side += 2) {
        latigraph_rates_t rates;
        for (int i = 0; i < width; i++) {
            job->z[worker][i] = (real_t)(job->start[i] + side * STEP * job->factor[i * width + k]);
        }
        const real_t *u = latigraph_pending_node_codes(pending, job->circuit, job->scratch[worker],
                                                       job->z[worker], job->node_codes[worker]);
        latigraph_model_decode(pending->model, example, job->scratch[worker], job->z[worker], u,
                               &rates);
        add_roots(&rates, side > 0 ? 1 : 0, 0.5 * side / STEP, slope);
    }
}

/* Adds scale · slope slopeᵀ to the lower triangle of the information. */
static void add_products(const job_t *job, double scale, double *information) {
    const int width = job->pending->model->config.code;
    for (gsize first = 0; first < job->states; first += BLOCK) {
        const gsize count = MIN(BLOCK, job->states - first);
        for (int k = 0; k < width; k++) {
            const float *from = job->slope + (gsize)k * job->states + first;
            for (gsize i = 0; i < count; i++) {
                job->block[(gsize)k * BLOCK + i] = (double)from[i];
            }
        }
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, width, (int)count, scale, job->block,
                    BLOCK, 1, information, width);
    }
}

static igraph_error_t run(job_t *job, double *information) {
    const latigraph_pending_t *pending = job->pending;
    const int width = pending->model->config.code;
    memset(information, 0, sizeof(double) * (gsize)width * (gsize)width);
    for (job->circuit = 0; job->circuit < pending->count; job->circuit++) {
        IGRAPH_PROGRESS("Differentiating the decoder", 100.0 * job->circuit / pending->count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        job->states = states_of(pending->example[pending->shared ? 0 : job->circuit]->n);
        latigraph_parallel_for(job->threads, width, differentiate, job);
        latigraph_blas_begin();
        add_products(job, 4.0 / pending->count, information);
        latigraph_blas_end();
    }
    for (int k = 0; k < width; k++) {
        for (int l = 0; l < k; l++) {
            information[l * width + k] = information[k * width + l];
        }
    }
    IGRAPH_PROGRESS("Differentiating the decoder", 100, NULL);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_jacobian_information(const latigraph_model_t *model, const double *start,
                                              const double *factor, const latigraph_circuit_t *like,
                                              int draws,
                                              const latigraph_generate_options_t *options,
                                              double *information) {
    const gsize width = (gsize)model->config.code;
    latigraph_generate_options_t drawing = *options;
    latigraph_pending_t pending;
    double *codes;
    drawing.count = draws;
    LATIGRAPH_ALLOCATE(codes, (gsize)draws * width);
    for (gsize i = 0; i < (gsize)draws; i++) {
        memcpy(codes + i * width, start, sizeof(double) * width);
    }
    IGRAPH_CHECK(latigraph_pending_init(&pending, model, codes, like, &drawing));
    IGRAPH_FINALLY(latigraph_pending_destroy, &pending);
    job_t job = {.pending = &pending,
                 .start = start,
                 .factor = factor,
                 .threads = (int)CLAMP(options->threads, 1, (igraph_integer_t)MAX(width, 1))};
    IGRAPH_FINALLY(job_destroy, &job);
    IGRAPH_CHECK(check_memory(&job));
    if (!job_allocate(&job)) {
        IGRAPH_ERRORF("Not enough memory for the derivatives of all pairs of %d neurons by %d "
                      "coordinates.",
                      IGRAPH_ENOMEM, pending.n_max, model->config.code);
    }
    IGRAPH_CHECK(run(&job, information));
    job_destroy(&job);
    latigraph_pending_destroy(&pending);
    g_free(codes);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
