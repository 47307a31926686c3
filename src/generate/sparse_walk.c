/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The recursion over pairs of nodes of the tree, and the candidates drawn at their bounds.
 *
 * A walk draws the events of all dyads whose lower place is in one node of the tree, the owner. No
 * other walk draws them, so the edges of these dyads are known when it ends. A pair of nodes (a,
 * b), of which b is not before a, has up to three kinds of events: one-way ones from a to b and
 * from b to a, and mutual ones, whose rates do not depend on the order. All kinds are visited
 * together, because they need the same nodes from memory and the same distances.
 *
 * Each kind with its bound B = κ(nearest) Σ_k sent_k received_k is treated in one of three ways.
 * (1) If few candidates would be rejected, a Poisson number of candidates is drawn at B. (2) If
 * both nodes are leaves and candidates would cost more than all pairs, the rates of all pairs are
 * computed and events are drawn from these. (3) Otherwise the larger node is split, and only the
 * kinds that need it are visited again. Candidates are collected for each process and tested 256
 * at a time. The first test uses κ alone, so the rates of most rejected candidates are never
 * computed. Candidates of successive pairs of nodes form one Poisson process of rate 1, whose next
 * event lies `gap` ahead. A pair of nodes without candidates then costs one subtraction. */

#include "generate/sparse.h"

#include <math.h>

enum { LEAF = LATIGRAPH_LEAF, MOST_CLUSTERS = 256, WORDS = 1024, EXPONENTIALS = 256 };
/* Kinds of events that a pair of nodes is visited for. */
enum { OUT = 1, BACK = 2, BOTH = 4, ALL = OUT | BACK | BOTH };

/* Rates below this one are below the limit e^3.4 of rates. */
static const double LIMITED = 29;

/* STEPS: tabulated distances per length scale. TABLE: their number. */
static const double STEPS = 64;
enum { TABLE = 4096 };

/* Candidates of one process that wait for their test. `from` and `to` are nodes of the tree. */
typedef struct {
    const latigraph_process_t *process;
    const latigraph_bounds_t *bounds;
    const latigraph_kernel_table_t *table;
    latigraph_sparse_counts_t *counts;
    gboolean mutual;
    int waiting;
    int from[LATIGRAPH_CANDIDATES], to[LATIGRAPH_CANDIDATES];
    guchar cluster[LATIGRAPH_CANDIDATES], known[LATIGRAPH_CANDIDATES];
    real_t near[LATIGRAPH_CANDIDATES]; /* upper bound of κ */
} queue_t;

typedef struct {
    const latigraph_tree_t *tree;
    const latigraph_walk_costs_t *costs;
    latigraph_stream_t *stream;
    latigraph_events_t *found;
    gboolean senders; /* whether the node's edges as senders are drawn, not the dyads it owns */
    int first;        /* first place of the node */
    double gap;       /* distance to the next event of a Poisson process of rate 1 */
    real_t *scratch;
    /* Random numbers drawn in advance. */
    int word, exponential; /* how many of each are used */
    guint32 words[WORDS];
    float exponentials[EXPONENTIALS];
    queue_t queue[2];
} walk_t;

/* --- Random numbers -------------------------------------------------------------- */

static guint32 next_word(walk_t *walk) {
    if (walk->word == WORDS) {
        latigraph_stream_fill(walk->stream, WORDS, walk->words);
        walk->word = 0;
    }
    return walk->words[walk->word++];
}

/* Returns a uniform number on [0, 1) with 32 bits, enough to choose among a few or to accept. */
static double coarse(walk_t *walk) {
    return next_word(walk) * 0x1p-32;
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

/* --- Events ----------------------------------------------------------------------- */

void latigraph_events_clear(latigraph_events_t *events) {
    g_free(events->low);
    g_free(events->event);
    memset(events, 0, sizeof *events);
}

static gboolean grow(latigraph_events_t *events) {
    const gsize capacity = (gsize)events->capacity + (gsize)events->capacity / 2 + 1024;
    guint16 *low = capacity < G_MAXINT ? g_try_renew(guint16, events->low, capacity) : NULL;
    events->low = low != NULL ? low : events->low;
    guint64 *event = low != NULL ? g_try_renew(guint64, events->event, capacity) : NULL;
    events->event = event != NULL ? event : events->event;
    events->out_of_memory |= event == NULL;
    events->capacity = event != NULL ? (int)capacity : events->capacity;
    return event != NULL;
}

/* Adds an event, which also occurs at q > level times the rates. */
static void add_event(walk_t *walk, const queue_t *queue, int from, int to, double level) {
    latigraph_events_t *events = walk->found;
    const gboolean ordered = walk->senders || from < to;
    const int low = ordered ? from : to, high = ordered ? to : from;
    const int kind = queue->mutual ? LATIGRAPH_EVENT_MUTUAL
                     : ordered     ? LATIGRAPH_EVENT_FORWARD
                                   : LATIGRAPH_EVENT_BACKWARD;
    queue->counts->hits++;
    if (events->size == events->capacity && !grow(events)) {
        return;
    }
    events->low[events->size] = (guint16)(low - walk->first);
    events->event[events->size] = latigraph_event(
        high, kind, (guint32)CLAMP(level * LATIGRAPH_LEVELS, 0, LATIGRAPH_LEVELS - 1));
    events->size++;
}

/* Returns the rate of a pair without the limit of rates. */
static double unlimited(real_t log_rate, real_t kernel, real_t rate) {
    return (double)rate < LIMITED ? (double)rate : exp((double)log_rate) * (double)kernel;
}

/* --- κ of pairs of nodes --------------------------------------------------------- */

gboolean latigraph_kernel_table_init(latigraph_kernel_table_t *table,
                                     const latigraph_process_t *process) {
    table->value = g_try_new(float, TABLE);
    for (int k = 0; k < TABLE && table->value != NULL; k++) {
        const double d = k / STEPS;
        table->value[k] = (float)latigraph_process_kernel(process, d * d);
    }
    return table->value != NULL;
}

/* Computes the squares of the smallest and largest distance between neurons of two nodes. */
static void distance_range(const latigraph_tree_node_t *a, const latigraph_tree_node_t *b,
                           float square[2]) {
    square[0] = square[1] = 0;
    for (int d = 0; d < 3; d++) {
        const float above = a->low[d] - b->high[d], below = b->low[d] - a->high[d];
        const float apart = MAX(above, below), most = MAX(-above, -below);
        square[0] += apart > 0 ? apart * apart : 0;
        square[1] += most * most;
    }
}

/* Finds the places of the smallest and largest distance between two nodes in tables of κ. */
static void table_range(const latigraph_tree_node_t *a, const latigraph_tree_node_t *b,
                        int range[2]) {
    const int last = TABLE - 1;
    float square[2];
    distance_range(a, b, square);
    /* The margins keep rounding from selecting a step too far. */
    const float near = sqrtf(square[0]) * (float)STEPS * (1 - 1e-6f);
    const float far = sqrtf(square[1]) * (float)STEPS * (1 + 1e-6f) + 1;
    range[0] = near < (float)last ? (int)near : last;
    range[1] = far < (float)last ? (int)far : last;
}

/* Finds the largest and smallest κ at these places. */
static void kernel_range(const queue_t *queue, const int at[2], double range[2]) {
    const float *value = queue->table->value;
    /* Beyond the table κ never exceeds its last value, and with a fitted distance it falls to 0. */
    range[0] = (double)value[at[0]] * (1 + 1e-5);
    range[1] = at[1] < TABLE - 1 || !(queue->process->reach.squared < 1e30)
                   ? (double)value[at[1]] * (1 - 1e-5)
                   : 0;
}

/* --- Candidates --------------------------------------------------------------------- */

/* Branches that depend on random numbers cost more than they save, so choices are sums of
 * comparisons. */

/* Returns the cluster of a candidate. product (K) holds running sums; K is a power of 2. */
static int draw_cluster(const double *product, int clusters, double at) {
    const double place = at * product[clusters - 1];
    int k = 0;
    for (int step = clusters / 2; step > 0; step /= 2) {
        k += product[k + step - 1] <= place ? step : 0;
    }
    return k;
}

/* Draws a point between the ends of an interval of sums. Among few, 32 random bits select. */
static double point_between(walk_t *walk, const double *until, int begin, int end) {
    const double low = until[begin], high = until[end];
    const double share = coarse(walk) + (end - begin > LEAF ? coarse(walk) * 0x1p-32 : 0);
    return low + share * (high - low);
}

/* Draws senders in proportion to their bounds: first a leaf of the node, then a neuron of the leaf.
 * bound[c] gets the bound. */
static void draw_senders(walk_t *walk, const queue_t *queue, int *from, float *bound) {
    const latigraph_tree_t *tree = walk->tree;
    const latigraph_bounds_t *b = queue->bounds;
    const gsize clusters = (gsize)b->clusters, stride = (gsize)tree->leaves + 1;
    const guint16 *weight[LATIGRAPH_CANDIDATES];
    double point[LATIGRAPH_CANDIDATES];
    float left[LATIGRAPH_CANDIDATES];
    int at[LATIGRAPH_CANDIDATES], length[LATIGRAPH_CANDIDATES], choice[LATIGRAPH_CANDIDATES];
    for (int c = 0; c < queue->waiting; c++) {
        const latigraph_tree_node_t *node = &tree->node[queue->from[c]];
        const int first = latigraph_leaf_of(tree, node->first);
        const int sums = (int)(stride * queue->cluster[c]);
        length[c] = latigraph_leaf_of(tree, node->first + node->count - 1) + 1 - first;
        at[c] = sums + first;
        point[c] = point_between(walk, b->sent_until + sums, first, first + length[c]);
    }
    latigraph_find_intervals(queue->waiting, b->sent_until, point, at, length);
    for (int c = 0; c < queue->waiting; c++) {
        const int leaf = at[c] - (int)(stride * queue->cluster[c]);
        left[c] = (float)(point[c] - b->sent_until[at[c]]);
        from[c] = leaf * LEAF;
        weight[c] = b->bound + ((gsize)leaf * clusters + queue->cluster[c]) * LEAF;
        __builtin_prefetch(weight[c]);
    }
    latigraph_choose(queue->waiting, weight, left, choice);
    for (int c = 0; c < queue->waiting; c++) {
        int l = choice[c];
        while (l > 0 && weight[c][l] == 0) {
            l--; /* rounding led beyond the last neuron of a leaf that is not full */
        }
        from[c] += from[c] + l >= tree->known ? l - tree->gap : l;
        bound[c] = latigraph_bound_unpack(weight[c][l]);
    }
}

/* Draws receivers of the candidates' clusters in proportion to e^receiver, which weight[c] gets. */
static void draw_receivers(walk_t *walk, const queue_t *queue, int *to, float *weight) {
    const latigraph_tree_t *tree = walk->tree;
    const latigraph_bounds_t *b = queue->bounds;
    const gsize clusters = (gsize)b->clusters;
    double point[LATIGRAPH_CANDIDATES];
    int length[LATIGRAPH_CANDIDATES];
    for (int c = 0; c < queue->waiting; c++) {
        const latigraph_tree_node_t *node = &tree->node[queue->to[c]];
        const gsize k = queue->cluster[c];
        const gsize first = (gsize)latigraph_leaf_of(tree, node->first);
        const gsize last = (gsize)latigraph_leaf_of(tree, node->first + node->count - 1);
        to[c] = b->start[first * clusters + k];
        length[c] = b->start[(last + 1) * clusters + k] - to[c];
        point[c] = point_between(walk, b->received_until, to[c], to[c] + length[c]);
    }
    latigraph_find_intervals(queue->waiting, b->received_until, point, to, length);
    for (int c = 0; c < queue->waiting; c++) {
        weight[c] = (float)(b->received_until[to[c] + 1] - b->received_until[to[c]]);
        to[c] = b->member[to[c]];
    }
}

/* Prefetches the data of a pair's rate, which are far apart in memory. */
static void prefetch_pair(const latigraph_process_t *p, ptrdiff_t i, ptrdiff_t j) {
    const real_t *x = p->node + i * p->stride, *y = p->node + j * p->stride;
    __builtin_prefetch(x + p->left);
    __builtin_prefetch(x + p->left + p->width - 1);
    __builtin_prefetch(x + p->sender[0]);
    __builtin_prefetch(y + p->first);
    __builtin_prefetch(y + p->first + p->half - 1);
    __builtin_prefetch(y + p->receiver[0]);
}

/* Turns candidates into pairs of neurons and removes those that κ alone rejects. Returns the number
 * that remain, each with the threshold for its rate. */
static int draw_pairs(walk_t *walk, const queue_t *queue, int *from, int *to, real_t *kernel,
                      real_t *least) {
    float bound[LATIGRAPH_CANDIDATES], weight[LATIGRAPH_CANDIDATES];
    const float factor = (float)queue->bounds->factor;
    int kept = 0;
    draw_senders(walk, queue, from, bound);
    draw_receivers(walk, queue, to, weight);
    latigraph_process_kernels(queue->process, queue->waiting, from, to, queue->known, kernel);
    for (int c = 0; c < queue->waiting; c++) {
        const int i = from[c], j = to[c];
        const real_t draw = (real_t)coarse(walk) * queue->near[c];
        from[kept] = i;
        to[kept] = j;
        least[kept] = draw * (factor * weight[c] * bound[c]);
        kernel[kept] = kernel[c];
        /* e^s is at most its bound, so a candidate that fails here cannot be accepted. */
        if (draw < kernel[c] * REAL_C(1.00001) && i != j) {
            prefetch_pair(queue->process, i, j);
            kept++;
        }
    }
    return kept;
}

static void flush(walk_t *walk, queue_t *queue) {
    int from[LATIGRAPH_CANDIDATES], to[LATIGRAPH_CANDIDATES];
    real_t kernel[LATIGRAPH_CANDIDATES], least[LATIGRAPH_CANDIDATES];
    real_t log_rate[LATIGRAPH_CANDIDATES], rate[LATIGRAPH_CANDIDATES];
    const int kept = draw_pairs(walk, queue, from, to, kernel, least);
    latigraph_process_rates(queue->process, kept, from, to, kernel, log_rate, rate);
    for (int c = 0; c < kept; c++) {
        if (least[c] < rate[c]) {
            add_event(walk, queue, from[c], to[c],
                      (double)least[c] / unlimited(log_rate[c], kernel[c], rate[c]));
        }
    }
    queue->counts->candidates += queue->waiting;
    queue->waiting = 0;
}

/* Draws candidates from node a to node b at the bound near · Σ_k sent_k received_k = total. */
static void draw_candidates(walk_t *walk, queue_t *queue, int a, int b, double near, double total) {
    const int clusters = queue->bounds->clusters;
    const float *sent = latigraph_bounds_sent(queue->bounds, a);
    const float *received = latigraph_bounds_received(queue->bounds, b);
    const gboolean known =
        queue->process->kernel && walk->tree->node[a].kind == 0 && walk->tree->node[b].kind == 0;
    double product[MOST_CLUSTERS], sum = 0;
    if (walk->gap > total) {
        walk->gap -= total;
        return;
    }
    for (int k = 0; k < clusters; k++) {
        product[k] = sum += (double)sent[k] * (double)received[k];
    }
    while (walk->gap <= total) {
        const int c = queue->waiting++;
        total -= walk->gap;
        walk->gap = exponential(walk);
        queue->from[c] = a;
        queue->to[c] = b;
        queue->cluster[c] = (guchar)draw_cluster(product, clusters, coarse(walk));
        queue->known[c] = (guchar)known;
        queue->near[c] = (real_t)near;
        if (queue->waiting == LATIGRAPH_CANDIDATES) {
            flush(walk, queue);
        }
    }
    walk->gap -= total;
}

/* Returns the level of an event of a tile, whose rate may be at the limit. */
static double level_in_tile(walk_t *walk, const queue_t *queue, int from, int to, gboolean known,
                            real_t rate) {
    const guchar mark = (guchar)known;
    real_t kernel, log_rate, limited;
    if (!walk->found->levels) {
        return 0;
    }
    latigraph_process_kernels(queue->process, 1, &from, &to, &mark, &kernel);
    latigraph_process_rates(queue->process, 1, &from, &to, &kernel, &log_rate, &limited);
    return coarse(walk) * (double)rate / fmax((double)rate, unlimited(log_rate, kernel, rate));
}

/* Draws events of two leaves from the exact rates times `share`, without rejections. */
static void draw_tile(walk_t *walk, const queue_t *queue, int a, int b, double share) {
    const latigraph_tree_node_t *from = &walk->tree->node[a], *to = &walk->tree->node[b];
    const gboolean known = queue->process->kernel && from->kind == 0 && to->kind == 0;
    real_t rate[LEAF * LEAF], sum[LEAF];
    latigraph_process_tile(queue->process, from, to, walk->scratch, rate, sum);
    queue->counts->pairs += (gint64)from->count * to->count;
    for (int i = 0; i < from->count; i++) {
        double left = share * (double)sum[i], passed = 0;
        int j = 0;
        while (walk->gap <= left) {
            left -= walk->gap;
            passed += walk->gap;
            walk->gap = exponential(walk);
            /* The receiver is the one in whose interval of the row the event lies. */
            double before = 0;
            for (j = 0; j < to->count - 1; j++) {
                before += share * (double)rate[i * LEAF + j];
                if (passed < before) {
                    break;
                }
            }
            if (rate[i * LEAF + j] > 0) {
                const int place = from->first + i, other = to->first + j;
                add_event(walk, queue, place, other,
                          level_in_tile(walk, queue, place, other, known, rate[i * LEAF + j]));
            }
        }
        walk->gap -= left;
    }
}

/* --- The walk ------------------------------------------------------------------------ */

/* A pair of nodes of which neither contains the other, or a leaf with itself. */
typedef struct {
    gboolean leaves; /* whether both are leaves */
    double pairs;    /* number of pairs of their neurons */
    int at[2];       /* places of their distances in the tables of κ; 0 without positions */
    gboolean known;  /* whether κ depends on their distance */
} nodes_t;

/* Draws the events of one process from node a to node b, unless it is better to split the nodes.
 * Returns whether they are drawn. */
static gboolean settle(walk_t *walk, queue_t *queue, const nodes_t *nodes, int a, int b,
                       double share) {
    double range[2] = {1, 1};
    if (nodes->known) {
        kernel_range(queue, nodes->at, range);
        if (range[0] <= 0) {
            return TRUE;
        }
    }
    queue->counts->visits++;
    const double product = (double)latigraph_sparse_product(
        queue->bounds->clusters, latigraph_bounds_sent(queue->bounds, a),
        latigraph_bounds_received(queue->bounds, b));
    const double total = share * range[0] * queue->bounds->factor * product;
    const gboolean few = total <= walk->costs->pair_cost * nodes->pairs;
    if (few && (nodes->leaves || total * (1 - range[1] / range[0]) <= walk->costs->waste)) {
        draw_candidates(walk, queue, a, b, range[0], total);
        return TRUE;
    }
    if (nodes->leaves) {
        draw_tile(walk, queue, a, b, share);
    }
    return nodes->leaves;
}

/* Draws all kinds that need no split of the nodes. Returns the others. `shared` says that the nodes
 * are one leaf, whose pairs come in both orders. */
static int settle_all(walk_t *walk, int a, int b, int kinds, gboolean shared) {
    const latigraph_tree_node_t *from = &walk->tree->node[a], *to = &walk->tree->node[b];
    queue_t *one_way = &walk->queue[0], *mutual = &walk->queue[1];
    nodes_t nodes = {.leaves = from->leaf >= 0 && to->leaf >= 0,
                     .pairs = (double)from->count * to->count,
                     .known = one_way->process->kernel && from->kind == 0 && to->kind == 0};
    int left = 0;
    if (nodes.known) {
        table_range(from, to, nodes.at);
    }
    if ((kinds & OUT) && !settle(walk, one_way, &nodes, a, b, 1)) {
        left |= OUT;
    }
    if ((kinds & BACK) && !shared && !settle(walk, one_way, &nodes, b, a, 1)) {
        left |= BACK;
    }
    if ((kinds & BOTH) && !settle(walk, mutual, &nodes, a, b, shared ? 0.5 : 1)) {
        left |= BOTH;
    }
    return left;
}

static void visit(walk_t *walk, int a, int b, int kinds) {
    const latigraph_tree_node_t *from = &walk->tree->node[a], *to = &walk->tree->node[b];
    const gboolean leaves = from->leaf >= 0 && to->leaf >= 0;
    const gboolean shared = !walk->senders && to->first < from->first + from->count;
    if (shared && to->first + to->count <= from->first) {
        return; /* other walks own these dyads */
    }
    if (from->kind >= 0 && to->kind >= 0 && (!shared || leaves)) {
        kinds = settle_all(walk, a, b, kinds, shared);
        if (kinds == 0) {
            return;
        }
    }
    if (to->leaf >= 0 || (from->leaf < 0 && from->count > to->count)) {
        visit(walk, a + 1, b, kinds);
        visit(walk, from->right, b, kinds);
    } else {
        visit(walk, a, b + 1, kinds);
        visit(walk, a, to->right, kinds);
    }
}

void latigraph_sparse_walk(const latigraph_sparse_t *sparse, int node, gboolean senders,
                           latigraph_stream_t *stream, real_t *scratch, latigraph_events_t *found,
                           latigraph_sparse_counts_t counts[2]) {
    walk_t walk = {.tree = sparse->rates.tree,
                   .costs = &sparse->costs,
                   .stream = stream,
                   .found = found,
                   .senders = senders,
                   .scratch = scratch,
                   .first = sparse->rates.tree->node[node].first,
                   .word = WORDS,
                   .exponential = EXPONENTIALS};
    for (int p = 0; p < 2; p++) {
        queue_t *queue = &walk.queue[p];
        queue->process = &sparse->process[p];
        queue->bounds = &sparse->bounds[p];
        queue->table = &sparse->table[p];
        queue->counts = &counts[p];
        queue->mutual = p == 1;
    }
    walk.gap = exponential(&walk);
    visit(&walk, node, 0, senders ? OUT | BOTH : ALL);
    for (int p = 0; p < 2; p++) {
        flush(&walk, &walk.queue[p]);
    }
}
