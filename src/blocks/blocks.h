/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BLOCKS_BLOCKS_H
#define LATIGRAPH_BLOCKS_BLOCKS_H

#include "base/memory.h"
#include "base/random.h"

#include <latigraph/blocks.h>

/* A weighted graph as rows of neighbours. A symmetric graph has each edge in both rows. */
typedef struct {
    int n;
    igraph_bool_t symmetric; /* a pair is {i, j}; otherwise (i, j) with i ≠ j */
    igraph_bool_t complete;  /* every pair is an edge, so that edges say nothing */
    igraph_bool_t weighted;  /* weights differ, so that they say something */
    int *start, *to;         /* (n + 1), (entries) targets of each vertex */
    double *weight;          /* (entries) */
    int *in_start, *in_from; /* the same for sources; not used if symmetric */
    double *in_weight;
    double mean;  /* mean weight of edges, the prior's scale */
    gint64 edges; /* number of pairs that are edges */
} latigraph_block_graph_t;

/* Copies a graph; loops are left out and parallel edges added. */
igraph_error_t latigraph_block_graph_init(latigraph_block_graph_t *made, const igraph_t *graph,
                                          const igraph_vector_t *weights,
                                          latigraph_remarks_t *remarks);
void latigraph_block_graph_destroy(latigraph_block_graph_t *graph);

/* A partition with its sums. Blocks are numbered 0 .. count − 1, none is empty; the arrays have
 * space for `room` blocks. Pair (r, s) of a symmetric graph is stored at (r, s) and (s, r). */
typedef struct {
    const latigraph_block_graph_t *graph;
    int count, room;
    int *block;             /* (n) */
    int *size;              /* (room) */
    double *edges, *weight; /* (room, room) edges and total weight of each pair of blocks */
    double length;          /* description length in nats */
    /* Scratch: sums of one vertex with each block, out (or both) and in. */
    double *out_edges, *out_weight, *in_edges, *in_weight; /* (room) */
    double *log_factorial;                                 /* (n + 1) ln k! */
    int *number; /* (n) new number of each block of a membership */
} latigraph_partition_t;

igraph_error_t latigraph_partition_init(latigraph_partition_t *partition,
                                        const latigraph_block_graph_t *graph, int room);
void latigraph_partition_destroy(latigraph_partition_t *partition);
/* Takes a membership of numbers 0 .. n − 1, whose blocks are numbered again without gaps, and
 * counts all sums. Blocks beyond the room become one. O(n + m + B²). */
void latigraph_partition_set(latigraph_partition_t *partition, const int *membership);
/* Counts the description length in nats from the sums: O(B²). */
double latigraph_partition_length(const latigraph_partition_t *partition);

/* Change of the description length if vertex v moves to block `target`; `target` = count is a new
 * block. The sums of v must be in the scratch. O(B). */
double latigraph_partition_gain(const latigraph_partition_t *partition, int v, int target);
/* Sums the edges of a vertex with each block into the scratch: O(degree + B). */
void latigraph_partition_look(latigraph_partition_t *partition, int v);
/* Moves the vertex whose sums are in the scratch; an empty block is removed. O(B). */
void latigraph_partition_move(latigraph_partition_t *partition, int v, int target, double gain);
/* Change of the description length if two blocks are merged, and the merger. O(B), O(n + B²). */
double latigraph_partition_merge_gain(const latigraph_partition_t *partition, int r, int s);
void latigraph_partition_merge(latigraph_partition_t *partition, int r, int s);

/* Moves vertices, then merges blocks, until neither shortens the description. */
igraph_error_t latigraph_partition_improve(latigraph_partition_t *partition,
                                           latigraph_stream_t *stream);

/* Starts of a search (starts.c): clusters of the leading eigenvectors, membership (n). */
igraph_error_t latigraph_spectral_clusters(const latigraph_block_graph_t *graph, int clusters,
                                           igraph_uint_t seed, int *membership);
/* Communities by igraph's Leiden method for modularity, directions left aside. */
igraph_error_t latigraph_leiden(const latigraph_block_graph_t *graph, igraph_uint_t seed,
                                igraph_vector_int_t *membership, igraph_integer_t *count);

#endif
