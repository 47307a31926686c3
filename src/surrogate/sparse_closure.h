/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_SPARSE_CLOSURE_H
#define LATIGRAPH_SURROGATE_SPARSE_CLOSURE_H

#include "base/random.h"
#include "surrogate/edge_sums.h"
#include "surrogate/motifs.h"
#include "surrogate/state.h"

/* A chain of swaps over large graphs whose pairs have a law, with all degrees of the graph kept.
 * Memory and time grow with the edges (sparse_closure.c). */

/* Computes the law of two pairs: ln of the probability of the edge from[k] → to[k] alone, or of
 * both edges if `mutual`, over that of no edge. `length` gets the lengths of the pairs, 0 where
 * they are not known. */
typedef void latigraph_pair_odds_t(const void *data, gboolean mutual, const int from[2],
                                   const int to[2], double odds[2], double length[2]);

/* A connected pair: one edge from → to, or both. */
typedef struct {
    int from, to;
    int shared;         /* partners that the two have in common */
    float odds, length; /* law of its state, and length */
} latigraph_closing_pair_t;

/* A partner of a neuron. */
typedef struct {
    int partner, pair;
} latigraph_partner_t;

typedef struct {
    int n, size, one_way;           /* neurons, connected pairs, and those with one edge */
    latigraph_closing_pair_t *pair; /* (size) pairs with one edge, then those with both */
    int *start;                     /* (n + 1) rows of partners; degrees stay the same */
    int *filled;                    /* (n) present length of each row */
    latigraph_partner_t *row;       /* (2 size) partners of each neuron in ascending order */
    double *local, *damped;         /* (n) share of a triangle of each neuron in the clustering */
    double *returns;                /* (returns of shared partners) */
    int returns_size;
    latigraph_motif_sums_t sums; /* triangles, triads, clustering and partners */
    /* Energy ½ Σ stiffness (value − aim)² of statistics, numbered by latigraph_tilt_t. */
    double aim[LATIGRAPH_TILTS], stiffness[LATIGRAPH_TILTS], value[LATIGRAPH_TILTS];
    int *out, *in; /* (n) degrees */
    /* Assortativity and lengths of edges, with energies of their own. */
    latigraph_edge_sums_t edge_sums;
    latigraph_pair_odds_t *odds;
    const void *data; /* passed to `odds` */
    gboolean near;    /* whether neurons with near numbers are near in space */
    gint64 changed;   /* steps that changed the graph */
    latigraph_draws_t draws;
} latigraph_sparse_closure_t;

/* Takes a simple graph of n neurons whose edges are in rows, start (n + 1) and to in ascending
 * order, with the random numbers of (seed, index). No statistic has an energy until the caller sets
 * stiffness and aim. Raises IGRAPH_ENOMEM or IGRAPH_INTERRUPTED. O(Σ degree²) at most. */
igraph_error_t latigraph_sparse_closure_init(latigraph_sparse_closure_t *chain, int n,
                                             const int *start, const int *to,
                                             latigraph_pair_odds_t *odds, const void *data,
                                             gboolean near, guint64 seed, guint64 index);
void latigraph_sparse_closure_destroy(latigraph_sparse_closure_t *chain);
/* Takes steps that close triples. They lower the energy, respect the law, and are not reversible:
 * they bring the chain near its aims, from where it goes on. O(steps · degree). */
void latigraph_sparse_closure_seek(latigraph_sparse_closure_t *chain, gint64 steps);
/* Takes steps of the chain. O(steps · degree). */
void latigraph_sparse_closure_run(latigraph_sparse_closure_t *chain, gint64 steps);
/* Writes the edges to the rows that the graph was taken from, whose lengths are the same. */
void latigraph_sparse_closure_edges(const latigraph_sparse_closure_t *chain, const int *start,
                                    int *to);

/* Returns the bytes that a chain over a graph of n neurons and m edges takes at most. */
double latigraph_sparse_closure_bytes(int n, int m);

#endif
