/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_CHI_SQUARE_H
#define LATIGRAPH_TEST_CHI_SQUARE_H

#include <math.h>

/* p-value of a chi-square statistic (Wilson and Hilferty, PNAS 17:684, 1931). */
static inline double chi_square_p(double statistic, int freedom) {
    const double f = freedom, cube = pow(statistic / f, 1.0 / 3);
    return erfc((cube - (1 - 2 / (9 * f))) / sqrt(2 / (9 * f)) / sqrt(2)) / 2;
}

#endif
