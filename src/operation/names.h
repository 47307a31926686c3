/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_NAMES_H
#define LATIGRAPH_OPERATION_NAMES_H

#include "operation/operation.h"

#include <latigraph/latent.h>
#include <latigraph/model.h>

/* Lists of names that label the outputs of several operations. Each function replaces the contents
 * of an initialised list. */

/* The properties of the table, then those of the user (NULL: none). */
igraph_error_t latigraph_name_properties(const latigraph_callback_list_t *user,
                                         igraph_strvector_t *names);
/* The statistics in the first coordinates of the model's code. */
igraph_error_t latigraph_name_statistics(const latigraph_model_t *model, igraph_strvector_t *names);
/* The circuits of a list. */
igraph_error_t latigraph_name_circuits(const latigraph_circuit_list_t *circuits,
                                       igraph_strvector_t *names);

/* Appends the group of each circuit: its graph attribute of this name, which it must have, or
 * latigraph_circuit_group() if the name is NULL. */
igraph_error_t latigraph_label_circuits(const latigraph_circuit_list_t *circuits,
                                        const char *attribute, igraph_strvector_t *labels);

/* "axis 1", "axis 2", ...: `word` and numbers from 1, or numbers alone if it is NULL. */
igraph_error_t latigraph_name_by_number(const char *word, igraph_integer_t count,
                                        igraph_strvector_t *names);

/* Appends the indices of properties by name (NULL: none); operations among them are added to the
 * user's. */
igraph_error_t latigraph_resolve_names(latigraph_callback_list_t *user,
                                       const igraph_strvector_t *names,
                                       igraph_vector_int_t *properties);

/* Replaces `which` by the indices of node properties by name (NULL: it stays as it is), and lists
 * the names of all in it. */
igraph_error_t latigraph_choose_node_properties(const igraph_strvector_t *only,
                                                igraph_vector_int_t *which,
                                                igraph_strvector_t *names);

/* Remarks that names of neurons coincide, although no file states their connectome (names.c). */
igraph_error_t latigraph_remark_coinciding(igraph_integer_t count, latigraph_remarks_t *remarks);

/* --- homologous.c ---------------------------------------------------------------------------- */

/* The same, unless the neurons have identities across connectomes. */
igraph_error_t latigraph_remark_overlap(const latigraph_overlap_t *overlap,
                                        latigraph_remarks_t *remarks);
/* Remarks which neurons of evaluated circuits training circuits have, too: by their names and
 * connectomes, or by their identities. */
igraph_error_t latigraph_remark_evaluated(const latigraph_model_t *model,
                                          const latigraph_evaluation_t *evaluation,
                                          latigraph_remarks_t *remarks);
/* Remarks that a split by animal has one animal, or circuits of unknown connectome. `about` is the
 * output that the split concerns. */
igraph_error_t latigraph_remark_split(const latigraph_circuit_list_t *circuits,
                                      latigraph_split_by_t by, const char *about,
                                      latigraph_remarks_t *remarks);

#endif
