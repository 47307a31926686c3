/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_SPARSE_H
#define LATIGRAPH_GENERATE_SPARSE_H

#include "base/random.h"
#include "generate/extrapolate.h"
#include "generate/generate.h"

/* Exact sampling in time that grows with the edges: rates are bounded for groups of neurons, and
 * candidates drawn at the bound are kept with the probability that is right for them (a dual tree;
 * doc/scale.md). Arrays only, but for latigraph_sparse_sample(), which looks for interruptions. */

/* --- Neurons in space (sparse_tree.c) -------------------------------------- */

/* Neurons of a leaf, at most. */
enum { LATIGRAPH_LEAF = 16 };

typedef struct {
    int first, count; /* neurons, in the order of the tree */
    int right;        /* the second part; the first is the next node; 0: a leaf */
    int leaf;         /* number among the leaves, −1: none */
    int kind;         /* 0: positions known, 1: none known, −1: some of either */
    float low[3], high[3];
} latigraph_tree_node_t;

/* A k-d tree of neurons, parts before their whole backwards. */
typedef struct {
    int n, dims, nodes, leaves;
    int known, gap;  /* neurons with a position stand first; free places of their last leaf */
    int *order;      /* (n) the neuron that stands at each place */
    float *position; /* (n, 3) in the order of the tree, 0 where there is none */
    latigraph_tree_node_t *node;
} latigraph_tree_t;

/* position (n, dims) in length scales and placed (n), both NULL without a kernel; NULL when memory
 * is short. O(n log n). */
latigraph_tree_t *latigraph_tree_create(int n, int dims, const real_t *position,
                                        const guchar *placed);
void latigraph_tree_destroy(latigraph_tree_t *tree);

/* --- Rates (sparse_rates.c) ------------------------------------------------- */

/* One of the two processes: events of ordered pairs at rates
 * share · min(e^3.4, exp(x_i·y_j s + sender_i + receiver_j) κ(d_ij)). Mutual ones are drawn at half
 * their rate for either order. */
typedef struct {
    const real_t *node;               /* (n, stride) rows in the order of the tree */
    const float *position;            /* (n, 3) */
    int stride, width, half;          /* numbers of a row; of x; of the first part of y */
    int left, first, second;          /* where x and the two parts of y begin */
    int sender[2], receiver[2];       /* where the gains stand: their mean counts */
    real_t scale, offset, share;      /* s; added to the sender's gain */
    real_t weight[LATIGRAPH_KERNELS]; /* of κ's Gaussians */
    gboolean kernel;                  /* κ = 1 without */
    latigraph_reach_t reach;
} latigraph_process_t;

/* The one-way (0) or mutual (1) process of rates whose rows stand in the order of the tree. */
void latigraph_process_init(latigraph_process_t *process, int which, int rank, const real_t *node,
                            const real_t *global, const latigraph_tree_t *tree, gboolean kernel,
                            latigraph_reach_t reach);
/* Gains of neuron i; the sender's with the offset. */
real_t latigraph_process_sender(const latigraph_process_t *process, long i);
real_t latigraph_process_receiver(const latigraph_process_t *process, long i);
/* κ at a squared distance. */
double latigraph_process_kernel(const latigraph_process_t *process, double squared);

enum { LATIGRAPH_CANDIDATES = 256 };

/* κ of up to LATIGRAPH_CANDIDATES pairs; known (count): are both positions known? κ = 1 where not.
 */
void latigraph_process_kernels(const latigraph_process_t *process, int count, const int *from,
                               const int *to, const guchar *known, real_t *kernel);
/* Rates of as many pairs whose κ is known, and their logarithms before κ and the cap. */
void latigraph_process_rates(const latigraph_process_t *process, int count, const int *from,
                             const int *to, const real_t *kernel, real_t *log_rate, real_t *rate);
/* Both of these. */
void latigraph_process_pairs(const latigraph_process_t *process, int count, const int *from,
                             const int *to, const guchar *known, real_t *log_rate, real_t *rate);
/* Rates of all pairs of two leaves into rate (LEAF, LEAF), and the sums of its rows. turned has
 * room for width × LEAF numbers. */
void latigraph_process_tile(const latigraph_process_t *process, const latigraph_tree_node_t *from,
                            const latigraph_tree_node_t *to, real_t *turned, real_t *rate,
                            real_t *sum);

/* --- Choices from a leaf (sparse_choice.c) ----------------------------------- */

/* For each of `count` candidates the number, of LEAF, in whose share of their sum `left` lies. */
void latigraph_choose(int count, const float *const *weight, const float *left, int *choice);
/* own (count, LEAF): the first `size` weights whose cluster is `member`, 0 for others. */
void latigraph_members(int count, const float *const *weight, const guchar *const *cluster,
                       const guchar *member, const guchar *size, float *own);

/* Σ a b. */
float latigraph_sparse_product(int count, const float *a, const float *b);

/* --- Bounds (sparse_bounds.c) ------------------------------------------------ */

/* exp(x_i·y_j s + …) ≤ bound of i for the cluster of j times e^receiver_j. */
typedef struct {
    int clusters;
    double looseness; /* Σ bounds / Σ rates over a sample of pairs, κ left out */
    guchar *cluster;  /* (n) of every neuron as a receiver */
    float *bound;     /* (leaves, K, LEAF) of every neuron as a sender */
    float *receiver;  /* (n) e^receiver_j */
    float *sent;      /* (nodes, K) sums of bounds */
    float *received;  /* (nodes, K) sums of e^receiver_j */
} latigraph_bounds_t;

/* Where the bounds of the neuron at a place begin: LATIGRAPH_LEAF numbers from cluster to cluster.
 */
static inline gsize latigraph_bound_place(const latigraph_tree_t *tree, int clusters, int place) {
    const gsize slot = (gsize)place + (place >= tree->known ? (gsize)tree->gap : 0);
    return slot / LATIGRAPH_LEAF * LATIGRAPH_LEAF * (gsize)clusters + slot % LATIGRAPH_LEAF;
}

/* Clusters are doubled until the bounds are near. False when memory is short. O(n K r). */
gboolean latigraph_bounds_init(latigraph_bounds_t *bounds, const latigraph_process_t *process,
                               const latigraph_tree_t *tree, int threads);
void latigraph_bounds_clear(latigraph_bounds_t *bounds);

/* --- Drawing (sparse_walk.c) -------------------------------------------------- */

typedef struct {
    gint64 candidates, hits; /* drawn at a bound; of them kept */
    gint64 pairs;            /* of which rates were found one by one */
    gint64 visits;           /* pairs of nodes met */
} latigraph_sparse_counts_t;

/* κ at the ends of ranges of distances. */
typedef struct {
    int size;
    float *value; /* (size) at multiples of the step */
} latigraph_kernel_table_t;

gboolean latigraph_kernel_table_init(latigraph_kernel_table_t *table,
                                     const latigraph_process_t *process);

/* When what is done; no choice changes the law. */
typedef struct {
    double waste;     /* candidates that may be wasted on a pair of nodes before it is split */
    double pair_cost; /* of the rate of one pair, in candidates */
} latigraph_walk_costs_t;

/* Draws the events of all pairs whose sender is in node `from` into `found` (places in the tree's
 * order; more than one event of a pair may be there). scratch: width × LEAF numbers. */
void latigraph_sparse_walk(const latigraph_tree_t *tree, const latigraph_process_t *process,
                           const latigraph_bounds_t *bounds, const latigraph_kernel_table_t *table,
                           const latigraph_walk_costs_t *costs, int from,
                           latigraph_stream_t *stream, real_t *scratch,
                           latigraph_edge_list_t *found, latigraph_sparse_counts_t *counts);

/* --- All of it (sparse.c) ------------------------------------------------------ */

typedef struct {
    const latigraph_tree_t *tree;
    const real_t *node;   /* (n, 4r + 2) in the order of the tree */
    const real_t *global; /* (3 + 2Q) */
    int rank;
    gboolean kernel;         /* has the model positions? */
    double anti_reciprocity; /* δ */
    latigraph_reach_t reach;
} latigraph_sparse_rates_t;

/* What is found once and drawn from often. */
typedef struct {
    latigraph_sparse_rates_t rates;
    latigraph_process_t process[2];
    latigraph_bounds_t bounds[2];
    latigraph_kernel_table_t table[2];
    latigraph_walk_costs_t costs;
    GArray *task; /* int: nodes of the tree whose senders are drawn for together */
    GArray *part; /* int: smaller ones, of which some are drawn for to count edges */
} latigraph_sparse_t;

igraph_error_t latigraph_sparse_init(latigraph_sparse_t *sparse,
                                     const latigraph_sparse_rates_t *rates, int threads);
void latigraph_sparse_destroy(latigraph_sparse_t *sparse);
/* Multiplies all rates by e^log_factor. On error what is left can only be destroyed. */
igraph_error_t latigraph_sparse_rescale(latigraph_sparse_t *sparse, double log_factor, int threads);

/* Edges in compressed rows, places in the order of the tree. */
typedef struct {
    int n, m;
    int *start; /* (n + 1) */
    int *to;    /* (m) ascending in each row */
    latigraph_sparse_counts_t counts[2];
} latigraph_rows_t;

void latigraph_rows_clear(latigraph_rows_t *rows);

/* Draws the circuit `index` of a seed. The same at any number of threads. O(m). */
igraph_error_t latigraph_sparse_sample(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                       guint64 index, int threads, latigraph_rows_t *rows);

/* About how many edges there will be, from one of `every` parts of the senders. */
igraph_error_t latigraph_sparse_count(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                      guint64 index, int every, int threads, double *edges);

#endif
