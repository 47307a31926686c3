/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_PARTIAL_H
#define LATIGRAPH_REGRESSION_PARTIAL_H

#include "regression/cross.h"

/* Partial R² of codes: the information about a property beyond size and density of circuits. */

/* For every fold, property and codes are regressed on ln n and ln density by least squares on the
 * circuits that train for it; residuals of the property are regressed on residuals of the
 * codes (ridge, as latigraph_ridge()) and predicted in the fold. `plain` gets the predictions from
 * size and density alone, `partial` those of the residuals: its R² is the partial one, 1 − (1 −
 * R² with codes, size and density) / (1 − R² with size and density). The caller has initialised
 * both. */
igraph_error_t latigraph_partial_validate(const latigraph_folds_t *folds, int width,
                                          const double *codes, const double *property,
                                          const double *covariate, latigraph_prediction_t *plain,
                                          latigraph_prediction_t *partial);

#endif
