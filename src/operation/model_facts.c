/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Facts of a model for its card and for the list of pretrained models. The model is read as for any
 * other use, so that a file that cannot be read is an error here too, but only its description is
 * kept. The description is the JSON text of latigraph_model_describe(); it is parsed once, and its
 * readers look members up by path. */

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

igraph_error_t latigraph_model_description(const latigraph_model_t *model, JsonNode **node) {
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

/* Returns "worm" for the path "models/worm.safetensors". */
static igraph_error_t name_of(const char *path, char **name) {
    const char *base = strrchr(path, G_DIR_SEPARATOR);
    base = base != NULL ? base + 1 : path;
    size_t length = strlen(base);
    if (g_str_has_suffix(base, ".safetensors")) {
        length -= strlen(".safetensors");
    }
    return latigraph_copy_text_part(base, length, name);
}

igraph_error_t latigraph_model_facts_init(latigraph_model_facts_t *facts, const char *name) {
    latigraph_model_t *model;
    GStatBuf status;
    memset(facts, 0, sizeof *facts);
    IGRAPH_FINALLY(latigraph_model_facts_destroy, facts);
    IGRAPH_CHECK(latigraph_model_find(name, &facts->path));
    IGRAPH_CHECK(latigraph_model_read(&model, facts->path));
    IGRAPH_FINALLY(latigraph_model_destroy, model);
    IGRAPH_CHECK(latigraph_model_description(model, &facts->description));
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(name_of(facts->path, &facts->name));
    facts->size = g_stat(facts->path, &status) == 0 ? status.st_size : 0;
    return IGRAPH_SUCCESS;
}
