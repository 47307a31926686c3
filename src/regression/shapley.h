/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_SHAPLEY_H
#define LATIGRAPH_REGRESSION_SHAPLEY_H

#include <igraph.h>

/* Largest number d of coordinates. All 2^d sets are visited, which takes seconds. */
enum { LATIGRAPH_SHAPLEY_MAX = 26 };

/* Linear readings y = wᵀ z of Gaussian codes z ~ N(·, C). */
typedef struct {
    int width;                /* number of coordinates, at most LATIGRAPH_SHAPLEY_MAX */
    const double *covariance; /* C (width, width), positive definite */
    int readings;             /* number of readings */
    const double *with;       /* (readings, width) g = C w of each */
    const double *offset;     /* d (width) the code less its mean; NULL: no shift is computed */
} latigraph_readings_t;

/* Computes exact Shapley values of two games. The value of a set S of coordinates is what these
 * coordinates alone predict:
 *
 *     variance (readings, width): v(S) = Var E[y | z_S] = g_Sᵀ C_SS⁻¹ g_S
 *     shift (readings, width):    v(S) = E[y | z_S] − E[y] = g_Sᵀ C_SS⁻¹ d_S
 *
 * The first is the decomposition of R² of Lindeman, Merenda and Gold (1980) and Lipovetsky and
 * Conklin (Appl. Stoch. Models Bus. Ind. 17:319, 2001), the second that of Aas, Jullum and Løland
 * (Artif. Intell. 298:103502, 2021). `shift` is not written if the offset is NULL. Returns
 * IGRAPH_EINVAL for a width outside of 1 to LATIGRAPH_SHAPLEY_MAX.
 *
 * O(2^width · (readings + 3)). The result does not depend on `threads`. */
igraph_error_t latigraph_shapley(const latigraph_readings_t *linear, int threads, double *variance,
                                 double *shift);

#endif
