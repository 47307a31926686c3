/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation list_node_properties: what node_properties can measure, with definition, unit and
 * cost. It reads the table of src/measure/node_table.c and keeps no list of its own. */

#include "operation/rows.h"

#include <latigraph/nodes.h>

typedef struct {
    char none; /* the operation has no inputs */
} request_t;

typedef struct {
    igraph_strvector_t names, units, definitions, needs, cost, source;
    igraph_vector_t needs_positions, needs_weights;
} result_t;

#define LISTED(name_, field_, doc_, ...)                                                           \
    OUTPUT(name_, STRING_LIST, field_, doc_, .rows = "names", .show = LATIGRAPH_SHOW_HEADLINE,     \
           __VA_ARGS__)

static const latigraph_argument_t arguments[] = {
    OUTPUT("names", STRING_LIST, names, "Names of the node properties.", .title = "property"),
    LISTED("units", units, "Unit of each; empty for a pure number.", .title = "unit"),
    LISTED("definitions", definitions, "Definition of each.", .title = "definition"),
    LISTED("needs", needs,
           "What each needs that a circuit can lack: positions or weights; empty for nothing."),
    LISTED("cost", cost, "Time complexity of each for n neurons and m edges."),
    LISTED("source", source, "Paper or igraph function that each is from."),
    OUTPUT("needs_positions", VECTOR, needs_positions, "1 if it needs positions, otherwise 0.",
           .rows = "names"),
    OUTPUT("needs_weights", VECTOR, needs_weights, "1 if it needs weights, otherwise 0.",
           .rows = "names"),
};

static igraph_error_t run(void *request, void *result_data, latigraph_remarks_t *remarks) {
    result_t *result = result_data;
    (void)request;
    (void)remarks;
    for (igraph_integer_t i = 0; i < latigraph_node_property_count(); i++) {
        const latigraph_node_property_info_t *info = latigraph_node_property_info(i);
        const char *needs = info->needs_positions ? "positions"
                            : info->needs_weights ? "weights"
                                                  : "";
        IGRAPH_CHECK(igraph_strvector_push_back(&result->names, info->name));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->units, info->unit));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->definitions, info->definition));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->needs, needs));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->cost, info->cost));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->source, info->source));
        IGRAPH_CHECK(igraph_vector_push_back(&result->needs_positions, info->needs_positions));
        IGRAPH_CHECK(igraph_vector_push_back(&result->needs_weights, info->needs_weights));
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_list_node_properties = {
    .name = "list_node_properties",
    .summary = "Lists the properties of neurons that can be measured, with their definitions.",
    .doc = "All of them can be measured by the operation node_properties.",
    .example = "latigraph list-node-properties",
    OPERATION_STRUCTS(arguments, run),
};
