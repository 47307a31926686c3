/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Counts the sequences of one-way and mutual degrees of N neurons whose graphs excursions of the
 * chain do not connect:
 *
 *     bench/surrogate_moves [N]
 *
 * All graphs of N ≤ 5 neurons are sorted by their degrees. Two graphs of the same degrees differ by
 * a permutation of the targets of those edges that only one of them has, so that one excursion
 * leads from one to the other if there are at most as many as it can draw. The count is exact. It
 * is repeated for excursions of at most 2, 3, … edges; 2 are all exchanges of two edges. One graph
 * is shown of each of the first three sequences that up to four edges do not connect. */

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_EDGES = 8, SHOWN = 3 };

typedef struct {
    guint64 degrees;
    guint32 graph; /* bit (n − 1) i + j of the pairs i ≠ j in their order */
} entry_t;

static int bit_of(int n, int i, int j) {
    return (n - 1) * i + j - (j > i);
}

static entry_t entry_of(int n, guint32 graph) {
    entry_t entry = {0, graph};
    for (int i = 0; i < n; i++) {
        int counts[3] = {0, 0, 0};
        for (int j = 0; j < n; j++) {
            const int out = i != j && graph >> bit_of(n, i, j) & 1;
            const int in = i != j && graph >> bit_of(n, j, i) & 1;
            counts[0] += out & !in;
            counts[1] += in & !out;
            counts[2] += in & out;
        }
        for (int k = 0; k < 3; k++) {
            entry.degrees = entry.degrees << 3 | (guint64)counts[k];
        }
    }
    return entry;
}

static int by_degrees(const void *a, const void *b) {
    const entry_t *x = a, *y = b;
    return x->degrees != y->degrees ? (x->degrees > y->degrees ? 1 : -1)
                                    : (x->graph > y->graph) - (x->graph < y->graph);
}

static int root_of(int *parent, int k) {
    while (parent[k] != k) {
        parent[k] = parent[parent[k]];
        k = parent[k];
    }
    return k;
}

/* Returns the number of parts of a sequence that excursions of at most `most` edges do not connect.
 */
static int parts_of(const entry_t *entries, int count, int most, int *parent) {
    int parts = count;
    for (int k = 0; k < count; k++) {
        parent[k] = k;
    }
    for (int k = 0; k < count; k++) {
        for (int l = 0; l < k; l++) {
            const guint32 only = entries[k].graph & ~entries[l].graph;
            const int a = root_of(parent, k), b = root_of(parent, l);
            if (a != b && __builtin_popcount(only) <= most) {
                parent[a] = b;
                parts--;
            }
        }
    }
    return parts;
}

int main(int argc, char **argv) {
    const int n = argc > 1 ? atoi(argv[1]) : 4;
    if (n < 3 || n > 5) {
        fprintf(stderr, "usage: %s [3, 4 or 5]\n", argv[0]);
        return 2;
    }
    const guint32 graphs = (guint32)1 << n * (n - 1);
    entry_t *entries = g_new(entry_t, graphs);
    int *parent = g_new(int, graphs);
    int sequences = 0, failed[MOST_EDGES + 1] = {0};
    for (guint32 k = 0; k < graphs; k++) {
        entries[k] = entry_of(n, k);
    }
    qsort(entries, graphs, sizeof *entries, by_degrees);
    for (guint32 begin = 0, end = 0; begin < graphs; begin = end) {
        while (end < graphs && entries[end].degrees == entries[begin].degrees) {
            end++;
        }
        sequences += end - begin > 1;
        for (int most = 2; most <= MOST_EDGES; most++) {
            const int parts = parts_of(entries + begin, (int)(end - begin), most, parent);
            failed[most] += parts > 1;
            if (parts > 1 && most == 4 && failed[most] <= SHOWN) {
                printf("graph %u: %d parts\n", entries[begin].graph, parts);
            }
        }
    }
    printf("%d neurons: %d sequences with several graphs\n", n, sequences);
    for (int most = 2; most <= MOST_EDGES; most++) {
        printf("up to %d edges: %d not connected\n", most, failed[most]);
    }
    g_free(parent);
    g_free(entries);
    return 0;
}
