/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Choices among the neurons of a leaf and among sorted sums, for many candidates at once.
 *
 * A choice is a binary search without branches. Branches that depend on random numbers would cost
 * more than they save. The searches of all candidates take their steps together, so that they wait
 * for memory together, too. */

#include "generate/sparse.h"

#include "base/fast.h"

enum { LEAF = LATIGRAPH_LEAF };

/* Returns the index of the weight in whose interval `left` lies, halving the leaf in each step. */
static inline int choose(const float *restrict weight, float left) {
    int at = 0;
    for (int half = LEAF / 2; half > 0; half /= 2) {
        float sum = 0;
        for (int l = 0; l < half; l++) {
            sum += weight[at + l];
        }
        const int on = left >= sum;
        at += on * half;
        left -= (float)on * sum;
    }
    return at;
}

FAST void latigraph_choose(int count, const guint16 *const *packed, const float *left,
                           int *choice) {
    for (int c = 0; c < count; c++) {
        const guint16 *restrict from = packed[c];
        float weight[LEAF];
#pragma omp simd
        for (int l = 0; l < LEAF; l++) {
            weight[l] = latigraph_bound_unpack(from[l]);
        }
        choice[c] = choose(weight, left[c]);
    }
}

FAST void latigraph_find_intervals(int count, const double *restrict number,
                                   const double *restrict point, int *restrict at,
                                   int *restrict length) {
    for (int longest = 2; longest > 1;) {
        longest = 0;
#pragma omp simd reduction(max : longest)
        for (int c = 0; c < count; c++) {
            const int half = length[c] / 2;
            at[c] += number[at[c] + half] <= point[c] ? half : 0;
            length[c] -= half;
            longest = length[c] > longest ? length[c] : longest;
        }
    }
}
