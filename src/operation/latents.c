/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation latents: latent variables out of weights.
 *
 * Weights come as matrices, as files (one with input weights, a second one with output weights), or
 * as a connectome. Encoders of other programs have their neurons in columns, so that a matrix can
 * be transposed. The work is done in src/manifold. For a connectome the result also says which node
 * data the coordinates predict. */

#include "operation/names.h"
#include "operation/rows.h"

#include "base/text.h"
#include "circuit/circuit.h"
#include "figure/figure.h"

#include <latigraph/activity.h>
#include <latigraph/manifold.h>

typedef struct {
    const igraph_matrix_t *weights, *out_weights;
    const igraph_strvector_t *files, *neuron_names;
    const latigraph_circuit_t *graph;
    const char *entry, *out_entry;
    int transpose;
    latigraph_latents_options_t options;
} request_t;

typedef struct {
    latigraph_latents_t latents;
    igraph_strvector_t names, axes, attributes;
    igraph_vector_t r2, r2_degrees;
} result_t;

enum { NONE, IN, OUT, BOTH }; /* choices of transpose */

#define PART LATIGRAPH_SHOW_PART
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define NO_PROFILES "the graph itself is used, which has no profiles, or it was not asked for"
#define NO_STRESS "coordinates are eigenvectors, or there is no control"
#define NO_LOOPS "the number is not clear, or loops were not counted"

static const latigraph_argument_t arguments[] = {
    OPTION("weights", MATRIX, weights, NULL, "Input weights: one row per neuron.",
           .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_HIDDEN),
    OPTION("out_weights", MATRIX, out_weights, NULL,
           "Output weights: one row per neuron, in the order of weights.",
           .show = LATIGRAPH_SHOW_HIDDEN),
    OPTION("files", STRING_LIST, files, NULL,
           "Files with weights instead: tables of text (.csv, .tsv, packed or not), .npy or "
           ".safetensors. The first holds input weights, a second one output weights.",
           .show = LATIGRAPH_SHOW_POSITIONAL, .metavar = "WEIGHTS"),
    OPTION("graph", GRAPH, graph, NULL, "Connectome instead of matrices."),
    OPTION("entry", STRING, entry, NULL,
           "Name of the tensor with input weights in a safetensors file; the only one with two "
           "dimensions is taken if it is left out.",
           .metavar = "NAME"),
    OPTION("out_entry", STRING, out_entry, NULL,
           "Name of the tensor with output weights, in the second file or in the only one.",
           .metavar = "NAME"),
    OPTION("transpose", STRING, transpose, "none",
           "Matrices whose columns are the neurons. The encoder of an auto-encoder in PyTorch has "
           "them in columns, the decoder in rows: in.",
           .choices = "none|in|out|both"),
    OPTION("neuron_names", STRING_LIST, neuron_names, NULL, "Names of the neurons, one per row.",
           .metavar = "NAME"),
    OPTION("profile", STRING, options.profile, "auto",
           "Weights that describe a neuron. graph: none, the edges of the connectome say who is "
           "near, which sparse connectomes need. auto: both for matrices, graph for a connectome.",
           .choices = "auto|in|out|both|graph"),
    OPTION("metric", STRING, options.metric, "cosine",
           "Distance of profiles: of their patterns alone, or of the weights as they are.",
           .choices = "cosine|euclidean"),
    OPTION("method", STRING, options.method, "auto",
           "isomap: scaling of shortest-path distances. laplacian: eigenvectors of the normalised "
           "adjacency matrix. auto: isomap for profiles, laplacian for the profile graph.",
           .choices = "auto|isomap|laplacian"),
    OPTION("neighbours", INTEGER, options.neighbours, "10",
           "Number of nearest neighbours that each neuron is joined with.", .min = 2, .max = 1000,
           .letter = 'k'),
    OPTION("dimensions", INTEGER, options.dimensions, "0",
           "Number of coordinates; 0 takes the least number with a stress below 0.05, or 8 for "
           "laplacian.",
           .min = 0, .max = 16),
    OPTION("distances", BOOLEAN, options.geodesic, "false",
           "Give the distances of all pairs of neurons, too: the output geodesic."),
    OPTION("count_loops", BOOLEAN, options.loops, "true",
           "Count long loops, compared with 20 random graphs without loops."),
    OPTION("shuffled", BOOLEAN, options.shuffled, "true",
           "Repeat the search with shuffled weights, or with a rewired connectome."),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("names", STRING_LIST, names, "Names of the neurons.", .title = "neuron"),
    OUTPUT("axes", STRING_LIST, axes, "Names of the coordinates."),
    OUTPUT("coordinates", MATRIX, latents.coordinates, "Coordinates of the neurons.",
           .rows = "names", .columns = "axes", .show = PART | QUIET,
           .undefined = "the neuron has no weights, or is not in the largest part"),
    OUTPUT("geodesic", MATRIX, latents.geodesic,
           "Distances of the neurons along the graph of neighbours, if they were asked for; "
           "otherwise the matrix is empty.",
           .show = PART | QUIET, .undefined = "a neuron was left out"),
    OUTPUT("used", INTEGER, latents.used, "Number of neurons with coordinates.",
           .show = PART | HEAD),
    OUTPUT("dimension", REAL, latents.dimension,
           "Intrinsic dimension, from the ratio of the distances of the fourth and the first "
           "neighbour.",
           .show = PART | HEAD | QUIET, .undefined = NO_PROFILES),
    OUTPUT("dimension_low", REAL, latents.dimension_low,
           "Lower end of its interval (95 %, bootstrap over neurons).", .show = PART | HEAD | QUIET,
           .undefined = NO_PROFILES),
    OUTPUT("dimension_high", REAL, latents.dimension_high, "Upper end of its interval.",
           .show = PART | HEAD | QUIET, .undefined = NO_PROFILES),
    OUTPUT("two_nn", REAL, latents.two_nn,
           "The same from the second and the first neighbour (TwoNN).", .show = PART | HEAD | QUIET,
           .title = "TwoNN", .undefined = NO_PROFILES),
    OUTPUT(
        "needed", INTEGER, latents.needed,
        "Least number of flat coordinates with a stress below 0.05; 0: more than 8, or no stress.",
        .show = PART | HEAD),
    OUTPUT("trust", REAL, latents.trust,
           "Share of the nearest neighbours that are nearest by coordinates, too.",
           .show = PART | HEAD | QUIET, .undefined = NO_PROFILES),
    OUTPUT("links", INTEGER, latents.links,
           "Number of edges that join parts of the graph of neighbours.", .show = PART),
    OUTPUT("loops", REAL, latents.loops,
           "Number of long loops: a ring has one, a torus two, a sheet and a sphere none.",
           .show = PART | HEAD | QUIET, .undefined = NO_LOOPS),
    OUTPUT("loops_least", REAL, latents.loops_least, "Least number of loops.", .show = PART | QUIET,
           .undefined = NO_LOOPS),
    OUTPUT("loops_most", REAL, latents.loops_most, "Greatest number of loops.",
           .show = PART | QUIET, .undefined = NO_LOOPS),
    OUTPUT("loop_shares", VECTOR, latents.loop_shares,
           "Range of scales at which each loop is open, over the median distance, or above 350 "
           "neurons over their mean distance from the nearest landmark, the largest first; short "
           "loops are accidents.",
           .show = PART),
    OUTPUT("loop_lengths", VECTOR, latents.loop_lengths,
           "Length of each loop in steps between neighbours.", .show = PART),
    OUTPUT("loop_limit", REAL, latents.loop_limit,
           "Share that one in ten of 20 random graphs without loops exceeds.",
           .show = PART | HEAD | QUIET, .undefined = NO_LOOPS),
    OUTPUT("stress", VECTOR, latents.stress,
           "1 - r² of the distances and those of the first 1, 2, ... 8 coordinates.",
           .rows = "1|2|3|4|5|6|7|8", .show = PART | HEAD | QUIET, .undefined = NO_STRESS),
    OUTPUT("eigenvalues", VECTOR, latents.eigenvalues,
           "Eigenvalue of each coordinate of laplacian; empty for isomap.", .show = PART),
    OUTPUT("shuffled_dimension", REAL, latents.shuffled.dimension,
           "Intrinsic dimension of shuffled weights.", .show = PART | HEAD | QUIET,
           .undefined = NO_PROFILES),
    OUTPUT("shuffled_trust", REAL, latents.shuffled.trust, "Trust of shuffled weights.",
           .show = PART | HEAD | QUIET, .undefined = NO_PROFILES),
    OUTPUT("shuffled_rho", REAL, latents.shuffled.rho,
           "Spearman's correlation of the distances of shuffled and of true weights.",
           .show = PART | HEAD | QUIET, .undefined = "there is no control"),
    OUTPUT("shuffled_stress", VECTOR, latents.shuffled.stress, "Stress of shuffled weights.",
           .rows = "1|2|3|4|5|6|7|8", .show = PART | HEAD | QUIET, .undefined = NO_STRESS),
    OUTPUT("shuffled_eigenvalues", VECTOR, latents.shuffled.eigenvalues,
           "Eigenvalues of the rewired connectome or of shuffled weights.", .show = PART),
    OUTPUT("attributes", STRING_LIST, attributes,
           "Numeric node data of the connectome, positions by axis.", .title = "node data"),
    OUTPUT("r2", VECTOR, r2,
           "R² of the node data from the coordinates, for neurons that the regression did not see.",
           .rows = "attributes", .show = HEAD | QUIET, .title = "R² of coordinates",
           .undefined = "too few neurons have it, or it does not vary"),
    OUTPUT("r2_degrees", VECTOR, r2_degrees, "The same from the degrees of the neurons alone.",
           .rows = "attributes", .show = HEAD | QUIET, .title = "R² of degrees",
           .undefined = "too few neurons have it, or it does not vary"),
    OUTPUT("neighbours_graph", GRAPH_LIST, latents.neighbours,
           "The graph of neighbours, one undirected graph: the edge attribute weight is the "
           "distance, the vertex attributes latent_1, latent_2, ... are the coordinates.",
           .show = PART | LATIGRAPH_SHOW_PLAIN),
};

static igraph_error_t init_result(void *result) {
    return latigraph_latents_init(&((result_t *)result)->latents);
}

static void destroy_result(void *result) {
    latigraph_latents_destroy(&((result_t *)result)->latents);
}

/* --- Matrices --------------------------------------------------------------------------------- */

/* Reads a matrix of weights from a file. */
static igraph_error_t read_weights(igraph_matrix_t *matrix, const char *path, const char *entry,
                                   latigraph_remarks_t *remarks) {
    latigraph_activity_t *file;
    IGRAPH_CHECK(latigraph_activity_read(&file, path, entry, remarks));
    IGRAPH_FINALLY(latigraph_activity_destroy, file);
    IGRAPH_CHECK(latigraph_activity_matrix(file, matrix));
    latigraph_activity_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Transposes a copy of the matrices where that is asked for, and searches. */
static igraph_error_t use_matrices(const request_t *request, igraph_matrix_t *in,
                                   igraph_matrix_t *out, result_t *result) {
    if (in != NULL && (request->transpose == IN || request->transpose == BOTH)) {
        IGRAPH_CHECK(igraph_matrix_transpose(in));
    }
    if (out != NULL && (request->transpose == OUT || request->transpose == BOTH)) {
        IGRAPH_CHECK(igraph_matrix_transpose(out));
    }
    if (in != NULL && out != NULL && igraph_matrix_nrow(in) != igraph_matrix_nrow(out) &&
        igraph_matrix_ncol(in) == igraph_matrix_nrow(out)) {
        IGRAPH_ERRORF("The input weights have %" IGRAPH_PRId " rows and %" IGRAPH_PRId
                      " columns, but the output weights have %" IGRAPH_PRId
                      " rows: the neurons are in columns of the input weights. Transpose them "
                      "(transpose = \"in\").",
                      IGRAPH_EINVAL, igraph_matrix_nrow(in), igraph_matrix_ncol(in),
                      igraph_matrix_nrow(out));
    }
    return latigraph_latents_matrix(in, out, &request->options, &result->latents);
}

static igraph_error_t use_given(const request_t *request, result_t *result) {
    igraph_matrix_t in, out;
    IGRAPH_MATRIX_INIT_FINALLY(&in, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&out, 0, 0);
    if (request->weights != NULL) {
        IGRAPH_CHECK(igraph_matrix_update(&in, request->weights));
    }
    if (request->out_weights != NULL) {
        IGRAPH_CHECK(igraph_matrix_update(&out, request->out_weights));
    }
    IGRAPH_CHECK(use_matrices(request, request->weights != NULL ? &in : NULL,
                              request->out_weights != NULL ? &out : NULL, result));
    igraph_matrix_destroy(&out);
    igraph_matrix_destroy(&in);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t use_files(const request_t *request, result_t *result) {
    igraph_matrix_t in, out;
    const igraph_integer_t count = igraph_strvector_size(request->files);
    const gboolean two = count == 2 || request->out_entry != NULL;
    if (count > 2) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " files of weights, but one neuron has input and "
                      "output weights: give one or two.",
                      IGRAPH_EINVAL, count);
    }
    IGRAPH_MATRIX_INIT_FINALLY(&in, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&out, 0, 0);
    IGRAPH_CHECK(read_weights(&in, igraph_strvector_get(request->files, 0), request->entry,
                              request->options.remarks));
    if (two) {
        IGRAPH_CHECK(read_weights(&out, igraph_strvector_get(request->files, count - 1),
                                  request->out_entry, request->options.remarks));
    }
    IGRAPH_CHECK(use_matrices(request, &in, two ? &out : NULL, result));
    igraph_matrix_destroy(&out);
    igraph_matrix_destroy(&in);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Names ------------------------------------------------------------------------------------ */

/* Names neurons by the connectome, by the caller's list, or by their numbers. */
static igraph_error_t name_neurons(const request_t *request, result_t *result) {
    const igraph_integer_t n = igraph_matrix_nrow(&result->latents.coordinates);
    if (request->neuron_names != NULL && igraph_strvector_size(request->neuron_names) != n) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " names for %" IGRAPH_PRId " neurons.",
                      IGRAPH_EINVAL, igraph_strvector_size(request->neuron_names), n);
    }
    for (igraph_integer_t i = 0; i < n; i++) {
        char number[32];
        g_snprintf(number, sizeof number, "%" IGRAPH_PRId, i + 1);
        const char *name = request->neuron_names != NULL
                               ? igraph_strvector_get(request->neuron_names, i)
                           : request->graph != NULL ? request->graph->neuron[i]
                                                    : number;
        IGRAPH_CHECK(igraph_strvector_push_back(&result->names, name));
    }
    for (igraph_integer_t d = 0; d < igraph_matrix_ncol(&result->latents.coordinates); d++) {
        char axis[32];
        g_snprintf(axis, sizeof axis, "latent_%d", (int)d + 1);
        IGRAPH_CHECK(igraph_strvector_push_back(&result->axes, axis));
    }
    igraph_t *graph = igraph_graph_list_get_ptr(&result->latents.neighbours, 0);
    return igraph_has_attribute_table() ? igraph_cattribute_VAS_setv(graph, "name", &result->names)
                                        : IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    const int given = (request->weights != NULL || request->out_weights != NULL) +
                      (request->files != NULL) + (request->graph != NULL);
    request->options.remarks = remarks;
    if (given != 1) {
        IGRAPH_ERROR("Weights are needed either as matrices, as files, or as a graph.",
                     IGRAPH_EINVAL);
    }
    if (request->graph != NULL) {
        IGRAPH_CHECK(
            latigraph_latents_circuit(request->graph, &request->options, &result->latents));
        IGRAPH_CHECK(latigraph_latents_readout(request->graph, &result->latents.coordinates,
                                               request->options.seed, &result->attributes,
                                               &result->r2, &result->r2_degrees));
    } else if (request->files != NULL) {
        IGRAPH_CHECK(use_files(request, result));
    } else {
        IGRAPH_CHECK(use_given(request, result));
    }
    return name_neurons(request, result);
}

static igraph_error_t figure(const void *request, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    (void)request;
    return figure_image_latents(&((const result_t *)result_data)->latents, style, image);
}

const latigraph_operation_t latigraph_operation_latents = {
    .name = "latents",
    .summary = "Finds latent variables of neurons in their weights.",
    .doc =
        "Neurons with similar weights represent similar values of the same variables. Distances "
        "along nearest neighbours (Isomap) give coordinates, the intrinsic dimension with an "
        "interval, and loops. Sparse connectomes need the spectral form, which is the default for "
        "a graph. Shuffled weights are the control. Sources: Farrell et al. (2021); Tenenbaum, de "
        "Silva and Langford (2000). Time complexity: O(N² H + N² k log N) for N neurons with H "
        "weights and k neighbours.",
    .example = "latigraph latents decoder.npy -o neighbours.graphml --figure latents.svg",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
    .figure = figure,
};
