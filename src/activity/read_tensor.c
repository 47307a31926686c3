/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Recordings in safetensors files of any program.
 *
 * The reader of model files is stricter: it wants our checksum and types. Here the header is read
 * for one tensor with two dimensions, and its bytes are used where they are. Sizes come from a
 * file that need not be trusted, so every product and offset is checked against the size of the
 * file. */

#include "activity/activity.h"

#include "base/json.h"

#include <string.h>

enum { PREFIX = 8 };
static const guint64 HEADER_MAX = 100 << 20;

static void unref_node(gpointer node) {
    json_node_unref(node);
}

/* Parses the header; the node is on the FINALLY stack as one entry. `*start` is where the bytes of
 * the tensors begin. */
static igraph_error_t parse_header(const char *path, const char *bytes, gsize size, JsonNode **root,
                                   gsize *start) {
    GError *error = NULL;
    guint64 length = 0;
    char *header;
    for (int b = 0; b < PREFIX && size > PREFIX; b++) {
        length |= (guint64)(guint8)bytes[b] << 8 * b;
    }
    if (length == 0 || length > HEADER_MAX || length > size - PREFIX) {
        IGRAPH_ERRORF("%s: the header of the safetensors file is damaged.", IGRAPH_PARSEERROR,
                      path);
    }
    LATIGRAPH_ALLOCATE(header, length);
    memcpy(header, bytes + PREFIX, length);
    *root = latigraph_json_from_text(header, &error);
    g_free(header);
    IGRAPH_FINALLY_CLEAN(1);
    g_clear_error(&error);
    if (*root == NULL) {
        IGRAPH_ERRORF("%s: the header of the safetensors file is no JSON.", IGRAPH_PARSEERROR,
                      path);
    }
    IGRAPH_FINALLY(unref_node, *root);
    if (!JSON_NODE_HOLDS_OBJECT(*root)) {
        IGRAPH_ERRORF("%s: the header of the safetensors file is no JSON object.",
                      IGRAPH_PARSEERROR, path);
    }
    *start = PREFIX + length;
    return IGRAPH_SUCCESS;
}

/* Sets type and width by the name that safetensors have for a type. */
static gboolean set_type(latigraph_numpy_t *array, const char *name) {
    static const struct {
        const char *name;
        char type;
        int width;
    } types[] = {{"F64", 'f', 8}, {"F32", 'f', 4}, {"I64", 'i', 8}, {"I32", 'i', 4},
                 {"I16", 'i', 2}, {"I8", 'i', 1},  {"U64", 'u', 8}, {"U32", 'u', 4},
                 {"U16", 'u', 2}, {"U8", 'u', 1},  {"BOOL", 'b', 1}};
    for (gsize k = 0; k < G_N_ELEMENTS(types); k++) {
        if (g_strcmp0(name, types[k].name) == 0) {
            array->type = types[k].type;
            array->width = types[k].width;
            return TRUE;
        }
    }
    return FALSE;
}

/* Reads a list of at most two whole numbers. Returns how many there are, or −1 if it is no such
 * list. */
static int read_pair(JsonObject *tensor, const char *name, gint64 pair[2]) {
    JsonNode *node = json_object_get_member(tensor, name);
    JsonArray *list =
        node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    const guint count = list != NULL ? json_array_get_length(list) : 3;
    for (guint k = 0; k < count && count <= 2; k++) {
        JsonNode *number = json_array_get_element(list, k);
        if (!JSON_NODE_HOLDS_VALUE(number)) {
            return -1;
        }
        pair[k] = json_node_get_int(number);
    }
    return count <= 2 ? (int)count : -1;
}

static igraph_error_t open_tensor(latigraph_numpy_t *array, const char *path, const char *name,
                                  JsonObject *tensor, const char *bytes, gsize size, gsize start) {
    gint64 offset[2], shape[2];
    JsonNode *type = json_object_get_member(tensor, "dtype");
    const char *word =
        type != NULL && JSON_NODE_HOLDS_VALUE(type) ? json_node_get_string(type) : NULL;
    *array = (latigraph_numpy_t){.dims = 2};
    if (!set_type(array, word)) {
        IGRAPH_ERRORF("%s: tensor \"%.60s\" has the type %.20s, which is not read; convert it to "
                      "float32.",
                      IGRAPH_EINVAL, path, name, word != NULL ? word : "(none)");
    }
    if (read_pair(tensor, "shape", shape) != 2) {
        IGRAPH_ERRORF("%s: tensor \"%.60s\" is no matrix of times and neurons.", IGRAPH_EINVAL,
                      path, name);
    }
    if (read_pair(tensor, "data_offsets", offset) != 2 || shape[0] < 0 || shape[1] < 0 ||
        shape[0] > G_MAXINT || shape[1] > G_MAXINT || offset[0] < 0 || offset[1] < offset[0] ||
        (guint64)offset[1] > size - start ||
        (double)shape[0] * (double)shape[1] * array->width != (double)(offset[1] - offset[0])) {
        IGRAPH_ERRORF("%s: tensor \"%.60s\" does not fit into the file, which is damaged.",
                      IGRAPH_PARSEERROR, path, name);
    }
    array->shape[0] = shape[0];
    array->shape[1] = shape[1];
    array->data = (const guint8 *)bytes + start + offset[0];
    return IGRAPH_SUCCESS;
}

/* Finds the name of the only tensor with two dimensions. */
static igraph_error_t find_matrix(JsonObject *header, const char *path, const char **name) {
    JsonObjectIter iter;
    const char *member;
    JsonNode *node;
    gint64 shape[2];
    char names[200] = "";
    int matrices = 0;
    json_object_iter_init(&iter, header);
    while (json_object_iter_next(&iter, &member, &node)) {
        if (strcmp(member, "__metadata__") != 0 && JSON_NODE_HOLDS_OBJECT(node) &&
            read_pair(json_node_get_object(node), "shape", shape) == 2) {
            *name = member;
            g_strlcat(names, matrices++ > 0 ? ", " : "", sizeof names);
            g_strlcat(names, member, sizeof names);
        }
    }
    if (matrices != 1) {
        IGRAPH_ERRORF("%s has %d tensors with two dimensions (%s), but one is needed. Name the "
                      "entry that holds the activity.",
                      IGRAPH_EINVAL, path, matrices, names);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_activity_find_tensor(latigraph_numpy_t *array, const char *path,
                                              const char *bytes, gsize size, const char *entry) {
    JsonNode *root;
    gsize start;
    IGRAPH_CHECK(parse_header(path, bytes, size, &root, &start));
    JsonObject *header = json_node_get_object(root);
    if (entry == NULL) {
        IGRAPH_CHECK(find_matrix(header, path, &entry));
    }
    JsonNode *node = json_object_get_member(header, entry);
    if (node == NULL || !JSON_NODE_HOLDS_OBJECT(node)) {
        IGRAPH_ERRORF("%s has no tensor \"%.60s\".", IGRAPH_EINVAL, path, entry);
    }
    IGRAPH_CHECK(open_tensor(array, path, entry, json_node_get_object(node), bytes, size, start));
    json_node_unref(root);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
