/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Checkpoints of a fit, from which it goes on to the same model as without a stop.
 *
 * A checkpoint is a safetensors file. It holds four arrays of each run (parameters, both moments of
 * AdamW, and the best parameters so far) and the step and the validation bits of each. Random
 * numbers are functions of seed and step, so no state of a generator is needed to resume exactly. A
 * fingerprint of circuits and options (train.c) keeps a checkpoint from continuing another fit.
 * Files are replaced by renaming, so that a kill while a checkpoint is written leaves the one
 * before.
 *
 * A disk that is full for an hour must not end a fit of a day. checkpoint_try() therefore turns an
 * error of the file into a text (base/catch.c). Only memory that runs out stays an error.
 */
#include "model/checkpoint.h"

#include "base/catch.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/ranks.h"
#include "model/file.h"

#include <string.h>

enum { CHECKPOINT_VERSION = 2 };

enum { ARRAYS = 4 };

/* Lists the arrays of a run, all laid out like its parameters, in the order of their names in
 * ARRAY. */
static void list_arrays(const trainer_t *t, real_t *values[ARRAYS]) {
    values[0] = t->parameters->value;
    values[1] = t->first;
    values[2] = t->second;
    values[3] = t->best;
}

static const char *const ARRAY[ARRAYS] = {"now", "first", "second", "best"};
static const char *const RUN[] = {"model", "companion"};

static igraph_error_t state_json(const trainer_t *trainers, int count, const char *fingerprint,
                                 char **text) {
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT, *b = &json;
    IGRAPH_FINALLY(latigraph_json_destroy, b);
    latigraph_json_begin_object(b);
    latigraph_json_integer(b, "checkpoint_version", CHECKPOINT_VERSION);
    latigraph_json_text(b, "fingerprint", fingerprint);
    latigraph_json_name(b, "runs");
    latigraph_json_begin_array(b);
    for (int k = 0; k < count; k++) {
        latigraph_json_begin_object(b);
        latigraph_json_integer(b, "step", trainers[k].step);
        latigraph_json_integer(b, "best_step", trainers[k].best_step);
        latigraph_json_end_object(b);
    }
    latigraph_json_end_array(b);
    latigraph_json_end_object(b);
    IGRAPH_CHECK(latigraph_json_take(b, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t save_arrays(safetensors_t *file, const char *run, const trainer_t *t) {
    real_t *values[ARRAYS];
    list_arrays(t, values);
    for (int k = 0; k < ARRAYS; k++) {
        char prefix[32];
        g_snprintf(prefix, sizeof prefix, "%s.%s.", run, ARRAY[k]);
        IGRAPH_CHECK(latigraph_parameters_save(t->parameters, values[k], prefix, file));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t checkpoint_write(const trainer_t *trainers, int count, const char *fingerprint,
                                const char *path) {
    double best[2] = {INFINITY, INFINITY};
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_create(&file));
    IGRAPH_FINALLY(safetensors_destroy, file);
    IGRAPH_CHECK(state_json(trainers, count, fingerprint, &file->json));
    for (int k = 0; k < count; k++) {
        IGRAPH_CHECK(save_arrays(file, RUN[k], &trainers[k]));
        best[k] = trainers[k].best_bits;
    }
    IGRAPH_CHECK(safetensors_add(file, "best_bits", TENSOR_F64, count, 0, best));
    IGRAPH_CHECK(safetensors_write(file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Arguments of checkpoint_write(). */
typedef struct {
    const trainer_t *trainers;
    int count;
    const char *fingerprint, *path;
} writing_t;

static igraph_error_t write_now(void *data) {
    const writing_t *writing = data;
    return checkpoint_write(writing->trainers, writing->count, writing->fingerprint, writing->path);
}

igraph_error_t checkpoint_try(const trainer_t *trainers, int count, const char *fingerprint,
                              const char *path, char *reason, size_t size) {
    writing_t writing = {trainers, count, fingerprint, path};
    if (latigraph_catch(write_now, &writing, reason, size) == IGRAPH_ENOMEM) {
        IGRAPH_ERROR("Not enough memory for a checkpoint.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_checkpoint_check(const char *path) {
    char *folder;
    if (path[0] == '\0') {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_output_folder(path, &folder));
    IGRAPH_FINALLY(g_free, folder);
    /* The first rank writes, and all ranks raise the error. */
    const gboolean missing = !g_file_test(folder, G_FILE_TEST_IS_DIR);
    if (latigraph_ranks_any(missing && latigraph_ranks_index() == 0)) {
        IGRAPH_ERRORF("The checkpoint \"%s\" cannot be written: there is no folder \"%s\". "
                      "Create the folder or choose another file.",
                      IGRAPH_EFILE, path, folder);
    }
    const gboolean taken = g_file_test(path, G_FILE_TEST_IS_DIR);
    if (latigraph_ranks_any(taken && latigraph_ranks_index() == 0)) {
        IGRAPH_ERRORF("The checkpoint \"%s\" cannot be written: it is a folder.", IGRAPH_EFILE,
                      path);
    }
    g_free(folder);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t load_arrays(const safetensors_t *file, const char *run, trainer_t *t) {
    real_t *values[ARRAYS];
    list_arrays(t, values);
    for (int k = 0; k < ARRAYS; k++) {
        char prefix[32];
        g_snprintf(prefix, sizeof prefix, "%s.%s.", run, ARRAY[k]);
        IGRAPH_CHECK(latigraph_parameters_load(t->parameters, values[k], prefix,
                                               LATIGRAPH_FORMAT_VERSION, file));
    }
    return IGRAPH_SUCCESS;
}

static void free_root(JsonNode *root) {
    g_clear_pointer(&root, json_node_unref);
}

igraph_error_t checkpoint_load(trainer_t *trainers, int count, const char *fingerprint,
                               const safetensors_t *file, const char *path) {
    JsonNode *root = latigraph_json_from_text(file->json, NULL);
    JsonObject *object = NULL;
    JsonArray *runs = NULL;
    IGRAPH_FINALLY(free_root, root);
    if (root != NULL && JSON_NODE_HOLDS_OBJECT(root)) {
        object = json_node_get_object(root);
        JsonNode *node = json_object_get_member(object, "runs");
        runs = node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    }
    if (runs == NULL || (int)json_array_get_length(runs) != count ||
        latigraph_json_integer_of(object, "checkpoint_version", -1) != CHECKPOINT_VERSION) {
        IGRAPH_ERRORF(
            "'%s' is not a checkpoint of this version. Remove the file to start the fit again.",
            IGRAPH_PARSEERROR, path);
    }
    const char *found = latigraph_json_text_of(object, "fingerprint", "");
    if (strcmp(found, fingerprint) != 0) {
        IGRAPH_ERRORF("The checkpoint '%s' belongs to another fit: its circuits or options differ "
                      "from those given. Use the same ones, or another checkpoint file.",
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
        const gint64 step = latigraph_json_integer_of(run, "step", -1);
        if (step < 0 || step > trainers[k].steps) {
            IGRAPH_ERRORF("The checkpoint '%s' is damaged: it has reached step %" G_GINT64_FORMAT
                          " of %d.",
                          IGRAPH_PARSEERROR, path, step, trainers[k].steps);
        }
        IGRAPH_CHECK(load_arrays(file, RUN[k], &trainers[k]));
        trainers[k].step = (int)step;
        trainers[k].best_step = (int)latigraph_json_integer_of(run, "best_step", 0);
        trainers[k].best_bits = best[k];
    }
    free_root(root);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t checkpoint_read(trainer_t *trainers, int count, const char *fingerprint,
                               const char *path) {
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_read(&file, path));
    IGRAPH_FINALLY(safetensors_destroy, file);
    IGRAPH_CHECK(checkpoint_load(trainers, count, fingerprint, file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
