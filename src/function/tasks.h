/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_TASKS_H
#define LATIGRAPH_FUNCTION_TASKS_H

#include "base/cancel.h"
#include "function/network.h"
#include "function/readout.h"
#include "function/scores.h"
#include "function/signals.h"

/* The tasks of one network, scored on plain arrays by a worker thread. */

/* Number of forecasts that run without input, from different test steps. */
enum { LATIGRAPH_RUNS_ALONE = 20 };

/* Memory of a worker, for networks of up to n neurons. */
typedef struct {
    double *state;  /* (S, washout + steps, n), or (n, trials) */
    double *step;   /* scratch of one step */
    double *target; /* (steps, targets) */
    double *weight; /* (n, targets) weights of readouts */
    double *intercept, *predicted;
    double *scratch; /* scratch of the readout */
    blasint *integers;
} latigraph_bench_t;

igraph_error_t latigraph_bench_init(latigraph_bench_t *bench, int n, int washout, int steps,
                                    int seeds, int trials);
void latigraph_bench_destroy(latigraph_bench_t *bench);

/* One network on all tasks. value (S, SCORES) gets the `wanted` scores. `washout` is the first
 * scored step, and the readout is fitted to the first `train` of `steps` steps. */
typedef struct {
    const latigraph_network_t *network;
    const latigraph_signals_t *signals;
    const gboolean *wanted; /* (SCORES) */
    int washout, steps, train;
    latigraph_bench_t *bench;
    latigraph_cancel_t *cancel; /* checked between seeds: the values of later seeds stay
                                   unchanged */
    double *value;
} latigraph_trial_t;

/* Returns the largest number of targets that are fitted at once. */
int latigraph_bench_targets(int n);

/* Returns the scored states of one seed, (steps, n). */
double *latigraph_trial_states(const latigraph_trial_t *trial, int length, int seed);
/* Decomposes the states for a readout. Returns false if LAPACK failed. */
gboolean latigraph_trial_ready(const latigraph_trial_t *trial, int rows, int more, double *x,
                               latigraph_readout_t *readout);
/* Fits readouts to the first rows of bench->target (rows + more, targets) and predicts the `more`
 * other rows: bench->predicted (more, targets). */
void latigraph_trial_predict(const latigraph_trial_t *trial, latigraph_readout_t *readout, int more,
                             int targets, const double *x);
/* Returns Σ (y − ŷ)² / Σ (y − ȳ)² of target k on the test rows. */
double latigraph_trial_error(const latigraph_trial_t *trial, int rows, int more, int targets,
                             int k);
/* Returns the share of the test rows whose sign is correct. */
double latigraph_trial_accuracy(const latigraph_trial_t *trial, int rows, int more, int targets,
                                int k);

/* Score one seed on one task, whose states are computed: tasks_noise.c, tasks_forecast.c,
 * tasks_classify.c. */
void latigraph_score_noise(const latigraph_trial_t *trial, int seed);
void latigraph_score_forecast(const latigraph_trial_t *trial, latigraph_task_t task, int seed);
void latigraph_score_waves(const latigraph_trial_t *trial, int seed);
void latigraph_score_bits(const latigraph_trial_t *trial, int seed);
void latigraph_score_decision(const latigraph_trial_t *trial, int seed);

/* Returns whether a task yields one of the wanted scores. */
gboolean latigraph_task_wanted(latigraph_task_t task, const gboolean *wanted);
void latigraph_score_task(const latigraph_trial_t *trial, latigraph_task_t task);

#endif
