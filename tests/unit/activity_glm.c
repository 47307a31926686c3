/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "activity/estimate.h"
#include "activity/glm.h"

/* Poisson regression: slopes by finite differences, and planted couplings. */

enum { N = 3, TARGETS = 2, TIMES = 300 };

/* Slopes against central differences of the loss. A missing count is left out. */
static void test_slopes(void) {
    double x[TIMES * N], y[TIMES * TARGETS], rate[GLM_ROWS * TARGETS];
    double bias[TARGETS] = {0.3, -1}, weight[N * TARGETS] = {0.2, -0.4, 1, 0.5, -0.8, 0.1};
    double loss[TARGETS], bias_slope[TARGETS], slope[N * TARGETS];
    double up[TARGETS], down[TARGETS], unused[N * TARGETS], unused_bias[TARGETS];
    const double penalty[TARGETS] = {0, 2.5}, step = 1e-5;
    const latigraph_glm_t glm = {
        .n = N, .times = TIMES, .targets = TARGETS, .x = x, .y = y, .penalty = penalty};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 11);
    for (int k = 0; k < TIMES * N; k++) {
        x[k] = 2 * latigraph_stream_normal(&stream);
    }
    for (int k = 0; k < TIMES * TARGETS; k++) {
        y[k] = (double)latigraph_stream_poisson(&stream, 1);
    }
    y[5] = NAN;
    latigraph_glm_loss(&glm, bias, weight, rate, loss, bias_slope, slope);
    for (int k = 0; k < TARGETS; k++) {
        bias[k] += step;
        latigraph_glm_loss(&glm, bias, weight, rate, up, unused_bias, unused);
        bias[k] -= 2 * step;
        latigraph_glm_loss(&glm, bias, weight, rate, down, unused_bias, unused);
        bias[k] += step;
        CHECK_NEAR((up[k] - down[k]) / (2 * step), bias_slope[k], 1e-5 * TIMES);
        for (int i = 0; i < N; i++) {
            double *entry = &weight[i * TARGETS + k];
            *entry += step;
            latigraph_glm_loss(&glm, bias, weight, rate, up, unused_bias, unused);
            *entry -= 2 * step;
            latigraph_glm_loss(&glm, bias, weight, rate, down, unused_bias, unused);
            *entry += step;
            CHECK_NEAR((up[k] - down[k]) / (2 * step), slope[i * TARGETS + k], 1e-5 * TIMES);
        }
    }
}

/* Values far out on both sides stay finite. */
static void test_extremes(void) {
    const double x[2] = {-2000, 2000}, y[2] = {0, 3}, penalty = 0;
    const latigraph_glm_t glm = {
        .n = 1, .times = 2, .targets = 1, .x = x, .y = y, .penalty = &penalty};
    double rate[GLM_ROWS], loss, bias_slope, slope;
    const double bias = 0, weight = 1, back = -1;
    latigraph_glm_loss(&glm, &bias, &weight, rate, &loss, &bias_slope, &slope);
    CHECK_NEAR(loss, 2000 - 3 * log(2000), 1e-9);
    latigraph_glm_loss(&glm, &bias, &back, rate, &loss, &bias_slope, &slope);
    CHECK_NEAR(loss, 2000 + 3 * 2000, 1e-9);
    CHECK(isfinite(slope) && isfinite(bias_slope));
}

static double softplus(double x) {
    return x > 30 ? x : log1p(exp(x));
}

/* Simulates counts of neurons with couplings and fits them. */
static void make_spikes(igraph_matrix_t *counts, int times, int n, const double *w) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, 12);
    CHECK_OK(igraph_matrix_init(counts, times, n));
    for (int t = 1; t < times; t++) {
        for (int j = 0; j < n; j++) {
            double eta = 0;
            for (int i = 0; i < n; i++) {
                eta += w[i * n + j] * MATRIX(*counts, t - 1, i);
            }
            MATRIX(*counts, t, j) = (double)latigraph_stream_poisson(&stream, softplus(eta));
        }
    }
}

static void test_couplings(void) {
    enum { NEURONS = 20, LONG = 8000 };
    double w[NEURONS * NEURONS] = {0};
    igraph_matrix_t counts;
    latigraph_network_options_t options;
    igraph_t graph;
    for (int i = 0; i < NEURONS; i++) {
        w[i * NEURONS + (i + 1) % NEURONS] = 0.7;
        w[i * NEURONS + (i + 5) % NEURONS] = -0.9;
    }
    make_spikes(&counts, LONG, NEURONS, w);
    latigraph_network_options_init(&options);
    options.kind = LATIGRAPH_NETWORK_GLM;
    options.keep = LATIGRAPH_KEEP_ALL;
    options.threads = 2;
    network_of(&graph, &counts, &options);
    CHECK(igraph_is_directed(&graph));
    for (int i = 0; i < NEURONS; i++) {
        igraph_vector_t column;
        CHECK_OK(igraph_vector_init(&column, 0));
        CHECK_OK(igraph_matrix_get_col(&counts, &column, i));
        const double mean = igraph_vector_sum(&column) / LONG;
        double squares = 0;
        for (int t = 0; t < LONG; t++) {
            squares += VECTOR(column)[t] * VECTOR(column)[t];
        }
        const double sd = sqrt(squares / LONG - mean * mean);
        for (int j = 0; j < NEURONS; j++) {
            if (i != j) { /* weights are per SD of the source */
                CHECK_NEAR(signed_weight(&graph, i, j) / sd, w[i * NEURONS + j], 0.15);
            }
        }
        igraph_vector_destroy(&column);
    }
    igraph_destroy(&graph);
    options.keep = LATIGRAPH_KEEP_P;
    network_of(&graph, &counts, &options);
    igraph_integer_t found = 0;
    for (int k = 0; k < NEURONS * NEURONS; k++) {
        found += w[k] != 0 && !isnan(signed_weight(&graph, k / NEURONS, k % NEURONS));
    }
    CHECK_EQUAL(found, 2 * NEURONS);
    CHECK(igraph_ecount(&graph) < 2 * NEURONS + 10); /* a twentieth of false ones */
    igraph_destroy(&graph);
    igraph_matrix_destroy(&counts);
}

/* The fit is the minimum: slopes vanish there, with the penalty of the ridge regression. */
static void test_minimum(void) {
    enum { NEURONS = 4, SHORT = 200 };
    const double w[NEURONS * NEURONS] = {0, 1, 0, 0, 0, 0, -2, 0, 0, 0, 0, 1, 0.5, 0, 0, 0};
    igraph_matrix_t counts;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    latigraph_estimate_t estimate;
    double z[SHORT * NEURONS], rate[GLM_ROWS], loss, bias_slope, slope[NEURONS];
    make_spikes(&counts, SHORT, NEURONS, w);
    CHECK_OK(latigraph_activity_from_matrix(&activity, &counts, NULL));
    REQUIRE(latigraph_columns_init(&columns, activity, 0, SHORT, 1) == IGRAPH_SUCCESS);
    REQUIRE(latigraph_estimate_glm(&estimate, &columns, 0.1) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(2);
    latigraph_columns_z(&columns, 0, SHORT, z, NULL);
    for (int j = 0; j < NEURONS; j++) {
        const double mean = columns.mean[j], sigmoid = -expm1(-mean);
        const double penalty = 0.1 * sigmoid * sigmoid / mean * (SHORT - 1);
        double weight[NEURONS], low = -20, high = 20;
        for (int i = 0; i < NEURONS; i++) {
            weight[i] = estimate.weight[i * NEURONS + j];
        }
        const latigraph_glm_t glm = {.n = NEURONS,
                                     .times = SHORT - 1,
                                     .targets = 1,
                                     .x = z,
                                     .y = &MATRIX(counts, 1, j),
                                     .penalty = &penalty};
        for (int k = 0; k < 60; k++) { /* the bias is not part of the result: bisection */
            const double bias = (low + high) / 2;
            latigraph_glm_loss(&glm, &bias, weight, rate, &loss, &bias_slope, slope);
            low = bias_slope < 0 ? bias : low;
            high = bias_slope < 0 ? high : bias;
        }
        for (int i = 0; i < NEURONS; i++) {
            CHECK_NEAR(slope[i], 0, 1e-3);
        }
    }
    latigraph_estimate_destroy(&estimate);
    latigraph_columns_destroy(&columns);
    latigraph_activity_destroy(activity);
    igraph_matrix_destroy(&counts);
}

int main(void) {
    test_init();
    test_slopes();
    test_extremes();
    test_minimum();
    test_couplings();
    return 0;
}
