/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_PATHS_H
#define LATIGRAPH_PATHS_H

#include <latigraph/generate.h>

LATIGRAPH_BEGIN_C

/** How two codes are joined. */
typedef enum {
    LATIGRAPH_PATH_STRAIGHT, /**< a straight line of codes */
    LATIGRAPH_PATH_MANIFOLD  /**< spherical interpolation where the density of the training codes
                                  is round, so that no step is less likely than both ends */
} latigraph_path_shape_t;

/** Whose node data the circuits between two circuits have. */
typedef enum {
    LATIGRAPH_PATH_NODES_AUTO, /**< those of the first, if both have the same neurons; else drawn */
    LATIGRAPH_PATH_NODES_FIRST,  /**< those of the first circuit */
    LATIGRAPH_PATH_NODES_SECOND, /**< those of the second circuit */
    LATIGRAPH_PATH_NODES_DRAWN   /**< drawn at each step, given its code */
} latigraph_path_nodes_t;

typedef struct {
    igraph_integer_t steps;
    igraph_real_t from, to;                /**< traverse: first and last step, in SDs */
    latigraph_path_shape_t shape;          /**< interpolate */
    latigraph_path_nodes_t node_data;      /**< interpolate */
    latigraph_generate_options_t generate; /**< \c count circuits at each step */
} latigraph_path_options_t;

/** Sets 5 steps from −2 to +2 SD, a straight line, and 10 circuits a step. */
LATIGRAPH_EXPORT void latigraph_path_options_init(latigraph_path_options_t *options);

/** A walk through the space of codes, and what was met on the way. S steps, D dimensions of the
 *  code, P properties of the table, F statistics that stand in the first coordinates of the code.
 */
typedef struct {
    igraph_integer_t steps;       /**< S */
    latigraph_path_nodes_t nodes; /**< whose node data the circuits have: first, second or drawn */
    igraph_vector_t position;     /**< (S) in SDs of the property, or from 0 to 1 */
    igraph_matrix_t code;         /**< (S, D) that circuits were generated at */
    igraph_matrix_t asked;        /**< (S, P) what the model's regressions read in the code; NaN
                                       where the model has none */
    igraph_matrix_t mean;         /**< (S, P) measured on the circuits */
    igraph_matrix_t sd;           /**< (S, P) over the circuits of a step */
    igraph_matrix_t change;       /**< (S, P) of the mean, in SDs of the training circuits: from
                                       circuits at the start (position 0) */
    igraph_vector_t slope;        /**< (P) of change against position, least squares */
    igraph_vector_t linearity;    /**< (P) R² of that line */
    igraph_matrix_t found;        /**< (S, D) mean code of the circuits, encoded again */
    igraph_vector_t reached;     /**< (S) position that the mean code of the circuits has, projected
                                      on the way from the first to the last code (Mahalanobis) */
    igraph_vector_t distance;    /**< (S) of asked and encoded code: root mean square over circuits
                                      and dimensions, in SDs of the density of the training codes */
    igraph_vector_t bias;        /**< (S) the same of the mean code of the circuits */
    igraph_vector_t uncertainty; /**< (S) the same of the encoder's own posterior about its mean */
    igraph_matrix_t statistic;   /**< (S, F) encoded less asked, mean over circuits, in SDs of the
                                      training circuits */
    igraph_vector_t log_density; /**< (S) ln density of the training codes at the code */
    igraph_vector_t straight, manifold; /**< (S) interpolate: the same along both shapes */
} latigraph_path_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_path_init(latigraph_path_t *path);
LATIGRAPH_EXPORT void latigraph_path_destroy(latigraph_path_t *path);

/** Names of the statistics in the first coordinates of the code, k from 0; NULL beyond them. */
LATIGRAPH_EXPORT const char *latigraph_statistic_name(const latigraph_model_t *model,
                                                      igraph_integer_t k);

/** Walks along the model's direction of a property. */
LATIGRAPH_EXPORT igraph_error_t latigraph_traverse(const latigraph_model_t *model,
                                                   latigraph_circuit_list_t *circuits,
                                                   igraph_integer_t property,
                                                   const latigraph_circuit_t *like,
                                                   const latigraph_path_options_t *options,
                                                   latigraph_path_t *path);

/** Walks from the code of one circuit to that of another. */
LATIGRAPH_EXPORT igraph_error_t latigraph_interpolate(const latigraph_model_t *model,
                                                      latigraph_circuit_list_t *circuits,
                                                      const latigraph_circuit_t *first,
                                                      const latigraph_circuit_t *second,
                                                      const latigraph_path_options_t *options,
                                                      latigraph_path_t *path);

LATIGRAPH_END_C

#endif
