/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_MOMENTS_H
#define LATIGRAPH_BASE_MOMENTS_H

#include <math.h>
#include <stddef.h>

/* Computes the mean and the sum of squared deviations of the finite values among `count` values
 * that are `stride` numbers apart. NaN means "not known" and is skipped. Returns the number of
 * finite values; the mean is NaN if there are none. */
static inline int latigraph_moments(const double *value, size_t stride, int count, double *mean,
                                    double *squares) {
    double sum = 0;
    int finite = 0;
    for (int i = 0; i < count; i++) {
        const double x = value[(size_t)i * stride];
        if (isfinite(x)) {
            sum += x;
            finite++;
        }
    }
    *mean = finite > 0 ? sum / finite : NAN;
    *squares = 0;
    for (int i = 0; i < count; i++) {
        const double x = value[(size_t)i * stride];
        if (isfinite(x)) {
            *squares += (x - *mean) * (x - *mean);
        }
    }
    return finite;
}

/* Computes mean and SD of each column of (rows, width), NaN left out. An SD of nearly zero becomes
 * 1, so that columns can be divided by it. */
static inline void latigraph_column_scales(const double *values, int rows, int width, double *mean,
                                           double *sd) {
    for (int k = 0; k < width; k++) {
        double squares;
        const int known = latigraph_moments(values + k, (size_t)width, rows, &mean[k], &squares);
        mean[k] = known > 0 ? mean[k] : 0;
        sd[k] = known > 0 ? sqrt(squares / known) : 0;
        if (!(sd[k] > 1e-9 * (1 + fabs(mean[k])))) {
            sd[k] = 1;
        }
    }
}

/* Returns Pearson's correlation of finite values; NaN where one side does not vary. */
static inline double latigraph_pearson(const double *x, const double *y, int count) {
    double mean_x, mean_y, xx, yy, xy = 0;
    latigraph_moments(x, 1, count, &mean_x, &xx);
    latigraph_moments(y, 1, count, &mean_y, &yy);
    for (int i = 0; i < count; i++) {
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

#endif
