/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/latent.h>

enum { MODEL, CIRCUIT, PROBABILITIES, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [CIRCUIT] = {.name = "circuit",
                 .type = LATIGRAPH_TYPE_GRAPH,
                 .doc = "A directed graph of n vertices with node data as vertex attributes."},
    [PROBABILITIES] = {.name = "probabilities",
                       .type = LATIGRAPH_TYPE_MATRIX,
                       .direction = LATIGRAPH_OUT,
                       .doc = "n × n: probability of an edge from row to column; 0 on the "
                              "diagonal."},
};

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_t *circuit;
    if (!given[PROBABILITIES]) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_circuit_of(&circuit, values[CIRCUIT].graph));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_decode(values[MODEL].model, circuit, values[PROBABILITIES].matrix));
    latigraph_circuit_destroy(circuit);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_decode = {
    .name = "decode",
    .summary = "Finds the edge probabilities of a circuit at its code.",
    .doc = "The circuit is encoded and decoded again, at the posterior means. Time complexity: "
           "O(n² r + (n + m) h²), rank r and hidden width h.",
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
