/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Attributes from Python, where they are any objects.
 *
 * igraph's C attributes are numbers, truth values or texts, one kind for all vertices or edges. The
 * kind that all values of an attribute fit is chosen. Whole numbers that a double would round
 * become texts, because they are ids. */

#include "binding.h"

/* Whole numbers beyond this are no longer exact as real numbers: identifiers of neurons, say. */
#define EXACT ((long long)1 << 53)

static gboolean is_exact(PyObject *integer) {
    int overflow;
    const long long number = PyLong_AsLongLongAndOverflow(integer, &overflow);
    return overflow == 0 && number <= EXACT && number >= -EXACT;
}

/* Has it a value as a number, as those of numpy have? */
static gboolean is_number(PyObject *value) {
    if (PyFloat_Check(value) || PyLong_Check(value)) {
        return TRUE;
    }
    return !PySequence_Check(value) && PyNumber_Check(value) && !PyComplex_Check(value);
}

kept_t attribute_kind(PyObject *const *values, Py_ssize_t count, PyObject **odd) {
    Py_ssize_t missing = 0, numbers = 0, inexact = 0, booleans = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *value = values[i];
        if (PyFloat_Check(value)) {
            numbers++;
        } else if (value == Py_None) {
            missing++;
        } else if (PyBool_Check(value)) {
            booleans++;
        } else if (is_number(value)) {
            numbers++;
            inexact += PyLong_Check(value) && !is_exact(value);
        } else if (!PyUnicode_Check(value)) {
            *odd = value;
            return KEPT_NOT;
        }
    }
    if (booleans == count && count > 0) {
        return KEPT_AS_BOOLEAN;
    }
    /* Truth values among numbers are numbers; with missing ones they are the texts true, false. */
    return numbers > 0 && inexact == 0 && missing + numbers + booleans == count ? KEPT_AS_NUMBER
                                                                                : KEPT_AS_TEXT;
}

gboolean attribute_number(PyObject *value, igraph_real_t *number) {
    if (value == Py_None) {
        *number = IGRAPH_NAN;
        return TRUE;
    }
    *number = PyFloat_AsDouble(value);
    return !(*number == -1.0 && PyErr_Occurred());
}

const char *attribute_text(PyObject *value, PyObject **holder) {
    if (value == Py_None) {
        return "";
    }
    if (PyBool_Check(value)) {
        return value == Py_True ? "true" : "false";
    }
    if (PyUnicode_Check(value)) {
        return text_get(value, holder);
    }
    *holder = PyObject_Str(value); /* of a number: ASCII */
    return *holder != NULL ? PyUnicode_AsUTF8AndSize(*holder, NULL) : NULL;
}
