/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/model_facts.h"

#include "base/json.h"
#include "base/memory.h"

#include <glib/gstdio.h>
#include <string.h>

void latigraph_model_facts_destroy(latigraph_model_facts_t *facts) {
    igraph_free(facts->path);
    g_free(facts->name);
    if (facts->description != NULL) {
        json_node_unref(facts->description);
    }
}

static igraph_error_t parse(JsonNode **node, const latigraph_model_t *model) {
    GError *error = NULL;
    char *text;
    IGRAPH_CHECK(latigraph_model_describe(model, &text));
    *node = latigraph_json_from_text(text, &error);
    igraph_free(text);
    if (error != NULL) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_PARSEERROR);
    }
    return IGRAPH_SUCCESS;
}

/* "models/worm.safetensors" is called "worm". */
static char *name_of(const char *path) {
    char *name = g_path_get_basename(path);
    if (g_str_has_suffix(name, ".safetensors")) {
        name[strlen(name) - strlen(".safetensors")] = '\0';
    }
    return name;
}

igraph_error_t latigraph_model_facts_init(latigraph_model_facts_t *facts, const char *name) {
    latigraph_model_t *model;
    GStatBuf status;
    memset(facts, 0, sizeof *facts);
    IGRAPH_FINALLY(latigraph_model_facts_destroy, facts);
    IGRAPH_CHECK(latigraph_model_find(name, &facts->path));
    IGRAPH_CHECK(latigraph_model_read(&model, facts->path));
    IGRAPH_FINALLY(latigraph_model_destroy, model);
    IGRAPH_CHECK(parse(&facts->description, model));
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(1);
    facts->name = name_of(facts->path);
    facts->size = g_stat(facts->path, &status) == 0 ? status.st_size : 0;
    return IGRAPH_SUCCESS;
}
