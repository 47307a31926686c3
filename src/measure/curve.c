/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/evaluator.h"

#include <latigraph/measure.h>

/* The figures of a point of one circuit. */
enum { CURVE_CODE, CURVE_NODES, CURVE_EDGES, CURVE_AUC, CURVE_FIGURES };

/* Mean bits over posterior samples, and the AUC at the posterior means. Without a posterior of the
 * neurons (`prior`) their codes are drawn from the prior, and the AUC is that of its mean. */
static void measure_point(const latigraph_evaluator_t *all, const latigraph_example_t *example,
                          latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                          gboolean prior, double *figure) {
    const latigraph_model_t *model = all->model;
    const int size = example->n * model->config.node_code;
    const real_t *mean = prior ? w->prior_mean : w->u_mean;
    const real_t *log_variance = prior ? w->prior_log_variance : w->u_log_variance;
    const double bits_a_sample = 1 / (M_LN2 * (double)all->samples);
    latigraph_rates_t rates;
    figure[CURVE_CODE] =
        latigraph_gaussian_kl(w->z_mean, w->z_log_variance, NULL, NULL, model->config.code) / M_LN2;
    for (igraph_integer_t s = 0; s < all->samples; s++) {
        latigraph_draw_gaussian(stream, w->z_mean, w->z_log_variance, model->config.code, w->z);
        latigraph_model_prior_nodes(model, example, w->scratch, w->z, w->prior_mean,
                                    w->prior_log_variance);
        latigraph_draw_gaussian(stream, mean, log_variance, size, w->u);
        latigraph_model_decode(model, example, w->scratch, w->z, w->u, &rates);
        figure[CURVE_EDGES] -= bits_a_sample * latigraph_log_likelihood(example, &rates);
        figure[CURVE_NODES] +=
            bits_a_sample *
            latigraph_gaussian_kl(mean, log_variance, w->prior_mean, w->prior_log_variance, size);
    }
    if (prior) {
        latigraph_model_prior_nodes(model, example, w->scratch, w->z_mean, w->prior_mean,
                                    w->prior_log_variance);
    }
    latigraph_model_decode(model, example, w->scratch, w->z_mean, mean, &rates);
    figure[CURVE_AUC] = latigraph_rates_auc(example, &rates, w);
}

static void trace_circuit(const latigraph_evaluator_t *all, const latigraph_example_t *example,
                          latigraph_evaluator_worker_t *w, latigraph_stream_t *stream,
                          double *figure) {
    const igraph_vector_t *weights = all->data;
    latigraph_model_encode(all->model, example, w->scratch, w->z_mean, w->z_log_variance);
    latigraph_model_encode_nodes(all->model, example, w->scratch, w->z_mean, w->u_mean,
                                 w->u_log_variance);
    measure_point(all, example, w, stream, TRUE, figure);
    for (igraph_integer_t k = 0; k < igraph_vector_size(weights); k++) {
        figure += CURVE_FIGURES;
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
        IGRAPH_ERRORF("A curve is drawn with 1 to 1000 weights, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, count);
    }
    for (igraph_integer_t k = 0; k < count; k++) {
        const igraph_real_t weight = VECTOR(*weights)[k];
        if (!(weight >= 0 && weight <= 1e6)) {
            IGRAPH_ERRORF("The weights of a curve must be 0 to 1e6, got %g.", IGRAPH_EINVAL,
                          weight);
        }
        if (k > 0 && !(weight < VECTOR(*weights)[k - 1])) {
            IGRAPH_ERRORF("The weights of a curve must fall, got %g after %g.", IGRAPH_EINVAL,
                          weight, VECTOR(*weights)[k - 1]);
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
        IGRAPH_CHECK(latigraph_evaluator_export(all, per_circuit));
    }
    summarise(all, weights, points);
    latigraph_evaluator_destroy(all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The usual weights. */
static const double USUAL[] = {4, 2, 1, 0.5, 0.25, 0.12, 0.06, 0.03, 0.015};

/**
 * \function latigraph_curve_size
 * \brief The points of a rate–distortion curve.
 *
 * \param weights Weights of the KL term, or NULL for the usual ones.
 * \return One more than there are weights.
 *
 * Time complexity: O(1).
 */
igraph_integer_t latigraph_curve_size(const igraph_vector_t *weights) {
    return 1 +
           (weights != NULL ? igraph_vector_size(weights) : (igraph_integer_t)G_N_ELEMENTS(USUAL));
}

/**
 * \function latigraph_curve
 * \brief How well edges are reconstructed for how many bits of codes.
 *
 * A code can always be bought better edges with more bits, so that an AUC says
 * little without its rate. Here the posterior of every circuit's node codes is
 * refined by gradient descent on −ln P(edges) + w KL for a falling series of
 * weights w, each from the posterior of the one before, with decoder, prior
 * and the posterior of the circuit's own code held (rate–distortion curve of
 * one trained model: Alemi et al., Fixing a broken ELBO, ICML 2018, by
 * semi-amortised inference: Kim et al., ICML 2018). Weight 1 is the evidence
 * lower bound. The first point spends no bits on neurons: their codes are
 * drawn from the prior, and its AUC is that of the prior's mean. Reports its
 * progress as "Evaluating circuits" and can be interrupted.
 *
 * \param model The model.
 * \param circuits The circuits, at least one.
 * \param weights Falling, 0 to 1e6; NULL: 4, 2, 1, 0.5, ... 0.015, a factor of about two apart.
 * \param options Samples and steps per weight, threads and seed; NULL: those of
 *    \ref latigraph_evaluate_options_init().
 * \param points Room for \ref latigraph_curve_size() entries: the prior, then a point a weight.
 * \param per_circuit NULL, or an initialised matrix that is resized to one row a circuit and four
 *    columns a point: bits of the circuit's code, of the node codes, of the edges, and the AUC,
 *    which is NaN for a circuit without edges or with all of them.
 * \return Error code: \c IGRAPH_EINVAL, weights that do not fall or are out of range, no circuits,
 *    samples or threads, or a negative number of steps; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(weights · (samples + refine) · (n² r + (n + m) h²)) a circuit of n neurons
 * and m edges, with rank r and hidden width h of the model.
 *
 * \sa \ref latigraph_curve_auc(), \ref latigraph_evaluate().
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

/* AUC at `bits` on the straight line between two points of the curve. */
static double between(const latigraph_curve_point_t *a, const latigraph_curve_point_t *b,
                      double bits) {
    return a->auc + (b->auc - a->auc) * (bits - a->bits_codes) / (b->bits_codes - a->bits_codes);
}

/**
 * \function latigraph_curve_auc
 * \brief The AUC that a budget of bits of codes buys.
 *
 * \param points A curve of \ref latigraph_curve().
 * \param count Its points.
 * \param bits The budget: bits a circuit for the circuit's code and the node codes together.
 * \return Greatest AUC on the curve, straight between its points, at no more than so many bits;
 *    NaN if every point costs more.
 *
 * Time complexity: O(count).
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
