/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation consensus: one graph of several animals. It is a plain graph, because circuits have
 * no shares and deviations of edges. Every reader of circuits takes its mean weights. */

#include "operation/population_rows.h"

typedef struct {
    const igraph_graph_list_t *graphs;
    const char *by, *kind;
    int order;
    igraph_real_t share;
} request_t;

typedef struct {
    igraph_graph_list_t consensus;
    igraph_integer_t animals, neurons, common, edges;
    igraph_real_t mean_share;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT_ANIMALS(graphs),
    OPTION("share", REAL, share, "0",
           "Edges that a smaller share of their animals have are left out. The animals of an edge "
           "are those that have both of its neurons.",
           .min = 0, .max = 1),
    OPTION_KIND(kind),
    OPTION_BY(by),
    OPTION_ORDER(order),
    OUTPUT("consensus", GRAPH, consensus,
           "The graph of all neurons. Edges have weight (mean over their animals, 0 where one has "
           "no such edge), sd, share (of their animals that have the edge) and animals; vertices "
           "have share.",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PLAIN),
    OUTPUT("animals", INTEGER, animals, "Number of animals.", HEAD),
    OUTPUT("neurons", INTEGER, neurons, "Number of neurons of any animal.", HEAD,
           .title = "neurons of any animal"),
    OUTPUT("common", INTEGER, common, "Number of neurons that all animals have.", HEAD,
           .title = "neurons of all animals"),
    OUTPUT("edges", INTEGER, edges, "Number of edges of the consensus.", HEAD),
    OUTPUT("mean_share", REAL, mean_share,
           "Mean over these edges of the share of animals that have them.", HEAD,
           .title = "mean share of edges", .undefined = "the consensus has no edges"),
};

static igraph_error_t describe(const request_t *request, const igraph_t *graph, result_t *result) {
    result->animals = igraph_graph_list_size(request->graphs);
    result->neurons = igraph_vcount(graph);
    result->common = (igraph_integer_t)igraph_cattribute_GAN(graph, "common");
    result->edges = igraph_ecount(graph);
    if (result->edges > 0) {
        igraph_vector_t share;
        IGRAPH_VECTOR_INIT_FINALLY(&share, 0);
        IGRAPH_CHECK(
            igraph_cattribute_EANV(graph, "share", igraph_ess_all(IGRAPH_EDGEORDER_ID), &share));
        result->mean_share = igraph_vector_sum(&share) / (igraph_real_t)result->edges;
        igraph_vector_destroy(&share);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    latigraph_population_options_t options;
    igraph_t graph;
    latigraph_population_options_init(&options);
    options.by = request->by;
    options.kind = request->kind;
    options.order = (latigraph_neuron_order_t)request->order;
    options.remarks = remarks;
    IGRAPH_CHECK(latigraph_consensus(&graph, request->graphs, request->share, &options));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(igraph_graph_list_push_back(&result->consensus, &graph));
    IGRAPH_FINALLY_CLEAN(1);
    return describe(request, igraph_graph_list_get_ptr(&result->consensus, 0), result);
}

const latigraph_operation_t latigraph_operation_consensus = {
    .name = "consensus",
    .summary = "Makes one graph of several animals, with mean weights of edges.",
    .doc = "Neurons correspond by name. A mean is over the animals that have both neurons, with 0 "
           "where there is no edge, so that a contact of one animal alone weighs little. Time "
           "complexity: O(animals times distinct edges).",
    .example = "latigraph consensus worm1 worm2 worm3 --share 0.5 -o consensus.graphml",
    OPERATION_STRUCTS(arguments, run),
};
