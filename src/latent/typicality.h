/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_TYPICALITY_H
#define LATIGRAPH_LATENT_TYPICALITY_H

#include "generate/code_density.h"

/* Typicality of codes: distances, tails and conditional means under the Gaussian of the training
 * codes, of all or of a group. The first F coordinates of a code are standardised statistics. */
typedef struct {
    int width, coded;                 /* dz, F */
    latigraph_code_density_t density; /* density of drawn codes: of means and their uncertainty */
    double *spread;                   /* (dz, dz) covariance of the posterior means alone */
    double *scratch;                  /* (dz) for one call at a time */
} latigraph_typicality_t;

igraph_error_t latigraph_typicality_init(latigraph_typicality_t *typicality,
                                         const latigraph_model_t *model, const char *group);
void latigraph_typicality_destroy(latigraph_typicality_t *typicality);

/* Squared Mahalanobis distance of a code (dz) from the centre, and ln density there. */
double latigraph_typicality_distance(const latigraph_typicality_t *typicality, const double *code,
                                     double *log_density);
/* Root mean square over dimensions of the distance of two codes (dz), in SDs of the density. */
double latigraph_typicality_between(const latigraph_typicality_t *typicality, const double *a,
                                    const double *b);
/* P(χ² with `freedom` degrees of freedom > x): exact finite sums (Abramowitz and Stegun, 26.4.4 and
 * 26.4.5). */
double latigraph_chi_square_tail(int freedom, double x);

/* Mean change of all coordinates of circuits whose coordinates `which` (count of them) change by
 * `change` (count): change (dz) gets Σ_·A Σ_AA⁻¹ d, equal to d on A. Returns FALSE if Σ_AA is
 * singular; then the others stay. `count` is at most LATIGRAPH_STATISTICS_MAX, so that no memory is
 * allocated. O(count³ + count dz). */
gboolean latigraph_typicality_follow(const latigraph_typicality_t *typicality, int count,
                                     const int *which, const double *change, double *all);
/* Mean and SD of coordinate k over circuits whose coordinates `which` (count) have these values;
 * those of all circuits if count is 0. The limit of `count` is the same. */
void latigraph_typicality_conditional(const latigraph_typicality_t *typicality, int k, int count,
                                      const int *which, const double *value, double *mean,
                                      double *sd);

#endif
