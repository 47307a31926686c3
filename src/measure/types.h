/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_TYPES_H
#define LATIGRAPH_MEASURE_TYPES_H

#include "circuit/circuit.h"

/* Returns the column called "type" if it is categorical, else the first categorical one, else NULL.
 */
const latigraph_column_t *latigraph_type_column(const latigraph_circuit_t *circuit);

#endif
