/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_PARTIAL_H
#define LATIGRAPH_REGRESSION_PARTIAL_H

#include "regression/cross.h"

/* Partial R² of codes: the information about a property beyond size and density of circuits. */

/* Regresses, for every fold, property and codes on ln n and ln density, and the residuals of the
 * property on the residuals of the codes. All regressions are fitted to the circuits that train for
 * the fold. covariate (circuits, 2) holds ln n and ln density, NaN if they are not known. `plain`
 * gets the predictions from size and density alone, `partial` those with the codes added. The R² of
 * `partial` is 1 − (1 − R² with codes, size and density) / (1 − R² with size and density). The
 * caller has initialised both. */
igraph_error_t latigraph_partial_validate(const latigraph_folds_t *folds, int width,
                                          const double *codes, const double *property,
                                          const double *covariate, latigraph_prediction_t *plain,
                                          latigraph_prediction_t *partial);

#endif
