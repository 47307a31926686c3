/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_NEAREST_H
#define LATIGRAPH_CIRCUIT_NEAREST_H

#include "circuit/circuit.h"

/* The neurons with a known position, and where they are. */
typedef struct {
    int count;
    int dims;
    int *neuron;                         /* (count) */
    double *coordinate;                  /* (count, dims) */
    struct latigraph_neighbour_t *order; /* (count) scratch */
} latigraph_places_t;

/* axis: the coordinate to leave out, or −1. */
igraph_error_t latigraph_places_init(latigraph_places_t *places, const latigraph_circuit_t *circuit,
                                     int axis);
void latigraph_places_destroy(latigraph_places_t *places);
/* The k neurons nearest to the one at place `centre`, itself among them, in ascending order; of
 * equally far ones the first. O(count + k log k) on average. */
void latigraph_places_nearest(latigraph_places_t *places, int centre, int k, int *nearest);

/* Sorts numbers of neurons. */
void latigraph_sort_neurons(int *neurons, int k);

#endif
