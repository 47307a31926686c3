/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_COVARIATES_H
#define LATIGRAPH_MEASURE_COVARIATES_H

#include <latigraph/circuit.h>

/* Most covariates of a circuit. */
enum { LATIGRAPH_COVARIATES = 3 };

/* Computes ln n, ln density and, if all circuits with edges have weights, ln mean strength. A
 * covariate that a circuit lacks is the mean over the others, which says nothing of it. covariate
 * (circuits, *count) has space for LATIGRAPH_COVARIATES columns. */
void latigraph_list_covariates(const latigraph_circuit_list_t *circuits, double *covariate,
                               int *count);

#endif
