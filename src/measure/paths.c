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
#include "base/memory.h"
#include "measure/subject.h"

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

/* Searches from the neurons first .. last − 1. Adds the pairs at each distance to the sums. */
static igraph_error_t search(const latigraph_circuit_t *c, const search_t *s, int first, int last,
                             igraph_bool_t directed, igraph_vector_t *pairs) {
    const gsize size = (gsize)c->n * (gsize)s->words;
    memset(s->reached, 0, size * sizeof *s->reached);
    memset(s->front, 0, size * sizeof *s->front);
    for (int i = first; i < last; i++) {
        const gsize at = (gsize)i * (gsize)s->words + (gsize)(i - first) / BITS;
        s->front[at] = s->reached[at] = (guint64)1 << ((i - first) % BITS);
    }
    for (igraph_integer_t d = 0;; d++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
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
            return IGRAPH_SUCCESS;
        }
        if (d == igraph_vector_size(pairs)) {
            IGRAPH_CHECK(igraph_vector_push_back(pairs, 0));
        }
        VECTOR(*pairs)[d] += (double)fresh;
    }
}

/* Counts the ordered pairs at each distance; the first entry is for distance 1. */
static igraph_error_t count_pairs(const latigraph_circuit_t *c, igraph_bool_t directed,
                                  igraph_vector_t *pairs) {
    const int batch = WORDS_MAX * BITS;
    search_t s = {.words = MIN((c->n + BITS - 1) / BITS, WORDS_MAX)};
    LATIGRAPH_ALLOCATE(s.reached, (gsize)c->n * (gsize)s.words);
    LATIGRAPH_ALLOCATE(s.front, (gsize)c->n * (gsize)s.words);
    LATIGRAPH_ALLOCATE(s.next, (gsize)c->n * (gsize)s.words);
    for (int first = 0; first < c->n; first += batch) {
        if (c->n > 16 * batch) {
            IGRAPH_PROGRESS("Measuring paths", 100.0 * first / c->n, NULL);
        }
        IGRAPH_CHECK(search(c, &s, first, MIN(first + batch, c->n), directed, pairs));
    }
    if (c->n > 16 * batch) {
        IGRAPH_PROGRESS("Measuring paths", 100, NULL);
    }
    g_free(s.next);
    g_free(s.front);
    g_free(s.reached);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sum_paths(const latigraph_circuit_t *circuit, igraph_bool_t directed,
                                   latigraph_paths_t *paths) {
    igraph_vector_t pairs; /* pairs[d − 1]: number of ordered pairs at distance d */
    memset(paths, 0, sizeof *paths);
    IGRAPH_VECTOR_INIT_FINALLY(&pairs, 0);
    IGRAPH_CHECK(count_pairs(circuit, directed, &pairs));
    for (igraph_integer_t i = 0; i < igraph_vector_size(&pairs); i++) {
        paths->pairs += VECTOR(pairs)[i];
        if (i < LATIGRAPH_PATHS_AT) {
            paths->at[i] = VECTOR(pairs)[i];
        }
        paths->sum += VECTOR(pairs)[i] * (double)(i + 1);
        paths->inverses += VECTOR(pairs)[i] / (double)(i + 1);
    }
    igraph_vector_destroy(&pairs);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
