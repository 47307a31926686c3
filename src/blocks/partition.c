/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The description length of a partition, its change by a move, and the search.
 *
 * Every pair of blocks (r, s) has a density and a rate of its own. A pair of vertices is an edge
 * with the density, which is uniform a priori; the weight of an edge is exponential, with a rate
 * that is Gamma(1, mean weight) a priori. Both are integrated out, so that more blocks fit no
 * better by themselves:
 *
 *     ln p = Σ ln B(e + 1, N − e + 1) + ln Γ(1 + e) + ln β − (1 + e) ln(β + w)
 *
 * for N pairs, e edges of total weight w. The partition costs ln n! − Σ ln n_r! + ln C(n − 1, B −
 * 1) + ln n (Peixoto, Phys. Rev. E 97:012306, 2018). Densities say nothing if all pairs are edges,
 * and rates nothing if all weights are equal; these parts are then left out.
 *
 * A move of one vertex changes 2 B pairs of blocks. Moves go on until none improves; only then are
 * blocks merged, since early mergers swallow blocks before they have formed. */

#include "blocks/blocks.h"

#include <math.h>
#include <string.h>

igraph_error_t latigraph_partition_init(latigraph_partition_t *partition,
                                        const latigraph_block_graph_t *graph, int room) {
    const gsize pairs = (gsize)room * (gsize)room + 1, n = (gsize)graph->n;
    double **const rows[] = {&partition->out_edges, &partition->out_weight, &partition->in_edges,
                             &partition->in_weight};
    *partition = (latigraph_partition_t){.graph = graph, .room = room};
    IGRAPH_FINALLY(latigraph_partition_destroy, partition);
    partition->block = g_try_new0(int, n + 1);
    partition->number = g_try_new0(int, n + 1);
    partition->size = g_try_new0(int, room + 1);
    partition->edges = g_try_new0(double, pairs);
    partition->weight = g_try_new0(double, pairs);
    partition->log_factorial = g_try_new0(double, n + 1);
    LATIGRAPH_CHECK_MEMORY(partition->block);
    LATIGRAPH_CHECK_MEMORY(partition->number);
    LATIGRAPH_CHECK_MEMORY(partition->size);
    LATIGRAPH_CHECK_MEMORY(partition->edges);
    LATIGRAPH_CHECK_MEMORY(partition->weight);
    LATIGRAPH_CHECK_MEMORY(partition->log_factorial);
    for (gsize k = 0; k < G_N_ELEMENTS(rows); k++) {
        *rows[k] = g_try_new0(double, room + 1);
        LATIGRAPH_CHECK_MEMORY(*rows[k]);
    }
    for (gsize k = 2; k <= n; k++) {
        partition->log_factorial[k] = partition->log_factorial[k - 1] + log((double)k);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_partition_destroy(latigraph_partition_t *partition) {
    g_free(partition->block);
    g_free(partition->number);
    g_free(partition->size);
    g_free(partition->edges);
    g_free(partition->weight);
    g_free(partition->log_factorial);
    g_free(partition->out_edges);
    g_free(partition->out_weight);
    g_free(partition->in_edges);
    g_free(partition->in_weight);
}

/* --- Description length ----------------------------------------------------------------------- */

/* ln Γ(x + 1) of a count. */
static double log_factorial(double count) {
    return lgamma(count + 1);
}

/* Description length of one pair of blocks with these sums. */
static double pair_length(const latigraph_block_graph_t *graph, double pairs, double edges,
                          double weight) {
    double length = 0;
    if (!graph->complete) {
        length += log_factorial(pairs) - log_factorial(edges) - log_factorial(pairs - edges) +
                  log(pairs + 1);
    }
    if (graph->weighted) { /* weights are in units of the mean weight */
        length += (1 + edges) * log(1 + weight / graph->mean) - log_factorial(edges);
    }
    return length;
}

/* Number of pairs of vertices of blocks with these sizes. */
static double pairs_of(const latigraph_block_graph_t *graph, double a, double b, gboolean same) {
    const double ordered = same ? a * (a - 1) : a * b;
    return same && graph->symmetric ? 0.5 * ordered : ordered;
}

/* ln n! + ln C(n − 1, B − 1) + ln n, without the sizes. */
static double count_length(const latigraph_partition_t *partition, int count) {
    const double *f = partition->log_factorial;
    const int n = partition->graph->n;
    return f[n] + f[n - 1] - f[count - 1] - f[n - count] + log(n);
}

double latigraph_partition_length(const latigraph_partition_t *partition) {
    const int count = partition->count, room = partition->room;
    double length = count_length(partition, count);
    for (int r = 0; r < count; r++) {
        length -= partition->log_factorial[partition->size[r]];
        for (int s = 0; s < count; s++) {
            if (s >= r || !partition->graph->symmetric) {
                length += pair_length(
                    partition->graph,
                    pairs_of(partition->graph, partition->size[r], partition->size[s], r == s),
                    partition->edges[r * room + s], partition->weight[r * room + s]);
            }
        }
    }
    return length;
}

/* Adds an edge of a symmetric graph, of which each end has the edge once, or of a directed one. */
static void add_edge(latigraph_partition_t *partition, int i, int j, double weight) {
    const int room = partition->room, r = partition->block[i], s = partition->block[j];
    if (partition->graph->symmetric && r == s && i > j) {
        return; /* the pair is counted once */
    }
    partition->edges[r * room + s] += 1;
    partition->weight[r * room + s] += weight;
}

void latigraph_partition_set(latigraph_partition_t *partition, const int *membership) {
    const latigraph_block_graph_t *graph = partition->graph;
    const int n = graph->n, room = partition->room;
    partition->count = 0;
    memset(partition->size, 0, (size_t)room * sizeof(int));
    memset(partition->edges, 0, (size_t)room * room * sizeof(double));
    memset(partition->weight, 0, (size_t)room * room * sizeof(double));
    for (int i = 0; i < n; i++) {
        partition->number[i] = -1;
    }
    for (int i = 0; i < n; i++) {
        int *number = &partition->number[membership[i]];
        if (*number < 0) {
            *number = partition->count < room ? partition->count++ : room - 1;
        }
        partition->block[i] = *number;
        partition->size[*number]++;
    }
    for (int i = 0; i < n; i++) {
        for (int k = graph->start[i]; k < graph->start[i + 1]; k++) {
            add_edge(partition, i, graph->to[k], graph->weight[k]);
        }
    }
    partition->length = latigraph_partition_length(partition);
}

/* --- Moves ------------------------------------------------------------------------------------ */

static void sum_row(const latigraph_partition_t *partition, int begin, int end, const int *other,
                    const double *weight, double *edges, double *total) {
    memset(edges, 0, (size_t)partition->count * sizeof(double));
    memset(total, 0, (size_t)partition->count * sizeof(double));
    for (int k = begin; k < end; k++) {
        const int s = partition->block[other[k]];
        edges[s] += 1;
        total[s] += weight[k];
    }
}

void latigraph_partition_look(latigraph_partition_t *partition, int v) {
    const latigraph_block_graph_t *graph = partition->graph;
    sum_row(partition, graph->start[v], graph->start[v + 1], graph->to, graph->weight,
            partition->out_edges, partition->out_weight);
    if (!graph->symmetric) {
        sum_row(partition, graph->in_start[v], graph->in_start[v + 1], graph->in_from,
                graph->in_weight, partition->in_edges, partition->in_weight);
    }
}

/* Sums of the pair (a, b) of blocks after v has moved from `from` to `to`. */
static void moved_sums(const latigraph_partition_t *p, int from, int to, int a, int b,
                       double *edges, double *weight) {
    const int room = p->room, count = p->count;
    const gboolean known = a < count && b < count;
    const double oe[] = {a < count ? p->out_edges[a] : 0, b < count ? p->out_edges[b] : 0};
    const double ow[] = {a < count ? p->out_weight[a] : 0, b < count ? p->out_weight[b] : 0};
    *edges = known ? p->edges[a * room + b] : 0;
    *weight = known ? p->weight[a * room + b] : 0;
    if (p->graph->symmetric) {
        const int sign_a = (a == to) - (a == from), sign_b = (b == to) - (b == from);
        if (a == b) { /* v leaves or joins the block */
            *edges += sign_a * oe[0];
            *weight += sign_a * ow[0];
            return;
        }
        *edges += sign_a * oe[1] + sign_b * oe[0];
        *weight += sign_a * ow[1] + sign_b * ow[0];
        return;
    }
    const double ie = a < count ? p->in_edges[a] : 0, iw = a < count ? p->in_weight[a] : 0;
    *edges += ((a == to) - (a == from)) * oe[1] + ((b == to) - (b == from)) * ie;
    *weight += ((a == to) - (a == from)) * ow[1] + ((b == to) - (b == from)) * iw;
}

/* Size of a block before and after the move. */
static int size_before(const latigraph_partition_t *partition, int r) {
    return r < partition->count ? partition->size[r] : 0;
}

static int size_after(const latigraph_partition_t *partition, int from, int to, int r) {
    return size_before(partition, r) + (r == to) - (r == from);
}

/* Change of one pair of blocks. */
static double pair_gain(const latigraph_partition_t *p, int from, int to, int a, int b) {
    const latigraph_block_graph_t *graph = p->graph;
    const int room = p->room;
    double edges, weight, gain = 0;
    if (a < p->count && b < p->count) {
        gain -= pair_length(graph, pairs_of(graph, p->size[a], p->size[b], a == b),
                            p->edges[a * room + b], p->weight[a * room + b]);
    }
    const int first = size_after(p, from, to, a), second = size_after(p, from, to, b);
    if (first > 0 && second > 0) {
        moved_sums(p, from, to, a, b, &edges, &weight);
        gain += pair_length(graph, pairs_of(graph, first, second, a == b), edges,
                            fmax(weight, 0)); /* rounding */
    }
    return gain;
}

double latigraph_partition_gain(const latigraph_partition_t *partition, int v, int target) {
    const latigraph_partition_t *p = partition;
    const int from = p->block[v], count = p->count, last = MAX(count, target + 1);
    const gboolean symmetric = p->graph->symmetric;
    double gain = 0;
    if (target == from) {
        return 0;
    }
    for (int s = 0; s < last; s++) {
        gain += pair_gain(p, from, target, from, s) + pair_gain(p, from, target, target, s);
        if (!symmetric && s != from && s != target) {
            gain += pair_gain(p, from, target, s, from) + pair_gain(p, from, target, s, target);
        }
    }
    if (symmetric) { /* the pair of both blocks was counted twice */
        gain -= pair_gain(p, from, target, from, target);
    }
    const int after = count + (target == count) - (p->size[from] == 1);
    gain += count_length(p, after) - count_length(p, count);
    gain += p->log_factorial[p->size[from]] - p->log_factorial[p->size[from] - 1];
    gain += p->log_factorial[size_before(p, target)] - p->log_factorial[size_before(p, target) + 1];
    return gain;
}

/* Renames the last block to an empty one. */
static void remove_block(latigraph_partition_t *partition, int empty) {
    const int last = --partition->count, room = partition->room;
    for (int i = 0; i < partition->graph->n && empty != last; i++) {
        partition->block[i] = partition->block[i] == last ? empty : partition->block[i];
    }
    double *const sums[] = {partition->edges, partition->weight};
    for (int k = 0; k < 2; k++) {
        for (int s = 0; s <= last; s++) { /* the row and the column of the last block */
            sums[k][empty * room + s] = sums[k][last * room + s];
        }
        for (int s = 0; s <= last; s++) {
            sums[k][s * room + empty] = sums[k][s * room + last];
        }
        for (int s = 0; s <= last; s++) {
            sums[k][last * room + s] = sums[k][s * room + last] = 0;
        }
    }
    partition->size[empty] = partition->size[last];
    partition->size[last] = 0;
}

void latigraph_partition_move(latigraph_partition_t *partition, int v, int target, double gain) {
    latigraph_partition_t *p = partition;
    const int from = p->block[v], room = p->room, last = MAX(p->count, target + 1);
    const gboolean symmetric = p->graph->symmetric;
    for (int s = p->count; s < last; s++) { /* a new block has no sums yet */
        p->out_edges[s] = p->out_weight[s] = p->in_edges[s] = p->in_weight[s] = 0;
    }
    const double *in_edges = symmetric ? p->out_edges : p->in_edges;
    const double *in_weight = symmetric ? p->out_weight : p->in_weight;
    for (int s = 0; s < last; s++) {
        const gboolean once = symmetric; /* (r, r) of a symmetric graph gets the edges once */
        p->edges[from * room + s] -= p->out_edges[s];
        p->weight[from * room + s] -= p->out_weight[s];
        p->edges[target * room + s] += p->out_edges[s];
        p->weight[target * room + s] += p->out_weight[s];
        if (!once || s != from) {
            p->edges[s * room + from] -= in_edges[s];
            p->weight[s * room + from] -= in_weight[s];
        }
        if (!once || s != target) {
            p->edges[s * room + target] += in_edges[s];
            p->weight[s * room + target] += in_weight[s];
        }
    }
    p->size[from]--;
    p->size[target]++;
    p->block[v] = target;
    p->count = last;
    p->length += gain;
    if (p->size[from] == 0) {
        remove_block(p, from);
    }
}

/* --- Mergers ---------------------------------------------------------------------------------- */

/* Length of the pairs of a merged block with another one, or with itself. */
static double merged_length(const latigraph_partition_t *p, int r, int s, int other) {
    const latigraph_block_graph_t *graph = p->graph;
    const int room = p->room, size = p->size[r] + p->size[s];
    const double *e = p->edges, *w = p->weight;
    if (other < 0) {
        const double cross = graph->symmetric ? 0 : 1;
        return pair_length(
            graph, pairs_of(graph, size, size, TRUE),
            e[r * room + r] + e[s * room + s] + e[r * room + s] + cross * e[s * room + r],
            w[r * room + r] + w[s * room + s] + w[r * room + s] + cross * w[s * room + r]);
    }
    double length = pair_length(graph, pairs_of(graph, size, p->size[other], FALSE),
                                e[r * room + other] + e[s * room + other],
                                w[r * room + other] + w[s * room + other]);
    if (!graph->symmetric) {
        length += pair_length(graph, pairs_of(graph, size, p->size[other], FALSE),
                              e[other * room + r] + e[other * room + s],
                              w[other * room + r] + w[other * room + s]);
    }
    return length;
}

static double stored_length(const latigraph_partition_t *p, int a, int b) {
    return pair_length(p->graph, pairs_of(p->graph, p->size[a], p->size[b], a == b),
                       p->edges[a * p->room + b], p->weight[a * p->room + b]);
}

double latigraph_partition_merge_gain(const latigraph_partition_t *partition, int r, int s) {
    const latigraph_partition_t *p = partition;
    const double *f = p->log_factorial;
    double gain = merged_length(p, r, s, -1) - stored_length(p, r, r) - stored_length(p, s, s) -
                  stored_length(p, r, s);
    gain -= p->graph->symmetric ? 0 : stored_length(p, s, r);
    for (int other = 0; other < p->count; other++) {
        if (other != r && other != s) {
            gain += merged_length(p, r, s, other) - stored_length(p, r, other) -
                    stored_length(p, s, other);
            gain -=
                p->graph->symmetric ? 0 : stored_length(p, other, r) + stored_length(p, other, s);
        }
    }
    gain += count_length(p, p->count - 1) - count_length(p, p->count);
    return gain + f[p->size[r]] + f[p->size[s]] - f[p->size[r] + p->size[s]];
}

void latigraph_partition_merge(latigraph_partition_t *partition, int r, int s) {
    for (int i = 0; i < partition->graph->n; i++) {
        partition->block[i] = partition->block[i] == s ? r : partition->block[i];
    }
    const int room = partition->room;
    double *const sums[] = {partition->edges, partition->weight};
    partition->length += latigraph_partition_merge_gain(partition, r, s);
    for (int k = 0; k < 2; k++) {
        double *sum = sums[k];
        const double inside = sum[r * room + r] + sum[s * room + s] + sum[r * room + s] +
                              (partition->graph->symmetric ? 0 : sum[s * room + r]);
        for (int other = 0; other < partition->count; other++) {
            sum[r * room + other] += sum[s * room + other];
            sum[other * room + r] += sum[other * room + s];
        }
        sum[r * room + r] = inside;
    }
    partition->size[r] += partition->size[s];
    partition->size[s] = 0;
    remove_block(partition, s);
}

/* --- Search ----------------------------------------------------------------------------------- */

/* Nats that an improvement must save, and the share of the description length. Without the share,
 * the rounding of long descriptions could move a vertex to and fro between equal partitions. */
static const double LEAST = 1e-9, LEAST_SHARE = 1e-13;

static double least_gain(const latigraph_partition_t *partition) {
    return -fmax(LEAST, LEAST_SHARE * fabs(partition->length));
}

/* Moves one vertex to its best block; returns whether it moved. */
static gboolean improve_vertex(latigraph_partition_t *partition, int v) {
    const int blocks = MIN(partition->count + 1, partition->room);
    int best = partition->block[v];
    double least = least_gain(partition);
    latigraph_partition_look(partition, v);
    for (int target = 0; target < blocks; target++) {
        const double gain = latigraph_partition_gain(partition, v, target);
        if (gain < least) {
            least = gain;
            best = target;
        }
    }
    if (best == partition->block[v]) {
        return FALSE;
    }
    latigraph_partition_move(partition, v, best, least);
    return TRUE;
}

static igraph_error_t move_all(latigraph_partition_t *partition, latigraph_stream_t *stream) {
    const int n = partition->graph->n;
    int *order;
    gboolean moved = TRUE;
    LATIGRAPH_ALLOCATE(order, n);
    while (moved) {
        moved = FALSE;
        latigraph_stream_permutation(stream, order, n);
        for (int k = 0; k < n; k++) {
            if (k % 64 == 0) {
                LATIGRAPH_ALLOW_INTERRUPTION();
            }
            moved |= improve_vertex(partition, order[k]);
        }
    }
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Merges the pair of blocks that saves most; returns whether there was one. */
static gboolean merge_best(latigraph_partition_t *partition) {
    int first = -1, second = -1;
    double least = least_gain(partition);
    for (int r = 0; r < partition->count; r++) {
        for (int s = r + 1; s < partition->count; s++) {
            const double gain = latigraph_partition_merge_gain(partition, r, s);
            if (gain < least) {
                least = gain;
                first = r;
                second = s;
            }
        }
    }
    if (first >= 0) {
        latigraph_partition_merge(partition, first, second);
    }
    return first >= 0;
}

igraph_error_t latigraph_partition_improve(latigraph_partition_t *partition,
                                           latigraph_stream_t *stream) {
    do {
        IGRAPH_CHECK(move_all(partition, stream));
    } while (merge_best(partition));
    return IGRAPH_SUCCESS;
}
