/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The states of pairs of neurons, for chains that rewire graphs.
 *
 * A step of a chain reads two to five pairs. A matrix with a bit per edge answers whether i → j is
 * there from one word of memory, without a branch; it fits into the caches up to several thousand
 * neurons, and into 64 MB up to 23,000. Larger graphs have a hash table with linear probing, which
 * is at most half full:
 *
 *     entry:  | 0 | pair · 4 + state | 0 | pair · 4 + state | ...      0 is a free place
 *
 * A removal moves the entries after it back (Knuth, The Art of Computer Programming 3, 6.4,
 * algorithm R), so that the table does not fill with marks of removed pairs. The general map of
 * base/map.h keeps the order of insertion, which costs a second access per read.
 */
#include "surrogate/pair_states.h"

#include "base/memory.h"
#include "base/pages.h"

#include <string.h>

static gsize words_of(const latigraph_pair_states_t *states) {
    return (gsize)states->n * states->words + 1;
}

igraph_error_t latigraph_pair_states_init(latigraph_pair_states_t *states, int n, gint64 pairs,
                                          gboolean hashed) {
    *states = (latigraph_pair_states_t){.n = (guint64)n, .words = ((gsize)n + 63) / 64};
    if (n <= LATIGRAPH_PAIR_BITS_MAX && !hashed) {
        states->bits = g_try_malloc0_n(words_of(states), sizeof *states->bits);
        LATIGRAPH_CHECK_MEMORY(states->bits);
        return IGRAPH_SUCCESS;
    }
    guint64 size = 16;
    while (size < 2 * (guint64)pairs) {
        size *= 2;
    }
    states->mask = size - 1;
    states->entry = g_try_malloc0_n((gsize)size, sizeof *states->entry);
    LATIGRAPH_CHECK_MEMORY(states->entry);
    latigraph_huge_pages(states->entry, (gsize)size * sizeof *states->entry);
    return IGRAPH_SUCCESS;
}

void latigraph_pair_states_destroy(latigraph_pair_states_t *states) {
    g_free(states->bits);
    g_free(states->entry);
    *states = (latigraph_pair_states_t){0};
}

void latigraph_pair_states_copy(latigraph_pair_states_t *to, const latigraph_pair_states_t *from) {
    if (from->bits != NULL) {
        memcpy(to->bits, from->bits, words_of(from) * sizeof *from->bits);
    } else {
        memcpy(to->entry, from->entry, (gsize)(from->mask + 1) * sizeof *from->entry);
    }
}

void latigraph_pair_states_clear(latigraph_pair_states_t *states) {
    if (states->bits != NULL) {
        memset(states->bits, 0, words_of(states) * sizeof *states->bits);
    } else {
        memset(states->entry, 0, (gsize)(states->mask + 1) * sizeof *states->entry);
    }
}

/* Frees a place and moves back the entries that probing would not find any more. */
static void remove_entry(latigraph_pair_states_t *states, guint64 hole) {
    guint64 at = hole;
    for (;;) {
        at = (at + 1) & states->mask;
        if (states->entry[at] == 0) {
            break;
        }
        const guint64 home = latigraph_pair_home(states, states->entry[at] >> 2);
        if (((at - home) & states->mask) >= ((at - hole) & states->mask)) {
            states->entry[hole] = states->entry[at];
            hole = at;
        }
    }
    states->entry[hole] = 0;
}

void latigraph_pair_table_set(latigraph_pair_states_t *states, guint64 pair, int state) {
    const guint64 at = latigraph_pair_place(states, pair);
    if (state != LATIGRAPH_PAIR_NONE) {
        states->entry[at] = pair << 2 | (guint64)state;
    } else if (states->entry[at] != 0) {
        remove_entry(states, at);
    }
}
