/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Clustering, centrality, simplices, eigenvalues and types are compared with values derived by
 * hand, closed forms, igraph's functions and direct counting. */
#include "base/compat.h"
#include "measure_test.h"

#define CIRCUIT(n, edges) circuit_of(n, sizeof(edges) / sizeof *(edges), edges)

/* --- By hand -------------------------------------------------------------- */

static void degenerate(void) {
    for (int n = 0; n <= 3; n++) {
        check_values("without edges", circuit_of(n, 0, NULL),
                     VALUES({"reciprocity-excess", NAN}, {"local-clustering", NAN},
                            {"assortativity-out-out", NAN}, {"assortativity-in-in", NAN},
                            {"assortativity-in-out", NAN}, {"type-assortativity", NAN},
                            {"global-efficiency", n < 2 ? NAN : 0}, {"small-worldness", NAN},
                            {"max-coreness", n < 1 ? NAN : 0}, {"rich-club", NAN},
                            {"triad-003", n < 3 ? NAN : 1}, {"triad-300", n < 3 ? NAN : 0},
                            {"cyclic-ratio", NAN}, {"cycle-participation", n < 1 ? NAN : 0},
                            {"simplices-2", n < 1 ? NAN : 0}, {"simplices-3", n < 1 ? NAN : 0},
                            {"spectral-gap", NAN}, {"non-normality", NAN}, {"effective-rank", NAN},
                            {"algebraic-connectivity", n < 2 ? NAN : 0}, {"ei-balance", NAN},
                            {"laplacian-ratio", NAN}, {"weight-cv", NAN}));
    }
    check_values("two neurons", circuit_of(2, 0, NULL),
                 VALUES({"betweenness-centralization", NAN}));
}

/* A hub has mutual connections to all leaves. */
static void mutual_star(void) {
    const int edges[][2] = {{0, 1}, {1, 0}, {0, 2}, {2, 0}, {0, 3}, {3, 0}, {0, 4}, {4, 0}};
    check_values(
        "mutual star", CIRCUIT(5, edges),
        VALUES({"reciprocity-excess", 1}, {"local-clustering", 0}, {"assortativity-out-out", -1},
               {"assortativity-in-in", -1}, {"assortativity-in-out", -1}, {"global-efficiency", .7},
               {"small-worldness", 0}, {"betweenness-centralization", 1}, {"max-coreness", 1},
               {"rich-club", NAN}, {"triad-201", .6}, {"triad-003", .4}, {"cyclic-ratio", NAN},
               {"cycle-participation", 0}, {"simplices-2", 0}, {"spectral-gap", 0},
               {"non-normality", 0}, {"effective-rank", 2}, {"algebraic-connectivity", 1},
               {"laplacian-ratio", 5}));
}

static void complete(void) {
    const int edges[][2] = {{0, 1}, {0, 2}, {0, 3}, {1, 0}, {1, 2}, {1, 3},
                            {2, 0}, {2, 1}, {2, 3}, {3, 0}, {3, 1}, {3, 2}};
    check_values(
        "complete", CIRCUIT(4, edges),
        VALUES({"reciprocity-excess", NAN}, {"local-clustering", 1}, {"assortativity-out-out", NAN},
               {"global-efficiency", 1}, {"small-worldness", 1}, {"betweenness-centralization", 0},
               {"max-coreness", 3}, {"rich-club", NAN}, {"triad-300", 1}, {"cyclic-ratio", NAN},
               {"cycle-participation", 1}, {"simplices-2", 6}, {"simplices-3", 6},
               {"spectral-gap", 2. / 3}, {"non-normality", 0}, {"effective-rank", 144. / 84},
               {"algebraic-connectivity", 4}, {"laplacian-ratio", 1}));
}

/* Each of four neurons sends to all later ones. */
static void tournament(void) {
    const int edges[][2] = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
    check_values("tournament", CIRCUIT(4, edges),
                 VALUES({"reciprocity-excess", -1}, {"assortativity-out-out", .5},
                        {"assortativity-in-in", .5}, {"assortativity-in-out", -.5},
                        {"global-efficiency", .5}, {"triad-030T", 1}, {"cyclic-ratio", 0},
                        {"cycle-participation", 0}, {"simplices-2", 1}, {"simplices-3", .25},
                        {"spectral-gap", NAN}, {"non-normality", 1}, {"effective-rank", 36. / 26}));
}

static void cycle_and_chain(void) {
    const int cycle[][2] = {{0, 1}, {1, 2}, {2, 0}};
    check_values("three-cycle beside a neuron", CIRCUIT(4, cycle),
                 VALUES({"cyclic-ratio", 1}, {"cycle-participation", .75}, {"spectral-gap", 0},
                        {"non-normality", 0}, {"algebraic-connectivity", 0},
                        {"laplacian-ratio", NAN}, {"global-efficiency", .375}, {"max-coreness", 2},
                        {"triad-030C", .25}, {"triad-012", .75}, {"effective-rank", 3}));
    const int chain[][2] = {{0, 1}, {1, 2}, {2, 3}};
    check_values("chain", CIRCUIT(4, chain),
                 VALUES({"betweenness-centralization", 2. / 9},
                        {"algebraic-connectivity", 2 - M_SQRT2}, {"non-normality", 1},
                        {"laplacian-ratio", (2 + M_SQRT2) / (2 - M_SQRT2)}, {"cyclic-ratio", NAN},
                        {"triad-021C", .5}, {"triad-012", .5}));
}

/* Two hubs are mutually connected and have four leaves each: 2 edges, where 10 · 2 / 10 − (5 + 5) /
 * 10 is expected. */
static void rich_club(void) {
    const int edges[][2] = {{0, 1}, {1, 0}, {0, 2}, {0, 3}, {0, 4},
                            {0, 5}, {1, 6}, {1, 7}, {1, 8}, {1, 9}};
    check_values("two hubs", CIRCUIT(10, edges), VALUES({"rich-club", 2}));
}

static latigraph_circuit_t *typed(const char *column, const char *const types[4]) {
    const int edges[][2] = {{0, 1}, {1, 0}, {2, 3}, {0, 2}};
    latigraph_circuit_t *circuit = CIRCUIT(4, edges);
    igraph_strvector_t levels;
    CHECK_OK(igraph_strvector_init(&levels, 4));
    for (int i = 0; i < 4; i++) {
        CHECK_OK(igraph_strvector_set(&levels, i, types[i]));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, column, &levels));
    igraph_strvector_destroy(&levels);
    return circuit;
}

/* 3 of 4 edges are within a type; 3 · 2 + 1 · 2 of 16 are expected. */
static void types(void) {
    const char *const signs[] = {"excitatory", "excitatory", "inhibitory", "inhibitory"};
    const char *const letters[] = {"E", "E", "I", "I"}, *const layers[] = {"a", "a", "i", "i"};
    const char *const one[] = {"excitatory", "excitatory", "excitatory", "excitatory"};
    check_values("signs", typed("type", signs),
                 VALUES({"type-assortativity", .5}, {"ei-balance", .5}));
    check_values("letters", typed("sign", letters),
                 VALUES({"type-assortativity", .5}, {"ei-balance", .5}));
    check_values("no signs", typed("layer", layers),
                 VALUES({"type-assortativity", .5}, {"ei-balance", NAN}));
    check_values("one type", typed("type", one),
                 VALUES({"type-assortativity", NAN}, {"ei-balance", 1}));
}

static void weights(void) {
    const int edges[][2] = {{0, 1}, {1, 2}, {2, 0}};
    const double weight[] = {1, 2, 6};
    latigraph_circuit_t *circuit = CIRCUIT(3, edges);
    igraph_vector_t values;
    CHECK_OK(igraph_vector_init_array(&values, weight, 3));
    CHECK_OK(latigraph_circuit_set_weights(circuit, &values));
    igraph_vector_destroy(&values);
    check_values("weights", circuit, VALUES({"weight-cv", sqrt(14. / 3) / 3}));
}

/* --- Small worlds --------------------------------------------------------- */

static double small_worldness(latigraph_circuit_t *circuit) {
    double value[MOST];
    measure(circuit, value);
    return value[latigraph_property_find("small-worldness")];
}

/* On circuits of its own null model the property is 1 on average, so the closed form is accurate.
 */
static void null_of_small_worlds(void) {
    enum { ROUNDS = 40 };
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, 0);
    for (int degree = 4; degree <= 16; degree *= 2) {
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += small_worldness(random_circuit(&stream, 100, degree / 100.));
        }
        CHECK_NEAR(sum / ROUNDS, 1, .06);
    }
}

/* The neurons of a ring send to the next four: each has eight partners, and 9 of 14 of their pairs
 * are connected. */
static void ring_lattice(void) {
    enum { N = 60, K = 4 };
    int from[N * K], to[N * K];
    latigraph_circuit_t *circuit;
    double sum = 0, shell = 1, left = N - 1, reached = 0, expected = 0;
    const double p = 2. * K / (N - 1);
    for (int e = 0; e < N * K; e++) {
        from[e] = e / K;
        to[e] = (e / K + 1 + e % K) % N;
    }
    for (int step = 1; step < N; step++) {
        sum += (MIN(step, N - step) + K - 1) / K;
    }
    for (int d = 1; d < N; d++) {
        shell = left * (1 - pow(1 - p, shell));
        left -= shell;
        reached += shell;
        expected += d * shell;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "ring", N, N * K, from, to, NULL));
    CHECK_NEAR(small_worldness(circuit), 9. / 14 / p / (sum / (N - 1) / (expected / reached)),
               1e-6);
}

/* --- Comparison with igraph and direct counting ---------------------------- */

static double edge(const latigraph_circuit_t *c, int i, int j) {
    return i != j && latigraph_circuit_has_edge(c, i, j);
}

static void check_counts(const latigraph_circuit_t *c, const double *value) {
    double triples = 0, quadruples = 0, on_cycle = 0, fourth = 0;
    for (int i = 0; i < c->n; i++) {
        int cycles = 0;
        for (int j = 0; j < c->n; j++) {
            double common = 0;
            for (int k = 0; k < c->n; k++) {
                const double simplex = edge(c, i, j) * edge(c, i, k) * edge(c, j, k);
                common += edge(c, i, k) * edge(c, j, k);
                triples += simplex;
                cycles += edge(c, i, j) * edge(c, j, k) * edge(c, k, i) > 0;
                for (int l = 0; l < c->n && simplex > 0; l++) {
                    quadruples += edge(c, i, l) * edge(c, j, l) * edge(c, k, l);
                }
            }
            fourth += common * common;
        }
        on_cycle += cycles > 0;
    }
    CHECK_NEAR(value[latigraph_property_find("simplices-2")], triples / c->n, 1e-9);
    CHECK_NEAR(value[latigraph_property_find("simplices-3")], quadruples / c->n, 1e-9);
    CHECK_NEAR(value[latigraph_property_find("cycle-participation")], on_cycle / c->n, 1e-9);
    CHECK_NEAR(value[latigraph_property_find("effective-rank")], (double)c->m * c->m / fourth,
               1e-9);
}

/* The whole matrix is decomposed here, not its components. Its multiple roots are less precise. */
static void check_eigenvalues(const latigraph_circuit_t *c, const double *value) {
    igraph_matrix_t a;
    igraph_vector_t re, im;
    double squares = 0, first = 0, second = 0;
    int info = 0;
    CHECK_OK(igraph_matrix_init(&a, c->n, c->n));
    CHECK_OK(igraph_vector_init(&re, 0));
    CHECK_OK(igraph_vector_init(&im, 0));
    for (int i = 0; i < c->n; i++) {
        for (int j = 0; j < c->n; j++) {
            MATRIX(a, i, j) = edge(c, i, j);
        }
    }
    CHECK_OK(igraph_lapack_dgeev(&a, &re, &im, NULL, NULL, &info));
    for (int i = 0; i < c->n; i++) {
        const double size = hypot(VECTOR(re)[i], VECTOR(im)[i]);
        squares += size * size;
        second = fmax(second, fmin(first, size));
        first = fmax(first, size);
    }
    if (!isnan(value[latigraph_property_find("spectral-gap")])) {
        CHECK_NEAR(value[latigraph_property_find("spectral-gap")], 1 - second / first, 1e-4);
    } else {
        CHECK(first < 1e-2); /* no cycle */
    }
    CHECK_NEAR(value[latigraph_property_find("non-normality")], sqrt(fmax(0, 1 - squares / c->m)),
               1e-4);
    igraph_vector_destroy(&im);
    igraph_vector_destroy(&re);
    igraph_matrix_destroy(&a);
}

static void check_mixing(const igraph_t *graph, const double *value) {
    static const char *const name[] = {"assortativity-out-out", "assortativity-in-in",
                                       "assortativity-in-out"};
    igraph_vector_int_t degree[2];
    igraph_vector_t side[2];
    for (int k = 0; k < 2; k++) {
        CHECK_OK(igraph_vector_int_init(&degree[k], 0));
        CHECK_OK(
            igraph_degree(graph, &degree[k], igraph_vss_all(), k == 0 ? IGRAPH_OUT : IGRAPH_IN, 1));
        CHECK_OK(igraph_vector_init(&side[k], igraph_vcount(graph)));
        for (igraph_integer_t i = 0; i < igraph_vcount(graph); i++) {
            VECTOR(side[k])[i] = (double)VECTOR(degree[k])[i];
        }
    }
    for (int k = 0; k < 3; k++) {
        igraph_real_t expected;
        CHECK_OK(latigraph_assortativity(graph, &side[k > 0], &side[k == 1], &expected));
        CHECK_NEAR(value[latigraph_property_find(name[k])], expected, 1e-9);
    }
    for (int k = 0; k < 2; k++) {
        igraph_vector_destroy(&side[k]);
        igraph_vector_int_destroy(&degree[k]);
    }
}

static void check_igraph(const latigraph_circuit_t *c, const double *value) {
    igraph_t graph;
    igraph_real_t efficiency;
    CHECK_OK(latigraph_circuit_bare_graph(c, &graph));
    CHECK_OK(latigraph_global_efficiency(&graph, NULL, &efficiency));
    CHECK_NEAR(value[latigraph_property_find("global-efficiency")], efficiency, 1e-9);
    check_mixing(&graph, value);
    igraph_destroy(&graph);
}

static void at_random(void) {
    latigraph_stream_t stream;
    double value[MOST], triads = 0;
    latigraph_stream_init(&stream, 7, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 30; round++) {
        latigraph_circuit_t *c = random_circuit(&stream, 12 + round, .1 + .02 * (round % 10));
        latigraph_circuit_list_t list;
        CHECK_OK(latigraph_circuit_list_init(&list));
        CHECK_OK(latigraph_circuit_list_push_back(&list, c));
        measure_list(&list, value);
        check_counts(c, value);
        check_eigenvalues(c, value);
        check_igraph(c, value);
        triads = 0;
        for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
            const latigraph_property_info_t *info = latigraph_property_info(p);
            triads += strncmp(info->name, "triad-", 6) == 0 ? value[p] : 0;
            CHECK(isnan(value[p]) ||
                  (value[p] >= info->low - 1e-9 && value[p] <= info->high + 1e-9));
        }
        CHECK_NEAR(triads, 1, 1e-9);
        latigraph_circuit_list_destroy(&list);
    }
}

/* --- Documentation -------------------------------------------------------- */

/* doc/properties.md quotes every row of the table. */
static void documentation(void) {
    const char *source = getenv("top_srcdir");
    char *path = g_build_filename(source != NULL ? source : ".", "doc", "properties.md", NULL);
    char *text;
    REQUIRE(g_file_get_contents(path, &text, NULL, NULL));
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const latigraph_property_info_t *info = latigraph_property_info(p);
        char *entry = g_strdup_printf("\n### %s\n\n%s\n\n%s\n\n%s%s%sCost: %s. Source: %s.\n",
                                      info->name, info->definition, info->why,
                                      info->unit[0] != '\0' ? "Unit: " : "", info->unit,
                                      info->unit[0] != '\0' ? ". " : "", info->cost, info->source);
        if (strstr(text, entry) == NULL) {
            FAIL("doc/properties.md lacks the entry:\n%s", entry);
        }
        g_free(entry);
    }
    g_free(text);
    g_free(path);
}

int main(void) {
    test_init();
    degenerate();
    mutual_star();
    complete();
    tournament();
    cycle_and_chain();
    rich_club();
    types();
    weights();
    null_of_small_worlds();
    ring_lattice();
    at_random();
    documentation();
    return 0;
}
