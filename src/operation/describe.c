/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The table of operations as text for people and as JSON for programs.
 *
 * Both are made from the rows, and whatever a row does not say is left out. The package of Python
 * and its stubs are made from the JSON, so that it has every field that a face could need. Texts
 * of an open range or a missing default are null there, never an invented value. */

#include "base/json_writer.h"
#include "base/memory.h"
#include "base/nearest_word.h"
#include "operation/operation.h"

#include <latigraph/call.h>
#include <latigraph/registry.h>

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* --- Text ------------------------------------------------------------------ */

enum { TEXT_WIDTH = 78 };

/* Appends words with line breaks, each line indented. */
static void append_wrapped(latigraph_text_t *text, const char *words, int indent) {
    gsize column = 0;
    for (size_t bytes; *(words += strspn(words, " \n")) != '\0'; words += bytes) {
        bytes = strcspn(words, " \n");
        const gsize length = (gsize)g_utf8_strlen(words, (gssize)bytes);
        if (column > 0 && column + 1 + length > TEXT_WIDTH) {
            latigraph_text_append_character(text, '\n');
            column = 0;
        }
        if (column == 0) {
            latigraph_text_print(text, "%*s", indent, "");
            column = (gsize)indent;
        } else {
            latigraph_text_append_character(text, ' ');
            column++;
        }
        latigraph_text_append_part(text, words, bytes);
        column += length;
    }
    latigraph_text_append_character(text, '\n');
}

static void append_argument(latigraph_text_t *text, const latigraph_argument_t *argument) {
    latigraph_text_print(text, "  %s: %s", argument->name, latigraph_type_name(argument->type));
    latigraph_text_append(text, ", ");
    const size_t before = text->length;
    latigraph_argument_append_range(argument, text);
    if (text->length == before) {
        latigraph_text_cut(text, before - 2);
    }
    if (argument->direction == LATIGRAPH_IN && !argument->optional) {
        latigraph_text_append(text, ", required");
    } else if (argument->default_text != NULL) {
        latigraph_text_print(text, ", default %s", argument->default_text);
    } else if (argument->direction == LATIGRAPH_IN) {
        latigraph_text_append(text, ", optional");
    }
    latigraph_text_append_character(text, '\n');
    if (argument->doc != NULL) {
        append_wrapped(text, argument->doc, 6);
    }
}

static void append_arguments(latigraph_text_t *text, const latigraph_operation_t *operation,
                             latigraph_direction_of_argument_t direction, const char *title) {
    gboolean any = FALSE;
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        if (operation->arguments[i].direction == direction) {
            latigraph_text_append(text, any ? "" : title);
            append_argument(text, &operation->arguments[i]);
            any = TRUE;
        }
    }
}

static void append_operation(latigraph_text_t *text, const latigraph_operation_t *operation) {
    const latigraph_module_t *module = latigraph_operation_module(operation);
    latigraph_text_print(text, "%s: %s\n", operation->name,
                         operation->summary != NULL ? operation->summary : "");
    if (operation->doc != NULL) {
        latigraph_text_append_character(text, '\n');
        append_wrapped(text, operation->doc, 0);
    }
    append_arguments(text, operation, LATIGRAPH_IN, "\nInputs\n");
    append_arguments(text, operation, LATIGRAPH_OUT, "\nOutputs\n");
    latigraph_text_append_character(text, '\n');
    if (operation->flags & LATIGRAPH_USES_RANDOMNESS) {
        latigraph_text_append(text, "Uses random numbers.\n");
    }
    if (operation->flags & LATIGRAPH_LONG_RUNNING) {
        latigraph_text_append(text, "May run long: reports progress and can be interrupted.\n");
    }
    latigraph_text_print(text, "Module: %s %s\n", module->name, module->version);
}

static void append_list(latigraph_text_t *text) {
    int width = 0;
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        width = MAX(width, (int)strlen(latigraph_operation_get(i)->name));
    }
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        latigraph_text_print(text, "%-*s  %s\n", width, operation->name,
                             operation->summary != NULL ? operation->summary : "");
    }
}

/* --- JSON ------------------------------------------------------------------ */

/* JSON has no infinity: an open end is null. */
static void add_bound(latigraph_json_t *json, const char *key, const latigraph_argument_t *argument,
                      double bound) {
    latigraph_json_name(json, key);
    if (isinf(bound) || (argument->min == 0 && argument->max == 0)) {
        latigraph_json_add_null(json);
    } else if (argument->type == LATIGRAPH_TYPE_REAL) {
        latigraph_json_add_number(json, bound);
    } else if (fabs(bound) < 0x1p63) {
        latigraph_json_add_integer(json, (gint64)bound);
    } else {
        latigraph_json_add_null(json);
    }
}

static void add_choices(latigraph_json_t *json, const char *choices) {
    char **list = NULL;
    if (latigraph_split_text(choices, "|", &list) != IGRAPH_SUCCESS) {
        json->text.failed = true; /* latigraph_json_take() raises it */
        return;
    }
    latigraph_json_name(json, "choices");
    latigraph_json_begin_array(json);
    for (char **choice = list; *choice != NULL; choice++) {
        latigraph_json_add_text(json, *choice);
    }
    latigraph_json_end_array(json);
    g_strfreev(list);
}

/* How the command takes an input. */
static void add_option(latigraph_json_t *json, const latigraph_argument_t *argument) {
    const char letter[] = {argument->letter, '\0'};
    char *option = NULL;
    if (latigraph_argument_option(argument, &option) != IGRAPH_SUCCESS) {
        json->text.failed = true; /* latigraph_json_take() raises it */
    }
    const gboolean hidden = (argument->show & LATIGRAPH_SHOW_HIDDEN) != 0;
    latigraph_json_text(json, "option", hidden ? NULL : option);
    latigraph_json_text(json, "letter", argument->letter != 0 ? letter : NULL);
    latigraph_json_text(json, "metavar", argument->metavar);
    latigraph_json_boolean(json, "positional", (argument->show & LATIGRAPH_SHOW_POSITIONAL) != 0);
    g_free(option);
}

static void add_argument(latigraph_json_t *json, const latigraph_argument_t *argument) {
    const gboolean input = argument->direction == LATIGRAPH_IN;
    latigraph_json_begin_object(json);
    latigraph_json_text(json, "name", argument->name);
    latigraph_json_text(json, "type", latigraph_type_name(argument->type));
    latigraph_json_text(json, "direction", input ? "in" : "out");
    latigraph_json_boolean(json, "optional", !input || argument->optional);
    if (input) {
        latigraph_json_text(json, "default", argument->default_text);
    }
    if (input &&
        (argument->type == LATIGRAPH_TYPE_INTEGER || argument->type == LATIGRAPH_TYPE_REAL)) {
        add_bound(json, "min", argument, argument->min);
        add_bound(json, "max", argument, argument->max);
    }
    if (argument->choices != NULL) {
        add_choices(json, argument->choices);
    }
    latigraph_json_text(json, "doc", argument->doc);
    latigraph_json_text(json, "rows", argument->rows);
    latigraph_json_text(json, "columns", argument->columns);
    latigraph_json_text(json, "unit", argument->unit);
    latigraph_json_text(json, "title", argument->title);
    latigraph_json_text(json, "undefined", argument->undefined);
    latigraph_json_boolean(json, "headline", (argument->show & LATIGRAPH_SHOW_HEADLINE) != 0);
    if (input) {
        add_option(json, argument);
    }
    latigraph_json_end_object(json);
}

static void add_operation(latigraph_json_t *json, const latigraph_operation_t *operation) {
    latigraph_json_begin_object(json);
    latigraph_json_text(json, "name", operation->name);
    latigraph_json_text(json, "module", latigraph_operation_module(operation)->name);
    latigraph_json_text(json, "summary", operation->summary);
    latigraph_json_text(json, "doc", operation->doc);
    latigraph_json_boolean(json, "uses_randomness",
                           (operation->flags & LATIGRAPH_USES_RANDOMNESS) != 0);
    latigraph_json_boolean(json, "long_running", (operation->flags & LATIGRAPH_LONG_RUNNING) != 0);
    latigraph_json_boolean(json, "has_figure", latigraph_operation_has_figure(operation));
    latigraph_json_text(json, "example", operation->example);
    latigraph_json_name(json, "arguments");
    latigraph_json_begin_array(json);
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        add_argument(json, &operation->arguments[i]);
    }
    latigraph_json_end_array(json);
    latigraph_json_end_object(json);
}

/* One operation as an object, or all of them as an array. */
static igraph_error_t write_json(const latigraph_operation_t *operation, char **text) {
    latigraph_json_t pretty = LATIGRAPH_JSON_PRETTY, *json = &pretty;
    IGRAPH_FINALLY(latigraph_json_destroy, json);
    if (operation != NULL) {
        add_operation(json, operation);
    } else {
        latigraph_json_begin_array(json);
        for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
            add_operation(json, latigraph_operation_get(i));
        }
        latigraph_json_end_array(json);
    }
    latigraph_text_append_character(&json->text, '\n');
    IGRAPH_CHECK(latigraph_json_take(json, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t refuse_name(const char *name) {
    const char **names;
    LATIGRAPH_ALLOCATE(names, latigraph_operation_count());
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        names[i] = latigraph_operation_get(i)->name;
    }
    const char *nearest = latigraph_nearest_word(name, names);
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
    latigraph_text_t all = LATIGRAPH_TEXT_EMPTY;
    if (json) {
        return write_json(operation, text);
    }
    IGRAPH_FINALLY(latigraph_text_destroy, &all);
    if (operation != NULL) {
        append_operation(&all, operation);
    } else {
        append_list(&all);
    }
    IGRAPH_CHECK(latigraph_text_take(&all, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
