/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_RESAMPLE_H
#define LATIGRAPH_MEASURE_RESAMPLE_H

#include "circuit/circuit.h"

/* A bootstrap of circuits that have neurons in common. Instead of being drawn again, every circuit
 * gets a random weight, exponential with mean 1 as in the Bayesian bootstrap (Rubin, Ann. Stat.
 * 9:130, 1981). The weights of two circuits depend on each other as the circuits overlap, by a
 * Gaussian copula with correlation |a ∩ b| / √(|a| |b|): what sums over neurons drawn once each
 * have (dependent weights: Shao, J. Am. Stat. Assoc. 105:218, 2010). Circuits without common
 * neurons are independent, equal ones count as one. */
typedef struct {
    int circuits, neurons; /* neurons: those of two or more circuits */
    int *start;            /* (circuits + 1) row starts of `neuron` */
    int *neuron;           /* the shared neurons of each circuit */
    int *alone;            /* (circuits) neurons that no other has */
    double effective;      /* independent circuits that have as much to say about a mean */
    double kept;           /* share of a mean's variance that resamples show, 0 to 1 */
} latigraph_resampler_t;

/* O(neurons in all circuits). */
igraph_error_t latigraph_resampler_init(latigraph_resampler_t *resampler,
                                        const latigraph_circuit_list_t *circuits);
void latigraph_resampler_destroy(latigraph_resampler_t *resampler);

/* The weights of resample `index`, with sum `circuits`; work has room for `neurons` numbers. No
 * allocation, no igraph. */
void latigraph_resample(const latigraph_resampler_t *resampler, igraph_uint_t seed, uint64_t index,
                        double *work, double *weight);

/* Half the width of a 95 % interval of a figure whose SD over resamples is `sd`. Figures that
 * depend on each other as weights do would show the share `kept` of their variance: their own mean
 * and the weights both take some away. The uncertainty of the SD is that of effective − 1 degrees
 * of freedom (Student's t). NaN where circuits amount to fewer than 1.5: then resampling tells
 * nothing. */
double latigraph_interval_margin(double sd, double effective, double kept);

#endif
