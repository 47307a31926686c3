/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_GLM_H
#define LATIGRAPH_ACTIVITY_GLM_H

/* Poisson regressions of several targets on the same sources: count y of target k at a time is
 * Poisson of mean μ = ln(1 + exp(bias_k + Σ_i x_i weight_ik)). */
typedef struct {
    int n, times, targets;
    const double *x;       /* (times, n) sources */
    const double *y;       /* (times, targets) counts; NaN is left out */
    const double *penalty; /* (targets) half of it times the squared weights is added to the loss */
    const double *importance; /* (times) factor of the loss of each time; NULL: 1 */
    const double *centre;     /* (n, targets) the penalty is on the distance to these; NULL: 0 */
} latigraph_glm_t;

/* Times whose rates are computed at once. */
enum { GLM_ROWS = 256 };

/* Computes the loss Σ_t (μ − y ln μ) of each target with its penalty, and its slopes by bias
 * (targets) and weight (n, targets). `rate` (GLM_ROWS, targets) is scratch memory. O(times n
 * targets). */
void latigraph_glm_loss(const latigraph_glm_t *glm, const double *bias, const double *weight,
                        double *rate, double *loss, double *bias_slope, double *slope);

#endif
