/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_PAIRS_H
#define LATIGRAPH_MODEL_PAIRS_H

#include "model/kernel.h"

/* Rates of all pairs of neurons, for generation: O(n²) time and memory. Training has no need of
 * them (dyads.h). `node` (n, 4r + 2) holds l, ρ, p, q (r each), b, c of each node;
 * `global` (3 + 2Q) holds g₀, g₁, k^λ (Q), k^μ (Q), g₂. */

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

/* The anti-reciprocity δ that the output g₂ stands for. */
double pairs_anti_reciprocity(real_t output);
/* An output that stands for δ = 0 in single and double precision. */
#define PAIRS_NO_ANTI_RECIPROCITY REAL_C(-1000.0)

#endif
