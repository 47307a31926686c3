/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "binding.h"

#include <string.h>

/* --- Properties of the user's ------------------------------------------------------- */

/* Called by the library with a circuit: `data` is a Python function of what graph_out() makes. */
static igraph_error_t call_function(const igraph_t *graph, igraph_real_t *value, void *data) {
    session_hold_python();
    PyObject *raw = graph_out(graph);
    session_t *session = session_step_out();
    PyObject *result = raw != NULL ? PyObject_CallFunctionObjArgs(data, raw, NULL) : NULL;
    if (result != NULL) {
        *value = PyFloat_AsDouble(result);
    }
    Py_XDECREF(result);
    Py_XDECREF(raw);
    if (session_step_in(session)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_ERROR("A property of the user's raised an exception.", IGRAPH_FAILURE);
}

/* A pair of name and function, both borrowed. */
static igraph_error_t read_callback(latigraph_callback_t *callback, PyObject *pair) {
    PyObject *name, *function, *holder = NULL;
    if (!PyArg_ParseTuple(pair, "O!O:function", &PyUnicode_Type, &name, &function)) {
        return IGRAPH_EINVAL;
    }
    *callback = (latigraph_callback_t){text_get(name, &holder), call_function, function};
    if (holder != NULL) {
        Py_DECREF(holder);
        PyErr_SetString(PyExc_ValueError, "The name of a function is no Unicode text.");
        return IGRAPH_EINVAL;
    }
    return callback->name != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
}

static igraph_error_t read_callbacks(slot_t *slot, PyObject *list) {
    const Py_ssize_t count = PyList_Size(list);
    latigraph_callback_t *items = g_new0(latigraph_callback_t, (gsize)MAX(count, 0) + 1);
    slot->held.callback_list = (latigraph_callback_list_t){items, (igraph_integer_t)count};
    slot->live = TRUE;
    slot->value.callback_list = &slot->held.callback_list;
    igraph_error_t code = count >= 0 ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
    for (Py_ssize_t k = 0; k < count && code == IGRAPH_SUCCESS; k++) {
        code = read_callback(&items[k], PyList_GetItem(list, k));
    }
    return code;
}

/* --- Graphs, numbers, texts ----------------------------------------------------------- */

static igraph_error_t read_graphs(slot_t *slot, PyObject *list) {
    igraph_graph_list_t *graphs = &slot->held.graph_list;
    const Py_ssize_t count = PyList_Size(list);
    if (count < 0) {
        return IGRAPH_EINVAL;
    }
    IGRAPH_CHECK(igraph_graph_list_init(graphs, 0));
    slot->live = TRUE;
    slot->value.graph_list = graphs;
    for (Py_ssize_t i = 0; i < count; i++) {
        igraph_t graph;
        if (session_cancelled()) {
            return IGRAPH_INTERRUPTED;
        }
        igraph_error_t code = graph_in(&graph, PyList_GetItem(list, i));
        if (code == IGRAPH_SUCCESS) {
            code = igraph_graph_list_push_back(graphs, &graph);
            if (code != IGRAPH_SUCCESS) {
                igraph_destroy(&graph);
            }
        }
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    return IGRAPH_SUCCESS;
}

/* The real numbers in a bytes object. */
static igraph_error_t read_numbers(PyObject *bytes, const igraph_real_t **numbers,
                                   igraph_integer_t *count) {
    char *start;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(bytes, &start, &size) != 0) {
        return IGRAPH_EINVAL;
    }
    *numbers = (const igraph_real_t *)(const void *)start;
    *count = (igraph_integer_t)size / (igraph_integer_t)sizeof(igraph_real_t);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_vector(slot_t *slot, PyObject *bytes) {
    const igraph_real_t *numbers;
    igraph_integer_t count;
    const igraph_error_t code = read_numbers(bytes, &numbers, &count);
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    IGRAPH_CHECK(igraph_vector_init(&slot->held.vector, count));
    slot->live = TRUE;
    slot->value.vector = &slot->held.vector;
    if (count > 0) {
        memcpy(VECTOR(slot->held.vector), numbers, (size_t)count * sizeof *numbers);
    }
    return IGRAPH_SUCCESS;
}

/* (rows, columns, bytes), one column after the other as igraph keeps them. */
static igraph_error_t read_matrix(slot_t *slot, PyObject *triple) {
    const igraph_real_t *numbers;
    igraph_integer_t count;
    long long rows, columns;
    PyObject *bytes;
    if (!PyArg_ParseTuple(triple, "LLO:matrix", &rows, &columns, &bytes) ||
        read_numbers(bytes, &numbers, &count) != IGRAPH_SUCCESS) {
        return IGRAPH_EINVAL;
    }
    if (rows < 0 || columns < 0 || (columns > 0 && rows > G_MAXINT64 / columns) ||
        rows * columns != count) {
        PyErr_Format(PyExc_ValueError, "A matrix of %lld rows and %lld columns has %lld numbers.",
                     rows, columns, (long long)count);
        return IGRAPH_EINVAL;
    }
    IGRAPH_CHECK(
        igraph_matrix_init(&slot->held.matrix, (igraph_integer_t)rows, (igraph_integer_t)columns));
    slot->live = TRUE;
    slot->value.matrix = &slot->held.matrix;
    if (count > 0) {
        memcpy(&MATRIX(slot->held.matrix, 0, 0), numbers, (size_t)count * sizeof *numbers);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_texts(slot_t *slot, PyObject *list) {
    igraph_strvector_t *texts = &slot->held.string_list;
    const Py_ssize_t count = PyList_Size(list);
    if (count < 0) {
        return IGRAPH_EINVAL;
    }
    IGRAPH_CHECK(igraph_strvector_init(texts, count));
    slot->live = TRUE;
    slot->value.string_list = texts;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *holder = NULL;
        const char *text = text_get(PyList_GetItem(list, i), &holder);
        const igraph_error_t code =
            text != NULL ? igraph_strvector_set(texts, i, text) : IGRAPH_EINVAL;
        Py_XDECREF(holder);
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_integer(slot_t *slot, PyObject *object) {
    const long long number = PyLong_AsLongLong(object);
    if (number == -1 && PyErr_Occurred()) {
        return IGRAPH_EINVAL;
    }
    slot->value.integer = (igraph_integer_t)number;
    if (slot->value.integer != number) {
        PyErr_Format(PyExc_OverflowError, "%lld is too large for an integer of igraph.", number);
        return IGRAPH_EINVAL;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_real(slot_t *slot, PyObject *object) {
    slot->value.real = PyFloat_AsDouble(object);
    return slot->value.real == -1 && PyErr_Occurred() ? IGRAPH_EINVAL : IGRAPH_SUCCESS;
}

static igraph_error_t read_text(slot_t *slot, PyObject *object) {
    slot->value.string = text_get(object, &slot->holder);
    return slot->value.string != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
}

/* --- Models --------------------------------------------------------------------------- */

/* A model is a capsule with its module's name, and the module as its context. */

static void destroy_model(PyObject *capsule) {
    const latigraph_module_t *module = PyCapsule_GetContext(capsule);
    void *model = PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule));
    if (module != NULL && module->model_destroy != NULL && model != NULL) {
        module->model_destroy(model);
    }
}

static PyObject *new_model(const latigraph_module_t *module, void *model) {
    PyObject *capsule = PyCapsule_New(model, module->name, destroy_model);
    if (capsule != NULL) {
        PyCapsule_SetContext(capsule, (void *)module);
    }
    return capsule;
}

static igraph_error_t read_model(slot_t *slot, PyObject *capsule) {
    const char *name = PyCapsule_CheckExact(capsule) ? PyCapsule_GetName(capsule) : NULL;
    if (name == NULL || strcmp(name, slot->module->name) != 0) {
        PyErr_Format(PyExc_TypeError, "A model of module \"%s\" is needed.", slot->module->name);
        return IGRAPH_EINVAL;
    }
    slot->value.model = PyCapsule_GetPointer(capsule, name);
    return slot->value.model != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
}

/* --- Slots ---------------------------------------------------------------------------- */

igraph_error_t slot_input(slot_t *slot, PyObject *object) {
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
    case LATIGRAPH_TYPE_INTEGER:
        return read_integer(slot, object);
    case LATIGRAPH_TYPE_REAL:
        return read_real(slot, object);
    case LATIGRAPH_TYPE_BOOLEAN:
        slot->value.boolean = PyObject_IsTrue(object) == 1;
        return PyErr_Occurred() ? IGRAPH_EINVAL : IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_STRING:
        return read_text(slot, object);
    case LATIGRAPH_TYPE_STRING_LIST:
        return read_texts(slot, object);
    case LATIGRAPH_TYPE_MODEL:
        return read_model(slot, object);
    case LATIGRAPH_TYPE_CALLBACK:
        slot->value.callback = &slot->held.callback;
        return read_callback(&slot->held.callback, object);
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

static PyObject *graphs_object(const igraph_graph_list_t *graphs) {
    PyObject *list = PyList_New((Py_ssize_t)igraph_graph_list_size(graphs));
    for (igraph_integer_t i = 0; list != NULL && i < igraph_graph_list_size(graphs); i++) {
        PyObject *graph =
            session_cancelled() ? NULL : graph_out(igraph_graph_list_get_ptr(graphs, i));
        if (graph == NULL || PyList_SetItem(list, (Py_ssize_t)i, graph) != 0) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *numbers_object(const igraph_vector_t *vector) {
    return PyByteArray_FromStringAndSize((const char *)VECTOR(*vector),
                                         (Py_ssize_t)igraph_vector_size(vector) *
                                             (Py_ssize_t)sizeof(igraph_real_t));
}

static PyObject *matrix_object(const igraph_matrix_t *matrix) {
    PyObject *numbers = numbers_object(&matrix->data);
    return numbers != NULL ? Py_BuildValue("LLN", (long long)igraph_matrix_nrow(matrix),
                                           (long long)igraph_matrix_ncol(matrix), numbers)
                           : NULL;
}

static PyObject *texts_object(const igraph_strvector_t *texts) {
    PyObject *list = PyList_New((Py_ssize_t)igraph_strvector_size(texts));
    for (igraph_integer_t i = 0; list != NULL && i < igraph_strvector_size(texts); i++) {
        PyObject *text = text_new(igraph_strvector_get(texts, i));
        if (text == NULL || PyList_SetItem(list, (Py_ssize_t)i, text) != 0) {
            Py_CLEAR(list);
        }
    }
    return list;
}

PyObject *slot_object(slot_t *slot) {
    PyObject *object;
    switch (slot->argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        slot->live = TRUE;
        return graph_out(&slot->held.graph);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return graphs_object(&slot->held.graph_list);
    case LATIGRAPH_TYPE_VECTOR:
        return numbers_object(&slot->held.vector);
    case LATIGRAPH_TYPE_MATRIX:
        return matrix_object(&slot->held.matrix);
    case LATIGRAPH_TYPE_INTEGER:
        return PyLong_FromLongLong(slot->value.integer);
    case LATIGRAPH_TYPE_REAL:
        return PyFloat_FromDouble(slot->value.real);
    case LATIGRAPH_TYPE_BOOLEAN:
        return PyBool_FromLong(slot->value.boolean);
    case LATIGRAPH_TYPE_STRING:
        object = text_new(slot->value.string);
        igraph_free((void *)slot->value.string);
        return object;
    case LATIGRAPH_TYPE_STRING_LIST:
        return texts_object(&slot->held.string_list);
    case LATIGRAPH_TYPE_MODEL:
        return new_model(slot->module, slot->value.model);
    default: /* the table was checked: callbacks are no outputs */
        Py_RETURN_NONE;
    }
}

void slot_clear(slot_t *slot) {
    Py_CLEAR(slot->holder);
    if (!slot->live) {
        return;
    }
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
    case LATIGRAPH_TYPE_STRING_LIST:
        igraph_strvector_destroy(&slot->held.string_list);
        break;
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        g_free((gpointer)slot->held.callback_list.items);
        break;
    default:
        break;
    }
    slot->live = FALSE;
}
