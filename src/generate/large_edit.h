/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_LARGE_EDIT_H
#define LATIGRAPH_GENERATE_LARGE_EDIT_H

#include "generate/large_layer.h"

/* Edits of a large circuit, without arrays of all pairs (large_edit.c). */

/* A circuit and the law of which it counts as a draw. Neurons are places of the tree. */
typedef struct {
    latigraph_tree_t *tree;
    real_t *global, *node;         /* rows of the decoder */
    latigraph_large_layer_t layer; /* its parameters are those of `solution` */
    latigraph_solution_t solution; /* expected: mean statistics of drawings */
    latigraph_rows_t rows;         /* edges of the circuit */
} latigraph_large_edit_t;

/* Prepares a circuit for edits, given its example, the code z (dz) and node codes (n, du). Rates
 * are calibrated to the statistics in the code if `calibrate` is set and the code describes
 * circuits of this size. The caller destroys the edit and puts it on the FINALLY stack. Raises
 * IGRAPH_ENOMEM or IGRAPH_INTERRUPTED. O(drawings (n r + m √m)). */
igraph_error_t latigraph_large_edit_init(latigraph_large_edit_t *edit,
                                         const latigraph_model_t *model,
                                         const latigraph_example_t *example,
                                         const latigraph_circuit_t *circuit, const real_t *z,
                                         const real_t *node_codes, gboolean calibrate, guint64 seed,
                                         int threads);
void latigraph_large_edit_destroy(latigraph_large_edit_t *edit);

/* Edits the circuit to the law of another layer. `rows` are a drawing from that law, and become the
 * edges of the edited circuit. Random numbers depend on (seed, index) and on the dyad. Raises
 * IGRAPH_ENOMEM. O(m r). */
igraph_error_t latigraph_large_edit_couple(const latigraph_large_edit_t *edit,
                                           const latigraph_large_layer_t *after, guint64 seed,
                                           guint64 index, int threads, latigraph_rows_t *rows);

#endif
