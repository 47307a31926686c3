/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_SIGNALS_H
#define LATIGRAPH_FUNCTION_SIGNALS_H

#include "base/compat.h"

#include <glib.h>

/* Inputs and targets of the tasks. Series are longer than any single circuit needs. The beginning
 * of a series does not depend on its length. */

enum {
    LATIGRAPH_AHEAD = 400,      /* steps of the forecast series beyond the last scored step */
    LATIGRAPH_TRIAL_STEPS = 50, /* steps of evidence before a decision */
    LATIGRAPH_WAVE_STEPS = 12   /* steps per period of the sine and square waves */
};

typedef enum {
    LATIGRAPH_TASK_NOISE,
    LATIGRAPH_TASK_MACKEY_GLASS,
    LATIGRAPH_TASK_LORENZ,
    LATIGRAPH_TASK_WAVES,
    LATIGRAPH_TASK_BITS,
    LATIGRAPH_TASK_DECISION,
    LATIGRAPH_TASKS
} latigraph_task_t;

/* Returns the number of input channels of a task. */
static inline int latigraph_task_channels(latigraph_task_t task) {
    return task == LATIGRAPH_TASK_LORENZ ? 3 : 1;
}

/* Series of all seeds, one after another, of `length` steps each. Forecast series have
 * LATIGRAPH_AHEAD more. */
typedef struct {
    int seeds, length, trials;
    double *series[LATIGRAPH_TASKS]; /* (S, length, channels); decision: (S, TRIAL_STEPS, trials) */
    double *narma;                   /* (S, length) target of NARMA-10 for the noise */
    double *square;                  /* (S, length) +1 for square waves, −1 for sine waves */
} latigraph_signals_t;

/* Returns the number of steps of a task's series. */
static inline int latigraph_signal_length(const latigraph_signals_t *signals,
                                          latigraph_task_t task) {
    const gboolean forecast = task == LATIGRAPH_TASK_MACKEY_GLASS || task == LATIGRAPH_TASK_LORENZ;
    return signals->length + (forecast ? LATIGRAPH_AHEAD : 0);
}

/* Generates all signals. On success the caller destroys them. */
igraph_error_t latigraph_signals_init(latigraph_signals_t *signals, int seeds, int length,
                                      int trials, igraph_uint_t seed);
void latigraph_signals_destroy(latigraph_signals_t *signals);

#endif
