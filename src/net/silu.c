/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/fast.h"
#include "net/layers.h"

FAST void silu_forward(long count, const real_t *restrict x, real_t *restrict y) {
#pragma omp simd
    for (long i = 0; i < count; i++) {
        y[i] = x[i] / (1 + real_exp(-x[i]));
    }
}

FAST void silu_backward(long count, const real_t *x, const real_t *dy, real_t *dx) {
#pragma omp simd
    for (long i = 0; i < count; i++) {
        const real_t sigmoid = 1 / (1 + real_exp(-x[i]));
        dx[i] = dy[i] * sigmoid * (1 + x[i] * (1 - sigmoid));
    }
}
