/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Rates of all pairs of neurons, for generation and evaluation.
 *
 *     ln λ_ij = l_iᵀ ρ_j / √r + b_i + c_j + g₀ + ln κ^λ(d_ij) + offset
 *     ln μ_ij = (p_iᵀ q_j + q_iᵀ p_j) / (2√r) + (b_i + c_i + b_j + c_j) / 2 + g₁ + ln κ^μ(d_ij) +
 * offset
 *
 * Three matrix products put the inner products into the arrays of the rates. One vectorised pass
 * over each row then adds the gains, takes exponentials, multiplies by the kernels and clamps.
 * Multiplying by κ saves one logarithm per pair. Distances are computed once per circuit, because
 * many codes can be decoded with the same positions. Time is O(n² r) and memory O(n²). Training
 * uses the tiles of dyads.c, and large circuits the sparse sampler (generate/sparse.c).
 */
#include "model/pairs.h"

#include "base/fast.h"

enum { Q = LATIGRAPH_KERNELS };

/* Added to g₂, so that a new model begins at δ = 0.047. */
static const double ANTI_RECIPROCITY_OFFSET = -3;

FAST void pairs_distance(int n, int dims, const real_t *position, const unsigned char *placed,
                         real_t *squared) {
    for (int i = 0; i < n; i++) {
        real_t *restrict row = squared + (ptrdiff_t)i * n;
        const real_t *at = position + (ptrdiff_t)i * dims;
        for (int j = 0; j < n; j++) {
            const real_t *to = position + (ptrdiff_t)j * dims;
            const real_t x = at[0] - to[0], y = at[1] - to[1];
            const real_t z = dims == 3 ? at[2] - to[2] : 0;
            row[j] = placed[i] & placed[j] ? x * x + y * y + z * z : -1;
        }
    }
}

/* Computes one row of both kernels; an entry is 1 if the distance is not known. */
PAIRS_BODY void kernels_row(int n, const int fixed, const real_t *restrict squared,
                            const real_t *restrict wl, const real_t *restrict wm,
                            real_t *restrict kl, real_t *restrict km) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t d2 = squared[j] < 0 ? 0 : squared[j];
        PAIRS_GAUSSIANS(d2, wl, fixed, e)
        const real_t l = PAIRS_KERNEL(wl, e), m = PAIRS_KERNEL(wm, e);
        kl[j] = squared[j] < 0 ? 1 : l;
        km[j] = squared[j] < 0 ? 1 : m;
    }
}

FAST static void fixed_kernels(int n, const real_t *restrict squared, const real_t *restrict wl,
                               const real_t *restrict wm, real_t *restrict kl,
                               real_t *restrict km) {
    kernels_row(n, 1, squared, wl, wm, kl, km);
}

FAST static void free_kernels(int n, const real_t *restrict squared, const real_t *restrict wl,
                              const real_t *restrict wm, real_t *restrict kl, real_t *restrict km) {
    kernels_row(n, 0, squared, wl, wm, kl, km);
}

/* Turns the inner products of one row in `rate` and `mutual` into rates; kl and km are the
 * kernels. */
FAST static void rates_row(int n, real_t sender, const real_t *restrict receiver,
                           real_t half_sender, const real_t *restrict half,
                           const real_t *restrict kl, const real_t *restrict km, real_t low,
                           real_t high, real_t *restrict rate, real_t *restrict mutual) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        real_t s = rate[j] + sender + receiver[j], t = mutual[j] + half_sender + half[j];
        s = s < PAIRS_FAR ? s : PAIRS_FAR;
        t = t < PAIRS_FAR ? t : PAIRS_FAR;
        s = real_exp(s) * kl[j];
        t = real_exp(t) * km[j];
        rate[j] = s < low ? low : s > high ? high : s;
        mutual[j] = t < low ? low : t > high ? high : t;
    }
}

void pairs_forward(int n, int r, const real_t *node, const real_t *global, const real_t *decay,
                   const real_t *squared, real_t *rate, real_t *mutual, real_t *work) {
    const int stride = 4 * r + 2;
    const real_t scale = 1 / real_sqrt((real_t)r);
    const real_t *l = node, *rho = node + r, *p = node + 2 * r, *q = node + 3 * r;
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    real_t *receiver = work, *half = work + n, *kl = work + 2 * n, *km = work + 3 * n;
    real_t wl[PAIRS_KERNEL_NUMBERS] = {0}, wm[PAIRS_KERNEL_NUMBERS] = {0};

    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale, l, stride, rho, stride, 0,
              rate, n);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale / 2, p, stride, q, stride, 0,
              mutual, n);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale / 2, q, stride, p, stride, 1,
              mutual, n);
    if (squared != NULL) {
        kernel_weights(global + 2, decay, wl);
        kernel_weights(global + 2 + Q, decay, wm);
    }
    for (int j = 0; j < n; j++) {
        const real_t b = node[(ptrdiff_t)j * stride + 4 * r],
                     c = node[(ptrdiff_t)j * stride + 4 * r + 1];
        receiver[j] = c;
        half[j] = (b + c) / 2;
        kl[j] = km[j] = 1;
    }
    for (int i = 0; i < n; i++) {
        const ptrdiff_t row = (ptrdiff_t)i * n;
        if (squared != NULL) {
            (PAIRS_FIXED(wl) ? fixed_kernels : free_kernels)(n, squared + row, wl, wm, kl, km);
        }
        rates_row(n, node[(ptrdiff_t)i * stride + 4 * r] + global[0] + PAIRS_RATE_OFFSET, receiver,
                  half[i] + global[1] + PAIRS_MUTUAL_OFFSET, half, kl, km, low, high, rate + row,
                  mutual + row);
        rate[row + i] = 0;
        mutual[row + i] = 0;
    }
}

FAST void pairs_logarithms(ptrdiff_t count, const real_t *restrict rate,
                           real_t *restrict log_rate) {
#pragma omp simd
    for (ptrdiff_t k = 0; k < count; k++) {
        log_rate[k] = real_log(rate[k]);
    }
}

FAST void pairs_totals(ptrdiff_t count, ptrdiff_t stride, const real_t *restrict forward,
                       const real_t *restrict backward, const real_t *restrict mutual,
                       real_t *restrict total) {
    for (ptrdiff_t k = 0; k < count; k++) {
        total[k] = backward[k * stride];
    }
#pragma omp simd
    for (ptrdiff_t k = 0; k < count; k++) {
        total[k] =
            (real_exp(forward[k]) + real_exp(total[k]) + real_exp(mutual[k])) * (1 + REAL_C(1e-6));
    }
}

double pairs_anti_reciprocity(real_t output) {
    const double x = (double)output + ANTI_RECIPROCITY_OFFSET, small = exp(-fabs(x));
    return x < 0 ? small / (1 + small) : 1 / (1 + small);
}
