/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MAPS_H
#define LATIGRAPH_MAPS_H

#include <latigraph/circuit.h>

LATIGRAPH_BEGIN_C

/** Options of a separation of groups of circuits by maps over their common neurons. */
typedef struct {
    const igraph_vector_int_t *which; /**< node properties that are the maps; NULL: in-degree,
                                           out-degree, three-cycles and clustering */
    igraph_integer_t folds;           /**< folds of circuits; 0: each circuit is a fold */
    igraph_integer_t components;      /**< principal components; 0: chosen within the folds */
    igraph_integer_t permutations;    /**< permutations of the labels; 0: no p-value */
    igraph_uint_t seed;               /**< seed of the folds and permutations */
} latigraph_maps_options_t;

/** Sets the default maps, one fold per circuit, chosen components, 199 permutations and a seed
 *  drawn from igraph's default generator. */
LATIGRAPH_EXPORT void latigraph_maps_options_init(latigraph_maps_options_t *options);

/** How well maps separate groups. N circuits, G groups, V common neurons, P properties. */
typedef struct {
    igraph_strvector_t groups;       /**< (G) names of the groups */
    igraph_vector_t group_circuits;  /**< (G) circuits of each group */
    igraph_strvector_t neurons;      /**< (V) names of the common neurons */
    igraph_real_t share;             /**< V over the mean number of neurons of a circuit */
    igraph_real_t accuracy;          /**< share of circuits in the right group, mean over groups */
    igraph_real_t chance;            /**< 1 / G */
    igraph_real_t auc;               /**< two groups: area under the ROC curve; otherwise NaN */
    igraph_real_t p;                 /**< permutation p-value of the accuracy */
    igraph_real_t accuracy_shuffled; /**< mean accuracy over permutations of the labels */
    igraph_real_t accuracy_size;     /**< accuracy of size, density and mean strength alone */
    igraph_real_t accuracy_beyond;   /**< accuracy of maps from which these are regressed out */
    igraph_real_t accuracy_mask;     /**< accuracy of the neurons in the mask alone; NaN where no
                                          fold has a mask */
    igraph_bool_t strength;          /**< whether the controls include the mean strength */
    igraph_real_t components;        /**< mean number of components over folds */
    igraph_matrix_t confusion;       /**< (G, G) circuits of group g that are put into group h */
    igraph_vector_t predicted;       /**< (N) index of the group that each circuit is put into */
    igraph_matrix_t weights;         /**< (V, P) weights of the discriminant of all circuits: of the
                                          second group minus the first, or their spread over groups */
    igraph_vector_t neuron_accuracy; /**< (V) accuracy of one neuron alone, within the folds */
    igraph_vector_t mask;            /**< (V) share of folds whose mask has the neuron */
} latigraph_maps_result_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_maps_result_init(latigraph_maps_result_t *result);
LATIGRAPH_EXPORT void latigraph_maps_result_destroy(latigraph_maps_result_t *result);

/** Separates groups of circuits by node properties of their common neurons. \p labels has the group
 *  of each circuit. */
LATIGRAPH_EXPORT igraph_error_t latigraph_discriminate_maps(
    const latigraph_circuit_list_t *circuits, const igraph_strvector_t *labels,
    const latigraph_maps_options_t *options, latigraph_maps_result_t *result);

LATIGRAPH_END_C

#endif
