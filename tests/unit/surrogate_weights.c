/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Whole weights with exact strengths: on random circuits, on edges whose weights are known by
 * enumeration, and bad input. */
#include "surrogate/surrogates.h"

#include "circuits.h"

enum { NEURONS = 40 };

static latigraph_surrogate_options_t exact_options(void) {
    latigraph_surrogate_options_t options;
    latigraph_surrogate_options_init(&options);
    options.weights = LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT;
    options.count = 3;
    options.seed = 4;
    options.steps = 20;
    options.steps_most = 100;
    return options;
}

static void add_strengths(int m, const int *from, const int *to, const double *weight, int sign,
                          double *out, double *in) {
    for (int k = 0; k < m; k++) {
        CHECK(weight[k] >= 1 && weight[k] == floor(weight[k]));
        out[from[k]] += sign * weight[k];
        in[to[k]] += sign * weight[k];
    }
}

/* On the edges of the circuit itself, strengths can be met from any weights, and are. */
static void test_own_edges(void) {
    int others = 0;
    for (int k = 0; k < 20; k++) {
        latigraph_circuit_t *circuit = random_circuit(NEURONS, (uint64_t)k, 1);
        int from[NEURONS * NEURONS];
        double weight[NEURONS * NEURONS], out[NEURONS] = {0}, in[NEURONS] = {0};
        for (int i = 0; i < NEURONS; i++) {
            for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
                from[e] = i;
                weight[e] = circuit->weight[circuit->m - 1 - e];
            }
        }
        CHECK_OK(latigraph_weights_exact(circuit, 2, (guint64)k, from, circuit->out_to, weight));
        add_strengths(circuit->m, from, circuit->out_to, weight, 1, out, in);
        add_strengths(circuit->m, from, circuit->out_to, circuit->weight, -1, out, in);
        for (int i = 0; i < NEURONS; i++) {
            CHECK_EQUAL(out[i], 0);
            CHECK_EQUAL(in[i], 0);
        }
        others += memcmp(weight, circuit->weight, (size_t)circuit->m * sizeof *weight) != 0;
        latigraph_circuit_destroy(circuit);
    }
    CHECK(others > 10); /* sparse edges may allow no other weights */
}

/* Rewired edges of a small circuit may not allow all strengths; the report says how far they are
 * off. Annealing changes no weight. */
static void test_errors_of_rewired(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 1, 1);
    latigraph_surrogate_options_t options = exact_options();
    latigraph_surrogate_report_t exact, annealed;
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &exact));
    options.weights = LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS;
    CHECK_OK(latigraph_surrogates(&list, circuit, &options, &annealed));
    printf("errors of strengths: exact %.3f %.3f, annealed %.3f %.3f; distance of weights %.3f\n",
           exact.out_strength_error, exact.in_strength_error, annealed.out_strength_error,
           annealed.in_strength_error, exact.weight_distance);
    CHECK(exact.out_strength_error < 0.1 && exact.in_strength_error < 0.1);
    CHECK(exact.weight_distance > 0 && exact.weight_distance < 0.1);
    CHECK_EQUAL(annealed.weight_distance, 0);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

/* Two senders, two receivers, strengths 5: the weights are x, 5 − x, 5 − x, x. Twos and threes are
 * as frequent in the circuit, so that x is 2 or 3 with nearly the same probability, and seldom 1 or
 * 4. */
static void test_law(void) {
    enum { DRAWS = 2000 };
    const int from[4] = {0, 0, 1, 1}, to[4] = {2, 3, 2, 3};
    const double start[4] = {3, 2, 2, 3};
    int count[6] = {0};
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_create(&circuit, "square", 4, 4, from, to, start));
    for (int k = 0; k < DRAWS; k++) {
        double weight[4] = {1, 1, 4, 4}; /* other strengths, to be put right */
        CHECK_OK(latigraph_weights_exact(circuit, 1, (guint64)k, from, to, weight));
        CHECK_EQUAL(weight[0] + weight[1], 5);
        CHECK_EQUAL(weight[0], weight[3]);
        CHECK_EQUAL(weight[1], weight[2]);
        count[(int)weight[0]]++;
    }
    CHECK_NEAR(count[2], DRAWS / 2.0, 4 * sqrt(DRAWS) / 2);
    CHECK(count[1] + count[4] < DRAWS / 100);
    latigraph_circuit_destroy(circuit);
}

static void test_errors(void) {
    const int from[3] = {0, 1, 2}, to[3] = {1, 2, 0};
    const double weight[3] = {1, 1.5, 2};
    latigraph_surrogate_options_t options = exact_options();
    latigraph_surrogate_report_t report;
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_create(&circuit, "halves", 3, 3, from, to, weight));
    CHECK_FAILS(latigraph_surrogates(&list, circuit, &options, &report), IGRAPH_EINVAL, "1.5");
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    test_init();
    test_own_edges();
    test_errors_of_rewired();
    test_law();
    test_errors();
    return 0;
}
