/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Values of arguments and results, by the types of the table, and functions of the user. A value
 * that does not fit raises an exception with the name of the argument. */

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

static igraph_error_t read_callbacks(bridge_input_t *input, PyObject *list) {
    const Py_ssize_t count = PyList_Size(list);
    latigraph_callback_t *items;
    if (count < 0) {
        return IGRAPH_EINVAL;
    }
    igraph_error_t code = bridge_hold_callbacks(input, (igraph_integer_t)count, &items);
    for (Py_ssize_t k = 0; k < count && code == IGRAPH_SUCCESS; k++) {
        code = read_callback(&items[k], PyList_GetItem(list, k));
    }
    return code;
}

/* --- Graphs, numbers, texts ----------------------------------------------------------- */

static igraph_error_t read_graphs(bridge_input_t *input, PyObject *list) {
    const Py_ssize_t count = PyList_Size(list);
    igraph_error_t code = count >= 0 ? bridge_hold_graphs(input) : IGRAPH_EINVAL;
    for (Py_ssize_t i = 0; i < count && code == IGRAPH_SUCCESS; i++) {
        igraph_t graph;
        if (bridge_cancelled()) {
            return IGRAPH_INTERRUPTED;
        }
        code = graph_in(&graph, PyList_GetItem(list, i));
        code = code == IGRAPH_SUCCESS ? bridge_add_graph(input, &graph) : code;
    }
    return code;
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

static igraph_error_t read_vector(bridge_input_t *input, PyObject *bytes) {
    const igraph_real_t *numbers;
    igraph_integer_t count;
    const igraph_error_t code = read_numbers(bytes, &numbers, &count);
    return code == IGRAPH_SUCCESS ? bridge_hold_vector(input, numbers, count) : code;
}

/* (rows, columns, bytes), one column after the other as igraph keeps them. */
static igraph_error_t read_matrix(bridge_input_t *input, PyObject *triple) {
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
    return bridge_hold_matrix(input, numbers, (igraph_integer_t)rows, (igraph_integer_t)columns);
}

static igraph_error_t read_bytes(bridge_input_t *input, PyObject *bytes) {
    char *start;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(bytes, &start, &size) != 0) {
        return IGRAPH_EINVAL;
    }
    return bridge_hold_bytes(input, start, (igraph_integer_t)size);
}

static igraph_error_t read_texts(bridge_input_t *input, PyObject *list) {
    const Py_ssize_t count = PyList_Size(list);
    igraph_error_t code =
        count >= 0 ? bridge_hold_texts(input, (igraph_integer_t)count) : IGRAPH_EINVAL;
    for (Py_ssize_t i = 0; i < count && code == IGRAPH_SUCCESS; i++) {
        PyObject *holder = NULL;
        const char *text = text_get(PyList_GetItem(list, i), &holder);
        code =
            text != NULL ? igraph_strvector_set(&input->held.string_list, i, text) : IGRAPH_EINVAL;
        Py_XDECREF(holder);
    }
    return code;
}

static igraph_error_t read_integer(bridge_input_t *input, PyObject *object) {
    const long long number = PyLong_AsLongLong(object);
    if (number == -1 && PyErr_Occurred()) {
        return IGRAPH_EINVAL;
    }
    input->value.integer = (igraph_integer_t)number;
    if (input->value.integer != number) {
        PyErr_Format(PyExc_OverflowError, "%lld is too large for an integer of igraph.", number);
        return IGRAPH_EINVAL;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_real(bridge_input_t *input, PyObject *object) {
    input->value.real = PyFloat_AsDouble(object);
    return input->value.real == -1 && PyErr_Occurred() ? IGRAPH_EINVAL : IGRAPH_SUCCESS;
}

static igraph_error_t read_boolean(bridge_input_t *input, PyObject *object) {
    input->value.boolean = PyObject_IsTrue(object) == 1;
    return PyErr_Occurred() ? IGRAPH_EINVAL : IGRAPH_SUCCESS;
}

static igraph_error_t read_text(slot_t *slot, PyObject *object) {
    slot->input.value.string = text_get(object, &slot->holder);
    return slot->input.value.string != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
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

static igraph_error_t read_model(bridge_input_t *input, const latigraph_module_t *module,
                                 PyObject *capsule) {
    const char *name = PyCapsule_CheckExact(capsule) ? PyCapsule_GetName(capsule) : NULL;
    if (name == NULL || strcmp(name, module->name) != 0) {
        PyErr_Format(PyExc_TypeError, "A model of module \"%s\" is needed.", module->name);
        return IGRAPH_EINVAL;
    }
    input->value.model = PyCapsule_GetPointer(capsule, name);
    return input->value.model != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
}

/* --- Inputs --------------------------------------------------------------------------- */

static igraph_error_t read_graph(bridge_input_t *input, PyObject *object) {
    const igraph_error_t code = graph_in(&input->held.graph, object);
    input->live = code == IGRAPH_SUCCESS;
    input->value.graph = &input->held.graph;
    return code;
}

igraph_error_t slot_read(slot_t *slot, const latigraph_module_t *module, PyObject *object) {
    bridge_input_t *input = &slot->input;
    switch (input->argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        return read_graph(input, object);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return read_graphs(input, object);
    case LATIGRAPH_TYPE_VECTOR:
        return read_vector(input, object);
    case LATIGRAPH_TYPE_MATRIX:
        return read_matrix(input, object);
    case LATIGRAPH_TYPE_INTEGER:
        return read_integer(input, object);
    case LATIGRAPH_TYPE_REAL:
        return read_real(input, object);
    case LATIGRAPH_TYPE_BOOLEAN:
        return read_boolean(input, object);
    case LATIGRAPH_TYPE_STRING:
        return read_text(slot, object);
    case LATIGRAPH_TYPE_STRING_LIST:
        return read_texts(input, object);
    case LATIGRAPH_TYPE_BYTES:
        return read_bytes(input, object);
    case LATIGRAPH_TYPE_MODEL:
        return read_model(input, module, object);
    case LATIGRAPH_TYPE_CALLBACK:
        input->value.callback = &input->held.callback;
        return read_callback(&input->held.callback, object);
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        return read_callbacks(input, object);
    }
    IGRAPH_ERRORF("Argument \"%s\" is of unknown type %d.", IGRAPH_EINVAL, input->argument->name,
                  (int)input->argument->type);
}

void slot_clear(slot_t *slot) {
    Py_CLEAR(slot->holder);
    bridge_input_clear(&slot->input);
}

/* --- Outputs -------------------------------------------------------------------------- */

static PyObject *graphs_object(const igraph_graph_list_t *graphs) {
    PyObject *list = PyList_New((Py_ssize_t)igraph_graph_list_size(graphs));
    for (igraph_integer_t i = 0; list != NULL && i < igraph_graph_list_size(graphs); i++) {
        PyObject *graph =
            bridge_cancelled() ? NULL : graph_out(igraph_graph_list_get_ptr(graphs, i));
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

static igraph_error_t model_object(latigraph_call_t *call, const char *name, PyObject **capsule) {
    const latigraph_module_t *module = latigraph_operation_module(latigraph_call_operation(call));
    void *model;
    IGRAPH_CHECK(latigraph_call_take_model(call, name, &model));
    *capsule = PyCapsule_New(model, module->name, destroy_model);
    if (*capsule == NULL) {
        module->model_destroy(model);
        return IGRAPH_EINVAL;
    }
    PyCapsule_SetContext(*capsule, (void *)module);
    return IGRAPH_SUCCESS;
}

static PyObject *value_object(const latigraph_argument_t *argument,
                              const latigraph_value_t *value) {
    switch (argument->type) {
    case LATIGRAPH_TYPE_GRAPH:
        return graph_out(value->graph);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return graphs_object(value->graph_list);
    case LATIGRAPH_TYPE_VECTOR:
        return numbers_object(value->vector);
    case LATIGRAPH_TYPE_MATRIX:
        return matrix_object(value->matrix);
    case LATIGRAPH_TYPE_INTEGER:
        return PyLong_FromLongLong(value->integer);
    case LATIGRAPH_TYPE_REAL:
        return PyFloat_FromDouble(value->real);
    case LATIGRAPH_TYPE_BOOLEAN:
        return PyBool_FromLong(value->boolean);
    case LATIGRAPH_TYPE_STRING:
        return text_new(value->string != NULL ? value->string : "");
    case LATIGRAPH_TYPE_STRING_LIST:
        return texts_object(value->string_list);
    case LATIGRAPH_TYPE_BYTES:
        return PyBytes_FromStringAndSize(VECTOR(*value->bytes),
                                         (Py_ssize_t)igraph_vector_char_size(value->bytes));
    default: /* the table was checked: callbacks are no outputs */
        Py_RETURN_NONE;
    }
}

igraph_error_t output_object(session_t *session, latigraph_call_t *call,
                             const latigraph_argument_t *argument, PyObject **object) {
    latigraph_value_t value;
    *object = NULL;
    if (argument->type == LATIGRAPH_TYPE_MODEL) {
        return model_object(call, argument->name, object);
    }
    session_release_python(session); /* circuits become graphs here */
    const igraph_error_t code = latigraph_call_get(call, argument->name, &value);
    session_take_python(session);
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    *object = value_object(argument, &value);
    return *object != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
}
