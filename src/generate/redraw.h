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

/* Writes means of the statistics over `draws` draws of pending circuit `item` to mean
 * (LATIGRAPH_STEERED_MAX). With `closing`, which may be NULL, the draws have a closure stage, whose
 * effect is measured on a twentieth of them, and `change` (LATIGRAPH_STATISTICS_MAX) gets it; 0 if
 * there is none. Local clustering is known with it alone. Statistics
 * that are never defined are NaN. The log density is the logarithm of the mean density, so that
 * draws without edges count. Uses arrays only. Returns false if memory runs out; the caller must
 * raise an error then, because means over fewer draws are other numbers. Worker threads call it,
 * and these cannot raise errors. O(draws (n² + Σ degree²)). */
igraph_bool_t latigraph_redraw_statistics(latigraph_redraw_t *redraw,
                                          const latigraph_pending_t *pending, int item,
                                          const latigraph_rates_t *rates,
                                          const latigraph_closing_t *closing, int draws,
                                          double *mean, double *change);

#endif
