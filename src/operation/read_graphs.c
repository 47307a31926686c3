/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

enum {
    PATHS,
    WEIGHT,
    LOOPS,
    PARALLEL,
    UNDIRECTED,
    CIRCUITS,
    NAMES,
    LOOPS_DROPPED,
    PARALLEL_MERGED,
    MADE_MUTUAL,
    ARGUMENTS
};

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [PATHS] = {.name = "paths",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .doc = "Graph files in any format that igraph reads, folders with nodes.csv and "
                      "edges.csv, or folders of these; files may be gzipped."},
    [WEIGHT] = {.name = "weight",
                .type = LATIGRAPH_TYPE_STRING,
                .optional = true,
                .doc = "Edge attribute or column with the weights; left out: weight, where there "
                       "is one."},
    [LOOPS] = {.name = "loops",
               .type = LATIGRAPH_TYPE_STRING,
               .optional = true,
               .default_text = "drop",
               .choices = "drop|refuse",
               .doc = "What to do with self-loops."},
    [PARALLEL] = {.name = "parallel",
                  .type = LATIGRAPH_TYPE_STRING,
                  .optional = true,
                  .default_text = "merge",
                  .choices = "merge|refuse",
                  .doc = "What to do with parallel edges; the weights of merged ones add up."},
    [UNDIRECTED] = {.name = "undirected",
                    .type = LATIGRAPH_TYPE_STRING,
                    .optional = true,
                    .default_text = "refuse",
                    .choices = "refuse|mutual",
                    .doc = "What to do with undirected graphs: refuse them, or read each edge as "
                           "two directed ones."},
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .direction = LATIGRAPH_OUT,
                  .doc = "The graphs, simple and directed."},
    [NAMES] = {.name = "names",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "The name of each."},
    [LOOPS_DROPPED] = {.name = "loops_dropped",
                       .type = LATIGRAPH_TYPE_INTEGER,
                       .direction = LATIGRAPH_OUT,
                       .doc = "Self-loops left out."},
    [PARALLEL_MERGED] = {.name = "parallel_merged",
                         .type = LATIGRAPH_TYPE_INTEGER,
                         .direction = LATIGRAPH_OUT,
                         .doc = "Edges merged into another."},
    [MADE_MUTUAL] = {.name = "made_mutual",
                     .type = LATIGRAPH_TYPE_INTEGER,
                     .direction = LATIGRAPH_OUT,
                     .doc = "Undirected edges read as two directed ones."},
};

static igraph_error_t name_all(igraph_strvector_t *names,
                               const latigraph_circuit_list_t *circuits) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    IGRAPH_CHECK(igraph_strvector_resize(names, count));
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_CHECK(igraph_strvector_set(
            names, i, latigraph_circuit_name(latigraph_circuit_list_get(circuits, i))));
    }
    return IGRAPH_SUCCESS;
}

static void read_options(latigraph_read_options_t *options, const latigraph_value_t *values,
                         const igraph_bool_t *given) {
    options->weight = given[WEIGHT] ? values[WEIGHT].string : NULL;
    options->loops =
        (latigraph_loops_t)latigraph_argument_choice(&arguments[LOOPS], values[LOOPS].string);
    options->parallel = (latigraph_parallel_t)latigraph_argument_choice(&arguments[PARALLEL],
                                                                        values[PARALLEL].string);
    options->undirected = (latigraph_undirected_t)latigraph_argument_choice(
        &arguments[UNDIRECTED], values[UNDIRECTED].string);
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_strvector_t *paths = values[PATHS].string_list;
    latigraph_read_report_t report = {0};
    latigraph_read_options_t options;
    latigraph_circuit_list_t circuits;
    read_options(&options, values, given);
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    for (igraph_integer_t i = 0; i < igraph_strvector_size(paths); i++) {
        IGRAPH_CHECK(latigraph_circuit_list_read(&circuits, igraph_strvector_get(paths, i),
                                                 &options, &report));
    }
    if (given[NAMES]) {
        IGRAPH_CHECK(name_all(values[NAMES].string_list, &circuits));
    }
    if (given[CIRCUITS]) {
        IGRAPH_CHECK(latigraph_graphs_of(values[CIRCUITS].graph_list, &circuits));
    }
    values[LOOPS_DROPPED].integer = report.loops_dropped;
    values[PARALLEL_MERGED].integer = report.parallel_merged;
    values[MADE_MUTUAL].integer = report.made_mutual;
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_read_graphs = {
    .name = "read_graphs",
    .summary = "Reads circuits from files.",
    .doc = "Node data become vertex attributes where igraph's attribute handler is set; formats "
           "with attributes need it. Time complexity: linear in the size of the files, but for "
           "sorting the edges.",
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
