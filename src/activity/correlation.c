/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Correlations: at the same time, at a delay, and given all other neurons.
 *
 * Pairs with missing values are divided by the number of times at which both were recorded; means
 * and SD are those of each neuron's own recorded times. The partial correlation is −P_ij / √(P_ii
 * P_jj), where P is the inverse of the correlation matrix. With few times that matrix is close to
 * singular, so it is first shrunk towards the identity by the share that minimises the expected
 * squared error (Ledoit and Wolf, J. Multivariate Anal. 88:365, 2004). There, missing values count
 * as the mean, which keeps the matrix positive definite. */

#include "activity/estimate.h"

#include "activity/products.h"
#include "base/lapack.h"
#include "base/parallel.h"

#include <string.h>

igraph_error_t latigraph_estimate_init(latigraph_estimate_t *estimate, int n, gboolean directed) {
    *estimate = (latigraph_estimate_t){.n = n, .directed = directed, .penalty = NAN};
    IGRAPH_FINALLY(latigraph_estimate_destroy, estimate);
    estimate->weight = g_try_malloc0_n((gsize)n * (gsize)n + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(estimate->weight);
    return IGRAPH_SUCCESS;
}

void latigraph_estimate_destroy(latigraph_estimate_t *estimate) {
    g_free(estimate->weight);
    g_free(estimate->error);
    g_free(estimate->delay);
    g_free(estimate->p);
    g_free(estimate->inverse);
}

/* The mean product of a pair. Rounding, or missing values, may take it past 1. */
static double correlation(double sum, double times) {
    return times > 0 ? CLAMP(sum / times, -1, 1) : 0;
}

igraph_error_t latigraph_estimate_correlation(latigraph_estimate_t *estimate,
                                              const latigraph_columns_t *columns) {
    const latigraph_products_plan_t plan = {.folds = 1, .same = TRUE, .pairwise = TRUE};
    const size_t square = (size_t)columns->n * columns->n;
    latigraph_products_t products;
    IGRAPH_CHECK(
        latigraph_columns_check_memory(columns, (columns->holes ? 3 : 2) * (double)square));
    IGRAPH_CHECK(latigraph_estimate_init(estimate, columns->n, FALSE));
    IGRAPH_CHECK(latigraph_products_init(&products, columns, &plan, 100));
    for (size_t k = 0; k < square; k++) {
        estimate->weight[k] =
            correlation(products.same[k],
                        products.same_count != NULL ? products.same_count[k] : products.times[0]);
    }
    latigraph_products_destroy(&products);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- At a delay ------------------------------------------------------------------------------- */

/* Takes the correlations of one delay where they are stronger than those of smaller ones. */
static void take_stronger(latigraph_estimate_t *estimate, const latigraph_products_t *products,
                          int lag) {
    const size_t square = (size_t)products->n * products->n;
    const double *later = latigraph_products_later(products, 0, lag);
    const double *count =
        products->later_count != NULL ? products->later_count + (size_t)lag * square : NULL;
    for (size_t k = 0; k < square; k++) {
        const double r = correlation(later[k], count != NULL ? count[k] : products->times[0]);
        if (fabs(r) > fabs(estimate->weight[k])) {
            estimate->weight[k] = r;
            estimate->delay[k] = lag + 1;
        }
    }
}

igraph_error_t latigraph_estimate_lagged(latigraph_estimate_t *estimate,
                                         const latigraph_columns_t *columns, int lags) {
    const latigraph_products_plan_t plan = {.folds = 1, .lags = lags, .pairwise = TRUE};
    const size_t square = (size_t)columns->n * columns->n;
    latigraph_products_t products;
    IGRAPH_CHECK(latigraph_columns_check_memory(columns, (2 + (columns->holes ? 2.0 : 1.0) * lags) *
                                                             (double)square));
    IGRAPH_CHECK(latigraph_estimate_init(estimate, columns->n, TRUE));
    estimate->delay = g_try_malloc0_n(square + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(estimate->delay);
    IGRAPH_CHECK(latigraph_products_init(&products, columns, &plan, 100));
    for (int lag = 0; lag < lags; lag++) {
        take_stronger(estimate, &products, lag);
    }
    latigraph_products_destroy(&products);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Given all others ------------------------------------------------------------------------- */

/* Computes the share of the identity. Neurons that do not vary are no part of it. */
static double ledoit_wolf(const latigraph_products_t *products, const double *s, int live) {
    const size_t square = (size_t)products->n * products->n;
    const double times = products->times[0];
    double norm = 0, trace = 0;
    for (size_t k = 0; k < square; k++) {
        norm += s[k] * s[k];
    }
    for (int j = 0; j < products->n; j++) {
        trace += s[(size_t)j * products->n + j];
    }
    const double mean = live > 0 ? trace / live : 1;
    const double apart = norm - 2 * mean * trace + mean * mean * live;
    const double error = (products->fourth / times - norm) / times;
    return apart > 0 ? CLAMP(error / apart, 0, 1) : 1;
}

/* Inverts the shrunk matrix in place. Both triangles are filled. */
static igraph_error_t invert(double *a, int n) {
    latigraph_blas_begin();
    const int failed = latigraph_cholesky(n, a) != 0 || latigraph_cholesky_invert(n, a) != 0;
    latigraph_blas_end();
    if (failed) {
        IGRAPH_ERROR("The correlation matrix is singular. Use more times, or leave out neurons "
                     "with equal activity.",
                     IGRAPH_EINVAL);
    }
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
            a[(size_t)i * n + j] = a[(size_t)j * n + i];
        }
    }
    return IGRAPH_SUCCESS;
}

/* Shrinks the matrix. Equal neurons and few times can leave it singular: then the identity gets the
 * share of rounding at least. */
static void shrink(double *a, int n, double share) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            double *entry = &a[(size_t)i * n + j];
            *entry = i == j ? 1 : (1 - share) * *entry;
        }
    }
}

igraph_error_t latigraph_estimate_partial(latigraph_estimate_t *estimate,
                                          const latigraph_columns_t *columns) {
    const latigraph_products_plan_t plan = {.folds = 1, .same = TRUE};
    const int n = columns->n;
    latigraph_products_t products;
    IGRAPH_CHECK(latigraph_columns_check_memory(columns, 3 * (double)n * n));
    IGRAPH_CHECK(latigraph_estimate_init(estimate, n, FALSE));
    IGRAPH_CHECK(latigraph_products_init(&products, columns, &plan, 90));
    for (size_t k = 0; k < (size_t)n * n; k++) {
        products.same[k] /= products.times[0];
    }
    estimate->penalty = MAX(ledoit_wolf(&products, products.same, columns->live), 1e-10);
    shrink(products.same, n, estimate->penalty);
    IGRAPH_CHECK(invert(products.same, n));
    estimate->inverse = g_steal_pointer(&products.same);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double *p = estimate->inverse;
            const double scale = sqrt(p[(size_t)i * n + i] * p[(size_t)j * n + j]);
            estimate->weight[(size_t)i * n + j] = -p[(size_t)i * n + j] / scale;
        }
    }
    latigraph_products_destroy(&products);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_columns_progress(100);
}
