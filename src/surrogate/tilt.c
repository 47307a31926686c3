/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Multipliers of tilted statistics.
 *
 * Graphs have probabilities in proportion to exp(θ s), and θ is to make the mean of s that of the
 * circuit. It is found in three stages:
 *
 *   1. Steps are tried from the circuit, and none is taken. θ is chosen such that they would not
 *      change s on average: Σ min(1, exp(θ Δ)) Δ = 0. That is the gradient of a convex function,
 *      and Newton's method finds it (contrastive divergence; Krivitsky, Comput. Stat. Data Anal.
 *      107:149, 2017).
 *   2. The chain runs from the circuit, and after every block of steps θ moves by
 *      gain · D⁻¹ (target − s), with gains that fall, and is then averaged (Robbins and Monro, Ann.
 *      Math. Stat. 22:400, 1951; Snijders, J. Soc. Struct. 3:2, 2002).
 *   3. The chain runs with θ fixed. Its mean and covariance give the next θ by a Newton step, or
 *      the second stage goes on if the mean is far off, until it is within two standard errors of
 *      the target; each run is twice as long as the last.
 *
 * The law can have two modes, few and many triangles. The mean is then met by no chain that stays
 * in one of them, which the last run shows.
 */
#include "surrogate/tilt.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "surrogate/mixing.h"

#include <math.h>
#include <string.h>

enum {
    TRIALS = 4096,      /* steps that are tried from the circuit */
    BLOCKS = 64,        /* blocks of the first gain; each later one has twice as many */
    GAINS = 4,          /* number of gains, each half the last */
    CHECK_BLOCKS = 256, /* blocks of the first run with fixed multipliers */
    CHECKS = 5          /* most such runs */
};
static const double first_gain = 0.5, farthest = 20;

typedef struct {
    latigraph_state_t *state;
    latigraph_acceptance_t *acceptance;
    int tilts;
    gint64 block;
    double most;
    double target[LATIGRAPH_TILTS];
    double scale[LATIGRAPH_TILTS];                  /* typical change by a step */
    double theta[LATIGRAPH_TILTS];                  /* multipliers in units of 1 / scale */
    double gain[LATIGRAPH_TILTS * LATIGRAPH_TILTS]; /* (tilts, tilts) Cholesky factor of D */
    double *series;                                 /* (tilts, blocks) scaled statistics of a run */
    latigraph_tilt_trials_t trials;
} fit_t;

static void set_multipliers(fit_t *fit) {
    for (int k = 0; k < fit->tilts; k++) {
        fit->acceptance->multiplier[k] = fit->theta[k] / fit->scale[k];
    }
}

/* Distance of a statistic from its target, in units of its scale. */
static double off_target(const fit_t *fit, int k, double value) {
    return (value - fit->target[k]) / fit->scale[k];
}

static igraph_error_t run_block(fit_t *fit) {
    for (gint64 left = fit->block; left > 0; left -= 1 << 18) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_state_run(fit->state, MIN(left, 1 << 18));
    }
    return IGRAPH_SUCCESS;
}

/* Adds a little to the diagonal, so that statistics that depend on each other do no harm, and
 * factorises. Returns false if the matrix is not positive definite all the same. */
static gboolean factorise(double *matrix, int n) {
    for (int k = 0; k < n; k++) {
        matrix[k * n + k] = matrix[k * n + k] * (1 + 1e-6) + 1e-12;
    }
    return latigraph_cholesky(n, matrix) == 0;
}

/* --- Steps that are tried ----------------------------------------------------------- */

static igraph_error_t try_steps(fit_t *fit) {
    latigraph_tilt_trials_t *trials = &fit->trials;
    fit->acceptance->trials = trials;
    for (int k = 0; trials->count < trials->capacity && k < 100; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_state_run(fit->state, fit->block);
    }
    fit->acceptance->trials = NULL;
    for (int k = 0; k < fit->tilts; k++) {
        double squares = 0;
        for (int t = 0; t < trials->count; t++) {
            squares += pow(trials->changes[t * fit->tilts + k], 2);
        }
        fit->scale[k] = squares > 0 ? sqrt(squares / trials->count) : 1;
        for (int t = 0; t < trials->count; t++) {
            trials->changes[t * fit->tilts + k] /= fit->scale[k];
        }
    }
    return IGRAPH_SUCCESS;
}

/* Mean over trials of the change that is taken, and minus its derivative. With `squares`, the mean
 * of Δ Δᵀ over trials that are taken instead of the derivative. Returns the convex function. */
static double taken_change(const fit_t *fit, const double *theta, gboolean squares, double *change,
                           double *matrix) {
    const int n = fit->tilts;
    double value = 0;
    memset(change, 0, (gsize)n * sizeof *change);
    memset(matrix, 0, (gsize)(n * n) * sizeof *matrix);
    for (int t = 0; t < fit->trials.count; t++) {
        const double *d = fit->trials.changes + t * n;
        double x = 0;
        for (int k = 0; k < n; k++) {
            x += theta[k] * d[k];
        }
        const double taken = x < 0 ? exp(x) : 1, slope = squares || x <= 0 ? taken : 0;
        value += (x < 0 ? taken : 1 + x) / fit->trials.count;
        for (int k = 0; k < n; k++) {
            change[k] += taken * d[k] / fit->trials.count;
            for (int l = 0; l < n; l++) {
                matrix[k * n + l] += slope * d[k] * d[l] / fit->trials.count;
            }
        }
    }
    return value;
}

/* One step of Newton's method, halved until the function falls. Returns false at the minimum. */
static gboolean newton_step(fit_t *fit) {
    double change[LATIGRAPH_TILTS], matrix[LATIGRAPH_TILTS * LATIGRAPH_TILTS];
    double other[LATIGRAPH_TILTS], scratch[LATIGRAPH_TILTS * LATIGRAPH_TILTS];
    const double value = taken_change(fit, fit->theta, FALSE, change, matrix);
    double next[LATIGRAPH_TILTS];
    for (int k = 0; k < fit->tilts; k++) {
        matrix[k * fit->tilts + k] += 1e-4; /* no step is infinite */
    }
    if (!factorise(matrix, fit->tilts)) {
        return FALSE;
    }
    latigraph_cholesky_solve(fit->tilts, matrix, change, 1);
    for (double length = 1; length > 1e-3; length /= 2) {
        for (int k = 0; k < fit->tilts; k++) {
            next[k] = CLAMP(fit->theta[k] - length * change[k], -farthest, farthest);
        }
        if (taken_change(fit, next, FALSE, other, scratch) < value - 1e-12) {
            memcpy(fit->theta, next, sizeof next);
            return TRUE;
        }
    }
    return FALSE;
}

/* First multipliers, and first D: the covariance of the changes that a block makes. */
static void start_multipliers(fit_t *fit) {
    double change[LATIGRAPH_TILTS];
    for (int k = 0; k < 50 && newton_step(fit); k++) {
    }
    taken_change(fit, fit->theta, TRUE, change, fit->gain);
    const double tried = (double)fit->trials.count / (double)MAX(fit->state->steps, 1);
    for (int k = 0; k < fit->tilts * fit->tilts; k++) {
        fit->gain[k] *= tried * (double)fit->block;
    }
    if (!factorise(fit->gain, fit->tilts)) {
        memset(fit->gain, 0, sizeof fit->gain);
        for (int k = 0; k < fit->tilts; k++) {
            fit->gain[k * fit->tilts + k] = 1;
        }
    }
}

/* --- Stochastic approximation --------------------------------------------------------- */

/* Runs with some gains, each half the last, for twice as many blocks. */
static igraph_error_t approximate(fit_t *fit, double gain, int blocks, int gains) {
    double mean[LATIGRAPH_TILTS], off[LATIGRAPH_TILTS];
    for (int g = 0; g < gains; g++) {
        memset(mean, 0, sizeof mean);
        for (int b = 0; b < blocks; b++) {
            set_multipliers(fit);
            IGRAPH_CHECK(run_block(fit));
            for (int k = 0; k < fit->tilts; k++) {
                off[k] = off_target(fit, k, fit->acceptance->value[k]);
                mean[k] += b >= blocks / 2 ? fit->theta[k] / (blocks - blocks / 2) : 0;
            }
            latigraph_cholesky_solve(fit->tilts, fit->gain, off, 1);
            for (int k = 0; k < fit->tilts; k++) {
                fit->theta[k] -= gain * off[k];
            }
        }
        memcpy(fit->theta, mean, sizeof mean);
        gain /= 2;
        blocks *= 2;
    }
    return IGRAPH_SUCCESS;
}

/* --- Runs with fixed multipliers -------------------------------------------------------- */

/* Mean of a statistic of the last run, in scaled distances from its target. */
static double mean_of(const fit_t *fit, int k, int blocks) {
    double mean = 0;
    for (int b = 0; b < blocks; b++) {
        mean += fit->series[k * blocks + b] / blocks;
    }
    return mean;
}

static igraph_error_t run_fixed(fit_t *fit, int blocks, latigraph_tilted_t *tilted) {
    set_multipliers(fit);
    for (int b = -blocks / 8; b < blocks; b++) {
        IGRAPH_CHECK(run_block(fit));
        for (int k = 0; b >= 0 && k < fit->tilts; k++) {
            fit->series[k * blocks + b] = off_target(fit, k, fit->acceptance->value[k]);
        }
    }
    for (int k = 0; k < fit->tilts; k++) {
        const double *series = fit->series + (gsize)k * (gsize)blocks;
        const double mean = mean_of(fit, k, blocks);
        const double time = latigraph_autocorrelation_time(series, blocks);
        double squares = 0;
        for (int b = 0; b < blocks; b++) {
            squares += (series[b] - mean) * (series[b] - mean);
        }
        const double error = isnan(time) ? 0 : sqrt(2 * time * squares / blocks / blocks);
        tilted[k] = (latigraph_tilted_t){.statistic = fit->acceptance->statistic[k],
                                         .target = fit->target[k],
                                         .mean = fit->target[k] + mean * fit->scale[k],
                                         .error = error * fit->scale[k],
                                         .multiplier = fit->acceptance->multiplier[k]};
    }
    return IGRAPH_SUCCESS;
}

/* Moves the multipliers by a Newton step with the covariance of the last run. */
static void correct(fit_t *fit, int blocks) {
    const int n = fit->tilts;
    double covariance[LATIGRAPH_TILTS * LATIGRAPH_TILTS], off[LATIGRAPH_TILTS];
    for (int k = 0; k < n; k++) {
        off[k] = mean_of(fit, k, blocks);
        for (int l = 0; l <= k; l++) {
            double sum = 0;
            for (int b = 0; b < blocks; b++) {
                sum += (fit->series[k * blocks + b] - off[k]) *
                       (fit->series[l * blocks + b] - off[l]) / blocks;
            }
            covariance[k * n + l] = covariance[l * n + k] = sum;
        }
    }
    if (factorise(covariance, n)) {
        latigraph_cholesky_solve(n, covariance, off, 1);
        for (int k = 0; k < n; k++) {
            fit->theta[k] -= off[k];
        }
    }
}

gboolean latigraph_tilt_is_met(const latigraph_tilted_t *tilted) {
    return fabs(tilted->mean - tilted->target) <= 2 * tilted->error + 1e-12 * fabs(tilted->target);
}

/* Returns whether a mean of the last run is so far from its target that the covariance there says
 * nothing about the law around the target. */
static gboolean is_far(const fit_t *fit, int blocks) {
    for (int k = 0; k < fit->tilts; k++) {
        const double mean = mean_of(fit, k, blocks);
        double squares = 0;
        for (int b = 0; b < blocks; b++) {
            squares += (fit->series[k * blocks + b] - mean) * (fit->series[k * blocks + b] - mean) /
                       blocks;
        }
        if (mean * mean > 4 * squares) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t check_runs(fit_t *fit, latigraph_tilted_t *tilted) {
    int blocks = CHECK_BLOCKS;
    for (int check = 0; check < CHECKS; check++) {
        gboolean met = TRUE;
        IGRAPH_CHECK(run_fixed(fit, blocks, tilted));
        for (int k = 0; k < fit->tilts; k++) {
            met = met && latigraph_tilt_is_met(&tilted[k]);
        }
        const double next = (double)fit->state->steps + 2.25 * blocks * (double)fit->block;
        if (met || check == CHECKS - 1 || next > fit->most) {
            return IGRAPH_SUCCESS;
        }
        if (is_far(fit, blocks)) {
            latigraph_state_reset(fit->state);
            IGRAPH_CHECK(approximate(fit, first_gain / (4 << check), 2 * blocks, 1));
        } else {
            correct(fit, blocks);
        }
        blocks *= 2;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_tilt_fit(latigraph_state_t *state, guint64 seed, guint64 run, double most,
                                  latigraph_tilted_t *tilted) {
    fit_t fit = {.state = state,
                 .acceptance = state->acceptance,
                 .tilts = state->acceptance->tilts,
                 .block = MAX(state->plan->m, 16),
                 .most = most};
    const gsize longest = (gsize)CHECK_BLOCKS << (CHECKS - 1);
    latigraph_state_reset(state);
    latigraph_state_start(state, seed, run);
    memcpy(fit.target, state->acceptance->value, sizeof fit.target);
    fit.trials.capacity = TRIALS;
    LATIGRAPH_ALLOCATE(fit.trials.changes, (gsize)TRIALS * (gsize)fit.tilts);
    LATIGRAPH_ALLOCATE(fit.series, longest * (gsize)fit.tilts);
    IGRAPH_CHECK(try_steps(&fit));
    start_multipliers(&fit);
    IGRAPH_CHECK(approximate(&fit, first_gain, BLOCKS, GAINS));
    IGRAPH_CHECK(check_runs(&fit, tilted));
    latigraph_state_reset(state);
    g_free(fit.series);
    g_free(fit.trials.changes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
