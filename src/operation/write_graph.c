/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation that writes one graph. Its input is an igraph_t and not a circuit, so that a graph
 * keeps attributes that circuits do not have in the formats that can hold them. */

#include "operation/operation.h"

enum { GRAPH, PATH, FORMAT, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [GRAPH] = {.name = "graph", .type = LATIGRAPH_TYPE_GRAPH, .doc = "The graph."},
    [PATH] = {.name = "path",
              .type = LATIGRAPH_TYPE_STRING,
              .doc = "The file, or the folder for csv and sonata."},
    [FORMAT] = {.name = "format",
                .type = LATIGRAPH_TYPE_STRING,
                .optional = true,
                .choices = "graphml|gml|pajek|edgelist|ncol|lgl|leda|dot|mtx|npy|npz|json|gexf|"
                           "sonata|nest|brian2|csv",
                .doc = "The format; left out: by the extension of the path. A script for NEST or "
                       "Brian2 (.py) needs it."},
};

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    return latigraph_graph_write(values[GRAPH].graph, values[PATH].string,
                                 given[FORMAT] ? values[FORMAT].string : NULL);
}

const latigraph_operation_t latigraph_operation_write_graph = {
    .name = "write_graph",
    .summary = "Writes a graph to a file.",
    .doc = "The file appears under its name only when it is complete. GraphML, csv and json keep "
           "all node data; the other formats keep what they can, see the page of formats. Time "
           "complexity: linear in the size of the file.",
    .example = "latigraph write-graph circuit.graphml circuit.gml",
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
