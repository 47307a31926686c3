/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation decode: the probability of every edge at the code of a circuit. Rows and columns
 * have the names of the neurons as labels, so that the CSV can be read without the circuit. */

#include "operation/rows.h"

#include "base/memory.h"
#include "circuit/circuit.h"

#include <latigraph/latent.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_t *circuit;
    igraph_integer_t refine;
    igraph_uint_t seed;
} request_t;

typedef struct {
    igraph_strvector_t neurons;
    igraph_matrix_t probabilities;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT("circuit", GRAPH, circuit, "Directed graph of n vertices with node data as attributes.",
          .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION(
        "refine", INTEGER, refine, "0",
        "Steps of gradient descent on the codes of the neurons, from the encoder's guess; 0 takes "
        "the guess. The edge AUC of the operation evaluate is after 100.",
        .min = 0, .max = 1000000),
    OPTION_SEED(seed),

    OUTPUT("neurons", STRING_LIST, neurons, "Names of the neurons, in the order of the vertices."),
    OUTPUT("probabilities", MATRIX, probabilities,
           "Probability of an edge from the neuron of the row to that of the column; 0 on the "
           "diagonal.",
           .rows = "neurons", .columns = "neurons", .show = LATIGRAPH_SHOW_HEADLINE),
};

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    (void)remarks;
    IGRAPH_CHECK(latigraph_decode(request->model, request->circuit, request->refine, request->seed,
                                  &result->probabilities));
    for (int i = 0; i < request->circuit->n; i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&result->neurons, request->circuit->neuron[i]));
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_decode = {
    .name = "decode",
    .summary = "Finds the edge probabilities of a circuit at its code.",
    .doc =
        "The circuit is encoded and decoded again, at the posterior means that the encoder "
        "guesses. With refine, those of the neurons' codes are first refined from this guess, as "
        "in the operation evaluate: equal refine and seed give its edge AUC of one circuit. Time "
        "complexity: O((1 + refine) (n² r + (n + m) h²)), rank r and hidden width h.",
    .example = "latigraph decode model.safetensors circuit.graphml > probabilities.csv",
    .flags = LATIGRAPH_PRINTS_CSV | LATIGRAPH_USES_RANDOMNESS,
    OPERATION_STRUCTS(arguments, run),
};
