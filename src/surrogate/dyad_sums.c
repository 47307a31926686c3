/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The inner loops of the solver of expected degrees, which are compiled for speed.
 */
#include "base/fast.h"
#include "surrogate/expected.h"

FAST void latigraph_dyad_sums(int classes, const double *count, const double *x, const double *y,
                              const double *z, int i, double sums[3]) {
    const double xi = x[i], yi = y[i], zi = z[i];
    double by_y = 0, by_x = 0, by_z = 0;
#pragma omp simd reduction(+ : by_y, by_x, by_z)
    for (int j = 0; j < classes; j++) {
        const double share = count[j] / (1 + xi * y[j] + x[j] * yi + zi * z[j]);
        by_y += y[j] * share;
        by_x += x[j] * share;
        by_z += z[j] * share;
    }
    sums[0] = by_y;
    sums[1] = by_x;
    sums[2] = by_z;
}

FAST void latigraph_edge_sums(int classes, const double *count, const double *x, const double *y,
                              int i, double sums[2]) {
    const double xi = x[i], yi = y[i];
    double by_y = 0, by_x = 0;
#pragma omp simd reduction(+ : by_y, by_x)
    for (int j = 0; j < classes; j++) {
        by_y += count[j] * y[j] / (1 + xi * y[j]);
        by_x += count[j] * x[j] / (1 + x[j] * yi);
    }
    sums[0] = by_y;
    sums[1] = by_x;
}
