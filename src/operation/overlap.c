/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

enum { FIRST, SECOND, NEURONS_FIRST, NEURONS_SECOND, SHARED, CIRCUITS_SECOND, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [FIRST] = {.name = "first", .type = LATIGRAPH_TYPE_GRAPH_LIST, .doc = "Circuits."},
    [SECOND] = {.name = "second", .type = LATIGRAPH_TYPE_GRAPH_LIST, .doc = "Other circuits."},
    [NEURONS_FIRST] = {.name = "neurons_first",
                       .type = LATIGRAPH_TYPE_INTEGER,
                       .direction = LATIGRAPH_OUT,
                       .doc = "Distinct neurons of the first list."},
    [NEURONS_SECOND] = {.name = "neurons_second",
                        .type = LATIGRAPH_TYPE_INTEGER,
                        .direction = LATIGRAPH_OUT,
                        .doc = "Distinct neurons of the second list."},
    [SHARED] = {.name = "shared",
                .type = LATIGRAPH_TYPE_INTEGER,
                .direction = LATIGRAPH_OUT,
                .doc = "Neurons in both."},
    [CIRCUITS_SECOND] = {.name = "circuits_second",
                         .type = LATIGRAPH_TYPE_INTEGER,
                         .direction = LATIGRAPH_OUT,
                         .doc = "Circuits of the second list with a shared neuron."},
};

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_list_t first, second;
    latigraph_overlap_t overlap;
    (void)given;
    IGRAPH_CHECK(latigraph_circuits_of(&first, values[FIRST].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &first);
    IGRAPH_CHECK(latigraph_circuits_of(&second, values[SECOND].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &second);
    IGRAPH_CHECK(latigraph_circuit_list_overlap(&first, &second, &overlap));
    values[NEURONS_FIRST].integer = overlap.neurons_first;
    values[NEURONS_SECOND].integer = overlap.neurons_second;
    values[SHARED].integer = overlap.shared;
    values[CIRCUITS_SECOND].integer = overlap.circuits_second;
    latigraph_circuit_list_destroy(&second);
    latigraph_circuit_list_destroy(&first);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_overlap = {
    .name = "overlap",
    .summary = "Counts the neurons that two sets of circuits have in common.",
    .doc = "Neurons are the same if connectome and name are. A graph without names shares neurons "
           "with equal graphs only. Time complexity: linear in the number of neurons.",
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
