/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

static gboolean uncalibrated, slab, ball;
static struct { char *like, *code, *group, *nodes, *count, *density, *degree; } given;

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
    {"slab", 0, 0, G_OPTION_ARG_NONE, &slab,
     "put neurons evenly into a square across the axis of depth (or of the plane), as densely as "
     "in "
     "the training circuits",
     NULL},
    {"ball", 0, 0, G_OPTION_ARG_NONE, &ball, "the same in a ball (in the plane: a disc)", NULL},
    {"density", 0, 0, G_OPTION_ARG_STRING, &given.density,
     "what stays the same in circuits larger than those of the fit: space (rates of pairs at a "
     "distance) or degree (rates of all edges of a neuron together) (default: space with "
     "positions, "
     "degree without)",
     "RULE"},
    {"mean-degree", 0, 0, G_OPTION_ARG_STRING, &given.degree,
     "edges a neuron, met by a factor on all rates, which are not calibrated then", "D"},
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

/* What is written and told as circuits come. */
typedef struct {
    const latigraph_model_t *model;
    GHashTable *taken; /* names of files */
    GPtrArray *files;
    JsonBuilder *json;             /* NULL: text */
    igraph_integer_t count, first; /* circuits of all processes; those before this one's */
} outcome_t;

/* What the circuit says of how it was drawn, and how its rates were extrapolated. */
static const char *const notes[] = {"sampler", "fitted_distance", "rate_factor"};

static gboolean is_large(const latigraph_circuit_t *circuit) {
    gboolean said = FALSE;
    for (gsize k = 0; k < G_N_ELEMENTS(notes); k++) {
        char *text = latigraph_circuit_note(circuit, notes[k]);
        said = said || text != NULL;
        igraph_free(text);
    }
    return said;
}

static igraph_error_t print_training_comparison(const outcome_t *out,
                                                const igraph_matrix_t *figures) {
    for (igraph_integer_t k = 0; k < igraph_matrix_nrow(figures); k++) {
        const char *name = latigraph_statistic_name(out->model, k);
        if (out->json == NULL) {
            printf("  %-20s %10.4g   training circuits %.4g +- %.4g\n", name,
                   MATRIX(*figures, k, 0), MATRIX(*figures, k, 1), MATRIX(*figures, k, 2));
            continue;
        }
        json_builder_set_member_name(out->json, name);
        json_builder_begin_object(out->json);
        cli_json_number(out->json, "value", MATRIX(*figures, k, 0));
        cli_json_number(out->json, "training_mean", MATRIX(*figures, k, 1));
        cli_json_number(out->json, "training_sd", MATRIX(*figures, k, 2));
        json_builder_end_object(out->json);
    }
    return IGRAPH_SUCCESS;
}

/* How a large circuit was drawn, and its statistics beside those of the training circuits. */
static igraph_error_t tell_large(const outcome_t *out, const latigraph_circuit_t *circuit) {
    igraph_matrix_t figures;
    if (!is_large(circuit)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_MATRIX_INIT_FINALLY(&figures, 0, 0);
    IGRAPH_CHECK(latigraph_compare_with_training(out->model, circuit, &figures));
    if (out->json == NULL) {
        const double n = (double)latigraph_circuit_vcount(circuit);
        printf("%s: %.0f neurons, %" IGRAPH_PRId " edges, %.1f a neuron",
               latigraph_circuit_name(circuit), n, latigraph_circuit_ecount(circuit),
               (double)latigraph_circuit_ecount(circuit) / n);
    }
    for (gsize k = 0; k < G_N_ELEMENTS(notes); k++) {
        char *text = latigraph_circuit_note(circuit, notes[k]);
        if (text != NULL && out->json == NULL) {
            printf("; %s %s", notes[k], text);
        } else if (text != NULL) {
            cli_json_text(out->json, notes[k], text);
        }
        igraph_free(text);
    }
    if (out->json == NULL) {
        printf("\n");
    } else {
        json_builder_set_member_name(out->json, "training_comparison");
        json_builder_begin_object(out->json);
    }
    IGRAPH_CHECK(print_training_comparison(out, &figures));
    if (out->json != NULL) {
        json_builder_end_object(out->json);
    }
    igraph_matrix_destroy(&figures);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t tell_one(const outcome_t *out, const latigraph_circuit_t *circuit,
                               const char *file) {
    JsonBuilder *json = out->json;
    igraph_vector_t code;
    if (json == NULL) {
        return tell_large(out, circuit);
    }
    IGRAPH_VECTOR_INIT_FINALLY(&code, 0);
    IGRAPH_CHECK(cli_code_of(circuit, &code));
    json_builder_begin_object(json);
    cli_json_text(json, "file", file);
    cli_json_number(json, "nodes", (igraph_real_t)latigraph_circuit_vcount(circuit));
    cli_json_number(json, "edges", (igraph_real_t)latigraph_circuit_ecount(circuit));
    cli_json_vector(json, "code", &code);
    json_builder_set_member_name(json, "seed");
    json_builder_add_int_value(json, (gint64)cli_shared.seed);
    IGRAPH_CHECK(tell_large(out, circuit));
    json_builder_end_object(json);
    igraph_vector_destroy(&code);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A sink: writes a circuit as soon as it is made. */
static igraph_error_t take_circuit(latigraph_circuit_t *circuit, void *data) {
    outcome_t *out = data;
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    if (cli_cancelled()) {
        IGRAPH_ERROR("Interrupted.", IGRAPH_INTERRUPTED);
    }
    IGRAPH_CHECK(
        cli_output_circuit(circuit, out->first + out->files->len + 1, out->taken, out->files));
    IGRAPH_CHECK(tell_one(out, circuit, out->files->pdata[out->files->len - 1]));
    latigraph_circuit_destroy(circuit);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Which circuits this process makes: several share them out among them. (The JSON of all is one
 * array, which one process has to make.) Codes get a row each if there are several of them, which
 * stand for `count` circuits each. */
static igraph_error_t take_share(igraph_matrix_t *codes, latigraph_generate_options_t *options,
                                 outcome_t *out) {
    const igraph_integer_t rows = igraph_matrix_nrow(codes), width = igraph_matrix_ncol(codes);
    igraph_matrix_t own;
    long begin, end;
    out->count = options->count * MAX(rows, 1);
    cli_ranks_block((long)out->count, &begin, &end);
    if (cli_shared.json) {
        begin = 0;
        end = cli_is_first() ? (long)out->count : 0;
    }
    options->first = out->first = begin;
    if (rows > 1) {
        IGRAPH_MATRIX_INIT_FINALLY(&own, end - begin, width);
        for (igraph_integer_t i = begin; i < end; i++) {
            for (igraph_integer_t k = 0; k < width; k++) {
                MATRIX(own, i - begin, k) = MATRIX(*codes, i / options->count, k);
            }
        }
        IGRAPH_CHECK(igraph_matrix_update(codes, &own));
        igraph_matrix_destroy(&own);
        IGRAPH_FINALLY_CLEAN(1);
    }
    options->count = end - begin;
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate_all(const latigraph_model_t *model,
                                   latigraph_generate_options_t *options, outcome_t *out) {
    latigraph_circuit_list_t like;
    const latigraph_circuit_t *template;
    igraph_matrix_t codes;
    igraph_bool_t wanted;
    IGRAPH_CHECK(cli_read_like(&like, given.like, &template));
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_CHECK(get_codes(model, &like, &codes, &wanted));
    IGRAPH_CHECK(take_share(&codes, options, out));
    if (options->count > 0) {
        IGRAPH_CHECK(latigraph_generate_each(model, wanted ? &codes : NULL, template, options,
                                             take_circuit, out));
    }
    igraph_matrix_destroy(&codes);
    latigraph_circuit_list_destroy(&like);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate(const char *path, latigraph_generate_options_t *options) {
    outcome_t out = {.json = NULL};
    latigraph_model_t *model;
    IGRAPH_CHECK(cli_output_prepare());
    IGRAPH_CHECK(cli_read_model(&model, path));
    out.model = model;
    out.files = g_ptr_array_new_with_free_func(g_free);
    IGRAPH_FINALLY(g_ptr_array_unref, out.files);
    out.taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    IGRAPH_FINALLY(g_hash_table_unref, out.taken);
    if (cli_shared.json) {
        IGRAPH_CHECK(cli_json_new(&out.json));
        json_builder_begin_array(out.json);
    }
    IGRAPH_CHECK(generate_all(model, options, &out));
    if (cli_shared.json) {
        json_builder_end_array(out.json);
        cli_json_print(out.json);
        g_object_unref(out.json);
        IGRAPH_FINALLY_CLEAN(1);
    } else {
        printf("%" IGRAPH_PRId " circuit%s in %s\n", out.count, out.count == 1 ? "" : "s",
               cli_shared.output);
    }
    g_hash_table_unref(out.taken);
    g_ptr_array_unref(out.files);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* How circuits larger than those of the fit are to be made. */
static igraph_error_t parse_large(latigraph_generate_options_t *options) {
    static const char *const rules[] = {"auto", "space", "degree", NULL};
    int rule = 0;
    if (slab && ball) {
        return cli_usage("--slab and --ball exclude each other.");
    }
    if ((slab || ball) && given.like != NULL) {
        return cli_usage(
            "--like and --%s exclude each other: the circuit's neurons stay where they "
            "are.",
            slab ? "slab" : "ball");
    }
    if (given.density != NULL) {
        IGRAPH_CHECK(cli_choice("--density", given.density, rules, &rule));
    }
    if (given.degree != NULL) {
        IGRAPH_CHECK(cli_real("--mean-degree", given.degree, 1e-6, 1e9, &options->mean_degree));
    }
    options->place = slab   ? LATIGRAPH_PLACE_SLAB
                     : ball ? LATIGRAPH_PLACE_BALL
                            : LATIGRAPH_PLACE_FITTED;
    options->density = (latigraph_density_t)rule;
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
    IGRAPH_CHECK(parse_large(&options));
    if (given.group != NULL && given.code != NULL) {
        return cli_usage("--group and --code exclude each other: both say which codes.");
    }
    return generate(arguments[0], &options);
}
