/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_NETWORK_H
#define LATIGRAPH_FUNCTION_NETWORK_H

#include "circuit/circuit.h"

#include <latigraph/function.h>

/* A circuit as S echo-state networks with different random numbers (Jaeger, GMD report 148, 2001):
 *
 *     x(t) = (1 − leak_rate) x(t − 1) + leak_rate tanh(W x(t − 1) + U u(t) + b)
 *
 * x is 0 before the first step, and W[j][i] is the weight of the edge i → j. Networks are plain
 * arrays for worker threads. */

enum { LATIGRAPH_CHANNELS = 3 }; /* largest number of input channels */

typedef struct {
    int n, m, seeds; /* neurons, edges, S */
    int *from, *to;  /* (m) in the order of the circuit's edges */
    double *weight;  /* (m, S) */
    double *input;   /* (n, channels, S) U */
    double *bias;    /* (n, S) b */
    double leak_rate;
    gboolean linear;  /* no tanh: delay lines */
    gboolean defined; /* FALSE if the circuit has no recurrence to scale to a spectral radius */
} latigraph_network_t;

/* Creates the unscaled weights, on the calling thread. On success the caller destroys the network.
 */
igraph_error_t latigraph_network_init(latigraph_network_t *network,
                                      const latigraph_circuit_t *circuit,
                                      const latigraph_reservoir_options_t *options);
void latigraph_network_destroy(latigraph_network_t *network);

/* Determines the sign of every neuron, +1 or −1 (Dale's principle), into sign (n). Neurons of
 * unknown type have +1. */
igraph_error_t latigraph_network_signs(const latigraph_circuit_t *circuit,
                                       const latigraph_reservoir_options_t *options, double *sign);

/* Returns the largest absolute eigenvalue of W for one seed. `work` holds
 * latigraph_radius_work_size(n) numbers. */
double latigraph_network_radius(const latigraph_network_t *network, int seed, double *work);
size_t latigraph_radius_work_size(int n);

/* Multiplies the weights of one seed by a factor. */
void latigraph_network_scale(latigraph_network_t *network, int seed, double factor);

/* Creates n linear neurons that pass the input on, one line per channel: x_i(t) = x_{i −
 * channels}(t − 1), x_c(t) = u_c(t). */
igraph_error_t latigraph_network_delay_line(latigraph_network_t *network, int n, int channels,
                                            int seeds);

/* Runs all S networks side by side on the first steps of signal (S, length, channels). state (S,
 * steps, n) gets every x(t). `work` holds 2 n S numbers. */
void latigraph_network_drive(const latigraph_network_t *network, int steps, int length,
                             int channels, const double *signal, double *state, double *work);

/* Advances network `seed` by one step from `columns` states x (n, columns), which it replaces.
 * Inputs are u (channels, columns), and biases are multiplied by `biases`. `work` is (n, columns).
 */
void latigraph_network_step(const latigraph_network_t *network, int seed, int columns, int channels,
                            double biases, const double *u, double *x, double *work);

#endif
