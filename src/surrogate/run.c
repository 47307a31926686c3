/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Runs of a chain: which steps are drawn, and how their memory is reached in time.
 *
 * Steps are drawn in groups of 32, and then taken one after the other. The draws of a step do not
 * depend on the graph, apart from those of paths and pools, which are drawn when the step is taken.
 * So the edges in the slots of a whole group are fetched first, and the states of the pairs of each
 * step some steps before it is taken. Fetching changes no result.
 *
 * Whether a step turns a path round has a probability of 1 / 64. The conjunction of six random
 * words has every bit set with that probability, so that six words decide for 32 steps. Excursions
 * are where the first word has no bit and the others have, so that no step is both. The word that
 * chooses between pools and ranges is one of these others; an excursion uses neither.
 */
#include "surrogate/parts.h"
#include "surrogate/steps.h"

enum {
    NEAR = 8,                  /* steps before which the states of pairs are fetched */
    FLIP_WORDS = 6,            /* one step in 64 draws a path, */
    FLIP_WORDS_SMALL = 2,      /* and one in 4 in graphs that are */
    EXCURSION_WORDS = 9,       /* one step in 512 is an excursion, because it takes long, */
    EXCURSION_WORDS_SMALL = 4, /* and one in 16 in small graphs */
    SMALL = 50,                /* smaller than this, because swaps alone do not connect them, or
                                  have parts, because there few steps are others */
    OTHER_WORDS = EXCURSION_WORDS
};

/* Returns the least power of two that is not less than x ≥ 1. */
static inline int power_from(uint32_t x) {
    return x > 1 ? (int)g_bit_storage(x - 1) : 0;
}

/* Narrows a range of places to the neighbours of one of them: a run that begins at a multiple of
 * its length, which is a drawn power of two, from the slots of two neurons on to all. Every place
 * of a run has the same run, so that a step and its inverse have the same probability. Neighbours
 * are near in space if distances are kept. */
static void narrow(latigraph_draws_t *draws, const latigraph_plan_t *plan, int place, int size,
                   int *begin, int *end) {
    const int least = power_from(2 * (uint32_t)plan->m / (uint32_t)plan->n + 1);
    const int most = power_from((uint32_t)size);
    const int power = least + latigraph_draws_below(draws, MAX(most - least, 0) + 1);
    const gint64 run = (gint64)place >> power << power;
    *begin = (int)MAX(*begin, run);
    *end = (int)MIN(*end, run + ((gint64)1 << power));
}

/* Returns whether steps prefer near neurons at all scales. */
static inline gboolean narrows(const latigraph_plan_t *plan) {
    return plan->part && plan->position != NULL;
}

/* Draws the slots of step k from two words. One-way edges and mutual pairs are drawn in proportion
 * to their numbers, so that a one-way slot has twice the probability of a mutual one. */
static inline void draw_slots(latigraph_state_t *state, const uint32_t words[2], int k,
                              gboolean pool, latigraph_group_t *group) {
    const latigraph_plan_t *plan = state->plan;
    const uint32_t one_way = 2 * (uint32_t)plan->slots[LATIGRAPH_ONE_WAY].size;
    const uint32_t mutual = (uint32_t)plan->slots[LATIGRAPH_MUTUAL].size;
    const uint32_t at = latigraph_draws_bound(&state->draws, words[0], one_way + mutual);
    const gboolean is_mutual = at >= one_way;
    const int first = (int)(is_mutual ? at - one_way : at / 2);
    const latigraph_slots_t *slots = &plan->slots[is_mutual];
    group->mutual |= (uint32_t)is_mutual << k;
    group->first[k] = first;
    if (pool) {
        group->second[k] = LATIGRAPH_FROM_POOL;
        return;
    }
    int begin = 0, end = slots->size;
    if (slots->blocks > 1) {
        begin = slots->block_start[slots->block[first]];
        end = slots->block_start[slots->block[first] + 1];
    } else if (state->lists[is_mutual].stub != NULL && plan->keep.types == LATIGRAPH_TYPES_TOTALS) {
        begin = slots->type_start[plan->type[slots->from[first]]];
        end = slots->type_start[plan->type[slots->from[first]] + 1];
    }
    if (narrows(plan)) {
        narrow(&state->draws, plan, first, slots->size, &begin, &end);
    }
    group->second[k] =
        begin + (int)latigraph_draws_bound(&state->draws, words[1], (uint32_t)(end - begin));
}

/* Draws the steps of a group, and has their edges fetched. */
static void draw_group(latigraph_state_t *state, int count, latigraph_group_t *group) {
    const latigraph_plan_t *plan = state->plan;
    const latigraph_slots_t *one_way = &plan->slots[LATIGRAPH_ONE_WAY];
    const gboolean pools = state->lists[LATIGRAPH_ONE_WAY].stub != NULL;
    const gboolean often = plan->n < SMALL || state->parts != NULL;
    const int flip_words = often ? FLIP_WORDS_SMALL : FLIP_WORDS;
    const int excursion_words = often ? EXCURSION_WORDS_SMALL : EXCURSION_WORDS;
    uint32_t words[2 * LATIGRAPH_GROUP + OTHER_WORDS];
    latigraph_draws_copy(&state->draws, 2 * count + OTHER_WORDS, words);
    const uint32_t *other = words + 2 * count;
    group->count = count;
    group->mutual = 0;
    group->flips = one_way->size > 0 && !plan->part ? UINT32_MAX : 0;
    for (int k = 0; k < flip_words; k++) {
        group->flips &= other[k];
    }
    group->excursions = plan->part ? 0 : ~other[0];
    for (int k = 1; k < excursion_words; k++) {
        group->excursions &= other[k];
    }
    for (int k = 0; k < count; k++) {
        draw_slots(state, words + 2 * k, k, pools && other[FLIP_WORDS] >> k & 1, group);
        const latigraph_slot_edge_t *edge = state->lists[group->mutual >> k & 1].edge;
        __builtin_prefetch(&edge[group->first[k]], 1);
        __builtin_prefetch(&edge[MAX(group->second[k], 0)], 1);
    }
}

static int draw_from_pool(latigraph_state_t *state, int list, int x) {
    const latigraph_slots_t *slots = &state->plan->slots[list];
    const int stub = state->lists[list].stub[x], pool = slots->pool[stub];
    int begin = slots->pool_start[pool], end = slots->pool_start[pool + 1];
    if (narrows(state->plan) && stub < slots->size) {
        const int block = latigraph_slots_block_of(slots, x);
        begin = slots->block_start[block];
        end = slots->block_start[block + 1];
        narrow(&state->draws, state->plan, stub, slots->size, &begin, &end);
    }
    return state->lists[list].slot[begin + latigraph_draws_below(&state->draws, end - begin)];
}

/* Has the states of the pairs of step k fetched, by the edges that are there now. */
static void fetch_pairs(const latigraph_state_t *state, const latigraph_group_t *group, int k) {
    const latigraph_slot_edge_t *edge = state->lists[group->mutual >> k & 1].edge;
    if (group->second[k] != LATIGRAPH_FROM_POOL) {
        const latigraph_slot_edge_t x = edge[group->first[k]], y = edge[group->second[k]];
        latigraph_pair_fetch(&state->pairs, x.from, y.to);
        latigraph_pair_fetch(&state->pairs, y.from, x.to);
        latigraph_pair_fetch(&state->pairs, x.from, x.to);
        latigraph_pair_fetch(&state->pairs, y.from, y.to);
    }
}

static latigraph_step_t take_step(latigraph_state_t *state, const latigraph_group_t *group, int k) {
    if ((group->flips | group->excursions) >> k & 1) {
        return latigraph_step_special(state, group, k);
    }
    const int list = group->mutual >> k & 1, first = group->first[k];
    const int second = group->second[k] == LATIGRAPH_FROM_POOL ? draw_from_pool(state, list, first)
                                                               : group->second[k];
    if (second >= state->plan->slots[list].size) { /* the sender is in another part */
        return LATIGRAPH_STEP_NONE;
    }
    return latigraph_step_swap(state, list, first, second);
}

static void take_steps(latigraph_state_t *state, const latigraph_group_t *group) {
    for (int k = 0; k < MIN(group->count, NEAR); k++) {
        fetch_pairs(state, group, k);
    }
    for (int k = 0; k < group->count; k++) {
        if (k + NEAR < group->count) {
            fetch_pairs(state, group, k + NEAR);
        }
        latigraph_step_note(state, take_step(state, group, k));
    }
}

void latigraph_steps_take(latigraph_state_t *state, gint64 steps) {
    const latigraph_plan_t *plan = state->plan;
    const gboolean plain =
        state->pairs.bits != NULL && state->acceptance == NULL && !latigraph_plan_has_classes(plan);
    latigraph_group_t group;
    if (state->acceptance != NULL && state->acceptance->law != NULL) {
        latigraph_acceptance_weigh(state->acceptance); /* aims may have changed */
    }
    const gboolean law = latigraph_law_is_ready(state);
    while (steps > 0 && plan->m > 0) {
        draw_group(state, (int)MIN(steps, LATIGRAPH_GROUP), &group);
        if (law) {
            latigraph_law_dyads(state, &group);
        } else if (!plain) {
            take_steps(state, &group);
        } else if (plan->keep.reciprocity) {
            latigraph_plain_dyads(state, &group);
        } else {
            latigraph_plain_degrees(state, &group);
        }
        steps -= group.count;
    }
    if (law) {
        latigraph_acceptance_measure(state->acceptance); /* the values that swaps do not follow */
    }
}

void latigraph_state_run(latigraph_state_t *state, gint64 steps) {
    state->steps += steps;
    if (steps > 0 && !state->plan->keep.degrees) {
        latigraph_state_draw(state);
    } else if (state->parts != NULL) {
        latigraph_parts_run(state, steps);
    } else if (state->plan->keep.degrees) {
        latigraph_steps_take(state, steps);
    }
}
