/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation activity_states: networks of neurons that switch between states, from counts of
 * spikes. The model is in the module activity; this file collects the trials. All recordings that
 * are given are trials of the same neurons, unlike in the operation network, where each is an
 * animal.
 */

#include "operation/recordings.h"
#include "operation/rows.h"

#include "figure/figure.h"

#include <latigraph/states.h>

typedef struct {
    const igraph_matrix_t *activity;
    const igraph_strvector_t *files, *neuron_names;
    const char *entry;
    const latigraph_circuit_t *like, *prior;
    latigraph_states_options_t options;
} request_t;

typedef struct {
    latigraph_states_t states;
    igraph_strvector_t state_names;
    igraph_vector_t tried;
    igraph_integer_t count;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE
#define PART .show = LATIGRAPH_SHOW_PART
#define HEAD_PART .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PART

static const latigraph_argument_t arguments[] = {
    OPTION("activity", MATRIX, activity, NULL,
           "Counts of spikes: one row per time, one column per neuron. NaN is a count that was not "
           "recorded.",
           .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_HIDDEN),
    OPTION("files", STRING_LIST, files, NULL,
           "Files with counts instead: tables of text (.csv, .tsv, packed or not), .npy or "
           ".safetensors, or folders of these. Each file is a trial of the same neurons.",
           .show = LATIGRAPH_SHOW_POSITIONAL, .metavar = "ACTIVITY"),
    OPTION("states", INTEGER, options.states, "0",
           "Number of states; 0 finds it by the likelihood of times that are held out.", .min = 0,
           .max = LATIGRAPH_STATES_MAX),
    OPTION("most", INTEGER, options.most, "6", "Most states that are tried.", .min = 1,
           .max = LATIGRAPH_STATES_MAX),
    OPTION("onehot", BOOLEAN, options.onehot, "false",
           "Let each pair of neurons be inhibitory, not connected or excitatory in all states, and "
           "shrink the weights by the probabilities of these classes."),
    OPTION("prior", GRAPH, prior, NULL,
           "Connectome whose pairs without an edge are probably not connected; with onehot. "
           "Columns with names belong to the neurons of these names, others to those of the same "
           "number."),
    OPTION("absent", REAL, options.absent, "0.95",
           "Probability that a pair without an edge in prior is not connected.", .min = 0,
           .max = 1),
    OPTION("like", GRAPH, like, NULL,
           "Graph whose neurons the columns belong to; the networks have its neurons with all "
           "their data. It is prior if it is left out."),
    OPTION("density", REAL, options.density, NULL,
           "Share of the pairs that become edges, the strongest in the shared network. If it is "
           "left out, all do, and with onehot those that are probably connected.",
           .min = 0, .max = 1),
    OPTION("kernel", INTEGER, options.kernel, "5", "Times that a spike has an effect.", .min = 1,
           .max = 10000, .unit = "times"),
    OPTION("decay", REAL, options.decay, "2", "Time constant of that effect.", .min = 1e-3,
           .max = 1e6, .unit = "times"),
    OPTION("spread", REAL, options.spread, NULL,
           "SD of the weights of the states around the shared ones; estimated if it is left out.",
           .min = 1e-6, .max = 999),
    OPTION("stay", REAL, options.stay, "0.98",
           "Probability to stay in a state, at the start of a fit.", .min = 0, .max = 1),
    OPTION("held_out", REAL, options.held_out, "0.25",
           "Share of the times that is held out to find the number of states.", .min = 0, .max = 1),
    OPTION("starts", INTEGER, options.starts, "3", "Starts of a fit, of which the best goes on.",
           .min = 1, .max = 1000),
    OPTION("iterations", INTEGER, options.iterations, "200", "Most iterations of a fit.", .min = 1,
           .max = 100000),
    OPTION_NEURON_NAMES(neuron_names),
    OPTION_ENTRY(entry),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("count", INTEGER, count, "Number of states.", HEAD),
    OUTPUT("networks", GRAPH_LIST, states.networks,
           "The networks of the states, then the shared one. Edges have the attributes weight "
           "(without its sign), sign and se (standard error, in states); vertices have rate and "
           "self_weight.",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_PLAIN | LATIGRAPH_SHOW_PART),
    OUTPUT("names", STRING_LIST, states.names, "Names of the networks.", PART),
    OUTPUT("state_names", STRING_LIST, state_names, "Names of the states.", .title = "state"),
    OUTPUT("occupancy", VECTOR, states.occupancy, "Share of the times in each state.",
           .rows = "state_names", HEAD_PART),
    OUTPUT("radius", VECTOR, states.radius,
           "Growth of activity per step in each state, at its mean rates; above 1 it explodes.",
           .rows = "state_names", .undefined = "eigenvalues do not converge", HEAD_PART),
    OUTPUT("transitions", MATRIX, states.transition,
           "Probability to go from the state of the row to that of the column in one time.",
           .rows = "state_names", .columns = "state_names", PART),
    OUTPUT("posterior", MATRIX, states.posterior,
           "Probability of each state at each time, trial after trial.", .columns = "state_names",
           PART),
    OUTPUT("bits", REAL, states.bits,
           "Bits per spike that the states gain over constant rates, at times that are held out.",
           .unit = "bits", .undefined = "no spike is held out", HEAD_PART),
    OUTPUT("bits_one", REAL, states.bits_one, "The same for a single network.", .unit = "bits",
           .undefined = "no spike is held out", HEAD_PART),
    OUTPUT("tried", VECTOR, tried, "Numbers of states that were compared."),
    OUTPUT("curve", VECTOR, states.curve, "Bits per held-out spike of 1, 2, ... states.",
           .unit = "bits", .undefined = "these numbers of states were not tried",
           .show = LATIGRAPH_SHOW_PART | LATIGRAPH_SHOW_QUIET),
    OUTPUT("trace", VECTOR, states.trace,
           "Log-likelihood with the logarithms of the priors, after each iteration of the last "
           "fit.",
           .unit = "nats", PART),
    OUTPUT("connected", MATRIX, states.connected,
           "With onehot, probability that the neuron of the row projects to that of the column.",
           PART),
};

/* --- Run -------------------------------------------------------------------------------------- */

static igraph_error_t find_states(const request_t *request, result_t *result) {
    const recordings_t recordings = {"activity", request->activity, request->files, request->entry};
    igraph_vector_ptr_t trials;
    IGRAPH_CHECK(latigraph_recordings_init(&trials));
    IGRAPH_CHECK(latigraph_recordings_add(&recordings, request->neuron_names,
                                          request->options.remarks, &trials));
    IGRAPH_CHECK(latigraph_activity_states(&result->states,
                                           (const latigraph_activity_t *const *)VECTOR(trials),
                                           igraph_vector_ptr_size(&trials), &request->options));
    latigraph_pointers_destroy(&trials);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Names the states, and numbers the tried ones. */
static igraph_error_t label(result_t *result) {
    const latigraph_states_t *states = &result->states;
    result->count = igraph_vector_size(&states->occupancy);
    for (igraph_integer_t s = 0; s < result->count; s++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&result->state_names,
                                                igraph_strvector_get(&states->names, s)));
    }
    for (igraph_integer_t k = 1; k <= igraph_vector_size(&states->curve); k++) {
        IGRAPH_CHECK(igraph_vector_push_back(&result->tried, (igraph_real_t)k));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t to_graph(const latigraph_circuit_t *circuit, igraph_t *graph,
                               const igraph_t **option) {
    if (circuit == NULL) {
        IGRAPH_CHECK(igraph_empty(graph, 0, true));
    } else {
        IGRAPH_CHECK(latigraph_circuit_to_graph(circuit, graph));
        *option = graph;
    }
    IGRAPH_FINALLY(igraph_destroy, graph);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    igraph_t like, prior;
    request->options.remarks = remarks;
    IGRAPH_CHECK(to_graph(request->like, &like, &request->options.like));
    IGRAPH_CHECK(to_graph(request->prior, &prior, &request->options.prior));
    IGRAPH_CHECK(find_states(request, result_data));
    igraph_destroy(&prior);
    igraph_destroy(&like);
    IGRAPH_FINALLY_CLEAN(2);
    return label(result_data);
}

static igraph_error_t init_result(void *data) {
    result_t *result = data;
    return latigraph_states_init(&result->states);
}

static void destroy_result(void *data) {
    result_t *result = data;
    latigraph_states_destroy(&result->states);
}

static igraph_error_t figure(const void *request, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const result_t *result = result_data;
    const figure_states_t states = {.posterior = &result->states.posterior,
                                    .occupancy = &result->states.occupancy,
                                    .curve = &result->states.curve};
    (void)request;
    return figure_image_states(&states, style, image);
}

const latigraph_operation_t latigraph_operation_activity_states = {
    .name = "activity_states",
    .summary = "Finds networks of neurons that switch between states, from counts of spikes.",
    .doc = "The count of a neuron is Poisson of mean ln(1 + exp(b + h W)), where h are the last "
           "counts of all neurons, and b and W belong to the state. States follow a Markov chain. "
           "The weights of all states are normal around a shared network. The number of states is "
           "the one with the most likely held-out times; then all times are fitted (Li, Li, Chen, "
           "Wu, ICLR 2024). Time complexity: O(T N² S) per iteration for T times, N neurons and S "
           "states.",
    .example = "latigraph activity-states spikes.csv --onehot -o networks --figure states.svg",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
    .figure = figure,
};
