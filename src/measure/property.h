/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_PROPERTY_H
#define LATIGRAPH_MEASURE_PROPERTY_H

#include "measure/subject.h"

#include <latigraph/measure.h>

/* Measures one property; the value is NaN where it is not defined. Measures draw no random numbers.
 */
typedef igraph_error_t latigraph_measure_t(const latigraph_subject_t *subject,
                                           igraph_real_t *value);

/* degrees.c */
latigraph_measure_t latigraph_measure_density;
latigraph_measure_t latigraph_measure_mean_degree;
latigraph_measure_t latigraph_measure_out_degree_cv;
latigraph_measure_t latigraph_measure_in_degree_cv;
latigraph_measure_t latigraph_measure_degree_correlation;
latigraph_measure_t latigraph_measure_assortativity;
latigraph_measure_t latigraph_measure_assortativity_out_out;
latigraph_measure_t latigraph_measure_assortativity_in_in;
latigraph_measure_t latigraph_measure_assortativity_in_out;

/* closure.c */
latigraph_measure_t latigraph_measure_reciprocity;
latigraph_measure_t latigraph_measure_transitivity;
latigraph_measure_t latigraph_measure_feed_forward;
latigraph_measure_t latigraph_measure_feed_forward_excess;
latigraph_measure_t latigraph_measure_cyclic;
latigraph_measure_t latigraph_measure_reciprocity_excess;
latigraph_measure_t latigraph_measure_local_clustering;
latigraph_measure_t latigraph_measure_cyclic_ratio;
latigraph_measure_t latigraph_measure_triad_003;
latigraph_measure_t latigraph_measure_triad_012;
latigraph_measure_t latigraph_measure_triad_102;
latigraph_measure_t latigraph_measure_triad_021D;
latigraph_measure_t latigraph_measure_triad_021U;
latigraph_measure_t latigraph_measure_triad_021C;
latigraph_measure_t latigraph_measure_triad_111D;
latigraph_measure_t latigraph_measure_triad_111U;
latigraph_measure_t latigraph_measure_triad_030T;
latigraph_measure_t latigraph_measure_triad_030C;
latigraph_measure_t latigraph_measure_triad_201;
latigraph_measure_t latigraph_measure_triad_120D;
latigraph_measure_t latigraph_measure_triad_120U;
latigraph_measure_t latigraph_measure_triad_120C;
latigraph_measure_t latigraph_measure_triad_210;
latigraph_measure_t latigraph_measure_triad_300;

/* reach.c */
latigraph_measure_t latigraph_measure_path_length;
latigraph_measure_t latigraph_measure_modularity;
latigraph_measure_t latigraph_measure_giant_scc;
latigraph_measure_t latigraph_measure_global_efficiency;
latigraph_measure_t latigraph_measure_small_worldness;

/* spectrum.c */
latigraph_measure_t latigraph_measure_spectral_radius;

/* edges.c */
latigraph_measure_t latigraph_measure_edge_length;
latigraph_measure_t latigraph_measure_weight_mean;
latigraph_measure_t latigraph_measure_weight_cv;

/* simplices.c */
latigraph_measure_t latigraph_measure_cycle_participation;
latigraph_measure_t latigraph_measure_simplices_2;
latigraph_measure_t latigraph_measure_simplices_3;

/* centre.c */
latigraph_measure_t latigraph_measure_betweenness_centralization;
latigraph_measure_t latigraph_measure_max_coreness;
latigraph_measure_t latigraph_measure_rich_club;

/* eigenvalues.c */
latigraph_measure_t latigraph_measure_spectral_gap;
latigraph_measure_t latigraph_measure_non_normality;
latigraph_measure_t latigraph_measure_effective_rank;
latigraph_measure_t latigraph_measure_algebraic_connectivity;
latigraph_measure_t latigraph_measure_laplacian_ratio;

/* types.c */
latigraph_measure_t latigraph_measure_type_assortativity;
latigraph_measure_t latigraph_measure_ei_balance;

/* clustering.c */
latigraph_measure_t latigraph_measure_directed_clustering;
latigraph_measure_t latigraph_measure_weighted_directed_clustering;
latigraph_measure_t latigraph_measure_onnela_clustering;
latigraph_measure_t latigraph_measure_barrat_clustering;
/* Sums the weights of both directions for each edge of the skeleton of a circuit with weights. */
igraph_error_t latigraph_skeleton_weights(const latigraph_circuit_t *circuit,
                                          const igraph_t *skeleton, igraph_vector_t *weights);

/* strengths.c */
latigraph_measure_t latigraph_measure_mean_strength;
latigraph_measure_t latigraph_measure_out_strength_cv;
latigraph_measure_t latigraph_measure_in_strength_cv;
latigraph_measure_t latigraph_measure_weighted_efficiency;
/* Returns the sum of the weights of the edges that a neuron sends, or receives. The circuit has
 * weights. */
double latigraph_strength(const latigraph_circuit_t *circuit, int i, gboolean out);

/* bow_tie.c */
latigraph_measure_t latigraph_measure_bow_tie_in;
latigraph_measure_t latigraph_measure_bow_tie_out;

/* property_table.c */
typedef struct {
    latigraph_property_info_t info;
    latigraph_measure_t *measure;
    guint needs; /* set of the quantities that it reads (quantities.h) */
} latigraph_property_t;

enum { LATIGRAPH_PROPERTIES = 65 };
/* Number of rows at the beginning whose directions a fit stores in the model, and which are studied
 * if no property is named. It stays the same in every version, so that equal fits give equal
 * models. Rows from there on are studied if they are named. */
enum { LATIGRAPH_PROPERTIES_FITTED = 54 };
extern const latigraph_property_t latigraph_property_table[LATIGRAPH_PROPERTIES];

/* Measures the properties i for which wanted[i] is set, as latigraph_properties_with() does; all
 * others are NaN. NULL: all properties. Quantities of several circuits are computed in threads; the
 * values do not depend on their number. */
igraph_error_t latigraph_properties_wanted(const latigraph_circuit_list_t *circuits,
                                           const latigraph_callback_list_t *user,
                                           const igraph_bool_t *wanted, igraph_integer_t threads,
                                           igraph_matrix_t *values);

/* Measures the properties of these indices, as latigraph_properties_only() does, in threads.
 * `errors` gets standard errors, as below, and may be NULL. */
igraph_error_t latigraph_properties_chosen(const latigraph_circuit_list_t *circuits,
                                           const latigraph_callback_list_t *user,
                                           const igraph_vector_int_t *which,
                                           igraph_integer_t threads, igraph_matrix_t *values,
                                           igraph_matrix_t *errors);

/* Measures the wanted properties of one circuit into a row of such a matrix, without progress. */
igraph_error_t latigraph_measure_circuit(const latigraph_circuit_t *circuit,
                                         const latigraph_callback_list_t *user,
                                         const igraph_bool_t *wanted, igraph_matrix_t *values,
                                         igraph_integer_t row);

/* Measures one property of the table or of the user's list. */
igraph_error_t latigraph_measure_one(const latigraph_circuit_t *circuit,
                                     const latigraph_callback_list_t *user,
                                     igraph_integer_t property, igraph_real_t *value);

/* Does the same as latigraph_properties_wanted(). `errors` gets the standard errors of values that
 * are estimates, in the same places, and 0 elsewhere; NULL: they are not wanted. */
igraph_error_t latigraph_properties_estimated(const latigraph_circuit_list_t *circuits,
                                              const latigraph_callback_list_t *user,
                                              const igraph_bool_t *wanted, igraph_integer_t threads,
                                              igraph_matrix_t *values, igraph_matrix_t *errors);

/* estimates.c: gives the standard error of a measured value of the table; 0: it is exact. */
igraph_error_t latigraph_measure_error(const latigraph_subject_t *subject, int property,
                                       igraph_real_t value, igraph_real_t *error);
/* Returns the first circuit for which a property can take many minutes, or NULL. Reports leave such
 * properties out if nobody names them. */
const latigraph_circuit_t *latigraph_property_slow_circuit(const latigraph_circuit_list_t *circuits,
                                                           igraph_integer_t property);

/* user.c: checks the user's properties. Each needs a name, which is unique, and a function. `user`
 * may be NULL. */
igraph_error_t latigraph_check_user(const latigraph_callback_list_t *user);
/* Measures one of the user's properties on the calling thread. */
igraph_error_t latigraph_measure_user(const latigraph_callback_t *property,
                                      const latigraph_circuit_t *circuit, igraph_real_t *value);

/* Returns whether a property of the table is about the directions of edges, so that it says nothing
 * about an undirected graph. */
gboolean latigraph_property_needs_directions(igraph_integer_t i);

#endif
