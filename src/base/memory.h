/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_MEMORY_H
#define LATIGRAPH_BASE_MEMORY_H

#include "base/compat.h"

#include <glib.h>

/* The library allocates with GLib's g_try_new0(), g_try_malloc() and so on, which return NULL when
 * memory runs out, and never with those that end the process (g_new(), g_malloc(), g_strdup(),
 * GString, GPtrArray, GHashTable). tests/style.py keeps that. base/text.h and base/map.h have texts
 * and maps whose allocations can fail; lists are igraph's vectors. */

/* Returns IGRAPH_ENOMEM if an allocation has failed. */
#define LATIGRAPH_CHECK_MEMORY(pointer)                                                            \
    do {                                                                                           \
        if ((pointer) == NULL) {                                                                   \
            IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);                                     \
        }                                                                                          \
    } while (0)

/* Allocates `count` zeroed items and pushes them to igraph's FINALLY stack as one entry that
 * g_free() frees. One spare item is allocated, so that a count of 0 is not an error. */
#define LATIGRAPH_ALLOCATE(pointer, count)                                                         \
    do {                                                                                           \
        (pointer) = g_try_malloc0_n((gsize)(count) + 1, sizeof *(pointer));                        \
        LATIGRAPH_CHECK_MEMORY(pointer);                                                           \
        IGRAPH_FINALLY(g_free, (pointer));                                                         \
    } while (0)

/* Raises a GError as an igraph error and frees it. */
#define LATIGRAPH_ERROR_FROM_GLIB(error, code)                                                     \
    do {                                                                                           \
        char latigraph_message[512];                                                               \
        g_strlcpy(latigraph_message, (error)->message, sizeof latigraph_message);                  \
        g_error_free(error);                                                                       \
        IGRAPH_ERROR(latigraph_message, (code));                                                   \
    } while (0)

#endif
