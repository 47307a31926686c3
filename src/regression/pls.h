/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_PLS_H
#define LATIGRAPH_REGRESSION_PLS_H

#include "regression/cross.h"

/* Partial least squares of a property on standardised codes (SIMPLS: de Jong, Chemom. Intell. Lab.
 * Syst. 18:251, 1993; with one response it equals PLS1 of NIPALS). Each component is the direction
 * of greatest covariance with the property whose scores are uncorrelated with those of earlier
 * components. */

/* Largest number of components that is tried. */
enum { LATIGRAPH_PLS_MOST = 12 };

/* Fits regressions of 1, 2, ... `most` components to the circuits of the sample: weight (most,
 * width), intercept (most). *found gets the number of regressions, which is smaller than `most` if
 * the codes or the residual of the property have no more dimensions (0 if the property does not
 * vary). O(rows · width² + most · width²). */
igraph_error_t latigraph_pls_path(const latigraph_sample_t *sample, int most, double *weight,
                                  double *intercept, int *found);

/* Fits the regression with the number of components that predicts best in an inner
 * cross-validation among the circuits of the sample: circuits of a fold are predicted from those
 * that share no neuron with it. The number is 1 if no fold has enough circuits. `data` is an int *
 * that gets the number of components, or NULL. */
latigraph_regression_t latigraph_pls_rows;

#endif
