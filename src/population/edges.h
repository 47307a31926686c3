/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_POPULATION_EDGES_H
#define LATIGRAPH_POPULATION_EDGES_H

#include "population/neurons.h"

/* The edges of several animals: E distinct ones by their ends and their kind, in ascending order of
 * sender, receiver and kind. */
typedef struct {
    const latigraph_neurons_t *neurons;
    igraph_vector_int_t ends;    /* (2 E) from, to, from, to, ... */
    const char *kind;            /* edge attribute that keeps edges apart, or NULL */
    igraph_strvector_t kinds;    /* its distinct values */
    igraph_vector_int_t kind_of; /* (E) kind of each edge, as an index of `kinds` */
    igraph_matrix_t weight;      /* (animals, E) NaN where the animal lacks one of the two neurons,
                                    0 where it has both but not the edge */
    igraph_vector_int_t found;   /* (E) number of animals that have the edge */
} latigraph_population_edges_t;

/* Collects the edges. Remarks say that weights are missing and count as 1, that parallel edges were
 * added up, and that signs are not used. Raises an error for an infinite weight, and for an
 * attribute that is asked for and that no graph has. O(animals · E + m log E). */
igraph_error_t latigraph_population_edges_init(latigraph_population_edges_t *edges,
                                               const latigraph_neurons_t *neurons,
                                               const latigraph_population_options_t *options);
void latigraph_population_edges_destroy(latigraph_population_edges_t *edges);

static inline igraph_integer_t
latigraph_population_edges_size(const latigraph_population_edges_t *edges) {
    return igraph_vector_int_size(&edges->found);
}

/* Moments of an edge over the animals that have both of its neurons. */
typedef struct {
    double animals, mean, sd, share; /* the SD is NaN for one animal */
} latigraph_edge_moments_t;
latigraph_edge_moments_t latigraph_edge_moments(const latigraph_population_edges_t *edges,
                                                igraph_integer_t e);

/* Makes a graph of all neurons and of the listed edges. Vertices have their names, their attributes
 * in the first animal that knows them, and "share", the share of animals that have the neuron.
 * Edges have their kind, "weight" (mean), "sd", "share" and "animals". */
igraph_error_t latigraph_population_graph(const latigraph_population_edges_t *edges,
                                          const igraph_vector_int_t *listed, const char *name,
                                          igraph_t *graph);

#endif
