/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Sums over edges that a chain of swaps holds near their aims.
 *
 * Swaps that close triangles prefer edges among near neurons and among neurons of many partners. A
 * chain that aims at triangles alone therefore moves the assortativity and the mean edge length.
 * Both are linear in the edges as long as no degree changes, so that a step changes them by the
 * terms of its own edges.
 */
#include "surrogate/edge_sums.h"

#include <math.h>
#include <string.h>

/* Returns the length of the edge between i and j less the mean length. */
static double excess_of(const latigraph_edge_sums_t *sums, int i, int j) {
    const double length = latigraph_circuit_distance(sums->circuit, i, j);
    return isnan(length) ? 0 : length - sums->mean_length;
}

/* Fills the terms of the edge i → j. */
static void find_terms(const latigraph_edge_sums_t *sums, int i, int j,
                       double term[LATIGRAPH_EDGE_SUMS]) {
    term[LATIGRAPH_EDGE_DEGREES] = (double)sums->out[i] * sums->in[j];
    term[LATIGRAPH_EDGE_LENGTHS] = excess_of(sums, i, j);
}

static void add_terms(const latigraph_edge_sums_t *sums, int i, int j, double times,
                      double total[LATIGRAPH_EDGE_SUMS]) {
    double term[LATIGRAPH_EDGE_SUMS];
    find_terms(sums, i, j, term);
    for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
        total[k] += times * term[k];
    }
}

void latigraph_edge_sums_start(latigraph_edge_sums_t *sums, const latigraph_circuit_t *circuit,
                               const int *out, const int *in, int m, const int *from,
                               const int *to) {
    double length = 0;
    int known = 0;
    *sums = (latigraph_edge_sums_t){.out = out, .in = in, .circuit = circuit};
    for (int e = 0; e < m; e++) {
        const double apart = latigraph_circuit_distance(circuit, from[e], to[e]);
        length += isnan(apart) ? 0 : apart;
        known += !isnan(apart);
    }
    sums->mean_length = known > 0 ? length / known : 0;
    for (int e = 0; e < m; e++) {
        add_terms(sums, from[e], to[e], 1, sums->value);
    }
    memcpy(sums->aim, sums->value, sizeof sums->aim);
}

/* Returns the change of the log-probability by changes of the sums. */
static inline double gain_of(const latigraph_edge_sums_t *sums,
                             const double change[LATIGRAPH_EDGE_SUMS]) {
    double gain = 0;
    for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
        const double off = sums->value[k] - sums->aim[k];
        gain -= sums->stiffness[k] * change[k] * (off + change[k] / 2);
    }
    return gain;
}

double latigraph_edge_sums_gain(const latigraph_edge_sums_t *sums,
                                const latigraph_pair_states_t *pairs,
                                const latigraph_pair_change_t *changes, int count,
                                double change[LATIGRAPH_EDGE_SUMS]) {
    memset(change, 0, sizeof(double) * LATIGRAPH_EDGE_SUMS);
    for (int c = 0; c < count; c++) {
        const int i = changes[c].i, j = changes[c].j, after = changes[c].state;
        const int before = latigraph_pair_get(pairs, i, j);
        const int forth = (after & 1) - (before & 1), back = (after >> 1) - (before >> 1);
        if (forth != 0) {
            add_terms(sums, i, j, forth, change);
        }
        if (back != 0) {
            add_terms(sums, j, i, back, change);
        }
    }
    return gain_of(sums, change);
}

double latigraph_edge_sums_swap(const latigraph_edge_sums_t *sums, int a, int b, int c, int d,
                                int state, double change[LATIGRAPH_EDGE_SUMS]) {
    const int *out = sums->out, *in = sums->in;
    double degrees = (double)(out[a] - out[c]) * (in[d] - in[b]), lengths = 0;
    if (sums->circuit->dims > 0) {
        lengths = excess_of(sums, a, d) + excess_of(sums, c, b) - excess_of(sums, a, b) -
                  excess_of(sums, c, d);
    }
    if (state == LATIGRAPH_PAIR_MUTUAL) {
        degrees += (double)(in[a] - in[c]) * (out[d] - out[b]);
        lengths *= 2;
    }
    change[LATIGRAPH_EDGE_DEGREES] = degrees;
    change[LATIGRAPH_EDGE_LENGTHS] = lengths;
    return gain_of(sums, change);
}

void latigraph_edge_sums_add(latigraph_edge_sums_t *sums,
                             const double change[LATIGRAPH_EDGE_SUMS]) {
    for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
        sums->value[k] += change[k];
    }
}
