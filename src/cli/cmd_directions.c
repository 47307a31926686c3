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

static igraph_error_t print_json(const latigraph_direction_t *directions, igraph_integer_t count,
                                 const igraph_matrix_t *weights, const igraph_matrix_t *steps) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < count; i++) {
        const latigraph_direction_t *d = &directions[i];
        json_builder_begin_object(json);
        cli_json_text(json, "property", latigraph_property_info(d->property)->name);
        cli_json_number(json, "r2", d->r2);
        cli_json_number(json, "p", d->p);
        cli_json_row(json, "direction", steps, i);
        cli_json_row(json, "weights", weights, i);
        cli_json_number(json, "intercept", d->intercept);
        cli_json_number(json, "mean", d->mean);
        cli_json_number(json, "sd", d->sd);
        cli_json_number(json, "circuits", (igraph_real_t)d->scored);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t find(const latigraph_model_t *model, char **paths,
                           latigraph_direction_t *directions, igraph_integer_t *found,
                           igraph_matrix_t *weights, igraph_matrix_t *steps) {
    latigraph_circuit_list_t list;
    if (paths[0] == NULL) {
        return latigraph_model_directions(model, directions, found, weights, steps);
    }
    IGRAPH_CHECK(cli_read_new_list(&list, paths));
    IGRAPH_CHECK(latigraph_directions(model, &list, cli_threads(), cli_shared.seed, directions,
                                      found, weights, steps));
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t show(char **arguments) {
    latigraph_model_t *model;
    igraph_matrix_t weights, steps;
    igraph_integer_t found;
    latigraph_direction_t *directions = g_new0(latigraph_direction_t, latigraph_property_count());
    IGRAPH_FINALLY(g_free, directions);
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_MATRIX_INIT_FINALLY(&weights, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&steps, 0, 0);
    IGRAPH_CHECK(find(model, arguments + 1, directions, &found, &weights, &steps));
    if (cli_shared.json) {
        IGRAPH_CHECK(print_json(directions, found, &weights, &steps));
    } else {
        IGRAPH_CHECK(cli_print_directions(directions, found, &steps));
    }
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&weights);
    latigraph_model_destroy(model);
    g_free(directions);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_directions(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    return arguments != NULL ? show(arguments) : IGRAPH_SUCCESS;
}
