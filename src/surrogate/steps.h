/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_STEPS_H
#define LATIGRAPH_SURROGATE_STEPS_H

#include "surrogate/state.h"

/* Steps that are drawn together, so that their memory is fetched ahead. */
enum { LATIGRAPH_GROUP = 32, LATIGRAPH_FROM_POOL = -1 };
typedef struct {
    int count;
    uint32_t flips;  /* bit k: step k turns a path round, and has no slots yet */
    uint32_t mutual; /* bit k: step k exchanges slots of the mutual list */
    int first[LATIGRAPH_GROUP];
    int second[LATIGRAPH_GROUP]; /* LATIGRAPH_FROM_POOL: drawn from the first one's pool later */
} latigraph_group_t;

/* Tries to exchange the targets of slots x and y. */
latigraph_step_t latigraph_step_swap(latigraph_state_t *state, int list, int x, int y);
/* Draws a path, and tries to turn its middle round. */
latigraph_step_t latigraph_step_flip(latigraph_state_t *state);

/* plain_steps.c: takes the steps of a group in the matrix of bits, without classes and triangles:
 * the same steps as those of latigraph_step_swap() and latigraph_step_flip(). */
void latigraph_plain_degrees(latigraph_state_t *state, const latigraph_group_t *group);
void latigraph_plain_dyads(latigraph_state_t *state, const latigraph_group_t *group);

#endif
