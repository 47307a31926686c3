/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_H
#define LATIGRAPH_GENERATE_H

#include <latigraph/model.h>

LATIGRAPH_BEGIN_C

/** Where the neurons of an unconditional circuit are. */
typedef enum {
    LATIGRAPH_PLACE_FITTED, /**< as in the training circuits, which grow in width with their size */
    LATIGRAPH_PLACE_SLAB,   /**< evenly in a square across the axis of depth, or of the plane */
    LATIGRAPH_PLACE_BALL    /**< evenly in a ball, or a disc of the plane */
} latigraph_place_t;

/** What stays the same in circuits larger than those of the fit. */
typedef enum {
    LATIGRAPH_DENSITY_AUTO,  /**< with positions space, without them degree */
    LATIGRAPH_DENSITY_SPACE, /**< the rates of neurons at a distance, or of any two without one */
    LATIGRAPH_DENSITY_DEGREE /**< the rates of a neuron's edges together: those of pairs fall with
                                  the number of neurons beyond the largest circuit of the fit */
} latigraph_density_t;

typedef struct {
    igraph_integer_t nodes; /**< neurons of each circuit; 0: as the circuit given, or drawn */
    igraph_integer_t count; /**< circuits to generate */
    igraph_integer_t threads;
    igraph_uint_t seed;
    igraph_bool_t uncalibrated;  /**< take the decoder's rates as they are, instead of holding
                                    circuits  to the statistics that their codes tell */
    const char *group;           /**< draw codes of this group of training circuits; NULL: of all */
    latigraph_place_t place;     /**< of neurons that are drawn */
    latigraph_density_t density; /**< of circuits that are larger than those of the fit */
    igraph_real_t mean_degree; /**< edges a neuron that is to be met by a factor on all rates; 0: as
                                    the rates say */
    igraph_integer_t first;    /**< circuits of the ensemble before these, which are not made */
} latigraph_generate_options_t;

/** Sets nodes 0, count 1, threads 1 and a seed drawn from igraph's default generator. */
LATIGRAPH_EXPORT void latigraph_generate_options_init(latigraph_generate_options_t *options);

/**
 * Generates circuits. \p codes is a matrix with one row (used for every
 * circuit), with \c count rows, or NULL (codes are drawn from the density
 * fitted to the training codes). \p like gives the node data, or NULL (node
 * data of training circuits whose codes are near).
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_generate(const latigraph_model_t *model,
                                                   latigraph_circuit_list_t *circuits,
                                                   const igraph_matrix_t *codes,
                                                   const latigraph_circuit_t *like,
                                                   const latigraph_generate_options_t *options);

LATIGRAPH_EXPORT igraph_error_t latigraph_generate_each(const latigraph_model_t *model,
                                                        const igraph_matrix_t *codes,
                                                        const latigraph_circuit_t *like,
                                                        const latigraph_generate_options_t *options,
                                                        latigraph_circuit_sink_t *sink, void *data);
LATIGRAPH_EXPORT igraph_error_t latigraph_compare_with_training(const latigraph_model_t *model,
                                                                const latigraph_circuit_t *circuit,
                                                                igraph_matrix_t *figures);
LATIGRAPH_EXPORT igraph_error_t latigraph_generate_graph(const latigraph_model_t *model,
                                                         igraph_t *graph,
                                                         const igraph_vector_t *code,
                                                         igraph_integer_t nodes,
                                                         igraph_uint_t seed);

LATIGRAPH_END_C

#endif
