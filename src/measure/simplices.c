/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties of directed cycles of three edges and of directed simplices, in which every neuron
 * sends to all later ones.
 *
 * igraph's cliques ignore directions, so both are counted here. The neighbours of one neuron are
 * marked in an array of bytes, and the rows of other neurons are compared with the marks. A common
 * neighbour then costs one look, where a search in a sorted row would cost O(log degree). For
 * simplices, the marks are levels: 1 for targets of the first neuron, 2 for targets of the first
 * two. Quadruples need a walk over the targets of a neuron per triple. Triples follow from the
 * census of triads.
 */
#include "measure/property.h"

/* Sets the mark of the neurons that send to i. */
static void mark_sources(const latigraph_circuit_t *c, int i, char *mark, char with) {
    for (int e = c->in_start[i]; e < c->in_start[i + 1]; e++) {
        mark[c->in_from[e]] = with;
    }
}

/* Returns whether there is a cycle i → j → k → i with a marked sender k of i. */
static gboolean is_on_cycle(const latigraph_circuit_t *c, int i, const char *mark) {
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        for (int f = c->out_start[j]; f < c->out_start[j + 1]; f++) {
            if (mark[c->out_to[f]]) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

gboolean latigraph_find_cycles(const latigraph_circuit_t *c, latigraph_quantities_t *q,
                               latigraph_cancel_t *cancel) {
    char *mark = g_try_new0(char, (gsize)c->n + 1);
    if (mark == NULL) {
        return FALSE;
    }
    q->on_cycles = 0;
    for (int i = 0; i < c->n && !latigraph_cancelled(cancel); i++) {
        mark_sources(c, i, mark, 1);
        q->on_cycles += is_on_cycle(c, i, mark);
        mark_sources(c, i, mark, 0);
    }
    g_free(mark);
    return TRUE;
}

igraph_error_t latigraph_measure_cycle_participation(const latigraph_subject_t *subject,
                                                     igraph_real_t *value) {
    const int n = subject->circuit->n;
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_CYCLES, &q));
    *value = n > 0 ? q->on_cycles / n : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* Counts the targets of k at level 2, which both other neurons send to. */
static int count_common(const latigraph_circuit_t *c, int k, const char *level) {
    int count = 0;
    for (int e = c->out_start[k]; e < c->out_start[k + 1]; e++) {
        count += level[c->out_to[e]] == 2;
    }
    return count;
}

static void set_marked(const latigraph_circuit_t *c, int j, char *level, char from, char to) {
    for (int e = c->out_start[j]; e < c->out_start[j + 1]; e++) {
        if (level[c->out_to[e]] == from) {
            level[c->out_to[e]] = to;
        }
    }
}

/* Returns the number of simplices whose first two neurons are i → j. Targets of i are at level 1.
 */
static double count_simplices(const latigraph_circuit_t *c, int j, char *level) {
    double count = 0;
    set_marked(c, j, level, 1, 2); /* targets of both neurons */
    for (int e = c->out_start[j]; e < c->out_start[j + 1]; e++) {
        if (level[c->out_to[e]] == 2) {
            count += count_common(c, c->out_to[e], level);
        }
    }
    set_marked(c, j, level, 2, 1);
    return count;
}

gboolean latigraph_find_simplices(const latigraph_circuit_t *c, latigraph_quantities_t *q,
                                  latigraph_cancel_t *cancel) {
    char *level = g_try_new0(char, (gsize)c->n + 1);
    if (level == NULL) {
        return FALSE;
    }
    q->simplices = 0;
    for (int i = 0; i < c->n && !latigraph_cancelled(cancel); i++) {
        set_marked(c, i, level, 0, 1);
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            q->simplices += count_simplices(c, c->out_to[e], level);
        }
        set_marked(c, i, level, 1, 0);
    }
    g_free(level);
    return TRUE;
}

/* Number of orders of the neurons of a closed triad in which every neuron sends to all later ones:
 * the number of choices of one edge per dyad that make no cycle. */
static const struct {
    int class, orders;
} ORDERS[] = {{LATIGRAPH_TRIAD_030T, 1}, {LATIGRAPH_TRIAD_120D, 2}, {LATIGRAPH_TRIAD_120U, 2},
              {LATIGRAPH_TRIAD_120C, 1}, {LATIGRAPH_TRIAD_210, 3},  {LATIGRAPH_TRIAD_300, 6}};

igraph_error_t latigraph_measure_simplices_2(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    const int n = subject->circuit->n;
    const latigraph_triads_t *triads;
    double triples = 0;
    IGRAPH_CHECK(latigraph_subject_triads(subject, &triads));
    for (gsize k = 0; k < G_N_ELEMENTS(ORDERS); k++) {
        triples += ORDERS[k].orders * triads->count[ORDERS[k].class];
    }
    *value = n > 0 ? triples / n : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_simplices_3(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    const int n = subject->circuit->n;
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_SIMPLICES, &q));
    *value = n > 0 ? q->simplices / n : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}
