/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The bow tie of a circuit: its recurrent core, and what lies before and behind it (Broder et al.,
 * Comput. Networks 33:309, 2000).
 *
 * The core is the largest strongly connected component (giant-scc is its share). The part IN are
 * the neurons outside of it that reach it, and OUT those that it reaches. The rest is neither. A
 * search from one neuron of the core, along the edges and against them, finds both. Of several
 * largest components, that with the most neurons in IN and OUT is the core, then that with the
 * larger IN, so that the shares do not depend on the order of the neurons. A component of a single
 * neuron is no core: without a cycle the shares are not defined. */

#include "measure/property.h"

/* Shares of neurons before and behind the core, as numbers. */
typedef struct {
    int in, out;
} sides_t;

/* Counts the neurons that are reached from `from`, itself included, along the edges or against
 * them. `queue` and `seen` are (n); `round` is a value that `seen` does not hold. */
static int count_reached(const latigraph_circuit_t *c, int from, gboolean along, int *queue,
                         int *seen, int round) {
    const int *const start = along ? c->out_start : c->in_start;
    const int *const next = along ? c->out_to : c->in_from;
    int size = 1;
    queue[0] = from;
    seen[from] = round;
    for (int head = 0; head < size; head++) {
        for (int e = start[queue[head]]; e < start[queue[head] + 1]; e++) {
            if (seen[next[e]] != round) {
                seen[next[e]] = round;
                queue[size++] = next[e];
            }
        }
    }
    return size;
}

/* Finds the sides of the core. `visited` (components) is 0. */
static void find_sides(const latigraph_circuit_t *c, const latigraph_components_t *components,
                       int core, int *queue, int *seen, char *visited, sides_t *sides) {
    int round = 0;
    *sides = (sides_t){-1, -1};
    for (int i = 0; i < c->n; i++) {
        const int component = components->of[i];
        if (components->size[component] != core || visited[component]) {
            continue;
        }
        visited[component] = 1;
        const int out = count_reached(c, i, TRUE, queue, seen, ++round) - core;
        const int in = count_reached(c, i, FALSE, queue, seen, ++round) - core;
        if (in + out > sides->in + sides->out ||
            (in + out == sides->in + sides->out && in > sides->in)) {
            *sides = (sides_t){in, out};
        }
    }
}

gboolean latigraph_find_bow_tie(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                                latigraph_cancel_t *cancel) {
    const latigraph_components_t *components = &q->components;
    sides_t sides = {-1, -1};
    (void)cancel;
    if (components->largest > 1) {
        const gsize n = (gsize)circuit->n;
        int *queue = g_try_new0(int, 2 * n + 1);
        char *visited = g_try_new0(char, (gsize)components->count + 1);
        if (queue == NULL || visited == NULL) {
            g_free(visited);
            g_free(queue);
            return FALSE;
        }
        find_sides(circuit, components, components->largest, queue, queue + n, visited, &sides);
        g_free(visited);
        g_free(queue);
    }
    q->before_core = sides.in;
    q->behind_core = sides.out;
    return TRUE;
}

static igraph_error_t measure(const latigraph_subject_t *subject, gboolean in,
                              igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_BOW_TIE, &q));
    const int side = in ? q->before_core : q->behind_core;
    *value = side < 0 ? IGRAPH_NAN : (double)side / subject->circuit->n;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_bow_tie_in(const latigraph_subject_t *subject,
                                            igraph_real_t *value) {
    return measure(subject, TRUE, value);
}

igraph_error_t latigraph_measure_bow_tie_out(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    return measure(subject, FALSE, value);
}
