/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_REDRAW_H
#define LATIGRAPH_GENERATE_REDRAW_H

#include "generate/generate.h"

/* Room to draw edges from the same rates again and again and to take the statistics of what was
 * drawn: a statistic is no linear function of the edges, so its mean over drawings is not the
 * statistic of the expected edges. One a thread. */
typedef struct {
    latigraph_edge_list_t edges;
    int *memory;
    int nodes, capacity; /* what `memory` has room for: neurons and edges */
    real_t *total;       /* (pairs) sums of the rates of each dyad */
    int pairs;
} latigraph_redraw_t;

void latigraph_redraw_clear(latigraph_redraw_t *redraw);

/* Means of the statistics over `draws` drawings of pending circuit `item` into mean (Q), NaN where
 * not defined: the logarithm of the mean density, so that drawings without edges count. All NaN
 * when memory is short. Arrays only. O(draws (n² + Σ degree²)). */
void latigraph_redraw_statistics(latigraph_redraw_t *redraw, const latigraph_pending_t *pending,
                                 int item, const latigraph_rates_t *rates, int draws, double *mean);

#endif
