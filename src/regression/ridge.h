/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_RIDGE_H
#define LATIGRAPH_REGRESSION_RIDGE_H

#include "regression/cross.h"

/* Ridge regression of a property on codes: property ≈ intercept + weightᵀ z, penalty 3 on the
 * weights of standardised codes, none on the intercept (Hoerl and Kennard, Technometrics 12:55,
 * 1970). codes (count, width); rows whose property is not finite are left out. weight (width).
 * Returns IGRAPH_EINVAL if fewer than 2 rows are left. */
igraph_error_t latigraph_ridge(int count, int width, const double *codes, const double *property,
                               double *weight, double *intercept);

/* Does the same for the circuits of the sample, at least 2. Folds and `data` are not used. */
latigraph_regression_t latigraph_ridge_rows;

/* Cross-validated score of ridge regression on circuits of other neurons. */
typedef struct {
    double r2; /* pooled over folds: 1 − Σ (y − ŷ)² / Σ (y − ȳ)², where ŷ and ȳ come from the
                  training circuits of y's fold */
    double p;        /* (1 + #{permuted R² ≥ R²}) / (1 + permutations) */
    double shuffled; /* mean R² over permutations of the property over circuits */
    int scored;      /* number of circuits scored; without any, the fields above are NaN */
} latigraph_score_t;

/* Scores ridge regression. Folds that latigraph_fold_rows() finds too small are left out. */
igraph_error_t latigraph_ridge_score(int width, const double *codes, const double *property,
                                     const latigraph_folds_t *folds, int permutations,
                                     igraph_uint_t seed, latigraph_score_t *score);

#endif
