/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Linear discriminant analysis of several groups.
 *
 * All groups share one covariance S, the mean of the squared deviations from their own means. A
 * ridge that follows its trace keeps it invertible where there are more columns than rows. With S =
 * L Lᵀ, the weights of a group are S⁻¹ m, by two triangular solves for all groups at once. One
 * struct serves many fits, because permutation tests need thousands of small ones.
 */
#include "regression/lda.h"

#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>

static const double RIDGE = 0.1;

void latigraph_lda_destroy(latigraph_lda_t *lda) {
    g_free(lda->block);
    g_free(lda->count);
    memset(lda, 0, sizeof *lda);
}

igraph_error_t latigraph_lda_init(latigraph_lda_t *lda, int groups, int width) {
    const gsize g = (gsize)groups, k = (gsize)width;
    *lda = (latigraph_lda_t){.groups = groups};
    lda->block = g_try_new0(double, 2 * g * k + g + k * k + k + 1);
    lda->count = g_try_new0(int, g + 1);
    if (lda->block == NULL || lda->count == NULL) {
        latigraph_lda_destroy(lda);
        IGRAPH_ERROR("Not enough memory for a discriminant.", IGRAPH_ENOMEM);
    }
    lda->mean = lda->block;
    lda->weight = lda->mean + g * k;
    lda->offset = lda->weight + g * k;
    lda->scatter = lda->offset + g;
    lda->deviation = lda->scatter + k * k;
    return IGRAPH_SUCCESS;
}

static void find_means(latigraph_lda_t *lda, int rows, const int *row, const int *label,
                       const double *values, int stride) {
    const int width = lda->width;
    memset(lda->mean, 0, sizeof *lda->mean * (gsize)lda->groups * (gsize)width);
    memset(lda->count, 0, sizeof *lda->count * (gsize)lda->groups);
    for (int i = 0; i < rows; i++) {
        const int g = label[row[i]];
        lda->count[g]++;
        cblas_daxpy(width, 1, values + (gsize)row[i] * (gsize)stride, 1,
                    lda->mean + (gsize)g * (gsize)width, 1);
    }
    for (int g = 0; g < lda->groups; g++) {
        cblas_dscal(width, 1.0 / MAX(lda->count[g], 1), lda->mean + (gsize)g * (gsize)width, 1);
    }
}

/* Fills the lower triangle of the covariance within groups, with its ridge. */
static void find_scatter(latigraph_lda_t *lda, int rows, const int *row, const int *label,
                         const double *values, int stride) {
    const int width = lda->width;
    double trace = 0;
    memset(lda->scatter, 0, sizeof *lda->scatter * (gsize)width * (gsize)width);
    for (int i = 0; i < rows && width > 0; i++) {
        const double *mean = lda->mean + (gsize)label[row[i]] * (gsize)width;
        const double *value = values + (gsize)row[i] * (gsize)stride;
        for (int k = 0; k < width; k++) {
            lda->deviation[k] = value[k] - mean[k];
        }
        cblas_dsyr(CblasRowMajor, CblasLower, width, 1.0 / MAX(rows - lda->groups, 1),
                   lda->deviation, 1, lda->scatter, width);
    }
    for (int k = 0; k < width; k++) {
        trace += lda->scatter[k * (width + 1)];
    }
    /* Values that do not vary within groups need a ridge of some size. */
    const double ridge = trace > 0 ? RIDGE * trace / width : 1;
    for (int k = 0; k < width; k++) {
        lda->scatter[k * (width + 1)] += ridge;
    }
}

void latigraph_lda_fit(latigraph_lda_t *lda, int rows, const int *row, const int *label, int width,
                       const double *values, int stride) {
    lda->width = width;
    find_means(lda, rows, row, label, values, stride);
    find_scatter(lda, rows, row, label, values, stride);
    const gboolean good = width > 0 && latigraph_cholesky(width, lda->scatter) == 0;
    for (int g = 0; g < lda->groups; g++) {
        const double *mean = lda->mean + (gsize)g * (gsize)width;
        double *weight = lda->weight + (gsize)g * (gsize)width;
        memset(weight, 0, sizeof *weight * (gsize)width);
        lda->offset[g] = lda->count[g] > 0 ? 0 : -INFINITY;
        if (good && lda->count[g] > 0) {
            memcpy(weight, mean, sizeof *weight * (gsize)width);
            latigraph_cholesky_solve(width, lda->scatter, weight, 1);
            lda->offset[g] = -0.5 * cblas_ddot(width, weight, 1, mean, 1);
        }
    }
}

double latigraph_lda_score(const latigraph_lda_t *lda, int group, const double *point) {
    return lda->offset[group] +
           cblas_ddot(lda->width, lda->weight + (gsize)group * (gsize)lda->width, 1, point, 1);
}

int latigraph_lda_classify(const latigraph_lda_t *lda, const double *point) {
    int best = 0;
    double most = -INFINITY;
    for (int g = 0; g < lda->groups; g++) {
        const double score = latigraph_lda_score(lda, g, point);
        if (score > most) {
            most = score;
            best = g;
        }
    }
    return best;
}
