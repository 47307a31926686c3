/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_INTERNAL_H
#define LATIGRAPH_GENERATE_INTERNAL_H

#include "base/random.h"
#include "circuit/circuit.h"
#include "generate/steering_layer.h"
#include "model/model.h"

#include <latigraph/generate.h>

/* The most neurons that all pairs are tried for, as steering needs; and of any circuit. */
enum { LATIGRAPH_DENSE_MAX = 100000, LATIGRAPH_NODES_MAX = 100000000 };

/* --- Edges (sample_edges.c) and weights (weights.c): arrays only ---------- */

/* Sampled edges in a growing list. */
typedef struct {
    int *from, *to;
    double *weight; /* (size) NULL without a weight model */
    int size, capacity;
    gboolean out_of_memory; /* workers cannot raise errors; look here afterwards */
} latigraph_edge_list_t;

void latigraph_edge_list_clear(latigraph_edge_list_t *edges);
void latigraph_edge_list_add(latigraph_edge_list_t *edges, int from, int to);

/* P(dyad) of a pair with rates λ_ij, λ_ji, μ_ij and the anti-reciprocity δ: state 0 none, 1 i → j,
 * 2 j → i, 3 both. */
void latigraph_dyad_probabilities(double forward, double backward, double mutual,
                                  double anti_reciprocity, double probability[4]);
/* λ_ij + λ_ji + μ_ij of every dyad i < j, row by row (n (n − 1)/2): what drawing again and again
 * from the same rates needs to know of most dyads. */
void latigraph_dyad_totals(const latigraph_rates_t *rates, real_t *total);
/* Draws every dyad from its exact probabilities. One uniform number a dyad in a fixed order, so
 * that two calls with equal streams and near rates give near graphs. `total` is that of
 * latigraph_dyad_totals(), or NULL. Empties `edges` first. O(n²). */
void latigraph_sample_edges(const latigraph_rates_t *rates, const real_t *total,
                            latigraph_stream_t *stream, latigraph_edge_list_t *edges);
/* The weight of an edge given the effects of its ends and ln λ. */
double latigraph_draw_weight(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                             double sender, double receiver, double log_rate,
                             latigraph_stream_t *stream);
/* Draws the weight of every edge given the rates. O(m). */
void latigraph_sample_weights(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                              const latigraph_rates_t *rates, latigraph_stream_t *stream,
                              latigraph_edge_list_t *edges);

/* --- Codes (codes.c) ------------------------------------------------------ */

/* Mean (dz) and covariance (dz, dz) of the training codes, of all or of a group; owned by the
 * model. */
igraph_error_t latigraph_code_density(const latigraph_model_t *model, const char *group,
                                      const double **mean, const double **covariance);
/* Fills codes (count, dz): the one row or the `count` rows of `given`, or, if it is NULL, draws
 * from the density of the training codes, of all or of a group. */
igraph_error_t latigraph_codes(const latigraph_model_t *model, const igraph_matrix_t *given,
                               const char *group, igraph_uint_t seed, int count, double *codes);

/* --- Node data (nodes.c) -------------------------------------------------- */

/* Draws node data for a circuit of `size` neurons (0: drawn too) with the given code from the
 * model's law of node data, placed as asked. The neurons get identities of their own, of a
 * connectome called `name`. */
igraph_error_t latigraph_draw_nodes(latigraph_circuit_t **nodes, const latigraph_model_t *model,
                                    const double *code, int size, latigraph_place_t place,
                                    latigraph_stream_t *stream, const char *name);

struct latigraph_node_law_t;
/* Mean root mean square distance from the centre of circuits of n neurons at a code. Beyond the
 * sizes seen it grows with n^(1 / lateral coordinates), so that there are as many neurons in a unit
 * of area or volume as in the largest or smallest circuits seen. */
double latigraph_mean_extent(const struct latigraph_node_law_t *law, const double *code, double n);

typedef struct latigraph_edit_t latigraph_edit_t;

/* --- Circuits (pending.c) -------------------------------------------------- */

/* Circuits that have node data and random streams but no edges yet. Edges can be drawn from a
 * pending circuit again and again, with other codes or adjusted rates, at the same random numbers.
 */
typedef struct {
    const latigraph_model_t *model;
    igraph_uint_t seed;
    int first, all;                 /* number of the first among all that are asked for */
    int count;                      /* circuits */
    gboolean calibrate;             /* hold circuits to what their codes say? */
    gboolean shared;                /* all have the node data of nodes and examples 0 */
    latigraph_circuit_list_t nodes; /* 1 or `count` circuits without edges */
    latigraph_example_t **example;  /* of each of `nodes` */
    latigraph_stream_t *stream;     /* (count) where the noise of the node codes begins */
    const latigraph_edit_t *edit;   /* a circuit that all are edits of (edit.h); NULL: of none */
    int n_max;
    latigraph_density_t density; /* of circuits beyond the fit */
    double mean_degree;          /* that is asked for; 0: none */
} latigraph_pending_t;

/* codes (count, dz) choose the node data when `like` is NULL. */
igraph_error_t latigraph_pending_init(latigraph_pending_t *pending, const latigraph_model_t *model,
                                      const double *codes, const latigraph_circuit_t *like,
                                      const latigraph_generate_options_t *options);
/* The same for `count` of the circuits that are asked for, from number `first` on; codes of these.
 */
igraph_error_t latigraph_pending_init_part(latigraph_pending_t *pending,
                                           const latigraph_model_t *model, const double *codes,
                                           const latigraph_circuit_t *like,
                                           const latigraph_generate_options_t *options, int first,
                                           int count);
void latigraph_pending_destroy(latigraph_pending_t *pending);

/* Node codes of pending circuit `index` at the code z (dz), from their prior and with the pending
 * circuit's own noise, or those of the circuit that is edited: (n, du) at the beginning of u, which
 * has room for three times as many. Runs in worker threads. */
const real_t *latigraph_pending_node_codes(const latigraph_pending_t *pending, int index,
                                           latigraph_scratch_t *scratch, const real_t *z,
                                           real_t *u);

/* Changes what is asked of circuit `item`, from what its code says, before its edges are drawn;
 * runs in worker threads, on arrays. */
typedef void latigraph_adjust_target_t(int item, latigraph_target_statistics_t *targets,
                                       void *data);

/* Draws the edges of one pending circuit from its rates; `total` as latigraph_sample_edges() takes
 * it. Arrays only. */
void latigraph_pending_draw_edges(const latigraph_pending_t *pending,
                                  const latigraph_rates_t *rates, const real_t *total,
                                  latigraph_stream_t *stream, latigraph_edge_list_t *edges);

/* What is asked beyond a circuit for each pending circuit. All zero: nothing. */
typedef struct {
    latigraph_adjust_target_t
        *adjust; /* changes what rates are steered to; NULL: as the code tells */
    void *data;  /* of it */
    const latigraph_solution_t *start; /* (count) where the search for θ begins; NULL: at 0 */
    latigraph_solution_t *solutions;   /* (count) gets what was found, unless NULL */
    int draws;       /* further drawings of every circuit, for the means of statistics */
    double *sampled; /* (count, Q) gets these means */
} latigraph_pending_request_t;

/* Appends the first `count` pending circuits with edges and weights to `circuits` (NULL: none are
 * made); codes (count, dz). Where the pending circuits are calibrated, rates are steered to the
 * statistics that the code tells. `request` may be NULL. */
igraph_error_t latigraph_pending_generate(const latigraph_pending_t *pending, int count,
                                          const double *codes, int threads,
                                          const latigraph_pending_request_t *request,
                                          latigraph_circuit_list_t *circuits);

#endif
