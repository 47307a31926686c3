/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The configuration of a SONATA network, which names its files: networks.nodes[].nodes_file and
 * networks.edges[].edges_file. Paths may begin with variables of the manifest, such as "$BASE_DIR",
 * whose values may have variables again. Other paths begin at the folder of the configuration. */

#include "formats/sonata.h"

#include "base/json.h"
#include "formats/file.h"

#include <string.h>

static void free_text(char **text) {
    g_free(*text);
}

/* Finds a variable in a path, or NULL; "$BASE" is not in "$BASE_DIR/nodes.h5". */
static const char *find_variable(const char *path, const char *name) {
    const char *at = name[0] == '$' ? strstr(path, name) : NULL;
    while (at != NULL && (g_ascii_isalnum(at[strlen(name)]) || at[strlen(name)] == '_')) {
        at = strstr(at + 1, name);
    }
    return at;
}

/* Replaces the first variable of a path, such as "$BASE_DIR"; `*again` becomes whether there was
 * one. */
static igraph_error_t replace_variable(JsonNode *root, char **path, gboolean *again) {
    JsonNode *manifest = latigraph_json_at(root, LATIGRAPH_AT("manifest"));
    JsonObjectIter iter;
    const gchar *name;
    JsonNode *value;
    *again = FALSE;
    if (manifest == NULL || !JSON_NODE_HOLDS_OBJECT(manifest)) {
        return IGRAPH_SUCCESS;
    }
    json_object_iter_init(&iter, json_node_get_object(manifest));
    while (json_object_iter_next(&iter, &name, &value) && !*again) {
        const char *at = find_variable(*path, name);
        if (at != NULL && JSON_NODE_HOLDS_VALUE(value) && json_node_get_string(value) != NULL) {
            char *replaced;
            IGRAPH_CHECK(latigraph_print_text(&replaced, "%.*s%s%s", (int)(at - *path), *path,
                                              json_node_get_string(value), at + strlen(name)));
            g_free(*path);
            *path = replaced;
            *again = TRUE;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Adds a file that the configuration names. */
static igraph_error_t add_named(igraph_strvector_t *files, const char *config, JsonNode *root,
                                const char *folder, const char *named) {
    gboolean again = TRUE;
    char *path = NULL;
    IGRAPH_FINALLY(free_text, &path);
    IGRAPH_CHECK(latigraph_copy_text(named, &path));
    for (int round = 0; round < 10 && again; round++) {
        IGRAPH_CHECK(replace_variable(root, &path, &again));
    }
    if (!g_path_is_absolute(path)) {
        char *whole;
        IGRAPH_CHECK(latigraph_print_text(&whole, "%s%s%s", folder, G_DIR_SEPARATOR_S, path));
        g_free(path);
        path = whole;
    }
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        IGRAPH_ERRORF("%s names the file \"%s\", which does not exist.", IGRAPH_EFILE, config,
                      path);
    }
    IGRAPH_CHECK(latigraph_add_text_once(files, path, 0, NULL));
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Adds the files of a list of the configuration: networks.nodes[].nodes_file. */
static igraph_error_t add_list(igraph_strvector_t *files, const char *config, JsonNode *root,
                               const char *folder, const char *list, const char *key) {
    JsonNode *found = latigraph_json_at(root, LATIGRAPH_AT("networks", list));
    if (found == NULL || !JSON_NODE_HOLDS_ARRAY(found)) {
        return IGRAPH_SUCCESS;
    }
    JsonArray *items = json_node_get_array(found);
    for (guint k = 0; k < json_array_get_length(items); k++) {
        JsonNode *file = latigraph_json_at(json_array_get_element(items, k), LATIGRAPH_AT(key));
        const char *named =
            file != NULL && JSON_NODE_HOLDS_VALUE(file) ? json_node_get_string(file) : NULL;
        if (named != NULL) {
            IGRAPH_CHECK(add_named(files, config, root, folder, named));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sonata_list_files(igraph_strvector_t *files, const char *path,
                                           const char *text) {
    GError *error = NULL;
    char *folder;
    JsonNode *root = latigraph_json_from_text(text, &error);
    if (error != NULL) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_PARSEERROR);
    }
    if (root == NULL) {
        IGRAPH_ERRORF("%s holds no JSON.", IGRAPH_PARSEERROR, path);
    }
    IGRAPH_FINALLY(json_node_unref, root);
    IGRAPH_CHECK(latigraph_file_folder(path, &folder));
    IGRAPH_FINALLY(g_free, folder);
    IGRAPH_CHECK(add_list(files, path, root, folder, "nodes", "nodes_file"));
    IGRAPH_CHECK(add_list(files, path, root, folder, "edges", "edges_file"));
    g_free(folder);
    json_node_unref(root);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
