/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_TEST_H
#define LATIGRAPH_MEASURE_TEST_H

/* Circuits made by hand and at random, and their properties. */

#include "base/random.h"
#include "circuit/circuit.h"
#include "test.h"

#include <latigraph/measure.h>

static inline latigraph_circuit_t *circuit_of(int n, int m, const int (*edge)[2]) {
    latigraph_circuit_t *circuit;
    int from[64], to[64];
    for (int e = 0; e < m; e++) {
        from[e] = edge[e][0];
        to[e] = edge[e][1];
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "by hand", n, m, from, to, NULL));
    return circuit;
}

/* Creates a circuit in which each ordered pair is an edge with probability p. */
static inline latigraph_circuit_t *random_circuit(latigraph_stream_t *stream, int n, double p) {
    latigraph_circuit_t *circuit;
    int *from = g_new(int, n *n + 1), *to = g_new(int, n *n + 1), m = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && latigraph_stream_uniform(stream) < p) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "random", n, m, from, to, NULL));
    g_free(from);
    g_free(to);
    return circuit;
}

/* Measures a list of one circuit. */
static inline void measure_list(const latigraph_circuit_list_t *list, double *value) {
    igraph_matrix_t values;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(latigraph_properties(list, &values));
    REQUIRE(igraph_matrix_nrow(&values) == 1);
    REQUIRE(igraph_matrix_ncol(&values) == latigraph_property_count());
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        value[i] = MATRIX(values, 0, i);
    }
    igraph_matrix_destroy(&values);
}

/* Measures one circuit and destroys it. */
static inline void measure(latigraph_circuit_t *circuit, double *value) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    measure_list(&list, value);
    latigraph_circuit_list_destroy(&list);
}

enum { MOST = 80 };

typedef struct {
    const char *property;
    double value; /* NaN: undefined */
} expected_t;

static inline void check_values(const char *name, latigraph_circuit_t *circuit,
                                const expected_t *expected) {
    double value[MOST];
    measure(circuit, value);
    for (; expected->property != NULL; expected++) {
        const igraph_integer_t i = latigraph_property_find(expected->property);
        REQUIRE(i >= 0);
        if (isnan(expected->value) ? !isnan(value[i])
                                   : !(fabs(value[i] - expected->value) < 1e-9)) {
            FAIL("%s: %s is %.12g, expected %.12g", name, expected->property, value[i],
                 expected->value);
        }
    }
}

#define VALUES(...)                                                                                \
    (const expected_t[]) {                                                                         \
        __VA_ARGS__, {                                                                             \
            NULL, 0                                                                                \
        }                                                                                          \
    }

#endif
