/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_CIRCUITS_H
#define LATIGRAPH_TEST_CIRCUITS_H

#include "base/random.h"
#include "circuit/circuit.h"
#include "model/model.h"
#include "test.h"

/* Random circuits for tests: neurons of two types in a box. Edges are more likely between near
 * neurons, from neurons of type "a", and back along an edge. Some positions and types are not
 * known. */

static inline double random_edge(const double *x, const double *y, int from_a, double density) {
    const double d2 = (x[0] - y[0]) * (x[0] - y[0]) + (x[1] - y[1]) * (x[1] - y[1]) +
                      (x[2] - y[2]) * (x[2] - y[2]);
    return density * (from_a ? 2 : 0.7) * (isfinite(d2) ? 2 * exp(-d2 / 8000) : 0.5);
}

static inline latigraph_circuit_t *random_circuit(int n, uint64_t index, int weights) {
    int *from = malloc(sizeof(int) * (size_t)n * (size_t)n),
        *to = malloc(sizeof(int) * (size_t)n * (size_t)n), m = 0;
    double *weight = malloc(sizeof(double) * (size_t)n * (size_t)n);
    char name[32];
    latigraph_circuit_t *circuit;
    latigraph_stream_t s;
    igraph_matrix_t position;
    igraph_strvector_t type;
    latigraph_stream_init(&s, 77, LATIGRAPH_STREAM_TEST, index);
    igraph_matrix_init(&position, n, 3);
    igraph_strvector_init(&type, n);
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < 3; d++) {
            MATRIX(position, i, d) = i == 3 ? NAN : 150 * latigraph_stream_uniform(&s);
        }
        igraph_strvector_set(&type, i, i % 11 == 7 ? "" : i % 3 == 0 ? "a" : "b");
    }
    const double density = 0.05 + 0.1 * latigraph_stream_uniform(&s);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double x[3] = {MATRIX(position, i, 0), MATRIX(position, i, 1),
                                 MATRIX(position, i, 2)};
            const double y[3] = {MATRIX(position, j, 0), MATRIX(position, j, 1),
                                 MATRIX(position, j, 2)};
            if (i != j && latigraph_stream_uniform(&s) < random_edge(x, y, i % 3 == 0, density)) {
                from[m] = i, to[m] = j;
                weight[m++] = (double)(1 + latigraph_stream_poisson(&s, 1.5));
            }
        }
    }
    snprintf(name, sizeof name, "random-%d", (int)index);
    CHECK_OK(latigraph_circuit_create(&circuit, name, n, m, from, to, weights ? weight : NULL));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &position, "um"));
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &type));
    circuit->axis = 1;
    igraph_matrix_destroy(&position);
    igraph_strvector_destroy(&type);
    free(from);
    free(to);
    free(weight);
    return circuit;
}

/* Makes `count` circuits of 20 to 34 neurons. */
static inline void random_circuits(latigraph_circuit_list_t *list, int count, uint64_t first,
                                   int weights) {
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int k = 0; k < count; k++) {
        const uint64_t index = first + (uint64_t)k;
        CHECK_OK(latigraph_circuit_list_push_back(
            list, random_circuit(20 + (int)(index % 15), index, weights)));
    }
}

/* Options of a fit that takes a moment, without statistics of closure. */
static inline latigraph_fit_options_t *quick_options(const char *steps) {
    latigraph_fit_options_t *options;
    CHECK_OK(latigraph_fit_options_create(&options));
    const char *const set[][2] = {{"steps", steps}, {"baseline-steps", "6"},
                                  {"batch", "6"},   {"hidden", "12"},
                                  {"code", "4"},    {"node-code", "2"},
                                  {"rank", "4"},    {"layers", "2"},
                                  {"seed", "3"},    {"node-data", "position,type"},
                                  {"closure", "0"}};
    for (size_t k = 0; k < sizeof set / sizeof *set; k++) {
        CHECK_OK(latigraph_fit_options_set(options, set[k][0], set[k][1]));
    }
    return options;
}

#endif
