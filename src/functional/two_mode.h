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
    double softness;          /* s, in units of the outputs */
    const igraph_strvector_t *input_names, *output_names;
} latigraph_two_mode_t;

/* Makes a directed graph: inputs first, then outputs. Vertices have the attributes "name", "type"
 * (true for outputs, as igraph's two-mode graphs have it), "bias" (NaN for inputs) and, with lags,
 * "lag". Edges have "weight" (its absolute value), "sign" and, if it is known, "identifiable".
 * Weights of 0 are no edges. The graph has the attributes "name", "kind" and "softness". It is on
 * the FINALLY stack as one entry. */
igraph_error_t latigraph_two_mode_graph(const latigraph_two_mode_t *network, const char *name,
                                        igraph_t *graph);

#endif
