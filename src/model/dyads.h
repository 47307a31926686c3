/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_DYADS_H
#define LATIGRAPH_MODEL_DYADS_H

#include "model/kernel.h"

/* −ln P of a circuit's edges and its gradient without an (n, n) array. An empty dyad costs
 * λ_ij + λ_ji + μ_ij, so −ln P is the sum of these over all dyads, of which either every one is
 * visited (dyads_all) or some are drawn (dyads_drawn), plus a correction for each dyad with an edge
 * (dyads_edges), which is always exact. */

/* What the rates are made of, and where gradients are added. */
typedef struct {
    int n, r, dims;
    const real_t *node;          /* (n, 4r + 2) l, ρ, p, q (r each), b, c */
    const real_t *global;        /* (3 + 2Q) g₀, g₁, k^λ, k^μ, g₂ */
    const real_t *position;      /* (n, dims) in length scales; NULL: no kernel */
    const unsigned char *placed; /* (n) is the position known? */
    real_t *dnode, *dglobal;     /* like node and global; NULL: no gradients */
    real_t *work;                /* room for dyads_work() numbers */
} dyads_t;

/* Room that the functions below need, in numbers. O(n r). */
long dyads_work(int n, int r);

/* Σ over dyads of λ_ij + λ_ji + μ_ij. O(n² r). */
double dyads_all(const dyads_t *d);

/* An estimate of the same sum and its gradients, both without bias, from about `draws` pairs a
 * neuron (a quarter of them for the mutual process); `uniform` (2 n) holds independent numbers in
 * [0, 1). O(n (∛n + draws) r). */
double dyads_drawn(const dyads_t *d, int draws, const double *uniform);

/* What the dyads with an edge change: −ln P instead of λ_ij + λ_ji + μ_ij. Adds ∂/∂δ into *slope.
 * O(m r). */
double dyads_edges(const dyads_t *d, const latigraph_circuit_t *circuit, double anti_reciprocity,
                   double *slope);

/* ln λ_ij of one sender and `count` receivers. */
void dyads_log_rates(const dyads_t *d, int i, int count, const int *to, real_t *log_rate);

/* --- Parts, for the files of this stage ----------------------------------- */

/* Per-neuron numbers, each an array of its own, so that loops over neurons run over memory in
 * order. */
typedef struct {
    real_t *x, *y, *z;    /* position; 0 where not known, and without kernel */
    real_t *known;        /* 1: the position is known, 0: it is not (the kernel is then 1) */
    real_t *b, *c, *half; /* half: (b + c) / 2 */
    real_t *db, *dc;      /* gradients of b and c; zeroed */
    real_t *turned;       /* (n, 2r) [q, p], so that 2 √r T = [p, q]·[q, p] */
    real_t *rest;         /* what is left of the work */
} dyad_columns_t;

dyad_columns_t dyads_columns(const dyads_t *d);

/* What dyads_drawn() needs of the rest, or `least` if that is more. */
long dyads_drawn_work(int n, int r, long least);

/* The term of one dyad with edges and its derivatives by S_ij, S_ji, T_ij as if no clamp were
 * active; `both`: edges both ways, else i → j only. Returns −ln P − (r + s + m). */
static inline double dyad_term(double r, double s, double m, int both, double anti_reciprocity,
                               double *by_r, double *by_s, double *by_m,
                               double *by_anti_reciprocity) {
    const double alpha = -expm1(-r);
    if (!both) {
        /* The other edge never was (1), or was lost: δ/2 (e^s − 1). */
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
