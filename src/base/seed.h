/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_SEED_H
#define LATIGRAPH_BASE_SEED_H

#include <igraph.h>
#include <time.h>

/* Draws a seed for our streams from igraph's default generator, so that igraph_rng_seed(), or the
 * seed of Python or R, determines all results. The seed has 31 bits, so that a double or an R
 * integer can hold it.
 *
 * RNG_BEGIN() is how functions of igraph 0.10 seed a generator that has no seed. igraph 1.0 leaves
 * that to igraph_setup(), which the program calls. */
static inline igraph_uint_t latigraph_draw_seed(void) {
#ifdef RNG_BEGIN
    RNG_BEGIN();
#endif
    return (igraph_uint_t)igraph_rng_get_integer(igraph_rng_default(), 0, 0x7fffffff);
}

#endif
