/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The inner loops of a reservoir, where nearly all of its time is spent.
 *
 * They are compiled with -ffast-math for several instruction sets (base/fast.h). A step follows the
 * edges, O(m), and not the matrix of weights, O(n²). The innermost loop runs over networks, or over
 * states of one network, that lie side by side: one pass over the edges advances all of them with
 * vector instructions.
 */
#include "function/respond.h"

#include "base/fast.h"

#include <math.h>
#include <stddef.h>

/* tanh is computed from e^−2|y|, which has vector instructions and never overflows. */
FAST void latigraph_leaky_step(ptrdiff_t count, double leak_rate, const double *restrict y,
                               double *restrict x) {
#pragma omp simd
    for (ptrdiff_t i = 0; i < count; i++) {
        const double e = exp(-2 * fabs(y[i]));
        x[i] += leak_rate * (copysign((1 - e) / (1 + e), y[i]) - x[i]);
    }
}

FAST void latigraph_recur(int m, int columns, const int *from, const int *to, const double *weight,
                          const double *restrict x, double *restrict y) {
    for (int e = 0; e < m; e++) {
        const double *w = weight + (size_t)e * (size_t)columns;
        const double *source = x + (size_t)from[e] * (size_t)columns;
        double *target = y + (size_t)to[e] * (size_t)columns;
#pragma omp simd
        for (int k = 0; k < columns; k++) {
            target[k] += w[k] * source[k];
        }
    }
}

FAST void latigraph_recur_as(int m, int columns, const int *from, const int *to,
                             const double *weight, int stride, const double *restrict x,
                             double *restrict y) {
    for (int e = 0; e < m; e++) {
        const double w = weight[(size_t)e * (size_t)stride];
        const double *source = x + (size_t)from[e] * (size_t)columns;
        double *target = y + (size_t)to[e] * (size_t)columns;
#pragma omp simd
        for (int k = 0; k < columns; k++) {
            target[k] += w * source[k];
        }
    }
}
