/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Evaluation of a model by description length: the negative ELBO of circuits in bits, and edge AUC.
 *
 * Bits are means over posterior samples, drawn from the encoder's posterior or from a refined one.
 * Any posterior gives a valid upper bound on the description length, and a better one gives fewer
 * bits (doc/model.md, "Bits"). */

#include "measure/evaluator.h"

#include "base/seed.h"
#include "circuit/homologous.h"

#include <latigraph/measure.h>

/* Figures of one circuit: columns of the caller's matrix, fields of latigraph_evaluation_t. */
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
    FIGURES_REPORTED,
    /* Standard errors of the figures that are estimated from drawn pairs in large circuits. */
    FIGURE_ERROR_EDGES = FIGURES_REPORTED,
    FIGURE_ERROR_NODE_DATA,
    FIGURE_ERROR_AUC,
    FIGURE_ERROR_AUC_NODE_DATA,
    FIGURES
};

/* Figures of which each of these is the standard error; the total has that of the edges, too. */
static const struct {
    int error, figure;
} ERRORS[] = {{FIGURE_ERROR_EDGES, FIGURE_TOTAL},
              {FIGURE_ERROR_EDGES, FIGURE_EDGES},
              {FIGURE_ERROR_NODE_DATA, FIGURE_NODE_DATA},
              {FIGURE_ERROR_AUC, FIGURE_AUC},
              {FIGURE_ERROR_AUC_NODE_DATA, FIGURE_AUC_NODE_DATA}};

/* Shares of the work on a circuit that are done when the codes are refined, and when samples are
 * drawn. */
static const double REFINED = 0.5, SAMPLED = 0.8;

/* Adds the contribution of one posterior sample, in nats, to node codes, edges and weights. */
static void add_sample(const latigraph_evaluator_t *all, const latigraph_example_t *example,
                       latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                       double *figure) {
    const latigraph_model_t *model = all->model;
    const int size = example->n * model->config.node_code;
    latigraph_draw_gaussian(stream, w->z_mean, w->z_log_variance, model->config.code, w->z);
    if (all->refine == 0) {
        latigraph_model_encode_nodes(model, example, w->scratch, w->z, w->u_mean,
                                     w->u_log_variance);
    }
    latigraph_model_prior_nodes(model, example, w->scratch, w->z, w->prior_mean,
                                w->prior_log_variance);
    figure[FIGURE_NODES] += latigraph_gaussian_kl(w->u_mean, w->u_log_variance, w->prior_mean,
                                                  w->prior_log_variance, size);
    latigraph_draw_gaussian(stream, w->u_mean, w->u_log_variance, size, w->u);
    latigraph_model_decode_neurons(model, example, w->scratch, w->z, w->u);
    const latigraph_pair_job_t pairs = latigraph_evaluator_pairs(all, example, w, stream);
    const latigraph_pair_estimate_t loss = latigraph_pair_loss(&pairs);
    figure[FIGURE_EDGES] += loss.value;
    figure[FIGURE_ERROR_EDGES] += loss.error * loss.error;
    figure[FIGURE_WEIGHTS] -= latigraph_weight_log_likelihood(model, example, w->scratch);
}

static void measure_bits(const latigraph_evaluator_t *all, const latigraph_example_t *example,
                         latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                         double *figure) {
    const double bits_a_nat = 1 / M_LN2;
    const igraph_bool_t weighted =
        all->model->config.weights != LATIGRAPH_WEIGHTS_NONE && example->circuit->weight != NULL;
    figure[FIGURE_CODE] =
        bits_a_nat * latigraph_gaussian_kl(w->z_mean, w->z_log_variance, NULL, NULL,
                                           latigraph_network_code(&all->model->config));
    const double begin = all->refine > 0 ? REFINED : 0;
    const double share = (SAMPLED - begin) / (double)all->samples;
    for (igraph_integer_t s = 0; s < all->samples && !latigraph_cancelled(all->cancel); s++) {
        latigraph_evaluator_stage(all, begin + share * (double)s, begin + share * (double)(s + 1));
        add_sample(all, example, w, stream, figure);
    }
    figure[FIGURE_ERROR_EDGES] =
        bits_a_nat * sqrt(figure[FIGURE_ERROR_EDGES]) / (double)all->samples;
    figure[FIGURE_NODES] *= bits_a_nat / (double)all->samples;
    figure[FIGURE_EDGES] *= bits_a_nat / (double)all->samples;
    figure[FIGURE_WEIGHTS] *= weighted ? bits_a_nat / (double)all->samples : NAN;
    figure[FIGURE_TOTAL] = figure[FIGURE_CODE] + figure[FIGURE_NODES] + figure[FIGURE_EDGES];
    figure[FIGURE_ERDOS_RENYI] = latigraph_bits_erdos_renyi(example->circuit);
    figure[FIGURE_DYAD] = latigraph_bits_dyad(example->circuit);
}

/* Measures the reconstruction at the posterior means, and the baseline that sees node data only. */
static void measure_reconstruction(const latigraph_evaluator_t *all,
                                   const latigraph_example_t *example,
                                   latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                                   double *figure) {
    const double middle = (SAMPLED + 1) / 2;
    const latigraph_pair_job_t pairs = latigraph_evaluator_pairs(all, example, w, stream);
    if (all->refine == 0) {
        latigraph_model_encode_nodes(all->model, example, w->scratch, w->z_mean, w->u_mean,
                                     w->u_log_variance);
    }
    latigraph_evaluator_stage(all, SAMPLED, middle);
    latigraph_model_decode_neurons(all->model, example, w->scratch, w->z_mean, w->u_mean);
    const latigraph_pair_estimate_t auc = latigraph_pair_auc(&pairs);
    latigraph_evaluator_stage(all, middle, 1);
    latigraph_model_decode_node_data(all->model, example, w->scratch);
    const latigraph_pair_estimate_t node_data = latigraph_pair_auc(&pairs);
    const latigraph_pair_estimate_t loss = latigraph_pair_loss(&pairs);
    figure[FIGURE_AUC] = auc.value;
    figure[FIGURE_ERROR_AUC] = auc.error;
    figure[FIGURE_AUC_NODE_DATA] = node_data.value;
    figure[FIGURE_ERROR_AUC_NODE_DATA] = node_data.error;
    figure[FIGURE_NODE_DATA] = loss.value / M_LN2;
    figure[FIGURE_ERROR_NODE_DATA] = loss.error / M_LN2;
}

static void evaluate_circuit(const latigraph_evaluator_t *all, const latigraph_example_t *example,
                             latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                             double *figure) {
    latigraph_model_encode(all->model, example, w->scratch, w->z_mean, w->z_log_variance);
    if (all->refine > 0) {
        latigraph_evaluator_stage(all, 0, REFINED);
        latigraph_model_encode_nodes(all->model, example, w->scratch, w->z_mean, w->u_mean,
                                     w->u_log_variance);
        latigraph_model_refine_nodes(all->model, example, w->scratch, w->z_mean, w->z_log_variance,
                                     (int)all->refine, 1, stream, w->u_mean, w->u_log_variance,
                                     all->cancel);
    }
    measure_bits(all, example, w, stream, figure);
    measure_reconstruction(all, example, w, stream, figure);
}

/* Counts the distinct neurons of the circuits that also occur in training circuits. By name alone,
 * these are the neurons of circuits on both sides whose connectome nobody has stated. */
static igraph_error_t count_known(const latigraph_model_t *model,
                                  const latigraph_circuit_list_t *circuits, gboolean by_name,
                                  igraph_integer_t *known) {
    const latigraph_map_t *trained = by_name ? &model->names : &model->neurons;
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY;
    latigraph_map_entry_t *entry;
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, i);
        if (trained->count == 0 || (by_name && !latigraph_circuit_is_unstated(circuit))) {
            continue;
        }
        for (int k = 0; k < circuit->n; k++) {
            const gint64 digest = (gint64)latigraph_neuron_digest(
                by_name ? "" : circuit->connectome, circuit->neuron[k]);
            if (latigraph_map_find_integer(trained, digest) != NULL) {
                IGRAPH_CHECK(latigraph_map_add_integer(&seen, digest, &entry, NULL));
            }
        }
    }
    *known = (igraph_integer_t)seen.count;
    latigraph_map_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns whether training circuits have an identity. */
static gboolean is_trained(const char *identity, const void *data) {
    const latigraph_model_t *model = data;
    const gint64 digest = (gint64)latigraph_neuron_digest("", identity);
    return latigraph_map_find_integer(&model->identities, digest) != NULL;
}

/* Returns the standard error of the mean of a figure over the circuits for which it is known. */
static double mean_error(const latigraph_evaluator_t *all, int error) {
    double sum = 0;
    igraph_integer_t known = 0;
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(all->circuits); i++) {
        const double value = all->figure[i * all->figures + error];
        if (!isnan(value)) {
            sum += value * value;
            known++;
        }
    }
    return known > 0 ? sqrt(sum) / (double)known : IGRAPH_NAN;
}

static void summarise_errors(const latigraph_evaluator_t *all, latigraph_evaluation_t *evaluation) {
    evaluation->estimated = 0;
    for (igraph_integer_t i = 0; i < evaluation->circuits; i++) {
        evaluation->estimated +=
            latigraph_circuit_list_get(all->circuits, i)->n > LATIGRAPH_EXACT_PAIRS;
    }
    evaluation->bits_error = mean_error(all, FIGURE_ERROR_EDGES);
    evaluation->bits_node_data_error = mean_error(all, FIGURE_ERROR_NODE_DATA);
    evaluation->auc_error = mean_error(all, FIGURE_ERROR_AUC);
    evaluation->auc_node_data_error = mean_error(all, FIGURE_ERROR_AUC_NODE_DATA);
}

static igraph_error_t summarise(const latigraph_evaluator_t *all,
                                latigraph_evaluation_t *evaluation) {
    evaluation->circuits = latigraph_circuit_list_size(all->circuits);
    evaluation->bits_total = latigraph_evaluator_mean(all, FIGURE_TOTAL);
    evaluation->bits_code = latigraph_evaluator_mean(all, FIGURE_CODE);
    evaluation->bits_nodes = latigraph_evaluator_mean(all, FIGURE_NODES);
    evaluation->bits_edges = latigraph_evaluator_mean(all, FIGURE_EDGES);
    evaluation->bits_weights = latigraph_evaluator_mean(all, FIGURE_WEIGHTS);
    evaluation->bits_node_data = latigraph_evaluator_mean(all, FIGURE_NODE_DATA);
    evaluation->bits_erdos_renyi = latigraph_evaluator_mean(all, FIGURE_ERDOS_RENYI);
    evaluation->bits_dyad = latigraph_evaluator_mean(all, FIGURE_DYAD);
    evaluation->auc = latigraph_evaluator_mean(all, FIGURE_AUC);
    evaluation->auc_node_data = latigraph_evaluator_mean(all, FIGURE_AUC_NODE_DATA);
    summarise_errors(all, evaluation);
    IGRAPH_CHECK(count_known(all->model, all->circuits, FALSE, &evaluation->shared_neurons));
    IGRAPH_CHECK(latigraph_count_identified(all->circuits, is_trained, all->model,
                                            &evaluation->identified_neurons,
                                            &evaluation->known_identities));
    evaluation->coinciding_neurons = 0;
    return evaluation->shared_neurons > 0
               ? IGRAPH_SUCCESS
               : count_known(all->model, all->circuits, TRUE, &evaluation->coinciding_neurons);
}

/* Copies standard errors to the columns of their figures; other columns are 0. */
static igraph_error_t export_errors(const latigraph_evaluator_t *all, igraph_matrix_t *errors) {
    const igraph_integer_t count = latigraph_circuit_list_size(all->circuits);
    IGRAPH_CHECK(igraph_matrix_resize(errors, count, FIGURES_REPORTED));
    igraph_matrix_null(errors);
    for (igraph_integer_t i = 0; i < count; i++) {
        for (gsize k = 0; k < G_N_ELEMENTS(ERRORS); k++) {
            MATRIX(*errors, i, ERRORS[k].figure) = all->figure[i * FIGURES + ERRORS[k].error];
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_evaluate_errors(const latigraph_model_t *model,
                                         const latigraph_circuit_list_t *circuits,
                                         const latigraph_evaluate_options_t *options,
                                         latigraph_evaluation_t *evaluation,
                                         igraph_matrix_t *per_circuit, igraph_matrix_t *errors) {
    latigraph_evaluator_t all = {
        .model = model, .circuits = circuits, .evaluate = evaluate_circuit, .figures = FIGURES};
    latigraph_evaluator_set_options(&all, options);
    IGRAPH_FINALLY(latigraph_evaluator_destroy, &all);
    IGRAPH_CHECK(latigraph_evaluator_run(&all));
    if (per_circuit != NULL) {
        IGRAPH_CHECK(latigraph_evaluator_export(&all, FIGURES_REPORTED, per_circuit));
    }
    if (errors != NULL) {
        IGRAPH_CHECK(export_errors(&all, errors));
    }
    IGRAPH_CHECK(summarise(&all, evaluation));
    latigraph_evaluator_destroy(&all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_evaluate_options_init
 * \brief Default options of an evaluation, with a seed from igraph's default generator.
 *
 * \param options Gets \c samples 4, \c refine 100, \c threads 1 and a seed of 31 bits drawn from
 *    \c igraph_rng_default(), so that \c igraph_rng_seed() makes an evaluation reproducible.
 *
 * Time complexity: O(1).
 *
 * Example: an evaluation of the encoder's guesses, on two threads.
 * \verbatim
 *   latigraph_evaluate_options_t options;
 *   latigraph_evaluation_t evaluation;
 *   latigraph_evaluate_options_init(&options);
 *   options.refine = 0;
 *   options.threads = 2;
 *   latigraph_evaluate(model, &circuits, &options, &evaluation, NULL);
 *   printf("%g bits per circuit\n", evaluation.bits_total);
 * \endverbatim
 */
void latigraph_evaluate_options_init(latigraph_evaluate_options_t *options) {
    options->samples = 4;
    options->refine = 100;
    options->threads = 1;
    options->seed = latigraph_draw_seed();
}

/**
 * \function latigraph_evaluate
 * \brief Evaluates a model by the bits it needs to describe circuits.
 *
 * The main result is the negative evidence lower bound in bits, given the node data. It includes
 * the code of the circuit, the codes of its neurons and its edges (Kingma and Welling,
 * arXiv:1312.6114; as a description length: Hinton and van Camp, COLT 1993). Use circuits that
 * share no neuron with the training circuits; \c shared_neurons counts the shared ones. If neurons
 * have identities across connectomes, \c known_identities counts those of the \c
 * identified_neurons whose identity training circuits have.
 *
 * </para><para> The baselines for the same edges are the model without codes, which sees node data
 * only, a fitted Erdős–Rényi model and a fitted dyad model (see \ref latigraph_bits_erdos_renyi(),
 * \ref latigraph_bits_dyad()). The edge AUC of the reconstruction at the posterior means is
 * compared with that of the model without codes. Results depend on the seed but not on the number
 * of threads. Progress is reported as "Evaluating circuits", and the function can be interrupted.
 *
 * </para><para> No array of all pairs is held, so that memory grows with neurons and edges.
 * Circuits of up to 30,000 neurons are evaluated exactly. In larger ones the bits of the edges and
 * the AUC are estimated from drawn pairs, without bias, and their standard errors are given. These
 * count the draws of pairs, not those of posterior samples. Refinement draws pairs of circuits of
 * more than 3,000 neurons, as a fit does.
 *
 * \param model The model.
 * \param circuits The circuits, at least one.
 * \param options Samples, refinement, threads and seed; \c NULL: those of \ref
 *    latigraph_evaluate_options_init(). Refinement improves the codes of the neurons while the code
 *    of the circuit is fixed (semi-amortised inference: Kim et al., ICML 2018). Bits are valid with
 *    and without it, and refined ones are fewer.
 * \param evaluation Gets the means over the circuits for which a figure is defined; NaN if there
 *    are none. An AUC needs an edge and a non-edge; \c bits_weights needs a model of weights and
 *    weighted circuits.
 * \param per_circuit \c NULL, or an initialised matrix, resized to one row per circuit and ten
 *    columns: the figures from \c bits_total to \c auc_node_data in the order of \ref
 *    latigraph_evaluation_t.
 * \return Error code: \c IGRAPH_EINVAL if there are no circuits, no samples or no threads, or if
 *    the number of refinement steps is negative; \c IGRAPH_ENOMEM if memory is short; \c
 *    IGRAPH_INTERRUPTED if the progress or interruption handler cancels.
 *
 * Time complexity: O((samples + refine) · (n² r + (n + m) h²) + m log m) per circuit of n neurons
 * and m edges, with rank r and hidden width h of the model; for drawn pairs there is n (∛n + 100)
 * in place of n². Memory is O(n h + m) per thread.
 *
 * \sa \ref latigraph_fit(), \ref latigraph_properties(), \ref latigraph_curve()
 *
 * Example: does a model describe unseen circuits with fewer bits than a random graph?
 * \verbatim
 *    latigraph_evaluation_t evaluation;
 *    latigraph_evaluate(model, &circuits, NULL, &evaluation, NULL);
 *    printf("%g bits against %g\n", evaluation.bits_total, evaluation.bits_erdos_renyi);
 * \endverbatim
 */
igraph_error_t latigraph_evaluate(const latigraph_model_t *model,
                                  const latigraph_circuit_list_t *circuits,
                                  const latigraph_evaluate_options_t *options,
                                  latigraph_evaluation_t *evaluation,
                                  igraph_matrix_t *per_circuit) {
    return latigraph_evaluate_errors(model, circuits, options, evaluation, per_circuit, NULL);
}
