/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_LESION_SLOPES_H
#define LATIGRAPH_MEASURE_LESION_SLOPES_H

#include "circuit/circuit.h"

/* Returns IGRAPH_EINVAL, with a message that lists the properties that have slopes, unless this
 * property has them. `name` is its name. */
igraph_error_t latigraph_lesion_check_slopes(igraph_integer_t property, const char *name);

/* Computes to first order how a property that has slopes changes without each edge of a circuit,
 * change (m), or without each neuron, change (n). If neurons are silenced, they lose their edges
 * alone. O(m + Σ over edges of the partners of both ends). */
igraph_error_t latigraph_lesion_slopes(const latigraph_circuit_t *circuit, gboolean edges,
                                       gboolean silence, igraph_integer_t property, double *change);

#endif
