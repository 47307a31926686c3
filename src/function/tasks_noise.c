/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Linear memory, nonlinear capacity and NARMA-10: readouts of one run on noise v, uniform on [−1,
 * 1).
 *
 * Capacities follow Dambre, Verstraeten, Schrauwen, Massar, Sci. Rep. 2:514 (2012). Targets are
 * products of Legendre polynomials of the input at different delays, which are orthogonal under the
 * noise. The capacities of all targets therefore add up. */

#include "function/tasks.h"

#include <math.h>
#include <string.h>

/* Numbers of delays for products of two and of three inputs. */
enum { PAIR_DELAYS = 20, TRIPLE_DELAYS = 8 };

/* Returns a Legendre polynomial, scaled to variance 1 under the noise. */
static double legendre(int degree, double v) {
    switch (degree) {
    case 1:
        return sqrt(3) * v;
    case 2:
        return sqrt(5) * (3 * v * v - 1) / 2;
    default:
        return sqrt(7) * (5 * v * v * v - 3 * v) / 2;
    }
}

/* A target: the product of Legendre polynomials of the noise at up to three delays. */
typedef struct {
    int factors, degree[3], delay[3];
} product_t;

static double product_at(const product_t *product, const double *v) {
    double value = 1;
    for (int k = 0; k < product->factors; k++) {
        value *= legendre(product->degree[k], v[-product->delay[k]]);
    }
    return value;
}

/* Lists all products of total degree 2: 20 squares and 190 products. */
static int list_pairs(product_t *product) {
    int count = 0;
    for (int i = 0; i < PAIR_DELAYS; i++) {
        product[count++] = (product_t){1, {2}, {i}};
        for (int j = i + 1; j < PAIR_DELAYS; j++) {
            product[count++] = (product_t){2, {1, 1}, {i, j}};
        }
    }
    return count;
}

/* Lists all products of total degree 3: 8 cubes, 56 squares times another input, 56 products of
 * three. */
static int list_triples(product_t *product) {
    int count = 0;
    for (int i = 0; i < TRIPLE_DELAYS; i++) {
        product[count++] = (product_t){1, {3}, {i}};
        for (int j = 0; j < TRIPLE_DELAYS; j++) {
            if (j != i) {
                product[count++] = (product_t){2, {2, 1}, {i, j}};
            }
            for (int k = j + 1; k < TRIPLE_DELAYS && j > i; k++) {
                product[count++] = (product_t){3, {1, 1, 1}, {i, j, k}};
            }
        }
    }
    return count;
}

/* Returns the sum of 1 − Σ (y − ŷ)² / Σ (y − ȳ)² over targets on the test steps, each at least 0.
 */
static double capacity(const latigraph_trial_t *trial, latigraph_readout_t *readout, int targets,
                       const double *x) {
    const int more = trial->steps - trial->train;
    double sum = 0;
    latigraph_trial_predict(trial, readout, more, targets, x);
    for (int k = 0; k < targets; k++) {
        sum += fmax(0, 1 - latigraph_trial_error(trial, trial->train, more, targets, k));
    }
    return sum;
}

/* Returns the noise at the first scored step. */
static const double *noise_of(const latigraph_trial_t *trial, int seed) {
    return trial->signals->series[LATIGRAPH_TASK_NOISE] +
           (gsize)seed * (gsize)trial->signals->length + trial->washout;
}

/* Returns the capacity for the noise at delays 0 to n − 1. */
static double memory(const latigraph_trial_t *trial, latigraph_readout_t *readout, int seed,
                     const double *x) {
    const int n = readout->n;
    const double *v = noise_of(trial, seed);
    for (int t = 0; t < trial->steps; t++) {
        for (int k = 0; k < n; k++) {
            trial->bench->target[(gsize)t * (gsize)n + (gsize)k] = v[t - k];
        }
    }
    return capacity(trial, readout, n, x);
}

static double products(const latigraph_trial_t *trial, latigraph_readout_t *readout, int seed,
                       const double *x, int (*list)(product_t *)) {
    product_t product[PAIR_DELAYS * (PAIR_DELAYS + 1) / 2];
    const double *v = noise_of(trial, seed);
    const int count = list(product);
    for (int t = 0; t < trial->steps; t++) {
        for (int k = 0; k < count; k++) {
            trial->bench->target[(gsize)t * (gsize)count + (gsize)k] =
                product_at(&product[k], v + t);
        }
    }
    return capacity(trial, readout, count, x);
}

static double narma(const latigraph_trial_t *trial, latigraph_readout_t *readout, int seed,
                    const double *x) {
    const int more = trial->steps - trial->train;
    const double *y =
        trial->signals->narma + (gsize)seed * (gsize)trial->signals->length + trial->washout;
    memcpy(trial->bench->target, y, (gsize)trial->steps * sizeof *y);
    latigraph_trial_predict(trial, readout, more, 1, x);
    return sqrt(latigraph_trial_error(trial, trial->train, more, 1, 0));
}

void latigraph_score_noise(const latigraph_trial_t *trial, int seed) {
    double *x = latigraph_trial_states(trial, trial->washout + trial->steps, seed);
    double *value = trial->value + (gsize)seed * SCORES;
    latigraph_readout_t readout;
    if (!latigraph_trial_ready(trial, trial->train, trial->steps - trial->train, x, &readout)) {
        return;
    }
    if (trial->wanted[SCORE_MEMORY]) {
        value[SCORE_MEMORY] = memory(trial, &readout, seed, x);
    }
    if (trial->wanted[SCORE_NONLINEAR]) {
        value[SCORE_NONLINEAR] = products(trial, &readout, seed, x, list_pairs) +
                                 products(trial, &readout, seed, x, list_triples);
    }
    if (trial->wanted[SCORE_NARMA]) {
        value[SCORE_NARMA] = narma(trial, &readout, seed, x);
    }
}
