/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation overlap: how many neurons two sets of circuits share. It says whether a test set
 * is one of unseen neurons, which evaluations rest on. Beside neurons it counts identities across
 * connectomes, if they are named: circuits of a further animal have unseen neurons, but may have
 * the same cell classes. */

#include "operation/names.h"
#include "operation/rows.h"

typedef struct {
    const latigraph_circuit_list_t *first, *second;
    const char *identity;
} request_t;

typedef struct {
    latigraph_overlap_t overlap;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("first", first, "Circuits."),
    INPUT("second", GRAPH_LIST, second, "Circuits to compare their neurons with."),
    OPTION_IDENTITY(identity),
    OUTPUT("neurons_first", INTEGER, overlap.neurons_first, "Distinct neurons of the first list.",
           HEAD),
    OUTPUT("neurons_second", INTEGER, overlap.neurons_second,
           "Distinct neurons of the second list.", HEAD),
    OUTPUT("shared", INTEGER, overlap.shared, "Neurons that are in both.", HEAD),
    OUTPUT("coinciding", INTEGER, overlap.coinciding,
           "Names of neurons in both, where no file states its connectome."),
    OUTPUT("circuits_second", INTEGER, overlap.circuits_second,
           "Circuits of the second list with a shared neuron.", HEAD),
    OUTPUT("identities_first", INTEGER, overlap.identities_first,
           "Distinct identities of the first list; 0 if neurons have none."),
    OUTPUT("identities_second", INTEGER, overlap.identities_second,
           "Distinct identities of the second list."),
    OUTPUT("shared_identities", INTEGER, overlap.shared_identities, "Identities that are in both."),
    OUTPUT("identified_neurons", INTEGER, overlap.identified,
           "Neurons of the second list that have an identity."),
    OUTPUT("known_identities", INTEGER, overlap.known,
           "Number of these whose identity is in the first list."),
};

static igraph_error_t remark_identities(const latigraph_overlap_t *overlap,
                                        latigraph_remarks_t *remarks) {
    if (overlap->identities_first == 0 && overlap->identities_second == 0) {
        return latigraph_remark_coinciding(overlap->coinciding, remarks);
    }
    return latigraph_remark_add(
        remarks, "note", "shared_identities",
        "The first list has %" IGRAPH_PRId " identities across connectomes and the second list "
        "%" IGRAPH_PRId ", of which both have %" IGRAPH_PRId "; %" IGRAPH_PRId " of %" IGRAPH_PRId
        " neurons of the second list have one that the first list has.",
        overlap->identities_first, overlap->identities_second, overlap->shared_identities,
        overlap->known, overlap->identified);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(latigraph_circuit_list_overlap(request->first, request->second, &result->overlap));
    return remark_identities(&result->overlap, remarks);
}

const latigraph_operation_t latigraph_operation_overlap = {
    .name = "overlap",
    .summary = "Counts the neurons that two lists of circuits have in common.",
    .doc = "A neuron is known by the names of its connectome and of itself. A graph without names "
           "shares neurons with equal graphs only. Neurons of several connectomes may have an "
           "identity in common, which identity names: AVAL of two worms is one identity, but two "
           "neurons. Time complexity: linear in the number of neurons.",
    .example = "latigraph overlap train --second test",
    OPERATION_STRUCTS(arguments, run),
};
