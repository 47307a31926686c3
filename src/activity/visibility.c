/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Visibility graphs of time series (Lacasa et al., PNAS 105:4972, 2008; Luque et al., Phys. Rev. E
 * 80:046103, 2009).
 *
 * Horizontal: a stack holds the times that a later one can still see, in descending order of their
 * values. A new time sees them from the top down to the first that is not lower, which blocks the
 * rest; lower ones are hidden for ever and leave the stack. Every time enters and leaves once.
 *
 * Natural: the greatest value of a stretch hides all on its left from all on its right. So its own
 * edges are found by walking away from it with the steepest slope so far, and both sides are
 * stretches of their own (Lan et al., Chaos 25:083105, 2015). Stretches wait on a stack of
 * our own, because a series that ascends would overflow that of the program. */

#include "activity/visibility.h"

#include "base/memory.h"

#include <math.h>

static igraph_error_t add_edge(igraph_vector_int_t *edges, int a, int b) {
    IGRAPH_CHECK(igraph_vector_int_push_back(edges, MIN(a, b)));
    return igraph_vector_int_push_back(edges, MAX(a, b));
}

static igraph_error_t add_horizontal(igraph_vector_int_t *edges, const double *x, int times) {
    int *stack, top = 0;
    LATIGRAPH_ALLOCATE(stack, times);
    for (int t = 0; t < times; t++) {
        if (!isfinite(x[t])) {
            continue;
        }
        while (top > 0 && x[stack[top - 1]] < x[t]) {
            IGRAPH_CHECK(add_edge(edges, stack[--top], t));
        }
        if (top > 0) {
            IGRAPH_CHECK(add_edge(edges, stack[top - 1], t));
            top -= x[stack[top - 1]] == x[t];
        }
        stack[top++] = t;
    }
    g_free(stack);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Adds the edges of time `from` towards `end`, which is not reached; `step` is 1 or −1. */
static igraph_error_t look(igraph_vector_int_t *edges, const double *x, int from, int end,
                           int step) {
    double steepest = -INFINITY;
    for (int t = from + step; t != end; t += step) {
        const double slope = (x[t] - x[from]) / fabs((double)t - from);
        if (isfinite(x[t]) && slope > steepest) {
            IGRAPH_CHECK(add_edge(edges, from, t));
            steepest = slope;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Returns the time of the greatest value of a stretch, or −1 if nothing was recorded in it. */
static int find_greatest(const double *x, int begin, int end) {
    int greatest = -1;
    for (int t = begin; t < end; t++) {
        if (isfinite(x[t]) && (greatest < 0 || x[t] > x[greatest])) {
            greatest = t;
        }
    }
    return greatest;
}

static igraph_error_t add_natural(igraph_vector_int_t *edges, const double *x, int times) {
    igraph_vector_int_t waiting; /* pairs: begin and end of a stretch */
    IGRAPH_VECTOR_INT_INIT_FINALLY(&waiting, 0);
    IGRAPH_CHECK(igraph_vector_int_push_back(&waiting, 0));
    IGRAPH_CHECK(igraph_vector_int_push_back(&waiting, times));
    while (igraph_vector_int_size(&waiting) > 0) {
        const int end = (int)igraph_vector_int_pop_back(&waiting);
        const int begin = (int)igraph_vector_int_pop_back(&waiting);
        const int greatest = find_greatest(x, begin, end);
        if (greatest < 0) {
            continue;
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(look(edges, x, greatest, end, 1));
        IGRAPH_CHECK(look(edges, x, greatest, begin - 1, -1));
        IGRAPH_CHECK(igraph_vector_int_push_back(&waiting, begin));
        IGRAPH_CHECK(igraph_vector_int_push_back(&waiting, greatest));
        IGRAPH_CHECK(igraph_vector_int_push_back(&waiting, greatest + 1));
        IGRAPH_CHECK(igraph_vector_int_push_back(&waiting, end));
    }
    igraph_vector_int_destroy(&waiting);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_visibility(igraph_t *graph, const double *x, int times,
                                    igraph_bool_t natural) {
    igraph_vector_int_t edges;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 0);
    IGRAPH_CHECK(natural ? add_natural(&edges, x, times) : add_horizontal(&edges, x, times));
    IGRAPH_CHECK(igraph_create(graph, &edges, times, IGRAPH_UNDIRECTED));
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
