/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Steps of the chain over graphs with the same degrees.
 *
 * A step draws two slots a → b and c → d of one list and exchanges their targets, so that a → d and
 * c → b. It is refused, and counts as a step, if that makes a self-loop or a parallel edge, or
 * changes a quantity that is kept. Counting refused steps makes the chain uniform. Where mutual
 * degrees are kept, the pairs ab, cd are in one state s and the pairs ad, cb in another state t,
 * and a step exchanges s and t:
 *
 *     s     t
 *     →     none      swap of two one-way edges
 *     ↔     none      swap of two mutual pairs
 *     →     ↔         two one-way edges and two mutual pairs change places
 *     →     ←         a directed cycle of four edges is turned round
 *
 * Some steps instead draw a path a → b → c → d and make a → c → b → d of it; with d = a this turns
 * a cycle of three edges round, which no swap can do (Rao, Jana, Bandyopadhyay, Sankhya A 58:225,
 * 1996). A path is drawn with probability 1 / (m k_b k_c), with out-degrees k that never change,
 * and so is the path that comes out.
 *
 * One step in 512 is an excursion, which changes more edges (excursion.c).
 *
 * All steps are exchanges of targets of slots. The inverse of a step is drawn with the same
 * probability, so that every graph that the chain reaches is equally likely in the long run.
 */
#include "surrogate/steps.h"

#include <math.h>

/* --- Exchanging targets --------------------------------------------------- */

static void exchange(latigraph_edges_in_slots_t *list, int x, int y) {
    const int to = list->edge[x].to;
    list->edge[x].to = list->edge[y].to;
    list->edge[y].to = to;
    if (list->stub != NULL) {
        const int stub = list->stub[x];
        list->stub[x] = list->stub[y];
        list->stub[y] = stub;
        list->slot[list->stub[x]] = x;
        list->slot[stub] = y;
    }
}

static void join_twins(latigraph_edges_in_slots_t *list, int x, int y) {
    list->twin[x] = y;
    list->twin[y] = x;
}

/* Exchanges the partners of two mutual slots a ↔ b, c ↔ d, so that a ↔ d, c ↔ b. */
static void exchange_mutual(latigraph_edges_in_slots_t *list, int x, int y) {
    const int x_twin = list->twin[x], y_twin = list->twin[y];
    exchange(list, x, y);
    exchange(list, x_twin, y_twin);
    join_twins(list, x, y_twin);
    join_twins(list, y, x_twin);
}

/* --- What is kept ---------------------------------------------------------- */

/* Returns whether two classes are the other two, in any order. */
static gboolean same_two(gint64 p, gint64 q, gint64 r, gint64 s) {
    return (p == r && q == s) || (p == s && q == r);
}

/* Returns whether the pairs ab, cd have the classes of the pairs ad, cb. */
static gboolean same_classes(const latigraph_plan_t *plan, int list, int a, int b, int c, int d) {
    return list == LATIGRAPH_MUTUAL
               ? same_two(latigraph_mutual_class(plan, a, b), latigraph_mutual_class(plan, c, d),
                          latigraph_mutual_class(plan, a, d), latigraph_mutual_class(plan, c, b))
               : same_two(latigraph_pair_class(plan, a, b), latigraph_pair_class(plan, c, d),
                          latigraph_pair_class(plan, a, d), latigraph_pair_class(plan, c, b));
}

/* Returns whether the pairs ab, bc, cd have the classes of the pairs ac, cb, bd. */
static gboolean same_path_classes(const latigraph_plan_t *plan, int a, int b, int c, int d) {
    const gint64 before[3] = {latigraph_pair_class(plan, a, b), latigraph_pair_class(plan, b, c),
                              latigraph_pair_class(plan, c, d)};
    gint64 after[3] = {latigraph_pair_class(plan, a, c), latigraph_pair_class(plan, c, b),
                       latigraph_pair_class(plan, b, d)};
    for (int k = 0; k < 3; k++) {
        int match = k;
        while (match < 3 && after[match] != before[k]) {
            match++;
        }
        if (match == 3) {
            return FALSE;
        }
        after[match] = after[k];
    }
    return TRUE;
}

/* Makes a step if the statistics with an energy let the log-probability gain `least` or more, and
 * returns whether they do. */
static gboolean gains(latigraph_state_t *state, const latigraph_pair_change_t *changes, int count,
                      double least) {
    latigraph_acceptance_t *acceptance = state->acceptance;
    double gain;
    if (!latigraph_acceptance_change(acceptance, &state->pairs, changes, count, &gain)) {
        return FALSE;
    }
    if (gain < least) {
        latigraph_acceptance_undo(acceptance);
        return FALSE;
    }
    return TRUE;
}

/* Returns whether a step is taken where pairs have a law. One random number decides, so that a step
 * that the law and the sums over edges forbid is refused before its motifs are counted: the rest
 * can gain no more than the reserve. */
static gboolean accepts_by_law(latigraph_state_t *state, const latigraph_pair_change_t *changes,
                               int count) {
    latigraph_acceptance_t *acceptance = state->acceptance;
    double change[LATIGRAPH_EDGE_SUMS];
    double by_law = latigraph_acceptance_law_gain(acceptance, &state->pairs, changes, count);
    const double least = latigraph_draws_least(&state->draws);
    if (acceptance->edge_sums != NULL) {
        by_law +=
            latigraph_edge_sums_gain(acceptance->edge_sums, &state->pairs, changes, count, change);
    }
    if (by_law + latigraph_acceptance_reserve(acceptance) < least ||
        !gains(state, changes, count, least - by_law)) {
        return FALSE;
    }
    if (acceptance->edge_sums != NULL) {
        latigraph_edge_sums_add(acceptance->edge_sums, change);
    }
    latigraph_acceptance_weigh(acceptance);
    return TRUE;
}

/* Returns whether a step is taken that keeps degrees and classes. */
static gboolean accepts(latigraph_state_t *state, const latigraph_pair_change_t *changes,
                        int count) {
    double gain;
    if (state->acceptance->law != NULL) {
        return accepts_by_law(state, changes, count);
    }
    if (!latigraph_acceptance_change(state->acceptance, &state->pairs, changes, count, &gain)) {
        return FALSE;
    }
    if (!latigraph_draws_accept(&state->draws, gain)) {
        latigraph_acceptance_undo(state->acceptance);
        return FALSE;
    }
    return TRUE;
}

gboolean latigraph_step_change_pairs(latigraph_state_t *state,
                                     const latigraph_pair_change_t *changes, int count) {
    if (state->acceptance != NULL && !accepts(state, changes, count)) {
        return FALSE;
    }
    for (int k = 0; k < count; k++) {
        latigraph_pair_set(&state->pairs, changes[k].i, changes[k].j, changes[k].state);
    }
    return TRUE;
}

/* --- Steps ----------------------------------------------------------------- */

/* Tries the swap of two edges whatever their reverse edges are. */
static latigraph_step_t swap_edges(latigraph_state_t *state, int x, int y, int a, int b, int c,
                                   int d) {
    const latigraph_plan_t *plan = state->plan;
    const int ad = latigraph_pair_get(&state->pairs, a, d);
    const int cb = latigraph_pair_get(&state->pairs, c, b);
    if ((ad | cb) & LATIGRAPH_PAIR_TO) {
        return LATIGRAPH_STEP_NONE;
    }
    if (latigraph_plan_has_classes(plan) && !same_classes(plan, LATIGRAPH_ONE_WAY, a, b, c, d)) {
        return LATIGRAPH_STEP_NONE;
    }
    if (state->acceptance == NULL) {
        latigraph_pair_toggle(&state->pairs, a, b);
        latigraph_pair_toggle(&state->pairs, c, d);
        latigraph_pair_toggle(&state->pairs, a, d);
        latigraph_pair_toggle(&state->pairs, c, b);
        exchange(&state->lists[LATIGRAPH_ONE_WAY], x, y);
        return LATIGRAPH_STEP_SWAP;
    }
    const latigraph_pair_change_t changes[4] = {
        {a, b, latigraph_pair_get(&state->pairs, a, b) & ~LATIGRAPH_PAIR_TO},
        {c, d, latigraph_pair_get(&state->pairs, c, d) & ~LATIGRAPH_PAIR_TO},
        {a, d, ad | LATIGRAPH_PAIR_TO},
        {c, b, cb | LATIGRAPH_PAIR_TO}};
    if (!latigraph_step_change_pairs(state, changes, 4)) {
        return LATIGRAPH_STEP_NONE;
    }
    exchange(&state->lists[LATIGRAPH_ONE_WAY], x, y);
    return LATIGRAPH_STEP_SWAP;
}

/* Tries to exchange the state s of ab, cd and the state t of ad, cb. */
static latigraph_step_t swap_dyads(latigraph_state_t *state, int list, int x, int y, int a, int b,
                                   int c, int d) {
    const latigraph_plan_t *plan = state->plan;
    latigraph_edges_in_slots_t *one_way = &state->lists[LATIGRAPH_ONE_WAY];
    latigraph_edges_in_slots_t *mutual = &state->lists[LATIGRAPH_MUTUAL];
    const int s = list == LATIGRAPH_MUTUAL ? LATIGRAPH_PAIR_MUTUAL : LATIGRAPH_PAIR_TO;
    const int t = latigraph_pair_get(&state->pairs, a, d);
    /* Steps with one-way edges and mutual pairs are drawn from the one-way edges alone. */
    if (t == LATIGRAPH_PAIR_TO || (list == LATIGRAPH_MUTUAL && t != LATIGRAPH_PAIR_NONE) ||
        t != latigraph_pair_get(&state->pairs, c, b)) {
        return LATIGRAPH_STEP_NONE;
    }
    /* The slots d → a and b → c may be in other parts. */
    if (plan->part && t == LATIGRAPH_PAIR_FROM) {
        return LATIGRAPH_STEP_NONE;
    }
    if (latigraph_plan_has_classes(plan) && !same_classes(plan, list, a, b, c, d)) {
        return LATIGRAPH_STEP_NONE;
    }
    const latigraph_pair_change_t changes[4] = {{a, b, t}, {c, d, t}, {a, d, s}, {c, b, s}};
    if (!latigraph_step_change_pairs(state, changes, 4)) {
        return LATIGRAPH_STEP_NONE;
    }
    if (list == LATIGRAPH_MUTUAL) {
        exchange_mutual(mutual, x, y);
        return LATIGRAPH_STEP_MUTUAL;
    }
    exchange(one_way, x, y);
    if (t == LATIGRAPH_PAIR_MUTUAL) {
        exchange_mutual(mutual, latigraph_state_find_slot(state, LATIGRAPH_MUTUAL, a, d),
                        latigraph_state_find_slot(state, LATIGRAPH_MUTUAL, c, b));
        return LATIGRAPH_STEP_MIXED;
    }
    if (t == LATIGRAPH_PAIR_FROM) {
        exchange(one_way, latigraph_state_find_slot(state, LATIGRAPH_ONE_WAY, d, a),
                 latigraph_state_find_slot(state, LATIGRAPH_ONE_WAY, b, c));
        return LATIGRAPH_STEP_TURNED;
    }
    return LATIGRAPH_STEP_SWAP;
}

void latigraph_step_exchange(latigraph_state_t *state, int list, int x, int y) {
    if (list == LATIGRAPH_MUTUAL) {
        exchange_mutual(&state->lists[list], x, y);
    } else {
        exchange(&state->lists[list], x, y);
    }
}

latigraph_step_t latigraph_step_swap(latigraph_state_t *state, int list, int x, int y) {
    const latigraph_slot_edge_t *edge = state->lists[list].edge;
    const int a = edge[x].from, b = edge[x].to, c = edge[y].from, d = edge[y].to;
    if (a == c || b == d || a == d || b == c) {
        return LATIGRAPH_STEP_NONE;
    }
    return state->plan->keep.reciprocity ? swap_dyads(state, list, x, y, a, b, c, d)
                                         : swap_edges(state, x, y, a, b, c, d);
}

/* Draws a slot of a sender that goes to its own type if blocks are pairs of types; −1: none. */
static int draw_from_row(latigraph_state_t *state, int i) {
    const latigraph_slots_t *slots = &state->plan->slots[LATIGRAPH_ONE_WAY];
    const int size = slots->row_end[i] - slots->row_begin[i];
    return size > 0 ? slots->row_begin[i] + latigraph_draws_below(&state->draws, size) : -1;
}

/* Changes the pairs of a cycle a → b → c → a into a → c → b → a. */
static gboolean turn_cycle(latigraph_state_t *state, int a, int b, int c) {
    if (latigraph_pair_get(&state->pairs, a, b) != LATIGRAPH_PAIR_TO ||
        latigraph_pair_get(&state->pairs, b, c) != LATIGRAPH_PAIR_TO ||
        latigraph_pair_get(&state->pairs, c, a) != LATIGRAPH_PAIR_TO) {
        return FALSE;
    }
    const latigraph_pair_change_t changes[3] = {
        {a, b, LATIGRAPH_PAIR_FROM}, {b, c, LATIGRAPH_PAIR_FROM}, {c, a, LATIGRAPH_PAIR_FROM}};
    return latigraph_step_change_pairs(state, changes, 3);
}

/* Changes the pairs of a path a → b → c → d into a → c → b → d, whatever the reverse edges are. */
static gboolean turn_path_edges(latigraph_state_t *state, int a, int b, int c, int d) {
    const latigraph_pair_states_t *pairs = &state->pairs;
    const int ac = latigraph_pair_get(pairs, a, c), bc = latigraph_pair_get(pairs, b, c);
    const int bd = latigraph_pair_get(pairs, b, d);
    if ((ac | bd) & LATIGRAPH_PAIR_TO || bc & LATIGRAPH_PAIR_FROM) {
        return FALSE;
    }
    const latigraph_pair_change_t changes[5] = {
        {a, b, latigraph_pair_get(pairs, a, b) & ~LATIGRAPH_PAIR_TO},
        {c, d, latigraph_pair_get(pairs, c, d) & ~LATIGRAPH_PAIR_TO},
        {b, c, LATIGRAPH_PAIR_FROM},
        {a, c, ac | LATIGRAPH_PAIR_TO},
        {b, d, bd | LATIGRAPH_PAIR_TO}};
    return latigraph_step_change_pairs(state, changes, 5);
}

/* Changes the pairs of a path of one-way edges; ac and bd are free, or mutual and go to ab and cd.
 */
static gboolean turn_path_dyads(latigraph_state_t *state, int a, int b, int c, int d) {
    const latigraph_plan_t *plan = state->plan;
    const int t = latigraph_pair_get(&state->pairs, a, c);
    if ((t != LATIGRAPH_PAIR_NONE && t != LATIGRAPH_PAIR_MUTUAL) ||
        t != latigraph_pair_get(&state->pairs, b, d)) {
        return FALSE;
    }
    if (t == LATIGRAPH_PAIR_MUTUAL && latigraph_plan_has_classes(plan) &&
        !same_two(latigraph_mutual_class(plan, a, c), latigraph_mutual_class(plan, b, d),
                  latigraph_mutual_class(plan, a, b), latigraph_mutual_class(plan, c, d))) {
        return FALSE;
    }
    const latigraph_pair_change_t changes[5] = {{a, b, t},
                                                {c, d, t},
                                                {b, c, LATIGRAPH_PAIR_FROM},
                                                {a, c, LATIGRAPH_PAIR_TO},
                                                {b, d, LATIGRAPH_PAIR_TO}};
    if (!latigraph_step_change_pairs(state, changes, 5)) {
        return FALSE;
    }
    if (t == LATIGRAPH_PAIR_MUTUAL) { /* a ↔ c, d ↔ b become a ↔ b, d ↔ c */
        exchange_mutual(&state->lists[LATIGRAPH_MUTUAL],
                        latigraph_state_find_slot(state, LATIGRAPH_MUTUAL, a, c),
                        latigraph_state_find_slot(state, LATIGRAPH_MUTUAL, d, b));
    }
    return TRUE;
}

latigraph_step_t latigraph_step_flip(latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    latigraph_edges_in_slots_t *list = &state->lists[LATIGRAPH_ONE_WAY];
    const int x = latigraph_draws_below(&state->draws, plan->slots[LATIGRAPH_ONE_WAY].size);
    const int a = list->edge[x].from, b = list->edge[x].to;
    const int y = draw_from_row(state, b);
    const int z = y >= 0 ? draw_from_row(state, list->edge[y].to) : -1;
    if (z < 0) {
        return LATIGRAPH_STEP_NONE;
    }
    const int c = list->edge[y].to, d = list->edge[z].to;
    if (c == a || d == b) {
        return LATIGRAPH_STEP_NONE;
    }
    if (plan->keep.types == LATIGRAPH_TYPES_NEURONS &&
        (plan->type[a] != plan->type[b] || plan->type[c] != plan->type[b] ||
         plan->type[d] != plan->type[b])) {
        return LATIGRAPH_STEP_NONE;
    }
    if (latigraph_plan_has_classes(plan) && !same_path_classes(plan, a, b, c, d)) {
        return LATIGRAPH_STEP_NONE;
    }
    const gboolean turned = d == a                   ? turn_cycle(state, a, b, c)
                            : plan->keep.reciprocity ? turn_path_dyads(state, a, b, c, d)
                                                     : turn_path_edges(state, a, b, c, d);
    if (!turned) {
        return LATIGRAPH_STEP_NONE;
    }
    exchange(list, x, y);
    exchange(list, y, z);
    return LATIGRAPH_STEP_FLIP;
}

latigraph_step_t latigraph_step_special(latigraph_state_t *state, const latigraph_group_t *group,
                                        int k) {
    return group->flips >> k & 1 ? latigraph_step_flip(state) : latigraph_step_excursion(state);
}
