/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_PLS_H
#define LATIGRAPH_REGRESSION_PLS_H

#include "regression/cross.h"

/* Partial least squares of a property on codes (SIMPLS: de Jong, Chemom. Intell. Lab. Syst. 18:251,
 * 1993; with one response it is NIPALS' PLS1), on standardised codes. Components are the directions
 * of greatest covariance with the property, each uncorrelated with those before. */

/* Largest number of components that is tried. */
enum { LATIGRAPH_PLS_MOST = 12 };

/* Fits regressions of 1, 2, ... `most` components to the circuits row[0 .. rows − 1]: weight (most,
 * width), intercept (most). *found gets the number of regressions, which is smaller than `most` if
 * the codes or the residual of the property have no more dimensions (0 if the property does not
 * vary). */
igraph_error_t latigraph_pls_path(int rows, const int *row, int width, const double *codes,
                                  const double *property, int most, double *weight,
                                  double *intercept, int *found);

/* Fits the regression with the number of components that predicts best in an inner
 * cross-validation among the given circuits: circuits of a fold are predicted from those that share
 * no neuron with it. The number is 1 if that is not possible. `data` is an int * that gets the
 * number of components, or NULL. */
latigraph_regression_t latigraph_pls_rows;

#endif
