/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_CROSS_H
#define LATIGRAPH_REGRESSION_CROSS_H

#include "circuit/folds.h"

/* Cross-validation of regressions from codes (circuits, width) to a property (circuits), whose
 * entries are NaN where a circuit does not have it. */

/* Lists the circuits with the property that train for fold f, and those that are tested in it; both
 * arrays have space for all circuits. Returns whether the fold is large enough to be scored: at
 * least max(2 width, 20) circuits train, and twice as many as are tested. */
gboolean latigraph_fold_rows(const latigraph_folds_t *folds, int f, int width,
                             const double *property, int *train, int *train_count, int *test,
                             int *test_count);

/* Predictions for circuits by regressions that were fitted without any of their neurons. */
typedef struct {
    int circuits, scored;
    double *value;     /* (circuits) the property; NaN for circuits without a prediction */
    double *predicted; /* (circuits) */
    double *baseline;  /* (circuits) prediction without codes: the mean of the training circuits */
} latigraph_prediction_t;

/* Initialises without predictions. The caller destroys the struct. */
igraph_error_t latigraph_prediction_init(latigraph_prediction_t *prediction, int circuits);
void latigraph_prediction_destroy(latigraph_prediction_t *prediction);
void latigraph_prediction_clear(latigraph_prediction_t *prediction);

/* Returns 1 − Σ w (y − ŷ)² / Σ w (y − ȳ)² with a weight w per circuit (NULL: ones). The result is
 * NaN without predictions, or if the property does not vary. */
double latigraph_prediction_r2(const latigraph_prediction_t *prediction, const double *weight);

/* Fits property ≈ intercept + weightᵀ z to the circuits row[0 .. rows − 1]. `fold` is the fold in
 * which the regression will be tested, −1 for none. */
typedef igraph_error_t latigraph_regression_t(const latigraph_folds_t *folds, int fold, int rows,
                                              const int *row, int width, const double *codes,
                                              const double *property, double *weight,
                                              double *intercept, void *data);

/* Fits the regression to the training circuits of each fold, and predicts the fold. */
igraph_error_t latigraph_cross_validate(const latigraph_folds_t *folds, int width,
                                        const double *codes, const double *property,
                                        latigraph_regression_t *regression, void *data,
                                        latigraph_prediction_t *prediction);

#endif
