/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Widths of the six Gaussians of the distance kernel, learned from positions.
 *
 * The narrowest width is the median distance of a neuron to its nearest neighbour in its circuit,
 * and the widest one the extent, the 95 % quantile of the distances of two neurons. The others lie
 * between them, nearly as a geometric sequence. Shares of the median distance alone would suit
 * circuits of some hundred neurons, and blur local connections in a whole connectome.
 *
 * A Gaussian of half the width is a fourth power, so three exponentials give all six (kernel.h).
 * In units of the narrowest width a, the widths are therefore a, 2a, 4a, w, 2w and R a, where R is
 * the ratio of extent to narrowest width, limited to 8 .. 64. Up to R = 16, 2w = √(4R) a lies
 * midway between 4a and the extent. Beyond it w = √(2R) a makes equal steps from 4a to the extent.
 */
#include "model/kernel_widths.h"

#include "base/by_value.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Circuits, neurons of all circuits together, and partners of a neuron, that are looked at. */
enum { CIRCUITS = 100, NEURONS = 2000, PARTNERS = 16 };
/* Largest number of distances to find nearest neighbours, and fewest neurons of a circuit. */
static const double DISTANCES = 5e7;
enum { FEWEST = 20 };

static const double RATIO_LEAST = 8, RATIO_MOST = 64, RATIO_TURN = 16;
static const double EXTENT_QUANTILE = 0.95;

/* Distances that are found; each has room for all that can be. */
typedef struct {
    double *nearest, *pair;
    int nearest_count, pair_count;
} distances_t;

static void look_at(const latigraph_circuit_t *c, int neurons, latigraph_stream_t *stream,
                    distances_t *found) {
    for (int t = 0; t < neurons; t++) {
        const int i = (int)latigraph_stream_integer(stream, (guint32)c->n);
        const double least = latigraph_circuit_nearest(c, i);
        if (isfinite(least)) {
            found->nearest[found->nearest_count++] = least;
        }
        for (int k = 0; k < PARTNERS; k++) {
            const int j = (int)latigraph_stream_integer(stream, (guint32)c->n);
            const double apart = latigraph_circuit_distance(c, i, j);
            if (i != j && isfinite(apart)) {
                found->pair[found->pair_count++] = apart;
            }
        }
    }
}

void latigraph_kernel_widths(double narrowest, double extent,
                             double width[LATIGRAPH_KERNEL_DECAYS]) {
    const double ratio = CLAMP(extent / narrowest, RATIO_LEAST, RATIO_MOST);
    const double a = extent / ratio;
    width[0] = 4 * a;
    width[1] = ratio <= RATIO_TURN ? a * sqrt(4 * ratio) : 2 * a * sqrt(2 * ratio);
    width[2] = extent;
}

igraph_error_t latigraph_learn_kernel_widths(const latigraph_circuit_list_t *circuits, int dims,
                                             double width[LATIGRAPH_KERNEL_DECAYS]) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    const igraph_integer_t used = MIN(count, CIRCUITS);
    const int neurons = (int)(NEURONS / MAX(used, 1));
    distances_t found = {0};
    LATIGRAPH_ALLOCATE(found.nearest, NEURONS + 1);
    LATIGRAPH_ALLOCATE(found.pair, NEURONS * PARTNERS + 1);
    for (igraph_integer_t k = 0; k < used; k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k * count / used);
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_SAMPLE, (guint64)k);
        if (c->dims == dims && c->n > 1) {
            const int affordable = (int)fmax(DISTANCES / (double)used / c->n, FEWEST);
            look_at(c, MIN(neurons, affordable), &stream, &found);
        }
    }
    if (found.nearest_count > 0 && found.pair_count > 0) {
        qsort(found.nearest, (size_t)found.nearest_count, sizeof *found.nearest,
              latigraph_by_value);
        qsort(found.pair, (size_t)found.pair_count, sizeof *found.pair, latigraph_by_value);
        latigraph_kernel_widths(found.nearest[found.nearest_count / 2],
                                found.pair[(int)(EXTENT_QUANTILE * (found.pair_count - 1))], width);
    }
    g_free(found.nearest);
    g_free(found.pair);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_set_kernel_decays(latigraph_config_t *config, double length_scale) {
    for (int q = 0; q < LATIGRAPH_KERNEL_DECAYS; q++) {
        const double s = config->kernel_width[q] / length_scale;
        config->kernel_decay[q] = s > 0 ? (real_t)(0.5 / (s * s)) : 0;
    }
}
