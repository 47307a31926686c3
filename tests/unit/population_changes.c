/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "population_test.h"

#include "base/false_discovery.h"
#include "base/memory.h"
#include "base/random.h"
#include "population/slopes.h"

/* Stable, variable and developmental edges: by hand, planted, and under chance. */

enum { ANIMALS = 8 };

/* --- Slopes ----------------------------------------------------------------------------------- */

static latigraph_slope_t test_slope(const double *age, const double *weight, int n, int random) {
    latigraph_orders_t orders;
    double scratch[20];
    REQUIRE(latigraph_orders_init(&orders, age, n, random, 1, 0) == IGRAPH_SUCCESS);
    const latigraph_slope_t test = latigraph_slope_test(&orders, weight, scratch);
    latigraph_orders_destroy(&orders);
    IGRAPH_FINALLY_CLEAN(1);
    return test;
}

static void test_slopes_by_hand(void) {
    const double age[] = {1, 2, 4}, rising[] = {2, 4, 6}, peak[] = {0, 0, 5}, flat[] = {3, 3, 3};
    latigraph_slope_t test = test_slope(age, rising, 3, 99);
    CHECK_NEAR(test.slope, 9 / 7.0, 1e-12);
    CHECK_NEAR(test.p, 2 / 6.0, 1e-12); /* 2 4 6 and 6 4 2 */
    CHECK_NEAR(test.least, 2 / 6.0, 1e-12);
    test = test_slope(age, peak, 3, 99);
    CHECK_NEAR(test.p, 2 / 6.0, 1e-12); /* the 5 is at the last age; both zeros are equal */
    CHECK_NEAR(test.least, 2 / 6.0, 1e-12);
    test = test_slope(age, flat, 3, 99);
    CHECK_NEAR(test.slope, 0, 0);
    CHECK_NEAR(test.p, 1, 0);
    CHECK_NEAR(test.least, 1, 0);
    CHECK(isnan(test_slope(flat, rising, 3, 99).p)); /* all ages are equal */
    /* The mean of these equal ages is not exact. */
    const double adult[] = {50, 50, 50, 50, 50, 50}, any[] = {1, 2, 3, 4, 5, 6};
    CHECK(isnan(test_slope(adult, any, 6, 99).slope));
}

/* The smallest p by the formula is the smallest p over all orders of the weights. */
static void test_least_p(void) {
    enum { N = 6 };
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    for (int trial = 0; trial < 40; trial++) {
        double age[N], weight[N], least = 1, formula = 1;
        int order[N];
        for (int i = 0; i < N; i++) {
            age[i] = latigraph_stream_integer(&stream, trial % 2 ? 3 : 20);
            weight[i] = latigraph_stream_integer(&stream, trial % 4 < 2 ? 2 : 9);
        }
        for (int k = 0; k < 1500; k++) { /* 720 orders; almost surely the best is among these */
            double shuffled[N];
            latigraph_stream_permutation(&stream, order, N);
            for (int i = 0; i < N; i++) {
                shuffled[i] = weight[order[i]];
            }
            const latigraph_slope_t test = test_slope(age, shuffled, N, 99);
            least = fmin(least, test.p);
            formula = test.least;
            CHECK(test.p >= test.least - 1e-9);
        }
        CHECK(formula <= least + 1e-9);
        CHECK(least <= 3 * formula + 1e-9);
    }
}

static void test_false_discovery(void) {
    const double p[] = {0.001, 0.5, NAN, 0.04}, equal[] = {0.01, 0.02, 0.03, 0.04, 0.05};
    double q[5];
    CHECK_OK(latigraph_false_discovery_rates(p, 4, q));
    CHECK_NEAR(q[0], 0.003, 1e-15);
    CHECK_NEAR(q[1], 0.5, 1e-15);
    CHECK(isnan(q[2]));
    CHECK_NEAR(q[3], 0.06, 1e-15);
    CHECK_OK(latigraph_false_discovery_rates(equal, 5, q));
    for (int k = 0; k < 5; k++) {
        CHECK_NEAR(q[k], 0.05, 1e-15);
    }
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* √n times the distance of Kolmogorov and Smirnov between p values and a uniform law. */
static double distance(double *p, int count) {
    double most = 0;
    qsort(p, (size_t)count, sizeof *p, ascending);
    for (int k = 0; k < count; k++) {
        most = fmax(most, fmax(p[k] - (double)k / count, (k + 1.0) / count - p[k]));
    }
    return sqrt(count) * most;
}

/* p values of weights that do not depend on age: uniform for continuous weights, exact and with
 * random orders; never too small for counts. */
static void test_chance(void) {
    enum { COUNT = 2000 };
    static const double age[] = {0, 5, 8, 16, 23, 27, 50, 50, 61, 70};
    double *p = g_new0(double, COUNT), scratch[10], weight[10];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 1);
    for (int kind = 0; kind < 3; kind++) {
        const int n = kind == 1 ? 10 : ANIMALS;
        latigraph_orders_t orders;
        int below = 0;
        REQUIRE(latigraph_orders_init(&orders, age, n, 999, 5, 0) == IGRAPH_SUCCESS);
        CHECK(orders.exact == (kind != 1));
        CHECK_EQUAL(orders.orders, kind == 1 ? 999 : 20160);
        for (int k = 0; k < COUNT; k++) {
            for (int i = 0; i < n; i++) {
                weight[i] = kind == 2 ? (double)latigraph_stream_poisson(&stream, 1.5)
                                      : latigraph_stream_exponential(&stream);
            }
            p[k] = latigraph_slope_test(&orders, weight, scratch).p;
            below += p[k] <= 0.05;
        }
        CHECK(below <= COUNT * 0.05 + 3 * sqrt(COUNT * 0.05 * 0.95));
        if (kind < 2) {
            CHECK(below >= COUNT * 0.05 - 3 * sqrt(COUNT * 0.05 * 0.95));
            CHECK(distance(p, COUNT) < 1.63); /* exceeded by chance in 1 % of the cases */
        }
        latigraph_orders_destroy(&orders);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(p);
}

/* --- Kinds of change -------------------------------------------------------------------------- */

static void test_three(void) {
    igraph_vector_t ages;
    igraph_graph_list_t graphs;
    igraph_t graph;
    latigraph_remarks_t remarks;
    latigraph_variability_t totals;
    latigraph_variability_options_t options;
    latigraph_variability_options_init(&options);
    CHECK_OK(latigraph_remarks_init(&remarks));
    CHECK_OK(igraph_vector_init_int(&ages, 3, 1, 2, 4));
    options.population.remarks = &remarks;
    options.ages = &ages;
    make_three(&graphs);
    CHECK_OK(latigraph_variability(&graph, &totals, &graphs, &options));
    CHECK_NEAR(edge_value(&graph, "AB", "weight"), 4, 1e-12);
    CHECK_NEAR(edge_value(&graph, "AB", "slope"), 9 / 7.0, 1e-12);
    CHECK_NEAR(edge_value(&graph, "AB", "p"), 1 / 3.0, 1e-12);
    CHECK(isnan(edge_value(&graph, "AB", "q")));
    CHECK_NEAR(edge_value(&graph, "BC", "slope"), 2 / 3.0, 1e-12);
    CHECK_NEAR(edge_value(&graph, "BC", "p"), 1, 0);
    CHECK_NEAR(edge_value(&graph, "AC", "slope"), 1 / 3.0, 1e-12);
    CHECK_NEAR(edge_value(&graph, "DA", "slope"), -1.5, 1e-12);
    CHECK(isnan(edge_value(&graph, "CD", "slope")));
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_STABLE], 2);
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_VARIABLE], 2);
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_DEVELOPMENTAL], 0);
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_UNKNOWN], 1);
    CHECK_NEAR(totals.weight[LATIGRAPH_CHANGE_STABLE], 16 / 25.0, 1e-12);
    CHECK_NEAR(totals.weight[LATIGRAPH_CHANGE_VARIABLE], 4 / 25.0, 1e-12);
    CHECK_NEAR(totals.weight[LATIGRAPH_CHANGE_UNKNOWN], 5 / 25.0, 1e-12);
    CHECK_EQUAL(totals.tested, 0);
    CHECK_NEAR(totals.least_p, 1 / 3.0, 1e-12);
    CHECK_CONTAINS(remark_of(&remarks, "few-animals"), "with 3 animals");
    CHECK_CONTAINS(remark_of(&remarks, "few-animals"), "At least 5 animals");
    igraph_destroy(&graph);
    options.stable = 0.5;
    options.q = 0.9;
    CHECK_OK(latigraph_variability(&graph, &totals, &graphs, &options));
    CHECK_EQUAL(totals.tested, 1);
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_DEVELOPMENTAL], 1);
    CHECK_EQUAL(totals.growing, 1);
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_STABLE], 3);
    igraph_destroy(&graph);
    options.relative = true; /* sums are 3, 7 and 15: the weights of AB are 50/9, 100/21, 10/3 */
    CHECK_OK(latigraph_variability(&graph, &totals, &graphs, &options));
    CHECK_NEAR(edge_value(&graph, "AB", "weight"), (50 / 9.0 + 100 / 21.0 + 10 / 3.0) / 3, 1e-12);
    igraph_destroy(&graph);
    igraph_vector_destroy(&ages);
    latigraph_remarks_destroy(&remarks);
    igraph_graph_list_destroy(&graphs);
}

/* Appends animals whose first edges grow with age; the weights of all others are noise. */
static void make_planted(igraph_graph_list_t *graphs, int animals, int edges, int planted) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, (uint64_t)animals);
    CHECK_OK(igraph_graph_list_init(graphs, 0));
    for (int k = 0; k < animals; k++) {
        igraph_t graph;
        igraph_vector_int_t ends;
        igraph_vector_t weight;
        const int n = edges / 10 + 1;
        CHECK_OK(igraph_vector_int_init(&ends, 2 * edges));
        CHECK_OK(igraph_vector_init(&weight, edges));
        for (int e = 0; e < edges; e++) {
            VECTOR(ends)[2 * e] = e / 10;
            VECTOR(ends)[2 * e + 1] = (e / 10 + 1 + e % 10) % n;
            VECTOR(weight)
            [e] = e < planted ? 3 + 2 * k + latigraph_stream_uniform(&stream)
                              : 10 * latigraph_stream_exponential(&stream);
        }
        CHECK_OK(igraph_create(&graph, &ends, n, IGRAPH_DIRECTED));
        for (int v = 0; v < n; v++) {
            char name[16];
            g_snprintf(name, sizeof name, "n%d", v);
            CHECK_OK(igraph_cattribute_VAS_set(&graph, "name", v, name));
        }
        CHECK_OK(igraph_cattribute_EAN_setv(&graph, "weight", &weight));
        CHECK_OK(igraph_graph_list_push_back(graphs, &graph));
        igraph_vector_destroy(&weight);
        igraph_vector_int_destroy(&ends);
    }
}

static void test_planted(void) {
    enum { EDGES = 300, PLANTED = 10 };
    igraph_graph_list_t graphs;
    igraph_t graph;
    latigraph_variability_t totals;
    igraph_integer_t found = 0;
    make_planted(&graphs, ANIMALS, EDGES, PLANTED);
    CHECK_OK(latigraph_variability(&graph, &totals, &graphs, NULL));
    REQUIRE(igraph_ecount(&graph) == EDGES);
    for (igraph_integer_t e = 0; e < EDGES; e++) {
        const igraph_bool_t developmental =
            strcmp(igraph_cattribute_EAS(&graph, "change", e), "developmental") == 0;
        found += developmental && IGRAPH_FROM(&graph, e) == 0; /* the planted edges leave n0 */
    }
    CHECK_EQUAL(found, PLANTED);
    CHECK_EQUAL(totals.tested, EDGES);
    CHECK(totals.edges[LATIGRAPH_CHANGE_DEVELOPMENTAL] <= PLANTED + 3);
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_STABLE],
                EDGES - totals.edges[LATIGRAPH_CHANGE_DEVELOPMENTAL]);
    CHECK(totals.growing >= PLANTED);
    CHECK_NEAR(totals.least_p, 2 / 40320.0, 1e-12);
    igraph_destroy(&graph);
    igraph_graph_list_destroy(&graphs);
}

/* One edge among many needs more animals than five, or more random orders. */
static void test_power(void) {
    igraph_graph_list_t graphs;
    igraph_t graph;
    latigraph_remarks_t remarks;
    latigraph_variability_t totals;
    latigraph_variability_options_t options;
    latigraph_variability_options_init(&options);
    CHECK_OK(latigraph_remarks_init(&remarks));
    options.population.remarks = &remarks;
    make_planted(&graphs, 5, 100, 1);
    CHECK_OK(latigraph_variability(&graph, &totals, &graphs, &options));
    CHECK_EQUAL(totals.edges[LATIGRAPH_CHANGE_DEVELOPMENTAL], 0);
    /* 2/120 · 100 / 0.05 = 33.3; 2/8! is the first below 0.05/100 */
    CHECK_CONTAINS(remark_of(&remarks, "few-animals"), "of 100 edges that were tested, 34 would");
    CHECK_CONTAINS(remark_of(&remarks, "few-animals"), "From 7 animals");
    igraph_destroy(&graph);
    igraph_graph_list_destroy(&graphs);
    make_planted(&graphs, 10, 100, 1);
    options.permutations = 99;
    CHECK_OK(latigraph_variability(&graph, &totals, &graphs, &options));
    CHECK_CONTAINS(remark_of(&remarks, "few-permutations"), "With 2000 permutations");
    igraph_destroy(&graph);
    latigraph_remarks_destroy(&remarks);
    igraph_graph_list_destroy(&graphs);
}

/* Random orders depend on the seed alone, not on threads. */
static void test_threads(void) {
    igraph_graph_list_t graphs;
    igraph_t first, second;
    latigraph_variability_t totals;
    latigraph_variability_options_t options;
    latigraph_variability_options_init(&options);
    options.permutations = 499;
    options.seed = 5;
    make_planted(&graphs, 10, 300, 10);
    CHECK_OK(latigraph_variability(&first, &totals, &graphs, &options));
    options.threads = 3;
    CHECK_OK(latigraph_variability(&second, &totals, &graphs, &options));
    for (igraph_integer_t e = 0; e < igraph_ecount(&first); e++) {
        CHECK(igraph_cattribute_EAN(&first, "p", e) == igraph_cattribute_EAN(&second, "p", e));
    }
    igraph_destroy(&second);
    options.seed = 6;
    CHECK_OK(latigraph_variability(&second, &totals, &graphs, &options));
    igraph_integer_t differ = 0;
    for (igraph_integer_t e = 0; e < igraph_ecount(&first); e++) {
        differ += igraph_cattribute_EAN(&first, "p", e) != igraph_cattribute_EAN(&second, "p", e);
    }
    CHECK(differ > 0);
    igraph_destroy(&second);
    igraph_destroy(&first);
    igraph_graph_list_destroy(&graphs);
}

static int checks;
LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(interrupt, ++checks > 20)

static void test_refusals(void) {
    igraph_vector_t ages;
    igraph_graph_list_t graphs;
    igraph_t graph;
    latigraph_variability_t totals;
    latigraph_variability_options_t options;
    latigraph_variability_options_init(&options);
    make_three(&graphs);
    CHECK_OK(igraph_vector_init_int(&ages, 4, 1, 1, 1, 1));
    options.ages = &ages;
    CHECK_FAILS(latigraph_variability(&graph, &totals, &graphs, &options), IGRAPH_EINVAL,
                "There are 4 ages, but 3 graphs");
    CHECK_OK(igraph_vector_resize(&ages, 3));
    CHECK_FAILS(latigraph_variability(&graph, &totals, &graphs, &options), IGRAPH_EINVAL,
                "All ages are 1");
    igraph_vector_destroy(&ages);
    options.ages = NULL;
    options.q = 0;
    CHECK_FAILS(latigraph_variability(&graph, &totals, &graphs, &options), IGRAPH_EINVAL,
                "false discovery rate");
    options.q = 0.05;
    options.stable = 2;
    CHECK_FAILS(latigraph_variability(&graph, &totals, &graphs, &options), IGRAPH_EINVAL,
                "stable edge");
    options.stable = 1;
    options.permutations = 0;
    CHECK_FAILS(latigraph_variability(&graph, &totals, &graphs, &options), IGRAPH_EINVAL,
                "permutations");
    igraph_graph_list_destroy(&graphs);
    make_planted(&graphs, 20, 50, 1);
    options.permutations = 1000000;
    igraph_set_interruption_handler(interrupt);
    CHECK_FAILS(latigraph_variability(&graph, &totals, &graphs, &options), IGRAPH_INTERRUPTED, "");
    igraph_set_interruption_handler(NULL);
    igraph_graph_list_destroy(&graphs);
}

int main(void) {
    test_init();
    test_slopes_by_hand();
    test_least_p();
    test_false_discovery();
    test_chance();
    test_three();
    test_planted();
    test_power();
    test_threads();
    test_refusals();
    return 0;
}
