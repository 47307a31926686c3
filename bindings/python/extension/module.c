/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The module object: what Python code can call. Operations are not listed here; they come from the
 * table, as JSON, and one function calls any of them. */

#include "binding.h"

#include <latigraph/version.h>

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

static PyObject *property_names(PyObject *self, PyObject *unused) {
    PyObject *list = PyList_New(0);
    (void)self;
    (void)unused;
    for (igraph_integer_t i = 0; list != NULL && latigraph_property_name(NULL, i) != NULL; i++) {
        PyObject *name = text_new(latigraph_property_name(NULL, i));
        if (name == NULL || PyList_Append(list, name) != 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(name);
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
    if (!session_after_fork()) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* --- The module ------------------------------------------------------------------------------- */

static PyMethodDef methods[] = {
    {"call", python_call, METH_VARARGS,
     "call(operation, inputs, outputs, progress, level): (outputs by name, remarks)."},
    {"render", python_render, METH_VARARGS,
     "render(operation, inputs, outputs, form, width, style): a text or a figure of a result, as "
     "bytes."},
    {"describe", describe, METH_NOARGS, "describe(): the table of operations, as JSON."},
    {"fit_options", fit_options, METH_NOARGS,
     "fit_options(): (name, default, range, text) of every option of a fit."},
    {"property_names", property_names, METH_NOARGS,
     "property_names(): the properties of the table."},
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
        "The C part of latigraph's Python package. A lock lets one call run at a time, because "
        "igraph's handlers belong to the process.",
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
