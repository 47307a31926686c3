/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The activation y = x σ(x) and its derivative σ(x) (1 + x (1 − σ(x))), in vectorised loops.
 *
 * SiLU is smooth, so that gradient tests by finite differences hold everywhere, which they do not
 * at the corner of a ReLU. The backward pass computes σ again from x instead of reading it from
 * memory.
 */
#include "base/fast.h"
#include "net/layers.h"

FAST void silu_forward(ptrdiff_t count, const real_t *restrict x, real_t *restrict y) {
#pragma omp simd
    for (ptrdiff_t i = 0; i < count; i++) {
        y[i] = x[i] / (1 + real_exp(-x[i]));
    }
}

FAST void silu_bias_forward(int n, int width, const real_t *restrict bias, real_t *restrict x,
                            real_t *restrict y) {
    for (int i = 0; i < n; i++) {
        real_t *restrict row = x + (ptrdiff_t)i * width, *restrict out = y + (ptrdiff_t)i * width;
#pragma omp simd
        for (int k = 0; k < width; k++) {
            const real_t sum = row[k] + bias[k];
            row[k] = sum;
            out[k] = sum / (1 + real_exp(-sum));
        }
    }
}

FAST void silu_backward(ptrdiff_t count, const real_t *x, const real_t *dy, real_t *dx) {
#pragma omp simd
    for (ptrdiff_t i = 0; i < count; i++) {
        const real_t sigmoid = 1 / (1 + real_exp(-x[i]));
        dx[i] = dy[i] * sigmoid * (1 + x[i] * (1 - sigmoid));
    }
}
