/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The weighted efficiency: the mean over ordered pairs of 1 / distance, where an edge of weight w
 * is 1 / w long.
 *
 * Distances are computed from sixteen sources at once. Every neuron has a row of sixteen distances,
 * one per source, so that a few vector instructions relax an edge for all of them:
 *
 *     distance_w = min(distance_w, distance_v + length of v → w)
 *
 * A neuron whose row has shrunk waits in a queue until its edges are relaxed (Bellman, Q. Appl.
 * Math. 16:87, 1958, with the queue of Moore, 1959). A distance is the smallest of sums that are
 * added up from the source, as in Dijkstra's search, so both find the same numbers. An edge is
 * relaxed some ten times in circuits of neurons, which costs less than one heap per source. On long
 * chains, it would be relaxed n times. The circuit is therefore left to Dijkstra's search
 * (sampled_efficiency.c) when the searches take longer than that. Large circuits are left to it in
 * any case, from some of the neurons only.
 */
#include "measure/quantities.h"

#include "base/fast.h"

#include <math.h>

enum { LANES = 16 };

/* Number of times that edges are relaxed, per edge and batch of sources, before Dijkstra's search
 * takes over. */
static const double PATIENCE = 40;

typedef struct {
    double *length;   /* (m) of the edges */
    double *distance; /* (n, LANES) from each source */
    int *queue;       /* (n) ring of neurons whose rows have shrunk */
    char *waiting;    /* (n) whether a neuron is in the queue */
} relaxation_t;

static void relaxation_destroy(relaxation_t *r) {
    g_free(r->waiting);
    g_free(r->queue);
    g_free(r->distance);
    g_free(r->length);
}

/* Returns false if memory is short. */
static gboolean relaxation_init(relaxation_t *r, const latigraph_circuit_t *c) {
    r->length = g_try_new(double, (gsize)c->m + 1);
    r->distance = g_try_new(double, (gsize)c->n *LANES);
    r->queue = g_try_new(int, (gsize)c->n);
    r->waiting = g_try_new0(char, (gsize)c->n);
    if (r->length == NULL || r->distance == NULL || r->queue == NULL || r->waiting == NULL) {
        relaxation_destroy(r);
        return FALSE;
    }
    for (int e = 0; e < c->m; e++) {
        r->length[e] = 1 / c->weight[e];
    }
    return TRUE;
}

/* Relaxes an edge. Returns whether a distance has shrunk. */
static inline gboolean relax(const double *from, double length, double *restrict to) {
    gint64 shrunk = 0; /* as wide as a distance, for the vectoriser */
    for (int l = 0; l < LANES; l++) {
        const double distance = from[l] + length;
        shrunk |= distance < to[l];
        to[l] = distance < to[l] ? distance : to[l];
    }
    return shrunk != 0;
}

/* Searches from the neurons first .. first + count − 1. Returns false if that takes too long. */
FAST static gboolean search(const latigraph_circuit_t *c, const relaxation_t *r, int first,
                            int count) {
    const int n = c->n;
    int head = 0, size = count;
    double left = PATIENCE * c->m + LANES * (double)n;
    for (gsize k = 0; k < (gsize)n * LANES; k++) {
        r->distance[k] = INFINITY;
    }
    for (int l = 0; l < count; l++) {
        r->distance[(gsize)(first + l) * LANES + (gsize)l] = 0;
        r->queue[l] = first + l;
        r->waiting[first + l] = 1;
    }
    while (size > 0) {
        const int v = r->queue[head];
        head = head + 1 < n ? head + 1 : 0;
        size--;
        r->waiting[v] = 0;
        left -= c->out_start[v + 1] - c->out_start[v];
        if (left < 0) {
            return FALSE;
        }
        for (int e = c->out_start[v]; e < c->out_start[v + 1]; e++) {
            const int w = c->out_to[e];
            if (relax(r->distance + (gsize)v * LANES, r->length[e],
                      r->distance + (gsize)w * LANES) &&
                !r->waiting[w]) {
                r->waiting[w] = 1;
                r->queue[head + size < n ? head + size : head + size - n] = w;
                size++;
            }
        }
    }
    return TRUE;
}

/* Returns the sum of 1 / distance from the sources to all other neurons. */
static double sum_inverses(const relaxation_t *r, int n, int first) {
    double sum = 0;
    for (int v = 0; v < n; v++) {
        for (int l = 0; l < LANES; l++) {
            sum += v == first + l ? 0 : 1 / r->distance[(gsize)v * LANES + (gsize)l];
        }
    }
    return sum;
}

/* Computes the efficiency of a circuit of two neurons or more, with weights. Leaves NaN if the
 * searches take too long. Returns false if memory is short. */
static gboolean find_exactly(const latigraph_circuit_t *c, latigraph_cancel_t *cancel,
                             double *efficiency) {
    relaxation_t r;
    const double n = c->n;
    double sum = 0;
    gboolean found = TRUE;
    if (!relaxation_init(&r, c)) {
        return FALSE;
    }
    for (int first = 0; first < c->n && found && !latigraph_cancelled(cancel); first += LANES) {
        found = search(c, &r, first, MIN(LANES, c->n - first));
        sum += found ? sum_inverses(&r, c->n, first) : 0;
        latigraph_cancel_progress(cancel, "Measuring weighted paths", c->n, first);
    }
    relaxation_destroy(&r);
    *efficiency = found ? sum / (n * (n - 1)) : IGRAPH_NAN;
    return TRUE;
}

gboolean latigraph_find_lengths(const latigraph_circuit_t *c, latigraph_quantities_t *q,
                                latigraph_cancel_t *cancel) {
    q->weighted_efficiency[0] = IGRAPH_NAN;
    if (c->n < 2 || c->weight == NULL) {
        return TRUE;
    }
    if (latigraph_search_effort(c) > LATIGRAPH_LENGTHS_EFFORT) {
        return latigraph_sample_weighted_efficiency(c, MIN(c->n, LATIGRAPH_LENGTHS_SOURCES), cancel,
                                                    q->weighted_efficiency);
    }
    if (!find_exactly(c, cancel, &q->weighted_efficiency[0])) {
        return FALSE;
    }
    return !isnan(q->weighted_efficiency[0]) ||
           latigraph_sample_weighted_efficiency(c, c->n, cancel, q->weighted_efficiency);
}
