/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_SURROGATES_H
#define LATIGRAPH_SURROGATE_SURROGATES_H

#include "surrogate/mixing.h"
#include "surrogate/state.h"

/* Receives each surrogate in turn, and takes it over. The code IGRAPH_STOP says that no more
 * surrogates are needed, and is no error. */
typedef igraph_error_t latigraph_surrogate_visitor_t(latigraph_circuit_t *surrogate, void *data);

/* Makes surrogates as latigraph_surrogates() does and hands each to the visitor. */
igraph_error_t latigraph_surrogates_each(const latigraph_circuit_t *circuit,
                                         const latigraph_surrogate_options_t *options,
                                         latigraph_surrogate_visitor_t *visit, void *data,
                                         latigraph_surrogate_report_t *report);

/* state_circuit.c: makes a circuit with the neurons of another one and these m edges; `weight` and
 * `sign` may be NULL. It is undirected, and has the graph attributes, if the other one is. */
igraph_error_t latigraph_surrogate_circuit(const latigraph_circuit_t *circuit, const char *name,
                                           int m, const int *from, const int *to,
                                           const double *weight, const gint8 *sign,
                                           latigraph_circuit_t **surrogate);

/* verdict.c: returns the rung that says how much of an unexplained property is left; −1 if no rung
 * says anything about it. */
igraph_integer_t latigraph_ladder_last(const latigraph_ladder_t *ladder, igraph_integer_t property,
                                       igraph_real_t rate);
/* verdict.c: returns whether the circuit lies outside all surrogates of a rung. */
igraph_bool_t latigraph_ladder_is_outside(const latigraph_ladder_t *ladder,
                                          igraph_integer_t property, igraph_integer_t rung);

/* chain.c: reads what is kept as latigraph_constraints_parse() does, and raises no error. Returns
 * NULL, or `word` with the first word that is nothing that surrogates can keep. */
enum { LATIGRAPH_KEPT_WORD = 40 };
const char *latigraph_constraints_read(latigraph_constraints_t *keep, const char *text,
                                       char word[LATIGRAPH_KEPT_WORD]);

/* state_circuit.c: makes the circuit of a state under a name of its own; `index` numbers the random
 * numbers that permute weights. */
igraph_error_t latigraph_state_circuit(const latigraph_state_t *state,
                                       const latigraph_circuit_t *circuit, const char *name,
                                       latigraph_surrogate_weights_t weights, guint64 seed,
                                       guint64 index, latigraph_circuit_t **surrogate);

/* weights.c: permutes the weights of edges from[k] → to[k], of which there are
 * latigraph_plan_edges(). On entry edge[k] is the circuit's edge whose weight edge k has; on return
 * it is the one that it gets. */
igraph_error_t latigraph_weights_permute(const latigraph_plan_t *plan,
                                         const latigraph_circuit_t *circuit,
                                         latigraph_surrogate_weights_t weights, guint64 seed,
                                         guint64 index, const int *from, const int *to, int *edge);

/* exact_weights.c: changes whole weights of edges from[k] → to[k] such that all strengths are the
 * circuit's, if these edges allow it. O(m · mean degree + missing strength · m). */
igraph_error_t latigraph_weights_exact(const latigraph_circuit_t *circuit, guint64 seed,
                                       guint64 index, const int *from, const int *to,
                                       double *weight);

/* Adds the relative errors of strengths of one surrogate, and the distance of its weights from the
 * circuit's, to the report. */
igraph_error_t latigraph_weights_compare(const latigraph_circuit_t *circuit,
                                         const latigraph_circuit_t *surrogate,
                                         latigraph_surrogate_weights_t weights,
                                         latigraph_surrogate_report_t *report);

#endif
