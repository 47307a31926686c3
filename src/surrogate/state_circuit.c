/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Circuits of the states of chains.
 *
 * The edges of a state get weights, which stay with the slots of their senders or are permuted, and
 * signs, which stay with their senders.
 *
 * An undirected circuit has the two directions of each edge, and so do the states of its chain. A
 * surrogate takes each pair once, gives it a weight and a sign, and has both directions of it
 * again. An undirected edge has no sender that its weight could stay with: after some steps either
 * end of an edge may be the one that it had before. Weights that would stay with their senders are
 * therefore permuted among all edges. A sign stays with the weight of its edge.
 */
#include "surrogate/surrogates.h"

#include "base/memory.h"
#include "circuit/nearest.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of the random numbers that permute weights. */
#define RUN_WEIGHTS ((guint64)1 << 32)
#define RUN_SHIFTS ((guint64)1 << 33)

/* Makes a surrogate undirected if the circuit is, and gives it the graph attributes then. */
static igraph_error_t copy_direction(latigraph_circuit_t *surrogate,
                                     const latigraph_circuit_t *circuit) {
    surrogate->undirected = circuit->undirected;
    return circuit->undirected ? latigraph_circuit_copy_notes(surrogate, circuit) : IGRAPH_SUCCESS;
}

igraph_error_t latigraph_surrogate_circuit(const latigraph_circuit_t *circuit, const char *name,
                                           int m, const int *from, const int *to,
                                           const double *weight, const gint8 *sign,
                                           latigraph_circuit_t **surrogate) {
    latigraph_circuit_t *made;
    IGRAPH_CHECK(latigraph_circuit_without_edges(&made, circuit, name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, made);
    IGRAPH_CHECK(latigraph_circuit_set_edges(made, m, from, to, weight));
    if (sign != NULL) {
        IGRAPH_CHECK(latigraph_circuit_set_signs(made, from, to, sign));
    }
    IGRAPH_CHECK(copy_direction(made, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    *surrogate = made;
    return IGRAPH_SUCCESS;
}

/* Edges of the surrogate, and the circuit's edges whose weights they get: m / 2 pairs, then, of
 * `from` and `to`, the same ones the other way. */
typedef struct {
    int *from, *to, *edge;
    double *weight;
    gint8 *sign;
} pairs_t;

/* Lists each pair of the state once. Edge k has the weight of the circuit's k-th pair at first. */
static void list_pairs(const latigraph_state_t *state, const latigraph_circuit_t *circuit,
                       pairs_t *edges) {
    int pairs = 0, first = 0;
    latigraph_state_edges(state, edges->from, edges->to, edges->edge);
    for (int k = 0; k < circuit->m; k++) {
        if (edges->from[k] < edges->to[k]) {
            edges->from[pairs] = edges->from[k];
            edges->to[pairs++] = edges->to[k];
        }
    }
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (i < circuit->out_to[e]) {
                edges->edge[first++] = e;
            }
        }
    }
}

/* Adds the other direction of each edge. */
static void double_pairs(const latigraph_circuit_t *circuit, pairs_t *edges) {
    const int pairs = circuit->m / 2;
    for (int k = 0; k < pairs; k++) {
        const int e = edges->edge[k];
        edges->from[pairs + k] = edges->to[k];
        edges->to[pairs + k] = edges->from[k];
        edges->weight[k] = edges->weight[pairs + k] =
            circuit->weight != NULL ? circuit->weight[e] : 1;
        edges->sign[k] = edges->sign[pairs + k] = circuit->sign != NULL ? circuit->sign[e] : 1;
    }
}

static igraph_error_t undirected_circuit(const latigraph_state_t *state,
                                         const latigraph_circuit_t *circuit, const char *name,
                                         latigraph_surrogate_weights_t weights, guint64 seed,
                                         guint64 index, latigraph_circuit_t **surrogate) {
    const gboolean weighted =
        circuit->weight != NULL && weights != LATIGRAPH_SURROGATE_WEIGHTS_NONE;
    pairs_t edges;
    LATIGRAPH_ALLOCATE(edges.from, circuit->m);
    LATIGRAPH_ALLOCATE(edges.to, circuit->m);
    LATIGRAPH_ALLOCATE(edges.edge, circuit->m);
    LATIGRAPH_ALLOCATE(edges.weight, circuit->m);
    LATIGRAPH_ALLOCATE(edges.sign, circuit->m);
    list_pairs(state, circuit, &edges);
    IGRAPH_CHECK(latigraph_weights_permute(
        state->plan, circuit,
        weights == LATIGRAPH_SURROGATE_WEIGHTS_SENDER ? LATIGRAPH_SURROGATE_WEIGHTS_GLOBAL
                                                      : weights,
        seed, RUN_WEIGHTS + index, edges.from, edges.to, edges.edge));
    double_pairs(circuit, &edges);
    IGRAPH_CHECK(latigraph_surrogate_circuit(circuit, name, circuit->m, edges.from, edges.to,
                                             weighted ? edges.weight : NULL,
                                             circuit->sign != NULL ? edges.sign : NULL, surrogate));
    g_free(edges.sign);
    g_free(edges.weight);
    g_free(edges.edge);
    g_free(edges.to);
    g_free(edges.from);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/* Lists the targets of each sender. `start` (n + 1) gets the beginnings of rows. */
static void fill_rows(const latigraph_state_t *state, int n, int *start, int *to) {
    const latigraph_plan_t *plan = state->plan;
    memset(start, 0, (gsize)(n + 1) * sizeof *start);
    for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
            for (int s = 0; s < plan->slots[k].size; s++) {
                const latigraph_slot_edge_t edge = state->lists[k].edge[s];
                const int from = plan->original[edge.from];
                if (pass == 0) {
                    start[from]++;
                } else {
                    to[--start[from]] = plan->original[edge.to];
                }
            }
        }
        for (int i = 0; pass == 0 && i < n; i++) {
            start[i + 1] += start[i];
        }
    }
}

/* Makes the circuit of a state without weights and signs. The edges are arranged in the memory that
 * the circuit keeps, because large surrogates take most memory here. */
static igraph_error_t bare_circuit(const latigraph_state_t *state,
                                   const latigraph_circuit_t *circuit, const char *name,
                                   latigraph_circuit_t **surrogate) {
    latigraph_circuit_t *made;
    double *weight = NULL;
    int *start, *to;
    IGRAPH_CHECK(latigraph_circuit_without_edges(&made, circuit, name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, made);
    LATIGRAPH_ALLOCATE(start, circuit->n + 1);
    LATIGRAPH_ALLOCATE(to, circuit->m);
    fill_rows(state, circuit->n, start, to);
    for (int i = 0; i < circuit->n; i++) {
        latigraph_sort_neurons(to + start[i], start[i + 1] - start[i]);
    }
    IGRAPH_CHECK(latigraph_circuit_take_edges(made, circuit->m, &start, &to, &weight));
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_CHECK(copy_direction(made, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    *surrogate = made;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_state_circuit(const latigraph_state_t *state,
                                       const latigraph_circuit_t *circuit, const char *name,
                                       latigraph_surrogate_weights_t weights, guint64 seed,
                                       guint64 index, latigraph_circuit_t **surrogate) {
    const gboolean weighted =
        circuit->weight != NULL && weights != LATIGRAPH_SURROGATE_WEIGHTS_NONE;
    int *from, *to, *edge, *sign_of;
    double *weight;
    gint8 *sign;
    if (!weighted && circuit->sign == NULL) {
        return bare_circuit(state, circuit, name, surrogate);
    }
    if (circuit->undirected) {
        return undirected_circuit(state, circuit, name, weights, seed, index, surrogate);
    }
    LATIGRAPH_ALLOCATE(from, circuit->m);
    LATIGRAPH_ALLOCATE(to, circuit->m);
    LATIGRAPH_ALLOCATE(edge, circuit->m);
    LATIGRAPH_ALLOCATE(sign_of, circuit->m);
    LATIGRAPH_ALLOCATE(weight, circuit->m);
    LATIGRAPH_ALLOCATE(sign, circuit->m);
    latigraph_state_edges(state, from, to, edge);
    for (int k = 0; k < circuit->m; k++) {
        sign_of[k] = edge[k]; /* a sign is the sender's, wherever the weight goes */
    }
    IGRAPH_CHECK(latigraph_weights_permute(state->plan, circuit, weights, seed, RUN_WEIGHTS + index,
                                           from, to, edge));
    for (int k = 0; k < circuit->m; k++) {
        weight[k] = weighted ? circuit->weight[edge[k]] : 1;
        sign[k] = circuit->sign != NULL ? circuit->sign[sign_of[k]] : 1;
    }
    if (weighted && weights == LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT) {
        IGRAPH_CHECK(latigraph_weights_exact(circuit, seed, RUN_SHIFTS + index, from, to, weight));
    }
    IGRAPH_CHECK(latigraph_surrogate_circuit(circuit, name, circuit->m, from, to,
                                             weighted ? weight : NULL,
                                             circuit->sign != NULL ? sign : NULL, surrogate));
    g_free(sign);
    g_free(weight);
    g_free(sign_of);
    g_free(edge);
    g_free(to);
    g_free(from);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}
