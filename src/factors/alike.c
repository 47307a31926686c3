/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* How alike two fits are. Factors have no order and their three modes no scale of their own, so
 * factors are compared by the product of three cosines, and paired in the best way. The best
 * pairing is found over subsets of factors, which is exact and takes 2^R R steps for R factors. */

#include "factors/cp.h"

#include "base/memory.h"

#include <math.h>

/* Cosine of two columns of floats. */
static double cosine(const float *x, const float *y, int count, int rank) {
    double xy = 0, xx = 0, yy = 0;
    for (int k = 0; k < count; k++) {
        const double a = x[(size_t)k * rank], b = y[(size_t)k * rank];
        xy += a * b;
        xx += a * a;
        yy += b * b;
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

static double cosine_animals(const latigraph_cp_t *x, int r, const latigraph_cp_t *y, int s,
                             int animals) {
    double xy = 0, xx = 0, yy = 0;
    for (int w = 0; w < animals; w++) {
        const double a = x->c[(size_t)w * x->rank + r], b = y->c[(size_t)w * y->rank + s];
        xy += a * b;
        xx += a * a;
        yy += b * b;
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

/* Greatest sum over pairings of rows and columns: best[set] pairs the first rows with a set of
 * columns. O(2^n n). */
static double best_pairing(int n, const double *value, double *best) {
    best[0] = 0;
    for (unsigned set = 1; set < 1u << n; set++) {
        int row = -1;
        for (int s = 0; s < n; s++) {
            row += (set >> s & 1) != 0;
        }
        best[set] = -INFINITY;
        for (int s = 0; s < n; s++) {
            if (set >> s & 1) {
                const double sum = best[set & ~(1u << s)] + value[row * n + s];
                best[set] = MAX(best[set], sum);
            }
        }
    }
    return best[(1u << n) - 1];
}

igraph_error_t latigraph_cp_match(const latigraph_cp_t *x, const latigraph_cp_t *y,
                                  const latigraph_tensor_t *tensor, double *match) {
    const int rank = x->rank;
    double value[LATIGRAPH_FACTORS_MAX * LATIGRAPH_FACTORS_MAX], *best;
    LATIGRAPH_ALLOCATE(best, (gsize)1 << rank);
    for (int k = 0; k < rank * rank; k++) {
        const int r = k / rank, s = k % rank;
        value[k] = cosine(x->a + r, y->a + s, tensor->pairs, rank) *
                   cosine(x->b + r, y->b + s, tensor->times, rank) *
                   cosine_animals(x, r, y, s, tensor->animals);
    }
    *match = best_pairing(rank, value, best) / rank;
    g_free(best);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
