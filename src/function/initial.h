/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_INITIAL_H
#define LATIGRAPH_FUNCTION_INITIAL_H

#include "circuit/circuit.h"

#include <latigraph/weights.h>

/* Computes the weights of latigraph_initial_weights() from a similarity (n, n), which is not read
 * for weights by wiring. */
igraph_error_t latigraph_weights_with(const latigraph_circuit_t *circuit,
                                      const latigraph_reservoir_options_t *reservoir,
                                      latigraph_initial_t initial,
                                      const igraph_matrix_t *similarity, igraph_matrix_t *weight);

/* Computes the largest absolute eigenvalue of W. */
igraph_error_t latigraph_weights_radius(const igraph_matrix_t *weight, igraph_real_t *radius);

/* Computes the control of such weights: the circuit rewired at the same degrees. For weights by
 * function alone, the similarities of all pairs are shuffled instead, in place. */
igraph_error_t latigraph_control_weights(const latigraph_circuit_t *circuit,
                                         const latigraph_reservoir_options_t *reservoir,
                                         latigraph_initial_t initial, igraph_matrix_t *similarity,
                                         igraph_matrix_t *weight);

#endif
