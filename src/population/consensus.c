/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The consensus of several animals: one graph with the mean weight of every edge.
 *
 * Means are over the animals that have both neurons, with 0 where they have no edge. A mean over
 * the animals that have the edge would make a chance contact of one animal as strong as an edge of
 * all. The share of animals that have an edge is therefore beside it, and a threshold on the share
 * is the usual way to leave out what one animal alone has. */

#include "base/remarks.h"
#include "population/edges.h"

static igraph_error_t list_edges(const latigraph_population_edges_t *edges, igraph_real_t share,
                                 igraph_vector_int_t *listed) {
    for (igraph_integer_t e = 0; e < latigraph_population_edges_size(edges); e++) {
        if (latigraph_edge_moments(edges, e).share >= share) {
            IGRAPH_CHECK(igraph_vector_int_push_back(listed, e));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_consensus(const latigraph_population_edges_t *edges, igraph_real_t share,
                                     igraph_t *consensus) {
    igraph_vector_int_t listed;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&listed, 0);
    IGRAPH_CHECK(list_edges(edges, share, &listed));
    IGRAPH_CHECK(latigraph_population_graph(edges, &listed, "consensus", consensus));
    igraph_vector_int_destroy(&listed);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_consensus
 * \brief Makes one graph of several animals, with the mean weight of every edge.
 *
 * The graph has all neurons of all animals, in the order that \c options asks for. An edge counts
 * in the animals that have both of its neurons. Its attributes are "weight", the mean over these
 * animals with 0 where there is no edge; "sd", the standard deviation (NaN for one animal);
 * "share", the share of these animals that have the edge; "animals", their number; and its kind if
 * \c kind names an attribute. Vertices have "share", the share of animals that have the neuron, and
 * their other attributes as in the first animal that knows them. The graph attribute "animals" is
 * the number of animals, and "common" the number of neurons that all have.
 *
 * \param consensus An uninitialised graph; free it with \c igraph_destroy().
 * \param graphs At least two graphs, all directed or all undirected.
 * \param share Edges that fewer of their animals have are left out; from 0 (none is) to 1.
 * \param options Options; NULL: the defaults.
 * \return Error code: \c IGRAPH_EINVAL for graphs that \ref latigraph_align() refuses, an infinite
 *         weight, a share out of range, or an edge attribute that no graph has.
 *
 * Time complexity: O(animals · E + m log E) for E distinct edges and m edges in all.
 *
 * Example: edges that at least half of the animals have.
 * \verbatim
 *   igraph_t common;
 *   latigraph_consensus(&common, &graphs, 0.5, NULL);
 *   printf("%ld edges\n", (long)igraph_ecount(&common));
 *   igraph_destroy(&common);
 * \endverbatim
 */
igraph_error_t latigraph_consensus(igraph_t *consensus, const igraph_graph_list_t *graphs,
                                   igraph_real_t share,
                                   const latigraph_population_options_t *options) {
    latigraph_population_options_t defaults;
    latigraph_neurons_t neurons;
    latigraph_population_edges_t edges;
    latigraph_population_options_init(&defaults);
    options = options != NULL ? options : &defaults;
    if (!(share >= 0 && share <= 1)) {
        IGRAPH_ERRORF("The share of animals that have an edge is %g, but must be from 0 to 1.",
                      IGRAPH_EINVAL, share);
    }
    IGRAPH_CHECK(latigraph_neurons_init(&neurons, graphs, options));
    IGRAPH_CHECK(latigraph_population_edges_init(&edges, &neurons, options));
    IGRAPH_CHECK(make_consensus(&edges, share, consensus));
    latigraph_population_edges_destroy(&edges);
    latigraph_neurons_destroy(&neurons);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
