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
#include "measure/auc.h"

void latigraph_draw_gaussian(latigraph_stream_t *stream, const real_t *mean,
                             const real_t *log_variance, int size, real_t *out) {
    for (int k = 0; k < size; k++) {
        out[k] = mean[k] +
                 real_exp(REAL_C(0.5) * log_variance[k]) * (real_t)latigraph_stream_normal(stream);
    }
}

double latigraph_rates_auc(const latigraph_example_t *example, const latigraph_rates_t *rates,
                           latigraph_evaluator_worker_t *w) {
    latigraph_edge_probabilities(rates, 0, rates->n, w->probability);
    return latigraph_auc(example->circuit, w->probability, w->edge);
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

static igraph_error_t worker_init(latigraph_evaluator_worker_t *w, const latigraph_config_t *config,
                                  int n, int m) {
    const gsize code = (gsize)config->code, nodes = (gsize)n * (gsize)config->node_code;
    const gsize pairs = (gsize)n * (gsize)n;
    w->scratch = latigraph_scratch_create(config, n);
    w->block = g_try_malloc_n(3 * code + 5 * nodes + pairs + (gsize)m + 1, sizeof *w->block);
    if (w->scratch == NULL || w->block == NULL) {
        IGRAPH_ERRORF("Not enough memory to evaluate a circuit of %d neurons.", IGRAPH_ENOMEM, n);
    }
    real_t *rest = w->block;
    w->z_mean = carve(&rest, code);
    w->z_log_variance = carve(&rest, code);
    w->z = carve(&rest, code);
    w->u_mean = carve(&rest, nodes);
    w->u_log_variance = carve(&rest, nodes);
    w->u = carve(&rest, nodes);
    w->prior_mean = carve(&rest, nodes);
    w->prior_log_variance = carve(&rest, nodes);
    w->probability = carve(&rest, pairs);
    w->edge = carve(&rest, (gsize)m);
    return IGRAPH_SUCCESS;
}

/* Arrays of all pairs that one thread holds: five of a scratch, and the probabilities. */
enum { PAIR_ARRAYS = 6 };

/* Rejects a circuit whose pairs the memory of the machine cannot hold. */
static igraph_error_t check_memory(int n, igraph_integer_t threads) {
    const double need = (double)threads * PAIR_ARRAYS * sizeof(real_t) * n * n;
    const double have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("Evaluating a circuit of %d neurons needs %.1f GB of memory with %d threads, "
                      "because it visits all pairs, but this machine has %.1f GB. Use fewer "
                      "threads, or cut smaller circuits out of it.",
                      IGRAPH_ENOMEM, n, need / 1e9, (int)threads, have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate(latigraph_evaluator_t *all) {
    const int count = (int)latigraph_circuit_list_size(all->circuits);
    int n = 0, m = 0;
    for (int i = 0; i < count; i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(all->circuits, i);
        n = MAX(n, circuit->n);
        m = MAX(m, circuit->m);
    }
    all->threads = MIN(all->threads, count);
    all->chunk = (int)MIN(8 * all->threads, count);
    IGRAPH_CHECK(check_memory(n, all->threads));
    all->worker = g_try_new0(latigraph_evaluator_worker_t, all->threads);
    all->example = g_try_new0(latigraph_example_t *, all->chunk);
    all->figure = g_try_new0(double, (gsize)count *(gsize)all->figures);
    if (all->worker == NULL || all->example == NULL || all->figure == NULL) {
        IGRAPH_ERRORF("Not enough memory to evaluate %d circuits.", IGRAPH_ENOMEM, count);
    }
    for (int k = 0; k < all->threads; k++) {
        IGRAPH_CHECK(worker_init(&all->worker[k], &all->model->config, n, m));
    }
    return IGRAPH_SUCCESS;
}

/* --- All circuits --------------------------------------------------------- */

static void run_circuit(int item, int worker, void *data) {
    const latigraph_evaluator_t *all = data;
    const int circuit = all->first + item;
    latigraph_stream_t stream;
    if (latigraph_cancelled(all->cancel)) {
        return;
    }
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_EVALUATE, (uint64_t)circuit);
    all->evaluate(all, all->example[item], &all->worker[worker], &stream,
                  all->figure + (gsize)circuit * (gsize)all->figures);
}

static igraph_error_t run_chunks(latigraph_evaluator_t *all) {
    const int count = (int)latigraph_circuit_list_size(all->circuits);
    ptrdiff_t begin, end;
    latigraph_cancel_t cancel;
    latigraph_cancel_init(&cancel);
    all->cancel = &cancel;
    latigraph_ranks_block(count, &begin, &end);
    for (all->first = (int)begin; all->first < end; all->first += all->chunk) {
        const int size = MIN(all->chunk, (int)end - all->first);
        IGRAPH_PROGRESS("Evaluating circuits", 100.0 * (all->first - begin) / (end - begin), NULL);
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
    IGRAPH_PROGRESS("Evaluating circuits", 100.0, NULL);
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

igraph_error_t latigraph_evaluator_export(const latigraph_evaluator_t *all,
                                          igraph_matrix_t *figures) {
    const igraph_integer_t count = latigraph_circuit_list_size(all->circuits);
    IGRAPH_CHECK(igraph_matrix_resize(figures, count, all->figures));
    for (igraph_integer_t i = 0; i < count; i++) {
        for (int k = 0; k < all->figures; k++) {
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
    IGRAPH_CHECK(allocate(all));
    IGRAPH_CHECK(run_chunks(all));
    return IGRAPH_SUCCESS;
}
