/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_OPERATION_WORK_H
#define LATIGRAPH_TEST_OPERATION_WORK_H

#include "operation_test.h"

/* Operations as a user would call them: everything goes in and comes out through names. */

enum { CIRCUITS = 24 };

/* One argument of a call. */
typedef struct {
    const char *name;
    latigraph_value_t value;
} named_t;

static inline igraph_error_t call(const char *operation, named_t *arguments,
                                  igraph_integer_t count) {
    const char *names[32] = {NULL};
    latigraph_value_t values[32] = {{0}};
    for (igraph_integer_t i = 0; i < count; i++) {
        names[i] = arguments[i].name;
        values[i] = arguments[i].value;
    }
    const igraph_error_t code = latigraph_operation_call(operation, names, values, count);
    for (igraph_integer_t i = 0; i < count; i++) {
        arguments[i].value = values[i];
    }
    return code;
}
#define CALL(operation, arguments) call(operation, arguments, G_N_ELEMENTS(arguments))

/* A directed graph of n vertices on a disc that prefers near vertices, from its own generator. */
static inline void make_connectome(igraph_t *graph, int n) {
    igraph_rng_t rng;
    igraph_vector_int_t edges;
    igraph_vector_t x, y;
    CHECK_OK(igraph_rng_init(&rng, &igraph_rngtype_mt19937));
    CHECK_OK(igraph_rng_seed(&rng, 7));
    CHECK_OK(igraph_vector_int_init(&edges, 0));
    CHECK_OK(igraph_vector_init(&x, n));
    CHECK_OK(igraph_vector_init(&y, n));
    for (int i = 0; i < n; i++) {
        VECTOR(x)[i] = igraph_rng_get_unif(&rng, 0, 100);
        VECTOR(y)[i] = igraph_rng_get_unif(&rng, 0, 100);
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double distance = hypot(VECTOR(x)[i] - VECTOR(x)[j], VECTOR(y)[i] - VECTOR(y)[j]);
            if (i != j && igraph_rng_get_unif01(&rng) < 0.5 * exp(-distance / 30)) {
                CHECK_OK(igraph_vector_int_push_back(&edges, i));
                CHECK_OK(igraph_vector_int_push_back(&edges, j));
            }
        }
    }
    CHECK_OK(igraph_create(graph, &edges, n, IGRAPH_DIRECTED));
    CHECK_OK(igraph_cattribute_VAN_setv(graph, "x_um", &x));
    CHECK_OK(igraph_cattribute_VAN_setv(graph, "y_um", &y));
    CHECK_OK(igraph_cattribute_GAS_set(graph, "name", "disc"));
    igraph_vector_destroy(&y);
    igraph_vector_destroy(&x);
    igraph_vector_int_destroy(&edges);
    igraph_rng_destroy(&rng);
}

/* A list of one graph, which is copied. */
static inline void list_one(const igraph_t *graph, igraph_graph_list_t *list) {
    igraph_t copy;
    CHECK_OK(igraph_graph_list_init(list, 0));
    CHECK_OK(igraph_copy(&copy, graph));
    CHECK_OK(igraph_graph_list_push_back(list, &copy));
}

/* Circuits of the part of the connectome that meets the condition. */
static inline void sample(igraph_t *connectome, const char *condition, igraph_integer_t count,
                          igraph_graph_list_t *circuits) {
    const igraph_real_t range[] = {15, 25};
    igraph_graph_list_t connectomes;
    igraph_vector_t size;
    CHECK_OK(igraph_vector_init_array(&size, range, 2));
    list_one(connectome, &connectomes);
    named_t arguments[] = {{"connectomes", {.graph_list = &connectomes}},
                           {"select", {.string = condition}},
                           {"size", {.vector = &size}},
                           {"count", {.integer = count}},
                           {"seed", {.integer = 3}},
                           {"circuits", {.graph_list = circuits}}};
    CHECK_OK(CALL("sample", arguments));
    igraph_graph_list_destroy(&connectomes);
    igraph_vector_destroy(&size);
    REQUIRE(igraph_graph_list_size(circuits) == count);
    for (igraph_integer_t i = 0; i < count; i++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(circuits, i);
        CHECK(igraph_vcount(graph) >= 15 && igraph_vcount(graph) <= 25);
        CHECK(igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_VERTEX, "x_um"));
    }
}

static inline void *fit(igraph_graph_list_t *circuits, igraph_graph_list_t *validation) {
    static const char *const pairs[] = {
        "steps=30", "baseline-steps=10", "hidden=16", "code=4", "layers=1", "rank=4", "closure=0"};
    igraph_strvector_t options;
    CHECK_OK(igraph_strvector_init(&options, 0));
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        CHECK_OK(igraph_strvector_push_back(&options, pairs[i]));
    }
    named_t arguments[] = {{"circuits", {.graph_list = circuits}},
                           {"validation", {.graph_list = validation}},
                           {"options", {.string_list = &options}},
                           {"seed", {.integer = 1}},
                           {"model", {.model = NULL}},
                           {"card", {.string = "{\"licence\": \"CC0\"}"}}};
    named_t again[G_N_ELEMENTS(arguments)];
    CHECK_OK(CALL("fit", arguments));
    memcpy(again, arguments, sizeof again);
    again[5].value.string = "{\"colour\": \"red\"}";
    CHECK_FAILS(CALL("fit", again), IGRAPH_EINVAL, "colour");
    CHECK_OK(igraph_strvector_set(&options, 0, "steps"));
    again[5].value.string = NULL; /* left out */
    CHECK_FAILS(CALL("fit", again), IGRAPH_EINVAL, "\"steps\"");
    igraph_strvector_destroy(&options);
    return arguments[4].value.model;
}

#endif
