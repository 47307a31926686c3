/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_EXPECTED_H
#define LATIGRAPH_MODEL_EXPECTED_H

#include "model/model.h"

/* Statistics of the circuits that rates give on average, and their derivatives along directions in
 * which the rates change: what lets a request reach through the random edges. Ratios are ratios of
 * expectations. All functions work on arrays, allocate nothing and call no igraph. */

/* What the statistics are made of, and what the derivatives need of it. */
typedef struct {
    int n;
    real_t anti_reciprocity;          /* δ */
    real_t *edge;                     /* (n, n) a_ij = P(edge i → j) */
    real_t *turned_edge;              /* (n, n) Aᵀ */
    real_t *skeleton;                 /* (n, n) s_ij = P(any edge between i and j) */
    real_t *single;                   /* (n, n) d_ij = s_ij − a_ji = P(edge i → j, none back) */
    real_t *clash;                    /* (n, n) c_ij; see expected.c */
    real_t *paths;                    /* (n, n) D² */
    real_t *links;                    /* (n, n) lower triangle of S² */
    real_t *around;                   /* (n, n) of the derivatives: (D + Dᵀ)² */
    real_t *turned, *work;            /* (n, n) spare */
    real_t *out, *in;                 /* (n) expected degrees */
    real_t *out_squares, *in_squares; /* (n) Σ_j a_ij² and Σ_i a_ij² */
    real_t *reach;                    /* (n) expected degrees of the skeleton */
    real_t *out_more, *in_more;       /* (n) degrees and one more */
    real_t *send, *receive;        /* (n) Σ_j a_ij q_ij and Σ_i a_ij p_ij of the assortativity */
    real_t *no_output, *no_input;  /* (n) P(out-degree 0), P(in-degree 0) */
    real_t *column, *column_noise; /* (n) of the derivatives of the assortativity */
    real_t *fields;                /* (10, 2n) of the derivatives of two rows */
    double edges, squares, squares_out, squares_in, cross, backs, linked, closed, open, length_sum,
        located, cycles, forwards, without_input, without_output;
    double variance_out, variance_in, covariance; /* of degrees */
    double p, q, pp, qq, pq; /* Σ over edges of p_ij, q_ij and their products; see expected.c */
} expected_t;

/* Numbers of memory an expected_t for n neurons needs, and their carving. */
long expected_memory(int n);
void expected_carve(expected_t *e, int n, real_t *memory);

/* rate, mutual (n, n): λ and μ, zero on the diagonal; anti_reciprocity: δ; distance (n, n): in
 * length scales, −1 where not known, or NULL. out (LATIGRAPH_STATISTICS_MAX); the edge length is 0
 * without distances. O(n³): a matrix product and a half. */
void expected_forward(int n, const real_t *rate, const real_t *mutual, double anti_reciprocity,
                      const real_t *distance, expected_t *e, double *out);

/* --- Derivatives (expected_slopes.c) -------------------------------------- */

/* Directions that derivatives are found along at once, and rows that are added at once. */
enum { EXPECTED_DIRECTIONS = 16, EXPECTED_ROWS = 2 };

/* Sums over pairs of the changes of A and S, times what stands in expected_slopes.c, along each
 * direction. */
enum { EXPECTED_EDGE_SUMS = 10, EXPECTED_SKELETON_SUMS = 6 };
typedef struct {
    double edge[EXPECTED_EDGE_SUMS][EXPECTED_DIRECTIONS];
    double skeleton[EXPECTED_SKELETON_SUMS][EXPECTED_DIRECTIONS];
    real_t by_p, by_q, by_pp, by_qq, by_pq, by_edges; /* slopes of the assortativity */
} expected_slopes_t;

/* How one row of A and of S answers to the logarithms of the rates; (n) each, zero where a rate is
 * clamped. By δ, a_ij changes by −c_ij. */
typedef struct {
    real_t *edge[3];     /* ∂a_ij by ln λ_ij, ln λ_ji, ln μ_ij */
    real_t *skeleton[3]; /* ∂s_ij by the same */
} expected_response_t;

/* The derivatives at the rates of the last expected_forward(): begin; for all rows ask how they
 * respond, and add, two rows i and i + 1 at a time (one at the end), what they change along each
 * direction: `edge` and `skeleton` (16, 2n), rows of A and of S, which stays symmetric; then
 * finish. O(n³): a matrix product. */
void expected_slopes_begin(expected_t *e, const real_t *rate, expected_slopes_t *slopes);
void expected_respond(const expected_t *e, int i, const real_t *rate, const real_t *mutual,
                      const expected_response_t *response);
void expected_slopes_add(const expected_t *e, int i, const real_t *distance, const real_t *edge,
                         const real_t *skeleton, expected_slopes_t *slopes);
/* slope (LATIGRAPH_STATISTICS_MAX): derivatives of the statistics along one direction. */
void expected_slopes_finish(const expected_t *e, const expected_slopes_t *slopes, int direction,
                            double *slope);

/* Aᵀ (n, n). */
void expected_turn(int n, const real_t *a, real_t *turned);

#endif
