/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Graphs of independent pairs from candidates.
 *
 * Candidates of a pair come from a Poisson law with intensity Q, its odds. The pair has a candidate
 * with probability 1 − e^−Q and an edge with probability Q / (1 + Q), which is less. So it is
 * decided at its first candidate: it gets an edge with the quotient of the two probabilities, and
 * the kind of edge in proportion to the terms of Q.
 */
#include "surrogate/decide.h"

#include <math.h>

igraph_error_t latigraph_drawing_init(latigraph_drawing_t *drawing, int n, gint64 connected,
                                      gint64 decided) {
    IGRAPH_FINALLY(latigraph_drawing_destroy, drawing);
    IGRAPH_CHECK(latigraph_pair_states_init(&drawing->pairs, n, connected, FALSE));
    IGRAPH_CHECK(latigraph_pair_states_init(&drawing->decided, n, decided, FALSE));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_drawing_destroy(latigraph_drawing_t *drawing) {
    latigraph_pair_states_destroy(&drawing->pairs);
    latigraph_pair_states_destroy(&drawing->decided);
}

static igraph_error_t add_edge(latigraph_drawing_t *drawing, int i, int j) {
    const int *original = drawing->original;
    IGRAPH_CHECK(igraph_vector_int_push_back(drawing->from, original != NULL ? original[i] : i));
    return igraph_vector_int_push_back(drawing->to, original != NULL ? original[j] : j);
}

static double uniform(latigraph_draws_t *draws) {
    return ((double)latigraph_draws_next(draws) + 0.5) * 0x1p-32;
}

igraph_error_t latigraph_drawing_decide(latigraph_drawing_t *drawing, latigraph_draws_t *draws,
                                        int i, int j, double odds, double to, double back) {
    const int mask = drawing->independent ? LATIGRAPH_PAIR_TO : LATIGRAPH_PAIR_MUTUAL;
    const int before = latigraph_pair_get(&drawing->pairs, i, j);
    const int without = latigraph_pair_get(&drawing->decided, i, j);
    if ((before | without) & mask) {
        return IGRAPH_SUCCESS;
    }
    if (uniform(draws) * -expm1(-odds) >= odds / (1 + odds)) {
        latigraph_pair_set(&drawing->decided, i, j, without | LATIGRAPH_PAIR_TO);
        return IGRAPH_SUCCESS;
    }
    int state = LATIGRAPH_PAIR_TO;
    if (!drawing->independent) {
        const double kind = uniform(draws) * odds;
        state = kind < to          ? LATIGRAPH_PAIR_TO
                : kind < to + back ? LATIGRAPH_PAIR_FROM
                                   : LATIGRAPH_PAIR_MUTUAL;
    }
    latigraph_pair_set(&drawing->pairs, i, j, before | state);
    if (state & LATIGRAPH_PAIR_TO) {
        IGRAPH_CHECK(add_edge(drawing, i, j));
    }
    return state & LATIGRAPH_PAIR_FROM ? add_edge(drawing, j, i) : IGRAPH_SUCCESS;
}
