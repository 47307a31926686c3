/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_TRIADS_H
#define LATIGRAPH_MEASURE_TRIADS_H

#include "circuit/circuit.h"

/* Classes of triads (Holland and Leinhardt, Am. J. Sociol. 76:492, 1970), in the order of
 * igraph_triad_census(): 003, 012, 102, 021D, 021U, 021C, 111D, 111U, 030T, 030C, 201, 120D, 120U,
 * 120C, 210, 300. */
enum {
    LATIGRAPH_TRIAD_021D = 3, /* first class in which all three neurons are connected */
    LATIGRAPH_TRIAD_030T = 8,
    LATIGRAPH_TRIAD_030C = 9,
    LATIGRAPH_TRIADS = 16
};

/* Counts the triples of neurons of each class, exactly and without random numbers, unlike
 * igraph_triad_census(). O(n + Σ degree²) (Batagelj and Mrvar, Soc. Networks 23:237, 2001). */
igraph_error_t latigraph_triad_census(const latigraph_circuit_t *circuit,
                                      double count[LATIGRAPH_TRIADS]);

#endif
