/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_CLOSURES_H
#define LATIGRAPH_MODEL_CLOSURES_H

#include "model/model.h"

/* Numbers of triples of neurons. All are whole and exact, so that the ways of counting agree. */
typedef struct {
    double closed;   /* triangles of the undirected skeleton, times three */
    double triples;  /* connected triples of the skeleton */
    double cycles;   /* tr(D³), D the one-way edges */
    double forwards; /* Σ_ij (D²)_ij D_ij */
} latigraph_closures_t;

/* Counts the triples of a circuit. Only its edges are read. Scratch: start (n + 1), to (2m). The
 * numbers mean nothing if `cancel` (or NULL) is set. */
void latigraph_count_closures(const latigraph_circuit_t *circuit, int *start, int *to,
                              latigraph_cancel_t *cancel, latigraph_closures_t *closures);

#endif
