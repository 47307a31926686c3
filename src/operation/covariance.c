/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation covariance: the covariance of activity from wiring, and the graph of its strongest
 * correlations. Options of the weights are those of a reservoir, so that both run the same network.
 * The mathematics is in src/function/covariance.c. */

#include "operation/names.h"
#include "operation/reservoir.h"

#include "circuit/circuit.h"
#include "figure/figure.h"

#include <latigraph/covariance.h>

#include <math.h>

typedef struct {
    const latigraph_circuit_t *circuit;
    latigraph_covariance_options_t options;
    igraph_real_t density;
} request_t;

typedef struct {
    latigraph_covariance_t activity;
    igraph_strvector_t names;
    igraph_vector_t sd;
    igraph_graph_list_t correlations;
} result_t;

#define PART LATIGRAPH_SHOW_PART
#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET

static const latigraph_argument_t arguments[] = {
    INPUT("circuit", GRAPH, circuit, "Connectome or circuit whose activity is computed.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTIONS_RESERVOIR_WEIGHTS(options.reservoir),
    OPTION_ACTIVITY_NOISE(options.noise),
    OPTION("linear", BOOLEAN, options.linear, "false",
           "Neurons with gain 1 instead of tanh, as if activity were small."),
    OPTION("density", REAL, density, "0.1",
           "Share of the pairs of neurons that are edges of the graph: those of the strongest "
           "correlations.",
           .min = 0, .max = 1),
    OPTION_SEED(options.reservoir.seed),

    OUTPUT("names", STRING_LIST, names, "Names of the neurons.", .title = "neuron"),
    OUTPUT("dimension", REAL, activity.dimension,
           "Participation ratio of the covariance, (tr Σ)² / tr Σ²: the number of independent "
           "patterns of activity.",
           .show = PART | HEAD, .unit = "dimensions"),
    OUTPUT("effective_radius", REAL, activity.radius, "Spectral radius of the weights, below 1.",
           .show = PART | HEAD),
    OUTPUT("connected", REAL, activity.connected,
           "Mean correlation of the pairs of neurons with an edge.", .show = PART | HEAD | QUIET,
           .title = "correlation, connected pairs", .undefined = "no pair has an edge"),
    OUTPUT("unconnected", REAL, activity.unconnected, "Mean correlation of all other pairs.",
           .show = PART | HEAD | QUIET, .title = "correlation, other pairs",
           .undefined = "all pairs have an edge"),
    OUTPUT("sd", VECTOR, sd, "Standard deviation of the activity of each neuron.", .rows = "names"),
    OUTPUT("gains", VECTOR, activity.gain,
           "Mean slope of tanh at the inputs of each neuron: 1 if they are small, below 1 if they "
           "saturate it.",
           .rows = "names", .show = PART),
    OUTPUT("pattern", VECTOR, activity.pattern,
           "The strongest pattern of activity: first eigenvector of the covariance.",
           .rows = "names", .show = PART),
    OUTPUT("eigenvalues", VECTOR, activity.eigenvalues,
           "Eigenvalues of the covariance in descending order.", .show = PART),
    OUTPUT("covariance", MATRIX, activity.covariance,
           "Covariance of the activity of all pairs of neurons.", .rows = "names",
           .columns = "names", .show = PART),
    OUTPUT("correlations", GRAPH_LIST, correlations,
           "The graph of the strongest correlations, one undirected graph with the data of all "
           "neurons. Edges have the attributes weight (without its sign) and sign.",
           .show = LATIGRAPH_SHOW_PLAIN),
};

static igraph_error_t init_result(void *result) {
    return latigraph_covariance_init(&((result_t *)result)->activity);
}

static void destroy_result(void *result) {
    latigraph_covariance_destroy(&((result_t *)result)->activity);
}

static igraph_error_t name_neurons(const latigraph_circuit_t *circuit, result_t *result) {
    const igraph_matrix_t *covariance = &result->activity.covariance;
    IGRAPH_CHECK(igraph_vector_resize(&result->sd, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&result->names, circuit->neuron[i]));
        VECTOR(result->sd)[i] = sqrt(MATRIX(*covariance, i, i));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_graph(const request_t *request, result_t *result) {
    igraph_t graph;
    IGRAPH_CHECK(latigraph_correlation_graph(request->circuit, &result->activity.covariance,
                                             request->density, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(igraph_graph_list_push_back(&result->correlations, &graph));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(latigraph_reservoir_options_settle(&request->options.reservoir));
    IGRAPH_CHECK(latigraph_covariance(request->circuit, &request->options, &result->activity));
    IGRAPH_CHECK(name_neurons(request->circuit, result));
    if (request->circuit->m == 0) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "no-edges", request->circuit->name,
                                          "%s has no edges: its activity is the noise alone.",
                                          request->circuit->name));
    }
    return add_graph(request, result);
}

static igraph_error_t figure(const void *request, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    (void)request;
    return figure_image_covariance(&((const result_t *)result_data)->activity, style, image);
}

const latigraph_operation_t latigraph_operation_covariance = {
    .name = "covariance",
    .summary = "Computes the covariance of a circuit's activity from its wiring.",
    .doc =
        "The circuit is the network x(t) = tanh(W x(t - 1)) + noise. Its covariance follows from "
        "the weights without simulation, with the mean gain of each neuron in the place of tanh. "
        "A spectral radius of 1 or more is refused: activity is then not around 0, and the "
        "covariance would be wrong. Time complexity: O(n³), and O(n m) for each of some tens of "
        "steps. Bussgang, MIT Res. Lab. Electron. Tech. Rep. 216 (1952); Smith, SIAM J. Appl. "
        "Math. 16:198 (1968).",
    .example = "latigraph covariance circuit.graphml --weights count -o correlations.graphml "
               "--figure covariance.svg",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
    .figure = figure,
};
