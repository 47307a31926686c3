/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_CLOSING_H
#define LATIGRAPH_SURROGATE_CLOSING_H

#include "surrogate/state.h"

/* Rewires a graph towards a transitivity, directions left aside, while each neuron keeps its
 * one-way and mutual degrees. from and to (m each) are the ends of simple edges, and change. The
 * search is greedy: a step is taken if it brings the number of triangles nearer. It ends when the
 * number is reached, or after `tries` steps per edge. `triangles` gets the number at the end.
 * O(m √m + steps · mean degree). */
igraph_error_t latigraph_close_triangles(int n, int m, int *from, int *to, double transitivity,
                                         double tries, latigraph_draws_t *draws, gint64 *triangles);

#endif
