/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation align: graphs of several animals on the same neurons. Results are plain graphs,
 * because circuits would lose kinds and parallel edges. */

#include "operation/population_rows.h"

#include "population/attributes.h"

typedef struct {
    const igraph_graph_list_t *graphs;
    const char *by;
    int order;
} request_t;

typedef struct {
    igraph_graph_list_t aligned;
    igraph_strvector_t names, neurons;
    igraph_vector_t present, edges;
    igraph_integer_t all, common;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT_ANIMALS(graphs),
    OPTION_BY(by),
    OPTION_ORDER(order),
    OUTPUT("aligned", GRAPH_LIST, aligned,
           "The graphs, all with the same vertices in the same order. The vertex attribute "
           "\"present\" says whether the animal has the neuron; other attributes of absent "
           "neurons are NaN or empty.",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PLAIN),
    OUTPUT("names", STRING_LIST, names, "Names of the graphs."),
    OUTPUT("present", VECTOR, present, "Number of neurons that each animal has.", .rows = "names",
           HEAD),
    OUTPUT("edges", VECTOR, edges, "Number of edges of each animal.", .rows = "names", HEAD),
    OUTPUT("neurons", STRING_LIST, neurons, "Names of the vertices, in their order."),
    OUTPUT("all", INTEGER, all, "Number of neurons of any animal.", HEAD,
           .title = "neurons of any animal"),
    OUTPUT("common", INTEGER, common, "Number of neurons that all animals have.", HEAD,
           .title = "neurons of all animals"),
};

/* Lists the names of the graphs: the graph attribute "name", or "graph" and a number. */
static igraph_error_t list_names(const igraph_graph_list_t *graphs, igraph_strvector_t *names) {
    for (igraph_integer_t k = 0; k < igraph_graph_list_size(graphs); k++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(graphs, k);
        latigraph_attributes_t list;
        char number[32];
        g_snprintf(number, sizeof number, "graph %" IGRAPH_PRId, k + 1);
        IGRAPH_CHECK(latigraph_attributes_init(&list, graph, IGRAPH_ATTRIBUTE_GRAPH));
        const igraph_bool_t named =
            latigraph_attributes_type(&list, "name") == IGRAPH_ATTRIBUTE_STRING;
        IGRAPH_CHECK(igraph_strvector_push_back(names, named ? igraph_cattribute_GAS(graph, "name")
                                                             : number));
        latigraph_attributes_destroy(&list);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

/* Counts the neurons and edges of each animal. */
static igraph_error_t count(result_t *result) {
    const igraph_integer_t animals = igraph_graph_list_size(&result->aligned);
    igraph_vector_t seen;
    IGRAPH_VECTOR_INIT_FINALLY(&seen, result->all);
    IGRAPH_CHECK(igraph_vector_resize(&result->present, animals));
    IGRAPH_CHECK(igraph_vector_resize(&result->edges, animals));
    igraph_vector_null(&result->present);
    for (igraph_integer_t k = 0; k < animals; k++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(&result->aligned, k);
        VECTOR(result->edges)[k] = (igraph_real_t)igraph_ecount(graph);
        for (igraph_integer_t v = 0; v < result->all; v++) {
            const igraph_bool_t present = igraph_cattribute_VAB(graph, "present", v);
            VECTOR(result->present)[k] += present;
            VECTOR(seen)[v] += present;
        }
    }
    for (igraph_integer_t v = 0; v < result->all; v++) {
        result->common += VECTOR(seen)[v] == (igraph_real_t)animals;
    }
    igraph_vector_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    latigraph_population_options_t options;
    latigraph_population_options_init(&options);
    options.by = request->by;
    options.order = (latigraph_neuron_order_t)request->order;
    options.remarks = remarks;
    IGRAPH_CHECK(latigraph_align(&result->aligned, request->graphs, &options));
    const igraph_t *first = igraph_graph_list_get_ptr(&result->aligned, 0);
    result->all = igraph_vcount(first);
    IGRAPH_CHECK(list_names(request->graphs, &result->names));
    IGRAPH_CHECK(igraph_cattribute_VASV(first, request->by, igraph_vss_all(), &result->neurons));
    return count(result);
}

const latigraph_operation_t latigraph_operation_align = {
    .name = "align",
    .summary = "Makes graphs of several animals on the same neurons.",
    .doc = "Every graph gets a vertex for each neuron of any animal, in one order, so that "
           "matrices and node properties can be compared. Edges and all attributes are kept. Time "
           "complexity: O(animals times neurons and attributes, plus edges).",
    .example = "latigraph align worm1.graphml worm2.graphml -o aligned",
    OPERATION_STRUCTS(arguments, run),
};
