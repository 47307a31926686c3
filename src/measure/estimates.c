/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Properties of large circuits: standard errors of estimates, and properties that take too long.
 *
 * Almost all properties take time in proportion to the edges, or little more. Those of shortest
 * paths take O(n (n + m)), and are estimated from the paths of some neurons beyond a size that
 * quantities.h states. The modularity has no estimate of known error. Its greedy search takes hours
 * for millions of edges, so that it is left out of large circuits if nobody names it. */

#include "measure/property.h"

#include <math.h>

/* --- Standard errors ------------------------------------------------------ */

static igraph_error_t path_length_error(const latigraph_subject_t *subject, igraph_real_t *value) {
    latigraph_paths_t paths;
    IGRAPH_CHECK(latigraph_subject_paths(subject, &paths));
    *value = paths.length_error;
    return IGRAPH_SUCCESS;
}

static igraph_error_t efficiency_error(const latigraph_subject_t *subject, igraph_real_t *value) {
    const double n = subject->circuit->n;
    latigraph_paths_t paths;
    IGRAPH_CHECK(latigraph_subject_paths(subject, &paths));
    *value = paths.inverses_error / (n * (n - 1));
    return IGRAPH_SUCCESS;
}

/* The small-worldness is a constant over the path length, so both have the same relative error. */
static igraph_error_t small_worldness_error(const latigraph_subject_t *subject,
                                            igraph_real_t *value) {
    const latigraph_quantities_t *q;
    igraph_real_t ratio;
    IGRAPH_CHECK(latigraph_measure_small_worldness(subject, &ratio));
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_WAYS, &q));
    *value = ratio * q->ways.length_error / (q->ways.sum / q->ways.pairs);
    return IGRAPH_SUCCESS;
}

static igraph_error_t centralization_error(const latigraph_subject_t *subject,
                                           igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_BETWEENNESS, &q));
    *value = q->centralization[1];
    return IGRAPH_SUCCESS;
}

static igraph_error_t weighted_efficiency_error(const latigraph_subject_t *subject,
                                                igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_LENGTHS, &q));
    *value = q->weighted_efficiency[1];
    return IGRAPH_SUCCESS;
}

/* Properties that can be estimates, and the functions of their standard errors. */
static const struct {
    latigraph_measure_t *measure, *error;
} ESTIMATES[] = {
    {latigraph_measure_path_length, path_length_error},
    {latigraph_measure_global_efficiency, efficiency_error},
    {latigraph_measure_small_worldness, small_worldness_error},
    {latigraph_measure_betweenness_centralization, centralization_error},
    {latigraph_measure_weighted_efficiency, weighted_efficiency_error},
};

igraph_error_t latigraph_measure_error(const latigraph_subject_t *subject, int property,
                                       igraph_real_t value, igraph_real_t *error) {
    *error = 0;
    for (gsize k = 0; k < G_N_ELEMENTS(ESTIMATES) && !isnan(value); k++) {
        if (ESTIMATES[k].measure == latigraph_property_table[property].measure) {
            return ESTIMATES[k].error(subject, error);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- What is left out ------------------------------------------------------ */

/* Largest number of edges of a circuit whose modularity is measured though nobody names it. */
static const int MODULARITY_EDGES = 500000;

const latigraph_circuit_t *latigraph_property_slow_circuit(const latigraph_circuit_list_t *circuits,
                                                           igraph_integer_t property) {
    if (property >= LATIGRAPH_PROPERTIES ||
        latigraph_property_table[property].measure != latigraph_measure_modularity) {
        return NULL;
    }
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, i);
        if (circuit->m > MODULARITY_EDGES) {
            return circuit;
        }
    }
    return NULL;
}
