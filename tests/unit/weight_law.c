/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The probabilities of weights sum to one, their derivatives agree with finite differences, and
 * they stay finite in the tails. */

#include "model/weight_law.h"

#include "test.h"

#include <math.h>

/* The sum over all counts of one edge. */
static void test_sum(double eta, double log_sd, int most) {
    double ignored[2], total = 0;
    for (int w = 1; w <= most; w++) {
        total += exp(weight_log_normal(TRUE, w, eta, log_sd, &ignored[0], &ignored[1]));
    }
    CHECK_NEAR(total, 1, 1e-9);
}

/* The sum over all counts of a pair is one. The sum over one of them is the law of the other. */
static void test_pair_sum(double correlation) {
    const double eta[2] = {0.3, 1.1}, log_sd = -0.4;
    double ignored[4], total = 0;
    for (int w = 1; w <= 40; w++) {
        double row = 0;
        for (int v = 1; v <= 200; v++) {
            row += exp(weight_log_normal_pair(TRUE, (double[]){w, v}, eta, log_sd, correlation,
                                              ignored, &ignored[2], &ignored[3]));
        }
        CHECK_NEAR(row, exp(weight_log_normal(TRUE, w, eta[0], log_sd, ignored, &ignored[1])),
                   2e-5);
        total += row;
    }
    CHECK_NEAR(total, 1, 1e-6);
}

static double logit(double x) {
    return log(x / (1 - x));
}

static double pair_at(gboolean counts, const double w[2], const double at[4]) {
    double ignored[4];
    return weight_log_normal_pair(counts, w, at, at[2], 1 / (1 + exp(-at[3])), ignored, &ignored[2],
                                  &ignored[3]);
}

static void test_slopes(gboolean counts, const double w[2], double correlation) {
    double at[4] = {0.4, 1.5, -0.2, logit(correlation)}, slope[4], one[2];
    weight_log_normal_pair(counts, w, at, at[2], correlation, slope, &slope[2], &slope[3]);
    for (int k = 0; k < 4; k++) {
        double moved[4] = {at[0], at[1], at[2], at[3]};
        moved[k] += 1e-5;
        const double above = pair_at(counts, w, moved);
        moved[k] -= 2e-5;
        CHECK_NEAR(slope[k], (above - pair_at(counts, w, moved)) / 2e-5, 1e-6 * (1 + fabs(above)));
    }
    weight_log_normal(counts, w[0], at[0], at[2], &one[0], &one[1]);
    for (int k = 0; k < 2; k++) {
        const double more = 1e-5;
        double ignored[2];
        const double above = weight_log_normal(counts, w[0], at[0] + (k == 0 ? more : 0),
                                               at[2] + (k == 1 ? more : 0), ignored, &ignored[1]);
        const double below = weight_log_normal(counts, w[0], at[0] - (k == 0 ? more : 0),
                                               at[2] - (k == 1 ? more : 0), ignored, &ignored[1]);
        CHECK_NEAR(one[k], (above - below) / (2 * more), 1e-6 * (1 + fabs(above)));
    }
}

/* Far from the mean, and for large counts, ln P is that of the density times the width of the
 * interval of ln x, and the derivatives are those of the density. */
static void test_tails(void) {
    static const double etas[] = {-12, -3, 0, 5, 16};
    static const double log_sds[] = {-3, -1, 0, 1};
    static const double counts[] = {1, 2, 3, 1000, 1e6, 1e12};
    for (int k = 0; k < 5 * 4 * 6; k++) {
        const double eta = etas[k % 5], log_sd = log_sds[k / 5 % 4], w = counts[k / 20];
        double slope[2], density[2];
        const double value = weight_log_normal(TRUE, w, eta, log_sd, &slope[0], &slope[1]);
        CHECK(isfinite(value) && value <= 0 && isfinite(slope[0]) && isfinite(slope[1]));
        if (w >= 1000) {
            const double continuous =
                weight_log_normal(FALSE, w, eta, log_sd, &density[0], &density[1]);
            /* The change of ln density over half of the interval. */
            const double within = fabs(density[0]) / w;
            CHECK_NEAR(value, continuous, 1e-6 + within);
            CHECK_NEAR(slope[0], density[0], (1e-6 + within) * (1 + fabs(density[0])));
        }
    }
    /* The interval of 1 reaches down to 0. */
    double ignored[2];
    CHECK_NEAR(weight_log_normal(TRUE, 1, -12, 0, &ignored[0], &ignored[1]), 0, 1e-12);
}

/* The closed form of a continuous pair is the law of one times that of the other given the first.
 */
static void test_continuous_pair(void) {
    const double eta[2] = {0.3, -0.7}, w[2] = {2.5, 0.4}, log_sd = 0.2, rho = 0.6;
    double ignored[4];
    const double given = eta[1] + rho * (log(w[0]) - eta[0]);
    const double both = weight_log_normal(FALSE, w[0], eta[0], log_sd, ignored, &ignored[1]) +
                        weight_log_normal(FALSE, w[1], given, log_sd + 0.5 * log(1 - rho * rho),
                                          ignored, &ignored[1]);
    CHECK_NEAR(
        weight_log_normal_pair(FALSE, w, eta, log_sd, rho, ignored, &ignored[2], &ignored[3]), both,
        1e-12);
}

int main(void) {
    test_init();
    test_sum(0, 0, 3000);
    test_sum(-4, -0.5, 100);
    test_sum(2, -1, 3000);
    test_sum(3, -3, 100);
    for (int k = 0; k < 3; k++) {
        static const double correlation[] = {0.05, 0.3, 0.7};
        test_pair_sum(correlation[k]);
        test_slopes(TRUE, (double[]){1, 3}, correlation[k]);
        test_slopes(TRUE, (double[]){40, 1}, correlation[k]);
        test_slopes(FALSE, (double[]){0.3, 7.5}, correlation[k]);
    }
    test_tails();
    test_continuous_pair();
    return 0;
}
