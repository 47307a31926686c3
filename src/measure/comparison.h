/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_COMPARISON_H
#define LATIGRAPH_MEASURE_COMPARISON_H

#include "circuit/folds.h"
#include "measure/classifier.h"
#include "measure/contrast.h"
#include "measure/mmd.h"
#include "measure/resample.h"

/* What is worked out of two sets of circuits: figures of the sets themselves, of halves, and of
 * bootstrap samples. likeness.c reads them. */

/* The summary figures, in the order of latigraph_likeness_t. */
enum {
    FIGURE_RELATIVE_ERROR,
    FIGURE_SHIFT,
    FIGURE_KS,
    FIGURE_OUT_DEGREE_KS,
    FIGURE_IN_DEGREE_KS,
    FIGURE_TRIAD_CORRELATION,
    FIGURE_TRIAD_DIFFERENCE,
    FIGURE_MMD,
    FIGURE_DISCREPANCY,
    FIGURE_DISCREPANCY_UNSEEN,
    FIGURES
};

/* Comparison 0 is of the sets themselves; then random halves of the real one against each other,
 * and the first half of each against as many generated circuits as the second has. */
enum { HALVES = 20, COMPARISONS = 1 + 2 * HALVES, RESAMPLES = 1000, LABELS = 999 };
static inline int comparison_of_halves(int k) {
    return 1 + k;
}
static inline int comparison_matched(int k) {
    return 1 + HALVES + k;
}

/* Divisions for cross-validation: of circuits at random, and of circuits that share neurons into
 * one fold as far as that can be. */
enum { DIVISION_OF_CIRCUITS, DIVISION_OF_NEURONS, DIVISIONS };

/* Memory of one thread. */
typedef struct {
    latigraph_classifier_t classifier;
    int *order, *side;                      /* (real + generated) */
    double *block;                          /* holds what follows */
    double *real_weight, *generated_weight; /* (the greater of real and generated) */
    double *x, *y, *work;                   /* (kernel), (kernel), (2 kernel) */
    double *error;                          /* (properties) */
    double *log_probability;                /* (real + generated) */
    double *normal;                         /* (shared neurons) */
    latigraph_difference_t *difference;     /* (properties) */
} comparison_worker_t;

typedef struct {
    latigraph_descriptors_t real, generated;
    latigraph_resampler_t real_resampler, generated_resampler;
    latigraph_kernel_t kernel;
    igraph_bool_t paired;
    igraph_uint_t seed;
    int threads, first; /* first item of a chunk */
    int features;       /* a circuit */
    double *feature;    /* (real + generated, features) for the classifier */
    int folds[DIVISIONS];
    int *fold;                          /* (DIVISIONS, real + generated) 0 .. folds − 1 */
    comparison_worker_t *worker;        /* (threads) */
    latigraph_difference_t *difference; /* (COMPARISONS, properties) */
    latigraph_difference_t *resampled_difference; /* (RESAMPLES, properties) */
    double *log_probability;                      /* (DIVISIONS, real + generated) comparison 0 */
    double *figure;                               /* (COMPARISONS, FIGURES) */
    double *resampled;                            /* (RESAMPLES, FIGURES) */
    double *null;                                 /* (LABELS) MMD of exchanged circuits */
} comparison_t;

/* Describes both sets and works everything out. `all` holds paired, seed and threads, the rest 0;
 * to be destroyed in any case, so put it on the FINALLY stack first. */
igraph_error_t comparison_run(comparison_t *all, const latigraph_circuit_list_t *real,
                              const latigraph_circuit_list_t *generated);
void comparison_destroy(comparison_t *all);

#endif
