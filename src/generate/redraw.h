/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_REDRAW_H
#define LATIGRAPH_GENERATE_REDRAW_H

#include "generate/closure.h"
#include "generate/generate.h"

/* Scratch for repeated draws from the same rates and for the statistics of these draws, one per
 * thread. Mean statistics over draws differ from the statistics of the expected edges (redraw.c).
 */
typedef struct {
    latigraph_edge_list_t edges;
    int *memory;
    int nodes, capacity; /* capacity of `memory`: neurons and edges */
    latigraph_dyads_t dyads;
} latigraph_redraw_t;

void latigraph_redraw_clear(latigraph_redraw_t *redraw);

/* The draws of a circuit. */
typedef struct {
    int draws;                          /* number of draws */
    int closings;                       /* number of draws that are closed, too; the first ones */
    int round;                          /* number of the random numbers of closings */
    const latigraph_closing_t *closing; /* closure stage; NULL: there is none */
} latigraph_redraws_t;

/* Writes the statistics (LATIGRAPH_STATISTICS_MAX) of drawn edges of pending circuit `item`; edge
 * length stays as it is without positions. Returns false if memory runs out. */
gboolean latigraph_redraw_measure(latigraph_redraw_t *redraw, const latigraph_pending_t *pending,
                                  int item, const latigraph_edge_list_t *edges, double *value);

/* Writes means of the statistics over draws of pending circuit `item`, without a closure stage, to
 * mean (LATIGRAPH_STATISTICS_MAX). `change` (LATIGRAPH_STEERED_MAX) gets the mean change of each by
 * the closure stage, and how far local clustering is from its target; without closings it stays.
 * Statistics that are never defined are NaN. The log density is the logarithm of the mean density,
 * so that draws without edges count. Uses arrays only. Returns false if memory runs out; the caller
 * must raise an error then, because means over fewer draws are other numbers. Worker threads call
 * it, and these cannot raise errors. O(draws (n² + Σ degree²)). */
igraph_bool_t latigraph_redraw_statistics(latigraph_redraw_t *redraw,
                                          const latigraph_pending_t *pending, int item,
                                          const latigraph_rates_t *rates,
                                          const latigraph_redraws_t *redraws, double *mean,
                                          double *change);

#endif
