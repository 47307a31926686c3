/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation overlap: how many neurons two sets of circuits share. It says whether a test set
 * is one of unseen neurons, which evaluations rest on. */

#include "operation/names.h"
#include "operation/rows.h"

typedef struct {
    const latigraph_circuit_list_t *first, *second;
} request_t;

typedef struct {
    latigraph_overlap_t overlap;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("first", first, "Circuits."),
    INPUT("second", GRAPH_LIST, second, "Circuits to compare their neurons with."),
    OUTPUT("neurons_first", INTEGER, overlap.neurons_first, "Distinct neurons of the first list.",
           HEAD),
    OUTPUT("neurons_second", INTEGER, overlap.neurons_second,
           "Distinct neurons of the second list.", HEAD),
    OUTPUT("shared", INTEGER, overlap.shared, "Neurons that are in both.", HEAD),
    OUTPUT("coinciding", INTEGER, overlap.coinciding,
           "Names of neurons in both, where no file states its connectome."),
    OUTPUT("circuits_second", INTEGER, overlap.circuits_second,
           "Circuits of the second list with a shared neuron.", HEAD),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(latigraph_circuit_list_overlap(request->first, request->second, &result->overlap));
    return latigraph_remark_coinciding(result->overlap.coinciding, remarks);
}

const latigraph_operation_t latigraph_operation_overlap = {
    .name = "overlap",
    .summary = "Counts the neurons that two lists of circuits have in common.",
    .doc = "A neuron is known by the names of its connectome and of itself. A graph without names "
           "shares neurons with equal graphs only. Time complexity: linear in the number of "
           "neurons.",
    .example = "latigraph overlap train --second test",
    OPERATION_STRUCTS(arguments, run),
};
