/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FACTORS_CHOOSE_H
#define LATIGRAPH_FACTORS_CHOOSE_H

#include "factors/cp.h"

/* Fits of one number of factors. */
typedef struct {
    latigraph_cp_t *start; /* (starts) the best fit is moved to the first place */
    int starts;
} latigraph_trial_t;

/* Fits `rank` factors from all starts and puts the best one first. The trial is on the FINALLY
 * stack as one entry. O(sweeps starts P T W R). */
igraph_error_t latigraph_trial_init(latigraph_trial_t *trial, const latigraph_tensor_t *tensor,
                                    int rank, const latigraph_factors_options_t *options);
void latigraph_trial_destroy(latigraph_trial_t *trial);

/* Gets the mean match of all pairs of starts; NaN if there is one start. */
igraph_error_t latigraph_trial_match(const latigraph_trial_t *trial,
                                     const latigraph_tensor_t *tensor, double *match);

/* Gets the share that is explained at neurons that were left out; NaN if there is one animal. It is
 * the mean of five folds. Each animal lacks a fifth of its neurons per fold, and fits begin at the
 * best start. */
igraph_error_t latigraph_trial_held_out(const latigraph_trial_t *trial,
                                        const latigraph_tensor_t *tensor,
                                        const latigraph_factors_options_t *options, double *share);

/* Explained share of the sum of squares. The error of a perfect fit may round to less than 0. */
static inline double latigraph_cp_explained(const latigraph_cp_t *cp) {
    return cp->norm > 0 ? 1 - MAX(cp->error, 0) / cp->norm : 0;
}

#endif
