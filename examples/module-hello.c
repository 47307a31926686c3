/* latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later */
/* A module to copy: an operation, and a property that is measured like those of the table.
 *
 *     cc -shared -fPIC module-hello.c -o hello.so $(pkg-config --cflags latigraph igraph)
 *     LATIGRAPH_MODULE_PATH=hello.so latigraph properties CIRCUITS --property wedge_ratio */
#include <latigraph/operation.h>

/* An operation: a graph in, a vector out; `given` tells whether the vector is wanted. */
static const latigraph_argument_t wedges_arguments[] = {
    LATIGRAPH_INPUT("graph", GRAPH, "A directed graph."),
    LATIGRAPH_OUTPUT("wedges", VECTOR, "Pairs of edges that meet at each vertex.")};

static igraph_error_t count(const igraph_t *graph, igraph_neimode_t mode, igraph_vector_t *pairs) {
    IGRAPH_CHECK(igraph_strength(graph, pairs, igraph_vss_all(), mode, IGRAPH_NO_LOOPS, NULL));
    for (igraph_integer_t i = 0; i < igraph_vector_size(pairs); i++) {
        VECTOR(*pairs)[i] *= (VECTOR(*pairs)[i] - 1) / 2;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t wedges(latigraph_value_t *values, const igraph_bool_t *given) {
    return given[1] ? count(values[0].graph, IGRAPH_IN, values[1].vector) : IGRAPH_SUCCESS;
}

/* A property: one graph in, one number out, NaN where it is not defined (here 0 / 0). */
static const latigraph_argument_t ratio_arguments[] = {
    LATIGRAPH_INPUT("graph", GRAPH, "A directed graph."),
    LATIGRAPH_OUTPUT("ratio", REAL, "From 0, where no edges meet, to 1, where none part.")};

static igraph_error_t wedge_ratio(latigraph_value_t *values, const igraph_bool_t *given) {
    igraph_vector_t pairs;
    (void)given;
    IGRAPH_VECTOR_INIT_FINALLY(&pairs, 0);
    IGRAPH_CHECK(count(values[0].graph, IGRAPH_IN, &pairs));
    const igraph_real_t meet = igraph_vector_sum(&pairs);
    IGRAPH_CHECK(count(values[0].graph, IGRAPH_OUT, &pairs));
    values[1].real = meet / (meet + igraph_vector_sum(&pairs));
    igraph_vector_destroy(&pairs);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static const latigraph_operation_t wedges_operation = {
    .name = "wedges",
    .summary = "Counts pairs of edges that meet.",
    .arguments = wedges_arguments,
    .argument_count = 2,
    .invoke = wedges,
};
static const latigraph_operation_t ratio_operation = {
    .name = "wedge_ratio",
    .summary = "Share of pairs that meet, not part.",
    .arguments = ratio_arguments,
    .argument_count = 2,
    .invoke = wedge_ratio,
};

static const latigraph_operation_t *const operations[] = {&wedges_operation, &ratio_operation};
static const latigraph_module_t module = {
    LATIGRAPH_MODULE_BUILT_WITH,    .name = "hello",          .version = "1",
    .summary = "A module to copy.", .operations = operations, .operation_count = 2};
LATIGRAPH_MODULE_DEFINE(module)
