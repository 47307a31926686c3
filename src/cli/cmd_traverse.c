/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/paths.h"

static struct { char *like, *group, *nodes, *count, *from, *to, *steps, *figure; } given;

static const GOptionEntry entries[] = {
    {"like", 0, 0, G_OPTION_ARG_FILENAME, &given.like,
     "start at the code of this circuit, with its node data (default: the mean code of the "
     "training "
     "circuits, and node data drawn once)",
     "CIRCUIT"},
    {"group", 0, 0, G_OPTION_ARG_FILENAME, &given.group,
     "start at the mean code of this group of training circuits; 'latigraph info' lists them",
     "NAME"},
    {"from", 0, 0, G_OPTION_ARG_STRING, &given.from,
     "first step, in standard deviations of the property (default: -2)", "SD"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &given.to, "last step (default: 2)", "SD"},
    {"steps", 0, 0, G_OPTION_ARG_STRING, &given.steps, "steps, at least 2 (default: 5)", "S"},
    {"nodes", 0, 0, G_OPTION_ARG_STRING, &given.nodes,
     "neurons of a circuit (default: as in the training circuits)", "N"},
    {"count", 'n', 0, G_OPTION_ARG_STRING, &given.count,
     "circuits to generate at each step (default: 10)", "K"},
    {"figure", 0, 0, G_OPTION_ARG_FILENAME, &given.figure,
     "draw one circuit of each step and the properties: .svg, .pdf or .png", "FILE"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL PROPERTY -o DIR",
    .text =
        "Walks the code along the model's direction of a property, generates circuits at each "
        "step with the same node data and random numbers, measures them, and encodes them again: "
        "what a direction does, how straight, what else moves, and whether circuits are where the "
        "code says. 'latigraph directions MODEL' lists the directions.",
    .example = "latigraph traverse model.safetensors reciprocity --count 20 -o walk --figure "
               "strip.svg",
    .options = entries,
    .groups = CLI_WRITES | CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 2,
    .most = 2,
};

static igraph_error_t parse_options(latigraph_path_options_t *options) {
    IGRAPH_CHECK(cli_path_options(options, given.steps, given.count, given.nodes, given.like));
    options->generate.group = given.group;
    if (given.from != NULL) {
        IGRAPH_CHECK(cli_real("--from", given.from, -100, 100, &options->from));
    }
    if (given.to != NULL) {
        IGRAPH_CHECK(cli_real("--to", given.to, -100, 100, &options->to));
    }
    if (options->from == options->to) {
        return cli_usage("--from and --to are both %g: there is no way to go.", options->from);
    }
    return given.figure != NULL ? figure_check_path("--figure", given.figure) : IGRAPH_SUCCESS;
}

static igraph_error_t traverse(char **arguments, igraph_integer_t property,
                               const latigraph_path_options_t *options) {
    cli_walk_t walk = {.property = property, .figure = given.figure};
    latigraph_circuit_list_t like;
    const latigraph_circuit_t *start;
    IGRAPH_CHECK(cli_output_prepare());
    IGRAPH_CHECK(cli_read_model(&walk.model, arguments[0]));
    IGRAPH_CHECK(cli_read_like(&like, given.like, &start));
    IGRAPH_CHECK(cli_walk_init(&walk));
    IGRAPH_CHECK(
        latigraph_traverse(walk.model, &walk.circuits, property, start, options, &walk.path));
    IGRAPH_CHECK(cli_walk_report(&walk));
    cli_walk_destroy(&walk);
    latigraph_circuit_list_destroy(&like);
    latigraph_model_destroy(walk.model);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_traverse(int argc, char **argv) {
    char **arguments;
    latigraph_path_options_t options;
    igraph_integer_t property;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    property = latigraph_property_find(arguments[1]);
    if (property < 0) {
        IGRAPH_CHECK(cli_unknown_property(arguments[1]));
    }
    IGRAPH_CHECK(parse_options(&options));
    return traverse(arguments, property, &options);
}
