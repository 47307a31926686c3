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
#include "model/kernel.h"

#include <string.h>

/* Exact sampling of edges in time that grows with their number (sparse.c; doc/scale.md, "The
 * sampler"). The code uses arrays only; latigraph_sparse_sample() also checks for interruptions. */

/* --- Neurons in space (sparse_tree.c) -------------------------------------- */

/* Largest number of neurons per leaf. */
enum { LATIGRAPH_LEAF = 16 };

typedef struct {
    int first, count; /* range of neurons, in the order of the tree */
    int right;        /* second child; 0: a leaf. The first child is the next node */
    int leaf;         /* number of the leaf; −1: not a leaf */
    int kind;         /* 0: all positions known, 1: none known, −1: some */
    float low[3], high[3];
} latigraph_tree_node_t;

/* A k-d tree of neurons. Nodes are in preorder, so every child comes after its parent. */
typedef struct {
    int n, dims, nodes, leaves;
    int known, gap;  /* number of neurons with a position, which come first; empty places in
                        their last leaf */
    int *order;      /* (n) neuron at each place */
    float *position; /* (n, 3) in the order of the tree; 0 where unknown */
    latigraph_tree_node_t *node;
} latigraph_tree_t;

/* Builds the tree of neurons at `position` (n, dims), in length scales. `placed` (n) marks the
 * known positions. Both are NULL without a kernel. Returns NULL if memory is short. O(n log n). */
latigraph_tree_t *latigraph_tree_create(int n, int dims, const real_t *position,
                                        const guchar *placed);
void latigraph_tree_destroy(latigraph_tree_t *tree);

/* --- Rates (sparse_rates.c) ------------------------------------------------- */

/* One of the two processes: events of ordered pairs, or of dyads in the mutual process, at rates
 * min(e^3.4, exp(x_i·y_j s + sender_i + receiver_j) κ(d_ij)). Those of the mutual process do not
 * depend on the order. */
typedef struct {
    const real_t *node;                  /* (n, stride) decoder rows in the order of the tree */
    const float *position;               /* (n, 3) */
    int stride, width, half;             /* length of a row, of x, and of the first part of y */
    int left, first, second;             /* offsets of x and of the two parts of y in a row */
    int sender[2], receiver[2];          /* offsets of the gains in a row; a gain is the mean of two
                                            numbers */
    real_t scale, offset;                /* s; constant added to the sender's gain */
    real_t weight[PAIRS_KERNEL_NUMBERS]; /* numbers of the kernel κ */
    gboolean kernel;                     /* whether κ depends on the distance; κ = 1 otherwise */
    latigraph_reach_t reach;
} latigraph_process_t;

/* Initialises the one-way (0) or mutual (1) process. Rows are in the order of the tree. */
void latigraph_process_init(latigraph_process_t *process, int which, int rank, const real_t *node,
                            const real_t *global, const latigraph_tree_t *tree, gboolean kernel,
                            latigraph_reach_t reach);
/* Gives a process the rows of a steered circuit (large_layer.c), whose one-way affinity has `width`
 * numbers. */
void latigraph_process_steer(latigraph_process_t *process, int which, int rank, int width);
/* Return the gains of neuron i. The sender's gain includes the offset. */
real_t latigraph_process_sender(const latigraph_process_t *process, ptrdiff_t i);
real_t latigraph_process_receiver(const latigraph_process_t *process, ptrdiff_t i);
/* Returns κ at a squared distance. */
double latigraph_process_kernel(const latigraph_process_t *process, double squared);

enum { LATIGRAPH_CANDIDATES = 256 };

/* Computes κ of up to LATIGRAPH_CANDIDATES pairs. known (count) marks pairs with both positions
 * known; κ = 1 for the others. */
void latigraph_process_kernels(const latigraph_process_t *process, int count, const int *from,
                               const int *to, const guchar *known, real_t *kernel);
/* Computes the rates of up to LATIGRAPH_CANDIDATES pairs with known κ, and the logarithms before κ
 * and the limit. */
void latigraph_process_rates(const latigraph_process_t *process, int count, const int *from,
                             const int *to, const real_t *kernel, real_t *log_rate, real_t *rate);
/* Computes κ, rates and logarithms together. */
void latigraph_process_pairs(const latigraph_process_t *process, int count, const int *from,
                             const int *to, const guchar *known, real_t *log_rate, real_t *rate);
/* Computes the rates of all pairs of two leaves into rate (LEAF, LEAF), and the sums of its rows.
 * `turned` holds width × LEAF numbers. */
void latigraph_process_tile(const latigraph_process_t *process, const latigraph_tree_node_t *from,
                            const latigraph_tree_node_t *to, real_t *turned, real_t *rate,
                            real_t *sum);

/* --- Choices (sparse_choice.c) ------------------------------------------------ */

/* Chooses, for each of `count` candidates, one of LEAF weights in proportion. `left` is a random
 * point between 0 and the sum of the weights. */
void latigraph_choose(int count, const guint16 *const *weight, const float *left, int *choice);
/* Finds, for each of `count` candidates, the interval of ascending numbers in which a point lies:
 * the last index at[c] .. at[c] + length[c] − 1 whose number is at most point[c]. The index
 * replaces at[c]. The lengths are at least 1, and are lost. O(count ln length). */
void latigraph_find_intervals(int count, const double *number, const double *point, int *at,
                              int *length);

/* Returns Σ a b. */
float latigraph_sparse_product(int count, const float *a, const float *b);

/* --- Bounds (sparse_bounds.c) ------------------------------------------------ */

/* Bounds on rates: exp(x_i·y_j s + …) is at most `factor` times the bound of i for the cluster of
 * j, times e^receiver_j. Bounds are the upper halves of floats, rounded up. */
typedef struct {
    int clusters;
    double looseness;   /* Σ bounds / Σ rates over a sample of pairs, without κ */
    double factor;      /* factor on all bounds */
    guint16 *bound;     /* (leaves, K, LEAF) bound of every neuron as a sender */
    float *sum;         /* (nodes, 2, K) sums of bounds, then of e^receiver_j, of each node */
    double *sent_until; /* (K, leaves + 1) sums of bounds of all leaves before each leaf */
    /* Receivers, sorted by cluster and then by place. */
    int *member;            /* (n) their places */
    double *received_until; /* (n + 1) sums of e^receiver_j of all members before each */
    int *start;             /* (leaves + 1, K) index of the first member of a cluster that lies in
                               this leaf or later */
} latigraph_bounds_t;

/* Return the sums of a node of the tree over its senders' bounds and over its receivers. */
static inline float *latigraph_bounds_sent(const latigraph_bounds_t *bounds, int node) {
    return bounds->sum + 2 * (gsize)node * (gsize)bounds->clusters;
}

static inline float *latigraph_bounds_received(const latigraph_bounds_t *bounds, int node) {
    return bounds->sum + (2 * (gsize)node + 1) * (gsize)bounds->clusters;
}

/* Returns the number of the leaf that holds a place. */
static inline int latigraph_leaf_of(const latigraph_tree_t *tree, int place) {
    return (place + (place >= tree->known ? tree->gap : 0)) / LATIGRAPH_LEAF;
}

/* Returns the index of the first bound of the neuron at a place. Its bounds for successive clusters
 * are LATIGRAPH_LEAF numbers apart. */
static inline gsize latigraph_bound_place(const latigraph_tree_t *tree, int clusters, int place) {
    const gsize slot = (gsize)place + (place >= tree->known ? (gsize)tree->gap : 0);
    return slot / LATIGRAPH_LEAF * LATIGRAPH_LEAF * (gsize)clusters + slot % LATIGRAPH_LEAF;
}

/* Converts a float to the upper half of one that is at least as large, and back. */
static inline guint16 latigraph_bound_pack(float bound) {
    guint32 bits;
    memcpy(&bits, &bound, sizeof bits);
    return (guint16)((bits + 0xffff) >> 16);
}

static inline float latigraph_bound_unpack(guint16 packed) {
    const guint32 bits = (guint32)packed << 16;
    float bound;
    memcpy(&bound, &bits, sizeof bound);
    return bound;
}

/* Computes the bounds. The number of clusters doubles until the bounds are tight enough. Returns
 * false if memory is short. O(n K r). */
gboolean latigraph_bounds_init(latigraph_bounds_t *bounds, const latigraph_process_t *process,
                               const latigraph_tree_t *tree, int threads);
void latigraph_bounds_clear(latigraph_bounds_t *bounds);

/* --- Drawing (sparse_walk.c) -------------------------------------------------- */

typedef struct {
    gint64 candidates, hits; /* candidates drawn at a bound, and those accepted */
    gint64 pairs;            /* pairs whose rates were computed one by one */
    gint64 visits;           /* pairs of nodes visited */
} latigraph_sparse_counts_t;

/* κ at equally spaced distances. */
typedef struct {
    float *value;
} latigraph_kernel_table_t;

gboolean latigraph_kernel_table_init(latigraph_kernel_table_t *table,
                                     const latigraph_process_t *process);

/* Costs that decide how a pair of nodes is treated. They do not change the distribution. */
typedef struct {
    double waste;     /* rejected candidates accepted per pair of nodes before it is split */
    double pair_cost; /* cost of the rate of one pair, in candidates */
} latigraph_walk_costs_t;

typedef struct {
    const latigraph_tree_t *tree;
    const real_t *node;   /* (n, 4r + 2) in the order of the tree */
    const real_t *global; /* (3 + 2Q) */
    int rank;
    gboolean kernel;         /* whether the model has positions */
    double anti_reciprocity; /* δ */
    latigraph_reach_t reach;
    int steered; /* width of the one-way process if rows are those of large_layer.c, else 0 */
} latigraph_sparse_rates_t;

/* Processes, bounds and tables, which are computed once and used for every draw. */
typedef struct {
    latigraph_sparse_rates_t rates;
    latigraph_process_t process[2];
    latigraph_bounds_t bounds[2];
    latigraph_kernel_table_t table[2];
    latigraph_walk_costs_t costs;
    igraph_vector_int_t task; /* nodes of the tree whose dyads are drawn by one task */
    igraph_vector_int_t part; /* smaller nodes, a sample of which is drawn to count edges */
} latigraph_sparse_t;

/* Kinds of events of a dyad: an edge from its lower place to the higher one, the edge back, and
 * both. */
enum { LATIGRAPH_EVENT_FORWARD, LATIGRAPH_EVENT_BACKWARD, LATIGRAPH_EVENT_MUTUAL };

/* Number of levels. An event whose level is below LATIGRAPH_LEVELS q would also occur at q times
 * the rates, for every q up to 1. */
enum { LATIGRAPH_LEVELS = 1 << 16 };

/* Packs the higher place of a dyad, the kind of its event, and the level of the event. Events of
 * one lower place are thereby sorted by dyads. */
static inline guint64 latigraph_event(int high, int kind, guint32 level) {
    return (guint64)(guint32)high << 18 | (guint64)kind << 16 | level;
}

static inline int latigraph_event_high(guint64 event) {
    return (int)(event >> 18);
}

static inline int latigraph_event_kind(guint64 event) {
    return (int)(event >> 16 & 3);
}

static inline guint32 latigraph_event_level(guint64 event) {
    return (guint32)event & (LATIGRAPH_LEVELS - 1);
}

/* Events of a walk, in a growing list. */
typedef struct {
    gboolean levels; /* whether levels are kept; they are 0 otherwise */
    guint16 *low;    /* lower place of the dyad, counted from the first place of the walk's node */
    guint64 *event;
    int size, capacity;
    gboolean out_of_memory; /* set by workers, which cannot raise errors; callers check it */
} latigraph_events_t;

void latigraph_events_clear(latigraph_events_t *events);

/* Largest number of neurons of the node of a walk. */
enum { LATIGRAPH_SENDERS = 1 << 16 };

/* Draws the events of all dyads whose lower place is in a node of the tree into `found`. Neurons
 * are places in the order of the tree, and a dyad can have several events. With `senders`, the
 * events are those that give an edge from a neuron of the node instead, and `low` is the sender.
 * `scratch` holds width × LEAF numbers of the wider process. counts (2) are of the one-way and the
 * mutual process. */
void latigraph_sparse_walk(const latigraph_sparse_t *sparse, int node, gboolean senders,
                           latigraph_stream_t *stream, real_t *scratch, latigraph_events_t *found,
                           latigraph_sparse_counts_t counts[2]);

/* --- Preparation (sparse.c) ---------------------------------------------------- */

igraph_error_t latigraph_sparse_init(latigraph_sparse_t *sparse,
                                     const latigraph_sparse_rates_t *rates, int threads);
void latigraph_sparse_destroy(latigraph_sparse_t *sparse);
/* Multiplies all rates by e^log_factor. After an error, `sparse` can only be destroyed. */
igraph_error_t latigraph_sparse_rescale(latigraph_sparse_t *sparse, double log_factor, int threads);

/* --- Blocks of dyads (sparse_blocks.c) ------------------------------------------ */

/* Events or dyads of one task, sorted by their places. */
typedef struct {
    guint64 *event; /* (size) if they are to be thinned, else NULL */
    guint32 *dyad;  /* (size) four times the higher place, plus 1 for the edge to it and 2 for the
                       edge back */
    int size;
    gint64 edges;
} latigraph_edge_block_t;

/* A circuit as blocks. */
typedef struct {
    const latigraph_sparse_t *sparse;
    igraph_uint_t seed;
    guint64 stream;                    /* number of the first random stream */
    const igraph_integer_t *task;      /* (tasks) nodes of the tree */
    int threads, tasks, first;         /* first: the first task of a parallel loop */
    gboolean split;                    /* whether each process draws a share of the tasks */
    gboolean senders;                  /* whether tasks are edges from the neurons of a node */
    gboolean levels;                   /* whether events are kept to be thinned */
    gboolean drawn;                    /* whether all tasks are drawn */
    guint32 limit;                     /* level from which on events are left out */
    latigraph_edge_block_t *block;     /* (tasks) */
    int *length;                       /* (n + 1) number of dyads of each lower place */
    latigraph_events_t *found;         /* (threads) */
    guint64 **sorted;                  /* (threads) scratch */
    int *capacity;                     /* (threads) of `sorted` */
    latigraph_sparse_counts_t *counts; /* (threads, 2) */
    real_t *scratch;                   /* (threads, width × LEAF) */
} latigraph_edge_blocks_t;

/* Prepares blocks for circuit `index` of a seed. With `split`, every process of a job draws some of
 * them, and all must make the same calls. */
igraph_error_t latigraph_edge_blocks_init(latigraph_edge_blocks_t *blocks,
                                          const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                          guint64 index, int threads, gboolean split);
void latigraph_edge_blocks_destroy(latigraph_edge_blocks_t *blocks);
/* Draws the blocks. They do not depend on the number of threads and processes. O(m). */
igraph_error_t latigraph_edge_blocks_draw(latigraph_edge_blocks_t *blocks);
/* Draws the blocks in the same way, but at the rates times the largest share, at most 1, at which
 * there are about `asked` edges. The events are drawn once and thinned. */
igraph_error_t latigraph_edge_blocks_draw_thinned(latigraph_edge_blocks_t *blocks, double asked,
                                                  gint64 *edges, double *share);
/* Returns the number of edges of all blocks that are drawn, in all processes. */
gint64 latigraph_edge_blocks_edges(const latigraph_edge_blocks_t *blocks);
/* Return whether this process draws a task, and which process does. */
gboolean latigraph_edge_blocks_owns(const latigraph_edge_blocks_t *blocks, int task);
int latigraph_edge_blocks_owner(int task);

/* Calls body(low, high, state, data) for every dyad of a block, in the order of the places. The
 * state is 1 for the edge low → high, 2 for the edge back, 3 for both. */
static inline void latigraph_edge_block_walk(const latigraph_edge_blocks_t *blocks, int task,
                                             void (*body)(int low, int high, int state, void *data),
                                             void *data) {
    const latigraph_tree_node_t *node = &blocks->sparse->rates.tree->node[blocks->task[task]];
    const guint32 *dyad = blocks->block[task].dyad;
    for (int low = node->first; low < node->first + node->count; low++) {
        for (const guint32 *end = dyad + blocks->length[low]; dyad < end; dyad++) {
            body(low, (int)(*dyad >> 2), (int)(*dyad & 3), data);
        }
    }
}

/* Takes the blocks of `count` tasks from task `first` on, whose dyads this process has drawn. It
 * runs on the calling thread. */
typedef igraph_error_t latigraph_edge_block_sink_t(const latigraph_edge_blocks_t *blocks, int first,
                                                   int count, void *data);

/* Passes all blocks to the sink, some at a time, and frees them. Blocks are drawn as they are
 * needed, unless latigraph_edge_blocks_draw_thinned() drew them. */
igraph_error_t latigraph_edge_blocks_stream(latigraph_edge_blocks_t *blocks,
                                            latigraph_edge_block_sink_t *sink, void *data);

/* Edges in compressed rows. Neurons are places in the order of the tree. */
typedef struct {
    int n, m;
    int *start; /* (n + 1) */
    int *to;    /* (m) ascending within each row */
    latigraph_sparse_counts_t counts[2];
} latigraph_rows_t;

void latigraph_rows_clear(latigraph_rows_t *rows);

/* Turns blocks that are drawn, and not split, into rows. The blocks are freed. */
igraph_error_t latigraph_edge_blocks_rows(latigraph_edge_blocks_t *blocks, latigraph_rows_t *rows);

/* Draws circuit `index` of a seed. O(m). */
igraph_error_t latigraph_sparse_sample(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                       guint64 index, int threads, latigraph_rows_t *rows);

/* Returns whether m edges are close enough to `asked` edges: drawn edges vary by the root of their
 * number. */
gboolean latigraph_sparse_meets(double m, double asked);
/* Returns the change of the log factor on all rates that leads from m edges of n neurons to `asked`
 * edges; 0 if they are close enough. */
double latigraph_sparse_correction(double n, double m, double asked);

/* Estimates the number of edges from one in `every` parts of the senders. */
igraph_error_t latigraph_sparse_count(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                      guint64 index, int every, int threads, double *edges);

#endif
