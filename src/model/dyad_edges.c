/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Exact corrections for the dyads with an edge.
 *
 * The sum over dyads (dyads.c, dyad_draws.c) counts each as if it were empty, at the cost λ_ij +
 * λ_ji + μ_ij. This file adds the difference for dyads with edges. With r = λ_ij, s = λ_ji, m =
 * μ_ij, α = 1 − e^−r and β = 1 − e^−s, it is
 *
 *     i → j alone:  −ln[α (1 + δ/2 (e^s − 1))] − r
 *     both:         −ln[1 − e^−m + (1 − δ) e^−m α β] − r − s − m
 *
 * The edges are few, so all of them are visited, O(m r), even where the sum is an estimate. The
 * noise of the estimate then comes from empty dyads alone. Dyads are processed in batches of 128:
 * inner products, terms and gradients are three loops that the compiler can vectorise. Terms are
 * computed in double precision, because rates go down to e^−18 and 1 − e^−r would lose its digits.
 */
#include "model/dyads.h"

#include "base/fast.h"

#include <string.h>

enum { Q = LATIGRAPH_KERNELS };
/* Number of dyads in a batch. */
enum { BATCH = 128 };

/* Dyads with an edge i → j, and with j → i too if both is 1. */
typedef struct {
    int count;
    int i[BATCH], j[BATCH], both[BATCH];
    real_t s_ij[BATCH], s_ji[BATCH],
        t[BATCH]; /* inner products, then corrections of the gradients */
    real_t d2[BATCH], known[BATCH];
} batch_t;

typedef struct {
    real_t wl[PAIRS_KERNEL_NUMBERS], wm[PAIRS_KERNEL_NUMBERS]; /* numbers of both kernels */
    double change, slope;            /* sums of the change of −ln P and of its derivative by δ */
    double by_rate, by_mutual;       /* sums of the corrections */
    double kernel_l[Q], kernel_m[Q]; /* sums of corrections times e_q / κ */
} sums_t;

static real_t squared_distance(const dyads_t *d, int i, int j) {
    const real_t *a = d->position + (ptrdiff_t)i * d->dims,
                 *b = d->position + (ptrdiff_t)j * d->dims;
    const real_t x = a[0] - b[0], y = a[1] - b[1], z = d->dims == 3 ? a[2] - b[2] : 0;
    return x * x + y * y + z * z;
}

static inline __attribute__((always_inline)) double clamped(double rate, double low, double high) {
    return rate < low ? low : rate > high ? high : rate;
}

/* Computes the logarithms of the rates without the kernel. */
FAST static void products(const dyads_t *d, batch_t *batch) {
    const int r = d->r, stride = 4 * r + 2;
    const real_t scale = 1 / real_sqrt((real_t)r);
    for (int k = 0; k < batch->count; k++) {
        const real_t *restrict a = d->node + (ptrdiff_t)batch->i[k] * stride;
        const real_t *restrict b = d->node + (ptrdiff_t)batch->j[k] * stride;
        real_t ab = 0, ba = 0, m = 0;
#pragma omp simd reduction(+ : ab, ba, m)
        for (int q = 0; q < r; q++) {
            ab += a[q] * b[r + q];
            ba += b[q] * a[r + q];
            m += a[2 * r + q] * b[3 * r + q] + a[3 * r + q] * b[2 * r + q];
        }
        batch->s_ij[k] = ab * scale + a[4 * r] + b[4 * r + 1] + d->global[0] + PAIRS_RATE_OFFSET;
        batch->s_ji[k] = ba * scale + b[4 * r] + a[4 * r + 1] + d->global[0] + PAIRS_RATE_OFFSET;
        batch->t[k] = m * scale / 2 + (a[4 * r] + a[4 * r + 1] + b[4 * r] + b[4 * r + 1]) / 2 +
                      d->global[1] + PAIRS_MUTUAL_OFFSET;
    }
    for (int k = 0; k < batch->count; k++) {
        const int i = batch->i[k], j = batch->j[k];
        batch->s_ij[k] = batch->s_ij[k] < PAIRS_FAR ? batch->s_ij[k] : PAIRS_FAR;
        batch->s_ji[k] = batch->s_ji[k] < PAIRS_FAR ? batch->s_ji[k] : PAIRS_FAR;
        batch->t[k] = batch->t[k] < PAIRS_FAR ? batch->t[k] : PAIRS_FAR;
        batch->known[k] = d->position != NULL && d->placed[i] && d->placed[j];
        batch->d2[k] = batch->known[k] > 0 ? squared_distance(d, i, j) : 0;
    }
}

/* Adds the terms of the dyads and replaces their logarithms of rates by corrections of gradients.
 * A correction is ∂/∂S_ij, ∂/∂S_ji or ∂/∂T_ij of the dyad with its edges, minus λ_ij, λ_ji or μ_ij
 * of the empty dyad. */
PAIRS_BODY void terms(batch_t *batch, const int fixed, double anti_reciprocity, sums_t *sums) {
    const double low = exp(PAIRS_LOG_LOW), high = exp(PAIRS_LOG_HIGH);
    double change = 0, slope = 0, by_rate = 0, by_mutual = 0;
    real_t l0 = 0, l1 = 0, l2 = 0, l3 = 0, l4 = 0, l5 = 0;
    real_t m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0;
    real_t wl[PAIRS_KERNEL_NUMBERS], wm[PAIRS_KERNEL_NUMBERS];
    memcpy(wl, sums->wl, sizeof wl);
    memcpy(wm, sums->wm, sizeof wm);
    for (int k = 0; k < batch->count; k++) {
        PAIRS_GAUSSIANS(batch->d2[k], wl, fixed, e)
        const real_t kl = batch->known[k] > 0 ? PAIRS_KERNEL(wl, e) : 1;
        const real_t km = batch->known[k] > 0 ? PAIRS_KERNEL(wm, e) : 1;
        const double x = exp((double)batch->s_ij[k]) * (double)kl;
        const double y = exp((double)batch->s_ji[k]) * (double)kl;
        const double z = exp((double)batch->t[k]) * (double)km;
        const double r = clamped(x, low, high), s = clamped(y, low, high);
        const double m = clamped(z, low, high);
        double gr, gs, gm, by_anti_reciprocity;
        change += dyad_term(r, s, m, batch->both[k], anti_reciprocity, &gr, &gs, &gm,
                            &by_anti_reciprocity);
        slope += by_anti_reciprocity;
        gr = x > low && x < high ? gr - r : 0;
        gs = y > low && y < high ? gs - s : 0;
        gm = z > low && z < high ? gm - m : 0;
        batch->s_ij[k] = (real_t)gr;
        batch->s_ji[k] = (real_t)gs;
        batch->t[k] = (real_t)gm;
        by_rate += gr + gs;
        by_mutual += gm;
        const real_t u = batch->known[k] * (real_t)(gr + gs) / kl;
        const real_t v = batch->known[k] * (real_t)gm / km;
        l0 += u * e0, l1 += u * e1, l2 += u * e2, l3 += u * e3, l4 += u * e4, l5 += u * e5;
        m0 += v * e0, m1 += v * e1, m2 += v * e2, m3 += v * e3, m4 += v * e4, m5 += v * e5;
    }
    const real_t l[Q] = {l0, l1, l2, l3, l4, l5}, m[Q] = {m0, m1, m2, m3, m4, m5};
    sums->change += change;
    sums->slope += slope;
    sums->by_rate += by_rate;
    sums->by_mutual += by_mutual;
    for (int q = 0; q < Q; q++) {
        sums->kernel_l[q] += (double)l[q];
        sums->kernel_m[q] += (double)m[q];
    }
}

FAST static void fixed_terms(batch_t *batch, double anti_reciprocity, sums_t *sums) {
    terms(batch, 1, anti_reciprocity, sums);
}

FAST static void free_terms(batch_t *batch, double anti_reciprocity, sums_t *sums) {
    terms(batch, 0, anti_reciprocity, sums);
}

FAST static void scatter(const dyads_t *d, const batch_t *batch) {
    const int r = d->r, stride = 4 * r + 2;
    const real_t scale = 1 / real_sqrt((real_t)r);
    for (int k = 0; k < batch->count; k++) {
        const real_t *restrict a = d->node + (ptrdiff_t)batch->i[k] * stride;
        const real_t *restrict b = d->node + (ptrdiff_t)batch->j[k] * stride;
        real_t *restrict da = d->dnode + (ptrdiff_t)batch->i[k] * stride;
        real_t *restrict db = d->dnode + (ptrdiff_t)batch->j[k] * stride;
        const real_t f = batch->s_ij[k] * scale, g = batch->s_ji[k] * scale;
        const real_t t = batch->t[k] * scale / 2, half = batch->t[k] / 2;
#pragma omp simd
        for (int q = 0; q < r; q++) {
            da[q] += f * b[r + q];
            db[r + q] += f * a[q];
            db[q] += g * a[r + q];
            da[r + q] += g * b[q];
            da[2 * r + q] += t * b[3 * r + q];
            da[3 * r + q] += t * b[2 * r + q];
            db[2 * r + q] += t * a[3 * r + q];
            db[3 * r + q] += t * a[2 * r + q];
        }
        da[4 * r] += batch->s_ij[k] + half;
        db[4 * r + 1] += batch->s_ij[k] + half;
        db[4 * r] += batch->s_ji[k] + half;
        da[4 * r + 1] += batch->s_ji[k] + half;
    }
}

static void process_batch(const dyads_t *d, double anti_reciprocity, batch_t *batch, sums_t *sums) {
    products(d, batch);
    (PAIRS_FIXED(sums->wl) ? fixed_terms : free_terms)(batch, anti_reciprocity, sums);
    if (d->dnode != NULL) {
        scatter(d, batch);
    }
    batch->count = 0;
}

double dyads_edges(const dyads_t *d, const latigraph_circuit_t *c, double anti_reciprocity,
                   double *slope) {
    batch_t batch = {.count = 0};
    sums_t sums = {.change = 0};
    dyads_kernels(d, sums.wl, sums.wm);
    for (int i = 0; i < c->n; i++) {
        int back = c->in_start[i];
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const int j = c->out_to[e];
            while (back < c->in_start[i + 1] && c->in_from[back] < j) {
                back++;
            }
            const int both = back < c->in_start[i + 1] && c->in_from[back] == j;
            if (both && j < i) {
                continue; /* the dyad is handled at its smaller end */
            }
            batch.i[batch.count] = i;
            batch.j[batch.count] = j;
            batch.both[batch.count++] = both;
            if (batch.count == BATCH) {
                process_batch(d, anti_reciprocity, &batch, &sums);
            }
        }
    }
    process_batch(d, anti_reciprocity, &batch, &sums);
    *slope += sums.slope;
    if (d->dnode != NULL) {
        d->dglobal[0] += (real_t)sums.by_rate;
        d->dglobal[1] += (real_t)sums.by_mutual;
        if (d->position != NULL) {
            kernel_slopes(d->global + 2, sums.wl, sums.kernel_l, d->dglobal + 2);
            kernel_slopes(d->global + 2 + Q, sums.wm, sums.kernel_m, d->dglobal + 2 + Q);
        }
    }
    return sums.change;
}

/* Computes P(i → j) of a batch from the logarithms of its rates. */
PAIRS_BODY void probabilities(const batch_t *batch, const int fixed, const real_t *wl,
                              const real_t *wm, double anti_reciprocity, real_t *probability) {
    const double low = exp(PAIRS_LOG_LOW), high = exp(PAIRS_LOG_HIGH);
    for (int k = 0; k < batch->count; k++) {
        PAIRS_GAUSSIANS(batch->d2[k], wl, fixed, e)
        const real_t kl = batch->known[k] > 0 ? PAIRS_KERNEL(wl, e) : 1;
        const real_t km = batch->known[k] > 0 ? PAIRS_KERNEL(wm, e) : 1;
        const double x = exp((double)batch->s_ij[k]) * (double)kl;
        const double y = exp((double)batch->s_ji[k]) * (double)kl;
        const double z = exp((double)batch->t[k]) * (double)km;
        const double alpha = -expm1(-clamped(x, low, high));
        const double beta = -expm1(-clamped(y, low, high));
        const double tau = -expm1(-clamped(z, low, high));
        probability[k] = (real_t)(tau + (1 - tau) * (alpha - anti_reciprocity / 2 * alpha * beta));
    }
}

void dyads_pair_probabilities(const dyads_t *d, double anti_reciprocity, int count, const int *from,
                              const int *to, real_t *probability) {
    real_t wl[PAIRS_KERNEL_NUMBERS] = {0}, wm[PAIRS_KERNEL_NUMBERS] = {0};
    batch_t batch;
    dyads_kernels(d, wl, wm);
    for (int first = 0; first < count; first += BATCH) {
        batch.count = count - first < BATCH ? count - first : BATCH;
        memcpy(batch.i, from + first, (size_t)batch.count * sizeof *from);
        memcpy(batch.j, to + first, (size_t)batch.count * sizeof *to);
        products(d, &batch);
        if (PAIRS_FIXED(wl)) {
            probabilities(&batch, 1, wl, wm, anti_reciprocity, probability + first);
        } else {
            probabilities(&batch, 0, wl, wm, anti_reciprocity, probability + first);
        }
    }
}

PAIRS_BODY void log_rates(const dyads_t *d, const int fixed, int i, int count, const int *to,
                          real_t *log_rate) {
    const int r = d->r, stride = 4 * r + 2;
    const real_t *a = d->node + (ptrdiff_t)i * stride;
    real_t wl[PAIRS_KERNEL_NUMBERS];
    if (d->position != NULL) {
        kernel_weights(d->global + 2, d->decay, wl);
    }
    for (int k = 0; k < count; k++) {
        const real_t *b = d->node + (ptrdiff_t)to[k] * stride;
        real_t s = real_dot(r, a, 1, b + r, 1) / real_sqrt((real_t)r) + a[4 * r] + b[4 * r + 1] +
                   d->global[0] + PAIRS_RATE_OFFSET;
        if (d->position != NULL && d->placed[i] && d->placed[to[k]]) {
            PAIRS_GAUSSIANS(squared_distance(d, i, to[k]), wl, fixed, e)
            s += real_log(PAIRS_KERNEL(wl, e));
        }
        log_rate[k] = dyads_clamped(s, (real_t)PAIRS_LOG_LOW, (real_t)PAIRS_LOG_HIGH);
    }
}

void dyads_log_rates(const dyads_t *d, int i, int count, const int *to, real_t *log_rate) {
    if (d->decay == NULL || !(d->decay[0] > 0)) {
        log_rates(d, 1, i, count, to, log_rate);
    } else {
        log_rates(d, 0, i, count, to, log_rate);
    }
}
