/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Graphs from Python.
 *
 * Python's igraph holds an igraph of its own, whose graphs must never be handed to another one. If
 * both have the same layout of graphs (latigraph_same_igraph()), edges are copied out of its
 * memory, which takes 0.05 s for a million; otherwise they come as a list. */

#include "binding.h"

#include "base/compat.h"

#include <stdio.h>

/* --- Edges from the memory of Python's igraph --------------------------------- */

/* The table of functions that Python's igraph hands out in a capsule; the second is
 * igraph_t *PyIGraph_ToCGraph(PyObject *graph). */
enum { TO_C_GRAPH = 1 };
typedef igraph_t *to_c_graph_t(PyObject *graph);
static to_c_graph_t *to_c_graph; /* NULL: edges come as lists */

gboolean graph_in_setup(const char *version, long integer_size) {
    int major, minor;
    to_c_graph = NULL;
    if (sscanf(version, "%d.%d", &major, &minor) != 2 ||
        !latigraph_same_igraph(major, minor, (int)integer_size)) {
        return FALSE;
    }
    void **table = PyCapsule_Import("igraph._igraph._C_API", 0);
    if (table == NULL) {
        PyErr_Clear();
        return FALSE;
    }
    to_c_graph = (to_c_graph_t *)(gsize)table[TO_C_GRAPH];
    return to_c_graph != NULL;
}

/* Copies the edges. The copy has attributes of C's kind, none as yet: Python's attributes hang on
 * the other graph and mean nothing to this igraph. */
static igraph_error_t copy_edges(igraph_t *graph, PyObject *source) {
    const igraph_t *theirs = to_c_graph != NULL ? to_c_graph(source) : NULL;
    if (theirs == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "A graph of Python's igraph is needed.");
        }
        return IGRAPH_EINVAL;
    }
    igraph_t view = *theirs;
    view.attr = NULL;
    IGRAPH_CHECK(igraph_copy(graph, &view));
    graph->attr = NULL;
    IGRAPH_FINALLY(igraph_destroy, graph);
    IGRAPH_CHECK(igraph_cattribute_table.init(graph, NULL));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Edges from a list ---------------------------------------------------------- */

static gboolean read_end(PyObject *pair, Py_ssize_t which, igraph_integer_t *end) {
    PyObject *item = PySequence_GetItem(pair, which);
    const long long number = item != NULL ? PyLong_AsLongLong(item) : -1;
    Py_XDECREF(item);
    if (PyErr_Occurred()) {
        return FALSE;
    }
    *end = (igraph_integer_t)number;
    return TRUE;
}

static igraph_error_t read_edges(igraph_vector_int_t *ends, PyObject *edges) {
    const Py_ssize_t count = PyList_Size(edges);
    if (count < 0) {
        return IGRAPH_EINVAL;
    }
    IGRAPH_CHECK(igraph_vector_int_resize(ends, 2 * (igraph_integer_t)count));
    for (Py_ssize_t e = 0; e < count; e++) {
        PyObject *pair = PyList_GetItem(edges, e);
        if (!read_end(pair, 0, &VECTOR(*ends)[2 * e]) ||
            !read_end(pair, 1, &VECTOR(*ends)[2 * e + 1])) {
            return IGRAPH_EINVAL;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t create(igraph_t *graph, igraph_integer_t n, gboolean directed,
                             PyObject *edges) {
    igraph_vector_int_t ends;
    IGRAPH_CHECK(igraph_vector_int_init(&ends, 0));
    igraph_error_t code = read_edges(&ends, edges);
    if (code == IGRAPH_SUCCESS) {
        code = igraph_create(graph, &ends, n, directed);
    }
    igraph_vector_int_destroy(&ends);
    return code;
}

/* --- Attributes ------------------------------------------------------------------ */

static const char *const kinds[] = {"Graph", "Vertex", "Edge"};

/* One value for a graph, a list for vertices or edges. */
typedef struct {
    igraph_t *graph;
    igraph_attribute_elemtype_t of;
    const char *name;
    PyObject **values;
    Py_ssize_t count;
} attribute_t;

static igraph_error_t set_numbers(const attribute_t *attribute, kept_t kept) {
    igraph_vector_t numbers;
    igraph_error_t code = IGRAPH_SUCCESS;
    IGRAPH_CHECK(igraph_vector_init(&numbers, attribute->count));
    for (Py_ssize_t i = 0; i < attribute->count && code == IGRAPH_SUCCESS; i++) {
        code = attribute_number(attribute->values[i], &VECTOR(numbers)[i]) ? IGRAPH_SUCCESS
                                                                           : IGRAPH_EINVAL;
    }
    if (code == IGRAPH_SUCCESS) {
        code = (kept == KEPT_AS_BOOLEAN ? bridge_set_booleans : bridge_set_numbers)(
            attribute->graph, attribute->of, attribute->name, &numbers);
    }
    igraph_vector_destroy(&numbers);
    return code;
}

static igraph_error_t set_texts(const attribute_t *attribute) {
    igraph_strvector_t texts;
    igraph_error_t code = IGRAPH_SUCCESS;
    IGRAPH_CHECK(igraph_strvector_init(&texts, attribute->count));
    for (Py_ssize_t i = 0; i < attribute->count && code == IGRAPH_SUCCESS; i++) {
        PyObject *holder = NULL;
        const char *text = attribute_text(attribute->values[i], &holder);
        code = text != NULL ? igraph_strvector_set(&texts, i, text) : IGRAPH_EINVAL;
        Py_XDECREF(holder);
    }
    if (code == IGRAPH_SUCCESS) {
        code = bridge_set_texts(attribute->graph, attribute->of, attribute->name, &texts);
    }
    igraph_strvector_destroy(&texts);
    return code;
}

/* An attribute that igraph cannot keep is left out with a warning. */
static igraph_error_t set_attribute(const attribute_t *attribute) {
    PyObject *odd = NULL;
    const kept_t kept = attribute_kind(attribute->values, attribute->count, &odd);
    if (kept == KEPT_NOT) {
        PyObject *type = PyObject_GetAttrString((PyObject *)Py_TYPE(odd), "__name__");
        PyObject *holder = NULL;
        const char *text = type != NULL ? text_get(type, &holder) : NULL;
        if (text != NULL) {
            session_warn("%s attribute \"%s\" has a value of type %s and is left out: igraph's C "
                         "attributes are numbers, truth values and texts.",
                         kinds[attribute->of], attribute->name, text);
        }
        Py_XDECREF(holder);
        Py_XDECREF(type);
        return text != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
    }
    return kept == KEPT_AS_TEXT ? set_texts(attribute) : set_numbers(attribute, kept);
}

/* The values of `object`, borrowed: itself for a graph, the items of a list otherwise. */
static igraph_error_t set_values(attribute_t *attribute, PyObject *object) {
    if (attribute->of == IGRAPH_ATTRIBUTE_GRAPH) {
        attribute->values = &object;
        attribute->count = 1;
        return set_attribute(attribute);
    }
    const igraph_integer_t wanted = attribute->of == IGRAPH_ATTRIBUTE_VERTEX
                                        ? igraph_vcount(attribute->graph)
                                        : igraph_ecount(attribute->graph);
    attribute->count = PyList_Size(object);
    if (attribute->count != wanted) {
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_ValueError, "%s attribute \"%s\" has %zd values for %lld.",
                         kinds[attribute->of], attribute->name, attribute->count,
                         (long long)wanted);
        }
        return IGRAPH_EINVAL;
    }
    attribute->values = g_try_new(PyObject *, (gsize)attribute->count + 1);
    if (attribute->values == NULL) {
        PyErr_NoMemory();
        return IGRAPH_ENOMEM;
    }
    for (Py_ssize_t i = 0; i < attribute->count; i++) {
        attribute->values[i] = PyList_GetItem(object, i);
    }
    const igraph_error_t code = set_attribute(attribute);
    g_free(attribute->values);
    return code;
}

static igraph_error_t set_attributes(igraph_t *graph, igraph_attribute_elemtype_t of,
                                     PyObject *attributes) {
    Py_ssize_t place = 0;
    PyObject *name, *values;
    if (!PyDict_Check(attributes)) {
        PyErr_SetString(PyExc_TypeError, "Attributes must be a dict.");
        return IGRAPH_EINVAL;
    }
    while (PyDict_Next(attributes, &place, &name, &values)) {
        PyObject *holder = NULL;
        attribute_t attribute = {.graph = graph, .of = of, .name = text_get(name, &holder)};
        const igraph_error_t code =
            attribute.name != NULL ? set_values(&attribute, values) : IGRAPH_EINVAL;
        Py_XDECREF(holder);
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t graph_in(igraph_t *graph, PyObject *raw) {
    PyObject *source, *edges, *attributes[3];
    long long n;
    int directed;
    if (!PyArg_ParseTuple(raw, "OLpOOOO:graph", &source, &n, &directed, &edges, &attributes[0],
                          &attributes[1], &attributes[2])) {
        return IGRAPH_EINVAL;
    }
    igraph_error_t code = edges == Py_None
                              ? copy_edges(graph, source)
                              : create(graph, (igraph_integer_t)n, directed != 0, edges);
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    for (int of = 0; of < 3 && code == IGRAPH_SUCCESS; of++) {
        code = set_attributes(graph, (igraph_attribute_elemtype_t)of, attributes[of]);
    }
    if (code != IGRAPH_SUCCESS) {
        igraph_destroy(graph);
    }
    return code;
}
