/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_PAIRS_H
#define LATIGRAPH_MODEL_PAIRS_H

#include "base/real.h"
#include "model/model.h"

/* The stage of the decoder that works on pairs of neurons: O(n²) time and
 * memory. `node` (n, 4r + 2) holds l, ρ, p, q (r each), b, c of each node;
 * `global` (3 + 2Q) holds g₀, g₁, k^λ (Q), k^μ (Q), g₂. */

/* ln λ and ln μ are clamped to [−18, 3.4]. */
#define PAIRS_LOG_LOW (-18.0)
#define PAIRS_LOG_HIGH 3.4
/* Bounds of the kernel's log weights k. */
#define PAIRS_KERNEL_BOUND 8.0

/* Squared distances (n, n) in units of the length scale; dims is 2 or 3; −1 where either position
 * is not known (the kernel is then 1). */
void pairs_distance(int n, int dims, const real_t *position, const unsigned char *placed,
                    real_t *squared);

/* rate (n, n): λ_ij, mutual (n, n): μ_ij = μ_ji, both clamped; diagonals are 0. `squared` may be
 * NULL: no kernel. work has room for 4n numbers. */
void pairs_forward(int n, int r, const real_t *node, const real_t *global, const real_t *squared,
                   real_t *rate, real_t *mutual, real_t *work);

/* Logarithms of `count` rates; of a zero no number in particular. */
void pairs_logarithms(long count, const real_t *rate, real_t *log_rate);
/* λ_ij + λ_ji + μ_ij of `count` pairs from their logarithms, of which those of λ_ji stand `stride`
 * apart; rounded up, so that no pair is passed over for want of digits. */
void pairs_totals(long count, long stride, const real_t *forward, const real_t *backward,
                  const real_t *mutual, real_t *total);

/* The exclusion δ that the output g₂ stands for. */
double pairs_exclusion(real_t output);
/* An output that stands for δ = 0 in single and double precision. */
#define PAIRS_NO_EXCLUSION REAL_C(-1000.0)

/* −ln P of the circuit's edges under the rates and the exclusion, in nats. With gradients not NULL
 * they are overwritten by ∂(−ln P)/∂S (n, n), ∂(−ln P)/∂T (n, n; both halves hold the derivative by
 * the dyad's one T), zero where a clamp is active, and ∂(−ln P)/∂g₂. */
double pairs_likelihood(const latigraph_circuit_t *circuit, const real_t *rate,
                        const real_t *mutual, double exclusion, real_t *grad_rate,
                        real_t *grad_mutual, double *grad_output);

/* Adds into dnode (n, 4r + 2) and all of dglobal but g₂. work has room for n numbers. */
void pairs_backward(int n, int r, const real_t *node, const real_t *global, const real_t *squared,
                    const real_t *grad_rate, const real_t *grad_mutual, real_t *dnode,
                    real_t *dglobal, real_t *work);

#endif
