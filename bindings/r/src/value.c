/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "binding.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* --- Properties of the user's ------------------------------------------------------- */

typedef struct {
    const igraph_t *graph;
    SEXP function;
    igraph_real_t value;
} measurement_t;

/* `function` takes what graph_out() makes and gives a number, or the condition that it raised.
 * igraph's handlers are the host's here, but reading attributes needs none. */
static void measure(void *data) {
    measurement_t *measurement = data;
    SEXP raw = PROTECT(graph_out(measurement->graph));
    SEXP call = PROTECT(Rf_lang2(measurement->function, raw));
    SEXP result = PROTECT(Rf_eval(call, R_BaseEnv));
    if (TYPEOF(result) == REALSXP) {
        measurement->value = ISNAN(REAL(result)[0]) ? IGRAPH_NAN : REAL(result)[0];
    } else {
        session_keep(result);
    }
    UNPROTECT(3);
}

/* Called by the library with a circuit; `data` is the function. */
static igraph_error_t call_function(const igraph_t *graph, igraph_real_t *value, void *data) {
    measurement_t measurement = {graph, data, IGRAPH_NAN};
    if (!session_evaluate(measure, &measurement) || session_failed()) {
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

static igraph_error_t read_callbacks(slot_t *slot, SEXP list) {
    const R_xlen_t count = Rf_xlength(list);
    latigraph_callback_t *items = calloc((size_t)count + 1, sizeof *items);
    if (items == NULL) {
        return IGRAPH_ENOMEM;
    }
    for (R_xlen_t k = 0; k < count; k++) {
        items[k] = read_callback(VECTOR_ELT(list, k));
    }
    slot->held.callback_list = (latigraph_callback_list_t){items, (igraph_integer_t)count};
    slot->live = true;
    slot->value.callback_list = &slot->held.callback_list;
    return IGRAPH_SUCCESS;
}

/* --- Graphs, numbers, texts ----------------------------------------------------------- */

static igraph_error_t read_graphs(slot_t *slot, SEXP list) {
    igraph_graph_list_t *graphs = &slot->held.graph_list;
    IGRAPH_CHECK(igraph_graph_list_init(graphs, 0));
    slot->live = true;
    slot->value.graph_list = graphs;
    for (R_xlen_t i = 0; i < Rf_xlength(list); i++) {
        igraph_t graph;
        if (session_cancelled()) {
            return IGRAPH_INTERRUPTED;
        }
        IGRAPH_CHECK(graph_in(&graph, VECTOR_ELT(list, i)));
        const igraph_error_t code = igraph_graph_list_push_back(graphs, &graph);
        if (code != IGRAPH_SUCCESS) {
            igraph_destroy(&graph);
            return code;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_vector(slot_t *slot, SEXP numbers) {
    const R_xlen_t count = Rf_xlength(numbers);
    IGRAPH_CHECK(igraph_vector_init(&slot->held.vector, (igraph_integer_t)count));
    slot->live = true;
    slot->value.vector = &slot->held.vector;
    if (count > 0) {
        memcpy(VECTOR(slot->held.vector), REAL(numbers), (size_t)count * sizeof(double));
    }
    return IGRAPH_SUCCESS;
}

/* R keeps one column after the other, as igraph does. */
static igraph_error_t read_matrix(slot_t *slot, SEXP numbers) {
    IGRAPH_CHECK(igraph_matrix_init(&slot->held.matrix, Rf_nrows(numbers), Rf_ncols(numbers)));
    slot->live = true;
    slot->value.matrix = &slot->held.matrix;
    if (Rf_xlength(numbers) > 0) {
        memcpy(&MATRIX(slot->held.matrix, 0, 0), REAL(numbers),
               (size_t)Rf_xlength(numbers) * sizeof(double));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_texts(slot_t *slot, SEXP texts) {
    const R_xlen_t count = Rf_xlength(texts);
    IGRAPH_CHECK(igraph_strvector_init(&slot->held.string_list, (igraph_integer_t)count));
    slot->live = true;
    slot->value.string_list = &slot->held.string_list;
    for (R_xlen_t i = 0; i < count; i++) {
        IGRAPH_CHECK(
            igraph_strvector_set(&slot->held.string_list, i, R_CHAR(STRING_ELT(texts, i))));
    }
    return IGRAPH_SUCCESS;
}

/* --- Models --------------------------------------------------------------------------- */

/* A model is an external pointer with its module's name as its tag and the module itself, another
 * such pointer, as what it protects. A model of a session that is over is NULL. */

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

static igraph_error_t read_model(slot_t *slot, SEXP pointer) {
    SEXP name = TYPEOF(pointer) == EXTPTRSXP ? R_ExternalPtrTag(pointer) : R_NilValue;
    if (TYPEOF(name) != STRSXP || strcmp(R_CHAR(STRING_ELT(name, 0)), slot->module->name) != 0) {
        IGRAPH_ERRORF("A model of module \"%s\" is needed.", IGRAPH_EINVAL, slot->module->name);
    }
    slot->value.model = R_ExternalPtrAddr(pointer);
    if (slot->value.model == NULL) {
        IGRAPH_ERROR("This model was in the memory of another session; keep models in files with "
                     "lg_save().",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

/* --- Slots ---------------------------------------------------------------------------- */

igraph_error_t slot_input(slot_t *slot, SEXP object) {
    igraph_error_t code;
    switch (slot->argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        code = graph_in(&slot->held.graph, object);
        slot->live = code == IGRAPH_SUCCESS;
        slot->value.graph = &slot->held.graph;
        return code;
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return read_graphs(slot, object);
    case LATIGRAPH_TYPE_VECTOR:
        return read_vector(slot, object);
    case LATIGRAPH_TYPE_MATRIX:
        return read_matrix(slot, object);
    case LATIGRAPH_TYPE_INTEGER: /* a whole number: R looked */
        slot->value.integer = (igraph_integer_t)REAL(object)[0];
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_REAL:
        slot->value.real = REAL(object)[0];
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_BOOLEAN:
        slot->value.boolean = LOGICAL(object)[0] != 0;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_STRING:
        slot->value.string = R_CHAR(STRING_ELT(object, 0));
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_STRING_LIST:
        return read_texts(slot, object);
    case LATIGRAPH_TYPE_MODEL:
        return read_model(slot, object);
    case LATIGRAPH_TYPE_CALLBACK:
        slot->held.callback = read_callback(object);
        slot->value.callback = &slot->held.callback;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        return read_callbacks(slot, object);
    }
    IGRAPH_ERRORF("Argument \"%s\" is of unknown type %d.", IGRAPH_EINVAL, slot->argument->name,
                  (int)slot->argument->type);
}

igraph_error_t slot_output(slot_t *slot) {
    igraph_error_t code = IGRAPH_SUCCESS;
    switch (slot->argument->type) {
    case LATIGRAPH_TYPE_GRAPH: /* is initialised by the operation */
        slot->value.graph = &slot->held.graph;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_GRAPH_LIST:
        code = igraph_graph_list_init(&slot->held.graph_list, 0);
        slot->value.graph_list = &slot->held.graph_list;
        break;
    case LATIGRAPH_TYPE_VECTOR:
        code = igraph_vector_init(&slot->held.vector, 0);
        slot->value.vector = &slot->held.vector;
        break;
    case LATIGRAPH_TYPE_MATRIX:
        code = igraph_matrix_init(&slot->held.matrix, 0, 0);
        slot->value.matrix = &slot->held.matrix;
        break;
    case LATIGRAPH_TYPE_STRING_LIST:
        code = igraph_strvector_init(&slot->held.string_list, 0);
        slot->value.string_list = &slot->held.string_list;
        break;
    default: /* is left in the value itself */
        return IGRAPH_SUCCESS;
    }
    slot->live = code == IGRAPH_SUCCESS;
    return code;
}

void slot_take(slot_t *slot) {
    slot->live = slot->live || slot->argument->type == LATIGRAPH_TYPE_GRAPH ||
                 slot->argument->type == LATIGRAPH_TYPE_STRING ||
                 slot->argument->type == LATIGRAPH_TYPE_MODEL;
}

static SEXP graphs_object(const igraph_graph_list_t *graphs) {
    const igraph_integer_t count = igraph_graph_list_size(graphs);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t)count));
    for (igraph_integer_t i = 0; i < count && !session_cancelled(); i++) {
        SET_VECTOR_ELT(list, i, graph_out(igraph_graph_list_get_ptr(graphs, i)));
    }
    UNPROTECT(1);
    return list;
}

static SEXP numbers_object(const igraph_vector_t *vector) {
    const igraph_integer_t count = igraph_vector_size(vector);
    SEXP numbers = Rf_allocVector(REALSXP, (R_xlen_t)count);
    for (igraph_integer_t i = 0; i < count; i++) {
        REAL(numbers)[i] = VECTOR(*vector)[i];
    }
    return numbers;
}

static SEXP matrix_object(const igraph_matrix_t *matrix) {
    SEXP numbers = PROTECT(numbers_object(&matrix->data));
    SEXP sizes = PROTECT(Rf_allocVector(INTSXP, 2));
    INTEGER(sizes)[0] = (int)igraph_matrix_nrow(matrix);
    INTEGER(sizes)[1] = (int)igraph_matrix_ncol(matrix);
    Rf_setAttrib(numbers, R_DimSymbol, sizes);
    UNPROTECT(2);
    return numbers;
}

static SEXP texts_object(const igraph_strvector_t *texts) {
    const igraph_integer_t count = igraph_strvector_size(texts);
    SEXP vector = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)count));
    for (igraph_integer_t i = 0; i < count; i++) {
        SET_STRING_ELT(vector, i, text_out(igraph_strvector_get(texts, i)));
    }
    UNPROTECT(1);
    return vector;
}

static SEXP model_object(slot_t *slot) {
    SEXP pointer = new_model(slot->module); /* first, for it may fail */
    R_SetExternalPtrAddr(pointer, slot->value.model);
    slot->live = false;
    return pointer;
}

SEXP slot_object(slot_t *slot) {
    switch (slot->argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        return graph_out(&slot->held.graph);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return graphs_object(&slot->held.graph_list);
    case LATIGRAPH_TYPE_VECTOR:
        return numbers_object(&slot->held.vector);
    case LATIGRAPH_TYPE_MATRIX:
        return matrix_object(&slot->held.matrix);
    case LATIGRAPH_TYPE_INTEGER:
        return slot->value.integer > -INT_MAX && slot->value.integer <= INT_MAX
                   ? Rf_ScalarInteger((int)slot->value.integer)
                   : Rf_ScalarReal((double)slot->value.integer);
    case LATIGRAPH_TYPE_REAL:
        return Rf_ScalarReal(slot->value.real);
    case LATIGRAPH_TYPE_BOOLEAN:
        return Rf_ScalarLogical(slot->value.boolean);
    case LATIGRAPH_TYPE_STRING:
        return Rf_ScalarString(text_out(slot->value.string));
    case LATIGRAPH_TYPE_STRING_LIST:
        return texts_object(&slot->held.string_list);
    case LATIGRAPH_TYPE_MODEL:
        return model_object(slot);
    default: /* the table was checked: callbacks are no outputs */
        return R_NilValue;
    }
}

void slot_clear(slot_t *slot) {
    if (!slot->live) {
        return;
    }
    slot->live = false;
    switch (slot->argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        igraph_destroy(&slot->held.graph);
        break;
    case LATIGRAPH_TYPE_GRAPH_LIST:
        igraph_graph_list_destroy(&slot->held.graph_list);
        break;
    case LATIGRAPH_TYPE_VECTOR:
        igraph_vector_destroy(&slot->held.vector);
        break;
    case LATIGRAPH_TYPE_MATRIX:
        igraph_matrix_destroy(&slot->held.matrix);
        break;
    case LATIGRAPH_TYPE_STRING:
        igraph_free((void *)slot->value.string);
        break;
    case LATIGRAPH_TYPE_STRING_LIST:
        igraph_strvector_destroy(&slot->held.string_list);
        break;
    case LATIGRAPH_TYPE_MODEL: /* nobody got it */
        slot->module->model_destroy(slot->value.model);
        break;
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        free((void *)slot->held.callback_list.items);
        break;
    default:
        break;
    }
}
