/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The law of all pairs that the chain of the closure stage reads.
 *
 * With F = e^λ_ij − 1, B = e^λ_ji − 1, M = e^μ − 1 and anti-reciprocity δ, the odds of the states
 * of a pair against no edge are
 *
 *     i → j: F + δ F B / 2,   j → i: B + δ F B / 2,   both: M (1 + F) (1 + B) + (1 − δ) F B.
 *
 * Rates are small, so that e^λ − 1 would lose all digits in single precision. Its logarithm is that
 * of λ plus ln((e^λ − 1) / λ), whose series is used for small λ. */

#include "generate/closure.h"

#include "base/fast.h"
#include "model/expected.h"

/* ln(e^λ − 1) of λ and ln λ. */
#define LOG_EXPM1(rate, log_rate)                                                                  \
    ((rate) < REAL_C(0.2) ? (log_rate) + (rate) / 2 * (1 + (rate) / 12)                            \
                          : real_log(real_exp(rate) - 1))

/* Computes the law of a row of pairs from ln λ_ij, ln μ_ij and, in `mutual`, ln λ_ji. */
FAST static void law_row(int n, real_t anti_reciprocity, const real_t *restrict log_rate,
                         const real_t *restrict log_mutual, real_t *restrict one_way,
                         real_t *restrict mutual) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t f = real_exp(log_rate[j]), b = real_exp(mutual[j]);
        const real_t m = real_exp(log_mutual[j]);
        const real_t forth = LOG_EXPM1(f, log_rate[j]), back = LOG_EXPM1(b, mutual[j]);
        const real_t both = LOG_EXPM1(m, log_mutual[j]);
        const real_t at_once = both + f + b, by_chance = forth + back;
        const real_t top = at_once > by_chance ? at_once : by_chance;
        one_way[j] = forth + real_log(1 + anti_reciprocity / 2 * real_exp(back));
        mutual[j] = top + real_log(real_exp(at_once - top) +
                                   (1 - anti_reciprocity) * real_exp(by_chance - top));
    }
}

void latigraph_find_pair_law(const latigraph_rates_t *rates, float *one_way, float *mutual) {
    const int n = rates->n;
    expected_turn(n, rates->log_rate, mutual);
    for (int i = 0; i < n; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * n;
        law_row(n, (real_t)rates->anti_reciprocity, rates->log_rate + at, rates->log_mutual + at,
                one_way + at, mutual + at);
    }
}
