/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/memory.h"
#include "base/nearest_word.h"
#include "operation/operation.h"

#include <latigraph/registry.h>

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* The table as text for people and as JSON for programs. */

/* --- Text ------------------------------------------------------------------ */

enum { TEXT_WIDTH = 78 };

/* Appends words with line breaks, each line indented. */
static void append_wrapped(GString *text, const char *words, int indent) {
    gchar **list = g_strsplit_set(words, " \n", -1);
    gsize column = 0;
    for (gchar **word = list; *word != NULL; word++) {
        const gsize length = (gsize)g_utf8_strlen(*word, -1);
        if (length == 0) {
            continue;
        }
        if (column > 0 && column + 1 + length > TEXT_WIDTH) {
            g_string_append_c(text, '\n');
            column = 0;
        }
        if (column == 0) {
            g_string_append_printf(text, "%*s", indent, "");
            column = (gsize)indent;
        } else {
            g_string_append_c(text, ' ');
            column++;
        }
        g_string_append(text, *word);
        column += length;
    }
    g_string_append_c(text, '\n');
    g_strfreev(list);
}

static void append_argument(GString *text, const latigraph_argument_t *argument) {
    g_string_append_printf(text, "  %s: %s", argument->name, latigraph_type_name(argument->type));
    const gsize before = text->len;
    latigraph_argument_append_range(argument, text);
    if (text->len > before) {
        g_string_insert(text, (gssize)before, ", ");
    }
    if (argument->direction == LATIGRAPH_IN && !argument->optional) {
        g_string_append(text, ", required");
    } else if (argument->default_text != NULL) {
        g_string_append_printf(text, ", default %s", argument->default_text);
    } else if (argument->direction == LATIGRAPH_IN) {
        g_string_append(text, ", optional");
    }
    g_string_append_c(text, '\n');
    if (argument->doc != NULL) {
        append_wrapped(text, argument->doc, 6);
    }
}

static void append_arguments(GString *text, const latigraph_operation_t *operation,
                             latigraph_direction_of_argument_t direction, const char *title) {
    gboolean any = FALSE;
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        if (operation->arguments[i].direction == direction) {
            g_string_append(text, any ? "" : title);
            append_argument(text, &operation->arguments[i]);
            any = TRUE;
        }
    }
}

static void append_operation(GString *text, const latigraph_operation_t *operation) {
    const latigraph_module_t *module = latigraph_operation_module(operation);
    g_string_append_printf(text, "%s: %s\n", operation->name,
                           operation->summary != NULL ? operation->summary : "");
    if (operation->doc != NULL) {
        g_string_append_c(text, '\n');
        append_wrapped(text, operation->doc, 0);
    }
    append_arguments(text, operation, LATIGRAPH_IN, "\nInputs\n");
    append_arguments(text, operation, LATIGRAPH_OUT, "\nOutputs\n");
    g_string_append_c(text, '\n');
    if (operation->flags & LATIGRAPH_USES_RANDOMNESS) {
        g_string_append(text, "Uses random numbers.\n");
    }
    if (operation->flags & LATIGRAPH_LONG_RUNNING) {
        g_string_append(text, "May run long: reports progress and can be interrupted.\n");
    }
    g_string_append_printf(text, "Module: %s %s\n", module->name, module->version);
}

static void append_list(GString *text) {
    int width = 0;
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        width = MAX(width, (int)strlen(latigraph_operation_get(i)->name));
    }
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        g_string_append_printf(text, "%-*s  %s\n", width, operation->name,
                               operation->summary != NULL ? operation->summary : "");
    }
}

/* --- JSON ------------------------------------------------------------------ */

static void add_text(JsonBuilder *json, const char *key, const char *text) {
    json_builder_set_member_name(json, key);
    if (text != NULL) {
        json_builder_add_string_value(json, text);
    } else {
        json_builder_add_null_value(json);
    }
}

static void add_flag(JsonBuilder *json, const char *key, gboolean flag) {
    json_builder_set_member_name(json, key);
    json_builder_add_boolean_value(json, flag);
}

/* JSON has no infinity: an open end is null. */
static void add_bound(JsonBuilder *json, const char *key, const latigraph_argument_t *argument,
                      double bound) {
    json_builder_set_member_name(json, key);
    if (isinf(bound) || (argument->min == 0 && argument->max == 0)) {
        json_builder_add_null_value(json);
    } else if (argument->type == LATIGRAPH_TYPE_REAL) {
        json_builder_add_double_value(json, bound);
    } else if (fabs(bound) < 0x1p63) {
        json_builder_add_int_value(json, (gint64)bound);
    } else {
        json_builder_add_null_value(json);
    }
}

static void add_choices(JsonBuilder *json, const char *choices) {
    gchar **list = g_strsplit(choices, "|", -1);
    json_builder_set_member_name(json, "choices");
    json_builder_begin_array(json);
    for (gchar **choice = list; *choice != NULL; choice++) {
        json_builder_add_string_value(json, *choice);
    }
    json_builder_end_array(json);
    g_strfreev(list);
}

/* How the command takes an input. */
static void add_option(JsonBuilder *json, const latigraph_argument_t *argument) {
    const char letter[] = {argument->letter, '\0'};
    gchar *option = latigraph_argument_option(argument);
    const gboolean hidden = (argument->show & LATIGRAPH_SHOW_HIDDEN) != 0;
    add_text(json, "option", hidden ? NULL : option);
    add_text(json, "letter", argument->letter != 0 ? letter : NULL);
    add_text(json, "metavar", argument->metavar);
    add_flag(json, "positional", (argument->show & LATIGRAPH_SHOW_POSITIONAL) != 0);
    g_free(option);
}

static void add_argument(JsonBuilder *json, const latigraph_argument_t *argument) {
    const gboolean input = argument->direction == LATIGRAPH_IN;
    json_builder_begin_object(json);
    add_text(json, "name", argument->name);
    add_text(json, "type", latigraph_type_name(argument->type));
    add_text(json, "direction", input ? "in" : "out");
    add_flag(json, "optional", !input || argument->optional);
    if (input) {
        add_text(json, "default", argument->default_text);
    }
    if (input &&
        (argument->type == LATIGRAPH_TYPE_INTEGER || argument->type == LATIGRAPH_TYPE_REAL)) {
        add_bound(json, "min", argument, argument->min);
        add_bound(json, "max", argument, argument->max);
    }
    if (argument->choices != NULL) {
        add_choices(json, argument->choices);
    }
    add_text(json, "doc", argument->doc);
    add_text(json, "rows", argument->rows);
    add_text(json, "columns", argument->columns);
    add_text(json, "unit", argument->unit);
    add_text(json, "title", argument->title);
    add_text(json, "undefined", argument->undefined);
    add_flag(json, "headline", (argument->show & LATIGRAPH_SHOW_HEADLINE) != 0);
    if (input) {
        add_option(json, argument);
    }
    json_builder_end_object(json);
}

static void add_operation(JsonBuilder *json, const latigraph_operation_t *operation) {
    json_builder_begin_object(json);
    add_text(json, "name", operation->name);
    add_text(json, "module", latigraph_operation_module(operation)->name);
    add_text(json, "summary", operation->summary);
    add_text(json, "doc", operation->doc);
    add_flag(json, "uses_randomness", (operation->flags & LATIGRAPH_USES_RANDOMNESS) != 0);
    add_flag(json, "long_running", (operation->flags & LATIGRAPH_LONG_RUNNING) != 0);
    add_flag(json, "has_figure", operation->figure != NULL);
    add_text(json, "example", operation->example);
    json_builder_set_member_name(json, "arguments");
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        add_argument(json, &operation->arguments[i]);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

/* One operation as an object, or all of them as an array. */
static void append_json(GString *text, const latigraph_operation_t *operation) {
    JsonBuilder *json = json_builder_new();
    if (operation != NULL) {
        add_operation(json, operation);
    } else {
        json_builder_begin_array(json);
        for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
            add_operation(json, latigraph_operation_get(i));
        }
        json_builder_end_array(json);
    }
    JsonNode *root = json_builder_get_root(json);
    gchar *written = json_to_string(root, TRUE);
    g_string_append(text, written);
    g_string_append_c(text, '\n');
    g_free(written);
    json_node_unref(root);
    g_object_unref(json);
}

static igraph_error_t refuse_name(const char *name) {
    GPtrArray *names = g_ptr_array_new();
    IGRAPH_FINALLY(g_ptr_array_unref, names);
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        g_ptr_array_add(names, (gpointer)latigraph_operation_get(i)->name);
    }
    g_ptr_array_add(names, NULL);
    const char *nearest = latigraph_nearest_word(name, (const char *const *)names->pdata);
    if (nearest != NULL) {
        IGRAPH_ERRORF("There is no operation \"%s\"; did you mean \"%s\"?", IGRAPH_EINVAL, name,
                      nearest);
    }
    IGRAPH_ERRORF("There is no operation \"%s\".", IGRAPH_EINVAL, name);
}

/**
 * \function latigraph_operation_describe
 * \brief Describes one operation, or lists all.
 *
 * \param name The operation; NULL for all. As text all are listed with their summaries, one
 *        has its arguments with types, ranges, defaults and texts.
 * \param json False: a text to be read; true: JSON, an object with the keys name, module,
 *        summary, doc, uses_randomness, long_running, has_figure, example, arguments, or an array
 * of these. An argument has name, type, direction ("in", "out"), optional, doc, rows, columns,
 *        unit, title, undefined, headline; inputs have default (a text or null), option, letter,
 *        metavar and positional, too; numbers have min and max (null: open), strings choices.
 * \param text Gets the description, ending in a newline. Free it with igraph_free().
 * \return Error code: \c IGRAPH_EINVAL if there is no such operation, \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(operations · arguments).
 *
 * Example: an operation as text.
 * \verbatim
 *   char *text;
 *   latigraph_operation_describe("generate", false, &text);
 *   puts(text);
 *   igraph_free(text);
 * \endverbatim
 */
igraph_error_t latigraph_operation_describe(const char *name, igraph_bool_t json, char **text) {
    const latigraph_operation_t *operation = latigraph_operation_find(name);
    if (name != NULL && operation == NULL) {
        return refuse_name(name);
    }
    GString *all = g_string_new(NULL);
    if (json) {
        append_json(all, operation);
    } else if (operation != NULL) {
        append_operation(all, operation);
    } else {
        append_list(all);
    }
    *text = strdup(all->str);
    g_string_free(all, TRUE);
    if (*text == NULL) {
        IGRAPH_ERROR("Not enough memory for the description of operations.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}
