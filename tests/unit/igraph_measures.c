/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation_test.h"

/* igraph's measures as operations, compared with values derived by hand. */

/* A mutual pair on a three-cycle with a tail, and an isolated neuron: 0 <-> 1 -> 2 -> 3 -> 1, 3 ->
 * 4, 5. */
static const igraph_integer_t mixed[] = {0, 1, 1, 0, 1, 2, 2, 3, 3, 1, 3, 4, -1};
static const igraph_integer_t out_star[] = {0, 1, 0, 2, 0, 3, 0, 4, -1};
static const igraph_integer_t one_edge[] = {0, 1, -1};
static const igraph_integer_t two_by_two[] = {0, 2, 0, 3, 1, 2, 1, 3, -1};
static const igraph_integer_t two_by_three[] = {0, 2, 0, 3, 0, 4, 1, 2, 1, 3, 1, 4, -1};
/* Directed triangles with an edge between them. */
static const igraph_integer_t triangles[] = {0, 1, 1, 2, 2, 0, 2, 3, 3, 4, 4, 5, 5, 3, -1};
static const igraph_integer_t ring[] = {0, 1, 1, 2, 2, 3, 3, 0, -1};
/* Every ordered pair of four neurons. */
static const igraph_integer_t full[] = {0, 1, 0, 2, 0, 3, 1, 0, 1, 2, 1, 3, 2,
                                        0, 2, 1, 2, 3, 3, 0, 3, 1, 3, 2, -1};
/* All five send to two others, but removing those that receive from fewer than two leaves none. */
static const igraph_integer_t senders[] = {0, 2, 0, 3, 1, 0, 1, 2, 2, 0, 2,
                                           1, 3, 4, 3, 1, 4, 3, 4, 0, -1};
static const igraph_integer_t nothing[] = {-1};

static void make(igraph_t *graph, igraph_integer_t n, const igraph_integer_t *ends,
                 igraph_bool_t turned) {
    igraph_vector_int_t edges;
    CHECK_OK(igraph_vector_int_init(&edges, 0));
    for (int e = 0; ends[e] >= 0; e += 2) {
        CHECK_OK(igraph_vector_int_push_back(&edges, ends[e + turned]));
        CHECK_OK(igraph_vector_int_push_back(&edges, ends[e + !turned]));
    }
    CHECK_OK(igraph_create(graph, &edges, n, IGRAPH_DIRECTED));
    igraph_vector_int_destroy(&edges);
}

static igraph_real_t call(const char *measure, igraph_t *graph) {
    char name[64];
    snprintf(name, sizeof name, "igraph_%s", measure);
    const char *names[] = {"graph", "value"};
    latigraph_value_t values[] = {{.graph = graph}, {.real = -1}};
    CHECK_OK(latigraph_operation_call(name, names, values, 2));
    return values[1].real;
}

static void test_values(void) {
    const struct {
        const char *measure;
        igraph_integer_t n;
        const igraph_integer_t *edges;
        double value; /* NaN: undefined */
    } cases[] = {
        {"girth", 6, mixed, 3},
        {"girth", 4, ring, 4},
        {"girth", 5, out_star, NAN},
        {"diameter", 6, mixed, 4},
        {"diameter", 5, out_star, 1},
        {"eccentricity", 6, mixed, 2}, /* 4, 3, 3, 2, 0, 0 */
        {"path_length_undirected", 6, mixed, 1.6},
        {"reachable_pairs", 6, mixed, 16.0 / 30},
        {"reachable_pairs", 5, out_star, 4.0 / 20},
        {"local_efficiency", 6, mixed, 5.0 / 36}, /* 0, 1/6, 1/2, 1/6, 0, 0 */
        {"local_efficiency", 4, full, 1},
        {"reciprocity_ratio", 6, mixed, 0.2},
        {"weak_components", 6, mixed, 2},
        {"strong_components", 6, mixed, 3},
        {"articulation_points", 6, mixed, 2},
        {"bridges", 6, mixed, 1},
        {"bridges", 5, out_star, 4},
        {"edge_connectivity", 6, mixed, 0},
        {"edge_connectivity", 4, ring, 1},
        {"edge_connectivity", 4, full, 3},
        {"assortativity_undirected", 6, mixed, -19.0 / 35},
        {"assortativity_undirected", 5, out_star, -1},
        {"centralization_out_degree", 6, mixed, 6.0 / 25},
        {"centralization_out_degree", 5, out_star, 1},
        {"centralization_in_degree", 5, out_star, 1.0 / 16},
        {"max_out_degree", 5, out_star, 4},
        {"max_in_degree", 5, out_star, 1},
        {"max_out_coreness", 4, full, 3},
        {"max_in_coreness", 4, full, 3},
        {"max_out_coreness", 5, senders, 2},
        {"max_in_coreness", 5, senders, 1},
        {"betweenness_mean", 6, mixed, 15.0 / 6}, /* sum of distance - 1 over pairs with a path */
        {"betweenness_mean", 5, out_star, 0},
        {"pagerank_max", 4, ring, 0.25},
        {"pagerank_max", 2, one_edge, 1 - 0.5 / 1.425},
        {"clique_number", 6, mixed, 3},
        {"clique_number", 4, full, 4},
        {"max_trussness", 6, mixed, 3},
        {"max_trussness", 4, full, 4},
        {"max_trussness", 5, out_star, 2},
        {"feedback_edges", 6, mixed, 2.0 / 6},
        {"feedback_edges", 5, out_star, 0},
        {"feedback_edges", 4, full, 0.5},
        {"walktrap_modularity", 6, triangles, 6.0 / 7 - 0.5},
        {"shared_targets", 6, mixed, 0.5 / 15}, /* 0 and 3 share one of two */
        {"shared_targets", 4, full, 0.5},       /* two of four */
        {"shared_inputs", 6, mixed, 1.5 / 15},  /* 0 and 2 share all, 1 and 4 one of two */
        {"shared_inputs", 5, out_star, 6.0 / 10},
        {"bifans", 6, mixed, 0},
        {"bifans", 4, two_by_two, 1.0 / 4},
        {"bifans", 5, two_by_three, 3.0 / 5},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        igraph_t graph;
        make(&graph, cases[i].n, cases[i].edges, false);
        const double value = call(cases[i].measure, &graph);
        if (isnan(cases[i].value) ? !isnan(value) : !(fabs(value - cases[i].value) < 1e-9)) {
            FAIL("case %zu, %s: %.12g, expected %.12g", i, cases[i].measure, value, cases[i].value);
        }
        igraph_destroy(&graph);
    }
}

/* In-measures equal the out-measures of the circuit with reversed edges; other measures stay the
 * same. */
static void test_turned(void) {
    static const char *const pairs[][2] = {
        {"max_out_degree", "max_in_degree"},
        {"max_out_coreness", "max_in_coreness"},
        {"shared_targets", "shared_inputs"},
        {"centralization_out_degree", "centralization_in_degree"},
        {"diameter", "diameter"},
        {"reachable_pairs", "reachable_pairs"},
        {"betweenness_mean", "betweenness_mean"},
        {"bifans", "bifans"},
    };
    igraph_t graph, turned;
    make(&graph, 5, senders, false);
    make(&turned, 5, senders, true);
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        CHECK_NEAR(call(pairs[i][0], &graph), call(pairs[i][1], &turned), 1e-12);
    }
    igraph_destroy(&turned);
    igraph_destroy(&graph);
}

static igraph_integer_t measures;

/* Calls f with every operation of the family. */
static void for_all(void (*f)(const char *measure, igraph_t *graph), igraph_t *graph) {
    measures = 0;
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        if (g_str_has_prefix(operation->name, "igraph_")) {
            CHECK(latigraph_operation_is_property(operation));
            f(operation->name + strlen("igraph_"), graph);
            measures++;
        }
    }
}

static void check_finite(const char *measure, igraph_t *graph) {
    CHECK(!isinf(call(measure, graph)));
}

static void check_no_value(const char *measure, igraph_t *graph) {
    const double value = call(measure, graph);
    if (!(isnan(value) || value == 0)) {
        FAIL("%s of the graph without neurons is %g", measure, value);
    }
}

/* Small graphs cause no error, and no value is infinite. */
static void test_edge_cases(void) {
    for (igraph_integer_t n = 0; n < 4; n++) {
        igraph_t graph;
        make(&graph, n, nothing, false);
        for_all(n == 0 ? check_no_value : check_finite, &graph);
        igraph_destroy(&graph);
    }
    CHECK(measures == 28);
}

static void check_same_again(const char *measure, igraph_t *graph) {
    igraph_rng_t *generator = igraph_rng_default();
    CHECK_OK(igraph_rng_seed(generator, 5));
    const igraph_integer_t next = igraph_rng_get_integer(generator, 0, 1000000000);
    CHECK_OK(igraph_rng_seed(generator, 5));
    const double first = call(measure, graph);
    if (igraph_rng_get_integer(generator, 0, 1000000000) != next) {
        FAIL("%s draws random numbers", measure);
    }
    CHECK(first == call(measure, graph));
}

/* The caller's random generator stays unchanged, and equal graphs have equal values. */
static void test_no_randomness(void) {
    igraph_t graph;
    make(&graph, 6, triangles, false);
    for_all(check_same_again, &graph);
    igraph_destroy(&graph);
}

/* doc/properties.md quotes the summary of every operation. */
static void test_documentation(void) {
    const char *source = g_getenv("top_srcdir");
    gchar *path = g_build_filename(source != NULL ? source : ".", "doc", "properties.md", NULL);
    gchar *text;
    REQUIRE(g_file_get_contents(path, &text, NULL, NULL));
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        gchar *row = g_strdup_printf("\n| `%s` | %s |\n", operation->name, operation->summary);
        if (g_str_has_prefix(operation->name, "igraph_") && strstr(text, row) == NULL) {
            FAIL("doc/properties.md lacks the row:%s", row);
        }
        g_free(row);
    }
    g_free(text);
    g_free(path);
}

int main(void) {
    test_init();
    test_values();
    test_turned();
    test_edge_cases();
    test_no_randomness();
    test_documentation();
    return 0;
}
