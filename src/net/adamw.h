/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_NET_ADAMW_H
#define LATIGRAPH_NET_ADAMW_H

#include "base/real.h"

/* AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019); callers set
 * the decay to 0 by default. The caller owns the two arrays of moments. */
typedef struct {
    double rate, beta1, beta2, epsilon, decay;
} adamw_t;

/* Updates `count` parameters and their moments by step number `step` ≥ 1. */
void adamw_step(const adamw_t *adamw, ptrdiff_t count, ptrdiff_t step, real_t *parameters,
                const real_t *gradient, real_t *first, real_t *second);

/* Returns the Euclidean norm of the gradient, summed in double precision. */
double gradient_norm(ptrdiff_t count, const real_t *gradient);

/* Returns the factor on the learning rate at step = 0 .. steps − 1: it rises linearly over
 * `warmup` steps and then falls to 0 as half a cosine. */
double cosine_schedule(ptrdiff_t step, ptrdiff_t steps, ptrdiff_t warmup);

#endif
