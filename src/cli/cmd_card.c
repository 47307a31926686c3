/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <glib/gstdio.h>
#include <string.h>

static struct { char *evaluation, *output; } given;

static const GOptionEntry entries[] = {
    {"evaluation", 'e', 0, G_OPTION_ARG_FILENAME, &given.evaluation,
     "what 'latigraph evaluate MODEL ... --json' printed: its figures become a part of the card",
     "FILE"},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output,
     "file to write (default: standard output)", "FILE"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL",
    .text =
        "Writes the card of a model in Markdown: the facts that 'latigraph fit --card' put into "
        "it, what its file knows of itself, and figures of an evaluation.",
    .example = "latigraph card model.safetensors --evaluation evaluation.json -o model.md",
    .options = entries,
    .least = 1,
    .most = 1,
};

/* The parsed file, JSON's null without one; on the FINALLY stack. */
static igraph_error_t read_evaluation(JsonNode **evaluation) {
    GError *error = NULL;
    char *text = g_strdup("null");
    if (given.evaluation != NULL) {
        g_clear_pointer(&text, g_free);
        if (!g_file_get_contents(given.evaluation, &text, NULL, &error)) {
            return cli_glib_error(error);
        }
    }
    *evaluation = json_from_string(text, &error);
    g_free(text);
    if (*evaluation == NULL) {
        g_clear_error(&error);
        *evaluation = json_node_new(JSON_NODE_NULL);
    }
    IGRAPH_FINALLY(json_node_unref, *evaluation);
    if (given.evaluation != NULL && cli_json_at(*evaluation, CLI_AT("bits", "total")) == NULL) {
        IGRAPH_ERRORF("\"%s\" is not what 'latigraph evaluate --json' prints.", IGRAPH_PARSEERROR,
                      given.evaluation);
    }
    return IGRAPH_SUCCESS;
}

static char *model_name(const char *path) {
    char *name = g_path_get_basename(path);
    if (g_str_has_suffix(name, ".safetensors")) {
        name[strlen(name) - strlen(".safetensors")] = '\0';
    }
    return name;
}

static igraph_error_t write_card(const char *path, JsonNode *description, JsonNode *evaluation) {
    GStatBuf status;
    const goffset size = g_stat(path, &status) == 0 ? status.st_size : 0;
    char *name = model_name(path);
    GString *text = g_string_new(NULL);
    cli_append_card(text, name, description, JSON_NODE_HOLDS_NULL(evaluation) ? NULL : evaluation,
                    size);
    const igraph_error_t code = cli_write_file(given.output != NULL ? given.output : "-", text);
    g_string_free(text, TRUE);
    g_free(name);
    return code;
}

igraph_error_t cli_card(int argc, char **argv) {
    char **arguments, *path;
    latigraph_model_t *model;
    JsonNode *description, *evaluation = NULL;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_model_find(arguments[0], &path));
    IGRAPH_FINALLY(igraph_free, path);
    IGRAPH_CHECK(cli_read_model(&model, path));
    IGRAPH_CHECK(cli_describe(&description, model));
    IGRAPH_CHECK(read_evaluation(&evaluation));
    IGRAPH_CHECK(write_card(path, description, evaluation));
    json_node_unref(evaluation);
    json_node_unref(description);
    latigraph_model_destroy(model);
    igraph_free(path);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
