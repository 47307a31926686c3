/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Choices among the neurons of a leaf, for many candidates at once.
 *
 * A choice is a binary search over partial sums without branches. Branches that depend on random
 * numbers would cost more than the sums. */

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

FAST void latigraph_choose(int count, const float *const *weight, const float *left, int *choice) {
    for (int c = 0; c < count; c++) {
        choice[c] = choose(weight[c], left[c]);
    }
}

FAST void latigraph_members(int count, const float *const *weight, const guchar *const *cluster,
                            const guchar *member, const guchar *size, float *own) {
    for (int c = 0; c < count; c++) {
        const float *restrict all = weight[c];
        const guchar *restrict of = cluster[c];
        float *restrict to = own + c * LEAF;
        const guchar k = member[c];
#pragma omp simd
        for (int l = 0; l < LEAF; l++) {
            to[l] = of[l] == k ? all[l] : 0;
        }
        for (int l = size[c]; l < LEAF; l++) {
            to[l] = 0;
        }
    }
}
