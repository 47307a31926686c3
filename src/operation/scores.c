/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/reservoir.h"

/* The scores of reservoirs one by one: one graph in, one number out, so that each can serve as a
 * property. */

enum { CIRCUIT, VALUE = RESERVOIR_NEXT, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CIRCUIT] = {.name = "circuit",
                 .type = LATIGRAPH_TYPE_GRAPH,
                 .doc = "The circuit: a directed graph."},
    LATIGRAPH_ARGUMENTS_RESERVOIR,
    [VALUE] = {.name = "value",
               .type = LATIGRAPH_TYPE_REAL,
               .direction = LATIGRAPH_OUT,
               .doc = "The score, mean over the seeds; NaN for a circuit without cycles that is to "
                      "be scaled to a spectral radius."},
};

static igraph_error_t run(const latigraph_circuit_list_t *circuits, int score,
                          latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_reservoir_options_t options;
    igraph_vector_int_t scores;
    igraph_matrix_t mean;
    latigraph_reservoir_options_of(&options, values, given);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&scores, 1);
    IGRAPH_MATRIX_INIT_FINALLY(&mean, 0, 0);
    VECTOR(scores)[0] = score;
    IGRAPH_CHECK(latigraph_reservoir(circuits, &options, &scores, &mean, NULL));
    values[VALUE].real = MATRIX(mean, 0, 0);
    igraph_matrix_destroy(&mean);
    igraph_vector_int_destroy(&scores);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(int score, latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_list_t circuits;
    latigraph_circuit_t *circuit;
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_circuit_of(&circuit, values[CIRCUIT].graph));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(&circuits, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(run(&circuits, score, values, given));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

#define OPERATION(id, operation, title, unit, definition, paper, why, less)                        \
    static igraph_error_t invoke_##operation(latigraph_value_t *values,                            \
                                             const igraph_bool_t *given) {                         \
        return invoke(SCORE_##id, values, given);                                                  \
    }                                                                                              \
    const latigraph_operation_t latigraph_operation_##operation = {                                \
        .name = #operation,                                                                        \
        .summary = definition,                                                                     \
        .doc = why " " paper ". The circuit is run as a reservoir; see the operation reservoir.",  \
        .flags = LATIGRAPH_LONG_RUNNING | LATIGRAPH_USES_RANDOMNESS,                               \
        .arguments = arguments,                                                                    \
        .argument_count = ARGUMENTS,                                                               \
        .invoke = invoke_##operation,                                                              \
    };

LATIGRAPH_SCORES(OPERATION)
