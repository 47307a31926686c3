/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "activity/visibility.h"

/* Visibility graphs against their known laws, and against a search over all pairs. */

/* Independent values: degree 4 in the mean, and P(k) = (1/3) (2/3)^(k − 2) for any law. */
static void test_noise(void) {
    enum { TIMES = 20000 };
    igraph_matrix_t x;
    igraph_t graph;
    igraph_vector_int_t degrees;
    int count[64] = {0};
    make_noise(&x, TIMES, 1, 1);
    CHECK_OK(latigraph_visibility(&graph, &MATRIX(x, 0, 0), TIMES, false));
    CHECK_EQUAL(igraph_vcount(&graph), TIMES);
    CHECK(!igraph_is_directed(&graph));
    CHECK_NEAR(2.0 * (double)igraph_ecount(&graph) / TIMES, 4, 0.01);
    CHECK_OK(igraph_vector_int_init(&degrees, 0));
    CHECK_OK(igraph_degree(&graph, &degrees, igraph_vss_all(), IGRAPH_ALL, true));
    for (int t = 0; t < TIMES; t++) {
        count[MIN(VECTOR(degrees)[t], 63)]++;
    }
    for (int k = 2; k < 8; k++) {
        const double p = pow(2.0 / 3, k - 2) / 3;
        CHECK_NEAR((double)count[k] / TIMES, p, 4 * sqrt(p / TIMES) + 1e-4);
    }
    igraph_vector_int_destroy(&degrees);
    igraph_destroy(&graph);
    igraph_matrix_destroy(&x);
}

/* A series of period p has the mean degree 4 (1 − 1 / 2p), but for its two ends. */
static void test_period(void) {
    enum { PERIOD = 4, PERIODS = 5000, TIMES = PERIOD * PERIODS };
    static const double values[PERIOD] = {3, 1, 2, 0.5};
    double *x = g_new(double, TIMES);
    igraph_t graph;
    for (int t = 0; t < TIMES; t++) {
        x[t] = values[t % PERIOD];
    }
    CHECK_OK(latigraph_visibility(&graph, x, TIMES, false));
    CHECK_NEAR(2.0 * (double)igraph_ecount(&graph) / TIMES, 4 * (1 - 1.0 / (2 * PERIOD)), 5e-4);
    igraph_destroy(&graph);
    g_free(x);
}

/* Does time a see time b, by the definition? */
static gboolean sees(const double *x, int a, int b, gboolean natural) {
    gboolean free = isfinite(x[a]) && isfinite(x[b]);
    for (int t = a + 1; t < b; t++) {
        const double line = x[a] + (x[b] - x[a]) * (t - a) / (b - a);
        const double limit = natural ? line : fmin(x[a], x[b]);
        free = free && !(x[t] >= limit);
    }
    return free;
}

/* Whole numbers give ties; every tenth value is missing. */
static void test_definition(gboolean natural) {
    enum { TIMES = 150 };
    double x[TIMES];
    latigraph_stream_t stream;
    igraph_t graph;
    igraph_integer_t edges = 0;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, natural);
    for (int t = 0; t < TIMES; t++) {
        x[t] = t % 10 == 9 ? NAN : (double)latigraph_stream_integer(&stream, 8);
    }
    CHECK_OK(latigraph_visibility(&graph, x, TIMES, natural));
    for (int a = 0; a < TIMES; a++) {
        for (int b = a + 1; b < TIMES; b++) {
            igraph_integer_t edge;
            const gboolean expected = sees(x, a, b, natural);
            CHECK_OK(igraph_get_eid(&graph, &edge, a, b, IGRAPH_UNDIRECTED, false));
            CHECK((edge >= 0) == expected);
            edges += expected;
        }
    }
    CHECK_EQUAL(igraph_ecount(&graph), edges);
    igraph_destroy(&graph);
}

/* A parabola sees itself everywhere, so that the graph is complete. */
static void test_complete(void) {
    enum { TIMES = 40 };
    double x[TIMES];
    igraph_t graph;
    for (int t = 0; t < TIMES; t++) {
        x[t] = (double)t * t;
    }
    CHECK_OK(latigraph_visibility(&graph, x, TIMES, true));
    CHECK_EQUAL(igraph_ecount(&graph), TIMES * (TIMES - 1) / 2);
    igraph_destroy(&graph);
    CHECK_OK(latigraph_visibility(&graph, x, TIMES, false));
    CHECK_EQUAL(igraph_ecount(&graph), TIMES - 1);
    igraph_destroy(&graph);
}

int main(void) {
    test_init();
    test_noise();
    test_period();
    test_definition(FALSE);
    test_definition(TRUE);
    test_complete();
    return 0;
}
