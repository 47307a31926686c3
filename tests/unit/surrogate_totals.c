/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Surrogates that keep quantities in expectation: means over 200 graphs of the edges by pair of
 * types and by bin of length, one-way and mutual, and of degrees, against those of the circuit; and
 * how often each pair is connected, against the law. */
#include "surrogate/surrogates.h"
#include "surrogate/totals.h"

#include "circuits.h"
#include "sanitized.h"

#ifdef TEST_SANITIZED
enum { NEURONS = 24, GRAPHS = 20, DRAWS = 200 }; /* the fit takes most of the time */
#else
enum { NEURONS = 60, GRAPHS = 200, DRAWS = 1500 };
#endif

/* Types are unknown, a or b; lengths are in bins of 20 µm, and the last bin is of unknown ones. */
enum { TYPES = 3, BINS = 12, MOST = 2 * TYPES * TYPES + 2 * (BINS + 1) + 3 * NEURONS };

static int bin_of(const latigraph_circuit_t *circuit, int i, int j, const float *bound, int bins) {
    const double l = latigraph_circuit_distance(circuit, i, j);
    int bin = 0;
    if (isnan(l)) {
        return BINS;
    }
    while (bin < bins - 1 && l * l > bound[bin]) {
        bin++;
    }
    return bin;
}

/* Counts one-way and mutual edges by types and by length, and the degrees of each neuron. */
static void count(const latigraph_circuit_t *neurons, const latigraph_circuit_t *edges,
                  const latigraph_plan_t *plan, double counts[MOST]) {
    const int *type = latigraph_circuit_column(neurons, "type")->level;
    memset(counts, 0, MOST * sizeof *counts);
    for (int i = 0; i < edges->n; i++) {
        for (int e = edges->out_start[i]; e < edges->out_start[i + 1]; e++) {
            const int j = edges->out_to[e];
            const int mutual = plan->keep.reciprocity && latigraph_circuit_has_edge(edges, j, i);
            const int bin = bin_of(neurons, i, j, plan->bound, plan->bins);
            double *by_type = counts + mutual * TYPES * TYPES;
            double *by_length = counts + 2 * TYPES * TYPES + mutual * (BINS + 1);
            double *degree = counts + 2 * TYPES * TYPES + 2 * (BINS + 1);
            by_type[(type[i] + 1) * TYPES + type[j] + 1] += plan->types > 1;
            by_length[bin] += plan->position != NULL;
            degree[mutual ? 2 * NEURONS + i : i]++;
            if (!mutual) {
                degree[NEURONS + j]++;
            }
        }
    }
}

typedef struct {
    const latigraph_circuit_t *circuit;
    const latigraph_plan_t *plan;
    double sum[MOST], square[MOST], edges;
} means_t;

static igraph_error_t add(latigraph_circuit_t *surrogate, void *data) {
    means_t *means = data;
    double counts[MOST];
    count(means->circuit, surrogate, means->plan, counts);
    for (int k = 0; k < MOST; k++) {
        means->sum[k] += counts[k] / GRAPHS;
        means->square[k] += counts[k] * counts[k] / GRAPHS;
    }
    means->edges += (double)surrogate->m / GRAPHS;
    latigraph_circuit_destroy(surrogate);
    return IGRAPH_SUCCESS;
}

static void test_means(const char *what) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 3, 0);
    latigraph_surrogate_options_t options;
    latigraph_surrogate_report_t report;
    latigraph_plan_t plan;
    static means_t means;
    double wanted[MOST], squares = 0;
    int tested = 0;
    latigraph_surrogate_options_init(&options);
    CHECK_OK(latigraph_constraints_parse(&options.keep, what));
    options.method = LATIGRAPH_SURROGATES_EXPECTED;
    options.count = GRAPHS;
    options.seed = 3;
    options.keep.bins = 6;
    CHECK_OK(latigraph_plan_init(&plan, circuit, &options.keep));
    means = (means_t){.circuit = circuit, .plan = &plan};
    CHECK_OK(latigraph_surrogates_each(circuit, &options, add, &means, &report));
    count(circuit, circuit, &plan, wanted);
    for (int k = 0; k < MOST; k++) {
        const double variance = fmax(means.square[k] - means.sum[k] * means.sum[k], 0.25);
        const double z = (means.sum[k] - wanted[k]) / sqrt(variance / GRAPHS);
        CHECK(wanted[k] > 0 || means.sum[k] == 0);
        if (k < MOST - 3 * NEURONS) {
            CHECK(fabs(z) < 4);
        }
        tested += wanted[k] > 0;
        squares += wanted[k] > 0 ? z * z : 0;
    }
    printf("%s: %d quantities, root mean square of z %.2f, %.1f edges of %d\n", what, tested,
           sqrt(squares / tested), means.edges, circuit->m);
    CHECK(sqrt(squares / tested) < 1.6);
    CHECK_EQUAL(report.has_mixed, 1);
    CHECK(report.in_place > 0 && report.in_place < 0.8);
    CHECK(isnan(report.time) && isnan(report.out_strength_error) && isnan(report.weight_distance));
    latigraph_plan_destroy(&plan);
    latigraph_circuit_destroy(circuit);
}

/* Every pair of neurons is connected as often as the law says, in each of its ways. */
static void test_law(const char *what) {
    enum { WAYS = 3 };
    static double drawn[NEURONS][NEURONS][WAYS];
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 3, 0);
    latigraph_constraints_t keep;
    latigraph_totals_t totals;
    igraph_vector_int_t from, to;
    double squares = 0;
    int tested = 0;
    latigraph_constraints_init(&keep);
    keep.reciprocity = false;
    CHECK_OK(latigraph_constraints_parse(&keep, what));
    CHECK_OK(latigraph_totals_init(&totals, circuit, &keep, 5));
    CHECK_OK(igraph_vector_int_init(&from, 0));
    CHECK_OK(igraph_vector_int_init(&to, 0));
    memset(drawn, 0, sizeof drawn);
    for (int k = 0; k < DRAWS; k++) {
        static int edge[NEURONS][NEURONS];
        igraph_vector_int_clear(&from);
        igraph_vector_int_clear(&to);
        memset(edge, 0, sizeof edge);
        CHECK_OK(latigraph_totals_draw(&totals, 7, (guint64)k, &from, &to));
        for (igraph_integer_t e = 0; e < igraph_vector_int_size(&from); e++) {
            const int i = totals.plan.place[VECTOR(from)[e]];
            edge[i][totals.plan.place[VECTOR(to)[e]]]++;
        }
        for (int i = 0; i < NEURONS; i++) {
            for (int j = 0; j < NEURONS; j++) {
                CHECK(edge[i][j] <= (i != j));
                drawn[i][j][0] += edge[i][j];
                drawn[i][j][1] += edge[i][j] * !edge[j][i];
                drawn[i][j][2] += edge[i][j] * edge[j][i];
            }
        }
    }
    for (int i = 0; i < NEURONS; i++) {
        for (int j = 0; j < NEURONS; j++) {
            latigraph_totals_terms_t terms;
            if (i == j) {
                continue;
            }
            latigraph_totals_set_terms(&totals, i, j, latigraph_pair_class(&totals.plan, i, j),
                                       &terms);
            const double odds = 1 + terms.to + terms.from + terms.mutual;
            const double share[WAYS] = {terms.to / odds, terms.to / odds, terms.mutual / odds};
            for (int way = totals.independent ? 0 : 1; way < (totals.independent ? 1 : 3); way++) {
                const double mean = DRAWS * share[way], variance = mean * (1 - share[way]);
                if (variance > 5) {
                    squares += pow(drawn[i][j][way] - mean, 2) / variance;
                    tested++;
                }
            }
        }
    }
    printf("%s: %d shares of pairs, chi-square %.0f\n", what, tested, squares);
    CHECK(tested > NEURONS);
    CHECK(fabs(squares - tested) < 5 * sqrt(4.0 * tested)); /* a mutual pair is counted twice */
    igraph_vector_int_destroy(&to);
    igraph_vector_int_destroy(&from);
    latigraph_totals_destroy(&totals);
    latigraph_circuit_destroy(circuit);
}

/* What has no expectation in this law is refused. */
static void test_refused(void) {
    static const char *const words[] = {"edges", "dyads", "degrees,types=neuron",
                                        "degrees,triangles"};
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 3, 0);
    for (int k = 0; k < 4; k++) {
        latigraph_surrogate_options_t options;
        latigraph_surrogate_report_t report;
        latigraph_circuit_list_t list;
        latigraph_surrogate_options_init(&options);
        CHECK_OK(latigraph_constraints_parse(&options.keep, words[k]));
        options.method = LATIGRAPH_SURROGATES_EXPECTED;
        CHECK_OK(latigraph_circuit_list_init(&list));
        CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL,
                    "In expectation");
        latigraph_circuit_list_destroy(&list);
    }
    latigraph_circuit_destroy(circuit);
}

/* More classes of pairs than tables can have are refused, and not numbered wrongly. */
static void test_many_classes(void) {
    enum { TYPES_OF_MANY = 10001 };
    const int from[1] = {0}, to[1] = {1};
    latigraph_surrogate_options_t options;
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    igraph_strvector_t types;
    CHECK_OK(latigraph_circuit_create(&circuit, "many", TYPES_OF_MANY, 1, from, to, NULL));
    CHECK_OK(igraph_strvector_init(&types, TYPES_OF_MANY));
    for (int i = 0; i < TYPES_OF_MANY; i++) {
        char name[16];
        snprintf(name, sizeof name, "t%d", i);
        CHECK_OK(igraph_strvector_set(&types, i, name));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    latigraph_surrogate_options_init(&options);
    CHECK_OK(latigraph_constraints_parse(&options.keep, "degrees,types"));
    options.method = LATIGRAPH_SURROGATES_EXPECTED;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL, "classes");
    latigraph_circuit_list_destroy(&list);
    igraph_strvector_destroy(&types);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    test_init();
    test_means("degrees,types");
    test_means("degrees,reciprocity,types,distance");
    test_law("degrees,types,distance");
    test_law("degrees,reciprocity,distance");
    test_refused();
    test_many_classes();
    return 0;
}
