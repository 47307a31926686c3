/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_WALK_H
#define LATIGRAPH_CIRCUIT_WALK_H

#include "base/random.h"
#include "circuit/circuit.h"

/* The undirected skeleton of a circuit and its weakly connected parts, for random walks. */
typedef struct {
    int n;
    int *start;     /* (n + 1) row starts of neighbour */
    int *neighbour; /* neighbours, ascending in each row, without repetition */
    int *part_size; /* (n) size of the weakly connected part that a neuron is in */
    int *by_size;   /* (n) neurons by falling part_size, then by number */
    int largest;    /* size of the largest part */
    int *scratch;   /* (n) scratch, all 0 between calls */
} latigraph_skeleton_t;

igraph_error_t latigraph_skeleton_init(latigraph_skeleton_t *skeleton,
                                       const latigraph_circuit_t *circuit);
void latigraph_skeleton_destroy(latigraph_skeleton_t *skeleton);

/* Collects the first k ≤ largest neurons that a random walk with restart visits, in ascending
 * order; latigraph_sample() describes the walk. */
void latigraph_skeleton_walk(latigraph_skeleton_t *skeleton, latigraph_stream_t *stream,
                             double restart, int k, int *met);

#endif
