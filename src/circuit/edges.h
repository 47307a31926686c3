/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_EDGES_H
#define LATIGRAPH_CIRCUIT_EDGES_H

#include "circuit/circuit.h"

/* A list of edges as a file or a graph gives it: with self-loops, repeated and undirected edges,
 * and weights of any value (NaN: not known). */
typedef struct {
    int m;
    const int *from, *to;       /* (m) */
    const double *weight;       /* (m), or NULL */
    const double *sign;         /* (m) −1 or 1, or NULL */
    const gboolean *undirected; /* (m) whether each edge is undirected, or NULL */
    gboolean directed;          /* edges are directed, if `undirected` is NULL */
} latigraph_raw_edges_t;

/* Returns why the options do not allow a weight, and what to do, or NULL if they allow it. */
const char *latigraph_weight_fault(double weight, const latigraph_read_options_t *options);

/* Returns whether all of m numbers are −1 or 1. */
gboolean latigraph_are_signs(const double *number, int m);
/* Returns whether the attribute "sign" is read under this option weight: not if weights are ignored
 * or are that attribute. */
gboolean latigraph_weight_has_signs(const char *weight);

/* Returns whether every edge of a circuit has its reverse, of the same weight and sign. O(m log
 * degree). */
gboolean latigraph_circuit_is_symmetric(const latigraph_circuit_t *circuit);

/* Sets the edges of a circuit from such a list. The options decide what happens to loops, repeated
 * edges and weights; the counts are added to the report, which may be NULL. Repeated edges without
 * weights get their number as the weight. The neurons must have their names already, because error
 * messages quote them. O(n + m). */
igraph_error_t latigraph_circuit_settle_edges(latigraph_circuit_t *circuit,
                                              const latigraph_raw_edges_t *list,
                                              const latigraph_read_options_t *options,
                                              latigraph_read_report_t *report);

#endif
