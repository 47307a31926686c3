/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_QUANTILES_H
#define LATIGRAPH_BASE_QUANTILES_H

/* A distribution of one number, represented by a table of its smoothed quantiles at the levels k /
 * 64. The functions below map values to levels and levels to standard normal numbers, so that a
 * Gaussian model can be fitted to any distribution. A value that many items share (an atom) is a
 * flat stretch of the table. */

/* entries of a table, one per level k / 64 */
enum { LATIGRAPH_QUANTILES = 65 };

/* Fits a table to `count` ≥ 1 finite values, which are sorted in place. Quantiles are interpolated
 * between means of at least 8 neighbouring values, so that no single value of the data is stored.
 * All quantiles lie within the range of the data. O(count log count). */
void latigraph_quantiles_fit(double *value, int count, double table[LATIGRAPH_QUANTILES]);
/* Returns the quantile of a level in [0, 1]. */
double latigraph_quantile(const double table[LATIGRAPH_QUANTILES], double level);
/* Returns the level of a value, within [10⁻³, 1 − 10⁻³] so that its normal quantile stays
 * moderate. An atom covers an interval of levels; `place` in [0, 1] chooses the level within it. A
 * uniform random `place` gives the distributional transform (Rüschendorf, J. Stat. Plan. Inference
 * 139:3921, 2009). */
double latigraph_quantile_level(const double table[LATIGRAPH_QUANTILES], double value,
                                double place);

/* Distribution function of the length of a standard normal vector of 1 to 3 dimensions. */
double latigraph_chi_level(int dims, double length);
/* Inverse of latigraph_chi_level(), for levels below 1. */
double latigraph_chi_quantile(int dims, double level);
/* Distribution function of a standard normal number, and its inverse. */
double latigraph_normal_level(double x);
double latigraph_normal_quantile(double level);

#endif
