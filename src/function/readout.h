/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_READOUT_H
#define LATIGRAPH_FUNCTION_READOUT_H

#include <cblas.h>
#include <stddef.h>

/* A linear readout of states, y ≈ a + wᵀ x, by ridge regression (Hoerl and Kennard, Technometrics
 * 12:55, 1970). The penalty of each target is the one of LATIGRAPH_PENALTIES powers of ten, from
 * 1e-10 to 10 times the mean eigenvalue of the states' covariance, with the least error by
 * generalised cross-validation (Golub, Heath, Wahba, Technometrics 21:215, 1979): leave-one-out
 * with equal leverages. The intercept is not penalised. Plain arrays. */

enum { LATIGRAPH_PENALTIES = 12 };

typedef struct {
    int rows, n;
    double *mean;   /* (n) of the states that it is fitted to */
    double *vector; /* (n, n) eigenvectors of their scatter, in rows */
    double *value;  /* (n) eigenvalues, ascending */
    double *along;  /* (n, targets at most) */
    double *work;
    blasint *integers;
} latigraph_readout_t;

/* Doubles, and integers, that a readout of so many states and targets is carved out of. */
size_t latigraph_readout_work_size(int n, int targets);
void latigraph_readout_place(latigraph_readout_t *readout, int n, int targets, double *scratch,
                             blasint *integers);

/* Decomposes the states x (rows, n) that readouts are to be fitted to. From x and from the `more`
 * rows behind it their means are taken away. Returns 0 unless LAPACK failed. */
int latigraph_readout_states(latigraph_readout_t *readout, int rows, int more, double *x);

/* Fits `targets` readouts to y (rows, targets), of which the means are taken away and put into
 * intercept (targets); weight (n, targets) belongs to the states less their means. */
void latigraph_readout_fit(latigraph_readout_t *readout, int targets, const double *x, double *y,
                           double *weight, double *intercept);

#endif
