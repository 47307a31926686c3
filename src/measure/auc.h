/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_AUC_H
#define LATIGRAPH_MEASURE_AUC_H

#include "base/real.h"
#include "circuit/circuit.h"

/* Area under the ROC curve of scores (n, n) that classify ordered pairs into edges and non-edges.
 * It is the probability that an edge scores above a non-edge, where ties count half (Mann and
 * Whitney, Ann. Math. Stat. 18:50, 1947). The diagonal is ignored. The result is NaN without an
 * edge or without a non-edge, or if a score is NaN. `work` holds m values. The function allocates
 * nothing and calls no igraph, so worker threads can use it. O(n² log m). */
double latigraph_auc(const latigraph_circuit_t *circuit, const real_t *score, real_t *work);

#endif
