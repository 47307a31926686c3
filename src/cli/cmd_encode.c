/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

static const cli_syntax_t syntax = {
    .positional = "MODEL CIRCUITS...",
    .text = "Prints the code of every circuit as CSV: its name, the mean of each dimension, then "
            "the standard deviation of each (a Gaussian posterior).",
    .example = "latigraph encode model.safetensors circuits > codes.csv",
    .groups = CLI_READS | CLI_THREADS | CLI_JSON,
    .least = 2,
    .most = -1,
};

static void print_csv(const latigraph_circuit_list_t *list, const igraph_matrix_t *mean,
                      const igraph_matrix_t *sd) {
    GString *line = g_string_new("name");
    const int size = (int)igraph_matrix_ncol(mean);
    for (int j = 0; j < 2 * size; j++) {
        g_string_append_printf(line, ",%s%d", j < size ? "mean" : "sd", j % size + 1);
    }
    puts(line->str);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(mean); i++) {
        g_string_truncate(line, 0);
        cli_csv_text(line, latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        for (int j = 0; j < 2 * size; j++) {
            g_string_append_c(line, ',');
            cli_csv_number(line, j < size ? MATRIX(*mean, i, j) : MATRIX(*sd, i, j - size));
        }
        puts(line->str);
    }
    g_string_free(line, TRUE);
}

static igraph_error_t print_json(const latigraph_circuit_list_t *list, const igraph_matrix_t *mean,
                                 const igraph_matrix_t *sd) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(mean); i++) {
        json_builder_begin_object(json);
        cli_json_text(json, "name", latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        cli_json_row(json, "mean", mean, i);
        cli_json_row(json, "sd", sd, i);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t encode(char **arguments) {
    latigraph_circuit_list_t list;
    latigraph_model_t *model;
    igraph_matrix_t mean, sd;
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_CHECK(cli_read_new_list(&list, arguments + 1));
    IGRAPH_MATRIX_INIT_FINALLY(&mean, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&sd, 0, 0);
    IGRAPH_CHECK(latigraph_encode(model, &list, cli_threads(), &mean, &sd));
    if (cli_shared.json) {
        IGRAPH_CHECK(print_json(&list, &mean, &sd));
    } else {
        print_csv(&list, &mean, &sd);
    }
    igraph_matrix_destroy(&sd);
    igraph_matrix_destroy(&mean);
    latigraph_circuit_list_destroy(&list);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_encode(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    return arguments != NULL ? encode(arguments) : IGRAPH_SUCCESS;
}
