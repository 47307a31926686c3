/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_WEIGHTS_H
#define LATIGRAPH_WEIGHTS_H

#include <latigraph/function.h>

LATIGRAPH_BEGIN_C

/** Sources of initial recurrent weights. */
typedef enum {
    LATIGRAPH_INITIAL_WIRING,         /**< the edges of the circuit */
    LATIGRAPH_INITIAL_FUNCTION,       /**< similarity of the functions of all pairs of neurons */
    LATIGRAPH_INITIAL_WIRING_FUNCTION /**< the product of both: similarity on edges alone */
} latigraph_initial_t;

/** Rules by which groups of two layers are connected in a mask. */
typedef enum {
    LATIGRAPH_MASKS_NONE,        /**< no masks */
    LATIGRAPH_MASKS_COMMUNITIES, /**< communities of the circuit: groups that it connects */
    LATIGRAPH_MASKS_RING         /**< groups on a ring: each group, and the next one */
} latigraph_masks_t;

/** Options of initial weights, costs and masks. */
typedef struct {
    latigraph_initial_t initial;
    const igraph_matrix_t *similarity; /**< (n, n) similarity of the neurons' functions; NULL:
                                            computed from the node data named below */
    const char *direction;   /**< column with the preferred direction of each neuron, or NULL */
    igraph_real_t period;    /**< size of a full turn in the unit of that column */
    const char *selectivity; /**< column with the selectivity of each neuron, or NULL: all 1 */
    const char *profile;     /**< comma-separated numeric columns that are compared instead */
    igraph_bool_t costs;     /**< whether to write costs of distance and of communicability */
    latigraph_masks_t masks;
    const igraph_vector_t *layers; /**< sizes of the layers between which masks lie */
    igraph_integer_t groups;       /**< groups of a ring */
    igraph_real_t density;         /**< density of each mask; NaN: that of the connected groups */
    latigraph_remarks_t *remarks;  /**< receives caveats; may be NULL */
} latigraph_weights_options_t;

LATIGRAPH_EXPORT void latigraph_weights_options_init(latigraph_weights_options_t *options);

LATIGRAPH_EXPORT igraph_error_t latigraph_function_similarity(
    const latigraph_circuit_t *circuit, const latigraph_weights_options_t *options,
    igraph_matrix_t *similarity);
LATIGRAPH_EXPORT igraph_error_t latigraph_initial_weights(
    const latigraph_circuit_t *circuit, const latigraph_reservoir_options_t *reservoir,
    const latigraph_weights_options_t *options, igraph_matrix_t *weight);
LATIGRAPH_EXPORT igraph_error_t latigraph_distance_cost(const latigraph_circuit_t *circuit,
                                                        igraph_matrix_t *cost,
                                                        igraph_integer_t *unknown);
LATIGRAPH_EXPORT igraph_error_t latigraph_communicability(const igraph_matrix_t *weight,
                                                          igraph_matrix_t *communicability);

/** Masks between consecutive layers, with their controls. Item l of each list has one row per unit
 *  of layer l + 1 and one column per unit of layer l; entries are 0 or 1. */
typedef struct {
    igraph_vector_int_t membership; /**< group of each neuron; empty for a ring */
    igraph_matrix_t blocks;         /**< 1 if units of group r (row) may reach those of group s */
    igraph_matrix_list_t block;     /**< masks of connected groups */
    igraph_matrix_list_t random;    /**< control: as many entries anywhere */
    igraph_matrix_list_t rewired;   /**< control: the same inputs and outputs of every unit */
} latigraph_layer_masks_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_layer_masks_init(latigraph_layer_masks_t *masks);
LATIGRAPH_EXPORT void latigraph_layer_masks_destroy(latigraph_layer_masks_t *masks);
LATIGRAPH_EXPORT igraph_error_t latigraph_layer_masks(const latigraph_circuit_t *circuit,
                                                      const latigraph_weights_options_t *options,
                                                      igraph_uint_t seed,
                                                      latigraph_layer_masks_t *masks);

LATIGRAPH_EXPORT igraph_error_t latigraph_write_weights(
    const latigraph_circuit_t *circuit, const latigraph_reservoir_options_t *reservoir,
    const latigraph_weights_options_t *options, const char *path);

LATIGRAPH_END_C

#endif
