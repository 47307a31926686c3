/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_WALK_H
#define LATIGRAPH_CIRCUIT_WALK_H

#include "base/random.h"
#include "circuit/circuit.h"

/* Who is connected to whom, in whatever direction, and the weakly connected parts. */
typedef struct {
    int n;
    int *start;     /* (n + 1) row starts of neighbour */
    int *neighbour; /* ascending in each row, each once */
    int *part_size; /* (n) neurons in the weakly connected part of a neuron */
    int *by_size;   /* (n) neurons by falling part_size, then by number */
    int largest;    /* neurons in the largest part */
    int *scratch;   /* (n) */
} latigraph_skeleton_t;

igraph_error_t latigraph_skeleton_init(latigraph_skeleton_t *skeleton,
                                       const latigraph_circuit_t *circuit);
void latigraph_skeleton_destroy(latigraph_skeleton_t *skeleton);

/* k ≤ largest neurons met by a random walk with restart, in ascending order; see
 * latigraph_sample(). */
void latigraph_skeleton_walk(latigraph_skeleton_t *skeleton, latigraph_stream_t *stream,
                             double restart, int k, int *met);

#endif
