/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties of reachability: paths, efficiency, small-worldness, modularity, strong components.
 *
 * Path length and efficiency share the distances of all pairs (paths.c). The path length is a mean
 * over the pairs that have a path; for the efficiency, the other pairs count 0. Small-worldness
 * compares the skeleton with a random graph of the same density. The transitivity of the latter is
 * the density, and its distances follow from the expected sizes of shells, so that no random graph
 * is drawn. Modularity is the best value along igraph's greedy merging, which is deterministic,
 * unlike most methods.
 */
#include "measure/property.h"

#include <math.h>

igraph_error_t latigraph_measure_path_length(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    latigraph_paths_t paths;
    IGRAPH_CHECK(latigraph_subject_paths(subject, &paths));
    *value = paths.pairs > 0 ? paths.sum / paths.pairs : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_global_efficiency(const latigraph_subject_t *subject,
                                                   igraph_real_t *value) {
    const double n = subject->circuit->n;
    latigraph_paths_t paths;
    IGRAPH_CHECK(latigraph_subject_paths(subject, &paths));
    *value = n < 2 ? IGRAPH_NAN : paths.inverses / (n * (n - 1));
    return IGRAPH_SUCCESS;
}

/* Returns the mean distance from a node of a random graph to the nodes that it reaches. The graph
 * has n nodes, and p is the probability of an edge. Of r nodes not yet reached, a shell of s nodes
 * joins r (1 − (1 − p)^s). */
static double random_distance(double n, double p) {
    double left = n - 1, shell = 1, reached = 0, sum = 0;
    for (int d = 1; d < n && shell > 1e-9; d++) {
        shell = left * -expm1(shell * log1p(-p));
        left -= shell;
        reached += shell;
        sum += d * shell;
    }
    return sum / reached;
}

/* Both null values have closed forms, so no random graph is drawn. The transitivity of a random
 * graph is its density. */
igraph_error_t latigraph_measure_small_worldness(const latigraph_subject_t *subject,
                                                 igraph_real_t *value) {
    const double n = subject->circuit->n;
    const latigraph_triads_t *triads;
    igraph_real_t transitivity;
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_triads(subject, &triads));
    const double p = 2 * (triads->one_way + triads->mutual) / (n * (n - 1));
    *value = IGRAPH_NAN;
    if (n < 3 || p * (n - 1) < 1) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_measure_transitivity(subject, &transitivity));
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_WAYS, &q));
    *value = transitivity / p / (q->ways.sum / q->ways.pairs / random_distance(n, p));
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_modularity(const latigraph_subject_t *subject,
                                            igraph_real_t *value) {
    const igraph_t *skeleton;
    igraph_vector_t trace;       /* modularity after each merge */
    igraph_matrix_int_t mergers; /* igraph 0.10.2 crashes on disconnected graphs without this
                                    matrix */
    *value = IGRAPH_NAN;
    if (subject->circuit->m == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_subject_skeleton(subject, &skeleton));
    IGRAPH_CHECK(igraph_vector_init(&trace, 0));
    IGRAPH_FINALLY(igraph_vector_destroy, &trace);
    IGRAPH_CHECK(igraph_matrix_int_init(&mergers, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_int_destroy, &mergers);
    IGRAPH_CHECK(igraph_community_fastgreedy(skeleton, NULL, &mergers, &trace, NULL));
    *value = igraph_vector_max(&trace);
    igraph_matrix_int_destroy(&mergers);
    igraph_vector_destroy(&trace);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_giant_scc(const latigraph_subject_t *subject,
                                           igraph_real_t *value) {
    const int n = subject->circuit->n;
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_COMPONENTS, &q));
    *value = n == 0 ? IGRAPH_NAN : (double)q->components.largest / n;
    return IGRAPH_SUCCESS;
}
