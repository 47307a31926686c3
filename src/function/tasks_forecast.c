/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Forecasts of chaotic series: a fixed number of steps ahead, and by running without input.
 *
 * For the error, the target of the readout is the series some steps later. For the time, the
 * readout predicts one step, and the prediction becomes the next input: the network runs freely.
 * Twenty runs start from evenly distributed test steps, because the series is easier to predict at
 * some places than at others, and run side by side. A run lasts until its error exceeds 0.4 SD.
 * Times are in Lyapunov times (steps times the largest exponent), so that different series can be
 * compared.
 */
#include "function/tasks.h"

#include <math.h>
#include <string.h>

enum { STARTS = LATIGRAPH_RUNS_ALONE }; /* evenly distributed over the test steps */

/* A free run is correct as long as its error, over the SD of the series, is at most this (Pathak,
 * Hunt, Girvan, Lu, Ott, Phys. Rev. Lett. 120:024102, 2018). */
static const double TOLERANCE = 0.4;

typedef struct {
    latigraph_function_score_t error, time;
    int horizon;     /* number of steps */
    double exponent; /* largest Lyapunov exponent, per step */
} forecast_t;

/* Exponents are 0.0058 per unit of time (Mackey–Glass at delay 17: Farmer, Physica D 4:366, 1982,
 * consistent with later work) and 0.9056 (Lorenz: Viswanath, Nonlinearity 17:1035, 2004). */
static forecast_t forecast_of(latigraph_task_t task) {
    return task == LATIGRAPH_TASK_LORENZ
               ? (forecast_t){SCORE_LORENZ, SCORE_LORENZ_TIME, 10, 0.9056 * 0.02}
               : (forecast_t){SCORE_MACKEY_GLASS, SCORE_MACKEY_GLASS_TIME, 84, 0.0058};
}

/* Sets the target to the series `ahead` steps later. */
static void set_target(const latigraph_trial_t *trial, int channels, const double *u, int ahead) {
    memcpy(trial->bench->target, u + (gsize)ahead * (gsize)channels,
           (gsize)trial->steps * (gsize)channels * sizeof *u);
}

static double spread(int rows, int channels, const double *u) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
        double mean = 0;
        for (int t = 0; t < rows; t++) {
            mean += u[t * channels + c] / rows;
        }
        for (int t = 0; t < rows; t++) {
            sum += (u[t * channels + c] - mean) * (u[t * channels + c] - mean) / rows;
        }
    }
    return sqrt(sum);
}

/* Returns the root of the mean squared error over all channels, divided by the SD. */
static double forecast_error(const latigraph_trial_t *trial, latigraph_readout_t *readout,
                             int channels, const double *u, int horizon, const double *x) {
    const int more = trial->steps - trial->train;
    double sum = 0;
    set_target(trial, channels, u, horizon);
    latigraph_trial_predict(trial, readout, more, channels, x);
    for (int c = 0; c < channels; c++) {
        sum += latigraph_trial_error(trial, trial->train, more, channels, c) / channels;
    }
    return sqrt(sum);
}

/* Computes the inputs (channels, STARTS) that the readout gives for states x (n, STARTS). */
static void read_inputs(const latigraph_trial_t *trial, const latigraph_readout_t *readout,
                        int channels, const double *x, double *u) {
    for (int c = 0; c < channels; c++) {
        double offset = trial->bench->intercept[c];
        for (int i = 0; i < readout->n; i++) {
            offset -= trial->bench->weight[i * channels + c] * readout->mean[i];
        }
        for (int k = 0; k < STARTS; k++) {
            u[c * STARTS + k] = offset;
        }
    }
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, channels, STARTS, readout->n, 1,
                trial->bench->weight, channels, x, STARTS, 1, u, STARTS);
}

/* Returns the mean number of steps for which free runs from STARTS test steps stay correct, at most
 * LATIGRAPH_AHEAD. */
static double run_freely(const latigraph_trial_t *trial, const latigraph_readout_t *readout,
                         int seed, int channels, const double *series, const double *states) {
    const int more = trial->steps - trial->train, n = readout->n;
    const double sd = spread(more, channels, series + (gsize)trial->train * (gsize)channels);
    double *x = trial->bench->step, *work = x + (gsize)n * STARTS;
    double u[LATIGRAPH_CHANNELS * STARTS], sum = 0;
    gboolean right[STARTS];
    int first[STARTS];
    for (int k = 0; k < STARTS; k++) {
        first[k] = trial->train + (int)((gint64)more * k / STARTS);
        right[k] = TRUE;
        for (int i = 0; i < n; i++) {
            x[i * STARTS + k] = states[(gsize)first[k] * (gsize)n + (gsize)i] + readout->mean[i];
        }
    }
    for (int t = 1; t <= LATIGRAPH_AHEAD; t++) {
        read_inputs(trial, readout, channels, x, u);
        for (int k = 0; k < STARTS; k++) {
            double error = 0;
            for (int c = 0; c < channels; c++) {
                const double off = u[c * STARTS + k] - series[(first[k] + t) * channels + c];
                error += off * off;
            }
            right[k] = right[k] && sqrt(error) <= TOLERANCE * sd;
            sum += right[k];
        }
        latigraph_network_step(trial->network, seed, STARTS, channels, 1, u, x, work);
    }
    return sum / STARTS;
}

void latigraph_score_forecast(const latigraph_trial_t *trial, latigraph_task_t task, int seed) {
    const int channels = latigraph_task_channels(task);
    const int length = latigraph_signal_length(trial->signals, task);
    const forecast_t forecast = forecast_of(task);
    const double *u = trial->signals->series[task] +
                      ((gsize)seed * (gsize)length + (gsize)trial->washout) * (gsize)channels;
    double *x = latigraph_trial_states(trial, trial->washout + trial->steps, seed);
    double *value = trial->value + (gsize)seed * SCORES;
    latigraph_readout_t readout;
    if (!latigraph_trial_ready(trial, trial->train, trial->steps - trial->train, x, &readout)) {
        return;
    }
    if (trial->wanted[forecast.error]) {
        value[forecast.error] = forecast_error(trial, &readout, channels, u, forecast.horizon, x);
    }
    if (trial->wanted[forecast.time]) {
        set_target(trial, channels, u, 1);
        latigraph_readout_fit(&readout, channels, x, trial->bench->target, trial->bench->weight,
                              trial->bench->intercept);
        value[forecast.time] =
            forecast.exponent * run_freely(trial, &readout, seed, channels, u, x);
    }
}
