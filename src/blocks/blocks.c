/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Blocks of a weighted graph: the search from several starts, and the result.
 *
 * A search by moves and mergers ends in a local optimum, so that it starts from one block, from
 * igraph's communities and from 2, 3, ... spectral clusters; the shortest description is kept.
 * Starting from random blocks and merging after every sweep does not work: the mergers swallow
 * blocks before they have formed. */

#include "blocks/blocks.h"

#include "base/seed.h"

#include <math.h>
#include <string.h>

/**
 * \function latigraph_blocks_options_init
 * \brief Sets all options of \ref latigraph_blocks_weighted() to their defaults.
 *
 * The defaults are starts from up to 8 clusters, at most 64 blocks, and a seed drawn from igraph's
 * default generator.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: a search with a seed.
 * \verbatim
 *   latigraph_blocks_options_t choice;
 *   latigraph_blocks_options_init(&choice);
 *   choice.seed = 1;
 * \endverbatim
 */
void latigraph_blocks_options_init(latigraph_blocks_options_t *options) {
    *options =
        (latigraph_blocks_options_t){.starts = 8, .blocks_max = 64, .seed = latigraph_draw_seed()};
}

/**
 * \function latigraph_blocks_init
 * \brief Initialises an empty result of a search for blocks.
 *
 * \param blocks The result; free it with \ref latigraph_blocks_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: an empty result.
 * \verbatim
 *   latigraph_blocks_t blocks;
 *   latigraph_blocks_init(&blocks);
 *   latigraph_blocks_destroy(&blocks);
 * \endverbatim
 */
igraph_error_t latigraph_blocks_init(latigraph_blocks_t *blocks) {
    memset(blocks, 0, sizeof *blocks);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&blocks->membership, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&blocks->sizes, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&blocks->leiden, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&blocks->rate, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&blocks->density, 0, 0);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_blocks_destroy
 * \brief Frees the memory of a result.
 *
 * \param blocks The result.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *   latigraph_blocks_t blocks;
 *   latigraph_blocks_init(&blocks);
 *   latigraph_blocks_destroy(&blocks);
 * \endverbatim
 */
void latigraph_blocks_destroy(latigraph_blocks_t *blocks) {
    igraph_vector_int_destroy(&blocks->membership);
    igraph_vector_int_destroy(&blocks->sizes);
    igraph_vector_int_destroy(&blocks->leiden);
    igraph_matrix_destroy(&blocks->rate);
    igraph_matrix_destroy(&blocks->density);
}

/* --- Search ----------------------------------------------------------------------------------- */

/* A search: the partition at work, and the best one so far. */
typedef struct {
    const latigraph_block_graph_t *graph;
    const latigraph_blocks_options_t *options;
    latigraph_partition_t partition;
    int *best, *start; /* (n) */
    double least;
    int number; /* starts so far */
} search_t;

/* Improves the start, and keeps the result if it is the best so far. */
static igraph_error_t search_from(search_t *search) {
    latigraph_partition_t *partition = &search->partition;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, search->options->seed, LATIGRAPH_STREAM_BLOCKS,
                          (uint64_t)search->number++);
    latigraph_partition_set(partition, search->start);
    IGRAPH_CHECK(latigraph_partition_improve(partition, &stream));
    if (partition->length < search->least - 1e-9) {
        search->least = partition->length;
        memcpy(search->best, partition->block, (size_t)search->graph->n * sizeof(int));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t search_all(search_t *search, latigraph_blocks_t *blocks) {
    const int n = search->graph->n;
    const int most = (int)MIN(search->options->starts, MIN(n - 1, search->options->blocks_max));
    IGRAPH_PROGRESS("Blocks: ", 0, NULL);
    for (int i = 0; i < n; i++) {
        search->start[i] = 0;
    }
    latigraph_partition_set(&search->partition, search->start);
    blocks->bits_one = search->partition.length / log(2);
    IGRAPH_CHECK(search_from(search));
    for (int i = 0; i < n; i++) {
        search->start[i] = (int)VECTOR(blocks->leiden)[i];
    }
    latigraph_partition_set(&search->partition, search->start);
    blocks->leiden_bits = search->partition.length / log(2);
    IGRAPH_CHECK(search_from(search));
    for (int clusters = 2; clusters <= most && search->graph->edges > 0; clusters++) {
        IGRAPH_PROGRESS("Blocks: ", 100.0 * (clusters - 1) / most, NULL);
        IGRAPH_CHECK(latigraph_spectral_clusters(search->graph, clusters, search->options->seed,
                                                 search->start));
        IGRAPH_CHECK(search_from(search));
    }
    IGRAPH_PROGRESS("Blocks: ", 100.0, NULL);
    return IGRAPH_SUCCESS;
}

/* --- Result ----------------------------------------------------------------------------------- */

/* Numbers blocks by falling size; equal sizes keep their order. */
static void number_by_size(const latigraph_partition_t *partition, int *rank) {
    for (int r = 0; r < partition->count; r++) {
        rank[r] = 0;
        for (int s = 0; s < partition->count; s++) {
            rank[r] += partition->size[s] > partition->size[r] ||
                       (partition->size[s] == partition->size[r] && s < r);
        }
    }
}

static igraph_error_t take_result(const search_t *search, latigraph_blocks_t *blocks) {
    const latigraph_partition_t *p = &search->partition;
    const latigraph_block_graph_t *graph = search->graph;
    const int count = p->count;
    int *rank;
    LATIGRAPH_ALLOCATE(rank, count);
    number_by_size(p, rank);
    IGRAPH_CHECK(igraph_vector_int_resize(&blocks->membership, graph->n));
    IGRAPH_CHECK(igraph_vector_int_resize(&blocks->sizes, count));
    IGRAPH_CHECK(igraph_matrix_resize(&blocks->rate, count, count));
    IGRAPH_CHECK(igraph_matrix_resize(&blocks->density, count, count));
    for (int i = 0; i < graph->n; i++) {
        VECTOR(blocks->membership)[i] = rank[p->block[i]];
    }
    for (int r = 0; r < count; r++) {
        VECTOR(blocks->sizes)[rank[r]] = p->size[r];
        for (int s = 0; s < count; s++) {
            const double a = p->size[r], b = p->size[s];
            const double pairs = r != s             ? a * b
                                 : graph->symmetric ? 0.5 * a * (a - 1)
                                                    : a * (a - 1);
            MATRIX(blocks->rate, rank[r], rank[s]) = p->weight[r * p->room + s] / pairs;
            MATRIX(blocks->density, rank[r], rank[s]) = p->edges[r * p->room + s] / pairs;
        }
    }
    blocks->blocks = count;
    blocks->bits = p->length / log(2);
    blocks->symmetric = graph->symmetric;
    g_free(rank);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_blocks(const latigraph_block_graph_t *graph,
                                  const latigraph_blocks_options_t *options,
                                  latigraph_blocks_t *blocks) {
    const int room = (int)MIN((igraph_integer_t)graph->n, options->blocks_max);
    search_t search = {.graph = graph, .options = options, .least = INFINITY};
    LATIGRAPH_ALLOCATE(search.best, graph->n);
    LATIGRAPH_ALLOCATE(search.start, graph->n);
    IGRAPH_CHECK(latigraph_partition_init(&search.partition, graph, room));
    IGRAPH_FINALLY(latigraph_partition_destroy, &search.partition);
    IGRAPH_CHECK(latigraph_leiden(graph, options->seed, &blocks->leiden, &blocks->leiden_blocks));
    IGRAPH_CHECK(search_all(&search, blocks));
    latigraph_partition_set(&search.partition, search.best); /* the sums are counted anew */
    IGRAPH_CHECK(take_result(&search, blocks));
    IGRAPH_CHECK(igraph_compare_communities(&blocks->membership, &blocks->leiden,
                                            &blocks->agreement, IGRAPH_COMMCMP_NMI));
    latigraph_partition_destroy(&search.partition);
    g_free(search.start);
    g_free(search.best);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_blocks_weighted
 * \brief Finds the blocks that describe a weighted graph most briefly.
 *
 * Vertices of a block have the same density of edges and the same mean weight with every other
 * block, so that blocks need not be denser inside: disassortative and mixed structure is found,
 * which the modularity cannot see. The number of blocks is the one with the shortest description;
 * noise has one. Edges are Bernoulli with a uniform prior on the density, weights exponential with
 * a Gamma(1, mean weight) prior on the rate, both integrated out (Peixoto, Phys. Rev. E 97:012306,
 * 2018, without the correction for degrees). igraph's communities are given beside.
 *
 * A directed graph in which every edge has a reverse of the same weight is taken as undirected.
 *
 * \param graph The graph, N vertices and m edges. Loops are left out, parallel edges are added.
 * \param weights (m) weights, 0 or more, or \c NULL: blocks of the edges alone.
 * \param options The options, or \c NULL for the defaults.
 * \param blocks An initialised result, which is replaced.
 * \return Error code: \c IGRAPH_EINVAL, fewer than 2 vertices, a negative or infinite weight, or a
 *         wrong number of weights; \c IGRAPH_ENOMEM, not enough memory; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(m + N B²) per sweep over the vertices for B blocks.
 *
 * Example: the number of blocks of a graph.
 * \verbatim
 *   latigraph_blocks_t blocks;
 *   latigraph_blocks_init(&blocks);
 *   latigraph_blocks_weighted(&graph, NULL, NULL, &blocks);
 *   printf("%ld blocks\n", (long)blocks.blocks);
 *   latigraph_blocks_destroy(&blocks);
 * \endverbatim
 */
igraph_error_t latigraph_blocks_weighted(const igraph_t *graph, const igraph_vector_t *weights,
                                         const latigraph_blocks_options_t *options,
                                         latigraph_blocks_t *blocks) {
    latigraph_blocks_options_t defaults;
    latigraph_block_graph_t rows;
    latigraph_blocks_options_init(&defaults);
    options = options != NULL ? options : &defaults;
    if (options->starts < 1 || options->blocks_max < 1 || options->blocks_max > 1000) {
        IGRAPH_ERRORF("At most %" IGRAPH_PRId " blocks and starts from up to %" IGRAPH_PRId
                      " clusters are asked for; both must be at least 1, blocks at most 1000.",
                      IGRAPH_EINVAL, options->blocks_max, options->starts);
    }
    IGRAPH_CHECK(latigraph_block_graph_init(&rows, graph, weights, options->remarks));
    IGRAPH_FINALLY(latigraph_block_graph_destroy, &rows);
    IGRAPH_CHECK(find_blocks(&rows, options, blocks));
    latigraph_block_graph_destroy(&rows);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
