/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_EDIT_H
#define LATIGRAPH_GENERATE_EDIT_H

#include "generate/generate.h"

/* A circuit that is to be changed as little as possible: its own node codes, and the rates under
 * which it counts as a draw of the model. New rates then change only those dyads that they have to:
 * a dyad in state s stays with probability min(1, P′_s / P_s), or else takes a state of which P′
 * has more than P, in proportion. If the circuit is a draw from P, the result is one from P′, and
 * no coupling of the two keeps more dyads (maximal coupling: Lindvall, Lectures on the coupling
 * method, 1992). */
struct latigraph_edit_t {
    const latigraph_circuit_t *circuit; /* borrowed */
    int n;
    guchar *edge;                  /* (n, n) is there an edge i → j? */
    real_t *node_codes;            /* (n, du) posterior means */
    real_t *log_rate, *log_mutual; /* (n, n) before */
    double anti_reciprocity;       /* before */
};

/* Infers node codes (posterior means, refined by gradient descent) at the code (dz) and the rates
 * that generation has there: calibrated to what the code tells unless `calibrate` is false. O(n² r
 * + n³). Goes on the FINALLY stack by the caller's hand. */
igraph_error_t latigraph_edit_init(latigraph_edit_t *edit, const latigraph_model_t *model,
                                   const latigraph_circuit_t *circuit, const double *code,
                                   gboolean calibrate, igraph_uint_t seed);
void latigraph_edit_destroy(latigraph_edit_t *edit);

/* The state after the change, given the one before and a uniform number. */
int latigraph_couple_states(const double before[4], const double after[4], int state, double draw);
/* Draws the edges of the changed circuit. One uniform number a dyad. Empties `edges` first. O(n²).
 */
void latigraph_edit_edges(const latigraph_edit_t *edit, const latigraph_rates_t *rates,
                          latigraph_stream_t *stream, latigraph_edge_list_t *edges);
/* Gives edges that the circuit had their old weights back. */
void latigraph_edit_weights(const latigraph_edit_t *edit, latigraph_edge_list_t *edges);

#endif
