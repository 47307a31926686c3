/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Reader of node-link JSON (networkx, D3: "nodes" and "links" or "edges") and of Cytoscape's JSON
 * ("elements" of "nodes" and "edges", whose values are in "data"). Ends of links are ids, or places
 * in the list of nodes where no node has such an id, as older versions of D3 wrote them. */

#include "formats/reading.h"

#include "base/json.h"
#include "base/number_text.h"
#include "circuit/column.h"

#include <string.h>

typedef struct {
    const latigraph_file_reading_t *reading;
    latigraph_raw_t raw;
    JsonNode *root;
} file_t;

static igraph_error_t fault(const file_t *file, const char *what) {
    IGRAPH_ERRORF("%s: %s.", IGRAPH_PARSEERROR, file->reading->path, what);
}

/* Writes a value as text; *known is false for null, objects and arrays. */
static const char *value_text(JsonNode *node, char buffer[G_ASCII_DTOSTR_BUF_SIZE],
                              latigraph_declared_t *declared) {
    *declared = LATIGRAPH_DECLARED_NOTHING;
    if (!JSON_NODE_HOLDS_VALUE(node)) {
        return NULL;
    }
    switch (json_node_get_value_type(node)) {
    case G_TYPE_INT64:
        g_snprintf(buffer, G_ASCII_DTOSTR_BUF_SIZE, "%" G_GINT64_FORMAT, json_node_get_int(node));
        return buffer;
    case G_TYPE_DOUBLE:
        return latigraph_number_text(json_node_get_double(node), buffer);
    case G_TYPE_BOOLEAN:
        *declared = LATIGRAPH_DECLARED_BOOLEAN;
        return json_node_get_boolean(node) ? "true" : "false";
    default:
        *declared = LATIGRAPH_DECLARED_TEXT;
        return json_node_get_string(node);
    }
}

/* Writes an array of two or three numbers as "[x, y, z]", which positions can come from. */
static const char *array_text(JsonNode *node, char text[128]) {
    JsonArray *array = JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    const guint length = array != NULL ? json_array_get_length(array) : 0;
    if (length < 2 || length > 3) {
        return NULL;
    }
    g_strlcpy(text, "[", 128);
    for (guint k = 0; k < length; k++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        JsonNode *item = json_array_get_element(array, k);
        if (!JSON_NODE_HOLDS_VALUE(item) || json_node_get_value_type(item) == G_TYPE_STRING) {
            return NULL;
        }
        g_strlcat(text, k > 0 ? ", " : "", 128);
        g_strlcat(text, latigraph_number_text(json_node_get_double(item), buffer), 128);
    }
    g_strlcat(text, "]", 128);
    return text;
}

/* Returns the object with the values of an item: Cytoscape puts them into "data". */
static JsonObject *values_of(JsonNode *node) {
    JsonNode *data = latigraph_json_at(node, LATIGRAPH_AT("data"));
    node = data != NULL && JSON_NODE_HOLDS_OBJECT(data) ? data : node;
    return JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

static const char *text_of(JsonObject *object, const char *const *names,
                           char buffer[G_ASCII_DTOSTR_BUF_SIZE]) {
    latigraph_declared_t declared;
    for (; object != NULL && *names != NULL; names++) {
        JsonNode *node = json_object_get_member(object, *names);
        const char *text = node != NULL ? value_text(node, buffer, &declared) : NULL;
        if (text != NULL) {
            return text;
        }
    }
    return NULL;
}

/* --- Nodes and links --------------------------------------------------------------- */

static const char *const id_words[] = {"id", "name", "key", NULL};
static const char *const source_words[] = {"source", "from", "src", NULL};
static const char *const target_words[] = {"target", "to", "dst", NULL};

static gboolean is_end(const char *name) {
    return g_strv_contains(source_words, name) || g_strv_contains(target_words, name);
}

/* Stores the values of an item, except its identity or ends. */
static igraph_error_t set_values(file_t *file, JsonObject *object, gboolean edge, int item) {
    JsonObjectIter iter;
    const gchar *name;
    JsonNode *node;
    json_object_iter_init(&iter, object);
    while (json_object_iter_next(&iter, &name, &node)) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE], array[128];
        latigraph_declared_t declared;
        latigraph_raw_column_t *column;
        const char *text = value_text(node, buffer, &declared);
        text = text != NULL ? text : array_text(node, array);
        if (text == NULL || (edge ? is_end(name) : strcmp(name, "id") == 0)) {
            continue;
        }
        IGRAPH_CHECK(edge ? latigraph_raw_edge_column(&file->raw, name, &column)
                          : latigraph_raw_vertex_column(&file->raw, name, &column));
        column->declared =
            MAX(column->declared,
                declared == LATIGRAPH_DECLARED_TEXT ? LATIGRAPH_DECLARED_NOTHING : declared);
        IGRAPH_CHECK(latigraph_raw_set(&file->raw, column, item, text));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_node(file_t *file, JsonNode *node, guint place) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE], number[16];
    JsonObject *object = values_of(node);
    const char *id = text_of(object, id_words, buffer);
    igraph_bool_t added;
    int vertex;
    latigraph_declared_t declared;
    g_snprintf(number, sizeof number, "%u", place);
    id = id == NULL && object == NULL ? value_text(node, buffer, &declared) : id;
    IGRAPH_CHECK(latigraph_raw_vertex(&file->raw, id != NULL ? id : number, &vertex, &added));
    if (!added) {
        IGRAPH_ERRORF("%s: two nodes have the id \"%s\".", IGRAPH_PARSEERROR, file->reading->path,
                      id != NULL ? id : number);
    }
    return object != NULL ? set_values(file, object, FALSE, vertex) : IGRAPH_SUCCESS;
}

static igraph_error_t find_end(file_t *file, JsonObject *object, const char *const *names,
                               int *vertex) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    const char *id = text_of(object, names, buffer);
    const latigraph_map_entry_t *entry =
        id != NULL ? latigraph_map_find_text(&file->raw.ids, id) : NULL;
    char *end = NULL;
    const gint64 place = id != NULL ? g_ascii_strtoll(id, &end, 10) : -1;
    if (entry != NULL) {
        *vertex = (int)(entry - file->raw.ids.entry);
    } else if (id != NULL && id[0] != '\0' && *end == '\0' && place >= 0 &&
               place < latigraph_raw_size(&file->raw)) {
        *vertex = (int)place;
    } else {
        IGRAPH_ERRORF("%s: a link has the %s \"%.60s\", which is not the id of a node.",
                      IGRAPH_PARSEERROR, file->reading->path, names[0], id != NULL ? id : "");
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_link(file_t *file, JsonNode *node) {
    JsonObject *object = values_of(node);
    int from, to;
    if (object == NULL) {
        return fault(file, "a link is not an object with source and target");
    }
    IGRAPH_CHECK(find_end(file, object, source_words, &from));
    IGRAPH_CHECK(find_end(file, object, target_words, &to));
    IGRAPH_CHECK(latigraph_raw_edge(&file->raw, from, to, LATIGRAPH_DIRECTION_NOT_STATED));
    return set_values(file, object, TRUE, file->raw.m - 1);
}

static igraph_error_t read_items(file_t *file, JsonArray *nodes, JsonArray *links) {
    for (guint k = 0; k < json_array_get_length(nodes); k++) {
        IGRAPH_CHECK(read_node(file, json_array_get_element(nodes, k), k));
    }
    for (guint k = 0; k < json_array_get_length(links); k++) {
        if (k % 4096 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        IGRAPH_CHECK(read_link(file, json_array_get_element(links, k)));
    }
    return IGRAPH_SUCCESS;
}

/* --- The graph -------------------------------------------------------------------------- */

static JsonArray *array_at(JsonNode *node, const char *name) {
    JsonNode *found = node != NULL ? latigraph_json_at(node, LATIGRAPH_AT(name)) : NULL;
    return found != NULL && JSON_NODE_HOLDS_ARRAY(found) ? json_node_get_array(found) : NULL;
}

static igraph_error_t read_notes(file_t *file) {
    JsonNode *graph = latigraph_json_at(file->root, LATIGRAPH_AT("graph"));
    JsonObjectIter iter;
    const gchar *name;
    JsonNode *node;
    if (graph == NULL || !JSON_NODE_HOLDS_OBJECT(graph)) {
        return IGRAPH_SUCCESS;
    }
    json_object_iter_init(&iter, json_node_get_object(graph));
    while (json_object_iter_next(&iter, &name, &node)) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        latigraph_declared_t declared;
        const char *text = value_text(node, buffer, &declared);
        if (text != NULL) {
            IGRAPH_CHECK(
                latigraph_raw_note(&file->raw, name, text, declared == LATIGRAPH_DECLARED_NOTHING));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_root(file_t *file) {
    JsonNode *elements = latigraph_json_at(file->root, LATIGRAPH_AT("elements"));
    JsonNode *holder = elements != NULL ? elements : file->root;
    JsonNode *directed = latigraph_json_at(file->root, LATIGRAPH_AT("directed"));
    JsonArray *nodes = array_at(holder, "nodes");
    JsonArray *links = array_at(holder, "links");
    links = links != NULL ? links : array_at(holder, "edges");
    if (nodes == NULL || links == NULL) {
        return fault(file, "the JSON is no graph: it has no lists \"nodes\" and \"links\" (or "
                           "\"edges\"). networkx writes them by node_link_data()");
    }
    if (directed != NULL && JSON_NODE_HOLDS_VALUE(directed) &&
        json_node_get_value_type(directed) == G_TYPE_BOOLEAN) {
        file->raw.direction = json_node_get_boolean(directed) ? LATIGRAPH_DIRECTION_DIRECTED
                                                              : LATIGRAPH_DIRECTION_UNDIRECTED;
    }
    IGRAPH_CHECK(read_notes(file));
    return read_items(file, nodes, links);
}

igraph_error_t latigraph_read_json(const latigraph_file_reading_t *reading, char *text,
                                   gsize size) {
    file_t file = {.reading = reading};
    GError *error = NULL;
    (void)size;
    IGRAPH_CHECK(latigraph_raw_init(&file.raw, reading->path));
    file.root = latigraph_json_from_text(text, &error);
    if (error != NULL) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_PARSEERROR);
    }
    if (file.root == NULL) {
        return fault(&file, "the file holds no JSON");
    }
    IGRAPH_FINALLY(json_node_unref, file.root);
    IGRAPH_CHECK(read_root(&file));
    json_node_unref(file.root);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(latigraph_reading_finish(reading, &file.raw, NULL));
    latigraph_raw_destroy(&file.raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
