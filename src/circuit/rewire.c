/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Random graphs with the degrees of a circuit, by swaps of edges.
 *
 * Two edges a → b and c → d become a → d and c → b. Every neuron keeps its numbers of inputs and
 * outputs, and repeated swaps forget everything else (Maslov and Sneppen, Science 296:910, 2002).
 * A swap that makes a self-loop or a parallel edge is skipped, but counts as a trial, so that the
 * chain samples graphs uniformly. Drawing stubs at random instead (the configuration model) makes
 * parallel edges, and rejecting those changes the distribution.
 *
 * The edges are an array to draw from in O(1), and a set of pairs to find parallel edges in O(1).
 * 20 trials per edge cost O(m) in all.
 */
#include "circuit/circuit.h"

#include "base/map.h"
#include "base/random.h"

/* Number of trial swaps per edge, several times what such chains need to mix (Milo, Kashtan,
 * Itzkovitz, Newman, Alon, arXiv cond-mat/0312028, 2003). */
enum { TRIALS = 20 };

/* The edges as an array to draw from, and as a set of pairs to find parallel edges in O(1). */
typedef struct {
    int n, m;
    int *from, *to;        /* (m) */
    latigraph_map_t pairs; /* set of from · n + to */
} edges_t;

static void edges_destroy(edges_t *edges) {
    g_free(edges->from);
    g_free(edges->to);
    latigraph_map_destroy(&edges->pairs);
}

static gint64 pair_of(const edges_t *edges, int from, int to) {
    return (gint64)from * edges->n + to;
}

static igraph_error_t add_pair(edges_t *edges, int from, int to) {
    latigraph_map_entry_t *entry;
    return latigraph_map_add_integer(&edges->pairs, pair_of(edges, from, to), &entry, NULL);
}

static void remove_pair(edges_t *edges, int from, int to) {
    latigraph_map_remove(&edges->pairs,
                         latigraph_map_find_integer(&edges->pairs, pair_of(edges, from, to)));
}

static igraph_bool_t is_edge(const edges_t *edges, int from, int to) {
    return latigraph_map_find_integer(&edges->pairs, pair_of(edges, from, to)) != NULL;
}

static igraph_error_t edges_init(edges_t *edges, const latigraph_circuit_t *circuit) {
    *edges = (edges_t){.n = circuit->n,
                       .m = circuit->m,
                       .from = g_try_new(int, (gsize)circuit->m + 1),
                       .to = g_try_new(int, (gsize)circuit->m + 1)};
    IGRAPH_FINALLY(edges_destroy, edges);
    if (edges->from == NULL || edges->to == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d edges.", IGRAPH_ENOMEM, circuit->m);
    }
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            edges->from[e] = i;
            edges->to[e] = circuit->out_to[e];
            IGRAPH_CHECK(add_pair(edges, i, edges->to[e]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Replaces a → b, c → d by a → d, c → b unless that makes a self-loop or a parallel edge. */
static igraph_error_t try_swap(edges_t *edges, int first, int second) {
    const int a = edges->from[first], b = edges->to[first];
    const int c = edges->from[second], d = edges->to[second];
    if (a == d || c == b || is_edge(edges, a, d) || is_edge(edges, c, b)) {
        return IGRAPH_SUCCESS;
    }
    remove_pair(edges, a, b);
    remove_pair(edges, c, d);
    IGRAPH_CHECK(add_pair(edges, a, d));
    IGRAPH_CHECK(add_pair(edges, c, b));
    edges->to[first] = d;
    edges->to[second] = b;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_rewire
 * \brief Makes a circuit with the same degrees and otherwise random edges.
 *
 * Every neuron keeps its numbers of outputs and inputs, its node data and its identity; a weight
 * stays with its sender. The function repeatedly draws two edges a → b, c → d and replaces them by
 * a → d, c → b unless that makes a self-loop or a parallel edge. It does so 20 times as often as
 * there are edges (Maslov and Sneppen, Science 296:910, 2002). The result is a negative control:
 * it keeps what the degrees determine and nothing else. Swaps alone cannot reverse a three-cycle
 * that no other edge touches (Rao, Jana, Bandyopadhyay, Sankhya A 58:225, 1996), which matters in
 * tiny circuits only.
 *
 * \param rewired Gets the new circuit, which has the name of the old one; free it with \ref
 *    latigraph_circuit_destroy().
 * \param circuit The circuit, n neurons and m edges.
 * \param seed Seed of the random numbers.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(n + m log m).
 *
 * Example: add a rewired copy of a circuit to a list.
 * \verbatim
 *   latigraph_circuit_t *rewired;
 *   latigraph_circuit_rewire(&rewired, circuit, 1);
 *   latigraph_circuit_list_push_back(&list, rewired);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_rewire(latigraph_circuit_t **rewired,
                                        const latigraph_circuit_t *circuit, igraph_uint_t seed) {
    latigraph_circuit_t *copy;
    latigraph_stream_t stream;
    edges_t edges;
    IGRAPH_CHECK(latigraph_circuit_without_edges(&copy, circuit, circuit->name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, copy);
    IGRAPH_CHECK(edges_init(&edges, circuit));
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_REWIRE, 0);
    for (gint64 k = 0; circuit->m > 1 && k < (gint64)TRIALS * circuit->m; k++) {
        if (k % 65536 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        const int first = (int)latigraph_stream_integer(&stream, (uint32_t)circuit->m);
        const int second = (int)latigraph_stream_integer(&stream, (uint32_t)circuit->m);
        IGRAPH_CHECK(try_swap(&edges, first, second));
    }
    IGRAPH_CHECK(
        latigraph_circuit_set_edges(copy, circuit->m, edges.from, edges.to, circuit->weight));
    if (circuit->sign != NULL) { /* an edge keeps its source, weight and sign */
        IGRAPH_CHECK(latigraph_circuit_set_signs(copy, edges.from, edges.to, circuit->sign));
    }
    edges_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(2);
    *rewired = copy;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_list_rewire
 * \brief Rewires every circuit of a list.
 *
 * Circuit i is rewired with seed + i, as by \ref latigraph_circuit_rewire(). The copies show what
 * the degrees of the circuits alone account for.
 *
 * \param rewired Initialised list; the copies are appended.
 * \param circuits The circuits.
 * \param seed Seed of the first circuit.
 * \return Error code: \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_circuit_rewire(), for each circuit.
 *
 * Example: properties of circuits with the same degrees.
 * \verbatim
 *   latigraph_circuit_list_t rewired;
 *   latigraph_circuit_list_init(&rewired);
 *   latigraph_circuit_list_rewire(&rewired, &circuits, 1);
 *   latigraph_properties(&rewired, &values);
 *   latigraph_circuit_list_destroy(&rewired);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_list_rewire(latigraph_circuit_list_t *rewired,
                                             const latigraph_circuit_list_t *circuits,
                                             igraph_uint_t seed) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        latigraph_circuit_t *copy;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_circuit_rewire(&copy, latigraph_circuit_list_get(circuits, i),
                                              seed + (igraph_uint_t)i));
        IGRAPH_FINALLY(latigraph_circuit_destroy, copy);
        IGRAPH_CHECK(latigraph_circuit_list_push_back(rewired, copy));
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}
