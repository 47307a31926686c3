/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Layer normalisation of rows, forward and backward.
 *
 * The forward pass stores 1/sd of each row only. The backward pass computes the mean and the
 * normalised row again, which costs less than reading a stored copy of the rows. The mean is
 * computed before the squared deviations: E[x²] − E[x]² would lose all digits of a row whose mean
 * is large.
 */
#include "base/fast.h"
#include "net/layers.h"

/* This is added to the variance, so that constant rows have a finite norm. */
static const real_t EPSILON = REAL_C(1e-5);

FAST void norm_forward(int n, int width, const real_t *x, const real_t *gain, const real_t *bias,
                       real_t *inverse_sd, real_t *y) {
    for (int i = 0; i < n; i++) {
        const real_t *row = x + (ptrdiff_t)i * width;
        real_t *out = y + (ptrdiff_t)i * width;
        real_t mean = 0, variance = 0;
        for (int k = 0; k < width; k++) {
            mean += row[k];
        }
        mean /= width;
        for (int k = 0; k < width; k++) {
            variance += (row[k] - mean) * (row[k] - mean);
        }
        inverse_sd[i] = 1 / real_sqrt(variance / width + EPSILON);
        for (int k = 0; k < width; k++) {
            out[k] = (row[k] - mean) * inverse_sd[i] * gain[k] + bias[k];
        }
    }
}

FAST void norm_backward(int n, int width, const real_t *x, const real_t *gain,
                        const real_t *inverse_sd, const real_t *dy, real_t *dx, real_t *dgain,
                        real_t *dbias) {
    for (int i = 0; i < n; i++) {
        const real_t *row = x + (ptrdiff_t)i * width, *drow = dy + (ptrdiff_t)i * width;
        real_t *out = dx + (ptrdiff_t)i * width;
        real_t mean = 0, sum = 0, product = 0;
        for (int k = 0; k < width; k++) {
            mean += row[k];
        }
        mean /= width;
        /* Let h be the normalised row and g = dy · gain; then dx = (g − mean(g) − h mean(g h)) /
         * sd. */
        for (int k = 0; k < width; k++) {
            const real_t h = (row[k] - mean) * inverse_sd[i], g = drow[k] * gain[k];
            sum += g;
            product += g * h;
            dgain[k] += drow[k] * h;
            dbias[k] += drow[k];
        }
        sum /= width;
        product /= width;
        for (int k = 0; k < width; k++) {
            const real_t h = (row[k] - mean) * inverse_sd[i];
            out[k] = (drow[k] * gain[k] - sum - h * product) * inverse_sd[i];
        }
    }
}
