/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation nearest: circuits of a library that are nearest to others in codes. The result is
 * one line per query and neighbour, because both have names. */

#include "operation/rows.h"

#include <latigraph/latent.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits, *library;
    igraph_integer_t count, threads;
} request_t;

typedef struct {
    igraph_strvector_t query, nearest;
    igraph_vector_t place, distance;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT_CIRCUITS("circuits", circuits, "Circuits to find neighbours of."),
    INPUT("library", GRAPH_LIST, library, "Circuits to search."),
    OPTION_COUNT(count, "5", "Number of neighbours of each circuit."),
    OPTION_THREADS(threads),
    OUTPUT("query", STRING_LIST, query, "Circuit whose neighbour is in the line."),
    OUTPUT("nearest", STRING_LIST, nearest, "Circuit of the library.", .rows = "query",
           .show = LATIGRAPH_SHOW_HEADLINE),
    OUTPUT("place", VECTOR, place, "1 for the nearest circuit of the query.", .rows = "query",
           .show = LATIGRAPH_SHOW_HEADLINE),
    OUTPUT("distance", VECTOR, distance,
           "Distance of the codes in standard deviations of the two posteriors, root mean square "
           "over dimensions. Codes at less than about 1 cannot be distinguished.",
           .rows = "query", .unit = "SD", .show = LATIGRAPH_SHOW_HEADLINE),
};

static igraph_error_t list(const request_t *request, const igraph_matrix_t *nearest,
                           const igraph_matrix_t *distance, result_t *result) {
    for (igraph_integer_t q = 0; q < igraph_matrix_nrow(nearest); q++) {
        const char *query =
            latigraph_circuit_name(latigraph_circuit_list_get(request->circuits, q));
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(nearest); k++) {
            const igraph_integer_t c = (igraph_integer_t)MATRIX(*nearest, q, k);
            const char *name =
                latigraph_circuit_name(latigraph_circuit_list_get(request->library, c));
            IGRAPH_CHECK(igraph_strvector_push_back(&result->query, query != NULL ? query : ""));
            IGRAPH_CHECK(igraph_strvector_push_back(&result->nearest, name != NULL ? name : ""));
            IGRAPH_CHECK(igraph_vector_push_back(&result->place, (igraph_real_t)k + 1));
            IGRAPH_CHECK(igraph_vector_push_back(&result->distance, MATRIX(*distance, q, k)));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    igraph_matrix_t nearest, distance;
    (void)remarks;
    IGRAPH_MATRIX_INIT_FINALLY(&nearest, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&distance, 0, 0);
    IGRAPH_CHECK(latigraph_nearest_codes(request->model, request->circuits, request->library,
                                         request->count, request->threads, &nearest, &distance));
    IGRAPH_CHECK(list(request, &nearest, &distance, result_data));
    igraph_matrix_destroy(&distance);
    igraph_matrix_destroy(&nearest);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_nearest = {
    .name = "nearest",
    .summary = "Finds the circuits of a library whose codes are nearest.",
    .doc = "Circuits with similar statistics and node data have near codes, whatever their size. "
           "Time complexity: that of encode, plus O(circuits library d) for codes of d dimensions.",
    .example = "latigraph nearest model.safetensors circuit.graphml --library folder -n 3",
    .flags = LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
