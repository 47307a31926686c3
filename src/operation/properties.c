/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/measure.h>

enum { CIRCUITS, VALUES, NAMES, DEFINITIONS, UNITS, SOURCES, REASONS, COSTS, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .optional = true,
                  .doc = "Circuits to measure; left out: none, to get names and definitions."},
    [VALUES] = {.name = "values",
                .type = LATIGRAPH_TYPE_MATRIX,
                .direction = LATIGRAPH_OUT,
                .doc = "One row a circuit, one column a property; NaN where a property is not "
                       "defined (no positions, no weights, no edges)."},
    [NAMES] = {.name = "names",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "The properties, in the order of the columns."},
    [DEFINITIONS] = {.name = "definitions",
                     .type = LATIGRAPH_TYPE_STRING_LIST,
                     .direction = LATIGRAPH_OUT,
                     .doc = "What each of them is, in a sentence."},
    [UNITS] = {.name = "units",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "Their units; empty for a pure number."},
    [SOURCES] = {.name = "sources",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .direction = LATIGRAPH_OUT,
                 .doc = "The paper or the igraph function that each is from."},
    [REASONS] = {.name = "reasons",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .direction = LATIGRAPH_OUT,
                 .doc = "Why a neuroscientist cares for each, in a sentence."},
    [COSTS] = {.name = "costs",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "The time complexity of each, for n neurons and m edges."},
};

static const char *text_of(const latigraph_property_info_t *info, int argument) {
    switch (argument) {
    case NAMES:
        return info->name;
    case DEFINITIONS:
        return info->definition;
    case UNITS:
        return info->unit;
    case SOURCES:
        return info->source;
    case REASONS:
        return info->why;
    default:
        return info->cost;
    }
}

static igraph_error_t describe(igraph_strvector_t *texts, int argument) {
    IGRAPH_CHECK(igraph_strvector_resize(texts, latigraph_property_count()));
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        IGRAPH_CHECK(igraph_strvector_set(texts, i, text_of(latigraph_property_info(i), argument)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure(const igraph_graph_list_t *graphs, igraph_matrix_t *values) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, graphs));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_properties(&circuits, values));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    for (int argument = NAMES; argument < ARGUMENTS; argument++) {
        if (given[argument]) {
            IGRAPH_CHECK(describe(values[argument].string_list, argument));
        }
    }
    if (given[VALUES] && given[CIRCUITS]) {
        return measure(values[CIRCUITS].graph_list, values[VALUES].matrix);
    }
    return given[VALUES]
               ? igraph_matrix_resize(values[VALUES].matrix, 0, latigraph_property_count())
               : IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_properties = {
    .name = "properties",
    .summary = "Measures the properties of circuits that codes are related to.",
    .doc = "By igraph's functions where igraph has them; see the definitions.",
    .flags = LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
