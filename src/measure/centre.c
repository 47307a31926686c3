/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties that measure how much a few neurons dominate the circuit: betweenness centralization,
 * coreness and the rich club.
 *
 * The first two are igraph's, O(n m) and O(n + m). The rich club divides the number of edges among
 * hubs by the number that degrees alone would give. That number has a closed form, so that no
 * random circuits are drawn, and the result has no noise: O(n + m). A hub is a neuron whose total
 * degree exceeds the mean by more than one SD.
 */
#include "base/compat.h"
#include "measure/property.h"

#include <math.h>

igraph_error_t latigraph_measure_betweenness_centralization(const latigraph_subject_t *subject,
                                                            igraph_real_t *value) {
    const igraph_t *graph;
    if (subject->circuit->n < 3) {
        *value = IGRAPH_NAN;
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_subject_graph(subject, &graph));
    return igraph_centralization_betweenness(graph, NULL, IGRAPH_DIRECTED, value, NULL,
                                             /* normalized */ 1);
}

igraph_error_t latigraph_measure_max_coreness(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    const igraph_t *skeleton;
    igraph_vector_int_t core;
    *value = IGRAPH_NAN;
    if (subject->circuit->n == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_subject_skeleton(subject, &skeleton));
    IGRAPH_CHECK(igraph_vector_int_init(&core, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &core);
    IGRAPH_CHECK(igraph_coreness(skeleton, &core, IGRAPH_ALL));
    *value = (double)igraph_vector_int_max(&core);
    igraph_vector_int_destroy(&core);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the hub threshold for in-degree plus out-degree: mean plus one standard deviation. */
static double hub_degree(const latigraph_circuit_t *c) {
    const double n = c->n, mean = 2.0 * c->m / n;
    double squares = 0;
    for (int i = 0; i < c->n; i++) {
        const double d = latigraph_out_degree(c, i) + latigraph_in_degree(c, i);
        squares += d * d;
    }
    return mean + sqrt(fmax(0, squares / n - mean * mean)) + 1e-9 * mean;
}

static gboolean is_hub(const latigraph_circuit_t *c, int i, double above) {
    return latigraph_out_degree(c, i) + latigraph_in_degree(c, i) > above;
}

/* Ratio of the edges among hubs to their expected number. Edges are expected in proportion to the
 * sender's out-degree and the receiver's in-degree: Σ_{i ≠ j} out_i in_j / m. */
igraph_error_t latigraph_measure_rich_club(const latigraph_subject_t *subject,
                                           igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    const double above = c->n > 0 ? hub_degree(c) : 0;
    double edges = 0, out = 0, in = 0, own = 0;
    for (int i = 0; i < c->n; i++) {
        if (!is_hub(c, i, above)) {
            continue;
        }
        out += latigraph_out_degree(c, i);
        in += latigraph_in_degree(c, i);
        own += (double)latigraph_out_degree(c, i) * latigraph_in_degree(c, i);
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            edges += is_hub(c, c->out_to[e], above);
        }
    }
    *value = out * in - own > 0 ? edges * c->m / (out * in - own) : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}
