/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_NEAREST_H
#define LATIGRAPH_CIRCUIT_NEAREST_H

#include "circuit/circuit.h"

/* The neurons with a known position and their coordinates, for searches of nearest neighbours. A
 * search computes all distances and selects the k smallest. A k-d tree would gain little, because
 * k is a sizeable share of the neurons. */
typedef struct {
    int count;
    int dims;
    int *neuron;                         /* (count) */
    double *coordinate;                  /* (count, dims) */
    struct latigraph_neighbour_t *order; /* (count) scratch */
} latigraph_places_t;

/* Collects the neurons. `axis` is the coordinate to leave out, or −1 for none. */
igraph_error_t latigraph_places_init(latigraph_places_t *places, const latigraph_circuit_t *circuit,
                                     int axis);
void latigraph_places_destroy(latigraph_places_t *places);
/* Finds the k neurons nearest to the one at place `centre`, including itself, in ascending order.
 * Among equally distant neurons those with the lowest numbers are used. O(count + k log k) on
 * average. */
void latigraph_places_nearest(latigraph_places_t *places, int centre, int k, int *nearest);

/* Sorts the numbers of k neurons. */
void latigraph_sort_neurons(int *neurons, int k);

#endif
