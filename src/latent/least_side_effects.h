/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_LEAST_SIDE_EFFECTS_H
#define LATIGRAPH_LATENT_LEAST_SIDE_EFFECTS_H

#include "latent/ensemble.h"

/* Properties that are no statistic of the steering layer move when the statistics do, or when the
 * rest of the code does with the statistics held. What each does to each is measured on circuits
 * that are generated with small random changes of all of them at once; from that follows the least
 * change that brings a property to its value. */

/* Response of properties to the quantities that can be changed: F statistics in SDs, then the free
 * coordinates of the code, whitened given the statistics. */
typedef struct {
    int statistics, width;                    /* F; F + free coordinates */
    gboolean known[LATIGRAPH_STATISTICS_MAX]; /* statistics that circuits have */
    double *residual_factor; /* (free, free) free coordinates = factor · whitened ones */
    int properties;          /* probed */
    double *slope;           /* (properties, width) SDs of a property for each unit of a change */
} latigraph_response_t;

/* `base` has its reference already. property (count) are indices, sd (count) their SDs. Measures
 * 2 · pairs circuits with changes of random sign about `base`'s code. The caller pushes the
 * response to the FINALLY stack. */
igraph_error_t latigraph_response_init(latigraph_response_t *response,
                                       const latigraph_ensemble_t *base,
                                       const latigraph_typicality_t *typicality,
                                       const latigraph_circuit_t *like,
                                       const latigraph_steer_options_t *options, int count,
                                       const igraph_integer_t *property, const double *sd);
void latigraph_response_destroy(latigraph_response_t *response);

/* The least change x (width) under which property p changes by dose[p] SDs: minimises Σ
 * side_effect_cost_k x_k² over the changes with a positive cost, with the others held at fixed
 * (width). Returns FALSE if no change does it. */
gboolean latigraph_least_side_effects(const latigraph_response_t *response,
                                      const double *side_effect_cost, const double *fixed,
                                      const double *dose, double *x);

/* Sets shifts and codes of the ensemble to a change x (width); statistics that are asked for are
 * left alone. */
void latigraph_response_apply(const latigraph_response_t *response,
                              const latigraph_typicality_t *typicality, const double *x,
                              latigraph_ensemble_t *ensemble);

#endif
