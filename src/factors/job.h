/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FACTORS_JOB_H
#define LATIGRAPH_FACTORS_JOB_H

#include "factors/choose.h"

#include "activity/vertices.h"

/* A call of latigraph_activity_factors(). */
typedef struct {
    latigraph_factors_t *result;
    const latigraph_activity_t *const *animals;
    const latigraph_factors_options_t *options;
    int count, times;           /* animals, and times of each recording */
    int neurons;                /* different neurons of all animals */
    int *column;                /* (animals, neurons) column of a neuron, or −1 */
    igraph_matrix_t none;       /* (0, neurons) values of `all` */
    latigraph_activity_t *all;  /* recording without times that has all neurons */
    latigraph_vertices_t place; /* their vertices */
    latigraph_tensor_t tensor;
} latigraph_factors_job_t;

/* Lists the neurons of all animals, by name or by number, in the order in which they first occur,
 * and fills result->neurons and `column`, which the FINALLY stack frees. O(columns). */
igraph_error_t latigraph_factors_match(latigraph_factors_job_t *job);

/* Fills the result from a fit (factors_result.c). */
igraph_error_t latigraph_factors_hand_out(const latigraph_factors_job_t *job,
                                          const latigraph_cp_t *cp);

#endif
