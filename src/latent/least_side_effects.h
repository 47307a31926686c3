/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_LEAST_SIDE_EFFECTS_H
#define LATIGRAPH_LATENT_LEAST_SIDE_EFFECTS_H

#include "latent/ensemble.h"

/* Properties that are not statistics of the steering layer move when the statistics do, or when the
 * rest of the code does with the statistics held. These responses are measured on circuits with
 * small random changes of all coordinates at once. From them follows the change with the least side
 * effects that brings a property to its value. */

/* Response of properties to the quantities that can be changed: F statistics in SDs, then the free
 * coordinates of the code, whitened given the statistics. */
typedef struct {
    int statistics, width;                    /* F; F + free coordinates */
    gboolean known[LATIGRAPH_STATISTICS_MAX]; /* whether the statistic is defined for circuits */
    double *residual_factor; /* (free, free) free coordinates = factor · whitened ones */
    int properties;          /* number of properties */
    double *slope;           /* (properties, width) SDs of a property per unit of a change */
} latigraph_response_t;

/* Measures the responses of properties (count indices) with their SDs (count), on 128 circuits
 * about the code of `base`, which has its reference already. The caller pushes the response to the
 * FINALLY stack. */
igraph_error_t latigraph_response_init(latigraph_response_t *response,
                                       const latigraph_ensemble_t *base,
                                       const latigraph_typicality_t *typicality,
                                       const latigraph_circuit_t *like,
                                       const latigraph_steer_options_t *options, int count,
                                       const igraph_integer_t *property, const double *sd);
void latigraph_response_destroy(latigraph_response_t *response);

/* Finds the change x (width) with the least Σ side_effect_cost_k x_k² under which property p
 * changes by dose[p] SDs. Coordinates without a positive cost take their values in `fixed` (width).
 * Returns FALSE if there is no such change. */
gboolean latigraph_least_side_effects(const latigraph_response_t *response,
                                      const double *side_effect_cost, const double *fixed,
                                      const double *dose, double *x);

/* Sets shifts and codes of the ensemble to a change x (width). Requested statistics keep their
 * requests. */
void latigraph_response_apply(const latigraph_response_t *response,
                              const latigraph_typicality_t *typicality, const double *x,
                              latigraph_ensemble_t *ensemble);

#endif
