/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_JSON_H
#define LATIGRAPH_BASE_JSON_H

#include <json-glib/json-glib.h>
#include <math.h>

/* Members of the object that a builder is at. */

/* null if the text is NULL. */
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

/* null if the number is not finite, for which JSON has no word. */
static inline void latigraph_json_number(JsonBuilder *builder, const char *name, double number) {
    json_builder_set_member_name(builder, name);
    if (isfinite(number)) {
        json_builder_add_double_value(builder, number);
    } else {
        json_builder_add_null_value(builder);
    }
}

static inline void latigraph_json_begin(JsonBuilder *builder, const char *name) {
    json_builder_set_member_name(builder, name);
    json_builder_begin_object(builder);
}

/* The text of what was built; frees the builder. */
static inline char *latigraph_json_finish(JsonBuilder *builder, gboolean pretty) {
    JsonNode *root = json_builder_get_root(builder);
    char *text = json_to_string(root, pretty);
    json_node_unref(root);
    g_object_unref(builder);
    return text;
}

#endif
