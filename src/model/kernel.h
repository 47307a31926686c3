/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_KERNEL_H
#define LATIGRAPH_MODEL_KERNEL_H

#include "base/real.h"
#include "model/model.h"

/* The distance kernel and the constants of the rates, shared by the stages that work on pairs. */

#define PAIRS_KERNEL_FLOOR REAL_C(1e-3)
/* Bounds of the log weights k of the kernel. */
#define PAIRS_KERNEL_BOUND 8.0
/* Bounds of ln λ and ln μ. */
#define PAIRS_LOG_LOW (-18.0)
#define PAIRS_LOG_HIGH 3.4
/* Keeps e^x finite. The upper bound of the rates is reached long before. */
#define PAIRS_FAR REAL_C(30.0)
/* Offsets of the log rates, so that a new model begins with sparse circuits. */
#define PAIRS_RATE_OFFSET REAL_C(-3.5)
#define PAIRS_MUTUAL_OFFSET REAL_C(-6.0)

/* Returns e^x for x ≤ 0, with x bounded below by −30. There e^x is 10⁻¹³, which is nothing next to
 * the kernel's floor, and exponentials that underflow are many times slower. */
static inline __attribute__((always_inline)) real_t kernel_exp(real_t x) {
    return real_exp(x > -30 ? x : -30);
}

/* Numbers of a kernel: the weights of its Gaussians, then the decays 1/2s² of Gaussians 3, 4 and 5.
 * The decays are 0 in models whose widths are fixed shares of the length scale. */
enum { PAIRS_KERNEL_NUMBERS = LATIGRAPH_KERNELS + LATIGRAPH_KERNEL_DECAYS };

/* Whether a kernel has the fixed widths. */
#define PAIRS_FIXED(w) (!((w)[LATIGRAPH_KERNELS] > 0))

/* Marks the body of a loop over pairs, which is compiled for fixed widths and for free ones. The
 * decays of the former are constants of the compiler: it folds them into the exponentials, and the
 * results of models of earlier versions stay the same bit by bit. */
#define PAIRS_BODY static inline __attribute__((always_inline))

/* Computes the six Gaussians of one squared distance from three exponentials. A narrow one is the
 * fourth power of a wider one, because e^(−d²/2s²) to the power of four has the width s/2. `fixed`
 * is a constant, and w holds the numbers of the kernel. The fixed widths are those of the comments,
 * in length scales; the free ones have the same ratios where they are powers. */
#define PAIRS_GAUSSIANS(d2, w, fixed, e)                                                           \
    const real_t e##5 = kernel_exp((fixed) ? (d2)*REAL_C(-0.08) /* s = 2.5 */                      \
                                           : (d2) * -(w)[LATIGRAPH_KERNELS + 2]);                  \
    const real_t e##4 = kernel_exp((fixed) ? (d2)*REAL_C(-0.22222222222222) /* s = 1.5 */          \
                                           : (d2) * -(w)[LATIGRAPH_KERNELS + 1]);                  \
    const real_t e##3 = kernel_exp((fixed) ? (d2)*REAL_C(-0.5) /* s = 1 */                         \
                                           : (d2) * -(w)[LATIGRAPH_KERNELS]);                      \
    const real_t e##2 = (e##4 * e##4) * (e##4 * e##4); /* s = 0.75 */                              \
    const real_t e##1 = (e##3 * e##3) * (e##3 * e##3); /* s = 0.5 */                               \
    const real_t e##0 = (e##1 * e##1) * (e##1 * e##1); /* s = 0.25 */

/* The kernel κ, from the Gaussians and the numbers of the kernel. */
#define PAIRS_KERNEL(w, e)                                                                         \
    (PAIRS_KERNEL_FLOOR + (w)[0] * e##0 + (w)[1] * e##1 + (w)[2] * e##2 + (w)[3] * e##3 +          \
     (w)[4] * e##4 + (w)[5] * e##5)

/* Sets the decays of a kernel. A NULL `decay` gives the fixed widths. */
static inline void kernel_decays(const real_t *decay, real_t weight[PAIRS_KERNEL_NUMBERS]) {
    for (int q = 0; q < LATIGRAPH_KERNEL_DECAYS; q++) {
        weight[LATIGRAPH_KERNELS + q] = decay != NULL ? decay[q] : 0;
    }
}

/* Computes the numbers of a kernel: the weights e^(k − 1) with k clamped, and the decays. */
static inline void kernel_weights(const real_t *k, const real_t *decay,
                                  real_t weight[PAIRS_KERNEL_NUMBERS]) {
    kernel_decays(decay, weight);
    for (int q = 0; q < LATIGRAPH_KERNELS; q++) {
        const real_t bound = (real_t)PAIRS_KERNEL_BOUND;
        weight[q] = real_exp((k[q] > bound ? bound : k[q] < -bound ? -bound : k[q]) - 1);
    }
}

/* Adds weight_q sum_q to dk_q where k is not clamped, with sum_q = Σ G e_q / κ. */
static inline void kernel_slopes(const real_t *k, const real_t *weight, const double *sum,
                                 real_t *dk) {
    for (int q = 0; q < LATIGRAPH_KERNELS; q++) {
        if (real_fabs(k[q]) < (real_t)PAIRS_KERNEL_BOUND) {
            dk[q] += (real_t)((double)weight[q] * sum[q]);
        }
    }
}

#endif
