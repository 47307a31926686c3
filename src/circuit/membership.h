/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_MEMBERSHIP_H
#define LATIGRAPH_CIRCUIT_MEMBERSHIP_H

#include "circuit/circuit.h"

/* The relation between circuits and neurons, in both directions: neurons of each circuit, and
 * circuits of each neuron. By animal or by identity, "neurons" are connectomes or identities, and
 * a circuit lists each once. */
typedef struct {
    latigraph_split_by_t by;
    int circuits, neurons;
    int *size;      /* (circuits) number of neurons */
    int **identity; /* (circuits) numbers of the neurons of each circuit, distinct, 0 .. neurons − 1
                     */
    int *start;     /* (neurons + 1) row starts of `of` */
    int *of;        /* the circuits of each neuron, ascending */
} latigraph_membership_t;

igraph_error_t latigraph_membership_init(latigraph_membership_t *membership,
                                         const latigraph_circuit_list_t *circuits,
                                         latigraph_split_by_t by);
void latigraph_membership_destroy(latigraph_membership_t *membership);

#endif
