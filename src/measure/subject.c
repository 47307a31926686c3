/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A circuit in measurement: graphs, components and triads that several properties use.
 *
 * A property is a function of a subject. What more than one property needs is computed when the
 * first of them asks for it, and cached. A request for the density of a large circuit therefore
 * costs no triad census, and all properties together compute everything once. The cache is behind a
 * pointer because properties get a constant subject.
 */
#include "measure/subject.h"

#include "base/memory.h"

struct latigraph_shared_t {
    gboolean has_graph, has_skeleton, has_components, has_triads, has_paths, has_eigenvalues,
        has_laplacian;
    igraph_t graph, skeleton;
    latigraph_components_t components;
    latigraph_triads_t triads;
    latigraph_neuron_triads_t neurons;
    latigraph_paths_t paths;
    latigraph_eigenvalues_t eigenvalues;
    latigraph_laplacian_t laplacian;
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
    g_free(shared->neurons.triangles);
    g_free(shared->neurons.partners);
    if (shared->has_components) {
        igraph_vector_int_destroy(&shared->components.size);
        igraph_vector_int_destroy(&shared->components.of);
    }
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

static igraph_error_t find_components(latigraph_components_t *components, const igraph_t *graph) {
    IGRAPH_CHECK(igraph_vector_int_init(&components->of, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &components->of);
    IGRAPH_CHECK(igraph_vector_int_init(&components->size, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &components->size);
    IGRAPH_CHECK(igraph_connected_components(graph, &components->of, &components->size, NULL,
                                             IGRAPH_STRONG));
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_components(const latigraph_subject_t *subject,
                                            const latigraph_components_t **components) {
    latigraph_shared_t *shared = subject->shared;
    if (!shared->has_components) {
        const igraph_t *graph;
        IGRAPH_CHECK(latigraph_subject_graph(subject, &graph));
        IGRAPH_CHECK(find_components(&shared->components, graph));
        shared->has_components = TRUE;
    }
    *components = &shared->components;
    return IGRAPH_SUCCESS;
}

static igraph_error_t count_triads(const latigraph_subject_t *subject) {
    latigraph_neuron_triads_t neurons;
    LATIGRAPH_ALLOCATE(neurons.triangles, subject->circuit->n);
    LATIGRAPH_ALLOCATE(neurons.partners, subject->circuit->n);
    IGRAPH_CHECK(latigraph_find_triads(subject->circuit, &subject->shared->triads, &neurons));
    IGRAPH_FINALLY_CLEAN(2);
    subject->shared->neurons = neurons;
    subject->shared->has_triads = TRUE;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_triads(const latigraph_subject_t *subject,
                                        const latigraph_triads_t **triads) {
    IGRAPH_CHECK(subject->shared->has_triads ? IGRAPH_SUCCESS : count_triads(subject));
    *triads = &subject->shared->triads;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_neuron_triads(const latigraph_subject_t *subject,
                                               const latigraph_neuron_triads_t **neurons) {
    IGRAPH_CHECK(subject->shared->has_triads ? IGRAPH_SUCCESS : count_triads(subject));
    *neurons = &subject->shared->neurons;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_paths(const latigraph_subject_t *subject,
                                       latigraph_paths_t *paths) {
    latigraph_shared_t *shared = subject->shared;
    if (!shared->has_paths) {
        IGRAPH_CHECK(latigraph_sum_paths(subject->circuit, IGRAPH_DIRECTED, &shared->paths));
        shared->has_paths = TRUE;
    }
    *paths = shared->paths;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_eigenvalues(const latigraph_subject_t *subject,
                                             latigraph_eigenvalues_t *eigenvalues) {
    latigraph_shared_t *shared = subject->shared;
    if (!shared->has_eigenvalues) {
        IGRAPH_CHECK(latigraph_find_eigenvalues(subject, &shared->eigenvalues));
        shared->has_eigenvalues = TRUE;
    }
    *eigenvalues = shared->eigenvalues;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_subject_laplacian(const latigraph_subject_t *subject,
                                           latigraph_laplacian_t *laplacian) {
    latigraph_shared_t *shared = subject->shared;
    if (!shared->has_laplacian) {
        IGRAPH_CHECK(latigraph_find_laplacian(subject, &shared->laplacian));
        shared->has_laplacian = TRUE;
    }
    *laplacian = shared->laplacian;
    return IGRAPH_SUCCESS;
}
