/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Raw edges of files become simple directed ones.
 *
 * A list from a file may have self-loops, parallel edges and undirected edges. The options decide
 * whether each kind is repaired or refused, and a report counts what changed, so that nothing is
 * lost in silence. Three passes do it: self-loops are dropped, the rest is sorted by (source,
 * target), and equal neighbours in the order are merged with their weights added. An undirected
 * edge is first turned to (smaller, larger), so that a — b and b — a merge, and is doubled at the
 * end.
 *
 * Ties in the sort are broken by the place in the file. The order in which weights are added is
 * therefore fixed, and so is the last bit of their sum.
 */
#include "circuit/edges.h"

#include "base/memory.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
    int from, to;
    int place; /* index in the raw list; makes the order, and so the sums of weights, unique */
    double weight;
} raw_edge_t;

static int compare_edges(const void *a, const void *b) {
    const raw_edge_t *x = a, *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    if (x->to != y->to) {
        return x->to < y->to ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Moves the edges that are not self-loops to the front and returns their number. */
static int drop_loops(raw_edge_t *edges, int m, int *first_loop) {
    int kept = 0;
    for (int e = 0; e < m; e++) {
        if (edges[e].from != edges[e].to) {
            edges[kept++] = edges[e];
        } else if (*first_loop < 0) {
            *first_loop = edges[e].from;
        }
    }
    return kept;
}

/* Merges parallel edges of a sorted list, adding their weights, and returns the number of distinct
 * edges. */
static int merge_parallel(raw_edge_t *edges, int m, int *first_parallel) {
    int kept = 0;
    for (int e = 0; e < m; e++) {
        if (kept > 0 && edges[kept - 1].from == edges[e].from &&
            edges[kept - 1].to == edges[e].to) {
            edges[kept - 1].weight += edges[e].weight;
            if (*first_parallel < 0) {
                *first_parallel = kept - 1;
            }
        } else {
            edges[kept++] = edges[e];
        }
    }
    return kept;
}

/* Sorts and simplifies the raw edges; *m gets their new number. */
static igraph_error_t simplify(const latigraph_circuit_t *circuit, raw_edge_t *edges, int *m,
                               gboolean directed, const latigraph_read_options_t *options,
                               latigraph_read_report_t *report) {
    int first_loop = -1, first_parallel = -1;
    const int without_loops = drop_loops(edges, *m, &first_loop);
    const int loops = *m - without_loops;
    if (loops > 0 && options->loops == LATIGRAPH_LOOPS_REFUSE) {
        IGRAPH_ERRORF(
            "Circuit \"%s\" has self-loops (%d of them, the first at neuron \"%s\"), which "
            "the options refuse; read it with loops=drop to leave them out.",
            IGRAPH_EINVAL, circuit->name, loops, circuit->neuron[first_loop]);
    }
    for (int e = 0; e < without_loops && !directed; e++) {
        if (edges[e].from > edges[e].to) {
            const int from = edges[e].from;
            edges[e].from = edges[e].to;
            edges[e].to = from;
        }
    }
    if (without_loops > 0) {
        qsort(edges, (size_t)without_loops, sizeof *edges, compare_edges);
    }
    const int distinct = merge_parallel(edges, without_loops, &first_parallel);
    const int merged = without_loops - distinct;
    if (merged > 0 && options->parallel == LATIGRAPH_PARALLEL_REFUSE) {
        IGRAPH_ERRORF("Circuit \"%s\" has parallel edges (%d of them, the first from neuron \"%s\" "
                      "to \"%s\"), which the options refuse; read it with parallel=merge to add "
                      "their weights.",
                      IGRAPH_EINVAL, circuit->name, merged,
                      circuit->neuron[edges[first_parallel].from],
                      circuit->neuron[edges[first_parallel].to]);
    }
    if (report != NULL) {
        report->loops_dropped += loops;
        report->parallel_merged += merged;
        report->made_mutual += directed ? 0 : distinct;
    }
    *m = distinct;
    return IGRAPH_SUCCESS;
}

/* Sets the simple edges of the circuit, in both directions if the raw edges are undirected. */
static igraph_error_t set_simple_edges(latigraph_circuit_t *circuit, int m, const raw_edge_t *edges,
                                       gboolean weighted, gboolean directed) {
    const int copies = directed ? 1 : 2;
    int *from, *to;
    double *weight;
    LATIGRAPH_ALLOCATE(from, copies * m);
    LATIGRAPH_ALLOCATE(to, copies * m);
    LATIGRAPH_ALLOCATE(weight, copies * m);
    for (int e = 0; e < m; e++) {
        from[e] = edges[e].from;
        to[e] = edges[e].to;
        weight[e] = edges[e].weight;
    }
    for (int e = 0; e < m && !directed; e++) {
        from[m + e] = to[e];
        to[m + e] = from[e];
        weight[m + e] = weight[e];
    }
    IGRAPH_CHECK(
        latigraph_circuit_set_edges(circuit, copies * m, from, to, weighted ? weight : NULL));
    g_free(weight);
    g_free(to);
    g_free(from);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_settle_edges(latigraph_circuit_t *circuit, int m, const int *from,
                                              const int *to, const double *weight,
                                              gboolean directed,
                                              const latigraph_read_options_t *options,
                                              latigraph_read_report_t *report) {
    raw_edge_t *edges;
    if (!directed && options->undirected == LATIGRAPH_UNDIRECTED_REFUSE) {
        IGRAPH_ERRORF(
            "Graph \"%s\" is undirected, but circuits are directed. Direct its edges, or "
            "ask for undirected graphs to be read as mutual (undirected=mutual), each edge "
            "as two directed ones.",
            IGRAPH_EINVAL, circuit->name);
    }
    if (!directed && m > INT_MAX / 2) {
        IGRAPH_ERRORF("Circuit \"%s\" has %d undirected edges, but at most %d can be read.",
                      IGRAPH_EOVERFLOW, circuit->name, m, INT_MAX / 2);
    }
    LATIGRAPH_ALLOCATE(edges, m);
    for (int e = 0; e < m; e++) {
        edges[e].from = from[e];
        edges[e].to = to[e];
        edges[e].place = e;
        edges[e].weight = weight != NULL ? weight[e] : 1;
        if (!(edges[e].weight > 0 && isfinite(edges[e].weight))) {
            IGRAPH_ERRORF("The edge from neuron \"%s\" to \"%s\" of circuit \"%s\" has weight %g; "
                          "weights must be finite and positive.",
                          IGRAPH_EINVAL, circuit->neuron[from[e]], circuit->neuron[to[e]],
                          circuit->name, weight[e]);
        }
    }
    IGRAPH_CHECK(simplify(circuit, edges, &m, directed, options, report));
    IGRAPH_CHECK(set_simple_edges(circuit, m, edges, weight != NULL, directed));
    g_free(edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
