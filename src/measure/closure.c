/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/property.h"

igraph_error_t latigraph_measure_reciprocity(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    if (subject->circuit->m == 0) {
        *value = IGRAPH_NAN;
        return IGRAPH_SUCCESS;
    }
    return igraph_reciprocity(&subject->graph, value, /* ignore_loops */ 1,
                              IGRAPH_RECIPROCITY_DEFAULT);
}

igraph_error_t latigraph_measure_transitivity(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    return igraph_transitivity_undirected(&subject->skeleton, value, IGRAPH_TRANSITIVITY_NAN);
}

static double share_of_triads(const latigraph_subject_t *subject, double count) {
    return subject->connected_triads > 0 ? count / subject->connected_triads : IGRAPH_NAN;
}

igraph_error_t latigraph_measure_feed_forward(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    *value = share_of_triads(subject, subject->feed_forward);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_cyclic(const latigraph_subject_t *subject, igraph_real_t *value) {
    *value = share_of_triads(subject, subject->cyclic);
    return IGRAPH_SUCCESS;
}
