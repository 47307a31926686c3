/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Uniformly random graphs with given numbers of edges, or of mutual and one-way pairs.
 *
 * Pairs are drawn until one is free. That takes more than two draws only in graphs with more than
 * half of all pairs, and n² ln n in complete ones. The edges then fill the slots in an order that
 * is random as well, so that a weight is on any edge with the same probability; there are no
 * senders that slots belong to.
 */
#include "surrogate/state.h"

/* Draws a pair (i, j) of distinct neurons. */
static void draw_pair(latigraph_state_t *state, int *i, int *j) {
    *i = latigraph_draws_below(&state->draws, state->plan->n);
    *j = latigraph_draws_below(&state->draws, state->plan->n - 1);
    *j += *j >= *i;
}

/* Draws a pair that has none of the edges of `taken`. */
static int draw_free_pair(latigraph_state_t *state, int taken, int *i, int *j) {
    int before;
    do {
        draw_pair(state, i, j);
        before = latigraph_pair_get(&state->pairs, *i, *j);
    } while (before & taken);
    return before;
}

/* Draws mutual pairs into the second list of slots, with a slot for either direction. */
static void draw_mutual(latigraph_state_t *state) {
    latigraph_edges_in_slots_t *list = &state->lists[LATIGRAPH_MUTUAL];
    for (int s = 0; s < state->plan->slots[LATIGRAPH_MUTUAL].size; s++) {
        const int twin = list->twin[s];
        if (twin < s) {
            continue;
        }
        int i, j;
        draw_free_pair(state, LATIGRAPH_PAIR_MUTUAL, &i, &j);
        latigraph_pair_set(&state->pairs, i, j, LATIGRAPH_PAIR_MUTUAL);
        list->edge[s] = (latigraph_slot_edge_t){i, j};
        list->edge[twin] = (latigraph_slot_edge_t){j, i};
    }
}

void latigraph_state_draw(latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    latigraph_edges_in_slots_t *list = &state->lists[LATIGRAPH_ONE_WAY];
    /* Where reciprocity is kept, a one-way edge needs a pair without any edge. */
    const int taken = plan->keep.reciprocity ? LATIGRAPH_PAIR_MUTUAL : LATIGRAPH_PAIR_TO;
    latigraph_pair_states_clear(&state->pairs);
    draw_mutual(state);
    for (int s = 0; s < plan->slots[LATIGRAPH_ONE_WAY].size; s++) {
        int i, j;
        const int before = draw_free_pair(state, taken, &i, &j);
        latigraph_pair_set(&state->pairs, i, j, before | LATIGRAPH_PAIR_TO);
        list->edge[s] = (latigraph_slot_edge_t){i, j};
    }
    state->changed[LATIGRAPH_STEP_SWAP]++;
}
