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

/* Linear readings y = wᵀ z of Gaussian codes z ~ N(·, C), where the value of a set S of
 * coordinates is what these alone predict. Exact Shapley values of two games:
 *
 *     variance (readings, width): v(S) = Var E[y | z_S] = g_Sᵀ C_SS⁻¹ g_S,  g = C w
 *     shift (readings, width):    v(S) = E[y | z_S] − E[y] = g_Sᵀ C_SS⁻¹ d_S
 *
 * The first is the decomposition of R² of Lindeman, Merenda and Gold (1980) and Lipovetsky and
 * Conklin (Appl. Stoch. Models Bus. Ind. 17:319, 2001), the second that of Aas, Jullum and Løland
 * (Artif. Intell. 298:103502, 2021). with (readings, width): g of each; covariance C (width,
 * width) positive definite; offset d (width), the code less its mean, or NULL, in which case shift
 * is not written.
 *
 * Every set is met once, in a tree that takes coordinates in or leaves them out one after the other
 * and sweeps those that are in: O(2^width · (readings + 3)) altogether. Does not depend on
 * `threads`.
 */
igraph_error_t latigraph_shapley(int width, const double *covariance, int readings,
                                 const double *with, const double *offset, int threads,
                                 double *variance, double *shift);

#endif
