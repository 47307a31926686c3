/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const cli_syntax_t syntax = {
    .positional = "MODEL",
    .text = "Describes a model: its sizes, the node data it knows, how it was fitted, and its "
            "directions.",
    .example = "latigraph info model.safetensors",
    .groups = CLI_JSON,
    .least = 1,
    .most = 1,
};

/* The description is a tree; it is shown as indented lines, lists of short values in one. */

static char *short_value(JsonNode *node) {
    if (JSON_NODE_HOLDS_NULL(node)) {
        return g_strdup("-");
    }
    switch (json_node_get_value_type(node)) {
    case G_TYPE_STRING:
        return g_strdup(json_node_get_string(node)[0] != '\0' ? json_node_get_string(node) : "-");
    case G_TYPE_BOOLEAN:
        return g_strdup(json_node_get_boolean(node) ? "yes" : "no");
    case G_TYPE_DOUBLE:
        return g_strdup_printf("%.4g", json_node_get_double(node));
    default:
        return g_strdup_printf("%" G_GINT64_FORMAT, json_node_get_int(node));
    }
}

static gboolean is_short(JsonNode *node) {
    return JSON_NODE_HOLDS_VALUE(node) || JSON_NODE_HOLDS_NULL(node);
}

static void print_node(const char *name, JsonNode *node, int depth);

static void print_member(JsonObject *object, const char *name, JsonNode *node, gpointer depth) {
    (void)object;
    print_node(name, node, GPOINTER_TO_INT(depth));
}

/* A list of short values: in one line, cut off where it gets long. */
static void print_list(const char *name, JsonArray *array, int depth) {
    enum { SHOWN = 12 };
    const guint length = json_array_get_length(array);
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < length && i < SHOWN; i++) {
        char *value = short_value(json_array_get_element(array, i));
        g_string_append_printf(line, "%s%s", i > 0 ? ", " : "", value);
        g_free(value);
    }
    printf("%*s%s: %s", 2 * depth, "", name, length > 0 ? line->str : "none");
    if (length > SHOWN) {
        printf(", ... (%u)", length);
    }
    putchar('\n');
    g_string_free(line, TRUE);
}

/* Do all items have short members only, and the same number of them? */
static gboolean is_table(JsonArray *array) {
    guint size = 0;
    for (guint i = 0; i < json_array_get_length(array); i++) {
        JsonNode *item = json_array_get_element(array, i);
        if (!JSON_NODE_HOLDS_OBJECT(item)) {
            return FALSE;
        }
        GList *values = json_object_get_values(json_node_get_object(item));
        gboolean flat = i == 0 || g_list_length(values) == size;
        size = g_list_length(values);
        for (GList *v = values; v != NULL; v = v->next) {
            flat = flat && is_short(v->data);
        }
        g_list_free(values);
        if (!flat) {
            return FALSE;
        }
    }
    return size > 0 && size <= 64;
}

static igraph_error_t print_table(JsonArray *array) {
    GList *names = json_object_get_members(json_array_get_object_element(array, 0));
    const guint size = g_list_length(names);
    const char *header[64];
    char alignment[65] = "";
    cli_table_t table;
    for (guint c = 0; c < size; c++) {
        JsonNode *first = json_object_get_member(json_array_get_object_element(array, 0),
                                                 g_list_nth_data(names, c));
        header[c] = g_list_nth_data(names, c);
        alignment[c] = json_node_get_value_type(first) == G_TYPE_STRING ? 'l' : 'r';
    }
    igraph_error_t code = cli_table_init(&table, alignment, header);
    g_list_free(names);
    IGRAPH_CHECK(code);
    for (guint i = 0; i < json_array_get_length(array); i++) {
        GList *values = json_object_get_values(json_array_get_object_element(array, i));
        for (GList *v = values; v != NULL; v = v->next) {
            char *text = short_value(v->data);
            cli_table_text(&table, text);
            g_free(text);
        }
        g_list_free(values);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void print_items(const char *name, JsonArray *array, int depth) {
    const guint length = json_array_get_length(array);
    printf("%*s%s:\n", 2 * depth, "", name);
    if (is_table(array)) {
        print_table(array);
        return;
    }
    for (guint i = 0; i < length; i++) {
        char *label = g_strdup_printf("%u", i + 1);
        print_node(label, json_array_get_element(array, i), depth + 1);
        g_free(label);
    }
}

/* An object of short values only: in one line. */
static gboolean print_flat(const char *name, JsonObject *object, int depth) {
    GList *members = json_object_get_members(object);
    GString *line = g_string_new(NULL);
    gboolean flat = g_list_length(members) <= 6;
    for (GList *m = members; m != NULL && flat; m = m->next) {
        JsonNode *node = json_object_get_member(object, m->data);
        flat = is_short(node);
        if (flat) {
            char *value = short_value(node);
            g_string_append_printf(line, "%s%s %s", m == members ? "" : ", ", (char *)m->data,
                                   value);
            g_free(value);
        }
    }
    flat = flat && line->len < 80;
    if (flat) {
        printf("%*s%s: %s\n", 2 * depth, "", name, line->str);
    }
    g_list_free(members);
    g_string_free(line, TRUE);
    return flat;
}

static void print_node(const char *name, JsonNode *node, int depth) {
    if (is_short(node)) {
        char *value = short_value(node);
        printf("%*s%s: %s\n", 2 * depth, "", name, value);
        g_free(value);
    } else if (JSON_NODE_HOLDS_OBJECT(node)) {
        JsonObject *object = json_node_get_object(node);
        if (depth == 0 || !print_flat(name, object, depth)) {
            printf("%*s%s:\n", 2 * depth, "", name);
            json_object_foreach_member(object, print_member, GINT_TO_POINTER(depth + 1));
        }
    } else {
        JsonArray *array = json_node_get_array(node);
        const guint length = json_array_get_length(array);
        if (length == 0 || is_short(json_array_get_element(array, 0))) {
            print_list(name, array, depth);
        } else {
            print_items(name, array, depth);
        }
    }
}

static igraph_error_t print_description(const char *text) {
    GError *error = NULL;
    JsonNode *root = json_from_string(text, &error);
    if (root == NULL) {
        return error != NULL ? cli_glib_error(error) : IGRAPH_SUCCESS;
    }
    if (cli_shared.json) {
        char *pretty = json_to_string(root, TRUE);
        puts(pretty);
        g_free(pretty);
    } else if (JSON_NODE_HOLDS_OBJECT(root)) {
        json_object_foreach_member(json_node_get_object(root), print_member, GINT_TO_POINTER(0));
    }
    json_node_unref(root);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_info(int argc, char **argv) {
    char **arguments;
    latigraph_model_t *model;
    char *text;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_CHECK(latigraph_model_describe(model, &text));
    IGRAPH_FINALLY(igraph_free, text);
    IGRAPH_CHECK(print_description(text));
    igraph_free(text);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
