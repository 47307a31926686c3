/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The way through a mixture of Gaussians as a chain of straight pieces.
 *
 * The energy of mixture_way.c has several minima: a chain may go past a group on either side, or
 * through it. So it is minimised from the straight line, from the arc and from the spline, and the
 * lowest of the three is taken; the ends are the first and the last point. Its knots gather where
 * the density is high. The parameter of the way is therefore the length along the chain and not the
 * number of the knot.
 */
#include "latent/mixture_way.h"
#include "latent/way.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { KNOTS = 32 };

void latigraph_chain_destroy(latigraph_chain_t *chain) {
    g_free(chain->y);
    g_free(chain->knot);
    chain->y = chain->knot = NULL;
}

/* Returns whether a spline leads through the points. */
static gboolean are_apart(int count, int width, const double *point) {
    for (int i = 1; i < count; i++) {
        const double *own = point + (gsize)i * (gsize)width;
        if (!(latigraph_point_distance(width, own - width, own) > LATIGRAPH_SPLINE_CHORD_MIN)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Minimises from one start, and keeps the chain if its energy is the lowest so far. */
static igraph_error_t try_start(latigraph_chain_t *chain, const latigraph_mixture_t *mixture,
                                const latigraph_way_t *start, double *trial, double *lowest) {
    double energy;
    for (int k = 0; k < KNOTS; k++) {
        latigraph_way_at(start, start->length * k / (KNOTS - 1), trial + (gsize)k * chain->width);
    }
    IGRAPH_CHECK(latigraph_code_mixture_minimise(mixture->density, mixture->pull, KNOTS, trial,
                                                 &energy, NULL));
    if (energy < *lowest) {
        *lowest = energy;
        memcpy(chain->y, trial, sizeof *trial * KNOTS * (gsize)chain->width);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t try_shape(latigraph_chain_t *chain, const latigraph_mixture_t *mixture,
                                latigraph_path_shape_t shape, int count, const double *point,
                                double *lowest) {
    latigraph_way_t start;
    double *trial;
    LATIGRAPH_ALLOCATE(trial, KNOTS * (gsize)chain->width);
    IGRAPH_CHECK(latigraph_way_init(&start, shape, count, chain->width, point, NULL));
    IGRAPH_FINALLY(latigraph_way_destroy, &start);
    if (shape != LATIGRAPH_PATH_MANIFOLD || !latigraph_arc_is_opposite(&start.arc)) {
        IGRAPH_CHECK(try_start(chain, mixture, &start, trial, lowest));
    }
    latigraph_way_destroy(&start);
    g_free(trial);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_chain_init(latigraph_chain_t *chain, const latigraph_mixture_t *mixture,
                                    int count, int width, const double *point) {
    double lowest = INFINITY;
    *chain = (latigraph_chain_t){.knots = KNOTS, .width = width};
    IGRAPH_FINALLY(latigraph_chain_destroy, chain);
    chain->y = g_try_new0(double, KNOTS *(gsize)width);
    LATIGRAPH_CHECK_MEMORY(chain->y);
    chain->knot = g_try_new0(double, KNOTS);
    LATIGRAPH_CHECK_MEMORY(chain->knot);
    IGRAPH_CHECK(try_shape(chain, mixture, LATIGRAPH_PATH_STRAIGHT, count, point, &lowest));
    IGRAPH_CHECK(try_shape(chain, mixture, LATIGRAPH_PATH_MANIFOLD, count, point, &lowest));
    if (are_apart(count, width, point)) {
        IGRAPH_CHECK(try_shape(chain, mixture, LATIGRAPH_PATH_SPLINE, count, point, &lowest));
    }
    for (int k = 1; k < KNOTS; k++) {
        const double *own = chain->y + (gsize)k * (gsize)width;
        chain->knot[k] = chain->knot[k - 1] + latigraph_point_distance(width, own - width, own);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_chain_at(const latigraph_chain_t *chain, double t, double *y) {
    int k = 0;
    while (k < chain->knots - 2 && t >= chain->knot[k + 1]) {
        k++;
    }
    const double length = chain->knot[k + 1] - chain->knot[k];
    const double share = length > 0 ? CLAMP((t - chain->knot[k]) / length, 0, 1) : 0;
    const double *left = chain->y + (gsize)k * (gsize)chain->width;
    for (int d = 0; d < chain->width; d++) {
        y[d] = (1 - share) * left[d] + share * left[chain->width + d];
    }
}
