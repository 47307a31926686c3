/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation list_properties: everything that can be measured, with definition, unit, reason
 * and cost. It reads the table of properties and the table of operations and keeps no list of its
 * own, so that a new property or a loaded module appears by itself. */

#include "operation/reservoir.h"

#include <latigraph/measure.h>
#include <latigraph/registry.h>

typedef struct {
    char none; /* the operation has no inputs */
} request_t;

typedef struct {
    igraph_strvector_t names, units, definitions, why, needs, cost, source, module;
    igraph_vector_t compared;
} result_t;

#define LISTED(name_, field_, doc_, ...)                                                           \
    OUTPUT(name_, STRING_LIST, field_, doc_, .rows = "names", .show = LATIGRAPH_SHOW_HEADLINE,     \
           __VA_ARGS__)

static const latigraph_argument_t arguments[] = {
    OUTPUT("names", STRING_LIST, names, "Names of the properties.", .title = "property"),
    LISTED("units", units, "Unit of each; empty for a pure number, or where it is not known.",
           .title = "unit"),
    LISTED("definitions", definitions, "Definition of each, in a sentence.", .title = "definition"),
    LISTED("why", why,
           "Why each matters to a neuroscientist, in a sentence; empty where it is not known."),
    LISTED("needs", needs,
           "What each needs that a circuit can lack: positions, weights or types; empty for "
           "nothing."),
    LISTED("cost", cost,
           "Time complexity of each for n neurons and m edges; empty where it is not known."),
    LISTED("source", source,
           "Paper or igraph function that each is from, or the description of the operation."),
    LISTED("module", module,
           "Module of the operation that serves as the property; empty for those of the table."),
    OUTPUT("compared", VECTOR, compared,
           "1 if sets of circuits are compared by the property, otherwise 0.", .rows = "names"),
};

/* One property, in the order of the lists; NULL is shown as an empty text. */
static igraph_error_t add(result_t *result, const char *const texts[8], igraph_bool_t compared) {
    igraph_strvector_t *lists[] = {&result->names,  &result->units, &result->definitions,
                                   &result->why,    &result->needs, &result->cost,
                                   &result->source, &result->module};
    for (gsize k = 0; k < G_N_ELEMENTS(lists); k++) {
        IGRAPH_CHECK(igraph_strvector_push_back(lists[k], texts[k] != NULL ? texts[k] : ""));
    }
    return igraph_vector_push_back(&result->compared, compared ? 1 : 0);
}

static igraph_error_t add_table(result_t *result) {
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        const latigraph_property_info_t *info = latigraph_property_info(i);
        const char *needs = info->needs_positions ? "positions"
                            : info->needs_weights ? "weights"
                            : info->needs_types   ? "types"
                                                  : "";
        const char *const texts[] = {info->name, info->unit, info->definition, info->why,
                                     needs,      info->cost, info->source,     ""};
        IGRAPH_CHECK(add(result, texts, info->compared));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_operation(result_t *result, const latigraph_operation_t *operation) {
    const latigraph_score_info_t *score =
        latigraph_score_info(latigraph_score_find(operation->name));
    const char *const texts[] = {latigraph_named_property(operation->name),
                                 score != NULL ? score->unit : "",
                                 operation->summary,
                                 score != NULL ? score->why : "",
                                 "",
                                 "",
                                 score != NULL ? score->source : operation->doc,
                                 latigraph_operation_module(operation)->name};
    return add(result, texts, false);
}

static igraph_error_t run(void *request, void *result_data, latigraph_remarks_t *remarks) {
    result_t *result = result_data;
    (void)request;
    (void)remarks;
    IGRAPH_CHECK(add_table(result));
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        if (latigraph_operation_is_property(operation) &&
            latigraph_property_find(operation->name) < 0) {
            IGRAPH_CHECK(add_operation(result, operation));
        }
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_list_properties = {
    .name = "list_properties",
    .summary = "Lists the properties that can be measured, with their definitions.",
    .doc = "The table of properties comes first, then every operation that gives one number of a "
           "graph, those of loaded modules among them. All of them can be measured by the "
           "operation properties.",
    .example = "latigraph list-properties",
    OPERATION_STRUCTS(arguments, run),
};
