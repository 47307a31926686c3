/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_EXTRAPOLATE_H
#define LATIGRAPH_GENERATE_EXTRAPOLATE_H

#include "model/model.h"

#include <latigraph/generate.h>

/* Rates of circuits larger than those of the fit. Beyond the fitted distance R the kernel has a
 * factor e^(−(d² − R²)/2s²), where s is its widest width. Lateral coordinates are set to the
 * centre, and all rates have a common factor (extrapolate.c). */

typedef struct {
    double squared;      /* square of the largest fitted distance R, in length scales; INFINITY: no
                            limit */
    double log_factor;   /* ln of the common factor on all rates */
    const real_t *decay; /* (3) decays of the kernel, or NULL for the fixed ones (model/kernel.h) */
} latigraph_reach_t;

/* Returns whether a circuit of n neurons is more than a tenth larger than the largest training
 * circuit. */
gboolean latigraph_is_beyond(const latigraph_model_t *model, int n);
/* Returns whether n is within the sizes of the training circuits, give or take a tenth. Codes
 * describe the statistics of circuits of these sizes only, so only these are steered to them. */
gboolean latigraph_code_describes(const latigraph_model_t *model, int n);
/* Returns the fitted distance and the common factor for n neurons. Circuits within the fitted sizes
 * get no limit and the factor 1. */
latigraph_reach_t latigraph_reach_of(const latigraph_model_t *model, int n,
                                     latigraph_density_t density);
/* Sets the lateral coordinates among the conditions to the centre. Circuits within the fitted sizes
 * stay unchanged. */
void latigraph_centre_conditions(const latigraph_model_t *model, latigraph_example_t *example);

/* Fills in the extrapolated rates of all pairs. `positions` (n, 3) is scratch. Runs in worker
 * threads. O(n² r). */
void latigraph_extrapolate_rates(const latigraph_model_t *model, const latigraph_example_t *example,
                                 latigraph_reach_t reach, float *positions,
                                 latigraph_rates_t *rates);

#endif
