/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_JSON_H
#define LATIGRAPH_BASE_JSON_H

#include <json-glib/json-glib.h>
#include <math.h>

/* These helpers add one member to the JSON object that a builder is currently in. */

/* Adds a text, or null if `text` is NULL. */
static inline void latigraph_json_text(JsonBuilder *builder, const char *name, const char *text) {
    json_builder_set_member_name(builder, name);
    if (text != NULL) {
        json_builder_add_string_value(builder, text);
    } else {
        json_builder_add_null_value(builder);
    }
}

static inline void latigraph_json_integer(JsonBuilder *builder, const char *name, gint64 number) {
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, number);
}

/* Adds a number, or null if it is not finite, because JSON cannot write NaN or infinity. */
static inline void latigraph_json_number(JsonBuilder *builder, const char *name, double number) {
    json_builder_set_member_name(builder, name);
    if (isfinite(number)) {
        json_builder_add_double_value(builder, number);
    } else {
        json_builder_add_null_value(builder);
    }
}

/* Begins an object as the member `name`; json_builder_end_object() ends it. */
static inline void latigraph_json_begin(JsonBuilder *builder, const char *name) {
    json_builder_set_member_name(builder, name);
    json_builder_begin_object(builder);
}

/* The node at a path of members, e.g. "provenance", "bits"; NULL if it is not there or null. */
static inline JsonNode *latigraph_json_at(JsonNode *node, const char *const *path) {
    for (; *path != NULL && node != NULL; path++) {
        node = JSON_NODE_HOLDS_OBJECT(node)
                   ? json_object_get_member(json_node_get_object(node), *path)
                   : NULL;
    }
    return node != NULL && JSON_NODE_HOLDS_NULL(node) ? NULL : node;
}
#define LATIGRAPH_AT(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The number there; NaN if there is none. */
static inline double latigraph_json_number_at(JsonNode *node, const char *const *path) {
    node = latigraph_json_at(node, path);
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_double(node) : (double)NAN;
}

/* The text there; NULL if there is none. */
static inline const char *latigraph_json_text_at(JsonNode *node, const char *const *path) {
    node = latigraph_json_at(node, path);
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
}

/* Returns the text of the document and frees the builder. Free the text with g_free(). */
static inline char *latigraph_json_finish(JsonBuilder *builder, gboolean pretty) {
    JsonNode *root = json_builder_get_root(builder);
    char *text = json_to_string(root, pretty);
    json_node_unref(root);
    g_object_unref(builder);
    return text;
}

#endif
