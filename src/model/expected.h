/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_EXPECTED_H
#define LATIGRAPH_MODEL_EXPECTED_H

#include "model/model.h"

/* Statistics of the circuits that rates give on average, and their derivatives by the rates: what
 * lets a request, or the training, reach through the random edges. Ratios are ratios of
 * expectations. All functions work on arrays, allocate nothing and call no igraph. */

/* What the forward pass leaves for the backward pass. */
typedef struct {
    int n;
    real_t *edge;                 /* (n, n) a_ij = P(edge i → j) */
    real_t *turned_edge;          /* (n, n) Aᵀ */
    real_t *skeleton;             /* (n, n) s_ij = P(any edge between i and j) */
    real_t *single;               /* (n, n) d_ij = s_ij − a_ji = P(edge i → j and none back) */
    real_t *clash;                /* (n, n) half P(both one-way processes fire and no mutual event) */
    real_t *paths;                /* (n, n) D² */
    real_t *links;                /* (n, n) S² */
    real_t *slope;                /* (n, n) of the backward pass: derivatives by D */
    real_t *work;                 /* (n, n) of the backward pass: derivatives by A */
    real_t *out, *in;             /* (n) expected degrees */
    real_t *reach;                /* (n) expected degrees of the skeleton */
    real_t *out_noise, *in_noise; /* (n) variances of the degrees given the rates */
    real_t *send, *receive;       /* (n) Σ_j a_ij q_ij and Σ_i a_ij p_ij of the assortativity */
    real_t *no_output, *no_input; /* (n) P(out-degree 0), P(in-degree 0) */
    real_t *row, *row_noise, *column, *column_noise, *turned,
        *across; /* (n) of the backward pass */
    double edges, noise, squares_out, squares_in, cross, backs, linked, closed, open, length,
        located, cycles, forwards, without_input, without_output;
    double variance_out, variance_in, covariance; /* of degrees */
    double p, q, pp, qq, pq; /* Σ over edges of p_ij, q_ij and their products; see expected.c */
    real_t exclusion;
} expected_t;

/* Numbers of memory an expected_t for n neurons needs, and their carving. */
long expected_memory(int n);
void expected_carve(expected_t *e, int n, real_t *memory);

/* rate, mutual (n, n): λ and μ, zero on the diagonal; exclusion: δ; squared (n, n): squared distances in length
 * scales, −1 where not known, or NULL. out (LATIGRAPH_STATISTICS_MAX); the edge length is 0 without
 * distances. O(n³): two matrix products. */
void expected_forward(int n, const real_t *rate, const real_t *mutual, double exclusion,
                      const real_t *squared, expected_t *e, real_t *out);
/* Overwrites grad_rate and grad_mutual (n, n) by the derivatives of Σ_k dout_k out_k by S = ln λ
 * and by T = ln μ (both halves hold the derivative by the dyad's one T), zero where a clamp is
 * active: what pairs_backward() takes. Returns the derivative by δ. O(n³): two matrix products
 * more. */
double expected_backward(const expected_t *e, const real_t *rate, const real_t *mutual,
                         const real_t *squared, const real_t *dout, real_t *grad_rate,
                         real_t *grad_mutual);

#endif
