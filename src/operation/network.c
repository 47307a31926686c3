/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation network: networks of neurons from their activity. The estimators are in the module
 * activity; this file goes through the recordings, one per animal, and reads the choice of pairs,
 * "density=0.1" or "p=0.05". Results are graphs of igraph and not circuits, because a correlation
 * has no direction and a delay is an attribute that circuits do not have. */

#include "operation/names.h"
#include "operation/recordings.h"
#include "operation/rows.h"

#include "base/text.h"

#include <latigraph/activity.h>
#include <math.h>
#include <string.h>

typedef struct {
    const igraph_matrix_t *activity;
    const igraph_strvector_t *files, *neuron_names;
    const char *entry, *keep;
    int kind;
    igraph_integer_t lags, window, step, shifts, threads;
    igraph_real_t penalty;
    const latigraph_circuit_t *within, *like;
    igraph_uint_t seed;
} request_t;

typedef struct {
    igraph_graph_list_t networks;
    igraph_strvector_t names;
    igraph_vector_t nodes, edges, penalties;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    OPTION("activity", MATRIX, activity, NULL,
           "Activity of the neurons: one row per time, one column per neuron. NaN is a value that "
           "was not recorded.",
           .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_HIDDEN),
    OPTION("files", STRING_LIST, files, NULL,
           "Files with activity instead: tables of text (.csv, .tsv, packed or not), .npy or "
           ".safetensors, or folders of these. Each file is a recording of its own.",
           .show = LATIGRAPH_SHOW_POSITIONAL, .metavar = "ACTIVITY"),
    OPTION("kind", STRING, kind, "autoregression",
           "autoregression: ridge regression on the time before; lagged: strongest correlation at "
           "a delay; glm: Poisson regression of spike counts; correlation; partial: correlation "
           "given all other neurons; visibility, natural-visibility: graphs of each neuron's "
           "times.",
           .choices = "autoregression|lagged|glm|correlation|partial|visibility|"
                      "natural-visibility"),
    OPTION("keep", STRING, keep, NULL,
           "Pairs that become edges: density=D, the strongest ones up to this density; p=P, those "
           "beyond chance at this false discovery rate; all. If it is left out, density=0.1, and "
           "all with within.",
           .metavar = "density=D|p=P|all"),
    OPTION("within", GRAPH, within, NULL,
           "Connectome whose edges alone may have weight: each neuron is regressed on its "
           "presynaptic neurons. Columns with names belong to the neurons of these names, others "
           "to the neurons of the same number."),
    OPTION("like", GRAPH, like, NULL,
           "Graph whose neurons the columns belong to, as for within; the networks have its "
           "neurons with all their data, and edges between any of them."),
    OPTION("lags", INTEGER, lags, "1", "Greatest delay of kind lagged.", .min = 1,
           .max = LATIGRAPH_MOST_NEURONS, .unit = "times"),
    OPTION("penalty", REAL, penalty, NULL,
           "Ridge penalty of regressions, per time and for z-scored activity. If it is left out, "
           "it is chosen by predicting left-out stretches of time.",
           .min = 1e-12, .max = 1e12),
    OPTION("window", INTEGER, window, "0",
           "Number of times per network; 0 makes one network of all times.", .min = 0,
           .max = LATIGRAPH_MOST_NEURONS, .unit = "times"),
    OPTION("step", INTEGER, step, "0",
           "Times between the beginnings of windows; 0 takes the window, so that they do not "
           "overlap.",
           .min = 0, .max = LATIGRAPH_MOST_NEURONS, .unit = "times"),
    OPTION("shifts", INTEGER, shifts, "200",
           "Number of circular shifts that give the chance level of p.", .min = 20, .max = 100000),
    OPTION_NEURON_NAMES(neuron_names),
    OPTION_ENTRY(entry),
    OPTION_SEED(seed),
    OPTION_THREADS(threads),

    OUTPUT("networks", GRAPH_LIST, networks,
           "The networks, one per recording and window. Edges have the attributes weight (without "
           "its sign) and sign, and where they exist se (standard error), delay and p.",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PLAIN),
    OUTPUT("names", STRING_LIST, names, "Names of the networks."),
    OUTPUT("nodes", VECTOR, nodes, "Number of vertices of each network.", .rows = "names", HEAD),
    OUTPUT("edges", VECTOR, edges, "Number of edges of each network.", .rows = "names", HEAD),
    OUTPUT("penalties", VECTOR, penalties,
           "Ridge penalty of each network; the share of shrinkage for kind partial.",
           .rows = "names", .undefined = "the kind of network has no penalty",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET),
};

/* --- Options ---------------------------------------------------------------------------------- */

/* Reads "density=0.1", "p=0.05" or "all". */
static igraph_error_t set_keep(const char *keep, latigraph_network_options_t *options) {
    const char *value = strchr(keep, '=');
    char *end = NULL;
    const double number = value != NULL ? g_ascii_strtod(value + 1, &end) : NAN;
    const gboolean good = value != NULL && end != value + 1 && *end == '\0';
    if (strcmp(keep, "all") == 0) {
        options->keep = LATIGRAPH_KEEP_ALL;
    } else if (good && g_str_has_prefix(keep, "density=")) {
        options->keep = LATIGRAPH_KEEP_DENSITY;
        options->density = number;
    } else if (good && g_str_has_prefix(keep, "p=")) {
        options->keep = LATIGRAPH_KEEP_P;
        options->p = number;
    } else {
        IGRAPH_ERRORF("Argument \"keep\" is \"%.60s\", but must be density=D, p=P or all.",
                      IGRAPH_EINVAL, keep);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_options(const request_t *request, latigraph_remarks_t *remarks,
                                  latigraph_network_options_t *options) {
    latigraph_network_options_init(options);
    options->kind = (latigraph_network_kind_t)request->kind;
    options->lags = request->lags;
    options->penalty = request->penalty;
    options->window = request->window;
    options->step = request->step;
    options->shifts = request->shifts;
    options->seed = request->seed;
    options->threads = request->threads;
    options->remarks = remarks;
    if (request->within != NULL && request->like != NULL) {
        IGRAPH_ERROR("Arguments \"within\" and \"like\" exclude each other: a network within a "
                     "connectome has its neurons.",
                     IGRAPH_EINVAL);
    }
    if (request->within != NULL && request->keep != NULL && strcmp(request->keep, "all") != 0) {
        IGRAPH_ERROR("Within a connectome all edges are kept: leave out \"keep\".", IGRAPH_EINVAL);
    }
    return request->keep != NULL ? set_keep(request->keep, options) : IGRAPH_SUCCESS;
}

/* --- Recordings ------------------------------------------------------------------------------- */

/* Options of the networks of all recordings, and the result that gets them. */
typedef struct {
    const latigraph_network_options_t *options;
    result_t *result;
} estimation_t;

static igraph_error_t add_networks(const latigraph_activity_t *activity,
                                   const latigraph_network_options_t *options, result_t *result) {
    const igraph_integer_t first = igraph_graph_list_size(&result->networks);
    IGRAPH_CHECK(latigraph_network_from_activity(&result->networks, activity, options));
    for (igraph_integer_t k = first; k < igraph_graph_list_size(&result->networks); k++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(&result->networks, k);
        const igraph_bool_t attributes = igraph_has_attribute_table();
        const char *name =
            attributes ? igraph_cattribute_GAS(graph, "name") : latigraph_activity_name(activity);
        const igraph_bool_t penalised =
            attributes && igraph_cattribute_has_attr(graph, IGRAPH_ATTRIBUTE_GRAPH, "penalty");
        IGRAPH_CHECK(igraph_strvector_push_back(&result->names, name));
        IGRAPH_CHECK(igraph_vector_push_back(&result->nodes, (igraph_real_t)igraph_vcount(graph)));
        IGRAPH_CHECK(igraph_vector_push_back(&result->edges, (igraph_real_t)igraph_ecount(graph)));
        IGRAPH_CHECK(igraph_vector_push_back(
            &result->penalties, penalised ? igraph_cattribute_GAN(graph, "penalty") : IGRAPH_NAN));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_recording(latigraph_activity_t *activity, void *data) {
    const estimation_t *estimation = data;
    IGRAPH_FINALLY(latigraph_activity_destroy, activity);
    IGRAPH_CHECK(add_networks(activity, estimation->options, estimation->result));
    latigraph_activity_destroy(activity);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_all(const request_t *request, const latigraph_network_options_t *options,
                              result_t *result) {
    const recordings_t recordings = {"activity", request->activity, request->files, request->entry};
    estimation_t estimation = {options, result};
    return latigraph_recordings_each(&recordings, request->neuron_names, options->remarks,
                                     add_recording, &estimation);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    const latigraph_circuit_t *circuit = request->within != NULL ? request->within : request->like;
    latigraph_network_options_t options;
    igraph_t graph;
    IGRAPH_CHECK(set_options(request, remarks, &options));
    if (circuit == NULL) {
        return add_all(request, &options, result_data);
    }
    IGRAPH_CHECK(latigraph_circuit_to_graph(circuit, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    options.within = request->within != NULL ? &graph : NULL;
    options.like = request->within == NULL ? &graph : NULL;
    IGRAPH_CHECK(add_all(request, &options, result_data));
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_network = {
    .name = "network",
    .summary = "Estimates networks of neurons from their activity.",
    .doc =
        "Autoregression (the default) finds directed edges: each neuron is predicted from all "
        "neurons one time before, by ridge regression. A correlation is nearly blind to wiring, "
        "because neurons that receive the same input are correlated, too. Networks are graphs of "
        "igraph, so that properties, sample, fit and encode take them; undirected ones need "
        "undirected=mutual there. p values compare with circular shifts of the target at the "
        "false discovery rate of Benjamini and Hochberg. Time complexity: O(T N² + N³) for T "
        "times and N neurons; p values take shifts + 1 times O(T N²).",
    .example = "latigraph network recording.csv --keep p=0.05 -o network.graphml",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
