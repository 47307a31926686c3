/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The log-normal law of a weight and of a mutual pair of weights.
 *
 * A count is the rounded value of x with ln x = η + σ ε and ε standard normal, so that P(w) =
 * Φ((ln(w + ½) − η)/σ) − Φ((ln(w − ½) − η)/σ), and P(1) = Φ((ln 1.5 − η)/σ). The difference is
 * taken between logarithms in the lower tail, because both values of Φ round to 1 in the upper one.
 * Narrow intervals take the density at their middle, where the difference would lose its digits.
 *
 * The two weights of a mutual pair share a part of ε: ε = √ρ p + √(1 − ρ) ε′, with one p for both.
 * Given p they are independent, and a Gauss–Hermite rule of 16 nodes integrates over p (Golub,
 * Welsch, Math. Comp. 23:221, 1969). Its weights add up to one, so the probabilities of all pairs
 * do, too. Continuous pairs have a bivariate normal density in closed form.
 */
#include "model/weight_law.h"

#include <math.h>

/* Intervals narrower than this, in SDs, take the density at their middle. */
static const double NARROW = 1e-5;
/* Below it, erfc() comes near the smallest number, and a series gives ln Φ. */
static const double FAR = -30;
/* ln √2π */
#define LOG_ROOT_TWO_PI 0.91893853320467274178

/* Nodes above zero and weights of the rule for the standard normal density. */
enum { NODES = 16 };
static const double RULE[NODES / 2][2] = {
    {0.38676060450055738, 0.28656852123801202},   {1.1638291005549648, 0.1583383727509497},
    {1.9519803457163334, 0.04728475235401406},    {2.7602450476307014, 0.0072669376011847489},
    {3.6008736241715487, 0.0005259849265739087},  {4.4929553025200111, 1.530003216248732e-05},
    {5.4722257059493433, 1.3094732162868171e-07}, {6.6308781983931286, 1.4978147231618412e-10},
};

static double log_density(double x) {
    return -0.5 * x * x - LOG_ROOT_TWO_PI;
}

/* Returns ln Φ(x). */
static double log_level(double x) {
    if (x > FAR) {
        return log(0.5 * erfc(-x * M_SQRT1_2));
    }
    const double y = 1 / (x * x);
    return log_density(x) - log(-x) + log1p(-y * (1 - y * (3 - y * (15 - 105 * y))));
}

/* Returns ln(Φ(b) − Φ(a)) for a < b, where a may be −∞. */
static double log_interval(double a, double b) {
    if (a + b > 0) { /* the mirrored interval lies in the lower tail */
        const double lower = -b;
        b = -a;
        a = lower;
    }
    const double top = log_level(b);
    return isfinite(a) ? top + log(-expm1(log_level(a) - top)) : top;
}

static double log_count(double w, double eta, double log_sd, double *by_eta, double *by_log_sd) {
    const double sd = exp(log_sd), b = (log(w + 0.5) - eta) / sd;
    const double a = w < 1.5 ? -INFINITY : (log(w - 0.5) - eta) / sd;
    const double width = 2 * atanh(0.5 / w) / sd, middle = 0.5 * (a + b);
    if (width < NARROW && isfinite(a)) {
        *by_eta = middle / sd;
        *by_log_sd = middle * middle - 1;
        return log_density(middle) + log(width);
    }
    const double value = log_interval(a, b);
    /* The densities at both ends over the probability. */
    const double upper = exp(log_density(b) - value);
    const double lower = isfinite(a) ? exp(log_density(a) - value) : 0;
    *by_eta = (lower - upper) / sd;
    *by_log_sd = (isfinite(a) ? a * lower : 0) - b * upper;
    return value;
}

double weight_log_normal(gboolean counts, double w, double eta, double log_sd, double *by_eta,
                         double *by_log_sd) {
    if (counts) {
        return log_count(w, eta, log_sd, by_eta, by_log_sd);
    }
    const double sd = exp(log_sd), r = (log(w) - eta) / sd;
    *by_eta = r / sd;
    *by_log_sd = r * r - 1;
    return log_density(r) - log_sd - log(w);
}

/* Computes the law of a pair of counts. The slope by ln of the shared SD is by_shared. */
static double log_counts(const double w[2], const double eta[2], double log_sd, double correlation,
                         double by_eta[2], double *by_log_sd, double *by_logit) {
    const double shared = exp(log_sd) * sqrt(correlation);
    const double log_own = log_sd + 0.5 * log1p(-correlation);
    double value[NODES], by[NODES][2], by_own[NODES], highest = -INFINITY, sum = 0;
    for (int k = 0; k < NODES; k++) {
        const double at = k % 2 ? RULE[k / 2][0] : -RULE[k / 2][0];
        double first, second;
        value[k] = log(RULE[k / 2][1]) +
                   log_count(w[0], eta[0] + shared * at, log_own, &by[k][0], &first) +
                   log_count(w[1], eta[1] + shared * at, log_own, &by[k][1], &second);
        by_own[k] = first + second;
        highest = fmax(highest, value[k]);
    }
    for (int k = 0; k < NODES; k++) {
        sum += exp(value[k] - highest);
    }
    by_eta[0] = by_eta[1] = *by_log_sd = *by_logit = 0;
    for (int k = 0; k < NODES; k++) {
        const double share = exp(value[k] - highest) / sum;
        const double at = k % 2 ? RULE[k / 2][0] : -RULE[k / 2][0];
        const double by_shared = (by[k][0] + by[k][1]) * at * shared;
        by_eta[0] += share * by[k][0];
        by_eta[1] += share * by[k][1];
        *by_log_sd += share * (by_shared + by_own[k]);
        *by_logit += share * 0.5 * ((1 - correlation) * by_shared - correlation * by_own[k]);
    }
    return highest + log(sum);
}

double weight_log_normal_pair(gboolean counts, const double w[2], const double eta[2],
                              double log_sd, double correlation, double by_eta[2],
                              double *by_log_sd, double *by_logit) {
    if (counts) {
        return log_counts(w, eta, log_sd, correlation, by_eta, by_log_sd, by_logit);
    }
    const double sd = exp(log_sd), left = 1 - correlation * correlation;
    const double r = (log(w[0]) - eta[0]) / sd, s = (log(w[1]) - eta[1]) / sd;
    const double square = (r * r - 2 * correlation * r * s + s * s) / left;
    by_eta[0] = (r - correlation * s) / (left * sd);
    by_eta[1] = (s - correlation * r) / (left * sd);
    *by_log_sd = square - 2;
    *by_logit = correlation * (1 - correlation) * (r * s + correlation * (1 - square)) / left;
    return -0.5 * square - 0.5 * log(left) - 2 * (log_sd + LOG_ROOT_TWO_PI) - log(w[0]) - log(w[1]);
}
