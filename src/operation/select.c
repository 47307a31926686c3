/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation select: the part of a connectome whose neurons meet a condition. Conditions are
 * read by circuit/select.c. */

#include "operation/rows.h"

typedef struct {
    const latigraph_circuit_t *connectome;
    const char *condition;
} request_t;

typedef struct {
    latigraph_circuit_t *selected;
    igraph_integer_t neurons, edges;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT("connectome", GRAPH, connectome, "A directed graph with node data as vertex attributes.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    INPUT(
        "condition", STRING, condition,
        "Tests like x_um<750 or side=left, joined by \",\" or \"&\" (and) and by \"|\" (or). name "
        "is the name of a neuron; hash is a number in [0, 1) made of the name, the same in every "
        "run.",
        .metavar = "EXPR"),
    OUTPUT("selected", GRAPH, selected, "The graph on the neurons that meet the condition."),
    OUTPUT("neurons", INTEGER, neurons, "Number of neurons that meet the condition.",
           .show = LATIGRAPH_SHOW_HEADLINE),
    OUTPUT("edges", INTEGER, edges, "Number of edges between them.",
           .show = LATIGRAPH_SHOW_HEADLINE),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    (void)remarks;
    IGRAPH_CHECK(
        latigraph_circuit_select(&result->selected, request->connectome, request->condition));
    result->neurons = latigraph_circuit_vcount(result->selected);
    result->edges = latigraph_circuit_ecount(result->selected);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_select = {
    .name = "select",
    .summary = "Takes the part of a connectome whose neurons meet a condition.",
    .doc =
        "Parts with exclusive conditions share no neuron, so cut training, validation and test "
        "circuits each from a part of its own. Time complexity: O(n t + m) for n neurons, m edges "
        "and t tests.",
    .example = "latigraph select connectome.graphml --condition 'x_um<700' -o left.graphml",
    OPERATION_STRUCTS(arguments, run),
};
