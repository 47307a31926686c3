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
};

static igraph_error_t run(void *request, void *result_data, latigraph_remarks_t *remarks) {
    result_t *result = result_data;
    igraph_strvector_t *const lists[] = {&result->names, &result->units, &result->definitions,
                                         &result->needs, &result->cost,  &result->source};
    (void)request;
    (void)remarks;
    for (igraph_integer_t i = 0; i < latigraph_node_property_count(); i++) {
        const latigraph_node_property_info_t *info = latigraph_node_property_info(i);
        const char *needs = info->needs_positions ? "positions"
                            : info->needs_weights ? "weights"
                                                  : "";
        const char *const texts[] = {info->name, info->unit, info->definition,
                                     needs,      info->cost, info->source};
        for (gsize k = 0; k < G_N_ELEMENTS(lists); k++) {
            IGRAPH_CHECK(igraph_strvector_push_back(lists[k], texts[k]));
        }
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
