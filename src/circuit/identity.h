/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_IDENTITY_H
#define LATIGRAPH_CIRCUIT_IDENTITY_H

#include "circuit/circuit.h"

/* Takes the names of the neurons from the columns and removes the columns used. The first existing
 * column of "neuron", "name" and "label" is used, "label" only if its values are known and
 * distinct. Without such a column, the names are `id` (n texts), or stay "0", "1", ... if `id` is
 * NULL. A neuron whose name is not known gets its id. Names that are not distinct raise
 * IGRAPH_EINVAL. A column "label" that is not used is kept. */
igraph_error_t latigraph_circuit_find_names(latigraph_circuit_t *circuit, const char *const *id);

#endif
