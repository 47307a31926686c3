/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_KEEP_H
#define LATIGRAPH_ACTIVITY_KEEP_H

#include "activity/estimate.h"

/* Lists the pairs i n + j to keep, in ascending order; i < j where the estimate is symmetric. Pairs
 * with weight 0 are never kept. O(n² log n). */
igraph_error_t latigraph_keep_pairs(const latigraph_estimate_t *estimate, latigraph_keep_t keep,
                                    double density, double p, igraph_vector_int_t *pairs);

#endif
