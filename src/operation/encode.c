/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation encode: codes of circuits with their standard deviations. The digest of the model
 * is an output that CSV repeats in every line, so that codes in a file still say which model they
 * belong to, and generate can refuse those of another one. */

#include "operation/names.h"
#include "operation/rows.h"

#include <latigraph/explain.h>
#include <latigraph/latent.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    igraph_integer_t threads;
} request_t;

typedef struct {
    igraph_strvector_t names, coordinates;
    igraph_matrix_t mean, sd;
    char *digest;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT_CIRCUITS("circuits", circuits, "Directed graphs with node data as vertex attributes."),
    OPTION_THREADS(threads),
    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),
    OUTPUT("mean", MATRIX, mean, "Mean of the code of each circuit.", .rows = "names",
           .columns = "coordinates", .show = LATIGRAPH_SHOW_HEADLINE),
    OUTPUT("sd", MATRIX, sd, "Standard deviation of the code of each circuit.", .rows = "names",
           .columns = "coordinates"),
    OUTPUT("digest", STRING, digest,
           "Digest of the model, to which the codes belong; generate refuses codes of another "
           "model.",
           .show = LATIGRAPH_SHOW_REPEATED),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    (void)remarks;
    IGRAPH_CHECK(latigraph_model_digest(request->model, &result->digest));
    IGRAPH_CHECK(latigraph_encode(request->model, request->circuits, request->threads,
                                  &result->mean, &result->sd));
    IGRAPH_CHECK(latigraph_name_circuits(request->circuits, &result->names));
    return latigraph_coordinate_names(request->model, &result->coordinates);
}

const latigraph_operation_t latigraph_operation_encode = {
    .name = "encode",
    .summary = "Finds the latent code of each circuit.",
    .doc = "The code is the posterior given the circuit, a Gaussian with independent coordinates. "
           "It does not depend on the order of the vertices. Time complexity: O((n + m) h² L) per "
           "circuit of n neurons and m edges, hidden width h and L layers.",
    .example = "latigraph encode model.safetensors circuits > codes.csv",
    .flags = LATIGRAPH_LONG_RUNNING | LATIGRAPH_PRINTS_CSV,
    OPERATION_STRUCTS(arguments, run),
};
