/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_READOUT_H
#define LATIGRAPH_FUNCTION_READOUT_H

#include "base/cblas.h"

#include <stddef.h>

/* A linear readout of states, y ≈ a + wᵀ x, by ridge regression (Hoerl and Kennard, Technometrics
 * 12:55, 1970). The penalty of each target is one of LATIGRAPH_PENALTIES powers of ten, from 1e-10
 * to 10 times the mean eigenvalue of the states' covariance. It minimises the error of generalised
 * cross-validation, that is, leave-one-out with equal leverages (Golub, Heath, Wahba, Technometrics
 * 21:215, 1979). The intercept is not penalised. Readouts use plain arrays. */

enum { LATIGRAPH_PENALTIES = 12 };

typedef struct {
    int rows, n;
    double *mean;   /* (n) means of the fitted states */
    double *vector; /* (n, n) eigenvectors of their scatter matrix, in rows */
    double *value;  /* (n) eigenvalues, ascending */
    double *along;  /* (n, largest number of targets) */
    double *work;
    blasint *integers;
} latigraph_readout_t;

/* Return the numbers of doubles and integers for a readout, and place the readout in them. */
size_t latigraph_readout_work_size(int n, int targets);
void latigraph_readout_place(latigraph_readout_t *readout, int n, int targets, double *scratch,
                             blasint *integers);

/* Decomposes the states x (rows, n) of the fit. Subtracts their means from x and from the `more`
 * rows after it. Returns 0 unless LAPACK failed. */
int latigraph_readout_states(latigraph_readout_t *readout, int rows, int more, double *x);

/* Fits `targets` readouts to y (rows, targets). The means of y are subtracted and become the
 * intercepts (targets). weight (n, targets) applies to the centred states. */
void latigraph_readout_fit(latigraph_readout_t *readout, int targets, const double *x, double *y,
                           double *weight, double *intercept);

#endif
