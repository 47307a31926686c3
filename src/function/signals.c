/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Input signals of the tasks and their targets: noise and NARMA-10, chaotic series, waves, bits,
 * evidence.
 *
 * Every series of every seed has its own random stream and is generated from its beginning, so a
 * longer series begins with the shorter one. */

#include "function/signals.h"

#include "base/random.h"

#include <math.h>
#include <string.h>

/* Number of random streams per seed: one per task, and further ones for NARMA-10 series that
 * diverge. */
enum { STREAMS = 1 << 16 };

static void start(latigraph_stream_t *stream, igraph_uint_t seed, int s, int which) {
    latigraph_stream_init(stream, seed, LATIGRAPH_STREAM_SIGNAL,
                          (uint64_t)s * STREAMS + (uint64_t)which);
}

/* --- Noise and NARMA-10 ------------------------------------------------------- */

/* Computes the target of NARMA-10 (Atiya and Parlos, IEEE Trans. Neural Netw. 11:697, 2000), with u
 * = (v + 1) / 4 in [0, 0.5]. The target at step t is y(t + 1):
 *
 *     y(t + 1) = 0.3 y(t) + 0.05 y(t) Σ_{k < 10} y(t − k) + 1.5 u(t − 9) u(t) + 0.1
 *
 * Returns false if the series diverges, which happens for some inputs. */
static gboolean narma(int length, const double *v, double *target) {
    for (int t = 0; t < length; t++) {
        double sum = 0;
        for (int k = 1; k <= 10 && k <= t; k++) {
            sum += target[t - k];
        }
        const double y = t > 0 ? target[t - 1] : 0;
        const double early = t >= 9 ? (v[t - 9] + 1) / 4 : 0;
        target[t] = 0.3 * y + 0.05 * y * sum + 1.5 * early * ((v[t] + 1) / 4) + 0.1;
        if (!(target[t] < 1)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Fills v with noise, uniform on [−1, 1). */
static void fill_noise(latigraph_stream_t *stream, int length, double *v) {
    for (int t = 0; t < length; t++) {
        v[t] = 2 * latigraph_stream_uniform(stream) - 1;
    }
}

static void fill_noise_and_narma(igraph_uint_t seed, int s, int length, double *v, double *target) {
    for (int attempt = 0; attempt < STREAMS / LATIGRAPH_TASKS; attempt++) {
        latigraph_stream_t stream;
        start(&stream, seed, s, LATIGRAPH_TASK_NOISE + attempt * LATIGRAPH_TASKS);
        fill_noise(&stream, length, v);
        if (narma(length, v, target)) {
            return;
        }
    }
}

/* --- Chaotic series ------------------------------------------------------------ */

enum { DELAY = 170, FINE = 10, SETTLE = 1000 };

/* Integrates dx/dt = 0.2 x(t − 17) / (1 + x(t − 17)^10) − 0.1 x (Mackey and Glass, Science 197:287,
 * 1977) by Euler steps of 0.1. Stores 2 (x − 0.9) once per unit of time. */
static void fill_mackey_glass(latigraph_stream_t *stream, int length, double *u) {
    double past[DELAY], x = 1.2;
    int at = 0;
    for (int k = 0; k < DELAY; k++) {
        past[k] = 1.1 + 0.2 * latigraph_stream_uniform(stream);
    }
    for (int t = -SETTLE; t < length; t++) {
        for (int k = 0; k < FINE; k++) {
            const double old = past[at], square = old * old, fourth = square * square;
            past[at] = x;
            at = (at + 1) % DELAY;
            x += 0.1 * (0.2 * old / (1 + fourth * fourth * square) - 0.1 * x);
        }
        if (t >= 0) {
            u[t] = 2 * (x - 0.9);
        }
    }
}

static void lorenz_slope(const double *x, double *slope) {
    slope[0] = 10 * (x[1] - x[0]);
    slope[1] = x[0] * (28 - x[2]) - x[1];
    slope[2] = x[0] * x[1] - 8.0 / 3 * x[2];
}

/* Performs one Runge–Kutta step. */
static void lorenz_step(double *x, double step) {
    double k[4][3], y[3];
    lorenz_slope(x, k[0]);
    for (int stage = 1; stage < 4; stage++) {
        for (int c = 0; c < 3; c++) {
            y[c] = x[c] + (stage < 3 ? step / 2 : step) * k[stage - 1][c];
        }
        lorenz_slope(y, k[stage]);
    }
    for (int c = 0; c < 3; c++) {
        x[c] += step / 6 * (k[0][c] + 2 * k[1][c] + 2 * k[2][c] + k[3][c]);
    }
}

/* Integrates the system of Lorenz, J. Atmos. Sci. 20:130 (1963), and stores it every 0.02 units of
 * time. Each coordinate is scaled to a mean near 0 and an SD near 0.57, that of the noise. */
static void fill_lorenz(latigraph_stream_t *stream, int length, double *u) {
    double x[3];
    for (int c = 0; c < 3; c++) {
        x[c] = 1 + latigraph_stream_uniform(stream);
    }
    for (int t = -SETTLE; t < length; t++) {
        lorenz_step(x, 0.01);
        lorenz_step(x, 0.01);
        if (t >= 0) {
            u[3 * t] = x[0] / 14;
            u[3 * t + 1] = x[1] / 16;
            u[3 * t + 2] = (x[2] - 24) / 15;
        }
    }
}

/* --- Waves, bits, evidence -------------------------------------------------------- */

static const double WAVE_NOISE = 0.3;

/* Fills a random sequence of sine and square periods with noise (after Paquot et al., Sci. Rep.
 * 2:287, 2012). */
static void fill_waves(latigraph_stream_t *stream, int length, double *u, double *square) {
    double class = 1;
    for (int t = 0; t < length; t++) {
        const int k = t % LATIGRAPH_WAVE_STEPS;
        if (k == 0) {
            class = latigraph_stream_uniform(stream) < 0.5 ? 1 : -1;
        }
        square[t] = class;
        u[t] = (class > 0 ? (k < LATIGRAPH_WAVE_STEPS / 2 ? 1 : -1)
                          : sin(2 * M_PI * (k + 0.5) / LATIGRAPH_WAVE_STEPS)) +
               WAVE_NOISE * latigraph_stream_normal(stream);
    }
}

static void fill_bits(latigraph_stream_t *stream, int length, double *u) {
    for (int t = 0; t < length; t++) {
        u[t] = latigraph_stream_uniform(stream) < 0.5 ? 1 : -1;
    }
}

/* Fills noisy evidence of a hidden sign at three strengths: an abstraction of the motion task of
 * Britten, Shadlen, Newsome, Movshon, J. Neurosci. 12:4745 (1992). */
static void fill_evidence(latigraph_stream_t *stream, int trials, double *u) {
    static const double strength[] = {0.05, 0.1, 0.2};
    for (int k = 0; k < trials; k++) {
        const double sign = latigraph_stream_uniform(stream) < 0.5 ? 1 : -1;
        const double mean = sign * strength[latigraph_stream_integer(stream, 3)];
        for (int t = 0; t < LATIGRAPH_TRIAL_STEPS; t++) {
            u[(gsize)t * (gsize)trials + (gsize)k] = mean + 0.5 * latigraph_stream_normal(stream);
        }
    }
}

/* --- All signals ------------------------------------------------------------------ */

static void fill_seed(latigraph_signals_t *signals, int s, igraph_uint_t seed) {
    const gsize length = (gsize)signals->length, trials = (gsize)signals->trials;
    const gsize row = (gsize)s;
    double *series[LATIGRAPH_TASKS];
    latigraph_stream_t stream[LATIGRAPH_TASKS];
    for (int task = 0; task < LATIGRAPH_TASKS; task++) {
        const gsize steps = task == LATIGRAPH_TASK_DECISION
                                ? LATIGRAPH_TRIAL_STEPS * trials
                                : (gsize)latigraph_signal_length(signals, task);
        series[task] = signals->series[task] + row * steps * (gsize)latigraph_task_channels(task);
        start(&stream[task], seed, s, task);
    }
    fill_noise_and_narma(seed, s, (int)length, series[LATIGRAPH_TASK_NOISE],
                         signals->narma + row * length);
    fill_mackey_glass(&stream[LATIGRAPH_TASK_MACKEY_GLASS], (int)length + LATIGRAPH_AHEAD,
                      series[LATIGRAPH_TASK_MACKEY_GLASS]);
    fill_lorenz(&stream[LATIGRAPH_TASK_LORENZ], (int)length + LATIGRAPH_AHEAD,
                series[LATIGRAPH_TASK_LORENZ]);
    fill_waves(&stream[LATIGRAPH_TASK_WAVES], (int)length, series[LATIGRAPH_TASK_WAVES],
               signals->square + row * length);
    fill_bits(&stream[LATIGRAPH_TASK_BITS], (int)length, series[LATIGRAPH_TASK_BITS]);
    fill_evidence(&stream[LATIGRAPH_TASK_DECISION], (int)trials, series[LATIGRAPH_TASK_DECISION]);
}

void latigraph_signals_destroy(latigraph_signals_t *signals) {
    for (int task = 0; task < LATIGRAPH_TASKS; task++) {
        g_free(signals->series[task]);
    }
    g_free(signals->narma);
    g_free(signals->square);
    memset(signals, 0, sizeof *signals);
}

igraph_error_t latigraph_signals_init(latigraph_signals_t *signals, int seeds, int length,
                                      int trials, igraph_uint_t seed) {
    const gsize count = (gsize)seeds;
    gboolean all = TRUE;
    *signals = (latigraph_signals_t){.seeds = seeds,
                                     .length = length,
                                     .trials = trials,
                                     .narma = g_try_new(double, count *(gsize)length + 1),
                                     .square = g_try_new(double, count *(gsize)length + 1)};
    IGRAPH_FINALLY(latigraph_signals_destroy, signals);
    for (int task = 0; task < LATIGRAPH_TASKS; task++) {
        const gsize steps = task == LATIGRAPH_TASK_DECISION
                                ? (gsize)LATIGRAPH_TRIAL_STEPS * (gsize)trials
                                : (gsize)latigraph_signal_length(signals, task);
        signals->series[task] =
            g_try_new(double, count *steps *(gsize)latigraph_task_channels(task) + 1);
        all = all && signals->series[task] != NULL;
    }
    if (!all || signals->narma == NULL || signals->square == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d steps of %d seeds.", IGRAPH_ENOMEM, length, seeds);
    }
    for (int s = 0; s < seeds; s++) {
        fill_seed(signals, s, seed);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
