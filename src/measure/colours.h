/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_COLOURS_H
#define LATIGRAPH_MEASURE_COLOURS_H

#include "circuit/circuit.h"

/* Number of rounds of refinement whose colours are kept to measure distances. */
enum { LATIGRAPH_COLOUR_ROUNDS = 3 };

/* Colours of the neurons of one circuit. They do not depend on the order of the neurons. */
typedef struct {
    const latigraph_circuit_t *circuit;
    guint64 *sorted; /* (LATIGRAPH_COLOUR_ROUNDS, n) colours of each round, ascending */
    guint64 *last;   /* (n) colour of each neuron after the last round */
    guint64 hash;    /* equal for permuted copies, and hardly ever for other circuits */
} latigraph_colours_t;

/* Refines the colours of a circuit. O(rounds · (n log n + m log degree)), with at most 64 rounds
 * and hardly ever more than six. */
igraph_error_t latigraph_colours_init(latigraph_colours_t *colours,
                                      const latigraph_circuit_t *circuit);
void latigraph_colours_destroy(latigraph_colours_t *colours);

/* Returns the distance of two circuits: 1 minus the mean over the kept rounds of the share of
 * neurons that can be paired with a neuron of the same colour. It is 0 for permuted copies and at
 * most 1. The search stops early, with a value above `limit`, if the distance is above `limit`.
 * Allocates nothing and calls no igraph. O(n). */
double latigraph_colour_distance(const latigraph_colours_t *a, const latigraph_colours_t *b,
                                 double limit);

/* Decides whether two circuits are permuted copies of each other. */
igraph_error_t latigraph_are_copies(const latigraph_colours_t *a, const latigraph_colours_t *b,
                                    igraph_bool_t *copies);

#endif
