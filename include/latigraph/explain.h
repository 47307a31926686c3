/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_EXPLAIN_H
#define LATIGRAPH_EXPLAIN_H

#include <latigraph/generate.h>
#include <latigraph/measure.h>

LATIGRAPH_BEGIN_C

/** Names the coordinates of the code: the statistic that a coordinate holds ("reciprocity"), or
 *  "free 13", numbered from 1. */
LATIGRAPH_EXPORT igraph_error_t latigraph_coordinate_names(const latigraph_model_t *model,
                                                           igraph_strvector_t *names);

/** Predictions of the model's regressions from a code, y = intercept + wᵀ z, and the contributions
 *  of the coordinates to them. There are P properties, D coordinates and D axes; C and μ are
 *  covariance and mean of the training codes. The last six fields are empty without circuits. */
typedef struct {
    igraph_integer_t circuits; /**< number of circuits whose mean code is explained */
    igraph_integer_t
        statistics; /**< number of first coordinates that hold statistics; others are free */
    igraph_vector_int_t property; /**< (P) indices into the table of properties, or beyond it */
    igraph_vector_t r2;           /**< (P) cross-validated R² of the regression; may be NaN */
    igraph_vector_t sd;           /**< (P) SD of the property over the training circuits */
    igraph_vector_t base;         /**< (P) prediction at the mean training code: E y */
    igraph_vector_t spread; /**< (P) SD of the prediction over training codes: √(wᵀ C w) */
    igraph_matrix_t alone;  /**< (P, 2) share of that variance which the statistics alone
                                 tell, and which the free coordinates alone tell */
    igraph_matrix_t weight; /**< (P, D) w */
    igraph_matrix_t share;  /**< (P, D) w_k (C w)_k / wᵀ C w; rows add up to 1 */
    igraph_matrix_t conditional_share; /**< (P, D) Shapley values of the explained variance: a set
                                          of coordinates is worth Var E[y | set]; not below 0; rows
                                          add up to 1; NaN with more than 26 coordinates */
    igraph_vector_t coordinate_sd;     /**< (D) SD over training codes: √C_kk */
    igraph_matrix_t axis;              /**< (D, D) principal axes of C, one unit row per axis */
    igraph_vector_t axis_variance;     /**< (D) variance of the codes along the axes, falling */
    igraph_matrix_t axis_share; /**< (P, D) share of each axis; not below 0; rows add up to 1 */
    igraph_vector_t reading;    /**< (P) prediction from the mean code of the circuits */
    igraph_vector_t measured;   /**< (P) mean over the circuits; NaN where not defined */
    igraph_vector_t code;       /**< (D) mean code of the circuits */
    igraph_matrix_t part;       /**< (P, D) w_k (z_k − μ_k); rows add up to reading − base */
    igraph_matrix_t conditional_part; /**< (P, D) Shapley values of E[y | set] − base */
    igraph_matrix_t axis_part;        /**< (P, D) part of each axis */
} latigraph_explanation_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_explanation_init(latigraph_explanation_t *explanation);
LATIGRAPH_EXPORT void latigraph_explanation_destroy(latigraph_explanation_t *explanation);

/** Explains the predictions of properties over the training codes and, unless \p circuits is NULL
 * or empty, from the mean code of \p circuits. If \p properties is NULL, all properties are
 * explained that the model has a direction for. */
LATIGRAPH_EXPORT igraph_error_t latigraph_explain(const latigraph_model_t *model,
                                                  const latigraph_circuit_list_t *circuits,
                                                  const igraph_vector_int_t *properties,
                                                  igraph_integer_t threads,
                                                  latigraph_explanation_t *explanation);

/** Does the same, and also explains properties of the user (NULL: none), whose regressions are
 * fitted to the circuits. */
LATIGRAPH_EXPORT igraph_error_t latigraph_explain_with(const latigraph_model_t *model,
                                                       const latigraph_circuit_list_t *circuits,
                                                       const latigraph_callback_list_t *user,
                                                       const igraph_vector_int_t *properties,
                                                       igraph_integer_t threads,
                                                       latigraph_explanation_t *explanation);

/** Effects of each coordinate of the code on circuits. D coordinates, P properties of the table. */
typedef struct {
    igraph_vector_t code; /**< (D) code from which coordinates are moved */
    igraph_vector_t
        sd; /**< (D) SD of each coordinate over the training codes: the step to both sides */
    igraph_vector_t
        conditional_sd;     /**< (D) SD of each coordinate given all others, as a share of sd */
    igraph_matrix_t effect; /**< (D, P) SDs of the property for each SD of the coordinate; NaN where
                                 the model knows no SD, or no pair of circuits has the property */
    igraph_matrix_t error;  /**< (D, P) standard error of effect, over pairs of circuits */
    igraph_matrix_t read;   /**< (D, P) prediction of the model's regression: w_k sd_k / SD */
} latigraph_effects_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_effects_init(latigraph_effects_t *effects);
LATIGRAPH_EXPORT void latigraph_effects_destroy(latigraph_effects_t *effects);

/** Moves each coordinate by one SD to both sides, generates \c count circuits on each side, and
 *  measures them. */
LATIGRAPH_EXPORT igraph_error_t latigraph_coordinate_effects(
    const latigraph_model_t *model, const latigraph_circuit_t *like,
    const latigraph_generate_options_t *options, latigraph_effects_t *effects);

LATIGRAPH_END_C

#endif
