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

/* The room that one thing has in a store. Zeroed: none, and its arrays are in memory. */
typedef struct {
    latigraph_store_t *store;
    char *start, *end; /* of what was moved in so far */
} latigraph_room_t;

/* Bytes that an array takes in a room. */
gsize latigraph_room_bytes(gsize size);
/* A room for arrays that take so many bytes in all. */
igraph_error_t latigraph_room_reserve(latigraph_room_t *room, latigraph_store_t *store,
                                      gsize bytes);
void latigraph_room_leave(latigraph_room_t *room);
/* Moves *array (any pointer), `size` bytes that g_free() would free, into the room, for which there
 * must be place; NULL stays NULL. */
void latigraph_room_move(latigraph_room_t *room, gpointer array, gsize size);
/* Frees an array that may have been moved into the room, where it stays until the store goes. */
void latigraph_room_free(const latigraph_room_t *room, gpointer array);

#endif
