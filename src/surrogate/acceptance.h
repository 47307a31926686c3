/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_ACCEPTANCE_H
#define LATIGRAPH_SURROGATE_ACCEPTANCE_H

#include "surrogate/edge_sums.h"
#include "surrogate/motif_swap.h"
#include "surrogate/motifs.h"
#include "surrogate/pair_states.h"
#include "surrogate/plan.h"

/* Decides whether steps are taken, beyond the degrees and classes that every step keeps: numbers of
 * triangles have bounds, and tilted statistics weights. */

enum { LATIGRAPH_PAIR_CHANGES = 16 }; /* most pairs that a step changes */

/* Changes of tilted statistics by steps that were tried. */
typedef struct {
    double *changes; /* (capacity, tilts) */
    int count, capacity;
} latigraph_tilt_trials_t;

/* Law of independent pairs: ln of the probability of a state over that of no edge. */
typedef struct {
    int n;
    const float *one_way; /* (n, n) at (i, j): i → j alone */
    const float *mutual;  /* (n, n) symmetric */
} latigraph_pair_law_t;

/* The energy of the present graph, for swaps that are counted before they are made. */
typedef struct {
    gboolean ready;               /* whether nothing but this energy and a law decide on a swap */
    double off[LATIGRAPH_TILTS];  /* value less aim */
    double unit[LATIGRAPH_TILTS]; /* change of a value by a unit of its sum over the graph */
} latigraph_weighing_t;

typedef struct {
    latigraph_motifs_t motifs;
    int bounds; /* number of bounded counts: none, all triangles, or the corners of each class */
    gint64 fewest[LATIGRAPH_CORNER_CLASSES], most[LATIGRAPH_CORNER_CLASSES];
    int tilts; /* number of tilted statistics */
    latigraph_tilt_t statistic[LATIGRAPH_TILTS];
    double multiplier[LATIGRAPH_TILTS]; /* change of the log-probability per unit */
    double value[LATIGRAPH_TILTS];      /* values of the present graph */
    /* Energy ½ Σ stiffness (value − aim)², which lowers the log-probability. */
    double aim[LATIGRAPH_TILTS], stiffness[LATIGRAPH_TILTS];
    const latigraph_pair_law_t *law;  /* law of the pairs; NULL: all graphs are equally likely */
    latigraph_edge_sums_t *edge_sums; /* sums with an energy, beside a law; NULL: none */
    latigraph_weighing_t weighing;    /* used where pairs have a law */
    latigraph_tilt_trials_t *trials;  /* gets steps and refuses them all; NULL: steps are taken */
    /* The last change, to take it back. */
    int count, before[LATIGRAPH_PAIR_CHANGES];
    latigraph_pair_change_t change[LATIGRAPH_PAIR_CHANGES];
    latigraph_motif_sums_t sums; /* sums before it */
    double previous[LATIGRAPH_TILTS];
} latigraph_acceptance_t;

/* Returns whether steps need it. */
gboolean latigraph_acceptance_needed(const latigraph_constraints_t *keep);
/* Allocates a graph without edges; multipliers are 0. Raises IGRAPH_ENOMEM. */
igraph_error_t latigraph_acceptance_init(latigraph_acceptance_t *acceptance,
                                         const latigraph_plan_t *plan);
void latigraph_acceptance_destroy(latigraph_acceptance_t *acceptance);
void latigraph_acceptance_copy(latigraph_acceptance_t *to, const latigraph_acceptance_t *from);
/* Takes the edges of the plan, whose pairs are given, and sets bounds. Multipliers stay. */
void latigraph_acceptance_reset(latigraph_acceptance_t *acceptance, const latigraph_plan_t *plan,
                                const latigraph_pair_states_t *pairs);

/* Computes the tilted statistics of the present graph from its motifs. */
void latigraph_acceptance_measure(latigraph_acceptance_t *acceptance);

/* Returns the change of the log-probability of the law of pairs by a step. */
double latigraph_acceptance_law_gain(const latigraph_acceptance_t *acceptance,
                                     const latigraph_pair_states_t *pairs,
                                     const latigraph_pair_change_t *changes, int count);
/* Returns the most that any step can gain: the energy, or infinity with multipliers. */
double latigraph_acceptance_reserve(const latigraph_acceptance_t *acceptance);
/* Weighs the present graph. Must be called after aims or the graph have changed, unless that was by
 * a swap that was weighed. */
void latigraph_acceptance_weigh(latigraph_acceptance_t *acceptance);
/* Makes the swap of the pairs ab and cd of a state to the free pairs ad and cb if the energy lets
 * it gain `least` or more, and returns whether it does. The weighing must be ready. Of the values,
 * those that swaps change are measured. */
gboolean latigraph_acceptance_swap(latigraph_acceptance_t *acceptance, int a, int b, int c, int d,
                                   int state, double least);

/* Makes the changes of a step, whose pairs are still as before. Returns false, and takes them back,
 * if a bound forbids them. `gain` gets the change of the log-probability of the graph, the law of
 * pairs left aside. */
gboolean latigraph_acceptance_change(latigraph_acceptance_t *acceptance,
                                     const latigraph_pair_states_t *pairs,
                                     const latigraph_pair_change_t *changes, int count,
                                     double *gain);
/* Takes the last changes back. */
void latigraph_acceptance_undo(latigraph_acceptance_t *acceptance);

#endif
