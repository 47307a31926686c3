/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_STOP_H
#define LATIGRAPH_BASE_STOP_H

#include "base/compat.h"

#include <glib.h>

/* Long bodies of a parallel loop can be left before their end. Only the caller's thread asks igraph
 * whether the user wants that, when it works on a body itself; the others look at what it heard. */
typedef struct {
    const GThread *caller;
    gint stopped;
} latigraph_stop_t;

static inline void latigraph_stop_init(latigraph_stop_t *stop) {
    stop->caller = g_thread_self();
    stop->stopped = 0;
}

/* To be asked in a body, and by the caller after the loop; NULL: never. */
static inline igraph_bool_t latigraph_stopped(latigraph_stop_t *stop) {
    if (stop == NULL) {
        return false;
    }
    if (g_thread_self() == stop->caller && !g_atomic_int_get(&stop->stopped) &&
        latigraph_interrupted()) {
        g_atomic_int_set(&stop->stopped, 1);
    }
    return g_atomic_int_get(&stop->stopped) != 0;
}

#endif
