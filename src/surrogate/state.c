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

static igraph_error_t allocate_list(latigraph_edges_in_slots_t *list,
                                    const latigraph_slots_t *slots) {
    const gsize size = (gsize)slots->size + 1;
    list->edge = g_try_new0(latigraph_slot_edge_t, size);
    LATIGRAPH_CHECK_MEMORY(list->edge);
    latigraph_huge_pages(list->edge, size * sizeof *list->edge);
    if (slots->twin != NULL) {
        list->twin = g_try_new0(int, size);
        LATIGRAPH_CHECK_MEMORY(list->twin);
    }
    if (slots->stub != NULL) {
        list->stub = g_try_new0(int, size);
        list->slot = g_try_new0(int, size);
        LATIGRAPH_CHECK_MEMORY(list->stub);
        LATIGRAPH_CHECK_MEMORY(list->slot);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_state_init(latigraph_state_t *state, const latigraph_plan_t *plan,
                                    gboolean hashed) {
    *state = (latigraph_state_t){.plan = plan};
    IGRAPH_FINALLY(latigraph_state_destroy, state);
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        IGRAPH_CHECK(allocate_list(&state->lists[k], &plan->slots[k]));
    }
    IGRAPH_CHECK(latigraph_pair_states_init(&state->pairs, plan->n, plan->m, hashed));
    if (latigraph_acceptance_needed(&plan->keep)) {
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
    if (state->acceptance != NULL) {
        latigraph_acceptance_destroy(state->acceptance);
    }
    g_free(state->acceptance);
    *state = (latigraph_state_t){0};
}

static void copy_array(int *to, const int *from, int size) {
    if (from != NULL) {
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
    for (int s = 0; slots->stub != NULL && s < slots->size; s++) {
        list->slot[slots->stub[s]] = s;
    }
}

void latigraph_state_reset(latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    latigraph_pair_states_clear(&state->pairs);
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        const latigraph_slots_t *slots = &plan->slots[k];
        reset_list(&state->lists[k], slots);
        for (int s = 0; s < slots->size; s++) {
            const int i = slots->from[s], j = slots->first[s];
            latigraph_pair_set(&state->pairs, i, j,
                               latigraph_pair_get(&state->pairs, i, j) | LATIGRAPH_PAIR_TO);
        }
    }
    if (state->acceptance != NULL) {
        latigraph_acceptance_reset(state->acceptance, plan, &state->pairs);
    }
}

void latigraph_state_start(latigraph_state_t *state, guint64 seed, guint64 index) {
    latigraph_draws_init(&state->draws, seed, LATIGRAPH_STREAM_SURROGATE, index);
    state->steps = 0;
    memset(state->changed, 0, sizeof state->changed);
}

double latigraph_state_in_place(const latigraph_state_t *state) {
    const latigraph_plan_t *plan = state->plan;
    gint64 in_place = 0;
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
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
