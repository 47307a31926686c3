/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_STRONGEST_H
#define LATIGRAPH_OPERATION_STRONGEST_H

#include "operation/operation.h"

/* The entries of a list of numbers that a text names, and how it names them. */
typedef struct {
    int most;                     /* entries at most */
    igraph_integer_t without;     /* entry to leave out, or -1 */
    igraph_real_t least;          /* smallest absolute value that is listed */
    gboolean percent;             /* "88 %" instead of "+0.88" */
    const igraph_vector_t *error; /* adds "± 0.03" where it is finite; NULL: none */
} strongest_t;

/* Appends "log-density +0.88, transitivity -0.05" to a list of texts: the entries with the greatest
 * absolute values, without those that are not defined. "" if there are none. */
igraph_error_t latigraph_append_strongest(igraph_strvector_t *texts, const igraph_vector_t *values,
                                          const igraph_strvector_t *names,
                                          const strongest_t *options);
/* The same for row `row` or column `column` of a matrix. */
igraph_error_t latigraph_append_strongest_of_row(igraph_strvector_t *texts,
                                                 const igraph_matrix_t *matrix,
                                                 igraph_integer_t row,
                                                 const igraph_strvector_t *names,
                                                 const strongest_t *options);
igraph_error_t latigraph_append_strongest_of_column(igraph_strvector_t *texts,
                                                    const igraph_matrix_t *matrix,
                                                    igraph_integer_t column,
                                                    const igraph_strvector_t *names,
                                                    const strongest_t *options);

#endif
