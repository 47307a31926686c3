/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The most frequent steps, without branches.
 *
 * Half of the proposals are refused, at random, so that a branch on the outcome is mispredicted in
 * every second step, which costs more than the step itself. A swap of one-way edges therefore
 * always writes the same two targets and four bits; a refused one writes what is there already:
 *
 *     accepted   mask = 111…1   targets b, d are exchanged, bits ab and cd cleared, ad and cb set
 *     refused    mask = 000…0   targets and bits are written as they are
 *
 * Other steps are rare, and left to the functions of steps.c. Both take the same steps, so that the
 * matrix and the table of pairs give the same graphs.
 */
#include "surrogate/steps.h"

/* Exchanges the targets of two edges if `accepted` is 1, and leaves all as it is if it is 0. */
static inline void swap_if(latigraph_pair_states_t *pairs, latigraph_slot_edge_t *x,
                           latigraph_slot_edge_t *y, guint64 accepted) {
    const int a = x->from, b = x->to, c = y->from, d = y->to;
    const int mask = (b ^ d) & -(int)accepted;
    x->to = b ^ mask;
    y->to = d ^ mask;
    *latigraph_pair_word(pairs, a, b) ^= accepted << (b & 63);
    *latigraph_pair_word(pairs, c, d) ^= accepted << (d & 63);
    *latigraph_pair_word(pairs, a, d) ^= accepted << (d & 63);
    *latigraph_pair_word(pairs, c, b) ^= accepted << (b & 63);
}

/* Has the bits fetched that the steps of a group read. */
static inline void fetch_bits(const latigraph_state_t *state, const latigraph_group_t *group,
                              gboolean reverse) {
    const latigraph_pair_states_t *pairs = &state->pairs;
    for (int k = 0; k < group->count; k++) {
        const latigraph_slot_edge_t *edge = state->lists[group->mutual >> k & 1].edge;
        const latigraph_slot_edge_t x = edge[group->first[k]], y = edge[group->second[k]];
        __builtin_prefetch(latigraph_pair_word(pairs, x.from, y.to), 1);
        __builtin_prefetch(latigraph_pair_word(pairs, y.from, x.to), 1);
        if (reverse) {
            __builtin_prefetch(latigraph_pair_word(pairs, y.to, x.from), 1);
            __builtin_prefetch(latigraph_pair_word(pairs, x.to, y.from), 1);
        }
    }
}

void latigraph_plain_degrees(latigraph_state_t *state, const latigraph_group_t *group) {
    latigraph_pair_states_t *pairs = &state->pairs;
    latigraph_slot_edge_t *edge = state->lists[LATIGRAPH_ONE_WAY].edge;
    const uint32_t others = group->flips | group->excursions;
    gint64 swaps = 0;
    fetch_bits(state, group, FALSE);
    for (int k = 0; k < group->count; k++) {
        if (others >> k & 1) {
            latigraph_step_note(state, latigraph_step_special(state, group, k));
            continue;
        }
        latigraph_slot_edge_t *x = &edge[group->first[k]], *y = &edge[group->second[k]];
        /* With a = c or b = d, one of the new edges is an old one. */
        const int refused = (x->from == y->to) | (y->from == x->to) |
                            latigraph_pair_bit(pairs, x->from, y->to) |
                            latigraph_pair_bit(pairs, y->from, x->to);
        swap_if(pairs, x, y, (guint64)!refused);
        swaps += !refused;
    }
    state->changed[LATIGRAPH_STEP_SWAP] += swaps;
}

void latigraph_plain_dyads(latigraph_state_t *state, const latigraph_group_t *group) {
    latigraph_pair_states_t *pairs = &state->pairs;
    const uint32_t others = group->flips | group->excursions;
    fetch_bits(state, group, TRUE);
    for (int k = 0; k < group->count; k++) {
        if (others >> k & 1) {
            latigraph_step_note(state, latigraph_step_special(state, group, k));
            continue;
        }
        const int list = group->mutual >> k & 1;
        latigraph_slot_edge_t *x = &state->lists[list].edge[group->first[k]];
        latigraph_slot_edge_t *y = &state->lists[list].edge[group->second[k]];
        const int ad = latigraph_pair_bit(pairs, x->from, y->to);
        const int da = latigraph_pair_bit(pairs, y->to, x->from);
        const int cb = latigraph_pair_bit(pairs, y->from, x->to);
        const int bc = latigraph_pair_bit(pairs, x->to, y->from);
        const int loop = (x->from == y->to) | (y->from == x->to);
        const int refused = ad | da | cb | bc | loop;
        /* Two mutual pairs are exchanged, or one-way edges with pairs in other states. */
        const gboolean special = list == LATIGRAPH_MUTUAL ? !refused : da & bc & (ad == cb) & !loop;
        if (G_UNLIKELY(special)) {
            latigraph_step_note(
                state, latigraph_step_swap(state, list, group->first[k], group->second[k]));
        } else {
            const int accepted = !refused & (list == LATIGRAPH_ONE_WAY);
            swap_if(pairs, x, y, (guint64)accepted);
            state->changed[LATIGRAPH_STEP_SWAP] += accepted;
        }
    }
}
