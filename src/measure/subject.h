/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_SUBJECT_H
#define LATIGRAPH_MEASURE_SUBJECT_H

#include "measure/triads.h"

/* Shortest directed paths over the ordered pairs that have one. */
typedef struct {
    double pairs;    /* number of ordered pairs with a path */
    double sum;      /* sum of their distances, in edges */
    double inverses; /* sum of 1 / distance */
} latigraph_paths_t;

/* Summary of the eigenvalues of the adjacency matrix. */
typedef struct {
    double largest, second; /* the two largest absolute values; 0 if there is none */
    double squares;         /* sum of the squared absolute values */
} latigraph_eigenvalues_t;

/* Expensive quantities, computed on first use and cached. */
typedef struct {
    gboolean has_paths, has_eigenvalues;
    latigraph_paths_t paths;
    latigraph_eigenvalues_t eigenvalues; /* NaN for circuits above the size limit */
} latigraph_shared_t;

/* A circuit prepared for measurement. */
typedef struct {
    const latigraph_circuit_t *circuit;
    igraph_t graph;    /* the directed edges, without attributes */
    igraph_t skeleton; /* undirected and simple: i — j if an edge runs in either direction */
    igraph_vector_int_t component;      /* (n) strongly connected component of each neuron */
    igraph_vector_int_t component_size; /* (components) */
    double connected_triads;            /* triples of neurons that the skeleton connects */
    double triad[LATIGRAPH_TRIADS];     /* triples of each class */
    latigraph_shared_t *shared;
} latigraph_subject_t;

/* Prepares a circuit. O((m + n) log n + Σ degree²). */
igraph_error_t latigraph_subject_init(latigraph_subject_t *subject,
                                      const latigraph_circuit_t *circuit);
/* Computes the shortest paths, or returns the cached ones. O(n (n + m)). */
igraph_error_t latigraph_subject_paths(const latigraph_subject_t *subject,
                                       latigraph_paths_t *paths);
/* Computes the eigenvalues by LAPACK in each strongly connected component, or returns the cached
 * ones. O(size³). */
igraph_error_t latigraph_subject_eigenvalues(const latigraph_subject_t *subject,
                                             latigraph_eigenvalues_t *eigenvalues);
void latigraph_subject_destroy(latigraph_subject_t *subject);

static inline int latigraph_out_degree(const latigraph_circuit_t *circuit, int i) {
    return circuit->out_start[i + 1] - circuit->out_start[i];
}

static inline int latigraph_in_degree(const latigraph_circuit_t *circuit, int i) {
    return circuit->in_start[i + 1] - circuit->in_start[i];
}

#endif
