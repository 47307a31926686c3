/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_LARGE_H
#define LATIGRAPH_GENERATE_LARGE_H

#include "generate/generate.h"
#include "generate/large_layer.h"
#include "generate/sparse.h"

/* Number of neurons from which on circuits are drawn sparsely, within and beyond the fitted sizes
 * (measured: bench/README.md). Beyond the fit, rates of all pairs cost more, so the limit is lower.
 */
enum { LATIGRAPH_SPARSE_FROM = 1000, LATIGRAPH_SPARSE_FROM_BEYOND = 300 };

/* Computes the decoder's rows of all neurons at the code z (dz), a block of neurons at a time. Node
 * codes (n, du) are given, or NULL: they come from their prior, with noise from the stream. The row
 * of neuron i lies at place[i] of node (n, 4r + 2) and effect (n, 2; NULL without weights). O(n).
 */
igraph_error_t latigraph_node_rows(const latigraph_model_t *model,
                                   const latigraph_example_t *example, const int *place,
                                   const real_t *z, const real_t *codes, latigraph_stream_t *stream,
                                   int threads, real_t *node, real_t *effect);
/* Puts the neurons into the order of a tree and computes the decoder's rows of all at z (dz), with
 * node codes as above. `place` (n) gets their places. The tree and the rows are the caller's, also
 * if an error is raised. `effect` NULL: none. O(n). */
igraph_error_t latigraph_large_rows(const latigraph_model_t *model,
                                    const latigraph_example_t *example, const real_t *z,
                                    const real_t *codes, latigraph_stream_t *stream, int threads,
                                    int *place, latigraph_tree_t **tree, real_t **global,
                                    real_t **node, real_t **effect);
/* Computes the decoder's global row at z. `kept` holds its activations. */
void latigraph_global_row(const latigraph_model_t *model, const real_t *z, real_t *kept,
                          real_t *global);

/* Returns whether circuits of n neurons are steered on drawings. */
gboolean latigraph_steers_on_drawings(int n);
/* Returns whether pending circuit `index` is drawn sparsely, with a request for its statistics or
 * without. */
gboolean latigraph_is_sparse(const latigraph_pending_t *pending, int index, gboolean requests);
/* Draws the edges and weights of such a pending circuit at the code (dz), and serves the request.
 * `circuit` has node data and no edges yet; NULL: only the request is served. O(n + m). */
igraph_error_t latigraph_pending_draw_sparse(const latigraph_pending_t *pending, int index,
                                             const double *code, int threads,
                                             const latigraph_pending_request_t *request,
                                             latigraph_circuit_t *circuit);

/* --- Parts of such a circuit ----------------------------------------------------------- */

typedef struct {
    const latigraph_pending_t *pending;
    const latigraph_example_t *example;
    latigraph_tree_t *tree;
    real_t *z, *global, *node, *effect;
    latigraph_rows_t rows;
    double *weight; /* weights of the edges in `rows`; NULL without a model of weights */
    int *start, *to;
    double *ordered; /* weights in the order of `start` and `to` */
    latigraph_pending_request_t request;
    gboolean calibrated;           /* whether the code has targets */
    gboolean solved;               /* whether there are targets, or statistics are requested */
    latigraph_large_layer_t layer; /* rates of a solved circuit */
    latigraph_solution_t solution;
    gint64 swaps; /* steps of the closure stage that changed it; −1: there was none */
} latigraph_large_t;

/* Begins with pending circuit `index`, and puts it on the FINALLY stack as one entry. */
void latigraph_large_init(latigraph_large_t *large, const latigraph_pending_t *pending, int index);
void latigraph_large_destroy(latigraph_large_t *large);
/* Puts the neurons into the order of a tree and computes their rows at the code (dz). */
igraph_error_t latigraph_large_decode(latigraph_large_t *large, int index, const double *code,
                                      int threads);
/* Returns the rates as decoded, extrapolated to the size of the circuit. */
latigraph_sparse_rates_t latigraph_large_rates(const latigraph_large_t *large);
/* Prepares the blocks of the circuit. They are drawn if a mean degree is requested, which sets the
 * factor on the rates of `sparse`. */
igraph_error_t latigraph_large_blocks(const latigraph_pending_t *pending, int index,
                                      latigraph_sparse_t *sparse, int threads, gboolean split,
                                      latigraph_edge_blocks_t *blocks);

/* --- Weights (large_weights.c) --------------------------------------------------------- */

/* The law of the weights of one circuit. A weight depends on the seed, the circuit and the ends of
 * its edge alone, so that edges may be drawn in any order. */
typedef struct {
    latigraph_weights_t kind;
    latigraph_weight_law_t law;
    const latigraph_process_t *process; /* process of one-way events */
    const real_t *effect;               /* (n, 2) effects of the neurons on weights */
    int known;                          /* number of places with a position */
    igraph_uint_t seed, pair_seed;      /* seeds of the noise of edges and of mutual pairs */
} latigraph_large_weights_t;

void latigraph_large_weights_init(latigraph_large_weights_t *weights,
                                  const latigraph_large_t *large, int index,
                                  const latigraph_process_t *process);
/* Draws the weights of `count` edges between places; mutual (count) marks those whose opposite edge
 * exists. Uses arrays only. */
void latigraph_large_weigh(const latigraph_large_weights_t *weights, int count, const int *from,
                           const int *to, const guchar *mutual, double *weight);

/* --- Edges as they come (large_stream.c) ------------------------------------------------ */

/* Target of the edges: a sink, or the folder of a circuit. */
typedef struct {
    latigraph_edge_sink_t *sink; /* NULL: to the folder */
    void *data;
    const char *folder;
} latigraph_edge_target_t;

/* Draws the edges of a pending circuit and passes them to a sink, or writes them to the folder of a
 * circuit, block by block. In a job of several processes each draws some blocks: its sink gets
 * these, and the first process writes all. `circuit` has node data and no edges, and gets notes.
 * Nothing holds all edges, unless a mean degree is requested. O(n + m) time. */
igraph_error_t latigraph_pending_stream(const latigraph_pending_t *pending, const double *code,
                                        int threads, latigraph_circuit_t *circuit,
                                        const latigraph_edge_target_t *target,
                                        latigraph_edge_totals_t *totals);

#endif
