/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_LARGE_H
#define LATIGRAPH_GENERATE_LARGE_H

#include "generate/generate.h"
#include "generate/sparse.h"

/* Number of neurons from which on circuits are drawn sparsely, within and beyond the fitted sizes
 * (measured: bench/README.md). Beyond the fit, rates of all pairs cost more, so the limit is lower.
 */
enum { LATIGRAPH_SPARSE_FROM = 1000, LATIGRAPH_SPARSE_FROM_BEYOND = 300 };

/* Number of edges in the code from which on large circuits have no closure stage, which would take
 * longer than the rest. */
enum { LATIGRAPH_CLOSED_EDGES = 1000000 };

/* Computes the decoder's rows of all neurons at the code z (dz), a block of neurons at a time. Node
 * codes come from their prior, with noise from the stream. The row of neuron i lies at place[i] of
 * node (n, 4r + 2) and effect (n, 2; NULL without weights). O(n). */
igraph_error_t latigraph_node_rows(const latigraph_model_t *model,
                                   const latigraph_example_t *example, const int *place,
                                   const real_t *z, latigraph_stream_t *stream, int threads,
                                   real_t *node, real_t *effect);
/* Computes the decoder's global row at z. `kept` holds its activations. */
void latigraph_global_row(const latigraph_model_t *model, const real_t *z, real_t *kept,
                          real_t *global);

/* Returns whether circuits of n neurons are steered on drawings: large ones within the sizes of the
 * fit. */
gboolean latigraph_steers_on_drawings(const latigraph_model_t *model, int n);
/* Returns whether pending circuit `index` is drawn sparsely, with a request for its statistics or
 * without. Edits are not, nor are steered circuits beyond the sizes of the fit. */
gboolean latigraph_is_sparse(const latigraph_pending_t *pending, int index, gboolean requests);
/* Draws the edges and weights of such a pending circuit at the code (dz), and serves the request.
 * `circuit` has node data and no edges yet; NULL: only the request is served. O(n + m). */
igraph_error_t latigraph_pending_draw_sparse(const latigraph_pending_t *pending, int index,
                                             const double *code, int threads,
                                             const latigraph_pending_request_t *request,
                                             latigraph_circuit_t *circuit);

#endif
