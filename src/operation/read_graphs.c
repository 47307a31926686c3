/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation that reads files into circuits. Every face reads graphs through it, so that the
 * same options mean the same everywhere; latigraph_circuit_list_read() knows the formats. What the
 * readers changed (self-loops, parallel edges, undirected edges) is counted over all files. */

#include "operation/names.h"
#include "operation/rows.h"

typedef struct {
    const igraph_strvector_t *paths;
    latigraph_read_options_t options;
} request_t;

typedef struct {
    latigraph_circuit_list_t circuits;
    igraph_strvector_t names;
    latigraph_read_report_t report;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT("paths", STRING_LIST, paths,
          "Graph files in any format that igraph reads, folders with nodes.csv and edges.csv, or "
          "folders of these; files may be gzipped."),
    OPTION("weight", STRING, options.weight, NULL,
           "Edge attribute or column that holds the weights; weight, where there is one, if it is "
           "left out.",
           .metavar = "NAME"),
    OPTION("loops", STRING, options.loops, "drop", "What to do with self-loops.",
           .choices = "drop|refuse"),
    OPTION("parallel", STRING, options.parallel, "merge",
           "What to do with parallel edges; the weights of merged ones add up.",
           .choices = "merge|refuse"),
    OPTION("undirected", STRING, options.undirected, "refuse",
           "What to do with undirected graphs: refuse them, or read each edge as two directed "
           "ones.",
           .choices = "refuse|mutual"),
    OUTPUT("circuits", GRAPH_LIST, circuits, "The graphs, simple and directed."),
    OUTPUT("names", STRING_LIST, names, "Names of the circuits.", HEAD),
    OUTPUT("loops_dropped", INTEGER, report.loops_dropped, "Number of self-loops left out.", HEAD),
    OUTPUT("parallel_merged", INTEGER, report.parallel_merged,
           "Number of edges merged into another.", HEAD),
    OUTPUT("made_mutual", INTEGER, report.made_mutual,
           "Number of undirected edges read as two directed ones.", HEAD),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    (void)remarks;
    for (igraph_integer_t i = 0; i < igraph_strvector_size(request->paths); i++) {
        IGRAPH_CHECK(latigraph_circuit_list_read(&result->circuits,
                                                 igraph_strvector_get(request->paths, i),
                                                 &request->options, &result->report));
    }
    return latigraph_name_circuits(&result->circuits, &result->names);
}

const latigraph_operation_t latigraph_operation_read_graphs = {
    .name = "read_graphs",
    .summary = "Reads circuits from files.",
    .doc = "Node data become vertex attributes where igraph's attribute handler is set; formats "
           "with attributes need it. Time complexity: linear in the size of the files, but for "
           "sorting the edges.",
    .example = "latigraph read-graphs cortex.graphml -o cortex --format csv",
    OPERATION_STRUCTS(arguments, run),
};
