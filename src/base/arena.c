/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Memory for many short texts that are freed together.
 *
 * Texts are copied one after the other into blocks that form a linked list, newest first. Each
 * block is twice as large as the one before, from 256 bytes to 1 MB, so that a small circuit
 * wastes little and a large one needs few allocations. A separate allocation per text would cost
 * 16 bytes or more of malloc's bookkeeping, about as much as the name of a neuron itself.
 */
#include "base/arena.h"

#include <string.h>

/* Sizes of the first block and of the largest ones, in bytes. A text that is longer gets a block of
 * its own size. */
static const size_t BLOCK_MIN = 256, BLOCK_MAX = (size_t)1 << 20;

typedef struct latigraph_block_t {
    struct latigraph_block_t *before;
    size_t size;
    char bytes[];
} block_t;

static igraph_error_t add_block(latigraph_arena_t *arena, size_t least) {
    const size_t usual = arena->last == NULL ? BLOCK_MIN : MIN(2 * arena->last->size, BLOCK_MAX);
    const size_t size = MAX(usual, least);
    block_t *block = g_try_malloc(sizeof *block + size);
    LATIGRAPH_CHECK_MEMORY(block);
    block->before = arena->last;
    block->size = size;
    arena->last = block;
    arena->used = 0;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_arena_copy(latigraph_arena_t *arena, const char *text, char **copy) {
    const size_t size = strlen(text) + 1;
    if (arena->last == NULL || arena->last->size - arena->used < size) {
        IGRAPH_CHECK(add_block(arena, size));
    }
    *copy = memcpy(arena->last->bytes + arena->used, text, size);
    arena->used += size;
    return IGRAPH_SUCCESS;
}

void latigraph_arena_destroy(latigraph_arena_t *arena) {
    while (arena->last != NULL) {
        block_t *before = arena->last->before;
        g_free(arena->last);
        arena->last = before;
    }
    arena->used = 0;
}
