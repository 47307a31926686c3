/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation blocks_weighted: blocks of a weighted graph by description length.
 *
 * The work is done in src/blocks. A circuit whose edges are all mutual with equal weights, such as
 * an undirected network that was read with undirected=mutual, is described as undirected. The
 * blocks are also a graph, with one vertex per block. */

#include "operation/names.h"
#include "operation/rows.h"

#include "circuit/circuit.h"

#include <latigraph/blocks.h>

#include <math.h>

typedef struct {
    const latigraph_circuit_t *graph;
    igraph_bool_t edges_only;
    latigraph_blocks_options_t options;
} request_t;

typedef struct {
    igraph_strvector_t names, block_names;
    igraph_vector_t membership, leiden, sizes;
    igraph_matrix_t rate, density;
    igraph_integer_t blocks, leiden_blocks;
    igraph_real_t saved, leiden_saved, agreement;
    igraph_bool_t symmetric;
    igraph_graph_list_t block_graph;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT("graph", GRAPH, graph, "The graph, with weights of 0 or more.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION("edges_only", BOOLEAN, edges_only, "false",
           "Leave weights aside: blocks of the edges alone."),
    OPTION("starts", INTEGER, options.starts, "8",
           "Largest number of spectral clusters that a search starts from.", .min = 1, .max = 100),
    OPTION("blocks_max", INTEGER, options.blocks_max, "64", "Largest number of blocks.", .min = 1,
           .max = 1000),
    OPTION_SEED(options.seed),

    OUTPUT("names", STRING_LIST, names, "Names of the neurons.", .title = "neuron"),
    OUTPUT("membership", VECTOR, membership, "Block of each neuron; 1 is the largest block.",
           .rows = "names", .title = "block"),
    OUTPUT("leiden", VECTOR, leiden,
           "Community of each neuron of greatest modularity (igraph, Leiden).", .rows = "names"),
    OUTPUT("blocks", INTEGER, blocks, "Number of blocks.", HEAD),
    OUTPUT("saved", REAL, saved, "Bits that the blocks save against the description by one block.",
           .unit = "bits", HEAD),
    OUTPUT("leiden_blocks", INTEGER, leiden_blocks, "Number of communities.", HEAD),
    OUTPUT("leiden_saved", REAL, leiden_saved,
           "Bits that the communities save as blocks; less than 0 if they cost more than they "
           "explain.",
           .unit = "bits", HEAD),
    OUTPUT("agreement", REAL, agreement, "Normalised mutual information of blocks and communities.",
           HEAD),
    OUTPUT("symmetric", BOOLEAN, symmetric, "Whether the graph is described as undirected."),
    OUTPUT("block_names", STRING_LIST, block_names, "Names of the blocks.", .title = "block"),
    OUTPUT("sizes", VECTOR, sizes, "Number of neurons of each block.", .rows = "block_names", HEAD),
    OUTPUT("rate", MATRIX, rate,
           "Mean weight of all pairs of neurons from one block to another; pairs without an edge "
           "count as 0.",
           .rows = "block_names", .columns = "block_names",
           .undefined = "the block has one neuron, and no pairs with itself",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET),
    OUTPUT("density", MATRIX, density, "Share of these pairs that are edges.",
           .rows = "block_names", .columns = "block_names",
           .undefined = "the block has one neuron, and no pairs with itself",
           .show = LATIGRAPH_SHOW_QUIET),
    OUTPUT("block_graph", GRAPH_LIST, block_graph,
           "Graph of the blocks: the vertex attribute size, and the edge attributes weight (mean "
           "weight of the pairs) and density.",
           .show = LATIGRAPH_SHOW_PLAIN),
};

static igraph_error_t copy_numbers(const igraph_vector_int_t *from, int offset,
                                   igraph_vector_t *to) {
    IGRAPH_CHECK(igraph_vector_resize(to, igraph_vector_int_size(from)));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(from); k++) {
        VECTOR(*to)[k] = (igraph_real_t)(VECTOR(*from)[k] + offset);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_edge(const latigraph_blocks_t *blocks, igraph_integer_t r,
                               igraph_integer_t s, igraph_vector_int_t *ends,
                               igraph_vector_t *weight, igraph_vector_t *density) {
    IGRAPH_CHECK(igraph_vector_int_push_back(ends, r));
    IGRAPH_CHECK(igraph_vector_int_push_back(ends, s));
    IGRAPH_CHECK(igraph_vector_push_back(weight, MATRIX(blocks->rate, r, s)));
    return igraph_vector_push_back(density, MATRIX(blocks->density, r, s));
}

/* Makes the graph of blocks from those pairs of blocks that have edges. */
static igraph_error_t make_graph(const latigraph_blocks_t *blocks, result_t *result,
                                 igraph_vector_int_t *ends, igraph_vector_t *weight,
                                 igraph_vector_t *density) {
    igraph_t graph;
    for (igraph_integer_t r = 0; r < blocks->blocks; r++) {
        for (igraph_integer_t s = blocks->symmetric ? r : 0; s < blocks->blocks; s++) {
            if (MATRIX(blocks->density, r, s) > 0) {
                IGRAPH_CHECK(add_edge(blocks, r, s, ends, weight, density));
            }
        }
    }
    IGRAPH_CHECK(igraph_create(&graph, ends, blocks->blocks, !blocks->symmetric));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    if (igraph_has_attribute_table()) {
        IGRAPH_CHECK(igraph_cattribute_VAS_setv(&graph, "name", &result->block_names));
        IGRAPH_CHECK(igraph_cattribute_VAN_setv(&graph, "size", &result->sizes));
        IGRAPH_CHECK(igraph_cattribute_EAN_setv(&graph, "weight", weight));
        IGRAPH_CHECK(igraph_cattribute_EAN_setv(&graph, "density", density));
    }
    IGRAPH_CHECK(igraph_graph_list_push_back(&result->block_graph, &graph));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_graph(const latigraph_blocks_t *blocks, result_t *result) {
    igraph_vector_int_t ends;
    igraph_vector_t weight, density;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&weight, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&density, 0);
    IGRAPH_CHECK(make_graph(blocks, result, &ends, &weight, &density));
    igraph_vector_destroy(&density);
    igraph_vector_destroy(&weight);
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_result(const request_t *request, const latigraph_blocks_t *blocks,
                                  result_t *result) {
    for (int i = 0; i < request->graph->n; i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&result->names, request->graph->neuron[i]));
    }
    for (igraph_integer_t r = 0; r < blocks->blocks; r++) {
        char name[32];
        g_snprintf(name, sizeof name, "%" IGRAPH_PRId, r + 1);
        IGRAPH_CHECK(igraph_strvector_push_back(&result->block_names, name));
    }
    IGRAPH_CHECK(copy_numbers(&blocks->membership, 1, &result->membership));
    IGRAPH_CHECK(copy_numbers(&blocks->leiden, 1, &result->leiden));
    IGRAPH_CHECK(copy_numbers(&blocks->sizes, 0, &result->sizes));
    IGRAPH_CHECK(igraph_matrix_update(&result->rate, &blocks->rate));
    IGRAPH_CHECK(igraph_matrix_update(&result->density, &blocks->density));
    result->blocks = blocks->blocks;
    result->leiden_blocks = blocks->leiden_blocks;
    result->saved = blocks->bits_one - blocks->bits;
    result->leiden_saved = blocks->bits_one - blocks->leiden_bits;
    result->agreement = blocks->agreement;
    result->symmetric = blocks->symmetric;
    return take_graph(blocks, result);
}

/* Copies the weights of a circuit in the order of its edges. */
static igraph_error_t find(const request_t *request, const igraph_t *graph,
                           latigraph_blocks_t *blocks) {
    const double *weight = request->edges_only ? NULL : request->graph->weight;
    igraph_vector_t weights;
    IGRAPH_VECTOR_INIT_FINALLY(&weights, weight != NULL ? request->graph->m : 0);
    for (igraph_integer_t e = 0; e < igraph_vector_size(&weights); e++) {
        VECTOR(weights)[e] = weight[e];
    }
    IGRAPH_CHECK(latigraph_blocks_weighted(graph, weight != NULL ? &weights : NULL,
                                           &request->options, blocks));
    igraph_vector_destroy(&weights);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    latigraph_blocks_t blocks;
    igraph_t graph;
    request->options.remarks = remarks;
    IGRAPH_CHECK(latigraph_circuit_to_graph(request->graph, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(latigraph_blocks_init(&blocks));
    IGRAPH_FINALLY(latigraph_blocks_destroy, &blocks);
    IGRAPH_CHECK(find(request, &graph, &blocks));
    IGRAPH_CHECK(take_result(request, &blocks, result));
    if (blocks.blocks == 1) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "one-block", "blocks",
                                          "One block describes the graph best: there are no "
                                          "blocks, or too few edges to see them."));
    }
    latigraph_blocks_destroy(&blocks);
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_blocks_weighted = {
    .name = "blocks_weighted",
    .summary = "Finds the blocks that describe a weighted graph most briefly.",
    .doc =
        "Neurons of a block have the same density of edges and the same mean weight with every "
        "other block. Blocks can be sparse inside, which the modularity cannot see, and noise is "
        "one block. Edges are Bernoulli and weights exponential; their parameters are integrated "
        "out (Peixoto 2018, without the correction for degrees). The search starts from one block, "
        "igraph's communities and spectral clusters. Time complexity: O(m + n B²) per sweep for B "
        "blocks.",
    .example = "latigraph blocks-weighted circuit.graphml -o blocks.graphml",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
