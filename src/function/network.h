/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_NETWORK_H
#define LATIGRAPH_FUNCTION_NETWORK_H

#include "circuit/circuit.h"

#include <latigraph/function.h>

/* A circuit as an echo-state network (Jaeger, GMD report 148, 2001), S times over with other random
 * weights:
 *
 *     x(t) = (1 − leak_rate) x(t − 1) + leak_rate tanh(W x(t − 1) + U u(t) + b),   x before the
 * first step =
 * 0
 *
 * W[j][i] is the weight of the edge i → j. Plain arrays, for worker threads. */

enum { LATIGRAPH_CHANNELS = 3 }; /* of the input u, at most */

typedef struct {
    int n, m, seeds; /* neurons, edges, S */
    int *from, *to;  /* (m) in the order of the circuit's edges */
    double *weight;  /* (m, S) */
    double *input;   /* (n, channels, S) U */
    double *bias;    /* (n, S) b */
    double leak_rate;
    gboolean linear;  /* no tanh: delay lines */
    gboolean defined; /* FALSE: nothing recurs that could be scaled to a spectral radius */
} latigraph_network_t;

/* The weights, before they are scaled; on the calling thread. On success destroy it. */
igraph_error_t latigraph_network_init(latigraph_network_t *network,
                                      const latigraph_circuit_t *circuit,
                                      const latigraph_reservoir_options_t *options);
void latigraph_network_destroy(latigraph_network_t *network);

/* Largest absolute value of the eigenvalues of W of one seed. work (latigraph_radius_work_size(n)).
 */
double latigraph_network_radius(const latigraph_network_t *network, int seed, double *work);
size_t latigraph_radius_work_size(int n);

/* Multiplies the weights of one seed. */
void latigraph_network_scale(latigraph_network_t *network, int seed, double factor);

/* n linear neurons that hand the input on, one line for each channel: x_i(t) = x_{i − channels}(t −
 * 1), x_c(t) = u_c(t). */
igraph_error_t latigraph_network_delay_line(latigraph_network_t *network, int n, int channels,
                                            int seeds);

/* Runs all S networks side by side: the first steps of signal (S, length, channels) drive, state
 * (S, steps, n) gets every x(t). work (2 n S). */
void latigraph_network_drive(const latigraph_network_t *network, int steps, int length,
                             int channels, const double *signal, double *state, double *work);

/* One step of network `seed` from `columns` states x (n, columns), which it replaces, under the
 * inputs u (channels, columns) and so many times the biases. work (n, columns). */
void latigraph_network_step(const latigraph_network_t *network, int seed, int columns, int channels,
                            double biases, const double *u, double *x, double *work);

#endif
