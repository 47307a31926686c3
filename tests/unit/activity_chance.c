/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "activity/estimate.h"
#include "activity/keep.h"
#include "base/false_discovery.h"

/* Chance levels by circular shifts, and the choice of pairs. */

/* Independent autocorrelated neurons of different speeds. */
static void make_slow(igraph_matrix_t *x, int times, int n, int index) {
    make_noise(x, times, n, index);
    for (int j = 0; j < n; j++) {
        const double memory = 0.9 * j / n;
        for (int t = 1; t < times; t++) {
            MATRIX(*x, t, j) += memory * MATRIX(*x, t - 1, j);
        }
    }
}

/* Estimates a kind with its p values. */
static void estimate_of(latigraph_estimate_t *estimate, const igraph_matrix_t *x,
                        latigraph_network_kind_t kind, int threads) {
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    const latigraph_shifts_t shifts = {.kind = kind, .lags = 2, .shifts = 200, .seed = 5};
    CHECK_OK(latigraph_activity_from_matrix(&activity, x, NULL));
    REQUIRE(latigraph_columns_init(&columns, activity, 0, (int)igraph_matrix_nrow(x), threads) ==
            IGRAPH_SUCCESS);
    switch (kind) {
    case LATIGRAPH_NETWORK_CORRELATION:
        REQUIRE(latigraph_estimate_correlation(estimate, &columns) == IGRAPH_SUCCESS);
        break;
    case LATIGRAPH_NETWORK_LAGGED:
        REQUIRE(latigraph_estimate_lagged(estimate, &columns, 2) == IGRAPH_SUCCESS);
        break;
    case LATIGRAPH_NETWORK_PARTIAL:
        REQUIRE(latigraph_estimate_partial(estimate, &columns) == IGRAPH_SUCCESS);
        break;
    default:
        REQUIRE(latigraph_estimate_autoregression(estimate, &columns, 0.02) == IGRAPH_SUCCESS);
    }
    CHECK_OK(latigraph_estimate_p(estimate, &columns, &shifts));
    IGRAPH_FINALLY_CLEAN(2);
    latigraph_columns_destroy(&columns);
    latigraph_activity_destroy(activity);
}

/* Counts the pairs whose p is at most the given level. */
static int count_below(const latigraph_estimate_t *estimate, double level, int *pairs) {
    int below = 0;
    *pairs = 0;
    for (int i = 0; i < estimate->n; i++) {
        for (int j = 0; j < estimate->n; j++) {
            if (i != j && (estimate->directed || i < j)) {
                *pairs += 1;
                below += estimate->p[i * estimate->n + j] <= level;
            }
        }
    }
    return below;
}

/* p is uniform under independence, whatever the speed of the neurons. */
static void test_uniform(latigraph_network_kind_t kind) {
    static const double levels[] = {0.01, 0.05, 0.2, 0.5, 0.8};
    enum { N = 80, TIMES = 400 };
    igraph_matrix_t x;
    latigraph_estimate_t estimate;
    make_slow(&x, TIMES, N, 20 + (int)kind);
    estimate_of(&estimate, &x, kind, 2);
    for (size_t k = 0; k < G_N_ELEMENTS(levels); k++) {
        int pairs;
        const double level = levels[k];
        const double share = count_below(&estimate, level, &pairs) / (double)pairs;
        /* Pairs of one neuron depend on each other, so that four binomial errors are allowed. */
        const double error = sqrt(level * (1 - level) / pairs);
        if (!(fabs(share - level) < 4 * error + 0.003)) {
            FAIL("kind %d: %.4f of %d pairs have p <= %.2f", (int)kind, share, pairs, level);
        }
    }
    latigraph_estimate_destroy(&estimate);
    igraph_matrix_destroy(&x);
}

/* A planted relation has a p far below one shift in 200. */
static void test_planted(latigraph_network_kind_t kind, int lag) {
    enum { N = 20, TIMES = 600 };
    igraph_matrix_t x;
    latigraph_estimate_t one, many;
    make_slow(&x, TIMES, N, 30 + (int)kind);
    for (int t = TIMES - 1; t >= lag; t--) {
        MATRIX(x, t, 3) += 1.2 * MATRIX(x, t - lag, 2);
    }
    estimate_of(&one, &x, kind, 1);
    estimate_of(&many, &x, kind, 3);
    CHECK(one.p[2 * N + 3] < 1e-4);
    CHECK(memcmp(one.p, many.p, N * N * sizeof(double)) == 0);
    latigraph_estimate_destroy(&one);
    latigraph_estimate_destroy(&many);
    igraph_matrix_destroy(&x);
}

/* The example of Benjamini and Hochberg's paper: four of 15 hypotheses are rejected at 0.05. */
static void test_false_discovery(void) {
    double p[] = {0.6528, 0.0001, 0.0004, 0.4262, 0.0019, 0.0095, 0.0201, 0.0278,
                  0.0298, 0.0344, 0.0459, 0.3240, 0.5719, 0.7590, 1.0000};
    double none[] = {0.5, 0.2, 0.9};
    CHECK_NEAR(latigraph_false_discovery(p, G_N_ELEMENTS(p), 0.05), 0.0095, 0);
    CHECK_NEAR(latigraph_false_discovery(none, G_N_ELEMENTS(none), 0.05), -1, 0);
}

static void check_pairs(const latigraph_estimate_t *estimate, double density, int count,
                        const int *expected) {
    igraph_vector_int_t pairs;
    CHECK_OK(igraph_vector_int_init(&pairs, 0));
    CHECK_OK(latigraph_keep_pairs(estimate, LATIGRAPH_KEEP_DENSITY, density, 0, &pairs));
    CHECK_EQUAL(igraph_vector_int_size(&pairs), count);
    for (int k = 0; k < igraph_vector_int_size(&pairs) && k < count; k++) {
        CHECK_EQUAL(VECTOR(pairs)[k], expected[k]);
    }
    igraph_vector_int_destroy(&pairs);
}

static void test_density(void) {
    double weight[9] = {9, 0.5, -2, 0.5, 9, 0.5, 0, -3, 9};
    double error[9] = {1, 1, 1, 0.1, 1, 1, 1, 1, 1};
    latigraph_estimate_t estimate = {.n = 3, .directed = TRUE, .weight = weight};
    check_pairs(&estimate, 2.0 / 6, 2, (const int[]){2, 7});
    check_pairs(&estimate, 0.5, 3, (const int[]){1, 2, 7}); /* of equal ones, the first */
    check_pairs(&estimate, 1, 5, (const int[]){1, 2, 3, 5, 7});
    estimate.error = error;
    check_pairs(&estimate, 2.0 / 6, 2, (const int[]){3, 7});
    estimate.error = NULL;
    estimate.directed = FALSE;
    check_pairs(&estimate, 1, 3, (const int[]){1, 2, 5});
}

int main(void) {
    test_init();
    test_uniform(LATIGRAPH_NETWORK_CORRELATION);
    test_uniform(LATIGRAPH_NETWORK_LAGGED);
    test_uniform(LATIGRAPH_NETWORK_PARTIAL);
    test_uniform(LATIGRAPH_NETWORK_AUTOREGRESSION);
    test_planted(LATIGRAPH_NETWORK_CORRELATION, 0);
    test_planted(LATIGRAPH_NETWORK_LAGGED, 2);
    test_planted(LATIGRAPH_NETWORK_PARTIAL, 0);
    test_planted(LATIGRAPH_NETWORK_AUTOREGRESSION, 1);
    test_false_discovery();
    test_density();
    return 0;
}
