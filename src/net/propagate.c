/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The step of message passing: each neuron gets the mean of its neighbours' rows.
 *
 * The sum is divided by the degree plus 1. A neuron without neighbours thus gets 0 rather than
 * 0/0, and a mean over few neighbours is drawn towards 0, because it says less. The backward pass
 * is the transposed matrix and walks the same compressed rows, scattering instead of gathering, so
 * that no transpose is built. Rows have strides, because input and output are slices of wider
 * arrays that hold the messages along and against the edges side by side. One pass costs O(edges ×
 * width).
 */
#include "base/fast.h"
#include "net/layers.h"

FAST void propagate_forward(int n, int width, const int *start, const int *to, const real_t *x,
                            int stride_x, real_t *y, int stride_y) {
    for (int i = 0; i < n; i++) {
        real_t *restrict out = y + (ptrdiff_t)i * stride_y;
        const real_t share = 1 / (real_t)(start[i + 1] - start[i] + 1);
        for (int k = 0; k < width; k++) {
            out[k] = 0;
        }
        for (int e = start[i]; e < start[i + 1]; e++) {
            const real_t *restrict row = x + (ptrdiff_t)to[e] * stride_x;
            for (int k = 0; k < width; k++) {
                out[k] += share * row[k];
            }
        }
    }
}

FAST void propagate_backward(int n, int width, const int *start, const int *to, const real_t *dy,
                             int stride_y, real_t *dx, int stride_x) {
    for (int i = 0; i < n; i++) {
        const real_t *restrict drow = dy + (ptrdiff_t)i * stride_y;
        const real_t share = 1 / (real_t)(start[i + 1] - start[i] + 1);
        for (int e = start[i]; e < start[i + 1]; e++) {
            real_t *restrict out = dx + (ptrdiff_t)to[e] * stride_x;
            for (int k = 0; k < width; k++) {
                out[k] += share * drow[k];
            }
        }
    }
}
