/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_EXTRAPOLATE_H
#define LATIGRAPH_GENERATE_EXTRAPOLATE_H

#include "model/model.h"

#include <latigraph/generate.h>

/* What a model says of circuits larger than those it was fitted to (doc/scale.md, "Generating large
 * circuits"): beyond the distances R that were fitted the kernel has a factor e^(−(d² − R²)/2s²), s
 * its widest width, a neuron counts as the centre of what is around it, and rates have a common
 * factor. */

typedef struct {
    double squared;    /* of the largest distance that was fitted, in length scales; INFINITY: all
                          distances count as fitted */
    double log_factor; /* ln of what all rates are multiplied by */
} latigraph_reach_t;

/* Is a circuit of n neurons larger than those of the fit, by more than a tenth? */
gboolean latigraph_is_beyond(const latigraph_model_t *model, int n);
/* How rates are extrapolated to n neurons; nothing changes in circuits that are not beyond the fit.
 */
latigraph_reach_t latigraph_reach_of(const latigraph_model_t *model, int n,
                                     latigraph_density_t density);
/* Sets the lateral coordinates among the conditions to the centre, in circuits beyond the fit. */
void latigraph_centre_conditions(const latigraph_model_t *model, latigraph_example_t *example);

/* Fills the rates of all pairs as they are extrapolated; positions (n, 3): scratch. O(n² r). Runs
 * in worker threads. */
void latigraph_extrapolate_rates(const latigraph_model_t *model, const latigraph_example_t *example,
                                 latigraph_reach_t reach, float *positions,
                                 latigraph_rates_t *rates);

#endif
