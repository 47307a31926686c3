/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_PROPERTY_H
#define LATIGRAPH_MEASURE_PROPERTY_H

#include "measure/subject.h"

#include <latigraph/measure.h>

/* Measures one property; NaN where it is not defined. Must not draw random numbers. */
typedef igraph_error_t latigraph_measure_t(const latigraph_subject_t *subject,
                                           igraph_real_t *value);

/* degrees.c */
latigraph_measure_t latigraph_measure_density;
latigraph_measure_t latigraph_measure_mean_degree;
latigraph_measure_t latigraph_measure_out_degree_cv;
latigraph_measure_t latigraph_measure_in_degree_cv;
latigraph_measure_t latigraph_measure_degree_correlation;
latigraph_measure_t latigraph_measure_assortativity;

/* closure.c */
latigraph_measure_t latigraph_measure_reciprocity;
latigraph_measure_t latigraph_measure_transitivity;
latigraph_measure_t latigraph_measure_feed_forward;
latigraph_measure_t latigraph_measure_feed_forward_excess;
latigraph_measure_t latigraph_measure_cyclic;

/* reach.c */
latigraph_measure_t latigraph_measure_path_length;
latigraph_measure_t latigraph_measure_modularity;
latigraph_measure_t latigraph_measure_giant_scc;

/* spectrum.c */
latigraph_measure_t latigraph_measure_spectral_radius;

/* edges.c */
latigraph_measure_t latigraph_measure_edge_length;
latigraph_measure_t latigraph_measure_weight_mean;

#endif
