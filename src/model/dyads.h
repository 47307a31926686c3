/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_DYADS_H
#define LATIGRAPH_MODEL_DYADS_H

#include "model/kernel.h"

/* −ln P of a circuit's edges and its gradient, without an (n, n) array. An empty dyad costs λ_ij +
 * λ_ji + μ_ij. Therefore −ln P is the sum of these costs over all dyads plus a correction for each
 * dyad with an edge. The sum visits every dyad (dyads_all) or estimates it from drawn pairs
 * (dyads_drawn). The corrections (dyads_edges) are always exact. doc/model.md derives the terms. */

/* The decoded quantities that determine the rates, and the gradients that are added to. */
typedef struct {
    int n, r, dims;
    const real_t *node;          /* (n, 4r + 2) l, ρ, p, q (r each), b, c */
    const real_t *global;        /* (3 + 2Q) g₀, g₁, k^λ, k^μ, g₂ */
    const real_t *decay;         /* (3) decays of the kernel; NULL or 0 for the fixed ones */
    const real_t *position;      /* (n, dims) in length scales; NULL turns the kernel off */
    const unsigned char *placed; /* (n) whether the position is known */
    real_t *dnode, *dglobal;     /* gradients, laid out like node and global; NULL for none */
    real_t *work;                /* scratch of dyads_work() numbers */
} dyads_t;

/* Number of reals of scratch that the functions below need. O(n r). */
ptrdiff_t dyads_work(int n, int r);

/* Returns Σ of λ_ij + λ_ji + μ_ij over dyads. O(n² r). */
double dyads_all(const dyads_t *d);

/* Returns an unbiased estimate of the sum of dyads_all(), and adds unbiased estimates of its
 * gradients. It draws about `draws` pairs per neuron, and a quarter of that for the mutual
 * process. `uniform` (2n) holds independent numbers in [0, 1). O(n (∛n + draws) r). */
double dyads_drawn(const dyads_t *d, int draws, const double *uniform);

/* Returns the corrections for the dyads with an edge: −ln P minus λ_ij + λ_ji + μ_ij. Adds ∂/∂δ to
 * *slope. O(m r). */
double dyads_edges(const dyads_t *d, const latigraph_circuit_t *circuit, double anti_reciprocity,
                   double *slope);

/* Computes ln λ_ij from one sender i to `count` receivers. */
void dyads_log_rates(const dyads_t *d, int i, int count, const int *to, real_t *log_rate);

/* Computes P(from → to) of `count` ordered pairs, each from the vectors of its ends. O(count r). */
void dyads_pair_probabilities(const dyads_t *d, double anti_reciprocity, int count, const int *from,
                              const int *to, real_t *probability);

/* --- Parts for the files of this stage ---------------------------------------- */

/* Numbers of each neuron, one array per kind, so that loops over neurons read memory in order. */
typedef struct {
    real_t *x, *y, *z;    /* position; 0 if not known or without kernel */
    real_t *known;        /* 1 if the position is known, else 0; the kernel is then 1 */
    real_t *b, *c, *half; /* half: (b + c) / 2 */
    real_t *db, *dc;      /* gradients of b and c; zeroed */
    real_t *turned;       /* (n, 2r) [q, p], so that 2 √r T = [p, q]·[q, p] */
    real_t *rest;         /* unused remainder of the scratch */
} dyad_columns_t;

/* Computes these arrays into d->work. */
dyad_columns_t dyads_columns(const dyads_t *d);
/* Returns the arrays that an earlier call has computed. */
dyad_columns_t dyads_columns_at(const dyads_t *d);

/* Size of a tile of pairs. Its three arrays fit the second-level cache. */
enum { DYADS_ROWS = 64, DYADS_COLUMNS = 512, DYADS_TILE = DYADS_ROWS * DYADS_COLUMNS };

/* The pairs of the neurons a .. a + rows − 1 with c .. c + columns − 1, c ≥ a. Each dyad occurs
 * once, with i < j, in the rows of three arrays: S_ij, S_ji, T_ij. */
typedef struct {
    int a, rows, c, columns;
    real_t *f, *b, *t;
} dyad_tile_t;

/* Returns the tile whose first pair is (a, c), with its arrays in DYADS_TILE × 3 numbers of room.
 */
static inline dyad_tile_t dyads_tile(const dyads_t *d, int a, int c, real_t *room) {
    return (dyad_tile_t){.a = a,
                         .rows = d->n - a < DYADS_ROWS ? d->n - a : DYADS_ROWS,
                         .c = c,
                         .columns = d->n - c < DYADS_COLUMNS ? d->n - c : DYADS_COLUMNS,
                         .f = room,
                         .b = room + DYADS_TILE,
                         .t = room + 2 * DYADS_TILE};
}
/* Computes the inner products of S_ij, S_ji and T_ij of a tile. O(rows columns r). */
void dyads_tile_products(const dyads_t *d, const dyad_columns_t *columns, const dyad_tile_t *tile);

/* The sender of a row: its terms of S_ij, S_ji and T_ij, and its position. */
typedef struct {
    real_t b, c, half, x, y, z, known;
} dyad_sender_t;

dyad_sender_t dyads_sender(const dyads_t *d, const dyad_columns_t *columns, int i);

/* Computes the numbers of the kernels of λ and of μ, if the kernel is on. */
static inline void dyads_kernels(const dyads_t *d, real_t wl[PAIRS_KERNEL_NUMBERS],
                                 real_t wm[PAIRS_KERNEL_NUMBERS]) {
    if (d->position != NULL) {
        kernel_weights(d->global + 2, d->decay, wl);
        kernel_weights(d->global + 2 + LATIGRAPH_KERNELS, d->decay, wm);
    }
}

/* Returns the rate within its bounds. */
static inline __attribute__((always_inline)) real_t dyads_clamped(real_t rate, real_t low,
                                                                  real_t high) {
    return rate < low ? low : rate > high ? high : rate;
}

/* Number of reals that dyads_drawn() needs of the remainder, at least `least`. */
ptrdiff_t dyads_drawn_work(int n, int r, ptrdiff_t least);

/* Computes the term of one dyad with edges and its derivatives by S_ij, S_ji and T_ij, without
 * clamps. `both` means edges both ways, else there is i → j only. Returns −ln P − (r + s + m). */
static inline double dyad_term(double r, double s, double m, int both, double anti_reciprocity,
                               double *by_r, double *by_s, double *by_m,
                               double *by_anti_reciprocity) {
    const double alpha = -expm1(-r);
    if (!both) {
        /* The other edge was never drawn (1), or was drawn and lost: δ/2 (e^s − 1). */
        const double lost = expm1(s) / 2, ways = 1 + anti_reciprocity * lost;
        *by_r = -r * (1 - alpha) / alpha; /* −r / (e^r − 1) */
        *by_s = s * (1 - anti_reciprocity * (lost + 0.5) / ways);
        *by_m = m;
        *by_anti_reciprocity = -lost / ways;
        return -log(alpha * ways) - r;
    }
    const double beta = -expm1(-s), none = exp(-m), stay = (1 - anti_reciprocity) * none;
    const double p11 = -expm1(-m) + stay * alpha * beta;
    *by_r = -r * stay * (1 - alpha) * beta / p11;
    *by_s = -s * stay * (1 - beta) * alpha / p11;
    *by_m = -m * (none - stay * alpha * beta) / p11;
    *by_anti_reciprocity = none * alpha * beta / p11;
    return -log(p11) - r - s - m;
}

#endif
