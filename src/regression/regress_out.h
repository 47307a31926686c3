/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_REGRESS_OUT_H
#define LATIGRAPH_REGRESSION_REGRESS_OUT_H

#include <igraph.h>

/* Regresses columns of values (count, width) on covariates (count, covariates) by least squares
 * over the rows row[0 .. rows − 1], and replaces the values of all rows by their residuals. A
 * column that the covariates determine in the training rows, up to 0.1 % of its SD, leaves 0. All
 * numbers are finite. O(count covariates (width + covariates)). */
igraph_error_t latigraph_regress_out(int rows, const int *row, int count, int covariates,
                                     const double *covariate, int width, double *values);

#endif
