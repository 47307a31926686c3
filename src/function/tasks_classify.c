/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Tasks of decision: sine or square wave, exclusive or of past bits, and noisy evidence.
 *
 * For waves and bits, the readout is a linear regression on targets of ±1, whose sign is the
 * answer. The score is the share of correct answers at test steps. For evidence, many trials run
 * side by side from rest, and the readout predicts the sum of the evidence from the last state. The
 * explained share of variance then compares the circuit with an ideal observer. The share of
 * correct decisions would depend on the strength of the evidence.
 */
#include "function/tasks.h"

#include <string.h>

/* Smallest and largest delay of the exclusive or. */
enum { XOR_FIRST = 1, XOR_LAST = 15, XOR_DELAYS = XOR_LAST - XOR_FIRST + 1 };

static gsize start_of(const latigraph_trial_t *trial, int seed) {
    return (gsize)seed * (gsize)trial->signals->length + (gsize)trial->washout;
}

void latigraph_score_waves(const latigraph_trial_t *trial, int seed) {
    const int more = trial->steps - trial->train;
    double *x = latigraph_trial_states(trial, trial->washout + trial->steps, seed);
    latigraph_readout_t readout;
    if (latigraph_trial_ready(trial, trial->train, more, x, &readout)) {
        memcpy(trial->bench->target, trial->signals->square + start_of(trial, seed),
               (gsize)trial->steps * sizeof(double));
        latigraph_trial_predict(trial, &readout, more, 1, x);
        trial->value[(gsize)seed * SCORES + SCORE_SINE_SQUARE] =
            latigraph_trial_accuracy(trial, trial->train, more, 1, 0);
    }
}

/* The target is the exclusive or of the bits d and d + 1 steps ago, −b(t − d) b(t − d − 1) for bits
 * of ±1. The score is the mean over d. */
void latigraph_score_bits(const latigraph_trial_t *trial, int seed) {
    const int more = trial->steps - trial->train;
    const double *b = trial->signals->series[LATIGRAPH_TASK_BITS] + start_of(trial, seed);
    double *x = latigraph_trial_states(trial, trial->washout + trial->steps, seed), sum = 0;
    latigraph_readout_t readout;
    if (!latigraph_trial_ready(trial, trial->train, more, x, &readout)) {
        return;
    }
    for (int t = 0; t < trial->steps; t++) {
        for (int d = 0; d < XOR_DELAYS; d++) {
            trial->bench->target[t * XOR_DELAYS + d] =
                -b[t - XOR_FIRST - d] * b[t - XOR_FIRST - d - 1];
        }
    }
    latigraph_trial_predict(trial, &readout, more, XOR_DELAYS, x);
    for (int d = 0; d < XOR_DELAYS; d++) {
        sum += latigraph_trial_accuracy(trial, trial->train, more, XOR_DELAYS, d);
    }
    trial->value[(gsize)seed * SCORES + SCORE_DELAYED_XOR] = sum / XOR_DELAYS;
}

/* Sums the evidence of each trial. */
static void sum_evidence(int trials, const double *evidence, double *sum) {
    memset(sum, 0, (gsize)trials * sizeof *sum);
    for (int t = 0; t < LATIGRAPH_TRIAL_STEPS; t++) {
        cblas_daxpy(trials, 1, evidence + (gsize)t * (gsize)trials, 1, sum, 1);
    }
}

/* Every trial starts at rest and has no biases, so both sides are equivalent. The readout sees the
 * final state. An ideal observer decides by the sum of the evidence. The explained share of its
 * variance is the ratio of the readout's squared d' to the observer's. */
void latigraph_score_decision(const latigraph_trial_t *trial, int seed) {
    const int n = trial->network->n, trials = trial->signals->trials;
    const int train = (int)((gint64)trials * trial->train / trial->steps);
    const double *evidence = trial->signals->series[LATIGRAPH_TASK_DECISION] +
                             (gsize)seed * LATIGRAPH_TRIAL_STEPS * (gsize)trials;
    double *x = trial->bench->step, *work = x + (gsize)n * (gsize)trials;
    double *state = trial->bench->state;
    latigraph_readout_t readout;
    memset(x, 0, (gsize)n * (gsize)trials * sizeof *x);
    for (int t = 0; t < LATIGRAPH_TRIAL_STEPS; t++) {
        latigraph_network_step(trial->network, seed, trials, 1, 0,
                               evidence + (gsize)t * (gsize)trials, x, work);
    }
    for (int k = 0; k < trials; k++) {
        for (int i = 0; i < n; i++) {
            state[(gsize)k * (gsize)n + (gsize)i] = x[(gsize)i * (gsize)trials + (gsize)k];
        }
    }
    if (latigraph_trial_ready(trial, train, trials - train, state, &readout)) {
        sum_evidence(trials, evidence, trial->bench->target);
        latigraph_trial_predict(trial, &readout, trials - train, 1, state);
        trial->value[(gsize)seed * SCORES + SCORE_DECISION] =
            1 - latigraph_trial_error(trial, train, trials - train, 1, 0);
    }
}
