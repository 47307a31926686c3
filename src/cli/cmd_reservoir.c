/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"
#include "cli/reservoir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static char **names, *radius_text, *gain_text, *sweep_text, *weights_text, *input_text, *bias_text;
static char *leak_rate_text, *washout_text, *steps_text, *seeds_text;
static char *types, *inhibitory, *export_to, *as_text;
static char **property_names;
static gboolean list_wanted, csv, alone, structure_wanted;

static const GOptionEntry entries[] = {
    {"list", 0, 0, G_OPTION_ARG_NONE, &list_wanted,
     "print the scores themselves: name, unit, definition, why it matters, source", NULL},
    {"score", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names,
     "give this score alone; several times for several (default: all)", "SCORE"},
    {"radius", 0, 0, G_OPTION_ARG_STRING, &radius_text,
     "scale the weights of each circuit to this spectral radius (default: 0.9)", "R"},
    {"gain", 0, 0, G_OPTION_ARG_STRING, &gain_text,
     "multiply the weights of all circuits by the same factor instead, so that circuits differ in "
     "spectral radius",
     "G"},
    {"sweep", 0, 0, G_OPTION_ARG_STRING, &sweep_text,
     "run at K values from A to B of the spectral radius, or of the gain if --gain is given, too",
     "A:B:K"},
    {"weights", 0, 0, G_OPTION_ARG_STRING, &weights_text,
     "weights of the edges before they are scaled: binary (default), count (the circuits' own, "
     "such as synapses), or sampled (log-normal, drawn for each seed)",
     "binary|count|sampled"},
    {"types", 0, 0, G_OPTION_ARG_FILENAME, &types,
     "column of node data that tells the signs: edges of inhibitory neurons are negative (default: "
     "all are positive)",
     "COLUMN"},
    {"inhibitory", 0, 0, G_OPTION_ARG_FILENAME, &inhibitory,
     "the types that are inhibitory, with commas between them (default: inhibitory)", "TYPES"},
    {"input-scale", 0, 0, G_OPTION_ARG_STRING, &input_text,
     "input weights are uniform between plus and minus this (default: 0.1)", "X"},
    {"bias", 0, 0, G_OPTION_ARG_STRING, &bias_text,
     "biases are uniform between plus and minus this (default: 0.2)", "X"},
    {"leak-rate", 0, 0, G_OPTION_ARG_STRING, &leak_rate_text,
     "share of its state that a neuron takes on anew at each step: 1 keeps nothing of its previous "
     "state, values near 0 keep most of it (default: 1)",
     "X"},
    {"washout", 0, 0, G_OPTION_ARG_STRING, &washout_text,
     "steps before the first that is used (default: 200, or one a neuron if these are more)", "K"},
    {"steps", 0, 0, G_OPTION_ARG_STRING, &steps_text,
     "steps that are used, the first 70 % to fit the readout (default: 5000)", "K"},
    {"seeds", 0, 0, G_OPTION_ARG_STRING, &seeds_text,
     "draws of inputs, input weights and biases that scores are means over (default: 4)", "K"},
    {"alone", 0, 0, G_OPTION_ARG_NONE, &alone,
     "without the delay line of the same size and the rewired copy beside each circuit", NULL},
    {"structure", 0, 0, G_OPTION_ARG_NONE, &structure_wanted,
     "print which structural properties carry each score, over the circuits: R2, and each "
     "property's share of it (Shapley's value)",
     NULL},
    {"property", 0, 0, G_OPTION_ARG_STRING_ARRAY, &property_names,
     "with --structure: compare with this property; several times for several, up to 26 (default: "
     "fourteen usual ones)",
     "PROPERTY"},
    {"export", 0, 0, G_OPTION_ARG_FILENAME, &export_to,
     "run nothing, and write the weights of each circuit with its node data into this folder, for "
     "recurrent networks to start from: as the options say, with signs if --types is given",
     "DIR"},
    {"as", 0, 0, G_OPTION_ARG_STRING, &as_text,
     "with --export: a file NAME.safetensors each (default), or a folder NAME each with weight.npy "
     "and tables of node data",
     "safetensors|npy"},
    {"csv", 0, 0, G_OPTION_ARG_NONE, &csv,
     "print CSV: every circuit, with the standard error over seeds of each score", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "CIRCUITS...",
    .text =
        "Runs every circuit as a reservoir (an echo-state network with the circuit's edges) and "
        "prints what it can compute: memory, nonlinear capacity, NARMA-10, forecasts of chaotic "
        "series, telling waves apart, delayed exclusive or, decisions from noisy evidence. Beside "
        "each circuit stand a delay line of as many neurons and a copy with the same degrees and "
        "otherwise random edges. Inputs are the same for all circuits. A circuit without cycles "
        "has no spectral radius to scale and shows as -; --gain takes it. Every score is a "
        "property, too: latigraph steer MODEL --to memory-capacity=+1sd.",
    .example = "latigraph reservoir circuits --score memory-capacity --sweep 0.5:1.1:7",
    .options = entries,
    .groups = CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 0,
    .most = -1,
};

/* --- The list of scores ----------------------------------------------------------- */

static void list_as_text(void) {
    for (igraph_integer_t i = 0; i < latigraph_score_count(); i++) {
        const latigraph_score_info_t *info = latigraph_score_info(i);
        printf("%s\n    %s\n", info->name, info->definition);
        if (info->unit[0] != '\0') {
            printf("    Unit: %s.\n", info->unit);
        }
        printf("    Why: %s\n    Source: %s.\n", info->why, info->source);
    }
}

static igraph_error_t list_as_json(void) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < latigraph_score_count(); i++) {
        const latigraph_score_info_t *info = latigraph_score_info(i);
        json_builder_begin_object(json);
        cli_json_text(json, "score", info->name);
        cli_json_text(json, "unit", info->unit);
        cli_json_text(json, "definition", info->definition);
        cli_json_text(json, "why", info->why);
        cli_json_text(json, "source", info->source);
        json_builder_set_member_name(json, "less_is_better");
        json_builder_add_boolean_value(json, info->less);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Options ------------------------------------------------------------------------ */

static igraph_error_t real_option(const char *option, const char *text, igraph_real_t low,
                                  igraph_real_t high, igraph_real_t *value) {
    return text != NULL ? cli_real(option, text, low, high, value) : IGRAPH_SUCCESS;
}

static igraph_error_t count_option(const char *option, const char *text, igraph_integer_t low,
                                   igraph_integer_t high, igraph_integer_t *value) {
    return text != NULL ? cli_integer(option, text, low, high, value) : IGRAPH_SUCCESS;
}

static igraph_error_t check_together(void) {
    if (structure_wanted && (sweep_text != NULL || csv)) {
        return cli_usage("--structure does not go with %s.", csv ? "--csv" : "--sweep");
    }
    if (property_names != NULL && !structure_wanted) {
        return cli_usage("--property goes with --structure only.");
    }
    if (export_to != NULL && (structure_wanted || sweep_text != NULL || csv)) {
        return cli_usage("--export does not go with %s.", structure_wanted ? "--structure"
                                                          : csv            ? "--csv"
                                                                           : "--sweep");
    }
    if (as_text != NULL && export_to == NULL) {
        return cli_usage("--as goes with --export only.");
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_options(latigraph_reservoir_options_t *options) {
    static const char *const words[] = {"binary", "count", "sampled", NULL};
    int weights = LATIGRAPH_RESERVOIR_BINARY;
    latigraph_reservoir_options_init(options);
    if (radius_text != NULL && gain_text != NULL) {
        return cli_usage("--radius and --gain exclude each other.");
    }
    IGRAPH_CHECK(real_option("--radius", radius_text, 0, 1000, &options->radius));
    IGRAPH_CHECK(real_option("--gain", gain_text, 0, 1e6, &options->gain));
    options->radius = gain_text != NULL ? IGRAPH_NAN : options->radius;
    if (weights_text != NULL) {
        IGRAPH_CHECK(cli_choice("--weights", weights_text, words, &weights));
    }
    options->weights = (latigraph_reservoir_weights_t)weights;
    IGRAPH_CHECK(real_option("--input-scale", input_text, 0, 1000, &options->input_scale));
    IGRAPH_CHECK(real_option("--bias", bias_text, 0, 1000, &options->bias));
    IGRAPH_CHECK(real_option("--leak-rate", leak_rate_text, 1e-6, 1, &options->leak_rate));
    IGRAPH_CHECK(count_option("--washout", washout_text, 0, 1000000, &options->washout));
    IGRAPH_CHECK(count_option("--steps", steps_text, 100, 1000000, &options->steps));
    IGRAPH_CHECK(count_option("--seeds", seeds_text, 1, 1000, &options->seeds));
    options->types = types;
    options->inhibitory = inhibitory != NULL ? inhibitory : options->inhibitory;
    options->seed = cli_shared.seed;
    options->threads = cli_threads();
    return IGRAPH_SUCCESS;
}

/* The operating points: initialised and filled. */
static igraph_error_t read_points(const latigraph_reservoir_options_t *options,
                                  igraph_vector_t *points) {
    igraph_real_t low, high;
    igraph_integer_t count;
    if (sweep_text == NULL) {
        IGRAPH_CHECK(igraph_vector_resize(points, 1));
        VECTOR(*points)[0] = isnan(options->radius) ? options->gain : options->radius;
        return IGRAPH_SUCCESS;
    }
    char **part = g_strsplit(sweep_text, ":", -1);
    IGRAPH_FINALLY(g_strfreev, part);
    if (g_strv_length(part) != 3) {
        return cli_usage("--sweep: \"%s\" is not of the form A:B:K.", sweep_text);
    }
    IGRAPH_CHECK(cli_real("--sweep", part[0], 0, 1000, &low));
    IGRAPH_CHECK(cli_real("--sweep", part[1], 0, 1000, &high));
    IGRAPH_CHECK(cli_integer("--sweep", part[2], 2, 1000, &count));
    IGRAPH_CHECK(igraph_vector_resize(points, count));
    for (igraph_integer_t k = 0; k < count; k++) {
        VECTOR(*points)[k] = low + (high - low) * (double)k / (double)(count - 1);
    }
    g_strfreev(part);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t unknown_score(const char *name) {
    const char *known[64] = {NULL};
    for (igraph_integer_t i = 0; i < MIN(latigraph_score_count(), 63); i++) {
        known[i] = latigraph_score_info(i)->name;
    }
    const char *nearest = cli_nearest(name, known);
    return nearest != NULL
               ? cli_usage("--score: there is no score \"%s\"; did you mean \"%s\"?", name, nearest)
               : cli_usage("--score: there is no score \"%s\"; 'latigraph reservoir --list' names "
                           "all.",
                           name);
}

static igraph_error_t read_scores(igraph_vector_int_t *scores) {
    const igraph_integer_t count =
        names != NULL ? (igraph_integer_t)g_strv_length(names) : latigraph_score_count();
    IGRAPH_CHECK(igraph_vector_int_resize(scores, count));
    for (igraph_integer_t k = 0; k < count; k++) {
        VECTOR(*scores)[k] = names != NULL ? latigraph_score_find(names[k]) : k;
        if (VECTOR(*scores)[k] < 0) {
            return unknown_score(names[k]);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Work ------------------------------------------------------------------------------ */

static igraph_error_t run_lines(const latigraph_circuit_list_t *list,
                                const latigraph_reservoir_options_t *options,
                                cli_reservoir_t *found) {
    igraph_vector_int_t sizes;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&sizes, latigraph_circuit_list_size(list));
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(list); i++) {
        VECTOR(sizes)[i] = latigraph_circuit_vcount(latigraph_circuit_list_get(list, i));
    }
    IGRAPH_CHECK(
        latigraph_reservoir_delay_line(&sizes, options, &found->scores, &found->line, NULL));
    igraph_vector_int_destroy(&sizes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Rows of one operating point go below those of the ones before. */
static igraph_error_t append_rows(igraph_matrix_t *all, const igraph_matrix_t *rows) {
    const igraph_integer_t before = igraph_matrix_nrow(all), columns = igraph_matrix_ncol(rows);
    if (before == 0) {
        return igraph_matrix_update(all, rows);
    }
    IGRAPH_CHECK(igraph_matrix_add_rows(all, igraph_matrix_nrow(rows)));
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
        for (igraph_integer_t k = 0; k < columns; k++) {
            MATRIX(*all, before + i, k) = MATRIX(*rows, i, k);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_point(const latigraph_circuit_list_t *list,
                                const latigraph_circuit_list_t *rewired,
                                const latigraph_reservoir_options_t *options,
                                cli_reservoir_t *found) {
    igraph_matrix_t mean, error;
    IGRAPH_MATRIX_INIT_FINALLY(&mean, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&error, 0, 0);
    IGRAPH_CHECK(latigraph_reservoir(list, options, &found->scores, &mean, &error));
    IGRAPH_CHECK(append_rows(&found->mean, &mean));
    IGRAPH_CHECK(append_rows(&found->error, &error));
    if (!alone) {
        IGRAPH_CHECK(latigraph_reservoir(rewired, options, &found->scores, &mean, NULL));
        IGRAPH_CHECK(append_rows(&found->rewired, &mean));
    }
    igraph_matrix_destroy(&error);
    igraph_matrix_destroy(&mean);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_all(const latigraph_circuit_list_t *list,
                              latigraph_reservoir_options_t *options, cli_reservoir_t *found) {
    latigraph_circuit_list_t rewired;
    IGRAPH_CHECK(latigraph_circuit_list_init(&rewired));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &rewired);
    if (!alone) {
        IGRAPH_CHECK(latigraph_circuit_list_rewire(&rewired, list, cli_shared.seed));
        IGRAPH_CHECK(run_lines(list, options, found));
    }
    for (igraph_integer_t k = 0; k < igraph_vector_size(&found->points); k++) {
        *(found->gain ? &options->gain : &options->radius) = VECTOR(found->points)[k];
        IGRAPH_CHECK(run_point(list, &rewired, options, found));
    }
    latigraph_circuit_list_destroy(&rewired);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Runs the circuits and prints what was asked for. */
static igraph_error_t run_and_print(const latigraph_circuit_list_t *list,
                                    latigraph_reservoir_options_t *options,
                                    cli_reservoir_t *found) {
    alone = alone || structure_wanted;
    IGRAPH_CHECK(run_all(list, options, found));
    if (structure_wanted) {
        IGRAPH_CHECK(cli_report_structure(found, list, property_names));
    } else if (cli_shared.json) {
        IGRAPH_CHECK(cli_json_reservoir(found, list));
    } else if (csv) {
        cli_csv_reservoir(found, list);
    } else {
        IGRAPH_CHECK(cli_print_reservoir(found, list));
    }
    return IGRAPH_SUCCESS;
}

/* One file or folder a circuit, called after it. */
static igraph_error_t export_all(const latigraph_circuit_list_t *list,
                                 const latigraph_reservoir_options_t *options) {
    static const char *const words[] = {"safetensors", "npy", NULL};
    int as = 0;
    if (as_text != NULL) {
        IGRAPH_CHECK(cli_choice("--as", as_text, words, &as));
    }
    if (g_mkdir_with_parents(export_to, 0777) != 0) {
        IGRAPH_ERRORF("Cannot make the folder \"%s\".", IGRAPH_EFILE, export_to);
    }
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(list); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(list, i);
        char *stem =
            g_strconcat(latigraph_circuit_name(circuit), as == 0 ? ".safetensors" : "", NULL);
        g_strdelimit(stem, "/\\", '-');
        char *path = g_build_filename(export_to, stem, NULL);
        g_free(stem);
        IGRAPH_FINALLY(g_free, path);
        IGRAPH_CHECK(latigraph_reservoir_write_weights(circuit, options, path));
        puts(path);
        g_free(path);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t reservoir(char **paths) {
    latigraph_reservoir_options_t options;
    latigraph_circuit_list_t list;
    cli_reservoir_t found;
    IGRAPH_CHECK(check_together());
    IGRAPH_CHECK(read_options(&options));
    IGRAPH_CHECK(cli_reservoir_init(&found));
    found.gain = isnan(options.radius);
    found.seeds = options.seeds;
    IGRAPH_CHECK(read_scores(&found.scores));
    IGRAPH_CHECK(read_points(&options, &found.points));
    IGRAPH_CHECK(cli_read_new_list(&list, paths));
    if (export_to != NULL) {
        IGRAPH_CHECK(cli_is_first() ? export_all(&list, &options) : IGRAPH_SUCCESS);
    } else {
        IGRAPH_CHECK(run_and_print(&list, &options, &found));
    }
    latigraph_circuit_list_destroy(&list);
    cli_reservoir_destroy(&found);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_reservoir(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (list_wanted) {
        if (cli_shared.json) {
            return list_as_json();
        }
        list_as_text();
        return IGRAPH_SUCCESS;
    }
    if (arguments[0] == NULL) {
        return cli_usage("An argument is missing; the usage is: %s.", syntax.positional);
    }
    return reservoir(arguments);
}
