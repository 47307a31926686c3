/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Texts of Python as UTF-8 and back. Names of files can hold bytes that are not UTF-8; they cross
 * as Python's surrogates. A NUL character would end a text of C, and is refused. */

#include "binding.h"

#include <string.h>

static const char *without_zero(const char *text, Py_ssize_t length) {
    if (text != NULL && strlen(text) != (size_t)length) {
        PyErr_SetString(PyExc_ValueError, "A text must not have a NUL character in it.");
        return NULL;
    }
    return text;
}

const char *text_get(PyObject *text, PyObject **holder) {
    Py_ssize_t length;
    char *bytes;
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "A text is needed.");
        return NULL;
    }
    const char *plain = PyUnicode_AsUTF8AndSize(text, &length);
    if (plain != NULL) {
        return without_zero(plain, length);
    }
    PyErr_Clear();
    *holder = PyUnicode_AsEncodedString(text, "utf-8", "surrogateescape");
    if (*holder == NULL || PyBytes_AsStringAndSize(*holder, &bytes, &length) != 0) {
        return NULL;
    }
    return without_zero(bytes, length);
}

PyObject *text_new(const char *text) {
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogateescape");
}
