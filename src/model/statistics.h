/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_STATISTICS_H
#define LATIGRAPH_MODEL_STATISTICS_H

#include "model/model.h"

/* Parts of the statistics, and estimates for circuits whose triangles are too many to count. */

/* Computes the statistics that need no triangles, in O(m). The values mean nothing if
 * `cancel` (or NULL) is set. */
void latigraph_simple_statistics(const latigraph_circuit_t *circuit, double length_scale,
                                 latigraph_cancel_t *cancel, double *out);

/* Returns the mean ln weight of the edges; NaN without weights or edges. */
double latigraph_mean_log_weight(const latigraph_circuit_t *circuit);

/* Σ degree² from which on triangles are sampled; counting them takes about 2 s there. */
#define LATIGRAPH_COUNTED_STEPS 2e9
/* Number of connected triples in a sample. */
enum { LATIGRAPH_SAMPLED_TRIPLES = 1000000 };

/* Returns whether the triangles of a circuit are sampled. */
igraph_bool_t latigraph_statistics_are_sampled(const latigraph_circuit_t *circuit);

/* Computes the same statistics as latigraph_circuit_statistics(), in O(m log degree) for a circuit
 * whose triangles are sampled. `error` gets their standard errors: 0 for exact values, NaN where
 * the sample has no triangle of the kind. The sample depends on the size of the circuit alone. */
igraph_error_t latigraph_circuit_estimate_statistics(const latigraph_circuit_t *circuit,
                                                     double length_scale, igraph_bool_t weights,
                                                     double *out, double *error);
/* Does the same, with `triples` sampled whatever the size of the circuit. */
igraph_error_t latigraph_circuit_sample_statistics(const latigraph_circuit_t *circuit,
                                                   double length_scale, igraph_bool_t weights,
                                                   int triples, double *out, double *error);

#endif
