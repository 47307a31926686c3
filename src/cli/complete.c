/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Completion of command lines for bash, zsh and fish.
 *
 * "latigraph complete WORD..." prints what the last word can become, one candidate per line. The
 * scripts of the shells only pass the words on, so that they never go stale: candidates come from
 * the table of operations, the properties and the models that are installed. The shell knows files
 * better, so a line "FILES" or "FOLDERS" asks it to complete names of those.
 *
 * The previous words decide the kind: a value, if the last of them is an option that takes one; an
 * option, if the word begins with "-"; otherwise the positional argument whose turn it is. Words
 * that follow an option with a value do not count as positional arguments.
 */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static void offer_commands(void) {
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        if (cli_is_command(latigraph_operation_get(i))) {
            char *name = cli_command_name(latigraph_operation_get(i));
            puts(name);
            g_free(name);
        }
    }
    puts("ops\n--help\n--version");
}

static void offer_choices(const char *choices) {
    char **words = g_strsplit(choices, "|", -1);
    for (char **word = words; *word != NULL; word++) {
        puts(*word);
    }
    g_strfreev(words);
}

static void offer_properties(const char *end) {
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        printf("%s%s\n", latigraph_property_info(i)->name, end);
    }
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        latigraph_callback_t property;
        if (latigraph_operation_is_property(operation) &&
            latigraph_operation_property(operation->name, &property) == IGRAPH_SUCCESS) {
            printf("%s%s\n", property.name, end);
        }
    }
}

static void offer_models(void) {
    igraph_strvector_t names;
    if (igraph_strvector_init(&names, 0) != IGRAPH_SUCCESS) {
        return;
    }
    if (latigraph_model_names(&names) == IGRAPH_SUCCESS) {
        for (igraph_integer_t i = 0; i < igraph_strvector_size(&names); i++) {
            puts(igraph_strvector_get(&names, i));
        }
    }
    igraph_strvector_destroy(&names);
    puts("FILES");
}

static void offer_fit_keys(void) {
    for (igraph_integer_t i = 0; i < latigraph_fit_options_count(); i++) {
        printf("%s=\n", latigraph_fit_options_info(i)->name);
    }
}

/* Values of a row. */
static void offer_values(const latigraph_argument_t *row) {
    if (row->choices != NULL) {
        offer_choices(row->choices);
    } else if ((row->show & LATIGRAPH_SHOW_PROPERTY) != 0) {
        offer_properties(row->metavar != NULL && strchr(row->metavar, '=') != NULL ? "=" : "");
    } else if (row->type == LATIGRAPH_TYPE_MODEL) {
        offer_models();
    } else if (g_strcmp0(row->metavar, "KEY=VALUE") == 0) {
        offer_fit_keys();
    } else if (row->type == LATIGRAPH_TYPE_GRAPH || row->type == LATIGRAPH_TYPE_GRAPH_LIST ||
               (row->show & LATIGRAPH_SHOW_FILE) != 0) {
        puts("FILES");
    }
}

/* Values of an option by its entry in the parser: of a row, or of the command's own. */
static void offer_option_values(cli_line_t *line, const GOptionEntry *entry) {
    for (int i = 0; i < line->count; i++) {
        if (entry->arg_data == &line->rows[i].texts) {
            offer_values(line->rows[i].row);
            return;
        }
    }
    if (strchr(entry->arg_description, '|') != NULL) {
        offer_choices(entry->arg_description);
    } else {
        puts(strcmp(entry->arg_description, "DIR") == 0 ? "FOLDERS" : "FILES");
    }
}

/* The entry of an option that waits for its value, or NULL. */
static const GOptionEntry *waiting(GArray *entries, const char *word) {
    for (guint i = 0; i < entries->len; i++) {
        const GOptionEntry *entry = &g_array_index(entries, GOptionEntry, i);
        const gboolean named =
            (g_str_has_prefix(word, "--") && strcmp(word + 2, entry->long_name) == 0) ||
            (word[0] == '-' && word[1] == entry->short_name && word[1] != '\0' && word[2] == '\0');
        if (named && entry->arg_description != NULL) {
            return entry;
        }
    }
    return NULL;
}

/* The row of the next positional argument after `given` of them. */
static const latigraph_argument_t *next_positional(const cli_line_t *line, int given) {
    const latigraph_argument_t *last = NULL;
    for (int i = 0; i < line->count; i++) {
        if (line->rows[i].option == NULL) {
            last = line->rows[i].row;
            if (given-- == 0) {
                break;
            }
        }
    }
    return last;
}

static void offer_for(cli_line_t *line, int argc, char **argv) {
    GArray *entries = cli_line_entries(line), *reading = cli_reading_entries(line);
    const char *word = argv[argc - 1];
    int given = 0;
    g_array_append_vals(entries, reading->data, reading->len);
    const GOptionEntry *option = argc > 1 ? waiting(entries, argv[argc - 2]) : NULL;
    for (int i = 0; i < argc - 1; i++) {
        given += argv[i][0] != '-' && (i == 0 || waiting(entries, argv[i - 1]) == NULL) ? 1 : 0;
    }
    const latigraph_argument_t *positional = next_positional(line, given);
    if (option != NULL) {
        offer_option_values(line, option);
    } else if (word[0] == '-') {
        for (guint i = 0; i < entries->len; i++) {
            printf("--%s\n", g_array_index(entries, GOptionEntry, i).long_name);
        }
    } else if (positional != NULL) {
        offer_values(positional);
    }
    g_array_set_size(entries, entries->len - reading->len);
    cli_entries_free(reading);
    cli_entries_free(entries);
}

igraph_error_t cli_complete(int argc, char **argv) {
    cli_line_t line;
    if (argc <= 2) {
        offer_commands();
        return IGRAPH_SUCCESS;
    }
    const latigraph_operation_t *operation = latigraph_operation_find(argv[1]);
    if (operation == NULL) {
        for (igraph_integer_t i = 0; strcmp(argv[1], "ops") == 0 && i < latigraph_operation_count();
             i++) {
            puts(latigraph_operation_get(i)->name);
        }
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(cli_line_init(&line, operation));
    offer_for(&line, argc - 2, argv + 2);
    cli_line_destroy(&line);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
