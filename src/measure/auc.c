/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Area under the ROC curve of pair scores, by ranks (Mann and Whitney 1947).
 *
 * The scores of the m edges are sorted once. Every non-edge then needs two binary searches, O(n²
 * log m) in all. Sorting all n² scores instead would need memory for all of them. */

#include "measure/auc.h"

#include <stdlib.h>

static int compare(const void *a, const void *b) {
    const real_t x = *(const real_t *)a, y = *(const real_t *)b;
    return (x > y) - (x < y);
}

/* Copies the scores of the edges. Returns false if one is NaN, because NaN has no rank. */
static gboolean gather_edges(const latigraph_circuit_t *circuit, const real_t *score,
                             real_t *edge) {
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            edge[e] = score[(gsize)i * circuit->n + circuit->out_to[e]];
            if (isnan(edge[e])) {
                return FALSE;
            }
        }
    }
    return TRUE;
}

/* Returns how many of the m ascending values are below x, or, with `equal`, at most x. */
static int rank_of(const real_t *value, int m, real_t x, gboolean equal) {
    int low = 0, high = m;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (value[middle] < x || (equal && value[middle] == x)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Returns the number of edges above a score; equal ones count half. */
static double edges_above(const real_t *edge, int m, real_t x) {
    const int below = rank_of(edge, m, x, FALSE);
    const int not_above =
        below < m && edge[below] == x ? below + rank_of(edge + below, m - below, x, TRUE) : below;
    return m - 0.5 * (below + not_above);
}

double latigraph_auc(const latigraph_circuit_t *circuit, const real_t *score, real_t *work) {
    const int n = circuit->n, m = circuit->m;
    const double others = (double)n * (n - 1) - m;
    double wins = 0;
    if (m == 0 || others < 1 || !gather_edges(circuit, score, work)) {
        return NAN;
    }
    qsort(work, (size_t)m, sizeof *work, compare);
    for (int i = 0; i < n; i++) {
        int e = circuit->out_start[i];
        for (int j = 0; j < n; j++) {
            if (e < circuit->out_start[i + 1] && circuit->out_to[e] == j) {
                e++;
            } else if (j != i) {
                const real_t x = score[(gsize)i * n + j];
                if (isnan(x)) {
                    return NAN;
                }
                wins += edges_above(work, m, x);
            }
        }
    }
    return wins / (m * others);
}
