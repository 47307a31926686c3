/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_PLACE_CIRCUIT_H
#define LATIGRAPH_FUNCTIONAL_PLACE_CIRCUIT_H

#include "functional/places.h"

/* Place cells: rate = gain max(0, Σ weight input − threshold). */
typedef struct {
    int cells;
    double *weight;           /* (BVCS, cells) */
    double *threshold, *gain; /* (cells) */
} circuit_t;

/* Draws the circuit, and sets its thresholds and gains on a grid of places of the training rooms.
 * Its arrays are allocated by the caller. */
igraph_error_t latigraph_place_circuit_make(circuit_t *circuit, const latigraph_bvc_t *bvc,
                                            const latigraph_rooms_t *rooms,
                                            const latigraph_place_cells_options_t *options);
/* Computes drive (count, cells) = input (count, BVCS) weight (BVCS, cells). */
void latigraph_place_circuit_drive(const circuit_t *circuit, const double *input,
                                   igraph_integer_t count, double *drive);

#endif
