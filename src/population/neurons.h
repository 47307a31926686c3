/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_POPULATION_NEURONS_H
#define LATIGRAPH_POPULATION_NEURONS_H

#include "base/memory.h"

#include <latigraph/population.h>

/* Vertex attribute that says whether the animal has the neuron. */
#define LATIGRAPH_PRESENT "present"

/* The n neurons of the union of several animals, and where each animal has them. */
typedef struct {
    const igraph_graph_list_t *graphs;
    const char *by;            /* vertex attribute with the names */
    igraph_strvector_t labels; /* per animal, for messages: its name in quotes, or its number */
    igraph_strvector_t names;  /* (n) */
    igraph_vector_int_list_t number; /* per animal: neuron of each vertex, −1 if it is absent */
    igraph_vector_int_t animals;     /* (n) number of animals that have the neuron */
    igraph_integer_t common;         /* neurons that all animals have */
    igraph_bool_t directed;
} latigraph_neurons_t;

/* Matches the vertices of the graphs by name. Raises an error where there are fewer than two
 * graphs, names are missing or repeated, a graph has no name in common with those before it, or
 * directed and undirected graphs are mixed. O(vertices), O(n log n) if sorted. */
igraph_error_t latigraph_neurons_init(latigraph_neurons_t *neurons,
                                      const igraph_graph_list_t *graphs,
                                      const latigraph_population_options_t *options);
void latigraph_neurons_destroy(latigraph_neurons_t *neurons);

static inline igraph_integer_t latigraph_neurons_size(const latigraph_neurons_t *neurons) {
    return igraph_strvector_size(&neurons->names);
}

static inline const char *latigraph_neurons_label(const latigraph_neurons_t *neurons,
                                                  igraph_integer_t animal) {
    return igraph_strvector_get(&neurons->labels, animal);
}

/* Marks the neurons that an animal has. */
igraph_error_t latigraph_neurons_present(const latigraph_neurons_t *neurons,
                                         igraph_integer_t animal, igraph_vector_bool_t *present);

/* Appends the ends of all edges of an animal, as neurons: from, to, from, to, ... */
igraph_error_t latigraph_neurons_ends(const latigraph_neurons_t *neurons, igraph_integer_t animal,
                                      igraph_vector_int_t *ends);

/* Makes a graph without edges whose vertices are the neurons, by their names. */
igraph_error_t latigraph_neurons_graph(const latigraph_neurons_t *neurons, igraph_t *graph);

/* Copies the vertex attributes of an animal to such a graph. Values that are known already stay; a
 * number is not known if it is NaN, and a text if it is empty. */
igraph_error_t latigraph_neurons_fill(const latigraph_neurons_t *neurons, igraph_integer_t animal,
                                      igraph_t *graph);

#endif
