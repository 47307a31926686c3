/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_EXPECTED_H
#define LATIGRAPH_MODEL_EXPECTED_H

#include "model/model.h"

/* Expected statistics of the circuits that given rates generate, and their derivatives along
 * directions in which the rates change. They let steering look through the random edges without
 * sampling. Ratios are ratios of expectations. All functions work on arrays, allocate nothing and
 * call no igraph function. */

/* Probabilities and sums from which the statistics are computed, and arrays that the derivatives
 * need. */
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
    real_t *around;                   /* (n, n) (D + Dᵀ)², for the derivatives */
    real_t *turned, *work;            /* (n, n) scratch */
    real_t *out, *in;                 /* (n) expected degrees */
    real_t *out_squares, *in_squares; /* (n) Σ_j a_ij² and Σ_i a_ij² */
    real_t *reach;                    /* (n) expected degrees of the skeleton */
    real_t *out_more, *in_more;       /* (n) degrees plus one */
    real_t *send, *receive;       /* (n) Σ_j a_ij q_ij and Σ_i a_ij p_ij, for the assortativity */
    real_t *no_output, *no_input; /* (n) P(out-degree is 0), P(in-degree is 0) */
    real_t *column, *column_noise; /* (n) for the derivatives of the assortativity */
    real_t *fields;                /* (12, 8n) fields of eight rows, for the derivatives */
    double edges, squares, squares_out, squares_in, cross, backs, linked, closed, open, length_sum,
        located, cycles, forwards, without_input, without_output;
    double variance_out, variance_in, covariance; /* variances and covariance of the degrees */
    double p, q, pp, qq,
        pq; /* Σ over edges of p_ij, q_ij and their products; expected.c defines them */
} expected_t;

/* Number of reals that an expected_t for n neurons needs, and the assignment of its arrays within
 * them. */
ptrdiff_t expected_memory(int n);
void expected_carve(expected_t *e, int n, real_t *memory);

/* Computes the statistics into out (LATIGRAPH_STATISTICS_MAX). rate and mutual (n, n) are λ and μ,
 * with zero diagonals; anti_reciprocity is δ. distance (n, n) is in length scales, −1 if not
 * known, or NULL; the edge length is 0 without it. O(n³): one and a half matrix products. */
void expected_forward(int n, const real_t *rate, const real_t *mutual, double anti_reciprocity,
                      const real_t *distance, expected_t *e, double *out);

/* --- Derivatives (expected_slopes.c) -------------------------------------- */

/* Number of directions that are differentiated at once, and of rows that are added at once. */
enum { EXPECTED_DIRECTIONS = 16, EXPECTED_ROWS = 8 };

/* Fields of expected_slopes.c, of which some multiply changes of A, some those of S, and some both,
 * and their sums over pairs along each direction. */
enum { EXPECTED_FIELDS = 12, EXPECTED_EDGE_SUMS = 10, EXPECTED_SKELETON_SUMS = 5 };
typedef struct {
    double edge[EXPECTED_EDGE_SUMS][EXPECTED_DIRECTIONS];
    double skeleton[EXPECTED_SKELETON_SUMS][EXPECTED_DIRECTIONS];
    real_t by_p, by_q, by_pp, by_qq, by_pq, by_edges; /* slopes of the assortativity by its sums */
} expected_slopes_t;

/* Derivatives of one row of A and of S by the logarithms of the rates; (n) each, zero if a rate is
 * clamped. The derivative of a_ij by δ is −c_ij. */
typedef struct {
    real_t *edge[3];     /* ∂a_ij by ln λ_ij, ln λ_ji, ln μ_ij */
    real_t *skeleton[3]; /* ∂s_ij by the same */
} expected_response_t;

/* Derivatives at the rates of the last expected_forward(). Call begin first. For all rows, call
 * expected_respond(), and then expected_slopes_add() for eight rows from i on at a time (fewer at
 * the end). It takes the changes of these rows along each direction: `edge` and `skeleton` (16,
 * 8n), rows of A and of the symmetric S. Call finish last. O(n³): one matrix product. */
void expected_slopes_begin(expected_t *e, const real_t *rate, expected_slopes_t *slopes);
void expected_respond(const expected_t *e, int i, const real_t *rate, const real_t *mutual,
                      const expected_response_t *response);
void expected_slopes_add(const expected_t *e, int i, const real_t *distance, const real_t *edge,
                         const real_t *skeleton, expected_slopes_t *slopes);
/* Computes slope (LATIGRAPH_STATISTICS_MAX), the derivatives of the statistics along one
 * direction. */
void expected_slopes_finish(const expected_t *e, const expected_slopes_t *slopes, int direction,
                            double *slope);

/* Transposes a (n, n). */
void expected_turn(int n, const real_t *a, real_t *turned);

#endif
