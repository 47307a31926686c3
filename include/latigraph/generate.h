/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_H
#define LATIGRAPH_GENERATE_H

#include <latigraph/model.h>

LATIGRAPH_BEGIN_C

/** Placement of the neurons of an unconditional circuit. */
typedef enum {
    LATIGRAPH_PLACE_FITTED, /**< as in the training circuits, whose width grows with their size */
    LATIGRAPH_PLACE_SLAB,   /**< uniform in a square across the depth axis, or in the plane */
    LATIGRAPH_PLACE_BALL    /**< uniform in a ball, or in a disc of the plane */
} latigraph_place_t;

/** Quantity that stays constant in circuits larger than those of the fit. */
typedef enum {
    LATIGRAPH_DENSITY_AUTO,  /**< space for models with positions, degree for models without */
    LATIGRAPH_DENSITY_SPACE, /**< the rate of a pair of neurons, given their distance if
                                  positions are known */
    LATIGRAPH_DENSITY_DEGREE /**< the sum of a neuron's rates: the rate of a pair falls with the
                                  number of neurons beyond the largest training circuit */
} latigraph_density_t;

/** Options of a generation. */
typedef struct {
    igraph_integer_t nodes; /**< neurons per circuit; 0: as many as the given circuit has, or
                                 drawn */
    igraph_integer_t count; /**< number of circuits to generate */
    igraph_integer_t threads;
    igraph_uint_t seed;
    igraph_bool_t uncalibrated;      /**< use the decoder's rates unchanged, instead of constraining
                                          circuits to the statistics in their codes */
    const char *group;               /**< group of training circuits whose code density is sampled;
                                          NULL: all training circuits */
    latigraph_place_t place;         /**< placement of drawn neurons */
    latigraph_density_t density;     /**< rule for circuits larger than those of the fit */
    igraph_real_t mean_degree;       /**< requested edges per neuron, reached by one factor on all
                                          rates; 0: no request */
    igraph_integer_t first;          /**< circuits of the ensemble that precede this call's and are
                                          skipped */
    igraph_bool_t independent_dyads; /**< leave the closure stage out, so that dyads are independent
                                      given the rates */
} latigraph_generate_options_t;

/** Sets nodes 0, count 1, threads 1 and a seed drawn from igraph's default generator. */
LATIGRAPH_EXPORT void latigraph_generate_options_init(latigraph_generate_options_t *options);

/**
 * Generates circuits and appends them to \p circuits. \p codes has one row that all circuits share,
 * or \c count rows. If it is NULL, codes are drawn from the density fitted to the training codes.
 * \p like supplies the node data. If it is NULL, node data are drawn from the law fitted to the
 * training circuits.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_generate(const latigraph_model_t *model,
                                                   latigraph_circuit_list_t *circuits,
                                                   const igraph_matrix_t *codes,
                                                   const latigraph_circuit_t *like,
                                                   const latigraph_generate_options_t *options);

/** Generates circuits and passes each to \p sink as soon as it is complete. */
LATIGRAPH_EXPORT igraph_error_t latigraph_generate_each(const latigraph_model_t *model,
                                                        const igraph_matrix_t *codes,
                                                        const latigraph_circuit_t *like,
                                                        const latigraph_generate_options_t *options,
                                                        latigraph_circuit_sink_t *sink, void *data);

/**
 * Takes some edges of a circuit whose neurons and node data \p neurons has. \p edges has two
 * numbers per edge, sender and receiver, as for \c igraph_create(); \p weights has one number per
 * edge, or is NULL. All belong to the caller of the sink.
 */
typedef igraph_error_t latigraph_edge_sink_t(const latigraph_circuit_t *neurons,
                                             const igraph_vector_int_t *edges,
                                             const igraph_vector_t *weights, void *data);

/** Totals of a circuit whose edges were handed on. */
typedef struct {
    igraph_integer_t neurons;
    igraph_integer_t edges;
    igraph_integer_t mutual_pairs; /**< pairs of neurons with edges both ways; each has two edges */
    igraph_real_t rate_factor;     /**< factor on all rates, 1 if there is none */
} latigraph_edge_totals_t;

/** Draws one large circuit and passes its edges to \p sink as they come. */
LATIGRAPH_EXPORT igraph_error_t latigraph_generate_edges(
    const latigraph_model_t *model, const igraph_matrix_t *codes, const latigraph_circuit_t *like,
    const latigraph_generate_options_t *options, latigraph_edge_sink_t *sink, void *data,
    latigraph_edge_totals_t *totals);
/** Draws one large circuit and writes it to a folder of tables as its edges come. */
LATIGRAPH_EXPORT igraph_error_t latigraph_generate_to_folder(
    const latigraph_model_t *model, const igraph_matrix_t *codes, const latigraph_circuit_t *like,
    const latigraph_generate_options_t *options, const char *folder,
    latigraph_edge_totals_t *totals);

/** Compares the statistics of a circuit with those of the training circuits. */
LATIGRAPH_EXPORT igraph_error_t latigraph_compare_with_training(const latigraph_model_t *model,
                                                                const latigraph_circuit_t *circuit,
                                                                igraph_matrix_t *figures);
/** Generates one igraph graph from a code, or from a drawn code if \p code is NULL. */
LATIGRAPH_EXPORT igraph_error_t latigraph_generate_graph(const latigraph_model_t *model,
                                                         igraph_t *graph,
                                                         const igraph_vector_t *code,
                                                         igraph_integer_t nodes,
                                                         igraph_uint_t seed);

LATIGRAPH_END_C

#endif
