/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

static char *probabilities_path;

static const GOptionEntry entries[] = {
    {"probabilities", 'p', 0, G_OPTION_ARG_FILENAME, &probabilities_path,
     "where to write them (- for standard output)", "FILE"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL CIRCUIT --probabilities FILE",
    .text =
        "Writes the probability of every edge of a circuit at the posterior mean of its codes:\n"
        "n lines of n numbers as CSV, line i and column j for the edge from neuron i to j, in\n"
        "the order of the circuit's neurons.",
    .example = "latigraph decode model.safetensors circuit.graphml --probabilities p.csv",
    .options = entries,
    .groups = CLI_READS,
    .least = 2,
    .most = 2,
};

/* Large circuits take a while: Ctrl-C ends it. */
static igraph_error_t append_csv(GString *text, const igraph_matrix_t *matrix) {
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(matrix); i++) {
        if (cli_cancelled()) {
            IGRAPH_ERROR("Interrupted.", IGRAPH_INTERRUPTED);
        }
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(matrix); j++) {
            g_string_append_printf(text, "%s%.6g", j > 0 ? "," : "", MATRIX(*matrix, i, j));
        }
        g_string_append_c(text, '\n');
    }
    return IGRAPH_SUCCESS;
}

static void free_text(GString *text) {
    g_string_free(text, TRUE);
}

static igraph_error_t decode(char **arguments) {
    latigraph_circuit_list_t list;
    latigraph_model_t *model;
    igraph_matrix_t p;
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_CHECK(cli_read_one(&list, arguments[1]));
    IGRAPH_MATRIX_INIT_FINALLY(&p, 0, 0);
    IGRAPH_CHECK(latigraph_decode(model, latigraph_circuit_list_get(&list, 0), &p));
    GString *text = g_string_new(NULL);
    IGRAPH_FINALLY(free_text, text);
    IGRAPH_CHECK(append_csv(text, &p));
    IGRAPH_CHECK(cli_write_file(probabilities_path, text));
    free_text(text);
    igraph_matrix_destroy(&p);
    latigraph_circuit_list_destroy(&list);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_decode(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (cli_is_empty(probabilities_path)) {
        return cli_usage("--probabilities FILE is missing.");
    }
    return decode(arguments);
}
