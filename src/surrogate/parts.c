/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Steps of large graphs, whose memory is not in the cache.
 *
 * A step reads and writes two slots and four pairs anywhere in the graph. With millions of edges
 * each of them waits for memory, several times longer than the step takes otherwise. So the senders
 * are divided at random into parts. The slots of one part are copied into small arrays, their steps
 * are taken there, and the targets are copied back:
 *
 *     round:   divide the senders  |  part 1: copy, steps, copy back  |  part 2 ...  |
 *
 * Both edges of a step have their senders in the part, and so the pairs that a step reads have an
 * end in the part: slots of its senders, slots that arrive from other parts, and the other
 * directions of its mutual pairs. Arriving slots are listed by the parts of sender and receiver. A
 * part exchanges the targets of its own slots, and mutual pairs change between its own senders, so
 * that these lists keep their sizes; the part's own lists are made again when it is done.
 *
 * A division does not depend on the graph, and steps within a part are symmetric. The chain of
 * steps within parts therefore has the same uniform law. Rounds must also look alike backwards in
 * time, because p-values need a reversible chain: parts are taken in one order or its reverse with
 * equal probability. Paths and cycles of four need senders of several parts. One step in 256 is
 * taken in the whole graph, before or after all parts of a round with equal probability, and finds
 * pairs by searching rows.
 *
 * Where distances are kept, neurons that follow one another are near, and a step of near senders,
 * or of near targets, often keeps both distances. Groups of such neurons then stay together in a
 * part. Their size is drawn for each round, because structure of all scales has to be forgotten.
 */
#include "surrogate/parts.h"

#include "base/memory.h"
#include "base/pages.h"
#include "surrogate/steps.h"

#include <string.h>

enum {
    LOAD = 1 << 16,  /* slots of a part: their arrays and table take 1.5 MB */
    SENDERS = 64,    /* senders of a part, at least, in the mean */
    PARTS = 512,     /* most parts */
    WHOLE = 256,     /* one step of this many is taken in the whole graph, */
    WHOLE_SMALL = 4, /* or of this many in graphs that are */
    SMALL = 50,      /* smaller than this */
    AHEAD = 16       /* slots that are fetched ahead */
};

struct latigraph_parts_t {
    gint64 total, most; /* slots that senders bring into parts, of all and of one part at least */
    int *load;          /* (n) slots that each neuron brings */
    int *order;         /* (n + 1) groups of neurons that are not yet in a part */
    int *part;          /* (n) part of each neuron */
    int count;          /* number of parts */
    int *slot[LATIGRAPH_SLOT_LISTS];  /* (size) slots by part of the sender */
    int *start[LATIGRAPH_SLOT_LISTS]; /* (parts + 1) */
    int *arriving;       /* one-way slots by part of the sender, then of the receiver; NULL if the
                            directions of a pair do not depend on one another */
    int *arriving_start; /* (parts, parts + 1) */
    int *cursor;         /* scratch memory of counting sorts */

    latigraph_plan_t plan;   /* the open part */
    latigraph_state_t state; /* its slots that are drawn, then those of mutual pairs that are not */
    int *place;              /* (mutual slots) place in the open part */
    int *outer;              /* mutual slots that are not drawn */
    int outers;
    int *sorted; /* scratch memory of a part */
};

/* --- Memory ------------------------------------------------------------------ */

static gboolean has_pools(const latigraph_plan_t *plan) {
    return latigraph_plan_has_classes(plan);
}

/* Counts the slots that neurons bring: those they send and, where the directions of a pair depend
 * on one another, the one-way slots that arrive. Returns the greatest number. */
static gint64 count_loads(latigraph_parts_t *parts, const latigraph_plan_t *plan) {
    gint64 greatest = 0;
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        for (int s = 0; s < plan->slots[k].size; s++) {
            parts->load[plan->slots[k].from[s]]++;
            if (plan->keep.reciprocity && k == LATIGRAPH_ONE_WAY) {
                parts->load[plan->slots[k].first[s]]++;
            }
        }
    }
    for (int i = 0; i < plan->n; i++) {
        parts->total += parts->load[i];
        greatest = MAX(greatest, parts->load[i]);
    }
    return greatest;
}

static igraph_error_t allocate(int **array, gint64 size) {
    *array = g_try_new0(int, (gsize)size + 1);
    LATIGRAPH_CHECK_MEMORY(*array);
    return IGRAPH_SUCCESS;
}

/* Allocates a list of slots of the open part; `drawn` of them can be drawn, `size` exist. */
static igraph_error_t allocate_list(latigraph_parts_t *parts, const latigraph_plan_t *plan, int k,
                                    gint64 drawn, gint64 size) {
    latigraph_slots_t *slots = &parts->plan.slots[k];
    latigraph_edges_in_slots_t *list = &parts->state.lists[k];
    slots->blocks = plan->slots[k].blocks;
    slots->block_key = plan->slots[k].block_key;
    list->edge = g_try_new0(latigraph_slot_edge_t, (gsize)size + 1);
    LATIGRAPH_CHECK_MEMORY(list->edge);
    IGRAPH_CHECK(allocate(&slots->from, drawn));
    if (slots->blocks > 1) {
        IGRAPH_CHECK(allocate(&slots->block, drawn));
    }
    IGRAPH_CHECK(allocate(&slots->block_start, slots->blocks));
    IGRAPH_CHECK(allocate(&slots->row_begin, plan->n));
    IGRAPH_CHECK(allocate(&slots->row_end, plan->n));
    IGRAPH_CHECK(allocate(&slots->type_start, plan->types));
    if (k == LATIGRAPH_MUTUAL) {
        IGRAPH_CHECK(allocate(&list->twin, size));
    }
    if (has_pools(plan)) {
        IGRAPH_CHECK(allocate(&list->stub, size));
        IGRAPH_CHECK(allocate(&list->slot, size));
        IGRAPH_CHECK(allocate(&slots->pool, size));
        IGRAPH_CHECK(allocate(&slots->pool_start, size + 1));
    }
    return IGRAPH_SUCCESS;
}

/* Allocates the open part, which has at most `capacity` slots and pairs. */
static igraph_error_t allocate_part(latigraph_parts_t *parts, const latigraph_plan_t *plan,
                                    gint64 capacity) {
    const gint64 one_way = plan->slots[LATIGRAPH_ONE_WAY].size;
    const gint64 mutual = plan->slots[LATIGRAPH_MUTUAL].size;
    parts->plan = *plan;
    memset(parts->plan.slots, 0, sizeof parts->plan.slots);
    parts->plan.part = TRUE;
    parts->state.plan = &parts->plan;
    IGRAPH_CHECK(allocate_list(parts, plan, LATIGRAPH_ONE_WAY, MIN(capacity, one_way),
                               MIN(capacity, one_way)));
    IGRAPH_CHECK(allocate_list(parts, plan, LATIGRAPH_MUTUAL, MIN(capacity, mutual),
                               MIN(2 * capacity, mutual)));
    IGRAPH_CHECK(latigraph_pair_states_init(&parts->state.pairs, plan->n, capacity, TRUE));
    IGRAPH_CHECK(allocate(&parts->place, mutual));
    IGRAPH_CHECK(allocate(&parts->outer, MIN(capacity, mutual)));
    return allocate(&parts->sorted, has_pools(plan) ? capacity : 0);
}

igraph_error_t latigraph_parts_init(latigraph_parts_t **result, const latigraph_plan_t *plan,
                                    gint64 most) {
    latigraph_parts_t *parts = g_try_new0(latigraph_parts_t, 1);
    LATIGRAPH_CHECK_MEMORY(parts);
    IGRAPH_FINALLY(latigraph_parts_destroy, parts);
    IGRAPH_CHECK(allocate(&parts->load, plan->n));
    IGRAPH_CHECK(allocate(&parts->order, plan->n));
    IGRAPH_CHECK(allocate(&parts->part, plan->n));
    const gint64 greatest = count_loads(parts, plan);
    const gint64 least = MAX(LOAD, MAX(SENDERS * parts->total / plan->n, parts->total / PARTS));
    parts->most = MAX(most > 0 ? most : least, 1);
    const gint64 count = parts->total / parts->most + 1; /* a part is closed when it has as many */
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        IGRAPH_CHECK(allocate(&parts->slot[k], plan->slots[k].size));
        IGRAPH_CHECK(allocate(&parts->start[k], count));
    }
    if (plan->keep.reciprocity) {
        IGRAPH_CHECK(allocate(&parts->arriving, plan->slots[LATIGRAPH_ONE_WAY].size));
        IGRAPH_CHECK(allocate(&parts->arriving_start, count * (count + 1)));
    }
    const gint64 keys = MAX(plan->slots[0].blocks, plan->slots[1].blocks);
    IGRAPH_CHECK(allocate(&parts->cursor, MAX(count, MAX(plan->cells, keys)) + 1));
    IGRAPH_CHECK(allocate_part(parts, plan, MIN(parts->most + greatest, parts->total)));
    IGRAPH_FINALLY_CLEAN(1);
    *result = parts;
    return IGRAPH_SUCCESS;
}

void latigraph_parts_destroy(latigraph_parts_t *parts) {
    if (parts == NULL) {
        return;
    }
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        parts->plan.slots[k].block_key = NULL; /* the whole plan's */
        latigraph_slots_destroy(&parts->plan.slots[k]);
        g_free(parts->slot[k]);
        g_free(parts->start[k]);
    }
    latigraph_state_destroy(&parts->state);
    g_free(parts->load);
    g_free(parts->order);
    g_free(parts->part);
    g_free(parts->arriving);
    g_free(parts->arriving_start);
    g_free(parts->cursor);
    g_free(parts->place);
    g_free(parts->outer);
    g_free(parts->sorted);
    g_free(parts);
}

/* --- Dividing the senders ---------------------------------------------------- */

/* Turns numbers per key, in counts[key + 1], into the places where keys begin. */
static void add_up(int *counts, int keys) {
    counts[0] = 0;
    for (int key = 0; key < keys; key++) {
        counts[key + 1] += counts[key];
    }
}

/* Draws the number of neighbouring neurons that stay together: 1 without positions, and any power
 * of two up to a part otherwise. */
static int draw_together(latigraph_state_t *whole) {
    const latigraph_parts_t *parts = whole->parts;
    int powers = 1;
    while (whole->plan->position != NULL &&
           parts->total << powers <= (gint64)whole->plan->n * parts->most) {
        powers++;
    }
    return powers > 1 ? 1 << latigraph_draws_below(&whole->draws, powers) : 1;
}

/* Draws an order of groups of neighbouring neurons, and cuts it into parts. */
static void draw_parts(latigraph_state_t *whole) {
    latigraph_parts_t *parts = whole->parts;
    const int n = whole->plan->n, together = draw_together(whole);
    const int before = together > 1 ? latigraph_draws_below(&whole->draws, together) : 0;
    const int groups = (int)(((gint64)n + before + together - 1) / together);
    gint64 load = 0;
    for (int g = 0; g < groups; g++) {
        parts->order[g] = g;
    }
    parts->count = 1;
    for (int g = 0; g < groups; g++) {
        const int other = g + latigraph_draws_below(&whole->draws, groups - g);
        const gint64 begin = (gint64)parts->order[other] * together - before;
        const int end = (int)MIN(begin + together, n);
        parts->order[other] = parts->order[g];
        for (int i = (int)MAX(begin, 0); i < end; i++) {
            if (load >= parts->most) {
                parts->count++;
                load = 0;
            }
            parts->part[i] = parts->count - 1;
            load += parts->load[i];
        }
    }
}

/* Sorts the slots of a list by the part of the sender. */
static void sort_by_part(latigraph_parts_t *parts, const latigraph_slots_t *slots, int k) {
    int *start = parts->start[k];
    memset(start, 0, (gsize)(parts->count + 1) * sizeof *start);
    for (int s = 0; s < slots->size; s++) {
        start[parts->part[slots->from[s]] + 1]++;
    }
    add_up(start, parts->count);
    memcpy(parts->cursor, start, (gsize)parts->count * sizeof *start);
    for (int s = 0; s < slots->size; s++) {
        parts->slot[k][parts->cursor[parts->part[slots->from[s]]]++] = s;
    }
}

/* Lists the one-way slots of a part by the part of the receiver. */
static void list_arriving(const latigraph_state_t *whole, int part) {
    latigraph_parts_t *parts = whole->parts;
    const latigraph_slot_edge_t *edge = whole->lists[LATIGRAPH_ONE_WAY].edge;
    const int begin = parts->start[LATIGRAPH_ONE_WAY][part];
    const int size = parts->start[LATIGRAPH_ONE_WAY][part + 1] - begin;
    const int *slot = parts->slot[LATIGRAPH_ONE_WAY] + begin;
    int *start = parts->arriving_start + (gsize)part * (gsize)(parts->count + 1);
    memset(start, 0, (gsize)(parts->count + 1) * sizeof *start);
    for (int l = 0; l < size; l++) {
        __builtin_prefetch(&edge[slot[MIN(l + AHEAD, size - 1)]]);
        start[parts->part[edge[slot[l]].to] + 1]++;
    }
    add_up(start, parts->count);
    memcpy(parts->cursor, start, (gsize)parts->count * sizeof *start);
    for (int l = 0; l < size; l++) {
        parts->arriving[begin + parts->cursor[parts->part[edge[slot[l]].to]]++] = slot[l];
    }
}

static void divide(latigraph_state_t *whole) {
    draw_parts(whole);
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        sort_by_part(whole->parts, &whole->plan->slots[k], k);
    }
    for (int p = 0; whole->parts->arriving != NULL && p < whole->parts->count; p++) {
        list_arriving(whole, p);
    }
}

/* --- Opening a part ---------------------------------------------------------- */

/* Finds where blocks and types begin among the slots of the open part. */
static void find_starts(const latigraph_plan_t *plan, latigraph_slots_t *slots) {
    int block = 0, type = 0;
    for (int l = 0; l < slots->size; l++) {
        while (block <= latigraph_slots_block_of(slots, l)) {
            slots->block_start[block++] = l;
        }
    }
    while (block <= slots->blocks) {
        slots->block_start[block++] = slots->size;
    }
    for (int l = 0; slots->blocks == 1 && l < slots->size; l++) {
        while (type <= plan->type[slots->from[l]]) {
            slots->type_start[type++] = l;
        }
    }
    while (type <= plan->types) {
        slots->type_start[type++] = slots->size;
    }
}

/* Copies the slots of a part's senders. */
static void copy_slots(const latigraph_state_t *whole, int k, int part) {
    latigraph_parts_t *parts = whole->parts;
    const latigraph_slots_t *from = &whole->plan->slots[k];
    latigraph_slots_t *slots = &parts->plan.slots[k];
    const int begin = parts->start[k][part];
    const int *slot = parts->slot[k] + begin;
    slots->size = parts->start[k][part + 1] - begin;
    for (int l = 0; l < slots->size; l++) {
        __builtin_prefetch(&whole->lists[k].edge[slot[MIN(l + AHEAD, slots->size - 1)]]);
        const latigraph_slot_edge_t edge = whole->lists[k].edge[slot[l]];
        parts->state.lists[k].edge[l] = edge;
        slots->from[l] = edge.from;
        if (l == 0 || slots->from[l - 1] != edge.from) {
            slots->row_begin[edge.from] = l;
        }
        slots->row_end[edge.from] = l + 1;
        if (slots->blocks > 1) {
            slots->block[l] = from->block[slot[l]];
        }
    }
    find_starts(&parts->plan, slots);
}

/* Finds the other directions of mutual pairs. Those whose senders are in other parts follow the
 * slots that are drawn. */
static void copy_twins(const latigraph_state_t *whole, int part) {
    latigraph_parts_t *parts = whole->parts;
    const latigraph_edges_in_slots_t *from = &whole->lists[LATIGRAPH_MUTUAL];
    latigraph_edges_in_slots_t *list = &parts->state.lists[LATIGRAPH_MUTUAL];
    const int *slot = parts->slot[LATIGRAPH_MUTUAL] + parts->start[LATIGRAPH_MUTUAL][part];
    const int size = parts->plan.slots[LATIGRAPH_MUTUAL].size;
    parts->outers = 0;
    for (int l = 0; l < size; l++) {
        parts->place[slot[l]] = l;
    }
    for (int l = 0; l < size; l++) {
        const int twin = from->twin[slot[l]];
        if (parts->part[list->edge[l].to] == part) {
            list->twin[l] = parts->place[twin];
            continue;
        }
        const int place = size + parts->outers;
        parts->outer[parts->outers++] = twin;
        list->edge[place] = (latigraph_slot_edge_t){list->edge[l].to, list->edge[l].from};
        list->twin[l] = place;
        list->twin[place] = l;
    }
}

/* Makes the edges known of all pairs with an end in the part. */
static void connect(const latigraph_state_t *whole, int part) {
    latigraph_parts_t *parts = whole->parts;
    latigraph_pair_states_t *pairs = &parts->state.pairs;
    latigraph_pair_states_clear(pairs);
    const latigraph_slot_edge_t *edge = parts->state.lists[LATIGRAPH_ONE_WAY].edge;
    for (int l = 0; l < parts->plan.slots[LATIGRAPH_ONE_WAY].size; l++) {
        latigraph_pair_toggle(pairs, edge[l].from, edge[l].to);
    }
    edge = parts->state.lists[LATIGRAPH_MUTUAL].edge;
    for (int l = 0; l < parts->plan.slots[LATIGRAPH_MUTUAL].size; l++) {
        latigraph_pair_set(pairs, edge[l].from, edge[l].to, LATIGRAPH_PAIR_MUTUAL);
    }
    edge = whole->lists[LATIGRAPH_ONE_WAY].edge;
    for (int p = 0; parts->arriving != NULL && p < parts->count; p++) {
        const int *start = parts->arriving_start + (gsize)p * (gsize)(parts->count + 1) + part;
        const int *slot = parts->arriving + parts->start[LATIGRAPH_ONE_WAY][p];
        for (int l = start[0]; p != part && l < start[1]; l++) {
            __builtin_prefetch(&edge[slot[MIN(l + AHEAD, start[1] - 1)]]);
            latigraph_pair_toggle(pairs, edge[slot[l]].from, edge[slot[l]].to);
        }
    }
}

/* Sorts slots by the cell of the receiver, or by block; equal ones keep their order. */
static void sort_slots(latigraph_parts_t *parts, int k, const int *from, int *to, gboolean block) {
    const latigraph_slots_t *slots = &parts->plan.slots[k];
    const latigraph_slot_edge_t *edge = parts->state.lists[k].edge;
    const int keys = block ? slots->blocks : parts->plan.cells;
    memset(parts->cursor, 0, (gsize)(keys + 1) * sizeof *parts->cursor);
    for (int l = 0; l < slots->size; l++) {
        parts->cursor[(block ? slots->block[l] : parts->plan.cell[edge[l].to]) + 1]++;
    }
    add_up(parts->cursor, keys);
    for (int q = 0; q < slots->size; q++) {
        const int l = from != NULL ? from[q] : q;
        to[parts->cursor[block ? slots->block[l] : parts->plan.cell[edge[l].to]]++] = l;
    }
}

/* Divides the stubs of the open part into pools. A slot that is not drawn has a pool of its own. */
static void find_pools(latigraph_parts_t *parts, int k) {
    latigraph_slots_t *slots = &parts->plan.slots[k];
    latigraph_edges_in_slots_t *list = &parts->state.lists[k];
    const int size = slots->size + (k == LATIGRAPH_MUTUAL ? parts->outers : 0);
    int pools = 0;
    if (slots->blocks > 1) {
        sort_slots(parts, k, NULL, parts->sorted, FALSE);
        sort_slots(parts, k, parts->sorted, list->slot, TRUE);
    } else {
        sort_slots(parts, k, NULL, list->slot, FALSE);
    }
    for (int q = 0; q < size; q++) {
        if (q >= slots->size) {
            list->slot[q] = q;
        }
        const int l = list->slot[q], last = list->slot[MAX(q - 1, 0)];
        pools += q == 0 || q >= slots->size ||
                 latigraph_slots_block_of(slots, l) != latigraph_slots_block_of(slots, last) ||
                 parts->plan.cell[list->edge[l].to] != parts->plan.cell[list->edge[last].to];
        list->stub[l] = q;
        slots->pool[q] = pools - 1;
        slots->pool_start[pools] = q + 1;
    }
}

/* --- Rounds ------------------------------------------------------------------ */

/* Copies the targets of the open part back. */
static void close_part(latigraph_state_t *whole, int part) {
    latigraph_parts_t *parts = whole->parts;
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        const int *slot = parts->slot[k] + parts->start[k][part];
        for (int l = 0; l < parts->plan.slots[k].size; l++) {
            whole->lists[k].edge[slot[l]].to = parts->state.lists[k].edge[l].to;
        }
    }
    const latigraph_edges_in_slots_t *list = &parts->state.lists[LATIGRAPH_MUTUAL];
    latigraph_edges_in_slots_t *to = &whole->lists[LATIGRAPH_MUTUAL];
    const int *slot = parts->slot[LATIGRAPH_MUTUAL] + parts->start[LATIGRAPH_MUTUAL][part];
    const int size = parts->plan.slots[LATIGRAPH_MUTUAL].size;
    for (int l = 0; l < size; l++) {
        const int twin = list->twin[l];
        to->twin[slot[l]] = twin < size ? slot[twin] : parts->outer[twin - size];
    }
    for (int o = 0; o < parts->outers; o++) {
        to->edge[parts->outer[o]].to = list->edge[size + o].to;
        to->twin[parts->outer[o]] = slot[list->twin[size + o]];
    }
    if (parts->arriving != NULL) {
        list_arriving(whole, part);
    }
}

static void open_part(const latigraph_state_t *whole, int part) {
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        copy_slots(whole, k, part);
    }
    copy_twins(whole, part);
    connect(whole, part);
    for (int k = 0; has_pools(whole->plan) && k < LATIGRAPH_SLOT_LISTS; k++) {
        find_pools(whole->parts, k);
    }
}

/* Number of a list's slots for drawing: one-way slots are drawn twice as often as mutual ones. */
static double weight_of(const latigraph_plan_t *plan) {
    return 2.0 * plan->slots[LATIGRAPH_ONE_WAY].size + plan->slots[LATIGRAPH_MUTUAL].size;
}

/* Takes steps in one part. */
static void visit(latigraph_state_t *whole, int part, double steps_per_weight) {
    latigraph_state_t *state = &whole->parts->state;
    open_part(whole, part);
    state->draws = whole->draws;
    latigraph_steps_take(state, (gint64)(steps_per_weight * weight_of(state->plan) + 0.5));
    whole->draws = state->draws;
    for (int k = 0; k < LATIGRAPH_STEP_KINDS; k++) {
        whole->changed[k] += state->changed[k];
        state->changed[k] = 0;
    }
    close_part(whole, part);
}

/* Takes steps in the whole graph, of a number that is rounded up or down at random. */
static void step_in_whole(latigraph_state_t *whole, double steps) {
    const double rest = latigraph_draws_next(&whole->draws) * 0x1p-32;
    latigraph_steps_take(whole, (gint64)(steps + rest));
}

static void take_round(latigraph_state_t *whole, double steps) {
    const uint32_t coins = latigraph_draws_next(&whole->draws);
    const double in_whole = steps / (whole->plan->n < SMALL ? WHOLE_SMALL : WHOLE);
    const double steps_per_weight = (steps - in_whole) / weight_of(whole->plan);
    if (coins & 1) {
        step_in_whole(whole, in_whole);
    }
    divide(whole);
    for (int p = 0; p < whole->parts->count; p++) {
        visit(whole, coins & 2 ? p : whole->parts->count - 1 - p, steps_per_weight);
    }
    if (!(coins & 1)) {
        step_in_whole(whole, in_whole);
    }
}

void latigraph_parts_run(latigraph_state_t *state, gint64 steps) {
    const gint64 m = state->plan->m;
    const gint64 rounds = m > 0 ? (steps + m - 1) / m : 0;
    for (gint64 r = 0; r < rounds; r++) {
        take_round(state, (double)steps / (double)rounds);
    }
}

/* --- Comparing with the circuit ---------------------------------------------- */

/* Key that ascends with slots; slots of one sender, and of one block, have the same. */
static gint64 row_key(const latigraph_plan_t *plan, const latigraph_slots_t *slots, int s) {
    return slots->block_key[latigraph_slots_block_of(slots, s)] * plan->n + slots->from[s];
}

gint64 latigraph_parts_in_place(const latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    int *mark = state->parts->part; /* drawn anew by each round */
    gint64 in_place = 0;
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        const latigraph_slots_t *slots = &plan->slots[k];
        int at[LATIGRAPH_SLOT_LISTS] = {0};
        gint64 last = -1;
        for (int i = 0; i < plan->n; i++) {
            mark[i] = -1;
        }
        for (int s = 0, row = 0; s < slots->size; s++) {
            const gint64 key = row_key(plan, slots, s);
            row = key != last ? s : row;
            for (int l = 0; key != last && l < LATIGRAPH_SLOT_LISTS; l++) { /* marks its targets */
                for (; at[l] < plan->slots[l].size; at[l]++) {
                    const gint64 here = row_key(plan, &plan->slots[l], at[l]);
                    if (here > key) {
                        break;
                    }
                    if (here == key) {
                        mark[state->lists[l].edge[at[l]].to] = row;
                    }
                }
            }
            last = key;
            in_place += mark[slots->first[s]] == row;
        }
    }
    return in_place;
}
