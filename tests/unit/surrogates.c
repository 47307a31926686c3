/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Sets of surrogates: what they keep on random circuits, that p-values hold their level, that
 * results do not depend on threads or on how pairs are stored, weights, and bad input. */
#include "surrogate/surrogates.h"

#include "circuits.h"
#include "sanitized.h"

#include <latigraph/measure.h>

enum { NEURONS = 40 };

static int has(const latigraph_circuit_t *circuit, int i, int j) {
    return latigraph_circuit_has_edge(circuit, i, j);
}

static const int *types_of(const latigraph_circuit_t *circuit) {
    return latigraph_circuit_column(circuit, "type")->level;
}

/* Counts of one neuron: edges to and from each type (unknown, a, b), one-way and mutual. */
static void count_neuron(const latigraph_circuit_t *circuit, int i, int counts[12]) {
    memset(counts, 0, 12 * sizeof *counts);
    for (int j = 0; j < circuit->n; j++) {
        const int type = types_of(circuit)[j] + 1;
        const int out = i != j && has(circuit, i, j), in = i != j && has(circuit, j, i);
        counts[type] += out && !in;
        counts[3 + type] += in && !out;
        counts[6 + type] += in && out;
    }
}

static void check_neurons(const latigraph_circuit_t *a, const latigraph_circuit_t *b,
                          const latigraph_constraints_t *keep) {
    int x[12], y[12], totals[36] = {0};
    for (int i = 0; i < a->n; i++) {
        const int type = types_of(a)[i] + 1;
        count_neuron(a, i, x);
        count_neuron(b, i, y);
        CHECK_EQUAL(a->out_start[i + 1], b->out_start[i + 1]);
        CHECK_EQUAL(a->in_start[i + 1], b->in_start[i + 1]);
        for (int k = 0; k < 9; k++) {
            totals[12 * type + k] += x[k] - y[k];
            /* Without reciprocity, mutual edges count as one edge either way. */
            const int more = keep->reciprocity ? 0 : k < 6 ? x[6 + k % 3] - y[6 + k % 3] : 0;
            CHECK(keep->types != LATIGRAPH_TYPES_NEURONS || x[k] + more == y[k] ||
                  (!keep->reciprocity && k >= 6));
        }
        for (int k = 0; keep->reciprocity && k < 9; k += 3) {
            CHECK_EQUAL(x[k] + x[k + 1] + x[k + 2], y[k] + y[k + 1] + y[k + 2]);
        }
    }
    for (int k = 0; keep->types == LATIGRAPH_TYPES_TOTALS && keep->reciprocity && k < 36; k++) {
        CHECK_EQUAL(totals[k], 0);
    }
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Numbers of edges in ten bins of length, by quantiles of the first circuit's lengths. */
static void check_lengths(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    double length[2][NEURONS * NEURONS];
    int known[2] = {0, 0};
    const latigraph_circuit_t *circuits[2] = {a, b};
    for (int c = 0; c < 2; c++) {
        for (int i = 0; i < a->n; i++) {
            for (int j = 0; j < a->n; j++) {
                const double l = latigraph_circuit_distance(a, i, j);
                if (i != j && has(circuits[c], i, j) && !isnan(l)) {
                    length[c][known[c]++] = l;
                }
            }
        }
        qsort(length[c], (size_t)known[c], sizeof(double), by_value);
    }
    CHECK_EQUAL(known[0], known[1]);
    for (int k = 1; k < 10; k++) {
        int at = known[0] * k / 10;
        while (at < known[0] - 1 && length[0][at] <= length[0][at - 1]) {
            at++;
        }
        const double bound = (length[0][at - 1] + length[0][at]) / 2;
        int below[2] = {0, 0};
        for (int c = 0; c < 2; c++) {
            while (below[c] < known[c] && length[c][below[c]] <= bound) {
                below[c]++;
            }
        }
        CHECK_EQUAL(below[0], below[1]);
    }
}

static int triangles_of(const latigraph_circuit_t *c) {
    int triangles = 0;
    for (int i = 0; i < c->n; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; (has(c, i, j) || has(c, j, i)) && k < j; k++) {
                triangles += (has(c, j, k) || has(c, k, j)) && (has(c, i, k) || has(c, k, i));
            }
        }
    }
    return triangles;
}

static latigraph_surrogate_options_t options_for(const char *keep, int count) {
    latigraph_surrogate_options_t options;
    latigraph_surrogate_options_init(&options);
    CHECK_OK(latigraph_constraints_parse(&options.keep, keep));
    options.count = count;
    options.seed = 4;
    return options;
}

/* Every set of quantities is kept exactly, on circuits with unknown types and positions. */
static void test_kept(void) {
    static const char *const rungs[] = {"degrees",
                                        "degrees,reciprocity",
                                        "types,degrees",
                                        "degrees,reciprocity,types",
                                        "degrees,reciprocity,types=neuron",
                                        "degrees,types=neuron",
                                        "distance,degrees",
                                        "degrees,reciprocity,distance",
                                        "degrees,reciprocity,types,distance",
                                        "degrees,reciprocity,types=neuron,distance",
                                        "degrees,reciprocity,triangles"};
    for (int k = 0; k < 10; k++) {
        latigraph_circuit_t *circuit = random_circuit(NEURONS, (uint64_t)k, 1);
        for (size_t r = 0; r < sizeof rungs / sizeof *rungs; r++) {
            latigraph_surrogate_options_t options = options_for(rungs[r], 2);
            latigraph_surrogate_report_t report;
            latigraph_circuit_list_t list;
            options.steps = 20;
            options.steps_most = 200;
            options.keep.tolerance = 0.01;
            CHECK_OK(latigraph_circuit_list_init(&list));
            CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
            REQUIRE(latigraph_circuit_list_size(&list) == 2);
            const latigraph_circuit_t *surrogate = latigraph_circuit_list_get(&list, 1);
            CHECK_EQUAL(surrogate->m, circuit->m);
            check_neurons(circuit, surrogate, &options.keep);
            if (options.keep.distance) {
                check_lengths(circuit, surrogate);
            }
            if (options.keep.triangles) {
                const int triangles = triangles_of(circuit);
                CHECK(abs(triangles_of(surrogate) - triangles) <= 0.01 * triangles);
            }
            CHECK(report.in_place < 1 || report.frozen);
            CHECK(report.accepted > 0 || report.frozen);
            CHECK_NEAR(report.out_strength_error, 0, 1e-12); /* weights stay with senders */
            latigraph_circuit_list_destroy(&list);
        }
        latigraph_circuit_destroy(circuit);
    }
}

/* Numbers of mutual and one-way pairs, and of edges. */
static void test_totals(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 3, 0);
    latigraph_surrogate_options_t options = options_for("dyads", 5);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    options = options_for("edges", 5);
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    int mutual[11] = {0};
    for (int k = 0; k < 11; k++) {
        const latigraph_circuit_t *c = k < 10 ? latigraph_circuit_list_get(&list, k) : circuit;
        CHECK_EQUAL(c->m, circuit->m);
        for (int i = 0; i < c->n; i++) {
            for (int j = 0; j < i; j++) {
                mutual[k] += has(c, i, j) && has(c, j, i);
            }
        }
    }
    for (int k = 0; k < 5; k++) {
        CHECK_EQUAL(mutual[k], mutual[10]);
    }
    CHECK(mutual[5] != mutual[10] || mutual[6] != mutual[10] || mutual[7] != mutual[10]);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

/* Returns a hash of a set of surrogates, to compare sets. */
static unsigned digest(const latigraph_circuit_t *circuit,
                       const latigraph_surrogate_options_t *options) {
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    unsigned hash = 2166136261u;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, options, &report));
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(&list); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(&list, k);
        for (int e = 0; e < c->m; e++) {
            hash = (hash ^ (unsigned)c->out_to[e]) * 16777619u;
            hash = (hash ^ (unsigned)(c->weight != NULL ? c->weight[e] : 1)) * 16777619u;
        }
    }
    latigraph_circuit_list_destroy(&list);
    return hash;
}

static void test_threads(void) {
    static const char *const rungs[] = {"degrees,reciprocity", "degrees,distance", "edges"};
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 5, 1);
    for (int r = 0; r < 3; r++) {
        for (int method = 0; method < 3; method++) {
            latigraph_surrogate_options_t options = options_for(rungs[r], 9);
            options.method = (latigraph_surrogate_method_t)method;
            options.steps = 5;
            options.steps_most = 100;
            const unsigned one = digest(circuit, &options);
            options.threads = 2;
            CHECK_EQUAL(digest(circuit, &options), one);
            options.threads = 7;
            CHECK_EQUAL(digest(circuit, &options), one);
            options.seed++;
            CHECK(digest(circuit, &options) != one);
        }
    }
    latigraph_circuit_destroy(circuit);
}

/* A table of pairs gives the same steps as the matrix of bits. */
static void test_table_of_pairs(const latigraph_circuit_t *circuit, const char *what) {
    latigraph_constraints_t keep;
    latigraph_plan_t plan;
    latigraph_state_t states[2];
    int from[2][NEURONS * NEURONS], to[2][NEURONS * NEURONS], edge[2][NEURONS * NEURONS];
    latigraph_constraints_init(&keep);
    CHECK_OK(latigraph_constraints_parse(&keep, what));
    CHECK_OK(latigraph_plan_init(&plan, circuit, &keep));
    for (int k = 0; k < 2; k++) {
        CHECK_OK(latigraph_state_init(&states[k], &plan,
                                      k == 1 ? LATIGRAPH_PAIRS_IN_TABLE : LATIGRAPH_PAIRS_BY_SIZE));
        latigraph_state_start(&states[k], 1, 2);
        latigraph_state_run(&states[k], 50000);
        latigraph_state_edges(&states[k], from[k], to[k], edge[k]);
    }
    CHECK(memcmp(to[0], to[1], (size_t)plan.m * sizeof(int)) == 0);
    CHECK(memcmp(from[0], from[1], (size_t)plan.m * sizeof(int)) == 0);
    CHECK(memcmp(states[0].changed, states[1].changed, sizeof states[0].changed) == 0);
    CHECK(latigraph_state_in_place(&states[1]) < 1);
    for (int i = 0; i < plan.n; i++) {
        for (int j = 0; j < plan.n; j++) {
            CHECK(i == j || latigraph_pair_get(&states[0].pairs, i, j) ==
                                latigraph_pair_get(&states[1].pairs, i, j));
        }
    }
    latigraph_state_destroy(&states[0]);
    latigraph_state_destroy(&states[1]);
    latigraph_plan_destroy(&plan);
}

static void test_tables_of_pairs(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 6, 0);
    test_table_of_pairs(circuit, "degrees");
    test_table_of_pairs(circuit, "degrees,reciprocity");
    test_table_of_pairs(circuit, "degrees,reciprocity,types=neuron");
    test_table_of_pairs(circuit, "degrees,types");
    latigraph_circuit_destroy(circuit);
}

/* Steps in parts of the senders keep the same quantities, and lists of slots stay consistent. */
static void test_part(const latigraph_circuit_t *circuit, const char *what) {
    const latigraph_surrogate_options_t options = options_for(what, 1);
    latigraph_circuit_t *surrogate;
    latigraph_plan_t plan;
    latigraph_state_t state;
    int in_place = 0;
    CHECK_OK(latigraph_plan_init(&plan, circuit, &options.keep));
    CHECK_OK(latigraph_state_init(&state, &plan, LATIGRAPH_PAIRS_IN_PARTS));
    REQUIRE(state.parts != NULL);
    latigraph_state_start(&state, 1, 2);
    latigraph_state_run(&state, 20 * (gint64)plan.m + 7);
    CHECK_OK(latigraph_state_circuit(&state, circuit, "parts", LATIGRAPH_SURROGATE_WEIGHTS_NONE, 1,
                                     0, &surrogate));
    CHECK_EQUAL(surrogate->m, circuit->m);
    check_neurons(circuit, surrogate, &options.keep);
    if (options.keep.distance) {
        check_lengths(circuit, surrogate);
    }
    for (int i = 0; i < circuit->n; i++) {
        for (int j = 0; j < circuit->n; j++) {
            in_place += i != j && has(circuit, i, j) && has(surrogate, i, j);
        }
    }
    CHECK_NEAR(latigraph_state_in_place(&state), (double)in_place / plan.m, 1e-12);
    CHECK(in_place < plan.m);
    const latigraph_edges_in_slots_t *mutual = &state.lists[LATIGRAPH_MUTUAL];
    for (int s = 0; s < plan.slots[LATIGRAPH_MUTUAL].size; s++) {
        CHECK_EQUAL(mutual->twin[mutual->twin[s]], s);
        CHECK_EQUAL(mutual->edge[mutual->twin[s]].from, mutual->edge[s].to);
        CHECK_EQUAL(mutual->edge[mutual->twin[s]].to, mutual->edge[s].from);
    }
    latigraph_circuit_destroy(surrogate);
    latigraph_state_destroy(&state);
    latigraph_plan_destroy(&plan);
}

static void test_parts(void) {
    for (int k = 0; k < 3; k++) {
        latigraph_circuit_t *circuit = random_circuit(NEURONS, (uint64_t)(20 + k), 1);
        test_part(circuit, "degrees");
        test_part(circuit, "degrees,reciprocity");
        test_part(circuit, "degrees,types");
        test_part(circuit, "degrees,reciprocity,types");
        test_part(circuit, "degrees,reciprocity,types=neuron");
        test_part(circuit, "degrees,reciprocity,distance");
        test_part(circuit, "degrees,reciprocity,types=neuron,distance");
        latigraph_circuit_destroy(circuit);
    }
}

/* Pairs that come and go at random are found in a table whose buckets are mostly full. */
static void test_full_buckets(void) {
    enum { N = 60, PROMISED = 100, PAIRS = 150 };
    latigraph_pair_states_t table, matrix;
    latigraph_stream_t stream;
    int pairs = 0;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_pair_states_init(&table, N, PROMISED, TRUE));
    CHECK_OK(latigraph_pair_states_init(&matrix, N, PROMISED, FALSE));
    for (int k = 0; k < 50000; k++) {
        const int i = (int)latigraph_stream_integer(&stream, N - 1) + 1;
        const int j = (int)latigraph_stream_integer(&stream, (uint32_t)i);
        const int before = latigraph_pair_get(&matrix, i, j);
        const int state = (int)latigraph_stream_integer(&stream, 4);
        CHECK_EQUAL(latigraph_pair_get(&table, i, j), before);
        if (before != 0 || pairs < PAIRS) {
            pairs += (state != 0) - (before != 0);
            latigraph_pair_set(&table, i, j, state);
            latigraph_pair_set(&matrix, i, j, state);
        }
    }
    CHECK(pairs > PAIRS / 2);
    latigraph_pair_states_destroy(&table);
    latigraph_pair_states_destroy(&matrix);
}

/* --- p-values --------------------------------------------------------------- */

/* A statistic without ties: the sum over edges of a number that is different for each pair. */
static double scatter(const latigraph_circuit_t *circuit) {
    double sum = 0;
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            sum += cos(17.3 * i * i + 31.7 * circuit->out_to[e]);
        }
    }
    return sum;
}

typedef struct {
    double observed;
    int above, below;
} ranking_t;

/* Number of surrogates of one p-value. */
enum { RANKED = 39 };

/* Returns whether p is at most 0.05 if no further surrogate comes; once it is not, it never is. */
static int is_surprising(const ranking_t *ranking) {
    const int least = ranking->above < ranking->below ? ranking->above : ranking->below;
    return 2 * (1 + least) <= 0.05 * (RANKED + 1);
}

static igraph_error_t rank_surrogate(latigraph_circuit_t *surrogate, void *data) {
    ranking_t *ranking = data;
    const double value = scatter(surrogate);
    latigraph_circuit_destroy(surrogate);
    ranking->above += value >= ranking->observed - 1e-9;
    ranking->below += value <= ranking->observed + 1e-9;
    return is_surprising(ranking) ? IGRAPH_SUCCESS : IGRAPH_STOP;
}

/* Share of p-values below 0.05 for circuits that are themselves draws of the chain. */
static double level(latigraph_surrogate_method_t method, double steps, int runs) {
    latigraph_circuit_t *start = random_circuit(16, 8, 0), *circuit;
    latigraph_surrogate_chain_t *chain;
    latigraph_surrogate_options_t options = options_for("degrees,reciprocity", RANKED);
    latigraph_surrogate_report_t report;
    int below = 0;
    options.method = method;
    options.steps = steps / start->m;
    options.steps_most = 1;
    CHECK_OK(latigraph_surrogate_chain_create(&chain, start, &options.keep, 3));
    for (int k = 0; k < runs; k++) {
        CHECK_OK(latigraph_surrogate_chain_run(chain, 10 * start->m));
        CHECK_OK(latigraph_surrogate_chain_circuit(chain, &circuit));
        ranking_t ranking = {.observed = scatter(circuit)};
        options.seed = (igraph_uint_t)k;
        CHECK_OK(latigraph_surrogates_each(circuit, &options, rank_surrogate, &ranking, &report));
        below += is_surprising(&ranking);
        latigraph_circuit_destroy(circuit);
    }
    latigraph_surrogate_chain_destroy(chain);
    latigraph_circuit_destroy(start);
    return (double)below / runs;
}

/* The error rate at 0.05 is at most 0.05 whatever the number of steps, even with one step between
 * surrogates; few steps make ties, and ties make it smaller. */
static void test_level(void) {
#ifdef TEST_SANITIZED
    enum { RUNS = 100 }; /* memory is checked, and the statistics in the other builds */
#else
    enum { RUNS = 1500 };
#endif
    static const double steps[] = {1, 10, 200};
    const double most = 0.05 + 3 * sqrt(0.05 * 0.95 / RUNS);
    for (int k = 0; k < 3; k++) {
        const double parallel = level(LATIGRAPH_SURROGATES_PARALLEL, steps[k], RUNS);
        const double serial = level(LATIGRAPH_SURROGATES_SERIAL, steps[k], RUNS);
        const double independent = level(LATIGRAPH_SURROGATES_INDEPENDENT, steps[k], RUNS);
        printf("error rate at 0.05, %g steps: parallel %.3f, serial %.3f, from the circuit %.3f\n",
               steps[k], parallel, serial, independent);
        CHECK(independent <= most);
        CHECK(parallel <= most);
        CHECK(serial <= most);
        CHECK(k < 2 || RUNS < 1000 || (parallel > 0.03 && serial > 0.03));
    }
}

/* Adds a rung of draws around a common hub, as runs from a hub are, and returns its p-value. */
static double sequential_p(latigraph_ladder_t *ladder, latigraph_stream_t *stream, int count,
                           double *compared) {
    const double hub = latigraph_stream_normal(stream);
    const igraph_integer_t rung = igraph_strvector_size(&ladder->rungs);
    igraph_matrix_t values;
    CHECK_OK(igraph_matrix_init(&values, count, 1));
    VECTOR(ladder->observed)[0] = hub + latigraph_stream_normal(stream);
    for (int k = 0; k < count; k++) {
        MATRIX(values, k, 0) = hub + latigraph_stream_normal(stream);
    }
    CHECK_OK(latigraph_ladder_add(ladder, "draws", &values, NULL));
    igraph_matrix_destroy(&values);
    *compared += MATRIX(ladder->defined, 0, rung);
    return MATRIX(ladder->p, 0, rung);
}

/* Sequential p-values hold their level at every rate, and stop early. */
static void test_sequential_level(void) {
    enum { RUNS = 4000, COUNT = 199, EXCEEDANCES = 10 };
    static const double rates[] = {0.01, 0.05, 0.2, 0.5};
    int below[4] = {0};
    double compared = 0;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, 0);
    for (int block = 0; block < RUNS / 100; block++) {
        latigraph_ladder_t ladder;
        CHECK_OK(latigraph_ladder_init(&ladder));
        ladder.exceedances = EXCEEDANCES;
        CHECK_OK(igraph_vector_push_back(&ladder.observed, 0));
        CHECK_OK(igraph_strvector_push_back(&ladder.properties, "draw"));
        for (int run = 0; run < 100; run++) {
            const double p = sequential_p(&ladder, &stream, COUNT, &compared);
            for (int r = 0; r < 4; r++) {
                below[r] += p <= rates[r] * (1 + 1e-12);
            }
        }
        latigraph_ladder_destroy(&ladder);
    }
    printf("sequential p-values: shares %.4f, %.4f, %.4f, %.4f below 0.01, 0.05, 0.2, 0.5, after "
           "%.0f of %d surrogates\n",
           (double)below[0] / RUNS, (double)below[1] / RUNS, (double)below[2] / RUNS,
           (double)below[3] / RUNS, compared / RUNS, COUNT);
    for (int r = 0; r < 4; r++) {
        const double share = (double)below[r] / RUNS;
        CHECK(share <= rates[r] + 3 * sqrt(rates[r] * (1 - rates[r]) / RUNS));
        CHECK(share >= 0.6 * rates[r]);
    }
    CHECK(compared < 0.6 * RUNS * COUNT);
}

/* A ladder with sequential p-values makes no more surrogates than it needs, and the same ones at
 * any number of threads. */
static void test_sequential_ladder(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 9, 0);
    latigraph_surrogate_options_t options = options_for("degrees", 300);
    latigraph_ladder_t ladders[3];
    igraph_strvector_t rungs;
    igraph_vector_int_t which;
    CHECK_OK(igraph_strvector_init(&rungs, 0));
    CHECK_OK(igraph_strvector_push_back(&rungs, "edges"));
    CHECK_OK(igraph_strvector_push_back(&rungs, "degrees"));
    CHECK_OK(igraph_vector_int_init(&which, 0));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("transitivity")));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("density")));
    options.steps = 5;
    options.steps_most = 50;
    options.exceedances = 10;
    CHECK_OK(latigraph_ladder_init(&ladders[0]));
    options.method = LATIGRAPH_SURROGATES_SERIAL;
    CHECK_FAILS(latigraph_ladder(&ladders[0], circuit, &rungs, &which, NULL, &options),
                IGRAPH_EINVAL, "parallel");
    options.method = LATIGRAPH_SURROGATES_PARALLEL;
    for (int k = 0; k < 3; k++) {
        if (k > 0) {
            CHECK_OK(latigraph_ladder_init(&ladders[k]));
        }
        options.threads = k == 1 ? 3 : 1;
        options.exceedances = k == 2 ? 0 : 10;
        CHECK_OK(latigraph_ladder(&ladders[k], circuit, &rungs, &which, NULL, &options));
    }
    /* Density is the same in all surrogates, and done after ten of them. */
    CHECK_NEAR(MATRIX(ladders[0].defined, 1, 1), 10, 0);
    CHECK_NEAR(MATRIX(ladders[0].p, 1, 1), 1, 0);
    for (int r = 0; r < 2; r++) {
        const double compared = MATRIX(ladders[0].defined, 0, r);
        CHECK(compared >= 20 && compared <= 300);
        CHECK_NEAR(MATRIX(ladders[1].defined, 0, r), compared, 0);
        CHECK_NEAR(MATRIX(ladders[1].p, 0, r), MATRIX(ladders[0].p, 0, r), 0);
        CHECK(compared == 300 || fabs(MATRIX(ladders[0].p, 0, r) - fmin(1, 20 / compared)) < 1e-12);
        CHECK_NEAR(MATRIX(ladders[2].defined, 0, r), 300, 0);
    }
    CHECK(MATRIX(ladders[0].defined, 0, 0) < 300 || MATRIX(ladders[0].defined, 0, 1) < 300);
    for (int k = 0; k < 3; k++) {
        latigraph_ladder_destroy(&ladders[k]);
    }
    igraph_vector_int_destroy(&which);
    igraph_strvector_destroy(&rungs);
    latigraph_circuit_destroy(circuit);
}

/* --- Weights ----------------------------------------------------------------- */

static double error_of(const latigraph_circuit_t *circuit, const char *keep,
                       latigraph_surrogate_weights_t weights, double *in_error, double *sum) {
    latigraph_surrogate_options_t options = options_for(keep, 3);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    options.weights = weights;
    options.steps = 20;
    options.steps_most = 100;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &report));
    const latigraph_circuit_t *surrogate = latigraph_circuit_list_get(&list, 2);
    *sum = 0;
    for (int e = 0; surrogate->weight != NULL && e < surrogate->m; e++) {
        *sum += pow(surrogate->weight[e], 3);
    }
    *in_error = report.in_strength_error;
    latigraph_circuit_list_destroy(&list);
    return report.out_strength_error;
}

static void test_weights(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 7, 1);
    double in[5], out[5], sum[5], cubes = 0;
    for (int e = 0; e < circuit->m; e++) {
        cubes += pow(circuit->weight[e], 3);
    }
    for (int k = 0; k < 5; k++) {
        out[k] = error_of(circuit, "degrees,reciprocity,types=neuron",
                          (latigraph_surrogate_weights_t)k, &in[k], &sum[k]);
    }
    for (int k = 0; k < 4; k++) { /* the same weights, in another order */
        CHECK_NEAR(sum[k], cubes, 1e-6 * cubes);
    }
    CHECK_NEAR(out[LATIGRAPH_SURROGATE_WEIGHTS_SENDER], 0, 1e-12);
    CHECK(in[LATIGRAPH_SURROGATE_WEIGHTS_SENDER] > 0.1);
    CHECK(out[LATIGRAPH_SURROGATE_WEIGHTS_GLOBAL] > 0.1);
    printf("errors of strengths, out and in: global %.3f %.3f, annealed %.3f %.3f\n",
           out[LATIGRAPH_SURROGATE_WEIGHTS_GLOBAL], in[LATIGRAPH_SURROGATE_WEIGHTS_GLOBAL],
           out[LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS], in[LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS]);
    CHECK(out[LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS] < 0.06);
    CHECK(in[LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS] < 0.06);
    CHECK(isnan(out[LATIGRAPH_SURROGATE_WEIGHTS_NONE]));
    CHECK(sum[LATIGRAPH_SURROGATE_WEIGHTS_NONE] == 0);
    latigraph_circuit_destroy(circuit);
}

/* --- The ladder --------------------------------------------------------------- */

static void test_ladder(void) {
    latigraph_circuit_t *circuit;
    latigraph_surrogate_options_t options = options_for("degrees", 39);
    int from[60], to[60];
    latigraph_ladder_t ladder;
    igraph_strvector_t rungs;
    igraph_vector_int_t which;
    for (int i = 0; i < 30; i++) { /* a ring of mutual pairs */
        from[2 * i] = to[2 * i + 1] = i;
        to[2 * i] = from[2 * i + 1] = (i + 1) % 30;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "ring", 30, 60, from, to, NULL));
    options.steps = 10;
    options.steps_most = 100;
    CHECK_OK(igraph_strvector_init(&rungs, 0));
    CHECK_OK(igraph_strvector_push_back(&rungs, "edges"));
    CHECK_OK(igraph_strvector_push_back(&rungs, "degrees,reciprocity"));
    CHECK_OK(igraph_vector_int_init(&which, 0));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("reciprocity")));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("density")));
    CHECK_OK(latigraph_ladder_init(&ladder));
    CHECK_OK(latigraph_ladder(&ladder, circuit, &rungs, &which, NULL, &options));
    /* Reciprocity is far from a random graph's, and kept by the second rung. */
    CHECK_NEAR(MATRIX(ladder.p, 0, 0), 2.0 / 40, 1e-12);
    CHECK_NEAR(MATRIX(ladder.p, 0, 1), 1, 1e-12);
    CHECK_NEAR(MATRIX(ladder.mean, 0, 1), VECTOR(ladder.observed)[0], 1e-12);
    CHECK_NEAR(MATRIX(ladder.explained, 0, 1), 1, 1e-12);
    CHECK(isnan(MATRIX(ladder.z, 0, 1)));
    CHECK_EQUAL(VECTOR(ladder.explains)[1], 0); /* density is the number of edges */
    /* Both p-values of the first rung are adjusted together: 2/40 · 2/1 and 1. */
    CHECK_NEAR(MATRIX(ladder.q, 0, 0), 0.1, 1e-12);
    CHECK_OK(latigraph_ladder_judge(&ladder, 0.2));
    CHECK_EQUAL(VECTOR(ladder.explains)[0], 1);
    CHECK_CONTAINS(igraph_strvector_get(&ladder.verdicts, 0), "explained by degrees,reciprocity");
    latigraph_ladder_destroy(&ladder);
    igraph_vector_int_destroy(&which);
    igraph_strvector_destroy(&rungs);
    latigraph_circuit_destroy(circuit);
}

/* --- Bad input ----------------------------------------------------------------- */

static void test_errors(void) {
    latigraph_circuit_t *circuit = random_circuit(12, 1, 0), *bare;
    latigraph_surrogate_options_t options = options_for("degrees", 2);
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    latigraph_constraints_t keep;
    const int from[2] = {0, 1}, to[2] = {1, 0};
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_create(&bare, "bare", 2, 2, from, to, NULL));
    CHECK_FAILS(latigraph_constraints_parse(&keep, "degrees,lengths"), IGRAPH_EINVAL, "lengths");
    options = options_for("types", 2);
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL,
                "together with degrees");
    options = options_for("degrees,types", 2);
    CHECK_FAILS(latigraph_surrogates(&list, bare, &options, &report), IGRAPH_EINVAL,
                "no categorical column");
    options = options_for("degrees,distance", 2);
    CHECK_FAILS(latigraph_surrogates(&list, bare, &options, &report), IGRAPH_EINVAL,
                "no positions");
    options = options_for("degrees", 2);
    options.weights = LATIGRAPH_SURROGATE_WEIGHTS_CLASS;
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL,
                "types or distances");
    options = options_for("degrees", 0);
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL, "got 0");
    /* Two neurons that are joined both ways: nothing can move. */
    options = options_for("degrees", 2);
    CHECK_OK(latigraph_surrogates(&list, bare, &options, &report));
    CHECK(report.frozen);
    CHECK_NEAR(report.in_place, 1, 0);
    CHECK_EQUAL(latigraph_circuit_list_size(&list), 2);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(bare);
    latigraph_circuit_destroy(circuit);
}

/* Series with known autocorrelation times: independent values, and an autoregression of 0.9. */
static void test_time(void) {
    enum { COUNT = 20000 };
    static double white[COUNT], red[COUNT];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, 0);
    for (int t = 0; t < COUNT; t++) {
        white[t] = latigraph_stream_normal(&stream);
        red[t] = t > 0 ? 0.9 * red[t - 1] + white[t] : white[t];
    }
    CHECK_NEAR(latigraph_autocorrelation_time(white, COUNT), 0.5, 0.05);
    CHECK_NEAR(latigraph_autocorrelation_time(red, COUNT), 0.5 + 0.9 / 0.1, 1.5);
    CHECK(isnan(latigraph_autocorrelation_time((double[]){1, 1, 1}, 3)));
}

int main(void) {
    test_init();
    test_kept();
    test_totals();
    test_threads();
    test_tables_of_pairs();
    test_parts();
    test_full_buckets();
    test_level();
    test_sequential_level();
    test_sequential_ladder();
    test_weights();
    test_ladder();
    test_errors();
    test_time();
    return 0;
}
