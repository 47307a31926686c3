/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_COMPAT_H
#define LATIGRAPH_BASE_COMPAT_H

/* The one place that knows how igraph 0.10 and 1.0 differ. */

#include <igraph.h>

#if IGRAPH_VERSION_MAJOR < 1
/* True if the user asked to stop; then return IGRAPH_INTERRUPTED. Handlers free the FINALLY stack,
 * as igraph's own calls need; here it stays as it is, so that a checkpoint can still be saved. */
static inline igraph_bool_t latigraph_interrupted(void) {
    IGRAPH_FINALLY_ENTER();
    const igraph_bool_t stop = igraph_allow_interruption(NULL) != IGRAPH_SUCCESS;
    IGRAPH_FINALLY_EXIT();
    return stop;
}

/* Defines an interruption handler that stops when `stop` is true. */
#define LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(name, stop)                                          \
    static igraph_error_t name(void *data) {                                                       \
        (void)data;                                                                                \
        if (!(stop)) {                                                                             \
            return IGRAPH_SUCCESS;                                                                 \
        }                                                                                          \
        IGRAPH_FINALLY_FREE();                                                                     \
        return IGRAPH_INTERRUPTED;                                                                 \
    }
#else
static inline igraph_bool_t latigraph_interrupted(void) {
    return igraph_allow_interruption();
}

#define LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(name, stop)                                          \
    static igraph_bool_t name(void) {                                                              \
        return (stop);                                                                             \
    }
#endif

/* Vertex attribute that igraph's Pajek writer takes the names from. */
#if IGRAPH_VERSION_MAJOR < 1
#define LATIGRAPH_PAJEK_NAMES "id"
#else
#define LATIGRAPH_PAJEK_NAMES "name"
#endif

/* Leaves a long call when the user asked to stop. Calling thread only. */
#define LATIGRAPH_ALLOW_INTERRUPTION()                                                             \
    do {                                                                                           \
        if (latigraph_interrupted()) {                                                             \
            IGRAPH_FINALLY_FREE();                                                                 \
            return IGRAPH_INTERRUPTED;                                                             \
        }                                                                                          \
    } while (0)

#endif
