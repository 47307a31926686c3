/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_CONTRAST_H
#define LATIGRAPH_MEASURE_CONTRAST_H

#include "measure/descriptors.h"

/* Two sets of circuits with a weight a circuit: ones for the sets themselves, counts of draws for
 * a bootstrap sample, ones and zeros for halves of one set. Functions on it work on arrays alone
 * and allocate nothing: safe in worker threads. */
typedef struct {
    const latigraph_descriptors_t *real, *generated;
    const double *real_weight, *generated_weight; /* (count) of each */
} latigraph_contrast_t;

/* Weighted mean and standard deviation (divisor: weights − 1) of a property over the circuits
 * where it is defined; NaN where there are too few. */
void latigraph_weighted_moments(const latigraph_descriptors_t *set, int property,
                                const double *weight, double *mean, double *sd);

/* How one property differs. */
typedef struct {
    double error; /* (mean of generated − mean of real) / |mean of real|; NaN if that is 0 */
    double relative_error; /* its absolute value */
    double spread;         /* SD of generated / SD of real − 1; NaN if the latter is 0 */
    double shift;          /* (mean of generated − mean of real) / SD of real */
    double ks;             /* Kolmogorov–Smirnov distance */
} latigraph_difference_t;
latigraph_difference_t latigraph_property_difference(const latigraph_contrast_t *contrast,
                                                     int property);

/* Kolmogorov–Smirnov distance of the pooled degrees of all neurons; side 0: out, 1: in. */
double latigraph_degree_ks(const latigraph_contrast_t *contrast, int side);

/* Of the 16 means over circuits of ln(1 + triads of a class): their Pearson correlation between
 * the sets, and the mean of their absolute differences. */
void latigraph_triad_likeness(const latigraph_contrast_t *contrast, double *correlation,
                              double *difference);

/* Median of the numbers that are not NaN, which are sorted in place; NaN if there are none. */
double latigraph_median(double *value, int count);

#endif
