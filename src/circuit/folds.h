/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_FOLDS_H
#define LATIGRAPH_CIRCUIT_FOLDS_H

#include "circuit/circuit.h"

/* Indices of the random streams of LATIGRAPH_STREAM_FOLDS. */
enum { LATIGRAPH_FOLDS_FOLDS, LATIGRAPH_FOLDS_SPLIT, LATIGRAPH_FOLDS_NODE_LAW };

/* Folds for cross-validation whose test circuits share no neuron with the circuits that train for
 * them. Circuits cut from one connectome overlap, so a split by circuit alone would leak test data
 * into training. By identity, they share no identity across connectomes either. By animal, all
 * circuits of a connectome are in one fold. */
typedef struct {
    int circuits, count;
    int *fold;      /* (circuits) fold of each circuit, 0 .. count − 1 */
    guchar *trains; /* (count, circuits) 1 if the circuit is of another fold and shares no neuron
                       with this one */
} latigraph_folds_t;

/* Makes about `target` folds, by animal at most one per connectome. Circuits that share neurons
 * form components. A component is split into several folds only if it holds many of the circuits;
 * these folds grow by overlap from circuits that are far apart. O(circuits² + Σ neurons · folds).
 */
igraph_error_t latigraph_folds_init(latigraph_folds_t *folds,
                                    const latigraph_circuit_list_t *circuits,
                                    latigraph_split_by_t by, int target, igraph_uint_t seed);
/* Makes folds of several sets in one list; set s is the circuits begins[s] .. begins[s + 1] − 1.
 * Every fold contains circuits of all sets if possible, and those that overlap most, so that many
 * circuits of every set train for it. At most 64 folds. */
igraph_error_t latigraph_folds_init_sets(latigraph_folds_t *folds,
                                         const latigraph_circuit_list_t *circuits,
                                         latigraph_split_by_t by, int sets, const int *begins,
                                         int target, igraph_uint_t seed);
void latigraph_folds_destroy(latigraph_folds_t *folds);

#endif
