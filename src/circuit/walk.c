/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Random walks with restart on the undirected skeleton of a connectome.
 *
 * A walk collects the first k distinct neurons that it visits, which makes a neighbourhood without
 * positions. Restarts keep it near its home. Breadth-first search would take all neighbours of a
 * hub at once; a walk takes them by chance and returns circuits that vary.
 *
 * A walk can collect only the weakly connected part where it starts. The sizes of the parts are
 * therefore measured once, and the neurons are ordered by falling size of their part, by counting
 * sort. Those in parts of at least k neurons come first, and a binary search counts them, so that
 * a valid start is one random draw.
 */
#include "circuit/walk.h"

#include "base/memory.h"
#include "circuit/nearest.h"

#include <string.h>

void latigraph_skeleton_destroy(latigraph_skeleton_t *skeleton) {
    g_free(skeleton->start);
    g_free(skeleton->neighbour);
    g_free(skeleton->part_size);
    g_free(skeleton->by_size);
    g_free(skeleton->scratch);
}

/* Fills part_size by breadth-first searches; `queue` is scratch (n). */
static void measure_parts(latigraph_skeleton_t *skeleton, int *queue) {
    for (int i = 0; i < skeleton->n; i++) {
        int reached = 0;
        if (skeleton->part_size[i] != 0) {
            continue;
        }
        queue[reached++] = i;
        skeleton->part_size[i] = -1;
        for (int head = 0; head < reached; head++) {
            for (int e = skeleton->start[queue[head]]; e < skeleton->start[queue[head] + 1]; e++) {
                const int j = skeleton->neighbour[e];
                if (skeleton->part_size[j] == 0) {
                    skeleton->part_size[j] = -1;
                    queue[reached++] = j;
                }
            }
        }
        for (int head = 0; head < reached; head++) {
            skeleton->part_size[queue[head]] = reached;
        }
        skeleton->largest = MAX(skeleton->largest, reached);
    }
}

/* Fills by_size by counting sort; `count` is zeroed scratch (n + 1). */
static void order_by_size(latigraph_skeleton_t *skeleton, int *count) {
    const int n = skeleton->n;
    for (int i = 0; i < n; i++) {
        count[n - skeleton->part_size[i]]++; /* 0 .. n − 1, the largest parts first */
    }
    for (int s = 0, before = 0; s <= n; s++) {
        const int here = count[s];
        count[s] = before;
        before += here;
    }
    for (int i = 0; i < n; i++) {
        skeleton->by_size[count[n - skeleton->part_size[i]]++] = i;
    }
}

igraph_error_t latigraph_skeleton_init(latigraph_skeleton_t *skeleton,
                                       const latigraph_circuit_t *circuit) {
    const size_t n = (size_t)circuit->n;
    int *start, *neighbour, *part_size, *by_size, *scratch, *count;
    LATIGRAPH_ALLOCATE(start, n + 1);
    LATIGRAPH_ALLOCATE(neighbour, 2 * (size_t)circuit->m);
    LATIGRAPH_ALLOCATE(part_size, n);
    LATIGRAPH_ALLOCATE(by_size, n);
    LATIGRAPH_ALLOCATE(scratch, n);
    LATIGRAPH_ALLOCATE(count, n + 1);
    skeleton->n = circuit->n;
    skeleton->largest = 0;
    skeleton->start = start;
    skeleton->neighbour = neighbour;
    skeleton->part_size = part_size;
    skeleton->by_size = by_size;
    skeleton->scratch = scratch;
    latigraph_circuit_neighbours(circuit, start, neighbour);
    measure_parts(skeleton, skeleton->scratch);
    order_by_size(skeleton, count);
    memset(skeleton->scratch, 0, n * sizeof *skeleton->scratch);
    g_free(count);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

/* Returns how many neurons are in parts of at least k neurons. They are the first ones of by_size.
 */
static int count_starts(const latigraph_skeleton_t *skeleton, int k) {
    int low = 0, high = skeleton->n;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (skeleton->part_size[skeleton->by_size[middle]] >= k) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void latigraph_skeleton_walk(latigraph_skeleton_t *skeleton, latigraph_stream_t *stream,
                             double restart, int k, int *met) {
    /* A walk that returns to one neuron hardly reaches the end of a long chain. After `patience`
     * steps without a new neuron, the start is drawn again among the visited neurons. */
    const int patience = 1000 + 10 * k;
    int *seen = skeleton->scratch; /* all 0 between calls */
    int home =
        skeleton->by_size[latigraph_stream_integer(stream, (uint32_t)count_starts(skeleton, k))];
    int here = home, found = 0, idle = 0;
    met[found++] = home;
    seen[home] = 1;
    while (found < k) {
        const int *row = skeleton->neighbour + skeleton->start[here];
        const int degree = skeleton->start[here + 1] - skeleton->start[here];
        here = latigraph_stream_uniform(stream) < restart
                   ? home
                   : row[latigraph_stream_integer(stream, (uint32_t)degree)];
        if (!seen[here]) {
            seen[here] = 1;
            met[found++] = here;
            idle = 0;
        } else if (++idle == patience) {
            home = here = met[latigraph_stream_integer(stream, (uint32_t)found)];
            idle = 0;
        }
    }
    for (int a = 0; a < k; a++) {
        seen[met[a]] = 0;
    }
    latigraph_sort_neurons(met, k);
}
