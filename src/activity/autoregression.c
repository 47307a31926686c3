/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Autoregression: every neuron is predicted from all neurons one time before.
 *
 * The weight i → j says by how many SD the activity of j changes when that of i was one SD higher
 * and all others were equal. Unlike a correlation it does not count what i and j receive in common,
 * as far as the sources were recorded. A ridge penalty keeps short recordings from being fitted to
 * their noise; it is chosen by predicting left-out stretches of time (ridge.c). The standard error
 * is √(P_ii σ_j² / T), where P is the inverse of the penalised covariance and σ_j² is what is left
 * of the variance of j. Missing values count as the mean. */

#include "activity/estimate.h"

#include "activity/ridge.h"

/* Sets errors from the inverse and the variances that are left (n). Rounding may leave weights to
 * neurons that do not vary, which are set to 0. */
static void set_errors(latigraph_estimate_t *estimate, const latigraph_columns_t *columns,
                       double times, const double *residual) {
    const int n = estimate->n;
    for (int i = 0; i < n; i++) {
        const double own = estimate->inverse[(size_t)i * n + i];
        for (int j = 0; j < n; j++) {
            const size_t k = (size_t)i * n + j;
            const gboolean live =
                latigraph_column_is_live(columns, i) && latigraph_column_is_live(columns, j);
            estimate->error[k] = live ? sqrt(own * residual[j] / times) : 0;
            estimate->weight[k] = live ? estimate->weight[k] : 0;
        }
    }
}

static igraph_error_t fit(latigraph_estimate_t *estimate, const latigraph_columns_t *columns,
                          const latigraph_products_t *products, double penalty) {
    const gsize square = (gsize)estimate->n * (gsize)estimate->n;
    latigraph_ridge_t ridge;
    double *residual;
    IGRAPH_CHECK(latigraph_ridge_init(&ridge, products));
    LATIGRAPH_ALLOCATE(residual, estimate->n);
    estimate->error = g_try_malloc0_n(square + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(estimate->error);
    estimate->inverse = g_try_malloc0_n(square + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(estimate->inverse);
    estimate->penalty = penalty;
    latigraph_ridge_residuals(&ridge, penalty, residual);
    latigraph_ridge_inverse(&ridge, penalty, estimate->inverse, estimate->weight);
    latigraph_ridge_weights(&ridge, penalty, estimate->weight);
    set_errors(estimate, columns, ridge.times, residual);
    g_free(residual);
    latigraph_ridge_destroy(&ridge);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_estimate_autoregression(latigraph_estimate_t *estimate,
                                                 const latigraph_columns_t *columns,
                                                 double penalty) {
    const int folds = isnan(penalty) ? FOLDS : 1;
    const latigraph_products_plan_t plan = {.folds = folds, .lags = 1, .same = TRUE};
    const double scratch = isnan(penalty) ? 2 + 6 * MIN(columns->threads, FOLDS) : 6;
    latigraph_products_t products;
    IGRAPH_CHECK(latigraph_columns_check_memory(columns, (2 * folds + scratch + 3) *
                                                             (double)columns->n * columns->n));
    IGRAPH_CHECK(latigraph_estimate_init(estimate, columns->n, TRUE));
    IGRAPH_CHECK(latigraph_products_init(&products, columns, &plan, 60));
    if (isnan(penalty)) {
        IGRAPH_CHECK(latigraph_ridge_choose(&products, columns->threads, &penalty));
        IGRAPH_CHECK(latigraph_columns_progress(90));
    }
    IGRAPH_CHECK(fit(estimate, columns, &products, penalty));
    latigraph_products_destroy(&products);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_columns_progress(100);
}
