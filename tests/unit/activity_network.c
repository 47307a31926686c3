/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "base/compat.h"
#include "base/remarks.h"

/* Networks as graphs: vertices and attributes, windows, names, remarks, refusals, interruption. */

static void make_ring(igraph_matrix_t *x, int times, int n, int index) {
    double *w = g_new0(double, n *n);
    for (int i = 0; i < n; i++) {
        w[i * n + (i + 1) % n] = i % 2 ? -0.6 : 0.6;
    }
    make_noise(x, times, n, index);
    run_network(x, w);
    g_free(w);
}

/* The ring is found, with signs, errors and a chosen penalty. */
static void test_ring(void) {
    enum { N = 20 };
    igraph_matrix_t x;
    igraph_t graph, ring;
    latigraph_network_options_t options;
    latigraph_network_options_init(&options);
    options.density = 1.0 / (N - 1);
    make_ring(&x, 2000, N, 50);
    network_of(&graph, &x, &options);
    CHECK_EQUAL(igraph_ecount(&graph), N);
    CHECK(igraph_is_directed(&graph));
    for (int i = 0; i < N; i++) {
        CHECK_NEAR(signed_weight(&graph, i, (i + 1) % N), i % 2 ? -0.6 : 0.6, 0.1);
    }
    CHECK_NEAR(igraph_cattribute_EAN(&graph, "se", 0), 1 / sqrt(2000), 0.01);
    CHECK(igraph_cattribute_GAN(&graph, "penalty") > 0);
    CHECK(strcmp(igraph_cattribute_GAS(&graph, "kind"), "autoregression") == 0);
    igraph_destroy(&graph);
    options.kind = LATIGRAPH_NETWORK_CORRELATION;
    options.keep = LATIGRAPH_KEEP_ALL;
    network_of(&graph, &x, &options);
    CHECK(!igraph_is_directed(&graph));
    CHECK_EQUAL(igraph_ecount(&graph), N * (N - 1) / 2);
    igraph_destroy(&graph);
    CHECK_OK(igraph_ring(&ring, N, IGRAPH_UNDIRECTED, false, true));
    options.kind = LATIGRAPH_NETWORK_AUTOREGRESSION;
    options.like = &ring;
    network_of(&graph, &x, &options);
    CHECK(igraph_is_directed(&graph));
    CHECK_EQUAL(igraph_ecount(&graph), N * (N - 1));
    CHECK_NEAR(signed_weight(&graph, 0, 1), 0.6, 0.1);
    CHECK_NEAR(signed_weight(&graph, 1, 0), 0, 0.1);
    igraph_destroy(&graph);
    igraph_destroy(&ring);
    igraph_matrix_destroy(&x);
}

/* Windows overlap by half; each is a graph of its own, the same as of these times alone. */
static void test_windows(void) {
    enum { N = 5, WINDOW = 100 };
    igraph_matrix_t x, part;
    igraph_graph_list_t graphs;
    igraph_t alone;
    latigraph_activity_t *activity;
    latigraph_network_options_t options;
    latigraph_network_options_init(&options);
    options.kind = LATIGRAPH_NETWORK_LAGGED;
    options.keep = LATIGRAPH_KEEP_ALL;
    options.window = WINDOW;
    options.step = WINDOW / 2;
    make_ring(&x, 320, N, 51);
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_activity_from_matrix(&activity, &x, NULL));
    CHECK_OK(latigraph_network_from_activity(&graphs, activity, &options));
    REQUIRE(igraph_graph_list_size(&graphs) == 5);
    CHECK_OK(igraph_matrix_init(&part, WINDOW, N));
    for (int t = 0; t < WINDOW; t++) {
        for (int j = 0; j < N; j++) {
            MATRIX(part, t, j) = MATRIX(x, t + 3 * WINDOW / 2, j);
        }
    }
    options.window = options.step = 0;
    network_of(&alone, &part, &options);
    const igraph_t *third = igraph_graph_list_get_ptr(&graphs, 3);
    CHECK(strcmp(igraph_cattribute_GAS(third, "name"), "activity@151-250") == 0);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            CHECK(i == j || signed_weight(third, i, j) == signed_weight(&alone, i, j));
        }
    }
    igraph_destroy(&alone);
    igraph_matrix_destroy(&part);
    latigraph_activity_destroy(activity);
    igraph_graph_list_destroy(&graphs);
    igraph_matrix_destroy(&x);
}

/* A connectome of five neurons with names and types, one of them unrecorded. */
static void make_connectome(igraph_t *graph) {
    static const char *const names[] = {"e", "d", "c", "b", "a"};
    CHECK_OK(igraph_small(graph, 5, IGRAPH_DIRECTED, 4, 3, 3, 2, 2, 4, 1, 0, 0, 4, -1));
    for (int v = 0; v < 5; v++) {
        CHECK_OK(igraph_cattribute_VAS_set(graph, "name", v, names[v]));
        CHECK_OK(igraph_cattribute_VAN_set(graph, "x_um", v, v));
    }
    CHECK_OK(igraph_cattribute_EAN_set(graph, "synapses", 0, 7));
}

static void make_names(igraph_strvector_t *names, const char *letters) {
    CHECK_OK(igraph_strvector_init(names, (igraph_integer_t)strlen(letters)));
    for (size_t k = 0; k < strlen(letters); k++) {
        const char name[2] = {letters[k], '\0'};
        CHECK_OK(igraph_strvector_set(names, (igraph_integer_t)k, name));
    }
}

static void test_within(void) {
    igraph_matrix_t x;
    igraph_t connectome;
    igraph_strvector_t names;
    igraph_graph_list_t graphs;
    latigraph_activity_t *activity;
    latigraph_remarks_t remarks;
    latigraph_network_options_t options;
    const double w[16] = {0, 0.8, 0, 0, 0, 0, -0.5, 0, 0.4, 0, 0, 0, 0, 0, 0, 0};
    latigraph_network_options_init(&options);
    make_connectome(&connectome);
    make_names(&names, "abcd"); /* e was not recorded */
    make_noise(&x, 1000, 4, 52);
    run_network(&x, w);
    CHECK_OK(latigraph_remarks_init(&remarks));
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_activity_from_matrix(&activity, &x, &names));
    options.within = &connectome;
    options.remarks = &remarks;
    CHECK_OK(latigraph_network_from_activity(&graphs, activity, &options));
    const igraph_t *graph = igraph_graph_list_get_ptr(&graphs, 0);
    CHECK_EQUAL(igraph_vcount(graph), 5);
    CHECK_EQUAL(igraph_ecount(graph), 3); /* d → e and e → a end at e */
    CHECK_NEAR(signed_weight(graph, 4, 3), 0.8, 0.1);
    CHECK_NEAR(signed_weight(graph, 3, 2), -0.5, 0.1);
    CHECK_NEAR(signed_weight(graph, 2, 4), 0.4, 0.1);
    CHECK_NEAR(igraph_cattribute_VAN(graph, "x_um", 3), 3, 0);
    CHECK(!igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_EDGE, "synapses"));
    REQUIRE(igraph_strvector_size(&remarks.texts) == 1);
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "2 of 5 edges");
    options.window = 500;
    CHECK_OK(latigraph_network_from_activity(&graphs, activity, &options));
    CHECK_EQUAL(igraph_graph_list_size(&graphs), 3);
    CHECK_EQUAL(igraph_strvector_size(&remarks.texts), 2); /* one for both windows */
    options.window = 0;
    options.within = NULL;
    options.like = &connectome;
    options.kind = LATIGRAPH_NETWORK_CORRELATION;
    CHECK_OK(latigraph_network_from_activity(&graphs, activity, &options));
    graph = igraph_graph_list_get_ptr(&graphs, 3);
    CHECK(!igraph_is_directed(graph));
    CHECK_EQUAL(igraph_vcount(graph), 5);
    CHECK(strcmp(igraph_cattribute_VAS(graph, "name", 0), "e") == 0);
    latigraph_activity_destroy(activity);
    igraph_graph_list_destroy(&graphs);
    latigraph_remarks_destroy(&remarks);
    igraph_matrix_destroy(&x);
    igraph_strvector_destroy(&names);
    igraph_destroy(&connectome);
}

/* Tries options on an activity (times, n) with names; `letters` NULL gives none. */
static void refuse(const latigraph_network_options_t *options, int times, int n,
                   const char *letters, const char *text) {
    igraph_matrix_t x;
    igraph_graph_list_t graphs;
    igraph_strvector_t names;
    latigraph_activity_t *activity;
    make_noise(&x, times, n, 53);
    make_names(&names, letters != NULL ? letters : "");
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_activity_from_matrix(&activity, &x, letters != NULL ? &names : NULL));
    CHECK_FAILS(latigraph_network_from_activity(&graphs, activity, options), IGRAPH_EINVAL, text);
    CHECK_EQUAL(igraph_graph_list_size(&graphs), 0);
    latigraph_activity_destroy(activity);
    igraph_graph_list_destroy(&graphs);
    igraph_strvector_destroy(&names);
    igraph_matrix_destroy(&x);
}

static void test_refusals(void) {
    latigraph_network_options_t options;
    igraph_t connectome;
#define WITH(change, times, n, letters, text)                                                      \
    do {                                                                                           \
        latigraph_network_options_init(&options);                                                  \
        change;                                                                                    \
        refuse(&options, times, n, letters, text);                                                 \
    } while (0)
    make_connectome(&connectome);
    WITH(, 9, 3, NULL, "9 times (rows) and 3 neurons");
    WITH(, 100, 1, NULL, "at least 10 times and 2 neurons");
    WITH(options.density = 0, 20, 3, NULL, "density");
    WITH((options.keep = LATIGRAPH_KEEP_P, options.p = 1), 20, 3, NULL, "false discovery rate");
    WITH(options.penalty = 0, 20, 3, NULL, "penalty");
    WITH(options.window = 21, 20, 3, NULL, "window");
    WITH(options.step = -1, 20, 3, NULL, "step");
    WITH((options.kind = LATIGRAPH_NETWORK_LAGGED, options.lags = 11), 20, 3, NULL, "delay");
    WITH(options.shifts = 3, 20, 3, NULL, "shifts");
    WITH(options.threads = 0, 20, 3, NULL, "threads");
    WITH((options.kind = LATIGRAPH_NETWORK_PARTIAL, options.within = &connectome), 20, 5, NULL,
         "kind partial");
    WITH((options.kind = LATIGRAPH_NETWORK_VISIBILITY, options.keep = LATIGRAPH_KEEP_P), 20, 3,
         NULL, "visibility");
    WITH(options.kind = LATIGRAPH_NETWORK_GLM, 20, 3, NULL, "counts of spikes");
    WITH(options.like = &connectome, 20, 4, NULL, "4 columns, but the graph has 5 vertices");
    WITH(options.within = &connectome, 20, 5, "abxyz", "3 of 5 columns");
    WITH(options.within = &connectome, 20, 6, "uvwxyz", "\"u\", \"v\", \"w\", ...");
    WITH(options.within = &connectome, 20, 3, "aba",
         "Two columns of the activity are called \"a\"");
    CHECK_OK(igraph_to_undirected(&connectome, IGRAPH_TO_UNDIRECTED_EACH, NULL));
    WITH(options.within = &connectome, 20, 5, NULL, "The connectome is undirected");
    igraph_destroy(&connectome);
#undef WITH
}

/* A network that no machine can hold is refused before its arrays are allocated. */
static void test_memory(void) {
    igraph_matrix_t x;
    igraph_graph_list_t graphs;
    latigraph_activity_t *activity;
    latigraph_network_options_t options;
    latigraph_network_options_init(&options);
    make_noise(&x, 10, 1 << 20, 57);
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_activity_from_matrix(&activity, &x, NULL));
    CHECK_FAILS(latigraph_network_from_activity(&graphs, activity, &options), IGRAPH_ENOMEM,
                "1048576 neurons at 10 times needs");
    latigraph_activity_destroy(activity);
    igraph_graph_list_destroy(&graphs);
    igraph_matrix_destroy(&x);
}

/* Infinite values are named; constant and unrecorded neurons have no edges and are remarked. */
static void test_values(void) {
    enum { N = 6, TIMES = 50 };
    igraph_matrix_t x;
    igraph_graph_list_t graphs;
    latigraph_activity_t *activity;
    latigraph_remarks_t remarks;
    latigraph_network_options_t options;
    latigraph_network_options_init(&options);
    options.keep = LATIGRAPH_KEEP_ALL;
    options.remarks = &remarks;
    CHECK_OK(latigraph_remarks_init(&remarks));
    make_noise(&x, TIMES, N, 54);
    for (int t = 0; t < TIMES; t++) {
        for (int j = 1; j < N; j++) {
            MATRIX(x, t, j) += MATRIX(x, t, 0); /* noise alone is shrunk to nothing */
        }
        MATRIX(x, t, 2) = 0.1;
        MATRIX(x, t, 4) = NAN;
    }
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_activity_from_matrix(&activity, &x, NULL));
    for (int kind = 0; kind <= LATIGRAPH_NETWORK_PARTIAL; kind++) {
        options.kind = (latigraph_network_kind_t)kind;
        if (kind == LATIGRAPH_NETWORK_GLM) {
            continue;
        }
        igraph_graph_list_clear(&graphs);
        CHECK_OK(latigraph_network_from_activity(&graphs, activity, &options));
        const igraph_t *graph = igraph_graph_list_get_ptr(&graphs, 0);
        const int pairs = (N - 2) * (N - 3) / (igraph_is_directed(graph) ? 1 : 2);
        if (igraph_ecount(graph) != pairs) {
            FAIL("kind %d has %d edges", kind, (int)igraph_ecount(graph));
        }
    }
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "1 of 6 neurons never vary");
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "column 3");
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 1), "were not recorded");
    latigraph_remarks_destroy(&remarks);
    CHECK_OK(latigraph_remarks_init(&remarks));
    options.kind = LATIGRAPH_NETWORK_VISIBILITY; /* a constant neuron has edges there */
    igraph_graph_list_clear(&graphs);
    CHECK_OK(latigraph_network_from_activity(&graphs, activity, &options));
    CHECK_EQUAL(igraph_ecount(igraph_graph_list_get_ptr(&graphs, 2)), TIMES - 1);
    REQUIRE(igraph_strvector_size(&remarks.texts) == 1);
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "were not recorded");
    options.kind = LATIGRAPH_NETWORK_CORRELATION;
    MATRIX(x, 30, 5) = -INFINITY;
    CHECK_FAILS(latigraph_network_from_activity(&graphs, activity, &options), IGRAPH_EINVAL,
                "infinite in row 31 of column 6");
    latigraph_remarks_destroy(&remarks);
    latigraph_activity_destroy(activity);
    igraph_graph_list_destroy(&graphs);
    igraph_matrix_destroy(&x);
}

static void test_visibility(void) {
    igraph_matrix_t x;
    igraph_graph_list_t graphs;
    igraph_strvector_t names;
    latigraph_activity_t *activity;
    latigraph_network_options_t options;
    char longer[100] = "";
    latigraph_network_options_init(&options);
    options.kind = LATIGRAPH_NETWORK_NATURAL_VISIBILITY;
    make_noise(&x, 30, 2, 55);
    make_names(&names, "pq");
    memset(longer, 'n', sizeof longer - 1); /* a network is not named by the label of messages */
    CHECK_OK(igraph_strvector_set(&names, 0, longer));
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_activity_from_matrix(&activity, &x, &names));
    CHECK_OK(latigraph_network_from_activity(&graphs, activity, &options));
    REQUIRE(igraph_graph_list_size(&graphs) == 2);
    const igraph_t *second = igraph_graph_list_get_ptr(&graphs, 1);
    CHECK_EQUAL(igraph_vcount(second), 30);
    CHECK(strcmp(igraph_cattribute_GAS(second, "name"), "q") == 0);
    CHECK(strcmp(igraph_cattribute_GAS(igraph_graph_list_get_ptr(&graphs, 0), "name"), longer) ==
          0);
    latigraph_activity_destroy(activity);
    igraph_graph_list_destroy(&graphs);
    igraph_strvector_destroy(&names);
    igraph_matrix_destroy(&x);
}

static int calls_left;
LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop_soon, --calls_left <= 0)

/* An interruption at any point ends the work with an empty stack. */
static void test_interruption(const igraph_t *within, int most) {
    igraph_matrix_t x;
    igraph_graph_list_t graphs;
    latigraph_activity_t *activity;
    latigraph_network_options_t options;
    latigraph_network_options_init(&options);
    options.keep = within == NULL ? LATIGRAPH_KEEP_P : LATIGRAPH_KEEP_ALL;
    options.within = within;
    options.shifts = 20;
    make_ring(&x, 300, 40, 56);
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_activity_from_matrix(&activity, &x, NULL));
    igraph_set_interruption_handler(stop_soon);
    for (int after = 1; after < most; after += 2) {
        calls_left = after;
        const igraph_error_t code = latigraph_network_from_activity(&graphs, activity, &options);
        CHECK(code == IGRAPH_INTERRUPTED);
        CHECK_EQUAL(IGRAPH_FINALLY_STACK_SIZE(), 0);
    }
    igraph_set_interruption_handler(NULL);
    latigraph_activity_destroy(activity);
    igraph_graph_list_destroy(&graphs);
    igraph_matrix_destroy(&x);
}

int main(void) {
    igraph_t ring;
    test_init();
    test_ring();
    test_windows();
    test_within();
    test_refusals();
    test_memory();
    test_values();
    test_visibility();
    test_interruption(NULL, 12);
    CHECK_OK(igraph_ring(&ring, 40, IGRAPH_DIRECTED, false, true));
    test_interruption(&ring, 200); /* five folds of each of 40 neurons ask */
    igraph_destroy(&ring);
    return 0;
}
