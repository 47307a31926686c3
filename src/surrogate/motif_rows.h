/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_MOTIF_ROWS_H
#define LATIGRAPH_SURROGATE_MOTIF_ROWS_H

#include "surrogate/motifs.h"

/* The rows of bits of motifs, for the functions that are compiled for several instruction sets. */

static inline const guint64 *latigraph_motif_row(const guint64 *bits,
                                                 const latigraph_motifs_t *motifs, int i) {
    return bits + (gsize)i * motifs->words;
}

static inline int latigraph_motif_bit(const guint64 *bits, int j) {
    return (int)(bits[(unsigned)j / 64] >> ((unsigned)j % 64) & 1);
}

static inline void latigraph_motif_put_bit(guint64 *bits, const latigraph_motifs_t *motifs, int i,
                                           int j, int set) {
    guint64 *word = bits + (gsize)i * motifs->words + (gsize)j / 64;
    const unsigned place = (unsigned)j % 64;
    *word = (*word & ~((guint64)1 << place)) | (guint64)set << place;
}

/* Number of common neighbours of i and j. */
static inline int latigraph_motif_shared(const latigraph_motifs_t *motifs, int i, int j) {
    const guint64 *x = latigraph_motif_row(motifs->any, motifs, i),
                  *y = latigraph_motif_row(motifs->any, motifs, j);
    int count = 0;
    for (gsize w = 0; w < motifs->words; w++) {
        count += __builtin_popcountll(x[w] & y[w]);
    }
    return count;
}

/* State of the pair of i and j as i sees it; i and j are connected. */
static inline int latigraph_motif_state(const latigraph_motifs_t *motifs, int i, int j) {
    return latigraph_motif_bit(latigraph_motif_row(motifs->out, motifs, i), j) |
           latigraph_motif_bit(latigraph_motif_row(motifs->out, motifs, j), i) << 1;
}

/* Returns the shared partners and the state of the pair of i and j. */
static inline guint16 *latigraph_motif_pair(const latigraph_motifs_t *motifs, int i, int j) {
    return motifs->pairs + (gsize)i * (gsize)motifs->n + (gsize)j;
}

/* Gives i one more or one less of each neighbour of j, i left aside, as a shared partner. */
static inline void latigraph_motif_share(latigraph_motifs_t *motifs, int i, int j, int more) {
    const guint64 *row = latigraph_motif_row(motifs->any, motifs, j);
    const gsize n = (gsize)motifs->n;
    guint16 *there = motifs->pairs + (gsize)i * n, *back = motifs->pairs + (gsize)i;
    const int step = 4 * more;
    for (gsize w = 0; w < motifs->words; w++) {
        for (guint64 bits = row[w]; bits != 0; bits &= bits - 1) {
            const gsize k = 64 * w + (gsize)__builtin_ctzll(bits);
            if (k != (gsize)i) {
                there[k] = (guint16)(there[k] + step);
                back[k * n] = (guint16)(back[k * n] + step);
            }
        }
    }
}

/* Sets the bits of the state of the pair of i and j as i sees it. */
static inline void latigraph_motif_put_bits(latigraph_motifs_t *motifs, int i, int j, int state) {
    latigraph_motif_put_bit(motifs->any, motifs, i, j, state != 0);
    latigraph_motif_put_bit(motifs->any, motifs, j, i, state != 0);
    if (motifs->out != NULL) {
        latigraph_motif_put_bit(motifs->out, motifs, i, j, state & LATIGRAPH_PAIR_TO);
        latigraph_motif_put_bit(motifs->out, motifs, j, i, state >> 1);
    }
}

/* Sets the entries of that state among the pairs. */
static inline void latigraph_motif_put_pair(latigraph_motifs_t *motifs, int i, int j, int state) {
    guint16 *there = latigraph_motif_pair(motifs, i, j), *back = latigraph_motif_pair(motifs, j, i);
    *there = (guint16)((*there & ~3) | state);
    *back = (guint16)((*back & ~3) | latigraph_pair_turned(state));
}

/* Sets the state of the pair of i and j as i sees it. */
static inline void latigraph_motif_put_state(latigraph_motifs_t *motifs, int i, int j, int state) {
    if (motifs->pairs != NULL) {
        const int before = latigraph_motif_bit(latigraph_motif_row(motifs->any, motifs, i), j);
        const int more = (state != 0) - before;
        if (more != 0) {
            latigraph_motif_share(motifs, i, j, more);
            latigraph_motif_share(motifs, j, i, more);
        }
        latigraph_motif_put_pair(motifs, i, j, state);
    }
    latigraph_motif_put_bits(motifs, i, j, state);
}

#endif
