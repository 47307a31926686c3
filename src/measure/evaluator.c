/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Runs a measurement of a model on every circuit of a list, on several threads and ranks.
 *
 * Examples of a few circuits per thread exist at a time. Every circuit has its own random stream,
 * so results do not depend on the number of threads or ranks. Workers cannot raise errors: memory
 * is allocated before they start. */

#include "measure/evaluator.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/ranks.h"
#include "base/store.h"

void latigraph_draw_gaussian(latigraph_stream_t *stream, const real_t *mean,
                             const real_t *log_variance, int size, real_t *out) {
    for (int k = 0; k < size; k++) {
        out[k] = mean[k] +
                 real_exp(REAL_C(0.5) * log_variance[k]) * (real_t)latigraph_stream_normal(stream);
    }
}

latigraph_pair_job_t latigraph_evaluator_pairs(const latigraph_evaluator_t *all,
                                               const latigraph_example_t *example,
                                               latigraph_evaluator_worker_t *w,
                                               latigraph_stream_t *stream) {
    return (latigraph_pair_job_t){.example = example,
                                  .scratch = w->scratch,
                                  .room = &w->pairs,
                                  .drawn = example->n > LATIGRAPH_EXACT_PAIRS,
                                  .stream = stream,
                                  .cancel = all->cancel};
}

void latigraph_evaluator_stage(const latigraph_evaluator_t *all, double begin, double end) {
    latigraph_cancel_t *cancel = all->cancel;
    if (g_thread_self() == cancel->caller && cancel->message != NULL) {
        const double before = all->first - all->begin + g_atomic_int_get(&all->done);
        const double circuit = 100.0 / (all->end - all->begin);
        cancel->begin = circuit * (before + begin);
        cancel->end = circuit * (before + end);
    }
}

static void forget_examples(latigraph_evaluator_t *all) {
    for (int k = 0; all->example != NULL && k < all->chunk; k++) {
        if (all->example[k] != NULL) {
            latigraph_example_destroy(all->example[k]);
            all->example[k] = NULL;
        }
    }
}

void latigraph_evaluator_destroy(latigraph_evaluator_t *all) {
    for (int k = 0; all->worker != NULL && k < all->threads; k++) {
        if (all->worker[k].scratch != NULL) {
            latigraph_scratch_destroy(all->worker[k].scratch);
        }
        latigraph_pair_room_destroy(&all->worker[k].pairs);
        g_free(all->worker[k].block);
    }
    forget_examples(all);
    g_free(all->worker);
    g_free(all->example);
    g_free(all->figure);
}

static real_t *carve(real_t **block, gsize size) {
    real_t *start = *block;
    *block += size;
    return start;
}

/* Sizes that the memory of a worker depends on: the largest circuit, and threads per circuit. */
typedef struct {
    int n, m, threads;
} sizes_t;

static gsize block_numbers(const latigraph_config_t *config, int n) {
    return 3 * (gsize)config->code + 5 * (gsize)n * (gsize)config->node_code + 1;
}

static igraph_error_t worker_init(latigraph_evaluator_worker_t *w, const latigraph_config_t *config,
                                  const sizes_t *sizes) {
    const gsize code = (gsize)config->code, nodes = (gsize)sizes->n * (gsize)config->node_code;
    w->scratch = latigraph_scratch_create_lean(config, sizes->n);
    w->block = g_try_malloc_n(block_numbers(config, sizes->n), sizeof *w->block);
    if (w->scratch == NULL || w->block == NULL) {
        IGRAPH_ERRORF("Not enough memory to evaluate a circuit of %d neurons.", IGRAPH_ENOMEM,
                      sizes->n);
    }
    IGRAPH_CHECK(latigraph_pair_room_init(&w->pairs, config, sizes->n, sizes->m, sizes->threads,
                                          sizes->n > LATIGRAPH_EXACT_PAIRS));
    real_t *rest = w->block;
    w->z_mean = carve(&rest, code);
    w->z_log_variance = carve(&rest, code);
    w->z = carve(&rest, code);
    w->u_mean = carve(&rest, nodes);
    w->u_log_variance = carve(&rest, nodes);
    w->u = carve(&rest, nodes);
    w->prior_mean = carve(&rest, nodes);
    w->prior_log_variance = carve(&rest, nodes);
    return IGRAPH_SUCCESS;
}

/* Rejects circuits that the memory of the machine cannot hold, before minutes of work. */
static igraph_error_t check_memory(const latigraph_config_t *config, const sizes_t *sizes,
                                   igraph_integer_t workers) {
    const double each = latigraph_scratch_bytes(config, sizes->n) +
                        (double)block_numbers(config, sizes->n) * sizeof(real_t) +
                        latigraph_pair_room_bytes(config, sizes->n, sizes->m, sizes->threads,
                                                  sizes->n > LATIGRAPH_EXACT_PAIRS);
    const double need = (double)workers * each, have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("Evaluating circuits of up to %d neurons and %d edges needs %.1f GB of "
                      "memory with %d threads, but this machine has %.1f GB. Use fewer threads, or "
                      "cut smaller circuits out of them.",
                      IGRAPH_ENOMEM, sizes->n, sizes->m, need / 1e9, (int)workers * sizes->threads,
                      have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

static sizes_t sizes_of(const latigraph_evaluator_t *all) {
    const igraph_integer_t count = latigraph_circuit_list_size(all->circuits);
    /* Threads that get no circuit share the pairs of those that the others work on. */
    sizes_t sizes = {.threads = (int)MAX(all->threads / count, 1)};
    for (igraph_integer_t i = 0; i < count; i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(all->circuits, i);
        sizes.n = MAX(sizes.n, circuit->n);
        sizes.m = MAX(sizes.m, circuit->m);
    }
    return sizes;
}

static igraph_error_t allocate(latigraph_evaluator_t *all, const sizes_t *sizes) {
    const int count = (int)latigraph_circuit_list_size(all->circuits);
    all->threads = MIN(all->threads, count);
    all->chunk = (int)MIN(8 * all->threads, count);
    IGRAPH_CHECK(check_memory(&all->model->config, sizes, all->threads));
    all->worker = g_try_new0(latigraph_evaluator_worker_t, all->threads);
    all->example = g_try_new0(latigraph_example_t *, all->chunk);
    all->figure = g_try_new0(double, (gsize)count *(gsize)all->figures);
    if (all->worker == NULL || all->example == NULL || all->figure == NULL) {
        IGRAPH_ERRORF("Not enough memory to evaluate %d circuits.", IGRAPH_ENOMEM, count);
    }
    for (int k = 0; k < all->threads; k++) {
        IGRAPH_CHECK(worker_init(&all->worker[k], &all->model->config, sizes));
    }
    return IGRAPH_SUCCESS;
}

/* --- All circuits --------------------------------------------------------- */

static void run_circuit(int item, int worker, void *data) {
    latigraph_evaluator_t *all = data;
    const int circuit = all->first + item;
    latigraph_stream_t stream;
    if (latigraph_cancelled(all->cancel)) {
        return;
    }
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_EVALUATE, (uint64_t)circuit);
    all->evaluate(all, all->example[item], &all->worker[worker], &stream,
                  all->figure + (gsize)circuit * (gsize)all->figures);
    g_atomic_int_inc(&all->done);
}

static const char *const MESSAGE = "Evaluating circuits";

/* Evaluates circuits of up to n neurons. Large ones report how far each of them is. */
static igraph_error_t run_chunks(latigraph_evaluator_t *all, int n) {
    const int count = (int)latigraph_circuit_list_size(all->circuits);
    ptrdiff_t begin, end;
    latigraph_cancel_t cancel;
    latigraph_cancel_init(&cancel);
    all->cancel = &cancel;
    latigraph_ranks_block(count, &begin, &end);
    all->begin = (int)begin;
    all->end = (int)end;
    cancel.message = n > LATIGRAPH_FIT_ALL_PAIRS ? MESSAGE : NULL;
    for (all->first = (int)begin; all->first < end; all->first += all->chunk) {
        const int size = MIN(all->chunk, (int)end - all->first);
        all->done = 0;
        IGRAPH_PROGRESS(MESSAGE, 100.0 * (all->first - begin) / (end - begin), NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = 0; k < size; k++) {
            const latigraph_circuit_t *circuit =
                latigraph_circuit_list_get(all->circuits, all->first + k);
            IGRAPH_CHECK(latigraph_example_create(&all->example[k], all->model, circuit,
                                                  /* with edges */ 1));
        }
        latigraph_parallel_for((int)all->threads, size, run_circuit, all);
        forget_examples(all);
        if (latigraph_cancelled(&cancel)) {
            IGRAPH_FINALLY_FREE();
            return IGRAPH_INTERRUPTED;
        }
    }
    latigraph_ranks_share(all->figure, (size_t)all->figures * sizeof *all->figure, count);
    IGRAPH_PROGRESS(MESSAGE, 100.0, NULL);
    return IGRAPH_SUCCESS;
}

double latigraph_evaluator_mean(const latigraph_evaluator_t *all, int figure) {
    const igraph_integer_t count = latigraph_circuit_list_size(all->circuits);
    double sum = 0;
    igraph_integer_t known = 0;
    for (igraph_integer_t i = 0; i < count; i++) {
        const double value = all->figure[i * all->figures + figure];
        if (!isnan(value)) {
            sum += value;
            known++;
        }
    }
    return known > 0 ? sum / (double)known : IGRAPH_NAN;
}

igraph_error_t latigraph_evaluator_export(const latigraph_evaluator_t *all, int count,
                                          igraph_matrix_t *figures) {
    const igraph_integer_t circuits = latigraph_circuit_list_size(all->circuits);
    IGRAPH_CHECK(igraph_matrix_resize(figures, circuits, count));
    for (igraph_integer_t i = 0; i < circuits; i++) {
        for (int k = 0; k < count; k++) {
            MATRIX(*figures, i, k) = all->figure[i * all->figures + k];
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_arguments(const latigraph_evaluator_t *all) {
    const igraph_integer_t count = latigraph_circuit_list_size(all->circuits);
    if (count < 1 || count > G_MAXINT / all->figures) {
        IGRAPH_ERRORF("The number of circuits is %" IGRAPH_PRId
                      ", but an evaluation needs 1 to %d.",
                      IGRAPH_EINVAL, count, G_MAXINT / all->figures);
    }
    if (all->samples < 1) {
        IGRAPH_ERRORF("The number of posterior samples per circuit is %" IGRAPH_PRId
                      ", but must be at least 1.",
                      IGRAPH_EINVAL, all->samples);
    }
    if (all->refine < 0 || all->refine > 1000000) {
        IGRAPH_ERRORF("The number of refinement steps is %" IGRAPH_PRId
                      ", but must be from 0 to 1000000.",
                      IGRAPH_EINVAL, all->refine);
    }
    IGRAPH_CHECK(latigraph_check_threads(all->threads));
    return IGRAPH_SUCCESS;
}

void latigraph_evaluator_set_options(latigraph_evaluator_t *all,
                                     const latigraph_evaluate_options_t *options) {
    latigraph_evaluate_options_t defaults;
    if (options == NULL) {
        latigraph_evaluate_options_init(&defaults);
        options = &defaults;
    }
    all->samples = options->samples;
    all->refine = options->refine;
    all->threads = options->threads;
    all->seed = options->seed;
}

igraph_error_t latigraph_evaluator_run(latigraph_evaluator_t *all) {
    IGRAPH_CHECK(check_arguments(all));
    IGRAPH_CHECK(latigraph_model_check_node_data(all->model, all->circuits));
    const sizes_t sizes = sizes_of(all);
    IGRAPH_CHECK(allocate(all, &sizes));
    IGRAPH_CHECK(run_chunks(all, sizes.n));
    return IGRAPH_SUCCESS;
}
