/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation write_weights: circuits as matrices of recurrent weights, for networks that start
 * from them, with costs and masks for their training. Files are named after the circuits. Two
 * circuits of one name are an error and not a numbered file, because nobody could say afterwards
 * which file belongs to which. The similarity of functions may come from a recording: it is the
 * correlation network of the operation "network", as a matrix. */

#include "operation/reservoir.h"

#include "base/output.h"
#include "base/text.h"

#include <latigraph/activity.h>
#include <latigraph/weights.h>
#include <string.h>

/* Weights of circuits as files. Without a format the path is the file or folder of one circuit;
 * with a format it is a folder that holds one file or folder per circuit. */

typedef struct {
    const latigraph_circuit_list_t *circuits;
    const char *path;
    int format;
    const char *activity;
    latigraph_reservoir_options_t options;
    latigraph_weights_options_t weights;
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
    OPTION(
        "initial", STRING, weights.initial, "wiring",
        "What the weights are made of: wiring (the edges), function (similarity of the functions "
        "of all pairs of neurons), or wiring+function (the product, on edges alone).",
        .choices = "wiring|function|wiring+function"),
    OPTION("activity", STRING, activity, NULL,
           "File with activity of the neurons, one row per time: its correlations are the "
           "similarity of functions. Columns belong to neurons as for the operation network.",
           .metavar = "FILE"),
    OPTION(
        "direction", STRING, weights.direction, NULL,
        "Column with the preferred direction of each neuron: the cosine of the difference is the "
        "similarity of functions.",
        .metavar = "COLUMN"),
    OPTION("period", REAL, weights.period, "360",
           "Size of a full turn in the unit of direction, such as 360, 6.2832 or, for "
           "orientations, 180.",
           .min = 1e-9, .max = 1e9),
    OPTION("selectivity", STRING, weights.selectivity, NULL,
           "Column with the selectivity of each neuron; the similarity is multiplied by the root "
           "of the product of both.",
           .metavar = "COLUMN"),
    OPTION("profile", STRING, weights.profile, NULL,
           "Numeric columns with commas between them: the cosine of their z-scores is the "
           "similarity of functions.",
           .metavar = "COLUMN,..."),
    OPTION("costs", BOOLEAN, weights.costs, "false",
           "Also write the matrices cost_distance (of the positions, mean 1) and "
           "cost_communicability (of the weights), for a penalty on long connections."),
    OPTION("masks", STRING, weights.masks, "none",
           "Also write masks between consecutive layers: of the communities of the circuit, or of "
           "a ring of equal groups. Random masks and masks rewired at their degrees are written "
           "beside them.",
           .choices = "none|communities|ring"),
    OPTION("layers", VECTOR, weights.layers, NULL, "Sizes of the layers, for masks.",
           .metavar = "SIZE:SIZE:..."),
    OPTION("groups", INTEGER, weights.groups, "8", "Number of groups of a ring.", .min = 2,
           .max = 32767),
    OPTION("mask_density", REAL, weights.density, NULL,
           "Share of the entries of each mask; all entries between connected groups if it is left "
           "out.",
           .min = 1e-9, .max = 1),
    OPTIONS_RESERVOIR(options),
    OUTPUT("files", STRING_LIST, files, "The files or folders that were written.",
           .show = LATIGRAPH_SHOW_HEADLINE),
};

/* --- Similarity of activity ------------------------------------------------------------------- */

/* Fills the matrix from a graph of signed correlations. */
static igraph_error_t fill_similarity(const igraph_t *graph, igraph_matrix_t *similarity) {
    IGRAPH_CHECK(igraph_matrix_resize(similarity, igraph_vcount(graph), igraph_vcount(graph)));
    igraph_matrix_null(similarity);
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const igraph_integer_t i = IGRAPH_FROM(graph, e), j = IGRAPH_TO(graph, e);
        MATRIX(*similarity, i, j) = MATRIX(*similarity, j, i) =
            igraph_cattribute_EAN(graph, "weight", e) * igraph_cattribute_EAN(graph, "sign", e);
    }
    return IGRAPH_SUCCESS;
}

/* Correlates a recording whose columns belong to the vertices of a graph. */
static igraph_error_t correlate(const request_t *request, const latigraph_activity_t *activity,
                                const igraph_t *like, igraph_matrix_t *similarity) {
    latigraph_network_options_t options;
    igraph_graph_list_t networks;
    latigraph_network_options_init(&options);
    options.kind = LATIGRAPH_NETWORK_CORRELATION;
    options.keep = LATIGRAPH_KEEP_ALL;
    options.like = like;
    options.threads = request->options.threads;
    options.remarks = request->weights.remarks;
    IGRAPH_CHECK(igraph_graph_list_init(&networks, 0));
    IGRAPH_FINALLY(igraph_graph_list_destroy, &networks);
    IGRAPH_CHECK(latigraph_network_from_activity(&networks, activity, &options));
    IGRAPH_CHECK(fill_similarity(igraph_graph_list_get_ptr(&networks, 0), similarity));
    igraph_graph_list_destroy(&networks);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_similarity(const request_t *request, const latigraph_circuit_t *circuit,
                                      igraph_matrix_t *similarity) {
    latigraph_activity_t *activity;
    igraph_t graph;
    if (!igraph_has_attribute_table()) {
        IGRAPH_ERROR("Correlations of activity are attributes of edges, which need an attribute "
                     "handler of igraph. Set igraph_cattribute_table first.",
                     IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(
        latigraph_activity_read(&activity, request->activity, NULL, request->weights.remarks));
    IGRAPH_FINALLY(latigraph_activity_destroy, activity);
    IGRAPH_CHECK(latigraph_circuit_to_graph(circuit, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(correlate(request, activity, &graph, similarity));
    igraph_destroy(&graph);
    latigraph_activity_destroy(activity);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Files ------------------------------------------------------------------------------------ */

static igraph_error_t write_one(const request_t *request, const latigraph_circuit_t *circuit,
                                const char *path, igraph_strvector_t *files) {
    latigraph_weights_options_t options = request->weights;
    igraph_matrix_t similarity;
    IGRAPH_MATRIX_INIT_FINALLY(&similarity, 0, 0);
    if (request->activity != NULL) {
        IGRAPH_CHECK(read_similarity(request, circuit, &similarity));
        options.similarity = &similarity;
    }
    IGRAPH_CHECK(latigraph_write_weights(circuit, &request->options, &options, path));
    igraph_matrix_destroy(&similarity);
    IGRAPH_FINALLY_CLEAN(1);
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
    if (latigraph_find_text(files, path, 0) >= 0) {
        IGRAPH_ERRORF("Two circuits have the name \"%s\", so that both would be written to "
                      "\"%s\". Rename one of them.",
                      IGRAPH_EINVAL, name != NULL ? name : "", path);
    }
    IGRAPH_CHECK(write_one(request, circuit, path, files));
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Data on functions that the weights do not use are a mistake. */
static igraph_error_t check_function(const request_t *request) {
    if (request->weights.initial == LATIGRAPH_INITIAL_WIRING &&
        (request->activity != NULL || request->weights.direction != NULL ||
         request->weights.profile != NULL)) {
        IGRAPH_ERROR("Weights by wiring do not use activity, directions or profiles. Set initial "
                     "to function or wiring+function.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    const igraph_integer_t count = latigraph_circuit_list_size(request->circuits);
    request->weights.remarks = remarks;
    IGRAPH_CHECK(latigraph_reservoir_options_settle(&request->options));
    IGRAPH_CHECK(check_function(request));
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
           "of that operation have no effect. The matrix weight_control is the negative control: "
           "the same wiring rewired at its degrees, or shuffled similarities of function. "
           "Communicability is exp(S^(-1/2) |W| S^(-1/2)) of the symmetrised weights (Crofts and "
           "Higham 2009). Time complexity: O(n³) per circuit.",
    .example = "latigraph write-weights circuits --to weights --as safetensors",
    .flags = LATIGRAPH_USES_RANDOMNESS,
    OPERATION_STRUCTS(arguments, run),
};
