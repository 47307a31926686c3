/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Measures that do not depend on the size: counts by brute force, expectations over all graphs of
 * four neurons, and comparisons of random circuits of two sizes. */
#include "measure/size_free.h"
#include "measure_test.h"

enum { RECIPROCITY, OUT_STARS, IN_STARS, CHAINS, CLUSTERING, FEED_FORWARD, CYCLES, CYCLE_SHARE };

static double edge(const latigraph_circuit_t *c, int i, int j) {
    return i != j && latigraph_circuit_has_edge(c, i, j);
}

static void describe(const latigraph_circuit_t *c, double *value, double *triad, double *expected) {
    latigraph_triads_t triads;
    CHECK_OK(latigraph_find_triads(c, &triads, NULL));
    memcpy(triad, triads.count, sizeof triads.count);
    latigraph_size_free(c, triad, value);
    latigraph_expected_triads(c, expected);
}

/* --- Counts ------------------------------------------------------------------------------------
 */

/* Returns x (x − 1) … (x − k + 1) over the same of N. */
static double chance(double x, double pairs, int k) {
    return k == 0 ? 1 : x / pairs * chance(x - 1, pairs - 1, k - 1);
}

/* Counts subgraphs on ordered triples of distinct neurons, whatever other edges they have. */
static void counts(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 20; round++) {
        latigraph_circuit_t *c = random_circuit(&stream, 8 + round, .1 + .02 * round);
        const double n = c->n, places = n * (n - 1) * (n - 2), pairs = n * (n - 1);
        double value[LATIGRAPH_SIZE_FREE], triad[LATIGRAPH_TRIADS], expected[LATIGRAPH_TRIADS];
        double out = 0, in = 0, chains = 0, forward = 0, cycles = 0;
        describe(c, value, triad, expected);
        for (int i = 0; i < c->n; i++) {
            for (int j = 0; j < c->n; j++) {
                for (int k = 0; k < c->n && i != j; k++) {
                    const int distinct = k != i && k != j;
                    out += distinct * edge(c, i, j) * edge(c, i, k);
                    in += distinct * edge(c, j, i) * edge(c, k, i);
                    chains += distinct * edge(c, i, j) * edge(c, j, k);
                    forward += distinct * edge(c, i, j) * edge(c, j, k) * edge(c, i, k);
                    cycles += distinct * edge(c, i, j) * edge(c, j, k) * edge(c, k, i);
                }
            }
        }
        const double two = places * chance(c->m, pairs, 2), three = places * chance(c->m, pairs, 3);
        CHECK_NEAR(value[OUT_STARS], out / two, 1e-9);
        CHECK_NEAR(value[IN_STARS], in / two, 1e-9);
        CHECK_NEAR(value[CHAINS], chains / two, 1e-9);
        CHECK_NEAR(value[FEED_FORWARD], forward / three, 1e-9);
        CHECK_NEAR(value[CYCLES], cycles / three, 1e-9);
        CHECK_NEAR(value[CYCLE_SHARE], cycles / 3 / (cycles / 3 + forward), 1e-9);
        latigraph_circuit_destroy(c);
    }
}

/* Reciprocity and clustering agree with the properties of the table; so do weights. */
static void properties(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_TEST, 1);
    for (int round = 0; round < 10; round++) {
        latigraph_circuit_t *c = random_circuit(&stream, 20 + round, .2);
        double value[LATIGRAPH_SIZE_FREE], triad[LATIGRAPH_TRIADS], expected[LATIGRAPH_TRIADS];
        double property[MOST], connected = 0;
        igraph_vector_t weights;
        CHECK_OK(igraph_vector_init(&weights, c->m));
        for (int e = 0; e < c->m; e++) {
            VECTOR(weights)[e] = 1 + e % 7;
        }
        CHECK_OK(latigraph_circuit_set_weights(c, &weights));
        igraph_vector_destroy(&weights);
        describe(c, value, triad, expected);
        for (int i = 0; i < c->n; i++) {
            for (int j = 0; j < i; j++) {
                connected += edge(c, i, j) || edge(c, j, i);
            }
        }
        const double dyads = c->n * (c->n - 1) / 2.;
        const double share = (c->m - 1) / (c->n * (c->n - 1.) - 1); /* of another pair */
        measure(c, property);                                       /* destroys the circuit */
        CHECK_NEAR(value[RECIPROCITY] * share, property[latigraph_property_find("reciprocity")],
                   1e-9);
        CHECK_NEAR(value[CLUSTERING] * (connected - 2) / (dyads - 2),
                   property[latigraph_property_find("transitivity")], 1e-9);
        CHECK_NEAR(value[LATIGRAPH_SIZE_FREE - 1], property[latigraph_property_find("weight-cv")],
                   1e-9);
    }
}

static void undefined(void) {
    const int edges[][2] = {{0, 1}, {1, 0}, {0, 2}};
    double value[LATIGRAPH_SIZE_FREE], triad[LATIGRAPH_TRIADS], expected[LATIGRAPH_TRIADS];
    for (int n = 0; n < 4; n++) {
        latigraph_circuit_t *c = circuit_of(n, 0, NULL);
        describe(c, value, triad, expected);
        for (int k = 0; k < LATIGRAPH_SIZE_FREE; k++) {
            CHECK(isnan(value[k]));
        }
        for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
            CHECK(expected[k] == (n == 3 && k == 0));
        }
        latigraph_circuit_destroy(c);
    }
    latigraph_circuit_t *c = circuit_of(3, 3, edges);
    describe(c, value, triad, expected);
    CHECK_NEAR(value[OUT_STARS], 2 / (6 * (3 * 2 / (6. * 5))), 1e-12);
    CHECK(isnan(value[CYCLE_SHARE]) && isnan(value[CLUSTERING]));
    CHECK(value[FEED_FORWARD] == 0);
    latigraph_circuit_destroy(c);
    CHECK_EQUAL(latigraph_size_free_count(), LATIGRAPH_SIZE_FREE);
    CHECK(strcmp(latigraph_size_free_name(CYCLES), "cycle-ratio") == 0);
    CHECK(latigraph_size_free_name(-1) == NULL);
    CHECK(latigraph_size_free_name(LATIGRAPH_SIZE_FREE) == NULL);
}

/* --- Expectations ------------------------------------------------------------------------------
 */

enum { N = 4, PAIRS = N * (N - 1) };

/* Means over all graphs of four neurons with m edges, and over all with the same dyads. */
typedef struct {
    double graphs[PAIRS + 1], mean[PAIRS + 1][LATIGRAPH_SIZE_FREE];
    double same[PAIRS][PAIRS + 1], triads[PAIRS][PAIRS + 1][LATIGRAPH_TRIADS];
    double expected[PAIRS][PAIRS + 1][LATIGRAPH_TRIADS];
} means_t;

static void add_graph(int graph, means_t *means) {
    double value[LATIGRAPH_SIZE_FREE], triad[LATIGRAPH_TRIADS], expected[LATIGRAPH_TRIADS];
    int list[PAIRS][2], m = 0, mutual = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
        const int i = pair / (N - 1), j = pair % (N - 1);
        if (graph >> pair & 1) {
            list[m][0] = i;
            list[m++][1] = j + (j >= i);
        }
    }
    latigraph_circuit_t *c = circuit_of(N, m, (const int(*)[2])list);
    describe(c, value, triad, expected);
    for (int e = 0; e < m; e++) {
        mutual += list[e][0] < list[e][1] && edge(c, list[e][1], list[e][0]);
    }
    means->graphs[m]++;
    means->same[mutual][m]++;
    for (int k = 0; k < LATIGRAPH_SIZE_FREE; k++) {
        means->mean[m][k] += value[k];
    }
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        means->triads[mutual][m][k] += triad[k];
        means->expected[mutual][m][k] = expected[k];
    }
    latigraph_circuit_destroy(c);
}

/* The ratios are exactly 1 on average over all 4096 graphs, whatever the number of edges. */
static void expectations(void) {
    static means_t means;
    const int ratios[] = {RECIPROCITY, OUT_STARS, IN_STARS, CHAINS, FEED_FORWARD, CYCLES};
    for (int graph = 0; graph < 1 << PAIRS; graph++) {
        add_graph(graph, &means);
    }
    for (int m = 0; m <= PAIRS; m++) {
        for (int k = 0; k < 6; k++) {
            const double mean = means.mean[m][ratios[k]] / means.graphs[m];
            if (m < (k < 4 ? 2 : 3)) {
                CHECK(isnan(mean));
            } else {
                CHECK_NEAR(mean, 1, 1e-12);
            }
        }
        for (int mutual = 0; mutual < PAIRS; mutual++) {
            for (int k = 0; k < LATIGRAPH_TRIADS && means.same[mutual][m] > 0; k++) {
                CHECK_NEAR(means.triads[mutual][m][k] / means.same[mutual][m],
                           means.expected[mutual][m][k], 1e-12);
            }
        }
    }
}

/* --- Comparisons -------------------------------------------------------------------------------
 */

/* Draws circuits of a mean degree; a share of edges gets a reverse edge. */
static void draw(latigraph_circuit_list_t *list, int count, int n, double degree, double reverse,
                 uint64_t index) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 10, LATIGRAPH_STREAM_TEST, index);
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int c = 0; c < count; c++) {
        latigraph_circuit_t *circuit;
        static int from[4000], to[4000];
        const double p = degree / (n - 1);
        int m = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                const int there = latigraph_stream_uniform(&stream) < p;
                const int back = latigraph_stream_uniform(&stream) <
                                 (there ? p + reverse : p - reverse * p / (1 - p));
                from[m] = i, to[m] = j, m += there;
                from[m] = j, to[m] = i, m += back;
            }
        }
        CHECK_OK(latigraph_circuit_create(&circuit, "drawn", n, m, from, to, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    }
}

/* Compares circuits of 50 and 100 neurons, size-free or not. */
static void compare(igraph_bool_t size_free, double reverse, uint64_t index,
                    latigraph_likeness_t *likeness, latigraph_property_likeness_t *property) {
    enum { COUNT = 16 };
    latigraph_circuit_list_t small, large;
    draw(&small, COUNT, 50, 5, 0, 2 * index);
    draw(&large, COUNT, 100, 5, reverse, 2 * index + 1);
    CHECK_OK(size_free
                 ? latigraph_likeness_size_free(&small, &large, false, 1, 1, likeness, property)
                 : latigraph_likeness(&small, &large, false, 1, 1, likeness, NULL));
    latigraph_circuit_list_destroy(&small);
    latigraph_circuit_list_destroy(&large);
}

/* Circuits of one law at two sizes differ only where size counts: the discrepancy is large with all
 * measures and 0 with size-free ones. Circuits of another law differ in both. */
static void two_sizes(void) {
    enum { ROUNDS = 8 };
    latigraph_likeness_t likeness;
    latigraph_property_likeness_t property[LATIGRAPH_SIZE_FREE];
    double discrepancy = 0, out_stars = 0, cycles = 0;
    int significant = 0;
    for (int round = 0; round < ROUNDS; round++) {
        compare(true, 0, (uint64_t)round, &likeness, property);
        discrepancy += likeness.discrepancy.value / ROUNDS;
        significant += likeness.mmd_p < .05;
        out_stars += property[OUT_STARS].real_mean / ROUNDS;
        cycles += property[CYCLES].generated_mean / ROUNDS;
    }
    CHECK(discrepancy < .15 && significant <= 2);
    CHECK_NEAR(out_stars, 1, .02);
    CHECK_NEAR(cycles, 1, .05);
    CHECK(isnan(likeness.out_degree_ks.value) && isnan(likeness.in_degree_ks.value));
    CHECK(isnan(likeness.real_triads[15]) && likeness.real_triads[8] > .8);
    compare(false, 0, 0, &likeness, NULL);
    CHECK(likeness.discrepancy.value > .9 && likeness.mmd_p < .01);
    compare(true, .2, 0, &likeness, NULL);
    CHECK(likeness.discrepancy.value > .8 && likeness.mmd_p < .01);
}

int main(void) {
    test_init();
    counts();
    properties();
    undefined();
    expectations();
    two_sizes();
    return 0;
}
