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

/* p-value of the numbers of visits to states whose weights are proportional to their probabilities;
 * 0: the state is left out. States that expect fewer than 8 visits count as one. NaN with fewer
 * than two states or cells. */
static inline double chi_square_visits(unsigned states, const int *visits, const double *weight) {
    const double fewest = 8;
    double draws = 0, all = 0, statistic = 0, rare = 0, rarely = 0;
    int reached = 0, cells = 0;
    for (unsigned s = 0; s < states; s++) {
        draws += visits[s];
        all += weight[s];
        reached += weight[s] > 0;
    }
    for (unsigned s = 0; s < states; s++) {
        const double expected = all > 0 ? draws * weight[s] / all : 0;
        if (expected < fewest) {
            rare += expected;
            rarely += visits[s];
        } else {
            statistic += pow(visits[s] - expected, 2) / expected;
            cells++;
        }
    }
    if (rare >= fewest) {
        statistic += pow(rarely - rare, 2) / rare;
        cells++;
    }
    return reached > 1 && cells > 1 ? chi_square_p(statistic, cells - 1) : NAN;
}

#endif
