/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_PAIR_STATES_H
#define LATIGRAPH_SURROGATE_PAIR_STATES_H

#include "base/compat.h"

#include <glib.h>
#include <stdint.h>

/* States of all pairs of neurons: which edges connect neurons i and j. A state is seen from i; it
 * has bit 1 for the edge i → j and bit 2 for the edge j → i. */
enum {
    LATIGRAPH_PAIR_NONE = 0,
    LATIGRAPH_PAIR_TO = 1,
    LATIGRAPH_PAIR_FROM = 2,
    LATIGRAPH_PAIR_MUTUAL = 3
};

/* Small graphs have a matrix of bits; large ones have a table of the pairs that are connected. Both
 * give the same states. Where the rows of a chain are searched instead, nothing has to be set. */
typedef struct {
    guint64 n;
    gsize words;     /* words per row of the matrix */
    guint64 *bits;   /* (n, words) bit j of row i is the edge i → j; NULL if the graph is large */
    uint32_t *table; /* (mask + 1, LATIGRAPH_PAIR_LANES) see pair_states.c */
    void *memory;    /* allocation of the table, which begins at a line of the cache in it */
    guint64 mask;
    int shift;                            /* log₂ of the number of buckets */
    const struct latigraph_state_t *rows; /* pairs are searched in the rows of this; else NULL */
} latigraph_pair_states_t;

/* A bucket has places for 15 pairs, and counts the further ones that found no place in it. */
enum { LATIGRAPH_PAIR_LANES = 16, LATIGRAPH_PAIR_FULL = LATIGRAPH_PAIR_LANES - 1 };

/* Greatest number of neurons with a matrix of bits: 64 MB. */
enum { LATIGRAPH_PAIR_BITS_MAX = 23000 };

/* Allocates for n neurons and at most `pairs` connected pairs at a time. `hashed` takes the table
 * whatever the size. Raises IGRAPH_ENOMEM. */
igraph_error_t latigraph_pair_states_init(latigraph_pair_states_t *states, int n, gint64 pairs,
                                          gboolean hashed);
void latigraph_pair_states_destroy(latigraph_pair_states_t *states);
/* Copies states into others that were made for the same numbers. */
void latigraph_pair_states_copy(latigraph_pair_states_t *to, const latigraph_pair_states_t *from);
/* Disconnects all pairs. */
void latigraph_pair_states_clear(latigraph_pair_states_t *states);

/* The table's functions, for n above LATIGRAPH_PAIR_BITS_MAX. */
int latigraph_pair_table_get(const latigraph_pair_states_t *states, guint64 pair);
void latigraph_pair_table_set(latigraph_pair_states_t *states, guint64 pair, int state);
/* Adds or removes the edges of `change`, a state, whichever are there. */
void latigraph_pair_table_toggle(latigraph_pair_states_t *states, guint64 pair, int change);

/* state.c: searches the rows of i and j for edges between them. */
int latigraph_pair_in_rows(const struct latigraph_state_t *rows, int i, int j);

/* Returns a state as the other neuron of the pair sees it. */
static inline int latigraph_pair_turned(int state) {
    return state >> 1 | (state & 1) << 1;
}

/* Returns the number of a pair, which is the same for (j, i). */
static inline guint64 latigraph_pair_number(const latigraph_pair_states_t *states, int i, int j) {
    const guint64 low = (guint64)(i < j ? i : j), high = (guint64)(i < j ? j : i);
    return high * states->n + low;
}

/* Returns the bucket of the table where a pair belongs. The low bits of its number are combined
 * with a product of the high ones, so that bucket and high bits give back the number. */
static inline guint64 latigraph_pair_bucket(const latigraph_pair_states_t *states, guint64 pair) {
    const guint64 high = pair >> states->shift;
    return (pair ^ (high * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >> 20) & states->mask;
}

/* Returns the word of the matrix with the edge i → j, which is its bit j % 64. */
static inline guint64 *latigraph_pair_word(const latigraph_pair_states_t *states, int i, int j) {
    return states->bits + (gsize)i * states->words + (gsize)j / 64;
}

/* Returns whether the matrix has the edge i → j. */
static inline int latigraph_pair_bit(const latigraph_pair_states_t *states, int i, int j) {
    return (int)(*latigraph_pair_word(states, i, j) >> (j & 63) & 1);
}

/* Returns the state of the pair of i and j as seen from i. */
static inline int latigraph_pair_get(const latigraph_pair_states_t *states, int i, int j) {
    if (states->bits != NULL) {
        return latigraph_pair_bit(states, i, j) | latigraph_pair_bit(states, j, i) << 1;
    }
    if (states->rows != NULL) {
        return latigraph_pair_in_rows(states->rows, i, j);
    }
    const guint64 pair = latigraph_pair_number(states, i, j);
    const int state = latigraph_pair_table_get(states, pair);
    return i < j ? state : latigraph_pair_turned(state);
}

/* Has that state fetched from memory. */
static inline void latigraph_pair_fetch(const latigraph_pair_states_t *states, int i, int j) {
    if (states->bits != NULL) {
        __builtin_prefetch(latigraph_pair_word(states, i, j), 1);
        __builtin_prefetch(latigraph_pair_word(states, j, i), 1);
    } else if (states->rows == NULL) {
        const guint64 pair = latigraph_pair_number(states, i, j);
        __builtin_prefetch(
            &states->table[latigraph_pair_bucket(states, pair) * LATIGRAPH_PAIR_LANES], 1);
    }
}

/* Sets the bit of the edge i → j in the matrix to 0 or 1. */
static inline void latigraph_pair_set_bit(latigraph_pair_states_t *states, int i, int j,
                                          guint64 bit) {
    guint64 *word = latigraph_pair_word(states, i, j);
    *word = (*word & ~((guint64)1 << (j & 63))) | bit << (j & 63);
}

/* Sets that state. */
static inline void latigraph_pair_set(latigraph_pair_states_t *states, int i, int j, int state) {
    if (states->bits != NULL) {
        latigraph_pair_set_bit(states, i, j, (guint64)(state & 1));
        latigraph_pair_set_bit(states, j, i, (guint64)(state >> 1));
    } else if (states->rows == NULL) {
        latigraph_pair_table_set(states, latigraph_pair_number(states, i, j),
                                 i < j ? state : latigraph_pair_turned(state));
    }
}

/* Adds the edge i → j, or removes it if it is there. */
static inline void latigraph_pair_toggle(latigraph_pair_states_t *states, int i, int j) {
    if (states->bits != NULL) {
        *latigraph_pair_word(states, i, j) ^= (guint64)1 << (j & 63);
    } else if (states->rows == NULL) {
        latigraph_pair_table_toggle(states, latigraph_pair_number(states, i, j),
                                    i < j ? LATIGRAPH_PAIR_TO : LATIGRAPH_PAIR_FROM);
    }
}

#endif
