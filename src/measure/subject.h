/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_SUBJECT_H
#define LATIGRAPH_MEASURE_SUBJECT_H

#include "circuit/circuit.h"

/* A circuit made ready for measuring: everything that several properties need. */
typedef struct {
    const latigraph_circuit_t *circuit;
    igraph_t graph;    /* the directed edges, without attributes */
    igraph_t skeleton; /* undirected and simple: i — j where an edge runs either way */
    igraph_vector_int_t component;      /* (n) strongly connected component of each neuron */
    igraph_vector_int_t component_size; /* (components) */
    double connected_triads;            /* triples of neurons that the skeleton connects */
    double feed_forward;                /* of these, 030T: i → j → k, i → k, nothing else */
    double cyclic;                      /* of these, 030C: i → j → k → i, nothing else */
} latigraph_subject_t;

/* O((n + m) log n + Σ degree²). */
igraph_error_t latigraph_subject_init(latigraph_subject_t *subject,
                                      const latigraph_circuit_t *circuit);
void latigraph_subject_destroy(latigraph_subject_t *subject);

static inline int latigraph_out_degree(const latigraph_circuit_t *circuit, int i) {
    return circuit->out_start[i + 1] - circuit->out_start[i];
}

static inline int latigraph_in_degree(const latigraph_circuit_t *circuit, int i) {
    return circuit->in_start[i + 1] - circuit->in_start[i];
}

#endif
