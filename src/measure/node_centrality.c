/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Node properties that igraph computes: triangles, clustering, betweenness, closeness, PageRank and
 * coreness.
 *
 * Paths and walks follow the direction of the edges and ignore weights, like the properties of
 * whole circuits do. Triangles, clustering and coreness are of the skeleton, the undirected simple
 * graph with an edge wherever there is one in either direction. igraph has no directed form of
 * them, or one that counts mutual pairs twice. For the weighted clustering, an edge of the skeleton
 * has the sum of the weights of both directions.
 */
#include "base/compat.h"
#include "measure/node_property.h"
#include "measure/property.h"

igraph_error_t latigraph_node_triangles(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    const latigraph_neuron_triads_t *neurons;
    IGRAPH_CHECK(latigraph_subject_neuron_triads(&nodes->subject, &neurons));
    memcpy(VECTOR(*value), neurons->triangles,
           (gsize)nodes->subject.circuit->n * sizeof *neurons->triangles);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_clustering(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    const latigraph_neuron_triads_t *neurons;
    IGRAPH_CHECK(latigraph_subject_neuron_triads(&nodes->subject, &neurons));
    for (int i = 0; i < nodes->subject.circuit->n; i++) {
        VECTOR(*value)[i] = latigraph_clustering(neurons, i);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_weighted_clustering(const latigraph_nodes_t *nodes,
                                                  igraph_vector_t *value) {
    const igraph_t *skeleton;
    igraph_vector_t weights;
    if (nodes->subject.circuit->weight == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_subject_skeleton(&nodes->subject, &skeleton));
    IGRAPH_VECTOR_INIT_FINALLY(&weights, 0);
    IGRAPH_CHECK(latigraph_skeleton_weights(nodes->subject.circuit, skeleton, &weights));
    IGRAPH_CHECK(igraph_transitivity_barrat(skeleton, value, igraph_vss_all(), &weights,
                                            IGRAPH_TRANSITIVITY_NAN));
    igraph_vector_destroy(&weights);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_betweenness(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    const igraph_t *graph;
    IGRAPH_CHECK(latigraph_subject_graph(&nodes->subject, &graph));
    return latigraph_betweenness(graph, value);
}

static igraph_error_t closeness(const latigraph_nodes_t *nodes, igraph_neimode_t mode,
                                igraph_vector_t *value) {
    const igraph_t *graph;
    IGRAPH_CHECK(latigraph_subject_graph(&nodes->subject, &graph));
    return igraph_closeness(graph, value, NULL, NULL, igraph_vss_all(), mode, NULL,
                            /* normalized */ true);
}

igraph_error_t latigraph_node_closeness_out(const latigraph_nodes_t *nodes,
                                            igraph_vector_t *value) {
    return closeness(nodes, IGRAPH_OUT, value);
}

igraph_error_t latigraph_node_closeness_in(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    return closeness(nodes, IGRAPH_IN, value);
}

igraph_error_t latigraph_node_pagerank(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    const igraph_t *graph;
    IGRAPH_CHECK(latigraph_subject_graph(&nodes->subject, &graph));
    return latigraph_pagerank(graph, value);
}

igraph_error_t latigraph_node_coreness(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    const igraph_t *skeleton;
    igraph_vector_int_t core;
    IGRAPH_CHECK(latigraph_subject_skeleton(&nodes->subject, &skeleton));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&core, 0);
    IGRAPH_CHECK(igraph_coreness(skeleton, &core, IGRAPH_ALL));
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&core); i++) {
        VECTOR(*value)[i] = (igraph_real_t)VECTOR(core)[i];
    }
    igraph_vector_int_destroy(&core);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
