/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/sparse.h"

#include <math.h>

enum { LEAF = LATIGRAPH_LEAF, MOST_CLUSTERS = 256, WORDS = 1024, EXPONENTIALS = 256 };

/* Distances at which κ is kept, a length scale apart, and their number. */
static const double STEPS = 64;
enum { TABLE = 4096 };

typedef struct {
    const latigraph_tree_t *tree;
    const latigraph_process_t *process;
    const latigraph_bounds_t *bounds;
    const latigraph_kernel_table_t *table;
    const latigraph_walk_costs_t *costs;
    latigraph_stream_t *stream;
    latigraph_edge_list_t *found;
    latigraph_sparse_counts_t *counts;
    double gap; /* to the next event of a Poisson process of rate 1 */
    real_t *room;
    /* Random numbers ahead. */
    int word, exponential; /* used of each */
    guint32 words[WORDS];
    float exponentials[EXPONENTIALS];
    /* Candidates that wait. */
    int waiting;
    int from[LATIGRAPH_CANDIDATES], to[LATIGRAPH_CANDIDATES];
    guchar known[LATIGRAPH_CANDIDATES];
    real_t bound[LATIGRAPH_CANDIDATES], draw[LATIGRAPH_CANDIDATES];
} walk_t;

/* --- Random numbers -------------------------------------------------------------- */

static guint32 next_word(walk_t *walk) {
    if (walk->word == WORDS) {
        latigraph_stream_fill(walk->stream, WORDS, walk->words);
        walk->word = 0;
    }
    return walk->words[walk->word++];
}

/* Uniform on [0, 1), 32 bits: enough to choose from a few, or to keep or drop. */
static double coarse(walk_t *walk) {
    return next_word(walk) * 0x1p-32;
}

/* Uniform on [0, 1): to choose from all neurons of a node. */
static double uniform(walk_t *walk, gboolean leaf) {
    const double high = coarse(walk);
    return leaf ? high : high + coarse(walk) * 0x1p-32;
}

static double exponential(walk_t *walk) {
    if (walk->exponential == EXPONENTIALS) {
        guint32 words[EXPONENTIALS];
        latigraph_stream_fill(walk->stream, EXPONENTIALS, words);
        latigraph_exponentials(EXPONENTIALS, words, walk->exponentials);
        walk->exponential = 0;
    }
    return (double)walk->exponentials[walk->exponential++];
}

/* --- κ of pairs of nodes --------------------------------------------------------- */

gboolean latigraph_kernel_table_init(latigraph_kernel_table_t *table,
                                     const latigraph_process_t *process) {
    table->size = TABLE;
    table->value = g_try_new(float, TABLE);
    for (int k = 0; k < TABLE && table->value != NULL; k++) {
        const double d = k / STEPS;
        table->value[k] = (float)latigraph_process_kernel(process, d * d);
    }
    return table->value != NULL;
}

/* κ at most and at least for neurons of two nodes with known positions. */
static void kernel_range(const walk_t *walk, const latigraph_tree_node_t *a,
                         const latigraph_tree_node_t *b, double range[2]) {
    double near = 0, far = 0;
    for (int d = 0; d < 3; d++) {
        const double above = (double)a->low[d] - (double)b->high[d];
        const double below = (double)b->low[d] - (double)a->high[d];
        const double apart = fmax(0, fmax(above, below));
        const double most =
            fmax((double)a->high[d] - (double)b->low[d], (double)b->high[d] - (double)a->low[d]);
        near += apart * apart;
        far += most * most;
    }
    const int last = walk->table->size - 1;
    const int low = (int)fmin(sqrt(near) * STEPS, last);
    const int high = (int)fmin(sqrt(far) * STEPS + 1, last);
    /* Beyond the table κ is what it is at its end, or 0 with a reach; never more. */
    range[0] = (double)walk->table->value[low] * (1 + 1e-5);
    range[1] = high < last || !(walk->process->reach.squared < 1e30)
                   ? (double)walk->table->value[high] * (1 - 1e-5)
                   : 0;
}

/* --- Candidates --------------------------------------------------------------------- */

static void flush(walk_t *walk) {
    real_t log_rate[LATIGRAPH_CANDIDATES], rate[LATIGRAPH_CANDIDATES];
    latigraph_process_pairs(walk->process, walk->waiting, walk->from, walk->to, walk->known,
                            log_rate, rate);
    for (int c = 0; c < walk->waiting; c++) {
        if (walk->draw[c] * walk->bound[c] < rate[c] && walk->from[c] != walk->to[c]) {
            latigraph_edge_list_add(walk->found, walk->from[c], walk->to[c]);
            walk->counts->hits++;
        }
    }
    walk->counts->candidates += walk->waiting;
    walk->waiting = 0;
}

/* A neuron of node t, in proportion to its bound for cluster k; `at` is uniform on [0, 1). */
static int draw_sender(const walk_t *walk, int t, int k, double at) {
    const latigraph_tree_node_t *nodes = walk->tree->node;
    const gsize clusters = (gsize)walk->bounds->clusters;
    const float *sent = walk->bounds->sent + k;
    double left = at * (double)sent[(gsize)t * clusters];
    while (nodes[t].leaf < 0) {
        const int first = t + 1, second = nodes[t].right;
        const double share = (double)sent[(gsize)first * clusters];
        if (left < share || sent[(gsize)second * clusters] <= 0) {
            t = first;
        } else {
            left -= share;
            t = second;
        }
    }
    const int first = nodes[t].first, count = nodes[t].count;
    const float *bound =
        walk->bounds->bound + latigraph_bound_place(walk->tree, (int)clusters, first) + k * LEAF;
    int i = 0;
    for (; i < count - 1; i++) {
        left -= (double)bound[i];
        if (left < 0) {
            break;
        }
    }
    return first + i;
}

/* A neuron of cluster k in node t, in proportion to e^receiver. */
static int draw_receiver(const walk_t *walk, int t, int k, double at) {
    const latigraph_tree_node_t *nodes = walk->tree->node;
    const gsize clusters = (gsize)walk->bounds->clusters;
    const float *received = walk->bounds->received + k;
    double left = at * (double)received[(gsize)t * clusters];
    while (nodes[t].leaf < 0) {
        const int first = t + 1, second = nodes[t].right;
        const double share = (double)received[(gsize)first * clusters];
        if (share > 0 && (left < share || received[(gsize)second * clusters] <= 0)) {
            t = first;
        } else {
            left -= share;
            t = second;
        }
    }
    int found = -1;
    for (int j = nodes[t].first; j < nodes[t].first + nodes[t].count; j++) {
        const gboolean member = walk->bounds->cluster[j] == k;
        found = member ? j : found; /* rounding leads to the last */
        left -= member ? (double)walk->bounds->receiver[j] : 0;
        if (left < 0) {
            break;
        }
    }
    return found;
}

/* The cluster of a candidate: product (K) holds running sums. */
static int draw_cluster(const double *product, int clusters, double at) {
    const double place = at * product[clusters - 1];
    int low = 0, high = clusters - 1;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (product[middle] > place) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/* Draws the candidates of two nodes at the bound near Σ_k sent received. */
static void draw_candidates(walk_t *walk, int a, int b, double near, double total) {
    const int clusters = walk->bounds->clusters;
    const float *sent = walk->bounds->sent + (gsize)a * (gsize)clusters;
    const float *received = walk->bounds->received + (gsize)b * (gsize)clusters;
    const gboolean known =
        walk->process->kernel && walk->tree->node[a].kind == 0 && walk->tree->node[b].kind == 0;
    const gboolean sender_leaf = walk->tree->node[a].leaf >= 0;
    const gboolean receiver_leaf = walk->tree->node[b].leaf >= 0;
    double product[MOST_CLUSTERS], sum = 0;
    if (walk->gap > total) {
        walk->gap -= total;
        return;
    }
    for (int k = 0; k < clusters; k++) {
        product[k] = sum += (double)sent[k] * (double)received[k];
    }
    while (walk->gap <= total) {
        total -= walk->gap;
        walk->gap = exponential(walk);
        const int k = draw_cluster(product, clusters, coarse(walk));
        const int i = draw_sender(walk, a, k, uniform(walk, sender_leaf));
        const int j = draw_receiver(walk, b, k, uniform(walk, receiver_leaf));
        const int c = walk->waiting++;
        const latigraph_process_t *p = walk->process;
        __builtin_prefetch(p->node + (long)i * p->stride + p->left);
        __builtin_prefetch(p->node + (long)j * p->stride + p->first);
        walk->from[c] = i;
        walk->to[c] = j;
        walk->known[c] = known;
        walk->bound[c] =
            (real_t)(near * (double)walk->bounds->receiver[j] *
                     (double)walk->bounds
                         ->bound[latigraph_bound_place(walk->tree, clusters, i) + (gsize)k * LEAF]);
        walk->draw[c] = (real_t)coarse(walk);
        if (walk->waiting == LATIGRAPH_CANDIDATES) {
            flush(walk);
        }
    }
    walk->gap -= total;
}

/* Draws events of two leaves from the rates themselves: no candidate is wasted. */
static void draw_tile(walk_t *walk, int a, int b) {
    const latigraph_tree_node_t *from = &walk->tree->node[a], *to = &walk->tree->node[b];
    const double share = (double)walk->process->share;
    real_t rate[LEAF * LEAF], sum[LEAF];
    latigraph_process_tile(walk->process, from, to, walk->room, rate, sum);
    walk->counts->pairs += (gint64)from->count * to->count;
    for (int i = 0; i < from->count; i++) {
        double left = share * (double)sum[i], passed = 0;
        int j = 0;
        while (walk->gap <= left) {
            left -= walk->gap;
            passed += walk->gap;
            walk->gap = exponential(walk);
            /* The receiver in whose share of the row the event lies. */
            double before = 0;
            for (j = 0; j < to->count - 1; j++) {
                before += share * (double)rate[i * LEAF + j];
                if (passed < before) {
                    break;
                }
            }
            if (rate[i * LEAF + j] > 0) {
                latigraph_edge_list_add(walk->found, from->first + i, to->first + j);
                walk->counts->hits++;
            }
        }
        walk->gap -= left;
    }
}

/* --- The walk ------------------------------------------------------------------------ */

static double bound_of(const walk_t *walk, int a, int b) {
    const int clusters = walk->bounds->clusters;
    return (double)latigraph_sparse_product(clusters,
                                            walk->bounds->sent + (gsize)a * (gsize)clusters,
                                            walk->bounds->received + (gsize)b * (gsize)clusters);
}

static void visit(walk_t *walk, int a, int b) {
    const latigraph_tree_node_t *from = &walk->tree->node[a], *to = &walk->tree->node[b];
    const gboolean leaves = from->leaf >= 0 && to->leaf >= 0;
    const gboolean mixed = from->kind < 0 || to->kind < 0;
    double range[2] = {1, 1};
    walk->counts->visits++;
    if (!mixed) {
        if (walk->process->kernel && from->kind == 0 && to->kind == 0) {
            kernel_range(walk, from, to, range);
            if (range[0] <= 0) {
                return;
            }
        }
        const double total = (double)walk->process->share * range[0] * bound_of(walk, a, b);
        const gboolean few = total <= walk->costs->pair_cost * from->count * to->count;
        if (few && (leaves || total * (1 - range[1] / range[0]) <= walk->costs->waste)) {
            draw_candidates(walk, a, b, range[0], total);
            return;
        }
        if (leaves) {
            draw_tile(walk, a, b);
            return;
        }
    }
    if (to->leaf >= 0 || (from->leaf < 0 && from->count > to->count)) {
        visit(walk, a + 1, b);
        visit(walk, from->right, b);
    } else {
        visit(walk, a, b + 1);
        visit(walk, a, to->right);
    }
}

void latigraph_sparse_walk(const latigraph_tree_t *tree, const latigraph_process_t *process,
                           const latigraph_bounds_t *bounds, const latigraph_kernel_table_t *table,
                           const latigraph_walk_costs_t *costs, int from,
                           latigraph_stream_t *stream, real_t *room, latigraph_edge_list_t *found,
                           latigraph_sparse_counts_t *counts) {
    walk_t walk = {.tree = tree,
                   .process = process,
                   .bounds = bounds,
                   .table = table,
                   .costs = costs,
                   .stream = stream,
                   .found = found,
                   .counts = counts,
                   .room = room,
                   .word = WORDS,
                   .exponential = EXPONENTIALS};
    walk.gap = exponential(&walk);
    visit(&walk, from, 0);
    flush(&walk);
}
