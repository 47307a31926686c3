/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Tasks of one network: memory, readouts, and the loop over seeds.
 *
 * A task drives the networks of all seeds side by side with its signal (network.c) and then scores
 * them one by one. Linear readouts are fitted to the states of the first steps and scored on the
 * others. The states are decomposed once per task and seed, and this serves all targets
 * (readout.h). The bench holds the memory for all tasks of the largest circuit. It is allocated
 * before worker threads start, because they cannot raise errors. tasks_noise.c, tasks_forecast.c
 * and tasks_classify.c score the tasks.
 */
#include "function/tasks.h"

#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

/* --- Scratch ------------------------------------------------------------------ */

/* Largest number of products of inputs that are fitted at once (tasks_noise.c). */
enum { TARGETS = 210 };

/* Number of forecasts that run without input, side by side (tasks_forecast.c). */
enum { ALONE = LATIGRAPH_RUNS_ALONE };

int latigraph_bench_targets(int n) {
    return MAX(n, TARGETS);
}

void latigraph_bench_destroy(latigraph_bench_t *bench) {
    g_free(bench->state);
    g_free(bench->step);
    g_free(bench->target);
    g_free(bench->weight);
    g_free(bench->intercept);
    g_free(bench->predicted);
    g_free(bench->scratch);
    g_free(bench->integers);
    *bench = (latigraph_bench_t){0};
}

igraph_error_t latigraph_bench_init(latigraph_bench_t *bench, int n, int washout, int steps,
                                    int seeds, int trials) {
    const gsize size = (gsize)n, targets = (gsize)latigraph_bench_targets(n);
    const gsize states = MAX((gsize)seeds * (gsize)(washout + steps), (gsize)trials) * size;
    *bench = (latigraph_bench_t){
        .state = g_try_new(double, states + 1),
        .step = g_try_new(double, 2 * MAX(MAX((gsize)seeds, (gsize)trials), ALONE) * size + 1),
        .target = g_try_new(double, (gsize)MAX(steps, trials) * targets + 1),
        .weight = g_try_new(double, size *targets + 1),
        .intercept = g_try_new(double, targets),
        .predicted = g_try_new(double, (gsize)MAX(steps, trials) * targets + 1),
        .scratch = g_try_new(double, latigraph_readout_work_size(n, (int)targets)),
        .integers = g_try_new(blasint, latigraph_symmetric_integers(n))};
    if (bench->state == NULL || bench->step == NULL || bench->target == NULL ||
        bench->weight == NULL || bench->intercept == NULL || bench->predicted == NULL ||
        bench->scratch == NULL || bench->integers == NULL) {
        latigraph_bench_destroy(bench);
        IGRAPH_ERRORF("Not enough memory for %d steps of a reservoir of %d neurons.", IGRAPH_ENOMEM,
                      washout + steps, n);
    }
    return IGRAPH_SUCCESS;
}

/* --- Readouts of a task -------------------------------------------------------- */

double *latigraph_trial_states(const latigraph_trial_t *trial, int length, int seed) {
    return trial->bench->state +
           ((gsize)seed * (gsize)length + (gsize)trial->washout) * (gsize)trial->network->n;
}

gboolean latigraph_trial_ready(const latigraph_trial_t *trial, int rows, int more, double *x,
                               latigraph_readout_t *readout) {
    const int n = trial->network->n;
    latigraph_readout_place(readout, n, latigraph_bench_targets(n), trial->bench->scratch,
                            trial->bench->integers);
    return latigraph_readout_states(readout, rows, more, x) == 0;
}

void latigraph_trial_predict(const latigraph_trial_t *trial, latigraph_readout_t *readout, int more,
                             int targets, const double *x) {
    latigraph_bench_t *bench = trial->bench;
    const int n = readout->n;
    latigraph_readout_fit(readout, targets, x, bench->target, bench->weight, bench->intercept);
    for (int t = 0; t < more; t++) {
        memcpy(bench->predicted + (gsize)t * (gsize)targets, bench->intercept,
               (gsize)targets * sizeof *bench->predicted);
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, more, targets, n, 1,
                x + (gsize)readout->rows * (gsize)n, n, bench->weight, targets, 1, bench->predicted,
                targets);
}

double latigraph_trial_error(const latigraph_trial_t *trial, int rows, int more, int targets,
                             int k) {
    const double *y = trial->bench->target + (gsize)rows * (gsize)targets + k;
    const double *predicted = trial->bench->predicted + k;
    double mean = 0, error = 0, variance = 0;
    for (int t = 0; t < more; t++) {
        mean += y[(gsize)t * (gsize)targets] / more;
    }
    for (int t = 0; t < more; t++) {
        const gsize at = (gsize)t * (gsize)targets;
        error += (y[at] - predicted[at]) * (y[at] - predicted[at]);
        variance += (y[at] - mean) * (y[at] - mean);
    }
    return variance > 0 ? error / variance : NAN;
}

double latigraph_trial_accuracy(const latigraph_trial_t *trial, int rows, int more, int targets,
                                int k) {
    const double *y = trial->bench->target + (gsize)rows * (gsize)targets + k;
    const double *predicted = trial->bench->predicted + k;
    int right = 0;
    for (int t = 0; t < more; t++) {
        const gsize at = (gsize)t * (gsize)targets;
        right += (y[at] > 0) == (predicted[at] > 0);
    }
    return more > 0 ? (double)right / more : NAN;
}

/* --- Tasks ----------------------------------------------------------------------- */

gboolean latigraph_task_wanted(latigraph_task_t task, const gboolean *wanted) {
    switch (task) {
    case LATIGRAPH_TASK_NOISE:
        return wanted[SCORE_MEMORY] || wanted[SCORE_NONLINEAR] || wanted[SCORE_NARMA];
    case LATIGRAPH_TASK_MACKEY_GLASS:
        return wanted[SCORE_MACKEY_GLASS] || wanted[SCORE_MACKEY_GLASS_TIME];
    case LATIGRAPH_TASK_LORENZ:
        return wanted[SCORE_LORENZ] || wanted[SCORE_LORENZ_TIME];
    case LATIGRAPH_TASK_WAVES:
        return wanted[SCORE_SINE_SQUARE];
    case LATIGRAPH_TASK_BITS:
        return wanted[SCORE_DELAYED_XOR];
    default:
        return wanted[SCORE_DECISION];
    }
}

/* Runs the networks of all seeds side by side up to the last scored step. */
static void drive(const latigraph_trial_t *trial, latigraph_task_t task) {
    latigraph_network_drive(trial->network, trial->washout + trial->steps,
                            latigraph_signal_length(trial->signals, task),
                            latigraph_task_channels(task), trial->signals->series[task],
                            trial->bench->state, trial->bench->step);
}

static void score_seed(const latigraph_trial_t *trial, latigraph_task_t task, int seed) {
    switch (task) {
    case LATIGRAPH_TASK_NOISE:
        latigraph_score_noise(trial, seed);
        break;
    case LATIGRAPH_TASK_MACKEY_GLASS:
    case LATIGRAPH_TASK_LORENZ:
        latigraph_score_forecast(trial, task, seed);
        break;
    case LATIGRAPH_TASK_WAVES:
        latigraph_score_waves(trial, seed);
        break;
    case LATIGRAPH_TASK_BITS:
        latigraph_score_bits(trial, seed);
        break;
    default:
        latigraph_score_decision(trial, seed);
    }
}

void latigraph_score_task(const latigraph_trial_t *trial, latigraph_task_t task) {
    if (task != LATIGRAPH_TASK_DECISION && !latigraph_cancelled(trial->cancel)) {
        drive(trial, task);
    }
    for (int seed = 0; seed < trial->network->seeds && !latigraph_cancelled(trial->cancel);
         seed++) {
        score_seed(trial, task, seed);
    }
}
