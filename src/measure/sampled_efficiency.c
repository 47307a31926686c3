/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The weighted efficiency of a large circuit, from the shortest paths of some neurons.
 *
 * The efficiency is the mean over ordered pairs of 1 / distance, where an edge of weight w is 1 / w
 * long. weighted_paths.c takes the distances from all neurons. Here sources are drawn without
 * replacement, and the mean of their own efficiencies is the estimate. Its standard error is that
 * of a mean of a finite population (Cochran, Sampling Techniques, 1977, chapter 2), which is 0 if
 * all neurons are sources.
 *
 * Distances are Dijkstra's (Numer. Math. 1:269, 1959) with a binary heap. A neuron enters the heap
 * again when its distance shrinks; the old entry is skipped when it comes out.
 */
#include "measure/quantities.h"

#include <math.h>

typedef struct {
    double distance;
    int neuron;
} entry_t;

typedef struct {
    entry_t *heap; /* (m + 1) the smallest distance comes first */
    int size;
    double *distance; /* (n) */
} search_t;

static void push(search_t *s, int neuron, double distance) {
    int at = s->size++;
    while (at > 0 && s->heap[(at - 1) / 2].distance > distance) {
        s->heap[at] = s->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    s->heap[at] = (entry_t){distance, neuron};
}

static entry_t pop(search_t *s) {
    const entry_t first = s->heap[0], last = s->heap[--s->size];
    int at = 0, child;
    while ((child = 2 * at + 1) < s->size) {
        child += child + 1 < s->size && s->heap[child + 1].distance < s->heap[child].distance;
        if (s->heap[child].distance >= last.distance) {
            break;
        }
        s->heap[at] = s->heap[child];
        at = child;
    }
    s->heap[at] = last;
    return first;
}

/* Returns the sum of 1 / distance from a source to all other neurons. */
static double sum_inverses(const latigraph_circuit_t *c, search_t *s, int source,
                           latigraph_cancel_t *cancel) {
    enum { MASK = 16383 };
    double sum = 0;
    for (int i = 0; i < c->n; i++) {
        s->distance[i] = INFINITY;
    }
    s->size = 0;
    s->distance[source] = 0;
    push(s, source, 0);
    for (int count = 0; s->size > 0; count++) {
        const entry_t here = pop(s);
        if ((count & MASK) == MASK && latigraph_cancelled(cancel)) {
            return 0;
        }
        if (here.distance > s->distance[here.neuron]) {
            continue;
        }
        sum += here.neuron == source ? 0 : 1 / here.distance;
        for (int e = c->out_start[here.neuron]; e < c->out_start[here.neuron + 1]; e++) {
            const double distance = here.distance + 1 / c->weight[e];
            if (distance < s->distance[c->out_to[e]]) {
                s->distance[c->out_to[e]] = distance;
                push(s, c->out_to[e], distance);
            }
        }
    }
    return sum;
}

gboolean latigraph_sample_weighted_efficiency(const latigraph_circuit_t *circuit, int sources,
                                              latigraph_cancel_t *cancel, double estimate[2]) {
    const double n = circuit->n;
    search_t s = {.heap = g_try_new(entry_t, (gsize)circuit->m + 1),
                  .distance = g_try_new(double, (gsize)circuit->n)};
    int *source = g_try_new(int, (gsize)circuit->n);
    const gboolean enough = s.heap != NULL && s.distance != NULL && source != NULL;
    double mean = 0, squares = 0;
    if (enough) {
        latigraph_choose_sources(circuit, sources, source);
    }
    for (int k = 0; k < sources && enough && !latigraph_cancelled(cancel); k++) {
        const double x = sum_inverses(circuit, &s, source[k], cancel), step = x - mean;
        mean += step / (k + 1);
        squares += step * (x - mean); /* Welford's sum of squared deviations */
        latigraph_cancel_progress(cancel, "Measuring weighted paths", circuit->n,
                                  (int)(n * k / sources));
    }
    g_free(source);
    g_free(s.distance);
    g_free(s.heap);
    estimate[0] = mean / (n - 1);
    estimate[1] =
        sqrt((1 - sources / n) * squares / MAX(sources - 1, 1) / MAX(sources, 1)) / (n - 1);
    return enough;
}
