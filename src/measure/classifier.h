/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_CLASSIFIER_H
#define LATIGRAPH_MEASURE_CLASSIFIER_H

#include "base/compat.h"

/* Approximate number of folds. */
enum { LATIGRAPH_CLASSIFIER_FOLDS = 5 };

/* Logistic regression with a ridge penalty, fitted by Newton's method, as memory for one thread. */
typedef struct {
    int width;                   /* number of features, and the constant 1 as the last */
    double *block;               /* memory for the following arrays */
    double *mean, *sd;           /* (width) over the training rows; the last are 0 and 1 */
    double *x, *scaled;          /* (rows, width) training rows, standardised */
    double *sign, *weight;       /* (rows) −1 or 1, and weights that balance the classes */
    double *margin;              /* (rows) sign · prediction */
    double *hessian;             /* (width, width) */
    double *beta, *step, *trial; /* (width) */
} latigraph_classifier_t;

igraph_error_t latigraph_classifier_init(latigraph_classifier_t *classifier, int rows,
                                         int features);
void latigraph_classifier_destroy(latigraph_classifier_t *classifier);

/* Rows of features to classify. */
typedef struct {
    int rows;
    const double *feature; /* (rows, width − 1); NaN where undefined, which counts as the mean */
    const int *side;       /* (rows) 0 or 1; rows with other values are ignored */
    int folds;
    const int *fold; /* (rows) 0 .. folds − 1 */
} latigraph_classification_t;

/* Computes log₂ of the probability of the correct class of every row, by a classifier trained
 * without its fold. If there is nothing to learn from, it is −1. The penalty is the best in the
 * other folds, certainty ½ included. Allocates nothing and calls no igraph. */
void latigraph_cross_classify(latigraph_classifier_t *classifier,
                              const latigraph_classification_t *task, double *log_probability);

#endif
