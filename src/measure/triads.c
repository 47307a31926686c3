/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The triad census in O(n + Σ degree²) (Batagelj and Mrvar, Soc. Networks 23:237, 2001).
 *
 * Triads with an edge are found from the adjacent pairs of neurons and classified by a table. The
 * number of empty triads is the rest. igraph_triad_census() is not used, because it draws random
 * numbers. */

#include "measure/triads.h"

#include "base/compat.h"
#include "base/memory.h"

/* Undirected adjacency with the state of each dyad: 1 there, 2 back, 3 both. */
typedef struct {
    int *start; /* (n + 1) */
    int *to;    /* (at most 2 m) ascending within each row */
    char *dyad;
} skeleton_t;

/* Merges the ascending rows of targets and sources of neuron i. */
static int merge_row(const latigraph_circuit_t *c, int i, skeleton_t *skeleton, int size) {
    int out = c->out_start[i], in = c->in_start[i];
    while (out < c->out_start[i + 1] || in < c->in_start[i + 1]) {
        const int there = out < c->out_start[i + 1] ? c->out_to[out] : c->n;
        const int back = in < c->in_start[i + 1] ? c->in_from[in] : c->n;
        skeleton->to[size] = MIN(there, back);
        skeleton->dyad[size] = (char)((there <= back) | (back <= there) << 1);
        out += there <= back;
        in += back <= there;
        size++;
    }
    return size;
}

/* Class of the triad (u, v, w), by the state of (u, v), plus 4 times that of (u, w), plus 16 times
 * that of (v, w). */
static const char CLASS[64] = {0, 1, 1, 2,  1, 3,  5,  7,  1, 5,  4,  6,  2,  7,  6,  10,
                               1, 5, 3, 7,  4, 8,  8,  12, 5, 9,  8,  13, 6,  13, 11, 14,
                               1, 4, 5, 6,  5, 8,  9,  13, 3, 8,  8,  11, 7,  12, 13, 14,
                               2, 6, 7, 10, 6, 11, 13, 14, 7, 13, 12, 14, 10, 14, 14, 15};

/* Counts the triads that belong to the adjacent pair u < v. If the third neuron w is adjacent to
 * neither, the class is 012 or 102. Otherwise the triad belongs to the first adjacent pair among
 * (u, v), (u, w) and (v, w) in the order of the neurons. */
static void count_pair(const skeleton_t *s, int n, int u, int e, double *count) {
    const int v = s->to[e], uv = s->dyad[e];
    int a = s->start[u], b = s->start[v], joined = 0;
    while (a < s->start[u + 1] || b < s->start[v + 1]) {
        const int of_u = a < s->start[u + 1] ? s->to[a] : n;
        const int of_v = b < s->start[v + 1] ? s->to[b] : n;
        const int w = MIN(of_u, of_v);
        const int uw = of_u == w ? s->dyad[a] : 0, vw = of_v == w ? s->dyad[b] : 0;
        a += of_u == w;
        b += of_v == w;
        if (w == u || w == v) {
            continue;
        }
        joined++;
        if (w > v || (w > u && uw == 0)) {
            count[(int)CLASS[uv + 4 * uw + 16 * vw]]++;
        }
    }
    count[uv == 3 ? 2 : 1] += n - joined - 2;
}

igraph_error_t latigraph_triad_census(const latigraph_circuit_t *circuit,
                                      double count[LATIGRAPH_TRIADS]) {
    const double n = circuit->n;
    double others = 0;
    skeleton_t s;
    LATIGRAPH_ALLOCATE(s.start, circuit->n + 1);
    LATIGRAPH_ALLOCATE(s.to, 2 * (gsize)circuit->m);
    LATIGRAPH_ALLOCATE(s.dyad, 2 * (gsize)circuit->m);
    for (int i = 0; i < circuit->n; i++) {
        s.start[i + 1] = merge_row(circuit, i, &s, s.start[i]);
    }
    memset(count, 0, sizeof(double) * LATIGRAPH_TRIADS);
    for (int u = 0; u < circuit->n; u++) {
        if (u % 16 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        for (int e = s.start[u]; e < s.start[u + 1]; e++) {
            if (u < s.to[e]) {
                count_pair(&s, circuit->n, u, e, count);
            }
        }
    }
    for (int k = 1; k < LATIGRAPH_TRIADS; k++) {
        others += count[k];
    }
    count[0] = n * (n - 1) * (n - 2) / 6 - others;
    g_free(s.dyad);
    g_free(s.to);
    g_free(s.start);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
