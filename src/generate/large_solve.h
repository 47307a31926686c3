/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_LARGE_SOLVE_H
#define LATIGRAPH_GENERATE_LARGE_SOLVE_H

#include "generate/large_layer.h"

/* Finds the θ at which the mean statistics of drawings take the target values, by stochastic
 * approximation (large_solve.c). The search starts from the given solution; all 0 is the trained
 * model. solution->expected gets the mean statistics of drawings at θ, NaN beyond the count of the
 * targets, and `error` their standard errors. Without targets of positive weight, θ stays and its
 * statistics are measured. If the layer may, the search gives it drawn gains where it needs them,
 * or at once if the given solution has their variances. On return the layer is at θ. The drawings
 * depend on (seed, index) alone. Raises IGRAPH_ENOMEM or IGRAPH_INTERRUPTED. O(drawings (n r + m
 * √m)). */
igraph_error_t latigraph_large_solve(latigraph_large_layer_t *layer,
                                     const latigraph_target_statistics_t *targets, guint64 seed,
                                     guint64 index, int threads, latigraph_solution_t *solution,
                                     double error[LATIGRAPH_STATISTICS_MAX]);

#endif
