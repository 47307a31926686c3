/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Properties of the user's, where a model has not seen them: explained, and kept while others are
 * steered. */

#include "steer_test.h"

#include <latigraph/directions.h>
#include <latigraph/explain.h>

static igraph_error_t give_seven(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)graph;
    (void)data;
    *value = 7;
    return IGRAPH_SUCCESS;
}

/* --- Explained -------------------------------------------------------------------- */

/* Shares and parts by their closed form, from the weights of row t. */
static void check_row(const latigraph_model_t *model, const latigraph_explanation_t *e,
                      igraph_integer_t t) {
    const int d = model->config.code;
    double with[64] = {0}, total = 0, conditional = 0;
    for (int k = 0; k < d; k++) {
        for (int l = 0; l < d; l++) {
            with[k] += model->code_covariance[k * d + l] * MATRIX(e->weight, t, l);
        }
        total += MATRIX(e->weight, t, k) * with[k];
    }
    for (int k = 0; k < d; k++) {
        const double weight = MATRIX(e->weight, t, k);
        CHECK_NEAR(MATRIX(e->share, t, k), weight * with[k] / total, 1e-9);
        CHECK_NEAR(MATRIX(e->part, t, k), weight * (VECTOR(e->code)[k] - model->code_mean[k]),
                   1e-9);
        conditional += MATRIX(e->conditional_share, t, k);
    }
    CHECK_NEAR(conditional, 1, 1e-9);
    CHECK_NEAR(VECTOR(e->spread)[t], sqrt(total), 1e-9);
}

static igraph_error_t read_transitivity(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)data;
    return igraph_transitivity_undirected(graph, value, IGRAPH_TRANSITIVITY_ZERO);
}

/* A function of the user's that is a property of the table in disguise has the regression that
 * directions() finds of that, and is explained by it as by definition. */
static void check_own(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    const latigraph_callback_t items[] = {{"mine", read_transitivity, NULL},
                                          {"seven", give_seven, NULL}};
    const latigraph_callback_list_t user = {items, 2};
    const igraph_integer_t transitivity = latigraph_property_find("transitivity");
    const latigraph_directions_options_t options = {
        .properties = &transitivity, .property_count = 1, .threads = 1, .seed = 1};
    latigraph_direction_t found[64];
    latigraph_circuit_list_t few = {.items = circuits->items, .size = 7, .capacity = 7};
    igraph_integer_t count;
    igraph_matrix_t weights;
    latigraph_explanation_t e, other;
    igraph_vector_int_t properties;
    igraph_vector_int_init(&properties, 2);
    igraph_matrix_init(&weights, 0, 0);
    VECTOR(properties)[0] = latigraph_property_count();
    VECTOR(properties)[1] = transitivity;
    CHECK_OK(latigraph_explanation_init(&e));
    CHECK_OK(latigraph_explanation_init(&other));
    CHECK_OK(latigraph_directions(model, circuits, &options, found, &count, &weights, NULL));
    CHECK_OK(latigraph_explain_with(model, circuits, &user, &properties, 2, &e));
    REQUIRE(count == 1 && igraph_vector_int_all_e(&e.property, &properties));
    for (int k = 0; k < model->config.code; k++) {
        CHECK_NEAR(MATRIX(e.weight, 0, k), MATRIX(weights, 0, k), 1e-9);
    }
    CHECK_NEAR(VECTOR(e.sd)[0], found[0].sd, 1e-12);
    CHECK_NEAR(VECTOR(e.r2)[0], found[0].r2, 1e-9);
    CHECK_NEAR(VECTOR(e.measured)[0], VECTOR(e.measured)[1], 1e-12);
    /* A regression with an intercept reads the mean in the mean code. */
    CHECK_NEAR(VECTOR(e.reading)[0], VECTOR(e.measured)[0], 1e-9);
    check_row(model, &e, 0);
    check_row(model, &e, 1);
    /* What the model holds is not learnt anew, and does not depend on who stands beside it. */
    VECTOR(properties)[0] = transitivity;
    CHECK_OK(latigraph_explain(model, circuits, &properties, 1, &other));
    for (int k = 0; k < model->config.code; k++) {
        CHECK(MATRIX(other.weight, 0, k) == MATRIX(e.weight, 1, k));
    }
    VECTOR(properties)[0] = latigraph_property_count();
    CHECK_FAILS(latigraph_explain(model, circuits, &properties, 1, &other), IGRAPH_EINVAL,
                "no property");
    CHECK_FAILS(latigraph_explain_with(model, NULL, &user, &properties, 1, &other), IGRAPH_EINVAL,
                "no direction of mine");
    CHECK_FAILS(latigraph_explain_with(model, &few, &user, &properties, 1, &other), IGRAPH_EINVAL,
                "mine cannot be explained: over the 7 circuits");
    VECTOR(properties)[0]++;
    CHECK_FAILS(latigraph_explain_with(model, circuits, &user, &properties, 1, &other),
                IGRAPH_EINVAL, "seven cannot be explained");
    VECTOR(properties)[0]++;
    CHECK_FAILS(latigraph_explain_with(model, circuits, &user, &properties, 1, &other),
                IGRAPH_EINVAL, "no property");
    latigraph_explanation_destroy(&other);
    latigraph_explanation_destroy(&e);
    igraph_matrix_destroy(&weights);
    igraph_vector_int_destroy(&properties);
}

/* --- Kept ------------------------------------------------------------------------- */

static double column_mean(const igraph_matrix_t *values, igraph_integer_t column) {
    double sum = 0;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        sum += MATRIX(*values, i, column);
    }
    return sum / (double)igraph_matrix_nrow(values);
}

static double column_variance(const igraph_matrix_t *values, igraph_integer_t column) {
    const double mean = column_mean(values, column);
    double squares = 0;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        squares += pow(MATRIX(*values, i, column) - mean, 2);
    }
    return squares / (double)(igraph_matrix_nrow(values) - 1);
}

/* Edges, those that are reciprocated three more times. */
static igraph_error_t measure_load(const igraph_t *graph, igraph_real_t *value, void *data) {
    igraph_real_t reciprocity;
    ++*(int *)data;
    IGRAPH_CHECK(igraph_reciprocity(graph, &reciprocity, true, IGRAPH_RECIPROCITY_DEFAULT));
    *value = igraph_ecount(graph) * (1 + 3 * reciprocity);
    return IGRAPH_SUCCESS;
}

/* What is to be kept and no statistic moves when it is not named, and stays when it is (twice
 * named, once meant), while a statistic is met and another held. */
static void check_kept(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    int calls = 0;
    const latigraph_callback_t items[] = {{"load", measure_load, &calls},
                                          {"seven", give_seven, NULL}};
    const latigraph_callback_list_t user = {items, 2};
    const igraph_integer_t load = latigraph_property_count();
    igraph_integer_t keep[] = {latigraph_property_find("degree-correlation"), load, load};
    const latigraph_target_t up = target("reciprocity=+1.5sd");
    latigraph_steer_options_t options = asking(&up, 1, 96, 2);
    latigraph_circuit_list_t none = {0};
    latigraph_achieved_t got;
    steered_t loose, kept, one;
    options.user = &user;
    options.keep = keep;
    options.keep_count = 1;
    options.keep_only = true;
    steer(&loose, model, like, &options);
    /* No SD is known of what the model has not seen and nobody asks for: from the circuits. */
    const double sd = sqrt(column_variance(&loose.steering.before_values, load));
    const double moved =
        (VECTOR(loose.steering.measured)[load] - column_mean(&loose.steering.before_values, load)) /
        sd;
    options.keep_count = 3;
    options.keep_only = true;
    steer(&kept, model, like, &options);
    const igraph_vector_t *side_effects = &kept.steering.side_effects;
    CHECK(moved > 0.25);
    CHECK(kept.got[0].method == LATIGRAPH_METHOD_LAYER && kept.got[0].reached);
    CHECK_NEAR(kept.got[0].residual, 0, 0.15);
    CHECK(fabs(VECTOR(*side_effects)[load]) < 0.1);
    CHECK_NEAR(VECTOR(*side_effects)[keep[0]], 0, 0.2);
    CHECK(VECTOR(kept.steering.held)[keep[0]]);
    CHECK(!VECTOR(kept.steering.held)[load]);
    /* Another statistic makes up for it, and the result states the side effect. */
    CHECK(kept.steering.least_side_effects > 0);
    CHECK(VECTOR(kept.steering.moved)[LATIGRAPH_STATISTIC_LOG_DENSITY] < 0);
    /* The figure is that of the circuits handed out and of those before. */
    const double change =
        VECTOR(kept.steering.measured)[load] - column_mean(&kept.steering.before_values, load);
    CHECK(change * VECTOR(*side_effects)[load] >= 0);
    options.generate.threads = 1;
    steer(&one, model, like, &options);
    check_same(&one.circuits, &kept.circuits);
    steered_destroy(&one);
    steered_destroy(&kept);
    steered_destroy(&loose);
    /* Beside a property that is no statistic either. */
    const latigraph_target_t other = target("modularity=+0.4sd");
    options.targets = &other;
    options.keep_count = 2;
    options.keep_only = true;
    steer(&kept, model, like, &options);
    CHECK(kept.got[0].reached && kept.got[0].mean > kept.got[0].start);
    CHECK(fabs(VECTOR(kept.steering.side_effects)[load]) < 0.3);
    steered_destroy(&kept);
    CHECK(calls > 0);
    keep[1] = load + 1;
    CHECK_FAILS(latigraph_steer(model, &none, like, &options, &got, NULL), IGRAPH_EINVAL,
                "seven cannot be kept");
    keep[1] = load;
    options.through = LATIGRAPH_THROUGH_CODE;
    CHECK_FAILS(latigraph_steer(model, &none, like, &options, &got, NULL), IGRAPH_EINVAL,
                "no direction of load");
    CHECK(none.size == 0);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, 40, 0, 0);
    CHECK_OK(latigraph_fit_options_set(options, "code", "14"));
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_own(model, &circuits);
    check_kept(model, circuits.items[7]);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
