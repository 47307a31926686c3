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

/* Neurons that follow one another: those of one type, or one of two halves of another node, which
 * are near one another where distances are kept. The first half of a node comes right after it. */
typedef struct {
    int begin, end;
    int second;              /* the second half; 0: a single neuron */
    gboolean known, unknown; /* whether positions of some are known, and of some are not */
    float side[6];           /* least and greatest coordinates of those that are known */
} latigraph_totals_node_t;

typedef struct {
    double x, y, z;
    int group[3]; /* neurons of one group have x, y or z in proportion to degrees */
    int type;
} latigraph_totals_neuron_t;

typedef struct {
    latigraph_plan_t plan;
    gboolean independent; /* the edges of a pair are independent */
    int classes;
    double *degree[3];                 /* (n) one-way out, one-way in, and mutual degree */
    latigraph_totals_neuron_t *neuron; /* (n) */
    int groups[3];
    double *factor[LATIGRAPH_TOTALS_KINDS]; /* (classes) f and g */
    double *wanted[LATIGRAPH_TOTALS_KINDS]; /* (classes) one-way edges and mutual pairs */
    latigraph_totals_node_t *node;          /* at most 2 n */
    int nodes;
    int *root; /* (types) node of each type, or −1 */
} latigraph_totals_t;

/* Solves for the law. Raises IGRAPH_EINVAL if degrees are not kept, if something is that has no
 * expectation here, or if there are too many classes of pairs. O(rounds · m + classes). */
igraph_error_t latigraph_totals_init(latigraph_totals_t *totals, const latigraph_circuit_t *circuit,
                                     const latigraph_constraints_t *keep, guint64 seed);
void latigraph_totals_destroy(latigraph_totals_t *totals);

/* Draws graph `index`. The ends of its edges, in the circuit's numbers, are appended. O(n + m). */
igraph_error_t latigraph_totals_draw(const latigraph_totals_t *totals, guint64 seed, guint64 index,
                                     igraph_vector_int_t *from, igraph_vector_int_t *to);

/* The terms of a pair i, j of class `there` (the other way: `back`). */
typedef struct {
    gint64 there, back, both; /* classes of i → j and j → i, and of the mutual pair */
    double to, from, mutual;  /* q_ij, q_ji and r_ij; the last two are 0 for independent edges */
} latigraph_totals_terms_t;

static inline void latigraph_totals_set_terms(const latigraph_totals_t *totals, int i, int j,
                                              gint64 there, latigraph_totals_terms_t *terms) {
    const latigraph_totals_neuron_t *a = &totals->neuron[i], *b = &totals->neuron[j];
    const gint64 bins = totals->plan.position != NULL ? totals->plan.bins + 1 : 1;
    terms->there = there;
    terms->back = there + (gint64)(b->type - a->type) * (totals->plan.types - 1) * bins;
    terms->both = MIN(terms->there, terms->back);
    terms->to = a->x * b->y * totals->factor[0][there];
    terms->from = terms->mutual = 0;
    if (!totals->independent) {
        terms->from = b->x * a->y * totals->factor[0][terms->back];
        terms->mutual = a->z * b->z * totals->factor[1][terms->both];
    }
}

/* totals_tree.c: makes the nodes. */
igraph_error_t latigraph_totals_make_nodes(latigraph_totals_t *totals);

/* A pair of nodes, whose pairs of neurons have candidates at these greatest rates in all: a → b,
 * b → a, and mutual; `most` is the greatest factor of each. For a == b the second is 0. */
typedef struct {
    const latigraph_totals_node_t *a, *b;
    double rate[3], most[3];
} latigraph_totals_cell_t;

/* A division of all pairs of neurons into cells. */
typedef struct {
    const latigraph_totals_t *totals;
    const double *factor[LATIGRAPH_TOTALS_KINDS]; /* the factors of `totals`, or others */
    double scale;                                 /* rates are so many times those of a graph */
    double *sum[3]; /* (n + 1) sums of x, y and z of all neurons before */
    int *guide[3];  /* (n + 1) last neuron before which the sum is at most k / n of all */
    igraph_error_t (*visit)(const latigraph_totals_cell_t *cell, void *data);
    void *data;
} latigraph_totals_division_t;

/* Sets the sums and guides; totals, factor, scale and visit are set by the caller. O(n). */
igraph_error_t latigraph_totals_division_init(latigraph_totals_division_t *division);
void latigraph_totals_division_destroy(latigraph_totals_division_t *division);
/* Visits all cells whose rates are above 0. */
igraph_error_t latigraph_totals_divide(const latigraph_totals_division_t *division);

/* Returns a neuron of a node in proportion to x, y or z, from a number uniform in [0, 1). O(1) in
 * the mean (Chen and Asau, AIIE Trans. 6:163, 1974). */
static inline int latigraph_totals_pick(const latigraph_totals_division_t *division, int k,
                                        const latigraph_totals_node_t *node, double uniform) {
    const double *sum = division->sum[k];
    const int n = division->totals->plan.n;
    const double low = sum[node->begin], at = low + uniform * (sum[node->end] - low);
    int i = division->guide[k][(int)(at / sum[n] * n)];
    i = MAX(i, node->begin);
    while (i < node->end - 1 && sum[i + 1] <= at) {
        i++;
    }
    return MIN(i, node->end - 1);
}

/* totals_draw.c: a sample of the pairs that matter. A candidate counts as
 * weight · q / (1 + Q) edges, where q is its own term, mutual or not. */
typedef struct {
    int i, j;
    int kind_and_class; /* 2 · class of i → j + kind */
    double weight;
} latigraph_totals_candidate_t;

typedef struct {
    latigraph_totals_candidate_t *list;
    gsize count, size;
} latigraph_totals_sample_t;

/* Makes the sample anew: `scale` candidates for each that a graph takes, and more of classes with
 * few edges, so that most of them have `least` ones. */
igraph_error_t latigraph_totals_take_sample(const latigraph_totals_t *totals, double scale,
                                            double least, guint64 seed, guint64 index,
                                            latigraph_totals_sample_t *sample);

#endif
