/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_CLOSURE_H
#define LATIGRAPH_GENERATE_CLOSURE_H

#include "generate/generate.h"
#include "surrogate/closure_chain.h"

/* Returns whether the model has a closure stage for circuits of n neurons. */
gboolean latigraph_closes(const latigraph_model_t *model, int n);

/* Swaps edges of a drawn circuit towards the statistics of closure in its code z. All degrees stay.
 * `rates` are those that the edges were drawn from. Edges come out sorted by sender. `swaps` gets
 * the number of steps that changed the circuit. Returns false if memory is short.
 * O(n² + m n / 64 · mean degree). */
gboolean latigraph_close(latigraph_closure_chain_t *chain, const latigraph_model_t *model,
                         const real_t *z, const latigraph_rates_t *rates, guint64 seed,
                         guint64 index, latigraph_edge_list_t *edges, gint64 *swaps);

#endif
