/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Properties of circuits with values derived by hand, and of random circuits compared with igraph
 * and LAPACK and under permutations of the neurons. */
#include "base/compat.h"
#include "measure/property.h"
#include "measure_test.h"

static void without_edges(void) {
    check_values("no neurons", circuit_of(0, 0, NULL),
                 VALUES({"density", NAN}, {"mean-degree", NAN}, {"reciprocity", NAN},
                        {"transitivity", NAN}, {"out-degree-cv", NAN}, {"in-degree-cv", NAN},
                        {"degree-correlation", NAN}, {"assortativity", NAN}, {"path-length", NAN},
                        {"modularity", NAN}, {"spectral-radius", NAN}, {"giant-scc", NAN},
                        {"feed-forward", NAN}, {"cyclic", NAN}, {"edge-length", NAN},
                        {"weight-mean", NAN}));
    check_values("one neuron", circuit_of(1, 0, NULL),
                 VALUES({"density", NAN}, {"mean-degree", 0}, {"reciprocity", NAN},
                        {"spectral-radius", 0}, {"giant-scc", 1}, {"path-length", NAN}));
    check_values("three neurons", circuit_of(3, 0, NULL),
                 VALUES({"density", 0}, {"mean-degree", 0}, {"reciprocity", NAN},
                        {"transitivity", NAN}, {"out-degree-cv", NAN}, {"in-degree-cv", NAN},
                        {"degree-correlation", NAN}, {"assortativity", NAN}, {"path-length", NAN},
                        {"modularity", NAN}, {"spectral-radius", 0}, {"giant-scc", 1. / 3},
                        {"feed-forward", NAN}, {"cyclic", NAN}));
}

static void regular(void) {
    const int complete[][2] = {{0, 1}, {0, 2}, {0, 3}, {1, 0}, {1, 2}, {1, 3},
                               {2, 0}, {2, 1}, {2, 3}, {3, 0}, {3, 1}, {3, 2}};
    check_values("complete", circuit_of(4, 12, complete),
                 VALUES({"density", 1}, {"mean-degree", 3}, {"reciprocity", 1}, {"transitivity", 1},
                        {"out-degree-cv", 0}, {"in-degree-cv", 0}, {"degree-correlation", NAN},
                        {"assortativity", NAN}, {"path-length", 1}, {"modularity", 0},
                        {"spectral-radius", 3}, {"giant-scc", 1}, {"feed-forward", 0},
                        {"cyclic", 0}, {"edge-length", NAN}, {"weight-mean", NAN}));
    const int cycle[][2] = {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}};
    /* The modularity has communities of 2 and 3 neurons: 3/5 − (4² + 6²)/10². */
    check_values("cycle", circuit_of(5, 5, cycle),
                 VALUES({"density", .25}, {"mean-degree", 1}, {"reciprocity", 0},
                        {"transitivity", 0}, {"out-degree-cv", 0}, {"in-degree-cv", 0},
                        {"degree-correlation", NAN}, {"assortativity", NAN}, {"path-length", 2.5},
                        {"modularity", .08}, {"spectral-radius", 1}, {"giant-scc", 1},
                        {"feed-forward", 0}, {"cyclic", 0}));
}

static void star(void) {
    const int edges[][2] = {{0, 1}, {0, 2}, {0, 3}, {0, 4}};
    check_values("star", circuit_of(5, 4, edges),
                 VALUES({"density", .2}, {"mean-degree", .8}, {"reciprocity", 0},
                        {"transitivity", 0}, {"out-degree-cv", 2}, {"in-degree-cv", .5},
                        {"degree-correlation", -1}, {"assortativity", NAN}, {"path-length", 1},
                        {"modularity", 0}, {"spectral-radius", 0}, {"giant-scc", .2},
                        {"feed-forward", 0}, {"cyclic", 0}));
}

static void triads(void) {
    const int loop[][2] = {{0, 1}, {0, 2}, {1, 2}};
    check_values("feed-forward loop", circuit_of(3, 3, loop),
                 VALUES({"feed-forward", 1}, {"feed-forward-excess", 1 / 0.75}, {"cyclic", 0},
                        {"transitivity", 1}, {"spectral-radius", 0}, {"path-length", 1},
                        {"giant-scc", 1. / 3}));
    const int cycle[][2] = {{0, 2}, {1, 0}, {2, 1}};
    check_values("three-cycle", circuit_of(3, 3, cycle),
                 VALUES({"feed-forward", 0}, {"cyclic", 1}, {"spectral-radius", 1},
                        {"path-length", 1.5}, {"giant-scc", 1}));
    const int single[][2] = {{0, 1}};
    check_values("one edge", circuit_of(3, 1, single),
                 VALUES({"feed-forward", NAN}, {"cyclic", NAN}, {"transitivity", NAN},
                        {"path-length", 1}, {"degree-correlation", -.5}));
}

/* A two-cycle and a three-cycle share neuron 1, and another edge is separate. The eigenvalue is
 * that of λ³ = λ + 1. The communities are both parts: 1 − (8² + 2²)/10². */
static void two_parts(void) {
    const int edges[][2] = {{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 1}, {4, 5}};
    check_values("two parts", circuit_of(6, 6, edges),
                 VALUES({"density", .2}, {"mean-degree", 1}, {"reciprocity", 1. / 3},
                        {"transitivity", .6}, {"out-degree-cv", sqrt(1. / 3)},
                        {"in-degree-cv", sqrt(1. / 3)}, {"degree-correlation", .5},
                        {"assortativity", -.5}, {"path-length", 22. / 13}, {"modularity", .32},
                        {"spectral-radius", 1.32471795724474602596}, {"giant-scc", 4. / 6},
                        {"feed-forward", 0}, {"cyclic", 1. / 3}));
}

static void node_data(void) {
    const int edges[][2] = {{0, 1}, {1, 2}, {2, 0}};
    const double weights[] = {1, 2, 6};
    latigraph_circuit_t *circuit = circuit_of(3, 3, edges);
    igraph_matrix_t positions;
    igraph_vector_t weight;
    /* Neuron 2 has no known position, which leaves one edge of length 5. */
    CHECK_OK(igraph_matrix_init(&positions, 3, 2));
    MATRIX(positions, 1, 0) = 3;
    MATRIX(positions, 1, 1) = 4;
    MATRIX(positions, 2, 0) = MATRIX(positions, 2, 1) = IGRAPH_NAN;
    CHECK_OK(igraph_vector_init_array(&weight, weights, 3));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &positions, "um"));
    CHECK_OK(latigraph_circuit_set_weights(circuit, &weight));
    check_values("node data", circuit, VALUES({"edge-length", 5}, {"weight-mean", 3}));
    igraph_vector_destroy(&weight);
    igraph_matrix_destroy(&positions);
}

static double lapack_radius(const latigraph_circuit_t *c) {
    igraph_matrix_t a;
    igraph_vector_t re, im;
    double radius = 0;
    int info = 0;
    CHECK_OK(igraph_matrix_init(&a, c->n, c->n));
    CHECK_OK(igraph_vector_init(&re, 0));
    CHECK_OK(igraph_vector_init(&im, 0));
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            MATRIX(a, i, c->out_to[e]) = 1;
        }
    }
    CHECK_OK(igraph_lapack_dgeev(&a, &re, &im, NULL, NULL, &info));
    for (int i = 0; i < c->n; i++) {
        radius = fmax(radius, hypot(VECTOR(re)[i], VECTOR(im)[i]));
    }
    igraph_vector_destroy(&im);
    igraph_vector_destroy(&re);
    igraph_matrix_destroy(&a);
    return radius;
}

/* Sparse circuits are reducible: they have many strong components, some of one neuron. */
static void radius_against_lapack(void) {
    const igraph_integer_t column = latigraph_property_find("spectral-radius");
    latigraph_stream_t stream;
    double value[MOST];
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 60; round++) {
        const int n = 2 + (int)latigraph_stream_integer(&stream, 60);
        const double mean_degree = .5 + round % 6;
        latigraph_circuit_t *circuit = random_circuit(&stream, n, mean_degree / n);
        const double expected = lapack_radius(circuit);
        measure(circuit, value);
        /* LAPACK computes multiple roots of reducible matrices less precisely. */
        CHECK_NEAR(value[column], expected, expected < 1.01 ? 1e-3 : 1e-8);
    }
}

/* Power iteration is slowest on a long cycle with one shortcut. Its cycles have N and N − 1 edges,
 * so λ^N = 1 + λ. */
static void radius_of_a_long_cycle(void) {
    enum { N = 100 };
    const igraph_integer_t column = latigraph_property_find("spectral-radius");
    latigraph_circuit_t *circuit;
    int from[N + 1], to[N + 1];
    double value[MOST], low = 1, high = 2;
    for (int i = 0; i < N; i++) {
        from[i] = i;
        to[i] = (i + 1) % N;
    }
    from[N] = 0;
    to[N] = 2;
    for (int step = 0; step < 60; step++) {
        const double middle = (low + high) / 2;
        *(pow(middle, N) > 1 + middle ? &high : &low) = middle;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "cycle", N, N + 1, from, to, NULL));
    measure(circuit, value);
    CHECK_NEAR(value[column], low, 1e-9);
}

static void triads_against_igraph(void) {
    latigraph_stream_t stream;
    igraph_vector_t census; /* 003, 012, 102, then connected triads; 030T is 8, 030C is 9 */
    double value[MOST];
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(igraph_vector_init(&census, 0));
    for (int round = 0; round < 20; round++) {
        latigraph_circuit_t *circuit = random_circuit(&stream, 20, .05 + .03 * round);
        igraph_t graph;
        double connected = 0;
        CHECK_OK(latigraph_circuit_bare_graph(circuit, &graph));
        CHECK_OK(igraph_triad_census(&graph, &census));
        igraph_destroy(&graph);
        for (int k = 3; k < 16; k++) {
            connected += VECTOR(census)[k];
        }
        measure(circuit, value);
        CHECK_NEAR(value[latigraph_property_find("feed-forward")], VECTOR(census)[8] / connected,
                   1e-12);
        CHECK_NEAR(value[latigraph_property_find("cyclic")], VECTOR(census)[9] / connected, 1e-12);
    }
    igraph_vector_destroy(&census);
}

static latigraph_circuit_t *relabelled(const latigraph_circuit_t *c, const int *order) {
    latigraph_circuit_t *circuit;
    int *from = g_new(int, c->m + 1), *to = g_new(int, c->m + 1), m = 0;
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            from[m] = order[i];
            to[m++] = order[c->out_to[e]];
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "relabelled", c->n, c->m, from, to, NULL));
    g_free(from);
    g_free(to);
    return circuit;
}

static void order_of_neurons(void) {
    enum { N = 60 };
    const igraph_integer_t modularity = latigraph_property_find("modularity");
    const igraph_integer_t gap = latigraph_property_find("spectral-gap");
    const igraph_integer_t departure = latigraph_property_find("non-normality");
    latigraph_stream_t stream;
    int order[N];
    double before[MOST], after[MOST];
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 20; round++) {
        latigraph_circuit_t *circuit = random_circuit(&stream, N, .02 + .01 * round);
        latigraph_stream_permutation(&stream, order, N);
        latigraph_circuit_t *other = relabelled(circuit, order);
        measure(circuit, before);
        measure(other, after);
        for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
            /* The greedy search breaks ties by the order of the neurons. Multiple eigenvalues of an
             * asymmetric matrix are precise to a root of the rounding error only. */
            const double tolerance = i == modularity              ? .05
                                     : i == gap || i == departure ? 1e-5
                                                                  : 1e-9;
            if (!isnan(before[i]) || !isnan(after[i])) {
                CHECK_NEAR(before[i], after[i], tolerance);
            }
        }
    }
}

/* A property that is measured alone has the value that it has among all: what it needs is computed
 * for whichever property asks first. */
static void each_alone(void) {
    const igraph_integer_t count = latigraph_property_count();
    latigraph_circuit_list_t list;
    latigraph_stream_t stream;
    igraph_bool_t wanted[MOST] = {0};
    igraph_matrix_t all, alone;
    latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(igraph_matrix_init(&all, 0, 0));
    CHECK_OK(igraph_matrix_init(&alone, 0, 0));
    for (int i = 0; i < 3; i++) {
        CHECK_OK(latigraph_circuit_list_push_back(&list, random_circuit(&stream, 30, .1)));
    }
    CHECK_OK(latigraph_properties(&list, &all));
    for (igraph_integer_t p = 0; p < count; p++) {
        wanted[p] = 1;
        CHECK_OK(latigraph_properties_wanted(&list, NULL, wanted, 1, &alone));
        for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&all); i++) {
            for (igraph_integer_t other = 0; other < count; other++) {
                const double expected = other == p ? MATRIX(all, i, p) : IGRAPH_NAN;
                CHECK(MATRIX(alone, i, other) == expected ||
                      (isnan(expected) && isnan(MATRIX(alone, i, other))));
            }
        }
        wanted[p] = 0;
    }
    igraph_matrix_destroy(&alone);
    igraph_matrix_destroy(&all);
    latigraph_circuit_list_destroy(&list);
}

static void table(void) {
    const char *const names[] = {"density",
                                 "mean-degree",
                                 "reciprocity",
                                 "transitivity",
                                 "out-degree-cv",
                                 "in-degree-cv",
                                 "degree-correlation",
                                 "assortativity",
                                 "path-length",
                                 "modularity",
                                 "spectral-radius",
                                 "giant-scc",
                                 "feed-forward",
                                 "feed-forward-excess",
                                 "cyclic",
                                 "edge-length",
                                 "weight-mean"};
    const igraph_integer_t compared = sizeof names / sizeof *names;
    CHECK(latigraph_property_count() >= compared && latigraph_property_count() <= MOST);
    /* Exactly these properties are used to compare sets, whatever else is measured. */
    CHECK(latigraph_property_compared_count() == compared);
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        const latigraph_property_info_t *info = latigraph_property_info(i);
        CHECK(i >= compared || strcmp(info->name, names[i]) == 0);
        CHECK(info->compared == (i < compared));
        CHECK(latigraph_property_find(info->name) == i);
        REQUIRE(info->definition[0] != '\0' && info->source[0] != '\0' && info->unit != NULL);
        CHECK(info->why[0] != '\0' && info->cost[0] == 'O' && info->low < info->high);
        CHECK(info->needs_positions == (strcmp(info->name, "edge-length") == 0));
        CHECK(info->needs_weights ==
              (strstr(info->name, "weight") != NULL || strstr(info->name, "strength") != NULL ||
               strcmp(info->name, "onnela-clustering") == 0 ||
               strcmp(info->name, "barrat-clustering") == 0));
        CHECK(info->needs_types == (strcmp(info->name, "type-assortativity") == 0 ||
                                    strcmp(info->name, "ei-balance") == 0));
    }
    CHECK(latigraph_property_info(-1) == NULL);
    CHECK(latigraph_property_info(latigraph_property_count()) == NULL);
    CHECK(latigraph_property_find("beauty") == -1);
    CHECK(latigraph_property_find(NULL) == -1);
}

/* --- Progress, interruption and lookup ----------------------------------- */

static int reports; /* number of progress reports */
static int stop_at; /* report at which to cancel; −1: none */
static double last_percent;

static igraph_error_t progress(const char *message, igraph_real_t percent, void *data) {
    (void)data;
    if (strcmp(message, "Measuring circuits") != 0) {
        return IGRAPH_SUCCESS;
    }
    last_percent = percent;
    return reports++ == stop_at ? IGRAPH_INTERRUPTED : IGRAPH_SUCCESS;
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, 1)

static void progress_and_interruption(void) {
    latigraph_circuit_list_t list;
    igraph_matrix_t values;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    for (int i = 0; i < 4; i++) {
        CHECK_OK(latigraph_circuit_list_push_back(&list, random_circuit(&stream, 10, .2)));
    }
    igraph_set_progress_handler(progress);
    stop_at = -1;
    CHECK_OK(latigraph_properties(&list, &values));
    CHECK(reports == 5 && last_percent == 100);
    reports = 0;
    stop_at = 2;
    CHECK_FAILS(latigraph_properties(&list, &values), IGRAPH_INTERRUPTED, "");
    CHECK(reports == 3);
    igraph_set_progress_handler(NULL);
    igraph_set_interruption_handler(stop);
    CHECK_FAILS(latigraph_properties(&list, &values), IGRAPH_INTERRUPTED, "");
    igraph_set_interruption_handler(NULL);
    igraph_matrix_destroy(&values);
    latigraph_circuit_list_destroy(&list);
}

static void random_generator_untouched(void) {
    latigraph_stream_t stream;
    double value[MOST];
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    igraph_rng_seed(igraph_rng_default(), 11);
    const igraph_integer_t expected = igraph_rng_get_integer(igraph_rng_default(), 0, 1 << 30);
    igraph_rng_seed(igraph_rng_default(), 11);
    measure(random_circuit(&stream, 40, .1), value);
    CHECK(igraph_rng_get_integer(igraph_rng_default(), 0, 1 << 30) == expected);
}

int main(void) {
    test_init();
    table();
    without_edges();
    regular();
    star();
    triads();
    two_parts();
    node_data();
    radius_against_lapack();
    radius_of_a_long_cycle();
    triads_against_igraph();
    order_of_neurons();
    each_alone();
    progress_and_interruption();
    random_generator_untouched();
    return 0;
}
