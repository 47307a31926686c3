/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation node_properties: one row per neuron of all circuits, one column per property.
 *
 * The neurons of several circuits follow one another in one table, which says the circuit of each,
 * because a data frame or a CSV file holds one table. Bins of distance have the same bounds in all
 * circuits of a call, so that their counts can be compared. */

#include "operation/names.h"
#include "operation/rows.h"

#include "circuit/circuit.h"
#include "measure/node_property.h"

#include <latigraph/nodes.h>

typedef struct {
    const latigraph_circuit_list_t *circuits;
    const igraph_strvector_t *only;
    const igraph_vector_t *distances;
} request_t;

typedef struct {
    igraph_strvector_t neurons, circuit, properties;
    igraph_matrix_t values;
    igraph_vector_t bounds;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits, "Circuits to measure."),
    OPTION("only", STRING_LIST, only, NULL,
           "Node properties to measure, in this order. All are measured if it is left out. The "
           "operation list_node_properties lists them.",
           .option = "property", .letter = 'p', .metavar = "PROPERTY"),
    OPTION("distances", VECTOR, distances, NULL,
           "Three ascending bounds of the bins of distance, in the unit of the positions. If they "
           "are left out, they are the quartiles of the lengths of all edges of the circuits.",
           .metavar = "A:B:C"),

    OUTPUT("neurons", STRING_LIST, neurons, "Names of the neurons.", .title = "neuron"),
    OUTPUT("circuit", STRING_LIST, circuit, "Name of the circuit of each neuron.",
           .rows = "neurons", .show = LATIGRAPH_SHOW_HEADLINE),
    OUTPUT("properties", STRING_LIST, properties, "Names of the node properties."),
    OUTPUT("values", MATRIX, values, "Value of each property of each neuron.", .rows = "neurons",
           .columns = "properties", .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,
           .undefined = "a property may need positions, weights or neighbours that the neuron "
                        "lacks"),
    OUTPUT("bounds", VECTOR, bounds, "Bounds of the bins of distance.",
           .show = LATIGRAPH_SHOW_QUIET, .undefined = "no edge has two ends with known positions"),
};

/* Bins of distance cost time and need one unit of positions, so bounds are made only if a property
 * needs them. */
static igraph_error_t find_bounds(const request_t *request, const igraph_vector_int_t *which,
                                  igraph_vector_t *bounds) {
    if (request->distances != NULL) {
        return igraph_vector_update(bounds, request->distances);
    }
    if (latigraph_nodes_need_positions(which)) {
        return latigraph_distance_bounds(request->circuits, bounds);
    }
    IGRAPH_CHECK(igraph_vector_resize(bounds, LATIGRAPH_DISTANCE_BOUNDS));
    igraph_vector_fill(bounds, IGRAPH_NAN);
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_neurons(const latigraph_circuit_list_t *circuits, result_t *result) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, i);
        for (int k = 0; k < c->n; k++) {
            IGRAPH_CHECK(igraph_strvector_push_back(&result->neurons, c->neuron[k]));
            IGRAPH_CHECK(igraph_strvector_push_back(&result->circuit, c->name));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Measures one circuit after another into the rows of one matrix. */
static igraph_error_t measure(const request_t *request, const igraph_vector_int_t *which,
                              result_t *result) {
    const igraph_integer_t count = latigraph_circuit_list_size(request->circuits);
    igraph_integer_t row = 0;
    igraph_matrix_t part;
    IGRAPH_CHECK(igraph_matrix_resize(&result->values, igraph_strvector_size(&result->neurons),
                                      igraph_vector_int_size(which)));
    IGRAPH_MATRIX_INIT_FINALLY(&part, 0, 0);
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_PROGRESS("Measuring neurons", 100.0 * (double)i / (double)count, NULL);
        IGRAPH_CHECK(latigraph_node_properties(latigraph_circuit_list_get(request->circuits, i),
                                               which, &result->bounds, &part));
        for (igraph_integer_t k = 0; k < igraph_matrix_nrow(&part); k++, row++) {
            for (igraph_integer_t p = 0; p < igraph_matrix_ncol(&part); p++) {
                MATRIX(result->values, row, p) = MATRIX(part, k, p);
            }
        }
    }
    IGRAPH_PROGRESS("Measuring neurons", 100.0, NULL);
    igraph_matrix_destroy(&part);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    igraph_vector_int_t which;
    (void)remarks;
    IGRAPH_CHECK(igraph_vector_int_init_range(&which, 0, latigraph_node_property_count()));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &which);
    IGRAPH_CHECK(latigraph_choose_node_properties(request->only, &which, &result->properties));
    IGRAPH_CHECK(find_bounds(request, &which, &result->bounds));
    IGRAPH_CHECK(name_neurons(request->circuits, result));
    IGRAPH_CHECK(measure(request, &which, result));
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_node_properties = {
    .name = "node_properties",
    .summary = "Measures one number per neuron for each of several properties.",
    .doc = "Properties are measured by igraph's functions where igraph has them; see the "
           "definitions in list_node_properties. Time complexity: O(n (n + m) + Σ degree²) per "
           "circuit of n neurons and m edges, of which n (n + m) is for shortest paths.",
    .example = "latigraph node-properties circuit.graphml -p betweenness -p coreness -o table.csv",
    .flags = LATIGRAPH_LONG_RUNNING | LATIGRAPH_PRINTS_CSV,
    OPERATION_STRUCTS(arguments, run),
};
