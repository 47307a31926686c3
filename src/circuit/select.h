/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_SELECT_H
#define LATIGRAPH_CIRCUIT_SELECT_H

#include "circuit/circuit.h"

/* selected[i] (n) gets whether neuron i meets the condition; see latigraph_circuit_select(). */
igraph_error_t latigraph_select_mask(const latigraph_circuit_t *circuit, const char *expression,
                                     gboolean *selected);

/* A number in [0, 1) that depends on the name of a neuron alone: the 53 leading bits of its
 * SHA-256, as a fraction. In Python: (int(hashlib.sha256(name.encode()).hexdigest()[:16], 16)
 * >> 11) / 2**53. */
double latigraph_neuron_hash(const char *neuron);

#endif
