/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Linear readouts by ridge regression, with the penalty of each target by generalised
 * cross-validation.
 *
 * The scatter matrix of the states is decomposed once. Every penalty of every target then costs
 * O(n), because ridge regression is diagonal along the eigenvectors. */

#include "function/readout.h"

#include "base/lapack.h"

#include <math.h>
#include <string.h>

static const double LEAST_PENALTY = 1e-10; /* smallest penalty, as a share of the mean eigenvalue */

size_t latigraph_readout_work_size(int n, int targets) {
    const size_t size = (size_t)n;
    return 2 * size + size * size + size * (size_t)targets + latigraph_symmetric_work_size(n);
}

void latigraph_readout_place(latigraph_readout_t *readout, int n, int targets, double *scratch,
                             blasint *integers) {
    const size_t size = (size_t)n;
    readout->n = n;
    readout->mean = scratch;
    readout->value = scratch + size;
    readout->vector = readout->value + size;
    readout->along = readout->vector + size * size;
    readout->work = readout->along + size * (size_t)targets;
    readout->integers = integers;
}

/* Subtracts the column means of the first `rows` rows from all rows. */
static void centre(int rows, int all, int columns, double *x, double *mean) {
    memset(mean, 0, (size_t)columns * sizeof *mean);
    for (int t = 0; t < rows; t++) {
        cblas_daxpy(columns, 1.0 / rows, x + (size_t)t * (size_t)columns, 1, mean, 1);
    }
    for (int t = 0; t < all; t++) {
        cblas_daxpy(columns, -1, mean, 1, x + (size_t)t * (size_t)columns, 1);
    }
}

int latigraph_readout_states(latigraph_readout_t *readout, int rows, int more, double *x) {
    const int n = readout->n;
    readout->rows = rows;
    centre(rows, rows + more, n, x, readout->mean);
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, n, rows, 1, x, n, 0, readout->vector, n);
    return latigraph_symmetric(n, readout->vector, readout->value, readout->work,
                               readout->integers);
}

/* Returns the generalised cross-validation error of a ridge regression: Σ (y − ŷ)² over the squared
 * residual degrees of freedom. `squares` is the target's sum of squares. c (n, `stride` apart) is
 * its product with the states along the eigenvectors. Directions without variance contribute
 * nothing. */
static double validation_error(const latigraph_readout_t *readout, const double *c, int stride,
                               double squares, double penalty) {
    double left = squares, freedom = 1;
    for (int i = 0; i < readout->n; i++) {
        const double value = fmax(readout->value[i], 0), sum = value + penalty;
        const double along = c[(size_t)i * (size_t)stride];
        left -= along * along * (value + 2 * penalty) / (sum * sum);
        freedom += value / sum;
    }
    const double spare = readout->rows - freedom;
    return fmax(left, 1e-15 * squares) / (spare * spare);
}

static double choose_penalty(const latigraph_readout_t *readout, const double *c, int stride,
                             double squares) {
    double mean = 0, best = 0, least = INFINITY;
    for (int i = 0; i < readout->n; i++) {
        mean += fmax(readout->value[i], 0) / readout->n;
    }
    double penalty = LEAST_PENALTY * (mean > 0 ? mean : 1);
    for (int k = 0; k < LATIGRAPH_PENALTIES; k++, penalty *= 10) {
        const double error = validation_error(readout, c, stride, squares, penalty);
        if (error < least) {
            least = error;
            best = penalty;
        }
    }
    return best;
}

void latigraph_readout_fit(latigraph_readout_t *readout, int targets, const double *x, double *y,
                           double *weight, double *intercept) {
    const int n = readout->n, rows = readout->rows;
    centre(rows, rows, targets, y, intercept);
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, targets, rows, 1, x, n, y, targets, 0,
                weight, targets);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, targets, n, 1, readout->vector, n,
                weight, targets, 0, readout->along, targets);
    for (int k = 0; k < targets; k++) {
        double *c = readout->along + k;
        const double squares = cblas_ddot(rows, y + k, targets, y + k, targets);
        const double penalty = choose_penalty(readout, c, targets, squares);
        for (int i = 0; i < n; i++) {
            c[(size_t)i * (size_t)targets] /= fmax(readout->value[i], 0) + penalty;
        }
    }
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, targets, n, 1, readout->vector, n,
                readout->along, targets, 0, weight, targets);
}
