/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Swaps of pairs that have a law.
 *
 * Nearly all steps of the closure stage are swaps of two one-way edges, or of two mutual pairs, to
 * free pairs. What the general functions of steps.c find out from a list of changes is known here:
 * the states of all four pairs. So the law is read at four places, the sums over edges change by
 * four terms, and what the motifs gain is counted last, and only of swaps that are left. Other
 * steps are left to the functions of steps.c.
 */
#include "surrogate/steps.h"

gboolean latigraph_law_is_ready(const latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    return state->acceptance != NULL && state->acceptance->law != NULL &&
           state->acceptance->weighing.ready && state->pairs.bits != NULL &&
           state->lists[LATIGRAPH_ONE_WAY].stub == NULL && plan->keep.reciprocity &&
           !latigraph_plan_has_classes(plan);
}

/* Returns the change of the log-probability of the law by a swap. */
static inline double law_gain(const latigraph_pair_law_t *law, gboolean mutual, int a, int b, int c,
                              int d) {
    const float *from_a = (mutual ? law->mutual : law->one_way) + (gsize)a * (gsize)law->n;
    const float *from_c = (mutual ? law->mutual : law->one_way) + (gsize)c * (gsize)law->n;
    return (double)from_a[d] + (double)from_c[b] - (double)from_a[b] - (double)from_c[d];
}

/* Decides on a swap of the pairs ab and cd to the free pairs ad and cb, and makes it in the motifs
 * and sums. One random number decides. */
static gboolean accepts(latigraph_state_t *state, gboolean mutual, int a, int b, int c, int d) {
    latigraph_acceptance_t *acceptance = state->acceptance;
    latigraph_edge_sums_t *sums = acceptance->edge_sums;
    const int pair = mutual ? LATIGRAPH_PAIR_MUTUAL : LATIGRAPH_PAIR_TO;
    double change[LATIGRAPH_EDGE_SUMS];
    double gain = law_gain(acceptance->law, mutual, a, b, c, d);
    if (sums != NULL) {
        gain += latigraph_edge_sums_swap(sums, a, b, c, d, pair, change);
    }
    const double least = latigraph_draws_least(&state->draws) - gain;
    if (!latigraph_acceptance_swap(acceptance, a, b, c, d, pair, least)) {
        return FALSE;
    }
    if (sums != NULL) {
        latigraph_edge_sums_add(sums, change);
    }
    return TRUE;
}

static void make_swap(latigraph_state_t *state, int list, int x, int y) {
    const latigraph_slot_edge_t first = state->lists[list].edge[x];
    const latigraph_slot_edge_t second = state->lists[list].edge[y];
    latigraph_pair_states_t *pairs = &state->pairs;
    latigraph_pair_toggle(pairs, first.from, first.to);
    latigraph_pair_toggle(pairs, second.from, second.to);
    latigraph_pair_toggle(pairs, first.from, second.to);
    latigraph_pair_toggle(pairs, second.from, first.to);
    if (list == LATIGRAPH_MUTUAL) {
        latigraph_pair_toggle(pairs, first.to, first.from);
        latigraph_pair_toggle(pairs, second.to, second.from);
        latigraph_pair_toggle(pairs, second.to, first.from);
        latigraph_pair_toggle(pairs, first.to, second.from);
    }
    latigraph_step_exchange(state, list, x, y);
}

/* Tries to exchange the targets of slots x and y. */
static latigraph_step_t take_swap(latigraph_state_t *state, int list, int x, int y) {
    const latigraph_slot_edge_t *edge = state->lists[list].edge;
    const int a = edge[x].from, b = edge[x].to, c = edge[y].from, d = edge[y].to;
    if (a == c || b == d || a == d || b == c) {
        return LATIGRAPH_STEP_NONE;
    }
    const latigraph_motifs_t *motifs = &state->acceptance->motifs;
    const gsize n = (gsize)motifs->n;
    const int ad = motifs->pairs[(gsize)a * n + (gsize)d] & LATIGRAPH_PAIR_MUTUAL;
    const int cb = motifs->pairs[(gsize)c * n + (gsize)b] & LATIGRAPH_PAIR_MUTUAL;
    if ((ad | cb) != LATIGRAPH_PAIR_NONE) {
        return ad == cb ? latigraph_step_swap(state, list, x, y) : LATIGRAPH_STEP_NONE;
    }
    if (!accepts(state, list == LATIGRAPH_MUTUAL, a, b, c, d)) {
        return LATIGRAPH_STEP_NONE;
    }
    make_swap(state, list, x, y);
    return list == LATIGRAPH_MUTUAL ? LATIGRAPH_STEP_MUTUAL : LATIGRAPH_STEP_SWAP;
}

void latigraph_law_dyads(latigraph_state_t *state, const latigraph_group_t *group) {
    for (int k = 0; k < group->count; k++) {
        if ((group->flips | group->excursions) >> k & 1) {
            latigraph_step_note(state, latigraph_step_special(state, group, k));
        } else {
            latigraph_step_note(
                state, take_swap(state, group->mutual >> k & 1, group->first[k], group->second[k]));
        }
    }
}
