/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_AUC_H
#define LATIGRAPH_MEASURE_AUC_H

#include "base/real.h"

#include <glib.h>

/* Area under the ROC curve of scores that classify ordered pairs into edges and non-edges. It is
 * the probability that an edge scores above a non-edge, where ties count half (Mann and Whitney,
 * Ann. Math. Stat. 18:50, 1947). The scores of the edges are sorted once, and every non-edge is
 * then ranked among them, so that nobody holds the scores of all pairs. No function allocates or
 * calls igraph, so that worker threads can use them. */

/* The sorted scores of the edges, and an index of them. */
typedef struct {
    int m;
    const real_t *edge; /* (m) ascending */
    const int *start;   /* (bins + 1) the first edge of each bin */
    int bins, shift;
    gint64 lowest; /* key of the lowest score */
} latigraph_auc_t;

/* Largest number of integers of the index. */
enum { LATIGRAPH_AUC_INDEX = (1 << 16) + 2 };

/* Sorts the scores (m) in place and indexes them in `index` (LATIGRAPH_AUC_INDEX). Returns FALSE if
 * there is none, or if one is NaN, because NaN has no rank. O(m log m). */
gboolean latigraph_auc_init(latigraph_auc_t *auc, int m, real_t *score, int *index);
/* Returns the number of edges above a score; equal ones count half. The AUC is the mean of it over
 * non-edges, divided by m. Usually O(1). */
double latigraph_auc_above(const latigraph_auc_t *auc, real_t score);

#endif
