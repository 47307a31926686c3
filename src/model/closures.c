/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Triangles and directed closures, counted exactly.
 *
 * A closure is a pair of neurons with an edge and a third neuron that has edges with both. There
 * are two ways of counting. Sorted rows of neighbours are merged, or searched, for every edge or
 * path of two edges: O(Σ degree²) steps, with a factor of log degree for directed closures. Or
 * every row of the matrix is a set of bits, and the third neurons of an edge i → j are the bits
 * that two rows have in common:
 *
 *     closed:    any_i & any_j,    any_i the neighbours of i
 *     forwards:  forth_i & forth_j,    forth_i the receivers of one-way edges of i
 *     cycles:    back_i & forth_j,    back_i the senders of one-way edges to i
 *
 * That takes n/64 words per edge, however many neighbours the neurons have. A circuit of 150
 * neurons of which half of all pairs are connected is counted a hundred times as fast by bits as by
 * rows. Sparse large circuits are counted by rows: bits are taken where a row of words is no longer
 * than the mean degree, so that they need at most some 24 bytes per edge. Without memory for them
 * rows serve as well, and the result is the same. */

#include "model/closures.h"

#include "base/fast.h"

enum { BITS = 64 };
/* Number of neurons between two checks for cancellation, minus 1. Each takes O(degree²). */
enum { CHECK_MASK = 15 };

static gboolean stops(latigraph_cancel_t *cancel, int i) {
    return (i & CHECK_MASK) == 0 && latigraph_cancelled(cancel);
}

/* --- By rows -------------------------------------------------------------- */

/* Counts the triangles and the connected triples of the undirected skeleton. */
static void count_triangles(const latigraph_circuit_t *c, int *start, int *to,
                            latigraph_cancel_t *cancel, latigraph_closures_t *closures) {
    latigraph_circuit_neighbours(c, start, to);
    for (int i = 0; i < c->n && !stops(cancel, i); i++) {
        const double degree = start[i + 1] - start[i];
        closures->triples += degree * (degree - 1) / 2;
        for (int e = start[i]; e < start[i + 1]; e++) {
            const int j = to[e];
            if (j <= i) {
                continue;
            }
            /* Only third neurons beyond j are counted, so each triangle is found once; it closes
             * three triples. */
            int a = e + 1, b = start[j];
            while (a < start[i + 1] && b < start[j + 1]) {
                const int x = to[a], y = to[b];
                closures->closed += x == y ? 3 : 0;
                a += x <= y;
                b += y <= x;
            }
        }
    }
}

/* Counts cycles and forwards from the directed paths of two edges. */
static void count_directed(const latigraph_circuit_t *c, latigraph_cancel_t *cancel,
                           latigraph_closures_t *closures) {
    for (int i = 0; i < c->n && !stops(cancel, i); i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const int j = c->out_to[e];
            if (latigraph_circuit_has_edge(c, j, i)) {
                continue;
            }
            for (int g = c->out_start[j]; g < c->out_start[j + 1]; g++) {
                const int k = c->out_to[g];
                const gboolean out = latigraph_circuit_has_edge(c, i, k);
                if (!latigraph_circuit_has_edge(c, k, j) &&
                    out != latigraph_circuit_has_edge(c, k, i)) {
                    *(out ? &closures->forwards : &closures->cycles) += 1;
                }
            }
        }
    }
}

/* --- By bits -------------------------------------------------------------- */

/* Sets of neurons, one row per neuron. */
typedef struct {
    gsize words;                 /* number of words per row */
    guint64 *any, *forth, *back; /* (n, words) */
} sets_t;

static gboolean has(const guint64 *set, int i) {
    return (set[i / BITS] >> (i % BITS) & 1) != 0;
}

static void add(guint64 *set, int i) {
    set[i / BITS] |= (guint64)1 << (i % BITS);
}

/* Allocates empty sets where they are worth it. Returns false where rows are to be used. */
static gboolean sets_init(sets_t *sets, const latigraph_circuit_t *c) {
    sets->words = ((gsize)c->n + BITS - 1) / BITS;
    const gsize size = (gsize)c->n * sets->words;
    if (size > (gsize)c->m + (gsize)c->n) {
        return FALSE;
    }
    sets->any = g_try_new0(guint64, 3 * size + 1);
    sets->forth = sets->any + size;
    sets->back = sets->forth + size;
    return sets->any != NULL;
}

static void fill_sets(const latigraph_circuit_t *c, sets_t *sets) {
    for (int i = 0; i < c->n; i++) {
        const gsize at = (gsize)i * sets->words;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            add(sets->forth + at, c->out_to[e]);
        }
        for (int e = c->in_start[i]; e < c->in_start[i + 1]; e++) {
            add(sets->back + at, c->in_from[e]);
        }
        for (gsize w = at; w < at + sets->words; w++) {
            const guint64 both = sets->forth[w] & sets->back[w];
            sets->any[w] = sets->forth[w] | sets->back[w];
            sets->forth[w] ^= both;
            sets->back[w] ^= both;
        }
    }
}

FAST static long count_common(gsize words, const guint64 *restrict a, const guint64 *restrict b) {
    long count = 0;
    for (gsize w = 0; w < words; w++) {
        count += __builtin_popcountll(a[w] & b[w]);
    }
    return count;
}

/* Counts the closures of the edges of neuron i. Each pair of neurons is counted once. */
FAST static void count_row(const latigraph_circuit_t *c, const sets_t *sets, int i, long sums[4]) {
    const gsize words = sets->words, at = (gsize)i * words;
    const guint64 *restrict any = sets->any + at, *restrict forth = sets->forth + at;
    const guint64 *restrict back = sets->back + at;
    long closed = 0, forwards = 0, cycles = 0;
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        const gsize to = (gsize)j * words;
        const gboolean one_way = has(forth, j);
        for (gsize w = 0; w < words && (one_way || i < j); w++) {
            closed += __builtin_popcountll(any[w] & sets->any[to + w]);
        }
        for (gsize w = 0; w < words && one_way; w++) {
            forwards += __builtin_popcountll(forth[w] & sets->forth[to + w]);
            cycles += __builtin_popcountll(back[w] & sets->forth[to + w]);
        }
    }
    sums[0] = count_common(words, any, any);
    sums[1] = closed, sums[2] = forwards, sums[3] = cycles;
}

static void count_bits(const latigraph_circuit_t *c, const sets_t *sets, latigraph_cancel_t *cancel,
                       latigraph_closures_t *closures) {
    for (int i = 0; i < c->n && !stops(cancel, i); i++) {
        long sums[4];
        count_row(c, sets, i, sums);
        const double degree = (double)sums[0];
        closures->triples += degree * (degree - 1) / 2;
        closures->closed += (double)sums[1];
        closures->forwards += (double)sums[2];
        closures->cycles += (double)sums[3];
    }
}

void latigraph_count_closures(const latigraph_circuit_t *circuit, int *start, int *to,
                              latigraph_cancel_t *cancel, latigraph_closures_t *closures) {
    sets_t sets;
    *closures = (latigraph_closures_t){0};
    if (sets_init(&sets, circuit)) {
        fill_sets(circuit, &sets);
        count_bits(circuit, &sets, cancel, closures);
        g_free(sets.any);
    } else {
        count_triangles(circuit, start, to, cancel, closures);
        count_directed(circuit, cancel, closures);
    }
}
