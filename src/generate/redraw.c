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
/* Draws for each one that is closed, too, which takes longer. */
enum { DRAWS_PER_CLOSED = 20 };

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

/* --- Means over draws --------------------------------------------------------------------- */

/* Sums over draws, and over the differences that the closure stage makes in some of them. */
typedef struct {
    double sum[Q], change[Q], local_clustering, edges;
    int defined[Q], changes[Q], closed;
} totals_t;

static void measure(const latigraph_redraw_t *redraw, const latigraph_pending_t *pending,
                    const latigraph_circuit_t *nodes, double *value) {
    const latigraph_circuit_t circuit = view(redraw, nodes);
    latigraph_statistics_of(&circuit, latigraph_model_length_scale(pending->model),
                            circuit.in_from + circuit.m, NULL, value);
}

static void add_draw(const latigraph_redraw_t *redraw, const double *value, totals_t *totals) {
    totals->edges += redraw->edges.size;
    for (int k = 0; k < Q; k++) {
        if (isfinite(value[k])) {
            totals->sum[k] += value[k];
            totals->defined[k]++;
        }
    }
}

/* Closes the last draw, whose statistics are given, and adds how these change. Most of the noise of
 * a draw is in both, so that few draws are enough. */
static gboolean add_closed(latigraph_redraw_t *redraw, const latigraph_pending_t *pending, int item,
                           const latigraph_circuit_t *nodes, const latigraph_rates_t *rates,
                           const latigraph_closing_t *closing, const double *value,
                           totals_t *totals) {
    const latigraph_acceptance_t *reached = &closing->chain->acceptance;
    const guint64 index = ((guint64)(totals->closed + 1) << 32) + (guint64)item;
    double after[Q];
    gint64 swaps;
    memcpy(after, value, sizeof after);
    if (!latigraph_close(closing, rates, pending->seed, index, &redraw->edges, &swaps)) {
        return FALSE;
    }
    measure(redraw, pending, nodes, after);
    totals->closed++;
    totals->local_clustering +=
        redraw->edges.size > 0 ? reached->value[LATIGRAPH_TILT_LOCAL_CLUSTERING] : 0;
    for (int k = 0; k < Q; k++) {
        if (isfinite(after[k] - value[k])) {
            totals->change[k] += after[k] - value[k];
            totals->changes[k]++;
        }
    }
    return TRUE;
}

static void find_means(const totals_t *totals, int draws, double pairs, double *mean,
                       double *change) {
    for (int k = 0; k < Q; k++) {
        change[k] = totals->changes[k] > 0 ? totals->change[k] / totals->changes[k] : 0;
        mean[k] = totals->defined[k] > 0 ? totals->sum[k] / totals->defined[k] + change[k] : NAN;
    }
    mean[LATIGRAPH_STEERED_LOCAL_CLUSTERING] =
        totals->closed > 0 ? totals->local_clustering / totals->closed : NAN;
    if (draws > 0 && totals->edges > 0) {
        mean[LATIGRAPH_STATISTIC_LOG_DENSITY] = log(totals->edges / draws / pairs);
    }
}

igraph_bool_t latigraph_redraw_statistics(latigraph_redraw_t *redraw,
                                          const latigraph_pending_t *pending, int item,
                                          const latigraph_rates_t *rates,
                                          const latigraph_closing_t *closing, int draws,
                                          double *mean, double *change) {
    const latigraph_circuit_t *nodes =
        latigraph_circuit_list_get(&pending->nodes, pending->shared ? 0 : item);
    latigraph_stream_t stream;
    totals_t totals = {.edges = 0};
    double value[Q];
    /* Without memory for it, every draw computes for itself. */
    const latigraph_dyads_t *dyads =
        pending->edit == NULL ? latigraph_dyads_find(&redraw->dyads, rates) : NULL;
    latigraph_stream_init(&stream, pending->seed, LATIGRAPH_STREAM_REDRAW, (uint64_t)item);
    for (int k = 0; k < Q; k++) {
        value[k] = NAN; /* edge length stays NaN without positions */
    }
    for (int d = 0; d < draws; d++) {
        latigraph_pending_draw_edges(pending, rates, dyads, &stream, &redraw->edges);
        if (redraw->edges.out_of_memory || !reserve_scratch(redraw, nodes->n)) {
            return false;
        }
        measure(redraw, pending, nodes, value);
        add_draw(redraw, value, &totals);
        if (closing != NULL && d % DRAWS_PER_CLOSED == 0 &&
            !add_closed(redraw, pending, item, nodes, rates, closing, value, &totals)) {
            return false;
        }
    }
    find_means(&totals, draws, (double)nodes->n * (nodes->n - 1), mean, change);
    return true;
}
