/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/paths.h"

static struct { char *steps, *along, *node_data, *nodes, *count, *figure; } given;

static const GOptionEntry entries[] = {
    {"steps", 0, 0, G_OPTION_ARG_STRING, &given.steps, "steps, at least 2 (default: 7)", "S"},
    {"along", 0, 0, G_OPTION_ARG_STRING, &given.along,
     "a straight line of codes, or a way on which the density of the training codes stays between "
     "those of the ends (default: straight)",
     "straight|manifold"},
    {"node-data", 0, 0, G_OPTION_ARG_STRING, &given.node_data,
     "node data of the circuits: of A, of B, or drawn at each step, given its code (default: auto, "
     "of A if both have the same neurons, else drawn)",
     "auto|first|second|drawn"},
    {"nodes", 0, 0, G_OPTION_ARG_STRING, &given.nodes,
     "neurons to draw (default: evenly from those of A to those of B)", "N"},
    {"count", 'n', 0, G_OPTION_ARG_STRING, &given.count,
     "circuits to generate at each step (default: 10)", "K"},
    {"figure", 0, 0, G_OPTION_ARG_FILENAME, &given.figure,
     "draw one circuit of each step and the properties: .svg, .pdf or .png", "FILE"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL A B -o DIR",
    .text =
        "Walks from the code of circuit A to that of circuit B, generates circuits at each step, "
        "measures them, and encodes them again. The density of the training codes along the way "
        "is told for both ways to go.",
    .example =
        "latigraph interpolate model.safetensors a.graphml b.graphml --along manifold -o walk "
        "--figure strip.svg",
    .options = entries,
    .groups = CLI_WRITES | CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 3,
    .most = 3,
};

static igraph_error_t parse_options(latigraph_path_options_t *options) {
    static const char *const shapes[] = {"straight", "manifold", NULL};
    static const char *const nodes[] = {"auto", "first", "second", "drawn", NULL};
    int choice;
    IGRAPH_CHECK(cli_path_options(options, given.steps != NULL ? given.steps : "7", given.count,
                                  given.nodes, NULL));
    if (given.along != NULL) {
        IGRAPH_CHECK(cli_choice("--along", given.along, shapes, &choice));
        options->shape = (latigraph_path_shape_t)choice;
    }
    if (given.node_data != NULL) {
        IGRAPH_CHECK(cli_choice("--node-data", given.node_data, nodes, &choice));
        options->node_data = (latigraph_path_nodes_t)choice;
    }
    if (given.nodes != NULL && (options->node_data == LATIGRAPH_PATH_NODES_FIRST ||
                                options->node_data == LATIGRAPH_PATH_NODES_SECOND)) {
        return cli_usage("--nodes and --node-data %s exclude each other: the circuit has its "
                         "neurons.",
                         given.node_data);
    }
    return given.figure != NULL ? figure_check_path("--figure", given.figure) : IGRAPH_SUCCESS;
}

static igraph_error_t interpolate(char **arguments, const latigraph_path_options_t *options) {
    cli_walk_t walk = {.property = -1, .shape = options->shape, .figure = given.figure};
    latigraph_circuit_list_t first, second;
    IGRAPH_CHECK(cli_output_prepare());
    IGRAPH_CHECK(cli_read_model(&walk.model, arguments[0]));
    IGRAPH_CHECK(cli_read_one(&first, arguments[1]));
    IGRAPH_CHECK(cli_read_one(&second, arguments[2]));
    IGRAPH_CHECK(cli_walk_init(&walk));
    IGRAPH_CHECK(
        latigraph_interpolate(walk.model, &walk.circuits, latigraph_circuit_list_get(&first, 0),
                              latigraph_circuit_list_get(&second, 0), options, &walk.path));
    IGRAPH_CHECK(cli_walk_report(&walk));
    cli_walk_destroy(&walk);
    latigraph_circuit_list_destroy(&second);
    latigraph_circuit_list_destroy(&first);
    latigraph_model_destroy(walk.model);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_interpolate(int argc, char **argv) {
    char **arguments;
    latigraph_path_options_t options;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(parse_options(&options));
    return interpolate(arguments, &options);
}
