/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_COVARIANCE_H
#define LATIGRAPH_COVARIANCE_H

#include <latigraph/function.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_covariance Covariance of activity from wiring
 *
 * A circuit of n neurons is the recurrent network
 *
 *     x(t) = tanh(W x(t − 1)) + noise ξ(t)
 *
 * where ξ is white and W are the weights of \ref latigraph_reservoir_weights(). The covariance Σ of
 * x follows from W without simulation: tanh is replaced by the gain G_i = E tanh'(h_i) of each
 * neuron for its Gaussian input h_i, whose variance follows from Σ. It holds where activity has the
 * mean 0, that is, below spectral radius 1.
 */

/** Options of \ref latigraph_covariance(). */
typedef struct {
    latigraph_reservoir_options_t reservoir; /**< weights, types, inhibitory, radius, gain and seed
                                                  say what W is; the rest is not used */
    igraph_real_t noise;  /**< SD of the noise that each neuron gets at each step */
    igraph_bool_t linear; /**< all gains are 1, as if activity were small */
} latigraph_covariance_options_t;

LATIGRAPH_EXPORT void latigraph_covariance_options_init(latigraph_covariance_options_t *options);

/** Activity of a circuit of n neurons. */
typedef struct {
    igraph_matrix_t covariance;  /**< (n, n) Σ */
    igraph_vector_t gain;        /**< (n) mean slope of tanh at the inputs of each neuron */
    igraph_vector_t eigenvalues; /**< (n) of Σ, in descending order */
    igraph_vector_t pattern;   /**< (n) eigenvector of the first, with a sum that is not negative */
    igraph_real_t dimension;   /**< participation ratio (tr Σ)² / tr Σ² */
    igraph_real_t radius;      /**< spectral radius of W */
    igraph_real_t connected;   /**< mean correlation of the pairs with an edge; NaN without */
    igraph_real_t unconnected; /**< the same of all other pairs */
} latigraph_covariance_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_covariance_init(latigraph_covariance_t *result);
LATIGRAPH_EXPORT void latigraph_covariance_destroy(latigraph_covariance_t *result);

/** Computes the covariance of the activity of a circuit from its wiring. */
LATIGRAPH_EXPORT igraph_error_t latigraph_covariance(const latigraph_circuit_t *circuit,
                                                     const latigraph_covariance_options_t *options,
                                                     latigraph_covariance_t *result);

/** Makes the graph of the strongest correlations, with the vertices of the circuit. */
LATIGRAPH_EXPORT igraph_error_t latigraph_correlation_graph(const latigraph_circuit_t *circuit,
                                                            const igraph_matrix_t *covariance,
                                                            igraph_real_t density, igraph_t *graph);

LATIGRAPH_END_C

#endif
