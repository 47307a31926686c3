/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * States of chains: memory, copies, and the way back to edges.
 *
 * A state is the plan's slots with a target each, and the states of pairs, which answer whether two
 * neurons are connected. Where triangles or other statistics are kept, their counts belong to it.
 */
#include "surrogate/state.h"

#include "base/memory.h"
#include "base/pages.h"
#include "surrogate/parts.h"

#include <math.h>
#include <string.h>

void latigraph_draws_init(latigraph_draws_t *draws, guint64 seed, latigraph_purpose_t purpose,
                          guint64 index) {
    draws->purpose = purpose;
    draws->seed = seed;
    draws->index = index;
    draws->epoch = 0;
    draws->fills = 0;
    draws->used = LATIGRAPH_DRAWS;
    latigraph_stream_init(&draws->stream, seed, purpose, index);
}

void latigraph_draws_refill(latigraph_draws_t *draws) {
    /* A stream has 2³² blocks; a new one begins long before. */
    if (draws->fills == 1 << 20) {
        draws->epoch++;
        draws->fills = 0;
        latigraph_stream_init(&draws->stream, draws->seed, draws->purpose,
                              draws->index + (draws->epoch << 40));
    }
    latigraph_stream_fill(&draws->stream, LATIGRAPH_DRAWS, draws->word);
    draws->fills++;
    draws->used = 0;
}

void latigraph_draws_copy(latigraph_draws_t *draws, int count, uint32_t *words) {
    const int first = MIN(count, LATIGRAPH_DRAWS - draws->used);
    memcpy(words, draws->word + draws->used, (gsize)first * sizeof *words);
    draws->used += first;
    if (first < count) {
        latigraph_draws_refill(draws);
        memcpy(words + first, draws->word, (gsize)(count - first) * sizeof *words);
        draws->used = count - first;
    }
}

gboolean latigraph_draws_accept(latigraph_draws_t *draws, double g) {
    return g >= 0 || latigraph_draws_next(draws) * 0x1p-32 < exp(g);
}

double latigraph_draws_least(latigraph_draws_t *draws) {
    return log((latigraph_draws_next(draws) + 0.5) * 0x1p-32);
}

static igraph_error_t allocate_list(latigraph_edges_in_slots_t *list,
                                    const latigraph_slots_t *slots, gboolean pools) {
    const gsize size = (gsize)slots->size + 1;
    list->edge = g_try_new0(latigraph_slot_edge_t, size);
    LATIGRAPH_CHECK_MEMORY(list->edge);
    latigraph_huge_pages(list->edge, size * sizeof *list->edge);
    if (slots->twin != NULL) {
        list->twin = g_try_new0(int, size);
        LATIGRAPH_CHECK_MEMORY(list->twin);
    }
    if (pools && slots->stub != NULL) {
        list->stub = g_try_new0(int, size);
        list->slot = g_try_new0(int, size);
        LATIGRAPH_CHECK_MEMORY(list->stub);
        LATIGRAPH_CHECK_MEMORY(list->slot);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_state_init(latigraph_state_t *state, const latigraph_plan_t *plan,
                                    latigraph_pairs_t how) {
    const gboolean counts = latigraph_acceptance_needed(&plan->keep);
    const gboolean large = plan->n > LATIGRAPH_PAIR_BITS_MAX;
    const gboolean parts =
        (large || how == LATIGRAPH_PAIRS_IN_PARTS) && plan->keep.degrees && plan->m > 0 && !counts;
    *state = (latigraph_state_t){.plan = plan};
    IGRAPH_FINALLY(latigraph_state_destroy, state);
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        IGRAPH_CHECK(allocate_list(&state->lists[k], &plan->slots[k], !parts));
    }
    if (parts) {
        state->pairs.rows = state;
        IGRAPH_CHECK(latigraph_parts_init(&state->parts, plan, large ? 0 : plan->m / 2));
    } else {
        IGRAPH_CHECK(latigraph_pair_states_init(&state->pairs, plan->n, plan->m,
                                                how == LATIGRAPH_PAIRS_IN_TABLE));
    }
    if (counts) {
        state->acceptance = g_try_new0(latigraph_acceptance_t, 1);
        LATIGRAPH_CHECK_MEMORY(state->acceptance);
        IGRAPH_CHECK(latigraph_acceptance_init(state->acceptance, plan));
    }
    latigraph_state_reset(state);
    latigraph_state_start(state, 0, 0);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_state_destroy(latigraph_state_t *state) {
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        g_free(state->lists[k].edge);
        g_free(state->lists[k].twin);
        g_free(state->lists[k].stub);
        g_free(state->lists[k].slot);
    }
    latigraph_pair_states_destroy(&state->pairs);
    latigraph_parts_destroy(state->parts);
    if (state->acceptance != NULL) {
        latigraph_acceptance_destroy(state->acceptance);
    }
    g_free(state->acceptance);
    *state = (latigraph_state_t){0};
}

static void copy_array(int *to, const int *from, int size) {
    if (to != NULL && from != NULL) {
        memcpy(to, from, (gsize)size * sizeof *from);
    }
}

void latigraph_state_copy(latigraph_state_t *to, const latigraph_state_t *from) {
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        const int size = from->plan->slots[k].size;
        memcpy(to->lists[k].edge, from->lists[k].edge, (gsize)size * sizeof *from->lists[k].edge);
        copy_array(to->lists[k].twin, from->lists[k].twin, size);
        copy_array(to->lists[k].stub, from->lists[k].stub, size);
        copy_array(to->lists[k].slot, from->lists[k].slot, size);
    }
    latigraph_pair_states_copy(&to->pairs, &from->pairs);
    if (from->acceptance != NULL) {
        latigraph_acceptance_copy(to->acceptance, from->acceptance);
    }
}

static void reset_list(latigraph_edges_in_slots_t *list, const latigraph_slots_t *slots) {
    for (int s = 0; s < slots->size; s++) {
        list->edge[s] = (latigraph_slot_edge_t){slots->from[s], slots->first[s]};
    }
    copy_array(list->twin, slots->twin, slots->size);
    copy_array(list->stub, slots->stub, slots->size);
    for (int s = 0; list->stub != NULL && s < slots->size; s++) {
        list->slot[slots->stub[s]] = s;
    }
}

void latigraph_state_reset(latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    latigraph_pair_states_clear(&state->pairs);
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        const latigraph_slots_t *slots = &plan->slots[k];
        reset_list(&state->lists[k], slots);
        for (int s = 0; state->parts == NULL && s < slots->size; s++) {
            const int i = slots->from[s], j = slots->first[s];
            latigraph_pair_set(&state->pairs, i, j,
                               latigraph_pair_get(&state->pairs, i, j) | LATIGRAPH_PAIR_TO);
        }
    }
    if (state->acceptance != NULL) {
        latigraph_acceptance_reset(state->acceptance, plan, &state->pairs);
    }
}

void latigraph_state_finish(latigraph_state_t *state) {
    latigraph_parts_destroy(state->parts);
    state->parts = NULL;
}

void latigraph_state_start(latigraph_state_t *state, guint64 seed, guint64 index) {
    latigraph_draws_init(&state->draws, seed, LATIGRAPH_STREAM_SURROGATE, index);
    state->steps = 0;
    memset(state->changed, 0, sizeof state->changed);
}

int latigraph_state_find_slot(const latigraph_state_t *state, int list, int i, int j) {
    const latigraph_slot_edge_t *edge = state->lists[list].edge;
    int slot, end;
    latigraph_slots_row(state->plan, &state->plan->slots[list], i, j, &slot, &end);
    while (slot < end && edge[slot].to != j) {
        slot++;
    }
    return slot < end ? slot : -1;
}

int latigraph_pair_in_rows(const latigraph_state_t *rows, int i, int j) {
    int state = LATIGRAPH_PAIR_NONE;
    if (latigraph_state_find_slot(rows, LATIGRAPH_MUTUAL, i, j) >= 0) {
        return LATIGRAPH_PAIR_MUTUAL;
    }
    state |= latigraph_state_find_slot(rows, LATIGRAPH_ONE_WAY, i, j) >= 0 ? LATIGRAPH_PAIR_TO : 0;
    state |=
        latigraph_state_find_slot(rows, LATIGRAPH_ONE_WAY, j, i) >= 0 ? LATIGRAPH_PAIR_FROM : 0;
    return state;
}

gint64 latigraph_state_some(const latigraph_state_t *state, gint64 left) {
    const gint64 m = state->plan->m, rounds = m > 0 ? (left + m - 1) / m : 0;
    if (!state->plan->keep.degrees || left == 0) {
        return left;
    }
    return state->parts != NULL ? (left + rounds - 1) / rounds : MIN(left, 1 << 18);
}

double latigraph_state_in_place(const latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    gint64 in_place = state->parts != NULL ? latigraph_parts_in_place(state) : 0;
    for (int k = 0; state->parts == NULL && k < LATIGRAPH_SLOT_LISTS; k++) {
        const latigraph_slots_t *slots = &plan->slots[k];
        for (int s = 0; s < slots->size; s++) {
            in_place += latigraph_pair_get(&state->pairs, slots->from[s], slots->first[s]) &
                        LATIGRAPH_PAIR_TO;
        }
    }
    return plan->m > 0 ? (double)in_place / plan->m : NAN;
}

void latigraph_state_edges(const latigraph_state_t *state, int *from, int *to, int *edge) {
    const latigraph_plan_t *plan = state->plan;
    int m = 0;
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        const latigraph_slots_t *slots = &plan->slots[k];
        for (int s = 0; s < slots->size; s++, m++) {
            from[m] = plan->original[state->lists[k].edge[s].from];
            to[m] = plan->original[state->lists[k].edge[s].to];
            edge[m] = slots->edge[s];
        }
    }
}
