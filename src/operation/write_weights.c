/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/reservoir.h"

enum { CIRCUIT, PATH = RESERVOIR_NEXT, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CIRCUIT] = {.name = "circuit",
                 .type = LATIGRAPH_TYPE_GRAPH,
                 .doc = "The circuit: a directed graph."},
    LATIGRAPH_ARGUMENTS_RESERVOIR,
    [PATH] = {.name = "path",
              .type = LATIGRAPH_TYPE_STRING,
              .doc = "A file that ends in .safetensors, or a folder for weight.npy and tables of "
                     "node data."},
};

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_reservoir_options_t options;
    latigraph_circuit_t *circuit;
    latigraph_reservoir_options_of(&options, values, given);
    IGRAPH_CHECK(latigraph_circuit_of(&circuit, values[CIRCUIT].graph));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_reservoir_write_weights(circuit, &options, values[PATH].string));
    latigraph_circuit_destroy(circuit);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_write_weights = {
    .name = "write_weights",
    .summary = "Writes a circuit as a matrix of recurrent weights, with its node data.",
    .doc =
        "To initialise a recurrent network from: row j, column i is the weight of the edge i to "
        "j, scaled and signed as for the operation reservoir; of its other arguments none has an "
        "effect. Time complexity: O(n³).",
    .flags = LATIGRAPH_USES_RANDOMNESS,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
