/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The sum of λ_ij + λ_ji + μ_ij over all dyads, exactly, and its gradient.
 *
 * Pairs are visited in tiles of 64 senders and 512 receivers. Matrix products compute the inner
 * products of ln λ_ij, ln λ_ji and ln μ_ij. One vectorised pass over each row turns them into
 * rates, adds these up, and leaves the gradients by the logarithms in their place: the rates
 * themselves, or 0 where a rate is clamped. Matrix products then multiply the gradients back to
 * those of l, ρ, p and q. The three arrays of a tile fit the second-level cache, and no (n, n)
 * array is stored. Memory is O(n r), and time O(n² r). Each dyad occurs once, as i < j: tiles begin
 * at the diagonal, and pairs below it are set to 0.
 */
#include "model/dyads.h"

#include "base/fast.h"

#include <string.h>

enum { Q = LATIGRAPH_KERNELS };
enum { ROWS = DYADS_ROWS, COLUMNS = DYADS_COLUMNS, TILE = DYADS_TILE };

ptrdiff_t dyads_work(int n, int r) {
    return (ptrdiff_t)9 * n + (ptrdiff_t)2 * n * r + dyads_drawn_work(n, r, (ptrdiff_t)3 * TILE);
}

dyad_columns_t dyads_columns_at(const dyads_t *d) {
    const ptrdiff_t n = d->n, r = d->r;
    real_t *work = d->work;
    return (dyad_columns_t){.x = work,
                            .y = work + n,
                            .z = work + 2 * n,
                            .known = work + 3 * n,
                            .b = work + 4 * n,
                            .c = work + 5 * n,
                            .half = work + 6 * n,
                            .db = work + 7 * n,
                            .dc = work + 8 * n,
                            .turned = work + 9 * n,
                            .rest = work + 9 * n + 2 * n * r};
}

dyad_columns_t dyads_columns(const dyads_t *d) {
    const ptrdiff_t n = d->n, r = d->r, stride = 4 * r + 2;
    const dyad_columns_t columns = dyads_columns_at(d);
    memset(columns.db, 0, 2 * (size_t)n * sizeof *columns.db);
    for (ptrdiff_t j = 0; j < n; j++) {
        const real_t *node = d->node + j * stride;
        const int known = d->position != NULL && d->placed[j];
        const real_t *at = known ? d->position + j * d->dims : NULL;
        columns.x[j] = known ? at[0] : 0;
        columns.y[j] = known ? at[1] : 0;
        columns.z[j] = known && d->dims == 3 ? at[2] : 0;
        columns.known[j] = (real_t)known;
        columns.b[j] = node[4 * r];
        columns.c[j] = node[4 * r + 1];
        columns.half[j] = (columns.b[j] + columns.c[j]) / 2;
        memcpy(columns.turned + j * 2 * r, node + 3 * r, (size_t)r * sizeof(real_t));
        memcpy(columns.turned + j * 2 * r + r, node + 2 * r, (size_t)r * sizeof(real_t));
    }
    return columns;
}

/* Sums over dyads. */
typedef struct {
    real_t wl[PAIRS_KERNEL_NUMBERS], wm[PAIRS_KERNEL_NUMBERS]; /* numbers of both kernels */
    double rates;                                              /* Σ λ_ij + λ_ji + μ_ij */
    double by_rate, by_mutual;                                 /* sums of the gradients */
    double kernel_l[Q], kernel_m[Q];                           /* sums of G e_q / κ */
} sums_t;

/* Processes one row of a tile: the inner products of S_ij, S_ji and T_ij become gradients λ_ij,
 * λ_ji and μ_ij, or 0 if clamped. The gradient of the kernel is G e_q / κ = e^(S − ln κ) e_q. */
static inline __attribute__((always_inline)) void
tile_row(int count, const int kernel, const int fixed, dyad_sender_t from, const dyad_columns_t *to,
         ptrdiff_t first, real_t *restrict f, real_t *restrict b, real_t *restrict t, real_t *row,
         sums_t *sums) {
    const real_t *restrict x = to->x + first, *restrict y = to->y + first;
    const real_t *restrict z = to->z + first, *restrict known = to->known + first;
    const real_t *restrict to_b = to->b + first, *restrict to_c = to->c + first;
    const real_t *restrict half = to->half + first;
    real_t *restrict db = to->db + first, *restrict dc = to->dc + first;
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    real_t rates = 0, sf = 0, sb = 0, st = 0;
    real_t l0 = 0, l1 = 0, l2 = 0, l3 = 0, l4 = 0, l5 = 0;
    real_t m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0;
    real_t wl[PAIRS_KERNEL_NUMBERS], wm[PAIRS_KERNEL_NUMBERS];
    memcpy(wl, sums->wl, sizeof wl);
    memcpy(wm, sums->wm, sizeof wm);
#pragma omp simd reduction(+ : rates, sf, sb, st, l0, l1, l2, l3, l4, l5, m0, m1, m2, m3, m4, m5)
    for (int j = 0; j < count; j++) {
        real_t vf = f[j] + from.b + to_c[j], vb = b[j] + from.c + to_b[j];
        real_t vt = t[j] + from.half + half[j];
        vf = real_exp(vf < PAIRS_FAR ? vf : PAIRS_FAR);
        vb = real_exp(vb < PAIRS_FAR ? vb : PAIRS_FAR);
        vt = real_exp(vt < PAIRS_FAR ? vt : PAIRS_FAR);
        real_t kl = 1, km = 1;
        const real_t dx = x[j] - from.x, dy = y[j] - from.y, dz = z[j] - from.z;
        const real_t d2 = kernel ? dx * dx + dy * dy + dz * dz : 0;
        const real_t both = known[j] * from.known;
        PAIRS_GAUSSIANS(d2, wl, fixed, e)
        if (kernel) {
            kl = both > 0 ? PAIRS_KERNEL(wl, e) : 1;
            km = both > 0 ? PAIRS_KERNEL(wm, e) : 1;
        }
        const real_t rf = vf * kl, rb = vb * kl, rt = vt * km;
        rates += dyads_clamped(rf, low, high) + dyads_clamped(rb, low, high) +
                 dyads_clamped(rt, low, high);
        vf = rf > low && rf < high ? vf : 0;
        vb = rb > low && rb < high ? vb : 0;
        vt = rt > low && rt < high ? vt : 0;
        const real_t gf = vf * kl, gb = vb * kl, gt = vt * km;
        f[j] = gf, b[j] = gb, t[j] = gt;
        sf += gf, sb += gb, st += gt;
        dc[j] += gf + gt / 2;
        db[j] += gb + gt / 2;
        if (kernel) {
            const real_t u = both * (vf + vb), v = both * vt;
            l0 += u * e0, l1 += u * e1, l2 += u * e2, l3 += u * e3, l4 += u * e4, l5 += u * e5;
            m0 += v * e0, m1 += v * e1, m2 += v * e2, m3 += v * e3, m4 += v * e4, m5 += v * e5;
        }
    }
    sums->rates += (double)rates;
    sums->by_rate += (double)sf + (double)sb;
    sums->by_mutual += (double)st;
    row[0] += sf + st / 2;
    row[1] += sb + st / 2;
    const real_t l[Q] = {l0, l1, l2, l3, l4, l5}, m[Q] = {m0, m1, m2, m3, m4, m5};
    for (int q = 0; q < Q && kernel; q++) {
        sums->kernel_l[q] += (double)l[q];
        sums->kernel_m[q] += (double)m[q];
    }
}

FAST static void row_with_kernel(int count, dyad_sender_t from, const dyad_columns_t *to,
                                 ptrdiff_t first, real_t *f, real_t *b, real_t *t, real_t *row,
                                 sums_t *sums) {
    tile_row(count, 1, 1, from, to, first, f, b, t, row, sums);
}

FAST static void row_with_free(int count, dyad_sender_t from, const dyad_columns_t *to,
                               ptrdiff_t first, real_t *f, real_t *b, real_t *t, real_t *row,
                               sums_t *sums) {
    tile_row(count, 1, 0, from, to, first, f, b, t, row, sums);
}

FAST static void row_without(int count, dyad_sender_t from, const dyad_columns_t *to,
                             ptrdiff_t first, real_t *f, real_t *b, real_t *t, real_t *row,
                             sums_t *sums) {
    tile_row(count, 0, 1, from, to, first, f, b, t, row, sums);
}

void dyads_tile_products(const dyads_t *d, const dyad_columns_t *columns, const dyad_tile_t *t) {
    const int r = d->r, stride = 4 * r + 2;
    const real_t scale = 1 / real_sqrt((real_t)r);
    const real_t *from = d->node + (ptrdiff_t)t->a * stride,
                 *to = d->node + (ptrdiff_t)t->c * stride;
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, t->rows, t->columns, r, scale, from, stride,
              to + r, stride, 0, t->f, t->columns);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, t->rows, t->columns, r, scale, from + r,
              stride, to, stride, 0, t->b, t->columns);
    real_gemm(CblasRowMajor, CblasNoTrans, CblasTrans, t->rows, t->columns, 2 * r, scale / 2,
              from + 2 * r, stride, columns->turned + (ptrdiff_t)t->c * 2 * r, 2 * r, 0, t->t,
              t->columns);
}

dyad_sender_t dyads_sender(const dyads_t *d, const dyad_columns_t *columns, int i) {
    return (dyad_sender_t){.b = columns->b[i] + d->global[0] + PAIRS_RATE_OFFSET,
                           .c = columns->c[i] + d->global[0] + PAIRS_RATE_OFFSET,
                           .half = columns->half[i] + d->global[1] + PAIRS_MUTUAL_OFFSET,
                           .x = columns->x[i],
                           .y = columns->y[i],
                           .z = columns->z[i],
                           .known = columns->known[i]};
}

static void tile_rates(const dyads_t *d, const dyad_columns_t *columns, const dyad_tile_t *t,
                       sums_t *sums) {
    for (int k = 0; k < t->rows; k++) {
        const int i = t->a + k, first = i + 1 > t->c ? i + 1 : t->c;
        const ptrdiff_t at = (ptrdiff_t)k * t->columns, skip = first - t->c;
        const size_t blank = (size_t)(skip < t->columns ? skip : t->columns) * sizeof *t->f;
        memset(t->f + at, 0, blank);
        memset(t->b + at, 0, blank);
        memset(t->t + at, 0, blank);
        real_t row[2] = {0, 0};
        const dyad_sender_t from = dyads_sender(d, columns, i);
        (d->position == NULL     ? row_without
         : PAIRS_FIXED(sums->wl) ? row_with_kernel
                                 : row_with_free)((int)(t->columns - skip), from, columns, first,
                                                  t->f + at + skip, t->b + at + skip,
                                                  t->t + at + skip, row, sums);
        columns->db[i] += row[0];
        columns->dc[i] += row[1];
    }
}

/* Adds the gradients by l, ρ, p and q, given those by S and T. */
static void tile_backward(const dyads_t *d, const dyad_columns_t *columns, const dyad_tile_t *t) {
    const int r = d->r, stride = 4 * r + 2, rows = t->rows, width = t->columns;
    const real_t scale = 1 / real_sqrt((real_t)r);
    const ptrdiff_t a = (ptrdiff_t)t->a * stride, c = (ptrdiff_t)t->c * stride;
    const real_t *from = d->node + a, *to = d->node + c;
    real_t *dfrom = d->dnode + a, *dto = d->dnode + c;
    /* S_ij = l_i ρ_j */
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, r, width, scale, t->f, width, to + r,
              stride, 1, dfrom, stride);
    real_gemm(CblasRowMajor, CblasTrans, CblasNoTrans, width, r, rows, scale, t->f, width, from,
              stride, 1, dto + r, stride);
    /* S_ji = l_j ρ_i */
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, r, width, scale, t->b, width, to,
              stride, 1, dfrom + r, stride);
    real_gemm(CblasRowMajor, CblasTrans, CblasNoTrans, width, r, rows, scale, t->b, width, from + r,
              stride, 1, dto, stride);
    /* T_ij = [p, q]_i [q, p]_j / 2 = [p, q]_j [q, p]_i / 2 */
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, 2 * r, width, scale / 2, t->t, width,
              columns->turned + (ptrdiff_t)t->c * 2 * r, 2 * r, 1, dfrom + 2 * r, stride);
    real_gemm(CblasRowMajor, CblasTrans, CblasNoTrans, width, 2 * r, rows, scale / 2, t->t, width,
              columns->turned + (ptrdiff_t)t->a * 2 * r, 2 * r, 1, dto + 2 * r, stride);
}

double dyads_all(const dyads_t *d) {
    const int n = d->n, r = d->r, stride = 4 * r + 2;
    const dyad_columns_t columns = dyads_columns(d);
    sums_t sums = {.rates = 0};
    dyads_kernels(d, sums.wl, sums.wm);
    for (int a = 0; a < n; a += ROWS) {
        for (int c = a; c < n; c += COLUMNS) {
            const dyad_tile_t tile = dyads_tile(d, a, c, columns.rest);
            dyads_tile_products(d, &columns, &tile);
            tile_rates(d, &columns, &tile, &sums);
            if (d->dnode != NULL) {
                tile_backward(d, &columns, &tile);
            }
        }
    }
    if (d->dnode != NULL) {
        for (ptrdiff_t i = 0; i < n; i++) {
            d->dnode[i * stride + 4 * r] += columns.db[i];
            d->dnode[i * stride + 4 * r + 1] += columns.dc[i];
        }
        d->dglobal[0] += (real_t)sums.by_rate;
        d->dglobal[1] += (real_t)sums.by_mutual;
        if (d->position != NULL) {
            kernel_slopes(d->global + 2, sums.wl, sums.kernel_l, d->dglobal + 2);
            kernel_slopes(d->global + 2 + Q, sums.wm, sums.kernel_m, d->dglobal + 2 + Q);
        }
    }
    return sums.rates;
}
