/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Gaussian codes: clamped heads, samples and divergences, each with its backward pass.
 *
 * A network returns the mean m and the log variance v of a diagonal Gaussian. The log variance is
 * clamped, so that no early step of a fit makes a variance of 0 or infinity. A sample is x = m +
 * e^(v/2) ε with noise ε from outside, so that gradients pass through it. The divergence from a
 * Gaussian prior (p, u) is known in closed form, per dimension
 *
 *     KL = (e^(v − u) + (m − p)² e^(−u) − 1 + u − v) / 2
 *
 * and needs no samples. This file is compiled without -ffast-math, which may assume that no number
 * is infinite or NaN.
 */
#include "net/layers.h"

void gaussian_split(int n, int size, const real_t *raw, real_t low, real_t high, real_t *mean,
                    real_t *log_variance) {
    for (int i = 0; i < n; i++) {
        const real_t *row = raw + (ptrdiff_t)i * 2 * size;
        for (int k = 0; k < size; k++) {
            const real_t v = row[size + k];
            mean[(ptrdiff_t)i * size + k] = row[k];
            log_variance[(ptrdiff_t)i * size + k] = v < low ? low : v > high ? high : v;
        }
    }
}

void gaussian_split_backward(int n, int size, const real_t *raw, real_t low, real_t high,
                             const real_t *dmean, const real_t *dlog_variance, real_t *draw) {
    for (int i = 0; i < n; i++) {
        const real_t *row = raw + (ptrdiff_t)i * 2 * size;
        real_t *out = draw + (ptrdiff_t)i * 2 * size;
        for (int k = 0; k < size; k++) {
            const real_t v = row[size + k];
            out[k] += dmean[(ptrdiff_t)i * size + k];
            if (v > low && v < high) {
                out[size + k] += dlog_variance[(ptrdiff_t)i * size + k];
            }
        }
    }
}

void gaussian_sample(ptrdiff_t count, const real_t *mean, const real_t *log_variance,
                     const real_t *noise, real_t *x) {
    for (ptrdiff_t i = 0; i < count; i++) {
        x[i] = mean[i] + real_exp(log_variance[i] / 2) * noise[i];
    }
}

void gaussian_sample_backward(ptrdiff_t count, const real_t *log_variance, const real_t *noise,
                              const real_t *dx, real_t *dmean, real_t *dlog_variance) {
    for (ptrdiff_t i = 0; i < count; i++) {
        dmean[i] += dx[i];
        dlog_variance[i] += dx[i] * noise[i] * real_exp(log_variance[i] / 2) / 2;
    }
}

double gaussian_kl(ptrdiff_t count, const real_t *mean, const real_t *log_variance,
                   const real_t *prior_mean, const real_t *prior_log_variance) {
    double kl = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        const double pm = prior_mean ? prior_mean[i] : 0;
        const double pv = prior_mean ? prior_log_variance[i] : 0;
        const double d = mean[i] - pm;
        kl += 0.5 * (exp(log_variance[i] - pv) + d * d * exp(-pv) - 1 + pv - log_variance[i]);
    }
    return kl;
}

void gaussian_kl_backward(ptrdiff_t count, real_t scale, const real_t *mean,
                          const real_t *log_variance, const real_t *prior_mean,
                          const real_t *prior_log_variance, real_t *dmean, real_t *dlog_variance,
                          real_t *dprior_mean, real_t *dprior_log_variance) {
    for (ptrdiff_t i = 0; i < count; i++) {
        const real_t pm = prior_mean ? prior_mean[i] : 0;
        const real_t pv = prior_mean ? prior_log_variance[i] : 0;
        const real_t precision = real_exp(-pv), d = mean[i] - pm;
        const real_t ratio = real_exp(log_variance[i]) * precision;
        dmean[i] += scale * d * precision;
        dlog_variance[i] += scale * (ratio - 1) / 2;
        if (prior_mean != NULL) {
            dprior_mean[i] -= scale * d * precision;
            dprior_log_variance[i] += scale * (1 - ratio - d * d * precision) / 2;
        }
    }
}
