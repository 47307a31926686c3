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

/* Largest circuit whose size is drawn, and largest circuit of any kind. */
enum { LATIGRAPH_DRAWN_NODES_MAX = 100000, LATIGRAPH_NODES_MAX = 100000000 };

/* --- Edges (sample_edges.c) and weights (weights.c): arrays only ---------- */

/* Sampled edges in a growing list. */
typedef struct {
    int *from, *to;
    double *weight; /* (size) NULL without a model of weights */
    int size, capacity;
    gboolean out_of_memory; /* set by workers, which cannot raise errors; callers check it */
} latigraph_edge_list_t;

void latigraph_edge_list_clear(latigraph_edge_list_t *edges);
void latigraph_edge_list_add(latigraph_edge_list_t *edges, int from, int to);

/* Probabilities of the four states of a dyad with rates λ_ij, λ_ji, μ_ij and anti-reciprocity δ: 0
 * no edge, 1 i → j, 2 j → i, 3 both. */
void latigraph_dyad_probabilities(double forward, double backward, double mutual,
                                  double anti_reciprocity, double probability[4]);
/* Ends of the shares of a dyad's states on the line from 0 to 1: both edges, then i → j, then
 * j → i. */
typedef struct {
    double both, forward, backward;
} latigraph_dyad_shares_t;

/* Numbers of each dyad i < j, row by row, that repeated draws from the same rates share. */
typedef struct {
    real_t *total;                  /* λ_ij + λ_ji + μ_ij, which bounds P(any edge) */
    latigraph_dyad_shares_t *share; /* found when they are first needed; or NULL */
    gsize pairs;                    /* capacity */
} latigraph_dyads_t;

/* Prepares `dyads` for draws from these rates. Returns it, or NULL if memory is short. */
const latigraph_dyads_t *latigraph_dyads_find(latigraph_dyads_t *dyads,
                                              const latigraph_rates_t *rates);
void latigraph_dyads_clear(latigraph_dyads_t *dyads);
/* Draws every dyad from its exact probabilities. One uniform number per dyad, in a fixed order,
 * makes two calls with equal streams and similar rates give similar graphs. `dyads` comes from
 * latigraph_dyads_find() at these rates, or is NULL. Empties `edges` first. O(n²). */
void latigraph_sample_edges(const latigraph_rates_t *rates, const latigraph_dyads_t *dyads,
                            latigraph_stream_t *stream, latigraph_edge_list_t *edges);
/* Source of the part of the noise that both weights of a mutual pair share. It depends on the pair
 * alone, so that both draw it without a table of pairs. */
typedef struct {
    igraph_uint_t seed;
    gboolean mutual;   /* whether the edge is mutual */
    guint32 low, high; /* numbers of its neurons in ascending order */
} latigraph_pair_t;

/* Returns the seed of a circuit's pairs, drawn from its stream if the law needs one. */
igraph_uint_t latigraph_pair_seed(latigraph_weights_t kind, latigraph_stream_t *stream);
/* Draws the weight of an edge given the effects of its ends and ln λ. `pair` is read only where
 * latigraph_weights_see_pairs(). */
double latigraph_draw_weight(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                             double sender, double receiver, double log_rate,
                             const latigraph_pair_t *pair, latigraph_stream_t *stream);
/* Draws the weight of every edge given the rates. O(m). */
void latigraph_sample_weights(latigraph_weights_t kind, const latigraph_weight_law_t *law,
                              const latigraph_rates_t *rates, latigraph_stream_t *stream,
                              latigraph_edge_list_t *edges);

/* --- Codes (codes.c) ------------------------------------------------------ */

/* Largest distance of a coordinate of a given code from the mean of the training codes, in SDs.
 * Networks saturate far before it, so codes beyond it describe no circuit. */
#define LATIGRAPH_REACH_MAX 1000.0
/* Returns the distance of coordinate k of a code from the mean of the training codes, in SDs. */
double latigraph_code_reach(const latigraph_model_t *model, int k, double value);
/* Returns the factor on the deviations of drawn codes from their mean for circuits of `nodes`
 * neurons: below 1 beyond the sizes of the fit, else 1. */
double latigraph_code_shrinkage(const latigraph_model_t *model, igraph_integer_t nodes);

/* Fills codes (count, dz) with the one row or the `count` rows of `given`. If `given` is NULL,
 * codes for circuits of `nodes` neurons (0: not known yet) are drawn from the density of the
 * training codes, of all circuits or of a group. */
igraph_error_t latigraph_codes(const latigraph_model_t *model, const igraph_matrix_t *given,
                               const char *group, igraph_integer_t nodes, igraph_uint_t seed,
                               int count, double *codes);

/* --- Node data (nodes.c) -------------------------------------------------- */

/* Draws node data for a circuit of `size` neurons (0: drawn too) from the model's law of node data
 * at the given code. The neurons get new identities in a connectome called `name`. */
igraph_error_t latigraph_draw_nodes(latigraph_circuit_t **nodes, const latigraph_model_t *model,
                                    const double *code, int size, latigraph_place_t place,
                                    latigraph_stream_t *stream, const char *name);

struct latigraph_node_law_t;
/* Returns the mean root mean square distance from the centre for circuits of n neurons at a code.
 * Beyond the training sizes it grows with n^(1 / lateral coordinates). Circuits then have as many
 * neurons per unit of area or volume as the largest or smallest training circuits. */
double latigraph_mean_extent(const struct latigraph_node_law_t *law, const double *code, double n);

typedef struct latigraph_edit_t latigraph_edit_t;

/* --- Circuits (pending.c) -------------------------------------------------- */

/* Circuits with node data and random streams but no edges yet. Edges can be drawn repeatedly, with
 * other codes or adjusted rates, from the same random numbers. */
typedef struct {
    const latigraph_model_t *model;
    char digest[LATIGRAPH_DIGEST_LENGTH + 1]; /* digest of the model */
    igraph_uint_t seed;
    int first, all;                 /* number of the first circuit, and number of all that were
                                       requested */
    int count;                      /* number of circuits */
    gboolean calibrate;             /* whether circuits are constrained to the statistics in
                                       their codes */
    gboolean independent;           /* whether circuits have no closure stage */
    gboolean shared;                /* whether all share the node data of nodes and example 0 */
    latigraph_circuit_list_t nodes; /* 1 or `count` circuits without edges */
    latigraph_example_t **example;  /* one per circuit of `nodes` */
    latigraph_stream_t *stream;     /* (count) streams at the start of the noise of the node
                                       codes */
    const latigraph_edit_t *edit;   /* circuit of which all are edits (edit.h), or NULL */
    int n_max;
    latigraph_density_t density; /* rule for circuits beyond the fit */
    double mean_degree;          /* requested mean degree; 0: no request */
} latigraph_pending_t;

/* Initialises all requested circuits. If `like` is NULL, node data are drawn at codes (count, dz).
 */
igraph_error_t latigraph_pending_init(latigraph_pending_t *pending, const latigraph_model_t *model,
                                      const double *codes, const latigraph_circuit_t *like,
                                      const latigraph_generate_options_t *options);
/* Initialises `count` of the requested circuits, from number `first` on. `codes` has their rows
 * only. */
igraph_error_t latigraph_pending_init_part(latigraph_pending_t *pending,
                                           const latigraph_model_t *model, const double *codes,
                                           const latigraph_circuit_t *like,
                                           const latigraph_generate_options_t *options, int first,
                                           int count);
void latigraph_pending_destroy(latigraph_pending_t *pending);

/* Returns the node codes (n, du) of pending circuit `index` at the code z (dz). They come from
 * their prior with the circuit's own noise, or from the edited circuit. They lie at the beginning
 * of u, which holds 3 n du numbers. Runs in worker threads. */
const real_t *latigraph_pending_node_codes(const latigraph_pending_t *pending, int index,
                                           latigraph_scratch_t *scratch, const real_t *z,
                                           real_t *u);

/* Creates a circuit with the node data of pending circuit `index` and the code (dz), and no edges.
 */
igraph_error_t latigraph_pending_begin_circuit(const latigraph_pending_t *pending, int index,
                                               const double *code, latigraph_circuit_t **circuit);

/* Changes the target statistics of circuit `item`, which are those of its code, before its edges
 * are drawn. Runs in worker threads, on arrays. */
typedef void latigraph_adjust_target_t(int item, latigraph_target_statistics_t *targets,
                                       void *data);

/* Draws the edges of one pending circuit from its rates. `dyads` are those of
 * latigraph_sample_edges(). Uses arrays only. */
void latigraph_pending_draw_edges(const latigraph_pending_t *pending,
                                  const latigraph_rates_t *rates, const latigraph_dyads_t *dyads,
                                  latigraph_stream_t *stream, latigraph_edge_list_t *edges);

/* Requests beyond one circuit per pending circuit. All zero means none. */
typedef struct {
    latigraph_adjust_target_t *adjust; /* changes the target statistics; NULL: those of the code */
    void *data;                        /* passed to `adjust` */
    const latigraph_solution_t *start; /* (count) starting points of the search for θ; NULL: 0 */
    latigraph_solution_t *solutions;   /* (count) gets the solutions, unless NULL */
    const double *local_clustering; /* (count) targets of the closure stage, NaN: that of the code;
                                       NULL: those of the codes */
    int draws;                      /* additional draws per circuit, for the means of statistics */
    int closings;    /* number of draws of all circuits that are closed, too; 0: none */
    int round;       /* number of the random numbers of these closings */
    double *sampled; /* (count, LATIGRAPH_STEERED_MAX) gets these means, before the closure stage */
    double *change;  /* (count, LATIGRAPH_STEERED_MAX) gets how that changes them, and how far local
                        clustering is from its target: means over the closings of the circuit, its
                        own if it is made and has no other; NaN without any */
} latigraph_pending_request_t;

/* Returns whether a request goes beyond the edges of circuits. */
static inline gboolean latigraph_requests_statistics(const latigraph_pending_request_t *request) {
    return request->adjust != NULL || request->solutions != NULL || request->draws > 0;
}

/* Appends the first `count` pending circuits with edges and weights to `circuits`. If `circuits` is
 * NULL, none are created. `codes` is (count, dz). If the pending circuits are calibrated, rates are
 * steered to the statistics in the code. `request` may be NULL. */
igraph_error_t latigraph_pending_generate(const latigraph_pending_t *pending, int count,
                                          const double *codes, int threads,
                                          const latigraph_pending_request_t *request,
                                          latigraph_circuit_list_t *circuits);

#endif
