/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_COMPAT_H
#define LATIGRAPH_BASE_COMPAT_H

/* This header holds every difference between igraph 0.10 and igraph 1.0, so that no other file
 * tests the version of igraph. */

#include <glib.h>
#include <igraph.h>

#if IGRAPH_VERSION_MAJOR < 1
#define LATIGRAPH_WANTS_INTERRUPTION() (igraph_allow_interruption(NULL) != IGRAPH_SUCCESS)
#define LATIGRAPH_HANDLER_RESULT igraph_error_t
#define LATIGRAPH_HANDLER_ARGUMENTS void *data G_GNUC_UNUSED
#define LATIGRAPH_HANDLER_RETURN(cancel) ((cancel) ? IGRAPH_INTERRUPTED : IGRAPH_SUCCESS)
#else
#define LATIGRAPH_WANTS_INTERRUPTION() igraph_allow_interruption()
#define LATIGRAPH_HANDLER_RESULT igraph_bool_t
#define LATIGRAPH_HANDLER_ARGUMENTS void
#define LATIGRAPH_HANDLER_RETURN(cancel) (cancel)
#endif

/* Returns whether the user asked to interrupt; the caller then returns IGRAPH_INTERRUPTED.
 * Handlers may free the FINALLY stack. FINALLY_ENTER hides the caller's entries from them, so that
 * a checkpoint can still be saved. */
static inline igraph_bool_t latigraph_interrupted(void) {
    IGRAPH_FINALLY_ENTER();
    const igraph_bool_t cancel = LATIGRAPH_WANTS_INTERRUPTION();
    IGRAPH_FINALLY_EXIT();
    return cancel;
}

/* Defines an interruption handler that cancels when `cancel` is true. It then frees the FINALLY
 * stack: igraph's own functions return at once if a handler cancels, and leave entries that point
 * into their frames. */
#define LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(name, cancel)                                        \
    static LATIGRAPH_HANDLER_RESULT name(LATIGRAPH_HANDLER_ARGUMENTS) {                            \
        const igraph_bool_t cancels = (cancel);                                                    \
        if (cancels) {                                                                             \
            IGRAPH_FINALLY_FREE();                                                                 \
        }                                                                                          \
        return LATIGRAPH_HANDLER_RETURN(cancels);                                                  \
    }

/* Returns whether code that was built with an igraph of this version and these integers can share
 * graphs with ours. igraph 0.x changes its binary interface with every minor version. From 1.0 on
 * it promises to keep it within a major version. */
static inline igraph_bool_t latigraph_same_igraph(int major, int minor, int integer_size) {
    return major == IGRAPH_VERSION_MAJOR && (major > 0 || minor == IGRAPH_VERSION_MINOR) &&
           integer_size == IGRAPH_INTEGER_SIZE;
}

/* Name of the vertex attribute that igraph's Pajek writer takes the names from. */
#if IGRAPH_VERSION_MAJOR < 1
#define LATIGRAPH_PAJEK_NAMES "id"
#else
#define LATIGRAPH_PAJEK_NAMES "name"
#endif

/* These wrappers call measures whose arguments igraph 1.0 reordered. All are unweighted unless
 * lengths are an argument, and directed unless a mode is one. */
#if IGRAPH_VERSION_MAJOR < 1
#define LATIGRAPH_BY_VERSION(before, since) before
#else
#define LATIGRAPH_BY_VERSION(before, since) since
#endif
/* 0.10.16 has the new names of igraph 1.0 already, and warns of the old ones. */
#if IGRAPH_VERSION_MAJOR < 1 && IGRAPH_VERSION_MINOR < 11 && IGRAPH_VERSION_PATCH < 16
#define LATIGRAPH_BY_NAME(before, since) before
#else
#define LATIGRAPH_BY_NAME(before, since) since
#endif

/* Length of the longest shortest path between two connected vertices. */
static inline igraph_error_t latigraph_diameter(const igraph_t *graph, igraph_real_t *diameter) {
    return LATIGRAPH_BY_VERSION(
        igraph_diameter(graph, diameter, NULL, NULL, NULL, NULL, true, true),
        igraph_diameter(graph, NULL, diameter, NULL, NULL, NULL, NULL, true, true));
}

/* Mean length of the shortest paths over the pairs that have one. `without` gets the number of the
 * pairs that have none, or is NULL. */
static inline igraph_error_t latigraph_average_path_length(const igraph_t *graph,
                                                           igraph_real_t *length,
                                                           igraph_real_t *without,
                                                           igraph_bool_t directed) {
    return LATIGRAPH_BY_VERSION(
        igraph_average_path_length(graph, length, without, directed, true),
        igraph_average_path_length(graph, NULL, length, without, directed, true));
}

/* Mean local efficiency over vertices, with neighbours in both directions. */
static inline igraph_error_t latigraph_average_local_efficiency(const igraph_t *graph,
                                                                igraph_real_t *efficiency) {
    return LATIGRAPH_BY_VERSION(
        igraph_average_local_efficiency(graph, efficiency, NULL, true, IGRAPH_ALL),
        igraph_average_local_efficiency(graph, NULL, efficiency, true, IGRAPH_ALL));
}

/* Eccentricities of all vertices, along the direction of the edges. */
static inline igraph_error_t latigraph_eccentricity(const igraph_t *graph,
                                                    igraph_vector_t *scores) {
    return LATIGRAPH_BY_VERSION(
        igraph_eccentricity(graph, scores, igraph_vss_all(), IGRAPH_OUT),
        igraph_eccentricity(graph, NULL, scores, igraph_vss_all(), IGRAPH_OUT));
}

/* Betweenness of all vertices, not normalised. */
static inline igraph_error_t latigraph_betweenness(const igraph_t *graph, igraph_vector_t *scores) {
    return LATIGRAPH_BY_VERSION(
        igraph_betweenness(graph, scores, igraph_vss_all(), true, NULL),
        igraph_betweenness(graph, NULL, scores, igraph_vss_all(), true, false));
}

/* Number of triangles through each vertex, directions left aside. */
static inline igraph_error_t latigraph_adjacent_triangles(const igraph_t *graph,
                                                          igraph_vector_t *counts) {
    return LATIGRAPH_BY_NAME(igraph_adjacent_triangles,
                             igraph_count_adjacent_triangles)(graph, counts, igraph_vss_all());
}

/* PageRank of all vertices, with a damping of 0.85. */
static inline igraph_error_t latigraph_pagerank(const igraph_t *graph, igraph_vector_t *ranks) {
    return LATIGRAPH_BY_VERSION(igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, ranks, NULL,
                                                igraph_vss_all(), true, 0.85, NULL, NULL),
                                igraph_pagerank(graph, NULL, ranks, NULL, 0.85, true,
                                                igraph_vss_all(), IGRAPH_PAGERANK_ALGO_PRPACK,
                                                NULL));
}

/* Jaccard similarity of all pairs of vertices. */
static inline igraph_error_t latigraph_similarity_jaccard(const igraph_t *graph,
                                                          igraph_matrix_t *similarity,
                                                          igraph_neimode_t mode) {
    return LATIGRAPH_BY_VERSION(
        igraph_similarity_jaccard(graph, similarity, igraph_vss_all(), mode, false),
        igraph_similarity_jaccard(graph, similarity, igraph_vss_all(), igraph_vss_all(), mode,
                                  false));
}

/* Mean over ordered pairs of 1 / distance along directed paths whose edges have these lengths. */
static inline igraph_error_t latigraph_global_efficiency(const igraph_t *graph,
                                                         const igraph_vector_t *lengths,
                                                         igraph_real_t *efficiency) {
    return LATIGRAPH_BY_VERSION(igraph_global_efficiency(graph, efficiency, lengths, true),
                                igraph_global_efficiency(graph, lengths, efficiency, true));
}

/* Pearson correlation over the edges of `out` at the source with `in` at the target. */
static inline igraph_error_t latigraph_assortativity(const igraph_t *graph,
                                                     const igraph_vector_t *out,
                                                     const igraph_vector_t *in,
                                                     igraph_real_t *correlation) {
    return LATIGRAPH_BY_VERSION(
        igraph_assortativity(graph, out, in, correlation, true, true),
        igraph_assortativity(graph, NULL, out, in, correlation, true, true));
}

/* Communities of an undirected graph by Leiden's method, 10 iterations from single vertices. With
 * the strengths of the vertices and the resolution 1 / Σ strength it maximises the modularity. */
static inline igraph_error_t
latigraph_community_leiden(const igraph_t *graph, const igraph_vector_t *weights,
                           const igraph_vector_t *strength, igraph_real_t resolution,
                           igraph_vector_int_t *membership, igraph_integer_t *count) {
    return LATIGRAPH_BY_VERSION(igraph_community_leiden(graph, weights, strength, resolution, 0.01,
                                                        false, 10, membership, count, NULL),
                                igraph_community_leiden(graph, weights, strength, NULL, resolution,
                                                        0.01, false, 10, membership, count, NULL));
}

/* Sets `order` to the indices of the values in ascending or descending order. */
static inline igraph_error_t latigraph_sort_indices(const igraph_vector_t *values,
                                                    igraph_vector_int_t *order,
                                                    igraph_order_t direction) {
    return LATIGRAPH_BY_NAME(igraph_vector_qsort_ind, igraph_vector_sort_ind)(values, order,
                                                                              direction);
}
#undef LATIGRAPH_BY_NAME
#undef LATIGRAPH_BY_VERSION

/* Returns from a long function when the user asked to interrupt. Use it in the calling thread
 * only. */
#define LATIGRAPH_ALLOW_INTERRUPTION()                                                             \
    do {                                                                                           \
        if (latigraph_interrupted()) {                                                             \
            IGRAPH_FINALLY_FREE();                                                                 \
            return IGRAPH_INTERRUPTED;                                                             \
        }                                                                                          \
    } while (0)

#endif
