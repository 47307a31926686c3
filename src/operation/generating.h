/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_GENERATING_H
#define LATIGRAPH_OPERATION_GENERATING_H

#include "operation/operation.h"

#include <latigraph/generate.h>

/* Checks and remarks that the operations generate and generate_edges share. */

/* Refuses options that contradict each other. */
igraph_error_t latigraph_check_generating(const igraph_matrix_t *codes,
                                          const latigraph_circuit_t *like,
                                          const latigraph_generate_options_t *options);
/* Finds the codes to generate from: those that are given or, without a group, that of the circuit
 * in `like`. *wanted says whether there are any. */
igraph_error_t latigraph_find_codes(const latigraph_model_t *model, const igraph_matrix_t *given,
                                    const latigraph_circuit_t *like, const char *group,
                                    igraph_matrix_t *codes, igraph_bool_t *wanted);
/* Says that n neurons with m edges have not the mean degree that was requested (0: none), or no
 * edge at all. `name` is that of the circuit. */
igraph_error_t latigraph_remark_degree(const char *name, double n, double m, double asked,
                                       latigraph_remarks_t *remarks);

#endif
