/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

igraph_error_t cli_describe(JsonNode **description, const latigraph_model_t *model) {
    GError *error = NULL;
    char *text;
    IGRAPH_CHECK(latigraph_model_describe(model, &text));
    *description = json_from_string(text, &error);
    igraph_free(text);
    if (error != NULL) {
        return cli_glib_error(error);
    }
    IGRAPH_FINALLY(json_node_unref, *description);
    return IGRAPH_SUCCESS;
}

JsonNode *cli_json_at(JsonNode *node, const char *const *path) {
    for (; *path != NULL && node != NULL; path++) {
        node = JSON_NODE_HOLDS_OBJECT(node)
                   ? json_object_get_member(json_node_get_object(node), *path)
                   : NULL;
    }
    return node != NULL && JSON_NODE_HOLDS_NULL(node) ? NULL : node;
}

igraph_real_t cli_json_number_at(JsonNode *node, const char *const *path) {
    node = cli_json_at(node, path);
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_double(node) : IGRAPH_NAN;
}

const char *cli_json_text_at(JsonNode *node, const char *const *path) {
    node = cli_json_at(node, path);
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
}
