/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_RIDGE_H
#define LATIGRAPH_ACTIVITY_RIDGE_H

#include "activity/products.h"

/* Ridge regression of every neuron on all neurons one time before, from cross-products: V = (C + λ
 * I)⁻¹ S, where C and S are the means of `same` and `later`. With C = Eᵀ D E every λ costs a
 * product of matrices at most. */
typedef struct {
    int n;
    double times;
    double *e; /* (n, n) eigenvectors, one per row */
    double *d; /* (n) eigenvalues, none below 0 */
    double *q; /* (n, n) E S */
} latigraph_ridge_t;

/* Chooses the penalty by predicting each fold from the others. O(folds n³). */
igraph_error_t latigraph_ridge_choose(const latigraph_products_t *products, int threads,
                                      double *penalty);
/* Decomposes all times; the decomposition is on the FINALLY stack as one entry. O(n³). */
igraph_error_t latigraph_ridge_init(latigraph_ridge_t *ridge, const latigraph_products_t *products);
void latigraph_ridge_destroy(latigraph_ridge_t *ridge);

/* Writes the weights V (n, n), source by target. Destroys ridge->q. O(n³). */
void latigraph_ridge_weights(latigraph_ridge_t *ridge, double penalty, double *weight);
/* Writes the variance (n) that is left of each target; call it before the weights. O(n²). */
void latigraph_ridge_residuals(const latigraph_ridge_t *ridge, double penalty, double *residual);
/* Writes (C + λ I)⁻¹ (n, n); `work` (n, n) is scratch memory. O(n³). */
void latigraph_ridge_inverse(const latigraph_ridge_t *ridge, double penalty, double *inverse,
                             double *work);

#endif
