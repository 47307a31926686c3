/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_CLASSIFIER_H
#define LATIGRAPH_MEASURE_CLASSIFIER_H

#include "base/compat.h"

/* Folds that circuits are divided into, about. */
enum { LATIGRAPH_CLASSIFIER_FOLDS = 5 };

/* How well two classes are told apart: logistic regression with a ridge penalty, by Newton's
 * method. Memory for one thread. */
typedef struct {
    int width;                   /* features and, last, the constant 1 */
    double *block;               /* holds what follows */
    double *mean, *sd;           /* (width) of the training rows; the last are 0 and 1 */
    double *x, *scaled;          /* (rows, width) training rows, standardised */
    double *sign, *weight;       /* (rows) −1 or 1; classes weigh the same */
    double *margin;              /* (rows) sign · prediction */
    double *hessian;             /* (width, width) */
    double *beta, *step, *trial; /* (width) */
} latigraph_classifier_t;

igraph_error_t latigraph_classifier_init(latigraph_classifier_t *classifier, int rows,
                                         int features);
void latigraph_classifier_destroy(latigraph_classifier_t *classifier);

/* Rows of features to be told apart. */
typedef struct {
    int rows;
    const double *feature; /* (rows, width − 1), NaN where not defined: taken as the mean */
    const int *side;       /* (rows) 0 or 1; other rows are left aside */
    int folds;
    const int *fold; /* (rows) 0 .. folds − 1 */
} latigraph_classification_t;

/* log₂ of the probability that is given to the right side of every row by a classifier that did
 * not see its fold; −1 where there is nothing to learn from. The penalty is the best of several in
 * the other folds, certainty ½ among them. No allocation, no igraph. */
void latigraph_cross_classify(latigraph_classifier_t *classifier,
                              const latigraph_classification_t *task, double *log_probability);

#endif
