/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Lengths of the shortest paths of all pairs of neurons, exactly.
 *
 * Breadth-first searches from 512 neurons at once: each neuron has a set of bits, the sources that
 * have reached it. In a step, every neuron that sources have just reached passes them on along its
 * edges; a source that had not reached the other neuron before is one edge farther away. One pass
 * over an edge serves 512 searches, and sets are joined by vector instructions (Then et al., PVLDB
 * 8:449, 2014). igraph_path_length_hist() runs one search after the other, and takes 50 to 200
 * times as long. */
#include "base/fast.h"
#include "measure/quantities.h"

#include <string.h>

enum { BITS = 64, WORDS_MAX = 8 };

/* Sets of sources of each neuron, (n, words) each. */
typedef struct {
    int words;
    guint64 *reached; /* all sources that have reached it */
    guint64 *front;   /* sources that have just reached it */
    guint64 *next;    /* sources that its senders passed on */
} search_t;

/* Joins the set of neuron i to the next sets of its partners in a list. */
FAST static void pass_on(const search_t *s, int i, const int *partner, int count) {
    const gsize words = (gsize)s->words;
    const guint64 *restrict front = s->front + (gsize)i * words;
    for (int k = 0; k < count; k++) {
        guint64 *restrict next = s->next + (gsize)partner[k] * words;
        for (gsize w = 0; w < words; w++) {
            next[w] |= front[w];
        }
    }
}

/* Keeps the sources that had not reached a neuron before. Returns their number over all neurons. */
FAST static guint64 settle(const search_t *s, int n) {
    const gsize size = (gsize)n * (gsize)s->words;
    guint64 *restrict reached = s->reached, *restrict front = s->front, *restrict next = s->next;
    guint64 count = 0;
    for (gsize w = 0; w < size; w++) {
        const guint64 fresh = next[w] & ~reached[w];
        count += (guint64)__builtin_popcountll(fresh);
        reached[w] |= fresh;
        front[w] = fresh;
        next[w] = 0;
    }
    return count;
}

static gboolean is_empty(const search_t *s, int i) {
    const guint64 *front = s->front + (gsize)i * (gsize)s->words;
    guint64 any = 0;
    for (int w = 0; w < s->words; w++) {
        any |= front[w];
    }
    return any == 0;
}

static void add_pairs(latigraph_paths_t *paths, int distance, double pairs) {
    paths->pairs += pairs;
    paths->sum += pairs * distance;
    if (distance <= LATIGRAPH_PATHS_AT) {
        paths->at[distance - 1] += pairs;
    }
}

/* Searches from the neurons first .. last − 1. Adds the pairs at each distance to the sums, and to
 * `pairs` (n), whose entry d is for distance d + 1. */
static void search(const latigraph_circuit_t *c, const search_t *s, int first, int last,
                   gboolean directed, latigraph_cancel_t *cancel, latigraph_paths_t *paths,
                   double *pairs) {
    const gsize size = (gsize)c->n * (gsize)s->words;
    memset(s->reached, 0, size * sizeof *s->reached);
    memset(s->front, 0, size * sizeof *s->front);
    for (int i = first; i < last; i++) {
        const gsize at = (gsize)i * (gsize)s->words + (gsize)(i - first) / BITS;
        s->front[at] = s->reached[at] = (guint64)1 << ((i - first) % BITS);
    }
    for (int d = 0; !latigraph_cancelled(cancel); d++) {
        for (int i = 0; i < c->n; i++) {
            if (is_empty(s, i)) {
                continue;
            }
            pass_on(s, i, c->out_to + c->out_start[i], c->out_start[i + 1] - c->out_start[i]);
            if (!directed) {
                pass_on(s, i, c->in_from + c->in_start[i], c->in_start[i + 1] - c->in_start[i]);
            }
        }
        const guint64 fresh = settle(s, c->n);
        if (fresh == 0) {
            return;
        }
        add_pairs(paths, d + 1, (double)fresh);
        pairs[d] += (double)fresh;
    }
}

/* Searches from all neurons. Returns false if memory is short. */
static gboolean sum_paths(const latigraph_circuit_t *c, gboolean directed,
                          latigraph_cancel_t *cancel, latigraph_paths_t *paths) {
    const int batch = WORDS_MAX * BITS;
    const int words = MIN((c->n + BITS - 1) / BITS, WORDS_MAX);
    const gsize size = (gsize)c->n * (gsize)words;
    guint64 *sets = g_try_new0(guint64, 3 * size + 1);
    double *pairs = g_try_new0(double, (gsize)c->n + 1);
    *paths = (latigraph_paths_t){.pairs = 0};
    if (sets == NULL || pairs == NULL) {
        g_free(pairs);
        g_free(sets);
        return FALSE;
    }
    const search_t s = {
        .words = words, .reached = sets, .front = sets + size, .next = sets + 2 * size};
    for (int first = 0; first < c->n && !latigraph_cancelled(cancel); first += batch) {
        latigraph_cancel_progress(cancel, "Measuring paths", c->n, first);
        search(c, &s, first, MIN(first + batch, c->n), directed, cancel, paths, pairs);
    }
    for (int d = 0; d < c->n; d++) { /* sums of fractions in the order of the distances */
        paths->inverses += pairs[d] / (d + 1);
    }
    g_free(pairs);
    g_free(sets);
    return TRUE;
}

gboolean latigraph_find_paths(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                              latigraph_cancel_t *cancel) {
    return sum_paths(circuit, TRUE, cancel, &q->paths);
}

gboolean latigraph_find_ways(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                             latigraph_cancel_t *cancel) {
    return sum_paths(circuit, FALSE, cancel, &q->ways);
}
