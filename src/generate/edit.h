/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_EDIT_H
#define LATIGRAPH_GENERATE_EDIT_H

#include "generate/generate.h"
#include "generate/large_edit.h"

/* A circuit whose edges are edited: its node codes and the rates of which it counts as a draw. New
 * rates change as few dyads as possible (edit.c). A large circuit has no arrays of all pairs. */
struct latigraph_edit_t {
    const latigraph_circuit_t *circuit; /* borrowed */
    int n;
    guchar *edge;                  /* (n, n) whether the circuit has an edge i → j */
    real_t *node_codes;            /* (n, du) posterior means */
    real_t *log_rate, *log_mutual; /* (n, n) rates before the edit */
    double anti_reciprocity;       /* value before the edit */
    latigraph_large_edit_t *large; /* takes the place of these arrays; or NULL */
};

/* Infers the node codes and rates of a circuit at the code (dz). Node codes are posterior means,
 * refined by gradient descent. Rates are those of generation: calibrated to the statistics in the
 * code unless `calibrate` is false. The caller destroys the edit and puts it on the FINALLY stack.
 * O(n² r + n³); large circuits: O(drawings (n r + m √m)) and what the refinement takes. */
igraph_error_t latigraph_edit_init(latigraph_edit_t *edit, const latigraph_model_t *model,
                                   const latigraph_circuit_t *circuit, const double *code,
                                   gboolean calibrate, igraph_uint_t seed, int threads);
void latigraph_edit_destroy(latigraph_edit_t *edit);

/* Returns the state after the edit, given the state before it and a uniform random number. */
int latigraph_couple_states(const double before[4], const double after[4], int state, double draw);
/* Draws the edges of the edited circuit, with one uniform number per dyad. Empties `edges` first.
 * O(n²). */
void latigraph_edit_edges(const latigraph_edit_t *edit, const latigraph_rates_t *rates,
                          latigraph_stream_t *stream, latigraph_edge_list_t *edges);
/* Returns the weight of an edge after the edit: its weight before the edit, or else the drawn one.
 */
double latigraph_edit_weight(const latigraph_edit_t *edit, int from, int to, double drawn);
/* Restores the weights of the edges that the circuit had before the edit. */
void latigraph_edit_weights(const latigraph_edit_t *edit, latigraph_edge_list_t *edges);

#endif
