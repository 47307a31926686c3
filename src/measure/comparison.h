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

/* Comparison of two sets of circuits: statistics of the sets, of halves, and of bootstrap samples.
 * likeness.c reports them. */

/* Summary statistics, in the order of latigraph_likeness_t. */
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

/* Comparison 0 is that of the sets. The next HALVES compare random halves of the real set. The last
 * HALVES compare the first halves with as many generated circuits as the second halves have. */
enum { HALVES = 20, COMPARISONS = 1 + 2 * HALVES, RESAMPLES = 1000, LABELS = 999 };

/* Divisions for cross-validation: circuits at random, and circuits that share neurons in one fold
 * as far as possible. */
enum { DIVISION_OF_CIRCUITS, DIVISION_OF_NEURONS, DIVISIONS };

/* Memory of one thread. */
typedef struct {
    latigraph_classifier_t classifier;
    int *order, *side;                      /* (real + generated) */
    double *block;                          /* memory for the following arrays */
    double *real_weight, *generated_weight; /* (the larger of real and generated) */
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
    igraph_bool_t paired, size_free, fine;
    latigraph_split_by_t split_by;
    igraph_uint_t seed;
    int threads, first; /* first item of a chunk */
    int features;       /* number of features per circuit */
    double *feature;    /* (real + generated, features) for the classifier */
    int folds[DIVISIONS];
    int *fold;                          /* (DIVISIONS, real + generated) 0 .. folds − 1 */
    comparison_worker_t *worker;        /* (threads) */
    latigraph_difference_t *difference; /* (COMPARISONS, properties) */
    latigraph_difference_t *resampled_difference; /* (RESAMPLES, properties) */
    double *log_probability;                      /* (DIVISIONS, real + generated) of comparison
                                                     0 */
    double *figure;                               /* (COMPARISONS, FIGURES) */
    double *resampled;                            /* (RESAMPLES, FIGURES) */
    double *null;                                 /* (LABELS) MMD of exchanged circuits */
} comparison_t;

/* Describes both sets and computes all statistics. `all` holds paired, size_free, fine, split_by,
 * seed and threads; the rest is 0. The caller destroys `all` in any case, so it goes on the FINALLY
 * stack before this call. */
igraph_error_t comparison_run(comparison_t *all, const latigraph_circuit_list_t *real,
                              const latigraph_circuit_list_t *generated);
void comparison_destroy(comparison_t *all);

#endif
