/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation interpolate: a path of codes from one circuit to another. Outputs that it shares
 * with traverse are in paths.h and paths.c. The one choice to make is that of node data, because
 * two circuits may have different neurons; a remark says which were taken. */

#include "operation/paths.h"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT("first", GRAPH, first, "Circuit to start at.", .show = LATIGRAPH_SHOW_POSITIONAL),
    INPUT("second", GRAPH, second, "Circuit to go to.", .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION("along", STRING, options.shape, "straight",
           "straight: a straight line of codes. manifold: spherical interpolation after a change "
           "of coordinates that makes the density of the training codes round, so that the density "
           "stays between those of the ends.",
           .choices = "straight|manifold"),
    OPTION("node_data", STRING, options.node_data, "auto",
           "Node data of the circuits: of the first or of the second circuit, or drawn at each "
           "step, given its code. auto takes those of the first if both have the same neurons, and "
           "draws them otherwise.",
           .choices = "auto|first|second|drawn"),
    OPTION_STEPS("7"),
    OPTION("nodes", INTEGER, options.generate.nodes, "0",
           "Number of neurons to draw; 0 goes evenly from that of the first to that of the second "
           "circuit.",
           .min = 0, .max = LATIGRAPH_MOST_NEURONS),
    OPTION_COUNT(options.generate.count, "10", "Number of circuits to generate at each step."),
    OPTION_SEED(options.generate.seed),
    OPTION_THREADS(options.generate.threads),

    PATH_OUTPUTS_FIRST,
    OUTPUT("position", VECTOR, path.position,
           "Position of each step: 0 at the first circuit, 1 at the second.", .rows = "step",
           .show = PART | HEAD),
    PATH_OUTPUTS,
    OUTPUT("straight", VECTOR, path.straight,
           "Logarithm of the density of the training codes along the straight line.",
           .rows = "step", .unit = "nats", .show = PART | HEAD, .title = "straight"),
    OUTPUT("manifold", VECTOR, path.manifold,
           "Logarithm of the density of the training codes along the manifold.", .rows = "step",
           .unit = "nats", .show = PART | HEAD, .title = "manifold"),
};

static const char *node_data_of(const result_t *result) {
    switch (result->path.nodes) {
    case LATIGRAPH_PATH_NODES_FIRST:
        return "Node data are those of the first circuit.";
    case LATIGRAPH_PATH_NODES_SECOND:
        return "Node data are those of the second circuit.";
    default:
        return "Node data were drawn at each step.";
    }
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    const latigraph_path_options_t *options = &request->options;
    result_t *result = result_data;
    if (options->generate.nodes > 0 && (options->node_data == LATIGRAPH_PATH_NODES_FIRST ||
                                        options->node_data == LATIGRAPH_PATH_NODES_SECOND)) {
        IGRAPH_ERRORF("Give one of nodes and node_data = %s: the circuit has its own neurons.",
                      IGRAPH_EINVAL,
                      options->node_data == LATIGRAPH_PATH_NODES_FIRST ? "first" : "second");
    }
    IGRAPH_CHECK(latigraph_interpolate(request->model, &result->circuits, request->first,
                                       request->second, options, &result->path));
    IGRAPH_CHECK(latigraph_describe_path(request->model, -1, result));
    return latigraph_remark_add(remarks, "note", "node_data_used", "%s", node_data_of(result));
}

static igraph_error_t figure(const void *request, const void *result,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    return latigraph_draw_path(request, result, -1, style, image);
}

const latigraph_operation_t latigraph_operation_interpolate = {
    .name = "interpolate",
    .summary = "Walks from the code of one circuit to that of another.",
    .doc = "Circuits are generated at each step, measured and encoded again. The density of the "
           "training codes is given along both ways to go.",
    .example =
        "latigraph interpolate model.safetensors a.graphml b.graphml --along manifold -o walk "
        "--figure strip.svg",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = latigraph_init_path_result,
    .destroy_result = latigraph_destroy_path_result,
    .figure = figure,
};
