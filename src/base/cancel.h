/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_CANCEL_H
#define LATIGRAPH_BASE_CANCEL_H

#include "base/compat.h"

#include <glib.h>

/* Long bodies of a parallel loop can be left before their end. Only the caller's thread asks igraph
 * whether the user wants that, when it works on a body itself; the others look at what it heard. */
typedef struct {
    const GThread *caller;
    gint cancelled;
} latigraph_cancel_t;

static inline void latigraph_cancel_init(latigraph_cancel_t *cancel) {
    cancel->caller = g_thread_self();
    cancel->cancelled = 0;
}

/* To be asked in a body, and by the caller after the loop; NULL: never. */
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

#endif
