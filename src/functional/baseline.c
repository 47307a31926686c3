/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The plain network that a functional connectome is compared with: a perceptron with one hidden
 * layer.
 *
 * Its hidden units are SiLUs and its outputs leaky ReLUs; it is trained on squared errors by Adam,
 * on all stretches of the recordings but the last of five. It lacks the form of the circuit, signs
 * and penalties, so that its scores in new rooms show what these contribute. Batches and the start
 * depend on the seed alone. */

#include "functional/fit.h"

#include "base/parallel.h"
#include "base/random.h"
#include "net/adamw.h"
#include "net/layers.h"

#include <math.h>

enum { BATCH = 50, PARTS = 5 };

static const real_t LEAK = (real_t)0.01;

typedef struct {
    const job_t *job;
    mlp_t mlp;
    ptrdiff_t count;                                /* parameters */
    real_t *parameters, *gradient, *first, *second; /* (count) */
    real_t *activations, *scratch;                  /* memory of a batch */
    real_t *x, *y, *dy;                             /* (BATCH, n), (BATCH, m), (BATCH, m) */
    int *row;                                       /* (rows) rows to train on */
    int rows;
} baseline_t;

/* --- Training --------------------------------------------------------------------------------- */

/* Draws weights of variance 1 / inputs, and biases of 0. */
static void start(baseline_t *baseline) {
    latigraph_stream_t stream;
    real_t *at = baseline->parameters;
    latigraph_stream_init(&stream, baseline->job->options->seed, LATIGRAPH_STREAM_BASELINE, 0);
    for (int layer = 0; layer < baseline->mlp.layers; layer++) {
        const int in = baseline->mlp.size[layer], out = baseline->mlp.size[layer + 1];
        for (ptrdiff_t k = 0; k < (ptrdiff_t)in * out; k++) {
            *at++ = (real_t)(latigraph_stream_normal(&stream) / sqrt(in));
        }
        at += out;
    }
}

/* Copies the inputs of a row of the recordings. */
static void copy_row(const job_t *job, int row, real_t *x) {
    const gboolean trained = row < job->trained;
    const double *from = trained ? job->x + row : job->unseen_x + (row - job->trained);
    const size_t stride = (size_t)(trained ? job->trained : job->rows - job->trained);
    for (int i = 0; i < job->n; i++) {
        x[i] = (real_t)from[(size_t)i * stride];
    }
}

/* Trains on one batch of random rows. */
static void train_batch(baseline_t *baseline, latigraph_stream_t *stream, ptrdiff_t step,
                        ptrdiff_t steps) {
    const job_t *job = baseline->job;
    const adamw_t adam = {3e-3 * cosine_schedule(step, steps, 50), 0.9, 0.999, 1e-8, 0};
    int row[BATCH];
    for (int k = 0; k < BATCH; k++) {
        row[k] = baseline->row[latigraph_stream_integer(stream, (uint32_t)baseline->rows)];
        copy_row(job, row[k], baseline->x + (size_t)k * (size_t)job->n);
    }
    mlp_forward(&baseline->mlp, BATCH, baseline->parameters, baseline->x, baseline->activations,
                baseline->y);
    for (int k = 0; k < BATCH; k++) {
        for (int c = 0; c < job->m; c++) {
            const size_t entry = (size_t)k * (size_t)job->m + (size_t)c;
            const double y = job->data->y[(size_t)row[k] * (size_t)job->m + (size_t)c];
            const real_t z = baseline->y[entry], slope = z > 0 ? 1 : LEAK;
            const gboolean known = isfinite(y) && job->scale[c] > 0;
            baseline->dy[entry] =
                known ? slope * (slope * z - (real_t)(y / job->scale[c])) / BATCH : 0;
        }
    }
    for (ptrdiff_t k = 0; k < baseline->count; k++) {
        baseline->gradient[k] = 0;
    }
    mlp_backward(&baseline->mlp, BATCH, baseline->parameters, baseline->x, baseline->activations,
                 baseline->dy, NULL, baseline->gradient, baseline->scratch);
    adamw_step(&adam, baseline->count, step + 1, baseline->parameters, baseline->gradient,
               baseline->first, baseline->second);
}

static igraph_error_t train(baseline_t *baseline) {
    const ptrdiff_t steps = (ptrdiff_t)baseline->job->options->steps;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, baseline->job->options->seed, LATIGRAPH_STREAM_BASELINE, 1);
    for (ptrdiff_t step = 0; step < steps; step++) {
        if (step % 16 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        latigraph_blas_begin();
        train_batch(baseline, &stream, step, steps);
        latigraph_blas_end();
    }
    return IGRAPH_SUCCESS;
}

/* --- Predictions ------------------------------------------------------------------------------ */

/* Predicts all rows of the recordings, in units of the outputs. */
static void predict(baseline_t *baseline, double *predicted) {
    const job_t *job = baseline->job;
    latigraph_blas_begin();
    for (int first = 0; first < job->rows; first += BATCH) {
        const int count = MIN(BATCH, job->rows - first);
        for (int k = 0; k < count; k++) {
            copy_row(job, first + k, baseline->x + (size_t)k * (size_t)job->n);
        }
        mlp_forward(&baseline->mlp, count, baseline->parameters, baseline->x, baseline->activations,
                    baseline->y);
        for (size_t k = 0; k < (size_t)count * (size_t)job->m; k++) {
            const real_t z = baseline->y[k];
            predicted[(size_t)first * (size_t)job->m + k] =
                (double)(z > 0 ? z : LEAK * z) * job->scale[k % (size_t)job->m];
        }
    }
    latigraph_blas_end();
}

/* --- The call --------------------------------------------------------------------------------- */

/* Lists the rows to train on: all known ones but the last stretch of each recording. */
static void list_rows(baseline_t *baseline) {
    const latigraph_functional_data_t *data = baseline->job->data;
    for (int r = 0; r < data->recordings; r++) {
        const int first = data->from[r], length = data->from[r + 1] - first;
        for (int t = 0; t < length && !data->unseen[r]; t++) {
            if ((gint64)t * PARTS / length < PARTS - 1 && baseline->job->use[first + t] != 0) {
                baseline->row[baseline->rows++] = first + t;
            }
        }
    }
}

igraph_error_t latigraph_functional_baseline(job_t *job, double *predicted) {
    baseline_t baseline = {
        .job = job, .mlp = {.layers = 2, .size = {job->n, (int)job->options->hidden, job->m}}};
    const gsize n = (gsize)job->n, m = (gsize)job->m;
    baseline.count = mlp_parameter_count(&baseline.mlp);
    LATIGRAPH_ALLOCATE(baseline.parameters, 4 * (gsize)baseline.count);
    baseline.gradient = baseline.parameters + baseline.count;
    baseline.first = baseline.gradient + baseline.count;
    baseline.second = baseline.first + baseline.count;
    LATIGRAPH_ALLOCATE(baseline.activations, BATCH * (gsize)mlp_activation_count(&baseline.mlp));
    LATIGRAPH_ALLOCATE(baseline.scratch, BATCH * (gsize)mlp_scratch_count(&baseline.mlp));
    LATIGRAPH_ALLOCATE(baseline.x, BATCH * (n + 2 * m));
    baseline.y = baseline.x + BATCH * n;
    baseline.dy = baseline.y + BATCH * m;
    LATIGRAPH_ALLOCATE(baseline.row, job->trained);
    list_rows(&baseline);
    if (baseline.rows > 0) {
        start(&baseline);
        IGRAPH_CHECK(train(&baseline));
    }
    predict(&baseline, predicted);
    g_free(baseline.row);
    g_free(baseline.x);
    g_free(baseline.scratch);
    g_free(baseline.activations);
    g_free(baseline.parameters);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}
