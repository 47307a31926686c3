/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Properties of shortest paths that are estimated from some sources: they are exact if all neurons
 * are sources, and differ from the exact values by their standard errors otherwise. */
#include "measure/property.h"
#include "measure_test.h"

#include <math.h>

enum { CIRCUITS = 150, SOURCES = 48, LENGTH = 0, INVERSES, WAYS, WEIGHTED, CENTRALIZATION, KINDS };

static const char *const NAME[KINDS] = {"path length", "efficiency", "undirected paths",
                                        "weighted efficiency", "centralization"};

/* Gives every edge a weight of 1 to 5. */
static void add_weights(latigraph_circuit_t *c, latigraph_stream_t *stream) {
    c->weight = g_new(double, c->m + 1);
    for (int e = 0; e < c->m; e++) {
        c->weight[e] = 1 + latigraph_stream_integer(stream, 5);
    }
}

/* A random circuit whose neuron 0 is in most shortest paths. */
static latigraph_circuit_t *random_star(latigraph_stream_t *stream, int n) {
    latigraph_circuit_t *circuit;
    int *from = g_new(int, 4 * n), *to = g_new(int, 4 * n), m = 0;
    for (int i = 1; i < n; i++) {
        if (latigraph_stream_uniform(stream) < 0.7) {
            from[m] = i;
            to[m++] = 0;
        }
        if (latigraph_stream_uniform(stream) < 0.7) {
            from[m] = 0;
            to[m++] = i;
        }
        from[m] = i;
        to[m++] = 1 + i % (n - 1);
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "star", n, m, from, to, NULL));
    g_free(from);
    g_free(to);
    return circuit;
}

static double property_of(const latigraph_circuit_t *circuit, const char *name) {
    igraph_real_t value;
    CHECK_OK(latigraph_measure_one(circuit, NULL, latigraph_property_find(name), &value));
    return value;
}

static double square(double x) {
    return x * x;
}

/* All neurons as sources give the exact sums without error. */
static void check_all_sources(const latigraph_circuit_t *c, const latigraph_quantities_t *q) {
    for (int directed = 0; directed < 2; directed++) {
        const latigraph_paths_t *exact = directed ? &q->paths : &q->ways;
        latigraph_paths_t paths;
        CHECK(latigraph_sample_paths(c, directed, c->n, NULL, &paths));
        CHECK_NEAR(paths.pairs, exact->pairs, 0);
        CHECK_NEAR(paths.sum, exact->sum, 0);
        CHECK_NEAR(paths.inverses, exact->inverses, 1e-9 * exact->inverses);
        CHECK_NEAR(paths.length_error, 0, 0);
        CHECK_NEAR(paths.inverses_error, 0, 0);
        for (int d = 0; d < LATIGRAPH_PATHS_AT; d++) {
            CHECK_NEAR(paths.at[d], exact->at[d], 0);
        }
    }
    double weighted[2], centralization[2];
    CHECK(latigraph_sample_centralization(c, c->n, NULL, centralization));
    CHECK(centralization[0] <= property_of(c, "betweenness-centralization") + 1e-12);
    CHECK_NEAR(centralization[0], property_of(c, "betweenness-centralization"), 0.02);
    CHECK_NEAR(centralization[1], 0, 1e-12);
    CHECK(latigraph_sample_weighted_efficiency(c, c->n, NULL, weighted));
    CHECK_NEAR(weighted[0], property_of(c, "weighted-efficiency"), 1e-9);
    CHECK_NEAR(weighted[1], 0, 0);
}

/* Squared differences of estimates and exact values, in standard errors. */
static void add_differences(const latigraph_circuit_t *c, const latigraph_quantities_t *q,
                            double *squares) {
    latigraph_paths_t paths, ways;
    double weighted[2];
    CHECK(latigraph_sample_paths(c, TRUE, SOURCES, NULL, &paths));
    CHECK(latigraph_sample_paths(c, FALSE, SOURCES, NULL, &ways));
    CHECK(latigraph_sample_weighted_efficiency(c, SOURCES, NULL, weighted));
    squares[LENGTH] +=
        square((paths.sum / paths.pairs - q->paths.sum / q->paths.pairs) / paths.length_error);
    squares[INVERSES] += square((paths.inverses - q->paths.inverses) / paths.inverses_error);
    squares[WAYS] +=
        square((ways.sum / ways.pairs - q->ways.sum / q->ways.pairs) / ways.length_error);
    squares[WEIGHTED] +=
        square((weighted[0] - property_of(c, "weighted-efficiency")) / weighted[1]);
}

static void add_star(latigraph_stream_t *stream, int n, double *squares) {
    latigraph_circuit_t *star = random_star(stream, n);
    double estimate[2];
    CHECK(latigraph_sample_centralization(star, SOURCES, NULL, estimate));
    squares[CENTRALIZATION] +=
        square((estimate[0] - property_of(star, "betweenness-centralization")) / estimate[1]);
    latigraph_circuit_destroy(star);
}

/* The mean of squares of normal numbers has the standard deviation √(2 / count). */
static void check_errors(void) {
    latigraph_stream_t stream;
    double squares[KINDS] = {0};
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < CIRCUITS; k++) {
        latigraph_quantities_t q = {.known = 0};
        latigraph_circuit_t *c = random_circuit(&stream, 100 + k, 7.0 / (100 + k));
        add_weights(c, &stream);
        CHECK(
            latigraph_quantities_find(&q, c, LATIGRAPH_NEEDS(PATHS) | LATIGRAPH_NEEDS(WAYS), NULL));
        if (k % 30 == 0) {
            check_all_sources(c, &q);
        }
        add_differences(c, &q, squares);
        add_star(&stream, 100 + k, squares);
        latigraph_quantities_destroy(&q);
        latigraph_circuit_destroy(c);
    }
    for (int k = 0; k < KINDS; k++) {
        const double mean = squares[k] / CIRCUITS;
        printf("%s: mean squared difference in standard errors %.3f\n", NAME[k], mean);
        CHECK(mean > 0.65 && mean < 1.45);
    }
}

/* A random circuit in which neuron 0 has four times the edges of others. The last tenth of the
 * neurons have one edge each, so that all of their paths cross one neighbour. */
static latigraph_circuit_t *circuit_with_gates(latigraph_stream_t *stream) {
    enum { N = 1000, CORE = 900, DEGREE = 8, HUB = 32, ROOM = N * DEGREE };
    latigraph_circuit_t *circuit;
    int *from = g_new(int, ROOM), *to = g_new(int, ROOM), *order = g_new(int, CORE - 1), m = 0;
    for (int i = 0; i < N; i++) {
        const int degree = i == 0 ? HUB : i < CORE ? DEGREE : 1;
        latigraph_stream_permutation(stream, order, CORE - 1);
        for (int k = 0; k < degree; k++) {
            from[m] = i;
            to[m++] = order[k] == i - 1 ? 1 + order[degree] : 1 + order[k];
        }
        if (i > 0 && i <= HUB) {
            from[m] = i;
            to[m++] = 0;
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "gates", N, m, from, to, NULL));
    g_free(order);
    g_free(from);
    g_free(to);
    return circuit;
}

/* The neuron whose betweenness is estimated is the hub, and none whose sum is due to one source. */
static void check_choice(void) {
    enum { COUNT = 10 };
    latigraph_stream_t stream;
    double share = 0;
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < COUNT; k++) {
        latigraph_circuit_t *c = circuit_with_gates(&stream);
        double estimate[2];
        CHECK(latigraph_sample_centralization(c, 128, NULL, estimate));
        share += estimate[0] / property_of(c, "betweenness-centralization") / COUNT;
        latigraph_circuit_destroy(c);
    }
    printf("share of the centralization that is found: %.2f\n", share);
    CHECK(share > 0.7 && share < 1.3);
}

/* A circuit of cycles of three and of five neurons, whose path length and efficiency are known. It
 * is large enough that its paths are sampled. */
static latigraph_circuit_t *large_circuit(int threes, int fives) {
    const int n = 3 * threes + 5 * fives;
    latigraph_circuit_t *circuit;
    int *from = g_new(int, n), *to = g_new(int, n);
    for (int i = 0; i < n; i++) {
        const int length = i < 3 * threes ? 3 : 5, place = i < 3 * threes ? i : i - 3 * threes;
        from[i] = i;
        to[i] = i + (place % length == length - 1 ? 1 - length : 1);
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "large", n, n, from, to, NULL));
    g_free(from);
    g_free(to);
    return circuit;
}

static void check_large(void) {
    const double threes = 20000, fives = 9000, n = 3 * threes + 5 * fives;
    const double length = (9 * threes + 50 * fives) / (6 * threes + 20 * fives);
    const double inverses =
        3 * threes * (1 + 1.0 / 2) + 5 * fives * (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4);
    latigraph_circuit_list_t list;
    igraph_vector_int_t which;
    igraph_matrix_t values, errors;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, large_circuit((int)threes, (int)fives)));
    CHECK(latigraph_search_effort(latigraph_circuit_list_get(&list, 0)) > LATIGRAPH_PATHS_EFFORT);
    CHECK_OK(igraph_vector_int_init(&which, 3));
    VECTOR(which)[0] = latigraph_property_find("path-length");
    VECTOR(which)[1] = latigraph_property_find("density");
    VECTOR(which)[2] = latigraph_property_find("global-efficiency");
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_matrix_init(&errors, 0, 0));
    CHECK_OK(latigraph_properties_chosen(&list, NULL, &which, 1, &values, &errors));
    CHECK_EQUAL(MATRIX(errors, 0, 1), 0);
    CHECK(MATRIX(errors, 0, 0) > 0 && MATRIX(errors, 0, 0) < 0.05 * length);
    CHECK_NEAR(MATRIX(values, 0, 0), length, 4 * MATRIX(errors, 0, 0));
    CHECK(MATRIX(errors, 0, 2) > 0);
    CHECK_NEAR(MATRIX(values, 0, 2), inverses / (n * (n - 1)), 4 * MATRIX(errors, 0, 2));
    /* Only the modularity of many edges takes so long that it is left out. */
    CHECK(latigraph_property_slow_circuit(&list, latigraph_property_find("modularity")) == NULL);
    ((latigraph_circuit_t *)latigraph_circuit_list_get(&list, 0))->m += 1000000;
    CHECK(latigraph_property_slow_circuit(&list, latigraph_property_find("modularity")) ==
          latigraph_circuit_list_get(&list, 0));
    CHECK(latigraph_property_slow_circuit(&list, latigraph_property_find("density")) == NULL);
    ((latigraph_circuit_t *)latigraph_circuit_list_get(&list, 0))->m -= 1000000;
    igraph_matrix_destroy(&errors);
    igraph_matrix_destroy(&values);
    igraph_vector_int_destroy(&which);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    check_errors();
    check_choice();
    check_large();
    return 0;
}
