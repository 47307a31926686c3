/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_PARTS_H
#define LATIGRAPH_SURROGATE_PARTS_H

#include "surrogate/state.h"

/* Steps of large graphs within random parts of the senders, which fit into the cache. */
typedef struct latigraph_parts_t latigraph_parts_t;

/* Allocates for states of a plan. A part brings about `most` slots; 0: as many as fit into the
 * cache. O(n + m). */
igraph_error_t latigraph_parts_init(latigraph_parts_t **parts, const latigraph_plan_t *plan,
                                    gint64 most);
void latigraph_parts_destroy(latigraph_parts_t *parts);

/* Takes steps of a state that has parts. Allocates nothing. O(m + steps). */
void latigraph_parts_run(latigraph_state_t *state, gint64 steps);

/* Returns the number of the circuit's edges that a state with parts has. O(m). */
gint64 latigraph_parts_in_place(const latigraph_state_t *state);

#endif
