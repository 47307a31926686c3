/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A circuit prepared for measurement: graphs, components and triads that several properties use.
 *
 * A property is a function of a subject, so that what many properties need is computed once: the
 * graph without attributes, its undirected skeleton, its strong components, and the triad census.
 * Shortest paths and eigenvalues are expensive and needed by few. They are computed at their first
 * use and cached in `shared`, which is a pointer because properties get a constant subject.
 */
#include "measure/subject.h"

#include "base/memory.h"

static igraph_error_t init_skeleton(igraph_t *skeleton, const igraph_t *graph) {
    IGRAPH_CHECK(igraph_copy(skeleton, graph));
    IGRAPH_FINALLY(igraph_destroy, skeleton);
    IGRAPH_CHECK(igraph_to_undirected(skeleton, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t count_triads(latigraph_subject_t *subject) {
    IGRAPH_CHECK(latigraph_triad_census(subject->circuit, subject->triad));
    subject->connected_triads = 0;
    for (int k = LATIGRAPH_TRIAD_021D; k < LATIGRAPH_TRIADS; k++) {
        subject->connected_triads += subject->triad[k];
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_init(latigraph_subject_t *subject,
                                      const latigraph_circuit_t *circuit) {
    subject->circuit = circuit;
    IGRAPH_CHECK(latigraph_circuit_bare_graph(circuit, &subject->graph));
    IGRAPH_FINALLY(igraph_destroy, &subject->graph);
    IGRAPH_CHECK(init_skeleton(&subject->skeleton, &subject->graph));
    IGRAPH_FINALLY(igraph_destroy, &subject->skeleton);
    IGRAPH_CHECK(igraph_vector_int_init(&subject->component, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &subject->component);
    IGRAPH_CHECK(igraph_vector_int_init(&subject->component_size, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &subject->component_size);
    IGRAPH_CHECK(igraph_connected_components(&subject->graph, &subject->component,
                                             &subject->component_size, NULL, IGRAPH_STRONG));
    LATIGRAPH_ALLOCATE(subject->shared, 1);
    IGRAPH_CHECK(count_triads(subject));
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

void latigraph_subject_destroy(latigraph_subject_t *subject) {
    g_free(subject->shared);
    igraph_vector_int_destroy(&subject->component_size);
    igraph_vector_int_destroy(&subject->component);
    igraph_destroy(&subject->skeleton);
    igraph_destroy(&subject->graph);
}
