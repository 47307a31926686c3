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
 * two. Triples need a walk over the targets of every edge's end, and quadruples one per triple.
 */
#include "base/memory.h"
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

igraph_error_t latigraph_measure_cycle_participation(const latigraph_subject_t *subject,
                                                     igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    double count = 0;
    char *mark;
    LATIGRAPH_ALLOCATE(mark, c->n);
    for (int i = 0; i < c->n; i++) {
        mark_sources(c, i, mark, 1);
        count += is_on_cycle(c, i, mark);
        mark_sources(c, i, mark, 0);
    }
    g_free(mark);
    IGRAPH_FINALLY_CLEAN(1);
    *value = c->n > 0 ? count / c->n : IGRAPH_NAN;
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

/* Counts simplices whose first two neurons are i → j. Targets of i are at level 1. Quadruples take
 * most of the time, and are not counted at NULL. */
static void count_simplices(const latigraph_circuit_t *c, int j, char *level, double *triples,
                            double *quadruples) {
    set_marked(c, j, level, 1, 2); /* targets of both neurons */
    for (int e = c->out_start[j]; e < c->out_start[j + 1]; e++) {
        if (level[c->out_to[e]] == 2) {
            *triples += 1;
            if (quadruples != NULL) {
                *quadruples += count_common(c, c->out_to[e], level);
            }
        }
    }
    set_marked(c, j, level, 2, 1);
}

static igraph_error_t simplices(const latigraph_circuit_t *c, double *triples, double *quadruples) {
    char *level;
    *triples = 0;
    LATIGRAPH_ALLOCATE(level, c->n);
    for (int i = 0; i < c->n; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        set_marked(c, i, level, 0, 1);
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            count_simplices(c, c->out_to[e], level, triples, quadruples);
        }
        set_marked(c, i, level, 1, 0);
    }
    g_free(level);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_simplices_2(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    double triples;
    IGRAPH_CHECK(simplices(subject->circuit, &triples, NULL));
    *value = subject->circuit->n > 0 ? triples / subject->circuit->n : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_simplices_3(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    double triples, quadruples = 0;
    IGRAPH_CHECK(simplices(subject->circuit, &triples, &quadruples));
    *value = subject->circuit->n > 0 ? quadruples / subject->circuit->n : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}
