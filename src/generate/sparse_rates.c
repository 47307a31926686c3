/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rates and kernels of pairs for the sparse sampler, in single precision and vectorised loops.
 *
 * The formulas are those of model/pairs.c; unit tests compare the two. All six Gaussians of κ come
 * from three exponentials, because their exponents are multiples of one another. */

#include "generate/sparse.h"

#include "base/fast.h"
#include "model/pairs.h"

enum { Q = LATIGRAPH_KERNELS, LEAF = LATIGRAPH_LEAF };

/* Constants of model/pairs.c. */
static const real_t KERNEL_FLOOR = REAL_C(1e-3);
static const double RATE_OFFSET = -3.5, MUTUAL_OFFSET = -6.0;
/* Limit of the exponent that keeps e^x finite. The limit of rates applies long before. */
#define FAR_UP REAL_C(30.0)

/* 1/2s² of the three widths whose exponentials are computed, if they are fixed: s = 2.5, 1.5, 1. */
#define WIDEST REAL_C(0.08)
#define WIDE REAL_C(0.22222222222222)
#define MIDDLE REAL_C(0.5)
/* Defines k as κ at the squared distance d2. Beyond the squared fitted distance r2, κ has one more
 * Gaussian factor. */
#define KERNEL(d2, r2, w, fixed, k)                                                                \
    const real_t e5 = real_exp((fixed) ? (d2) * -WIDEST : (d2) * -(w)[Q + 2]);                     \
    const real_t e4 = real_exp((fixed) ? (d2) * -WIDE : (d2) * -(w)[Q + 1]);                       \
    const real_t e3 = real_exp((fixed) ? (d2) * -MIDDLE : (d2) * -(w)[Q]);                         \
    const real_t e2 = (e4 * e4) * (e4 * e4), e1 = (e3 * e3) * (e3 * e3);                           \
    const real_t e0 = (e1 * e1) * (e1 * e1);                                                       \
    const real_t beyond = (d2) > (r2) ? (d2) - (r2) : 0;                                           \
    const real_t k = real_exp((fixed) ? beyond * -WIDEST : beyond * -(w)[Q + 2]) *                 \
                     (KERNEL_FLOOR + (w)[0] * e0 + (w)[1] * e1 + (w)[2] * e2 + (w)[3] * e3 +       \
                      (w)[4] * e4 + (w)[5] * e5);

void latigraph_process_init(latigraph_process_t *process, int which, int rank, const real_t *node,
                            const real_t *global, const latigraph_tree_t *tree, gboolean kernel,
                            latigraph_reach_t reach) {
    const int r = rank, mutual = which != 0, gains = 4 * rank;
    const double bound = PAIRS_KERNEL_BOUND;
    *process = (latigraph_process_t){
        .node = node,
        .position = tree->position,
        .stride = 4 * r + 2,
        .width = mutual ? 2 * r : r,
        .half = r,
        .left = mutual ? 2 * r : 0,   /* [p, q] or l */
        .first = mutual ? 3 * r : r,  /* q or ρ */
        .second = mutual ? 2 * r : r, /* p or unused */
        .sender = {gains, mutual ? gains + 1 : gains},
        .receiver = {mutual ? gains : gains + 1, gains + 1},
        .scale = (real_t)((mutual ? 0.5 : 1) / sqrt(r)),
        .offset = (real_t)((double)global[which] + (mutual ? MUTUAL_OFFSET : RATE_OFFSET) +
                           reach.log_factor),
        .kernel = kernel,
        .reach = reach,
    };
    kernel_decays(kernel ? reach.decay : NULL, process->weight);
    for (int q = 0; q < Q && kernel; q++) {
        const double k = (double)global[2 + which * Q + q];
        process->weight[q] = (real_t)exp(CLAMP(k, -bound, bound) - 1);
    }
}

void latigraph_process_steer(latigraph_process_t *process, int which, int rank, int width) {
    const int r = rank, gains = 4 * rank;
    process->stride = 6 * r + 3;
    if (which != 0) { /* its gains have a column of their own */
        process->sender[0] = process->sender[1] = gains + 2;
        process->receiver[0] = process->receiver[1] = gains + 2;
        return;
    }
    process->width = width;
    process->half = r;
    process->first = gains + 3;
    process->second = gains + 3 + r;
}

/* Return the gains of neuron i. These functions and inner() are inlined into the loops that call
 * them. */
static inline real_t sender_of(const latigraph_process_t *p, ptrdiff_t i) {
    const real_t *row = p->node + i * p->stride;
    return (row[p->sender[0]] + row[p->sender[1]]) / 2 + p->offset;
}

static inline real_t receiver_of(const latigraph_process_t *p, ptrdiff_t i) {
    const real_t *row = p->node + i * p->stride;
    return (row[p->receiver[0]] + row[p->receiver[1]]) / 2;
}

real_t latigraph_process_sender(const latigraph_process_t *p, ptrdiff_t i) {
    return sender_of(p, i);
}

real_t latigraph_process_receiver(const latigraph_process_t *p, ptrdiff_t i) {
    return receiver_of(p, i);
}

/* Returns the squared fitted distance, or a number beyond all distances if there is no limit. Code
 * compiled with -ffast-math cannot use infinity. */
static real_t reach_of(const latigraph_process_t *p) {
    return p->reach.squared < 1e30 ? (real_t)p->reach.squared : REAL_C(1e30);
}

PAIRS_BODY double kernel_at(const latigraph_process_t *p, const int fixed, double squared) {
    const real_t r2 = reach_of(p), d2 = squared < 1e6 ? (real_t)squared : REAL_C(1e6);
    KERNEL(d2, r2, p->weight, fixed, k)
    return (double)k;
}

double latigraph_process_kernel(const latigraph_process_t *p, double squared) {
    return PAIRS_FIXED(p->weight) ? kernel_at(p, 1, squared) : kernel_at(p, 0, squared);
}

/* Returns s x·y without gains. */
static inline real_t inner(const latigraph_process_t *p, ptrdiff_t i, ptrdiff_t j) {
    const real_t *restrict x = p->node + i * p->stride + p->left;
    const real_t *restrict y = p->node + j * p->stride + p->first;
    const real_t *restrict more = p->node + j * p->stride + p->second;
    const int half = p->half, rest = p->width - p->half;
    real_t sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int d = 0; d < half; d++) {
        sum += x[d] * y[d];
    }
#pragma omp simd reduction(+ : sum)
    for (int d = 0; d < rest; d++) {
        sum += x[half + d] * more[d];
    }
    return sum * p->scale;
}

/* Computes squared distances; −1 where a position is unknown. */
static void find_squares(const latigraph_process_t *p, int count, const int *restrict from,
                         const int *restrict to, const guchar *restrict known,
                         real_t *restrict squared) {
    for (int c = 0; c < count; c++) {
        const float *a = p->position + 3 * (ptrdiff_t)from[c],
                    *b = p->position + 3 * (ptrdiff_t)to[c];
        const real_t x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
        squared[c] = known[c] ? x * x + y * y + z * z : -1;
    }
}

PAIRS_BODY void find_kernels(int count, const int fixed, real_t r2, const real_t *restrict w,
                             const real_t *restrict squared, real_t *restrict kernel) {
#pragma omp simd
    for (int c = 0; c < count; c++) {
        const real_t d2 = squared[c];
        KERNEL(d2, r2, w, fixed, k)
        kernel[c] = d2 < 0 ? 1 : k;
    }
}

FAST static void fixed_kernels(int count, real_t r2, const real_t *restrict w,
                               const real_t *restrict squared, real_t *restrict kernel) {
    find_kernels(count, 1, r2, w, squared, kernel);
}

FAST static void free_kernels(int count, real_t r2, const real_t *restrict w,
                              const real_t *restrict squared, real_t *restrict kernel) {
    find_kernels(count, 0, r2, w, squared, kernel);
}

void latigraph_process_kernels(const latigraph_process_t *p, int count, const int *from,
                               const int *to, const guchar *known, real_t *kernel) {
    real_t squared[LATIGRAPH_CANDIDATES];
    find_squares(p, count, from, to, known, squared);
    (PAIRS_FIXED(p->weight) ? fixed_kernels : free_kernels)(count, reach_of(p), p->weight, squared,
                                                            kernel);
}

FAST static void find_logarithms(const latigraph_process_t *p, int count, const int *restrict from,
                                 const int *restrict to, real_t *restrict log_rate) {
    for (int c = 0; c < count; c++) {
        const ptrdiff_t i = from[c], j = to[c];
        log_rate[c] = inner(p, i, j) + sender_of(p, i) + receiver_of(p, j);
    }
}

FAST static void find_rates(int count, real_t cap, const real_t *restrict kernel,
                            const real_t *restrict log_rate, real_t *restrict rate) {
#pragma omp simd
    for (int c = 0; c < count; c++) {
        const real_t s = log_rate[c] < FAR_UP ? log_rate[c] : FAR_UP;
        const real_t x = real_exp(s) * kernel[c];
        rate[c] = x > cap ? cap : x;
    }
}

void latigraph_process_rates(const latigraph_process_t *p, int count, const int *from,
                             const int *to, const real_t *kernel, real_t *log_rate, real_t *rate) {
    find_logarithms(p, count, from, to, log_rate);
    find_rates(count, real_exp((real_t)PAIRS_LOG_HIGH), kernel, log_rate, rate);
}

void latigraph_process_pairs(const latigraph_process_t *p, int count, const int *from,
                             const int *to, const guchar *known, real_t *log_rate, real_t *rate) {
    real_t kernel[LATIGRAPH_CANDIDATES];
    latigraph_process_kernels(p, count, from, to, known, kernel);
    latigraph_process_rates(p, count, from, to, kernel, log_rate, rate);
}

/* Computes one row of a tile: neuron i to all neurons of a leaf, whose y are columns of `turned`.
 */
PAIRS_BODY real_t tile_row(const latigraph_process_t *p, const int fixed, ptrdiff_t i,
                           gboolean kernel, real_t r2, real_t cap, const real_t *restrict turned,
                           const real_t *restrict gain, const real_t *restrict at,
                           real_t *restrict rate) {
    const real_t *restrict x = p->node + i * p->stride + p->left;
    const float *from = p->position + 3 * i;
    const real_t sender = sender_of(p, i), scale = p->scale;
    const int width = p->width;
    real_t s[LEAF] = {0}, sum = 0;
    for (int d = 0; d < width; d++) {
        const real_t xd = x[d];
#pragma omp simd
        for (int j = 0; j < LEAF; j++) {
            s[j] += xd * turned[d * LEAF + j];
        }
    }
#pragma omp simd
    for (int j = 0; j < LEAF; j++) {
        const real_t t = s[j] * scale + sender + gain[j];
        s[j] = real_exp(t < FAR_UP ? t : FAR_UP);
    }
    if (kernel) {
        const real_t *restrict w = p->weight;
#pragma omp simd
        for (int j = 0; j < LEAF; j++) {
            const real_t a = at[j] - from[0], b = at[LEAF + j] - from[1];
            const real_t c = at[2 * LEAF + j] - from[2], d2 = a * a + b * b + c * c;
            KERNEL(d2, r2, w, fixed, k)
            s[j] *= k;
        }
    }
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < LEAF; j++) {
        const real_t capped = s[j] > cap ? cap : s[j];
        rate[j] = capped;
        sum += capped;
    }
    return sum;
}

FAST static real_t fixed_row(const latigraph_process_t *p, ptrdiff_t i, gboolean kernel, real_t r2,
                             real_t cap, const real_t *restrict turned, const real_t *restrict gain,
                             const real_t *restrict at, real_t *restrict rate) {
    return tile_row(p, 1, i, kernel, r2, cap, turned, gain, at, rate);
}

FAST static real_t free_row(const latigraph_process_t *p, ptrdiff_t i, gboolean kernel, real_t r2,
                            real_t cap, const real_t *restrict turned, const real_t *restrict gain,
                            const real_t *restrict at, real_t *restrict rate) {
    return tile_row(p, 0, i, kernel, r2, cap, turned, gain, at, rate);
}

void latigraph_process_tile(const latigraph_process_t *p, const latigraph_tree_node_t *from,
                            const latigraph_tree_node_t *to, real_t *turned, real_t *rate,
                            real_t *sum) {
    const gboolean kernel = p->kernel && from->kind == 0 && to->kind == 0;
    const real_t cap = real_exp((real_t)PAIRS_LOG_HIGH), r2 = reach_of(p);
    const int half = p->half;
    real_t gain[LEAF], at[3 * LEAF] = {0};
    for (int j = 0; j < LEAF; j++) {
        const ptrdiff_t place = to->first + MIN(j, to->count - 1);
        const real_t *row = p->node + place * p->stride;
        for (int d = 0; d < half; d++) {
            turned[d * LEAF + j] = row[p->first + d];
        }
        for (int d = half; d < p->width; d++) {
            turned[d * LEAF + j] = row[p->second + d - half];
        }
        for (int d = 0; d < 3; d++) {
            at[d * LEAF + j] = p->position[3 * place + d];
        }
        /* Places beyond the end of a leaf have rate 0. */
        gain[j] = j < to->count ? receiver_of(p, place) : REAL_C(-1e4);
    }
    for (int i = 0; i < from->count; i++) {
        sum[i] = (PAIRS_FIXED(p->weight) ? fixed_row : free_row)(
            p, from->first + i, kernel, r2, cap, turned, gain, at, rate + i * LEAF);
        if (from == to) {
            sum[i] -= rate[i * LEAF + i];
            rate[i * LEAF + i] = 0;
        }
    }
}

FAST float latigraph_sparse_product(int count, const float *restrict a, const float *restrict b) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int k = 0; k < count; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}
