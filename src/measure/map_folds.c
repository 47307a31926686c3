/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Folds of circuits in which every group has nearly its share, and folds within them.
 *
 * The circuits of each group are put in random order and dealt out one by one, going on where the
 * last group ended, so that folds differ by one circuit at most. The inner folds, which choose the
 * number of components, are dealt out in the same way among the circuits that train. Neurons
 * correspond over circuits, so folds cannot be split by neuron as elsewhere; they are split by
 * circuit.
 */
#include "measure/maps.h"

#include "base/memory.h"
#include "base/random.h"

void latigraph_map_folds_destroy(latigraph_map_folds_t *folds) {
    g_free(folds->fold);
    g_free(folds->inner);
    *folds =
        (latigraph_map_folds_t){0}; /* their study destroys folds that could not be made, too */
}

int latigraph_map_folds_list(const latigraph_map_folds_t *folds, int f, int h, int *row) {
    const int *inner = folds->inner + (gsize)f * (gsize)folds->circuits;
    int rows = 0;
    for (int c = 0; c < folds->circuits; c++) {
        if (inner[c] >= 0 && inner[c] != h) {
            row[rows++] = c;
        }
    }
    return rows;
}

/* Deals the circuits whose number in `fold` is not negative into `count` folds. */
static igraph_error_t deal(int circuits, const int *label, int groups, int count,
                           igraph_uint_t seed, uint64_t index, int *fold) {
    latigraph_stream_t stream;
    int *order, next = 0;
    LATIGRAPH_ALLOCATE(order, circuits);
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_MAPS, index);
    latigraph_stream_permutation(&stream, order, circuits);
    for (int g = 0; g < groups; g++) {
        for (int k = 0; k < circuits; k++) {
            if (label[order[k]] == g && fold[order[k]] >= 0) {
                fold[order[k]] = next++ % count;
            }
        }
    }
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_map_folds_init(latigraph_map_folds_t *folds, int circuits,
                                        const int *label, int groups, int count,
                                        igraph_uint_t seed) {
    const gsize size = (gsize)circuits;
    *folds = (latigraph_map_folds_t){.circuits = circuits, .count = count > 0 ? count : circuits};
    IGRAPH_FINALLY(latigraph_map_folds_destroy, folds);
    folds->fold = g_try_new0(int, size + 1);
    LATIGRAPH_CHECK_MEMORY(folds->fold);
    folds->inner = g_try_new0(int, (gsize)folds->count *size + 1);
    LATIGRAPH_CHECK_MEMORY(folds->inner);
    IGRAPH_CHECK(deal(circuits, label, groups, folds->count, seed, 0, folds->fold));
    for (int f = 0; f < folds->count; f++) {
        int *inner = folds->inner + (gsize)f * size;
        for (int c = 0; c < circuits; c++) {
            inner[c] = folds->fold[c] == f ? -1 : 0;
        }
        IGRAPH_CHECK(
            deal(circuits, label, groups, LATIGRAPH_INNER_FOLDS, seed, 1 + (uint64_t)f, inner));
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
