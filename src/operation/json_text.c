/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A JSON object as indented text for people, such as the description of a model.
 *
 * Every member has a line. An object of few short values and a list of short values fit on one
 * line; a list of objects that all have as many short members becomes a table; everything else is
 * a heading with its members indented below. The text is not meant to be read back. Members keep
 * the order of the JSON text. */

#include "operation/call_state.h"

#include "base/json.h"
#include "operation/grid.h"

typedef struct {
    latigraph_text_t *text;
    int width;
} output_t;

/* The output and the depth of the members of an object. */
typedef struct {
    output_t *out;
    int depth;
} level_t;

/* Appends a number, a word, or "-" for null and the empty word. */
static void append_value(latigraph_text_t *text, JsonNode *node) {
    const char *word;
    if (JSON_NODE_HOLDS_NULL(node)) {
        latigraph_text_append_character(text, '-');
        return;
    }
    switch (json_node_get_value_type(node)) {
    case G_TYPE_STRING:
        word = json_node_get_string(node);
        latigraph_text_append(text, word[0] != '\0' ? word : "-");
        break;
    case G_TYPE_BOOLEAN:
        latigraph_text_append(text, json_node_get_boolean(node) ? "yes" : "no");
        break;
    case G_TYPE_DOUBLE:
        latigraph_text_print(text, "%.4g", json_node_get_double(node));
        break;
    default:
        latigraph_text_print(text, "%" G_GINT64_FORMAT, json_node_get_int(node));
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

/* Appends the line of a scratch text to the output, and its failure with it. */
static void append_line(output_t *out, const char *name, latigraph_text_t *line, int depth) {
    latigraph_text_print(out->text, "%*s%s: %s\n", 2 * depth, "", name, latigraph_text(line));
    out->text->failed = out->text->failed || line->failed;
}

/* Prints a list of short values on one line, which is cut off after SHOWN of them. */
static void print_list(output_t *out, const char *name, JsonArray *array, int depth) {
    enum { SHOWN = 12 };
    const guint length = json_array_get_length(array);
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    for (guint i = 0; i < length && i < SHOWN; i++) {
        latigraph_text_append(&line, i > 0 ? ", " : "");
        append_value(&line, json_array_get_element(array, i));
    }
    if (length > SHOWN) {
        latigraph_text_print(&line, ", ... (%u)", length);
    }
    latigraph_text_append(&line, length > 0 ? "" : "none");
    append_line(out, name, &line, depth);
    latigraph_text_destroy(&line);
}

/* --- Tables ---------------------------------------------------------------------------------- */

static void check_flat(JsonObject *object, const char *name, JsonNode *node, gpointer flat) {
    (void)object;
    (void)name;
    *(gboolean *)flat = *(gboolean *)flat && is_short(node);
}

/* Returns whether all items have short members only, and the same number of them. */
static gboolean is_table(JsonArray *array) {
    enum { MOST_COLUMNS = 64 };
    guint size = 0;
    for (guint i = 0; i < json_array_get_length(array); i++) {
        JsonNode *item = json_array_get_element(array, i);
        if (!JSON_NODE_HOLDS_OBJECT(item)) {
            return FALSE;
        }
        JsonObject *object = json_node_get_object(item);
        gboolean flat = i == 0 || json_object_get_size(object) == size;
        size = json_object_get_size(object);
        json_object_foreach_member(object, check_flat, &flat);
        if (!flat) {
            return FALSE;
        }
    }
    return size > 0 && size <= MOST_COLUMNS;
}

typedef struct {
    grid_t grid;
    JsonArray *array;
    gboolean failed;
} items_t;

/* Adds the column of one member, whose name the first item has. */
static void add_column(JsonObject *first, const char *name, JsonNode *node, gpointer data) {
    items_t *items = data;
    grid_column_t *column =
        grid_add(&items->grid, name, json_node_get_value_type(node) == G_TYPE_STRING);
    latigraph_text_t cell = LATIGRAPH_TEXT_EMPTY;
    (void)first;
    for (guint i = 0; i < json_array_get_length(items->array); i++) {
        JsonNode *value =
            json_object_get_member(json_array_get_object_element(items->array, i), name);
        latigraph_text_cut(&cell, 0);
        if (value != NULL) {
            append_value(&cell, value);
        }
        grid_cell(column, latigraph_text(&cell));
    }
    items->failed = items->failed || cell.failed;
    latigraph_text_destroy(&cell);
}

static void print_table(output_t *out, JsonArray *array) {
    items_t items = {GRID_EMPTY, array, FALSE};
    json_object_foreach_member(json_array_get_object_element(array, 0), add_column, &items);
    grid_append_text(&items.grid, out->width, out->text);
    out->text->failed = out->text->failed || items.failed;
    grid_destroy(&items.grid);
}

/* --- Items, objects and all ------------------------------------------------------------------ */

static void print_items(output_t *out, const char *name, JsonArray *array, int depth) {
    const guint length = json_array_get_length(array);
    latigraph_text_print(out->text, "%*s%s:\n", 2 * depth, "", name);
    if (is_table(array)) {
        print_table(out, array);
        return;
    }
    for (guint i = 0; i < length; i++) {
        char label[16];
        g_snprintf(label, sizeof label, "%u", i + 1);
        print_node(out, label, json_array_get_element(array, i), depth + 1);
    }
}

static void append_member(JsonObject *object, const char *name, JsonNode *node, gpointer data) {
    latigraph_text_t *line = data;
    (void)object;
    latigraph_text_print(line, "%s%s ", line->length > 0 ? ", " : "", name);
    append_value(line, node);
}

/* Prints an object of few short values on one line. Returns whether it is one. */
static gboolean print_flat(output_t *out, const char *name, JsonObject *object, int depth) {
    enum { MOST_MEMBERS = 6, MOST_BYTES = 80 };
    latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
    gboolean flat = json_object_get_size(object) <= MOST_MEMBERS;
    json_object_foreach_member(object, check_flat, &flat);
    if (flat) {
        json_object_foreach_member(object, append_member, &line);
        flat = line.length < MOST_BYTES;
    }
    if (flat) {
        append_line(out, name, &line, depth);
    }
    out->text->failed = out->text->failed || line.failed;
    latigraph_text_destroy(&line);
    return flat;
}

static void print_node(output_t *out, const char *name, JsonNode *node, int depth) {
    if (is_short(node)) {
        latigraph_text_t line = LATIGRAPH_TEXT_EMPTY;
        append_value(&line, node);
        append_line(out, name, &line, depth);
        latigraph_text_destroy(&line);
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
