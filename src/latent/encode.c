/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Codes of circuits: mean and SD of the posterior q(z | circuit).
 *
 * The encoder is a network of one circuit at a time, so circuits are spread over threads. They are
 * converted to examples in chunks of 8 per thread: this bounds memory, and the caller's thread
 * reports progress and may be interrupted between two chunks. Each thread has one lean scratch of
 * O(n) memory for the largest circuit, because encoding needs no arrays of all pairs. A circuit is
 * always encoded by one thread, so results do not depend on the number of threads. */

#include "latent/latent.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "generate/code_density.h"

/* Number of circuits per thread and chunk. */
enum { CHUNK = 8 };

typedef struct {
    const latigraph_model_t *model;
    int threads, items;
    latigraph_example_t **example; /* (threads × CHUNK) */
    latigraph_scratch_t **scratch; /* (threads) */
    real_t *mean, *log_variance;   /* (threads × CHUNK, dz) */
} job_t;

static void clear_examples(job_t *job) {
    for (int i = 0; i < job->items; i++) {
        latigraph_example_destroy(job->example[i]);
        job->example[i] = NULL;
    }
    job->items = 0;
}

static void job_destroy(job_t *job) {
    clear_examples(job);
    for (int t = 0; job->scratch != NULL && t < job->threads; t++) {
        latigraph_scratch_destroy(job->scratch[t]);
    }
    g_free(job->example);
    g_free(job->scratch);
    g_free(job->mean);
    g_free(job->log_variance);
}

/* Allocates for the largest circuit. After an error, the caller destroys the job. */
static igraph_error_t job_allocate(job_t *job, const latigraph_circuit_list_t *circuits) {
    const gsize width = (gsize)job->model->config.code;
    int n_max = 1;
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        n_max = MAX(n_max, latigraph_circuit_list_get(circuits, c)->n);
    }
    job->example = g_try_new0(latigraph_example_t *, job->threads * CHUNK);
    job->scratch = g_try_new0(latigraph_scratch_t *, job->threads);
    job->mean = g_try_new0(real_t, (gsize)(job->threads * CHUNK) * width + 1);
    job->log_variance = g_try_new0(real_t, (gsize)(job->threads * CHUNK) * width + 1);
    gboolean complete = job->example != NULL && job->scratch != NULL && job->mean != NULL &&
                        job->log_variance != NULL;
    for (int t = 0; complete && t < job->threads; t++) {
        job->scratch[t] = latigraph_scratch_create_lean(&job->model->config, n_max);
        complete = job->scratch[t] != NULL;
    }
    if (!complete) {
        IGRAPH_ERRORF("Not enough memory to encode a circuit of %d neurons.", IGRAPH_ENOMEM, n_max);
    }
    return IGRAPH_SUCCESS;
}

static void encode_circuit(int item, int worker, void *data) {
    const job_t *job = data;
    const gsize row = (gsize)item * (gsize)job->model->config.code;
    latigraph_model_encode(job->model, job->example[item], job->scratch[worker], job->mean + row,
                           job->log_variance + row);
}

igraph_error_t latigraph_encode_rows(const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, int threads,
                                     double *mean, double *sd) {
    const int count = (int)latigraph_circuit_list_size(circuits);
    const gsize width = (gsize)model->config.code;
    job_t job = {.model = model, .threads = CLAMP(threads, 1, MAX(count, 1))};
    IGRAPH_FINALLY(job_destroy, &job);
    IGRAPH_CHECK(job_allocate(&job, circuits));
    for (int first = 0; first < count; first += job.threads * CHUNK) {
        const int items = MIN(job.threads * CHUNK, count - first);
        IGRAPH_PROGRESS("Encoding circuits", 100.0 * first / count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int i = 0; i < items; i++) {
            IGRAPH_CHECK(latigraph_example_create(
                &job.example[i], model, latigraph_circuit_list_get(circuits, first + i), 1));
            job.items = i + 1;
        }
        latigraph_parallel_for(job.threads, items, encode_circuit, &job);
        for (gsize k = 0; k < (gsize)items * width; k++) {
            if (mean != NULL) {
                mean[(gsize)first * width + k] = (double)job.mean[k];
            }
            if (sd != NULL) {
                sd[(gsize)first * width + k] = exp(0.5 * (double)job.log_variance[k]);
            }
        }
        clear_examples(&job);
    }
    IGRAPH_PROGRESS("Encoding circuits", 100, NULL);
    job_destroy(&job);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_rows_to_matrix(const double *rows, int count, int width,
                                        igraph_matrix_t *matrix) {
    if (matrix == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(igraph_matrix_resize(matrix, count, width));
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < width; k++) {
            MATRIX(*matrix, i, k) = rows[(gsize)i * (gsize)width + (gsize)k];
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_start_code(const latigraph_model_t *model, const latigraph_circuit_t *like,
                                    const char *group, double *code) {
    if (like == NULL || group != NULL) {
        const double *mean, *covariance;
        IGRAPH_CHECK(latigraph_code_moments(model, group, &mean, &covariance));
        memcpy(code, mean, sizeof(double) * (gsize)model->config.code);
        return IGRAPH_SUCCESS;
    }
    latigraph_circuit_t *item = (latigraph_circuit_t *)like;
    const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
    return latigraph_encode_rows(model, &one, 1, code, NULL);
}

/**
 * \function latigraph_encode
 * \brief Codes of circuits: the posterior q(z | circuit).
 *
 * The posterior is a Gaussian with independent dimensions. It does not depend on the order of the
 * neurons. Node data of the model that a circuit lacks count as not known.
 *
 * \param model The model.
 * \param circuits The circuits.
 * \param threads Number of threads; results do not depend on it.
 * \param mean Initialised matrix, or NULL. It gets one row per circuit and one column per dimension
 *    of the code.
 * \param sd Initialised matrix, or NULL. It gets the standard deviations of the posterior.
 * \return Error code: \c IGRAPH_EINVAL for fewer than one thread, \c IGRAPH_ENOMEM,
 *    \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(count (n + m) h²), n neurons, m edges, h the hidden width.
 *
 * \sa \ref latigraph_decode(), \ref latigraph_directions()
 *
 * Example: the codes of circuits, one per row, without their standard deviations.
 * \verbatim
 *   igraph_matrix_t codes;
 *   igraph_matrix_init(&codes, 0, 0);
 *   latigraph_encode(model, &circuits, 1, &codes, NULL);
 * \endverbatim
 */
igraph_error_t latigraph_encode(const latigraph_model_t *model,
                                const latigraph_circuit_list_t *circuits, igraph_integer_t threads,
                                igraph_matrix_t *mean, igraph_matrix_t *sd) {
    const int count = (int)latigraph_circuit_list_size(circuits), width = model->config.code;
    double *mean_rows, *sd_rows;
    IGRAPH_CHECK(latigraph_check_threads(threads));
    IGRAPH_CHECK(latigraph_model_check_node_data(model, circuits));
    LATIGRAPH_ALLOCATE(mean_rows, (gsize)count * (gsize)width);
    LATIGRAPH_ALLOCATE(sd_rows, (gsize)count * (gsize)width);
    IGRAPH_CHECK(latigraph_encode_rows(model, circuits, (int)threads, mean_rows, sd_rows));
    IGRAPH_CHECK(latigraph_rows_to_matrix(mean_rows, count, width, mean));
    IGRAPH_CHECK(latigraph_rows_to_matrix(sd_rows, count, width, sd));
    g_free(sd_rows);
    g_free(mean_rows);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
