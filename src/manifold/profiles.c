/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Profiles: the weights of each neuron as a point.
 *
 * Two neurons that take part in the same latent variables have similar weights (Farrell,
 * Recanatesi, Reid, Mihalas, Shea-Brown, 2021). The cosine compares the pattern of weights alone:
 * how strongly a neuron is connected says more about its gain than about what it codes for. Input
 * and output weights are divided by their norms first, because their units differ. */

#include "manifold/manifold.h"

#include "base/cblas.h"

#include <math.h>
#include <string.h>

igraph_error_t latigraph_points_init(latigraph_points_t *points, int n, int width) {
    *points = (latigraph_points_t){.n = n, .width = width};
    IGRAPH_FINALLY(latigraph_points_destroy, points);
    points->row = g_try_malloc0_n((gsize)n * (gsize)width + 1, sizeof(double));
    points->square = g_try_new0(double, n + 1);
    points->id = g_try_new0(int, n + 1);
    if (points->row == NULL) {
        IGRAPH_ERRORF("Not enough memory: the weights of %d neurons need %.3g GB.", IGRAPH_ENOMEM,
                      n, (double)n * width * sizeof(double) / 1e9);
    }
    LATIGRAPH_CHECK_MEMORY(points->square);
    LATIGRAPH_CHECK_MEMORY(points->id);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_points_destroy(latigraph_points_t *points) {
    g_free(points->row);
    g_free(points->square);
    g_free(points->id);
    *points = (latigraph_points_t){.n = 0};
}

void latigraph_points_measure(latigraph_points_t *points) {
    for (int i = 0; i < points->n; i++) {
        const double *row = points->row + (size_t)i * points->width;
        points->square[i] = cblas_ddot(points->width, row, 1, row, 1);
    }
}

static double norm_of(const double *value, size_t count) {
    double sum = 0;
    for (size_t k = 0; value != NULL && k < count; k++) {
        sum += value[k] * value[k];
    }
    return sum > 0 ? sqrt(sum) : 1;
}

igraph_error_t latigraph_points_from_weights(latigraph_points_t *points, int n, const double *in,
                                             int width, const double *out, int width_out,
                                             latigraph_metric_t metric) {
    const double norm = norm_of(in, (size_t)n * width);
    const double norm_out = norm_of(out, (size_t)n * width_out);
    int kept = 0;
    width = in != NULL ? width : 0;
    width_out = out != NULL ? width_out : 0;
    IGRAPH_CHECK(latigraph_points_init(points, n, width + width_out));
    for (int i = 0; i < n; i++) {
        double *row = points->row + (size_t)kept * points->width;
        for (int k = 0; k < width; k++) {
            row[k] = in[(size_t)i * width + k] / norm;
        }
        for (int k = 0; k < width_out; k++) {
            row[width + k] = out[(size_t)i * width_out + k] / norm_out;
        }
        const double length = cblas_dnrm2(points->width, row, 1);
        if (length > 0) {
            cblas_dscal(points->width, metric == LATIGRAPH_METRIC_COSINE ? 1 / length : 1, row, 1);
            points->id[kept++] = i;
        }
    }
    points->n = kept;
    latigraph_points_measure(points);
    return IGRAPH_SUCCESS;
}
