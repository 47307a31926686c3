/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_POPULATION_H
#define LATIGRAPH_POPULATION_H

#include <latigraph/callback.h>
#include <latigraph/export.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_population Populations
 *
 * A population is a list of igraph graphs, one per animal, whose neurons correspond by name. All
 * graphs are directed, or all are undirected. A neuron is present in an animal if a vertex has its
 * name; a vertex attribute "present" that is false, as \ref latigraph_align() sets it, says that
 * the neuron is absent all the same. Attributes need igraph's attribute handler for C.
 *
 * Where both neurons of an edge are present, but no edge joins them, its weight is 0. Where one of
 * the two is absent, the animal says nothing about the edge and does not count for it.
 */

/** Orders of the neurons of several animals. */
typedef enum {
    LATIGRAPH_NEURONS_BY_APPEARANCE, /**< first the neurons of the first graph */
    LATIGRAPH_NEURONS_SORTED         /**< sorted by the bytes of their names */
} latigraph_neuron_order_t;

/** Options that say which vertices and edges of several animals are the same. */
typedef struct {
    const char *by;     /**< vertex attribute with the names; NULL: "name" */
    const char *weight; /**< edge attribute with the weights; NULL: "weight", or 1 without it;
                           "none": every edge weighs 1 */
    const char *kind;   /**< edge attribute that keeps edges of the same neurons apart, such as
                             chemical and electrical synapses; NULL: their weights add up */
    latigraph_neuron_order_t order; /**< order of the vertices of results */
    latigraph_remarks_t *remarks;   /**< gets remarks on the graphs; may be NULL */
} latigraph_population_options_t;

LATIGRAPH_EXPORT void latigraph_population_options_init(latigraph_population_options_t *options);

LATIGRAPH_EXPORT igraph_error_t latigraph_align(igraph_graph_list_t *aligned,
                                                const igraph_graph_list_t *graphs,
                                                const latigraph_population_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_consensus(igraph_t *consensus,
                                                    const igraph_graph_list_t *graphs,
                                                    igraph_real_t share,
                                                    const latigraph_population_options_t *options);

/** Kinds of change of an edge over ages. */
typedef enum {
    LATIGRAPH_CHANGE_STABLE,        /**< found in enough animals, and no trend with age is found */
    LATIGRAPH_CHANGE_VARIABLE,      /**< found in fewer animals, and no trend with age is found */
    LATIGRAPH_CHANGE_DEVELOPMENTAL, /**< the weight has a trend with age */
    LATIGRAPH_CHANGE_UNKNOWN        /**< fewer than two animals have both neurons */
} latigraph_change_t;
enum { LATIGRAPH_CHANGES = LATIGRAPH_CHANGE_UNKNOWN + 1 };

/** Options of \ref latigraph_variability(). */
typedef struct {
    latigraph_population_options_t population;
    const igraph_vector_t *ages;   /**< age or rank of each animal; NULL: 0, 1, 2, ... */
    igraph_real_t q;               /**< false discovery rate of developmental edges */
    igraph_real_t stable;          /**< least share of animals that have a stable edge */
    igraph_bool_t relative;        /**< divide weights by the sum of weights of their animal */
    igraph_integer_t permutations; /**< random orders of ages where there are more than 40,320 */
    igraph_integer_t threads;      /**< the result does not depend on it */
    igraph_uint_t seed;            /**< seed of random orders */
} latigraph_variability_options_t;

LATIGRAPH_EXPORT void latigraph_variability_options_init(latigraph_variability_options_t *options);

/** Totals of \ref latigraph_variability(), by kind of change. */
typedef struct {
    igraph_integer_t edges[LATIGRAPH_CHANGES]; /**< number of edges */
    igraph_real_t weight[LATIGRAPH_CHANGES];   /**< share of the sum of weights over all animals */
    igraph_integer_t growing;                  /**< developmental edges whose weight grows */
    igraph_integer_t tested;                   /**< edges whose p could reach the threshold */
    igraph_real_t least_p;                     /**< smallest p that any edge could have */
} latigraph_variability_t;

LATIGRAPH_EXPORT const char *latigraph_change_name(latigraph_change_t change);

LATIGRAPH_EXPORT igraph_error_t latigraph_variability(
    igraph_t *graph, latigraph_variability_t *totals, const igraph_graph_list_t *graphs,
    const latigraph_variability_options_t *options);

LATIGRAPH_END_C

#endif
