/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

static const cli_syntax_t syntax = {
    .positional = "MODEL [CIRCUITS...]",
    .text =
        "Prints, for every property, how well a linear direction of the code predicts it:\n"
        "cross-validated R2 with the folds split by neuron, its permutation p, the circuits it\n"
        "rests on, mean and SD of the property, and the length of the step of the code that\n"
        "raises the property by one SD. Without CIRCUITS: the directions found when the model\n"
        "was fitted.",
    .example = "latigraph directions model.safetensors held-out --json",
    .groups = CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 1,
    .most = -1,
};

static igraph_error_t find(const latigraph_model_t *model, char **paths,
                           cli_directions_t *directions) {
    latigraph_circuit_list_t list;
    if (paths[0] == NULL) {
        return cli_directions_of_model(directions, model);
    }
    IGRAPH_CHECK(cli_read_new_list(&list, paths));
    IGRAPH_CHECK(latigraph_directions(model, &list, cli_threads(), cli_shared.seed,
                                      directions->item, &directions->count, &directions->weights,
                                      &directions->steps));
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_json(const cli_directions_t *directions) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    cli_json_directions(json, directions);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t show(char **arguments) {
    latigraph_model_t *model;
    cli_directions_t directions;
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_CHECK(cli_directions_init(&directions));
    IGRAPH_CHECK(find(model, arguments + 1, &directions));
    cli_tell_unscored(&directions);
    IGRAPH_CHECK(cli_shared.json ? print_json(&directions) : cli_print_directions(&directions));
    cli_directions_destroy(&directions);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_directions(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    return arguments != NULL ? show(arguments) : IGRAPH_SUCCESS;
}
