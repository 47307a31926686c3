/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_LARGE_H
#define LATIGRAPH_GENERATE_LARGE_H

#include "generate/generate.h"
#include "generate/sparse.h"

/* From this number of neurons on circuits are drawn sparsely: measured (bench/README.md). In
 * circuits beyond the fit the rates of all pairs cost more, too. */
enum { LATIGRAPH_SPARSE_FROM = 1000, LATIGRAPH_SPARSE_FROM_BEYOND = 300 };

/* The decoder's rows of all neurons at the code z (dz), with node codes from their prior and noise
 * from the stream, a block of neurons at a time: node (n, 4r + 2) and effect (n, 2; NULL without
 * weights), the row of neuron i at place[i]. O(n). */
igraph_error_t latigraph_node_rows(const latigraph_model_t *model,
                                   const latigraph_example_t *example, const int *place,
                                   const real_t *z, latigraph_stream_t *stream, int threads,
                                   real_t *node, real_t *effect);
/* The decoder's global row at z; kept: room for its activations. */
void latigraph_global_row(const latigraph_model_t *model, const real_t *z, real_t *kept,
                          real_t *global);

/* Is pending circuit `index` drawn sparsely? Not where rates are steered, which needs all pairs. */
gboolean latigraph_is_sparse(const latigraph_pending_t *pending, int index);
/* Draws the edges of such a pending circuit, with weights; code (dz). `circuit` has node data and
 * no edges yet. O(n + m). */
igraph_error_t latigraph_pending_is_sparse(const latigraph_pending_t *pending, int index,
                                           const double *code, int threads,
                                           latigraph_circuit_t *circuit);

#endif
