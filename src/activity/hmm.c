/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Forward and backward passes of a hidden Markov model (Rabiner, Proc. IEEE 77:257, 1989).
 *
 * Likelihoods of hundreds of neurons underflow, so those of each time are divided by their maximum
 * over states, and the forward probabilities by their sum. The logarithms of both divisors add up
 * to the log-likelihood. The backward probabilities are divided by the same sums, which makes the
 * product of both the posterior without a further division. */

#include "activity/states.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* Scales the likelihoods of one time into p; returns the logarithm of the divisor. */
static double scale_time(int states, const double *emission, double *p) {
    double most = emission[0];
    for (int s = 1; s < states; s++) {
        most = fmax(most, emission[s]);
    }
    for (int s = 0; s < states; s++) {
        p[s] = exp(emission[s] - most);
    }
    return most;
}

/* Advances the forward probabilities by one time; returns their sum before it is divided out. */
static double advance(int states, const double *before, const double *transition, const double *p,
                      double *now) {
    double sum = 0;
    for (int s = 0; s < states; s++) {
        double in = 0;
        for (int r = 0; r < states; r++) {
            in += before[r] * transition[r * states + s];
        }
        now[s] = in * p[s];
        sum += now[s];
    }
    for (int s = 0; s < states; s++) {
        now[s] /= sum;
    }
    return sum;
}

/* Fills p (times, states), the forward probabilities and their sums; returns the log-likelihood. */
static double forward(int times, int states, const double *emission, const double *start,
                      const double *transition, double *p, double *alpha, double *sums) {
    double total = 0;
    for (int t = 0; t < times; t++) {
        double *own = p + (size_t)t * states, *now = alpha + (size_t)t * states;
        total += scale_time(states, emission + (size_t)t * states, own);
        if (t > 0) {
            sums[t] = advance(states, now - states, transition, own, now);
        } else {
            sums[0] = 0;
            for (int s = 0; s < states; s++) {
                now[s] = start[s] * own[s];
                sums[0] += now[s];
            }
            for (int s = 0; s < states; s++) {
                now[s] /= sums[0];
            }
        }
        total += log(sums[t]);
    }
    return total;
}

/* Goes one time back: beta at t − 1 from beta at t; adds to the expected transitions. */
static void retreat(int states, const double *before, const double *transition, const double *p,
                    double sum, const double *beta, double *earlier, double *pairs) {
    for (int r = 0; r < states; r++) {
        earlier[r] = 0;
        for (int s = 0; s < states; s++) {
            const double way = transition[r * states + s] * p[s] * beta[s] / sum;
            earlier[r] += way;
            pairs[r * states + s] += before[r] * way;
        }
    }
}

double latigraph_forward_backward(int times, int states, const double *emission,
                                  const double *start, const double *transition, double *posterior,
                                  double *pairs, double *work) {
    double *p = work, *alpha = p + (size_t)times * states;
    double *sums = alpha + (size_t)times * states;
    double *beta = sums + times, *earlier = beta + states;
    const double total = forward(times, states, emission, start, transition, p, alpha, sums);
    if (posterior == NULL || times == 0) {
        return total;
    }
    for (int s = 0; s < states; s++) {
        beta[s] = 1;
    }
    for (int t = times - 1;; t--) {
        const double *now = alpha + (size_t)t * states;
        for (int s = 0; s < states; s++) {
            posterior[(size_t)t * states + s] = now[s] * beta[s];
        }
        if (t == 0) {
            return total;
        }
        retreat(states, now - states, transition, p + (size_t)t * states, sums[t], beta, earlier,
                pairs);
        memcpy(beta, earlier, (size_t)states * sizeof *beta);
    }
}

/* --- Models ----------------------------------------------------------------------------------- */

void latigraph_hmm_destroy(latigraph_hmm_t *hmm) {
    g_free(hmm->bias);
    g_free(hmm->weight);
    g_free(hmm->shared);
    g_free(hmm->start);
    g_free(hmm->transition);
    g_free(hmm->emission);
    g_free(hmm->posterior);
}

igraph_error_t latigraph_hmm_init(latigraph_hmm_t *hmm, int n, int states, int times) {
    const gsize neurons = (gsize)n, count = (gsize)states, rows = (gsize)times + 1;
    *hmm = (latigraph_hmm_t){.n = n,
                             .states = states,
                             .times = times,
                             .bias = g_try_new0(double, count *neurons + 1),
                             .weight = g_try_new0(double, count *neurons *neurons + 1),
                             .shared = g_try_new0(double, neurons *neurons + 1),
                             .start = g_try_new0(double, count + 1),
                             .transition = g_try_new0(double, count *count + 1),
                             .emission = g_try_new0(double, rows *count + 1),
                             .posterior = g_try_new0(double, rows *count + 1)};
    IGRAPH_FINALLY(latigraph_hmm_destroy, hmm);
    if (hmm->bias == NULL || hmm->weight == NULL || hmm->shared == NULL || hmm->start == NULL ||
        hmm->transition == NULL || hmm->emission == NULL || hmm->posterior == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d states of %d neurons.", IGRAPH_ENOMEM, states, n);
    }
    return IGRAPH_SUCCESS;
}

void latigraph_hmm_copy(latigraph_hmm_t *to, const latigraph_hmm_t *from) {
    const size_t n = (size_t)from->n, states = (size_t)from->states;
    const size_t rows = (size_t)from->times + 1, number = sizeof(double);
    memcpy(to->bias, from->bias, states * n * number);
    memcpy(to->weight, from->weight, states * n * n * number);
    memcpy(to->shared, from->shared, n * n * number);
    memcpy(to->start, from->start, states * number);
    memcpy(to->transition, from->transition, states * states * number);
    memcpy(to->emission, from->emission, rows * states * number);
    memcpy(to->posterior, from->posterior, rows * states * number);
    to->precision = from->precision;
    to->shared_precision = from->shared_precision;
    to->likelihood = from->likelihood;
    to->objective = from->objective;
}
