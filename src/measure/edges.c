/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/property.h"

#include <math.h>

/* NaN where a position is not known. */
static double distance(const latigraph_circuit_t *circuit, int i, int j) {
    double squares = 0;
    for (int d = 0; d < circuit->dims; d++) {
        const double step =
            circuit->position[i * circuit->dims + d] - circuit->position[j * circuit->dims + d];
        squares += step * step;
    }
    return sqrt(squares);
}

igraph_error_t latigraph_measure_edge_length(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    double sum = 0;
    int known = 0;
    for (int i = 0; c->dims > 0 && i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const double length = distance(c, i, c->out_to[e]);
            if (!isnan(length)) {
                sum += length;
                known++;
            }
        }
    }
    *value = known > 0 ? sum / known : IGRAPH_NAN;
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
