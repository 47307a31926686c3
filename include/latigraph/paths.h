/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_PATHS_H
#define LATIGRAPH_PATHS_H

#include <latigraph/generate.h>

LATIGRAPH_BEGIN_C

/** The shape of a path between two codes. */
typedef enum {
    LATIGRAPH_PATH_STRAIGHT, /**< a straight line of codes */
    LATIGRAPH_PATH_MANIFOLD, /**< spherical interpolation in whitened coordinates of the training
                                  codes: no step is less likely than the less likely end */
    LATIGRAPH_PATH_SPLINE,   /**< natural cubic spline through all points of the way, in these
                                  coordinates; not for interpolation between two circuits */
    LATIGRAPH_PATH_MIXTURE /**< through likely places of a mixture of Gaussians, one per group; for
                                stations alone */
} latigraph_path_shape_t;

/** The node data of circuits between two circuits. */
typedef enum {
    LATIGRAPH_PATH_NODES_AUTO,   /**< node data of the first, if both have the same neurons; else
                                    drawn */
    LATIGRAPH_PATH_NODES_FIRST,  /**< node data of the first circuit */
    LATIGRAPH_PATH_NODES_SECOND, /**< node data of the second circuit */
    LATIGRAPH_PATH_NODES_DRAWN   /**< node data drawn at each step, given its code */
} latigraph_path_nodes_t;

typedef struct {
    igraph_integer_t steps;
    igraph_real_t from, to;                /**< traverse: first and last step, in SDs */
    latigraph_path_shape_t shape;          /**< interpolate, traverse through stations */
    latigraph_path_nodes_t node_data;      /**< interpolate */
    const igraph_matrix_list_t *spread;    /**< stations: covariance of the codes of each, for the
                                                mixture; NULL: no way through a mixture */
    igraph_real_t pull;                    /**< mixture: weight of ln density against length */
    latigraph_generate_options_t generate; /**< \c count circuits at each step */
} latigraph_path_options_t;

/** Sets 5 steps from −2 to +2 SD, a straight line, and 10 circuits per step. */
LATIGRAPH_EXPORT void latigraph_path_options_init(latigraph_path_options_t *options);

/** A walk through the space of codes, and measurements along it. S steps, D dimensions of the code,
 *  P properties of the table, F statistics in the first coordinates of the code. */
typedef struct {
    igraph_integer_t steps;       /**< S */
    latigraph_path_nodes_t nodes; /**< node data of the circuits: first, second or drawn */
    igraph_vector_t position;     /**< (S) position in SDs of the property, or from 0 to 1 */
    igraph_matrix_t code;         /**< (S, D) code at which circuits were generated */
    igraph_matrix_t asked;        /**< (S, P) predictions of the model's regressions from the
                                       code; NaN where the model has none */
    igraph_matrix_t mean;         /**< (S, P) mean over the circuits of a step */
    igraph_matrix_t sd;           /**< (S, P) SD over the circuits of a step */
    igraph_matrix_t change;       /**< (S, P) mean minus that at the start (position 0), in SDs of
                                       the training circuits */
    igraph_vector_t slope;        /**< (P) least-squares slope of change against position */
    igraph_vector_t linearity;    /**< (P) R² of that line */
    igraph_matrix_t found;        /**< (S, D) mean code of the circuits, encoded again */
    igraph_vector_t reached;  /**< (S) position of the mean code of the circuits, projected on the
                                   line from the first to the last code (Mahalanobis) */
    igraph_vector_t distance; /**< (S) distance between the code of the step and the encoded codes:
                                   root mean square over circuits and dimensions, in SDs of the
                                   density of the training codes */
    igraph_vector_t bias;     /**< (S) distance of the mean code of the circuits, likewise */
    igraph_vector_t uncertainty; /**< (S) SD of the encoder's posterior, likewise */
    igraph_matrix_t statistic; /**< (S, F) encoded minus requested value, mean over circuits, in SDs
                                    of the training circuits */
    igraph_vector_t log_density;        /**< (S) ln density of the training codes at the code */
    igraph_vector_t straight, manifold; /**< (S) interpolate: log_density along either shape */
} latigraph_path_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_path_init(latigraph_path_t *path);
LATIGRAPH_EXPORT void latigraph_path_destroy(latigraph_path_t *path);

/** Name of the statistic in coordinate k of the code, k from 0; NULL beyond the statistics. */
LATIGRAPH_EXPORT const char *latigraph_statistic_name(const latigraph_model_t *model,
                                                      igraph_integer_t k);

/** Walks along the model's direction of a property. */
LATIGRAPH_EXPORT igraph_error_t latigraph_traverse(const latigraph_model_t *model,
                                                   latigraph_circuit_list_t *circuits,
                                                   igraph_integer_t property,
                                                   const latigraph_circuit_t *like,
                                                   const latigraph_path_options_t *options,
                                                   latigraph_path_t *path);

/** Computes the mean codes of groups by name, a row per name, of the given circuits by their
 * labels, or of the model's groups, and the covariances of these codes. */
LATIGRAPH_EXPORT igraph_error_t latigraph_station_codes(
    const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
    const igraph_strvector_t *labels, const igraph_strvector_t *names, igraph_integer_t threads,
    igraph_matrix_t *stations, igraph_matrix_list_t *spread);

/** Walks through codes in the given order. */
LATIGRAPH_EXPORT igraph_error_t latigraph_traverse_stations(
    const latigraph_model_t *model, latigraph_circuit_list_t *circuits,
    const igraph_matrix_t *stations, const latigraph_circuit_t *like,
    const latigraph_path_options_t *options, latigraph_path_t *path, igraph_vector_t *positions);

/** Real groups beside four ways through stations: straight, along the manifold, by a spline,
 * through the mixture. R groups, P properties of the table. The last way is NaN without \c spread.
 */
typedef struct {
    igraph_strvector_t groups; /**< (R) names, in the order of their first appearance */
    igraph_matrix_t position;  /**< (R, 4) position on the way that is nearest to the group's mean
                                    code, as in \c position of a path */
    igraph_matrix_t distance;  /**< (R, 4) distance of that code from the way: root mean square over
                                    dimensions, in SDs of the training codes */
    igraph_matrix_t error; /**< (R, 5) circuits generated there less the real ones: mean over the
                                properties of the absolute difference of means, in SDs of the
                                training circuits; the last column has circuits generated at the
                                mean code itself */
    igraph_matrix_t property_error; /**< (P, 5) the same for each property, mean over the groups */
    igraph_real_t no_worse; /**< share of the properties for which the spline is no worse than the
                                 straight line */
    igraph_real_t mixture_no_worse; /**< the same for the mixture */
} latigraph_path_comparison_t;

LATIGRAPH_EXPORT igraph_error_t
latigraph_path_comparison_init(latigraph_path_comparison_t *comparison);
LATIGRAPH_EXPORT void latigraph_path_comparison_destroy(latigraph_path_comparison_t *comparison);
/** Compares circuits generated on the ways with real groups of circuits. */
LATIGRAPH_EXPORT igraph_error_t latigraph_compare_paths(const latigraph_model_t *model,
                                                        const igraph_matrix_t *stations,
                                                        const latigraph_circuit_list_t *real,
                                                        const igraph_strvector_t *labels,
                                                        const latigraph_path_options_t *options,
                                                        latigraph_path_comparison_t *comparison);

/** Walks from the code of one circuit to that of another. */
LATIGRAPH_EXPORT igraph_error_t latigraph_interpolate(const latigraph_model_t *model,
                                                      latigraph_circuit_list_t *circuits,
                                                      const latigraph_circuit_t *first,
                                                      const latigraph_circuit_t *second,
                                                      const latigraph_path_options_t *options,
                                                      latigraph_path_t *path);

LATIGRAPH_END_C

#endif
