/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation activity_dimension: one number of the operation covariance, so that it can serve as
 * a property. It is no row of the table of properties, because it takes longer than all of them
 * together. */

#include "operation/reservoir.h"
#include "operation/rows.h"

#include "circuit/circuit.h"
#include "circuit/to_graph.h"
#include "function/rate_covariance.h"

#include <math.h>

typedef struct {
    const latigraph_circuit_t *circuit;
    latigraph_covariance_options_t options;
} request_t;

typedef struct {
    igraph_real_t value;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT("circuit", GRAPH, circuit, "The circuit: a directed graph.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTIONS_RESERVOIR_WEIGHTS(options.reservoir),
    OPTION_ACTIVITY_NOISE(options.noise),
    OPTION_SEED(options.reservoir.seed),
    OUTPUT("value", REAL, value,
           "Participation ratio of the covariance, (tr Σ)² / tr Σ²: the number of independent "
           "patterns of activity.",
           .show = LATIGRAPH_SHOW_HEADLINE, .undefined = LATIGRAPH_NO_RADIUS),
};

/* A circuit without cycles has no spectral radius to scale. */
static igraph_error_t find_cycles(const latigraph_circuit_t *circuit, igraph_bool_t *none) {
    igraph_t graph;
    IGRAPH_CHECK(latigraph_circuit_bare_graph(circuit, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(igraph_is_dag(&graph, none));
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    igraph_bool_t acyclic;
    (void)remarks;
    result->value = IGRAPH_NAN;
    IGRAPH_CHECK(find_cycles(request->circuit, &acyclic));
    if (acyclic && isnan(request->options.reservoir.gain)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_reservoir_options_settle(&request->options.reservoir));
    return latigraph_activity_dimension(request->circuit, &request->options, &result->value);
}

const latigraph_operation_t latigraph_operation_activity_dimension = {
    .name = "activity_dimension",
    .summary = "Number of independent patterns of activity that the wiring gives rise to.",
    .doc = "It says how much of the activity neurons share. The circuit is the network of the "
           "operation covariance. Time complexity: O(n³), and O(n m) for each of some tens of "
           "steps. Gao et al., bioRxiv 214262 (2017).",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
