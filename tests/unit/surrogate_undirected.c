/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Surrogates of undirected graphs. All graphs of five neurons with the kept quantities are
 * enumerated, and the chain's visits to them compared by chi-square. Sets of surrogates are
 * undirected, keep attributes and weights, and refuse what needs directions. */
#include "surrogate/surrogates.h"

#include "chi_square.h"
#include "circuits.h"
#include "measure/property.h"

#include <latigraph/measure.h>

enum { NEURONS = 5, PAIRS = 10, GRAPHS = 1 << PAIRS, KEPT = 64, VISITS_PER_GRAPH = 30 };
enum { SPACING = 100 }; /* steps after which visits are nearly independent */

/* Neurons 0 and 1 are of one type, the others of another. Neuron i is at x = 0, 1, 3, 4, 9 µm. */
static const int type_of[NEURONS] = {0, 0, 1, 1, 1};
static const double place_of[NEURONS] = {0, 1, 3, 4, 9};

/* The bit of the pair i < j. */
static int bit_of(int i, int j) {
    return j * (j - 1) / 2 + i;
}

static int has(unsigned graph, int i, int j) {
    return (int)(graph >> (i < j ? bit_of(i, j) : bit_of(j, i)) & 1);
}

static latigraph_circuit_t *circuit_of(unsigned graph) {
    int from[2 * PAIRS], to[2 * PAIRS], m = 0;
    latigraph_circuit_t *circuit;
    igraph_strvector_t types;
    igraph_matrix_t positions;
    CHECK_OK(igraph_strvector_init(&types, NEURONS));
    CHECK_OK(igraph_matrix_init(&positions, NEURONS, 2));
    for (int i = 0; i < NEURONS; i++) {
        CHECK_OK(igraph_strvector_set(&types, i, type_of[i] ? "E" : "I"));
        MATRIX(positions, i, 0) = place_of[i];
        for (int j = 0; j < NEURONS; j++) {
            if (i != j && has(graph, i, j)) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "tiny", NEURONS, m, from, to, NULL));
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &positions, "um"));
    circuit->undirected = TRUE;
    igraph_matrix_destroy(&positions);
    igraph_strvector_destroy(&types);
    return circuit;
}

static unsigned graph_of_state(const latigraph_state_t *state) {
    int from[2 * PAIRS], to[2 * PAIRS], edge[2 * PAIRS];
    unsigned graph = 0, back = 0;
    latigraph_state_edges(state, from, to, edge);
    for (int k = 0; k < state->plan->m; k++) {
        REQUIRE(from[k] != to[k]);
        graph |= from[k] < to[k] ? 1u << bit_of(from[k], to[k]) : 0;
        back |= from[k] > to[k] ? 1u << bit_of(to[k], from[k]) : 0;
    }
    REQUIRE(graph == back && 2 * __builtin_popcount(graph) == state->plan->m);
    return graph;
}

static int triangles_of(unsigned graph) {
    int triangles = 0;
    for (int i = 0; i < NEURONS; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++) {
                triangles += has(graph, i, j) & has(graph, j, k) & has(graph, i, k);
            }
        }
    }
    return triangles;
}

/* Bin of the distance between two neurons, by the bounds of the plan. */
static int bin_of(const latigraph_plan_t *plan, int i, int j) {
    const double square = (place_of[i] - place_of[j]) * (place_of[i] - place_of[j]);
    int bin = 0;
    while (bin < plan->bins - 1 && square > plan->bound[bin]) {
        bin++;
    }
    return bin;
}

/* Counts what is kept, each quantity at a place of its own. */
static void count_kept(const latigraph_plan_t *plan, unsigned graph, int kept[KEPT]) {
    const latigraph_constraints_t *keep = &plan->keep;
    memset(kept, 0, KEPT * sizeof *kept);
    for (int j = 0; j < NEURONS; j++) {
        for (int i = 0; i < j; i++) {
            if (!has(graph, i, j)) {
                continue;
            }
            const int types = type_of[i] + type_of[j];
            kept[0]++;
            kept[1 + i] += keep->degrees;
            kept[1 + j] += keep->degrees;
            kept[6 + types] += keep->types == LATIGRAPH_TYPES_TOTALS;
            if (keep->types == LATIGRAPH_TYPES_NEURONS) {
                kept[9 + 2 * i + type_of[j]]++;
                kept[9 + 2 * j + type_of[i]]++;
            }
            if (keep->distance) {
                kept[20 + 10 * (keep->types != LATIGRAPH_TYPES_FREE ? types : 0) +
                     bin_of(plan, i, j)]++;
            }
        }
    }
    kept[KEPT - 1] = keep->triangles ? triangles_of(graph) : 0;
}

/* What is seen of one rung over several graphs. */
typedef struct {
    int tested, below_5, missing;
    double least;
} summary_t;

/* Compares the visits of the chain from a graph with a uniform law over all graphs that keep the
 * same; `seen`, if not NULL, gets these graphs. */
static void test_graph(const char *what, unsigned graph, uint64_t index, char *seen,
                       summary_t *summary) {
    latigraph_circuit_t *circuit = circuit_of(graph);
    latigraph_constraints_t keep;
    latigraph_plan_t plan;
    latigraph_state_t state;
    int kept[KEPT], other[KEPT], visits[GRAPHS], reached = 0, count = 0;
    double statistic = 0;
    latigraph_constraints_init(&keep);
    CHECK_OK(latigraph_constraints_parse(&keep, what));
    keep.bins = 3;
    CHECK_OK(latigraph_plan_init(&plan, circuit, &keep));
    CHECK_OK(latigraph_state_init(&state, &plan, (latigraph_pairs_t)(index % 3)));
    latigraph_state_start(&state, 5, index);
    count_kept(&plan, graph, kept);
    for (unsigned g = 0; g < GRAPHS; g++) {
        count_kept(&plan, g, other);
        const int same = memcmp(kept, other, sizeof kept) == 0;
        visits[g] = same ? 0 : -1;
        count += same;
        if (seen != NULL && same) {
            seen[g] = 1;
        }
    }
    for (int k = 0; count > 1 && k < VISITS_PER_GRAPH * count; k++) {
        latigraph_state_run(&state, SPACING);
        const unsigned now = graph_of_state(&state);
        REQUIRE(visits[now] >= 0);
        reached += visits[now]++ == 0;
    }
    for (unsigned g = 0; g < GRAPHS && reached > 1; g++) {
        const double expected = VISITS_PER_GRAPH * (double)count / reached;
        statistic += visits[g] > 0 ? pow(visits[g] - expected, 2) / expected : 0;
    }
    summary->missing += count > 1 && reached < count;
    if (reached > 1) {
        const double p = chi_square_p(statistic, reached - 1);
        summary->tested++;
        summary->below_5 += p < 0.05;
        summary->least = fmin(summary->least, p);
    }
    latigraph_state_destroy(&state);
    latigraph_plan_destroy(&plan);
    latigraph_circuit_destroy(circuit);
}

static void check_summary(const char *what, const summary_t *summary) {
    const double expected = 0.05 * summary->tested;
    printf("%s: %d sets of graphs, %d with p < 0.05, least p %.2g, %d not connected\n", what,
           summary->tested, summary->below_5, summary->least, summary->missing);
    CHECK(summary->below_5 <= expected + 4 * sqrt(expected) + 1);
    CHECK(summary->least > 1e-5);
}

/* Visits are uniform, with a share of 5 % of p-values below 0.05 within four standard errors. */
static void test_uniform(void) {
    static const char *const rungs[] = {"edges",
                                        "dyads",
                                        "degrees,types",
                                        "degrees,types=neuron",
                                        "degrees,distance",
                                        "degrees,types,distance",
                                        "degrees,triangles",
                                        "degrees,reciprocity,triangles"};
    for (size_t r = 0; r < sizeof rungs / sizeof *rungs; r++) {
        summary_t summary = {.least = 1};
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_TEST, 0);
        for (int k = 0; k < 24; k++) {
            const unsigned graph = latigraph_stream_next(&stream) >> (32 - PAIRS);
            test_graph(rungs[r], graph, (uint64_t)k, NULL, &summary);
        }
        check_summary(rungs[r], &summary);
        CHECK(summary.tested >= (r < 2 ? 20 : 3));
        CHECK(r >= 2 || summary.missing == 0);
    }
}

/* Exchanges of two edges connect the graphs of each of the 533 sequences of degrees. */
static void test_degrees(void) {
    static char seen[GRAPHS];
    summary_t summary = {.least = 1};
    int sequences = 0;
    for (unsigned graph = 0; graph < GRAPHS; graph++) {
        if (!seen[graph]) {
            test_graph("degrees", graph, graph, seen, &summary);
            sequences++;
        }
    }
    check_summary("degrees", &summary);
    CHECK_EQUAL(sequences, 533);
    CHECK_EQUAL(summary.missing, 0);
}

/* --- Sets of surrogates ----------------------------------------------------------- */

/* An undirected circuit of 40 neurons, from a graph with weights, types and a graph attribute. */
static latigraph_circuit_t *weighted_circuit(void) {
    latigraph_circuit_t *directed = random_circuit(40, 3, 1), *circuit;
    latigraph_read_options_t options;
    igraph_attribute_combination_t combination;
    igraph_t graph;
    CHECK_OK(latigraph_circuit_to_graph(directed, &graph));
    CHECK_OK(igraph_attribute_combination(&combination, "", IGRAPH_ATTRIBUTE_COMBINE_FIRST,
                                          IGRAPH_NO_MORE_ATTRIBUTES));
    CHECK_OK(igraph_to_undirected(&graph, IGRAPH_TO_UNDIRECTED_COLLAPSE, &combination));
    igraph_attribute_combination_destroy(&combination);
    CHECK_OK(igraph_cattribute_GAS_set(&graph, "species", "worm"));
    latigraph_read_options_init(&options);
    CHECK_FAILS(latigraph_circuit_from_graph(&circuit, &graph, NULL, &options, NULL), IGRAPH_EINVAL,
                "is undirected");
    options.undirected = LATIGRAPH_UNDIRECTED_STATED;
    CHECK_OK(latigraph_circuit_from_graph(&circuit, &graph, NULL, &options, NULL));
    CHECK(latigraph_circuit_is_undirected(circuit) && !latigraph_circuit_is_undirected(directed));
    CHECK_EQUAL(circuit->m, 2 * igraph_ecount(&graph));
    igraph_destroy(&graph);
    latigraph_circuit_destroy(directed);
    return circuit;
}

static latigraph_surrogate_options_t options_for(const char *keep, int count) {
    latigraph_surrogate_options_t options;
    latigraph_surrogate_options_init(&options);
    CHECK_OK(latigraph_constraints_parse(&options.keep, keep));
    options.count = count;
    options.steps = 20;
    options.steps_most = 100;
    options.seed = 4;
    return options;
}

/* Sum of the cubed weights between neurons of the same type, or of any two. */
static double cubes_of(const latigraph_circuit_t *circuit, int same) {
    const int *type = latigraph_circuit_column(circuit, "type")->level;
    double sum = 0;
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const int back = latigraph_circuit_find_edge(circuit, circuit->out_to[e], i);
            REQUIRE(back >= 0);
            CHECK_NEAR(circuit->weight[e], circuit->weight[back], 0);
            sum += !same || type[i] == type[circuit->out_to[e]] ? pow(circuit->weight[e], 3) : 0;
        }
    }
    return sum;
}

static void test_sets(void) {
    latigraph_circuit_t *circuit = weighted_circuit();
    double error[4];
    for (int weights = 0; weights < 4; weights++) {
        latigraph_surrogate_options_t options = options_for("degrees,types", 3);
        latigraph_surrogate_report_t report;
        latigraph_circuit_list_t list;
        options.weights = (latigraph_surrogate_weights_t)weights;
        CHECK_OK(latigraph_circuit_list_init(&list));
        CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
        const latigraph_circuit_t *surrogate = latigraph_circuit_list_get(&list, 2);
        CHECK_EQUAL(surrogate->m, circuit->m);
        CHECK(memcmp(surrogate->out_start, circuit->out_start, sizeof(int) * 41) == 0);
        CHECK_NEAR(cubes_of(surrogate, 0), cubes_of(circuit, 0), 1e-6);
        if (weights == LATIGRAPH_SURROGATE_WEIGHTS_CLASS) {
            CHECK_NEAR(cubes_of(surrogate, 1), cubes_of(circuit, 1), 1e-6);
        }
        CHECK(report.in_place < 0.7);
        CHECK_NEAR(report.out_strength_error, report.in_strength_error, 1e-12);
        error[weights] = report.out_strength_error;
        igraph_t graph;
        CHECK_OK(latigraph_circuit_to_graph(surrogate, &graph));
        CHECK(!igraph_is_directed(&graph));
        CHECK_EQUAL(2 * igraph_ecount(&graph), circuit->m);
        CHECK_CONTAINS(igraph_cattribute_GAS(&graph, "species"), "worm");
        CHECK(igraph_cattribute_has_attr(&graph, IGRAPH_ATTRIBUTE_VERTEX, "type"));
        CHECK_NEAR(igraph_cattribute_EAN(&graph, "weight", 0), surrogate->weight[0], 0);
        igraph_destroy(&graph);
        latigraph_circuit_list_destroy(&list);
    }
    CHECK(error[LATIGRAPH_SURROGATE_WEIGHTS_GLOBAL] > 0.1);
    CHECK(error[LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS] < 0.05);
    latigraph_circuit_destroy(circuit);
}

/* Surrogates without weights have the edges of those with weights. */
static void test_without_weights(void) {
    latigraph_circuit_t *circuit = weighted_circuit();
    latigraph_surrogate_options_t options = options_for("degrees", 1);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    options.weights = LATIGRAPH_SURROGATE_WEIGHTS_NONE;
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    const latigraph_circuit_t *with = latigraph_circuit_list_get(&list, 0);
    const latigraph_circuit_t *without = latigraph_circuit_list_get(&list, 1);
    const size_t size = sizeof(int) * (size_t)circuit->m;
    CHECK(with->weight != NULL && without->weight == NULL && without->undirected);
    CHECK(memcmp(without->out_to, with->out_to, size) == 0);
    CHECK(memcmp(without->in_from, with->in_from, size) == 0);
    CHECK(memcmp(without->in_edge, with->in_edge, size) == 0);
    CHECK(latigraph_circuit_find_note(without, "species") != NULL);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

/* Degrees in expectation. */
static void test_expected(void) {
    enum { COUNT = 200 };
    latigraph_circuit_t *circuit = weighted_circuit();
    latigraph_surrogate_options_t options = options_for("degrees,types", COUNT);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    double mean[40] = {0};
    options.method = LATIGRAPH_SURROGATES_EXPECTED;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    for (int k = 0; k < COUNT; k++) {
        const latigraph_circuit_t *surrogate = latigraph_circuit_list_get(&list, k);
        CHECK(surrogate->undirected && surrogate->weight == NULL);
        CHECK(latigraph_circuit_find_note(surrogate, "species") != NULL);
        for (int i = 0; i < 40; i++) {
            mean[i] += (double)(surrogate->out_start[i + 1] - surrogate->out_start[i]) / COUNT;
        }
    }
    for (int i = 0; i < 40; i++) {
        const double degree = circuit->out_start[i + 1] - circuit->out_start[i];
        CHECK(fabs(mean[i] - degree) <= 0.1 * degree + 5 * sqrt((degree + 1) / COUNT));
    }
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

static void test_ladder(void) {
    latigraph_circuit_t *circuit = weighted_circuit();
    latigraph_surrogate_options_t options = options_for("degrees", 5);
    latigraph_ladder_t ladder;
    igraph_strvector_t rungs;
    igraph_vector_int_t which;
    CHECK_OK(igraph_strvector_init(&rungs, 0));
    CHECK_OK(latigraph_ladder_rungs(circuit, &options.keep, &rungs));
    CHECK_EQUAL(igraph_strvector_size(&rungs), 6);
    CHECK_CONTAINS(igraph_strvector_get(&rungs, 5), "degrees,types,distance,triangles=class");
    igraph_strvector_resize(&rungs, 2);
    CHECK_OK(igraph_vector_int_init(&which, 0));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("feed-forward")));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("transitivity")));
    CHECK_OK(latigraph_ladder_init(&ladder));
    CHECK_OK(latigraph_ladder(&ladder, circuit, &rungs, &which, NULL, &options));
    CHECK_CONTAINS(igraph_strvector_get(&ladder.rungs, 1), "degrees");
    CHECK(isnan(VECTOR(ladder.observed)[0]) && isnan(MATRIX(ladder.p, 0, 1)));
    CHECK(VECTOR(ladder.observed)[1] > 0 && MATRIX(ladder.p, 1, 1) > 0);
    latigraph_ladder_destroy(&ladder);
    igraph_vector_int_destroy(&which);
    igraph_strvector_destroy(&rungs);
    latigraph_circuit_destroy(circuit);
}

static void test_refused(void) {
    latigraph_circuit_t *circuit = weighted_circuit();
    latigraph_surrogate_options_t options = options_for("degrees,tilt=cyclic", 2);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL,
                "about directions");
    options = options_for("degrees,tilt=transitivity", 2);
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    options = options_for("degrees", 2);
    options.weights = LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT;
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL,
                "Choose strengths");
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    test_init();
    test_uniform();
    test_degrees();
    test_sets();
    test_without_weights();
    test_expected();
    test_ladder();
    test_refused();
    return 0;
}
