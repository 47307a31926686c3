/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_TYPICALITY_H
#define LATIGRAPH_LATENT_TYPICALITY_H

#include "generate/code_density.h"

/* Typicality of codes: distances, tails and conditional means under the Gaussian of the training
 * codes of all circuits or of a group. The first F coordinates of a code are standardised
 * statistics. */
typedef struct {
    int width, coded;                 /* dz, F */
    latigraph_code_density_t density; /* density of drawn codes, with posterior uncertainty */
    double *spread;                   /* (dz, dz) covariance of the posterior means alone */
    double *scratch;                  /* (dz) memory for one call at a time */
} latigraph_typicality_t;

igraph_error_t latigraph_typicality_init(latigraph_typicality_t *typicality,
                                         const latigraph_model_t *model, const char *group);
void latigraph_typicality_destroy(latigraph_typicality_t *typicality);

/* Returns the squared Mahalanobis distance of a code (dz) from the centre. *log_density gets the ln
 * density there. */
double latigraph_typicality_distance(const latigraph_typicality_t *typicality, const double *code,
                                     double *log_density);
/* Returns the distance of two codes (dz) in SDs of the density, root mean square over dimensions.
 */
double latigraph_typicality_between(const latigraph_typicality_t *typicality, const double *a,
                                    const double *b);
/* Returns P(χ² with `freedom` degrees of freedom > x), an exact finite sum (Abramowitz and Stegun,
 * 26.4.4 and 26.4.5). */
double latigraph_chi_square_tail(int freedom, double x);

/* Computes the mean change of all coordinates of circuits whose coordinates `which` (count) change
 * by `change` (count). `all` (dz) gets Σ_·A Σ_AA⁻¹ d, which is d on A. Returns FALSE if Σ_AA is
 * singular; the other coordinates then stay. `count` is at most LATIGRAPH_STEERED_MAX. Allocates
 * nothing. O(count³ + count dz). */
gboolean latigraph_typicality_follow(const latigraph_typicality_t *typicality, int count,
                                     const int *which, const double *change, double *all);
/* Computes mean and SD of coordinate k over circuits whose coordinates `which` (count) have these
 * values, or over all circuits if count is 0. The limit of `count` is the same. */
void latigraph_typicality_conditional(const latigraph_typicality_t *typicality, int k, int count,
                                      const int *which, const double *value, double *mean,
                                      double *sd);

#endif
