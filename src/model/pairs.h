/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_PAIRS_H
#define LATIGRAPH_MODEL_PAIRS_H

#include "model/kernel.h"

/* Rates of all pairs of neurons, for generation: O(n²) time and memory. Training does not need
 * them (dyads.h). `node` (n, 4r + 2) holds l, ρ, p, q (r each), b, c of each neuron; `global` (3 +
 * 2Q) holds g₀, g₁, k^λ (Q), k^μ (Q), g₂. */

/* Computes squared distances (n, n) in length scales; dims is 2 or 3. An entry is −1 if either
 * position is not known, and the kernel is then 1. */
void pairs_distance(int n, int dims, const real_t *position, const unsigned char *placed,
                    real_t *squared);

/* Computes rate (n, n) = λ_ij and mutual (n, n) = μ_ij = μ_ji, both clamped, with zero diagonals.
 * A NULL `squared` turns the kernel off; a NULL `decay` gives it the fixed widths. work holds 4n
 * numbers. */
void pairs_forward(int n, int r, const real_t *node, const real_t *global, const real_t *decay,
                   const real_t *squared, real_t *rate, real_t *mutual, real_t *work);

/* Computes the logarithms of `count` rates. The logarithm of a zero is unspecified. */
void pairs_logarithms(ptrdiff_t count, const real_t *rate, real_t *log_rate);
/* Computes λ_ij + λ_ji + μ_ij of `count` pairs from their logarithms; those of λ_ji are `stride`
 * numbers apart. Sums are rounded up, so that a sampler that uses them as bounds misses no pair. */
void pairs_totals(ptrdiff_t count, ptrdiff_t stride, const real_t *forward, const real_t *backward,
                  const real_t *mutual, real_t *total);

/* Returns the anti-reciprocity δ for the decoder's output g₂. */
double pairs_anti_reciprocity(real_t output);
/* An output g₂ that gives δ = 0 in single and double precision. */
#define PAIRS_NO_ANTI_RECIPROCITY REAL_C(-1000.0)

#endif
