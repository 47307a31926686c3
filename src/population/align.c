/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Aligned graphs: every animal gets a vertex for every neuron of any animal, in one order.
 *
 * Vertex i is then the same neuron in all graphs, so that adjacency matrices can be subtracted, and
 * vectors of node properties compared. A neuron that an animal does not have is a vertex without
 * edges. It differs from one that has no partners: its attribute "present" is false, and all other
 * attributes are unknown. */

#include "base/remarks.h"
#include "population/attributes.h"
#include "population/neurons.h"

/**
 * \function latigraph_population_options_init
 * \brief Sets the options that match the neurons and edges of several animals to their defaults.
 *
 * Neurons are matched by "name", in the order of their first appearance. Weights are those of the
 * edge attribute "weight", and the weights of parallel edges add up.
 *
 * \param options The options to set.
 *
 * Time complexity: O(1).
 *
 * Example: neurons in the order of their names.
 * \verbatim
 *   igraph_graph_list_t aligned;
 *   latigraph_population_options_t matching;
 *   latigraph_population_options_init(&matching);
 *   matching.order = LATIGRAPH_NEURONS_SORTED;
 *   igraph_graph_list_init(&aligned, 0);
 *   latigraph_align(&aligned, &graphs, &matching);
 *   igraph_graph_list_destroy(&aligned);
 * \endverbatim
 */
void latigraph_population_options_init(latigraph_population_options_t *options) {
    *options = (latigraph_population_options_t){.order = LATIGRAPH_NEURONS_BY_APPEARANCE};
}

static igraph_error_t align_one(const latigraph_neurons_t *neurons, igraph_integer_t animal,
                                igraph_t *aligned) {
    const igraph_t *graph = igraph_graph_list_get_ptr(neurons->graphs, animal);
    igraph_vector_bool_t present;
    igraph_vector_int_t ends;
    IGRAPH_CHECK(latigraph_neurons_graph(neurons, aligned));
    IGRAPH_FINALLY(igraph_destroy, aligned);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&present, 0);
    IGRAPH_CHECK(latigraph_neurons_ends(neurons, animal, &ends));
    IGRAPH_CHECK(igraph_add_edges(aligned, &ends, NULL));
    IGRAPH_CHECK(latigraph_copy_attributes(graph, aligned));
    IGRAPH_CHECK(latigraph_neurons_fill(neurons, animal, aligned));
    IGRAPH_CHECK(latigraph_neurons_present(neurons, animal, &present));
    IGRAPH_CHECK(igraph_cattribute_VAB_setv(aligned, LATIGRAPH_PRESENT, &present));
    igraph_vector_bool_destroy(&present);
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_align
 * \brief Makes graphs of several animals on the same neurons.
 *
 * Every result has a vertex for each neuron of any animal, in one fixed order: that of the first
 * appearance of its name, graph by graph, or that of the names. Vertex i is thus the same neuron in
 * all of them. The vertex attribute "present" says whether the animal has the neuron. Other
 * attributes of absent neurons are NaN, empty or false. Edges keep their order, and all attributes
 * of graphs, edges and present neurons are kept. The names become texts if they were numbers.
 *
 * \param aligned An initialised list, to which one graph per animal is appended. After an error it
 *        may have some of them.
 * \param graphs At least two graphs, all directed or all undirected.
 * \param options Options; \c by and \c order are used. NULL: the defaults.
 * \return Error code: \c IGRAPH_EINVAL if there are fewer than two graphs, a name is missing or
 *         repeated within a graph, a graph has no name in common with those before it, or directed
 *         and undirected graphs are mixed.
 *
 * Time complexity: O(animals · (n + c) + m) for n neurons of all animals, c attributes and m edges.
 *
 * Example: the number of neurons of all animals.
 * \verbatim
 *   igraph_graph_list_t aligned;
 *   igraph_graph_list_init(&aligned, 0);
 *   latigraph_align(&aligned, &graphs, NULL);
 *   printf("%ld\n", (long)igraph_vcount(igraph_graph_list_get_ptr(&aligned, 0)));
 *   igraph_graph_list_destroy(&aligned);
 * \endverbatim
 */
igraph_error_t latigraph_align(igraph_graph_list_t *aligned, const igraph_graph_list_t *graphs,
                               const latigraph_population_options_t *options) {
    latigraph_population_options_t defaults;
    latigraph_neurons_t neurons;
    latigraph_population_options_init(&defaults);
    IGRAPH_CHECK(latigraph_neurons_init(&neurons, graphs, options != NULL ? options : &defaults));
    for (igraph_integer_t k = 0; k < igraph_graph_list_size(graphs); k++) {
        igraph_t graph;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(align_one(&neurons, k, &graph));
        IGRAPH_FINALLY(igraph_destroy, &graph);
        IGRAPH_CHECK(igraph_graph_list_push_back(aligned, &graph));
        IGRAPH_FINALLY_CLEAN(1);
    }
    latigraph_neurons_destroy(&neurons);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
