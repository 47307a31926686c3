/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation functional_respond: outputs of a functional connectome for inputs. Inputs are a
 * matrix or files. Outputs are a matrix, and one file per file of inputs if a folder is named. */

#include "operation/recordings.h"
#include "operation/rows.h"

#include "base/memory.h"
#include "functional/npy.h"
#include "functional/two_mode.h"

#include <math.h>

typedef struct {
    const latigraph_circuit_t *network;
    const igraph_matrix_t *inputs;
    const igraph_strvector_t *input_files, *input_names;
    const char *entry, *folder;
} request_t;

typedef struct {
    igraph_matrix_t outputs;
    igraph_strvector_t names, recordings, files;
    igraph_vector_t rows, mean;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT("network", GRAPH, network,
          "Functional connectome, as functional_fit or bvc_place_cells give it: vertices with the "
          "attribute bias are outputs, all others inputs.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION("inputs", MATRIX, inputs, NULL,
           "Activity of the inputs: one row per time, one column per input.",
           .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_HIDDEN, .option = "inputs-matrix"),
    OPTION("input_files", STRING_LIST, input_files, NULL,
           "Files with the activity of the inputs, or folders of these.", .option = "inputs",
           .metavar = "INPUTS"),
    OPTION("input_names", STRING_LIST, input_names, NULL,
           "Names of the columns. If all inputs of the network are among them, columns may be in "
           "any order.",
           .metavar = "NAME"),
    OPTION("entry", STRING, entry, NULL, "Name of the tensor in safetensors files.",
           .metavar = "NAME"),
    OPTION("folder", STRING, folder, NULL,
           "Folder that gets the outputs, one file of NumPy per file of inputs.", .option = "to",
           .metavar = "FOLDER"),

    OUTPUT("outputs", MATRIX, outputs,
           "Outputs, in the unit of the fit: one row per row of the inputs, file after file. Rows "
           "without all inputs are NaN.",
           .columns = "names", .show = LATIGRAPH_SHOW_QUIET,
           .undefined = "an input is missing there, or in the rows before that lags need"),
    OUTPUT("names", STRING_LIST, names, "Names of the outputs.", .title = "output"),
    OUTPUT("mean", VECTOR, mean, "Mean of each output over all rows.", .rows = "names",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,
           .undefined = "inputs are missing in all rows"),
    OUTPUT("recordings", STRING_LIST, recordings, "Names of the recordings.", .title = "recording"),
    OUTPUT("rows", VECTOR, rows, "Number of rows of each recording.", .rows = "recordings",
           .show = LATIGRAPH_SHOW_HEADLINE),
    OUTPUT("files", STRING_LIST, files, "The files that were written.",
           .show = LATIGRAPH_SHOW_HEADLINE),
};

/* Responds to a recording, and appends the outputs. */
static igraph_error_t respond(const request_t *request, const igraph_t *network,
                              const latigraph_activity_t *inputs, result_t *result,
                              latigraph_remarks_t *remarks) {
    const char *name = latigraph_activity_name(inputs);
    igraph_matrix_t outputs;
    IGRAPH_MATRIX_INIT_FINALLY(&outputs, 0, 0);
    IGRAPH_CHECK(latigraph_functional_respond(network, inputs, &outputs, remarks));
    const igraph_integer_t rows = igraph_matrix_nrow(&outputs);
    if (request->folder != NULL) {
        IGRAPH_CHECK(
            latigraph_matrix_write_npy(&outputs, 0, rows, request->folder, name, &result->files));
    }
    IGRAPH_CHECK(igraph_strvector_push_back(&result->recordings, name));
    IGRAPH_CHECK(igraph_vector_push_back(&result->rows, (igraph_real_t)rows));
    if (igraph_matrix_nrow(&result->outputs) == 0) {
        IGRAPH_CHECK(igraph_matrix_update(&result->outputs, &outputs));
    } else {
        IGRAPH_CHECK(igraph_matrix_rbind(&result->outputs, &outputs));
    }
    igraph_matrix_destroy(&outputs);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Network that all recordings are given to, and the result that gets its outputs. */
typedef struct {
    const request_t *request;
    const igraph_t *network;
    result_t *result;
    latigraph_remarks_t *remarks;
} responses_t;

static igraph_error_t respond_recording(latigraph_activity_t *inputs, void *data) {
    const responses_t *responses = data;
    IGRAPH_FINALLY(latigraph_activity_destroy, inputs);
    IGRAPH_CHECK(respond(responses->request, responses->network, inputs, responses->result,
                         responses->remarks));
    latigraph_activity_destroy(inputs);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t respond_all(const request_t *request, const igraph_t *network,
                                  result_t *result, latigraph_remarks_t *remarks) {
    const recordings_t recordings = {"inputs", request->inputs, request->input_files,
                                     request->entry};
    responses_t responses = {request, network, result, remarks};
    return latigraph_recordings_each(&recordings, request->input_names, remarks, respond_recording,
                                     &responses);
}

/* Lists the outputs of a network, and their means over the rows that have one. */
static igraph_error_t summarise(const igraph_t *network, result_t *result) {
    latigraph_functional_network_t response;
    IGRAPH_CHECK(latigraph_functional_network_init(&response, network));
    IGRAPH_CHECK(igraph_strvector_append(&result->names, &response.output_names));
    latigraph_functional_network_destroy(&response);
    IGRAPH_FINALLY_CLEAN(1);
    for (igraph_integer_t c = 0; c < igraph_matrix_ncol(&result->outputs); c++) {
        double sum = 0, count = 0;
        for (igraph_integer_t t = 0; t < igraph_matrix_nrow(&result->outputs); t++) {
            const double value = MATRIX(result->outputs, t, c);
            sum += isnan(value) ? 0 : value;
            count += !isnan(value);
        }
        IGRAPH_CHECK(igraph_vector_push_back(&result->mean, count > 0 ? sum / count : NAN));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    igraph_t network;
    IGRAPH_CHECK(latigraph_circuit_to_graph(request->network, &network));
    IGRAPH_FINALLY(igraph_destroy, &network);
    IGRAPH_CHECK(respond_all(request, &network, result_data, remarks));
    IGRAPH_CHECK(summarise(&network, result_data));
    igraph_destroy(&network);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_functional_respond = {
    .name = "functional_respond",
    .summary = "Computes the outputs of a functional connectome for inputs.",
    .doc = "Output c is s ln(1 + exp(η / s)) with η = bias + the sum of weights times inputs and "
           "softness s, or max(0, η) without a softness. Inputs that never varied in training have "
           "no weight; a remark counts those that vary now. Time complexity: O(rows inputs "
           "outputs).",
    .example = "latigraph functional-respond fit/functional.graphml --inputs "
               "recordings/unseen/inputs --to predicted",
    .flags = LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
