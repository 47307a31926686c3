/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "formats/format.h"

/* Files of graphs. The first byte chooses the format, and whether edges may be undirected; the text
 * follows. */

static const char *const names[] = {"graphml", "gml", "pajek", "edgelist",
                                    "ncol",    "lgl", "dl",    "graphdb"};

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    latigraph_circuit_t *circuit;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    igraph_t graph;
    if (size < 2) {
        return;
    }
    const guint choice = (guint8)text[0];
    const latigraph_format_t *format =
        latigraph_format_named(names[(choice & 15) % G_N_ELEMENTS(names)]);
    if (latigraph_format_parse(format, "input", text + 1, size - 1, &graph) != IGRAPH_SUCCESS) {
        return;
    }
    latigraph_read_options_init(&options);
    options.undirected = choice & 16 ? LATIGRAPH_UNDIRECTED_MUTUAL : LATIGRAPH_UNDIRECTED_REFUSE;
    if (latigraph_circuit_from_graph(&circuit, &graph, "input", &options, &report) ==
        IGRAPH_SUCCESS) {
        latigraph_circuit_destroy(circuit);
    }
    igraph_destroy(&graph);
}
