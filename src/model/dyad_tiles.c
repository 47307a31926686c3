/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Rates and probabilities of all pairs without an array of them.
 *
 * An evaluation needs two things of all pairs: the sum of the rates, which is what empty dyads
 * cost, and the probability of every edge, which is its rank in the AUC. Both are computed in the
 * tiles of dyads.c, in their memory, and are then given up. A tile costs three matrix products, six
 * exponentials per dyad for its rates, and three more for its probabilities. Rates are in single
 * precision, and their sum is in double precision, because it is reported as a result.
 *
 * With α = 1 − e^−λ_ij, β = 1 − e^−λ_ji and τ = 1 − e^−μ_ij, the probability of the edge i → j is
 *
 *     P = τ + (1 − τ) (α − δ/2 α β)
 *
 * whose terms are all positive, so that it has all its digits where the rates are small.
 */
#include "model/dyad_tiles.h"

#include "base/fast.h"

#include <string.h>

enum { Q = LATIGRAPH_KERNELS };

/* The numbers of both kernels. */
typedef struct {
    real_t l[PAIRS_KERNEL_NUMBERS], m[PAIRS_KERNEL_NUMBERS];
} kernels_t;

/* Turns the inner products of one row of a tile into the rates λ_ij, λ_ji and μ_ij. Returns their
 * sum. */
PAIRS_BODY double rates_row(int count, const int kernel, const int fixed, dyad_sender_t from,
                            const dyad_columns_t *to, ptrdiff_t first, const kernels_t *kernels,
                            real_t *restrict f, real_t *restrict b, real_t *restrict t) {
    const real_t *restrict x = to->x + first, *restrict y = to->y + first;
    const real_t *restrict z = to->z + first, *restrict known = to->known + first;
    const real_t *restrict to_b = to->b + first, *restrict to_c = to->c + first;
    const real_t *restrict half = to->half + first;
    const real_t low = real_exp((real_t)PAIRS_LOG_LOW), high = real_exp((real_t)PAIRS_LOG_HIGH);
    double sum = 0;
    real_t wl[PAIRS_KERNEL_NUMBERS], wm[PAIRS_KERNEL_NUMBERS];
    memcpy(wl, kernels->l, sizeof wl);
    memcpy(wm, kernels->m, sizeof wm);
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < count; j++) {
        real_t vf = f[j] + from.b + to_c[j], vb = b[j] + from.c + to_b[j];
        real_t vt = t[j] + from.half + half[j];
        vf = real_exp(vf < PAIRS_FAR ? vf : PAIRS_FAR);
        vb = real_exp(vb < PAIRS_FAR ? vb : PAIRS_FAR);
        vt = real_exp(vt < PAIRS_FAR ? vt : PAIRS_FAR);
        real_t kl = 1, km = 1;
        if (kernel) {
            const real_t dx = x[j] - from.x, dy = y[j] - from.y, dz = z[j] - from.z;
            const real_t d2 = dx * dx + dy * dy + dz * dz, both = known[j] * from.known;
            PAIRS_GAUSSIANS(d2, wl, fixed, e)
            kl = both > 0 ? PAIRS_KERNEL(wl, e) : 1;
            km = both > 0 ? PAIRS_KERNEL(wm, e) : 1;
        }
        vf = dyads_clamped(vf * kl, low, high);
        vb = dyads_clamped(vb * kl, low, high);
        vt = dyads_clamped(vt * km, low, high);
        sum += (double)vf + (double)vb + (double)vt;
        f[j] = vf, b[j] = vb, t[j] = vt;
    }
    return sum;
}

FAST static double row_with_kernel(int count, dyad_sender_t from, const dyad_columns_t *to,
                                   ptrdiff_t first, const kernels_t *kernels, real_t *f, real_t *b,
                                   real_t *t) {
    return rates_row(count, 1, 1, from, to, first, kernels, f, b, t);
}

FAST static double row_with_free(int count, dyad_sender_t from, const dyad_columns_t *to,
                                 ptrdiff_t first, const kernels_t *kernels, real_t *f, real_t *b,
                                 real_t *t) {
    return rates_row(count, 1, 0, from, to, first, kernels, f, b, t);
}

FAST static double row_without(int count, dyad_sender_t from, const dyad_columns_t *to,
                               ptrdiff_t first, const kernels_t *kernels, real_t *f, real_t *b,
                               real_t *t) {
    return rates_row(count, 0, 1, from, to, first, kernels, f, b, t);
}

/* Replaces the rates of one row by P(i → j) in f and P(j → i) in b. */
FAST static void probabilities_row(int count, real_t half, real_t *restrict f, real_t *restrict b,
                                   const real_t *restrict t) {
#pragma omp simd
    for (int j = 0; j < count; j++) {
        const real_t alpha = -real_expm1(-f[j]), beta = -real_expm1(-b[j]);
        const real_t tau = -real_expm1(-t[j]), lost = half * alpha * beta;
        f[j] = tau + (1 - tau) * (alpha - lost);
        b[j] = tau + (1 - tau) * (beta - lost);
    }
}

/* Gets the probabilities of each row. */
typedef struct {
    real_t half; /* δ/2 */
    latigraph_visit_pairs_t *visit;
    void *data;
} consumer_t;

/* Processes the rows of one tile from the diagonal on. Returns the sum of its rates. */
static double tile_rows(const dyads_t *d, const dyad_columns_t *columns, const kernels_t *kernels,
                        const dyad_tile_t *t, const consumer_t *consumer) {
    double sum = 0;
    for (int k = 0; k < t->rows; k++) {
        const int i = t->a + k, first = i + 1 > t->c ? i + 1 : t->c;
        const int count = t->c + t->columns - first;
        const ptrdiff_t at = (ptrdiff_t)k * t->columns + first - t->c;
        if (count <= 0) {
            continue;
        }
        sum += (d->position == NULL       ? row_without
                : PAIRS_FIXED(kernels->l) ? row_with_kernel
                                          : row_with_free)(count, dyads_sender(d, columns, i),
                                                           columns, first, kernels, t->f + at,
                                                           t->b + at, t->t + at);
        if (consumer != NULL) {
            probabilities_row(count, consumer->half, t->f + at, t->b + at, t->t + at);
            consumer->visit(consumer->data, i, first, count, t->f + at, t->b + at);
        }
    }
    return sum;
}

static double process_block(const dyads_t *d, int block, real_t *room, const consumer_t *consumer) {
    const dyad_columns_t columns = dyads_columns_at(d);
    const int n = d->n, a = block * DYADS_ROWS;
    kernels_t kernels;
    double sum = 0;
    memset(&kernels, 0, sizeof kernels);
    dyads_kernels(d, kernels.l, kernels.m);
    for (int c = a; c < n; c += DYADS_COLUMNS) {
        const dyad_tile_t tile = dyads_tile(d, a, c, room);
        dyads_tile_products(d, &columns, &tile);
        sum += tile_rows(d, &columns, &kernels, &tile, consumer);
    }
    return sum;
}

double dyads_block_rates(const dyads_t *d, int block, real_t *room) {
    return process_block(d, block, room, NULL);
}

void dyads_block_probabilities(const dyads_t *d, double anti_reciprocity, int block, real_t *room,
                               latigraph_visit_pairs_t *visit, void *data) {
    const consumer_t consumer = {
        .half = (real_t)(anti_reciprocity / 2), .visit = visit, .data = data};
    process_block(d, block, room, &consumer);
}
