/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_LARGE_DRAWING_H
#define LATIGRAPH_GENERATE_LARGE_DRAWING_H

#include "generate/large_layer.h"

/* Statistics of one drawing of a large circuit, and their derivatives by θ. */

typedef struct {
    double value[LATIGRAPH_STATISTICS_MAX]; /* edge length is NaN without positions */
    double slope[LATIGRAPH_STATISTICS_MAX][LATIGRAPH_STEERING];
} latigraph_large_drawing_t;

/* Measures the edges in rows of places of the tree. Slopes are an unbiased estimate of the
 * derivatives of the mean statistics at the layer's θ, up to second order in single edges, from all
 * pairs or, of many, from a part of them. They are
 * left out if `slopes` is false. The result does not depend on the number of threads. Raises
 * IGRAPH_ENOMEM or IGRAPH_INTERRUPTED. O(m √m). */
igraph_error_t latigraph_large_measure(const latigraph_large_layer_t *layer,
                                       const latigraph_rows_t *rows, gboolean slopes, int threads,
                                       latigraph_large_drawing_t *drawing);
/* Returns the bytes per edge that measuring takes. */
double latigraph_large_measure_bytes(void);

#endif
