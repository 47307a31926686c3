/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Nearest neighbours in space, by distances to all neurons and a selection.
 *
 * One search computes the squared distances to all neurons and moves the k smallest to the front
 * by Hoare's quickselect (Communications of the ACM 4:321, 1961), in O(n) on average. Sorting all
 * of them would cost O(n log n), and a k-d tree would visit most of its nodes, since k is a
 * sizeable share of the neurons. Equal distances are ordered by the number of the neuron, so that
 * the choice is unique and does not depend on the pivots. Leaving out one axis makes a column of a
 * ball.
 */
#include "circuit/nearest.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

typedef struct latigraph_neighbour_t {
    double distance; /* squared distance */
    int place;
} neighbour_t;

void latigraph_places_destroy(latigraph_places_t *places) {
    g_free(places->neuron);
    g_free(places->coordinate);
    g_free(places->order);
}

igraph_error_t latigraph_places_init(latigraph_places_t *places, const latigraph_circuit_t *circuit,
                                     int axis) {
    const int all = circuit->dims;
    int *neuron;
    double *coordinates;
    neighbour_t *order;
    LATIGRAPH_ALLOCATE(neuron, circuit->n);
    LATIGRAPH_ALLOCATE(coordinates, (size_t)circuit->n * (size_t)all);
    LATIGRAPH_ALLOCATE(order, circuit->n);
    IGRAPH_FINALLY_CLEAN(3);
    places->neuron = neuron;
    places->coordinate = coordinates;
    places->order = order;
    places->dims = axis < 0 ? all : all - 1;
    places->count = 0;
    for (int i = 0; i < circuit->n; i++) {
        const double *position = circuit->position + (size_t)i * all;
        if (isnan(position[0])) {
            continue;
        }
        double *coordinate = places->coordinate + (size_t)places->count * places->dims;
        for (int d = 0; d < all; d++) {
            if (d != axis) {
                *coordinate++ = position[d];
            }
        }
        places->neuron[places->count++] = i;
    }
    return IGRAPH_SUCCESS;
}

static int nearer(const neighbour_t *a, const neighbour_t *b) {
    return a->distance < b->distance || (a->distance == b->distance && a->place < b->place);
}

/* Moves the k smallest items of `order` to its front by Hoare's quickselect, with pivots from the
 * middle. O(count) on average. */
static void select_least(neighbour_t *order, int count, int k) {
    int low = 0, high = count - 1;
    while (low < high) {
        const neighbour_t pivot = order[low + (high - low) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (nearer(&order[i], &pivot)) {
                i++;
            }
            while (nearer(&pivot, &order[j])) {
                j--;
            }
            if (i <= j) {
                const neighbour_t other = order[i];
                order[i++] = order[j];
                order[j--] = other;
            }
        }
        if (k - 1 <= j) {
            high = j;
        } else if (k - 1 >= i) {
            low = i;
        } else {
            return;
        }
    }
}

static int compare_ints(const void *a, const void *b) {
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

void latigraph_sort_neurons(int *neurons, int k) {
    qsort(neurons, (size_t)k, sizeof *neurons, compare_ints);
}

void latigraph_places_nearest(latigraph_places_t *places, int centre, int k, int *nearest) {
    const int dims = places->dims;
    const double *from = places->coordinate + (size_t)centre * dims;
    for (int p = 0; p < places->count; p++) {
        const double *to = places->coordinate + (size_t)p * dims;
        double distance = 0;
        for (int d = 0; d < dims; d++) {
            distance += (to[d] - from[d]) * (to[d] - from[d]);
        }
        places->order[p].distance = distance;
        places->order[p].place = p;
    }
    select_least(places->order, places->count, k);
    for (int a = 0; a < k; a++) {
        nearest[a] = places->neuron[places->order[a].place];
    }
    latigraph_sort_neurons(nearest, k);
}
