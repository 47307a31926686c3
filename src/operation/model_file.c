/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/model.h>

/* Reading, writing and describing a model. */

/* --- model_read ------------------------------------------------------------- */

enum { READ_PATH, READ_MODEL, READ_ARGUMENTS };

static const latigraph_argument_t read_arguments[READ_ARGUMENTS] = {
    [READ_PATH] = {.name = "path",
                   .type = LATIGRAPH_TYPE_STRING,
                   .doc = "The model file, or the name of a pretrained model."},
    [READ_MODEL] = {.name = "model",
                    .type = LATIGRAPH_TYPE_MODEL,
                    .direction = LATIGRAPH_OUT,
                    .doc = "The model."},
};

static igraph_error_t read_invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_model_t *model;
    IGRAPH_CHECK(latigraph_model_read(&model, values[READ_PATH].string));
    if (given[READ_MODEL]) {
        values[READ_MODEL].model = model;
    } else {
        latigraph_model_destroy(model);
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_model_read = {
    .name = "model_read",
    .summary = "Reads a model from a file and checks it.",
    .doc = "The file is in the safetensors format. Time complexity: linear in its size.",
    .arguments = read_arguments,
    .argument_count = READ_ARGUMENTS,
    .invoke = read_invoke,
};

/* --- models ----------------------------------------------------------------- */

static const latigraph_argument_t models_arguments[] = {
    {.name = "names",
     .type = LATIGRAPH_TYPE_STRING_LIST,
     .direction = LATIGRAPH_OUT,
     .doc = "The names, which model_read takes for paths."},
};

static igraph_error_t models_invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    return given[0] ? latigraph_model_names(values[0].string_list) : IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_models = {
    .name = "models",
    .summary = "Lists the pretrained models that are installed.",
    .doc =
        "They are looked for in the folders of LATIGRAPH_MODEL_PATH, separated by colons, and in "
        "the folder that latigraph was installed with.",
    .arguments = models_arguments,
    .argument_count = G_N_ELEMENTS(models_arguments),
    .invoke = models_invoke,
};

/* --- model_write ------------------------------------------------------------ */

enum { WRITE_MODEL, WRITE_PATH, WRITE_ARGUMENTS };

static const latigraph_argument_t write_arguments[WRITE_ARGUMENTS] = {
    [WRITE_MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [WRITE_PATH] = {.name = "path", .type = LATIGRAPH_TYPE_STRING, .doc = "The file."},
};

static igraph_error_t write_invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    (void)given;
    return latigraph_model_write(values[WRITE_MODEL].model, values[WRITE_PATH].string);
}

const latigraph_operation_t latigraph_operation_model_write = {
    .name = "model_write",
    .summary = "Writes a model to a file.",
    .doc = "In the safetensors format; the file appears under its name only when it is complete. "
           "Time complexity: linear in its size.",
    .arguments = write_arguments,
    .argument_count = WRITE_ARGUMENTS,
    .invoke = write_invoke,
};

/* --- model_describe --------------------------------------------------------- */

enum { DESCRIBE_MODEL, DESCRIBE_CODE_SIZE, DESCRIBE_JSON, DESCRIBE_ARGUMENTS };

static const latigraph_argument_t describe_arguments[DESCRIBE_ARGUMENTS] = {
    [DESCRIBE_MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [DESCRIBE_CODE_SIZE] = {.name = "code_size",
                            .type = LATIGRAPH_TYPE_INTEGER,
                            .direction = LATIGRAPH_OUT,
                            .doc = "Dimensions of the code."},
    [DESCRIBE_JSON] = {.name = "json",
                       .type = LATIGRAPH_TYPE_STRING,
                       .direction = LATIGRAPH_OUT,
                       .doc = "Configuration, node data, origin, fit and directions, as JSON."},
};

static igraph_error_t describe_invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    const latigraph_model_t *model = values[DESCRIBE_MODEL].model;
    values[DESCRIBE_CODE_SIZE].integer = latigraph_model_code_size(model);
    if (given[DESCRIBE_JSON]) {
        char *json;
        IGRAPH_CHECK(latigraph_model_describe(model, &json));
        values[DESCRIBE_JSON].string = json;
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_model_describe = {
    .name = "model_describe",
    .summary = "Says what a model holds and where it came from.",
    .arguments = describe_arguments,
    .argument_count = DESCRIBE_ARGUMENTS,
    .invoke = describe_invoke,
};
