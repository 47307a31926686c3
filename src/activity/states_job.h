/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_STATES_JOB_H
#define LATIGRAPH_ACTIVITY_STATES_JOB_H

#include "activity/states.h"
#include "activity/vertices.h"

/* A call of latigraph_activity_states(). */
typedef struct {
    latigraph_states_t *result;
    const latigraph_activity_t *const *trials;
    const latigraph_states_options_t *options;
    latigraph_counts_t counts;
    latigraph_vertices_t vertices;
    guint8 *synapse;  /* (n, n) whether the connectome has an edge; NULL without one */
    double *variance; /* (S, n, n) */
    double *edge;     /* (n, n) probability that a pair is connected */
    double done;      /* progress in percent */
} latigraph_states_job_t;

/* Fills the result from the last fit (states_result.c). */
igraph_error_t latigraph_states_hand_out(const latigraph_states_job_t *job,
                                         const latigraph_hmm_t *hmm);

#endif
