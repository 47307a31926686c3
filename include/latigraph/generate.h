/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_H
#define LATIGRAPH_GENERATE_H

#include <latigraph/model.h>

LATIGRAPH_BEGIN_C

typedef struct {
    igraph_integer_t nodes; /**< neurons of each circuit; 0: as the circuit given, or drawn */
    igraph_integer_t count; /**< circuits to generate */
    igraph_integer_t threads;
    igraph_uint_t seed;
    igraph_bool_t uncalibrated; /**< take the decoder's rates as they are, instead of holding circuits
                                     to the statistics that their codes tell */
    const char *group; /**< draw codes of this group of training circuits; NULL: of all */
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
LATIGRAPH_EXPORT igraph_error_t latigraph_generate_graph(const latigraph_model_t *model,
                                                         igraph_t *graph,
                                                         const igraph_vector_t *code,
                                                         igraph_integer_t nodes,
                                                         igraph_uint_t seed);

LATIGRAPH_END_C

#endif
