/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_STORE_H
#define LATIGRAPH_BASE_STORE_H

#include "base/compat.h"

#include <glib.h>

/* A store holds arrays that together exceed the memory limit. It is an unnamed file that is mapped
 * into memory; the operating system reads and writes its pages as they are used. Explicit reads
 * and writes would need a cache of our own.
 *
 *     file:  | segment 0 (1 MB) | segment 1 | ...        each is mapped once and never moves
 *     slab:       [ array | array | ... ]                the arrays of one circuit, 64-byte aligned
 *
 * The file only grows, and disappears with its last reference. One thread at a time may change a
 * store; any thread may read the arrays in it. */
typedef struct latigraph_store_t latigraph_store_t;

/* Returns the bytes of memory of this machine, or infinity if they are not known. */
double latigraph_machine_memory(void);

/* Creates the file in $TMPDIR, or in /var/tmp if $TMPDIR is not set: /tmp may be memory, /var/tmp
 * is on disk. Raises IGRAPH_EFILE if the file cannot be created. */
igraph_error_t latigraph_store_create(latigraph_store_t **store);
latigraph_store_t *latigraph_store_ref(latigraph_store_t *store);
void latigraph_store_unref(latigraph_store_t *store);
/* Gets a copy of a text that lives in memory as long as the store. Equal texts are stored once. */
igraph_error_t latigraph_store_text(latigraph_store_t *store, const char *text, const char **copy);

/* The slab that one object has in a store. A zeroed slab is empty, and the object's arrays are in
 * ordinary memory. */
typedef struct {
    latigraph_store_t *store;
    char *start, *end; /* begin, and end of what was moved in so far */
} latigraph_slab_t;

/* Number of bytes that an array of `size` bytes takes in a slab. */
gsize latigraph_slab_bytes(gsize size);
/* Reserves a slab for arrays that take `bytes` bytes in total. Raises IGRAPH_EFILE if the disk is
 * full, IGRAPH_ENOMEM if the file cannot be mapped. */
igraph_error_t latigraph_slab_reserve(latigraph_slab_t *slab, latigraph_store_t *store,
                                      gsize bytes);
/* Gives up the reference to the store. The bytes of the slab are not used again. */
void latigraph_slab_leave(latigraph_slab_t *slab);
/* Moves *array (a pointer of any type to `size` bytes that g_free() would free) into the slab,
 * which must have space left for it. NULL stays NULL. */
void latigraph_slab_move(latigraph_slab_t *slab, gpointer array, gsize size);
/* Frees an array that g_free() would free, unless it lies in the slab, where it stays until the
 * store is destroyed. */
void latigraph_slab_free(const latigraph_slab_t *slab, gpointer array);

#endif
