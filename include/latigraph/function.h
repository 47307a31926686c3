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
 * \section about_function Circuits at work
 *
 * A circuit is run as a reservoir: an echo-state network whose recurrent
 * connections are the circuit's edges and stay as they are, and of which only
 * a linear readout is fitted to a task. What the readout can do is a score of
 * the circuit. With x(t) the activity of its n neurons and u(t) the input,
 *
 *     x(t) = (1 − leak_rate) x(t − 1) + leak_rate tanh(W x(t − 1) + U u(t) + b)
 *
 * where W[j][i] is the weight of the edge i → j, and U and b are random. All
 * circuits get the same random numbers, so that scores differ by the circuits.
 */

/** What the recurrent weights are before they are scaled. */
typedef enum {
    LATIGRAPH_RESERVOIR_BINARY, /**< 1 for each edge */
    LATIGRAPH_RESERVOIR_COUNT,  /**< the edge's weight, e.g. synapses; 1 in circuits without */
    LATIGRAPH_RESERVOIR_SAMPLED /**< drawn for each edge, log-normal, for every seed anew */
} latigraph_reservoir_weights_t;

typedef struct {
    latigraph_reservoir_weights_t weights;
    const char *types;      /**< column whose types tell the signs; NULL: all excitatory */
    const char *inhibitory; /**< types of inhibitory neurons, with commas between them */
    igraph_real_t radius;   /**< spectral radius that W of every circuit is scaled to; NaN: none */
    igraph_real_t gain;     /**< factor of all weights of all circuits, where radius is NaN */
    igraph_real_t input_scale; /**< U is uniform between plus and minus this */
    igraph_real_t bias;        /**< b is uniform between plus and minus this */
    igraph_real_t leak_rate;   /**< above 0, at most 1. leak_rate = 1 keeps nothing of the previous
                                  state; values near 0 keep most of it */
    igraph_integer_t washout;  /**< steps before the first that is used */
    igraph_integer_t steps;    /**< steps that are used: the first 70 % to fit, the rest to test */
    igraph_integer_t seeds;    /**< draws of inputs and weights that scores are means over */
    igraph_uint_t seed;
    igraph_integer_t threads;
} latigraph_reservoir_options_t;

/** One row of the table of scores. */
typedef struct {
    const char *name;       /**< e.g. "memory-capacity" */
    const char *definition; /**< one sentence */
    const char *unit;       /**< "" for a pure number */
    const char *source;     /**< paper */
    const char *why;        /**< why a neuroscientist cares */
    igraph_bool_t less;     /**< less is better */
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

/** W of a circuit, \p weight (n, n): weight[j][i] of the edge i → j, scaled as for the seed \p s.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_reservoir_weights(
    const latigraph_circuit_t *circuit, const latigraph_reservoir_options_t *options,
    igraph_integer_t s, igraph_matrix_t *weight);
/** Writes W with the node data: a .safetensors file, or a folder with weight.npy and tables. */
LATIGRAPH_EXPORT igraph_error_t
latigraph_reservoir_write_weights(const latigraph_circuit_t *circuit,
                                  const latigraph_reservoir_options_t *options, const char *path);

/** Which structural properties carry each score, over a set of circuits. S scores, P properties. */
typedef struct {
    igraph_vector_int_t property; /**< (P) indices into the table of properties */
    igraph_vector_int_t circuits; /**< (S) where the score and all properties in use are defined */
    igraph_vector_t r2;           /**< (S) of least squares on all properties, in sample */
    igraph_vector_t unseen;       /**< (S) of ridge regression, on circuits of unseen neurons */
    igraph_matrix_t correlation;  /**< (S, P) of score and property; its square is R² alone */
    igraph_matrix_t beyond;       /**< (S, P) partial R² given ln n and ln density */
    igraph_matrix_t partial;      /**< (S, P) partial R² given all other properties */
    igraph_matrix_t shapley;      /**< (S, P) Shapley's values of R²: rows add up to r2 */
} latigraph_structure_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_structure_init(latigraph_structure_t *structure);
LATIGRAPH_EXPORT void latigraph_structure_destroy(latigraph_structure_t *structure);
/** Compares \p scores (circuits, S) with the \p properties of the table (NULL: fourteen usual
 *  ones). */
LATIGRAPH_EXPORT igraph_error_t latigraph_structure(const latigraph_circuit_list_t *circuits,
                                                    const igraph_vector_int_t *properties,
                                                    const igraph_matrix_t *scores,
                                                    igraph_integer_t threads,
                                                    latigraph_structure_t *structure);

LATIGRAPH_END_C

#endif
