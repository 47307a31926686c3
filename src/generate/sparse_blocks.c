/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Blocks: the dyads of a circuit, task by task.
 *
 * A task draws all events of the dyads that one node of the tree owns (sparse_walk.c), sorts them
 * by their places and merges repeated ones. It removes one of two opposite one-way edges with
 * probability δ. Its edges are then final, whatever other tasks draw, and every task has a random
 * stream of its own. So tasks can be drawn in any order by any number of threads and processes, and
 * a circuit is the same. A block has four bytes per dyad:
 *
 *     place of the task:   first          first + 1      …
 *     length               2              1              …      dyads with this lower place
 *     dyad                 4 j + s, 4 k + s | 4 l + s | …       higher place and state
 *
 * Blocks become rows of edges, or are handed on one after another, so that nothing holds the whole
 * circuit. To meet a requested number of edges, the events of all tasks are kept with their levels
 * and thinned before they are merged. */

#include "generate/sparse.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/ranks.h"

#include <math.h>
#include <string.h>

/* Tasks per thread between two checks for interruption, and between two rounds of a stream. */
enum { CHUNK = 8, STREAM_CHUNK = 32 };
/* Largest number of limits that are tried to thin events to a requested number of edges. */
enum { THINNINGS = 5 };
/* Relative error that a requested number of edges may have. */
static const double NEAR = 0.01;
/* Bit that separates the random numbers of counts from those of circuits. */
static const guint64 COUNT = 1 << 23;

/* --- Events ----------------------------------------------------------------------------------- */

static void block_clear(latigraph_edge_block_t *block) {
    g_clear_pointer(&block->event, g_free);
    g_clear_pointer(&block->dyad, g_free);
}

void latigraph_edge_blocks_destroy(latigraph_edge_blocks_t *blocks) {
    for (int t = 0; blocks->block != NULL && t < blocks->tasks; t++) {
        block_clear(&blocks->block[t]);
    }
    for (int w = 0; blocks->found != NULL && w < blocks->threads; w++) {
        latigraph_events_clear(&blocks->found[w]);
    }
    for (int w = 0; blocks->sorted != NULL && w < blocks->threads; w++) {
        g_free(blocks->sorted[w]);
    }
    g_free(blocks->block);
    g_free(blocks->length);
    g_free(blocks->found);
    g_free(blocks->sorted);
    g_free(blocks->capacity);
    g_free(blocks->counts);
    g_free(blocks->scratch);
}

static gsize scratch_size(const latigraph_edge_blocks_t *blocks) {
    const latigraph_process_t *process = blocks->sparse->process;
    return (gsize)MAX(process[0].width, process[1].width) * LATIGRAPH_LEAF;
}

static const latigraph_tree_node_t *node_of(const latigraph_edge_blocks_t *blocks, int task) {
    return &blocks->sparse->rates.tree->node[blocks->task[task]];
}

/* Sorts a row (Shell, "A high-speed sorting procedure", Comm. ACM 1959; gaps of Ciura 2001). */
static void sort_row(guint64 *row, int length) {
    static const int gaps[] = {1750, 701, 301, 132, 57, 23, 10, 4, 1};
    for (gsize g = 0; g < G_N_ELEMENTS(gaps); g++) {
        const int gap = gaps[g];
        for (int e = gap; e < length; e++) {
            const guint64 x = row[e];
            int at = e;
            for (; at >= gap && row[at - gap] > x; at -= gap) {
                row[at] = row[at - gap];
            }
            row[at] = x;
        }
    }
}

/* Sorts the events of a worker by their places into its scratch. Returns false if memory is short.
 */
static gboolean sort_events(const latigraph_edge_blocks_t *blocks, int task, int worker) {
    const latigraph_tree_node_t *node = node_of(blocks, task);
    const latigraph_events_t *found = &blocks->found[worker];
    int *length = blocks->length + node->first, end = 0;
    if (blocks->sorted[worker] == NULL || found->size > blocks->capacity[worker]) {
        g_free(blocks->sorted[worker]);
        blocks->sorted[worker] = g_try_new(guint64, (gsize)found->capacity + 1);
        blocks->capacity[worker] = blocks->sorted[worker] != NULL ? found->capacity : 0;
    }
    guint64 *sorted = blocks->sorted[worker];
    if (found->out_of_memory || sorted == NULL) {
        return FALSE;
    }
    memset(length, 0, (gsize)node->count * sizeof *length);
    for (int e = 0; e < found->size; e++) {
        length[found->low[e]]++;
    }
    for (int i = 0; i < node->count; i++) { /* length becomes the end of the places before */
        const int count = length[i];
        length[i] = end;
        end += count;
    }
    for (int e = 0; e < found->size; e++) {
        sorted[length[found->low[e]]++] = found->event[e];
    }
    for (int i = node->count - 1; i >= 0; i--) {
        length[i] -= i > 0 ? length[i - 1] : 0;
    }
    for (int i = 0, at = 0; i < node->count; at += length[i++]) {
        sort_row(sorted + at, length[i]);
    }
    return TRUE;
}

/* --- Dyads --------------------------------------------------------------------------------------
 */

/* Decides which of two opposite one-way edges of a dyad i < j is lost, and returns the rest. */
static int lose_edge(const latigraph_edge_blocks_t *blocks, int i, int j) {
    const double anti_reciprocity = blocks->sparse->rates.anti_reciprocity;
    latigraph_stream_t stream;
    if (!(anti_reciprocity > 0)) {
        return 3;
    }
    latigraph_stream_init(&stream, blocks->seed, LATIGRAPH_STREAM_ANTI_RECIPROCITY,
                          (guint64)i << 32 | (guint64)j);
    stream.counter[0] =
        (guint32)(blocks->stream >> 24); /* one block of random numbers per circuit */
    const double draw = latigraph_stream_uniform(&stream);
    return draw >= anti_reciprocity ? 3 : draw < anti_reciprocity / 2 ? 2 : 1;
}

/* Merges the events of one lower place whose level is below the limit. Writes its dyads unless
 * `dyad` is NULL, counts their edges, and returns the number of dyads. */
static int merge_row(const latigraph_edge_blocks_t *blocks, int low, const guint64 *event,
                     int count, guint32 *dyad, gint64 *edges) {
    int kept = 0;
    for (int e = 0; e < count;) {
        const int high = latigraph_event_high(event[e]);
        int seen = 0, state;
        for (; e < count && latigraph_event_high(event[e]) == high; e++) {
            const gboolean remains = latigraph_event_level(event[e]) < blocks->limit;
            seen |= remains ? 1 << latigraph_event_kind(event[e]) : 0;
        }
        state = (seen & 1 << LATIGRAPH_EVENT_MUTUAL) ? 3 : seen;
        if (seen == 3) {
            state = lose_edge(blocks, low, high);
        }
        if (state != 0 && dyad != NULL) {
            dyad[kept] = (guint32)high << 2 | (guint32)state;
        }
        kept += state != 0;
        *edges += (state & 1) + (state >> 1);
    }
    return kept;
}

/* Merges all events of a task. Returns the number of dyads. The lengths become theirs if `dyad` is
 * not NULL. */
static int merge_task(const latigraph_edge_blocks_t *blocks, int task, const guint64 *event,
                      guint32 *dyad) {
    const latigraph_tree_node_t *node = node_of(blocks, task);
    int kept = 0;
    blocks->block[task].edges = 0;
    for (int i = node->first, at = 0; i < node->first + node->count; i++) {
        const int count = blocks->length[i];
        const int row = merge_row(blocks, i, event + at, count, dyad != NULL ? dyad + kept : NULL,
                                  &blocks->block[task].edges);
        if (dyad != NULL) {
            blocks->length[i] = row;
        }
        kept += row;
        at += count;
    }
    return kept;
}

/* --- Tasks --------------------------------------------------------------------------------------
 */

/* Makes the dyads of a block from its events, in an array of their own. Returns false if memory is
 * short. */
static gboolean merge_block(const latigraph_edge_blocks_t *blocks, int task, const guint64 *event) {
    latigraph_edge_block_t *block = &blocks->block[task];
    block->dyad = g_try_new(guint32, block->size + 1);
    if (block->dyad == NULL) {
        return FALSE;
    }
    block->size = merge_task(blocks, task, event, block->dyad);
    guint32 *shorter = g_try_renew(guint32, block->dyad, block->size + 1);
    block->dyad = shorter != NULL ? shorter : block->dyad;
    return TRUE;
}

/* Copies the sorted events of a worker, or their dyads, into the block of a task. */
static gboolean fill_block(const latigraph_edge_blocks_t *blocks, int task, int worker) {
    latigraph_edge_block_t *block = &blocks->block[task];
    guint64 *sorted = blocks->sorted[worker];
    block->size = blocks->found[worker].size;
    if (blocks->levels) {
        block->event = g_try_new(guint64, block->size + 1);
        if (block->event != NULL && block->size > 0) {
            memcpy(block->event, sorted, (gsize)block->size * sizeof *sorted);
        }
        return block->event != NULL;
    }
    return merge_block(blocks, task, sorted);
}

gboolean latigraph_edge_blocks_owns(const latigraph_edge_blocks_t *blocks, int task) {
    return !blocks->split || latigraph_edge_blocks_owner(task) == latigraph_ranks_index();
}

/* The digits of the task's number, with as many values as there are processes, are added up. Each
 * process so gets one of every few neighbours, and neither always the first nor always the last of
 * them, which own fewer dyads. */
int latigraph_edge_blocks_owner(int task) {
    const int ranks = latigraph_ranks_count();
    int sum = 0;
    for (; task > 0 && ranks > 1; task /= ranks) {
        sum += task % ranks;
    }
    return sum % ranks;
}

static void draw_task(int item, int worker, void *data) {
    const latigraph_edge_blocks_t *blocks = data;
    const int task = blocks->first + item;
    latigraph_events_t *found = &blocks->found[worker];
    latigraph_stream_t stream;
    if (!latigraph_edge_blocks_owns(blocks, task)) {
        return;
    }
    found->size = 0;
    found->levels = blocks->levels;
    latigraph_stream_init(&stream, blocks->seed, LATIGRAPH_STREAM_SPARSE,
                          blocks->stream | (guint64)task);
    latigraph_sparse_walk(blocks->sparse, (int)blocks->task[task], blocks->senders, &stream,
                          blocks->scratch + (gsize)worker * scratch_size(blocks), found,
                          blocks->counts + 2 * worker);
    if (!sort_events(blocks, task, worker) || !fill_block(blocks, task, worker)) {
        found->out_of_memory = TRUE;
    }
}

/* Raises the error that workers could not raise. */
static igraph_error_t check_memory(const latigraph_edge_blocks_t *blocks) {
    for (int w = 0; w < blocks->threads; w++) {
        if (blocks->found[w].out_of_memory) {
            IGRAPH_ERRORF("Not enough memory for the edges of a circuit of %d neurons.",
                          IGRAPH_ENOMEM, blocks->sparse->rates.tree->n);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Draws some tasks from number `first` on. */
static igraph_error_t draw_some(latigraph_edge_blocks_t *blocks, int first, int count) {
    blocks->first = first;
    IGRAPH_PROGRESS("Drawing edges", 95.0 * first / blocks->tasks, NULL);
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_parallel_for(blocks->threads, count, draw_task, blocks);
    return check_memory(blocks);
}

igraph_error_t latigraph_edge_blocks_draw(latigraph_edge_blocks_t *blocks) {
    const int chunk = blocks->threads * CHUNK * (blocks->split ? latigraph_ranks_count() : 1);
    for (int first = 0; first < blocks->tasks; first += chunk) {
        IGRAPH_CHECK(draw_some(blocks, first, MIN(chunk, blocks->tasks - first)));
    }
    blocks->drawn = TRUE;
    return IGRAPH_SUCCESS;
}

static igraph_error_t init(latigraph_edge_blocks_t *blocks, const latigraph_sparse_t *sparse,
                           igraph_uint_t seed, guint64 stream, int threads,
                           const igraph_vector_int_t *task) {
    const int n = sparse->rates.tree->n;
    *blocks = (latigraph_edge_blocks_t){.sparse = sparse,
                                        .seed = seed,
                                        .stream = stream,
                                        .threads = threads,
                                        .task = VECTOR(*task),
                                        .tasks = (int)igraph_vector_int_size(task),
                                        .limit = LATIGRAPH_LEVELS};
    IGRAPH_FINALLY(latigraph_edge_blocks_destroy, blocks);
    blocks->block = g_try_new0(latigraph_edge_block_t, blocks->tasks);
    blocks->length = g_try_new0(int, (gsize)n + 1);
    blocks->found = g_try_new0(latigraph_events_t, threads);
    blocks->sorted = g_try_new0(guint64 *, threads);
    blocks->capacity = g_try_new0(int, threads);
    blocks->counts = g_try_new0(latigraph_sparse_counts_t, 2 * threads);
    blocks->scratch = g_try_new(real_t, (gsize)threads * scratch_size(blocks));
    if (blocks->block == NULL || blocks->length == NULL || blocks->found == NULL ||
        blocks->sorted == NULL || blocks->capacity == NULL || blocks->counts == NULL ||
        blocks->scratch == NULL) {
        IGRAPH_ERRORF("Not enough memory for a circuit of %d neurons.", IGRAPH_ENOMEM, n);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_edge_blocks_init(latigraph_edge_blocks_t *blocks,
                                          const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                          guint64 index, int threads, gboolean split) {
    IGRAPH_CHECK(init(blocks, sparse, seed, index << 24, threads, &sparse->task));
    blocks->split = split;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sparse_count(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                      guint64 index, int every, int threads, double *edges) {
    igraph_vector_int_t part;
    double neurons = 0;
    latigraph_edge_blocks_t blocks;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&part, 0);
    for (igraph_integer_t t = 0; t < igraph_vector_int_size(&sparse->part); t += every) {
        IGRAPH_CHECK(igraph_vector_int_push_back(&part, VECTOR(sparse->part)[t]));
    }
    IGRAPH_CHECK(init(&blocks, sparse, seed, index << 24 | COUNT, threads, &part));
    IGRAPH_FINALLY(latigraph_edge_blocks_destroy, &blocks);
    blocks.senders = TRUE;
    IGRAPH_CHECK(latigraph_edge_blocks_draw(&blocks));
    *edges = 0;
    for (int t = 0; t < blocks.tasks; t++) {
        *edges += blocks.block[t].size; /* edges of a sender, of any kind */
        neurons += node_of(&blocks, t)->count;
    }
    *edges *= sparse->rates.tree->n / neurons;
    latigraph_edge_blocks_destroy(&blocks);
    igraph_vector_int_destroy(&part);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- A requested number of edges ---------------------------------------------------------- */

gboolean latigraph_sparse_meets(double m, double asked) {
    return fabs(m / asked - 1) <= fmax(NEAR, 1 / sqrt(asked));
}

double latigraph_sparse_correction(double n, double m, double asked) {
    const double pairs = n * (n - 1);
    if (latigraph_sparse_meets(m, asked)) {
        return 0;
    }
    /* ln(1 − m / pairs) is almost linear in the rates. */
    return log(log1p(-fmin(asked / pairs, 0.999)) / log1p(-CLAMP(m, 1, 0.999 * pairs) / pairs));
}

gint64 latigraph_edge_blocks_edges(const latigraph_edge_blocks_t *blocks) {
    gint64 edges = 0;
    for (int t = 0; t < blocks->tasks; t++) {
        edges += blocks->block[t].edges;
    }
    return blocks->split ? latigraph_ranks_sum(edges) : edges;
}

static void count_task(int item, int worker, void *data) {
    const latigraph_edge_blocks_t *blocks = data;
    (void)worker;
    if (latigraph_edge_blocks_owns(blocks, item)) {
        merge_task(blocks, item, blocks->block[item].event, NULL);
    }
}

/* Replaces the events of a task by its dyads. */
static void finish_task(int item, int worker, void *data) {
    const latigraph_edge_blocks_t *blocks = data;
    if (!latigraph_edge_blocks_owns(blocks, item)) {
        return;
    }
    if (merge_block(blocks, item, blocks->block[item].event)) {
        g_clear_pointer(&blocks->block[item].event, g_free);
    } else {
        blocks->found[worker].out_of_memory = TRUE;
    }
}

igraph_error_t latigraph_edge_blocks_draw_thinned(latigraph_edge_blocks_t *blocks, double asked,
                                                  gint64 *edges, double *share) {
    double limit = LATIGRAPH_LEVELS;
    blocks->levels = TRUE;
    IGRAPH_CHECK(latigraph_edge_blocks_draw(blocks));
    for (int k = 0; k <= THINNINGS; k++) {
        blocks->limit = (guint32)CLAMP(round(limit), 1, LATIGRAPH_LEVELS);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_parallel_for(blocks->threads, blocks->tasks, count_task, blocks);
        *edges = latigraph_edge_blocks_edges(blocks);
        const double more =
            latigraph_sparse_correction(blocks->sparse->rates.tree->n, (double)*edges, asked);
        if (fabs(more) <= 0 || (blocks->limit == LATIGRAPH_LEVELS && more > 0)) {
            break;
        }
        limit *= exp(more);
    }
    *share = (double)blocks->limit / LATIGRAPH_LEVELS;
    latigraph_parallel_for(blocks->threads, blocks->tasks, finish_task, blocks);
    return check_memory(blocks);
}

/* --- A stream ----------------------------------------------------------------------------- */

igraph_error_t latigraph_edge_blocks_stream(latigraph_edge_blocks_t *blocks,
                                            latigraph_edge_block_sink_t *sink, void *data) {
    const int ranks = blocks->split ? latigraph_ranks_count() : 1;
    const int chunk = blocks->threads * STREAM_CHUNK * ranks;
    for (int first = 0; first < blocks->tasks; first += chunk) {
        const int count = MIN(chunk, blocks->tasks - first);
        if (blocks->drawn) {
            IGRAPH_PROGRESS("Passing edges on", 100.0 * first / blocks->tasks, NULL);
            LATIGRAPH_ALLOW_INTERRUPTION();
        } else {
            IGRAPH_CHECK(draw_some(blocks, first, count));
        }
        IGRAPH_CHECK(sink(blocks, first, count, data));
        for (int t = first; t < first + count; t++) {
            block_clear(&blocks->block[t]);
        }
    }
    IGRAPH_PROGRESS(blocks->drawn ? "Passing edges on" : "Drawing edges", 100, NULL);
    return IGRAPH_SUCCESS;
}

/* --- Rows of edges ------------------------------------------------------------------------ */

static void count_dyad(int low, int high, int state, void *data) {
    int *count = data;
    count[low] += state & 1;
    count[high] += state >> 1;
}

static void add_dyad(int low, int high, int state, void *data) {
    latigraph_rows_t *rows = data;
    if (state & 1) {
        rows->to[rows->start[low]++] = high;
    }
    if (state & 2) {
        rows->to[rows->start[high]++] = low;
    }
}

/* Writes the edges. The lower places come in ascending order, so the partners of a place do, too:
 * at first those below it, with its dyads as the higher place, then those above it. */
static void fill_rows(latigraph_edge_blocks_t *blocks, latigraph_rows_t *rows) {
    const int n = rows->n;
    int *start = rows->start;
    for (int t = 0; t < blocks->tasks; t++) {
        latigraph_edge_block_walk(blocks, t, count_dyad, start + 1);
    }
    for (int i = 0; i < n; i++) {
        start[i + 1] += start[i];
    }
    for (int t = 0; t < blocks->tasks; t++) {
        latigraph_edge_block_walk(blocks, t, add_dyad, rows);
        block_clear(&blocks->block[t]);
    }
    memmove(start + 1, start, (gsize)n * sizeof *start); /* each start became the next one */
    start[0] = 0;
}

void latigraph_rows_clear(latigraph_rows_t *rows) {
    g_free(rows->start);
    g_free(rows->to);
    memset(rows, 0, sizeof *rows);
}

igraph_error_t latigraph_edge_blocks_rows(latigraph_edge_blocks_t *blocks, latigraph_rows_t *rows) {
    const gint64 edges = latigraph_edge_blocks_edges(blocks);
    *rows = (latigraph_rows_t){.n = blocks->sparse->rates.tree->n};
    if (edges >= G_MAXINT) {
        IGRAPH_ERRORF(
            "A circuit of %d neurons would have %" G_GINT64_FORMAT
            " edges, but the limit is 2147483646. Generate fewer neurons, use a smaller mean "
            "degree, or write the edges as they come (generate_edges).",
            IGRAPH_EOVERFLOW, rows->n, edges);
    }
    rows->m = (int)edges;
    rows->start = g_try_new0(int, (gsize)rows->n + 1);
    rows->to = g_try_new(int, (gsize)edges + 1);
    if (rows->start == NULL || rows->to == NULL) {
        latigraph_rows_clear(rows);
        IGRAPH_ERRORF("Not enough memory for %" G_GINT64_FORMAT " edges.", IGRAPH_ENOMEM, edges);
    }
    fill_rows(blocks, rows);
    for (int w = 0; w < 2 * blocks->threads; w++) {
        latigraph_sparse_counts_t *sum = &rows->counts[w % 2];
        sum->candidates += blocks->counts[w].candidates;
        sum->hits += blocks->counts[w].hits;
        sum->pairs += blocks->counts[w].pairs;
        sum->visits += blocks->counts[w].visits;
    }
    IGRAPH_PROGRESS("Drawing edges", 100, NULL);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sparse_sample(const latigraph_sparse_t *sparse, igraph_uint_t seed,
                                       guint64 index, int threads, latigraph_rows_t *rows) {
    latigraph_edge_blocks_t blocks;
    IGRAPH_CHECK(latigraph_edge_blocks_init(&blocks, sparse, seed, index, threads, FALSE));
    IGRAPH_FINALLY(latigraph_edge_blocks_destroy, &blocks);
    IGRAPH_CHECK(latigraph_edge_blocks_draw(&blocks));
    IGRAPH_CHECK(latigraph_edge_blocks_rows(&blocks, rows));
    latigraph_edge_blocks_destroy(&blocks);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
