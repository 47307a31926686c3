/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Linear maps as matrix products of BLAS, and perceptrons made of them.
 *
 * With row-major arrays, one map needs three products: y = x Wᵀ + b forward, and dx = dy W, dW =
 * dyᵀ x backward. The bias is copied into y first, so that the product adds to it; in a hidden
 * layer, it is added in the pass of SiLU. Gradients of inputs are written, not added, so that
 * nobody clears them first. A perceptron stores, for every hidden layer, the inputs of SiLU (for
 * its derivative) and the outputs (for dW of the next layer), one after the other in one array:
 *
 *     activations: | before SiLU, layer 1 | after, layer 1 | before, layer 2 | after, layer 2 |
 *
 * The backward pass walks this array and the parameters from their ends. Gradients of hidden
 * layers alternate between two halves of the scratch memory, so that no layer allocates anything.
 */
#include "base/fast.h"
#include "net/layers.h"

#include <string.h>

void linear_forward(int n, int in, int out, const real_t *x, const real_t *weight,
                    const real_t *bias, real_t *y) {
    for (int i = 0; i < n; i++) {
        memcpy(y + (ptrdiff_t)i * out, bias, (size_t)out * sizeof *y);
    }
    if (in > 0 && n > 0) {
        real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, out, in, 1, x, in, weight, in, 1, y,
                  out);
    }
}

/* Adds the n rows to sum (width). */
FAST static void add_rows(int n, int width, const real_t *restrict rows, real_t *restrict sum) {
    for (int i = 0; i < n; i++) {
        for (int o = 0; o < width; o++) {
            sum[o] += rows[(ptrdiff_t)i * width + o];
        }
    }
}

void linear_backward(int n, int in, int out, const real_t *x, const real_t *weight,
                     const real_t *dy, real_t *dx, real_t *dweight, real_t *dbias) {
    if (dbias != NULL) {
        add_rows(n, out, dy, dbias);
    }
    if (in == 0 || n == 0) {
        return;
    }
    if (dweight != NULL) {
        real_gemm(CblasRowMajor, CblasTrans, CblasNoTrans, out, in, n, 1, dy, out, x, in, 1,
                  dweight, in);
    }
    if (dx != NULL) {
        real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, in, out, 1, dy, out, weight, in, 0,
                  dx, in);
    }
}

ptrdiff_t mlp_parameter_count(const mlp_t *mlp) {
    ptrdiff_t count = 0;
    for (int k = 0; k < mlp->layers; k++) {
        count += (ptrdiff_t)(mlp->size[k] + 1) * mlp->size[k + 1];
    }
    return count;
}

/* Each hidden layer stores its inputs to SiLU and its outputs. */
ptrdiff_t mlp_activation_count(const mlp_t *mlp) {
    ptrdiff_t count = 0;
    for (int k = 1; k < mlp->layers; k++) {
        count += (ptrdiff_t)2 * mlp->size[k];
    }
    return count;
}

ptrdiff_t mlp_scratch_count(const mlp_t *mlp) {
    ptrdiff_t widest = 0;
    for (int k = 1; k < mlp->layers; k++) {
        widest = mlp->size[k] > widest ? mlp->size[k] : widest;
    }
    return 2 * widest;
}

void mlp_forward(const mlp_t *mlp, int n, const real_t *parameters, const real_t *x,
                 real_t *activations, real_t *y) {
    const real_t *input = x;
    for (int k = 0; k < mlp->layers; k++) {
        const int in = mlp->size[k], out = mlp->size[k + 1];
        const real_t *weight = parameters, *bias = weight + (ptrdiff_t)in * out;
        parameters = bias + out;
        if (k + 1 == mlp->layers) {
            linear_forward(n, in, out, input, weight, bias, y);
            return;
        }
        real_t *before = activations, *after = before + (ptrdiff_t)n * out;
        activations = after + (ptrdiff_t)n * out;
        if (in > 0 && n > 0) {
            real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, out, in, 1, input, in, weight, in,
                      0, before, out);
        } else {
            memset(before, 0, (size_t)n * (size_t)out * sizeof *before);
        }
        silu_bias_forward(n, out, bias, before, after);
        input = after;
    }
}

void mlp_backward(const mlp_t *mlp, int n, const real_t *parameters, const real_t *x,
                  const real_t *activations, const real_t *dy, real_t *dx, real_t *dparameters,
                  real_t *scratch) {
    ptrdiff_t parameter_end = mlp_parameter_count(mlp);
    ptrdiff_t activation_end = mlp_activation_count(mlp) * n;
    real_t *half[2] = {scratch, scratch + mlp_scratch_count(mlp) / 2 * n};
    for (int k = mlp->layers - 1; k >= 0; k--) {
        const int in = mlp->size[k], out = mlp->size[k + 1];
        parameter_end -= (ptrdiff_t)(in + 1) * out;
        const real_t *weight = parameters + parameter_end;
        real_t *dweight = dparameters ? dparameters + parameter_end : NULL;
        real_t *dbias = dparameters ? dweight + (ptrdiff_t)in * out : NULL;
        if (k == 0) {
            linear_backward(n, in, out, x, weight, dy, dx, dweight, dbias);
            return;
        }
        const ptrdiff_t count = (ptrdiff_t)n * in;
        const real_t *after = activations + activation_end - count, *before = after - count;
        activation_end -= 2 * count;
        real_t *dinput = half[k % 2];
        linear_backward(n, in, out, after, weight, dy, dinput, dweight, dbias);
        silu_backward(count, before, dinput, dinput);
        dy = dinput;
    }
}
