/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Residuals of values that were regressed on covariates, inside a fold of a cross-validation.
 *
 * The covariates are centred and made orthogonal over the training rows (Gram and Schmidt), so that
 * a fit is one slope per covariate, and a covariate that the earlier ones determine gets slope 0.
 * The test rows go through the same transformation and the same slopes. A regression of all rows
 * would let the test rows into their own residuals.
 *
 * What remains of a column that the covariates determine is rounding error. A classifier that
 * standardises its columns would blow it up, so it counts as 0.
 */
#include "regression/regress_out.h"

#include "base/memory.h"

#include <math.h>

/* Least share of the SD of a column that regression must leave, as in partial.c. */
static const double LEFT_MIN = 1e-3;

/* Columns of a matrix (count, width), and the rows that train. */
typedef struct {
    int rows, count;
    const int *row;
} training_t;

static double sum_squares(const training_t *training, const double *column, gsize stride) {
    double squares = 0;
    for (int i = 0; i < training->rows; i++) {
        const double x = column[(gsize)training->row[i] * stride];
        squares += x * x;
    }
    return squares;
}

/* Subtracts the mean of the training rows from a column; returns their sum of squares. */
static double centre(const training_t *training, double *column, gsize stride) {
    double mean = 0;
    for (int i = 0; i < training->rows; i++) {
        mean += column[(gsize)training->row[i] * stride] / training->rows;
    }
    for (int c = 0; c < training->count; c++) {
        column[(gsize)c * stride] -= mean;
    }
    return sum_squares(training, column, stride);
}

/* Takes the projection on a column of the basis (stride `wide`) out of another column. */
static void project_out(const training_t *training, const double *basis, gsize wide, double squares,
                        double *column, gsize stride) {
    double with = 0;
    for (int i = 0; i < training->rows; i++) {
        const gsize c = (gsize)training->row[i];
        with += basis[c * wide] * column[c * stride];
    }
    for (gsize c = 0; c < (gsize)training->count; c++) {
        column[c * stride] -= with / squares * basis[c * wide];
    }
}

/* Makes the columns of the basis orthogonal. squared[k] is 0 for one that adds nothing. */
static void make_orthogonal(const training_t *training, gsize width, double *basis,
                            double *squared) {
    for (gsize k = 0; k < width; k++) {
        const double all = centre(training, basis + k, width);
        for (gsize j = 0; j < k; j++) {
            if (squared[j] > 0) {
                project_out(training, basis + j, width, squared[j], basis + k, width);
            }
        }
        squared[k] = sum_squares(training, basis + k, width);
        squared[k] = squared[k] > 1e-10 * all && all > 1e-12 * training->rows ? squared[k] : 0;
    }
}

/* Replaces a column by its residuals. */
static void leave(const training_t *training, gsize covariates, const double *basis,
                  const double *squared, double *column, gsize stride) {
    const double all = centre(training, column, stride);
    for (gsize k = 0; k < covariates; k++) {
        if (squared[k] > 0) {
            project_out(training, basis + k, covariates, squared[k], column, stride);
        }
    }
    if (!(sum_squares(training, column, stride) > LEFT_MIN * LEFT_MIN * all)) {
        for (int c = 0; c < training->count; c++) {
            column[(gsize)c * stride] = 0;
        }
    }
}

igraph_error_t latigraph_regress_out(int rows, const int *row, int count, int covariates,
                                     const double *covariate, int width, double *values) {
    const training_t training = {rows, count, row};
    double *basis, *squared;
    LATIGRAPH_ALLOCATE(basis, (gsize)count * (gsize)covariates);
    LATIGRAPH_ALLOCATE(squared, covariates);
    memcpy(basis, covariate, (gsize)count * (gsize)covariates * sizeof *basis);
    make_orthogonal(&training, (gsize)covariates, basis, squared);
    for (int k = 0; k < width; k++) {
        leave(&training, (gsize)covariates, basis, squared, values + k, (gsize)width);
    }
    g_free(squared);
    g_free(basis);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
