/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_VISIBILITY_H
#define LATIGRAPH_ACTIVITY_VISIBILITY_H

#include "base/compat.h"

/* Makes the visibility graph of a series x (times): an undirected graph with a vertex per time.
 * Times that were not recorded (NaN) see nothing and block nothing.
 *
 * Horizontal: two times see each other if everything between them is lower than both. O(times).
 * Natural: if everything between lies below the straight line from one to the other. O(times log
 * times) for most series, O(times²) for a series that ascends throughout. */
igraph_error_t latigraph_visibility(igraph_t *graph, const double *x, int times,
                                    igraph_bool_t natural);

#endif
