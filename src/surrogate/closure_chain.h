/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_CLOSURE_CHAIN_H
#define LATIGRAPH_SURROGATE_CLOSURE_CHAIN_H

#include "surrogate/state.h"

/* A chain of swaps over graphs whose pairs have a law, with all degrees of the graph kept. It works
 * on arrays, so that worker threads can use it for one graph after the other. */
typedef struct {
    latigraph_plan_t plan;
    latigraph_acceptance_t acceptance;
    latigraph_state_t state;
    int most;     /* neurons of the largest graph */
    int capacity; /* edges that `slots` has memory for */
    int *rows;    /* (4, most + 1) first and last slots of senders */
    int *slots;   /* (5, capacity) edges of both lists, and twins */
    int *blocks;  /* (capacity) 0: there is one block of slots */
    int *degrees; /* (2, most + 1) out- and in-degrees */
    float *rates; /* (2, most, most) memory of the law */
    latigraph_pair_law_t law;
    latigraph_edge_sums_t edge_sums;
} latigraph_closure_chain_t;

/* Allocates for graphs of up to `most` neurons, 23,000 at most. Raises IGRAPH_ENOMEM. The chain
 * must not be moved afterwards. */
igraph_error_t latigraph_closure_chain_init(latigraph_closure_chain_t *chain, int most);
void latigraph_closure_chain_destroy(latigraph_closure_chain_t *chain);

/* Takes a simple graph of n neurons and m edges, with the random numbers of (seed, index). The law
 * of its pairs is read from chain->law, whose arrays the caller fills before or after. No statistic
 * has an energy until the caller sets stiffness and aim in the acceptance, whose arrays are
 * numbered by latigraph_tilt_t. Returns false if memory is short. */
gboolean latigraph_closure_chain_start(latigraph_closure_chain_t *chain, int n, int m,
                                       const int *from, const int *to, guint64 seed, guint64 index);
/* Sums over the edges that the chain was started with from now on, at the positions of the circuit,
 * which must exist until the next start. The caller sets the stiffness. */
void latigraph_closure_chain_sum_edges(latigraph_closure_chain_t *chain,
                                       const latigraph_circuit_t *circuit, int m, const int *from,
                                       const int *to);
/* Writes the edges, sorted by sender and receiver. */
void latigraph_closure_chain_edges(const latigraph_closure_chain_t *chain, int *from, int *to);

#endif
