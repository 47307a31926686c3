/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_AUC_H
#define LATIGRAPH_MEASURE_AUC_H

#include "base/real.h"
#include "circuit/circuit.h"

/* Area under the ROC curve of scores (n, n) as a classifier of ordered pairs into edges and
 * non-edges: the probability that an edge scores above a non-edge, ties counting half (Mann and
 * Whitney, Ann. Math. Stat. 18:50, 1947). The diagonal is left out. NaN if there is no edge or no
 * non-edge, or if a score is NaN. work has room for m values. No allocation, no igraph: safe in
 * worker threads. O(n² log m). */
double latigraph_auc(const latigraph_circuit_t *circuit, const real_t *score, real_t *work);

#endif
