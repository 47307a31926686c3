/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/property.h"

igraph_error_t latigraph_measure_path_length(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    igraph_vector_t pairs; /* pairs[d − 1]: ordered pairs at distance d */
    igraph_real_t unreachable, count = 0, sum = 0;
    IGRAPH_CHECK(igraph_vector_init(&pairs, 0));
    IGRAPH_FINALLY(igraph_vector_destroy, &pairs);
    IGRAPH_CHECK(igraph_path_length_hist(&subject->graph, &pairs, &unreachable, IGRAPH_DIRECTED));
    for (igraph_integer_t i = 0; i < igraph_vector_size(&pairs); i++) {
        count += VECTOR(pairs)[i];
        sum += VECTOR(pairs)[i] * (double)(i + 1);
    }
    igraph_vector_destroy(&pairs);
    IGRAPH_FINALLY_CLEAN(1);
    *value = count > 0 ? sum / count : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_modularity(const latigraph_subject_t *subject,
                                            igraph_real_t *value) {
    igraph_vector_t trace;       /* modularity after each merger */
    igraph_matrix_int_t mergers; /* igraph 0.10.2 crashes without on disconnected graphs */
    *value = IGRAPH_NAN;
    if (subject->circuit->m == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(igraph_vector_init(&trace, 0));
    IGRAPH_FINALLY(igraph_vector_destroy, &trace);
    IGRAPH_CHECK(igraph_matrix_int_init(&mergers, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_int_destroy, &mergers);
    IGRAPH_CHECK(igraph_community_fastgreedy(&subject->skeleton, NULL, &mergers, &trace, NULL));
    *value = igraph_vector_max(&trace);
    igraph_matrix_int_destroy(&mergers);
    igraph_vector_destroy(&trace);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_giant_scc(const latigraph_subject_t *subject,
                                           igraph_real_t *value) {
    *value = subject->circuit->n == 0
                 ? IGRAPH_NAN
                 : (double)igraph_vector_int_max(&subject->component_size) / subject->circuit->n;
    return IGRAPH_SUCCESS;
}
