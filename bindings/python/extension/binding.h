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

#include <glib.h>
#include <latigraph/latigraph.h>

/* --- Sessions (session.c) --------------------------------------------------- */

/* One call from Python into the library. igraph's handlers, error stack and attribute table belong
 * to the process, not to a thread, so a lock admits one thread at a time; a property of the user's
 * may call the library again from the thread that holds it. */
typedef struct session_t session_t;

/* What igraph calls back, and where it gets attributes from. */
typedef struct {
    igraph_error_handler_t *error;
    igraph_warning_handler_t *warning;
    igraph_progress_handler_t *progress;
    igraph_interruption_handler_t *interruption;
    const igraph_attribute_table_t *attributes;
} handlers_t;

struct session_t {
    session_t *outer;        /* the session whose callback made this one, or NULL */
    handlers_t host;         /* what was set before */
    gboolean away;           /* at work that touches no Python object, but for calls back */
    PyThreadState *released; /* not NULL while other threads of Python may run */
    gboolean collecting;     /* garbage was collected before, and is not now */
    PyObject *progress;      /* called with message and percent; NULL: nobody asks */
    PyObject *type, *value, *traceback; /* what Python code that was called back raised */
    GString *errors;                    /* texts of igraph's errors, one a line */
    GPtrArray *warnings;                /* texts */
    Py_ssize_t level;                   /* frames up to the code that warnings are about */
    gint64 last_progress, last_check;   /* microseconds */
    gboolean finished;                  /* the last progress that was told was 100 % */
};

/* Creates the lock; false with an exception. */
gboolean session_setup(void);
/* A lock that another thread held when the process forked is held by nobody in the child. */
void session_after_fork(void);

/* Waits for the lock and sets igraph's handlers; false with an exception if interrupted. The
 * session is to be ended, with the interpreter's lock held. */
gboolean session_begin(session_t *session, PyObject *progress, Py_ssize_t level);
/* Sets everything back. Turns the code, or what a callback raised, into an exception and warnings
 * into Python's; false if there is an exception, be it of before. */
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

/* Has the user asked to stop? Between graphs, with the interpreter's lock held; an exception then
 * is kept for the session's end. */
gboolean session_cancelled(void);

/* A warning of our own. */
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

/* One argument of a call. */
typedef struct {
    const latigraph_argument_t *argument;
    const latigraph_module_t *module; /* of the operation */
    latigraph_value_t value;
    union {
        igraph_t graph;
        igraph_graph_list_t graph_list;
        igraph_vector_t vector;
        igraph_matrix_t matrix;
        igraph_strvector_t string_list;
        latigraph_callback_t callback;
        latigraph_callback_list_t callback_list;
    } held;
    gboolean live;    /* `held` is to be destroyed */
    PyObject *holder; /* what owns a text */
} slot_t;

/* Reads an input, or makes room for an output. Errors as in graph_in(). */
igraph_error_t slot_input(slot_t *slot, PyObject *object);
igraph_error_t slot_output(slot_t *slot);
/* An output as an object; NULL with an exception. */
PyObject *slot_object(slot_t *slot);
void slot_clear(slot_t *slot);

#endif
