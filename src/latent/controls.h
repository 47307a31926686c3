/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_CONTROLS_H
#define LATIGRAPH_LATENT_CONTROLS_H

#include "circuit/folds.h"
#include "regression/discriminant.h"

/* Smallest number of circuits of each set that train for a fold. */
enum { LATIGRAPH_TRAIN_MIN = 8 };

/* Lists the circuits that train for fold f, and which of them are of the second set. second
 * (circuits), train (circuits), label (circuits). Returns their number, or 0 if fewer than 8 of
 * either set train. */
int latigraph_list_training(const latigraph_folds_t *folds, const guchar *second, int f, int *train,
                            guchar *label);

/* Values (circuits, width) of two sets, to be scored by cross-validation. second[c] is 1 if circuit
 * c is of the second set. */
typedef struct {
    const latigraph_folds_t *folds;
    const guchar *second;
    int width;
    const double *values;
    int covariates; /* 0: none are regressed out */
    const double *covariate;
} latigraph_control_t;

/* Scores every circuit by a discriminant that saw none of its neurons, and sorts the scores.
 * Covariates are regressed out by the circuits that train. ranked (circuits) gets *scored entries.
 */
igraph_error_t latigraph_control_scores(const latigraph_control_t *control,
                                        latigraph_ranked_t *ranked, int *scored);

#endif
