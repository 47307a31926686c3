/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_TILT_H
#define LATIGRAPH_SURROGATE_TILT_H

#include "surrogate/state.h"

/* Finds the multipliers for which the mean of each tilted statistic is the circuit's, sets them in
 * the state, and goes back to the circuit. `run` numbers the random numbers. `tilted` gets one
 * entry per statistic. No further run begins that would take more than `most` steps in all; the
 * first 1,350 or so per edge are always taken. If no multipliers are found, the last ones stay,
 * and a mean is more than two standard errors from its target. Raises IGRAPH_ENOMEM
 * or IGRAPH_INTERRUPTED. */
igraph_error_t latigraph_tilt_fit(latigraph_state_t *state, guint64 seed, guint64 run, double most,
                                  latigraph_tilted_t *tilted);

/* Returns whether the mean is within two standard errors of the target. */
gboolean latigraph_tilt_is_met(const latigraph_tilted_t *tilted);

#endif
