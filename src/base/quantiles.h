/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_QUANTILES_H
#define LATIGRAPH_BASE_QUANTILES_H

/* A distribution of one number as a table of smoothed quantiles, and the way between its levels and
 * normal numbers. Atoms (values that many have) are flat stretches of the table. */

/* Entries of a table: the quantiles of level k / 64. */
enum { LATIGRAPH_QUANTILES = 65 };

/* Fits a table to finite values, which are sorted; count ≥ 1. Quantiles are interpolated between
 * means of at least 8 neighbouring values, so that no value of the data is kept as it is, and stay
 * within the range of the data. O(count ln count). */
void latigraph_quantiles_fit(double *value, int count, double table[LATIGRAPH_QUANTILES]);
/* The quantile of a level in [0, 1]. */
double latigraph_quantile(const double table[LATIGRAPH_QUANTILES], double level);
/* The level of a value; where several have it, the share `place` in [0, 1] between the lowest and
 * the highest of them (the distributional transform: Rüschendorf, J. Stat. Plan. Inference
 * 139:3921, 2009). In [10⁻³, 1 − 10⁻³], so that its normal quantile stays moderate. */
double latigraph_quantile_level(const double table[LATIGRAPH_QUANTILES], double value,
                                double place);

/* The distribution function of the length of a standard normal vector of 1 to 3 dimensions. */
double latigraph_chi_level(int dims, double length);
/* Its inverse, for levels below 1. */
double latigraph_chi_quantile(int dims, double level);
/* The same of a standard normal number. */
double latigraph_normal_level(double x);
double latigraph_normal_quantile(double level);

#endif
