/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Networks from inputs to outputs as graphs of igraph. All that a response needs is in attributes,
 * so that a network that was written to a file and read again responds as before. */

#include "functional/two_mode.h"

#include <math.h>

static igraph_error_t set_names(igraph_t *graph, const latigraph_two_mode_t *network) {
    for (int k = 0; k < network->inputs + network->outputs; k++) {
        const igraph_strvector_t *names =
            k < network->inputs ? network->input_names : network->output_names;
        const char *name =
            igraph_strvector_get(names, k < network->inputs ? k : k - network->inputs);
        IGRAPH_CHECK(igraph_cattribute_VAS_set(graph, "name", k, name));
    }
    return IGRAPH_SUCCESS;
}

/* Sets a number of all inputs or all outputs; the others have none. */
static igraph_error_t set_numbers(igraph_t *graph, const latigraph_two_mode_t *network,
                                  const char *name, const double *value, gboolean of_outputs) {
    igraph_vector_t all;
    const int n = network->inputs;
    IGRAPH_VECTOR_INIT_FINALLY(&all, n + network->outputs);
    for (int k = 0; k < n + network->outputs; k++) {
        VECTOR(all)[k] = (k >= n) == of_outputs ? value[of_outputs ? k - n : k] : NAN;
    }
    IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, name, &all));
    igraph_vector_destroy(&all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_types(igraph_t *graph, const latigraph_two_mode_t *network) {
    igraph_vector_bool_t type;
    const int n = network->inputs, all = n + network->outputs;
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&type, all);
    for (int k = 0; k < all; k++) {
        VECTOR(type)[k] = k >= n;
    }
    IGRAPH_CHECK(igraph_cattribute_VAB_setv(graph, "type", &type));
    igraph_vector_bool_destroy(&type);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_vertices(igraph_t *graph, const latigraph_two_mode_t *network) {
    IGRAPH_CHECK(set_names(graph, network));
    IGRAPH_CHECK(set_types(graph, network));
    IGRAPH_CHECK(set_numbers(graph, network, "bias", network->bias, TRUE));
    if (network->softness != NULL) {
        IGRAPH_CHECK(set_numbers(graph, network, "softness", network->softness, TRUE));
    }
    if (network->sd != NULL) {
        IGRAPH_CHECK(set_numbers(graph, network, "sd", network->sd, FALSE));
    }
    for (int i = 0; i < network->inputs && network->lag != NULL; i++) {
        IGRAPH_CHECK(igraph_cattribute_VAN_set(graph, "lag", i, network->lag[i]));
    }
    return IGRAPH_SUCCESS;
}

/* Adds one edge per weight that is not 0, and lists their weights, signs and identifiability. */
static igraph_error_t list_edges(const latigraph_two_mode_t *network, igraph_vector_int_t *ends,
                                 igraph_vector_t value[3]) {
    for (int i = 0; i < network->inputs; i++) {
        for (int c = 0; c < network->outputs; c++) {
            const size_t entry = (size_t)i * (size_t)network->outputs + (size_t)c;
            const double weight = network->weight[entry];
            if (weight == 0) {
                continue;
            }
            IGRAPH_CHECK(igraph_vector_int_push_back(ends, i));
            IGRAPH_CHECK(igraph_vector_int_push_back(ends, network->inputs + c));
            IGRAPH_CHECK(igraph_vector_push_back(&value[0], fabs(weight)));
            IGRAPH_CHECK(igraph_vector_push_back(&value[1], weight < 0 ? -1 : 1));
            IGRAPH_CHECK(igraph_vector_push_back(
                &value[2], network->identified != NULL ? network->identified[entry] : NAN));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_edges(igraph_t *graph, const latigraph_two_mode_t *network,
                                const igraph_vector_t value[3]) {
    if (igraph_ecount(graph) == 0 || !igraph_has_attribute_table()) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, "weight", &value[0]));
    IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, "sign", &value[1]));
    return network->identified != NULL
               ? igraph_cattribute_EAN_setv(graph, "identifiable", &value[2])
               : IGRAPH_SUCCESS;
}

static igraph_error_t add_edges(igraph_t *graph, const latigraph_two_mode_t *network) {
    igraph_vector_int_t ends;
    igraph_vector_t value[3];
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    for (int k = 0; k < 3; k++) {
        IGRAPH_VECTOR_INIT_FINALLY(&value[k], 0);
    }
    IGRAPH_CHECK(list_edges(network, &ends, value));
    IGRAPH_CHECK(igraph_add_edges(graph, &ends, NULL));
    IGRAPH_CHECK(set_edges(graph, network, value));
    for (int k = 0; k < 3; k++) {
        igraph_vector_destroy(&value[k]);
    }
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_two_mode_graph(const latigraph_two_mode_t *network, const char *name,
                                        igraph_t *graph) {
    IGRAPH_CHECK(igraph_empty(graph, network->inputs + network->outputs, IGRAPH_DIRECTED));
    IGRAPH_FINALLY(igraph_destroy, graph);
    if (igraph_has_attribute_table()) {
        IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "name", name));
        IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "kind", "functional"));
        IGRAPH_CHECK(set_vertices(graph, network));
    }
    return add_edges(graph, network);
}
