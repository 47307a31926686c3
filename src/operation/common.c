/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Conversion between the graphs that callers hold and the circuits that the library works on.
 *
 * A circuit needs a name, because neurons of equal name in circuits of equal connectome are the
 * same neuron. A graph without any name gets one from a digest of its edges: equal graphs are then
 * the same circuit in every call, and different graphs share no neuron. Self-loops and parallel
 * edges cannot be kept; their numbers are summed over a list of graphs and become one warning per
 * kind. */

#include "operation/operation.h"

#include "base/compat.h"
#include "base/memory.h"

/* --- Graphs to circuits ----------------------------------------------------- */

/* Returns whether the graph has a name, or its neurons have names. */
static igraph_bool_t is_named(const igraph_t *graph) {
    if (!igraph_has_attribute_table() || graph->attr == NULL) {
        return false;
    }
    return igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_GRAPH, "name") ||
           igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_GRAPH, "connectome") ||
           igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_VERTEX, "neuron") ||
           igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_VERTEX, "name");
}

/* Writes a name like "graph-1f0c9a3b5d7e": the first digits of the SHA-256 of the number of
 * vertices and of the edges in their order. */
static igraph_error_t name_by_edges(const igraph_t *graph, char *name, gsize size) {
    igraph_vector_int_t edges;
    gint64 number = GINT64_TO_LE((gint64)igraph_vcount(graph)); /* the same name on every machine */
    IGRAPH_CHECK(igraph_vector_int_init(&edges, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &edges);
    IGRAPH_CHECK(igraph_get_edgelist(graph, &edges, /*bycol=*/false));
    GChecksum *digest = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(digest, (const guchar *)&number, sizeof number);
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&edges); i++) {
        number = GINT64_TO_LE((gint64)VECTOR(edges)[i]);
        g_checksum_update(digest, (const guchar *)&number, sizeof number);
    }
    g_snprintf(name, (gulong)size, "graph-%.12s", g_checksum_get_string(digest));
    g_checksum_free(digest);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t convert(latigraph_circuit_t **circuit, const igraph_t *graph,
                              const char *identity, latigraph_undirected_t undirected,
                              latigraph_read_report_t *report) {
    latigraph_read_options_t options;
    char name[32];
    latigraph_read_options_init(&options);
    options.identity = identity;
    options.undirected = undirected;
    if (is_named(graph)) {
        return latigraph_circuit_from_graph(circuit, graph, NULL, &options, report);
    }
    IGRAPH_CHECK(name_by_edges(graph, name, sizeof name));
    return latigraph_circuit_from_graph(circuit, graph, name, &options, report);
}

static void warn_of_changes(const latigraph_read_report_t *report) {
    if (report->loops_dropped > 0) {
        IGRAPH_WARNINGF("%" IGRAPH_PRId " self-loops were left out.", report->loops_dropped);
    }
    if (report->parallel_merged > 0) {
        IGRAPH_WARNINGF("%" IGRAPH_PRId " edges were merged into parallel ones.",
                        report->parallel_merged);
    }
}

igraph_error_t latigraph_circuit_of(latigraph_circuit_t **circuit, const igraph_t *graph,
                                    const char *identity, latigraph_undirected_t undirected) {
    latigraph_read_report_t report = {0};
    IGRAPH_CHECK(convert(circuit, graph, identity, undirected, &report));
    warn_of_changes(&report);
    return IGRAPH_SUCCESS;
}

static igraph_error_t append(latigraph_circuit_list_t *circuits, const igraph_t *graph,
                             const char *identity, latigraph_undirected_t undirected,
                             latigraph_read_report_t *report) {
    latigraph_circuit_t *circuit;
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_CHECK(convert(&circuit, graph, identity, undirected, report));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(circuits, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_append_circuits(latigraph_circuit_list_t *circuits,
                                         const latigraph_argument_t *row,
                                         const latigraph_value_t *value, const char *identity,
                                         latigraph_undirected_t undirected) {
    latigraph_read_report_t report = {0};
    if (row->type == LATIGRAPH_TYPE_GRAPH) {
        IGRAPH_CHECK(append(circuits, value->graph, identity, undirected, &report));
    }
    for (igraph_integer_t i = 0;
         row->type == LATIGRAPH_TYPE_GRAPH_LIST && i < igraph_graph_list_size(value->graph_list);
         i++) {
        IGRAPH_CHECK(append(circuits, igraph_graph_list_get_ptr(value->graph_list, i), identity,
                            undirected, &report));
    }
    warn_of_changes(&report);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuits_of(latigraph_circuit_list_t *circuits,
                                     const igraph_graph_list_t *graphs, const char *identity,
                                     latigraph_undirected_t undirected) {
    const latigraph_argument_t row = {.type = LATIGRAPH_TYPE_GRAPH_LIST};
    const latigraph_value_t value = {.graph_list = (igraph_graph_list_t *)graphs};
    IGRAPH_CHECK(latigraph_circuit_list_init(circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, circuits);
    IGRAPH_CHECK(latigraph_append_circuits(circuits, &row, &value, identity, undirected));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Circuits to graphs ----------------------------------------------------- */

igraph_error_t latigraph_graphs_of(igraph_graph_list_t *graphs,
                                   const latigraph_circuit_list_t *circuits) {
    igraph_graph_list_clear(graphs);
    IGRAPH_FINALLY(igraph_graph_list_clear, graphs);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        igraph_t graph;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_circuit_to_graph(latigraph_circuit_list_get(circuits, i), &graph));
        IGRAPH_FINALLY(igraph_destroy, &graph);
        IGRAPH_CHECK(igraph_graph_list_push_back(graphs, &graph));
        IGRAPH_FINALLY_CLEAN(1);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
