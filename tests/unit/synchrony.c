/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Synchrony of oscillators where it is known: two coupled oscillators, the mean field of a complete
 * graph, independent phases, and eigenvalues of Laplacians in closed form. */
#include "base/compat.h"
#include "measure_test.h"

#include <latigraph/synchrony.h>

static latigraph_circuit_list_t list_of(latigraph_circuit_t *circuit) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    return list;
}

/* A vector that borrows numbers. */
static igraph_vector_t view_of(const double *values, int n) {
    double *begin = (double *)values;
    return (igraph_vector_t){begin, begin + n, begin + n};
}

static latigraph_synchrony_options_t quick_options(const igraph_vector_t *couplings) {
    latigraph_synchrony_options_t options;
    latigraph_synchrony_options_init(&options);
    options.couplings = couplings;
    options.seed = 5;
    return options;
}

/* Runs one circuit, which is destroyed. The caller destroys the result. */
static latigraph_synchrony_t run(latigraph_circuit_t *circuit,
                                 const latigraph_synchrony_options_t *options) {
    latigraph_circuit_list_t list = list_of(circuit);
    latigraph_synchrony_t result;
    CHECK_OK(latigraph_synchrony_init(&result));
    CHECK_OK(latigraph_synchrony(&list, options, &result));
    latigraph_circuit_list_destroy(&list);
    return result;
}

/* Numbers as the numeric column "omega". */
static void set_frequencies(latigraph_circuit_t *circuit, const double *frequency, int n) {
    const igraph_vector_t values = view_of(frequency, n);
    CHECK_OK(latigraph_circuit_set_numeric(circuit, "omega", &values));
}

/* Edges between all pairs for which `linked` is true, both ways. */
static latigraph_circuit_t *graph_of(int n, int (*linked)(int n, int i, int j),
                                     const double *weight) {
    int *from = g_new(int, n *n), *to = g_new(int, n *n), m = 0;
    double *weights = g_new(double, n *n);
    latigraph_circuit_t *circuit;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && linked(n, MIN(i, j), MAX(i, j))) {
                from[m] = i;
                to[m] = j;
                weights[m++] = weight != NULL ? *weight : 1;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "graph", n, m, from, to,
                                      weight != NULL ? weights : NULL));
    g_free(weights);
    g_free(from);
    g_free(to);
    return circuit;
}

static int all(int n, int i, int j) {
    (void)n, (void)i, (void)j;
    return 1;
}

static int ring(int n, int i, int j) {
    return j == i + 1 || (i == 0 && j == n - 1);
}

static int path(int n, int i, int j) {
    (void)n;
    return j == i + 1;
}

static int star(int n, int i, int j) {
    (void)n, (void)j;
    return i == 0;
}

static int halves(int n, int i, int j) {
    return (i < n / 2) == (j < n / 2);
}

static int none(int n, int i, int j) {
    (void)n, (void)i, (void)j;
    return 0;
}

/* The difference d of two phases follows d' = Δω − 2K sin d: they lock if and only if 2K ≥ |Δω|, at
 * sin d = Δω / 2K, where r = cos(d / 2). Otherwise d drifts, and r goes through 0 and 1. */
static void two_oscillators(void) {
    const double frequency[] = {1.3, 0.5}, couplings[] = {0.3, 0.39, 0.41, 0.6, 2};
    const igraph_vector_t view = view_of(couplings, 5);
    latigraph_synchrony_options_t options = quick_options(&view);
    const double weight = 7; /* which the normalisation divides out */
    latigraph_circuit_t *circuit = graph_of(2, all, &weight);
    set_frequencies(circuit, frequency, 2);
    options.column = "omega";
    options.washout = 200;
    options.duration = 200;
    options.level = 0.9;
    latigraph_synchrony_t result = run(circuit, &options);
    for (int k = 0; k < 5; k++) {
        const double sine = 0.8 / (2 * couplings[k]);
        if (sine <= 1) {
            CHECK_NEAR(MATRIX(result.order, 0, k), cos(asin(sine) / 2), 1e-9);
            CHECK_NEAR(MATRIX(result.fluctuation, 0, k), 0, 1e-9);
        } else {
            CHECK(MATRIX(result.fluctuation, 0, k) > 0.1);
        }
    }
    CHECK(VECTOR(result.threshold)[0] > 0.41 && VECTOR(result.threshold)[0] < 0.6);
    latigraph_synchrony_destroy(&result);
}

/* Inhibition of both sides keeps two equal oscillators in opposite phases. */
static void inhibition(void) {
    const double frequency[] = {0.2, 0.2}, couplings[] = {1};
    const int from[] = {0, 1}, to[] = {1, 0}, edges[][2] = {{0, 1}, {1, 0}};
    const gint8 sign[] = {-1, -1};
    const igraph_vector_t view = view_of(couplings, 1);
    latigraph_synchrony_options_t options = quick_options(&view);
    latigraph_circuit_t *circuit = circuit_of(2, 2, edges);
    set_frequencies(circuit, frequency, 2);
    CHECK_OK(latigraph_circuit_set_signs(circuit, from, to, sign));
    options.column = "omega";
    latigraph_synchrony_t result = run(circuit, &options);
    CHECK_NEAR(MATRIX(result.order, 0, 0), 0, 1e-9);
    CHECK(isnan(VECTOR(result.threshold)[0]));
    latigraph_synchrony_destroy(&result);
}

/* In the mean field of Lorentzian frequencies r = √(1 − Kc / K) above Kc = 2γ. Quantiles as
 * frequencies leave the finite number of phases as the only error. */
static void mean_field(void) {
    enum { N = 200 };
    const double couplings[] = {0.5, 1.5, 2, 3, 4}, gamma = 0.5;
    const igraph_vector_t view = view_of(couplings, 5);
    latigraph_synchrony_options_t options = quick_options(&view);
    latigraph_circuit_t *circuit = graph_of(N, all, NULL);
    double frequency[N];
    for (int i = 0; i < N; i++) {
        frequency[i] = gamma * tan(G_PI * ((i + 0.5) / N - 0.5));
    }
    set_frequencies(circuit, frequency, N);
    options.column = "omega";
    options.seeds = 1;
    options.washout = 40;
    options.duration = 20;
    latigraph_synchrony_t result = run(circuit, &options);
    CHECK(MATRIX(result.order, 0, 0) < 3 / sqrt(N));
    for (int k = 1; k < 5; k++) {
        CHECK_NEAR(MATRIX(result.order, 0, k), sqrt(1 - 2 * gamma / couplings[k]), 0.02);
    }
    CHECK_NEAR(VECTOR(result.ratio)[0], 1, 1e-9);
    latigraph_synchrony_destroy(&result);
}

/* Without coupling, or without edges, r is that of independent phases; draws have frequencies of
 * their own, normal and Lorentzian ones. */
static void independent(void) {
    const double couplings[] = {0, 5};
    const igraph_vector_t view = view_of(couplings, 2);
    latigraph_synchrony_options_t options = quick_options(&view);
    options.seeds = 60;
    options.step = 1; /* exact without coupling */
    for (int law = 0; law < 2; law++) {
        options.frequencies = (latigraph_frequencies_t)law;
        latigraph_synchrony_t result = run(graph_of(64, none, NULL), &options);
        for (int k = 0; k < 2; k++) {
            CHECK_NEAR(MATRIX(result.order, 0, k), VECTOR(result.chance)[0], 0.01);
            CHECK(MATRIX(result.sd, 0, k) > 0);
        }
        CHECK_NEAR(VECTOR(result.chance)[0], 0.886 / 8, 1e-4);
        CHECK(VECTOR(result.second)[0] == 0 && VECTOR(result.largest)[0] == 0);
        CHECK(isnan(VECTOR(result.ratio)[0]));
        latigraph_synchrony_destroy(&result);
    }
}

static void check_ratio(latigraph_circuit_t *circuit, double second, double largest) {
    const double couplings[] = {1};
    const igraph_vector_t view = view_of(couplings, 1);
    latigraph_synchrony_options_t options = quick_options(&view);
    options.seeds = 1;
    options.washout = 0;
    options.duration = 0.1;
    latigraph_synchrony_t result = run(circuit, &options);
    CHECK_NEAR(VECTOR(result.second)[0], second, 1e-9);
    CHECK_NEAR(VECTOR(result.largest)[0], largest, 1e-9);
    CHECK(second > 0 ? fabs(VECTOR(result.ratio)[0] - largest / second) < 1e-6
                     : isnan(VECTOR(result.ratio)[0]));
    CHECK(isnan(MATRIX(result.sd, 0, 0)));
    latigraph_synchrony_destroy(&result);
}

/* Eigenvalues of a ring are 2 − 2 cos(2πk / n), of a path 2 − 2 cos(πk / n), of a star 0, 1 and n,
 * of a complete graph 0 and n. */
static void laplacians(void) {
    check_ratio(graph_of(9, ring, NULL), 2 - 2 * cos(2 * G_PI / 9), 2 - 2 * cos(8 * G_PI / 9));
    check_ratio(graph_of(10, ring, NULL), 2 - 2 * cos(2 * G_PI / 10), 4);
    check_ratio(graph_of(7, path, NULL), 2 - 2 * cos(G_PI / 7), 2 - 2 * cos(6 * G_PI / 7));
    check_ratio(graph_of(12, star, NULL), 1, 12);
    check_ratio(graph_of(6, all, NULL), 6, 6);
    check_ratio(graph_of(8, halves, NULL), 0, 4);
}

/* Strong inputs of a hub do not make the integration unstable: a shorter step gives the same. */
static void strong_hub(void) {
    const double couplings[] = {8};
    const igraph_vector_t view = view_of(couplings, 1);
    latigraph_synchrony_options_t options = quick_options(&view);
    options.seeds = 2;
    latigraph_synchrony_t coarse = run(graph_of(60, star, NULL), &options);
    options.step = 0.002;
    latigraph_synchrony_t fine = run(graph_of(60, star, NULL), &options);
    CHECK_NEAR(MATRIX(coarse.order, 0, 0), MATRIX(fine.order, 0, 0), 0.01);
    CHECK(MATRIX(coarse.order, 0, 0) > 0.9);
    latigraph_synchrony_destroy(&coarse);
    latigraph_synchrony_destroy(&fine);
}

/* The number of threads changes nothing, and draws do not depend on the other circuits. */
static void threads(void) {
    latigraph_synchrony_options_t options = quick_options(NULL);
    latigraph_synchrony_t one, four;
    latigraph_stream_t stream;
    options.washout = options.duration = 5;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    one = run(random_circuit(&stream, 40, 0.1), &options);
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    options.threads = 4;
    four = run(random_circuit(&stream, 40, 0.1), &options);
    CHECK_EQUAL(igraph_vector_size(&one.couplings), 13);
    CHECK(igraph_matrix_all_e(&one.order, &four.order));
    CHECK(igraph_matrix_all_e(&one.sd, &four.sd));
    CHECK(igraph_matrix_all_e(&one.fluctuation, &four.fluctuation));
    latigraph_synchrony_destroy(&one);
    latigraph_synchrony_destroy(&four);
}

static void refusals(void) {
    const double descending[] = {2, 1}, infinite[] = {INFINITY};
    const igraph_vector_t down = view_of(descending, 2), up = view_of(infinite, 1);
    latigraph_circuit_list_t list = list_of(graph_of(1, none, NULL));
    latigraph_circuit_list_t pair = list_of(graph_of(2, all, NULL));
    latigraph_synchrony_options_t options = quick_options(NULL);
    latigraph_synchrony_t result;
    CHECK_OK(latigraph_synchrony_init(&result));
    CHECK_FAILS(latigraph_synchrony(&list, &options, &result), IGRAPH_EINVAL, "1 neurons");
    options.column = "omega";
    CHECK_FAILS(latigraph_synchrony(&pair, &options, &result), IGRAPH_EINVAL, "omega");
    options.column = NULL;
    options.couplings = &down;
    CHECK_FAILS(latigraph_synchrony(&pair, &options, &result), IGRAPH_EINVAL, "1 follows 2");
    options.couplings = &up;
    CHECK_FAILS(latigraph_synchrony(&pair, &options, &result), IGRAPH_EINVAL, "inf");
    options.couplings = NULL;
    options.level = 1;
    CHECK_FAILS(latigraph_synchrony(&pair, &options, &result), IGRAPH_EINVAL, "below 1");
    latigraph_synchrony_destroy(&result);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_list_destroy(&pair);
}

int main(void) {
    test_init();
    two_oscillators();
    inhibition();
    mean_field();
    independent();
    laplacians();
    strong_hub();
    threads();
    refusals();
    return 0;
}
