/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BLOCKS_H
#define LATIGRAPH_BLOCKS_H

#include <latigraph/callback.h>
#include <latigraph/export.h>

LATIGRAPH_BEGIN_C

/** Options of \ref latigraph_blocks_weighted(). */
typedef struct {
    igraph_integer_t starts;     /**< largest number of clusters that a search starts from */
    igraph_integer_t blocks_max; /**< largest number of blocks */
    igraph_uint_t seed;
    latigraph_remarks_t *remarks; /**< gets remarks on the graph; may be NULL */
} latigraph_blocks_options_t;

LATIGRAPH_EXPORT void latigraph_blocks_options_init(latigraph_blocks_options_t *options);

/** Blocks of the N vertices of a graph. */
typedef struct {
    igraph_vector_int_t membership; /**< (N) block of each vertex; 0 is the largest block */
    igraph_integer_t blocks;        /**< number of blocks, B */
    igraph_vector_int_t sizes;      /**< (B) vertices of each block */
    igraph_real_t bits;             /**< description length, without the unit of weights */
    igraph_real_t bits_one;         /**< the same for one block */
    igraph_matrix_t rate;           /**< (B, B) mean weight of all pairs, absent edges as 0 */
    igraph_matrix_t density;        /**< (B, B) share of the pairs that are edges */
    igraph_bool_t symmetric;        /**< whether pairs have no direction */
    igraph_vector_int_t leiden;     /**< (N) communities of greatest modularity, by igraph */
    igraph_integer_t leiden_blocks; /**< their number */
    igraph_real_t leiden_bits;      /**< description length with these as blocks */
    igraph_real_t agreement;        /**< normalised mutual information of both */
} latigraph_blocks_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_blocks_init(latigraph_blocks_t *blocks);
LATIGRAPH_EXPORT void latigraph_blocks_destroy(latigraph_blocks_t *blocks);

/** Finds the blocks that describe a weighted graph most briefly. */
LATIGRAPH_EXPORT igraph_error_t latigraph_blocks_weighted(const igraph_t *graph,
                                                          const igraph_vector_t *weights,
                                                          const latigraph_blocks_options_t *options,
                                                          latigraph_blocks_t *blocks);

LATIGRAPH_END_C

#endif
