/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_RESAMPLE_H
#define LATIGRAPH_MEASURE_RESAMPLE_H

#include "circuit/circuit.h"

/* A bootstrap of circuits that share neurons. Instead of being resampled, every circuit gets a
 * random weight: exponential with mean 1, as in the Bayesian bootstrap (Rubin, Ann. Stat. 9:130,
 * 1981). The weights of two circuits are dependent by a Gaussian copula with correlation |a ∩ b| /
 * √(|a| |b|). Sums over neurons with one random number each have this correlation (dependent
 * weights: Shao, J. Am. Stat. Assoc. 105:218, 2010). Circuits without common neurons are
 * independent, and equal ones count as one. */
typedef struct {
    int circuits, neurons; /* number of circuits, and of neurons in two or more circuits */
    int *start;            /* (circuits + 1) row starts of `neuron` */
    int *neuron;           /* shared neurons of each circuit */
    int *alone;            /* (circuits) number of neurons that no other circuit has */
    double effective;      /* effective number of independent circuits for a mean */
    double kept;           /* share of a mean's variance that resamples show, 0 to 1 */
} latigraph_resampler_t;

/* Prepares the resampler. By animal, circuits of one connectome count as one; by identity, a and b
 * are sets of identities across connectomes. O(neurons in all circuits). */
igraph_error_t latigraph_resampler_init(latigraph_resampler_t *resampler,
                                        const latigraph_circuit_list_t *circuits,
                                        latigraph_split_by_t by);
void latigraph_resampler_destroy(latigraph_resampler_t *resampler);

/* Computes the weights of resample `index`, whose sum is `circuits`. `work` holds `neurons`
 * numbers. Allocates nothing and calls no igraph. */
void latigraph_resample(const latigraph_resampler_t *resampler, igraph_uint_t seed, uint64_t index,
                        double *work, double *weight);

/* Returns half the width of a 95 % interval of a figure whose SD over resamples is `sd`. Resamples
 * show only the share `kept` of the variance, because the means of figures and of weights both
 * remove some. The SD has effective − 1 degrees of freedom (Student's t). The result is NaN if the
 * effective number of circuits is below 1.5. */
double latigraph_interval_margin(double sd, double effective, double kept);

#endif
