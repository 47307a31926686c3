/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_RATE_COVARIANCE_H
#define LATIGRAPH_FUNCTION_RATE_COVARIANCE_H

#include "base/compat.h"

#include <glib.h>
#include <latigraph/covariance.h>
#include <math.h>

/* Computes the stationary covariance Σ (n, n) of x(t) = tanh(W x(t − 1)) + noise · ξ(t), where ξ is
 * white, and the mean gains (n) of the neurons. weight (n, n), row by row: entry [i, j] belongs to
 * the edge i → j. `linear` sets all gains to 1. Errors: IGRAPH_EINVAL if a weight is not finite, or
 * if no covariance is found, IGRAPH_ENOMEM, IGRAPH_INTERRUPTED. O(sweeps edges n), and O(n³) per
 * doubling where sweeps settle slowly. */
igraph_error_t latigraph_rate_covariance(int n, const double *weight, double noise,
                                         igraph_bool_t linear, double *covariance, double *gain);

/* Returns the correlation of two neurons, whose variances are above 0. */
static inline double latigraph_correlation_of(const igraph_matrix_t *covariance, igraph_integer_t i,
                                              igraph_integer_t j) {
    return MATRIX(*covariance, i, j) / sqrt(MATRIX(*covariance, i, i) * MATRIX(*covariance, j, j));
}

/* Sets `size`, which is initialised, to the absolute correlations of all pairs in ascending
 * order. */
igraph_error_t latigraph_sort_correlations(const igraph_matrix_t *covariance,
                                           igraph_vector_t *size);

/* Returns the participation ratio (tr Σ)² / tr Σ² of a symmetric matrix (n, n). */
double latigraph_participation_ratio(int n, const double *covariance);

/* Computes the dimension of latigraph_covariance() alone, without its eigenvalues (covariance.c).
 * The options are not NULL. */
igraph_error_t latigraph_activity_dimension(const latigraph_circuit_t *circuit,
                                            const latigraph_covariance_options_t *options,
                                            double *dimension);

#endif
