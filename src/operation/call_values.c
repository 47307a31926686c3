/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A call in one step, with values that the caller holds: the interface for C programs and for
 * modules. It makes a call object, sets, runs and reads it as faces do. Outputs that are
 * containers are moved or copied into those of the caller. Graphs come last and cannot fail: they
 * arrive uninitialised, and a caller could not tell after an error which of them to destroy. */

#include "operation/call_state.h"

#include "base/memory.h"

#include <latigraph/registry.h>

#include <string.h>

/* Sets the inputs and asks for the outputs; places[k] gets the table's number of the k-th. */
static igraph_error_t bind_arguments(latigraph_call_t *call, const char *const *names,
                                     const latigraph_value_t *values, igraph_integer_t count,
                                     igraph_integer_t *places) {
    for (igraph_integer_t k = 0; k < count; k++) {
        IGRAPH_CHECK(latigraph_call_find(call, names[k], &places[k]));
        const latigraph_argument_t *row = &call->operation->arguments[places[k]];
        for (igraph_integer_t before = 0; before < k; before++) {
            if (places[before] == places[k]) {
                IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is given twice.", IGRAPH_EINVAL,
                              row->name, call->operation->name);
            }
        }
        if (row->direction == LATIGRAPH_IN) {
            IGRAPH_CHECK(latigraph_call_set(call, names[k], values[k]));
        } else if (!latigraph_type_is_pointer(row->type) || row->type == LATIGRAPH_TYPE_STRING ||
                   row->type == LATIGRAPH_TYPE_MODEL || values[k].graph != NULL) {
            /* The old contents of an output string or model mean nothing. */
            IGRAPH_CHECK(latigraph_call_want(call, names[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Moves the graphs of one list to another, which loses its old ones. */
static igraph_error_t move_graphs(igraph_graph_list_t *to, igraph_graph_list_t *from) {
    igraph_graph_list_clear(to);
    while (igraph_graph_list_size(from) > 0) {
        igraph_t graph;
        IGRAPH_CHECK(igraph_graph_list_remove(from, 0, &graph));
        IGRAPH_FINALLY(igraph_destroy, &graph);
        IGRAPH_CHECK(igraph_graph_list_push_back(to, &graph));
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

/* Hands a string that the call owns over to the caller. */
static void take_string(latigraph_call_t *call, igraph_integer_t place, latigraph_value_t *value) {
    const latigraph_argument_t *row = &call->operation->arguments[place];
    value->string = call->slots[place].value.string;
    call->slots[place].value.string = NULL;
    call->slots[place].owns_string = FALSE;
    if (call->operation->run != NULL) {
        *(char **)latigraph_place(call->result, row) = NULL;
    }
}

/* Copies or hands over an output that the caller has initialised, or a number, string or model. */
static igraph_error_t hand_out(latigraph_call_t *call, const char *name, igraph_integer_t place,
                               latigraph_value_t *value) {
    const latigraph_argument_t *row = &call->operation->arguments[place];
    latigraph_value_t found;
    IGRAPH_CHECK(latigraph_call_get(call, name, &found));
    switch (row->type) {
    case LATIGRAPH_TYPE_VECTOR:
        return igraph_vector_update(value->vector, found.vector);
    case LATIGRAPH_TYPE_MATRIX:
        return igraph_matrix_update(value->matrix, found.matrix);
    case LATIGRAPH_TYPE_STRING_LIST:
        return latigraph_copy_words(value->string_list, found.string_list);
    case LATIGRAPH_TYPE_BYTES:
        return igraph_vector_char_update(value->bytes, found.bytes);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return move_graphs(value->graph_list, found.graph_list);
    case LATIGRAPH_TYPE_MODEL:
        return latigraph_call_take_model(call, name, &value->model);
    case LATIGRAPH_TYPE_STRING:
        take_string(call, place, value);
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_GRAPH: /* last, by take_graphs() */
        return IGRAPH_SUCCESS;
    default:
        *value = found;
        return IGRAPH_SUCCESS;
    }
}

/* Graphs arrive uninitialised, and must still be so after an error: nothing may fail after this. */
static void take_graphs(latigraph_call_t *call, const igraph_integer_t *places,
                        latigraph_value_t *values, igraph_integer_t count) {
    for (igraph_integer_t k = 0; k < count; k++) {
        const latigraph_argument_t *row = &call->operation->arguments[places[k]];
        slot_t *slot = &call->slots[places[k]];
        if (row->direction == LATIGRAPH_OUT && row->type == LATIGRAPH_TYPE_GRAPH && slot->live) {
            *values[k].graph = slot->held.graph;
            slot->live = FALSE;
        }
    }
}

/* Remarks are warnings of igraph for callers that do not ask for them, except those that only say
 * how a result came about. */
static void warn(const latigraph_call_t *call) {
    for (igraph_integer_t i = 0; i < latigraph_call_remark_count(call); i++) {
        const latigraph_remark_t remark = latigraph_call_remark(call, i);
        if (strcmp(remark.kind, "not-applicable") != 0 && strcmp(remark.kind, "note") != 0) {
            IGRAPH_WARNINGF("%s", remark.text);
        }
    }
}

/**
 * \function latigraph_operation_call
 * \brief Calls an operation by its name, with named arguments.
 *
 * Names that the operation does not know, missing inputs, and numbers and choices out of range are
 * errors that quote them. Inputs that are left out get their defaults. A pointer that is NULL
 * counts as left out. Remarks on the result are raised as warnings of igraph; use \ref
 * latigraph_call_create() to read them one by one.
 *
 * \param operation The operation, e.g. "generate".
 * \param names The names of \p count arguments, in any order.
 * \param values Their values. Outputs that are numbers, strings or models are stored here;
 *        see \ref latigraph_value_t for how the others are passed. After an error outputs that
 *        arrived uninitialised still are, and the contents of the others are not defined.
 * \param count The number of arguments given.
 * \return Error code: \c IGRAPH_EINVAL if the operation or an argument is unknown, given twice,
 *         missing or out of range, otherwise what the operation returns.
 *
 * Time complexity: that of the operation.
 *
 * Example: five circuits of a model.
 * \verbatim
 *   igraph_graph_list_t made;
 *   igraph_graph_list_init(&made, 0);
 *   const char *names[] = {"model", "count", "circuits"};
 *   latigraph_value_t values[] = {{.model = model}, {.integer = 5}, {.graph_list = &made}};
 *   latigraph_operation_call("generate", names, values, 3);
 *   igraph_graph_list_destroy(&made);
 * \endverbatim
 */
igraph_error_t latigraph_operation_call(const char *operation, const char *const *names,
                                        latigraph_value_t *values, igraph_integer_t count) {
    latigraph_call_t *call;
    igraph_integer_t *places;
    if (count < 0) {
        IGRAPH_ERRORF("The number of arguments is %" IGRAPH_PRId " but must not be negative.",
                      IGRAPH_EINVAL, count);
    }
    IGRAPH_CHECK(latigraph_call_create(&call, operation));
    IGRAPH_FINALLY(latigraph_call_destroy, call);
    LATIGRAPH_ALLOCATE(places, count);
    IGRAPH_CHECK(bind_arguments(call, names, values, count, places));
    IGRAPH_CHECK(latigraph_call_run(call));
    for (igraph_integer_t k = 0; k < count; k++) {
        if (call->operation->arguments[places[k]].direction == LATIGRAPH_OUT &&
            call->slots[places[k]].given) {
            IGRAPH_CHECK(hand_out(call, names[k], places[k], &values[k]));
        }
    }
    take_graphs(call, places, values, count);
    warn(call);
    g_free(places);
    latigraph_call_destroy(call);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
