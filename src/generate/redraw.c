/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Mean statistics over repeated draws from the same rates.
 *
 * A statistic is not a linear function of the edges, so its mean over draws differs from the
 * statistic of the expected edges. Steering requests means over draws, and the difference corrects
 * its targets. Draws use arrays only, no circuit objects:
 *
 *     memory:  out_start (n + 1) | in_start (n + 1) | start (n + 1) |
 *              out_to (m) | in_from (m) | neighbours (2 m)
 */

#include "generate/redraw.h"

#include "circuit/triads.h"

#include <math.h>

enum { Q = LATIGRAPH_STATISTICS_MAX };

void latigraph_redraw_clear(latigraph_redraw_t *redraw) {
    latigraph_edge_list_clear(&redraw->edges);
    g_free(redraw->memory);
    latigraph_dyads_clear(&redraw->dyads);
    memset(redraw, 0, sizeof *redraw);
}

/* Reserves both directions' rows (n + 1 each), the edges of both directions (2 m), and the scratch
 * of the triads. */
static gboolean reserve_scratch(latigraph_redraw_t *redraw, int nodes) {
    const int edges = redraw->edges.capacity;
    if (nodes > redraw->nodes || edges > redraw->capacity) {
        g_free(redraw->memory);
        redraw->memory = g_try_new(int, 2 * ((gsize)nodes + 1) + 2 * (gsize)edges +
                                            latigraph_triads_scratch(nodes, edges));
        redraw->nodes = redraw->memory != NULL ? nodes : 0;
        redraw->capacity = redraw->memory != NULL ? edges : 0;
    }
    return redraw->memory != NULL;
}

/* Sorts edges into rows by `key`. The other ends keep the order of the list, which is ascending
 * within each row. */
static void sort_rows(int n, int m, const int *key, const int *other, int *start, int *row) {
    memset(start, 0, ((gsize)n + 1) * sizeof *start);
    for (int e = 0; e < m; e++) {
        start[key[e] + 1]++;
    }
    for (int i = 0; i < n; i++) {
        start[i + 1] += start[i];
    }
    for (int e = 0; e < m; e++) {
        row[start[key[e]]++] = other[e];
    }
    memmove(start + 1, start, (gsize)n * sizeof *start);
    start[0] = 0;
}

/* Views the edges of the last draw as a circuit on the neurons of `nodes`. */
static latigraph_circuit_t view(const latigraph_redraw_t *redraw,
                                const latigraph_circuit_t *nodes) {
    const latigraph_edge_list_t *edges = &redraw->edges;
    latigraph_circuit_t circuit = *nodes;
    circuit.m = edges->size;
    circuit.weight = NULL;
    circuit.sign = NULL;
    circuit.out_start = redraw->memory;
    circuit.in_start = circuit.out_start + nodes->n + 1;
    circuit.out_to = circuit.in_start + nodes->n + 1;
    circuit.in_from = circuit.out_to + edges->size;
    sort_rows(nodes->n, edges->size, edges->from, edges->to, circuit.out_start, circuit.out_to);
    sort_rows(nodes->n, edges->size, edges->to, edges->from, circuit.in_start, circuit.in_from);
    return circuit;
}

igraph_bool_t latigraph_redraw_statistics(latigraph_redraw_t *redraw,
                                          const latigraph_pending_t *pending, int item,
                                          const latigraph_rates_t *rates, int draws, double *mean) {
    const latigraph_circuit_t *nodes =
        latigraph_circuit_list_get(&pending->nodes, pending->shared ? 0 : item);
    const double length_scale = latigraph_model_length_scale(pending->model);
    latigraph_stream_t stream;
    const double pairs = (double)nodes->n * (nodes->n - 1);
    double value[Q], edges = 0;
    int defined[Q] = {0};
    /* Without memory for it, every draw computes for itself. */
    const latigraph_dyads_t *dyads =
        pending->edit == NULL ? latigraph_dyads_find(&redraw->dyads, rates) : NULL;
    latigraph_stream_init(&stream, pending->seed, LATIGRAPH_STREAM_REDRAW, (uint64_t)item);
    for (int k = 0; k < Q; k++) {
        mean[k] = 0;
        value[k] = NAN; /* edge length stays NaN without positions */
    }
    for (int d = 0; d < draws; d++) {
        latigraph_pending_draw_edges(pending, rates, dyads, &stream, &redraw->edges);
        if (redraw->edges.out_of_memory || !reserve_scratch(redraw, nodes->n)) {
            return false;
        }
        const latigraph_circuit_t circuit = view(redraw, nodes);
        latigraph_statistics_of(&circuit, length_scale, circuit.in_from + circuit.m, NULL, value);
        edges += circuit.m;
        for (int k = 0; k < Q; k++) {
            if (isfinite(value[k])) {
                mean[k] += value[k];
                defined[k]++;
            }
        }
    }
    for (int k = 0; k < Q; k++) {
        mean[k] = defined[k] > 0 ? mean[k] / defined[k] : NAN;
    }
    if (draws > 0 && edges > 0) {
        mean[LATIGRAPH_STATISTIC_LOG_DENSITY] = log(edges / draws / pairs);
    }
    return true;
}
