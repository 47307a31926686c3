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
    uint32_t flips;      /* bit k: step k turns a path round, and has no slots yet */
    uint32_t excursions; /* bit k: step k is an excursion, and has none either */
    uint32_t mutual;     /* bit k: step k exchanges slots of the mutual list */
    int first[LATIGRAPH_GROUP];
    int second[LATIGRAPH_GROUP]; /* LATIGRAPH_FROM_POOL: drawn from the first one's pool later */
} latigraph_group_t;

/* Tries to exchange the targets of slots x and y. */
latigraph_step_t latigraph_step_swap(latigraph_state_t *state, int list, int x, int y);
/* Exchanges the targets of slots x and y, and those of their twins in the mutual list. */
void latigraph_step_exchange(latigraph_state_t *state, int list, int x, int y);
/* Draws a path, and tries to turn its middle round. */
latigraph_step_t latigraph_step_flip(latigraph_state_t *state);
/* excursion.c: draws edges, and tries to permute their targets. */
latigraph_step_t latigraph_step_excursion(latigraph_state_t *state);
/* Takes step k of a group if it turns a path round or is an excursion. */
latigraph_step_t latigraph_step_special(latigraph_state_t *state, const latigraph_group_t *group,
                                        int k);

/* Sets the states of pairs unless triangles or tilted statistics forbid it, and returns whether it
 * did. Removals come first, so that a table of pairs is never fuller than between steps. */
gboolean latigraph_step_change_pairs(latigraph_state_t *state,
                                     const latigraph_pair_change_t *changes, int count);

/* Counts a step that was tried. */
static inline void latigraph_step_note(latigraph_state_t *state, latigraph_step_t kind) {
    if (kind != LATIGRAPH_STEP_NONE) {
        state->changed[kind]++;
    }
}

/* run.c: takes steps in the slots of the plan, without a division into parts. */
void latigraph_steps_take(latigraph_state_t *state, gint64 steps);

/* plain_steps.c: takes the steps of a group in the matrix of bits, without classes and triangles:
 * the same steps as those of latigraph_step_swap() and latigraph_step_flip(). */
void latigraph_plain_degrees(latigraph_state_t *state, const latigraph_group_t *group);
void latigraph_plain_dyads(latigraph_state_t *state, const latigraph_group_t *group);

/* law_steps.c: whether the pairs of a state have a law, and swaps can be counted before they are
 * made; and the steps of a group there, the same as those of the two functions above. */
gboolean latigraph_law_is_ready(const latigraph_state_t *state);
void latigraph_law_dyads(latigraph_state_t *state, const latigraph_group_t *group);

#endif
