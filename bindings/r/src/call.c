/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "binding.h"

#include <stdlib.h>
#include <string.h>

/* The arguments of one call: inputs, then outputs. */
typedef struct {
    const latigraph_operation_t *operation;
    SEXP given, wanted; /* a named list; names */
    slot_t *slots;
    igraph_integer_t inputs, count;
    const char **names;
    latigraph_value_t *values;
} call_t;

static igraph_error_t find_argument(const call_t *call, slot_t *slot, const char *name,
                                    latigraph_direction_of_argument_t direction) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *argument = &call->operation->arguments[i];
        if (argument->direction == direction && strcmp(argument->name, name) == 0) {
            slot->argument = argument;
            slot->module = latigraph_operation_module(call->operation);
            return IGRAPH_SUCCESS;
        }
    }
    IGRAPH_ERRORF("Operation \"%s\" has no %s \"%s\".", IGRAPH_EINVAL, call->operation->name,
                  direction == LATIGRAPH_IN ? "input" : "output", name);
}

static igraph_error_t read_inputs(call_t *call) {
    SEXP names = Rf_getAttrib(call->given, R_NamesSymbol);
    for (R_xlen_t i = 0; i < Rf_xlength(call->given); i++) {
        slot_t *slot = &call->slots[call->count++];
        igraph_error_t code = find_argument(call, slot, R_CHAR(STRING_ELT(names, i)), LATIGRAPH_IN);
        code = code == IGRAPH_SUCCESS ? slot_input(slot, VECTOR_ELT(call->given, i)) : code;
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    call->inputs = call->count;
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_outputs(call_t *call) {
    for (R_xlen_t k = 0; k < Rf_xlength(call->wanted); k++) {
        slot_t *slot = &call->slots[call->count++];
        igraph_error_t code =
            find_argument(call, slot, R_CHAR(STRING_ELT(call->wanted, k)), LATIGRAPH_OUT);
        code = code == IGRAPH_SUCCESS ? slot_output(slot) : code;
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(call_t *call) {
    for (igraph_integer_t i = 0; i < call->count; i++) {
        call->names[i] = call->slots[i].argument->name;
        call->values[i] = call->slots[i].value;
    }
    const igraph_error_t code =
        latigraph_operation_call(call->operation->name, call->names, call->values, call->count);
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    for (igraph_integer_t i = call->inputs; i < call->count; i++) {
        call->slots[i].value = call->values[i];
        slot_take(&call->slots[i]);
    }
    return IGRAPH_SUCCESS;
}

/* The outputs, by their names. */
static void collect(call_t *call, SEXP holder) {
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t)(call->count - call->inputs)));
    for (igraph_integer_t i = call->inputs; i < call->count; i++) {
        SET_VECTOR_ELT(list, i - call->inputs, slot_object(&call->slots[i]));
    }
    Rf_setAttrib(list, R_NamesSymbol, call->wanted);
    SET_VECTOR_ELT(holder, 0, list);
    UNPROTECT(1);
}

static igraph_error_t perform(void *data, SEXP holder) {
    call_t *call = data;
    igraph_error_t code = read_inputs(call);
    code = code == IGRAPH_SUCCESS ? make_outputs(call) : code;
    code = code == IGRAPH_SUCCESS ? invoke(call) : code;
    if (code == IGRAPH_SUCCESS) {
        collect(call, holder);
    }
    return code;
}

static void clear(void *data) {
    call_t *call = data;
    for (igraph_integer_t i = 0; i < call->count; i++) {
        slot_clear(&call->slots[i]);
    }
    free(call->values);
    free(call->names);
    free(call->slots);
}

SEXP latigraph_r_call(SEXP operation, SEXP inputs, SEXP outputs, SEXP progress) {
    call_t call = {.operation = latigraph_operation_find(R_CHAR(STRING_ELT(operation, 0))),
                   .given = inputs,
                   .wanted = outputs};
    const size_t count = (size_t)(Rf_xlength(inputs) + Rf_xlength(outputs)) + 1;
    if (call.operation == NULL) {
        Rf_error("There is no operation \"%s\".", R_CHAR(STRING_ELT(operation, 0)));
    }
    call.slots = calloc(count, sizeof *call.slots);
    call.names = calloc(count, sizeof *call.names);
    call.values = calloc(count, sizeof *call.values);
    if (call.slots == NULL || call.names == NULL || call.values == NULL) {
        clear(&call);
        Rf_error("Out of memory.");
    }
    return session_run(perform, clear, &call, progress);
}
