/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Principal components of a table with many more columns than rows, by the rows that train.
 *
 * Columns are standardised by the training rows, and covariates regressed out by them. With T
 * training rows Z_T of the standardised table Z, the eigenvectors u of the small matrix Z_T Z_Tᵀ
 * (T, T) give the components: the axis of one is Z_Tᵀ u / √λ, and the scores of all rows are Z Z_Tᵀ
 * u / √λ. So no matrix of columns by columns is needed: O(circuits² columns + T³).
 */
#include "measure/maps.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "regression/regress_out.h"

#include <math.h>

void latigraph_standardise(const latigraph_table_t *table, int rows, const int *row, double *z) {
    const gsize wide = (gsize)table->columns;
    for (gsize k = 0; k < wide; k++) {
        double sum = 0, squares = 0;
        int known = 0;
        for (int i = 0; i < rows; i++) {
            const double x = table->value[(gsize)row[i] * wide + k];
            sum += isfinite(x) ? x : 0;
            known += isfinite(x);
        }
        const double mean = known > 0 ? sum / known : 0;
        for (int i = 0; i < rows; i++) {
            const double x = table->value[(gsize)row[i] * wide + k];
            squares += isfinite(x) ? (x - mean) * (x - mean) : 0;
        }
        const double sd = known > 1 ? sqrt(squares / (known - 1)) : 0;
        const gboolean varies = sd > 1e-9 * fabs(mean);
        for (int c = 0; c < table->circuits; c++) {
            const double x = table->value[(gsize)c * wide + k];
            z[(gsize)c * wide + k] = varies && isfinite(x) ? (x - mean) / sd : 0;
        }
    }
}

/* Sets columns that are not in the mask to 0. */
static void apply_mask(const latigraph_table_t *table, const guchar *mask, double *z) {
    for (int c = 0; c < table->circuits && mask != NULL; c++) {
        for (int k = 0; k < table->columns; k++) {
            if (!mask[k]) {
                z[(gsize)c * (gsize)table->columns + (gsize)k] = 0;
            }
        }
    }
}

/* Work space of one call: N circuits, T training rows, F columns. */
typedef struct {
    double *z;       /* (N, F) */
    double *train;   /* (T, F) */
    double *product; /* (N, T) Z Z_Tᵀ */
    double *small;   /* (T, T), then its eigenvectors as rows */
    double *value;   /* (T) eigenvalues, ascending */
    double *work;    /* (3 T) */
} work_t;

static void work_destroy(work_t *work) {
    g_free(work->z);
    g_free(work->train);
    g_free(work->product);
    g_free(work->small);
    g_free(work->value);
    g_free(work->work);
}

static igraph_error_t work_init(work_t *work, gsize n, gsize t, gsize f) {
    memset(work, 0, sizeof *work);
    IGRAPH_FINALLY(work_destroy, work);
    work->z = g_try_malloc_n(n * f + 1, sizeof *work->z);
    LATIGRAPH_CHECK_MEMORY(work->z);
    work->train = g_try_malloc_n(t * f + 1, sizeof *work->train);
    LATIGRAPH_CHECK_MEMORY(work->train);
    work->product = g_try_malloc_n(n * t + 1, sizeof *work->product);
    LATIGRAPH_CHECK_MEMORY(work->product);
    work->small = g_try_malloc_n(t * t + 1, sizeof *work->small);
    LATIGRAPH_CHECK_MEMORY(work->small);
    work->value = g_try_malloc_n(t + 1, sizeof *work->value);
    LATIGRAPH_CHECK_MEMORY(work->value);
    work->work = g_try_malloc_n(3 * t + 1, sizeof *work->work);
    LATIGRAPH_CHECK_MEMORY(work->work);
    return IGRAPH_SUCCESS;
}

/* Computes the standardised table and its products with the training rows. */
static igraph_error_t multiply(const latigraph_table_t *table, int rows, const int *row,
                               const guchar *mask, work_t *work) {
    const int wide = table->columns;
    latigraph_standardise(table, rows, row, work->z);
    if (table->covariates > 0) {
        IGRAPH_CHECK(latigraph_regress_out(rows, row, table->circuits, table->covariates,
                                           table->covariate, wide, work->z));
    }
    apply_mask(table, mask, work->z);
    for (int i = 0; i < rows; i++) {
        memcpy(work->train + (gsize)i * (gsize)wide, work->z + (gsize)row[i] * (gsize)wide,
               (gsize)wide * sizeof *work->z);
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, table->circuits, rows, wide, 1, work->z,
                wide, work->train, wide, 0, work->product, rows);
    for (int i = 0; i < rows; i++) {
        memcpy(work->small + (gsize)i * (gsize)rows, work->product + (gsize)row[i] * (gsize)rows,
               (gsize)rows * sizeof *work->small);
    }
    if (latigraph_eigen(rows, work->small, work->value, work->work) != 0) {
        IGRAPH_ERROR("The principal components of the maps could not be computed.", IGRAPH_FAILURE);
    }
    return IGRAPH_SUCCESS;
}

/* Counts the components above rounding error. */
static int count_components(const double *value, int rows, int most) {
    int width = 0;
    while (width < most && width < rows &&
           value[rows - 1 - width] > 1e-9 * value[rows - 1] + 1e-12) {
        width++;
    }
    return width;
}

igraph_error_t latigraph_find_scores(const latigraph_table_t *table, int rows, const int *row,
                                     const guchar *mask, int most, latigraph_scores_t *scores,
                                     double *axes) {
    const gsize count = (gsize)table->circuits;
    work_t work;
    scores->score = NULL;
    IGRAPH_CHECK(work_init(&work, count, (gsize)rows, (gsize)table->columns));
    IGRAPH_CHECK(multiply(table, rows, row, mask, &work));
    scores->width = count_components(work.value, rows, most);
    scores->score = g_try_new0(double, count *(gsize)scores->width + 1);
    LATIGRAPH_CHECK_MEMORY(scores->score);
    for (int k = 0; k < scores->width; k++) {
        const double *vector = work.small + (gsize)(rows - 1 - k) * (gsize)rows;
        const double scale = 1 / sqrt(work.value[rows - 1 - k]);
        cblas_dgemv(CblasRowMajor, CblasNoTrans, table->circuits, rows, scale, work.product, rows,
                    vector, 1, 0, scores->score + k, scores->width);
        if (axes != NULL) {
            cblas_dgemv(CblasRowMajor, CblasTrans, rows, table->columns, scale, work.train,
                        table->columns, vector, 1, 0, axes + (gsize)k * (gsize)table->columns, 1);
        }
    }
    work_destroy(&work);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
