/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Pooling of the rows of all neurons into one row per circuit, forward and backward.
 *
 * A circuit has any number of neurons in any order, so its summary must be a symmetric function of
 * them. It has three parts: the mean, an attended mean Σ_i a_i x_i with a = softmax(x gate), and
 * the SD. The mean describes the typical neuron and the SD their variety; the attended mean lets a
 * few neurons, such as hubs, decide. The softmax subtracts its largest logit before it
 * exponentiates, so that no logit overflows. The backward pass needs only the attention and the
 * pooled row from the forward pass.
 */
#include "net/layers.h"

/* This is added to the variance, so that the gradient of the SD is finite. */
static const real_t EPSILON = REAL_C(1e-5);

void pool_forward(int n, int width, const real_t *x, const real_t *gate, real_t *attention,
                  real_t *pooled) {
    real_t *mean = pooled, *attended = pooled + width, *sd = pooled + 2 * width;
    real_t highest = -INFINITY, total = 0;
    for (int k = 0; k < 3 * width; k++) {
        pooled[k] = 0;
    }
    for (int i = 0; i < n; i++) {
        attention[i] = real_dot(width, gate, 1, x + (ptrdiff_t)i * width, 1);
        highest = attention[i] > highest ? attention[i] : highest;
        real_axpy(width, 1 / (real_t)n, x + (ptrdiff_t)i * width, 1, mean, 1);
    }
    for (int i = 0; i < n; i++) {
        attention[i] = real_exp(attention[i] - highest);
        total += attention[i];
    }
    for (int i = 0; i < n; i++) {
        const real_t *row = x + (ptrdiff_t)i * width;
        attention[i] /= total;
        real_axpy(width, attention[i], row, 1, attended, 1);
        for (int k = 0; k < width; k++) {
            sd[k] += (row[k] - mean[k]) * (row[k] - mean[k]);
        }
    }
    for (int k = 0; k < width; k++) {
        sd[k] = real_sqrt(sd[k] / n + EPSILON);
    }
}

void pool_backward(int n, int width, const real_t *x, const real_t *gate, const real_t *attention,
                   const real_t *pooled, const real_t *dpooled, real_t *dx, real_t *dgate) {
    const real_t *mean = pooled, *attended = pooled + width, *sd = pooled + 2 * width;
    const real_t *dmean = dpooled, *dattended = dpooled + width, *dsd = dpooled + 2 * width;
    const real_t common = real_dot(width, dattended, 1, attended, 1);
    for (int i = 0; i < n; i++) {
        const real_t *row = x + (ptrdiff_t)i * width;
        real_t *out = dx + (ptrdiff_t)i * width;
        /* Gradient of the softmax: d logit_i = a_i (dattendedᵀ x_i − dattendedᵀ Σ_j a_j x_j). */
        const real_t dlogit = attention[i] * (real_dot(width, dattended, 1, row, 1) - common);
        for (int k = 0; k < width; k++) {
            out[k] += dmean[k] / n + dattended[k] * attention[i] + dlogit * gate[k] +
                      dsd[k] * (row[k] - mean[k]) / (n * sd[k]);
            dgate[k] += dlogit * row[k];
        }
    }
}
