/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_JSON_H
#define LATIGRAPH_BASE_JSON_H

#include <json-glib/json-glib.h>
#include <math.h>

/* Most levels of nested objects and arrays in a text that is read. */
#define LATIGRAPH_JSON_DEPTH_MAX 64

/* Parses a JSON text, as json_from_string() does, whose origin need not be trusted: a text that is
 * nested deeper than LATIGRAPH_JSON_DEPTH_MAX or is not JSON sets `error`, and an empty text gives
 * NULL alone. Free the result with json_node_unref(). Every JSON text that the library reads goes
 * through here. */
JsonNode *latigraph_json_from_text(const char *text, GError **error);

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

/* The value that an object has under a name; NULL if there is none, or if it is null, an object or
 * an array. The functions of json-glib that take a default print a critical message for the last
 * two. */
static inline JsonNode *latigraph_json_value_of(JsonObject *object, const char *name) {
    JsonNode *node = json_object_get_member(object, name);
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? node : NULL;
}

/* The member of this name, or `missing` if it is no value. */
static inline gint64 latigraph_json_integer_of(JsonObject *object, const char *name,
                                               gint64 missing) {
    JsonNode *node = latigraph_json_value_of(object, name);
    return node != NULL ? json_node_get_int(node) : missing;
}

static inline double latigraph_json_number_of(JsonObject *object, const char *name,
                                              double missing) {
    JsonNode *node = latigraph_json_value_of(object, name);
    return node != NULL ? json_node_get_double(node) : missing;
}

static inline const char *latigraph_json_text_of(JsonObject *object, const char *name,
                                                 const char *missing) {
    JsonNode *node = latigraph_json_value_of(object, name);
    const char *text = node != NULL ? json_node_get_string(node) : NULL;
    return text != NULL ? text : missing;
}

#endif
