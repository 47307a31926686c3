/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation write_weights: circuits as matrices of recurrent weights, for networks that start
 * from them. Files are named after the circuits. Two circuits of one name are an error and not a
 * numbered file, since nobody could tell the files apart afterwards. */

#include "operation/reservoir.h"

#include "base/output.h"

#include <string.h>

/* Weights of circuits as files. Without a format the path is the file or folder of one circuit;
 * with a format it is a folder that holds one file or folder per circuit. */

typedef struct {
    const latigraph_circuit_list_t *circuits;
    const char *path;
    int format;
    latigraph_reservoir_options_t options;
} request_t;

typedef struct {
    igraph_strvector_t files;
} result_t;

enum { NO_FORMAT = -1, SAFETENSORS };

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits, "Directed graphs with node data as vertex attributes."),
    INPUT("path", STRING, path,
          "Without a format, the file (if it ends in .safetensors) or folder for one circuit. With "
          "a format, a folder that gets one file or folder per circuit, named after it; it is made "
          "if it does not exist.",
          .option = "to", .metavar = "PATH"),
    OPTION("format", STRING, format, NULL,
           "What is written per circuit: a file NAME.safetensors, or a folder NAME with weight.npy "
           "and tables of node data.",
           .option = "as", .choices = "safetensors|npy"),
    OPTIONS_RESERVOIR(options),
    OUTPUT("files", STRING_LIST, files, "The files or folders that were written.",
           .show = LATIGRAPH_SHOW_HEADLINE),
};

static igraph_error_t write_one(const request_t *request, const latigraph_circuit_t *circuit,
                                const char *path, igraph_strvector_t *files) {
    IGRAPH_CHECK(latigraph_reservoir_write_weights(circuit, &request->options, path));
    return igraph_strvector_push_back(files, path);
}

static igraph_error_t write_named(const request_t *request, const latigraph_circuit_t *circuit,
                                  igraph_strvector_t *files) {
    const char *name = latigraph_circuit_name(circuit);
    const size_t folder = strlen(request->path);
    const char *separator =
        folder > 0 && !G_IS_DIR_SEPARATOR(request->path[folder - 1]) ? G_DIR_SEPARATOR_S : "";
    char *path;
    IGRAPH_CHECK(latigraph_print_text(&path, "%s%s%s%s", request->path, separator,
                                      name != NULL ? name : "",
                                      request->format == SAFETENSORS ? ".safetensors" : ""));
    IGRAPH_FINALLY(g_free, path);
    g_strdelimit(path + folder + strlen(separator), "/\\", '-');
    for (igraph_integer_t k = 0; k < igraph_strvector_size(files); k++) {
        if (strcmp(igraph_strvector_get(files, k), path) == 0) {
            IGRAPH_ERRORF("Two circuits have the name \"%s\", so that both would be written to "
                          "\"%s\". Rename one of them.",
                          IGRAPH_EINVAL, name != NULL ? name : "", path);
        }
    }
    IGRAPH_CHECK(write_one(request, circuit, path, files));
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    const igraph_integer_t count = latigraph_circuit_list_size(request->circuits);
    (void)remarks;
    IGRAPH_CHECK(latigraph_reservoir_options_settle(&request->options));
    if (request->format == NO_FORMAT && count != 1) {
        IGRAPH_ERRORF("Without a format the path is for one circuit, and there are %" IGRAPH_PRId
                      ". Give a format to write one file per circuit into a folder.",
                      IGRAPH_EINVAL, count);
    }
    if (request->format == NO_FORMAT) {
        return write_one(request, latigraph_circuit_list_get(request->circuits, 0), request->path,
                         &result->files);
    }
    IGRAPH_CHECK(latigraph_folder_create(request->path, true, NULL));
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_CHECK(
            write_named(request, latigraph_circuit_list_get(request->circuits, i), &result->files));
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_write_weights = {
    .name = "write_weights",
    .summary = "Writes circuits as matrices of recurrent weights, with their node data.",
    .doc = "A recurrent network can start from these weights. Row j, column i is the weight of the "
           "edge from i to j, scaled and signed as for the operation reservoir; the other inputs "
           "of that operation have no effect. Time complexity: O(n³) per circuit.",
    .example = "latigraph write-weights circuits --to weights --as safetensors",
    .flags = LATIGRAPH_USES_RANDOMNESS,
    OPERATION_STRUCTS(arguments, run),
};
