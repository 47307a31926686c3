/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_CONTRAST_H
#define LATIGRAPH_MEASURE_CONTRAST_H

#include "measure/descriptors.h"

/* Two sets of circuits with one weight per circuit. Weights are 1 for the sets themselves, random
 * in a bootstrap sample, and 0 or 1 for halves of a set. Its functions use arrays only and allocate
 * nothing, so worker threads can call them. */
typedef struct {
    const latigraph_descriptors_t *real, *generated;
    const double *real_weight, *generated_weight; /* (count) of each set */
} latigraph_contrast_t;

/* Computes the weighted mean and standard deviation (divisor: weights − 1) of a property over the
 * circuits for which it is defined. The result is NaN for too few circuits. */
void latigraph_weighted_moments(const latigraph_descriptors_t *set, int property,
                                const double *weight, double *mean, double *sd);

/* Difference of one property between the sets. */
typedef struct {
    double error; /* (mean of generated − mean of real) / |mean of real|; NaN if that mean is 0 */
    double relative_error; /* absolute value of error */
    double spread;         /* SD of generated / SD of real − 1; NaN if the latter is 0 */
    double shift;          /* (mean of generated − mean of real) / SD of real */
    double ks;             /* Kolmogorov–Smirnov distance */
} latigraph_difference_t;
latigraph_difference_t latigraph_property_difference(const latigraph_contrast_t *contrast,
                                                     int property);

/* Returns the Kolmogorov–Smirnov distance of the pooled degrees of all neurons; side 0: out, 1: in.
 */
double latigraph_degree_ks(const latigraph_contrast_t *contrast, int side);

/* Compares the 16 means over circuits of ln(1 + triads of a class): their Pearson correlation
 * between the sets, and the mean of their absolute differences. */
void latigraph_triad_likeness(const latigraph_contrast_t *contrast, double *correlation,
                              double *difference);

/* Returns the median of the numbers that are not NaN, or NaN if there are none. Sorts them in
 * place. */
double latigraph_median(double *value, int count);

#endif
