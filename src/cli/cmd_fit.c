/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static struct {
    char *output, *card;
    char **validate, **set;
    gboolean resume, force;
} given;

static const GOptionEntry entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output, "the model file to write", "MODEL"},
    {"validate", 'v', 0, G_OPTION_ARG_FILENAME_ARRAY, &given.validate,
     "circuits to watch during the fit: the state that does best on them is kept; may be repeated "
     "(default: circuits are cut off from the training side, by neuron)",
     "CIRCUITS"},
    {"set", 's', 0, G_OPTION_ARG_STRING_ARRAY, &given.set,
     "set an option of the fit (below); may be repeated", "KEY=VALUE"},
    {"card", 0, 0, G_OPTION_ARG_FILENAME, &given.card,
     "facts to keep in the model, a JSON object of texts: title, description, data, source, "
     "citation, licence, split, limits, rebuild; 'latigraph card' shows them",
     "FILE"},
    {"resume", 0, 0, G_OPTION_ARG_NONE, &given.resume,
     "go on from MODEL.checkpoint, which a fit that was stopped leaves behind", NULL},
    {"force", 0, 0, G_OPTION_ARG_NONE, &given.force,
     "start afresh although MODEL.checkpoint exists", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

/* These keys have options of their own. */
static gboolean has_own_option(const char *key) {
    static const char *const own[] = {"checkpoint", "resume", "seed", "threads", NULL};
    return g_strv_contains(own, key);
}

static void list_keys(void) {
    puts("\nOptions of the fit (--set KEY=VALUE):");
    for (igraph_integer_t i = 0; i < latigraph_fit_options_count(); i++) {
        const latigraph_fit_option_info_t *info = latigraph_fit_options_info(i);
        if (!has_own_option(info->name)) {
            char *key = g_strdup_printf("%s=%s", info->name, info->default_value);
            char *text = g_strdup_printf("%s (%s)", info->doc, info->range);
            cli_help_item(key, text);
            g_free(key);
            g_free(text);
        }
    }
}

static const cli_syntax_t syntax = {
    .positional = "CIRCUITS... -o MODEL",
    .text = "Learns a model of the circuits and writes it as one safetensors file. It can be "
            "stopped at any moment (Ctrl-C) and goes on with --resume. At the end the directions "
            "of the code along which properties grow are found, printed and kept in the model.",
    .example = "latigraph fit train -o model.safetensors --validate held-out --set steps=600",
    .options = entries,
    .groups = CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 1,
    .most = -1,
    .more = list_keys,
};

/* --- Options ------------------------------------------------------------- */

static igraph_error_t set_from_text(latigraph_fit_options_t *options, const char *text) {
    char **halves = g_strsplit(text, "=", 2);
    IGRAPH_FINALLY(g_strfreev, halves);
    if (halves[0] == NULL || halves[1] == NULL) {
        return cli_usage("--set: \"%s\" is not of the form KEY=VALUE.", text);
    }
    if (has_own_option(halves[0])) {
        return cli_usage("--set: \"%s\" has an option of its own; see --help.", halves[0]);
    }
    IGRAPH_CHECK(cli_usage_if(latigraph_fit_options_set(options, halves[0], halves[1])));
    g_strfreev(halves);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_number(latigraph_fit_options_t *options, const char *key,
                                 guint64 number) {
    char text[32];
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, number);
    return latigraph_fit_options_set(options, key, text);
}

static igraph_error_t set_options(latigraph_fit_options_t *options, const char *checkpoint,
                                  gboolean resume) {
    for (int i = 0; given.set != NULL && given.set[i] != NULL; i++) {
        IGRAPH_CHECK(set_from_text(options, given.set[i]));
    }
    IGRAPH_CHECK(set_number(options, "seed", cli_shared.seed));
    IGRAPH_CHECK(set_number(options, "threads", (guint64)cli_threads()));
    IGRAPH_CHECK(latigraph_fit_options_set(options, "resume", resume ? "true" : "false"));
    return latigraph_fit_options_set(options, "checkpoint", checkpoint);
}

/* --- The card ------------------------------------------------------------ */

/* Reads --card into `model`; without a model the file is only looked at. */
static igraph_error_t take_card(latigraph_model_t *model) {
    GError *error = NULL;
    char *text;
    if (given.card == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (!g_file_get_contents(given.card, &text, NULL, &error)) {
        return cli_glib_error(error);
    }
    IGRAPH_FINALLY(g_free, text);
    IGRAPH_CHECK(latigraph_model_set_card(model, text));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Before the fit ------------------------------------------------------ */

/* An hour's work must not end at a folder that is missing. */
static igraph_error_t check_output(void) {
    char *folder = g_path_get_dirname(given.output);
    IGRAPH_FINALLY(g_free, folder);
    if (g_access(folder, W_OK) != 0) {
        IGRAPH_ERRORF("Cannot write \"%s\": %s.", IGRAPH_EFILE, given.output, g_strerror(errno));
    }
    if (g_file_test(given.output, G_FILE_TEST_EXISTS) &&
        !g_file_test(given.output, G_FILE_TEST_IS_REGULAR)) {
        IGRAPH_ERRORF("Cannot write \"%s\": it is there and not a file.", IGRAPH_EFILE,
                      given.output);
    }
    g_free(folder);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_checkpoint(const char *checkpoint, gboolean *resume) {
    const gboolean exists = g_file_test(checkpoint, G_FILE_TEST_EXISTS);
    if (exists && !given.resume && !given.force) {
        IGRAPH_ERRORF("\"%s\" holds a fit that was stopped; give --resume to go on with it, or "
                      "--force to start afresh.",
                      IGRAPH_EFILE, checkpoint);
    }
    if (!exists && given.resume) {
        cli_note("there is no %s: the fit starts from the beginning", checkpoint);
    }
    *resume = exists && given.resume;
    return IGRAPH_SUCCESS;
}

static igraph_error_t tell_overlap(const latigraph_circuit_list_t *training,
                                   const latigraph_circuit_list_t *validation) {
    latigraph_overlap_t overlap;
    IGRAPH_CHECK(latigraph_circuit_list_overlap(training, validation, &overlap));
    if (overlap.shared > 0) {
        cli_note("%" IGRAPH_PRId " of %" IGRAPH_PRId " neurons of the validation circuits stand in "
                 "training circuits too (in %" IGRAPH_PRId " of %" IGRAPH_PRId
                 " validation circuits): bits on them are not those of unseen neurons",
                 overlap.shared, overlap.neurons_second, overlap.circuits_second,
                 latigraph_circuit_list_size(validation));
    }
    return IGRAPH_SUCCESS;
}

/* --- After the fit ------------------------------------------------------- */

/* The number at a path of members, e.g. "provenance", "bits", "training"; NaN if it is not there.
 */
static igraph_real_t number_at(JsonNode *node, const char *const *path) {
    for (; *path != NULL && node != NULL && JSON_NODE_HOLDS_OBJECT(node); path++) {
        node = json_object_get_member(json_node_get_object(node), *path);
    }
    if (node == NULL || *path != NULL || !JSON_NODE_HOLDS_VALUE(node)) {
        return IGRAPH_NAN;
    }
    return json_node_get_double(node);
}

typedef struct {
    igraph_real_t kept_step, seconds;
    igraph_real_t training, validation, node_data; /* bits */
    igraph_real_t largest, draws; /* neurons of the largest circuit; pairs drawn a neuron, 0: all */
} figures_t;

static igraph_error_t get_figures(const latigraph_model_t *model, gint64 started,
                                  figures_t *figures) {
    char *text;
    IGRAPH_CHECK(latigraph_model_describe(model, &text));
    JsonNode *root = json_from_string(text, NULL);
    igraph_free(text);
    figures->seconds = (igraph_real_t)(g_get_monotonic_time() - started) * 1e-6;
    figures->kept_step = number_at(root, (const char *[]){"provenance", "kept_step", NULL});
    figures->training = number_at(root, (const char *[]){"provenance", "bits", "training", NULL});
    figures->validation =
        number_at(root, (const char *[]){"provenance", "bits", "validation", NULL});
    figures->node_data =
        number_at(root, (const char *[]){"provenance", "bits", "validation_node_data_alone", NULL});
    figures->largest =
        number_at(root, (const char *[]){"provenance", "pairs", "largest_circuit", NULL});
    figures->draws =
        number_at(root, (const char *[]){"provenance", "pairs", "drawn_a_neuron", NULL});
    if (root != NULL) {
        json_node_unref(root);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_json(const cli_directions_t *directions, const figures_t *figures) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    cli_json_text(json, "model", given.output);
    cli_json_number(json, "kept_step", figures->kept_step);
    cli_json_number(json, "seconds", figures->seconds);
    json_builder_set_member_name(json, "pairs");
    json_builder_begin_object(json);
    cli_json_number(json, "largest_circuit", figures->largest);
    cli_json_number(json, "drawn_a_neuron", figures->draws);
    json_builder_end_object(json);
    json_builder_set_member_name(json, "bits");
    json_builder_begin_object(json);
    cli_json_number(json, "training", figures->training);
    cli_json_number(json, "validation", figures->validation);
    cli_json_number(json, "validation_node_data", figures->node_data);
    json_builder_end_object(json);
    json_builder_set_member_name(json, "directions");
    cli_json_directions(json, directions);
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_text(const cli_directions_t *directions, const figures_t *figures) {
    IGRAPH_CHECK(cli_print_directions(directions));
    printf("\n%s: fitted in %.0f s, state of step %.0f kept; bits per circuit: %.1f in training",
           given.output, figures->seconds, figures->kept_step, figures->training);
    if (!isnan(figures->validation)) {
        printf(", %.1f in validation (node data alone: %.1f)", figures->validation,
               figures->node_data);
    }
    putchar('\n');
    if (figures->draws > 0) {
        printf(
            "the largest circuit has %.0f neurons: of those of more than all-pairs, %.0f pairs a "
            "neuron were drawn in a step, and all edges counted\n",
            figures->largest, figures->draws);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_results(const latigraph_model_t *model, gint64 started) {
    cli_directions_t directions;
    figures_t figures;
    IGRAPH_CHECK(cli_directions_init(&directions, NULL));
    IGRAPH_CHECK(cli_directions_of_model(&directions, model));
    IGRAPH_CHECK(get_figures(model, started, &figures));
    cli_tell_unscored(&directions);
    IGRAPH_CHECK(cli_shared.json ? print_json(&directions, &figures)
                                 : print_text(&directions, &figures));
    cli_directions_destroy(&directions);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The fit ------------------------------------------------------------- */

static igraph_error_t fit_and_write(char **paths, const latigraph_fit_options_t *options) {
    const gint64 started = g_get_monotonic_time();
    latigraph_circuit_list_t circuits, validation;
    latigraph_model_t *model;
    IGRAPH_CHECK(cli_read_new_list(&circuits, paths));
    IGRAPH_CHECK(cli_read_new_list(&validation, given.validate));
    IGRAPH_CHECK(tell_overlap(&circuits, &validation));
    IGRAPH_CHECK(latigraph_fit(&model, &circuits,
                               latigraph_circuit_list_size(&validation) > 0 ? &validation : NULL,
                               options));
    IGRAPH_FINALLY(latigraph_model_destroy, model);
    IGRAPH_CHECK(take_card(model));
    if (cli_is_first()) {
        IGRAPH_CHECK(latigraph_model_write(model, given.output));
    }
    IGRAPH_CHECK(print_results(model, started));
    latigraph_model_destroy(model);
    latigraph_circuit_list_destroy(&validation);
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fit(char **paths) {
    latigraph_fit_options_t *options;
    gboolean resume;
    char *checkpoint = g_strconcat(given.output, ".checkpoint", NULL);
    IGRAPH_FINALLY(g_free, checkpoint);
    IGRAPH_CHECK(check_output());
    IGRAPH_CHECK(take_card(NULL));
    IGRAPH_CHECK(check_checkpoint(checkpoint, &resume));
    IGRAPH_CHECK(latigraph_fit_options_create(&options));
    IGRAPH_FINALLY(latigraph_fit_options_destroy, options);
    IGRAPH_CHECK(set_options(options, checkpoint, resume));
    const igraph_error_t code = fit_and_write(paths, options);
    if (code == IGRAPH_INTERRUPTED) {
        cli_note("stopped; --resume goes on");
    }
    IGRAPH_CHECK(code);
    if (cli_is_first()) {
        g_unlink(checkpoint);
    }
    latigraph_fit_options_destroy(options);
    g_free(checkpoint);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_fit(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (cli_is_empty(given.output)) {
        return cli_usage("-o MODEL is missing: the file to write.");
    }
    return fit(arguments);
}
