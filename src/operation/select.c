/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

enum { CONNECTOME, CONDITION, SELECTED, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CONNECTOME] = {.name = "connectome",
                    .type = LATIGRAPH_TYPE_GRAPH,
                    .doc = "A directed graph with node data as vertex attributes."},
    [CONDITION] = {.name = "condition",
                   .type = LATIGRAPH_TYPE_STRING,
                   .doc = "Tests like x_um<750 or side=left, joined by \",\" or \"&\" (and) and by "
                          "\"|\" (or). name is the name of a neuron, hash a number in [0, 1) made "
                          "of it, the same in every run."},
    [SELECTED] = {.name = "selected",
                  .type = LATIGRAPH_TYPE_GRAPH,
                  .direction = LATIGRAPH_OUT,
                  .doc = "The graph on the neurons that meet the condition."},
};

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_t *connectome, *selected;
    IGRAPH_CHECK(latigraph_circuit_of(&connectome, values[CONNECTOME].graph));
    IGRAPH_FINALLY(latigraph_circuit_destroy, connectome);
    IGRAPH_CHECK(latigraph_circuit_select(&selected, connectome, values[CONDITION].string));
    IGRAPH_FINALLY(latigraph_circuit_destroy, selected);
    if (given[SELECTED]) {
        IGRAPH_CHECK(latigraph_circuit_to_graph(selected, values[SELECTED].graph));
    }
    latigraph_circuit_destroy(selected);
    latigraph_circuit_destroy(connectome);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_select = {
    .name = "select",
    .summary = "Takes the part of a connectome whose neurons meet a condition.",
    .doc = "Parts with exclusive conditions share no neuron: cut training, validation and test "
           "circuits each from its own part. Time complexity: O(n t + m) for t tests.",
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
