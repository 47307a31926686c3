/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_NET_LAYERS_H
#define LATIGRAPH_NET_LAYERS_H

#include "base/real.h"

/* Layers with explicit forward and backward passes on row-major arrays. A
 * backward pass ADDS into the gradients of parameters and of inputs; in linear
 * maps and perceptrons a gradient that is NULL is not computed. Shapes are given behind each array.
 */

/* y (n, out) = x (n, in) Wᵀ + b, with W (out, in), b (out). in may be 0. */
void linear_forward(int n, int in, int out, const real_t *x, const real_t *weight,
                    const real_t *bias, real_t *y);
void linear_backward(int n, int in, int out, const real_t *x, const real_t *weight,
                     const real_t *dy, real_t *dx, real_t *dweight, real_t *dbias);

/* y = x σ(x), the sigmoid-weighted linear unit (Elfwing, Uchibe, Doya 2018). */
void silu_forward(long count, const real_t *x, real_t *y);
/* dx = dy · silu'(x): overwrites dx, which may be dy. */
void silu_backward(long count, const real_t *x, const real_t *dy, real_t *dx);

/* A multi-layer perceptron: linear maps with SiLU between them. */
enum { MLP_MAX_LAYERS = 3 };
typedef struct {
    int layers;                   /* linear maps */
    int size[MLP_MAX_LAYERS + 1]; /* in, hidden ..., out */
} mlp_t;

/* Parameters: for each linear map its weight, then its bias. */
long mlp_parameter_count(const mlp_t *mlp);
/* Activations kept for the backward pass, and scratch for it, in numbers a row. */
long mlp_activation_count(const mlp_t *mlp);
long mlp_scratch_count(const mlp_t *mlp);
void mlp_forward(const mlp_t *mlp, int n, const real_t *parameters, const real_t *x,
                 real_t *activations, real_t *y);
void mlp_backward(const mlp_t *mlp, int n, const real_t *parameters, const real_t *x,
                  const real_t *activations, const real_t *dy, real_t *dx, real_t *dparameters,
                  real_t *scratch);

/* y (n, width) = (x − mean) / sd over each row · gain + bias (Ba, Kiros, Hinton 2016).
 * inverse_sd (n) is kept for the backward pass. */
void norm_forward(int n, int width, const real_t *x, const real_t *gain, const real_t *bias,
                  real_t *inverse_sd, real_t *y);
void norm_backward(int n, int width, const real_t *x, const real_t *gain, const real_t *inverse_sd,
                   const real_t *dy, real_t *dx, real_t *dgain, real_t *dbias);

/* y_i = Σ_{j in row i} x_j / (|row i| + 1) for a sparse matrix in compressed rows; x has `width`
 * columns out of rows of `stride_x` numbers, y likewise. */
void propagate_forward(int n, int width, const int *start, const int *to, const real_t *x,
                       int stride_x, real_t *y, int stride_y);
void propagate_backward(int n, int width, const int *start, const int *to, const real_t *dy,
                        int stride_y, real_t *dx, int stride_x);

/* pooled (3 width) = [mean of rows, Σ_i softmax_i(gateᵀ x_i) x_i, SD of rows]; attention (n) keeps
 * the softmax. */
void pool_forward(int n, int width, const real_t *x, const real_t *gate, real_t *attention,
                  real_t *pooled);
void pool_backward(int n, int width, const real_t *x, const real_t *gate, const real_t *attention,
                   const real_t *pooled, const real_t *dpooled, real_t *dx, real_t *dgate);

/* A Gaussian head: raw (n, 2 size) holds means, then ln variances, which are clamped to
 * [low, high] into `log_variance` (n, size); means are copied to `mean` (n, size). */
void gaussian_split(int n, int size, const real_t *raw, real_t low, real_t high, real_t *mean,
                    real_t *log_variance);
/* Gradient of the split: no gradient passes where the clamp is active. */
void gaussian_split_backward(int n, int size, const real_t *raw, real_t low, real_t high,
                             const real_t *dmean, const real_t *dlog_variance, real_t *draw);
/* x = mean + e^(log_variance/2) noise, all of `count` numbers. */
void gaussian_sample(long count, const real_t *mean, const real_t *log_variance,
                     const real_t *noise, real_t *x);
void gaussian_sample_backward(long count, const real_t *log_variance, const real_t *noise,
                              const real_t *dx, real_t *dmean, real_t *dlog_variance);
/* KL(N(m, e^v) ‖ N(pm, e^pv)) summed over `count` dimensions, nats; NULL prior: N(0, 1). */
double gaussian_kl(long count, const real_t *mean, const real_t *log_variance,
                   const real_t *prior_mean, const real_t *prior_log_variance);
/* Adds scale · ∂KL to the gradients; the prior's may be NULL with the prior. */
void gaussian_kl_backward(long count, real_t scale, const real_t *mean, const real_t *log_variance,
                          const real_t *prior_mean, const real_t *prior_log_variance, real_t *dmean,
                          real_t *dlog_variance, real_t *dprior_mean, real_t *dprior_log_variance);

#endif
