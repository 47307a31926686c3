/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The exceptions of the package. Each is a class of ours and the class of Python that a program
 * would expect (ValueError, OSError), so that both can be caught. An error code of igraph decides
 * which. */

#include "binding.h"

/* The classes, alive as long as the module. */
static PyObject *base, *value, *runtime, *file, *warning;

/* A class that is ours and, if `also` is given, one of Python's. */
static PyObject *add_class(PyObject *module, const char *name, const char *doc, PyObject *parent,
                           PyObject *also) {
    char full[64];
    g_snprintf(full, sizeof full, "latigraph.%s", name);
    PyObject *bases = also != NULL ? PyTuple_Pack(2, parent, also) : PyTuple_Pack(1, parent);
    PyObject *class = bases != NULL ? PyErr_NewExceptionWithDoc(full, doc, bases, NULL) : NULL;
    Py_XDECREF(bases);
    if (class != NULL && PyModule_AddObjectRef(module, name, class) != 0) {
        Py_CLEAR(class);
    }
    return class;
}

gboolean exceptions_setup(PyObject *module) {
    base = add_class(module, "LatigraphError",
                     "What the library refuses or fails at, with igraph's message.",
                     PyExc_Exception, NULL);
    if (base == NULL) {
        return FALSE;
    }
    value = add_class(module, "LatigraphValueError", "An argument that makes no sense.", base,
                      PyExc_ValueError);
    runtime = add_class(module, "LatigraphRuntimeError", "Something that could not be done.", base,
                        PyExc_RuntimeError);
    file = add_class(module, "LatigraphFileError", "A file that cannot be read or written.", base,
                     PyExc_OSError);
    warning = add_class(module, "LatigraphWarning", "A decision that the user should know.",
                        PyExc_UserWarning, NULL);
    return value != NULL && runtime != NULL && file != NULL && warning != NULL;
}

PyObject *exceptions_warning(void) {
    return warning;
}

static PyObject *class_of(igraph_error_t code) {
    switch (code) {
    case IGRAPH_ENOMEM:
        return PyExc_MemoryError;
    case IGRAPH_INTERRUPTED:
        return PyExc_KeyboardInterrupt;
    case IGRAPH_EFILE:
        return file;
    case IGRAPH_EINVAL:
    case IGRAPH_EINVVID:
    case IGRAPH_EINVMODE:
    case IGRAPH_EXISTS:
#if IGRAPH_VERSION_MAJOR < 1
    case IGRAPH_NONSQUARE: /* igraph 1.0 reports IGRAPH_EINVAL instead. */
#endif
    case IGRAPH_EOVERFLOW:
    case IGRAPH_PARSEERROR:
        return value;
    default:
        return runtime;
    }
}

void exceptions_raise(igraph_error_t code, const char *message) {
    PyObject *text = text_new(message);
    if (text != NULL) {
        PyErr_SetObject(class_of(code), text);
        Py_DECREF(text);
    }
}
