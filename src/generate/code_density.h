/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_CODE_DENSITY_H
#define LATIGRAPH_GENERATE_CODE_DENSITY_H

#include "model/model.h"

/* The Gaussian density of the training codes, N(centre, C) with C = L Lᵀ, of all circuits or of one
 * group (doc/model.md, "Priors"). Codes are drawn from it, judged by it, and directions are
 * compared in whitened coordinates y = L⁻¹ (z − centre), where it is N(0, I). */
typedef struct {
    int width;                /* dz */
    const double *centre;     /* (dz) mean; owned by the model */
    const double *covariance; /* (dz, dz) C; owned by the model */
    double *factor;           /* (dz, dz) L, with zeros above the diagonal */
} latigraph_code_density_t;

/* Returns the mean (dz) and covariance (dz, dz) of the training codes, of all circuits or of a
 * group. The model owns both. */
igraph_error_t latigraph_code_moments(const latigraph_model_t *model, const char *group,
                                      const double **mean, const double **covariance);

/* Factorises the density of all circuits (group: NULL) or of a group. O(dz³). */
igraph_error_t latigraph_code_density_init(latigraph_code_density_t *density,
                                           const latigraph_model_t *model, const char *group);
void latigraph_code_density_destroy(latigraph_code_density_t *density);

/* Replaces a difference of codes d (dz) by L⁻¹ d. */
void latigraph_code_density_whiten(const latigraph_code_density_t *density, double *d);
/* Replaces whitened coordinates y (dz) by the code centre + L y. */
void latigraph_code_density_colour(const latigraph_code_density_t *density, double *y);
/* Squared Mahalanobis length of a difference of codes d (dz), which is overwritten. */
double latigraph_code_density_length2(const latigraph_code_density_t *density, double *d);
/* ln density at the code z (dz); spare (dz). */
double latigraph_code_density_log(const latigraph_code_density_t *density, const double *z,
                                  double *spare);

#endif
