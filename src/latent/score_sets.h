/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_SCORE_SETS_H
#define LATIGRAPH_LATENT_SCORE_SETS_H

#include "circuit/circuit.h"

#include <latigraph/directions.h>

/* The sets of one call, one after the other. N circuits, S sets, D dimensions of the code, V
 * covariates. */
typedef struct {
    const latigraph_model_t *model;
    const latigraph_directions_options_t *options;
    latigraph_circuit_list_t all; /* (N) borrows the circuits, set by set */
    int sets;
    int *begins;       /* (S + 1) where each set begins */
    double *codes;     /* (N, D) */
    int covariates;    /* V */
    double *covariate; /* (N, V) size, density and perhaps mean strength, as logarithms */
} latigraph_scored_sets_t;

/* Number of folds, and of resamples for standard errors. */
enum { LATIGRAPH_SET_FOLDS = 5, LATIGRAPH_SET_RESAMPLES = 1000 };

/* separate_sets.c: separates all sets by a discriminant of their codes, and fills the accuracies
 * and the confusion. They stay NaN if a set has too few circuits, or no fold has enough circuits
 * of every set to train on. */
igraph_error_t latigraph_separate_sets(const latigraph_scored_sets_t *sets,
                                       latigraph_set_scores_t *scores);

/* score_sets_result.c: empties a result that is initialised. */
void latigraph_set_scores_clear(latigraph_set_scores_t *scores);

#endif
