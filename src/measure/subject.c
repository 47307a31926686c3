/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/subject.h"

static igraph_error_t init_skeleton(igraph_t *skeleton, const igraph_t *graph) {
    IGRAPH_CHECK(igraph_copy(skeleton, graph));
    IGRAPH_FINALLY(igraph_destroy, skeleton);
    IGRAPH_CHECK(igraph_to_undirected(skeleton, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Pairs of skeleton edges that meet in a neuron. */
static igraph_error_t count_paths_of_two(const igraph_t *skeleton, double *paths) {
    igraph_vector_int_t degree;
    IGRAPH_CHECK(igraph_vector_int_init(&degree, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &degree);
    IGRAPH_CHECK(igraph_degree(skeleton, &degree, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS));
    *paths = 0;
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&degree); i++) {
        const double k = (double)VECTOR(degree)[i];
        *paths += k * (k - 1) / 2;
    }
    igraph_vector_int_destroy(&degree);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Only triangles whose three dyads are one-way can be 030T or 030C. */
static void classify_triangle(latigraph_subject_t *subject, int i, int j, int k) {
    const latigraph_circuit_t *c = subject->circuit;
    const int ij = latigraph_circuit_has_edge(c, i, j), ji = latigraph_circuit_has_edge(c, j, i);
    const int jk = latigraph_circuit_has_edge(c, j, k), kj = latigraph_circuit_has_edge(c, k, j);
    const int ki = latigraph_circuit_has_edge(c, k, i), ik = latigraph_circuit_has_edge(c, i, k);
    if (ij + ji + jk + kj + ki + ik != 3) {
        return;
    }
    if (ij == jk && jk == ki) {
        subject->cyclic++;
    } else {
        subject->feed_forward++;
    }
}

/* The part of the triad census that we report, from the triangles of the skeleton.
 * igraph_triad_census() would draw from the caller's random generator. */
static igraph_error_t count_triads(latigraph_subject_t *subject) {
    igraph_vector_int_t triangles; /* three neurons a triangle */
    double paths;
    IGRAPH_CHECK(count_paths_of_two(&subject->skeleton, &paths));
    IGRAPH_CHECK(igraph_vector_int_init(&triangles, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &triangles);
    IGRAPH_CHECK(igraph_list_triangles(&subject->skeleton, &triangles));
    const igraph_integer_t ends = igraph_vector_int_size(&triangles);
    subject->feed_forward = subject->cyclic = 0;
    for (igraph_integer_t t = 0; t < ends; t += 3) {
        classify_triangle(subject, (int)VECTOR(triangles)[t], (int)VECTOR(triangles)[t + 1],
                          (int)VECTOR(triangles)[t + 2]);
    }
    /* A triangle holds three paths of two edges, an open triad one. */
    subject->connected_triads = paths - 2 * (double)(ends / 3);
    igraph_vector_int_destroy(&triangles);
    IGRAPH_FINALLY_CLEAN(1);
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
    IGRAPH_CHECK(count_triads(subject));
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

void latigraph_subject_destroy(latigraph_subject_t *subject) {
    igraph_vector_int_destroy(&subject->component_size);
    igraph_vector_int_destroy(&subject->component);
    igraph_destroy(&subject->skeleton);
    igraph_destroy(&subject->graph);
}
