/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/property.h"
#include "operation/reservoir.h"

#include <latigraph/registry.h>

enum {
    CIRCUITS,
    ONLY,
    FUNCTIONS,
    VALUES,
    NAMES,
    DEFINITIONS,
    UNITS,
    SOURCES,
    REASONS,
    COSTS,
    ARGUMENTS
};

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .optional = true,
                  .doc = "Circuits to measure; left out: none, to get names and definitions."},
    [ONLY] = {.name = "only",
              .type = LATIGRAPH_TYPE_STRING_LIST,
              .optional = true,
              .doc = "The properties to measure, in the order wanted: names of the table, of "
                     "functions, or of operations with one graph in and one number out. Left out: "
                     "all of the table and of functions."},
    [FUNCTIONS] = {.name = "functions",
                   .type = LATIGRAPH_TYPE_CALLBACK_LIST,
                   .optional = true,
                   .doc = "Properties of the caller's own, by names that are not in the table."},
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
                     .doc = "What each of them is, in a sentence; empty for functions."},
    [UNITS] = {.name = "units",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "Their units; empty for a pure number, or where unknown."},
    [SOURCES] =
        {.name = "sources",
         .type = LATIGRAPH_TYPE_STRING_LIST,
         .direction = LATIGRAPH_OUT,
         .doc = "The paper or the igraph function that each is from; what an operation says of "
                "itself; empty for functions."},
    [REASONS] = {.name = "reasons",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .direction = LATIGRAPH_OUT,
                 .doc = "Why a neuroscientist cares for each of the table, in a sentence."},
    [COSTS] = {.name = "costs",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "The time complexity of each of the table, for n neurons and m edges."},
};

/* The properties of one call. */
typedef struct {
    latigraph_callback_list_t user; /* functions, then operations */
    igraph_integer_t functions;     /* how many of them are functions */
    igraph_vector_int_t which;      /* index of each column */
} selection_t;

static void destroy_selection(selection_t *selection) {
    igraph_vector_int_destroy(&selection->which);
    latigraph_callback_list_destroy(&selection->user);
}

static igraph_error_t select_columns(selection_t *selection, const igraph_strvector_t *only) {
    const igraph_integer_t count = only != NULL ? igraph_strvector_size(only)
                                                : latigraph_property_count() + selection->functions;
    IGRAPH_CHECK(igraph_vector_int_resize(&selection->which, count));
    for (igraph_integer_t i = 0; i < count; i++) {
        igraph_integer_t *column = &VECTOR(selection->which)[i];
        if (only == NULL) {
            *column = i;
        } else {
            IGRAPH_CHECK(latigraph_property_resolve(&selection->user, igraph_strvector_get(only, i),
                                                    column));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t init_selection(selection_t *selection, const igraph_strvector_t *only,
                                     const latigraph_callback_list_t *functions) {
    IGRAPH_CHECK(latigraph_check_user(functions));
    IGRAPH_CHECK(latigraph_callback_list_copy(&selection->user, functions));
    IGRAPH_FINALLY(latigraph_callback_list_destroy, &selection->user);
    selection->functions = selection->user.count;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&selection->which, 0);
    IGRAPH_CHECK(select_columns(selection, only));
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static const char *text_of_table(const latigraph_property_info_t *info, int argument) {
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

/* Of a function the name is known, of an operation what it says of itself. */
static const char *text_of_user(const selection_t *selection, igraph_integer_t k, int argument) {
    const char *name = selection->user.items[k].name;
    const latigraph_operation_t *operation =
        k >= selection->functions ? latigraph_operation_find(latigraph_score_operation(name))
                                  : NULL;
    if (argument == NAMES) {
        return name;
    }
    if (operation == NULL) {
        return "";
    }
    return argument == DEFINITIONS                         ? operation->summary
           : argument == SOURCES && operation->doc != NULL ? operation->doc
                                                           : "";
}

static igraph_error_t describe(const selection_t *selection, igraph_strvector_t *texts,
                               int argument) {
    const igraph_integer_t table = latigraph_property_count();
    IGRAPH_CHECK(igraph_strvector_resize(texts, igraph_vector_int_size(&selection->which)));
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&selection->which); i++) {
        const igraph_integer_t p = VECTOR(selection->which)[i];
        IGRAPH_CHECK(igraph_strvector_set(texts, i,
                                          p < table
                                              ? text_of_table(latigraph_property_info(p), argument)
                                              : text_of_user(selection, p - table, argument)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure(const selection_t *selection, const igraph_graph_list_t *graphs,
                              igraph_matrix_t *values) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, graphs));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_properties_only(&circuits, &selection->user, &selection->which, values));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t give(const selection_t *selection, latigraph_value_t *values,
                           const igraph_bool_t *given) {
    for (int argument = NAMES; argument < ARGUMENTS; argument++) {
        if (given[argument]) {
            IGRAPH_CHECK(describe(selection, values[argument].string_list, argument));
        }
    }
    if (given[VALUES] && given[CIRCUITS]) {
        return measure(selection, values[CIRCUITS].graph_list, values[VALUES].matrix);
    }
    return given[VALUES] ? igraph_matrix_resize(values[VALUES].matrix, 0,
                                                igraph_vector_int_size(&selection->which))
                         : IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    selection_t selection;
    IGRAPH_CHECK(init_selection(&selection, given[ONLY] ? values[ONLY].string_list : NULL,
                                given[FUNCTIONS] ? values[FUNCTIONS].callback_list : NULL));
    IGRAPH_FINALLY(destroy_selection, &selection);
    IGRAPH_CHECK(give(&selection, values, given));
    destroy_selection(&selection);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_properties = {
    .name = "properties",
    .summary = "Measures properties of circuits.",
    .doc = "Those of the table by igraph's functions where igraph has them; see the definitions. "
           "Beside them functions of the caller's, and every operation with one graph in and one "
           "number out, such as igraph_girth.",
    .flags = LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
