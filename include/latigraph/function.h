/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_H
#define LATIGRAPH_FUNCTION_H

#include <latigraph/circuit.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_function Circuits as reservoirs
 *
 * A circuit is run as a reservoir, that is, as an echo-state network. The edges of the circuit are
 * the recurrent connections and stay fixed. Only a linear readout is fitted to a task, and its
 * performance is a score of the circuit. The activity x(t) of the n neurons follows the input u(t):
 *
 *     x(t) = (1 − leak_rate) x(t − 1) + leak_rate tanh(W x(t − 1) + U u(t) + b)
 *
 * W[j][i] is the weight of the edge i → j. U and b are random. All circuits use the same random
 * numbers, so that scores differ only because the circuits differ.
 */

/** Recurrent weights before scaling. */
typedef enum {
    LATIGRAPH_RESERVOIR_BINARY, /**< 1 for each edge */
    LATIGRAPH_RESERVOIR_COUNT,  /**< the edge's weight, e.g. its synapses; 1 in circuits without
                                     weights */
    LATIGRAPH_RESERVOIR_SAMPLED /**< log-normal, drawn for each edge and each seed */
} latigraph_reservoir_weights_t;

/** Options of a reservoir. */
typedef struct {
    latigraph_reservoir_weights_t weights;
    const char *types;         /**< node data column that determines the signs; NULL: all neurons
                                    are excitatory */
    const char *inhibitory;    /**< comma-separated types of the inhibitory neurons */
    igraph_real_t radius;      /**< spectral radius to which W of every circuit is scaled; NaN: not
                                    scaled */
    igraph_real_t gain;        /**< common factor on all weights of all circuits, used if radius is
                                    NaN */
    igraph_real_t input_scale; /**< U is uniform between minus and plus this value */
    igraph_real_t bias;        /**< b is uniform between minus and plus this value */
    igraph_real_t leak_rate;   /**< above 0, at most 1. leak_rate = 1 keeps nothing of the
                                    previous state; values near 0 keep most of it */
    igraph_integer_t washout;  /**< steps that are discarded at the beginning */
    igraph_integer_t steps;    /**< steps that are used: the first 70 % to fit the readout, the
                                    rest to test it */
    igraph_integer_t seeds;    /**< draws of inputs and weights over which scores are averaged */
    igraph_uint_t seed;
    igraph_integer_t threads;
} latigraph_reservoir_options_t;

/** One row of the table of scores. */
typedef struct {
    const char *name;       /**< name, e.g. "memory-capacity" */
    const char *definition; /**< definition in one sentence */
    const char *unit;       /**< unit; "" for a pure number */
    const char *source;     /**< paper */
    const char *why;        /**< meaning of the score for a circuit */
    igraph_bool_t less;     /**< whether lower values are better */
} latigraph_score_info_t;

LATIGRAPH_EXPORT igraph_integer_t latigraph_score_count(void);
LATIGRAPH_EXPORT const latigraph_score_info_t *latigraph_score_info(igraph_integer_t i);
LATIGRAPH_EXPORT igraph_integer_t latigraph_score_find(const char *name);

LATIGRAPH_EXPORT void latigraph_reservoir_options_init(latigraph_reservoir_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_reservoir(const latigraph_circuit_list_t *circuits,
                                                    const latigraph_reservoir_options_t *options,
                                                    const igraph_vector_int_t *scores,
                                                    igraph_matrix_t *mean, igraph_matrix_t *error);
LATIGRAPH_EXPORT igraph_error_t latigraph_reservoir_delay_line(
    const igraph_vector_int_t *sizes, const latigraph_reservoir_options_t *options,
    const igraph_vector_int_t *scores, igraph_matrix_t *mean, igraph_matrix_t *error);

/**
 * The matrix W of a circuit, \p weight (n, n): weight[j][i] belongs to the edge i → j and is scaled
 * as for seed number \p s.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_reservoir_weights(
    const latigraph_circuit_t *circuit, const latigraph_reservoir_options_t *options,
    igraph_integer_t s, igraph_matrix_t *weight);
/** Writes W and the node data to a .safetensors file, or to a folder with weight.npy and tables. */
LATIGRAPH_EXPORT igraph_error_t
latigraph_reservoir_write_weights(const latigraph_circuit_t *circuit,
                                  const latigraph_reservoir_options_t *options, const char *path);

/**
 * Structural properties that account for each score over a set of circuits, with S scores and P
 * properties.
 */
typedef struct {
    igraph_vector_int_t property; /**< (P) indices into the table of properties */
    igraph_vector_int_t circuits; /**< (S) circuits for which the score and all properties in use
                                       are defined */
    igraph_vector_t r2;           /**< (S) in-sample R² of least squares on all properties */
    igraph_vector_t unseen;       /**< (S) R² of ridge regression, cross-validated on circuits of
                                       unseen neurons */
    igraph_matrix_t correlation;  /**< (S, P) correlation of score and property; its square is
                                       the R² of the property alone */
    igraph_matrix_t beyond;       /**< (S, P) partial R² given ln n and ln density */
    igraph_matrix_t partial;      /**< (S, P) partial R² given all other properties */
    igraph_matrix_t shapley;      /**< (S, P) Shapley values of R²; each row adds up to r2 */
} latigraph_structure_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_structure_init(latigraph_structure_t *structure);
LATIGRAPH_EXPORT void latigraph_structure_destroy(latigraph_structure_t *structure);
/**
 * Relates \p scores (circuits, S) to the \p properties of the table (NULL: fourteen default ones).
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_structure(const latigraph_circuit_list_t *circuits,
                                                    const igraph_vector_int_t *properties,
                                                    const igraph_matrix_t *scores,
                                                    igraph_integer_t threads,
                                                    latigraph_structure_t *structure);

LATIGRAPH_END_C

#endif
