/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Lengths of the shortest paths of all pairs of neurons.
 *
 * Breadth-first searches from 512 neurons at once: each neuron has a set of bits, the sources that
 * have reached it. In a step, every neuron that sources have just reached passes them on along its
 * edges; a source that had not reached the other neuron before is one edge farther away. One pass
 * over an edge serves 512 searches, and sets are joined by vector instructions (Then et al., PVLDB
 * 8:449, 2014). igraph_path_length_hist() runs one search after the other, and takes 50 to 200
 * times as long.
 *
 * All pairs cost O(n (n + m)). In large circuits, 512 sources are drawn without replacement, and
 * sums over all sources are estimated. The mean length is then a ratio of two estimates. Its
 * standard error is that of the mean over sources of sum − ratio · pairs, and every error shrinks
 * to 0 as the sources become all neurons (Cochran, Sampling Techniques, 1977, chapters 2 and 6).
 * The sources depend on the numbers of neurons and edges alone, so equal circuits have equal
 * estimates. */
#include "base/fast.h"
#include "base/random.h"
#include "measure/quantities.h"

#include <math.h>
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

/* Sums over the neurons that one source reaches. */
typedef struct {
    double pairs, sum, inverses;
} source_t;

/* Sources of a search and what is summed of it. */
typedef struct {
    const int *source; /* (count) neurons */
    int count;
    int all; /* number of sources of all searches together */
    gboolean directed;
    double *pairs;   /* (n) entry d gets the pairs at distance d + 1 */
    source_t *found; /* (count) sums of each source; NULL: not wanted */
} task_t;

/* Adds the neurons that sources have just reached to the sums of each source. */
static void add_found(const search_t *s, int n, int distance, source_t *found) {
    for (int i = 0; i < n; i++) {
        for (int w = 0; w < s->words; w++) {
            guint64 left = s->front[(gsize)i * (gsize)s->words + (gsize)w];
            for (; left != 0; left &= left - 1) {
                source_t *source = &found[w * BITS + __builtin_ctzll(left)];
                source->pairs++;
                source->sum += distance;
                source->inverses += 1.0 / distance;
            }
        }
    }
}

static void begin(const latigraph_circuit_t *c, const search_t *s, const task_t *task) {
    const gsize size = (gsize)c->n * (gsize)s->words;
    memset(s->reached, 0, size * sizeof *s->reached);
    memset(s->front, 0, size * sizeof *s->front);
    for (int k = 0; k < task->count; k++) {
        const gsize at = (gsize)task->source[k] * (gsize)s->words + (gsize)k / BITS;
        s->front[at] = s->reached[at] = (guint64)1 << (k % BITS);
    }
}

/* Passes the sets of all neurons on. Returns early if it is cancelled. */
static void pass_all(const latigraph_circuit_t *c, const search_t *s, gboolean directed,
                     latigraph_cancel_t *cancel) {
    enum { MASK = 16383 };
    for (int i = 0; i < c->n; i++) {
        if ((i & MASK) == MASK && latigraph_cancelled(cancel)) {
            return;
        }
        if (is_empty(s, i)) {
            continue;
        }
        pass_on(s, i, c->out_to + c->out_start[i], c->out_start[i + 1] - c->out_start[i]);
        if (!directed) {
            pass_on(s, i, c->in_from + c->in_start[i], c->in_start[i + 1] - c->in_start[i]);
        }
    }
}

/* Searches from the sources of a task. Adds the pairs at each distance to the sums. */
static void search(const latigraph_circuit_t *c, const search_t *s, const task_t *task,
                   latigraph_cancel_t *cancel, latigraph_paths_t *paths) {
    begin(c, s, task);
    for (int d = 0; !latigraph_cancelled(cancel); d++) {
        pass_all(c, s, task->directed, cancel);
        const guint64 fresh = settle(s, c->n);
        if (fresh == 0) {
            return;
        }
        add_pairs(paths, d + 1, (double)fresh);
        latigraph_cancel_progress(cancel, "Measuring paths", c->n, (int)(paths->pairs / task->all));
        task->pairs[d] += (double)fresh;
        if (task->found != NULL) {
            add_found(s, c->n, d + 1, task->found);
        }
    }
}

/* Searches from the first `count` neurons in an order (n), up to 512 at once. With `found`, the
 * sums of each source are added. Returns false if memory is short. */
static gboolean sum_paths(const latigraph_circuit_t *c, gboolean directed, const int *order,
                          int count, source_t *found, latigraph_cancel_t *cancel,
                          latigraph_paths_t *paths) {
    const int batch = WORDS_MAX * BITS;
    const int words = MIN((count + BITS - 1) / BITS, WORDS_MAX);
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
    for (int first = 0; first < count && !latigraph_cancelled(cancel); first += batch) {
        const task_t task = {.source = order + first,
                             .count = MIN(batch, count - first),
                             .all = count,
                             .directed = directed,
                             .pairs = pairs,
                             .found = found};
        search(c, &s, &task, cancel, paths);
    }
    for (int d = 0; d < c->n; d++) { /* sums of fractions in the order of the distances */
        paths->inverses += pairs[d] / (d + 1);
    }
    g_free(pairs);
    g_free(sets);
    return TRUE;
}

/* --- From some neurons ---------------------------------------------------- */

void latigraph_choose_sources(const latigraph_circuit_t *circuit, int count, int *order) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, (uint64_t)circuit->n, LATIGRAPH_STREAM_SOURCES,
                          (uint64_t)circuit->m);
    for (int i = 0; i < circuit->n; i++) {
        order[i] = i;
    }
    for (int k = 0; k < count; k++) {
        const int other = k + (int)latigraph_stream_integer(&stream, (uint32_t)(circuit->n - k));
        const int kept = order[k];
        order[k] = order[other];
        order[other] = kept;
    }
}

/* Scales sums over some of n sources to all, and finds their standard errors. */
static void estimate(const source_t *found, int count, int n, latigraph_paths_t *paths) {
    const double scale = (double)n / count, ratio = paths->sum / fmax(paths->pairs, 1);
    const double mean = paths->inverses / count;
    double length = 0, inverses = 0;
    for (int k = 0; k < count; k++) {
        length += pow(found[k].sum - ratio * found[k].pairs, 2);
        inverses += pow(found[k].inverses - mean, 2);
    }
    const double share = (1 - 1 / scale) * count / MAX(count - 1, 1);
    paths->length_error = sqrt(share * length) / fmax(paths->pairs, 1);
    paths->inverses_error = sqrt(share * inverses) * scale;
    for (int d = 0; d < LATIGRAPH_PATHS_AT; d++) {
        paths->at[d] *= scale;
    }
    paths->pairs *= scale;
    paths->sum *= scale;
    paths->inverses *= scale;
}

gboolean latigraph_sample_paths(const latigraph_circuit_t *circuit, gboolean directed, int sources,
                                latigraph_cancel_t *cancel, latigraph_paths_t *paths) {
    source_t found[WORDS_MAX * BITS] = {{0}};
    int *order = g_try_new(int, (gsize)circuit->n + 1);
    if (order == NULL) {
        return FALSE;
    }
    latigraph_choose_sources(circuit, sources, order);
    const gboolean enough = sum_paths(circuit, directed, order, sources, found, cancel, paths);
    g_free(order);
    if (enough) {
        estimate(found, sources, circuit->n, paths);
    }
    return enough;
}

/* --- Quantities ------------------------------------------------------------ */

static gboolean find(const latigraph_circuit_t *c, gboolean directed, latigraph_cancel_t *cancel,
                     latigraph_paths_t *paths) {
    if (latigraph_search_effort(c) > LATIGRAPH_PATHS_EFFORT) {
        return latigraph_sample_paths(c, directed, LATIGRAPH_SAMPLED_SOURCES, cancel, paths);
    }
    int *order = g_try_new(int, (gsize)c->n + 1);
    if (order == NULL) {
        return FALSE;
    }
    for (int i = 0; i < c->n; i++) {
        order[i] = i;
    }
    const gboolean enough = sum_paths(c, directed, order, c->n, NULL, cancel, paths);
    g_free(order);
    return enough;
}

gboolean latigraph_find_paths(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                              latigraph_cancel_t *cancel) {
    return find(circuit, TRUE, cancel, &q->paths);
}

gboolean latigraph_find_ways(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                             latigraph_cancel_t *cancel) {
    return find(circuit, FALSE, cancel, &q->ways);
}
