/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operations model_read and model_write. Faces that hold models as objects need them; the
 * command reads and writes models as inputs and outputs of other operations. */

#include "operation/rows.h"

#include <latigraph/model.h>

typedef struct {
    const char *path;
    const latigraph_model_t *model;
} request_t;

typedef struct {
    void *model;
} result_t;

/* --- model_read ------------------------------------------------------------------------------ */

static const latigraph_argument_t read_arguments[] = {
    INPUT("path", STRING, path, "The model file, or the name of a pretrained model."),
    OUTPUT("model", MODEL, model, "The model."),
};

static igraph_error_t read_run(void *request, void *result, latigraph_remarks_t *remarks) {
    latigraph_model_t *model;
    (void)remarks;
    IGRAPH_CHECK(latigraph_model_read(&model, ((request_t *)request)->path));
    ((result_t *)result)->model = model;
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_model_read = {
    .name = "model_read",
    .summary = "Reads a model from a file and checks it.",
    .doc = "The file is in the safetensors format. Time complexity: linear in its size.",
    .example = "latigraph model-read worm -o copy.safetensors",
    OPERATION_STRUCTS(read_arguments, read_run),
};

/* --- model_write ------------------------------------------------------------------------------ */

static const latigraph_argument_t write_arguments[] = {
    INPUT("model", MODEL, model, "The model: a file, or the name of a pretrained model."),
    INPUT("path", STRING, path, "The file to write."),
};

static igraph_error_t write_run(void *request, void *result, latigraph_remarks_t *remarks) {
    (void)result;
    (void)remarks;
    return latigraph_model_write(((request_t *)request)->model, ((request_t *)request)->path);
}

const latigraph_operation_t latigraph_operation_model_write = {
    .name = "model_write",
    .summary = "Writes a model to a file.",
    .doc = "The file is in the safetensors format and appears under its name only when it is "
           "complete. Time complexity: linear in its size.",
    .example = "latigraph model-write worm copy.safetensors",
    OPERATION_STRUCTS(write_arguments, write_run),
};
