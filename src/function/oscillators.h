/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_OSCILLATORS_H
#define LATIGRAPH_FUNCTION_OSCILLATORS_H

/* Coupled oscillators: the inner loop of synchrony.c. */

/* Edges by receiver: those of neuron i are start[i] .. start[i + 1] − 1. */
typedef struct {
    int n;
    const int *start;     /* (n + 1) */
    const int *from;      /* (edges) senders */
    const double *weight; /* (edges) */
} latigraph_inputs_t;

/* Computes velocity_i = frequency_i + coupling · Σ_j weight_ji sin(phase_j − phase_i), each (n). On
 * return sine and cosine (n) hold those of the phases. O(n + edges). */
void latigraph_oscillate(const latigraph_inputs_t *inputs, double coupling, const double *frequency,
                         const double *phase, double *sine, double *cosine, double *velocity);

#endif
