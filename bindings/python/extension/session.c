/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "binding.h"

#include "base/compat.h"

#include <string.h>

/* Microseconds between two looks for Ctrl-C, and between two words on progress. */
enum { CHECK_PERIOD = 50000, PROGRESS_PERIOD = 100000, LOCK_PERIOD = 50000 };

static PyThread_type_lock lock;
static unsigned long owner; /* the thread that holds it; read and written under Python's lock */
static int depth;           /* sessions of that thread */
static session_t *current;  /* the one that igraph's handlers serve */

/* Python's igraph may, in some distributions, use the very igraph that we do. Then nothing of
 * Python may run while igraph is set up for us: no other thread, and no finaliser of a graph. */
static gboolean shared_with_python;

gboolean session_setup(void) {
    lock = PyThread_allocate_lock();
    if (lock == NULL) {
        PyErr_NoMemory();
        return FALSE;
    }
    shared_with_python = igraph_has_attribute_table();
    return TRUE;
}

void session_after_fork(void) {
    if (depth == 0 || owner != PyThread_get_thread_ident()) {
        lock = PyThread_allocate_lock(); /* the old one stays locked for good */
        depth = 0;
        current = NULL;
    }
}

/* --- The lock ---------------------------------------------------------------- */

static gboolean take_lock(void) {
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

static void released(session_t *session) {
    if (session->away && !shared_with_python) {
        session->released = PyEval_SaveThread();
    }
}

session_t *session_hold_python(void) {
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

/* --- What igraph calls -------------------------------------------------------- */

/* The first message has the reason; a later one may add the file it happened in. Unwinding adds
 * empty ones. */
static void on_error(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file;
    (void)line;
    if (reason != NULL && reason[0] != '\0' && code != IGRAPH_INTERRUPTED) {
        if (current->errors->len > 0) {
            g_string_append_c(current->errors, '\n');
        }
        g_string_append(current->errors, reason);
    }
    IGRAPH_FINALLY_FREE();
}

static void on_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    g_ptr_array_add(current->warnings, g_strdup(reason));
}

void session_warn(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(current->warnings, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

/* Handlers of signals are Python code and run here, in Python's main thread only. */
gboolean session_cancelled(void) {
    const gint64 now = g_get_monotonic_time();
    if (current->type != NULL) {
        return TRUE;
    }
    if (now - current->last_check < CHECK_PERIOD) {
        return FALSE;
    }
    current->last_check = now;
    session_t *session = session_step_out();
    PyErr_CheckSignals();
    return !session_step_in(session);
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(on_interruption, session_cancelled())

/* igraph's own inner steps ("Path length histogram: ") would flicker between ours. */
static gboolean is_inner(const char *message) {
    return g_str_has_suffix(message, ": ") || g_str_has_suffix(message, " detection");
}

static igraph_error_t on_progress(const char *message, igraph_real_t percent, void *data) {
    (void)data;
    const gint64 now = g_get_monotonic_time();
    const gboolean finished = percent >= 100.0;
    if (current->progress == NULL || message == NULL || is_inner(message) ||
        (finished ? current->finished : now - current->last_progress < PROGRESS_PERIOD)) {
        return IGRAPH_SUCCESS;
    }
    current->last_progress = now;
    current->finished = finished;
    session_t *session = session_step_out();
    PyObject *text = text_new(message);
    PyObject *number = PyFloat_FromDouble(percent);
    PyObject *result = NULL;
    if (text != NULL && number != NULL) {
        result = PyObject_CallFunctionObjArgs(session->progress, text, number, NULL);
    }
    Py_XDECREF(result);
    Py_XDECREF(number);
    Py_XDECREF(text);
    if (session_step_in(session)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}

static const handlers_t ours = {on_error, on_warning, on_progress, on_interruption,
                                &igraph_cattribute_table};

/* Sets igraph's handlers and says which were set before. */
static handlers_t exchange_handlers(const handlers_t *handlers) {
    return (handlers_t){igraph_set_error_handler(handlers->error),
                        igraph_set_warning_handler(handlers->warning),
                        igraph_set_progress_handler(handlers->progress),
                        igraph_set_interruption_handler(handlers->interruption),
                        igraph_set_attribute_table(handlers->attributes)};
}

static void move_in(session_t *session) {
    session->collecting = shared_with_python && PyGC_Disable();
    session->host = exchange_handlers(&ours);
    current = session;
}

static void move_out(session_t *session) {
    exchange_handlers(&session->host);
    current = session->outer;
}

/* Once Python code may run again. */
static void allow_finalisers(const session_t *session) {
    if (session->collecting) {
        PyGC_Enable();
    }
}

/* --- Python code within a session --------------------------------------------- */

session_t *session_step_out(void) {
    session_t *session = session_hold_python();
    move_out(session);
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
    move_in(session);
    released(session);
    return !failed;
}

/* --- Begin and end -------------------------------------------------------------- */

gboolean session_begin(session_t *session, PyObject *progress, Py_ssize_t level) {
    if (!take_lock()) {
        return FALSE;
    }
    memset(session, 0, sizeof *session);
    session->outer = current;
    session->progress = progress;
    session->level = level;
    session->errors = g_string_new(NULL);
    session->warnings = g_ptr_array_new_with_free_func(g_free);
    session->last_progress = session->last_check = g_get_monotonic_time();
    move_in(session);
    /* Errors of this call must not free what a call further out holds. */
    IGRAPH_FINALLY_ENTER();
    return TRUE;
}

static void raise_failure(const session_t *session, igraph_error_t code) {
    if (session->errors->len > 0) {
        exceptions_raise(code, session->errors->str);
    } else {
        exceptions_raise(code, igraph_strerror(code));
    }
}

/* The same thing may be told of many graphs. */
static gboolean tell_warnings(const GPtrArray *warnings, Py_ssize_t level) {
    for (guint i = 0; i < warnings->len; i++) {
        const char *text = g_ptr_array_index(warnings, i);
        gboolean told = FALSE;
        for (guint k = 0; k < i; k++) {
            told = told || strcmp(text, g_ptr_array_index(warnings, k)) == 0;
        }
        if (!told && PyErr_WarnEx(exceptions_warning(), text, level) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean session_end(session_t *session, igraph_error_t code) {
    IGRAPH_FINALLY_EXIT();
    move_out(session);
    drop_lock();
    allow_finalisers(session);
    if (code != IGRAPH_SUCCESS && !PyErr_Occurred()) {
        if (session->type != NULL) { /* whatever came of it: KeyboardInterrupt, say */
            PyErr_Restore(session->type, session->value, session->traceback);
            session->type = session->value = session->traceback = NULL;
        } else {
            raise_failure(session, code);
        }
    }
    if (!PyErr_Occurred()) {
        tell_warnings(session->warnings, session->level);
    }
    Py_CLEAR(session->type);
    Py_CLEAR(session->value);
    Py_CLEAR(session->traceback);
    g_string_free(session->errors, TRUE);
    g_ptr_array_unref(session->warnings);
    return !PyErr_Occurred();
}
