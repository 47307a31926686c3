/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_ESTIMATE_H
#define LATIGRAPH_ACTIVITY_ESTIMATE_H

#include "activity/columns.h"

/* Estimated weight of every pair of neurons. Entry [i, j] is the pair i → j; symmetric estimates
 * have equal entries [i, j] and [j, i]. Pairs of a neuron whose values do not vary have weight 0.
 * The arrays (n, n) are NULL where a kind has no such value. */
typedef struct {
    int n;
    gboolean directed;
    double *weight;  /* signed weight; its absolute value ranks the pairs unless `error` is there */
    double *error;   /* standard error of the weight */
    double *delay;   /* delay in times */
    double *p;       /* p value */
    double *inverse; /* regressions and partial correlations: inverse of the penalised covariance */
    double penalty;  /* ridge penalty, or share of shrinkage; NaN without */
} latigraph_estimate_t;

/* Estimators of the pairs of live neurons, whose results are on the FINALLY stack as one entry. */
igraph_error_t latigraph_estimate_correlation(latigraph_estimate_t *estimate,
                                              const latigraph_columns_t *columns);
igraph_error_t latigraph_estimate_lagged(latigraph_estimate_t *estimate,
                                         const latigraph_columns_t *columns, int lags);
igraph_error_t latigraph_estimate_partial(latigraph_estimate_t *estimate,
                                          const latigraph_columns_t *columns);
/* `penalty` is NaN if it is to be chosen. */
igraph_error_t latigraph_estimate_autoregression(latigraph_estimate_t *estimate,
                                                 const latigraph_columns_t *columns,
                                                 double penalty);
igraph_error_t latigraph_estimate_glm(latigraph_estimate_t *estimate,
                                      const latigraph_columns_t *columns, double penalty);
void latigraph_estimate_destroy(latigraph_estimate_t *estimate);

/* Begins an estimate whose `weight` is allocated; it is on the FINALLY stack as one entry. */
igraph_error_t latigraph_estimate_init(latigraph_estimate_t *estimate, int n, gboolean directed);

/* The strength that ranks pair k (= i n + j). */
static inline double latigraph_estimate_strength(const latigraph_estimate_t *estimate, size_t k) {
    const double weight = fabs(estimate->weight[k]);
    return estimate->error != NULL && estimate->error[k] > 0 ? weight / estimate->error[k] : weight;
}

/* --- Ridge penalties (autoregression.c, within.c) --------------------------------------------- */

/* Penalties to choose from, per time and for z-scored activity: multiples of n / times. */
enum { PENALTIES = 8, FOLDS = 5 };
void latigraph_penalties(int n, double times, double penalty[PENALTIES]);

/* --- Weights within a connectome (within.c) --------------------------------------------------- */

/* Edges of a connectome between columns of the activity. */
typedef struct {
    int edges;
    int *from, *to;         /* (edges) columns */
    double *weight, *error; /* (edges) results, in units of the target per unit of the source */
    double penalty;         /* the chosen one */
} latigraph_within_t;

igraph_error_t latigraph_estimate_within(latigraph_within_t *within,
                                         const latigraph_columns_t *columns, double penalty);

/* --- Chance levels (shifts.c) ----------------------------------------------------------------- */

typedef struct {
    latigraph_network_kind_t kind;
    int lags, shifts;
    guint64 seed;
} latigraph_shifts_t;

/* Sets the p values of all pairs. */
igraph_error_t latigraph_estimate_p(latigraph_estimate_t *estimate,
                                    const latigraph_columns_t *columns,
                                    const latigraph_shifts_t *shifts);

#endif
