/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Natural cubic splines through points of many dimensions.
 *
 * The parameter is the cumulative chord length: it differs between points as they are far apart,
 * which keeps the curve from overshooting between near points (Lee, Computer-Aided Design 21:363,
 * 1989). Between the knots t_k and t_{k+1}, h apart, with A = (t_{k+1} − t) / h and B = 1 − A,
 *
 *     y = A y_k + B y_{k+1} + ((A³ − A) M_k + (B³ − B) M_{k+1}) h² / 6
 *
 * First derivatives agree at the knots if the second derivatives M solve a tridiagonal system;
 * natural means that M is 0 at both ends (de Boor, A practical guide to splines, 1978). The system
 * is diagonally dominant, so elimination without pivots is stable. All dimensions share it.
 */
#include "latent/way.h"

#include "base/lapack.h"
#include "base/memory.h"

void latigraph_spline_destroy(latigraph_spline_t *spline) {
    g_free(spline->knot);
    g_free(spline->second);
    spline->knot = spline->second = NULL;
}

static igraph_error_t place_knots(latigraph_spline_t *spline) {
    const int width = spline->width;
    for (int i = 1; i < spline->count; i++) {
        const double *point = spline->point + (gsize)i * (gsize)width;
        const double chord = latigraph_point_distance(width, point - width, point);
        if (!(chord > LATIGRAPH_SPLINE_CHORD_MIN)) {
            IGRAPH_ERRORF(
                "Points %d and %d of the way coincide, so that no spline leads from one to "
                "the other. Leave one of them out.",
                IGRAPH_EINVAL, i, i + 1);
        }
        spline->knot[i] = spline->knot[i - 1] + chord;
    }
    return IGRAPH_SUCCESS;
}

/* Solves the tridiagonal system for M: elimination downwards, then substitution upwards. ratio
 * (count) is scratch. */
static void solve(latigraph_spline_t *spline, double *ratio) {
    const int last = spline->count - 1, width = spline->width;
    for (int i = 1; i < last; i++) {
        const double before = spline->knot[i] - spline->knot[i - 1];
        const double after = spline->knot[i + 1] - spline->knot[i];
        const double pivot = 2 * (before + after) - before * ratio[i - 1];
        const double *y = spline->point + (gsize)i * (gsize)width;
        double *m = spline->second + (gsize)i * (gsize)width;
        ratio[i] = after / pivot;
        for (int k = 0; k < width; k++) {
            const double bend = (y[k + width] - y[k]) / after - (y[k] - y[k - width]) / before;
            m[k] = (6 * bend - before * m[k - width]) / pivot;
        }
    }
    for (int i = last - 1; i > 0; i--) {
        double *m = spline->second + (gsize)i * (gsize)width;
        cblas_daxpy(width, -ratio[i], m + width, 1, m, 1);
    }
}

igraph_error_t latigraph_spline_init(latigraph_spline_t *spline, int count, int width,
                                     const double *point) {
    double *ratio;
    *spline = (latigraph_spline_t){.count = count, .width = width, .point = point};
    IGRAPH_FINALLY(latigraph_spline_destroy, spline);
    spline->knot = g_try_new0(double, (gsize)count + 1);
    LATIGRAPH_CHECK_MEMORY(spline->knot);
    spline->second = g_try_new0(double, (gsize)count *(gsize)width + 1);
    LATIGRAPH_CHECK_MEMORY(spline->second);
    LATIGRAPH_ALLOCATE(ratio, count);
    IGRAPH_CHECK(place_knots(spline));
    solve(spline, ratio);
    g_free(ratio);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_spline_at(const latigraph_spline_t *spline, double t, double *y) {
    const int width = spline->width;
    int k = 0;
    while (k < spline->count - 2 && t >= spline->knot[k + 1]) {
        k++;
    }
    const double h = spline->knot[k + 1] - spline->knot[k];
    const double a = (spline->knot[k + 1] - t) / h, b = 1 - a;
    /* A cubic would run away beyond the ends; there the curvature stays 0 and the slope that of the
     * end: A³ − A has the slope 2 at A = 1 and −1 at A = 0. */
    const double bend_a = a > 1 ? 2 * (a - 1) : a < 0 ? -a : a * a * a - a;
    const double bend_b = b > 1 ? 2 * (b - 1) : b < 0 ? -b : b * b * b - b;
    const double *left = spline->point + (gsize)k * (gsize)width;
    const double *m = spline->second + (gsize)k * (gsize)width;
    for (int i = 0; i < width; i++) {
        y[i] =
            a * left[i] + b * left[i + width] + (bend_a * m[i] + bend_b * m[i + width]) * h * h / 6;
    }
}
