/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_SUBJECT_H
#define LATIGRAPH_MEASURE_SUBJECT_H

#include "circuit/triads.h"

/* Number of distances whose pairs are counted one by one: 1, 2, 3 and 4. */
enum { LATIGRAPH_PATHS_AT = 4 };

/* Shortest directed paths over the ordered pairs that have one. */
typedef struct {
    double at[LATIGRAPH_PATHS_AT]; /* numbers of pairs at distance 1, 2, … */
    double pairs;                  /* number of ordered pairs with a path */
    double sum;                    /* sum of their distances, in edges */
    double inverses;               /* sum of 1 / distance */
} latigraph_paths_t;

/* Summary of the eigenvalues of the adjacency matrix. */
typedef struct {
    double largest, second; /* the two largest absolute values; 0 if there is none */
    double squares;         /* sum of the squared absolute values */
} latigraph_eigenvalues_t;

/* Eigenvalues of the Laplacian of the skeleton. */
typedef struct {
    double second;  /* second smallest; exactly 0 if the skeleton is disconnected */
    double largest; /* largest */
} latigraph_laplacian_t;

/* Strongly connected components. */
typedef struct {
    igraph_vector_int_t of;   /* (n) component of each neuron */
    igraph_vector_int_t size; /* (components) */
} latigraph_components_t;

/* Quantities of a circuit that have been computed (subject.c). */
typedef struct latigraph_shared_t latigraph_shared_t;

/* A circuit in measurement. */
typedef struct {
    const latigraph_circuit_t *circuit;
    latigraph_shared_t *shared;
} latigraph_subject_t;

/* Begins the measurement of a circuit. O(1). */
igraph_error_t latigraph_subject_init(latigraph_subject_t *subject,
                                      const latigraph_circuit_t *circuit);

/* The functions below compute a quantity at its first use and return the cached one later. The
 * subject owns what they return. */

/* Directed edges in the order of the circuit, without attributes. O((m + n) log n). */
igraph_error_t latigraph_subject_graph(const latigraph_subject_t *subject, const igraph_t **graph);
/* Undirected and simple graph with an edge i — j if one runs in either direction. O((m + n) log n).
 */
igraph_error_t latigraph_subject_skeleton(const latigraph_subject_t *subject,
                                          const igraph_t **skeleton);
/* O(m + n) after the graph. */
igraph_error_t latigraph_subject_components(const latigraph_subject_t *subject,
                                            const latigraph_components_t **components);
/* O(n + m √m). */
igraph_error_t latigraph_subject_triads(const latigraph_subject_t *subject,
                                        const latigraph_triads_t **triads);
/* The same pass counts the triangles of each neuron. */
igraph_error_t latigraph_subject_neuron_triads(const latigraph_subject_t *subject,
                                               const latigraph_neuron_triads_t **neurons);
/* Shortest paths along directed edges. O(n (n + m)). */
igraph_error_t latigraph_subject_paths(const latigraph_subject_t *subject,
                                       latigraph_paths_t *paths);
/* Eigenvalues by LAPACK in each strongly connected component; NaN for circuits above the size
 * limit. O(size³). */
igraph_error_t latigraph_subject_eigenvalues(const latigraph_subject_t *subject,
                                             latigraph_eigenvalues_t *eigenvalues);
/* Eigenvalues of the Laplacian by LAPACK; NaN for one neuron or none and above the size limit.
 * O(n³). */
igraph_error_t latigraph_subject_laplacian(const latigraph_subject_t *subject,
                                           latigraph_laplacian_t *laplacian);
void latigraph_subject_destroy(latigraph_subject_t *subject);

/* Compute what the subject caches (paths.c, eigenvalues.c). */
igraph_error_t latigraph_sum_paths(const latigraph_circuit_t *circuit, igraph_bool_t directed,
                                   latigraph_paths_t *paths);
igraph_error_t latigraph_find_eigenvalues(const latigraph_subject_t *subject,
                                          latigraph_eigenvalues_t *all);
igraph_error_t latigraph_find_laplacian(const latigraph_subject_t *subject,
                                        latigraph_laplacian_t *laplacian);

/* Returns the share of pairs of partners of neuron i that are partners, NaN with fewer than two. */
static inline double latigraph_clustering(const latigraph_neuron_triads_t *neurons, int i) {
    const double partners = neurons->partners[i];
    return partners > 1 ? neurons->triangles[i] / partners / (partners - 1) * 2 : IGRAPH_NAN;
}

static inline int latigraph_out_degree(const latigraph_circuit_t *circuit, int i) {
    return circuit->out_start[i + 1] - circuit->out_start[i];
}

static inline int latigraph_in_degree(const latigraph_circuit_t *circuit, int i) {
    return circuit->in_start[i + 1] - circuit->in_start[i];
}

#endif
