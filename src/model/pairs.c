/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/pairs.h"

#include "base/fast.h"

enum { Q = LATIGRAPH_KERNELS };

static const real_t KERNEL_FLOOR = REAL_C(1e-3);
/* Offsets that start a new model at sparse rates. */
static const real_t RATE_OFFSET = REAL_C(-3.5), MUTUAL_OFFSET = REAL_C(-6.0);
/* The same for the exclusion: δ = 0.047. */
static const double EXCLUSION_OFFSET = -3;

/* The six Gaussians of one squared distance, from three exponentials: the narrow ones are fourth
 * powers of wider ones (e^(−d²/2s²) to the power of four has s/2). s: in length scales. */
#define GAUSSIANS(d2, e)                                                                           \
    const real_t e##5 = real_exp((d2)*REAL_C(-0.08));             /* s = 2.5 */                    \
    const real_t e##4 = real_exp((d2)*REAL_C(-0.22222222222222)); /* s = 1.5 */                    \
    const real_t e##3 = real_exp((d2)*REAL_C(-0.5));              /* s = 1 */                      \
    const real_t e##2 = (e##4 * e##4) * (e##4 * e##4);            /* s = 0.75 */                   \
    const real_t e##1 = (e##3 * e##3) * (e##3 * e##3);            /* s = 0.5 */                    \
    const real_t e##0 = (e##1 * e##1) * (e##1 * e##1);            /* s = 0.25 */

FAST void pairs_distance(int n, int dims, const real_t *position, const unsigned char *placed,
                         real_t *squared) {
    for (int i = 0; i < n; i++) {
        real_t *restrict row = squared + (long)i * n;
        const real_t *at = position + (long)i * dims;
        for (int j = 0; j < n; j++) {
            const real_t *to = position + (long)j * dims;
            const real_t x = at[0] - to[0], y = at[1] - to[1];
            const real_t z = dims == 3 ? at[2] - to[2] : 0;
            row[j] = placed[i] & placed[j] ? x * x + y * y + z * z : -1;
        }
    }
}

/* Weights of the Gaussians: e^(k − 1) with k clamped. */
static void kernel_weights(const real_t *k, real_t *weight) {
    for (int q = 0; q < Q; q++) {
        const real_t bound = (real_t)PAIRS_KERNEL_BOUND;
        weight[q] = real_exp((k[q] > bound ? bound : k[q] < -bound ? -bound : k[q]) - 1);
    }
}

/* One row of both kernels; 1 where the distance is not known. */
FAST static void kernels_row(int n, const real_t *restrict squared, const real_t *restrict wl,
                             const real_t *restrict wm, real_t *restrict kl, real_t *restrict km) {
#pragma omp simd
    for (int j = 0; j < n; j++) {
        const real_t d2 = squared[j] < 0 ? 0 : squared[j];
        GAUSSIANS(d2, e)
        const real_t l = KERNEL_FLOOR + wl[0] * e0 + wl[1] * e1 + wl[2] * e2 + wl[3] * e3 +
                         wl[4] * e4 + wl[5] * e5;
        const real_t m = KERNEL_FLOOR + wm[0] * e0 + wm[1] * e1 + wm[2] * e2 + wm[3] * e3 +
                         wm[4] * e4 + wm[5] * e5;
        kl[j] = squared[j] < 0 ? 1 : l;
        km[j] = squared[j] < 0 ? 1 : m;
    }
}

/* One row: inner products in `rate` and `mutual` become rates; kl and km are the kernels. */
FAST static void rates_row(int n, real_t sender, const real_t *restrict receiver,
                           real_t half_sender, const real_t *restrict half,
                           const real_t *restrict kl, const real_t *restrict km, real_t low,
                           real_t high, real_t *restrict rate, real_t *restrict mutual) {
    const real_t far = 30; /* keeps e^x finite; the clamp is active long before */
#pragma omp simd
    for (int j = 0; j < n; j++) {
        real_t s = rate[j] + sender + receiver[j], t = mutual[j] + half_sender + half[j];
        s = s < far ? s : far;
        t = t < far ? t : far;
        s = real_exp(s) * kl[j];
        t = real_exp(t) * km[j];
        rate[j] = s < low ? low : s > high ? high : s;
        mutual[j] = t < low ? low : t > high ? high : t;
    }
}

void pairs_forward(int n, int r, const real_t *node, const real_t *global, const real_t *squared,
                   real_t *rate, real_t *mutual, real_t *work) {
    const int stride = 4 * r + 2;
    const real_t scale = 1 / real_sqrt((real_t)r);
    const real_t *l = node, *rho = node + r, *p = node + 2 * r, *q = node + 3 * r;
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    real_t *receiver = work, *half = work + n, *kl = work + 2 * n, *km = work + 3 * n;
    real_t wl[Q] = {0}, wm[Q] = {0};

    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale, l, stride, rho, stride, 0,
              rate, n);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale / 2, p, stride, q, stride, 0,
              mutual, n);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, r, scale / 2, q, stride, p, stride, 1,
              mutual, n);
    if (squared != NULL) {
        kernel_weights(global + 2, wl);
        kernel_weights(global + 2 + Q, wm);
    }
    for (int j = 0; j < n; j++) {
        const real_t b = node[(long)j * stride + 4 * r], c = node[(long)j * stride + 4 * r + 1];
        receiver[j] = c;
        half[j] = (b + c) / 2;
        kl[j] = km[j] = 1;
    }
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        if (squared != NULL) {
            kernels_row(n, squared + row, wl, wm, kl, km);
        }
        rates_row(n, node[(long)i * stride + 4 * r] + global[0] + RATE_OFFSET, receiver,
                  half[i] + global[1] + MUTUAL_OFFSET, half, kl, km, low, high, rate + row,
                  mutual + row);
        rate[row + i] = 0;
        mutual[row + i] = 0;
    }
}

FAST void pairs_logarithms(long count, const real_t *restrict rate, real_t *restrict log_rate) {
#pragma omp simd
    for (long k = 0; k < count; k++) {
        log_rate[k] = real_log(rate[k]);
    }
}

FAST void pairs_totals(long count, long stride, const real_t *restrict forward,
                       const real_t *restrict backward, const real_t *restrict mutual,
                       real_t *restrict total) {
    for (long k = 0; k < count; k++) {
        total[k] = backward[k * stride];
    }
#pragma omp simd
    for (long k = 0; k < count; k++) {
        total[k] =
            (real_exp(forward[k]) + real_exp(total[k]) + real_exp(mutual[k])) * (1 + REAL_C(1e-6));
    }
}

double pairs_exclusion(real_t output) {
    const double x = (double)output + EXCLUSION_OFFSET, small = exp(-fabs(x));
    return x < 0 ? small / (1 + small) : 1 / (1 + small);
}

/* Sum of a row; its gradient as if every dyad were empty: ∂(λ)/∂S = λ, 0 where clamped. */
FAST static real_t null_row(int n, real_t low, real_t high, const real_t *restrict rate,
                            real_t *restrict grad) {
    real_t sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < n; j++) {
        const real_t x = rate[j];
        sum += x;
        grad[j] = x > low && x < high ? x : 0;
    }
    return sum;
}

FAST static real_t sum_row(int n, const real_t *restrict rate) {
    real_t sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < n; j++) {
        sum += rate[j];
    }
    return sum;
}

/* What the edges of neuron i change: −ln P of each dyad with an edge instead of the null's
 * r + s + m, and the gradients; adds ∂/∂δ into `slope`. A dyad with both edges is met once, at the
 * smaller end. */
static double edges_of(const latigraph_circuit_t *c, int i, const real_t *rate,
                       const real_t *mutual, double exclusion, real_t low, real_t high,
                       real_t *grad_rate, real_t *grad_mutual, double *slope) {
    const long n = c->n;
    double change = 0;
    int back = c->in_start[i];
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        const long ij = i * n + j, ji = j * n + i;
        while (back < c->in_start[i + 1] && c->in_from[back] < j) {
            back++;
        }
        const int both = back < c->in_start[i + 1] && c->in_from[back] == j;
        const double r = rate[ij], s = rate[ji];
        if (!both) {
            /* The other edge never was (1), or was lost: δ/2 (e^s − 1). */
            const double lost = expm1(s) / 2, ways = 1 + exclusion * lost;
            change -= log(-expm1(-r)) + r + log(ways);
            *slope -= lost / ways;
            if (grad_rate != NULL && rate[ij] > low && rate[ij] < high) {
                grad_rate[ij] = (real_t)(-r / expm1(r));
            }
            if (grad_rate != NULL && rate[ji] > low && rate[ji] < high) {
                grad_rate[ji] = (real_t)(s * (1 - exclusion * (lost + 0.5) / ways));
            }
        } else if (i < j) {
            const double m = mutual[ij], none = exp(-m), stay = (1 - exclusion) * none;
            const double alpha = -expm1(-r), beta = -expm1(-s);
            const double p11 = -expm1(-m) + stay * alpha * beta;
            change -= log(p11) + r + s + m;
            *slope += none * alpha * beta / p11;
            if (grad_rate != NULL) {
                if (rate[ij] > low && rate[ij] < high) {
                    grad_rate[ij] = (real_t)(-r * stay * exp(-r) * beta / p11);
                }
                if (rate[ji] > low && rate[ji] < high) {
                    grad_rate[ji] = (real_t)(-s * stay * exp(-s) * alpha / p11);
                }
                if (mutual[ij] > low && mutual[ij] < high) {
                    grad_mutual[ij] = (real_t)(-m * (none - stay * alpha * beta) / p11);
                    grad_mutual[ji] = grad_mutual[ij];
                }
            }
        }
    }
    return change;
}

double pairs_likelihood(const latigraph_circuit_t *circuit, const real_t *rate,
                        const real_t *mutual, double exclusion, real_t *grad_rate,
                        real_t *grad_mutual, double *grad_output) {
    const int n = circuit->n;
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    double total = 0, slope = 0;
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        if (grad_rate != NULL) {
            total += null_row(n, low, high, rate + row, grad_rate + row);
            total += 0.5 * null_row(n, low, high, mutual + row, grad_mutual + row);
        } else {
            total += sum_row(n, rate + row) + 0.5 * sum_row(n, mutual + row);
        }
    }
    for (int i = 0; i < n; i++) {
        total += edges_of(circuit, i, rate, mutual, exclusion, low, high, grad_rate, grad_mutual,
                          &slope);
    }
    if (grad_rate != NULL) {
        *grad_output = slope * exclusion * (1 - exclusion);
    }
    return total;
}

/* Adds Σ_j G e_q / κ of one row for both kernels. */
FAST static void kernel_row(int n, const real_t *restrict squared, const real_t *restrict wl,
                            const real_t *restrict wm, const real_t *restrict grad_rate,
                            const real_t *restrict grad_mutual, real_t *restrict dl,
                            real_t *restrict dm) {
    real_t l0 = 0, l1 = 0, l2 = 0, l3 = 0, l4 = 0, l5 = 0;
    real_t m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0;
#pragma omp simd reduction(+ : l0, l1, l2, l3, l4, l5, m0, m1, m2, m3, m4, m5)
    for (int j = 0; j < n; j++) {
        const real_t d2 = squared[j] < 0 ? 0 : squared[j];
        const real_t known = squared[j] < 0 ? 0 : 1;
        GAUSSIANS(d2, e)
        const real_t gl = known * grad_rate[j] /
                          (KERNEL_FLOOR + wl[0] * e0 + wl[1] * e1 + wl[2] * e2 + wl[3] * e3 +
                           wl[4] * e4 + wl[5] * e5);
        const real_t gm = known * grad_mutual[j] /
                          (KERNEL_FLOOR + wm[0] * e0 + wm[1] * e1 + wm[2] * e2 + wm[3] * e3 +
                           wm[4] * e4 + wm[5] * e5);
        l0 += gl * e0, l1 += gl * e1, l2 += gl * e2, l3 += gl * e3, l4 += gl * e4, l5 += gl * e5;
        m0 += gm * e0, m1 += gm * e1, m2 += gm * e2, m3 += gm * e3, m4 += gm * e4, m5 += gm * e5;
    }
    dl[0] += l0, dl[1] += l1, dl[2] += l2, dl[3] += l3, dl[4] += l4, dl[5] += l5;
    dm[0] += m0, dm[1] += m1, dm[2] += m2, dm[3] += m3, dm[4] += m4, dm[5] += m5;
}

static void kernel_backward(int n, const real_t *global, const real_t *squared,
                            const real_t *grad_rate, const real_t *grad_mutual, real_t *dglobal) {
    real_t wl[Q], wm[Q], dl[Q] = {0}, dm[Q] = {0};
    kernel_weights(global + 2, wl);
    kernel_weights(global + 2 + Q, wm);
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        kernel_row(n, squared + row, wl, wm, grad_rate + row, grad_mutual + row, dl, dm);
    }
    for (int q = 0; q < Q; q++) {
        const real_t bound = (real_t)PAIRS_KERNEL_BOUND;
        if (real_fabs(global[2 + q]) < bound) {
            dglobal[2 + q] += wl[q] * dl[q];
        }
        if (real_fabs(global[2 + Q + q]) < bound) {
            dglobal[2 + Q + q] += wm[q] * dm[q] / 2;
        }
    }
}

FAST static void add_row(int n, const real_t *restrict row, real_t *restrict sum) {
    for (int j = 0; j < n; j++) {
        sum[j] += row[j];
    }
}

void pairs_backward(int n, int r, const real_t *node, const real_t *global, const real_t *squared,
                    const real_t *grad_rate, const real_t *grad_mutual, real_t *dnode,
                    real_t *dglobal, real_t *work) {
    const int stride = 4 * r + 2;
    const real_t scale = 1 / real_sqrt((real_t)r);
    const real_t *l = node, *rho = node + r, *p = node + 2 * r, *q = node + 3 * r;
    real_t *dl = dnode, *drho = dnode + r, *dp = dnode + 2 * r, *dq = dnode + 3 * r;
    real_t *column = work;

    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, r, n, scale, grad_rate, n, rho, stride,
              1, dl, stride);
    real_gemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, r, n, scale, grad_rate, n, l, stride, 1,
              drho, stride);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, r, n, scale / 2, grad_mutual, n, q,
              stride, 1, dp, stride);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, r, n, scale / 2, grad_mutual, n, p,
              stride, 1, dq, stride);

    double total_rate = 0, total_mutual = 0;
    for (int j = 0; j < n; j++) {
        column[j] = 0;
    }
    for (int i = 0; i < n; i++) {
        const long row = (long)i * n;
        const real_t sent = sum_row(n, grad_rate + row), shared = sum_row(n, grad_mutual + row);
        add_row(n, grad_rate + row, column);
        dnode[(long)i * stride + 4 * r] += sent + shared / 2;
        dnode[(long)i * stride + 4 * r + 1] += shared / 2;
        total_rate += sent;
        total_mutual += shared;
    }
    for (int j = 0; j < n; j++) {
        dnode[(long)j * stride + 4 * r + 1] += column[j];
    }
    dglobal[0] += (real_t)total_rate;
    dglobal[1] += (real_t)(total_mutual / 2);
    if (squared != NULL) {
        kernel_backward(n, global, squared, grad_rate, grad_mutual, dglobal);
    }
}
