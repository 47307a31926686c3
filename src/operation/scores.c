/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The scores of reservoirs one by one: one graph in, one number out, so that each can serve as a
 * property. The list of scores makes one operation per entry; all of them have the same rows and
 * differ in their number alone. */

#include "operation/reservoir.h"

typedef struct {
    const latigraph_circuit_t *circuit;
    latigraph_reservoir_options_t options;
} request_t;

typedef struct {
    igraph_real_t value;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT("circuit", GRAPH, circuit, "The circuit: a directed graph.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTIONS_RESERVOIR(options),
    OUTPUT("value", REAL, value, "The score: mean over the draws.", .show = LATIGRAPH_SHOW_HEADLINE,
           .undefined = LATIGRAPH_NO_RADIUS),
};

static igraph_error_t score_circuit(request_t *request, int score, result_t *result) {
    /* A list that borrows the circuit, and is therefore not destroyed. */
    latigraph_circuit_t *item = (latigraph_circuit_t *)request->circuit;
    const latigraph_circuit_list_t circuits = {.items = &item, .size = 1, .capacity = 1};
    igraph_vector_int_t scores;
    igraph_matrix_t mean;
    IGRAPH_CHECK(latigraph_reservoir_options_settle(&request->options));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&scores, 1);
    IGRAPH_MATRIX_INIT_FINALLY(&mean, 0, 0);
    VECTOR(scores)[0] = score;
    IGRAPH_CHECK(latigraph_reservoir(&circuits, &request->options, &scores, &mean, NULL));
    result->value = MATRIX(mean, 0, 0);
    igraph_matrix_destroy(&mean);
    igraph_vector_int_destroy(&scores);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

#define SCORE(id, operation, title, unit_, definition, paper, why, less)                           \
    static igraph_error_t run_##operation(void *request, void *result,                             \
                                          latigraph_remarks_t *remarks) {                          \
        (void)remarks;                                                                             \
        return score_circuit(request, SCORE_##id, result);                                         \
    }                                                                                              \
    const latigraph_operation_t latigraph_operation_##operation = {                                \
        .name = #operation,                                                                        \
        .summary = definition,                                                                     \
        .doc = why " " paper ". The circuit is run as a reservoir; see the operation reservoir.",  \
        .flags = LATIGRAPH_LONG_RUNNING | LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_SPLIT_WORK,        \
        .arguments = arguments,                                                                    \
        .argument_count = G_N_ELEMENTS(arguments),                                                 \
        .run = run_##operation,                                                                    \
        .request_size = sizeof(request_t),                                                         \
        .result_size = sizeof(result_t),                                                           \
    };

LATIGRAPH_SCORES(SCORE)
