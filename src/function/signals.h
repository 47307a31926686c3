/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_SIGNALS_H
#define LATIGRAPH_FUNCTION_SIGNALS_H

#include "base/compat.h"

#include <glib.h>

/* What reservoirs are driven by, and what is asked of them. Series are longer than what one circuit
 * uses, and the beginning of a series does not depend on its length. */

enum {
    LATIGRAPH_AHEAD = 400,      /* steps of the forecast series beyond the last that is used */
    LATIGRAPH_TRIAL_STEPS = 50, /* steps of evidence before a decision */
    LATIGRAPH_WAVE_STEPS = 12   /* steps of a period of the sine and square waves */
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

/* Values of the input at one step. */
static inline int latigraph_task_channels(latigraph_task_t task) {
    return task == LATIGRAPH_TASK_LORENZ ? 3 : 1;
}

/* Series of all seeds, each seed's after the other's. `length` steps each, those that are forecast
 * LATIGRAPH_AHEAD more. */
typedef struct {
    int seeds, length, trials;
    double *series[LATIGRAPH_TASKS]; /* (S, length, channels); decision: (S, TRIAL_STEPS, trials) */
    double *narma;                   /* (S, length) target of NARMA-10, driven by the noise */
    double *square;                  /* (S, length) +1 where the wave is square, −1 where sine */
} latigraph_signals_t;

/* Steps of a task's series. */
static inline int latigraph_signal_length(const latigraph_signals_t *signals,
                                          latigraph_task_t task) {
    const gboolean forecast = task == LATIGRAPH_TASK_MACKEY_GLASS || task == LATIGRAPH_TASK_LORENZ;
    return signals->length + (forecast ? LATIGRAPH_AHEAD : 0);
}

/* On success destroy them. */
igraph_error_t latigraph_signals_init(latigraph_signals_t *signals, int seeds, int length,
                                      int trials, igraph_uint_t seed);
void latigraph_signals_destroy(latigraph_signals_t *signals);

#endif
