/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_MAP_H
#define LATIGRAPH_BASE_MAP_H

#include "base/memory.h"

/* A map from texts or from integers to integers or pointers, whose allocations can fail. (A
 * GHashTable ends the process when memory runs out.) Keys are walked in the order in which they
 * were added, so that results do not depend on hashes.
 *
 * Entries lie in an array in that order; a second array of slots, at most half full, holds hashes
 * and numbers of entries and is searched from the hash of a key onwards (linear probing, Knuth, The
 * Art of Computer Programming 3, section 6.4). A removal leaves a mark in its slot until the next
 * growth. Hashes are keyed by a random number of the process, so that no file can be written whose
 * names all collide. */

typedef struct latigraph_map_entry_t {
    const char *text; /* key of a map of texts */
    gint64 integer;   /* key of a map of integers */
    union {
        gint64 number;
        void *pointer;
    } value;
    guint64 hash;
    igraph_bool_t removed;
} latigraph_map_entry_t;

typedef struct {
    guint64 hash;
    size_t number; /* number of the entry + 1; 0 is an empty slot */
} latigraph_map_slot_t;

typedef struct latigraph_map_t {
    latigraph_map_entry_t *entry;
    size_t used;  /* entries, removed ones too */
    size_t count; /* keys */
    latigraph_map_slot_t *slot;
    size_t slots; /* a power of two, or 0 */
    igraph_bool_t copies;
} latigraph_map_t;

/* Begins an empty map, which allocates nothing yet. A map with `copies` keeps copies of its texts;
 * without, texts must live as long as the map. */
#define LATIGRAPH_MAP_EMPTY                                                                        \
    { NULL, 0, 0, NULL, 0, false }
#define LATIGRAPH_MAP_EMPTY_WITH_COPIES                                                            \
    { NULL, 0, 0, NULL, 0, true }

void latigraph_map_destroy(latigraph_map_t *map);

/* Returns the hash of a text in this process. */
guint64 latigraph_map_hash(const char *text);

/* Finds the entry of a key, or adds one whose value is 0 or NULL; `*added` (or NULL) becomes
 * whether it is new. The entry stays where it is until the next addition. O(1) expected. */
igraph_error_t latigraph_map_add_text(latigraph_map_t *map, const char *key,
                                      latigraph_map_entry_t **entry, igraph_bool_t *added);
igraph_error_t latigraph_map_add_integer(latigraph_map_t *map, gint64 key,
                                         latigraph_map_entry_t **entry, igraph_bool_t *added);

/* Returns the entry of a key, or NULL. */
latigraph_map_entry_t *latigraph_map_find_text(const latigraph_map_t *map, const char *key);
latigraph_map_entry_t *latigraph_map_find_integer(const latigraph_map_t *map, gint64 key);

/* Asks the processor for the memory that a search for the key will read first, so that a caller who
 * knows the next key does not wait for it. */
void latigraph_map_expect_integer(const latigraph_map_t *map, gint64 key);

/* Removes an entry that was found. The others stay where they are until the next addition. */
void latigraph_map_remove(latigraph_map_t *map, latigraph_map_entry_t *entry);

/* Returns the next entry after `entry`, the first one after NULL, and NULL after the last one. */
latigraph_map_entry_t *latigraph_map_next(const latigraph_map_t *map,
                                          const latigraph_map_entry_t *entry);

#endif
