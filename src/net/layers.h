/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_NET_LAYERS_H
#define LATIGRAPH_NET_LAYERS_H

#include "base/real.h"

/* Layers with explicit forward and backward passes on row-major arrays. The shape follows each
 * array in the comments. A backward pass adds to the gradients of parameters and inputs, so that
 * several paths can share them. Linear maps, perceptrons and normalisation overwrite the gradient
 * of their input instead. Linear maps and perceptrons skip a gradient whose pointer is NULL.
 * Explicit passes need no tape and no allocation, unlike automatic differentiation. */

/* Linear map: y (n, out) = x (n, in) Wᵀ + b, with W (out, in) and b (out). `in` may be 0. */
void linear_forward(int n, int in, int out, const real_t *x, const real_t *weight,
                    const real_t *bias, real_t *y);
void linear_backward(int n, int in, int out, const real_t *x, const real_t *weight,
                     const real_t *dy, real_t *dx, real_t *dweight, real_t *dbias);

/* Sigmoid-weighted linear unit: y = x σ(x) (Elfwing, Uchibe, Doya, Neural Networks 107:3, 2018). */
void silu_forward(ptrdiff_t count, const real_t *x, real_t *y);
/* Adds bias (width) to the rows of x (n, width) and computes y = silu(x), in one pass. */
void silu_bias_forward(int n, int width, const real_t *bias, real_t *x, real_t *y);
/* Computes dx = dy · silu'(x). It overwrites dx, which may be dy. */
void silu_backward(ptrdiff_t count, const real_t *x, const real_t *dy, real_t *dx);

/* A multi-layer perceptron: linear maps with SiLU between them. */
enum { MLP_MAX_LAYERS = 3 };
typedef struct {
    int layers;                   /* number of linear maps */
    int size[MLP_MAX_LAYERS + 1]; /* in, hidden ..., out */
} mlp_t;

/* Number of parameters. Each linear map has its weights, then its biases. */
ptrdiff_t mlp_parameter_count(const mlp_t *mlp);
/* Numbers per row of the activations stored for the backward pass, and of scratch memory for it. */
ptrdiff_t mlp_activation_count(const mlp_t *mlp);
ptrdiff_t mlp_scratch_count(const mlp_t *mlp);
void mlp_forward(const mlp_t *mlp, int n, const real_t *parameters, const real_t *x,
                 real_t *activations, real_t *y);
void mlp_backward(const mlp_t *mlp, int n, const real_t *parameters, const real_t *x,
                  const real_t *activations, const real_t *dy, real_t *dx, real_t *dparameters,
                  real_t *scratch);

/* Layer normalisation (Ba, Kiros, Hinton, arXiv 1607.06450, 2016): y (n, width) = (x − mean) / sd
 * · gain + bias, with mean and SD over each row. inverse_sd (n) is stored for the backward pass. */
void norm_forward(int n, int width, const real_t *x, const real_t *gain, const real_t *bias,
                  real_t *inverse_sd, real_t *y);
void norm_backward(int n, int width, const real_t *x, const real_t *gain, const real_t *inverse_sd,
                   const real_t *dy, real_t *dx, real_t *dgain, real_t *dbias);

/* Mean over neighbours with one added to the degree: y_i = Σ_{j in row i} x_j / (|row i| + 1). The
 * matrix is sparse, in compressed rows. x and y have `width` columns within rows of stride_x and
 * stride_y numbers. */
void propagate_forward(int n, int width, const int *start, const int *to, const real_t *x,
                       int stride_x, real_t *y, int stride_y);
void propagate_backward(int n, int width, const int *start, const int *to, const real_t *dy,
                        int stride_y, real_t *dx, int stride_x);

/* Pools the rows of x (n, width): pooled (3 width) = [mean, Σ_i softmax_i(gateᵀ x_i) x_i, SD].
 * attention (n) stores the softmax for the backward pass. */
void pool_forward(int n, int width, const real_t *x, const real_t *gate, real_t *attention,
                  real_t *pooled);
void pool_backward(int n, int width, const real_t *x, const real_t *gate, const real_t *attention,
                   const real_t *pooled, const real_t *dpooled, real_t *dx, real_t *dgate);

/* Splits the output of a Gaussian head: raw (n, 2 size) holds means, then log variances. The means
 * are copied to `mean` (n, size). The log variances are clamped to [low, high] and stored in
 * `log_variance` (n, size). */
void gaussian_split(int n, int size, const real_t *raw, real_t low, real_t high, real_t *mean,
                    real_t *log_variance);
/* Gradient of the split. No gradient passes through an active clamp. */
void gaussian_split_backward(int n, int size, const real_t *raw, real_t low, real_t high,
                             const real_t *dmean, const real_t *dlog_variance, real_t *draw);
/* Draws x = mean + e^(log_variance/2) noise for `count` numbers (the reparameterisation of Kingma
 * and Welling, ICLR 2014). */
void gaussian_sample(ptrdiff_t count, const real_t *mean, const real_t *log_variance,
                     const real_t *noise, real_t *x);
void gaussian_sample_backward(ptrdiff_t count, const real_t *log_variance, const real_t *noise,
                              const real_t *dx, real_t *dmean, real_t *dlog_variance);
/* Returns KL(N(m, e^v) ‖ N(pm, e^pv)) in nats, summed over `count` dimensions. A NULL prior is
 * N(0, 1). */
double gaussian_kl(ptrdiff_t count, const real_t *mean, const real_t *log_variance,
                   const real_t *prior_mean, const real_t *prior_log_variance);
/* Adds scale · ∂KL to the gradients. Those of the prior are NULL if the prior is. */
void gaussian_kl_backward(ptrdiff_t count, real_t scale, const real_t *mean,
                          const real_t *log_variance, const real_t *prior_mean,
                          const real_t *prior_log_variance, real_t *dmean, real_t *dlog_variance,
                          real_t *dprior_mean, real_t *dprior_log_variance);

#endif
