/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_MOTIF_SWAP_H
#define LATIGRAPH_SURROGATE_MOTIF_SWAP_H

#include "surrogate/motifs.h"

/* The pairs that a swap disconnects, and those that it connects. */
enum { LATIGRAPH_SWAP_AB, LATIGRAPH_SWAP_CD, LATIGRAPH_SWAP_AD, LATIGRAPH_SWAP_CB };

/* A swap of four different neurons, and the changes of the sums of motifs that it would make. The
 * state is that of ab and cd before and of ad and cb after it; the others are not connected. */
typedef struct {
    int a, b, c, d, state;
    int count[4]; /* common neighbours of the four pairs, a, b, c and d left aside */
    int triangles;
    int triads[LATIGRAPH_CLOSED_TRIADS];
    double clustering, damped, partners;
} latigraph_motif_swap_t;

/* Counts a swap of motifs that have pairs, and does not change them. O(n / 64), and O(1) for each
 * common neighbour. */
void latigraph_motif_swap_count(latigraph_motif_swap_t *swap, const latigraph_motifs_t *motifs,
                                int a, int b, int c, int d, int state);
/* Makes a swap of motifs that have not changed since it was counted. O(n / 64 + degrees). */
void latigraph_motif_swap_make(const latigraph_motif_swap_t *swap, latigraph_motifs_t *motifs);

#endif
