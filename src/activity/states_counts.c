/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Counts of all trials, their history, and the times that are held out.
 *
 *     trial:   | fitted | held out | fitted | held out | fitted | held out | ...
 *
 * Every trial is cut into up to four parts, and the end of each part is held out, so that states
 * which come in turns occur on both sides. The history of a time lies in the same trial; before its
 * first time there were no spikes. A missing count has no likelihood, and enters the history as the
 * mean count of the neuron. */

#include "activity/states.h"

#include "activity/columns.h"
#include "base/cblas.h"
#include "base/memory.h"
#include "base/remarks.h"
#include "base/store.h"

#include <math.h>
#include <string.h>

/* PARTS: most parts of a trial. PART_MIN: times of the shortest part that is cut. */
enum { PARTS = 4, PART_MIN = 40 };

void latigraph_counts_destroy(latigraph_counts_t *counts) {
    g_free(counts->y);
    g_free(counts->h);
    g_free(counts->centre);
    g_free(counts->rate);
    g_free(counts->constant);
    g_free(counts->spikes);
    g_free(counts->column);
    g_free(counts->stretch);
}

/* --- Checks ----------------------------------------------------------------------------------- */

static igraph_error_t check_counts(const latigraph_activity_t *trial, int threads) {
    latigraph_columns_t columns;
    IGRAPH_CHECK(
        latigraph_columns_init(&columns, trial, 0, (int)latigraph_activity_times(trial), threads));
    if (columns.least < 0 || !columns.whole) {
        IGRAPH_ERRORF(
            "States need counts of spikes, but activity \"%.60s\" has values that are %s. "
            "Use the operation network for other activity.",
            IGRAPH_EINVAL, trial->name, columns.least < 0 ? "negative" : "not whole numbers");
    }
    latigraph_columns_destroy(&columns);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* All trials have the same neurons. */
static igraph_error_t check_trial(const latigraph_activity_t *first,
                                  const latigraph_activity_t *trial) {
    const igraph_integer_t n = latigraph_activity_neurons(first);
    if (latigraph_activity_neurons(trial) != n) {
        IGRAPH_ERRORF("Trial \"%.60s\" has %" IGRAPH_PRId " neurons, but trial \"%.60s\" has "
                      "%" IGRAPH_PRId ". All trials need the same columns.",
                      IGRAPH_EINVAL, trial->name, latigraph_activity_neurons(trial), first->name,
                      n);
    }
    for (igraph_integer_t j = 0;
         j < igraph_strvector_size(&first->names) && j < igraph_strvector_size(&trial->names);
         j++) {
        const char *own = igraph_strvector_get(&trial->names, j);
        if (strcmp(own, igraph_strvector_get(&first->names, j)) != 0) {
            IGRAPH_ERRORF("Column %" IGRAPH_PRId
                          " of trial \"%.60s\" is neuron \"%.60s\", but that "
                          "of trial \"%.60s\" is \"%.60s\".",
                          IGRAPH_EINVAL, j + 1, trial->name, own, first->name,
                          igraph_strvector_get(&first->names, j));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_trials(const latigraph_activity_t *const *trials, int count,
                                   int threads, int *times) {
    double all = 0;
    for (int k = 0; k < count; k++) {
        const double own = (double)latigraph_activity_times(trials[k]);
        IGRAPH_CHECK(check_trial(trials[0], trials[k]));
        all += own;
        if (own < 10 || latigraph_activity_neurons(trials[k]) < 2) {
            IGRAPH_ERRORF("Activity \"%.60s\" has %g times (rows) and %" IGRAPH_PRId
                          " neurons (columns), but needs at least 10 times and 2 neurons. Rows are "
                          "times: transpose it if they are neurons.",
                          IGRAPH_EINVAL, trials[k]->name, own,
                          latigraph_activity_neurons(trials[k]));
        }
        if (all > 1 << 27) {
            IGRAPH_ERRORF("The trials have more than %d times together.", IGRAPH_EINVAL, 1 << 27);
        }
        IGRAPH_CHECK(check_counts(trials[k], threads));
    }
    *times = (int)all;
    return IGRAPH_SUCCESS;
}

/* --- Stretches -------------------------------------------------------------------------------- */

static void push(latigraph_counts_t *counts, int first, int times, gboolean held_out) {
    if (times > 0) {
        counts->stretch[counts->count++] =
            (latigraph_stretch_t){.first = first, .times = times, .held_out = held_out};
    }
}

static void cut_trial(latigraph_counts_t *counts, int first, int times, double share) {
    const int parts = CLAMP(times / PART_MIN, 1, PARTS);
    for (int p = 0; p < parts; p++) {
        const int begin = (int)((gint64)times * p / parts);
        const int end = (int)((gint64)times * (p + 1) / parts);
        const int middle = end - (int)floor(share * (end - begin) + 0.5);
        push(counts, first + begin, middle - begin, FALSE);
        push(counts, first + middle, end - middle, TRUE);
    }
}

/* A fit needs times, and the choice of the number of states needs others. */
static igraph_error_t cut_trials(latigraph_counts_t *counts,
                                 const latigraph_activity_t *const *trials, int trial_count,
                                 double share) {
    int held_out = 0;
    for (int k = 0, first = 0; k < trial_count; k++) {
        const int times = (int)latigraph_activity_times(trials[k]);
        cut_trial(counts, first, times, share);
        first += times;
    }
    for (int k = 0; k < counts->count; k++) {
        held_out += counts->stretch[k].held_out ? counts->stretch[k].times : 0;
    }
    if (held_out == 0 || held_out == counts->times) {
        IGRAPH_ERRORF("A share of %g of %d times leaves none that is %s. Set a share nearer to "
                      "0.25.",
                      IGRAPH_EINVAL, share, counts->times, held_out == 0 ? "held out" : "fitted");
    }
    return IGRAPH_SUCCESS;
}

void latigraph_counts_fit_all(latigraph_counts_t *counts) {
    for (int k = 0; k < counts->count; k++) {
        counts->stretch[k].held_out = FALSE;
    }
}

/* --- Counts and history ----------------------------------------------------------------------- */

/* Finds the neurons that ever fire, and their mean counts. `column` and `rate` have room for all
 * neurons. */
static igraph_error_t find_live(latigraph_counts_t *counts,
                                const latigraph_activity_t *const *trials, int trial_count) {
    const int neurons = (int)latigraph_activity_neurons(trials[0]);
    double *series;
    LATIGRAPH_ALLOCATE(series, counts->times);
    for (int j = 0; j < neurons; j++) {
        double sum = 0;
        int known = 0;
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = 0; k < trial_count; k++) {
            const int times = (int)latigraph_activity_times(trials[k]);
            latigraph_activity_block(trials[k], 0, times, j, 1, series);
            for (int t = 0; t < times; t++) {
                known += isfinite(series[t]);
                sum += isfinite(series[t]) ? series[t] : 0;
            }
        }
        if (sum > 0) {
            counts->column[counts->n] = j;
            counts->rate[counts->n++] = sum / known;
        }
    }
    g_free(series);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Fills counts and history of one neuron of a trial. `series` holds its counts. */
static void fill_neuron(latigraph_counts_t *counts, int j, int first, int times, int kernel,
                        const double *taps, const double *series) {
    const int tile = j / GLM_TARGETS, targets = latigraph_counts_targets(counts, tile);
    double *y = latigraph_counts_tile(counts, tile) + j % GLM_TARGETS;
    for (int t = 0; t < times; t++) {
        double history = 0;
        for (int lag = 1; lag <= MIN(kernel, t); lag++) {
            const double count = series[t - lag];
            history += taps[lag - 1] * (isfinite(count) ? count : counts->rate[j]);
        }
        y[(size_t)(first + t) * targets] = series[t];
        counts->h[(size_t)(first + t) * counts->n + j] = history;
        if (isfinite(series[t])) {
            counts->spikes[first + t] += series[t];
            counts->constant[first + t] += lgamma(series[t] + 1);
        }
    }
}

/* Subtracts the means of the history, and fills the row at the end. */
static void centre_history(latigraph_counts_t *counts) {
    for (int j = 0; j < counts->n; j++) {
        const int tile = j / GLM_TARGETS, targets = latigraph_counts_targets(counts, tile);
        double sum = 0;
        for (int t = 0; t < counts->times; t++) {
            sum += counts->h[(size_t)t * counts->n + j];
        }
        counts->centre[j] = sum / counts->times;
        for (int t = 0; t < counts->times; t++) {
            counts->h[(size_t)t * counts->n + j] -= counts->centre[j];
        }
        (latigraph_counts_tile(counts, tile) + j % GLM_TARGETS)[(size_t)counts->times * targets] =
            counts->rate[j];
    }
}

static igraph_error_t fill_trials(latigraph_counts_t *counts,
                                  const latigraph_activity_t *const *trials, int trial_count,
                                  const latigraph_states_options_t *options) {
    const int kernel = (int)options->kernel;
    double *taps, *series, all = 0;
    LATIGRAPH_ALLOCATE(taps, kernel);
    LATIGRAPH_ALLOCATE(series, counts->times);
    for (int lag = 0; lag < kernel; lag++) {
        taps[lag] = exp(-lag / options->decay);
        all += taps[lag];
    }
    cblas_dscal(kernel, 1 / all, taps, 1);
    for (int j = 0; j < counts->n; j++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = 0, first = 0; k < trial_count; k++) {
            const int times = (int)latigraph_activity_times(trials[k]);
            latigraph_activity_block(trials[k], 0, times, counts->column[j], 1, series);
            fill_neuron(counts, j, first, times, kernel, taps, series);
            first += times;
        }
    }
    centre_history(counts);
    g_free(series);
    g_free(taps);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- All -------------------------------------------------------------------------------------- */

static igraph_error_t remark_silent(const latigraph_counts_t *counts,
                                    const latigraph_activity_t *first,
                                    latigraph_remarks_t *remarks) {
    const int neurons = (int)latigraph_activity_neurons(first);
    if (counts->n < 2) {
        IGRAPH_ERRORF("Only %d of the %d neurons of activity \"%.60s\" ever fires, but networks "
                      "need 2.",
                      IGRAPH_EINVAL, counts->n, neurons, first->name);
    }
    if (counts->n == neurons) {
        return IGRAPH_SUCCESS;
    }
    int silent = 0; /* the first neuron that is not among the live ones */
    while (silent < counts->n && counts->column[silent] == silent) {
        silent++;
    }
    char label[LABEL_SIZE];
    latigraph_activity_label(first, silent, label);
    return latigraph_remark_add(remarks, "silent", first->name,
                                "%s: %d of %d neurons never fire, so that they have no edges; the "
                                "first is %s.",
                                first->name, neurons - counts->n, neurons, label);
}

/* Counts and history need memory per time. Models that are compared need it per state and pair, and
 * factors of second derivatives per thread and pair. */
static igraph_error_t check_memory(const latigraph_counts_t *counts,
                                   const latigraph_states_options_t *options) {
    const double n = counts->n, states = options->states > 0 ? options->states : options->most;
    const double per_pair = 5 * states + GLM_TARGETS * options->threads;
    const double need = (2 * n * counts->times + per_pair * n * n) * sizeof(double);
    const double have = latigraph_machine_memory();
    if (need > have) {
        IGRAPH_ERRORF("States of %d neurons at %d times need %.3g GB of memory, but this machine "
                      "has %.3g GB. Use fewer neurons or times.",
                      IGRAPH_ENOMEM, counts->n, counts->times, need / 1e9, have / 1e9);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate(latigraph_counts_t *counts,
                               const latigraph_states_options_t *options) {
    const gsize n = (gsize)counts->n, rows = (gsize)counts->times + 1;
    IGRAPH_CHECK(check_memory(counts, options));
    counts->y = g_try_new0(double, n *rows);
    LATIGRAPH_CHECK_MEMORY(counts->y);
    counts->h = g_try_new0(double, n *rows);
    LATIGRAPH_CHECK_MEMORY(counts->h);
    counts->centre = g_try_new0(double, n + 1);
    LATIGRAPH_CHECK_MEMORY(counts->centre);
    counts->constant = g_try_new0(double, rows);
    LATIGRAPH_CHECK_MEMORY(counts->constant);
    counts->spikes = g_try_new0(double, rows);
    LATIGRAPH_CHECK_MEMORY(counts->spikes);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_counts_init(latigraph_counts_t *counts,
                                     const latigraph_activity_t *const *trials, int trial_count,
                                     const latigraph_states_options_t *options) {
    *counts = (latigraph_counts_t){0};
    IGRAPH_FINALLY(latigraph_counts_destroy, counts);
    IGRAPH_CHECK(check_trials(trials, trial_count, (int)options->threads, &counts->times));
    const gsize neurons = (gsize)latigraph_activity_neurons(trials[0]);
    counts->column = g_try_new0(int, neurons + 1);
    LATIGRAPH_CHECK_MEMORY(counts->column);
    counts->rate = g_try_new0(double, neurons + 1);
    LATIGRAPH_CHECK_MEMORY(counts->rate);
    counts->stretch = g_try_new0(latigraph_stretch_t, 2 * PARTS * (gsize)trial_count + 1);
    LATIGRAPH_CHECK_MEMORY(counts->stretch);
    IGRAPH_CHECK(cut_trials(counts, trials, trial_count, options->held_out));
    IGRAPH_CHECK(find_live(counts, trials, trial_count));
    IGRAPH_CHECK(remark_silent(counts, trials[0], options->remarks));
    IGRAPH_CHECK(allocate(counts, options));
    return fill_trials(counts, trials, trial_count, options);
}
