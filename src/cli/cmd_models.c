/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const cli_syntax_t syntax = {
    .positional = "[MODEL]",
    .text = "Lists the pretrained models, which every command takes by name where it takes a "
            "model, or prints the card of one. They are looked for in the folders of "
            "LATIGRAPH_MODEL_PATH, then in the one that latigraph was installed with.",
    .example = "latigraph models",
    .groups = CLI_JSON,
    .least = 0,
    .most = 1,
};

/* What is shown of a model. */
typedef struct {
    const char *name;
    char *path;
    JsonNode *description;
    goffset size; /* bytes */
} entry_t;

static void entry_destroy(entry_t *entry) {
    igraph_free(entry->path);
    if (entry->description != NULL) {
        json_node_unref(entry->description);
    }
}

/* Finds and reads a model; the entry goes on the FINALLY stack. */
static igraph_error_t entry_init(entry_t *entry, const char *name) {
    GStatBuf status;
    latigraph_model_t *model;
    JsonNode *description;
    *entry = (entry_t){.name = name};
    IGRAPH_FINALLY(entry_destroy, entry);
    IGRAPH_CHECK(latigraph_model_find(name, &entry->path));
    IGRAPH_CHECK(cli_read_model(&model, entry->path));
    IGRAPH_CHECK(cli_describe(&description, model));
    entry->description = description;
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(1);
    entry->size = g_stat(entry->path, &status) == 0 ? status.st_size : 0;
    return IGRAPH_SUCCESS;
}

static igraph_real_t circuits_of(const entry_t *entry) {
    return cli_json_number_at(entry->description,
                              CLI_AT("provenance", "split", "training_circuits"));
}

static igraph_real_t neurons_of(const entry_t *entry) {
    return cli_json_number_at(entry->description, CLI_AT("neurons", "distinct"));
}

static const char *fact_of(const entry_t *entry, const char *name) {
    const char *text = cli_json_text_at(entry->description, CLI_AT("card", name));
    return text != NULL ? text : "";
}

/* --- The list ------------------------------------------------------------- */

static void json_entry(JsonBuilder *json, const entry_t *entry) {
    cli_json_text(json, "name", entry->name);
    cli_json_text(json, "title", fact_of(entry, "title"));
    cli_json_number(json, "circuits", circuits_of(entry));
    cli_json_number(json, "neurons", neurons_of(entry));
    cli_json_text(json, "licence", fact_of(entry, "licence"));
    cli_json_number(json, "bytes", (igraph_real_t)entry->size);
    cli_json_text(json, "path", entry->path);
}

static void table_entry(cli_table_t *table, const entry_t *entry) {
    char *size = g_strdup_printf("%.0f KiB", (double)entry->size / 1024);
    cli_table_text(table, entry->name);
    cli_table_text(table, fact_of(entry, "title"));
    cli_table_number(table, circuits_of(entry), 9);
    cli_table_number(table, neurons_of(entry), 9);
    cli_table_text(table, fact_of(entry, "licence"));
    cli_table_text(table, size);
    g_free(size);
}

/* Into the table, or the JSON if there is one. */
static igraph_error_t add_all(const igraph_strvector_t *names, cli_table_t *table,
                              JsonBuilder *json) {
    for (igraph_integer_t i = 0; i < igraph_strvector_size(names); i++) {
        entry_t entry;
        IGRAPH_CHECK(entry_init(&entry, igraph_strvector_get(names, i)));
        if (json != NULL) {
            json_builder_begin_object(json);
            json_entry(json, &entry);
            json_builder_end_object(json);
        } else {
            table_entry(table, &entry);
        }
        entry_destroy(&entry);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_table(const igraph_strvector_t *names) {
    static const char *const header[] = {"model", "", "circuits", "neurons", "licence", "size"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "llrrlr", header));
    IGRAPH_CHECK(add_all(names, &table, NULL));
    if (igraph_strvector_size(names) > 0) {
        cli_table_print(&table);
    } else {
        cli_note("no pretrained models are installed");
    }
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_json(const igraph_strvector_t *names) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    IGRAPH_CHECK(add_all(names, NULL, json));
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_models(void) {
    igraph_strvector_t names;
    IGRAPH_CHECK(igraph_strvector_init(&names, 0));
    IGRAPH_FINALLY(igraph_strvector_destroy, &names);
    IGRAPH_CHECK(latigraph_model_names(&names));
    IGRAPH_CHECK(cli_shared.json ? print_json(&names) : print_table(&names));
    igraph_strvector_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- One model ------------------------------------------------------------ */

/* NAME.md beside the model, which has figures, or a card made of what the file knows. */
static char *card_of(const entry_t *entry) {
    char *stem = g_str_has_suffix(entry->path, ".safetensors")
                     ? g_strndup(entry->path, strlen(entry->path) - strlen(".safetensors"))
                     : g_strdup(entry->path);
    char *path = g_strconcat(stem, ".md", NULL), *card = NULL;
    if (!g_file_get_contents(path, &card, NULL, NULL)) {
        char *name = g_path_get_basename(stem);
        GString *text = g_string_new(NULL);
        cli_append_card(text, name, entry->description, NULL, entry->size);
        card = g_string_free(text, FALSE);
        g_free(name);
    }
    g_free(path);
    g_free(stem);
    return card;
}

static igraph_error_t print_card(const char *name) {
    entry_t entry;
    JsonBuilder *json;
    IGRAPH_CHECK(entry_init(&entry, name));
    char *card = card_of(&entry);
    IGRAPH_FINALLY(g_free, card);
    if (cli_shared.json) {
        IGRAPH_CHECK(cli_json_new(&json));
        json_builder_begin_object(json);
        json_entry(json, &entry);
        cli_json_text(json, "card", card);
        json_builder_end_object(json);
        cli_json_print(json);
        g_object_unref(json);
        IGRAPH_FINALLY_CLEAN(1);
    } else {
        fputs(card, stdout);
    }
    g_free(card);
    entry_destroy(&entry);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_models(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    return arguments[0] != NULL ? print_card(arguments[0]) : list_models();
}
