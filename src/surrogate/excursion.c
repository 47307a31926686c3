/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Excursions: steps that change three to eight edges at once.
 *
 * Exchanges of two edges and turned paths do not connect all graphs once reciprocity, types,
 * distances or triangles are kept: some graphs are reached only by changes whose parts would not
 * keep them. An excursion draws k edges in an order, k from a geometric law from 3 on, and permutes
 * their targets at random. It is taken if everything is kept:
 *
 *     drawn     a → b,  c → d,  e → f   (each may be one direction of a mutual pair)
 *     becomes   a → d,  c → f,  e → b
 *
 * Where reciprocity is kept, half of the excursions draw mutual pairs instead and permute one end
 * of each. All of them do in undirected graphs. Further edges come from the range of the first one,
 * as in other steps. Numbers of edges in these ranges never change, so that the inverse permutation
 * of the edges that come out is drawn with the same probability.
 *
 * The edges of a neuron sit in its slots, which are as many as before: one-way and mutual degrees
 * are kept. Which of its slots an edge gets is drawn at random, because the slot decides on the
 * weight.
 */
#include "surrogate/steps.h"

enum { LEAST_EDGES = 3, MOST_EDGES = 8, MOST_ARCS = 2 * MOST_EDGES, MOST_PAIRS = 2 * MOST_EDGES };
G_STATIC_ASSERT((int)MOST_PAIRS <= (int)LATIGRAPH_PAIR_CHANGES);

/* A pair of neurons whose edges change. */
typedef struct {
    int i, j, before, after;
    int slot[2]; /* slots of i → j and of j → i before, as far as they are known; else −1 */
} pair_t;

/* A directed edge, and its slot. */
typedef struct {
    int from, to, slot;
} arc_t;

typedef struct {
    int arcs, pairs;
    arc_t arc[MOST_ARCS];                 /* edges that are removed */
    int tail[MOST_ARCS], head[MOST_ARCS]; /* edges that are added */
    pair_t pair[MOST_PAIRS];
} excursion_t;

/* --- Drawing ---------------------------------------------------------------------- */

/* Finds the slots of a list from which edges are drawn together with the edge i → j. */
static void find_range(const latigraph_plan_t *plan, int list, int i, int j, int *begin,
                       int *size) {
    const latigraph_slots_t *slots = &plan->slots[list];
    int end = slots->size;
    *begin = 0;
    if (plan->keep.types == LATIGRAPH_TYPES_NEURONS) {
        const int block = latigraph_slots_block(plan, slots, i, j);
        *begin = block >= 0 ? slots->block_start[block] : 0;
        end = block >= 0 ? slots->block_start[block + 1] : 0;
    } else if (plan->keep.types == LATIGRAPH_TYPES_TOTALS) {
        *begin = slots->type_start[plan->type[i]];
        end = slots->type_start[plan->type[i] + 1];
    }
    *size = end - *begin;
}

static arc_t arc_in(const latigraph_state_t *state, int list, int slot) {
    const latigraph_slot_edge_t edge = state->lists[list].edge[slot];
    return (arc_t){edge.from, edge.to, slot};
}

/* Draws edges of the lists from `list` on: of both, or of mutual pairs. Returns false if there are
 * too few. */
static gboolean draw_arcs(latigraph_state_t *state, int list, int count, excursion_t *excursion) {
    const latigraph_plan_t *plan = state->plan;
    int begin[LATIGRAPH_SLOT_LISTS] = {0, 0}, size[LATIGRAPH_SLOT_LISTS] = {0, 0};
    for (int l = list; l < LATIGRAPH_SLOT_LISTS; l++) {
        size[l] = plan->slots[l].size;
    }
    for (int k = 0; k < count; k++) {
        if (size[0] + size[1] < count) {
            return FALSE;
        }
        const int at = latigraph_draws_below(&state->draws, size[0] + size[1]);
        const int drawn = at >= size[0];
        excursion->arc[k] = arc_in(state, drawn, begin[drawn] + at - (drawn ? size[0] : 0));
        for (int l = list; k == 0 && l < LATIGRAPH_SLOT_LISTS; l++) {
            find_range(plan, l, excursion->arc[0].from, excursion->arc[0].to, &begin[l], &size[l]);
        }
    }
    excursion->arcs = count;
    return TRUE;
}

/* Permutes the targets. */
static void draw_heads(latigraph_state_t *state, excursion_t *excursion) {
    for (int k = 0; k < excursion->arcs; k++) {
        const int l = latigraph_draws_below(&state->draws, k + 1);
        excursion->head[k] = excursion->head[l];
        excursion->head[l] = excursion->arc[k].to;
        excursion->tail[k] = excursion->arc[k].from;
    }
}

/* Adds the other direction of every arc. */
static void add_reverse(const latigraph_state_t *state, excursion_t *excursion) {
    const int count = excursion->arcs;
    for (int k = 0; k < count; k++) {
        const arc_t arc = excursion->arc[k];
        excursion->arc[count + k] =
            (arc_t){arc.to, arc.from, state->lists[LATIGRAPH_MUTUAL].twin[arc.slot]};
        excursion->tail[count + k] = excursion->head[k];
        excursion->head[count + k] = excursion->tail[k];
    }
    excursion->arcs = 2 * count;
}

/* --- Changes ---------------------------------------------------------------------- */

/* Returns the pair of i and j, which is added if it is new; `*bit` gets the edge i → j. */
static pair_t *find_pair(const latigraph_state_t *state, excursion_t *excursion, int i, int j,
                         int *bit) {
    for (int p = 0; p < excursion->pairs; p++) {
        pair_t *pair = &excursion->pair[p];
        if (pair->i == i && pair->j == j) {
            *bit = LATIGRAPH_PAIR_TO;
            return pair;
        }
        if (pair->i == j && pair->j == i) {
            *bit = LATIGRAPH_PAIR_FROM;
            return pair;
        }
    }
    const int before = latigraph_pair_get(&state->pairs, i, j);
    excursion->pair[excursion->pairs] = (pair_t){i, j, before, before, {-1, -1}};
    *bit = LATIGRAPH_PAIR_TO;
    return &excursion->pair[excursion->pairs++];
}

static gboolean remove_arc(const latigraph_state_t *state, excursion_t *excursion, arc_t arc) {
    int bit;
    pair_t *pair = find_pair(state, excursion, arc.from, arc.to, &bit);
    if (!(pair->after & bit)) {
        return FALSE; /* it was drawn twice */
    }
    pair->after &= ~bit;
    pair->slot[bit == LATIGRAPH_PAIR_FROM] = arc.slot;
    return TRUE;
}

static gboolean add_arc(const latigraph_state_t *state, excursion_t *excursion, int from, int to) {
    int bit;
    if (from == to) {
        return FALSE;
    }
    pair_t *pair = find_pair(state, excursion, from, to, &bit);
    if (pair->after & bit) {
        return FALSE;
    }
    pair->after |= bit;
    return TRUE;
}

/* Finds the states of all pairs, and drops those that stay. Returns false if an edge would be there
 * twice or nothing changes. */
static gboolean find_changes(const latigraph_state_t *state, excursion_t *excursion) {
    excursion->pairs = 0;
    for (int k = 0; k < excursion->arcs; k++) {
        if (!remove_arc(state, excursion, excursion->arc[k])) {
            return FALSE;
        }
    }
    for (int k = 0; k < excursion->arcs; k++) {
        if (!add_arc(state, excursion, excursion->tail[k], excursion->head[k])) {
            return FALSE;
        }
    }
    int changed = 0;
    for (int p = 0; p < excursion->pairs; p++) {
        if (excursion->pair[p].before != excursion->pair[p].after) {
            excursion->pair[changed++] = excursion->pair[p];
        }
    }
    excursion->pairs = changed;
    return changed > 0;
}

/* --- What is kept ------------------------------------------------------------------ */

/* Counts by keys, which are to be 0 in the end. */
typedef struct {
    int count;
    gint64 key[4 * MOST_PAIRS];
    int number[4 * MOST_PAIRS];
} counts_t;

static void count_key(counts_t *counts, gint64 key, int step) {
    int k = 0;
    while (k < counts->count && counts->key[k] != key) {
        k++;
    }
    if (k == counts->count) {
        counts->key[k] = key;
        counts->number[k] = 0;
        counts->count++;
    }
    counts->number[k] += step;
}

static gboolean are_kept(const counts_t *counts) {
    for (int k = 0; k < counts->count; k++) {
        if (counts->number[k] != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Returns whether the one-way and mutual degrees are kept, and each neuron's by type of the others
 * if these are kept. Without changes to or from mutual pairs permuting targets keeps them. */
static gboolean keeps_degrees(const latigraph_plan_t *plan, const excursion_t *excursion) {
    int mutual = 0, one_way = 0, more = 0;
    counts_t counts;
    counts.count = 0;
    for (int p = 0; p < excursion->pairs; p++) {
        const pair_t *pair = &excursion->pair[p];
        const int before = pair->before == LATIGRAPH_PAIR_MUTUAL;
        const int after = pair->after == LATIGRAPH_PAIR_MUTUAL;
        mutual += before | after;
        more += after - before;
        one_way += (pair->before && !before) || (pair->after && !after);
    }
    if (mutual == 0 || one_way == 0 || more != 0) {
        return more == 0;
    }
    for (int p = 0; p < excursion->pairs; p++) {
        const pair_t *pair = &excursion->pair[p];
        for (int k = 0; k < 2; k++) {
            const int state = k == 0 ? pair->before : pair->after, step = k == 0 ? -1 : 1;
            const gboolean by_type = plan->keep.types == LATIGRAPH_TYPES_NEURONS;
            const gint64 i = (gint64)pair->i * plan->types + (by_type ? plan->type[pair->j] : 0);
            const gint64 j = (gint64)pair->j * plan->types + (by_type ? plan->type[pair->i] : 0);
            count_key(&counts, 4 * i + state, step);
            count_key(&counts, 4 * j + latigraph_pair_turned(state), step);
        }
    }
    return are_kept(&counts);
}

/* Counts the classes of the edges in one state of a pair. */
static void count_classes(const latigraph_plan_t *plan, const pair_t *pair, int state, int step,
                          counts_t *counts) {
    if (plan->keep.reciprocity && state == LATIGRAPH_PAIR_MUTUAL) {
        count_key(counts, 2 * latigraph_mutual_class(plan, pair->i, pair->j) + 1, step);
        return;
    }
    if (state & LATIGRAPH_PAIR_TO) {
        count_key(counts, 2 * latigraph_pair_class(plan, pair->i, pair->j), step);
    }
    if (state & LATIGRAPH_PAIR_FROM) {
        count_key(counts, 2 * latigraph_pair_class(plan, pair->j, pair->i), step);
    }
}

static gboolean keeps_classes(const latigraph_plan_t *plan, const excursion_t *excursion) {
    counts_t counts;
    counts.count = 0;
    for (int p = 0; p < excursion->pairs; p++) {
        count_classes(plan, &excursion->pair[p], excursion->pair[p].before, -1, &counts);
        count_classes(plan, &excursion->pair[p], excursion->pair[p].after, 1, &counts);
    }
    return are_kept(&counts);
}

/* --- Slots ------------------------------------------------------------------------- */

/* Slots that edges leave, with their targets and stubs, and edges that need one. */
typedef struct {
    int freed, added;
    int slot[MOST_ARCS * 2], to[MOST_ARCS * 2], stub[MOST_ARCS * 2], stub_block[MOST_ARCS * 2];
    arc_t arc[MOST_ARCS * 2];
} moving_t;

static void free_slot(const latigraph_state_t *state, int list, int slot, moving_t *moving) {
    const latigraph_edges_in_slots_t *edges = &state->lists[list];
    moving->slot[moving->freed] = slot;
    moving->to[moving->freed] = edges->edge[slot].to;
    moving->stub[moving->freed] = edges->stub != NULL ? edges->stub[slot] : -1;
    moving->stub_block[moving->freed++] = latigraph_slots_block_of(&state->plan->slots[list], slot);
}

/* Frees the slots of the edges `bits` of a pair in a list. */
static void free_pair(const latigraph_state_t *state, int list, const pair_t *pair, int bits,
                      moving_t *moving) {
    int slot[2] = {pair->slot[0], pair->slot[1]};
    if (list == LATIGRAPH_MUTUAL) {
        if (slot[0] < 0) {
            slot[0] = slot[1] >= 0 ? state->lists[list].twin[slot[1]]
                                   : latigraph_state_find_slot(state, list, pair->i, pair->j);
        }
        slot[1] = state->lists[list].twin[slot[0]];
    }
    for (int k = 0; k < 2; k++) {
        if (bits >> k & 1) {
            free_slot(state, list,
                      slot[k] >= 0 ? slot[k]
                                   : latigraph_state_find_slot(state, list, k ? pair->j : pair->i,
                                                               k ? pair->i : pair->j),
                      moving);
        }
    }
}

static void need_slots(const pair_t *pair, int bits, moving_t *moving) {
    if (bits & LATIGRAPH_PAIR_TO) {
        moving->arc[moving->added++] = (arc_t){pair->i, pair->j, -1};
    }
    if (bits & LATIGRAPH_PAIR_FROM) {
        moving->arc[moving->added++] = (arc_t){pair->j, pair->i, -1};
    }
}

/* Returns a free slot of the sender of an arc, at random if there are several. */
static int draw_slot(latigraph_state_t *state, int list, const moving_t *moving, const arc_t *arc) {
    const latigraph_plan_t *plan = state->plan;
    int fitting[MOST_ARCS * 2], count = 0;
    for (int k = 0; k < moving->freed; k++) {
        const int slot = moving->slot[k];
        if (slot >= 0 && state->lists[list].edge[slot].from == arc->from &&
            (plan->keep.types != LATIGRAPH_TYPES_NEURONS ||
             plan->type[moving->to[k]] == plan->type[arc->to])) {
            fitting[count++] = k;
        }
    }
    return fitting[count > 1 ? latigraph_draws_below(&state->draws, count) : 0];
}

/* Gives a slot a stub of its new target. */
static void take_stub(latigraph_edges_in_slots_t *edges, moving_t *moving, int slot, int block,
                      int to) {
    int k = 0;
    while (moving->stub[k] < 0 || moving->to[k] != to || moving->stub_block[k] != block) {
        k++;
    }
    edges->stub[slot] = moving->stub[k];
    edges->slot[moving->stub[k]] = slot;
    moving->stub[k] = -1;
}

/* Puts the new edges of a list into the slots that the old ones left. */
static void fill_slots(latigraph_state_t *state, int list, moving_t *moving) {
    latigraph_edges_in_slots_t *edges = &state->lists[list];
    for (int a = 0; a < moving->added; a++) {
        arc_t *arc = &moving->arc[a];
        const int k = draw_slot(state, list, moving, arc);
        arc->slot = moving->slot[k];
        moving->slot[k] = -1;
        edges->edge[arc->slot].to = arc->to;
        if (edges->stub != NULL) {
            take_stub(edges, moving, arc->slot,
                      latigraph_slots_block_of(&state->plan->slots[list], arc->slot), arc->to);
        }
    }
    for (int a = 0; list == LATIGRAPH_MUTUAL && a < moving->added; a += 2) {
        edges->twin[moving->arc[a].slot] = moving->arc[a + 1].slot;
        edges->twin[moving->arc[a + 1].slot] = moving->arc[a].slot;
    }
}

/* Moves the edges of one list; the states of the pairs are those after the step. */
static void move_edges(latigraph_state_t *state, const excursion_t *excursion, int list) {
    const gboolean reciprocity = state->plan->keep.reciprocity;
    moving_t moving;
    moving.freed = moving.added = 0;
    for (int p = 0; p < excursion->pairs; p++) {
        const pair_t *pair = &excursion->pair[p];
        int before = pair->before & ~pair->after, after = pair->after & ~pair->before;
        if (reciprocity) { /* an edge changes its list if its pair becomes mutual */
            before = (pair->before == LATIGRAPH_PAIR_MUTUAL) == list ? pair->before : 0;
            after = (pair->after == LATIGRAPH_PAIR_MUTUAL) == list ? pair->after : 0;
        }
        if (before) {
            free_pair(state, list, pair, before, &moving);
        }
        need_slots(pair, after, &moving);
    }
    fill_slots(state, list, &moving);
}

/* --- The step ---------------------------------------------------------------------- */

/* Changes the states of the pairs, removals first. */
static gboolean change_pairs(latigraph_state_t *state, const excursion_t *excursion) {
    latigraph_pair_change_t changes[MOST_PAIRS];
    int count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int p = 0; p < excursion->pairs; p++) {
            const pair_t *pair = &excursion->pair[p];
            if ((pair->after != LATIGRAPH_PAIR_NONE) == pass) {
                changes[count++] = (latigraph_pair_change_t){pair->i, pair->j, pair->after};
            }
        }
    }
    return latigraph_step_change_pairs(state, changes, count);
}

/* Number of edges: 3 with probability 1/2, 4 with 1/4, and so on. */
static int count_edges(uint32_t word) {
    int count = LEAST_EDGES;
    while (count < MOST_EDGES && (word & 1)) {
        word >>= 1;
        count++;
    }
    return count;
}

latigraph_step_t latigraph_step_excursion(latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    const uint32_t word = latigraph_draws_next(&state->draws);
    const gboolean pairs = plan->undirected || (plan->keep.reciprocity && word >> 31);
    excursion_t excursion;
    if (!draw_arcs(state, pairs ? LATIGRAPH_MUTUAL : LATIGRAPH_ONE_WAY, count_edges(word),
                   &excursion)) {
        return LATIGRAPH_STEP_NONE;
    }
    draw_heads(state, &excursion);
    if (pairs) {
        add_reverse(state, &excursion);
    }
    if (!find_changes(state, &excursion) ||
        (plan->keep.reciprocity && !keeps_degrees(plan, &excursion)) ||
        (latigraph_plan_has_classes(plan) && !keeps_classes(plan, &excursion)) ||
        !change_pairs(state, &excursion)) {
        return LATIGRAPH_STEP_NONE;
    }
    move_edges(state, &excursion, LATIGRAPH_ONE_WAY);
    if (plan->keep.reciprocity) {
        move_edges(state, &excursion, LATIGRAPH_MUTUAL);
    }
    return LATIGRAPH_STEP_EXCURSION;
}
