/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Graphs to Python: the ends of the edges as bytes, attributes as lists. Pairs of objects would
 * take longer to make than the graph. Python's side makes an igraph.Graph of them. */

#include "binding.h"

#include <math.h>

/* --- Edges ------------------------------------------------------------------------ */

/* Sources or targets of all edges as bytes of igraph's integers: a pair of objects for each of a
 * million edges would take longer to make than the graph. */
static PyObject *ends_out(const igraph_t *graph, gboolean targets) {
    const igraph_integer_t m = igraph_ecount(graph);
    igraph_integer_t *ends = g_try_new(igraph_integer_t, (gsize)m + 1);
    if (ends == NULL) {
        return PyErr_NoMemory();
    }
    for (igraph_integer_t e = 0; e < m; e++) {
        ends[e] = targets ? IGRAPH_TO(graph, e) : IGRAPH_FROM(graph, e);
    }
    PyObject *bytes =
        PyBytes_FromStringAndSize((const char *)ends, (Py_ssize_t)m * (Py_ssize_t)sizeof *ends);
    g_free(ends);
    return bytes;
}

/* --- Attributes --------------------------------------------------------------------- */

static PyObject *number_out(igraph_real_t number) {
    if (isnan(number)) {
        Py_RETURN_NONE;
    }
    return PyFloat_FromDouble(number);
}

static PyObject *texts_out(const char *text) {
    if (text[0] == '\0') {
        Py_RETURN_NONE;
    }
    return text_new(text);
}

/* Puts an item in its place; false if there is none. */
static gboolean put(PyObject *list, igraph_integer_t i, PyObject *item) {
    return item != NULL && PyList_SetItem(list, (Py_ssize_t)i, item) == 0;
}

static igraph_error_t put_numbers(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                  const char *name, gboolean booleans, PyObject *list) {
    igraph_vector_t values;
    gboolean fine = TRUE;
    IGRAPH_CHECK(igraph_vector_init(&values, 0));
    const igraph_error_t code = bridge_get_numbers(graph, of, name, booleans, &values);
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && fine && i < igraph_vector_size(&values);
         i++) {
        const igraph_real_t value = VECTOR(values)[i];
        fine = put(list, i, booleans ? PyBool_FromLong(value != 0) : number_out(value));
    }
    igraph_vector_destroy(&values);
    return fine ? code : IGRAPH_EINVAL;
}

static igraph_error_t put_texts(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                const char *name, PyObject *list) {
    igraph_strvector_t values;
    gboolean fine = TRUE;
    IGRAPH_CHECK(igraph_strvector_init(&values, 0));
    const igraph_error_t code = bridge_get_texts(graph, of, name, &values);
    for (igraph_integer_t i = 0;
         code == IGRAPH_SUCCESS && fine && i < igraph_strvector_size(&values); i++) {
        fine = put(list, i, texts_out(igraph_strvector_get(&values, i)));
    }
    igraph_strvector_destroy(&values);
    return fine ? code : IGRAPH_EINVAL;
}

static PyObject *list_out(const igraph_t *graph, igraph_attribute_elemtype_t of, const char *name,
                          igraph_integer_t type) {
    PyObject *list = PyList_New(
        (Py_ssize_t)(of == IGRAPH_ATTRIBUTE_VERTEX ? igraph_vcount(graph) : igraph_ecount(graph)));
    if (list == NULL) {
        return NULL;
    }
    const igraph_error_t code =
        type == IGRAPH_ATTRIBUTE_STRING
            ? put_texts(graph, of, name, list)
            : put_numbers(graph, of, name, type == IGRAPH_ATTRIBUTE_BOOLEAN, list);
    if (code != IGRAPH_SUCCESS) {
        Py_CLEAR(list);
        if (!PyErr_Occurred()) {
            PyErr_NoMemory();
        }
    }
    return list;
}

static PyObject *value_out(const igraph_t *graph, const char *name, igraph_integer_t type) {
    return type == IGRAPH_ATTRIBUTE_NUMERIC   ? number_out(igraph_cattribute_GAN(graph, name))
           : type == IGRAPH_ATTRIBUTE_BOOLEAN ? PyBool_FromLong(igraph_cattribute_GAB(graph, name))
                                              : texts_out(igraph_cattribute_GAS(graph, name));
}

/* Attributes of graph, vertices or edges by their names. */
static PyObject *attributes_out(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                const igraph_strvector_t *names, const igraph_vector_int_t *types) {
    PyObject *attributes = PyDict_New();
    for (igraph_integer_t a = 0; attributes != NULL && a < igraph_strvector_size(names); a++) {
        const char *name = igraph_strvector_get(names, a);
        PyObject *key = text_new(name);
        PyObject *value = key == NULL ? NULL
                          : of == IGRAPH_ATTRIBUTE_GRAPH
                              ? value_out(graph, name, VECTOR(*types)[a])
                              : list_out(graph, of, name, VECTOR(*types)[a]);
        if (value == NULL || PyDict_SetItem(attributes, key, value) != 0) {
            Py_CLEAR(attributes);
        }
        Py_XDECREF(value);
        Py_XDECREF(key);
    }
    return attributes;
}

/* Three dicts; false with an exception. */
static gboolean all_attributes_out(const igraph_t *graph, PyObject *all[3]) {
    bridge_inventory_t inventory;
    gboolean fine = bridge_inventory_init(&inventory, graph) == IGRAPH_SUCCESS;
    if (!fine) {
        PyErr_NoMemory();
    }
    for (int of = 0; of < 3 && fine; of++) {
        all[of] = attributes_out(graph, (igraph_attribute_elemtype_t)of, &inventory.names[of],
                                 &inventory.types[of]);
        fine = all[of] != NULL;
    }
    bridge_inventory_destroy(&inventory);
    return fine;
}

PyObject *graph_out(const igraph_t *graph) {
    /* Lists of a million fresh values, none of them garbage, need not be looked through. */
    const int collecting = PyGC_Disable();
    PyObject *all[3] = {NULL, NULL, NULL};
    PyObject *result = NULL;
    PyObject *sources = ends_out(graph, FALSE);
    PyObject *targets = sources != NULL ? ends_out(graph, TRUE) : NULL;
    if (targets != NULL && all_attributes_out(graph, all)) {
        result = Py_BuildValue("LOOOOOO", (long long)igraph_vcount(graph),
                               igraph_is_directed(graph) ? Py_True : Py_False, sources, targets,
                               all[0], all[1], all[2]);
    }
    for (int of = 0; of < 3; of++) {
        Py_XDECREF(all[of]);
    }
    Py_XDECREF(targets);
    Py_XDECREF(sources);
    if (collecting) {
        PyGC_Enable();
    }
    return result;
}
