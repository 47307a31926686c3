/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_COLUMNS_H
#define LATIGRAPH_ACTIVITY_COLUMNS_H

#include "activity/activity.h"

#include <math.h>

/* Stretch of times of a recording, and what is known of each neuron in it. A neuron is live if its
 * values vary; the z-scored values of all others are 0. */
typedef struct {
    const latigraph_activity_t *activity;
    gint64 first; /* first time */
    int times, n; /* times and neurons */
    int threads;
    double *mean;   /* (n) mean of the recorded values; NaN if there are none */
    double *sd;     /* (n) their SD (divisor: number of values); 0 if they are all equal */
    int *recorded;  /* (n) number of recorded values */
    int live;       /* neurons whose values vary */
    gboolean holes; /* a value of a live neuron is missing */
    double least;   /* least value of all; NaN if there are none */
    gboolean whole; /* all values are whole numbers */
} latigraph_columns_t;

/* Looks at all values of the times first .. first + times − 1. Infinite values raise
 * IGRAPH_EINVAL. The columns are on the FINALLY stack as one entry. O(times n). */
igraph_error_t latigraph_columns_init(latigraph_columns_t *columns,
                                      const latigraph_activity_t *activity, gint64 first, int times,
                                      int threads);
void latigraph_columns_destroy(latigraph_columns_t *columns);

static inline gboolean latigraph_column_is_live(const latigraph_columns_t *columns, int j) {
    return columns->sd[j] > 0;
}

/* Writes the z-scores of the times first .. first + count − 1 (counted from the beginning of the
 * stretch) to z (count, n), 0 for a missing value. `known` (count, n), unless it is NULL, gets 1
 * for recorded values of live neurons and 0 otherwise. */
void latigraph_columns_z(const latigraph_columns_t *columns, int first, int count, double *z,
                         double *known);

/* Returns IGRAPH_ENOMEM, with the bytes that are needed, if `numbers` doubles are more than the
 * memory of the machine. */
igraph_error_t latigraph_columns_check_memory(const latigraph_columns_t *columns, double numbers);

/* Reports progress in percent; returns IGRAPH_INTERRUPTED if the user asked to interrupt. */
igraph_error_t latigraph_columns_progress(double percent);

#endif
