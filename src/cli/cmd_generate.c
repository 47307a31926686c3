/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

static gboolean uncalibrated;
static struct { char *like, *code, *group, *nodes, *count; } given;

static const GOptionEntry entries[] = {
    {"like", 0, 0, G_OPTION_ARG_FILENAME, &given.like,
     "generate circuits like this one: with its node data and, without --code or --group, "
     "its code",
     "CIRCUIT"},
    {"code", 0, 0, G_OPTION_ARG_FILENAME, &given.code,
     "generate from the codes in this CSV file, as 'latigraph encode' prints them (- for standard "
     "input)",
     "FILE"},
    {"group", 0, 0, G_OPTION_ARG_FILENAME, &given.group,
     "draw the codes of this group of training circuits; 'latigraph info' lists the groups",
     "NAME"},
    {"nodes", 0, 0, G_OPTION_ARG_STRING, &given.nodes,
     "neurons of a circuit (default: as in the training circuits)", "N"},
    {"count", 'n', 0, G_OPTION_ARG_STRING, &given.count,
     "circuits to generate, for each code if there are several (default: 1)", "K"},
    {"uncalibrated", 0, 0, G_OPTION_ARG_NONE, &uncalibrated,
     "take the decoder's rates as they are, instead of holding circuits to the statistics that "
     "their codes tell",
     NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL -o DIR",
    .text = "Generates circuits: from the codes of the training circuits, or from given codes, or "
            "like a given circuit. Each is written with its node data, its weights, its code and "
            "the seed as attributes.",
    .example =
        "latigraph generate model.safetensors --like circuit.graphml --count 10 -o generated",
    .options = entries,
    .groups = CLI_WRITES | CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 1,
    .most = 1,
};

/* Repeats every row `count` times when there are several codes. */
static igraph_error_t repeat_rows(igraph_matrix_t *codes, latigraph_generate_options_t *options) {
    const igraph_integer_t rows = igraph_matrix_nrow(codes), size = igraph_matrix_ncol(codes);
    igraph_matrix_t repeated;
    if (rows <= 1) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_MATRIX_INIT_FINALLY(&repeated, rows * options->count, size);
    for (igraph_integer_t i = 0; i < rows * options->count; i++) {
        for (igraph_integer_t j = 0; j < size; j++) {
            MATRIX(repeated, i, j) = MATRIX(*codes, i / options->count, j);
        }
    }
    options->count *= rows;
    IGRAPH_CHECK(igraph_matrix_update(codes, &repeated));
    igraph_matrix_destroy(&repeated);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Fills `codes` from --code or --like; *wanted says whether there are any. */
static igraph_error_t get_codes(const latigraph_model_t *model,
                                const latigraph_circuit_list_t *like, igraph_matrix_t *codes,
                                igraph_bool_t *wanted) {
    *wanted = given.code != NULL || (given.like != NULL && given.group == NULL);
    if (given.code != NULL) {
        return cli_read_codes(given.code, latigraph_model_code_size(model), codes);
    }
    if (*wanted) {
        return latigraph_encode(model, like, 1, codes, NULL);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_one(JsonBuilder *json, const latigraph_circuit_t *circuit,
                                const char *file) {
    igraph_vector_t code;
    IGRAPH_VECTOR_INIT_FINALLY(&code, 0);
    IGRAPH_CHECK(cli_code_of(circuit, &code));
    json_builder_begin_object(json);
    cli_json_text(json, "file", file);
    cli_json_number(json, "nodes", (igraph_real_t)latigraph_circuit_vcount(circuit));
    cli_json_number(json, "edges", (igraph_real_t)latigraph_circuit_ecount(circuit));
    cli_json_vector(json, "code", &code);
    json_builder_set_member_name(json, "seed");
    json_builder_add_int_value(json, (gint64)cli_shared.seed);
    json_builder_end_object(json);
    igraph_vector_destroy(&code);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t report(const latigraph_circuit_list_t *circuits, const GPtrArray *files) {
    JsonBuilder *json;
    if (!cli_shared.json) {
        printf("%u circuit%s in %s\n", files->len, files->len == 1 ? "" : "s", cli_shared.output);
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (guint i = 0; i < files->len; i++) {
        IGRAPH_CHECK(print_one(json, latigraph_circuit_list_get(circuits, i), files->pdata[i]));
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate_all(const latigraph_model_t *model,
                                   latigraph_generate_options_t *options,
                                   latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t like;
    const latigraph_circuit_t *template;
    igraph_matrix_t codes;
    igraph_bool_t wanted;
    IGRAPH_CHECK(cli_read_like(&like, given.like, &template));
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_CHECK(get_codes(model, &like, &codes, &wanted));
    IGRAPH_CHECK(repeat_rows(&codes, options));
    IGRAPH_CHECK(latigraph_generate(model, circuits, wanted ? &codes : NULL, template, options));
    igraph_matrix_destroy(&codes);
    latigraph_circuit_list_destroy(&like);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate(const char *path, latigraph_generate_options_t *options) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    IGRAPH_FINALLY(g_ptr_array_unref, files);
    IGRAPH_CHECK(cli_output_prepare());
    IGRAPH_CHECK(cli_read_model(&model, path));
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(generate_all(model, options, &circuits));
    IGRAPH_CHECK(cli_output_circuits(&circuits, files));
    IGRAPH_CHECK(report(&circuits, files));
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    g_ptr_array_unref(files);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_generate(int argc, char **argv) {
    char **arguments;
    latigraph_generate_options_t options;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(cli_generation(&options, 1, given.count, given.nodes, given.like));
    options.group = given.group;
    options.uncalibrated = uncalibrated;
    if (given.group != NULL && given.code != NULL) {
        return cli_usage("--group and --code exclude each other: both say which codes.");
    }
    return generate(arguments[0], &options);
}
