/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Distances along the edges of a graph of neighbours, by igraph's Dijkstra, in chunks of sources so
 * that the user can interrupt. Landmarks are spread by farthest-first traversal, which covers the
 * graph within twice the least possible radius (Gonzalez, Theor. Comput. Sci. 38:293, 1985). */

#include "manifold/manifold.h"

#include <math.h>

enum { CHUNK = 64 };

igraph_error_t latigraph_latents_progress(double percent) {
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_PROGRESS("Latent variables: ", percent, NULL);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_rows(const latigraph_web_t *web, igraph_vector_int_t *sources,
                               igraph_matrix_t *found, double *distance) {
    const igraph_integer_t n = igraph_vcount(&web->graph);
    IGRAPH_CHECK(igraph_distances_dijkstra(&web->graph, found, igraph_vss_vector(sources),
                                           igraph_vss_all(), &web->length, IGRAPH_ALL));
    for (igraph_integer_t r = 0; r < igraph_vector_int_size(sources); r++) {
        for (igraph_integer_t v = 0; v < n; v++) {
            distance[r * n + v] = MATRIX(*found, r, v);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_geodesics(const latigraph_web_t *web, const int *source, int count,
                                   double from, double to, double *distance) {
    igraph_vector_int_t sources;
    igraph_matrix_t found;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&sources, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&found, 0, 0);
    for (int first = 0; first < count; first += CHUNK) {
        const int rows = MIN(CHUNK, count - first);
        IGRAPH_CHECK(igraph_vector_int_resize(&sources, rows));
        for (int r = 0; r < rows; r++) {
            VECTOR(sources)[r] = source[first + r];
        }
        if (from < to) {
            IGRAPH_CHECK(latigraph_latents_progress(from + (to - from) * first / count));
        }
        IGRAPH_CHECK(add_rows(web, &sources, &found,
                              distance + (size_t)first * (size_t)igraph_vcount(&web->graph)));
    }
    igraph_matrix_destroy(&found);
    igraph_vector_int_destroy(&sources);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_landmarks(const latigraph_web_t *web, int first, int count, int *landmark,
                                   double *distance) {
    const int n = (int)igraph_vcount(&web->graph);
    double *nearest;
    int next = first;
    LATIGRAPH_ALLOCATE(nearest, n);
    for (int i = 0; i < n; i++) {
        nearest[i] = INFINITY;
    }
    for (int k = 0; k < count; k++) {
        double *row = distance + (size_t)k * n;
        landmark[k] = next;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_geodesics(web, &landmark[k], 1, 0, 0, row));
        for (int i = 0; i < n; i++) {
            nearest[i] = MIN(nearest[i], row[i]);
        }
        for (int i = 0; i < n; i++) {
            next = nearest[i] > nearest[next] ? i : next;
        }
    }
    g_free(nearest);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
