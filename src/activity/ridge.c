/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Ridge regression on the time before, and its penalty.
 *
 * The penalty is the one that predicts best: each fold, a stretch of time, is predicted from all
 * others. Random times would not do, because neighbours in time are alike. One decomposition per
 * fold serves all penalties. In the eigenbasis of the training folds, with Q = E S, w = 1 / (d +
 * λ), and C' and S' of the fold left out, the error summed over targets is
 *
 *     const − 2 Σ_k h_k w_k + Σ_kl M_kl w_k w_l,   h_k = Σ_j Q_kj (E S')_kj,
 *
 *     M = (E C' Eᵀ) ∘ (Q Qᵀ),
 *
 * so that a further penalty costs O(n²). Folds are independent and run on threads; their errors are
 * added in order. */

#include "activity/ridge.h"

#include "activity/estimate.h"
#include "base/cancel.h"
#include "base/lapack.h"
#include "base/parallel.h"

#include <string.h>

void latigraph_penalties(int n, double times, double penalty[PENALTIES]) {
    static const double multiple[PENALTIES] = {0.01, 0.05, 0.2, 0.8, 3, 12, 40, 150};
    for (int k = 0; k < PENALTIES; k++) {
        penalty[k] = multiple[k] * n / times;
    }
}

/* --- One decomposition ------------------------------------------------------------------------ */

/* c = a b, c = a bᵀ or c = aᵀ b for square matrices. */
static void multiply(int n, CBLAS_TRANSPOSE ta, CBLAS_TRANSPOSE tb, const double *a,
                     const double *b, double *c) {
    cblas_dgemm(CblasRowMajor, ta, tb, n, n, n, 1, a, n, b, n, 0, c, n);
}

static void multiply_plain(int n, const double *a, const double *b, double *c) {
    multiply(n, CblasNoTrans, CblasNoTrans, a, b, c);
}

/* Replaces the rows of a by its eigenvectors. Rounding leaves eigenvalues below 0, which are set to
 * 0. */
static int decompose(int n, double *a, double *value, double *work, blasint *integers) {
    const int code = latigraph_symmetric(n, a, value, work, integers);
    for (int k = 0; k < n; k++) {
        value[k] = MAX(value[k], 0);
    }
    return code;
}

/* --- Choice of the penalty -------------------------------------------------------------------- */

/* Scratch memory of a thread: matrices (n, n), and work space of the decomposition. */
typedef struct {
    double *e, *s, *q, *product, *d, *work;
    blasint *integers;
} scratch_t;

typedef struct {
    const latigraph_products_t *products;
    const double *same, *later; /* (n, n) sums over all folds */
    double all;                 /* times of all folds */
    double penalty[PENALTIES];
    double (*error)[PENALTIES]; /* (folds) summed squared errors, but for a constant */
    int *failed;                /* (folds) */
    scratch_t *scratch;         /* (threads) */
    int threads;
    latigraph_cancel_t cancel;
} choice_t;

/* Adds the terms of all penalties; q holds Q, e holds E C' Eᵀ and s is E S'. */
static void add_errors(const choice_t *choice, int fold, const scratch_t *scratch,
                       const double *square) {
    const int n = choice->products->n;
    for (int p = 0; p < PENALTIES; p++) {
        double *w = scratch->work, sum = 0;
        for (int k = 0; k < n; k++) {
            w[k] = 1 / (scratch->d[k] + choice->penalty[p]);
        }
        for (int k = 0; k < n; k++) {
            double own = 0;
            for (int l = 0; l < n; l++) {
                own += square[(size_t)k * n + l] * w[l];
            }
            sum += own * w[k];
            sum -= 2 * w[k] *
                   cblas_ddot(n, scratch->q + (size_t)k * n, 1, scratch->s + (size_t)k * n, 1);
        }
        choice->error[fold][p] = sum;
    }
}

/* Sets e to the covariance and s to the lagged covariance of all folds but one. */
static void leave_out(const choice_t *choice, int fold, const scratch_t *scratch) {
    const latigraph_products_t *products = choice->products;
    const size_t square = (size_t)products->n * products->n;
    const double times = choice->all - products->times[fold];
    const double *same = latigraph_products_same(products, fold);
    const double *later = latigraph_products_later(products, fold, 0);
    for (size_t k = 0; k < square; k++) {
        scratch->e[k] = (choice->same[k] - same[k]) / times;
        scratch->s[k] = (choice->later[k] - later[k]) / times;
    }
}

static void try_fold(int fold, int worker, void *data) {
    choice_t *choice = data;
    const latigraph_products_t *products = choice->products;
    const scratch_t *scratch = &choice->scratch[worker];
    const int n = products->n;
    const size_t square = (size_t)n * n;
    if (latigraph_cancelled(&choice->cancel)) {
        return;
    }
    leave_out(choice, fold, scratch);
    choice->failed[fold] =
        decompose(n, scratch->e, scratch->d, scratch->work, scratch->integers) != 0;
    if (latigraph_cancelled(&choice->cancel)) {
        return;
    }
    multiply_plain(n, scratch->e, scratch->s, scratch->q);
    /* M: E C' Eᵀ, entry by entry times Q Qᵀ */
    double *inner = scratch->work, *outer = scratch->work + square;
    multiply_plain(n, scratch->e, latigraph_products_same(products, fold), scratch->s);
    multiply(n, CblasNoTrans, CblasTrans, scratch->s, scratch->e, inner);
    multiply(n, CblasNoTrans, CblasTrans, scratch->q, scratch->q, outer);
    for (size_t k = 0; k < square; k++) {
        scratch->product[k] = inner[k] * outer[k];
    }
    multiply_plain(n, scratch->e, latigraph_products_later(products, fold, 0), scratch->s);
    add_errors(choice, fold, scratch, scratch->product);
}

static void scratch_free(scratch_t *scratch) {
    g_free(scratch->e);
    g_free(scratch->s);
    g_free(scratch->q);
    g_free(scratch->product);
    g_free(scratch->d);
    g_free(scratch->work);
    g_free(scratch->integers);
}

/* Frees the scratch memory of all threads, which may be half made. */
static void scratches_free(choice_t *choice) {
    for (int t = 0; t < choice->threads; t++) {
        scratch_free(&choice->scratch[t]);
    }
    g_free(choice->scratch);
}

static igraph_error_t scratch_init(scratch_t *scratch, int n) {
    const gsize square = (gsize)n * (gsize)n;
    double **const matrices[] = {&scratch->e, &scratch->s, &scratch->q, &scratch->product};
    for (gsize k = 0; k < G_N_ELEMENTS(matrices); k++) {
        *matrices[k] = g_try_new(double, square + 1);
        LATIGRAPH_CHECK_MEMORY(*matrices[k]);
    }
    scratch->d = g_try_new(double, (gsize)n + 1);
    LATIGRAPH_CHECK_MEMORY(scratch->d);
    scratch->work = g_try_new(double, latigraph_symmetric_work_size(n));
    LATIGRAPH_CHECK_MEMORY(scratch->work);
    scratch->integers = g_try_new(blasint, latigraph_symmetric_integers(n));
    LATIGRAPH_CHECK_MEMORY(scratch->integers);
    return IGRAPH_SUCCESS;
}

/* Returns the penalty with the least error over all folds. */
static double best_penalty(const choice_t *choice) {
    double least = INFINITY, best = choice->penalty[0];
    for (int p = 0; p < PENALTIES; p++) {
        double sum = 0;
        for (int f = 0; f < choice->products->folds; f++) {
            sum += choice->error[f][p];
        }
        if (sum < least) {
            least = sum;
            best = choice->penalty[p];
        }
    }
    return best;
}

static igraph_error_t run_folds(choice_t *choice, int threads) {
    const int folds = choice->products->folds;
    choice->threads = MIN(threads, folds);
    choice->scratch = g_try_new0(scratch_t, (gsize)choice->threads);
    LATIGRAPH_CHECK_MEMORY(choice->scratch);
    IGRAPH_FINALLY(scratches_free, choice);
    for (int t = 0; t < choice->threads; t++) {
        IGRAPH_CHECK(scratch_init(&choice->scratch[t], choice->products->n));
    }
    latigraph_cancel_init(&choice->cancel);
    latigraph_parallel_for(choice->threads, folds, try_fold, choice);
    if (latigraph_cancelled(&choice->cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    scratches_free(choice);
    IGRAPH_FINALLY_CLEAN(1);
    for (int f = 0; f < folds; f++) {
        if (choice->failed[f]) {
            IGRAPH_ERROR("The eigenvalues of the covariance did not converge.", IGRAPH_FAILURE);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_ridge_choose(const latigraph_products_t *products, int threads,
                                      double *penalty) {
    const gsize square = (gsize)products->n * (gsize)products->n;
    choice_t choice = {.products = products, .all = latigraph_products_times(products)};
    double *same, *later;
    LATIGRAPH_ALLOCATE(same, square);
    LATIGRAPH_ALLOCATE(later, square);
    LATIGRAPH_ALLOCATE(choice.error, products->folds);
    LATIGRAPH_ALLOCATE(choice.failed, products->folds);
    latigraph_products_total(products, same, later);
    choice.same = same;
    choice.later = later;
    latigraph_penalties(products->n, choice.all, choice.penalty);
    IGRAPH_CHECK(run_folds(&choice, threads));
    *penalty = best_penalty(&choice);
    g_free(choice.failed);
    g_free(choice.error);
    g_free(later);
    g_free(same);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/* --- All times -------------------------------------------------------------------------------- */

void latigraph_ridge_destroy(latigraph_ridge_t *ridge) {
    g_free(ridge->e);
    g_free(ridge->d);
    g_free(ridge->q);
}

static igraph_error_t decompose_all(latigraph_ridge_t *ridge, double *later) {
    double *work;
    blasint *integers;
    LATIGRAPH_ALLOCATE(work, latigraph_symmetric_work_size(ridge->n));
    LATIGRAPH_ALLOCATE(integers, latigraph_symmetric_integers(ridge->n));
    latigraph_blas_begin();
    const int failed = decompose(ridge->n, ridge->e, ridge->d, work, integers);
    if (failed == 0) {
        multiply_plain(ridge->n, ridge->e, later, ridge->q);
    }
    latigraph_blas_end();
    if (failed != 0) {
        IGRAPH_ERROR("The eigenvalues of the covariance did not converge.", IGRAPH_FAILURE);
    }
    g_free(integers);
    g_free(work);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_ridge_init(latigraph_ridge_t *ridge,
                                    const latigraph_products_t *products) {
    const gsize square = (gsize)products->n * (gsize)products->n;
    double *later;
    *ridge = (latigraph_ridge_t){.n = products->n, .times = latigraph_products_times(products)};
    IGRAPH_FINALLY(latigraph_ridge_destroy, ridge);
    ridge->e = g_try_new(double, square + 1);
    LATIGRAPH_CHECK_MEMORY(ridge->e);
    ridge->d = g_try_new(double, (gsize)ridge->n + 1);
    LATIGRAPH_CHECK_MEMORY(ridge->d);
    ridge->q = g_try_new(double, square + 1);
    LATIGRAPH_CHECK_MEMORY(ridge->q);
    LATIGRAPH_ALLOCATE(later, square);
    latigraph_products_total(products, ridge->e, later);
    for (gsize k = 0; k < square; k++) {
        ridge->e[k] /= ridge->times;
        later[k] /= ridge->times;
    }
    IGRAPH_CHECK(decompose_all(ridge, later));
    g_free(later);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The variance of a target is 1, and V explains 2 VᵀS − VᵀCV of it. The estimate is divided by the
 * times that the effective number of predictors leaves. */
void latigraph_ridge_residuals(const latigraph_ridge_t *ridge, double penalty, double *residual) {
    const int n = ridge->n;
    double freedom = 0;
    for (int j = 0; j < n; j++) {
        residual[j] = 1;
    }
    for (int k = 0; k < n; k++) {
        const double w = 1 / (ridge->d[k] + penalty), share = w * (2 - ridge->d[k] * w);
        const double *q = ridge->q + (size_t)k * n;
        freedom += ridge->d[k] * w;
        for (int j = 0; j < n; j++) {
            residual[j] -= share * q[j] * q[j];
        }
    }
    const double scale = ridge->times / MAX(ridge->times - freedom, 1);
    for (int j = 0; j < n; j++) {
        residual[j] = MAX(residual[j], 0) * scale;
    }
}

void latigraph_ridge_weights(latigraph_ridge_t *ridge, double penalty, double *weight) {
    const int n = ridge->n;
    for (int k = 0; k < n; k++) {
        cblas_dscal(n, 1 / (ridge->d[k] + penalty), ridge->q + (size_t)k * n, 1);
    }
    latigraph_blas_begin();
    multiply(n, CblasTrans, CblasNoTrans, ridge->e, ridge->q, weight);
    latigraph_blas_end();
}

void latigraph_ridge_inverse(const latigraph_ridge_t *ridge, double penalty, double *inverse,
                             double *work) {
    const int n = ridge->n;
    for (int k = 0; k < n; k++) {
        const double w = 1 / (ridge->d[k] + penalty);
        for (int j = 0; j < n; j++) {
            work[(size_t)k * n + j] = w * ridge->e[(size_t)k * n + j];
        }
    }
    latigraph_blas_begin();
    multiply(n, CblasTrans, CblasNoTrans, ridge->e, work, inverse);
    latigraph_blas_end();
}
