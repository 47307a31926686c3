/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_WAY_H
#define LATIGRAPH_LATENT_WAY_H

#include "latent/mixture_way.h"

#include <glib.h>
#include <latigraph/paths.h>
#include <math.h>

/* Ways between points y (width) of the whitened space of codes, y = L⁻¹ (z − mean), in which the
 * density of the training codes is N(0, I). */

/* Returns the distance of two points (width). */
static inline double latigraph_point_distance(int width, const double *a, const double *b) {
    double squares = 0;
    for (int k = 0; k < width; k++) {
        squares += (b[k] - a[k]) * (b[k] - a[k]);
    }
    return sqrt(squares);
}

/* Angles below this, or this near to a half turn, define no plane of rotation. */
#define LATIGRAPH_ARC_ANGLE_MIN 1e-6

/* Spherical interpolation between two points (way.c). */
typedef struct {
    int width;
    const double *first, *last; /* (width) borrowed */
    double radius[2];           /* their lengths: Mahalanobis distances from the mean */
    double angle;               /* angle between them; 0 if one of them is the mean itself */
} latigraph_arc_t;

void latigraph_arc_init(latigraph_arc_t *arc, int width, const double *first, const double *last);
/* Returns whether the points lie opposite each other, so that no way around the mean is shorter
 * than others. */
gboolean latigraph_arc_is_opposite(const latigraph_arc_t *arc);
/* Computes the point y (width) at share t of the way, 0 to 1. */
void latigraph_arc_at(const latigraph_arc_t *arc, double t, double *y);

/* Successive points nearer than this coincide, so that no spline leads from one to the other. */
#define LATIGRAPH_SPLINE_CHORD_MIN 1e-9

/* Natural cubic spline through points (count, width), count ≥ 2, whose parameter is the cumulative
 * chord length (spline.c). */
typedef struct {
    int count, width;
    const double *point; /* (count, width) borrowed */
    double *knot;        /* (count) parameter of each point, ascending from 0 */
    double *second;      /* (count, width) second derivatives there */
} latigraph_spline_t;

/* Solves for the second derivatives. Returns IGRAPH_EINVAL if two successive points coincide. The
 * caller destroys the spline. O(count width). */
igraph_error_t latigraph_spline_init(latigraph_spline_t *spline, int count, int width,
                                     const double *point);
void latigraph_spline_destroy(latigraph_spline_t *spline);
/* Computes the point y (width) at parameter t. Beyond the ends the spline goes straight on. */
void latigraph_spline_at(const latigraph_spline_t *spline, double t, double *y);

/* The density of codes that pulls a way, and the factor of its logarithm. */
typedef struct {
    const latigraph_code_mixture_t *density;
    double pull;
} latigraph_mixture_t;

/* A chain of straight pieces through likely places of a mixture of Gaussians (chain.c). */
typedef struct {
    int knots, width;
    double *y;    /* (knots, width) */
    double *knot; /* (knots) length along the chain */
} latigraph_chain_t;

/* Finds the chain from the first to the last point (count, width). The caller destroys it. */
igraph_error_t latigraph_chain_init(latigraph_chain_t *chain, const latigraph_mixture_t *mixture,
                                    int count, int width, const double *point);
void latigraph_chain_destroy(latigraph_chain_t *chain);
/* Computes the point y (width) at length t, from 0 to that of the chain. */
void latigraph_chain_at(const latigraph_chain_t *chain, double t, double *y);

/* A way of one shape through points (count, width), count ≥ 2. All but the spline have the first
 * and last point as their ends and can pass by the others. */
typedef struct {
    latigraph_path_shape_t shape;
    int width;
    double length; /* parameter of the last point: chord of the ends; spline and chain: sum of the
                      chords */
    latigraph_arc_t arc;
    latigraph_spline_t spline;
    latigraph_chain_t chain;
} latigraph_way_t;

/* Makes a way. `mixture` is needed for LATIGRAPH_PATH_MIXTURE alone. The caller destroys it. */
igraph_error_t latigraph_way_init(latigraph_way_t *way, latigraph_path_shape_t shape, int count,
                                  int width, const double *point,
                                  const latigraph_mixture_t *mixture);
void latigraph_way_destroy(latigraph_way_t *way);
/* Computes the point y (width) at parameter t, from 0 to the length. */
void latigraph_way_at(const latigraph_way_t *way, double t, double *y);
/* Returns the parameter of the point of the way that is nearest to `point` (width). *distance gets
 * the distance; y (width) gets the point of the way. O(500 width). */
double latigraph_way_nearest(const latigraph_way_t *way, const double *point, double *y,
                             double *distance);

#endif
