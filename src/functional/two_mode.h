/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_TWO_MODE_H
#define LATIGRAPH_FUNCTIONAL_TWO_MODE_H

#include "base/memory.h"

/* Network from inputs to outputs: output c is s softplus((Σ_i weight_ic input_i + bias_c) / s), and
 * max(0, Σ + bias) at s = 0. */
typedef struct {
    int inputs, outputs;
    const double *weight;     /* (inputs, outputs) signed */
    const double *bias;       /* (outputs) */
    const double *identified; /* (inputs, outputs) identifiability of the weights, or NULL */
    const int *lag;           /* (inputs) rows back in time, or NULL */
    const double *softness;   /* (outputs) s, in units of the outputs; NULL: 0 */
    const double *sd;         /* (inputs) SD in the training recordings, or NULL */
    const igraph_strvector_t *input_names, *output_names;
} latigraph_two_mode_t;

/* Makes a directed graph: inputs first, then outputs. Vertices have the attributes "name", "type"
 * (true for outputs, as igraph's two-mode graphs have it), "bias" and "softness" (NaN for inputs),
 * and "lag" and "sd" (NaN for outputs). Edges have "weight" (its absolute value), "sign" and, if it
 * is known, "identifiable". Weights of 0 are no edges. The graph has the attributes "name" and
 * "kind". It is on the FINALLY stack as one entry. */
igraph_error_t latigraph_two_mode_graph(const latigraph_two_mode_t *network, const char *name,
                                        igraph_t *graph);

/* A network that was read from a graph. */
typedef struct {
    int inputs, outputs;
    double *weight;          /* (inputs, outputs) signed */
    double *bias, *softness; /* (outputs) */
    double *sd;              /* (inputs) NaN if it is not known */
    int *lag;                /* (inputs) */
    int lags;                /* the largest of them */
    igraph_strvector_t input_names, output_names;
} latigraph_functional_network_t;

/* Reads a network out of the attributes of a graph. Vertices with a bias are outputs. Returns
 * IGRAPH_EINVAL if there are none, or if an edge does not go from an input to an output. The
 * network is on the FINALLY stack as one entry. */
igraph_error_t latigraph_functional_network_init(latigraph_functional_network_t *network,
                                                 const igraph_t *graph);
void latigraph_functional_network_destroy(latigraph_functional_network_t *network);

/* Gets the type (igraph_attribute_type_t) of an attribute of vertices or edges, or −1 if there is
 * none of this name. */
igraph_error_t latigraph_functional_attribute_type(const igraph_t *graph,
                                                   igraph_attribute_elemtype_t of, const char *name,
                                                   igraph_integer_t *type);
/* Gets a number of every vertex or edge, or `usual` everywhere if there is no such attribute.
 * Returns IGRAPH_EINVAL if the attribute has another type. */
igraph_error_t latigraph_functional_numbers(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                            const char *name, double usual,
                                            igraph_vector_t *numbers);

#endif
