/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_SUBJECT_H
#define LATIGRAPH_MEASURE_SUBJECT_H

#include "measure/quantities.h"

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

/* Computes a set of quantities ahead, in a worker thread: see latigraph_quantities_find(). */
gboolean latigraph_subject_prepare(const latigraph_subject_t *subject, guint quantities,
                                   latigraph_cancel_t *cancel);

/* The functions below compute a quantity at its first use and return the cached one later. The
 * subject owns what they return. */

/* Directed edges in the order of the circuit, without attributes. O((m + n) log n). */
igraph_error_t latigraph_subject_graph(const latigraph_subject_t *subject, const igraph_t **graph);
/* Undirected and simple graph with an edge i — j if one runs in either direction. O((m + n) log n).
 */
igraph_error_t latigraph_subject_skeleton(const latigraph_subject_t *subject,
                                          const igraph_t **skeleton);
/* Computes a quantity, unless it is known, and what it depends on. All quantities are returned. */
igraph_error_t latigraph_subject_find(const latigraph_subject_t *subject,
                                      latigraph_quantity_t quantity,
                                      const latigraph_quantities_t **quantities);
/* O(n + m √m). */
igraph_error_t latigraph_subject_triads(const latigraph_subject_t *subject,
                                        const latigraph_triads_t **triads);
/* The same pass counts the triangles of each neuron. */
igraph_error_t latigraph_subject_neuron_triads(const latigraph_subject_t *subject,
                                               const latigraph_neuron_triads_t **neurons);
/* Shortest paths along directed edges. O(n (n + m)). */
igraph_error_t latigraph_subject_paths(const latigraph_subject_t *subject,
                                       latigraph_paths_t *paths);
void latigraph_subject_destroy(latigraph_subject_t *subject);

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
