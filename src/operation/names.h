/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_NAMES_H
#define LATIGRAPH_OPERATION_NAMES_H

#include "operation/operation.h"

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

#endif
