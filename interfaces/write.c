/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Writes the table of operations as igraph describes its functions to the generators of its
 * bindings, in the grammar of Stimulus (github.com/igraph/stimulus): functions.yaml with one entry
 * an operation, types.yaml with the types that these use.
 *
 *     make update-interfaces */

#include "operation/operation.h"

#include <latigraph/registry.h>

#include <stdio.h>
#include <string.h>

/* --- Types -------------------------------------------------------------------- */

/* igraph's names where it has the type; in the order of latigraph_type_t. */
static const struct {
    const char *name, *c_type, *flags, *comment;
} types[] = {
    [LATIGRAPH_TYPE_GRAPH] = {"GRAPH", "igraph_t", "BY_REF", "A graph"},
    [LATIGRAPH_TYPE_GRAPH_LIST] = {"GRAPH_LIST", "igraph_graph_list_t", "BY_REF",
                                   "A list of graphs"},
    [LATIGRAPH_TYPE_VECTOR] = {"VECTOR", "igraph_vector_t", "BY_REF", "A vector of real numbers"},
    [LATIGRAPH_TYPE_MATRIX] = {"MATRIX", "igraph_matrix_t", "BY_REF", "A matrix of real numbers"},
    [LATIGRAPH_TYPE_INTEGER] = {"INTEGER", "igraph_integer_t", NULL, "A whole number"},
    [LATIGRAPH_TYPE_REAL] = {"REAL", "igraph_real_t", NULL, "A real number"},
    [LATIGRAPH_TYPE_BOOLEAN] = {"BOOLEAN", "igraph_bool_t", NULL, "A truth value"},
    [LATIGRAPH_TYPE_STRING] = {"CSTRING", "const char*", NULL,
                               "A text; as an output, to be freed with igraph_free()"},
    [LATIGRAPH_TYPE_STRING_LIST] = {"VECTOR_STR", "igraph_strvector_t", "BY_REF",
                                    "A list of texts"},
    [LATIGRAPH_TYPE_MODEL] = {"LATIGRAPH_MODEL", "void*", NULL,
                              "A model, opaque; to be freed with model_destroy of its module"},
    [LATIGRAPH_TYPE_CALLBACK] = {"LATIGRAPH_CALLBACK", "latigraph_callback_t", "BY_REF",
                                 "A property of graphs that the caller computes"},
    [LATIGRAPH_TYPE_CALLBACK_LIST] = {"LATIGRAPH_CALLBACK_LIST", "latigraph_callback_list_t",
                                      "BY_REF", "Several of them"},
    [LATIGRAPH_TYPE_BYTES] = {"BYTES", "igraph_vector_char_t", "BY_REF", "The contents of a file"},
};

/* A text with choices is an enumeration with a type of its own: SAMPLE_SHAPE. */
static gboolean is_enumeration(const latigraph_argument_t *argument) {
    return argument->choices != NULL && argument->type == LATIGRAPH_TYPE_STRING;
}

static gchar *type_of(const latigraph_operation_t *operation,
                      const latigraph_argument_t *argument) {
    if (!is_enumeration(argument)) {
        return g_strdup(types[argument->type].name);
    }
    gchar *joined = g_strdup_printf("%s_%s", operation->name, argument->name);
    gchar *name = g_ascii_strup(joined, -1);
    g_free(joined);
    return name;
}

static void write_type(GString *text, const char *name, const char *c_type, const char *flags,
                       const char *comment) {
    g_string_append_printf(text, "\n%s:\n    # %s\n    CTYPE: %s\n", name, comment, c_type);
    if (flags != NULL) {
        g_string_append_printf(text, "    FLAGS: %s\n", flags);
    }
}

/* The choices of an argument, by the names that functions.yaml uses. */
static void write_choices(GString *text, const latigraph_operation_t *operation,
                          const latigraph_argument_t *argument) {
    gchar *name = type_of(operation, argument);
    gchar **choices = g_strsplit(argument->choices, "|", -1);
    write_type(text, name, "const char*", NULL, argument->doc);
    g_string_append(text, "    DEFAULT:\n"); /* quoted, for to some readers Y is true */
    for (gchar **choice = choices; *choice != NULL; choice++) {
        gchar *upper = g_ascii_strup(*choice, -1);
        g_string_append_printf(text, "        \"%s\": '\"%s\"'\n", upper, *choice);
        g_free(upper);
    }
    g_strfreev(choices);
    g_free(name);
}

static void write_types(GString *text) {
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        write_type(text, types[i].name, types[i].c_type, types[i].flags, types[i].comment);
    }
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        for (igraph_integer_t k = 0; k < operation->argument_count; k++) {
            if (is_enumeration(&operation->arguments[k])) {
                write_choices(text, operation, &operation->arguments[k]);
            }
        }
    }
}

/* --- Functions ------------------------------------------------------------------- */

/* As igraph writes defaults: True, 0.15, BALL. */
static void write_default(GString *text, const latigraph_argument_t *argument) {
    gchar *value;
    if (argument->type == LATIGRAPH_TYPE_BOOLEAN) {
        value = g_strdup(strcmp(argument->default_text, "true") == 0 ? "True" : "False");
    } else if (is_enumeration(argument)) {
        value = g_ascii_strup(argument->default_text, -1);
    } else if (argument->type == LATIGRAPH_TYPE_STRING) {
        value = g_strdup_printf("\"%s\"", argument->default_text);
    } else {
        value = g_strdup(argument->default_text);
    }
    g_assert(strchr(value, ',') == NULL); /* the grammar has no way to say it */
    g_string_append_printf(text, "=%s", value);
    g_free(value);
}

/* The first output is what a function is called for; the others are wanted now and then. */
static void write_argument(GString *text, const latigraph_operation_t *operation,
                           const latigraph_argument_t *argument, gboolean first_output) {
    gchar *type = type_of(operation, argument);
    if (argument->direction == LATIGRAPH_OUT) {
        g_string_append(text, first_output ? "PRIMARY OUT " : "OPTIONAL OUT ");
    } else if (argument->optional && argument->default_text == NULL) {
        g_string_append(text, "OPTIONAL ");
    }
    g_string_append_printf(text, "%s %s", type, argument->name);
    if (argument->direction == LATIGRAPH_IN && argument->default_text != NULL) {
        write_default(text, argument);
    }
    g_free(type);
}

static void write_arguments(GString *text, const latigraph_operation_t *operation) {
    gboolean output_seen = FALSE;
    g_string_append(text, "    PARAMS: |-\n");
    for (igraph_integer_t k = 0; k < operation->argument_count; k++) {
        const latigraph_argument_t *argument = &operation->arguments[k];
        const gboolean output = argument->direction == LATIGRAPH_OUT;
        g_string_append(text, "        ");
        write_argument(text, operation, argument, output && !output_seen);
        g_string_append(text, k + 1 < operation->argument_count ? ",\n" : "\n");
        output_seen = output_seen || output;
    }
}

static void write_functions(GString *text) {
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        const gboolean random = (operation->flags & LATIGRAPH_USES_RANDOMNESS) != 0;
        const gboolean long_running = (operation->flags & LATIGRAPH_LONG_RUNNING) != 0;
        g_string_append_printf(text, "\nlatigraph_operation_%s:\n    # %s\n    NAME: %s\n",
                               operation->name, operation->summary, operation->name);
        if (operation->argument_count > 0) {
            write_arguments(text, operation);
        }
        if (random || long_running) {
            g_string_append_printf(text, "    FLAGS: %s%s%s\n", random ? "USES_RANDOMNESS" : "",
                                   random && long_running ? ", " : "",
                                   long_running ? "LONG_RUNNING" : "");
        }
    }
}

/* --- Files ------------------------------------------------------------------------- */

static const char functions_head[] =
    "# The operations of latigraph in the grammar of Stimulus, as igraph's "
    "interfaces/functions.yaml\n"
    "# describes its functions. Made from the table of operations: make update-interfaces.\n"
    "#\n"
    "# latigraph_operation_NAME stands for latigraph_operation_call(\"NAME\", ...), which takes\n"
    "# arguments by these names, in any order. Ranges and texts are in the table: latigraph ops "
    "NAME.\n";
static const char types_head[] = "# The types in functions.yaml: igraph's, latigraph's own, and "
                                 "one for every argument that is one\n"
                                 "# of several words, whose DEFAULT maps the names in "
                                 "functions.yaml to these. Made from the table\n"
                                 "# of operations: make update-interfaces.\n";

static gboolean write_file(const char *folder, const char *name, const char *head,
                           void (*body)(GString *text)) {
    GString *text = g_string_new(head);
    GError *error = NULL;
    gchar *path = g_build_filename(folder, name, NULL);
    body(text);
    if (!g_file_set_contents(path, text->str, (gssize)text->len, &error)) {
        fprintf(stderr, "%s\n", error->message);
        g_clear_error(&error);
        return FALSE;
    }
    g_free(path);
    g_string_free(text, TRUE);
    return TRUE;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "Usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    return write_file(argv[1], "functions.yaml", functions_head, write_functions) &&
                   write_file(argv[1], "types.yaml", types_head, write_types)
               ? 0
               : 1;
}
