/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/memory.h"
#include "operation/operation.h"

#include <latigraph/registry.h>

#include <string.h>

/* The arguments of one call, in the order of the operation's table. */
typedef struct {
    const latigraph_operation_t *operation;
    latigraph_value_t *values;
    igraph_bool_t *given;
} call_t;

static igraph_error_t find_argument(const call_t *call, const char *name, igraph_integer_t *place) {
    const latigraph_operation_t *operation = call->operation;
    if (name == NULL) {
        IGRAPH_ERRORF("An argument of operation \"%s\" is without a name.", IGRAPH_EINVAL,
                      operation->name);
    }
    for (*place = 0; *place < operation->argument_count; (*place)++) {
        if (strcmp(operation->arguments[*place].name, name) == 0) {
            return IGRAPH_SUCCESS;
        }
    }
    IGRAPH_ERRORF("Operation \"%s\" has no argument \"%s\".", IGRAPH_EINVAL, operation->name, name);
}

/* Raises the error that quotes argument, value and range. */
static igraph_error_t refuse_value(const call_t *call, const latigraph_argument_t *argument,
                                   const latigraph_value_t *value) {
    char message[400];
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "Argument \"%s\" of operation \"%s\" is ", argument->name,
                           call->operation->name);
    latigraph_argument_append_value(argument, value, text);
    g_string_append(text, " but must be ");
    latigraph_argument_append_range(argument, text);
    g_strlcpy(message, text->str, sizeof message);
    g_string_free(text, TRUE);
    IGRAPH_ERRORF("%s.", IGRAPH_EINVAL, message);
}

/* Puts the caller's arguments in order; places[k] gets the table's number of the k-th. */
static igraph_error_t bind_arguments(call_t *call, const char *const *names,
                                     const latigraph_value_t *values, igraph_integer_t count,
                                     igraph_integer_t *places) {
    for (igraph_integer_t k = 0; k < count; k++) {
        IGRAPH_CHECK(find_argument(call, names[k], &places[k]));
        const latigraph_argument_t *argument = &call->operation->arguments[places[k]];
        for (igraph_integer_t before = 0; before < k; before++) {
            if (places[before] == places[k]) {
                IGRAPH_ERRORF("Argument \"%s\" of operation \"%s\" is given twice.", IGRAPH_EINVAL,
                              argument->name, call->operation->name);
            }
        }
        call->values[places[k]] = values[k];
        /* What an output string or model held before means nothing. */
        call->given[places[k]] =
            !latigraph_type_is_pointer(argument->type) ||
            (argument->direction == LATIGRAPH_OUT &&
             (argument->type == LATIGRAPH_TYPE_STRING || argument->type == LATIGRAPH_TYPE_MODEL)) ||
            values[k].graph != NULL;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t complete_input(call_t *call, igraph_integer_t i) {
    const latigraph_argument_t *argument = &call->operation->arguments[i];
    if (!call->given[i] && !argument->optional) {
        IGRAPH_ERRORF("Operation \"%s\" needs its argument \"%s\" (%s).", IGRAPH_EINVAL,
                      call->operation->name, argument->name, latigraph_type_name(argument->type));
    }
    if (!call->given[i] && argument->default_text != NULL) {
        /* Defaults were looked at when the module was loaded. */
        call->given[i] =
            latigraph_argument_parse(argument, argument->default_text, &call->values[i]);
    }
    if (call->given[i] && !latigraph_argument_allows(argument, &call->values[i])) {
        return refuse_value(call, argument, &call->values[i]);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t complete_inputs(call_t *call) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        if (call->operation->arguments[i].direction == LATIGRAPH_IN) {
            IGRAPH_CHECK(complete_input(call, i));
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_operation_call
 * \brief Calls an operation by its name, with named arguments.
 *
 * Names that the operation does not know, inputs that are missing and numbers
 * and choices out of range are errors that quote them. Inputs that are left
 * out get their defaults. A pointer that is NULL counts as left out; outputs
 * that are left out are not computed where that saves work.
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
 * \example examples/generate-and-measure.c
 */
igraph_error_t latigraph_operation_call(const char *operation, const char *const *names,
                                        latigraph_value_t *values, igraph_integer_t count) {
    call_t call = {.operation = latigraph_operation_find(operation)};
    igraph_integer_t *places;
    if (call.operation == NULL) {
        IGRAPH_ERRORF("There is no operation \"%s\".", IGRAPH_EINVAL,
                      operation != NULL ? operation : "");
    }
    if (count < 0) {
        IGRAPH_ERRORF("The number of arguments is %" IGRAPH_PRId " but must not be negative.",
                      IGRAPH_EINVAL, count);
    }
    LATIGRAPH_ALLOCATE(call.values, call.operation->argument_count);
    LATIGRAPH_ALLOCATE(call.given, call.operation->argument_count);
    LATIGRAPH_ALLOCATE(places, count);
    IGRAPH_CHECK(bind_arguments(&call, names, values, count, places));
    IGRAPH_CHECK(complete_inputs(&call));
    IGRAPH_CHECK(call.operation->invoke(call.values, call.given));
    for (igraph_integer_t k = 0; k < count; k++) {
        if (call.operation->arguments[places[k]].direction == LATIGRAPH_OUT) {
            values[k] = call.values[places[k]];
        }
    }
    g_free(places);
    g_free(call.given);
    g_free(call.values);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
