/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation that reads files into circuits. Every face reads graphs through it, so that the
 * same options mean the same everywhere; latigraph_circuit_list_read() knows the formats. What the
 * readers changed (self-loops, parallel edges, undirected edges) is counted over all files. */

#include "operation/names.h"
#include "operation/reading_rows.h"

#include "base/memory.h"
#include "base/text.h"

#include <string.h>

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
          "Graph files, tables of edges or adjacency matrices in any common format, folders with "
          "tables of edges and neurons, or folders of these; files may be gzipped."),
    OPTIONS_READING(options),
    OUTPUT("circuits", GRAPH_LIST, circuits, "The graphs, simple and directed."),
    OUTPUT("names", STRING_LIST, names, "Names of the circuits.", HEAD),
    OUTPUT("loops_dropped", INTEGER, report.loops_dropped, "Number of self-loops left out.", HEAD),
    OUTPUT("parallel_merged", INTEGER, report.parallel_merged,
           "Number of edges merged into another.", HEAD),
    OUTPUT("made_mutual", INTEGER, report.made_mutual,
           "Number of undirected edges read as two directed ones.", HEAD),
};

igraph_error_t latigraph_remark_changes(const char *path, const latigraph_read_report_t *report,
                                        latigraph_remarks_t *remarks) {
    const struct {
        igraph_integer_t count;
        const char *one, *many;
    } parts[] = {
        {report->separated, "circuit, one per subject", "circuits, one per subject"},
        {report->parallel_merged - report->counted, "parallel edge merged (weights added)",
         "parallel edges merged (weights added)"},
        {report->counted, "parallel edge merged (counted)", "parallel edges merged (counted)"},
        {report->loops_dropped, "self-loop dropped", "self-loops dropped"},
        {report->made_mutual, "undirected edge read as two", "undirected edges read as two"},
    };
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    const char *name = strrchr(path, G_DIR_SEPARATOR);
    name = name != NULL && name[1] != '\0' ? name + 1 : path;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    for (gsize k = 0; k < G_N_ELEMENTS(parts); k++) {
        if (parts[k].count > 0) {
            latigraph_text_print(&text, "%s%" IGRAPH_PRId " %s", text.length > 0 ? ", " : "",
                                 parts[k].count,
                                 parts[k].count == 1 ? parts[k].one : parts[k].many);
        }
    }
    IGRAPH_CHECK(latigraph_text_check(&text));
    if (text.length > 0) {
        IGRAPH_CHECK(
            latigraph_remark_add(remarks, "note", name, "%s: %s", name, latigraph_text(&text)));
    }
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads one path and adds its counts to those of the result. */
static igraph_error_t read_path(const request_t *request, const char *path, result_t *result,
                                latigraph_remarks_t *remarks) {
    latigraph_read_report_t report = {.remarks = remarks};
    IGRAPH_CHECK(latigraph_circuit_list_read(&result->circuits, path, &request->options, &report));
    result->report.loops_dropped += report.loops_dropped;
    result->report.parallel_merged += report.parallel_merged;
    result->report.made_mutual += report.made_mutual;
    return latigraph_remark_changes(path, &report, remarks);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    for (igraph_integer_t i = 0; i < igraph_strvector_size(request->paths); i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(read_path(request, igraph_strvector_get(request->paths, i), result, remarks));
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
