/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_FOLDS_H
#define LATIGRAPH_CIRCUIT_FOLDS_H

#include "circuit/circuit.h"

/* Indices of the streams LATIGRAPH_STREAM_FOLDS. */
enum { LATIGRAPH_FOLDS_FOLDS, LATIGRAPH_FOLDS_SPLIT, LATIGRAPH_FOLDS_NODE_LAW };

/* Folds of circuits for cross-validation that share no neuron with what trains for them. */
typedef struct {
    int circuits, count;
    int *fold;      /* (circuits) 0 .. count − 1 */
    guchar *trains; /* (count, circuits) 1: of another fold and shares no neuron with this one */
} latigraph_folds_t;

/* About `target` folds. Circuits that hang together by shared neurons are split into folds only
 * where they are many; folds grow by overlap from circuits that are far apart.
 * O(circuits² + Σ neurons · folds). */
igraph_error_t latigraph_folds_init(latigraph_folds_t *folds,
                                    const latigraph_circuit_list_t *circuits, int target,
                                    igraph_uint_t seed);
/* The same for two sets in one list, of which the first `first` circuits are one: every fold has
 * circuits of both as far as that can be, near each other, so that both sets train for it. At most
 * 64 folds. */
igraph_error_t latigraph_folds_init_sets(latigraph_folds_t *folds,
                                         const latigraph_circuit_list_t *circuits, int first,
                                         int target, igraph_uint_t seed);
void latigraph_folds_destroy(latigraph_folds_t *folds);

#endif
