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
                                        const latigraph_circuit_list_t *circuits,
                                        latigraph_split_by_t by, int resamples, igraph_uint_t seed);
void latigraph_bootstrap_destroy(latigraph_bootstrap_t *bootstrap);

/* A statistic of weighted circuits. */
typedef double latigraph_figure_t(const double *weight, void *data);
/* Returns the standard error of a statistic of all circuits, from the SD over resamples. It is NaN
 * if the circuits overlap too much. */
double latigraph_bootstrap_error(const latigraph_bootstrap_t *bootstrap, latigraph_figure_t *figure,
                                 void *data);
/* Computes a 95 % interval about `value`, cut at `most`, from Student's t and the SD over
 * resamples. It is NaN if the circuits overlap too much, or if the statistic of a resample is NaN.
 */
void latigraph_bootstrap_interval(const latigraph_bootstrap_t *bootstrap,
                                  latigraph_figure_t *figure, void *data, double value, double most,
                                  double *low, double *high);
/* Computes the interval of an R². Regressions stay as fitted, only the test circuits are
 * resampled. */
void latigraph_prediction_interval(const latigraph_prediction_t *prediction,
                                   const latigraph_bootstrap_t *bootstrap, double *low,
                                   double *high);

#endif
