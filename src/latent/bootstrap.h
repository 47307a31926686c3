/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_BOOTSTRAP_H
#define LATIGRAPH_LATENT_BOOTSTRAP_H

#include "regression/cross.h"

/* Confidence intervals of statistics of circuits that share neurons. Regressions are fitted once;
 * each resample gives every circuit a random weight (measure/resample.h), and the statistic is
 * computed again with these weights. */

/* Weights of circuits in the resamples of measure/resample.h. */
typedef struct {
    int resamples, circuits;
    double *weight; /* (resamples, circuits) */
    double effective, kept;
} latigraph_bootstrap_t;

igraph_error_t latigraph_bootstrap_init(latigraph_bootstrap_t *bootstrap,
                                        const latigraph_circuit_list_t *circuits, int resamples,
                                        igraph_uint_t seed);
void latigraph_bootstrap_destroy(latigraph_bootstrap_t *bootstrap);

/* A figure of weighted circuits. */
typedef double latigraph_figure_t(const double *weight, void *data);
/* 95 % interval about `value`, within [−∞, most]: Student's, from the spread over resamples. NaN
 * where the circuits overlap too much to tell, or where a resample has no figure. */
void latigraph_bootstrap_interval(const latigraph_bootstrap_t *bootstrap,
                                  latigraph_figure_t *figure, void *data, double value, double most,
                                  double *low, double *high);
/* That of an R². The regressions are held: what varies is what they are tested on. */
void latigraph_prediction_interval(const latigraph_prediction_t *prediction,
                                   const latigraph_bootstrap_t *bootstrap, double *low,
                                   double *high);

#endif
