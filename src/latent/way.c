/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Ways through points of the whitened space: straight, spherical, by a spline, or through a
 * mixture.
 *
 * A straight line between two codes passes nearer to the mean than both, where in many dimensions
 * hardly any training code lies. The arc therefore turns evenly from a to b (slerp: White, arXiv
 * 1609.04468, 2016) while its length changes evenly:
 *
 *     y(t) = r(t) [ sin((1 − t) φ) a/|a| + sin(t φ) b/|b| ] / sin φ,   r(t) = (1 − t) |a| + t |b|
 *
 * with φ the angle between a and b. If φ is near 0 this is the straight line; if it is near π, no
 * plane of rotation is better than another. Both know only the ends. A spline (spline.c) passes
 * through points between them, too, and a chain (chain.c) goes where groups of codes are.
 */
#include "latent/way.h"

#include "base/lapack.h"

#include <math.h>
#include <string.h>

void latigraph_arc_init(latigraph_arc_t *arc, int width, const double *first, const double *last) {
    *arc = (latigraph_arc_t){.width = width, .first = first, .last = last};
    arc->radius[0] = cblas_dnrm2(width, first, 1);
    arc->radius[1] = cblas_dnrm2(width, last, 1);
    const double product = arc->radius[0] * arc->radius[1];
    const double cosine = product > 0 ? cblas_ddot(width, first, 1, last, 1) / product : 1;
    arc->angle = acos(CLAMP(cosine, -1, 1));
}

gboolean latigraph_arc_is_opposite(const latigraph_arc_t *arc) {
    return G_PI - arc->angle < LATIGRAPH_ARC_ANGLE_MIN;
}

/* Computes y = a first + b last. */
static void combine(const latigraph_arc_t *arc, double a, double b, double *y) {
    for (int k = 0; k < arc->width; k++) {
        y[k] = a * arc->first[k] + b * arc->last[k];
    }
}

void latigraph_arc_at(const latigraph_arc_t *arc, double t, double *y) {
    double a = 1 - t, b = t;
    if (arc->angle > LATIGRAPH_ARC_ANGLE_MIN) {
        const double radius = (1 - t) * arc->radius[0] + t * arc->radius[1];
        a = radius * sin((1 - t) * arc->angle) / sin(arc->angle) / arc->radius[0];
        b = radius * sin(t * arc->angle) / sin(arc->angle) / arc->radius[1];
    }
    combine(arc, a, b, y);
}

/* --- Ways of any shape ------------------------------------------------------------------------ */

void latigraph_way_destroy(latigraph_way_t *way) {
    latigraph_spline_destroy(&way->spline);
    latigraph_chain_destroy(&way->chain);
}

igraph_error_t latigraph_way_init(latigraph_way_t *way, latigraph_path_shape_t shape, int count,
                                  int width, const double *point,
                                  const latigraph_mixture_t *mixture) {
    const double *last = point + (gsize)(count - 1) * (gsize)width;
    memset(way, 0, sizeof *way);
    way->shape = shape;
    way->width = width;
    latigraph_arc_init(&way->arc, width, point, last);
    if (shape == LATIGRAPH_PATH_SPLINE) {
        IGRAPH_CHECK(latigraph_spline_init(&way->spline, count, width, point));
        way->length = way->spline.knot[count - 1];
        return IGRAPH_SUCCESS;
    }
    if (shape == LATIGRAPH_PATH_MIXTURE) {
        IGRAPH_CHECK(latigraph_chain_init(&way->chain, mixture, count, width, point));
        way->length = way->chain.knot[way->chain.knots - 1];
        return IGRAPH_SUCCESS;
    }
    way->length = latigraph_point_distance(width, point, last);
    return IGRAPH_SUCCESS;
}

void latigraph_way_at(const latigraph_way_t *way, double t, double *y) {
    const double share = way->length > 0 ? t / way->length : 0;
    switch (way->shape) {
    case LATIGRAPH_PATH_SPLINE:
        latigraph_spline_at(&way->spline, t, y);
        break;
    case LATIGRAPH_PATH_MIXTURE:
        latigraph_chain_at(&way->chain, t, y);
        break;
    case LATIGRAPH_PATH_MANIFOLD:
        latigraph_arc_at(&way->arc, share, y);
        break;
    default:
        combine(&way->arc, 1 - share, share, y);
    }
}

static double find_distance(const latigraph_way_t *way, double t, const double *point, double *y) {
    latigraph_way_at(way, t, y);
    return latigraph_point_distance(way->width, point, y);
}

double latigraph_way_nearest(const latigraph_way_t *way, const double *point, double *y,
                             double *distance) {
    enum { GRID = 400, HALVINGS = 40 };
    double best = 0, step = way->length / GRID;
    *distance = find_distance(way, 0, point, y);
    for (int i = 1; i <= GRID; i++) {
        const double d = find_distance(way, i * step, point, y);
        if (d < *distance) {
            *distance = d;
            best = i * step;
        }
    }
    /* The minimum is within a step of the grid's best; a pattern search halves the step. */
    for (int i = 0; i < HALVINGS; i++, step /= 2) {
        for (int side = -1; side <= 1; side += 2) {
            const double t = CLAMP(best + side * step, 0, way->length);
            const double d = find_distance(way, t, point, y);
            if (d < *distance) {
                *distance = d;
                best = t;
            }
        }
    }
    latigraph_way_at(way, best, y);
    return best;
}
