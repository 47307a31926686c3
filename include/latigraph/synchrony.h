/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SYNCHRONY_H
#define LATIGRAPH_SYNCHRONY_H

#include <latigraph/circuit.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_synchrony Circuits of oscillators
 *
 * Each neuron is an oscillator with a phase and a natural frequency, and each edge pulls the phase
 * of its target towards that of its source (Kuramoto's model):
 *
 *     dθ_i/dt = ω_i + (K / s) Σ_j w_ji sin(θ_j − θ_i)
 *
 * w_ji is the weight of the edge j → i, and s the mean over neurons of the summed sizes of the
 * weights that they receive. So a coupling K means the same input for the mean neuron of every
 * circuit. Edges with a negative sign push phases apart. The order parameter
 * r = |Σ_i exp(iθ_i)| / n is 1 if all phases are equal.
 */

/** Laws of the natural frequencies; their centre is 0. */
typedef enum {
    LATIGRAPH_FREQUENCIES_NORMAL,    /**< normal; the spread is the standard deviation */
    LATIGRAPH_FREQUENCIES_LORENTZIAN /**< Lorentzian; the spread is half of the width at half of
                                          the maximum */
} latigraph_frequencies_t;

/** Options of \ref latigraph_synchrony(). */
typedef struct {
    const igraph_vector_t *couplings; /**< K, ascending; NULL: 0, 0.5, ..., 6 */
    latigraph_frequencies_t frequencies;
    igraph_real_t spread;   /**< spread of the frequencies, in radians per unit of time */
    const char *column;     /**< numeric column with natural frequencies instead; NULL: none */
    igraph_bool_t binary;   /**< every edge has weight 1, with its sign */
    igraph_real_t step;     /**< longest time step of the integration */
    igraph_real_t washout;  /**< time that is discarded at the beginning */
    igraph_real_t duration; /**< time over which the order parameter is averaged */
    igraph_real_t level;    /**< level of r whose coupling is found, above 0 and below 1 */
    igraph_integer_t seeds; /**< draws of frequencies and phases over which results are averaged */
    igraph_uint_t seed;
    igraph_integer_t threads;
} latigraph_synchrony_options_t;

LATIGRAPH_EXPORT void latigraph_synchrony_options_init(latigraph_synchrony_options_t *options);

/** Synchrony of C circuits at L couplings. */
typedef struct {
    igraph_vector_t couplings;   /**< (L) */
    igraph_matrix_t order;       /**< (C, L) order parameter r, mean over time and draws */
    igraph_matrix_t sd;          /**< (C, L) its standard deviation over draws; NaN for one draw */
    igraph_matrix_t fluctuation; /**< (C, L) standard deviation of r over time, mean over draws */
    igraph_vector_t threshold;   /**< (C) coupling at which r first passes the level, interpolated;
                                      NaN if it does not */
    igraph_vector_t chance;      /**< (C) mean r of independent phases, √(π/n) / 2 */
    igraph_vector_t second;      /**< (C) second smallest eigenvalue of the Laplacian of the
                                      undirected graph; 0 if it is disconnected */
    igraph_vector_t largest;     /**< (C) its largest eigenvalue; NaN above 1000 neurons */
    igraph_vector_t ratio;       /**< (C) largest over second; NaN if the graph is disconnected */
} latigraph_synchrony_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_synchrony_init(latigraph_synchrony_t *synchrony);
LATIGRAPH_EXPORT void latigraph_synchrony_destroy(latigraph_synchrony_t *synchrony);

/** Runs circuits as oscillators at each coupling. */
LATIGRAPH_EXPORT igraph_error_t latigraph_synchrony(const latigraph_circuit_list_t *circuits,
                                                    const latigraph_synchrony_options_t *options,
                                                    latigraph_synchrony_t *synchrony);

LATIGRAPH_END_C

#endif
