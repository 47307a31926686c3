/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_ARENA_H
#define LATIGRAPH_BASE_ARENA_H

#include "base/memory.h"

/* Memory of many short texts that are freed together, such as the names of the neurons of a
 * circuit. Texts are cut from blocks whose sizes double, so that a text costs its bytes and no
 * header of its own. (A GStringChunk ends the process when memory runs out.) */
typedef struct latigraph_arena_t {
    struct latigraph_block_t *last; /* every block points to the one before it */
    size_t used;                    /* bytes of the last block */
} latigraph_arena_t;

#define LATIGRAPH_ARENA_EMPTY                                                                      \
    { NULL, 0 }

/* Copies a text into the arena. O(length), amortised. */
igraph_error_t latigraph_arena_copy(latigraph_arena_t *arena, const char *text, char **copy);

/* Frees all texts and leaves an empty arena. */
void latigraph_arena_destroy(latigraph_arena_t *arena);

#endif
