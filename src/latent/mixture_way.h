/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_MIXTURE_WAY_H
#define LATIGRAPH_LATENT_MIXTURE_WAY_H

#include "base/compat.h"

#include <glib.h>

/* A mixture of Gaussians, one per group of circuits, in the whitened space of codes. */
typedef struct {
    int groups, width;
    double *mean;      /* (groups, width) */
    double *precision; /* (groups, width, width) inverse covariances */
    double *constant;  /* (groups) ln share − ½ ln |2π C| */
} latigraph_code_mixture_t;

/* Allocates a mixture without groups set; the caller finds it on the FINALLY stack. */
igraph_error_t latigraph_code_mixture_init(latigraph_code_mixture_t *mixture, int groups,
                                           int width);
void latigraph_code_mixture_destroy(latigraph_code_mixture_t *mixture);
/* Sets group g. Returns IGRAPH_EINVAL if the covariance (width, width) is not positive definite. */
igraph_error_t latigraph_code_mixture_set(latigraph_code_mixture_t *mixture, int g, double share,
                                          const double *mean, const double *covariance);

/* Returns ln p at y (width). `slope` (width) gets its gradient, unless it is NULL. `work` holds
 * latigraph_code_mixture_work() numbers. O(groups width²). */
double latigraph_code_mixture_log(const latigraph_code_mixture_t *mixture, const double *y,
                                  double *slope, double *work);
static inline size_t latigraph_code_mixture_work(const latigraph_code_mixture_t *mixture) {
    return (size_t)mixture->groups * ((size_t)mixture->width + 1) + (size_t)mixture->width;
}

/* Returns Σ_k |y_(k + 1) − y_k|² − pull Σ_k ln p(y_k) of knots y (knots, width); the second sum
 * leaves out both ends. `slope` (knots, width) gets the gradient, with 0 at the ends. */
double latigraph_code_mixture_energy(const latigraph_code_mixture_t *mixture, double pull,
                                     int knots, const double *y, double *slope, double *work);

/* Moves the knots between both ends to a minimum of the energy, which gets its value. `rounds` gets
 * the number of iterations, or is NULL. O(rounds knots groups width²). */
igraph_error_t latigraph_code_mixture_minimise(const latigraph_code_mixture_t *mixture, double pull,
                                               int knots, double *y, double *energy, int *rounds);

#endif
