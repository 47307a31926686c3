/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "binding.h"

#include <latigraph/version.h>
#include <string.h>

/* --- Calls ------------------------------------------------------------------------------ */

/* The arguments of one call: inputs, then outputs. */
typedef struct {
    const latigraph_operation_t *operation;
    slot_t *slots;
    igraph_integer_t inputs, count;
} call_t;

static igraph_error_t find_argument(const call_t *call, slot_t *slot, PyObject *name,
                                    latigraph_direction_of_argument_t direction) {
    PyObject *holder = NULL;
    const char *text = text_get(name, &holder);
    for (igraph_integer_t i = 0; text != NULL && i < call->operation->argument_count; i++) {
        const latigraph_argument_t *argument = &call->operation->arguments[i];
        if (argument->direction == direction && strcmp(argument->name, text) == 0) {
            slot->argument = argument;
        }
    }
    Py_XDECREF(holder);
    if (slot->argument == NULL && text != NULL) {
        PyErr_Format(PyExc_TypeError, "Operation \"%s\" has no %s \"%U\".", call->operation->name,
                     direction == LATIGRAPH_IN ? "input" : "output", name);
    }
    slot->module = latigraph_operation_module(call->operation);
    return slot->argument != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
}

static igraph_error_t read_inputs(call_t *call, PyObject *inputs) {
    Py_ssize_t place = 0;
    PyObject *name, *object;
    while (PyDict_Next(inputs, &place, &name, &object)) {
        slot_t *slot = &call->slots[call->count++];
        igraph_error_t code = find_argument(call, slot, name, LATIGRAPH_IN);
        code = code == IGRAPH_SUCCESS ? slot_input(slot, object) : code;
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    call->inputs = call->count;
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_outputs(call_t *call, PyObject *outputs) {
    for (Py_ssize_t k = 0; k < PyTuple_Size(outputs); k++) {
        slot_t *slot = &call->slots[call->count++];
        igraph_error_t code = find_argument(call, slot, PyTuple_GetItem(outputs, k), LATIGRAPH_OUT);
        code = code == IGRAPH_SUCCESS ? slot_output(slot) : code;
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(call_t *call, session_t *session) {
    const char **names = g_new(const char *, (gsize)call->count + 1);
    latigraph_value_t *values = g_new(latigraph_value_t, (gsize)call->count + 1);
    for (igraph_integer_t i = 0; i < call->count; i++) {
        names[i] = call->slots[i].argument->name;
        values[i] = call->slots[i].value;
    }
    session_release_python(session);
    const igraph_error_t code =
        latigraph_operation_call(call->operation->name, names, values, call->count);
    session_take_python(session);
    for (igraph_integer_t i = 0; i < call->count; i++) {
        call->slots[i].value = values[i];
    }
    g_free(values);
    g_free(names);
    return code;
}

/* The outputs by their names; all are looked at, so that none is lost when one fails. */
static PyObject *collect(call_t *call) {
    PyObject *result = PyDict_New();
    for (igraph_integer_t i = call->inputs; i < call->count; i++) {
        PyObject *object = slot_object(&call->slots[i]);
        if (result != NULL &&
            (object == NULL ||
             PyDict_SetItemString(result, call->slots[i].argument->name, object) != 0)) {
            Py_CLEAR(result);
        }
        Py_XDECREF(object);
    }
    return result;
}

static igraph_error_t perform(call_t *call, session_t *session, PyObject *inputs, PyObject *outputs,
                              PyObject **result) {
    igraph_error_t code = read_inputs(call, inputs);
    code = code == IGRAPH_SUCCESS ? make_outputs(call, outputs) : code;
    code = code == IGRAPH_SUCCESS ? invoke(call, session) : code;
    if (code == IGRAPH_SUCCESS) {
        *result = collect(call);
        code = *result != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
    }
    for (igraph_integer_t i = 0; i < call->count; i++) {
        slot_clear(&call->slots[i]);
    }
    return code;
}

static PyObject *call(PyObject *self, PyObject *arguments) {
    const char *name;
    PyObject *inputs, *outputs, *progress, *result = NULL;
    Py_ssize_t level;
    session_t session;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "sO!O!On:call", &name, &PyDict_Type, &inputs, &PyTuple_Type,
                          &outputs, &progress, &level)) {
        return NULL;
    }
    call_t all = {.operation = latigraph_operation_find(name)};
    if (all.operation == NULL) {
        PyErr_Format(PyExc_ValueError, "There is no operation \"%s\".", name);
        return NULL;
    }
    if (!session_begin(&session, progress != Py_None ? progress : NULL, level)) {
        return NULL;
    }
    all.slots = g_new0(slot_t, (gsize)(PyDict_Size(inputs) + PyTuple_Size(outputs)) + 1);
    const igraph_error_t code = perform(&all, &session, inputs, outputs, &result);
    g_free(all.slots);
    if (!session_end(&session, code)) {
        Py_CLEAR(result);
    }
    return result;
}

/* --- The table ---------------------------------------------------------------------------- */

static PyObject *describe(PyObject *self, PyObject *unused) {
    session_t session;
    char *json = NULL;
    PyObject *text = NULL;
    (void)self;
    (void)unused;
    if (!session_begin(&session, NULL, 1)) {
        return NULL;
    }
    const igraph_error_t code = latigraph_operation_describe(NULL, /*json=*/true, &json);
    if (code == IGRAPH_SUCCESS) {
        text = text_new(json);
        igraph_free(json);
    }
    if (!session_end(&session, code)) {
        Py_CLEAR(text);
    }
    return text;
}

static PyObject *fit_options(PyObject *self, PyObject *unused) {
    const igraph_integer_t count = latigraph_fit_options_count();
    PyObject *list = PyList_New((Py_ssize_t)count);
    (void)self;
    (void)unused;
    for (igraph_integer_t i = 0; list != NULL && i < count; i++) {
        const latigraph_fit_option_info_t *info = latigraph_fit_options_info(i);
        PyObject *row =
            Py_BuildValue("zzzz", info->name, info->default_value, info->range, info->doc);
        if (row == NULL || PyList_SetItem(list, (Py_ssize_t)i, row) != 0) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *load_modules(PyObject *self, PyObject *arguments) {
    const char *path = NULL;
    session_t session;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "|z:load_modules", &path) ||
        !session_begin(&session, NULL, 1)) {
        return NULL;
    }
    if (!session_end(&session,
                     path != NULL ? latigraph_module_load(path) : latigraph_module_load_all())) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* --- The other igraph ------------------------------------------------------------------------ */

static PyObject *use_igraph(PyObject *self, PyObject *arguments) {
    const char *version;
    long integer_size;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "sl:use_igraph", &version, &integer_size)) {
        return NULL;
    }
    return PyBool_FromLong(graph_in_setup(version, integer_size));
}

static PyObject *after_fork(PyObject *self, PyObject *unused) {
    (void)self;
    (void)unused;
    session_after_fork();
    Py_RETURN_NONE;
}

/* --- The module ------------------------------------------------------------------------------- */

static PyMethodDef methods[] = {
    {"call", call, METH_VARARGS,
     "call(operation, inputs, outputs, progress, level): outputs by name; see _call.py."},
    {"describe", describe, METH_NOARGS, "describe(): the table of operations, as JSON."},
    {"fit_options", fit_options, METH_NOARGS,
     "fit_options(): (name, default, range, text) of every option of a fit."},
    {"load_modules", load_modules, METH_VARARGS,
     "load_modules(path=None): loads one module, or all on the search path."},
    {"use_igraph", use_igraph, METH_VARARGS,
     "use_igraph(version, integer_size): may edges be copied from its memory?"},
    {"after_fork", after_fork, METH_NOARGS, "after_fork(): to be called in the child."},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_latigraph",
    .m_doc =
        "What latigraph's Python package is made of. One call at a time runs, by a lock of its "
        "own: igraph's handlers belong to the process.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__latigraph(void);

PyMODINIT_FUNC PyInit__latigraph(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) {
        return NULL;
    }
    if (!session_setup() || !exceptions_setup(module) ||
        PyModule_AddStringConstant(module, "version", LATIGRAPH_VERSION) != 0 ||
        PyModule_AddStringConstant(module, "igraph_version", IGRAPH_VERSION) != 0 ||
        PyModule_AddIntConstant(module, "integer_size", IGRAPH_INTEGER_SIZE) != 0) {
        Py_CLEAR(module);
    }
    return module;
}
