/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_NET_ADAMW_H
#define LATIGRAPH_NET_ADAMW_H

#include "base/real.h"

/* AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR
 * 2019), without decay by default. Moments live with the caller. */
typedef struct {
    double rate, beta1, beta2, epsilon, decay;
} adamw_t;

/* One step, number `step` ≥ 1, of `count` parameters. */
void adamw_step(const adamw_t *adamw, long count, long step, real_t *parameters,
                const real_t *gradient, real_t *first, real_t *second);

/* The Euclidean norm, summed in double precision. */
double gradient_norm(long count, const real_t *gradient);

/* Linear warm-up over `warmup` steps, then half a cosine down to 0 at `steps`: a factor on the
 * learning rate for step = 0 .. steps − 1. */
double cosine_schedule(long step, long steps, long warmup);

#endif
