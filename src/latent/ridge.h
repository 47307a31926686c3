/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_RIDGE_H
#define LATIGRAPH_LATENT_RIDGE_H

#include "circuit/folds.h"

/* Ridge regression of a property on codes: property ≈ intercept + weightᵀ z, penalty 3 on the
 * weights of standardised codes, none on the intercept (Hoerl and Kennard, Technometrics 12:55,
 * 1970). codes (count, width); rows whose property is not finite are left out. weight (width).
 * Returns IGRAPH_EINVAL if fewer than 2 rows are left. */
igraph_error_t latigraph_ridge(int count, int width, const double *codes, const double *property,
                               double *weight, double *intercept);

/* Cross-validated R² over folds, pooled: 1 − Σ (y − ŷ)² / Σ (y − ȳ)², where ŷ and ȳ come from the
 * training circuits of y's fold; and its p-value (1 + #{permuted R² ≥ R²}) / (1 + permutations)
 * under permutations of the property over circuits. Folds with fewer than max(2 width, 20) training
 * circuits, or fewer than twice as many as they have themselves, are not scored. *scored gets the
 * circuits scored; with none, r2 and p are NaN. */
igraph_error_t latigraph_ridge_score(int width, const double *codes, const double *property,
                                     const latigraph_folds_t *folds, int permutations,
                                     igraph_uint_t seed, double *r2, double *p, int *scored);

#endif
