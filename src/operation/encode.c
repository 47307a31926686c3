/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/latent.h>

enum { MODEL, CIRCUITS, THREADS, MEAN, SD, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .doc = "Directed graphs with node data as vertex attributes."},
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [MEAN] = {.name = "mean",
              .type = LATIGRAPH_TYPE_MATRIX,
              .direction = LATIGRAPH_OUT,
              .doc = "Mean of the code: one row a circuit, one column a dimension."},
    [SD] = {.name = "sd",
            .type = LATIGRAPH_TYPE_MATRIX,
            .direction = LATIGRAPH_OUT,
            .doc = "Standard deviation of the code, in the same form."},
};

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, values[CIRCUITS].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_encode(values[MODEL].model, &circuits, values[THREADS].integer,
                                  given[MEAN] ? values[MEAN].matrix : NULL,
                                  given[SD] ? values[SD].matrix : NULL));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_encode = {
    .name = "encode",
    .summary = "Finds the latent code of each circuit.",
    .doc = "The posterior of the code given the circuit, a Gaussian with independent dimensions; "
           "it does not depend on the order of the vertices. Time complexity: O((n + m) h² L) a "
           "circuit of n neurons and m edges, hidden width h and L layers.",
    .flags = LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
