/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_FINE_H
#define LATIGRAPH_MEASURE_FINE_H

#include "measure/subject.h"

/* Number of fine descriptors. */
enum { LATIGRAPH_FINE = 27 };

/* Computes the fine descriptors of a circuit, NaN where one is not defined. O(n³) up to 1000
 * neurons, beyond that O(n (n + m)) without singular values. Can be interrupted. */
igraph_error_t latigraph_describe_finely(const latigraph_circuit_t *circuit,
                                         double value[LATIGRAPH_FINE]);

#endif
