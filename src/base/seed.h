/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_SEED_H
#define LATIGRAPH_BASE_SEED_H

#include <igraph.h>

/* A seed for our streams from igraph's default generator, so that the caller's igraph_rng_seed()
 * (or Python's or R's seed) decides. 31 bits: it fits wherever a seed is noted, as a number too. */
static inline igraph_uint_t latigraph_draw_seed(void) {
    return (igraph_uint_t)igraph_rng_get_integer(igraph_rng_default(), 0, 0x7fffffff);
}

#endif
