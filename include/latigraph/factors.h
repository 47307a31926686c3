/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FACTORS_H
#define LATIGRAPH_FACTORS_H

#include <latigraph/activity.h>

LATIGRAPH_BEGIN_C

enum { LATIGRAPH_FACTORS_MAX = 16 };

/** Options of \ref latigraph_activity_factors(). */
typedef struct {
    igraph_integer_t rank;       /**< number of factors; 0: chosen by stability */
    igraph_integer_t most;       /**< most factors that are tried */
    igraph_integer_t starts;     /**< random starts per number of factors */
    igraph_real_t stability;     /**< least mean match of the starts of a chosen number */
    igraph_real_t gain;          /**< least gain of held-out explained share per factor */
    igraph_real_t smooth;        /**< SD of the Gaussian that smooths the activity, in times */
    igraph_integer_t window;     /**< times over which co-activity is averaged */
    igraph_integer_t step;       /**< times between the beginnings of windows */
    igraph_real_t gap;           /**< greatest share of missing values that are interpolated */
    igraph_integer_t iterations; /**< most sweeps of a fit */
    const igraph_t *like;        /**< graph whose vertices the neurons are, or NULL */
    igraph_uint_t seed;
    igraph_integer_t threads;
    latigraph_remarks_t *remarks; /**< receives caveats; may be NULL */
} latigraph_factors_options_t;

/** R factors of the co-activity of N neurons in W animals at T evenly spaced windows. */
typedef struct {
    igraph_graph_list_t networks; /**< (R) undirected graphs, the largest factor first */
    igraph_strvector_t names;     /**< (R) "factor1", "factor2", ... */
    igraph_strvector_t neurons;   /**< (N) names of the vertices, or their numbers from 1 */
    igraph_strvector_t animals;   /**< (W) names of the recordings */
    igraph_matrix_t times;        /**< (R, T) course of each factor; its greatest value is 1 */
    igraph_vector_t centres;      /**< (T) middle of each window, in times of the recordings */
    igraph_matrix_t loads;        /**< (R, W) size of each factor in each animal; the mean is 1 */
    igraph_vector_t share;        /**< (R) share of the sum of squares that a factor alone has */
    igraph_vector_t evenness;     /**< (R) from 0 to 1: share of pairs, times and animals that the
                                       factor effectively spreads over, the least of the three */
    igraph_matrix_t strength;     /**< (N, R) sum of the weights of each vertex */
    igraph_matrix_t members;      /**< (N, R) 1 for vertices of the strongest community */
    igraph_matrix_t blocks;       /**< (N, R) block of each vertex by description length, from 1 */
    igraph_matrix_t leiden;       /**< (N, R) community of each vertex, from 1, of greatest
                                       modularity of the square roots of the weights */
    igraph_real_t explained;      /**< share of the sum of squares that all factors explain */
    igraph_vector_t tried;        /**< numbers of factors that were tried */
    igraph_vector_t curve;        /**< (tried) explained share of the best start */
    igraph_vector_t held_out;     /**< (tried) explained share at neurons that were left out;
                                       NaN: one animal */
    igraph_vector_t similarity;   /**< (tried) mean match of the starts; NaN: one start */
} latigraph_factors_t;

LATIGRAPH_EXPORT void latigraph_factors_options_init(latigraph_factors_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_factors_init(latigraph_factors_t *factors);
LATIGRAPH_EXPORT void latigraph_factors_destroy(latigraph_factors_t *factors);

LATIGRAPH_EXPORT igraph_error_t
latigraph_activity_factors(latigraph_factors_t *factors, const latigraph_activity_t *const *animals,
                           igraph_integer_t count, const latigraph_factors_options_t *options);

LATIGRAPH_END_C

#endif
