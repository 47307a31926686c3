/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Spike and slab: each pair of neurons is inhibitory, not connected or excitatory, in all states.
 *
 * A pair that is not connected has weight 0 in every state. The weights of the two other classes
 * are normal with a mean and an SD of the class. The estimates of all states, with their errors,
 * give the probabilities of the classes; these give the classes' means, SDs and shares, and so on
 * (the EM algorithm). Sampling the classes (Gumbel) would give the same means with noise. A
 * connectome enters as the prior: pairs without a synapse are probably not connected. Estimates
 * were pulled to the shared network. The pull is removed first, or it would count as evidence for a
 * class. */

#include "activity/states.h"

#include "base/memory.h"

#include <math.h>

enum { INHIBITORY, NONE, EXCITATORY, CLASSES, ROUNDS = 100 };

typedef struct {
    const latigraph_hmm_t *hmm;
    const double *variance;
    double precision; /* precision of the pull to the shared network; 0 for one state */
    const guint8 *synapse;
    double absent;
    double mean[CLASSES], spread[CLASSES]; /* mean and SD of the weights of a class */
    double share[CLASSES];                 /* prior probabilities */
} slab_t;

/* Returns the estimate of a pair in a state without the pull to the shared network; sets its
 * variance. */
static double freed(const slab_t *slab, int s, size_t pair, double *variance) {
    const size_t pairs = (size_t)slab->hmm->n * slab->hmm->n, entry = s * pairs + pair;
    const double all = 1 / slab->variance[entry];
    const double own = fmax(all - slab->precision, 1e-3 * all);
    *variance = 1 / own;
    return (slab->hmm->weight[entry] * all - slab->precision * slab->hmm->shared[pair]) / own;
}

/* Computes the probabilities of the classes of a pair; returns the log-likelihood. */
static double classify(const slab_t *slab, size_t pair, double p[CLASSES]) {
    double most = -INFINITY, sum = 0;
    for (int c = 0; c < CLASSES; c++) {
        double share = slab->share[c];
        if (slab->synapse != NULL && !slab->synapse[pair]) {
            share = c == NONE ? slab->absent : (1 - slab->absent) / 2;
        }
        p[c] = log(share);
        for (int s = 0; s < slab->hmm->states; s++) {
            double variance;
            const double w = freed(slab, s, pair, &variance), apart = w - slab->mean[c];
            const double wide = variance + slab->spread[c] * slab->spread[c];
            p[c] -= 0.5 * (log(wide) + apart * apart / wide);
        }
        most = fmax(most, p[c]);
    }
    for (int c = 0; c < CLASSES; c++) {
        p[c] = exp(p[c] - most);
        sum += p[c];
    }
    for (int c = 0; c < CLASSES; c++) {
        p[c] /= sum;
    }
    return most + log(sum);
}

/* Returns the mean of a weight if the pair is of a class; sets its variance. */
static double given_class(const slab_t *slab, int s, size_t pair, int c, double *variance) {
    double own;
    const double w = freed(slab, s, pair, &own), slack = slab->spread[c] * slab->spread[c];
    if (c == NONE) {
        *variance = 0;
        return 0;
    }
    *variance = own * slack / (own + slack);
    return (w * slack + slab->mean[c] * own) / (own + slack);
}

/* Sets means and SDs from the weights above and below 0. */
static void begin(slab_t *slab) {
    const size_t n = (size_t)slab->hmm->n;
    double squares = 0;
    for (size_t k = 0; k < n * n; k++) {
        squares += slab->hmm->shared[k] * slab->hmm->shared[k];
    }
    const double size = fmax(sqrt(squares / (double)(n * n)), 1e-3);
    slab->mean[INHIBITORY] = -1.5 * size;
    slab->mean[EXCITATORY] = 1.5 * size;
    slab->spread[INHIBITORY] = slab->spread[EXCITATORY] = size;
    slab->share[INHIBITORY] = slab->share[EXCITATORY] = 0.15;
    slab->share[NONE] = 0.7;
}

/* Sums over pairs that the update needs, by class. */
typedef struct {
    double weight[CLASSES], first[CLASSES], second[CLASSES];
    double count[CLASSES]; /* pairs whose prior is estimated */
} sums_t;

static void add_pair(const slab_t *slab, size_t pair, sums_t *sums) {
    double p[CLASSES];
    classify(slab, pair, p);
    for (int c = 0; c < CLASSES; c++) {
        sums->count[c] += slab->synapse == NULL || slab->synapse[pair] ? p[c] : 0;
        for (int s = 0; c != NONE && s < slab->hmm->states; s++) {
            double variance;
            const double w = given_class(slab, s, pair, c, &variance);
            sums->weight[c] += p[c];
            sums->first[c] += p[c] * w;
            sums->second[c] += p[c] * (w * w + variance);
        }
    }
}

static void update(slab_t *slab) {
    const size_t n = (size_t)slab->hmm->n;
    sums_t sums = {{0}, {0}, {0}, {0}};
    for (size_t k = 0; k < n * n; k++) {
        if (k / n != k % n) {
            add_pair(slab, k, &sums);
        }
    }
    const double all = sums.count[0] + sums.count[1] + sums.count[2] + CLASSES;
    for (int c = 0; c < CLASSES; c++) {
        slab->share[c] = (sums.count[c] + 1) / all;
        if (c == NONE || sums.weight[c] < 1) {
            continue;
        }
        const double mean = sums.first[c] / sums.weight[c];
        const double variance = sums.second[c] / sums.weight[c] - mean * mean;
        slab->mean[c] = c == EXCITATORY ? fmax(mean, 1e-3) : fmin(mean, -1e-3);
        slab->spread[c] = fmax(sqrt(fmax(variance, 0)), 1e-3);
    }
}

/* Replaces the weights of a pair by their means over the classes. */
static double shrink_pair(const slab_t *slab, latigraph_hmm_t *hmm, size_t pair) {
    const size_t pairs = (size_t)hmm->n * hmm->n;
    double p[CLASSES], mean[LATIGRAPH_STATES_MAX] = {0}, variance;
    classify(slab, pair, p);
    for (int s = 0; s < hmm->states; s++) {
        for (int c = 0; c < CLASSES; c++) {
            mean[s] += p[c] * given_class(slab, s, pair, c, &variance);
        }
    }
    hmm->shared[pair] = 0;
    for (int s = 0; s < hmm->states; s++) {
        hmm->weight[s * pairs + pair] = mean[s];
        hmm->shared[pair] += mean[s] / hmm->states;
    }
    return 1 - p[NONE];
}

igraph_error_t latigraph_slab_shrink(latigraph_hmm_t *hmm, const double *variance,
                                     const guint8 *synapse, double absent, double *edge) {
    const size_t n = (size_t)hmm->n;
    slab_t slab = {.hmm = hmm,
                   .variance = variance,
                   .precision = hmm->states > 1 ? hmm->precision : 0,
                   .synapse = synapse,
                   .absent = absent};
    begin(&slab);
    for (int round = 0; round < ROUNDS; round++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        update(&slab);
    }
    for (size_t k = 0; k < n * n; k++) {
        edge[k] = k / n != k % n ? shrink_pair(&slab, hmm, k) : 0;
    }
    return IGRAPH_SUCCESS;
}

/* --- Spreads ---------------------------------------------------------------------------------- */

/* Adds up, over the states, the estimates of a pair, their squares, and their variances. */
static void sum_pair(const slab_t *slab, size_t pair, double *sum, double *squares,
                     double *variances) {
    *sum = *squares = *variances = 0;
    for (int s = 0; s < slab->hmm->states; s++) {
        double variance;
        const double w = freed(slab, s, pair, &variance);
        *sum += w;
        *squares += w * w;
        *variances += variance;
    }
}

void latigraph_hmm_estimate_precisions(latigraph_hmm_t *hmm, const double *variance) {
    const size_t pairs = (size_t)hmm->n * hmm->n;
    const double states = hmm->states, least = 1e-4; /* an SD of 0.01 */
    const slab_t slab = {
        .hmm = hmm, .variance = variance, .precision = hmm->states > 1 ? hmm->precision : 0};
    double between = 0, shared = 0;
    for (size_t k = 0; k < pairs; k++) {
        double sum, squares, variances;
        sum_pair(&slab, k, &sum, &squares, &variances);
        shared += (sum * sum - variances) / (states * states) / (double)pairs;
        if (hmm->states > 1) {
            between += ((squares - sum * sum / states) / (states - 1) - variances / states) /
                       (double)pairs;
        }
    }
    if (hmm->states > 1) {
        hmm->precision = 1 / CLAMP(between, least, 1);
        hmm->shared_precision = 1 / CLAMP(shared - fmax(between, 0) / states, least, 1);
    } else {
        hmm->precision = hmm->shared_precision = 2 / CLAMP(shared, least, 1);
    }
}
