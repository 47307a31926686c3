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
/* Number of closings of a circuit with random numbers of their own; an index has 40 bits. */
enum { RUNS = 255 };

void latigraph_redraw_clear(latigraph_redraw_t *redraw) {
    latigraph_edge_list_clear(&redraw->edges);
    g_free(redraw->memory);
    latigraph_dyads_clear(&redraw->dyads);
    memset(redraw, 0, sizeof *redraw);
}

/* Reserves both directions' rows (n + 1 each), the edges of both directions (2 m), and the scratch
 * of the triads. */
static gboolean reserve_scratch(latigraph_redraw_t *redraw, int nodes, int edges) {
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

/* Views edges as a circuit on the neurons of `nodes`. */
static latigraph_circuit_t view(const latigraph_redraw_t *redraw, const latigraph_circuit_t *nodes,
                                const latigraph_edge_list_t *edges) {
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

gboolean latigraph_redraw_measure(latigraph_redraw_t *redraw, const latigraph_pending_t *pending,
                                  int item, const latigraph_edge_list_t *edges, double *value) {
    const latigraph_circuit_t *nodes =
        latigraph_circuit_list_get(&pending->nodes, pending->shared ? 0 : item);
    if (!reserve_scratch(redraw, nodes->n, edges->capacity)) {
        return FALSE;
    }
    const latigraph_circuit_t circuit = view(redraw, nodes, edges);
    latigraph_statistics_of(&circuit, latigraph_model_length_scale(pending->model),
                            circuit.in_from + circuit.m, NULL, value);
    return TRUE;
}

/* --- Means over draws --------------------------------------------------------------------- */

/* Sums over draws, and over the changes that the closure stage makes in some of them. */
typedef struct {
    double sum[Q], change[LATIGRAPH_STEERED_MAX], edges;
    int defined[Q], changes[LATIGRAPH_STEERED_MAX], closed;
} totals_t;

static void add_draw(const latigraph_redraw_t *redraw, const double *value, totals_t *totals) {
    totals->edges += redraw->edges.size;
    for (int k = 0; k < Q; k++) {
        if (isfinite(value[k])) {
            totals->sum[k] += value[k];
            totals->defined[k]++;
        }
    }
}

static void add_change(totals_t *totals, int k, double change) {
    if (isfinite(change)) {
        totals->change[k] += change;
        totals->changes[k]++;
    }
}

/* Closes the last draw, whose statistics are given, and adds how these change. Most of the noise of
 * a draw is in both, so that few draws are enough. */
static gboolean add_closed(latigraph_redraw_t *redraw, const latigraph_pending_t *pending, int item,
                           const latigraph_rates_t *rates, const latigraph_redraws_t *redraws,
                           const double *value, totals_t *totals) {
    const latigraph_closing_t *closing = redraws->closing;
    const gint64 run = (gint64)redraws->round * redraws->closings + totals->closed;
    const guint64 index = ((guint64)(run % RUNS + 1) << 32) + (guint64)item;
    double after[Q];
    gint64 swaps;
    memcpy(after, value, sizeof after);
    if (!latigraph_close(closing, rates, pending->seed, index, &redraw->edges, &swaps) ||
        !latigraph_redraw_measure(redraw, pending, item, &redraw->edges, after)) {
        return FALSE;
    }
    totals->closed++;
    for (int k = 0; k < Q; k++) {
        add_change(totals, k, after[k] - value[k]);
    }
    add_change(totals, LATIGRAPH_STEERED_LOCAL_CLUSTERING,
               latigraph_closing_missed(closing, &redraw->edges));
    return TRUE;
}

static void find_means(const totals_t *totals, int draws, double pairs, double *mean,
                       double *change) {
    for (int k = 0; k < Q; k++) {
        mean[k] = totals->defined[k] > 0 ? totals->sum[k] / totals->defined[k] : NAN;
    }
    for (int k = 0; k < LATIGRAPH_STEERED_MAX; k++) {
        change[k] = totals->changes[k] > 0 ? totals->change[k] / totals->changes[k] : change[k];
    }
    if (draws > 0 && totals->edges > 0) {
        mean[LATIGRAPH_STATISTIC_LOG_DENSITY] = log(totals->edges / draws / pairs);
    }
}

igraph_bool_t latigraph_redraw_statistics(latigraph_redraw_t *redraw,
                                          const latigraph_pending_t *pending, int item,
                                          const latigraph_rates_t *rates,
                                          const latigraph_redraws_t *redraws, double *mean,
                                          double *change) {
    const latigraph_circuit_t *nodes =
        latigraph_circuit_list_get(&pending->nodes, pending->shared ? 0 : item);
    const int closings = redraws->closing != NULL ? redraws->closings : 0;
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
    for (int d = 0; d < redraws->draws; d++) {
        latigraph_pending_draw_edges(pending, rates, dyads, &stream, &redraw->edges);
        if (redraw->edges.out_of_memory ||
            !latigraph_redraw_measure(redraw, pending, item, &redraw->edges, value)) {
            return false;
        }
        add_draw(redraw, value, &totals);
        if (d < closings && !add_closed(redraw, pending, item, rates, redraws, value, &totals)) {
            return false;
        }
    }
    find_means(&totals, redraws->draws, (double)nodes->n * (nodes->n - 1), mean, change);
    return true;
}
