/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Sparse sampler: exact edges of a large circuit in time that grows with their number.
 *
 * All pairs of neurons would cost O(n²). Instead, rates are bounded for pairs of nodes of a k-d
 * tree (a dual tree). A Poisson number of candidates is drawn at the bound, and each is accepted
 * with probability rate/bound, so the accepted events have exactly the right rates (thinning). Four
 * files share the work:
 *
 *     sparse_tree.c    neurons in space: a k-d tree
 *     sparse_bounds.c  clusters of receivers and the bounds for them
 *     sparse_walk.c    the recursion over pairs of nodes, and the candidates
 *     sparse_rates.c   rates and kernels, in vectorised loops
 *
 * This file splits the senders into tasks, sorts the events into rows and merges repeated ones. It
 * removes one of two opposite one-way edges with probability δ. Every task has its own random
 * stream, so the result does not depend on the number of threads. Steered circuits are not drawn in
 * this way. The steering layer needs sums over all pairs, and its field of shared partners has no
 * bound short of all pairs (doc/scale.md). */

#include "generate/sparse.h"

#include "base/memory.h"
#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* PARTS: approximate number of tasks. CHUNK: tasks per thread between two checks for interruption.
 * ROWS: rows per task of sorting. */
enum { PARTS = 1024, CHUNK = 8, ROWS = 4096 };
/* Largest number of limits that are tried to thin events to a requested number of edges. */
enum { THINNINGS = 5 };
/* Relative error that a requested number of edges may have. */
static const double NEAR = 0.01;
/* Approximate number of the smaller parts for counting edges. Neighbours in the tree have similar
 * degrees, so many small parts give a better estimate. */
enum { SMALL_PARTS = 16384 };
/* Bit that separates the random numbers of counts from those of circuits. */
static const guint64 COUNT = 1 << 23;
/* Measured costs. The time is almost constant around these values. */
static const latigraph_walk_costs_t COSTS = {.waste = 4, .pair_cost = 0.16};

/* --- Preparation ---------------------------------------------------------------------- */

/* Appends nodes of the tree that together hold every neuron once. Nodes have at most `most`
 * neurons or are leaves. */
static igraph_error_t find_parts(const latigraph_tree_t *tree, int t, int most,
                                 igraph_vector_int_t *part) {
    const latigraph_tree_node_t *node = &tree->node[t];
    if (node->leaf >= 0 || (node->kind >= 0 && node->count <= most)) {
        return igraph_vector_int_push_back(part, t);
    }
    IGRAPH_CHECK(find_parts(tree, t + 1, most, part));
    return find_parts(tree, node->right, most, part);
}

void latigraph_sparse_destroy(latigraph_sparse_t *sparse) {
    for (int p = 0; p < 2; p++) {
        latigraph_bounds_clear(&sparse->bounds[p]);
        g_clear_pointer(&sparse->table[p].value, g_free);
    }
    igraph_vector_int_destroy(&sparse->task);
    igraph_vector_int_destroy(&sparse->part);
}

igraph_error_t latigraph_sparse_init(latigraph_sparse_t *sparse,
                                     const latigraph_sparse_rates_t *rates, int threads) {
    const latigraph_tree_t *tree = rates->tree;
    memset(sparse, 0, sizeof *sparse);
    sparse->rates = *rates;
    sparse->costs = COSTS;
    IGRAPH_FINALLY(latigraph_sparse_destroy, sparse);
    IGRAPH_CHECK(igraph_vector_int_init(&sparse->task, 0));
    IGRAPH_CHECK(igraph_vector_int_init(&sparse->part, 0));
    const int most = CLAMP(tree->n / PARTS, LATIGRAPH_LEAF, LATIGRAPH_SENDERS);
    IGRAPH_CHECK(find_parts(tree, 0, most, &sparse->task));
    IGRAPH_CHECK(find_parts(tree, 0, MAX(tree->n / SMALL_PARTS, LATIGRAPH_LEAF), &sparse->part));
    for (int p = 0; p < 2; p++) {
        latigraph_process_init(&sparse->process[p], p, rates->rank, rates->node, rates->global,
                               tree, rates->kernel, rates->reach);
        if (rates->steered > 0) {
            latigraph_process_steer(&sparse->process[p], p, rates->rank, rates->steered);
        }
        if (!latigraph_kernel_table_init(&sparse->table[p], &sparse->process[p]) ||
            !latigraph_bounds_init(&sparse->bounds[p], &sparse->process[p], tree, threads)) {
            IGRAPH_ERRORF("Not enough memory for the bounds of %d neurons.", IGRAPH_ENOMEM,
                          tree->n);
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sparse_rescale(latigraph_sparse_t *sparse, double log_factor,
                                        int threads) {
    if (!sparse->rates.kernel || sparse->bounds[0].bound == NULL) {
        /* Without a kernel, bounds are cut at the limit of rates, which a factor does not move. */
        latigraph_sparse_rates_t rates = sparse->rates;
        rates.reach.log_factor += log_factor;
        latigraph_sparse_destroy(sparse);
        memset(sparse, 0, sizeof *sparse);
        return latigraph_sparse_init(sparse, &rates, threads);
    }
    sparse->rates.reach.log_factor += log_factor;
    for (int p = 0; p < 2; p++) {
        sparse->bounds[p].factor *= exp(log_factor + 1e-6);
        sparse->process[p].offset += (real_t)log_factor;
        sparse->process[p].reach = sparse->rates.reach;
    }
    return IGRAPH_SUCCESS;
}

/* --- Events --------------------------------------------------------------------------- */

typedef struct {
    const latigraph_sparse_t *sparse;
    igraph_uint_t seed;
    guint64 stream;                    /* number of the first random stream */
    const igraph_integer_t *task;      /* (tasks) nodes of the tree */
    int threads, tasks, first;         /* tasks run twice: for one-way events, then for mutual
                                          ones */
    latigraph_events_t *found;         /* (2 tasks) */
    latigraph_sparse_counts_t *counts; /* (2 tasks) */
    real_t *scratch;                   /* (threads, width × LEAF) */
    /* Rows of edges. */
    guint32 limit; /* level from which on events are left out; kept levels allow several limits */
    int n, *length, *start;
    guint32 *to;  /* twice the target, plus 1 if all its events are one-way */
    guchar *lost; /* (m) edges to remove */
} job_t;

static void job_destroy(job_t *job) {
    for (int t = 0; job->found != NULL && t < 2 * job->tasks; t++) {
        latigraph_events_clear(&job->found[t]);
    }
    g_free(job->found);
    g_free(job->counts);
    g_free(job->scratch);
    g_free(job->length);
    g_free(job->start);
    g_free(job->to);
    g_free(job->lost);
}

static gsize scratch_size(const job_t *job) {
    return (gsize)job->sparse->process[1].width * LATIGRAPH_LEAF;
}

static void draw_task(int item, int worker, void *data) {
    const job_t *job = data;
    const latigraph_sparse_t *sparse = job->sparse;
    const int task = job->first + item, p = task >= job->tasks;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, job->seed, LATIGRAPH_STREAM_SPARSE, job->stream | (guint64)task);
    latigraph_sparse_walk(sparse->rates.tree, &sparse->process[p], &sparse->bounds[p],
                          &sparse->table[p], &sparse->costs, (int)job->task[task % job->tasks],
                          &stream, job->scratch + (gsize)worker * scratch_size(job),
                          &job->found[task], &job->counts[task]);
}

static igraph_error_t draw_events(job_t *job) {
    const int all = 2 * job->tasks;
    for (; job->first < all; job->first += job->threads * CHUNK) {
        const int items = MIN(job->threads * CHUNK, all - job->first);
        IGRAPH_PROGRESS("Drawing edges", 95.0 * job->first / all, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_parallel_for(job->threads, items, draw_task, job);
        for (int t = job->first; t < job->first + items; t++) {
            if (job->found[t].out_of_memory) {
                IGRAPH_ERRORF("Not enough memory for the edges of a circuit of %d neurons.",
                              IGRAPH_ENOMEM, job->n);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Rows of edges ----------------------------------------------------------------------- */

static gboolean remains(const job_t *job, const latigraph_events_t *found, int e) {
    return found->level == NULL || found->level[e] < job->limit;
}

/* Returns the first sender of a task. */
static int first_of(const job_t *job, int task) {
    return job->sparse->rates.tree->node[job->task[task % job->tasks]].first;
}

/* Counts the edges of each row, one per one-way event and two per mutual one. */
static gint64 count_rows(const job_t *job) {
    gint64 total = 0;
    memset(job->length, 0, (gsize)job->n * sizeof *job->length);
    for (int t = 0; t < 2 * job->tasks; t++) {
        const latigraph_events_t *found = &job->found[t];
        const gboolean mutual = t >= job->tasks;
        const int first = first_of(job, t);
        for (int e = 0; e < found->size && total < G_MAXINT; e++) {
            const int one = remains(job, found, e);
            job->length[first + found->from[e]] += one;
            total += one;
            if (mutual) {
                job->length[found->to[e]] += one;
                total += one;
            }
        }
    }
    return total;
}

/* Sorts events by sender (counting sort). A mutual event adds an edge to both rows. Events are
 * freed unless they may be needed again, for another limit. */
static igraph_error_t fill_rows(job_t *job) {
    const gint64 total = count_rows(job);
    if (total >= G_MAXINT) {
        IGRAPH_ERRORF(
            "A circuit of %d neurons would have %" G_GINT64_FORMAT
            " edges, but the limit is 2147483646. Generate fewer neurons or use a smaller "
            "mean degree.",
            IGRAPH_EOVERFLOW, job->n, total);
    }
    for (int i = 0; i < job->n; i++) {
        job->start[i + 1] = job->start[i] + job->length[i];
        job->length[i] = 0;
    }
    g_free(job->to);
    g_free(job->lost);
    job->to = g_try_new(guint32, (gsize)total + 1);
    job->lost = g_try_new0(guchar, (gsize)total + 1);
    if (job->to == NULL || job->lost == NULL) {
        IGRAPH_ERRORF("Not enough memory for %" G_GINT64_FORMAT " edges.", IGRAPH_ENOMEM, total);
    }
    for (int t = 0; t < 2 * job->tasks; t++) {
        latigraph_events_t *found = &job->found[t];
        const gboolean mutual = t >= job->tasks;
        const int first = first_of(job, t);
        for (int e = 0; e < found->size; e++) {
            const int i = first + found->from[e], j = found->to[e];
            if (!remains(job, found, e)) {
                continue;
            }
            job->to[job->start[i] + job->length[i]++] = 2 * (guint32)j + (mutual ? 0 : 1);
            if (mutual) {
                job->to[job->start[j] + job->length[j]++] = 2 * (guint32)i;
            }
        }
        if (!found->levels) {
            latigraph_events_clear(found);
        }
    }
    return IGRAPH_SUCCESS;
}

static int compare(const void *a, const void *b) {
    const guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

static void sort_row(guint32 *row, int length) {
    if (length > 64) {
        qsort(row, (size_t)length, sizeof *row, compare);
        return;
    }
    for (int e = 1; e < length; e++) {
        const guint32 x = row[e];
        int at = e;
        for (; at > 0 && row[at - 1] > x; at--) {
            row[at] = row[at - 1];
        }
        row[at] = x;
    }
}

static int blocks_of(int n) {
    return (n + ROWS - 1) / ROWS;
}

/* Keeps each target of a row once, as mutual if any of its events was. */
static void merge_events(int item, int worker, void *data) {
    const job_t *job = data;
    (void)worker;
    for (int i = item * ROWS; i < MIN((item + 1) * ROWS, job->n); i++) {
        guint32 *row = job->to + job->start[i];
        int kept = 0;
        sort_row(row, job->length[i]);
        for (int e = 0; e < job->length[i]; e++) {
            if (kept == 0 || row[kept - 1] >> 1 != row[e] >> 1) {
                row[kept++] = row[e];
            }
        }
        job->length[i] = kept;
    }
}

/* Returns the index of the edge i → j if all of its events are one-way, or −1. */
static int find_one_way(const job_t *job, int i, int j) {
    const guint32 *row = job->to + job->start[i], key = 2 * (guint32)j + 1;
    int low = 0, high = job->length[i];
    while (low < high) {
        const int middle = (low + high) / 2;
        if (row[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < job->length[i] && row[low] == key ? job->start[i] + low : -1;
}

/* Draws the random number of a dyad i < j. */
static double dyad_uniform(const job_t *job, int i, int j) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, job->seed, LATIGRAPH_STREAM_ANTI_RECIPROCITY,
                          (guint64)i << 32 | (guint64)j);
    stream.counter[0] = (guint32)(job->stream >> 24); /* one block of random numbers per circuit */
    return latigraph_stream_uniform(&stream);
}

/* Decides which of the edges i → j and j → i is lost to the other, if both are one-way. The row of
 * the smaller place decides, and no other task writes the marks of this dyad. */
static void mark_lost_edges(int item, int worker, void *data) {
    const job_t *job = data;
    const double anti_reciprocity = job->sparse->rates.anti_reciprocity;
    (void)worker;
    for (int i = item * ROWS; i < MIN((item + 1) * ROWS, job->n); i++) {
        for (int e = job->start[i]; e < job->start[i] + job->length[i]; e++) {
            const int j = (int)(job->to[e] >> 1);
            const int back = (job->to[e] & 1) && j > i ? find_one_way(job, j, i) : -1;
            if (back < 0) {
                continue;
            }
            const double draw = dyad_uniform(job, i, j);
            if (draw < anti_reciprocity) {
                job->lost[draw < anti_reciprocity / 2 ? e : back] = 1;
            }
        }
    }
}

/* Moves the remaining edges together. */
static void compact_rows(job_t *job, latigraph_rows_t *rows) {
    int kept = 0;
    for (int i = 0; i < job->n; i++) {
        const int first = job->start[i], end = first + job->length[i];
        job->start[i] = kept;
        for (int e = first; e < end; e++) {
            if (!job->lost[e]) {
                job->to[kept++] = job->to[e] >> 1;
            }
        }
    }
    job->start[job->n] = kept;
    rows->n = job->n;
    rows->m = kept;
    rows->start = g_steal_pointer(&job->start);
    int *to = (int *)g_steal_pointer(&job->to);
    int *shorter = g_try_realloc(to, ((gsize)kept + 1) * sizeof(int));
    rows->to = shorter != NULL ? shorter : to;
}

static void add_counts(const job_t *job, latigraph_rows_t *rows) {
    for (int t = 0; t < 2 * job->tasks; t++) {
        latigraph_sparse_counts_t *sum = &rows->counts[t >= job->tasks];
        sum->candidates += job->counts[t].candidates;
        sum->hits += job->counts[t].hits;
        sum->pairs += job->counts[t].pairs;
        sum->visits += job->counts[t].visits;
    }
}

void latigraph_rows_clear(latigraph_rows_t *rows) {
    g_free(rows->start);
    g_free(rows->to);
    memset(rows, 0, sizeof *rows);
}

/* Allocates the scratch of a draw and puts it on the FINALLY stack as one entry. */
static igraph_error_t job_init(job_t *job, const latigraph_sparse_t *sparse, igraph_uint_t seed,
                               guint64 stream, int threads, const igraph_vector_int_t *task) {
    const int n = sparse->rates.tree->n;
    *job = (job_t){.sparse = sparse,
                   .seed = seed,
                   .stream = stream,
                   .threads = threads,
                   .task = VECTOR(*task),
                   .tasks = (int)igraph_vector_int_size(task),
                   .limit = LATIGRAPH_LEVELS,
                   .n = n};
    IGRAPH_FINALLY(job_destroy, job);
    job->found = g_try_new0(latigraph_events_t, 2 * job->tasks);
    job->counts = g_try_new0(latigraph_sparse_counts_t, 2 * job->tasks);
    job->scratch = g_try_new(real_t, (gsize)threads * scratch_size(job));
    job->length = g_try_new0(int, (gsize)n + 1);
    job->start = g_try_new0(int, (gsize)n + 1);
    if (job->found == NULL || job->counts == NULL || job->scratch == NULL || job->length == NULL ||
        job->start == NULL) {
        IGRAPH_ERRORF("Not enough memory for a circuit of %d neurons.", IGRAPH_ENOMEM, n);
    }
    return IGRAPH_SUCCESS;
}

/* Computes the ratio of edges to events for the drawn parts, because a pair can have several
 * events. */
static igraph_error_t find_distinct(job_t *job, double *share) {
    double edges = 0;
    IGRAPH_CHECK(fill_rows(job));
    latigraph_parallel_for(job->threads, blocks_of(job->n), merge_events, job);
    for (int i = 0; i < job->n; i++) {
        edges += job->length[i];
    }
    *share = edges / MAX(job->start[job->n], 1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t count_edges(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                  guint64 stream, int threads, const igraph_vector_int_t *part,
                                  double *edges) {
    job_t job;
    double events = 0, neurons = 0, distinct;
    IGRAPH_CHECK(job_init(&job, sparse, seed, stream, threads, part));
    IGRAPH_CHECK(draw_events(&job));
    for (int t = 0; t < job.tasks; t++) {
        events += (double)(job.counts[t].hits + 2 * job.counts[job.tasks + t].hits);
        neurons += sparse->rates.tree->node[job.task[t]].count;
    }
    IGRAPH_CHECK(find_distinct(&job, &distinct));
    *edges = distinct * events * job.n / neurons;
    job_destroy(&job);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sparse_count(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                      guint64 index, int every, int threads, double *edges) {
    igraph_vector_int_t part;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&part, 0);
    for (igraph_integer_t t = 0; t < igraph_vector_int_size(&sparse->part); t += every) {
        IGRAPH_CHECK(igraph_vector_int_push_back(&part, VECTOR(sparse->part)[t]));
    }
    IGRAPH_CHECK(count_edges(sparse, seed, index << 24 | COUNT, threads, &part, edges));
    igraph_vector_int_destroy(&part);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sorts the events that remain into rows, merges repeated ones, and marks the edges that are lost
 * to anti-reciprocity. */
static igraph_error_t make_rows(job_t *job) {
    const int blocks = blocks_of(job->n);
    IGRAPH_CHECK(fill_rows(job));
    latigraph_parallel_for(job->threads, blocks, merge_events, job);
    if (job->sparse->rates.anti_reciprocity > 0) {
        latigraph_parallel_for(job->threads, blocks, mark_lost_edges, job);
    }
    return IGRAPH_SUCCESS;
}

static double count_kept(const job_t *job) {
    double kept = 0;
    for (int i = 0; i < job->n; i++) {
        for (int e = job->start[i]; e < job->start[i] + job->length[i]; e++) {
            kept += !job->lost[e];
        }
    }
    return kept;
}

double latigraph_sparse_correction(double n, double m, double asked) {
    const double pairs = n * (n - 1);
    if (fabs(m / asked - 1) <= fmax(NEAR, 1 / sqrt(asked))) {
        return 0;
    }
    /* ln(1 − m / pairs) is almost linear in the rates. */
    return log(log1p(-fmin(asked / pairs, 0.999)) / log1p(-CLAMP(m, 1, 0.999 * pairs) / pairs));
}

/* Lowers the limit of levels until there are about `asked` edges. */
static igraph_error_t thin(job_t *job, double asked) {
    double events = 0;
    for (int t = 0; t < 2 * job->tasks; t++) {
        events += (double)(t < job->tasks ? 1 : 2) * job->found[t].size;
    }
    double limit = LATIGRAPH_LEVELS * asked / fmax(events, 1);
    for (int k = 0; k < THINNINGS; k++) {
        job->limit = (guint32)CLAMP(round(limit), 1, LATIGRAPH_LEVELS);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(make_rows(job));
        const double more = latigraph_sparse_correction(job->n, count_kept(job), asked);
        if (fabs(more) <= 0 || (job->limit == LATIGRAPH_LEVELS && more > 0)) {
            break;
        }
        limit *= exp(more);
    }
    return IGRAPH_SUCCESS;
}

/* Moves the edges of a job to `rows` and destroys it. */
static void finish(job_t *job, latigraph_rows_t *rows) {
    compact_rows(job, rows);
    add_counts(job, rows);
    job_destroy(job);
    IGRAPH_FINALLY_CLEAN(1);
}

igraph_error_t latigraph_sparse_sample(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                       guint64 index, int threads, latigraph_rows_t *rows) {
    job_t job;
    memset(rows, 0, sizeof *rows);
    IGRAPH_CHECK(job_init(&job, sparse, seed, index << 24, threads, &sparse->task));
    IGRAPH_CHECK(draw_events(&job));
    IGRAPH_CHECK(make_rows(&job));
    finish(&job, rows);
    IGRAPH_PROGRESS("Drawing edges", 100, NULL);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sparse_sample_edges(latigraph_sparse_t *sparse, igraph_uint_t seed,
                                             guint64 index, int threads, double asked,
                                             latigraph_rows_t *rows, double *share) {
    job_t job;
    memset(rows, 0, sizeof *rows);
    IGRAPH_CHECK(job_init(&job, sparse, seed, index << 24, threads, &sparse->task));
    for (int t = 0; t < 2 * job.tasks; t++) {
        job.found[t].levels = TRUE;
    }
    IGRAPH_CHECK(draw_events(&job));
    for (int p = 0; p < 2; p++) {
        latigraph_bounds_clear(&sparse->bounds[p]);
    }
    IGRAPH_CHECK(thin(&job, asked));
    *share = (double)job.limit / LATIGRAPH_LEVELS;
    finish(&job, rows);
    IGRAPH_PROGRESS("Drawing edges", 100, NULL);
    return IGRAPH_SUCCESS;
}
