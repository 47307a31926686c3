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

/** A direction of the code space along which a property grows. All R² are cross-validated with
 * folds that share no neuron, or no animal or identity. They are NaN if no such folds exist. */
typedef struct {
    igraph_integer_t property; /**< index into the table of properties, or beyond it the user's */
    igraph_real_t r2;          /**< R² of the chosen regression */
    igraph_real_t r2_low, r2_high; /**< 95 % interval of r2, which accounts for shared neurons */
    igraph_real_t p;               /**< permutation p-value of the ridge regression's R² */
    igraph_integer_t scored;       /**< circuits that r2 rests on */
    latigraph_regression_method_t method; /**< regression with the greater R²; ridge if neither R²
                                               is known */
    igraph_real_t r2_ridge, r2_pls;
    igraph_real_t r2_within;       /**< R² of the chosen regression about the mean of the scored
                                        circuits */
    igraph_integer_t components;   /**< components of PLS, chosen by cross-validation; 0: not
                                        known */
    igraph_real_t r2_size_density; /**< R² of a regression on ln n and ln density alone */
    igraph_real_t r2_partial;      /**< partial R² of the codes given ln n and ln density */
    igraph_real_t r2_partial_low, r2_partial_high; /**< 95 % interval of r2_partial */
    igraph_real_t r2_shuffled; /**< negative control: mean R² over permutations of the codes */
    igraph_real_t r2_rewired;  /**< negative control: R² with the codes of circuits that have the
                                    same degrees and otherwise random edges */
    igraph_real_t mean;        /**< mean of the property over the circuits */
    igraph_real_t sd;          /**< SD of the property over the circuits */
    igraph_real_t intercept;   /**< property ≈ intercept + weightᵀ z */
    igraph_real_t slope; /**< measured change of the property of generated circuits, in SDs per
                              requested SD; NaN before latigraph_direction_effects() */
    igraph_real_t slope_error;  /**< standard error of slope */
    igraph_real_t side_effects; /**< measured: mean |change| of the other compared properties, in
                                     SDs */
} latigraph_direction_t;

typedef struct {
    const latigraph_callback_list_t *user; /**< properties of the user, or NULL */
    const igraph_integer_t *properties;    /**< indices of the properties to study; NULL: all */
    igraph_integer_t property_count;
    igraph_bool_t rewired; /**< whether to compute r2_rewired, for which rewired copies of all
                              circuits are encoded */
    igraph_integer_t threads;
    igraph_uint_t seed;
    latigraph_split_by_t split_by; /**< reason why circuits are dependent in folds and intervals */
} latigraph_directions_options_t;

/** Sets all properties of the table, one thread and a seed drawn from igraph's default generator.
 */
LATIGRAPH_EXPORT void latigraph_directions_options_init(latigraph_directions_options_t *options);

/**
 * Finds directions by ridge regression and by partial least squares from code to property.
 * \p directions must have space for one entry per property, the user's included. \p found gets the
 * number of filled entries; properties that are constant or undefined have none. \p weights and
 * \p steps get one row per direction: the weights w of the regression, and the step of the code
 * that raises the property by one SD along the covariance C of the codes, C w / (wᵀ C w) · SD.
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

/** Keeps only the directions of the given properties. An error names a property without one. */
LATIGRAPH_EXPORT igraph_error_t latigraph_directions_select(const igraph_integer_t *properties,
                                                            igraph_integer_t property_count,
                                                            latigraph_direction_t *directions,
                                                            igraph_integer_t *found,
                                                            igraph_matrix_t *weights,
                                                            igraph_matrix_t *steps);

/** Computes cosines of the angles between steps (one per row), in whitened coordinates of the
 *  training codes. */
LATIGRAPH_EXPORT igraph_error_t latigraph_direction_cosines(const latigraph_model_t *model,
                                                            const igraph_matrix_t *steps,
                                                            igraph_matrix_t *cosines);

/* --- Effects of directions --------------------------------------------------- */

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
    igraph_real_t auc_size;     /**< control: AUC of size, density and mean strength alone */
    igraph_real_t auc_beyond;   /**< control: AUC of codes from which these are regressed out */
    igraph_real_t auc_beyond_low, auc_beyond_high; /**< 95 % interval of that */
    igraph_bool_t strength; /**< whether the controls include the mean strength: all circuits
                                 have weights */
} latigraph_discrimination_t;

LATIGRAPH_EXPORT igraph_error_t
latigraph_discrimination_init(latigraph_discrimination_t *discrimination);
LATIGRAPH_EXPORT void latigraph_discrimination_destroy(latigraph_discrimination_t *discrimination);

/** Finds Fisher's discriminant, with a ridge, on the codes of two sets. */
LATIGRAPH_EXPORT igraph_error_t latigraph_discriminate(
    const latigraph_model_t *model, const latigraph_circuit_list_t *first,
    const latigraph_circuit_list_t *second, const latigraph_directions_options_t *options,
    latigraph_discrimination_t *discrimination);

/* --- Further sets along that direction ---------------------------------------- */

/** Scores of S sets along a direction from the first set (0 of the way) to the second (1). */
typedef struct {
    igraph_vector_t mean;  /**< (S) mean score; 0 is half-way, and 1 one SD within the two sets */
    igraph_vector_t sd;    /**< (S) SD of the scores */
    igraph_vector_t error; /**< (S) standard error of the mean, which allows for shared neurons; NaN
                                if the circuits overlap too much, or are of one animal in a split
                                by animal */
    igraph_vector_t way;   /**< (S) share of the way from the first mean to the second; NaN if these
                                differ by less than twice the error of their difference */
} latigraph_standing_t;

/** S sets along the direction between the first two of them. */
typedef struct {
    igraph_strvector_t sets;     /**< (S) names: "first", "second", then the labels of the others */
    igraph_vector_t circuits;    /**< (S) number of circuits */
    latigraph_standing_t code;   /**< scores by the codes */
    latigraph_standing_t size;   /**< control: by size, density and mean strength alone */
    latigraph_standing_t beyond; /**< control: by codes from which these are regressed out */
    igraph_bool_t in_sample; /**< whether the first two sets are scored by a discriminant that saw
                                  them, because no folds exist */
    igraph_bool_t strength;  /**< whether the controls include the mean strength: all circuits have
                                  weights */
    igraph_real_t accuracy; /**< cross-validated share of circuits that are put into their set, mean
                                 over sets; NaN with two sets, or if no folds exist */
    igraph_real_t chance;   /**< 1 / S */
    igraph_real_t p;        /**< permutation p-value of the accuracy */
    igraph_real_t accuracy_shuffled; /**< mean accuracy over permutations of the labels */
    igraph_real_t accuracy_size;     /**< accuracy of size, density and mean strength alone */
    igraph_real_t accuracy_beyond;   /**< accuracy of codes without these */
    igraph_matrix_t confusion; /**< (S, S) circuits of each set that are put into each; empty if the
                                    accuracy is NaN */
} latigraph_set_scores_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_set_scores_init(latigraph_set_scores_t *scores);
LATIGRAPH_EXPORT void latigraph_set_scores_destroy(latigraph_set_scores_t *scores);

/** Scores further sets along the direction of \ref latigraph_discriminate(), and separates all
 *  sets. */
LATIGRAPH_EXPORT igraph_error_t latigraph_score_sets(const latigraph_model_t *model,
                                                     const latigraph_circuit_list_t *first,
                                                     const latigraph_circuit_list_t *second,
                                                     const latigraph_circuit_list_t *further,
                                                     const igraph_strvector_t *labels,
                                                     const latigraph_directions_options_t *options,
                                                     latigraph_set_scores_t *scores);

/* --- Axes without a property -------------------------------------- */

typedef enum {
    LATIGRAPH_AXES_PCA,      /**< axes along which codes vary most */
    LATIGRAPH_AXES_JACOBIAN, /**< axes along which decoded circuits change most */
    LATIGRAPH_AXES_PARTS     /**< parts of which codes are non-negative sums */
} latigraph_axes_kind_t;

typedef struct {
    latigraph_axes_kind_t kind;
    igraph_integer_t count; /**< number of axes */
    igraph_integer_t draws; /**< Jacobian: circuits to average over; parts without circuits: codes
                                 to draw; 0: the default number */
    const latigraph_circuit_t *like; /**< Jacobian: circuit whose code and node data are used; or
                                          NULL */
    latigraph_generate_options_t generate; /**< group, nodes, threads, seed, uncalibrated */
} latigraph_axes_options_t;

LATIGRAPH_EXPORT void latigraph_axes_options_init(latigraph_axes_options_t *options);

/** Axes of the code space, in order of importance. K axes, D dimensions, N circuits. */
typedef struct {
    igraph_matrix_t steps;       /**< (K, D) one SD along each axis */
    igraph_vector_t variance;    /**< (K) share of the variance of codes along the axis */
    igraph_vector_t information; /**< (K) Jacobian: Fisher information of the edges about the
                                      position along the axis, nats per SD²; else empty */
    igraph_vector_t share;       /**< (K) Jacobian: share of the total information; else empty */
    igraph_matrix_t amounts;     /**< (N, K) coordinates of the circuits along the axes, in SDs
                                      (parts: from 0 up); no rows without circuits */
    igraph_real_t explained;     /**< share of the variance of the codes that the axes explain
                                      together (parts: of the squares of centred codes) */
} latigraph_axes_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_axes_init(latigraph_axes_t *axes);
LATIGRAPH_EXPORT void latigraph_axes_destroy(latigraph_axes_t *axes);
LATIGRAPH_EXPORT igraph_error_t latigraph_find_axes(const latigraph_model_t *model,
                                                    const latigraph_circuit_list_t *circuits,
                                                    const latigraph_axes_options_t *options,
                                                    latigraph_axes_t *axes);

LATIGRAPH_END_C

#endif
