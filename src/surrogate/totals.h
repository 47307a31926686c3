/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_TOTALS_H
#define LATIGRAPH_SURROGATE_TOTALS_H

#include "surrogate/plan.h"
#include "surrogate/state.h"

/* A law of independent pairs that has a circuit's degrees, and its numbers of edges by class, in
 * expectation. With q_ij = x_i y_j f_κ(i,j) and r_ij = z_i z_j g_κ(i,j), where κ is the class of a
 * pair by types and distance, the pair is i → j alone with probability q_ij / D, j → i alone with
 * q_ji / D and mutual with r_ij / D, D = 1 + q_ij + q_ji + r_ij. Without reciprocity the edge i → j
 * has the probability q_ij / (1 + q_ij) by itself. */
enum { LATIGRAPH_TOTALS_ONE_WAY, LATIGRAPH_TOTALS_MUTUAL, LATIGRAPH_TOTALS_KINDS };

typedef struct {
    latigraph_plan_t plan;
    gboolean independent; /* the edges of a pair are independent */
    int classes;
    double *degree[3];  /* (n) one-way out, one-way in, and mutual degree of each neuron */
    double *unknown[3]; /* (n) x, y, z */
    int *group[3];      /* (n) neurons of one group have x in proportion to degrees */
    int groups[3];
    double *factor[LATIGRAPH_TOTALS_KINDS]; /* (classes) f and g */
    double *wanted[LATIGRAPH_TOTALS_KINDS]; /* (classes) one-way edges and mutual pairs */
    int boxes;                              /* neurons of one type that are near one another */
    int *box_start;                         /* (boxes + 1) */
    float *side;                            /* (boxes, 6) least and greatest coordinates */
    double candidates, edges; /* expected numbers of candidates and of connected pairs */
} latigraph_totals_t;

/* Solves for the law. Raises IGRAPH_EINVAL if degrees are not kept, if something is that has no
 * expectation here, or if there are too many classes of pairs. O(rounds · (m + classes)). */
igraph_error_t latigraph_totals_init(latigraph_totals_t *totals, const latigraph_circuit_t *circuit,
                                     const latigraph_constraints_t *keep, guint64 seed);
void latigraph_totals_destroy(latigraph_totals_t *totals);

/* Draws graph `index`. The ends of its edges, in the circuit's numbers, are appended. O(m). */
igraph_error_t latigraph_totals_draw(const latigraph_totals_t *totals, guint64 seed, guint64 index,
                                     igraph_vector_int_t *from, igraph_vector_int_t *to);

/* totals_draw.c: a pair that was drawn in proportion to x_i y_j f or z_i z_j g. `odds` is D − 1, or
 * q_ij for independent edges. */
typedef struct {
    int i, j, kind;
    gint64 pair_class;
    double odds, to, back; /* back is 0 for independent edges */
} latigraph_candidate_t;

typedef igraph_error_t latigraph_candidate_visitor_t(const latigraph_candidate_t *candidate,
                                                     latigraph_draws_t *draws, void *data);

/* Visits a Poisson number of candidates, `scale` times as many as a graph takes. */
igraph_error_t latigraph_totals_candidates(const latigraph_totals_t *totals, double scale,
                                           guint64 seed, guint64 index,
                                           latigraph_candidate_visitor_t *visit, void *data);

#endif
