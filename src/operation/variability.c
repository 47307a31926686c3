/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation variability: stable, variable and developmental edges of animals of several ages.
 * The library gives a graph whose edges have everything as attributes; this file lists them as
 * columns, which tables and data frames need. */

#include "operation/population_rows.h"

#include "base/text.h"

typedef struct {
    const igraph_graph_list_t *graphs;
    latigraph_variability_options_t options;
    int order;
} request_t;

typedef struct {
    igraph_graph_list_t graph;
    igraph_strvector_t edges, change;
    igraph_vector_t mean, sd, share, animals, slope, p, q;
    igraph_vector_t change_edges, change_weight;
    igraph_integer_t neurons, common, tested, growing, shrinking;
    igraph_real_t least_p;
} result_t;

#define CHANGES "stable|variable|developmental|unknown"
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define ONE "fewer than two animals have both neurons, or these are of equal age"

static const latigraph_argument_t arguments[] = {
    INPUT_ANIMALS(graphs),
    OPTION(
        "ages", VECTOR, options.ages, NULL,
        "Age of each animal, in the order of the graphs, or the rank of its group. If it is left "
        "out, the graphs are in order: 0, 1, 2, ..."),
    OPTION("q", REAL, options.q, "0.05",
           "False discovery rate of developmental edges, by Benjamini and Hochberg.", .min = 1e-9,
           .max = 0.999999),
    OPTION("stable", REAL, options.stable, "1",
           "Least share of animals that have a stable edge. The animals of an edge are those that "
           "have both of its neurons.",
           .min = 0, .max = 1),
    OPTION("relative", BOOLEAN, options.relative, "false",
           "Divides the weights by the sum of weights of their animal, so that an edge is "
           "developmental only if it changes otherwise than the animal's synapses as a whole."),
    OPTION_KIND(options.population.kind),
    OPTION_BY(options.population.by),
    OPTION_ORDER(order),
    OPTION("permutations", INTEGER, options.permutations, "9999",
           "Number of random orders of the ages, where there are more than 40,320 of them; up to "
           "this number all are taken.",
           .min = 1, .max = 10000000),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("graph", GRAPH, graph,
           "The graph of all neurons and edges, with the columns below as edge attributes; weight "
           "is the mean.",
           .show = LATIGRAPH_SHOW_PLAIN),
    OUTPUT("change_edges", VECTOR, change_edges, "Number of edges of each kind of change.",
           .rows = CHANGES, .title = "edges", .show = HEAD),
    OUTPUT("change_weight", VECTOR, change_weight,
           "Share of the sum of weights over all animals that they carry.", .rows = CHANGES,
           .title = "share of weight", .show = HEAD | QUIET, .undefined = "there are no weights"),
    OUTPUT("edges", STRING_LIST, edges, "Edges by the names of their ends and their kind, if any.",
           .title = "edge"),
    OUTPUT("change", STRING_LIST, change,
           "developmental: q is at most the rate; else stable: enough animals have the edge; else "
           "variable. unknown: fewer than two animals have both neurons.",
           .rows = "edges", .show = HEAD),
    OUTPUT("mean", VECTOR, mean,
           "Mean weight over the animals that have both neurons, 0 where there is no edge.",
           .rows = "edges", .show = HEAD),
    OUTPUT("sd", VECTOR, sd, "Standard deviation of the weight.", .rows = "edges",
           .show = HEAD | QUIET, .undefined = "one animal has both neurons"),
    OUTPUT("share", VECTOR, share, "Share of these animals that have the edge.", .rows = "edges",
           .show = HEAD),
    OUTPUT("animals", VECTOR, animals, "Number of animals that have both neurons.",
           .rows = "edges"),
    OUTPUT("slope", VECTOR, slope, "Slope of the weight over age, by least squares.",
           .rows = "edges", .show = HEAD | LATIGRAPH_SHOW_SORTED | QUIET, .undefined = ONE),
    OUTPUT("p", VECTOR, p,
           "Share of all orders of the ages whose slope is at least as steep, of either sign.",
           .rows = "edges", .show = HEAD | QUIET, .undefined = ONE),
    OUTPUT("q_value", VECTOR, q, "Least false discovery rate at which the slope is significant.",
           .rows = "edges", .title = "q", .show = HEAD | QUIET,
           .undefined = "no order of the weights would have a p as small as the rate"),
    OUTPUT("neurons", INTEGER, neurons, "Number of neurons of any animal.", .show = HEAD,
           .title = "neurons of any animal"),
    OUTPUT("common", INTEGER, common, "Number of neurons that all animals have.", .show = HEAD,
           .title = "neurons of all animals"),
    OUTPUT("tested", INTEGER, tested,
           "Number of edges whose weights and ages allow a p as small as the rate.", .show = HEAD,
           .title = "edges tested"),
    OUTPUT("growing", INTEGER, growing, "Number of developmental edges whose weight grows.",
           .show = HEAD, .title = "developmental, growing"),
    OUTPUT("shrinking", INTEGER, shrinking, "Number of developmental edges whose weight shrinks.",
           .show = HEAD, .title = "developmental, shrinking"),
    OUTPUT("least_p", REAL, least_p, "Smallest p that any edge could have.",
           .title = "smallest possible p", .show = HEAD),
};

/* --- Columns ---------------------------------------------------------------------------------- */

/* "AVAL → AVBL", or "AVAL – AVBL (electrical)" for undirected edges with a kind. */
static igraph_error_t name_edges(const igraph_t *graph, const char *by, const char *kind,
                                 igraph_strvector_t *edges) {
    const char *arrow = igraph_is_directed(graph) ? "→" : "–";
    IGRAPH_CHECK(igraph_strvector_resize(edges, igraph_ecount(graph)));
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        char *name;
        IGRAPH_CHECK(
            latigraph_print_text(&name, kind != NULL ? "%s %s %s (%s)" : "%s %s %s",
                                 igraph_cattribute_VAS(graph, by, IGRAPH_FROM(graph, e)), arrow,
                                 igraph_cattribute_VAS(graph, by, IGRAPH_TO(graph, e)),
                                 kind != NULL ? igraph_cattribute_EAS(graph, kind, e) : ""));
        IGRAPH_FINALLY(g_free, name);
        IGRAPH_CHECK(igraph_strvector_set(edges, e, name));
        g_free(name);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_columns(const igraph_t *graph, result_t *result) {
    const igraph_es_t all = igraph_ess_all(IGRAPH_EDGEORDER_ID);
    const struct {
        const char *name;
        igraph_vector_t *column;
    } columns[] = {{"weight", &result->mean}, {"sd", &result->sd},
                   {"share", &result->share}, {"animals", &result->animals},
                   {"slope", &result->slope}, {"p", &result->p},
                   {"q", &result->q}};
    if (igraph_ecount(graph) == 0) {
        return IGRAPH_SUCCESS;
    }
    for (gsize k = 0; k < G_N_ELEMENTS(columns); k++) {
        IGRAPH_CHECK(igraph_cattribute_EANV(graph, columns[k].name, all, columns[k].column));
    }
    return igraph_cattribute_EASV(graph, "change", all, &result->change);
}

static igraph_error_t list_totals(const latigraph_variability_t *totals, result_t *result) {
    IGRAPH_CHECK(igraph_vector_resize(&result->change_edges, LATIGRAPH_CHANGES));
    IGRAPH_CHECK(igraph_vector_resize(&result->change_weight, LATIGRAPH_CHANGES));
    for (int k = 0; k < LATIGRAPH_CHANGES; k++) {
        VECTOR(result->change_edges)[k] = (igraph_real_t)totals->edges[k];
        VECTOR(result->change_weight)[k] = totals->weight[k];
    }
    result->tested = totals->tested;
    result->growing = totals->growing;
    result->shrinking = totals->edges[LATIGRAPH_CHANGE_DEVELOPMENTAL] - totals->growing;
    result->least_p = totals->least_p;
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    latigraph_variability_t totals;
    igraph_t graph;
    request->options.population.order = (latigraph_neuron_order_t)request->order;
    request->options.population.remarks = remarks;
    IGRAPH_CHECK(latigraph_variability(&graph, &totals, request->graphs, &request->options));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(igraph_graph_list_push_back(&result->graph, &graph));
    IGRAPH_FINALLY_CLEAN(1);
    const igraph_t *made = igraph_graph_list_get_ptr(&result->graph, 0);
    result->neurons = igraph_vcount(made);
    result->common = (igraph_integer_t)igraph_cattribute_GAN(made, "common");
    IGRAPH_CHECK(name_edges(made, request->options.population.by, request->options.population.kind,
                            &result->edges));
    IGRAPH_CHECK(list_columns(made, result));
    return list_totals(&totals, result);
}

const latigraph_operation_t latigraph_operation_variability = {
    .name = "variability",
    .summary = "Sorts the edges of several animals into stable, variable and developmental ones.",
    .doc = "An edge is developmental if the slope of its weight over age is significant: p by all "
           "orders of the ages, or random ones, and the false discovery rate of all edges that "
           "could be significant. Of the others, edges that enough animals have are stable, and "
           "the rest are variable. Time complexity: O(edges times animals times orders).",
    .example =
        "latigraph variability worm0h worm5h worm8h worm16h --ages 0,5,8,16 -o change.graphml",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
