/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_PRODUCTS_H
#define LATIGRAPH_ACTIVITY_PRODUCTS_H

#include "activity/columns.h"

/* Sums of products of z-scores over the times t of each fold. Folds are stretches of the times
 * 0 .. times − 1 − lags, so that every predictor has its targets.
 *
 *     same[f][i, j] = Σ z_i(t) z_j(t)             (symmetric)
 *     later[f][l][i, j] = Σ z_i(t) z_j(t + 1 + l)
 */
typedef struct {
    int n, folds, lags;
    gboolean has_same;
    double *same;  /* (folds, n, n), or NULL */
    double *later; /* (folds, lags, n, n), or NULL */
    /* Numbers of times at which both neurons were recorded; (n, n) and (lags, n, n), over all
     * folds. NULL unless they were asked for and values are missing. */
    double *same_count, *later_count;
    double *times; /* (folds) times of each fold */
    double fourth; /* Σ over times of (Σ_i z_i²)² */
} latigraph_products_t;

/* Choice of the sums to compute. */
typedef struct {
    int folds, lags;
    gboolean same;     /* products at the same time */
    gboolean pairwise; /* numbers of times, if values are missing */
} latigraph_products_plan_t;

/* Reads the recording once. The products are on the FINALLY stack as one entry. O(times n² (lags +
 * 1)). `share` is the part of the whole progress that this takes. */
igraph_error_t latigraph_products_init(latigraph_products_t *products,
                                       const latigraph_columns_t *columns,
                                       const latigraph_products_plan_t *plan, double share);
void latigraph_products_destroy(latigraph_products_t *products);

static inline double *latigraph_products_same(const latigraph_products_t *products, int fold) {
    return products->same + (size_t)fold * products->n * products->n;
}

static inline double *latigraph_products_later(const latigraph_products_t *products, int fold,
                                               int lag) {
    return products->later + ((size_t)fold * products->lags + lag) * products->n * products->n;
}

/* Writes the sums over all folds of `same` and of lag 0 of `later` to matrices (n, n) of the
 * caller. */
void latigraph_products_total(const latigraph_products_t *products, double *same, double *later);

/* Sum of the times of all folds. */
double latigraph_products_times(const latigraph_products_t *products);

#endif
