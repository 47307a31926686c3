/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_CANCEL_H
#define LATIGRAPH_BASE_CANCEL_H

#include "base/compat.h"

#include <glib.h>

/* Cancellation of the bodies of a parallel loop. Only the calling thread may ask igraph whether
 * the user wants to interrupt. It does so when it runs a body itself, and stores the answer in
 * `cancelled`. The other threads only read that flag. The calling thread also reports how far a
 * long body is, if the loop has named a message. */
typedef struct {
    const GThread *caller;
    gint cancelled;
    const char *message; /* message of the progress reports; NULL: none */
    double begin, end;   /* percent at the beginning and the end of the part at hand */
    double reported;     /* the last report; later ones are never lower */
} latigraph_cancel_t;

/* Starts without cancellation; the calling thread becomes the one that asks igraph. */
static inline void latigraph_cancel_init(latigraph_cancel_t *cancel) {
    cancel->caller = g_thread_self();
    cancel->cancelled = 0;
    cancel->message = NULL;
    cancel->begin = cancel->end = cancel->reported = 0;
}

/* Returns whether the loop is cancelled. Bodies call this regularly and return early when it is
 * true; the caller checks it again after the loop. A NULL flag is never cancelled. */
static inline igraph_bool_t latigraph_cancelled(latigraph_cancel_t *cancel) {
    if (cancel == NULL) {
        return false;
    }
    if (g_thread_self() == cancel->caller && !g_atomic_int_get(&cancel->cancelled) &&
        latigraph_interrupted()) {
        g_atomic_int_set(&cancel->cancelled, 1);
    }
    return g_atomic_int_get(&cancel->cancelled) != 0;
}

/* Reports progress through igraph if the calling thread runs the body, and cancels the loop if the
 * progress handler says so. `done` of `all` parts are done. Nothing is reported of short work. */
static inline void latigraph_cancel_progress(latigraph_cancel_t *cancel, const char *message,
                                             int all, int done) {
    enum { SHORT = 8192 };
    if (cancel != NULL && all > SHORT && g_thread_self() == cancel->caller &&
        igraph_progress(message, 100.0 * done / all, NULL) != IGRAPH_SUCCESS) {
        g_atomic_int_set(&cancel->cancelled, 1);
    }
}

/* Reports that a share of the part at hand is done, and cancels the loop if the progress handler
 * says so. */
static inline void latigraph_cancel_report(latigraph_cancel_t *cancel, double share) {
    if (cancel == NULL || cancel->message == NULL || g_thread_self() != cancel->caller) {
        return;
    }
    cancel->reported = MAX(cancel->reported, cancel->begin + (cancel->end - cancel->begin) * share);
    if (igraph_progress(cancel->message, cancel->reported, NULL) != IGRAPH_SUCCESS) {
        g_atomic_int_set(&cancel->cancelled, 1);
    }
}

#endif
