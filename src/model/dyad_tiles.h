/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_DYAD_TILES_H
#define LATIGRAPH_MODEL_DYAD_TILES_H

#include "model/dyads.h"

/* Rates and probabilities of all pairs, tile by tile, for the evaluation of circuits. The arrays of
 * dyads_columns() must have been computed. `room` holds 3 DYADS_TILE numbers. Block k has the dyads
 * i < j with the senders i from k DYADS_ROWS on, so that blocks can be shared among threads. */

/* Returns the number of blocks of a circuit of n neurons. */
static inline int dyads_blocks(int n) {
    return (n + DYADS_ROWS - 1) / DYADS_ROWS;
}

/* Returns Σ of λ_ij + λ_ji + μ_ij over the dyads of a block, summed in double precision. */
double dyads_block_rates(const dyads_t *d, int block, real_t *room);

/* Calls `visit` with the probabilities of all dyads of a block, row by row in each tile. */
void dyads_block_probabilities(const dyads_t *d, double anti_reciprocity, int block, real_t *room,
                               latigraph_visit_pairs_t *visit, void *data);

#endif
