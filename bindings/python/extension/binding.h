/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_PYTHON_BINDING_H
#define LATIGRAPH_PYTHON_BINDING_H

/* The extension reads the table of operations and calls it; what users see is made of that in
 * Python. One build serves every Python from 3.10 on: the limited API is part of CPPFLAGS. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "bridge.h"

#include <glib.h>

/* --- Sessions (session.c) --------------------------------------------------- */

/* One call from Python into the library. A lock admits one thread at a time, because igraph's state
 * belongs to the process; a function of the user's may call the library again from the thread that
 * holds the lock. */
typedef struct {
    bridge_t bridge;
    gboolean away;           /* at work that touches no Python object except in callbacks */
    PyThreadState *released; /* not NULL while other threads of Python may run */
    gboolean collecting;     /* Python collects garbage outside of the session, not inside */
    PyObject *progress;      /* called with message and percent, or NULL */
    PyObject *type, *value, *traceback; /* exception of Python code that was called back */
    Py_ssize_t level;                   /* frames up to the code that warnings point at */
} session_t;

/* Creates the lock; false with an exception. */
gboolean session_setup(void);
/* Replaces a lock that another thread held when the process forked, because nobody holds it in the
 * child; false with an exception. */
gboolean session_after_fork(void);

/* Waits for the lock and begins a session; false with an exception if interrupted. End the session
 * with the interpreter's lock held. */
gboolean session_begin(session_t *session, PyObject *progress, Py_ssize_t level);
/* Ends the session. Turns the code, or what a callback raised, into an exception and igraph's
 * warnings into Python's; false if there is an exception, also one that was set before. */
gboolean session_end(session_t *session, igraph_error_t code);

/* Around long work that touches no Python object. */
void session_release_python(session_t *session);
void session_take_python(session_t *session);

/* Before Python objects are touched in a call back; returns the session that is open. */
session_t *session_hold_python(void);
/* Around Python code that is called back: igraph is as before the session meanwhile. */
session_t *session_step_out(void);
/* Ends that. An exception is kept for the session's end; false if there was one. */
gboolean session_step_in(session_t *session);

/* Adds a warning of the binding. */
void session_warn(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* --- Exceptions (exceptions.c) ---------------------------------------------- */

/* Adds the classes to the module; false with an exception. */
gboolean exceptions_setup(PyObject *module);
/* Raises what fits the code. */
void exceptions_raise(igraph_error_t code, const char *message);
PyObject *exceptions_warning(void);

/* --- Texts (text.c) --------------------------------------------------------- */

/* UTF-8, or bytes that stand for themselves (surrogateescape), as in names of files. Belongs to
 * `text` or to *holder, which the caller drops; NULL with an exception. */
const char *text_get(PyObject *text, PyObject **holder);
PyObject *text_new(const char *text);

/* --- Graphs (graph_in.c, graph_out.c) --------------------------------------- */

/* Is the igraph inside of Python's igraph laid out as ours? If so, edges are copied from its
 * memory. The two are not the same library: nothing else of it is touched. */
gboolean graph_in_setup(const char *version, long integer_size);

/* Makes a graph of (source, n, directed, edges, graph, vertex, edge attributes): edges are None
 * (read from source, a graph of Python's igraph) or a list of pairs, attributes dicts of values or
 * lists. IGRAPH_EINVAL with a Python exception set, or with igraph's error. */
igraph_error_t graph_in(igraph_t *graph, PyObject *raw);

/* (n, directed, sources, targets, graph, vertex, edge attributes), sources and targets of the edges
 * as bytes of igraph's integers; NULL with an exception. What is missing (NaN, an empty text) is
 * None. */
PyObject *graph_out(const igraph_t *graph);

/* --- Attributes of one element type (attribute_in.c) -------------------------- */

/* How a list of values is kept in igraph. */
typedef enum { KEPT_AS_NUMBER, KEPT_AS_BOOLEAN, KEPT_AS_TEXT, KEPT_NOT } kept_t;

/* Looks at `count` values; *odd gets the first that cannot be kept. */
kept_t attribute_kind(PyObject *const *values, Py_ssize_t count, PyObject **odd);
/* NaN for None; false with an exception. */
gboolean attribute_number(PyObject *value, igraph_real_t *number);
/* "" for None, "true" and "false" for truth values; as text_get(). */
const char *attribute_text(PyObject *value, PyObject **holder);

/* --- Values of arguments (value.c) ------------------------------------------ */

/* A value that Python code gave. */
typedef struct {
    bridge_input_t input;
    PyObject *holder; /* owner of a text, or NULL */
} slot_t;

/* Converts an object by the type of the slot's argument. Errors as in graph_in(). */
igraph_error_t slot_read(slot_t *slot, const latigraph_module_t *module, PyObject *object);
void slot_clear(slot_t *slot);
/* Makes an object of an output of a call. IGRAPH_EINVAL with a Python exception set, or igraph's
 * error. */
igraph_error_t output_object(session_t *session, latigraph_call_t *call,
                             const latigraph_argument_t *argument, PyObject **object);

/* --- Calls (call.c) --------------------------------------------------------------- */

/* call(operation, inputs, outputs, progress, level): (outputs by name, remarks). */
PyObject *python_call(PyObject *self, PyObject *arguments);
/* render(operation, inputs, outputs, form, width): bytes of a text or a figure of a result. */
PyObject *python_render(PyObject *self, PyObject *arguments);

#endif
