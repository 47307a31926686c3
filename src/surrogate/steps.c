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
 * All steps are exchanges of targets of slots. The inverse of a step is drawn with the same
 * probability, so that every graph that the chain reaches is equally likely in the long run.
 */
#include "surrogate/state.h"

enum {
    AHEAD = 32,          /* steps that are drawn ahead, to have their memory fetched */
    NEAR = 8,            /* steps before which the states of pairs are fetched */
    FLIP_MASK = 63,      /* one step in 64 draws a path, */
    FLIP_MASK_SMALL = 3, /* and one in 4 in graphs that are */
    SMALL = 50,          /* smaller than this, because swaps alone do not connect them */
    FROM_POOL = -1       /* the second slot is drawn from the pool when the step is taken */
};

typedef struct {
    int list, first, second;
    gboolean flip;
} proposal_t;

/* A pair of neurons and the state that it is to get. */
typedef struct {
    int i, j, state;
} change_t;

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

/* Returns the slot i → j, which exists. */
static int find_slot(const latigraph_state_t *state, int list, int i, int j) {
    const latigraph_slots_t *slots = &state->plan->slots[list];
    const latigraph_slot_edge_t *edge = state->lists[list].edge;
    const int block = latigraph_slots_block(state->plan, slots, i, j);
    int low = slots->block_start[block], high = slots->block_start[block + 1];
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (edge[middle].from < i) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (edge[low].to != j) {
        low++;
    }
    return low;
}

/* --- What is kept ---------------------------------------------------------- */

/* Returns whether two classes are the other two, in any order. */
static gboolean same_two(gint64 p, gint64 q, gint64 r, gint64 s) {
    return (p == r && q == s) || (p == s && q == r);
}

/* Returns the class of a mutual pair, which has no direction. */
static gint64 mutual_class(const latigraph_plan_t *plan, int i, int j) {
    return MIN(latigraph_pair_class(plan, i, j), latigraph_pair_class(plan, j, i));
}

/* Returns whether the pairs ab, cd have the classes of the pairs ad, cb. */
static gboolean same_classes(const latigraph_plan_t *plan, int list, int a, int b, int c, int d) {
    return list == LATIGRAPH_MUTUAL
               ? same_two(mutual_class(plan, a, b), mutual_class(plan, c, d),
                          mutual_class(plan, a, d), mutual_class(plan, c, b))
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

static void toggle(latigraph_state_t *state, int i, int j) {
    state->skeleton[(gsize)i * state->words + (gsize)j / 64] ^= (guint64)1 << j % 64;
    state->skeleton[(gsize)j * state->words + (gsize)i / 64] ^= (guint64)1 << i % 64;
}

/* Connects or disconnects a pair in the skeleton, and counts the triangles over it. */
static void toggle_and_count(latigraph_state_t *state, int i, int j, gboolean connect) {
    const guint64 *row = state->skeleton + (gsize)i * state->words;
    const guint64 *other = state->skeleton + (gsize)j * state->words;
    gint64 common = 0;
    for (gsize w = 0; w < state->words; w++) {
        common += __builtin_popcountll(row[w] & other[w]);
    }
    state->triangles += connect ? common : -common;
    toggle(state, i, j);
}

/* Changes the skeleton, or leaves it as it is and returns false if the number of triangles would
 * leave its bounds. */
static gboolean change_skeleton(latigraph_state_t *state, const change_t *changes, int count) {
    const gint64 triangles = state->triangles;
    gboolean toggled[5];
    for (int k = 0; k < count; k++) {
        const change_t *change = &changes[k];
        const gboolean before = latigraph_pair_get(&state->pairs, change->i, change->j) != 0;
        toggled[k] = before != (change->state != LATIGRAPH_PAIR_NONE);
        if (toggled[k]) {
            toggle_and_count(state, change->i, change->j, !before);
        }
    }
    if (state->triangles >= state->fewest && state->triangles <= state->most) {
        return TRUE;
    }
    for (int k = 0; k < count; k++) {
        if (toggled[k]) {
            toggle(state, changes[k].i, changes[k].j);
        }
    }
    state->triangles = triangles;
    return FALSE;
}

/* Sets the states of pairs unless the number of triangles forbids it. Removals come first, so that
 * a table of pairs is never fuller than between steps. */
static gboolean change_pairs(latigraph_state_t *state, const change_t *changes, int count) {
    if (state->skeleton != NULL && !change_skeleton(state, changes, count)) {
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
    const change_t changes[4] = {
        {a, b, latigraph_pair_get(&state->pairs, a, b) & ~LATIGRAPH_PAIR_TO},
        {c, d, latigraph_pair_get(&state->pairs, c, d) & ~LATIGRAPH_PAIR_TO},
        {a, d, ad | LATIGRAPH_PAIR_TO},
        {c, b, cb | LATIGRAPH_PAIR_TO}};
    if (!change_pairs(state, changes, 4)) {
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
    if (latigraph_plan_has_classes(plan) && !same_classes(plan, list, a, b, c, d)) {
        return LATIGRAPH_STEP_NONE;
    }
    const change_t changes[4] = {{a, b, t}, {c, d, t}, {a, d, s}, {c, b, s}};
    if (!change_pairs(state, changes, 4)) {
        return LATIGRAPH_STEP_NONE;
    }
    if (list == LATIGRAPH_MUTUAL) {
        exchange_mutual(mutual, x, y);
        return LATIGRAPH_STEP_MUTUAL;
    }
    exchange(one_way, x, y);
    if (t == LATIGRAPH_PAIR_MUTUAL) {
        exchange_mutual(mutual, find_slot(state, LATIGRAPH_MUTUAL, a, d),
                        find_slot(state, LATIGRAPH_MUTUAL, c, b));
        return LATIGRAPH_STEP_MIXED;
    }
    if (t == LATIGRAPH_PAIR_FROM) {
        exchange(one_way, find_slot(state, LATIGRAPH_ONE_WAY, d, a),
                 find_slot(state, LATIGRAPH_ONE_WAY, b, c));
        return LATIGRAPH_STEP_TURNED;
    }
    return LATIGRAPH_STEP_SWAP;
}

static latigraph_step_t swap_targets(latigraph_state_t *state, int list, int x, int y) {
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
    const change_t changes[3] = {
        {a, b, LATIGRAPH_PAIR_FROM}, {b, c, LATIGRAPH_PAIR_FROM}, {c, a, LATIGRAPH_PAIR_FROM}};
    return change_pairs(state, changes, 3);
}

/* Changes the pairs of a path a → b → c → d into a → c → b → d, whatever the reverse edges are. */
static gboolean turn_path_edges(latigraph_state_t *state, int a, int b, int c, int d) {
    const latigraph_pair_states_t *pairs = &state->pairs;
    const int ac = latigraph_pair_get(pairs, a, c), bc = latigraph_pair_get(pairs, b, c);
    const int bd = latigraph_pair_get(pairs, b, d);
    if ((ac | bd) & LATIGRAPH_PAIR_TO || bc & LATIGRAPH_PAIR_FROM) {
        return FALSE;
    }
    const change_t changes[5] = {{a, b, latigraph_pair_get(pairs, a, b) & ~LATIGRAPH_PAIR_TO},
                                 {c, d, latigraph_pair_get(pairs, c, d) & ~LATIGRAPH_PAIR_TO},
                                 {b, c, LATIGRAPH_PAIR_FROM},
                                 {a, c, ac | LATIGRAPH_PAIR_TO},
                                 {b, d, bd | LATIGRAPH_PAIR_TO}};
    return change_pairs(state, changes, 5);
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
        !same_two(mutual_class(plan, a, c), mutual_class(plan, b, d), mutual_class(plan, a, b),
                  mutual_class(plan, c, d))) {
        return FALSE;
    }
    const change_t changes[5] = {{a, b, t},
                                 {c, d, t},
                                 {b, c, LATIGRAPH_PAIR_FROM},
                                 {a, c, LATIGRAPH_PAIR_TO},
                                 {b, d, LATIGRAPH_PAIR_TO}};
    if (!change_pairs(state, changes, 5)) {
        return FALSE;
    }
    if (t == LATIGRAPH_PAIR_MUTUAL) { /* a ↔ c, d ↔ b become a ↔ b, d ↔ c */
        exchange_mutual(&state->lists[LATIGRAPH_MUTUAL], find_slot(state, LATIGRAPH_MUTUAL, a, c),
                        find_slot(state, LATIGRAPH_MUTUAL, d, b));
    }
    return TRUE;
}

/* Tries to turn round the middle of a path whose first edge is in slot x. */
static latigraph_step_t flip_path(latigraph_state_t *state, int x) {
    const latigraph_plan_t *plan = state->plan;
    latigraph_edges_in_slots_t *list = &state->lists[LATIGRAPH_ONE_WAY];
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

/* --- Drawing steps ---------------------------------------------------------- */

/* Draws the second slot, or says that it comes from the pool of the first one's stub. */
static int draw_partner(latigraph_state_t *state, int list, int x) {
    const latigraph_plan_t *plan = state->plan;
    const latigraph_slots_t *slots = &plan->slots[list];
    const int block = slots->blocks > 1 ? slots->block[x] : 0;
    int begin = slots->block_start[block], end = slots->block_start[block + 1];
    if (slots->stub != NULL) {
        if (latigraph_draws_next(&state->draws) >> 31) {
            return FROM_POOL;
        }
        if (plan->keep.types == LATIGRAPH_TYPES_TOTALS) {
            begin = slots->type_start[plan->type[slots->from[x]]];
            end = slots->type_start[plan->type[slots->from[x]] + 1];
        }
    }
    return begin + latigraph_draws_below(&state->draws, end - begin);
}

static int draw_from_pool(latigraph_state_t *state, int list, int x) {
    const latigraph_slots_t *slots = &state->plan->slots[list];
    const int pool = slots->pool[state->lists[list].stub[x]];
    const int begin = slots->pool_start[pool], end = slots->pool_start[pool + 1];
    return state->lists[list].slot[begin + latigraph_draws_below(&state->draws, end - begin)];
}

/* One-way edges and mutual pairs are drawn in proportion to their numbers. */
static proposal_t draw_step(latigraph_state_t *state) {
    const int one_way = state->plan->slots[LATIGRAPH_ONE_WAY].size;
    const int mutual = state->plan->slots[LATIGRAPH_MUTUAL].size;
    const uint32_t mask = state->plan->n < SMALL ? FLIP_MASK_SMALL : FLIP_MASK;
    if (one_way > 0 && (latigraph_draws_next(&state->draws) & mask) == 0) {
        return (proposal_t){.list = LATIGRAPH_ONE_WAY,
                            .first = latigraph_draws_below(&state->draws, one_way),
                            .second = FROM_POOL,
                            .flip = TRUE};
    }
    proposal_t proposal = {.list = LATIGRAPH_ONE_WAY,
                           .first = latigraph_draws_below(&state->draws, one_way + mutual / 2)};
    if (proposal.first >= one_way) {
        proposal.list = LATIGRAPH_MUTUAL;
        proposal.first = latigraph_draws_below(&state->draws, mutual);
    }
    proposal.second = draw_partner(state, proposal.list, proposal.first);
    return proposal;
}

/* Has the edges of a step fetched from memory. */
static void fetch_edges(const latigraph_state_t *state, const proposal_t *proposal) {
    const latigraph_slot_edge_t *edge = state->lists[proposal->list].edge;
    __builtin_prefetch(&edge[proposal->first], 1);
    if (proposal->second != FROM_POOL) {
        __builtin_prefetch(&edge[proposal->second], 1);
    }
}

/* Has the states of the pairs of a swap fetched, by the edges that are there now. */
static void fetch_pairs(const latigraph_state_t *state, const proposal_t *proposal) {
    const latigraph_slot_edge_t *edge = state->lists[proposal->list].edge;
    if (!proposal->flip && proposal->second != FROM_POOL) {
        const latigraph_slot_edge_t x = edge[proposal->first], y = edge[proposal->second];
        latigraph_pair_fetch(&state->pairs, x.from, y.to);
        latigraph_pair_fetch(&state->pairs, y.from, x.to);
        latigraph_pair_fetch(&state->pairs, x.from, x.to);
        latigraph_pair_fetch(&state->pairs, y.from, y.to);
    }
}

static latigraph_step_t take_step(latigraph_state_t *state, const proposal_t *proposal) {
    if (proposal->flip) {
        return flip_path(state, proposal->first);
    }
    const int second = proposal->second == FROM_POOL
                           ? draw_from_pool(state, proposal->list, proposal->first)
                           : proposal->second;
    return swap_targets(state, proposal->list, proposal->first, second);
}

void latigraph_state_run(latigraph_state_t *state, gint64 steps) {
    proposal_t proposal[AHEAD];
    if (!state->plan->keep.degrees) {
        if (steps > 0) {
            latigraph_state_draw(state);
        }
        state->steps += steps;
        return;
    }
    state->steps += steps;
    while (steps > 0 && state->plan->m > 0) {
        const int count = (int)MIN(steps, AHEAD);
        for (int k = 0; k < count; k++) {
            proposal[k] = draw_step(state);
            fetch_edges(state, &proposal[k]);
        }
        for (int k = 0; k < MIN(count, NEAR); k++) {
            fetch_pairs(state, &proposal[k]);
        }
        for (int k = 0; k < count; k++) {
            if (k + NEAR < count) {
                fetch_pairs(state, &proposal[k + NEAR]);
            }
            const latigraph_step_t kind = take_step(state, &proposal[k]);
            if (kind != LATIGRAPH_STEP_NONE) {
                state->changed[kind]++;
            }
        }
        steps -= count;
    }
}
