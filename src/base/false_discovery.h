/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_FALSE_DISCOVERY_H
#define LATIGRAPH_BASE_FALSE_DISCOVERY_H

#include <igraph.h>
#include <stddef.h>

/* The false discovery rate of many tests: Benjamini and Hochberg, J. R. Stat. Soc. B 57:289 (1995).
 */

/* Returns the greatest p value that a false discovery rate allows, −1 if none. `p` (count) is
 * sorted. O(count log count). */
double latigraph_false_discovery(double *p, size_t count, double rate);

/* Computes the least false discovery rate at which each test is significant. NaN among `p` (count)
 * is a test that was not made; its q is NaN, and it does not count. O(count log count). */
igraph_error_t latigraph_false_discovery_rates(const double *p, size_t count, double *q);

#endif
