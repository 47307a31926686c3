/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/checkpoint.h"

#include "base/memory.h"
#include "model/file.h"

#include <string.h>

enum { CHECKPOINT_VERSION = 1 };

static void add_arrays(safetensors_t *file, const char *prefix, const trainer_t *t) {
    const struct {
        const char *name;
        const real_t *values;
    } arrays[] = {{"now.", t->parameters->value},
                  {"first.", t->first},
                  {"second.", t->second},
                  {"best.", t->best}};
    for (size_t k = 0; k < G_N_ELEMENTS(arrays); k++) {
        char *name = g_strconcat(prefix, arrays[k].name, NULL);
        latigraph_parameters_save(t->parameters, arrays[k].values, name, file);
        g_free(name);
    }
}

static char *state_json(const trainer_t *trainers, int count, const char *fingerprint) {
    JsonBuilder *b = json_builder_new();
    json_builder_begin_object(b);
    json_builder_set_member_name(b, "checkpoint_version");
    json_builder_add_int_value(b, CHECKPOINT_VERSION);
    json_builder_set_member_name(b, "fingerprint");
    json_builder_add_string_value(b, fingerprint);
    json_builder_set_member_name(b, "runs");
    json_builder_begin_array(b);
    for (int k = 0; k < count; k++) {
        json_builder_begin_object(b);
        json_builder_set_member_name(b, "step");
        json_builder_add_int_value(b, trainers[k].step);
        json_builder_set_member_name(b, "best_step");
        json_builder_add_int_value(b, trainers[k].best_step);
        json_builder_end_object(b);
    }
    json_builder_end_array(b);
    json_builder_end_object(b);
    JsonNode *root = json_builder_get_root(b);
    char *text = json_to_string(root, FALSE);
    json_node_unref(root);
    g_object_unref(b);
    return text;
}

igraph_error_t checkpoint_write(const trainer_t *trainers, int count, const char *fingerprint,
                                const char *path) {
    static const char *const PREFIX[] = {"model.", "companion."};
    double best[2] = {INFINITY, INFINITY};
    safetensors_t *file = safetensors_create();
    IGRAPH_FINALLY(safetensors_destroy, file);
    file->json = state_json(trainers, count, fingerprint);
    for (int k = 0; k < count; k++) {
        add_arrays(file, PREFIX[k], &trainers[k]);
        best[k] = trainers[k].best_bits;
    }
    safetensors_add(file, "best_bits", TENSOR_F64, count, 0, best);
    IGRAPH_CHECK(safetensors_write(file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_arrays(const safetensors_t *file, const char *prefix, trainer_t *t) {
    const struct {
        const char *name;
        real_t *values;
    } arrays[] = {{"now.", t->parameters->value},
                  {"first.", t->first},
                  {"second.", t->second},
                  {"best.", t->best}};
    for (size_t k = 0; k < G_N_ELEMENTS(arrays); k++) {
        char name[32];
        g_snprintf(name, sizeof name, "%s%s", prefix, arrays[k].name);
        IGRAPH_CHECK(latigraph_parameters_load(t->parameters, arrays[k].values, name, file));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_state(trainer_t *trainers, int count, const char *fingerprint,
                                 const safetensors_t *file, const char *path) {
    static const char *const PREFIX[] = {"model.", "companion."};
    JsonParser *parser = json_parser_new();
    IGRAPH_FINALLY(g_object_unref, parser);
    JsonObject *object = NULL;
    JsonArray *runs = NULL;
    if (json_parser_load_from_data(parser, file->json, -1, NULL) &&
        JSON_NODE_HOLDS_OBJECT(json_parser_get_root(parser))) {
        object = json_node_get_object(json_parser_get_root(parser));
        JsonNode *node = json_object_get_member(object, "runs");
        runs = node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    }
    if (runs == NULL || (int)json_array_get_length(runs) != count ||
        json_object_get_int_member_with_default(object, "checkpoint_version", -1) !=
            CHECKPOINT_VERSION) {
        IGRAPH_ERRORF("'%s' is not a checkpoint of this version.", IGRAPH_PARSEERROR, path);
    }
    const char *found = json_object_get_string_member_with_default(object, "fingerprint", "");
    if (strcmp(found, fingerprint) != 0) {
        IGRAPH_ERRORF("The checkpoint '%s' belongs to another fit: its circuits or options differ "
                      "from those given.",
                      IGRAPH_EINVAL, path);
    }
    double best[2];
    IGRAPH_CHECK(safetensors_get(file, "best_bits", TENSOR_F64, count, 0, best));
    for (int k = 0; k < count; k++) {
        JsonNode *node = json_array_get_element(runs, (guint)k);
        if (!JSON_NODE_HOLDS_OBJECT(node)) {
            IGRAPH_ERRORF("'%s' is not a checkpoint.", IGRAPH_PARSEERROR, path);
        }
        JsonObject *run = json_node_get_object(node);
        const gint64 step = json_object_get_int_member_with_default(run, "step", -1);
        if (step < 0 || step > trainers[k].steps) {
            IGRAPH_ERRORF("The checkpoint '%s' stands at step %" G_GINT64_FORMAT " of %d.",
                          IGRAPH_PARSEERROR, path, step, trainers[k].steps);
        }
        IGRAPH_CHECK(read_arrays(file, PREFIX[k], &trainers[k]));
        trainers[k].step = (int)step;
        trainers[k].best_step =
            (int)json_object_get_int_member_with_default(run, "best_step", 0);
        trainers[k].best_bits = best[k];
    }
    g_object_unref(parser);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t checkpoint_read(trainer_t *trainers, int count, const char *fingerprint,
                               const char *path) {
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_read(&file, path));
    IGRAPH_FINALLY(safetensors_destroy, file);
    IGRAPH_CHECK(read_state(trainers, count, fingerprint, file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
