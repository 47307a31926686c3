/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/call_state.h"

#include "base/json.h"
#include "operation/grid.h"

#include <math.h>

/* A JSON object as indented text: short values in a line each, lists of equal objects as tables. */

typedef struct {
    latigraph_text_t *text;
    int width;
} output_t;

typedef struct {
    output_t *out;
    int depth;
} level_t;

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

static void print_node(output_t *out, const char *name, JsonNode *node, int depth);

static void print_member(JsonObject *object, const char *name, JsonNode *node, gpointer data) {
    const level_t *level = data;
    (void)object;
    print_node(level->out, name, node, level->depth);
}

/* A list of short values: in one line, cut off where it gets long. */
static void print_list(output_t *out, const char *name, JsonArray *array, int depth) {
    enum { SHOWN = 12 };
    const guint length = json_array_get_length(array);
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    for (guint i = 0; i < length && i < SHOWN; i++) {
        char *value = short_value(json_array_get_element(array, i));
        latigraph_text_print(&line, "%s%s", i > 0 ? ", " : "", value);
        g_free(value);
    }
    latigraph_text_print(out->text, "%*s%s: %s", 2 * depth, "", name,
                         length > 0 ? latigraph_text(&line) : "none");
    if (length > SHOWN) {
        latigraph_text_print(out->text, ", ... (%u)", length);
    }
    latigraph_text_append_character(out->text, '\n');
    latigraph_text_destroy(&line);
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

static void print_table(output_t *out, JsonArray *array) {
    grid_t *grid = grid_new(NULL);
    GList *names = json_object_get_members(json_array_get_object_element(array, 0));
    for (GList *name = names; name != NULL; name = name->next) {
        JsonNode *first =
            json_object_get_member(json_array_get_object_element(array, 0), name->data);
        grid_column_t *column =
            grid_add(grid, name->data, json_node_get_value_type(first) == G_TYPE_STRING);
        for (guint i = 0; i < json_array_get_length(array); i++) {
            char *value = short_value(
                json_object_get_member(json_array_get_object_element(array, i), name->data));
            grid_cell(column, value);
            g_free(value);
        }
    }
    g_list_free(names);
    grid_append_text(grid, out->width, out->text);
    grid_free(grid);
}

static void print_items(output_t *out, const char *name, JsonArray *array, int depth) {
    const guint length = json_array_get_length(array);
    latigraph_text_print(out->text, "%*s%s:\n", 2 * depth, "", name);
    if (is_table(array)) {
        print_table(out, array);
        return;
    }
    for (guint i = 0; i < length; i++) {
        char *label = g_strdup_printf("%u", i + 1);
        print_node(out, label, json_array_get_element(array, i), depth + 1);
        g_free(label);
    }
}

/* An object of short values only: in one line. */
static gboolean print_flat(output_t *out, const char *name, JsonObject *object, int depth) {
    GList *members = json_object_get_members(object);
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    gboolean flat = g_list_length(members) <= 6;
    for (GList *m = members; m != NULL && flat; m = m->next) {
        JsonNode *node = json_object_get_member(object, m->data);
        flat = is_short(node);
        if (flat) {
            char *value = short_value(node);
            latigraph_text_print(&line, "%s%s %s", m == members ? "" : ", ", (char *)m->data,
                                 value);
            g_free(value);
        }
    }
    flat = flat && line.length < 80;
    if (flat) {
        latigraph_text_print(out->text, "%*s%s: %s\n", 2 * depth, "", name, latigraph_text(&line));
    }
    g_list_free(members);
    latigraph_text_destroy(&line);
    return flat;
}

static void print_node(output_t *out, const char *name, JsonNode *node, int depth) {
    if (is_short(node)) {
        char *value = short_value(node);
        latigraph_text_print(out->text, "%*s%s: %s\n", 2 * depth, "", name, value);
        g_free(value);
    } else if (JSON_NODE_HOLDS_OBJECT(node)) {
        JsonObject *object = json_node_get_object(node);
        if (depth == 0 || !print_flat(out, name, object, depth)) {
            latigraph_text_print(out->text, "%*s%s:\n", 2 * depth, "", name);
            level_t level = {out, depth + 1};
            json_object_foreach_member(object, print_member, &level);
        }
    } else {
        JsonArray *array = json_node_get_array(node);
        const guint length = json_array_get_length(array);
        if (length == 0 || is_short(json_array_get_element(array, 0))) {
            print_list(out, name, array, depth);
        } else {
            print_items(out, name, array, depth);
        }
    }
}

gboolean latigraph_append_json_text(const char *json, int width, latigraph_text_t *text) {
    JsonNode *root = json[0] == '{' ? latigraph_json_from_text(json, NULL) : NULL;
    output_t out = {text, width};
    level_t level = {&out, 0};
    if (root == NULL) {
        return FALSE;
    }
    json_object_foreach_member(json_node_get_object(root), print_member, &level);
    json_node_unref(root);
    return TRUE;
}
