/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Slots of edges in the order in which chains draw them; plan.h draws the layout.
 *
 * A step draws one slot of all, and the second one from a range that the first one determines: its
 * block, the slots of its sender's type, or the stubs of its target's pool. All three ranges keep
 * their sizes when targets are exchanged, so that a step and its inverse have the same probability.
 * Slots of all edges would serve as well, but where types are kept, nearly all exchanges with them
 * are refused.
 */
#include "surrogate/plan.h"

#include "base/memory.h"
#include "surrogate/pair_states.h"

#include <stdlib.h>
#include <string.h>

static gint64 key_of(const latigraph_plan_t *plan, int i, int j) {
    return plan->keep.types == LATIGRAPH_TYPES_NEURONS
               ? (gint64)plan->type[i] * plan->types + plan->type[j]
               : 0;
}

/* Puts the numbers of slots in the order of a type, the sender's or the receiver's. Equal ones keep
 * their order. `start` (types + 1) is scratch memory. */
static void sort_by_type(const latigraph_plan_t *plan, const int *end_of, int size, const int *from,
                         int *to, int *start) {
    memset(start, 0, (gsize)(plan->types + 1) * sizeof *start);
    for (int s = 0; s < size; s++) {
        start[plan->type[end_of[s]] + 1]++;
    }
    for (int t = 0; t < plan->types; t++) {
        start[t + 1] += start[t];
    }
    for (int s = 0; s < size; s++) {
        const int slot = from != NULL ? from[s] : s;
        to[start[plan->type[end_of[slot]]]++] = slot;
    }
}

/* Brings an array into an order; `scratch` has the same size. */
static void reorder(int *values, const int *order, int size, int *scratch) {
    memcpy(scratch, values, (gsize)size * sizeof *values);
    for (int s = 0; s < size; s++) {
        values[s] = scratch[order[s]];
    }
}

/* Sorts the slots, which are in the order of senders, by the types of both ends. */
static igraph_error_t sort_by_block(const latigraph_plan_t *plan, latigraph_slots_t *slots) {
    const int size = slots->size;
    int *order, *scratch, *start;
    LATIGRAPH_ALLOCATE(order, size);
    LATIGRAPH_ALLOCATE(scratch, size);
    LATIGRAPH_ALLOCATE(start, plan->types + 1);
    sort_by_type(plan, slots->first, size, NULL, scratch, start);
    sort_by_type(plan, slots->from, size, scratch, order, start);
    reorder(slots->from, order, size, scratch);
    reorder(slots->first, order, size, scratch);
    reorder(slots->edge, order, size, scratch);
    g_free(start);
    g_free(scratch);
    g_free(order);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Sorts the slots by block and sender, and counts the blocks. */
static igraph_error_t sort_slots(const latigraph_plan_t *plan, latigraph_slots_t *slots) {
    gint64 last = 0;
    slots->blocks = 1;
    if (plan->keep.types != LATIGRAPH_TYPES_NEURONS) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(sort_by_block(plan, slots));
    slots->block = g_try_new0(int, (gsize)slots->size + 1);
    LATIGRAPH_CHECK_MEMORY(slots->block);
    for (int s = 0; s < slots->size; s++) {
        const gint64 key = key_of(plan, slots->from[s], slots->first[s]);
        slots->blocks += s > 0 && key != last;
        slots->block[s] = slots->blocks - 1;
        last = key;
    }
    return IGRAPH_SUCCESS;
}

/* Finds where blocks, rows and types of senders begin. */
static igraph_error_t find_ranges(const latigraph_plan_t *plan, latigraph_slots_t *slots) {
    slots->block_start = g_try_new0(int, (gsize)slots->blocks + 1);
    slots->block_key = g_try_new0(gint64, (gsize)slots->blocks);
    LATIGRAPH_CHECK_MEMORY(slots->block_start);
    LATIGRAPH_CHECK_MEMORY(slots->block_key);
    for (int s = 0; s < slots->size; s++) {
        const int i = slots->from[s];
        const gint64 key = key_of(plan, i, slots->first[s]);
        slots->block_start[latigraph_slots_block_of(slots, s) + 1] = s + 1;
        slots->block_key[latigraph_slots_block_of(slots, s)] = key;
        if (key == key_of(plan, i, i)) {
            slots->row_begin[i] = slots->row_end[i] == 0 ? s : slots->row_begin[i];
            slots->row_end[i] = s + 1;
        }
        slots->type_start[plan->type[i] + 1] = s + 1;
    }
    for (int t = 0; t < plan->types; t++) {
        slots->type_start[t + 1] = MAX(slots->type_start[t + 1], slots->type_start[t]);
    }
    return IGRAPH_SUCCESS;
}

typedef struct {
    int block, receiver, slot;
} stub_t;

static int by_block_and_receiver(const void *a, const void *b) {
    const stub_t *x = a, *y = b;
    return x->block != y->block         ? x->block - y->block
           : x->receiver != y->receiver ? x->receiver - y->receiver
                                        : x->slot - y->slot;
}

/* Sorts the stubs and divides them into pools. */
static igraph_error_t find_pools(const latigraph_plan_t *plan, latigraph_slots_t *slots) {
    stub_t *stubs;
    LATIGRAPH_ALLOCATE(stubs, slots->size);
    slots->stub = g_try_new0(int, (gsize)slots->size + 1);
    slots->pool = g_try_new0(int, (gsize)slots->size + 1);
    slots->pool_start = g_try_new0(int, (gsize)slots->size + 2);
    LATIGRAPH_CHECK_MEMORY(slots->stub);
    LATIGRAPH_CHECK_MEMORY(slots->pool);
    LATIGRAPH_CHECK_MEMORY(slots->pool_start);
    for (int s = 0; s < slots->size; s++) {
        stubs[s] = (stub_t){
            .block = latigraph_slots_block_of(slots, s), .receiver = slots->first[s], .slot = s};
    }
    qsort(stubs, (size_t)slots->size, sizeof *stubs, by_block_and_receiver);
    int pools = 0;
    for (int k = 0; k < slots->size; k++) {
        const gboolean begins = k == 0 || stubs[k].block != stubs[k - 1].block ||
                                plan->cell[stubs[k].receiver] != plan->cell[stubs[k - 1].receiver];
        pools += begins;
        slots->stub[stubs[k].slot] = k;
        slots->pool[k] = pools - 1;
        slots->pool_start[pools] = k + 1;
    }
    g_free(stubs);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_slots_arrange(const latigraph_plan_t *plan, latigraph_slots_t *slots) {
    slots->row_begin = g_try_new0(int, (gsize)plan->n + 1);
    slots->row_end = g_try_new0(int, (gsize)plan->n + 1);
    slots->type_start = g_try_new0(int, (gsize)plan->types + 1);
    LATIGRAPH_CHECK_MEMORY(slots->row_begin);
    LATIGRAPH_CHECK_MEMORY(slots->row_end);
    LATIGRAPH_CHECK_MEMORY(slots->type_start);
    IGRAPH_CHECK(sort_slots(plan, slots));
    IGRAPH_CHECK(find_ranges(plan, slots));
    if (latigraph_plan_has_classes(plan) && plan->n <= LATIGRAPH_PAIR_BITS_MAX) {
        IGRAPH_CHECK(find_pools(plan, slots));
    }
    return IGRAPH_SUCCESS;
}

void latigraph_slots_destroy(latigraph_slots_t *slots) {
    g_free(slots->from);
    g_free(slots->first);
    g_free(slots->edge);
    g_free(slots->block);
    g_free(slots->block_start);
    g_free(slots->block_key);
    g_free(slots->row_begin);
    g_free(slots->row_end);
    g_free(slots->type_start);
    g_free(slots->twin);
    g_free(slots->stub);
    g_free(slots->pool);
    g_free(slots->pool_start);
    *slots = (latigraph_slots_t){0};
}

int latigraph_slots_block(const latigraph_plan_t *plan, const latigraph_slots_t *slots, int i,
                          int j) {
    const gint64 key = key_of(plan, i, j);
    int low = 0, high = slots->blocks - 1;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (slots->block_key[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return slots->block_key[low] == key ? low : -1;
}

void latigraph_slots_row(const latigraph_plan_t *plan, const latigraph_slots_t *slots, int i, int j,
                         int *begin, int *end) {
    if (plan->keep.types != LATIGRAPH_TYPES_NEURONS) {
        *begin = slots->row_begin[i];
        *end = slots->row_end[i];
        return;
    }
    const int block = latigraph_slots_block(plan, slots, i, j);
    int high = block >= 0 ? slots->block_start[block + 1] : 0;
    const int last = high;
    *begin = block >= 0 ? slots->block_start[block] : 0;
    while (*begin < high) {
        const int middle = *begin + (high - *begin) / 2;
        if (slots->from[middle] < i) {
            *begin = middle + 1;
        } else {
            high = middle;
        }
    }
    for (*end = *begin; *end < last && slots->from[*end] == i;) {
        (*end)++;
    }
}
