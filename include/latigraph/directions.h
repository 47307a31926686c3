/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_DIRECTIONS_H
#define LATIGRAPH_DIRECTIONS_H

#include <latigraph/generate.h>
#include <latigraph/measure.h>

LATIGRAPH_BEGIN_C

/* --- Directions of properties ------------------------------------------------ */

/** How a property was regressed on codes. */
typedef enum { LATIGRAPH_REGRESSION_RIDGE, LATIGRAPH_REGRESSION_PLS } latigraph_regression_method_t;

/** A direction of the code space along which a property grows. R² are cross-validated with folds
 *  that are split by neuron; NaN if no such split exists, or where a figure is not known. */
typedef struct {
    igraph_integer_t property; /**< index into the table of properties, or beyond it the user's */
    igraph_real_t r2;          /**< of the regression that was kept */
    igraph_real_t r2_low, r2_high; /**< its interval of 95 %, which allows for shared neurons */
    igraph_real_t p;               /**< permutation p-value of the ridge regression's R² */
    igraph_integer_t scored;       /**< circuits that r2 rests on */
    latigraph_regression_method_t method; /**< the one with the greater R²; ridge if neither is
                                               known */
    igraph_real_t r2_ridge, r2_pls;
    igraph_integer_t components;   /**< of PLS, chosen by cross-validation; 0: not known */
    igraph_real_t r2_size_density; /**< of ln n and ln density alone, without codes */
    igraph_real_t r2_partial; /**< of what these leave, predicted from what they leave of codes */
    igraph_real_t r2_partial_low, r2_partial_high; /**< its interval of 95 % */
    igraph_real_t r2_shuffled; /**< negative control: of codes that are dealt out anew, mean */
    igraph_real_t r2_rewired;  /**< negative control: of the codes of circuits with the same degrees
                                    and otherwise random edges */
    igraph_real_t mean;        /**< of the property over the circuits */
    igraph_real_t sd;          /**< of the property over the circuits */
    igraph_real_t intercept;   /**< property ≈ intercept + weightᵀ z */
    igraph_real_t slope;       /**< measured: SDs that the property of generated circuits moves for
                                    each SD asked; NaN before latigraph_direction_effects() */
    igraph_real_t slope_error; /**< its standard error */
    igraph_real_t side_effects; /**< measured: mean |SDs| that the other compared properties move */
} latigraph_direction_t;

typedef struct {
    const latigraph_callback_list_t *user; /**< properties of the user's, or NULL */
    const igraph_integer_t *properties;    /**< to find directions of, by index; NULL: of all */
    igraph_integer_t property_count;
    igraph_bool_t rewired; /**< find r2_rewired, which encodes every circuit once more */
    igraph_integer_t threads;
    igraph_uint_t seed;
} latigraph_directions_options_t;

/** All properties of the table, one thread and a seed drawn from igraph's default generator. */
LATIGRAPH_EXPORT void latigraph_directions_options_init(latigraph_directions_options_t *options);

/**
 * Finds directions by ridge regression and by partial least squares from code to property.
 * \p directions must have room for as many entries as there are properties, the user's included;
 * \p found gets how many were filled (constant or undefined properties are left out).
 * \p weights and \p steps get one row a direction: the weights of the regression, and the step of
 * the code that raises the property by one SD along the data's own covariation,
 * C w / (wᵀ C w) · SD.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_directions(
    const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
    const latigraph_directions_options_t *options, latigraph_direction_t *directions,
    igraph_integer_t *found, igraph_matrix_t *weights, igraph_matrix_t *steps);
/** The directions that \ref latigraph_fit() stored in the model, in the same form. */
LATIGRAPH_EXPORT igraph_error_t latigraph_model_directions(const latigraph_model_t *model,
                                                           latigraph_direction_t *directions,
                                                           igraph_integer_t *found,
                                                           igraph_matrix_t *weights,
                                                           igraph_matrix_t *steps);

/** Leaves those of the properties given, by index; an error names one that there is no direction
 * of. */
LATIGRAPH_EXPORT igraph_error_t latigraph_directions_select(const igraph_integer_t *properties,
                                                            igraph_integer_t property_count,
                                                            latigraph_direction_t *directions,
                                                            igraph_integer_t *found,
                                                            igraph_matrix_t *weights,
                                                            igraph_matrix_t *steps);

/** Cosines of the angles between steps (one a row), where the density of the training codes is
 *  round. */
LATIGRAPH_EXPORT igraph_error_t latigraph_direction_cosines(const latigraph_model_t *model,
                                                            const igraph_matrix_t *steps,
                                                            igraph_matrix_t *cosines);

/* --- What a direction does --------------------------------------------------- */

/** How the effects of steps are measured. */
typedef struct {
    const igraph_vector_t *sd;       /**< SD of each property, the user's last, in which changes are
                                          counted; NULL, or where an entry is not positive: the SD over
                                          the circuits of the fit */
    const latigraph_circuit_t *like; /**< circuit whose code is the start and whose node data all
                                          circuits get; NULL: the mean code of the group or of all
                                          training circuits, and node data drawn once */
    const latigraph_callback_list_t *user; /**< properties of the user; NULL: none */
    latigraph_generate_options_t generate; /**< count: circuits on either side of a step */
} latigraph_step_options_t;

/** Sets no SDs, no circuit, no properties of the user and the options of
 *  \ref latigraph_generate_options_init(). */
LATIGRAPH_EXPORT void latigraph_step_options_init(latigraph_step_options_t *options);

/**
 * Generates circuits one step to either side of the start, and measures them. \p change and
 * \p error get one row per step and one column per property, the user's last: half the mean
 * difference of the two sides, in SDs, and its standard error.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_step_effects(const latigraph_model_t *model,
                                                       const igraph_matrix_t *steps,
                                                       const latigraph_step_options_t *options,
                                                       igraph_matrix_t *change,
                                                       igraph_matrix_t *error);
/** Does the same for directions of properties and fills their \c slope, \c slope_error and
 *  \c side_effects. The SDs of the options are not used. */
LATIGRAPH_EXPORT igraph_error_t latigraph_direction_effects(
    const latigraph_model_t *model, latigraph_direction_t *directions, igraph_integer_t count,
    const igraph_matrix_t *steps, const latigraph_step_options_t *options, igraph_matrix_t *change,
    igraph_matrix_t *error);

/* --- Between two sets of circuits -------------------------------------------- */

/** The direction between two sets of circuits. D dimensions of the code, P properties, the user's
 *  last. */
typedef struct {
    igraph_integer_t first, second; /**< number of circuits in either set */
    igraph_integer_t scored;        /**< number of circuits that the AUC rests on */
    igraph_real_t auc;              /**< cross-validated: P(a circuit of the second set scores above
                                         one of the first); NaN if no split by neuron exists */
    igraph_real_t auc_low, auc_high; /**< 95 % interval of the AUC */
    igraph_real_t auc_shuffled; /**< mean AUC over permutations of the labels of the circuits */
    igraph_real_t p;            /**< permutation p-value of the AUC */
    igraph_real_t distance;  /**< between the sets' mean scores, in SDs of scores within the sets */
    igraph_real_t intercept; /**< score of a code: intercept + weightᵀ z; 0 half-way between the
                                  sets, and one SD within the sets is 1 */
    igraph_vector_t weight;  /**< (D) weights of the score */
    igraph_vector_t step;    /**< (D) from the first set to the second, along the codes' own
                                  covariance */
    igraph_vector_t sd;      /**< (P) SD of the property within the sets */
    igraph_vector_t difference; /**< (P) mean of the second set minus that of the first, in these
                                     SDs; NaN unless the property is defined for two circuits of
                                     each set */
    igraph_vector_t along;      /**< (P) correlation of the property with the score within the
                                     sets */
} latigraph_discrimination_t;

LATIGRAPH_EXPORT igraph_error_t
latigraph_discrimination_init(latigraph_discrimination_t *discrimination);
LATIGRAPH_EXPORT void latigraph_discrimination_destroy(latigraph_discrimination_t *discrimination);

/** Finds Fisher's discriminant, with a ridge, on the codes of two sets. */
LATIGRAPH_EXPORT igraph_error_t latigraph_discriminate(
    const latigraph_model_t *model, const latigraph_circuit_list_t *first,
    const latigraph_circuit_list_t *second, const latigraph_directions_options_t *options,
    latigraph_discrimination_t *discrimination);

/* --- Axes that no property was asked for -------------------------------------- */

typedef enum {
    LATIGRAPH_AXES_PCA,      /**< along which codes vary most */
    LATIGRAPH_AXES_JACOBIAN, /**< along which the decoder moves circuits most */
    LATIGRAPH_AXES_PARTS     /**< that codes are non-negative sums of */
} latigraph_axes_kind_t;

typedef struct {
    latigraph_axes_kind_t kind;
    igraph_integer_t count; /**< axes */
    igraph_integer_t draws; /**< Jacobian: circuits to average over; parts without circuits: codes
                                 to draw; 0: the usual number */
    const latigraph_circuit_t *like; /**< Jacobian: at its code, with its node data; or NULL */
    latigraph_generate_options_t generate; /**< group, nodes, threads, seed, uncalibrated */
} latigraph_axes_options_t;

LATIGRAPH_EXPORT void latigraph_axes_options_init(latigraph_axes_options_t *options);

/** Axes of the code space, most important first. K axes, D dimensions, N circuits. */
typedef struct {
    igraph_matrix_t steps;       /**< (K, D) one SD along each axis */
    igraph_vector_t variance;    /**< (K) share of the variance of codes that lies along it */
    igraph_vector_t information; /**< (K) Jacobian: Fisher information of the edges about the place
                                      along the axis, nats per SD²; else empty */
    igraph_vector_t share;       /**< (K) Jacobian: its share of all of it; else empty */
    igraph_matrix_t amounts;     /**< (N, K) how much of each axis the circuits have, in SDs (parts:
                                      from 0 up); no rows without circuits */
    igraph_real_t explained;     /**< parts: share of the squares of centred codes that they explain
                                      together; PCA: of the variance */
} latigraph_axes_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_axes_init(latigraph_axes_t *axes);
LATIGRAPH_EXPORT void latigraph_axes_destroy(latigraph_axes_t *axes);
LATIGRAPH_EXPORT igraph_error_t latigraph_find_axes(const latigraph_model_t *model,
                                                    const latigraph_circuit_list_t *circuits,
                                                    const latigraph_axes_options_t *options,
                                                    latigraph_axes_t *axes);

LATIGRAPH_END_C

#endif
