/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_PAIR_STATES_H
#define LATIGRAPH_SURROGATE_PAIR_STATES_H

#include "base/compat.h"

#include <glib.h>

/* States of all pairs of neurons: which edges connect neurons i and j. A state is seen from i; it
 * has bit 1 for the edge i → j and bit 2 for the edge j → i. */
enum {
    LATIGRAPH_PAIR_NONE = 0,
    LATIGRAPH_PAIR_TO = 1,
    LATIGRAPH_PAIR_FROM = 2,
    LATIGRAPH_PAIR_MUTUAL = 3
};

/* Small graphs have a triangle of two bits per pair; large ones have a table of the pairs that are
 * connected, with open addressing. Both give the same states. */
typedef struct {
    guint64 n;
    guint64 *bits; /* (n (n − 1) / 64 words) pair i < j is at j (j − 1) / 2 + i; NULL if large */
    guint64 *entry; /* (mask + 1) pair · 4 + state as seen from the smaller neuron, 0 if free */
    guint64 mask;
} latigraph_pair_states_t;

/* Greatest number of neurons with two bits per pair: 64 MB. */
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

/* Returns a state as the other neuron of the pair sees it. */
static inline int latigraph_pair_turned(int state) {
    return state >> 1 | (state & 1) << 1;
}

/* Returns where a product of the pair's number begins in the table. */
static inline guint64 latigraph_pair_home(const latigraph_pair_states_t *states, guint64 pair) {
    return (pair * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >> 20 & states->mask;
}

/* Returns the state of the pair of i and j as seen from i. */
static inline int latigraph_pair_get(const latigraph_pair_states_t *states, int i, int j) {
    const guint64 low = (guint64)(i < j ? i : j), high = (guint64)(i < j ? j : i);
    int state;
    if (states->bits != NULL) {
        const guint64 at = high * (high - 1) / 2 + low;
        state = (int)(states->bits[at >> 5] >> (at & 31) * 2 & 3);
    } else {
        state = latigraph_pair_table_get(states, high * states->n + low);
    }
    return i < j ? state : latigraph_pair_turned(state);
}

/* Has that state fetched from memory. */
static inline void latigraph_pair_fetch(const latigraph_pair_states_t *states, int i, int j) {
    const guint64 low = (guint64)(i < j ? i : j), high = (guint64)(i < j ? j : i);
    __builtin_prefetch(states->bits != NULL
                           ? &states->bits[(high * (high - (high > 0)) / 2 + low) >> 5]
                           : &states->entry[latigraph_pair_home(states, high * states->n + low)],
                       1);
}

/* Sets that state. */
static inline void latigraph_pair_set(latigraph_pair_states_t *states, int i, int j, int state) {
    const guint64 low = (guint64)(i < j ? i : j), high = (guint64)(i < j ? j : i);
    const int seen = i < j ? state : latigraph_pair_turned(state);
    if (states->bits != NULL) {
        const guint64 at = high * (high - 1) / 2 + low, shift = (at & 31) * 2;
        states->bits[at >> 5] = (states->bits[at >> 5] & ~((guint64)3 << shift)) | (guint64)seen
                                                                                       << shift;
    } else {
        latigraph_pair_table_set(states, high * states->n + low, seen);
    }
}

#endif
