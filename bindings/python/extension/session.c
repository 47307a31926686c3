/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Sessions: the time in which a thread of Python works with igraph.
 *
 * igraph's error stack and handlers belong to the process, so that one session runs at a time.
 * Python's lock is released meanwhile, and taken back for progress, functions of the user and
 * Ctrl-C. A thread that waits for its turn looks for Ctrl-C, too. */

#include "binding.h"

#include <string.h>

/* Microseconds between two looks for Ctrl-C while another thread holds the lock. */
enum { LOCK_PERIOD = 50000 };

static PyThread_type_lock lock;
static unsigned long owner; /* the thread that holds it; read and written under Python's lock */
static int depth;           /* sessions of that thread */

/* In some distributions Python's igraph uses the very igraph that this extension uses. Then nothing
 * of Python may run during a session: no other thread, and no finaliser of a graph. The same holds
 * before Python's igraph is imported, because an import in another thread could turn out to be
 * that. */
static gboolean shared_with_python;

/* Learns at the begin of a session whether that is so: an igraph that Python uses has a table of
 * attributes outside of sessions. */
static void look_for_sharing(void) {
    PyObject *modules = PyImport_GetModuleDict(); /* borrowed */
    shared_with_python =
        PyDict_GetItemString(modules, "igraph._igraph") == NULL || igraph_has_attribute_table();
}

/* Creates the lock if there is none; false with an exception. */
static gboolean make_lock(void) {
    lock = lock != NULL ? lock : PyThread_allocate_lock();
    if (lock == NULL) {
        PyErr_NoMemory();
    }
    return lock != NULL;
}

gboolean session_setup(void) {
    return make_lock();
}

gboolean session_after_fork(void) {
    if (depth == 0 || owner != PyThread_get_thread_ident()) {
        lock = NULL; /* the old one stays locked for good */
        depth = 0;
        bridge_forget();
        return make_lock();
    }
    return TRUE;
}

/* --- The lock ---------------------------------------------------------------- */

static gboolean take_lock(void) {
    if (!make_lock()) { /* there was no memory for it after a fork */
        return FALSE;
    }
    if (depth > 0 && owner == PyThread_get_thread_ident()) {
        depth++;
        return TRUE;
    }
    for (;;) {
        PyLockStatus status;
        Py_BEGIN_ALLOW_THREADS;
        status = PyThread_acquire_lock_timed(lock, LOCK_PERIOD, /*intr_flag=*/1);
        Py_END_ALLOW_THREADS;
        if (status == PY_LOCK_ACQUIRED) {
            break;
        }
        if (PyErr_CheckSignals() != 0) {
            return FALSE;
        }
    }
    owner = PyThread_get_thread_ident();
    depth = 1;
    return TRUE;
}

static void drop_lock(void) {
    if (--depth == 0) {
        owner = 0;
        PyThread_release_lock(lock);
    }
}

/* --- Other threads of Python ------------------------------------------------- */

static session_t *current_session(void) {
    return (session_t *)bridge_current();
}

static void released(session_t *session) {
    if (session->away && !shared_with_python) {
        session->released = PyEval_SaveThread();
    }
}

session_t *session_hold_python(void) {
    session_t *current = current_session();
    if (current->released != NULL) {
        PyEval_RestoreThread(current->released);
        current->released = NULL;
    }
    return current;
}

void session_release_python(session_t *session) {
    session->away = TRUE;
    released(session);
}

void session_take_python(session_t *session) {
    session_hold_python();
    session->away = FALSE;
}

/* --- Python code within a session --------------------------------------------- */

static void step_in(session_t *session) {
    session->collecting = shared_with_python && PyGC_Disable();
    bridge_step_in(&session->bridge);
}

static void allow_finalisers(const session_t *session) {
    if (session->collecting) {
        PyGC_Enable();
    }
}

session_t *session_step_out(void) {
    session_t *session = session_hold_python();
    bridge_step_out(&session->bridge);
    allow_finalisers(session);
    return session;
}

static void keep_exception(session_t *session) {
    if (session->type == NULL) {
        PyErr_Fetch(&session->type, &session->value, &session->traceback);
    } else {
        PyErr_Clear(); /* the first one counts */
    }
}

gboolean session_step_in(session_t *session) {
    const gboolean failed = PyErr_Occurred() != NULL;
    if (failed) {
        keep_exception(session);
    }
    step_in(session);
    released(session);
    return !failed;
}

/* --- What the bridge asks for --------------------------------------------------- */

bool bridge_failed(const bridge_t *session) {
    return ((const session_t *)session)->type != NULL;
}

/* Handlers of signals are Python code and run here, in Python's main thread only. */
bool bridge_check(bridge_t *bridge) {
    (void)bridge;
    session_t *session = session_step_out();
    PyErr_CheckSignals();
    return session_step_in(session);
}

bool bridge_report(bridge_t *bridge, const char *message, double percent) {
    (void)bridge;
    session_t *session = session_step_out();
    PyObject *result = PyObject_CallFunction(session->progress, "Nd", text_new(message), percent);
    Py_XDECREF(result);
    return session_step_in(session);
}

void session_warn(const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    g_vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    bridge_warn(text);
}

/* --- Begin and end -------------------------------------------------------------- */

gboolean session_begin(session_t *session, PyObject *progress, Py_ssize_t level) {
    if (!take_lock()) {
        return FALSE;
    }
    if (depth == 1) {
        look_for_sharing();
    }
    *session = (session_t){.progress = progress, .level = level};
    session->collecting = shared_with_python && PyGC_Disable();
    bridge_begin(&session->bridge, progress != NULL);
    return TRUE;
}

/* Raises the messages of igraph, one per line, or what the code means if there is none. */
static void raise_failure(const bridge_texts_t *errors, igraph_error_t code) {
    gsize size = 1;
    for (size_t i = 0; i < errors->count; i++) {
        size += strlen(errors->items[i]) + 1;
    }
    char *all = errors->count > 0 ? g_try_malloc0(size) : NULL;
    for (size_t i = 0; all != NULL && i < errors->count; i++) {
        g_strlcat(all, i > 0 ? "\n" : "", size);
        g_strlcat(all, errors->items[i], size);
    }
    exceptions_raise(code, all != NULL ? all : igraph_strerror(code));
    g_free(all);
}

static void give_warnings(const session_t *session) {
    const bridge_texts_t *warnings = &session->bridge.warnings;
    for (size_t i = 0; i < warnings->count && !PyErr_Occurred(); i++) {
        PyErr_WarnEx(exceptions_warning(), warnings->items[i], session->level);
    }
    if (warnings->lost && !PyErr_Occurred()) {
        PyErr_WarnEx(exceptions_warning(), BRIDGE_LOST, session->level);
    }
}

gboolean session_end(session_t *session, igraph_error_t code) {
    bridge_end(&session->bridge);
    drop_lock();
    allow_finalisers(session);
    if (code != IGRAPH_SUCCESS && !PyErr_Occurred()) {
        if (session->type != NULL) { /* KeyboardInterrupt, for example */
            PyErr_Restore(session->type, session->value, session->traceback);
            session->type = session->value = session->traceback = NULL;
        } else {
            raise_failure(&session->bridge.errors, code);
        }
    }
    give_warnings(session);
    Py_CLEAR(session->type);
    Py_CLEAR(session->value);
    Py_CLEAR(session->traceback);
    bridge_clear(&session->bridge);
    return !PyErr_Occurred();
}
