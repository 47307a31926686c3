/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_DECIDE_H
#define LATIGRAPH_SURROGATE_DECIDE_H

#include "surrogate/pair_states.h"
#include "surrogate/state.h"

/* A graph of independent pairs while it is drawn from candidates. `decided` holds pairs that were
 * decided to be without edges, or, for independent edges, without the edge in that direction. */
typedef struct {
    gboolean independent; /* the edges of a pair are independent */
    latigraph_pair_states_t pairs, decided;
    const int *original;            /* numbers of neurons in `from` and `to`; NULL: the same ones */
    igraph_vector_int_t *from, *to; /* ends of the edges, which are appended */
} latigraph_drawing_t;

/* Allocates for n neurons and these most numbers of connected and of decided pairs. Raises
 * IGRAPH_ENOMEM. */
igraph_error_t latigraph_drawing_init(latigraph_drawing_t *drawing, int n, gint64 connected,
                                      gint64 decided);
void latigraph_drawing_destroy(latigraph_drawing_t *drawing);

/* Decides the pair of i and j at its first candidate, and does nothing at later ones. `odds` are
 * those of any edge, of which `to` belong to i → j alone and `back` to j → i alone; for independent
 * edges they are those of i → j. */
igraph_error_t latigraph_drawing_decide(latigraph_drawing_t *drawing, latigraph_draws_t *draws,
                                        int i, int j, double odds, double to, double back);

#endif
