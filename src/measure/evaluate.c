/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "measure/auc.h"
#include "model/model.h"

#include <latigraph/measure.h>

/* The figures of one circuit: columns of the caller's matrix, fields of latigraph_evaluation_t. */
enum {
    FIGURE_TOTAL,
    FIGURE_CODE,
    FIGURE_NODES,
    FIGURE_EDGES,
    FIGURE_WEIGHTS,
    FIGURE_NODE_DATA,
    FIGURE_ERDOS_RENYI,
    FIGURE_DYAD,
    FIGURE_AUC,
    FIGURE_AUC_NODE_DATA,
    FIGURES
};

/* Memory of one thread. */
typedef struct {
    latigraph_scratch_t *scratch;
    real_t *block;                           /* holds what follows */
    real_t *z_mean, *z_log_variance, *z;     /* (dz) */
    real_t *u_mean, *u_log_variance, *u;     /* (n, du) */
    real_t *prior_mean, *prior_log_variance; /* (n, du) */
    real_t *probability;                     /* (n, n) */
    real_t *edge;                            /* (m) */
} worker_t;

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    igraph_integer_t samples, refine;
    igraph_uint_t seed;
    int threads;
    worker_t *worker;              /* (threads) */
    int chunk, first;              /* circuits worked on together, and the first of them */
    latigraph_example_t **example; /* (chunk) */
    double *figure;                /* (circuits, FIGURES) */
} evaluation_t;

static void draw(latigraph_stream_t *stream, const real_t *mean, const real_t *log_variance,
                 int size, real_t *out) {
    for (int k = 0; k < size; k++) {
        out[k] = mean[k] +
                 real_exp(REAL_C(0.5) * log_variance[k]) * (real_t)latigraph_stream_normal(stream);
    }
}

/* Adds one posterior sample's share, in nats, of node codes, edges and weights. */
static void add_sample(const evaluation_t *all, const latigraph_example_t *example, worker_t *w,
                       latigraph_stream_t *stream, double *figure) {
    const latigraph_model_t *model = all->model;
    const int size = example->n * model->config.node_code;
    latigraph_rates_t rates;
    draw(stream, w->z_mean, w->z_log_variance, model->config.code, w->z);
    if (all->refine == 0) {
        latigraph_model_encode_nodes(model, example, w->scratch, w->z, w->u_mean,
                                     w->u_log_variance);
    }
    latigraph_model_prior_nodes(model, example, w->scratch, w->z, w->prior_mean,
                                w->prior_log_variance);
    figure[FIGURE_NODES] += latigraph_gaussian_kl(w->u_mean, w->u_log_variance, w->prior_mean,
                                                  w->prior_log_variance, size);
    draw(stream, w->u_mean, w->u_log_variance, size, w->u);
    latigraph_model_decode(model, example, w->scratch, w->z, w->u, &rates);
    figure[FIGURE_EDGES] -= latigraph_log_likelihood(example, &rates);
    figure[FIGURE_WEIGHTS] -= latigraph_weight_log_likelihood(model, example, &rates);
}

static void measure_bits(const evaluation_t *all, const latigraph_example_t *example, worker_t *w,
                         latigraph_stream_t *stream, double *figure) {
    const double bits_a_nat = 1 / M_LN2;
    const igraph_bool_t weighted =
        all->model->config.weights != LATIGRAPH_WEIGHTS_NONE && example->circuit->weight != NULL;
    figure[FIGURE_CODE] = bits_a_nat * latigraph_gaussian_kl(w->z_mean, w->z_log_variance, NULL,
                                                             NULL, all->model->config.code);
    for (igraph_integer_t s = 0; s < all->samples; s++) {
        add_sample(all, example, w, stream, figure);
    }
    figure[FIGURE_NODES] *= bits_a_nat / (double)all->samples;
    figure[FIGURE_EDGES] *= bits_a_nat / (double)all->samples;
    figure[FIGURE_WEIGHTS] *= weighted ? bits_a_nat / (double)all->samples : NAN;
    figure[FIGURE_TOTAL] = figure[FIGURE_CODE] + figure[FIGURE_NODES] + figure[FIGURE_EDGES];
    figure[FIGURE_ERDOS_RENYI] = latigraph_bits_erdos_renyi(example->circuit);
    figure[FIGURE_DYAD] = latigraph_bits_dyad(example->circuit);
}

static double edge_auc(const latigraph_example_t *example, const latigraph_rates_t *rates,
                       worker_t *w) {
    latigraph_edge_probabilities(rates, w->probability);
    return latigraph_auc(example->circuit, w->probability, w->edge);
}

/* Reconstruction at the posterior means, and the companion that sees the node data alone. */
static void measure_reconstruction(const evaluation_t *all, const latigraph_example_t *example,
                                   worker_t *w, double *figure) {
    latigraph_rates_t rates;
    if (all->refine == 0) {
        latigraph_model_encode_nodes(all->model, example, w->scratch, w->z_mean, w->u_mean,
                                     w->u_log_variance);
    }
    latigraph_model_decode(all->model, example, w->scratch, w->z_mean, w->u_mean, &rates);
    figure[FIGURE_AUC] = edge_auc(example, &rates, w);
    latigraph_model_decode_node_data(all->model, example, w->scratch, &rates);
    figure[FIGURE_NODE_DATA] = -latigraph_log_likelihood(example, &rates) / M_LN2;
    figure[FIGURE_AUC_NODE_DATA] = edge_auc(example, &rates, w);
}

static void evaluate_circuit(int item, int worker, void *data) {
    const evaluation_t *all = data;
    const latigraph_example_t *example = all->example[item];
    const int circuit = all->first + item;
    double *figure = all->figure + (gsize)circuit * FIGURES;
    worker_t *w = &all->worker[worker];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, all->seed, LATIGRAPH_STREAM_EVALUATE, (uint64_t)circuit);
    latigraph_model_encode(all->model, example, w->scratch, w->z_mean, w->z_log_variance);
    if (all->refine > 0) {
        latigraph_model_encode_nodes(all->model, example, w->scratch, w->z_mean, w->u_mean,
                                     w->u_log_variance);
        latigraph_model_refine_nodes(all->model, example, w->scratch, w->z_mean, w->z_log_variance,
                                     (int)all->refine, &stream, w->u_mean, w->u_log_variance);
    }
    measure_bits(all, example, w, &stream, figure);
    measure_reconstruction(all, example, w, figure);
}

/* --- Memory --------------------------------------------------------------- */

static void forget_examples(evaluation_t *all) {
    for (int k = 0; all->example != NULL && k < all->chunk; k++) {
        if (all->example[k] != NULL) {
            latigraph_example_destroy(all->example[k]);
            all->example[k] = NULL;
        }
    }
}

static void evaluation_destroy(evaluation_t *all) {
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

static igraph_error_t worker_init(worker_t *w, const latigraph_config_t *config, int n, int m) {
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

/* `all` is zeroed but for its arguments and is destroyed by the caller, also on failure. */
static igraph_error_t evaluation_allocate(evaluation_t *all) {
    const int count = (int)latigraph_circuit_list_size(all->circuits);
    int n = 0, m = 0;
    for (int i = 0; i < count; i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(all->circuits, i);
        n = MAX(n, circuit->n);
        m = MAX(m, circuit->m);
    }
    all->threads = MIN(all->threads, count);
    all->chunk = MIN(8 * all->threads, count);
    all->worker = g_try_new0(worker_t, all->threads);
    all->example = g_try_new0(latigraph_example_t *, all->chunk);
    all->figure = g_try_new0(double, (gsize)(count * FIGURES));
    if (all->worker == NULL || all->example == NULL || all->figure == NULL) {
        IGRAPH_ERRORF("Not enough memory to evaluate %d circuits.", IGRAPH_ENOMEM, count);
    }
    for (int k = 0; k < all->threads; k++) {
        IGRAPH_CHECK(worker_init(&all->worker[k], &all->model->config, n, m));
    }
    return IGRAPH_SUCCESS;
}

/* --- All circuits --------------------------------------------------------- */

static igraph_error_t evaluate_chunks(evaluation_t *all) {
    const int count = (int)latigraph_circuit_list_size(all->circuits);
    for (all->first = 0; all->first < count; all->first += all->chunk) {
        const int size = MIN(all->chunk, count - all->first);
        IGRAPH_PROGRESS("Evaluating circuits", 100.0 * all->first / count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = 0; k < size; k++) {
            const latigraph_circuit_t *circuit =
                latigraph_circuit_list_get(all->circuits, all->first + k);
            IGRAPH_CHECK(
                latigraph_example_create(&all->example[k], all->model, circuit, /* edges */ 1));
        }
        latigraph_parallel_for(all->threads, size, evaluate_circuit, all);
        forget_examples(all);
    }
    IGRAPH_PROGRESS("Evaluating circuits", 100.0, NULL);
    return IGRAPH_SUCCESS;
}

/* Over the circuits where the figure is known; NaN if there are none. */
static double mean_figure(const evaluation_t *all, int figure) {
    const igraph_integer_t count = latigraph_circuit_list_size(all->circuits);
    double sum = 0;
    igraph_integer_t known = 0;
    for (igraph_integer_t i = 0; i < count; i++) {
        const double value = all->figure[i * FIGURES + figure];
        if (!isnan(value)) {
            sum += value;
            known++;
        }
    }
    return known > 0 ? sum / (double)known : IGRAPH_NAN;
}

/* Distinct neurons of the circuits that the model was trained on. */
static igraph_integer_t count_shared(const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits) {
    igraph_integer_t shared = 0;
    if (model->neurons == NULL || g_hash_table_size(model->neurons) == 0) {
        return 0;
    }
    GHashTable *seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, i);
        for (int k = 0; k < circuit->n; k++) {
            const gint64 digest =
                (gint64)latigraph_neuron_digest(circuit->connectome, circuit->neuron[k]);
            if (g_hash_table_contains(model->neurons, &digest)) {
                gint64 *key = g_new(gint64, 1);
                *key = digest;
                shared += g_hash_table_add(seen, key);
            }
        }
    }
    g_hash_table_destroy(seen);
    return shared;
}

static void summarise(const evaluation_t *all, latigraph_evaluation_t *evaluation) {
    evaluation->circuits = latigraph_circuit_list_size(all->circuits);
    evaluation->bits_total = mean_figure(all, FIGURE_TOTAL);
    evaluation->bits_code = mean_figure(all, FIGURE_CODE);
    evaluation->bits_nodes = mean_figure(all, FIGURE_NODES);
    evaluation->bits_edges = mean_figure(all, FIGURE_EDGES);
    evaluation->bits_weights = mean_figure(all, FIGURE_WEIGHTS);
    evaluation->bits_node_data = mean_figure(all, FIGURE_NODE_DATA);
    evaluation->bits_erdos_renyi = mean_figure(all, FIGURE_ERDOS_RENYI);
    evaluation->bits_dyad = mean_figure(all, FIGURE_DYAD);
    evaluation->auc = mean_figure(all, FIGURE_AUC);
    evaluation->auc_node_data = mean_figure(all, FIGURE_AUC_NODE_DATA);
    evaluation->shared_neurons = count_shared(all->model, all->circuits);
}

static igraph_error_t copy_figures(const evaluation_t *all, igraph_matrix_t *per_circuit) {
    const igraph_integer_t count = latigraph_circuit_list_size(all->circuits);
    IGRAPH_CHECK(igraph_matrix_resize(per_circuit, count, FIGURES));
    for (igraph_integer_t i = 0; i < count; i++) {
        for (int k = 0; k < FIGURES; k++) {
            MATRIX(*per_circuit, i, k) = all->figure[i * FIGURES + k];
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_arguments(const latigraph_circuit_list_t *circuits,
                                      igraph_integer_t samples, igraph_integer_t refine,
                                      igraph_integer_t threads) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    if (count < 1 || count > G_MAXINT / FIGURES) {
        IGRAPH_ERRORF("Evaluation needs at least one circuit and at most %d, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, G_MAXINT / FIGURES, count);
    }
    if (samples < 1) {
        IGRAPH_ERRORF("Evaluation needs at least one posterior sample, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, samples);
    }
    if (refine < 0 || refine > 1000000) {
        IGRAPH_ERRORF("The steps of refining must be 0 to 1000000, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, refine);
    }
    if (threads < 1 || threads > 1024) {
        IGRAPH_ERRORF("The number of threads must be 1 to 1024, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, threads);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_evaluate
 * \brief Judges a model by how briefly it describes circuits.
 *
 * The headline is the negative evidence lower bound in bits: the code of the
 * circuit, the codes of its neurons and its edges, everything counted, given
 * the node data (Kingma and Welling, arXiv:1312.6114; as a description length:
 * Hinton and van Camp, COLT 1993). Use circuits that share no neuron with the
 * training circuits; \c shared_neurons says how many do.
 *
 * </para><para>
 * Beside it stand the same edges under the companion model that sees the node
 * data alone, under a fitted Erdős–Rényi model and under a fitted dyad model
 * (see \ref latigraph_bits_erdos_renyi(), \ref latigraph_bits_dyad()), and the
 * edge AUC of reconstruction at the posterior means beside that from the node
 * data alone. The result depends on the seed, never on the number of threads.
 * Reports its progress as "Evaluating circuits" and can be interrupted.
 *
 * \param model The model.
 * \param circuits The circuits, at least one.
 * \param samples Posterior samples a circuit, at least 1; 4 is usual.
 * \param refine Steps of gradient descent on the codes of each circuit's neurons, from the
 * encoder's guess, with the code of the circuit held (semi-amortised inference: Kim et al., ICML
 * 2018); 0 takes the guess. 100 is usual. Bits are valid either way; refined ones are fewer. \param
 * seed Seed of the posterior samples. \param threads Threads to use, at least 1. \param evaluation
 * Gets the means over the circuits; a mean is over the circuits where its figure is defined and NaN
 * where there are none (the AUC needs an edge and a non-edge, \c bits_weights a model of weights
 * and weighted circuits). \param per_circuit \c NULL, or an initialised matrix that is resized to
 * one row a circuit and ten columns: the figures from \c bits_total to \c auc_node_data in the
 * order of \ref latigraph_evaluation_t. \return Error code: \c IGRAPH_EINVAL, no circuits, or not
 * one sample or thread, or a negative number of refining steps; \c IGRAPH_ENOMEM, not enough
 * memory; \c IGRAPH_INTERRUPTED, stopped by the progress or interruption handler.
 *
 * Time complexity: O((samples + refine) · (n² r + (n + m) h²) + n² log m) a circuit of n
 * neurons and m edges, with rank r and hidden width h of the model.
 *
 * \sa \ref latigraph_fit(), \ref latigraph_properties().
 *
 * Example: is a model shorter than a random graph on circuits it has not seen?
 * \verbatim
 *   latigraph_evaluation_t evaluation;
 *   latigraph_evaluate(model, &circuits, 4, 100, 1, 1, &evaluation, NULL);
 *   printf("%g bits against %g\n", evaluation.bits_total, evaluation.bits_erdos_renyi);
 * \endverbatim
 */
igraph_error_t latigraph_evaluate(const latigraph_model_t *model,
                                  const latigraph_circuit_list_t *circuits,
                                  igraph_integer_t samples, igraph_integer_t refine,
                                  igraph_uint_t seed, igraph_integer_t threads,
                                  latigraph_evaluation_t *evaluation,
                                  igraph_matrix_t *per_circuit) {
    evaluation_t all = {
        .model = model, .circuits = circuits, .samples = samples, .refine = refine, .seed = seed};
    IGRAPH_CHECK(check_arguments(circuits, samples, refine, threads));
    IGRAPH_CHECK(latigraph_model_check_node_data(model, circuits));
    all.threads = (int)threads;
    IGRAPH_FINALLY(evaluation_destroy, &all);
    IGRAPH_CHECK(evaluation_allocate(&all));
    IGRAPH_CHECK(evaluate_chunks(&all));
    if (per_circuit != NULL) {
        IGRAPH_CHECK(copy_figures(&all, per_circuit));
    }
    summarise(&all, evaluation);
    evaluation_destroy(&all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
