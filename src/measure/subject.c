/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A circuit in measurement: its quantities, and graphs that several properties use.
 *
 * A property is a function of a subject. A quantity that was not computed ahead is computed when
 * the first property asks for it, and cached. A request for the density of a large circuit
 * therefore costs no triad census, and all properties together compute everything once. igraph's
 * graphs are made on the calling thread alone. The cache is behind a pointer because properties get
 * a constant subject.
 */
#include "measure/subject.h"

#include "base/memory.h"

struct latigraph_shared_t {
    gboolean has_graph, has_skeleton;
    igraph_t graph, skeleton;
    latigraph_quantities_t quantities;
};

igraph_error_t latigraph_subject_init(latigraph_subject_t *subject,
                                      const latigraph_circuit_t *circuit) {
    subject->circuit = circuit;
    LATIGRAPH_ALLOCATE(subject->shared, 1);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_subject_destroy(latigraph_subject_t *subject) {
    latigraph_shared_t *shared = subject->shared;
    latigraph_quantities_destroy(&shared->quantities);
    if (shared->has_skeleton) {
        igraph_destroy(&shared->skeleton);
    }
    if (shared->has_graph) {
        igraph_destroy(&shared->graph);
    }
    g_free(shared);
}

igraph_error_t latigraph_subject_graph(const latigraph_subject_t *subject, const igraph_t **graph) {
    latigraph_shared_t *shared = subject->shared;
    if (!shared->has_graph) {
        IGRAPH_CHECK(latigraph_circuit_bare_graph(subject->circuit, &shared->graph));
        shared->has_graph = TRUE;
    }
    *graph = &shared->graph;
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_skeleton(igraph_t *skeleton, const igraph_t *graph) {
    IGRAPH_CHECK(igraph_copy(skeleton, graph));
    IGRAPH_FINALLY(igraph_destroy, skeleton);
    IGRAPH_CHECK(igraph_to_undirected(skeleton, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_skeleton(const latigraph_subject_t *subject,
                                          const igraph_t **skeleton) {
    latigraph_shared_t *shared = subject->shared;
    if (!shared->has_skeleton) {
        const igraph_t *graph;
        IGRAPH_CHECK(latigraph_subject_graph(subject, &graph));
        IGRAPH_CHECK(make_skeleton(&shared->skeleton, graph));
        shared->has_skeleton = TRUE;
    }
    *skeleton = &shared->skeleton;
    return IGRAPH_SUCCESS;
}

gboolean latigraph_subject_prepare(const latigraph_subject_t *subject, guint quantities,
                                   latigraph_cancel_t *cancel) {
    return latigraph_quantities_find(&subject->shared->quantities, subject->circuit, quantities,
                                     cancel);
}

igraph_error_t latigraph_subject_find(const latigraph_subject_t *subject,
                                      latigraph_quantity_t quantity,
                                      const latigraph_quantities_t **quantities) {
    *quantities = &subject->shared->quantities;
    if ((*quantities)->known >> quantity & 1) {
        return IGRAPH_SUCCESS;
    }
    latigraph_cancel_t cancel;
    latigraph_cancel_init(&cancel);
    const gboolean enough = latigraph_subject_prepare(subject, 1u << quantity, &cancel);
    if (cancel.cancelled) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    if (!enough) {
        IGRAPH_ERRORF("Not enough memory to measure a circuit of %d neurons.", IGRAPH_ENOMEM,
                      subject->circuit->n);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_triads(const latigraph_subject_t *subject,
                                        const latigraph_triads_t **triads) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_TRIADS, &q));
    *triads = &q->triads;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_neuron_triads(const latigraph_subject_t *subject,
                                               const latigraph_neuron_triads_t **neurons) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_TRIADS, &q));
    *neurons = &q->neurons;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_paths(const latigraph_subject_t *subject,
                                       latigraph_paths_t *paths) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_PATHS, &q));
    *paths = q->paths;
    return IGRAPH_SUCCESS;
}
