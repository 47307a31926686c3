/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_STORE_H
#define LATIGRAPH_BASE_STORE_H

#include "base/compat.h"

#include <glib.h>

/* A place for arrays of which there are more than memory holds: a file without a name, mapped,
 * which the system reads and writes by the page as passes over them need it. It only grows, and
 * goes with its last user. Not for several threads at once, but what lies in it may be read by
 * any. */
typedef struct latigraph_store_t latigraph_store_t;

/* The file is made in $TMPDIR, or in /var/tmp, which is on disk where /tmp may be memory. */
igraph_error_t latigraph_store_create(latigraph_store_t **store);
latigraph_store_t *latigraph_store_ref(latigraph_store_t *store);
void latigraph_store_unref(latigraph_store_t *store);
/* A text equal to this one that lives as long as the store; equal texts are the same. In memory. */
char *latigraph_store_text(latigraph_store_t *store, const char *text);

/* The slab that one thing has in a store. Zeroed: none, and its arrays are in memory. */
typedef struct {
    latigraph_store_t *store;
    char *start, *end; /* of what was moved in so far */
} latigraph_slab_t;

/* Bytes that an array takes in a slab. */
gsize latigraph_slab_bytes(gsize size);
/* A slab for arrays that take so many bytes in all. */
igraph_error_t latigraph_slab_reserve(latigraph_slab_t *slab, latigraph_store_t *store,
                                      gsize bytes);
void latigraph_slab_leave(latigraph_slab_t *slab);
/* Moves *array (any pointer), `size` bytes that g_free() would free, into the slab, for which there
 * must be place; NULL stays NULL. */
void latigraph_slab_move(latigraph_slab_t *slab, gpointer array, gsize size);
/* Frees an array that may have been moved into the slab, where it stays until the store goes. */
void latigraph_slab_free(const latigraph_slab_t *slab, gpointer array);

#endif
