/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_IDENTITY_H
#define LATIGRAPH_CIRCUIT_IDENTITY_H

#include "circuit/circuit.h"

/* Finds the names of the neurons among the columns and takes these columns away: the first there
 * is of "neuron", "name" and, if its values are known and distinct, "label"; else `id` (n texts or
 * NULL: then names stay "0", "1", ...). A name that is not known is replaced by the id. Names that
 * are not distinct are an error. A column "label" that was not chosen stays. */
igraph_error_t latigraph_circuit_find_names(latigraph_circuit_t *circuit, const char *const *id);

#endif
