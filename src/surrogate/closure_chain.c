/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The chain of steps.c for graphs that have no circuit yet.
 *
 * Generation draws the pairs of a circuit independently and then swaps edges, in worker threads
 * that can raise no errors. So plan, state and acceptance are filled from arrays here, in memory
 * that serves one graph after the other. Out-, in- and reciprocal degrees are kept. Steps are taken
 * with probability min(1, exp(Δ ln P + ΔE)), with the law P of the pairs and the energy E of
 * acceptance.c. Graphs with these degrees then come with probabilities in proportion to P exp(E):
 * without energy, the law of the independent pairs given the degrees, in which the chain starts.
 */
#include "surrogate/closure_chain.h"

#include "base/memory.h"

#include <string.h>

igraph_error_t latigraph_closure_chain_init(latigraph_closure_chain_t *chain, int most) {
    const gsize n = (gsize)most;
    *chain = (latigraph_closure_chain_t){.most = most};
    IGRAPH_FINALLY(latigraph_closure_chain_destroy, chain);
    chain->plan.keep = (latigraph_constraints_t){
        .degrees = true, .reciprocity = true, .tilt = (1 << LATIGRAPH_TILTS) - 1};
    chain->rows = g_try_new0(int, 4 * (n + 1));
    chain->rates = g_try_new0(float, 2 * n * n + 1);
    chain->degrees = g_try_new0(int, 2 * (n + 1));
    chain->plan.type = g_try_new0(int, n + 1);
    chain->plan.types = 1;
    LATIGRAPH_CHECK_MEMORY(chain->rows);
    LATIGRAPH_CHECK_MEMORY(chain->rates);
    LATIGRAPH_CHECK_MEMORY(chain->degrees);
    LATIGRAPH_CHECK_MEMORY(chain->plan.type);
    chain->plan.n = most;
    IGRAPH_CHECK(latigraph_pair_states_init(&chain->state.pairs, most, 0, FALSE));
    IGRAPH_CHECK(latigraph_acceptance_init(&chain->acceptance, &chain->plan));
    IGRAPH_CHECK(latigraph_motifs_pair(&chain->acceptance.motifs));
    chain->state.plan = &chain->plan;
    chain->state.acceptance = &chain->acceptance;
    chain->acceptance.law = &chain->law;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_closure_chain_destroy(latigraph_closure_chain_t *chain) {
    latigraph_acceptance_destroy(&chain->acceptance);
    latigraph_pair_states_destroy(&chain->state.pairs);
    g_free(chain->rows);
    g_free(chain->slots);
    g_free(chain->rates);
    g_free(chain->degrees);
    g_free(chain->plan.type);
    g_free(chain->blocks);
    *chain = (latigraph_closure_chain_t){0};
}

/* Makes room for m edges: both lists of slots, with two numbers an edge, and twins. */
static gboolean reserve(latigraph_closure_chain_t *chain, int m) {
    if (m > chain->capacity) {
        const int capacity = m + m / 4;
        g_free(chain->slots);
        g_free(chain->blocks);
        chain->slots = g_try_new(int, 5 * (gsize)capacity);
        chain->blocks = g_try_new0(int, capacity);
        chain->capacity = chain->slots != NULL && chain->blocks != NULL ? capacity : 0;
    }
    return m <= chain->capacity;
}

/* Gives all parts the size of the graph, in the memory of the largest one. */
static void set_size(latigraph_closure_chain_t *chain, int n, int m) {
    const gsize words = ((gsize)n + 63) / 64, most = (gsize)chain->most + 1;
    latigraph_motifs_t *motifs = &chain->acceptance.motifs;
    chain->plan.n = motifs->n = chain->law.n = n;
    chain->plan.m = m;
    motifs->words = chain->state.pairs.words = words;
    chain->state.pairs.n = (guint64)n;
    chain->law.one_way = chain->rates;
    chain->law.mutual = chain->rates + (gsize)n * (gsize)n;
    for (gsize k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        latigraph_slots_t *slots = &chain->plan.slots[k];
        *slots = (latigraph_slots_t){.blocks = 1, .block = chain->blocks};
        slots->row_begin = chain->rows + 2 * k * most;
        slots->row_end = slots->row_begin + most;
        if (chain->slots != NULL) {
            chain->state.lists[k].edge =
                (latigraph_slot_edge_t *)(chain->slots + 2 * k * (gsize)chain->capacity);
        }
    }
    chain->state.lists[LATIGRAPH_MUTUAL].twin =
        chain->slots != NULL ? chain->slots + 4 * (gsize)chain->capacity : NULL;
}

static int list_of(const latigraph_pair_states_t *pairs, int i, int j) {
    return latigraph_pair_get(pairs, i, j) == LATIGRAPH_PAIR_MUTUAL ? LATIGRAPH_MUTUAL
                                                                    : LATIGRAPH_ONE_WAY;
}

/* Puts the edges into the slots of their lists, sorted by sender. */
static void fill_slots(latigraph_closure_chain_t *chain, int m, const int *from, const int *to) {
    const latigraph_pair_states_t *pairs = &chain->state.pairs;
    latigraph_slots_t *slots = chain->plan.slots;
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        memset(slots[k].row_end, 0, ((gsize)chain->plan.n + 1) * sizeof(int));
    }
    for (int e = 0; e < m; e++) {
        slots[list_of(pairs, from[e], to[e])].row_end[from[e]]++;
    }
    for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
        for (int i = 0; i < chain->plan.n; i++) {
            slots[k].row_begin[i] = slots[k].size;
            slots[k].size += slots[k].row_end[i];
            slots[k].row_end[i] = slots[k].row_begin[i];
        }
    }
    for (int e = 0; e < m; e++) {
        const int k = list_of(pairs, from[e], to[e]), slot = slots[k].row_end[from[e]]++;
        chain->state.lists[k].edge[slot] = (latigraph_slot_edge_t){from[e], to[e]};
    }
}

static void find_twins(latigraph_closure_chain_t *chain) {
    const latigraph_slots_t *slots = &chain->plan.slots[LATIGRAPH_MUTUAL];
    latigraph_edges_in_slots_t *list = &chain->state.lists[LATIGRAPH_MUTUAL];
    for (int s = 0; s < slots->size; s++) {
        int twin = slots->row_begin[list->edge[s].to];
        while (list->edge[twin].to != list->edge[s].from) {
            twin++;
        }
        list->twin[s] = twin;
    }
}

/* Enters the edges into the states of pairs and into the motifs. */
static void enter_edges(latigraph_closure_chain_t *chain, int m, const int *from, const int *to) {
    latigraph_acceptance_t *acceptance = &chain->acceptance;
    latigraph_pair_states_t *pairs = &chain->state.pairs;
    latigraph_pair_states_clear(pairs);
    for (int e = 0; e < m; e++) {
        latigraph_pair_set_bit(pairs, from[e], to[e], 1);
    }
    latigraph_motifs_clear(&acceptance->motifs);
    for (int e = 0; e < m; e++) {
        const int state = latigraph_pair_get(pairs, from[e], to[e]);
        if (state == LATIGRAPH_PAIR_TO || from[e] < to[e]) {
            latigraph_motifs_change(&acceptance->motifs, from[e], to[e], LATIGRAPH_PAIR_NONE,
                                    state);
        }
    }
    latigraph_motifs_count(&acceptance->motifs, &acceptance->motifs.sums);
    latigraph_acceptance_measure(acceptance);
}

gboolean latigraph_closure_chain_start(latigraph_closure_chain_t *chain, int n, int m,
                                       const int *from, const int *to, guint64 seed,
                                       guint64 index) {
    latigraph_state_t *state = &chain->state;
    if (!reserve(chain, m)) {
        return FALSE;
    }
    set_size(chain, n, m);
    memset(chain->acceptance.stiffness, 0, sizeof chain->acceptance.stiffness);
    chain->acceptance.edge_sums = NULL;
    enter_edges(chain, m, from, to);
    fill_slots(chain, m, from, to);
    find_twins(chain);
    latigraph_draws_init(&state->draws, seed, LATIGRAPH_STREAM_CLOSURE, index);
    state->steps = 0;
    memset(state->changed, 0, sizeof state->changed);
    return TRUE;
}

void latigraph_closure_chain_sum_edges(latigraph_closure_chain_t *chain,
                                       const latigraph_circuit_t *circuit, int m, const int *from,
                                       const int *to) {
    int *out = chain->degrees, *in = out + chain->most + 1;
    memset(out, 0, 2 * ((gsize)chain->most + 1) * sizeof *out);
    for (int e = 0; e < m; e++) {
        out[from[e]]++;
        in[to[e]]++;
    }
    latigraph_edge_sums_start(&chain->edge_sums, circuit, out, in, m, from, to);
    chain->acceptance.edge_sums = &chain->edge_sums;
}

void latigraph_closure_chain_edges(const latigraph_closure_chain_t *chain, int *from, int *to) {
    const latigraph_pair_states_t *pairs = &chain->state.pairs;
    int m = 0;
    for (int i = 0; i < chain->plan.n; i++) {
        for (gsize w = 0; w < pairs->words; w++) {
            for (guint64 bits = pairs->bits[(gsize)i * pairs->words + w]; bits != 0;
                 bits &= bits - 1) {
                from[m] = i;
                to[m++] = (int)(64 * w) + __builtin_ctzll(bits);
            }
        }
    }
}
