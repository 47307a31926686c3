/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_CROSS_H
#define LATIGRAPH_REGRESSION_CROSS_H

#include "circuit/folds.h"

/* Cross-validation of regressions from codes (circuits, width) to a property (circuits). An entry
 * of the property is NaN if the circuit does not have it. */

/* Circuits of one fold that have the property. Both arrays have space for all circuits. */
typedef struct {
    int trains, tests; /* number of circuits in each array */
    int *train;        /* circuits that share no neuron with the fold */
    int *test;         /* circuits of the fold */
} latigraph_fold_rows_t;

/* Lists the circuits with the property that train for fold f, and those that are tested in it.
 * Returns whether the fold is large enough to be scored: at least max(2 width, 20) circuits train,
 * and twice as many as are tested. O(circuits). */
gboolean latigraph_fold_rows(const latigraph_folds_t *folds, int f, int width,
                             const double *property, latigraph_fold_rows_t *rows);

/* Predictions for circuits by regressions that were fitted without any of their neurons. */
typedef struct {
    int circuits;      /* number of all circuits */
    int scored;        /* number of circuits with a prediction */
    double *value;     /* (circuits) the property; NaN for circuits without a prediction */
    double *predicted; /* (circuits) prediction from the codes */
    double *baseline;  /* (circuits) prediction without codes: the mean of the training circuits */
} latigraph_prediction_t;

/* Initialises without predictions. The caller destroys the struct. */
igraph_error_t latigraph_prediction_init(latigraph_prediction_t *prediction, int circuits);
/* Frees the arrays. */
void latigraph_prediction_destroy(latigraph_prediction_t *prediction);
/* Forgets all predictions and keeps the memory. */
void latigraph_prediction_clear(latigraph_prediction_t *prediction);

/* Returns 1 − Σ w (y − ŷ)² / Σ w (y − ȳ)² with a weight w per circuit (NULL: ones). The result is
 * NaN without predictions, or if the property does not vary. */
double latigraph_prediction_r2(const latigraph_prediction_t *prediction, const double *weight);

/* Returns the same with the mean of the circuits that have a prediction in place of the baseline.
 * It is lower, the more the property differs between these and the training circuits. */
double latigraph_prediction_r2_within(const latigraph_prediction_t *prediction);

/* Circuits that a regression is fitted to, with their codes and the property. */
typedef struct {
    int rows;               /* number of circuits to fit to */
    const int *row;         /* (rows) their indices among all circuits; each has the property */
    int width;              /* dimensions of a code */
    const double *codes;    /* (circuits, width) */
    const double *property; /* (circuits) */
} latigraph_sample_t;

/* Fits property ≈ intercept + weightᵀ z to the circuits of the sample: weight (width). `fold` is
 * the fold in which the regression will be tested, −1 for none. */
typedef igraph_error_t latigraph_regression_t(const latigraph_sample_t *sample,
                                              const latigraph_folds_t *folds, int fold,
                                              double *weight, double *intercept, void *data);

/* Fits the regression to the training circuits of each fold, and predicts the fold. Earlier
 * predictions are forgotten; folds that latigraph_fold_rows() finds too small get none. `data` is
 * passed to the regression. Takes the time of one regression per fold. */
igraph_error_t latigraph_cross_validate(const latigraph_folds_t *folds, int width,
                                        const double *codes, const double *property,
                                        latigraph_regression_t *regression, void *data,
                                        latigraph_prediction_t *prediction);

#endif
