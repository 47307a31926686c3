/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties of edge lengths and edge weights, O(m) each.
 *
 * The length of an edge is the distance of its neurons, in the unit of their positions. A circuit
 * without positions or weights has no such property, and the value is NaN.
 */
#include "measure/property.h"

#include <math.h>

igraph_error_t latigraph_measure_edge_length(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    *value = latigraph_circuit_edge_length(subject->circuit);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_weight_mean(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    double sum = 0;
    for (int e = 0; c->weight != NULL && e < c->m; e++) {
        sum += c->weight[e];
    }
    *value = c->weight != NULL && c->m > 0 ? sum / c->m : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* Two passes make the result exactly 0 for equal weights, up to rounding of their mean. */
igraph_error_t latigraph_measure_weight_cv(const latigraph_subject_t *subject,
                                           igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    igraph_real_t mean;
    double squares = 0;
    IGRAPH_CHECK(latigraph_measure_weight_mean(subject, &mean));
    for (int e = 0; c->weight != NULL && e < c->m; e++) {
        squares += (c->weight[e] - mean) * (c->weight[e] - mean);
    }
    *value = isnan(mean) ? IGRAPH_NAN : sqrt(squares / c->m) / mean;
    return IGRAPH_SUCCESS;
}
