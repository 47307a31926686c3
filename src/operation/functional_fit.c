/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation functional_fit: a network from inputs to outputs of recordings. Recordings are rows
 * of matrices with a number per row, or pairs of files in the same order. */

#include "operation/recordings.h"
#include "operation/rows.h"

#include "base/memory.h"
#include "figure/figure.h"

#include <math.h>

typedef struct {
    const igraph_matrix_t *inputs, *outputs, *unseen_inputs, *unseen_outputs;
    const igraph_vector_t *recording, *unseen_recording;
    const igraph_strvector_t *files, *output_files, *unseen_files, *unseen_output_files;
    const igraph_strvector_t *input_names, *output_names;
    const char *entry;
    const latigraph_circuit_t *within, *update;
    int signs, loss;
    igraph_bool_t equal;
    latigraph_functional_options_t options;
} request_t;

typedef struct {
    latigraph_functional_t fit;
    igraph_strvector_t curve_names;
} result_t;

#define PART LATIGRAPH_SHOW_PART
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define HIDDEN LATIGRAPH_SHOW_HIDDEN

static const latigraph_argument_t arguments[] = {
    OPTION("inputs", MATRIX, inputs, NULL,
           "Activity of the inputs: one row per time, one column per input. NaN is a value that "
           "was not recorded.",
           .show = LATIGRAPH_SHOW_POSITIONAL | HIDDEN),
    OPTION("outputs", MATRIX, outputs, NULL, "Activity of the outputs at the same times.",
           .show = HIDDEN, .option = "outputs-matrix"),
    OPTION("recording", VECTOR, recording, NULL,
           "Number of the recording (room, stimulus set) of each row; rows of a recording follow "
           "each other.",
           .show = HIDDEN),
    OPTION("unseen_inputs", MATRIX, unseen_inputs, NULL,
           "Inputs of recordings that are predicted and never fitted.", .show = HIDDEN),
    OPTION("unseen_outputs", MATRIX, unseen_outputs, NULL, "Outputs of these recordings.",
           .show = HIDDEN, .option = "unseen-outputs-matrix"),
    OPTION("unseen_recording", VECTOR, unseen_recording, NULL,
           "Number of the recording of each of their rows.", .show = HIDDEN),
    OPTION("files", STRING_LIST, files, NULL,
           "Files with the activity of the inputs, one per recording, or folders of these: tables "
           "of text, .npy or .safetensors.",
           .show = LATIGRAPH_SHOW_POSITIONAL, .metavar = "INPUTS"),
    OPTION("output_files", STRING_LIST, output_files, NULL,
           "Files with the outputs of the same recordings, in the same order.", .option = "outputs",
           .metavar = "OUTPUTS"),
    OPTION("unseen_files", STRING_LIST, unseen_files, NULL,
           "Files with inputs of recordings that are predicted and never fitted.",
           .option = "unseen", .metavar = "INPUTS"),
    OPTION("unseen_output_files", STRING_LIST, unseen_output_files, NULL,
           "Files with the outputs of these.", .option = "unseen-outputs", .metavar = "OUTPUTS"),
    OPTION("input_names", STRING_LIST, input_names, NULL, "Names of the inputs, one per column.",
           .metavar = "NAME"),
    OPTION("output_names", STRING_LIST, output_names, NULL, "Names of the outputs.",
           .metavar = "NAME"),
    OPTION("entry", STRING, entry, NULL, "Name of the tensor in safetensors files.",
           .metavar = "NAME"),
    OPTION("signs", STRING, signs, "positive",
           "Signs of weights: positive; free; dale, one sign per input, or those of the edges of "
           "within.",
           .choices = "positive|free|dale"),
    OPTION("loss", STRING, loss, "poisson", "Loss of counts and rates, or of other activity.",
           .choices = "poisson|squares"),
    OPTION("lags", INTEGER, options.lags, "0", "Rows back in time that are inputs, too.", .min = 0,
           .max = 1000),
    OPTION("penalty", REAL, options.penalty, NULL,
           "Absolute penalty on weights, times the number of rows. If it is left out, it is "
           "0.5.",
           .min = 0, .max = 1e9),
    OPTION("equal", BOOLEAN, equal, "false",
           "Penalise all weights equally. Otherwise large weights are penalised less; without a "
           "penalty, both ways are tried."),
    OPTION("ridge", REAL, options.ridge, "0.0001", "Squared penalty on weights.", .min = 1e-9,
           .max = 1e9),
    OPTION("softness", REAL, options.softness, "0.35",
           "Width of the threshold, as a share of the mean of an output.", .min = 1e-3, .max = 1e3),
    OPTION("folds", INTEGER, options.folds, "5",
           "Number of stretches of each recording that are left out in turn; 0 fits once, without "
           "scores of training recordings.",
           .min = 0, .max = 100),
    OPTION("hidden", INTEGER, options.hidden, "64",
           "Hidden units of the plain network for comparison; 0 leaves it out.", .min = 0,
           .max = 10000),
    OPTION("steps", INTEGER, options.steps, "3000", "Steps of training of that network.", .min = 1,
           .max = 100000000),
    OPTION("curve", BOOLEAN, options.curve, "false",
           "Fit an eighth, a quarter, half and all of four fifths of the rows, too."),
    OPTION("within", GRAPH, within, NULL,
           "Known wiring: only its edges from inputs to outputs may have weight. Its vertices have "
           "the names of inputs and outputs, or are all inputs and then all outputs."),
    OPTION("update", GRAPH, update, NULL,
           "Earlier fit, which weights start from and stay close to: an update needs few rows."),
    OPTION("attraction", REAL, options.attraction, NULL,
           "Squared penalty on changes of the earlier fit, times the number of rows. If it is left "
           "out, it is chosen by left-out stretches.",
           .min = 0, .max = 1e12),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("network", GRAPH_LIST, fit.network,
           "The functional connectome, a two-mode graph. Edges have weight (without its sign), "
           "sign and identifiable (1: known exactly, 0: not known); vertices have bias and "
           "softness (outputs), sd and lag (inputs).",
           .show = PART | LATIGRAPH_SHOW_PLAIN),
    OUTPUT("recordings", STRING_LIST, fit.recordings, "Names of the recordings.", .show = PART,
           .title = "recording"),
    OUTPUT("rows", VECTOR, fit.rows, "Number of rows of each recording.", .rows = "recordings",
           .show = PART | HEAD),
    OUTPUT("unseen", VECTOR, fit.unseen, "1: no fit has seen the recording.", .rows = "recordings",
           .show = PART | HEAD),
    OUTPUT("recording_r2", VECTOR, fit.recording_r2,
           "R² over all outputs, against their means in the recording: of left-out stretches in "
           "training recordings.",
           .rows = "recordings", .show = PART | HEAD | QUIET, .title = "R²",
           .undefined = "no output varies there, or there are no folds"),
    OUTPUT("recording_deviance", VECTOR, fit.recording_deviance,
           "Share of the Poisson deviance that is explained, as for R².", .rows = "recordings",
           .show = PART | HEAD | QUIET, .title = "deviance",
           .undefined = "no output varies there, or there are no folds"),
    OUTPUT("baseline_r2", VECTOR, fit.baseline_r2,
           "R² of the plain network: on the last fifth of training recordings.",
           .rows = "recordings", .show = PART | HEAD | QUIET, .title = "R² of plain network",
           .undefined = "no output varies there, or the network is left out"),
    OUTPUT("still", VECTOR, fit.still, "Number of inputs that vary there and never in training.",
           .rows = "recordings", .show = PART),
    OUTPUT("names", STRING_LIST, fit.outputs, "Names of the outputs.", .show = PART,
           .title = "output"),
    OUTPUT("r2", VECTOR, fit.r2, "R² on left-out stretches of training recordings.",
           .rows = "names", .show = PART | HEAD | QUIET, .title = "R²",
           .undefined = "the output does not vary, or there are no folds"),
    OUTPUT("deviance", VECTOR, fit.deviance, "Share of the deviance that is explained there.",
           .rows = "names", .show = PART | QUIET,
           .undefined = "the output does not vary, or there are no folds"),
    OUTPUT("unseen_r2", VECTOR, fit.unseen_r2, "R² on unseen recordings.", .rows = "names",
           .show = PART | HEAD | QUIET, .title = "R² unseen",
           .undefined = "there are no unseen recordings, or the output does not vary there"),
    OUTPUT("synapses", VECTOR, fit.synapses, "Number of weights that are not 0.", .rows = "names",
           .show = PART | HEAD),
    OUTPUT("used_penalty", REAL, fit.penalty, "Absolute penalty that was used.",
           .show = PART | HEAD, .title = "penalty"),
    OUTPUT("used_sparse", BOOLEAN, fit.sparse, "Whether large weights were penalised less.",
           .show = PART | HEAD, .title = "sparse"),
    OUTPUT("used_attraction", REAL, fit.attraction,
           "Penalty on changes of the earlier fit that was used.", .show = PART | HEAD | QUIET,
           .title = "attraction", .undefined = "there is no earlier fit"),
    OUTPUT("curve_names", STRING_LIST, curve_names, "Points of the curve.", .title = "rows used"),
    OUTPUT("curve_rows", VECTOR, fit.curve_rows, "Number of rows that were used.",
           .rows = "curve_names", .show = PART),
    OUTPUT("curve_r2", VECTOR, fit.curve_r2, "R² on the last fifth of training recordings.",
           .rows = "curve_names", .show = PART | HEAD | QUIET, .title = "R²",
           .undefined = "no output varies there"),
    OUTPUT("curve_unseen_r2", VECTOR, fit.curve_unseen_r2, "R² on unseen recordings.",
           .rows = "curve_names", .show = PART | HEAD | QUIET, .title = "R² unseen",
           .undefined = "there are no unseen recordings"),
};

static igraph_error_t init_result(void *result) {
    return latigraph_functional_init(&((result_t *)result)->fit);
}

static void destroy_result(void *result) {
    latigraph_functional_destroy(&((result_t *)result)->fit);
}

/* --- Recordings ------------------------------------------------------------------------------- */

/* Adds a recording of inputs and outputs: two files, or the matrices without paths. */
static igraph_error_t add_pair(const request_t *request, latigraph_functional_data_t *data,
                               const recordings_t both[2], const char *input, const char *output,
                               const igraph_vector_t *recording, igraph_bool_t unseen,
                               latigraph_remarks_t *remarks) {
    latigraph_activity_t *inputs, *outputs;
    IGRAPH_CHECK(
        latigraph_recordings_read(&both[0], input, request->input_names, remarks, &inputs));
    IGRAPH_FINALLY(latigraph_activity_destroy, inputs);
    IGRAPH_CHECK(
        latigraph_recordings_read(&both[1], output, request->output_names, remarks, &outputs));
    IGRAPH_FINALLY(latigraph_activity_destroy, outputs);
    IGRAPH_CHECK(latigraph_functional_data_add(data, inputs, outputs, recording, unseen));
    latigraph_activity_destroy(outputs);
    latigraph_activity_destroy(inputs);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_files(const request_t *request, latigraph_functional_data_t *data,
                                const recordings_t both[2], igraph_bool_t unseen,
                                latigraph_remarks_t *remarks) {
    igraph_strvector_t inputs, outputs;
    IGRAPH_CHECK(latigraph_recordings_list(&both[0], &inputs));
    IGRAPH_CHECK(latigraph_recordings_list(&both[1], &outputs));
    const igraph_integer_t count = igraph_strvector_size(&inputs);
    if (count != igraph_strvector_size(&outputs)) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " files of %s and %" IGRAPH_PRId
                      " of %s; give both in the same order.",
                      IGRAPH_EINVAL, count, both[0].what, igraph_strvector_size(&outputs),
                      both[1].what);
    }
    for (igraph_integer_t k = 0; k < count; k++) {
        IGRAPH_CHECK(add_pair(request, data, both, igraph_strvector_get(&inputs, k),
                              igraph_strvector_get(&outputs, k), NULL, unseen, remarks));
    }
    igraph_strvector_destroy(&outputs);
    igraph_strvector_destroy(&inputs);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Adds recordings that are given as two matrices or as two lists of files. */
static igraph_error_t add_recordings(const request_t *request, latigraph_functional_data_t *data,
                                     const recordings_t both[2], const igraph_vector_t *recording,
                                     igraph_bool_t unseen, latigraph_remarks_t *remarks) {
    const gboolean matrices = both[0].matrix != NULL && both[1].matrix != NULL;
    const gboolean files = both[0].files != NULL && both[1].files != NULL;
    const gboolean any =
        latigraph_recordings_given(&both[0]) || latigraph_recordings_given(&both[1]);
    if (unseen && !any) {
        return IGRAPH_SUCCESS;
    }
    if (matrices == files) {
        IGRAPH_ERRORF("The %s and the %s are needed, both as matrices or both as files.",
                      IGRAPH_EINVAL, both[0].what, both[1].what);
    }
    return matrices ? add_pair(request, data, both, NULL, NULL, recording, unseen, remarks)
                    : add_files(request, data, both, unseen, remarks);
}

static igraph_error_t add_all(const request_t *request, latigraph_functional_data_t *data,
                              latigraph_remarks_t *remarks) {
    const recordings_t trained[2] = {
        {"inputs", request->inputs, request->files, request->entry},
        {"outputs", request->outputs, request->output_files, request->entry}};
    const recordings_t unseen[2] = {
        {"unseen inputs", request->unseen_inputs, request->unseen_files, request->entry},
        {"unseen outputs", request->unseen_outputs, request->unseen_output_files, request->entry}};
    IGRAPH_CHECK(add_recordings(request, data, trained, request->recording, false, remarks));
    return add_recordings(request, data, unseen, request->unseen_recording, true, remarks);
}

/* --- The call --------------------------------------------------------------------------------- */

static igraph_error_t name_curve(result_t *result) {
    for (igraph_integer_t k = 0; k < igraph_vector_size(&result->fit.curve_rows); k++) {
        char name[32];
        g_snprintf(name, sizeof name, "%g", VECTOR(result->fit.curve_rows)[k]);
        IGRAPH_CHECK(igraph_strvector_push_back(&result->curve_names, name));
    }
    return IGRAPH_SUCCESS;
}

/* Fits with the known wiring and the earlier fit, which are graphs here. */
static igraph_error_t fit(const request_t *request, const latigraph_functional_options_t *options,
                          result_t *result, latigraph_remarks_t *remarks) {
    latigraph_functional_data_t *data;
    IGRAPH_CHECK(latigraph_functional_data_create(&data));
    IGRAPH_FINALLY(latigraph_functional_data_destroy, data);
    IGRAPH_CHECK(add_all(request, data, remarks));
    IGRAPH_CHECK(latigraph_functional_fit(data, options, &result->fit));
    latigraph_functional_data_destroy(data);
    IGRAPH_FINALLY_CLEAN(1);
    return name_curve(result);
}

/* Makes a graph of a circuit, or an empty one; it is on the FINALLY stack as one entry. */
static igraph_error_t graph_of(const latigraph_circuit_t *circuit, igraph_t *graph) {
    IGRAPH_CHECK(circuit != NULL ? latigraph_circuit_to_graph(circuit, graph)
                                 : igraph_empty(graph, 0, IGRAPH_DIRECTED));
    IGRAPH_FINALLY(igraph_destroy, graph);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    latigraph_functional_options_t options = request->options;
    igraph_t within, update;
    IGRAPH_CHECK(graph_of(request->within, &within));
    IGRAPH_CHECK(graph_of(request->update, &update));
    options.sparse = !request->equal;
    options.signs = (latigraph_functional_signs_t)request->signs;
    options.loss = (latigraph_functional_loss_t)request->loss;
    options.within = request->within != NULL ? &within : NULL;
    options.update = request->update != NULL ? &update : NULL;
    options.remarks = remarks;
    IGRAPH_CHECK(fit(request, &options, result_data, remarks));
    igraph_destroy(&update);
    igraph_destroy(&within);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t figure(const void *request, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const latigraph_functional_t *fit_of = &((const result_t *)result_data)->fit;
    const figure_functional_t picture = {.recordings = &fit_of->recordings,
                                         .unseen = &fit_of->unseen,
                                         .r2 = &fit_of->recording_r2,
                                         .baseline = &fit_of->baseline_r2,
                                         .curve_rows = &fit_of->curve_rows,
                                         .curve_r2 = &fit_of->curve_r2,
                                         .curve_unseen = &fit_of->curve_unseen_r2};
    (void)request;
    return figure_image_functional(&picture, style, image);
}

const latigraph_operation_t latigraph_operation_functional_fit = {
    .name = "functional_fit",
    .summary = "Fits a functional connectome, a network from inputs to outputs of recordings.",
    .doc = "Each output is a thresholded sum of inputs, fitted by Poisson regression with signed "
           "weights. Scores are of stretches and recordings that no fit has seen. A high R² in "
           "training rooms says nothing about new rooms. Predictions there need the form of the "
           "circuit, and training recordings in which all inputs vary. Time complexity: O(rows "
           "inputs) per step and output, for folds times candidates fits of "
           "about ten steps.",
    .example = "latigraph functional-fit recordings/trained/inputs --outputs "
               "recordings/trained/counts -o fit",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
    .figure = figure,
};
