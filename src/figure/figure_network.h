/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_FIGURE_NETWORK_H
#define LATIGRAPH_FIGURE_FIGURE_NETWORK_H

#include "circuit/circuit.h"
#include "figure/palette.h"

/* Networks up to this number of neurons are drawn with all of their edges (THIN_ABOVE in the
 * report). */
enum { FIGURE_THIN_ABOVE = 100 };

/* A network as it is drawn. */
typedef struct {
    int n, m;       /* neurons and edges of the circuit */
    int drawn;      /* edges that are drawn */
    double *x, *y;  /* (n) places, in 0 .. 1, y upwards */
    int *from, *to; /* (drawn) in the order of the circuit */
    guchar *mutual; /* (drawn) is the reverse an edge, too? */
    int *type;      /* (n) number of the colour, FIGURE_TYPES if it has none; NULL: no types */
    int types;      /* types with a colour */
    char *name[FIGURE_TYPES]; /* (types) */
    gboolean others;          /* is there a neuron of another or an unknown type? */
} figure_network_t;

/* Fills a network, which arrives zeroed; clear it after an error too. Neurons get the places of
 * `placed` (or NULL), which has the same neurons. */
igraph_error_t figure_network_fill(figure_network_t *network, const latigraph_circuit_t *circuit,
                                   const figure_network_t *placed);
void figure_network_clear(figure_network_t *network);

#endif
