/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Values of arguments and results, by the types of the table, and functions of the user. R has no
 * scalar types: a vector of length one is a number where the table wants one. */

#include "binding.h"

#include <limits.h>
#include <string.h>

/* --- Properties of the user's ------------------------------------------------------- */

typedef struct {
    session_t *session;
    const igraph_t *graph;
    SEXP function;
    igraph_real_t value;
} measurement_t;

static void convert_graph(void *data) {
    const measurement_t *measurement = data;
    SET_VECTOR_ELT(measurement->session->kept, SESSION_GRAPH, graph_out(measurement->graph));
}

/* `function` takes what graph_out() makes and returns a number, or the condition that it raised. */
static void measure(void *data) {
    measurement_t *measurement = data;
    SEXP raw = VECTOR_ELT(measurement->session->kept, SESSION_GRAPH);
    SEXP call = PROTECT(Rf_lang2(measurement->function, raw));
    SEXP result = PROTECT(Rf_eval(call, R_BaseEnv));
    if (TYPEOF(result) == REALSXP) {
        measurement->value = ISNAN(REAL(result)[0]) ? IGRAPH_NAN : REAL(result)[0];
    } else {
        session_keep(measurement->session, result);
    }
    UNPROTECT(2);
}

/* Called by the library with a circuit; `data` is the function. The graph is converted within the
 * session: the host's handler for igraph's errors may end the process when memory runs out. */
static igraph_error_t call_function(const igraph_t *graph, igraph_real_t *value, void *data) {
    measurement_t measurement = {session_current(), graph, data, IGRAPH_NAN};
    if (!R_ToplevelExec(convert_graph, &measurement)) {
        IGRAPH_ERROR("Not enough memory for the graph of a property of the user's.", IGRAPH_ENOMEM);
    }
    if (!session_evaluate(measure, &measurement) || bridge_failed(bridge_current())) {
        IGRAPH_ERROR("A property of the user's failed.", IGRAPH_FAILURE);
    }
    *value = measurement.value;
    return IGRAPH_SUCCESS;
}

/* list(name, function), both borrowed. */
static latigraph_callback_t read_callback(SEXP pair) {
    return (latigraph_callback_t){R_CHAR(STRING_ELT(VECTOR_ELT(pair, 0), 0)), call_function,
                                  VECTOR_ELT(pair, 1)};
}

static igraph_error_t read_callbacks(bridge_input_t *input, SEXP list) {
    latigraph_callback_t *items;
    IGRAPH_CHECK(bridge_hold_callbacks(input, (igraph_integer_t)Rf_xlength(list), &items));
    for (R_xlen_t k = 0; k < Rf_xlength(list); k++) {
        items[k] = read_callback(VECTOR_ELT(list, k));
    }
    return IGRAPH_SUCCESS;
}

/* --- Models --------------------------------------------------------------------------- */

/* A model is an external pointer with its module's name as its tag. It protects the module itself,
 * another such pointer. A model of a session that is over is NULL. */

static void destroy_model(SEXP pointer) {
    const latigraph_module_t *module = R_ExternalPtrAddr(R_ExternalPtrProtected(pointer));
    void *model = R_ExternalPtrAddr(pointer);
    if (model != NULL && module != NULL && module->model_destroy != NULL) {
        module->model_destroy(model);
    }
    R_ClearExternalPtr(pointer);
}

static SEXP new_model(const latigraph_module_t *module) {
    SEXP name = PROTECT(Rf_mkString(module->name));
    SEXP of = PROTECT(R_MakeExternalPtr((void *)module, R_NilValue, R_NilValue));
    SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, name, of));
    R_RegisterCFinalizerEx(pointer, destroy_model, TRUE);
    UNPROTECT(3);
    return pointer;
}

static igraph_error_t read_model(bridge_input_t *input, const latigraph_module_t *module,
                                 SEXP pointer) {
    SEXP name = TYPEOF(pointer) == EXTPTRSXP ? R_ExternalPtrTag(pointer) : R_NilValue;
    if (TYPEOF(name) != STRSXP || strcmp(R_CHAR(STRING_ELT(name, 0)), module->name) != 0) {
        IGRAPH_ERRORF("A model of module \"%s\" is needed.", IGRAPH_EINVAL, module->name);
    }
    input->value.model = R_ExternalPtrAddr(pointer);
    if (input->value.model == NULL) {
        IGRAPH_ERROR("This model was in the memory of another session; keep models in files with "
                     "lg_save().",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

/* --- Inputs ---------------------------------------------------------------------------- */

static igraph_error_t read_graph(bridge_input_t *input, SEXP raw) {
    const igraph_error_t code = graph_in(&input->held.graph, raw);
    input->live = code == IGRAPH_SUCCESS;
    input->value.graph = &input->held.graph;
    return code;
}

static igraph_error_t read_graphs(bridge_input_t *input, SEXP list) {
    IGRAPH_CHECK(bridge_hold_graphs(input));
    for (R_xlen_t i = 0; i < Rf_xlength(list); i++) {
        igraph_t graph;
        if (bridge_cancelled()) {
            return IGRAPH_INTERRUPTED;
        }
        IGRAPH_CHECK(graph_in(&graph, VECTOR_ELT(list, i)));
        IGRAPH_CHECK(bridge_add_graph(input, &graph));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_texts(bridge_input_t *input, SEXP texts) {
    IGRAPH_CHECK(bridge_hold_texts(input, (igraph_integer_t)Rf_xlength(texts)));
    return texts_in(&input->held.string_list, texts);
}

igraph_error_t input_read(bridge_input_t *input, const latigraph_module_t *module, SEXP object) {
    switch (input->argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        return read_graph(input, object);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return read_graphs(input, object);
    case LATIGRAPH_TYPE_VECTOR:
        return bridge_hold_vector(input, REAL(object), (igraph_integer_t)Rf_xlength(object));
    case LATIGRAPH_TYPE_MATRIX: /* R keeps one column after the other, too */
        return bridge_hold_matrix(input, REAL(object), Rf_nrows(object), Rf_ncols(object));
    case LATIGRAPH_TYPE_INTEGER: /* R code has checked that the number is whole */
        input->value.integer = (igraph_integer_t)REAL(object)[0];
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_REAL:
        input->value.real = REAL(object)[0];
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_BOOLEAN:
        input->value.boolean = LOGICAL(object)[0] != 0;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_STRING:
        input->value.string = R_CHAR(STRING_ELT(object, 0));
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_STRING_LIST:
        return read_texts(input, object);
    case LATIGRAPH_TYPE_MODEL:
        return read_model(input, module, object);
    case LATIGRAPH_TYPE_CALLBACK:
        input->held.callback = read_callback(object);
        input->value.callback = &input->held.callback;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        return read_callbacks(input, object);
    case LATIGRAPH_TYPE_BYTES:
        return bridge_hold_bytes(input, (const char *)RAW(object),
                                 (igraph_integer_t)Rf_xlength(object));
    }
    IGRAPH_ERRORF("Argument \"%s\" is of unknown type %d.", IGRAPH_EINVAL, input->argument->name,
                  (int)input->argument->type);
}

/* --- Outputs ----------------------------------------------------------------------------- */

static SEXP graphs_out(const igraph_graph_list_t *graphs) {
    const igraph_integer_t count = igraph_graph_list_size(graphs);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t)count));
    for (igraph_integer_t i = 0; i < count && !bridge_cancelled(); i++) {
        SET_VECTOR_ELT(list, i, graph_out(igraph_graph_list_get_ptr(graphs, i)));
    }
    UNPROTECT(1);
    return list;
}

/* Undefined numbers are NA. Outputs with one truth value per item are logical. */
static SEXP numbers_out(const igraph_vector_t *vector, const latigraph_argument_t *argument) {
    const igraph_integer_t count = igraph_vector_size(vector);
    const bool booleans = argument->stride > 0 && argument->element == LATIGRAPH_TYPE_BOOLEAN;
    SEXP numbers = Rf_allocVector(booleans ? LGLSXP : REALSXP, (R_xlen_t)count);
    for (igraph_integer_t i = 0; i < count; i++) {
        const double number = VECTOR(*vector)[i];
        if (booleans) {
            LOGICAL(numbers)[i] = number != 0;
        } else {
            REAL(numbers)[i] = ISNAN(number) ? NA_REAL : number;
        }
    }
    return numbers;
}

static SEXP matrix_out(const igraph_matrix_t *matrix, const latigraph_argument_t *argument) {
    SEXP numbers = PROTECT(numbers_out(&matrix->data, argument));
    SEXP sizes = PROTECT(Rf_allocVector(INTSXP, 2));
    INTEGER(sizes)[0] = (int)igraph_matrix_nrow(matrix);
    INTEGER(sizes)[1] = (int)igraph_matrix_ncol(matrix);
    Rf_setAttrib(numbers, R_DimSymbol, sizes);
    UNPROTECT(2);
    return numbers;
}

static SEXP bytes_out(const igraph_vector_char_t *bytes) {
    SEXP raw = Rf_allocVector(RAWSXP, (R_xlen_t)igraph_vector_char_size(bytes));
    if (Rf_xlength(raw) > 0) {
        memcpy(RAW(raw), VECTOR(*bytes), (size_t)Rf_xlength(raw));
    }
    return raw;
}

static SEXP integer_out(igraph_integer_t number) {
    return number > -INT_MAX && number <= INT_MAX ? Rf_ScalarInteger((int)number)
                                                  : Rf_ScalarReal((double)number);
}

static SEXP value_out(const latigraph_argument_t *argument, const latigraph_value_t *value) {
    switch (argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        return graph_out(value->graph);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return graphs_out(value->graph_list);
    case LATIGRAPH_TYPE_VECTOR:
        return numbers_out(value->vector, argument);
    case LATIGRAPH_TYPE_MATRIX:
        return matrix_out(value->matrix, argument);
    case LATIGRAPH_TYPE_INTEGER:
        return integer_out(value->integer);
    case LATIGRAPH_TYPE_REAL:
        return Rf_ScalarReal(ISNAN(value->real) ? NA_REAL : value->real);
    case LATIGRAPH_TYPE_BOOLEAN:
        return Rf_ScalarLogical(value->boolean);
    case LATIGRAPH_TYPE_STRING:
        return Rf_ScalarString(value->string != NULL ? text_out(value->string) : NA_STRING);
    case LATIGRAPH_TYPE_STRING_LIST:
        return texts_out(value->string_list);
    case LATIGRAPH_TYPE_BYTES:
        return bytes_out(value->bytes);
    default: /* the table was checked: callbacks are no outputs */
        return R_NilValue;
    }
}

/* --- Labels --------------------------------------------------------------------------------- */

/* The labels, or NULL if there is not one for each of `count` entries. */
static igraph_error_t read_labels(latigraph_call_t *call, const char *source, R_xlen_t count,
                                  igraph_strvector_t *labels, SEXP *names) {
    IGRAPH_CHECK(latigraph_call_labels(call, source, labels));
    const bool fit = source != NULL && igraph_strvector_size(labels) == (igraph_integer_t)count;
    *names = fit ? texts_out(labels) : R_NilValue;
    return IGRAPH_SUCCESS;
}

static igraph_error_t label_vector(latigraph_call_t *call, const latigraph_argument_t *argument,
                                   igraph_strvector_t *labels, SEXP vector) {
    SEXP names;
    IGRAPH_CHECK(read_labels(call, argument->rows, Rf_xlength(vector), labels, &names));
    PROTECT(names);
    Rf_setAttrib(vector, R_NamesSymbol, names);
    UNPROTECT(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t label_matrix(latigraph_call_t *call, const latigraph_argument_t *argument,
                                   igraph_strvector_t *labels, SEXP matrix) {
    const char *sources[] = {argument->rows, argument->columns};
    const R_xlen_t sizes[] = {Rf_nrows(matrix), Rf_ncols(matrix)};
    igraph_error_t code = IGRAPH_SUCCESS;
    bool any = false;
    SEXP both = PROTECT(Rf_allocVector(VECSXP, 2));
    for (int k = 0; k < 2 && code == IGRAPH_SUCCESS; k++) {
        SEXP names = R_NilValue;
        code = read_labels(call, sources[k], sizes[k], labels, &names);
        SET_VECTOR_ELT(both, k, names);
        any = any || Rf_xlength(names) > 0;
    }
    if (any) {
        Rf_setAttrib(matrix, R_DimNamesSymbol, both);
    }
    UNPROTECT(1);
    return code;
}

igraph_error_t output_write(latigraph_call_t *call, const latigraph_argument_t *argument,
                            igraph_strvector_t *labels, SEXP list, R_xlen_t place) {
    latigraph_value_t value;
    if (argument->type == LATIGRAPH_TYPE_MODEL) {
        void *model;
        SET_VECTOR_ELT(list, place, /* first, because it may fail */
                       new_model(latigraph_operation_module(latigraph_call_operation(call))));
        IGRAPH_CHECK(latigraph_call_take_model(call, argument->name, &model));
        R_SetExternalPtrAddr(VECTOR_ELT(list, place), model);
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_call_get(call, argument->name, &value));
    SET_VECTOR_ELT(list, place, value_out(argument, &value));
    if (argument->type == LATIGRAPH_TYPE_MATRIX) {
        return label_matrix(call, argument, labels, VECTOR_ELT(list, place));
    }
    if (argument->type == LATIGRAPH_TYPE_VECTOR || argument->type == LATIGRAPH_TYPE_STRING_LIST ||
        argument->type == LATIGRAPH_TYPE_GRAPH_LIST) {
        return label_vector(call, argument, labels, VECTOR_ELT(list, place));
    }
    return IGRAPH_SUCCESS;
}
