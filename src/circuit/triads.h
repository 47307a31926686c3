/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_TRIADS_H
#define LATIGRAPH_CIRCUIT_TRIADS_H

#include "base/cancel.h"
#include "circuit/circuit.h"

/* Classes of triads (Holland and Leinhardt, Am. J. Sociol. 76:492, 1970), in the order of
 * igraph_triad_census(): 003, 012, 102, 021D, 021U, 021C, 111D, 111U, 030T, 030C, 201, 120D, 120U,
 * 120C, 210, 300. */
enum {
    LATIGRAPH_TRIAD_012 = 1,
    LATIGRAPH_TRIAD_102 = 2,
    LATIGRAPH_TRIAD_021D = 3, /* first class in which all three neurons are connected */
    LATIGRAPH_TRIAD_021U = 4,
    LATIGRAPH_TRIAD_021C = 5,
    LATIGRAPH_TRIAD_111D = 6,
    LATIGRAPH_TRIAD_111U = 7,
    LATIGRAPH_TRIAD_030T = 8,
    LATIGRAPH_TRIAD_030C = 9,
    LATIGRAPH_TRIAD_201 = 10,
    LATIGRAPH_TRIAD_120D = 11,
    LATIGRAPH_TRIAD_120U = 12,
    LATIGRAPH_TRIAD_120C = 13,
    LATIGRAPH_TRIAD_210 = 14,
    LATIGRAPH_TRIAD_300 = 15,
    LATIGRAPH_TRIADS = 16
};

/* Numbers of pairs and triples of neurons. All are whole; a partner of a neuron has an edge with it
 * in either direction. */
typedef struct {
    double one_way, mutual;         /* dyads with one edge, and with both */
    double count[LATIGRAPH_TRIADS]; /* triples of each class */
    double connected;               /* triples that the skeleton connects */
    double triples;                 /* pairs of partners of a neuron, over all neurons */
    double triangles;               /* triples whose neurons are all partners */
} latigraph_triads_t;

/* Returns the number of integers that counting needs as scratch: 3.25 n + m and a few more. */
gsize latigraph_triads_scratch(int n, int m);

/* Numbers of each neuron; an array may be NULL. */
typedef struct {
    double *triangles; /* (n) triangles that it belongs to */
    int *partners;     /* (n) */
} latigraph_neuron_triads_t;

/* Counts the triads of a circuit, of which only the edges are read. `neurons` (or NULL) gets the
 * numbers of each neuron. The numbers mean nothing if `cancel` (or NULL) is set. O(n + m √m). */
void latigraph_count_triads(const latigraph_circuit_t *circuit, int *scratch,
                            latigraph_cancel_t *cancel, latigraph_triads_t *triads,
                            const latigraph_neuron_triads_t *neurons);

/* Does the same with scratch of its own, and can be interrupted. */
igraph_error_t latigraph_find_triads(const latigraph_circuit_t *circuit, latigraph_triads_t *triads,
                                     const latigraph_neuron_triads_t *neurons);

#endif
