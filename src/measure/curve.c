/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The rate–distortion curve of a model: how well edges are reconstructed for how many bits of
 * codes.
 *
 * More bits of codes always allow better edges, so an AUC means little without its rate. The
 * posterior of the node codes is refined for a decreasing series of KL weights, each from the
 * previous result (Alemi et al., ICML 2018; Kim et al., ICML 2018). The decoder, the prior and the
 * posterior of the circuit's code are fixed. */

#include "measure/evaluator.h"

#include <latigraph/measure.h>

/* Figures of one point of one circuit. */
enum { CURVE_CODE, CURVE_NODES, CURVE_EDGES, CURVE_AUC, CURVE_FIGURES };

/* Measures mean bits over posterior samples, and the AUC at the posterior means. With `prior`, node
 * codes are drawn from their prior, and the AUC is that of the prior's mean. */
static void measure_point(const latigraph_evaluator_t *all, const latigraph_example_t *example,
                          latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                          gboolean prior, double *figure) {
    const latigraph_model_t *model = all->model;
    const int size = example->n * model->config.node_code;
    const real_t *mean = prior ? w->prior_mean : w->u_mean;
    const real_t *log_variance = prior ? w->prior_log_variance : w->u_log_variance;
    const double bits_a_sample = 1 / (M_LN2 * (double)all->samples);
    const latigraph_pair_job_t pairs = latigraph_evaluator_pairs(all, example, w, stream);
    figure[CURVE_CODE] = latigraph_gaussian_kl(w->z_mean, w->z_log_variance, NULL, NULL,
                                               latigraph_network_code(&model->config)) /
                         M_LN2;
    for (igraph_integer_t s = 0; s < all->samples && !latigraph_cancelled(all->cancel); s++) {
        latigraph_draw_gaussian(stream, w->z_mean, w->z_log_variance, model->config.code, w->z);
        latigraph_model_prior_nodes(model, example, w->scratch, w->z, w->prior_mean,
                                    w->prior_log_variance);
        latigraph_draw_gaussian(stream, mean, log_variance, size, w->u);
        latigraph_model_decode_neurons(model, example, w->scratch, w->z, w->u);
        figure[CURVE_EDGES] += bits_a_sample * latigraph_pair_loss(&pairs).value;
        figure[CURVE_NODES] +=
            bits_a_sample *
            latigraph_gaussian_kl(mean, log_variance, w->prior_mean, w->prior_log_variance, size);
    }
    if (prior) {
        latigraph_model_prior_nodes(model, example, w->scratch, w->z_mean, w->prior_mean,
                                    w->prior_log_variance);
    }
    latigraph_model_decode_neurons(model, example, w->scratch, w->z_mean, mean);
    figure[CURVE_AUC] = latigraph_pair_auc(&pairs).value;
}

static void trace_circuit(const latigraph_evaluator_t *all, const latigraph_example_t *example,
                          latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                          double *figure) {
    const igraph_vector_t *weights = all->data;
    const double points = (double)igraph_vector_size(weights) + 1;
    latigraph_evaluator_stage(all, 0, 1 / points);
    latigraph_model_encode(all->model, example, w->scratch, w->z_mean, w->z_log_variance);
    latigraph_model_encode_nodes(all->model, example, w->scratch, w->z_mean, w->u_mean,
                                 w->u_log_variance);
    measure_point(all, example, w, stream, TRUE, figure);
    for (igraph_integer_t k = 0;
         k < igraph_vector_size(weights) && !latigraph_cancelled(all->cancel); k++) {
        figure += CURVE_FIGURES;
        latigraph_evaluator_stage(all, (double)(k + 1) / points, (double)(k + 2) / points);
        latigraph_model_refine_nodes(all->model, example, w->scratch, w->z_mean, w->z_log_variance,
                                     (int)all->refine, VECTOR(*weights)[k], stream, w->u_mean,
                                     w->u_log_variance, all->cancel);
        measure_point(all, example, w, stream, FALSE, figure);
    }
}

static void summarise(const latigraph_evaluator_t *all, const igraph_vector_t *weights,
                      latigraph_curve_point_t *points) {
    for (int k = 0; k < all->figures / CURVE_FIGURES; k++) {
        const int first = k * CURVE_FIGURES;
        latigraph_curve_point_t *point = &points[k];
        point->kl_weight = k == 0 ? IGRAPH_INFINITY : VECTOR(*weights)[k - 1];
        point->bits_code = latigraph_evaluator_mean(all, first + CURVE_CODE);
        point->bits_nodes = latigraph_evaluator_mean(all, first + CURVE_NODES);
        point->bits_edges = latigraph_evaluator_mean(all, first + CURVE_EDGES);
        point->bits_codes = point->bits_code + point->bits_nodes;
        point->bits_total = point->bits_codes + point->bits_edges;
        point->auc = latigraph_evaluator_mean(all, first + CURVE_AUC);
    }
}

static igraph_error_t check_weights(const igraph_vector_t *weights) {
    const igraph_integer_t count = igraph_vector_size(weights);
    if (count < 1 || count > 1000) {
        IGRAPH_ERRORF("The number of weights of a curve is %" IGRAPH_PRId
                      ", but must be from 1 to 1000.",
                      IGRAPH_EINVAL, count);
    }
    for (igraph_integer_t k = 0; k < count; k++) {
        const igraph_real_t weight = VECTOR(*weights)[k];
        if (!(weight >= 0 && weight <= 1e6)) {
            IGRAPH_ERRORF("Weight %" IGRAPH_PRId " of the curve is %g, but must be from 0 to 1e6.",
                          IGRAPH_EINVAL, k, weight);
        }
        if (k > 0 && !(weight < VECTOR(*weights)[k - 1])) {
            IGRAPH_ERRORF("Weight %" IGRAPH_PRId
                          " of the curve is %g after %g, but weights must decrease.",
                          IGRAPH_EINVAL, k, weight, VECTOR(*weights)[k - 1]);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t draw_curve(latigraph_evaluator_t *all, const igraph_vector_t *weights,
                                 latigraph_curve_point_t *points, igraph_matrix_t *per_circuit) {
    IGRAPH_CHECK(check_weights(weights));
    all->data = weights;
    all->figures = CURVE_FIGURES * ((int)igraph_vector_size(weights) + 1);
    IGRAPH_FINALLY(latigraph_evaluator_destroy, all);
    IGRAPH_CHECK(latigraph_evaluator_run(all));
    if (per_circuit != NULL) {
        IGRAPH_CHECK(latigraph_evaluator_export(all, all->figures, per_circuit));
    }
    summarise(all, weights, points);
    latigraph_evaluator_destroy(all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Default weights. */
static const double USUAL[] = {4, 2, 1, 0.5, 0.25, 0.12, 0.06, 0.03, 0.015};

/**
 * \function latigraph_curve_size
 * \brief The number of points of a rate–distortion curve.
 *
 * \param weights Weights of the KL term, or NULL for the default ones.
 * \return The number of weights plus one, for the prior.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_curve()
 *
 * Example: an array for the points of a default curve.
 * \verbatim
 *    latigraph_curve_point_t *points = calloc((size_t)latigraph_curve_size(NULL), sizeof *points);
 *    latigraph_curve(model, &circuits, NULL, NULL, points, NULL);
 *    free(points);
 * \endverbatim
 */
igraph_integer_t latigraph_curve_size(const igraph_vector_t *weights) {
    return 1 +
           (weights != NULL ? igraph_vector_size(weights) : (igraph_integer_t)G_N_ELEMENTS(USUAL));
}

/**
 * \function latigraph_curve
 * \brief Traces the AUC of reconstructed edges over the bits of codes.
 *
 * More bits of codes always allow better edges, so an AUC means little without its rate. For each
 * weight w, the posterior of the node codes of every circuit is refined by gradient descent on −ln
 * P(edges) + w KL. Weights decrease, and each refinement starts from the previous result. The
 * decoder, the prior and the posterior of the circuit's code are fixed (rate–distortion curve of
 * one trained model: Alemi et al., Fixing a broken ELBO, ICML 2018; semi-amortised inference: Kim
 * et al., ICML 2018). Weight 1 is the evidence lower bound. The first point spends no bits on
 * neurons: their codes are drawn from the prior, and its AUC is that of the prior's mean. Pairs of
 * large circuits are drawn as by \ref latigraph_evaluate(). Progress is reported as "Evaluating
 * circuits", and the function can be interrupted.
 *
 * \param model The model.
 * \param circuits The circuits, at least one.
 * \param weights Decreasing weights from 0 to 1e6; NULL: 4, 2, 1, 0.5, ... 0.015, which fall by
 *    about a factor of two.
 * \param options Samples and steps per weight, threads and seed; NULL: those of \ref
 *    latigraph_evaluate_options_init().
 * \param points An array of \ref latigraph_curve_size() entries: the prior, then one point per
 *    weight.
 * \param per_circuit NULL, or an initialised matrix, resized to one row per circuit and four
 *    columns per point: bits of the circuit's code, of the node codes and of the edges, and the
 *    AUC. The AUC is NaN for a circuit without edges or with all of them.
 * \return Error code: \c IGRAPH_EINVAL if weights do not decrease or are out of range, if there are
 *    no circuits, samples or threads, or if the number of steps is negative; \c IGRAPH_ENOMEM; \c
 *    IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(weights · (samples + refine) · (n² r + (n + m) h²)) per circuit of n neurons
 * and m edges, with rank r and hidden width h of the model.
 *
 * \sa \ref latigraph_curve_auc(), \ref latigraph_evaluate()
 *
 * Example: bits and AUC of all points of a default curve.
 * \verbatim
 *    latigraph_curve_point_t points[10];
 *    latigraph_curve(model, &circuits, NULL, NULL, points, NULL);
 *    for (int k = 0; k < 10; k++) {
 *        printf("%g bits: %g\n", points[k].bits_codes, points[k].auc);
 *    }
 * \endverbatim
 */
igraph_error_t latigraph_curve(const latigraph_model_t *model,
                               const latigraph_circuit_list_t *circuits,
                               const igraph_vector_t *weights,
                               const latigraph_evaluate_options_t *options,
                               latigraph_curve_point_t *points, igraph_matrix_t *per_circuit) {
    latigraph_evaluator_t all = {.model = model, .circuits = circuits, .evaluate = trace_circuit};
    igraph_vector_t usual;
    latigraph_evaluator_set_options(&all, options);
    IGRAPH_CHECK(igraph_vector_init_array(&usual, USUAL, G_N_ELEMENTS(USUAL)));
    IGRAPH_FINALLY(igraph_vector_destroy, &usual);
    IGRAPH_CHECK(draw_curve(&all, weights != NULL ? weights : &usual, points, per_circuit));
    igraph_vector_destroy(&usual);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Interpolates the AUC at `bits` linearly between two points of the curve. */
static double between(const latigraph_curve_point_t *a, const latigraph_curve_point_t *b,
                      double bits) {
    return a->auc + (b->auc - a->auc) * (bits - a->bits_codes) / (b->bits_codes - a->bits_codes);
}

/**
 * \function latigraph_curve_auc
 * \brief The largest AUC within a budget of bits for codes.
 *
 * \param points A curve from \ref latigraph_curve().
 * \param count Its number of points.
 * \param bits The budget: bits per circuit for the circuit's code and the node codes together.
 * \return The largest AUC on the curve at no more than this number of bits, interpolated linearly
 *    between points; NaN if every point needs more.
 *
 * Time complexity: O(count).
 *
 * \sa \ref latigraph_curve()
 *
 * Example: the AUC at 800 bits of codes.
 * \verbatim
 *    latigraph_curve_point_t points[10];
 *    latigraph_curve(model, &circuits, NULL, NULL, points, NULL);
 *    printf("%g\n", latigraph_curve_auc(points, 10, 800));
 * \endverbatim
 */
igraph_real_t latigraph_curve_auc(const latigraph_curve_point_t *points, igraph_integer_t count,
                                  igraph_real_t bits) {
    igraph_real_t best = IGRAPH_NAN;
    for (igraph_integer_t k = 0; k < count; k++) {
        const latigraph_curve_point_t *point = &points[k];
        if (point->bits_codes <= bits) {
            best = isnan(best) ? point->auc : fmax(best, point->auc);
        }
        if (k > 0 && (point->bits_codes > bits) != (points[k - 1].bits_codes > bits)) {
            const double auc = between(&points[k - 1], point, bits);
            best = isnan(best) ? auc : fmax(best, auc);
        }
    }
    return best;
}
