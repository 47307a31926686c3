/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_EVALUATE_TABLES_H
#define LATIGRAPH_OPERATION_EVALUATE_TABLES_H

#include <latigraph/measure.h>

/* Tables of an evaluation, made from its means and from the matrix of latigraph_evaluate() with one
 * row per circuit. Matrices and lists arrive initialised and empty. */

/* Columns of that matrix. */
#define EVALUATE_COLUMNS                                                                           \
    "bits_total|bits_code|bits_nodes|bits_edges|bits_weights|bits_node_data|bits_erdos_renyi|"     \
    "bits_dyad|auc|auc_node_data"

/* Rows of the table of bits. */
#define EVALUATE_BITS                                                                              \
    "model|code|node codes|edges|weights (not counted)|node data alone|dyads (reciprocity)|"       \
    "random (Erdős–Rényi)"
/* Bits, percent against random, and edge AUC; NaN where there is none. */
igraph_error_t latigraph_tabulate_bits(const latigraph_evaluation_t *evaluation,
                                       igraph_vector_t *bits, igraph_vector_t *against_random,
                                       igraph_vector_t *auc);

/* Rows and columns of the intervals. */
#define EVALUATE_INTERVALS                                                                         \
    "bits_total|against_random|against_dyads|against_node_data|auc|auc_node_data|auc_gain"
igraph_error_t latigraph_tabulate_intervals(const latigraph_circuit_list_t *circuits,
                                            const igraph_matrix_t *per_circuit,
                                            latigraph_split_by_t by, igraph_uint_t seed,
                                            igraph_matrix_t *intervals, igraph_real_t *effective);

/* Columns of the summary of groups. */
#define EVALUATE_GROUPS "circuits|bits|against_random|auc|auc_node_data"
/* Names of the connectomes, or other groups, that the circuits are from, in the order of their
 * appearance, and means over the circuits of each. All stay empty if there is only one group, or
 * hardly two circuits per group. */
igraph_error_t latigraph_tabulate_groups(const latigraph_circuit_list_t *circuits,
                                         const igraph_matrix_t *per_circuit,
                                         igraph_strvector_t *groups, igraph_matrix_t *summary,
                                         igraph_matrix_t *means);

/* Columns of the table of sets that are worse off with codes. */
#define EVALUATE_WORSE "circuits|bits|bits_node_data|percent"
/* Sets of circuits, by group and by whether they are smaller than, of or larger than the sizes of
 * the fit, whose mean bits exceed those of node data alone: names and a row each. */
igraph_error_t latigraph_tabulate_worse(const latigraph_model_t *model,
                                        const latigraph_circuit_list_t *circuits,
                                        const igraph_matrix_t *per_circuit,
                                        igraph_strvector_t *worse, igraph_matrix_t *rows);

#endif
