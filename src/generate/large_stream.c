/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Edges of a large circuit that are handed on as they are drawn.
 *
 * The blocks of a circuit (sparse_blocks.c) are final as soon as they are drawn, so their edges go
 * to a sink or to a file at once, some tasks at a time:
 *
 *     draw ──▶ expand: edges between neurons, weights, rows of text ──▶ sink, or file
 *              in threads                                               in order of the tasks
 *
 * In a job of several processes each draws and expands its own tasks. The first process writes the
 * file: it receives the rows of the others in the order of the tasks, so the file is the same for
 * any number of processes. Every process holds the rows of all neurons, because any may be a
 * receiver, but only the edges of the tasks at hand. */

#include "generate/large.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/ranks.h"
#include "formats/folder.h"

#include <string.h>

/* Edges of one task. */
typedef struct {
    int size, capacity;
    int *from, *to; /* places, then neurons */
    guchar *mutual;
    double *weight; /* NULL without a model of weights */
    gint64 pairs;   /* mutual pairs */
    latigraph_text_t text;
    gboolean out_of_memory;
} piece_t;

typedef struct {
    const latigraph_large_t *large;
    const latigraph_edge_blocks_t *blocks;
    const latigraph_circuit_t *circuit;
    const latigraph_edge_target_t *target;
    latigraph_edge_totals_t *totals;
    gboolean weighted;
    latigraph_large_weights_t weights;
    latigraph_folder_writer_t folder;
    piece_t *piece; /* (pieces) one per task at hand */
    int pieces, first;
} stream_t;

/* --- A task in a thread ------------------------------------------------------------------- */

static void piece_clear(piece_t *piece) {
    g_free(piece->from);
    g_free(piece->to);
    g_free(piece->mutual);
    g_free(piece->weight);
    latigraph_text_destroy(&piece->text);
    memset(piece, 0, sizeof *piece);
}

static void add_edge(piece_t *piece, int from, int to, gboolean mutual) {
    piece->from[piece->size] = from;
    piece->to[piece->size] = to;
    piece->mutual[piece->size++] = (guchar)mutual;
}

static void add_dyad(int low, int high, int state, void *data) {
    piece_t *piece = data;
    if (state & 1) {
        add_edge(piece, low, high, state == 3);
    }
    if (state & 2) {
        add_edge(piece, high, low, state == 3);
    }
    piece->pairs += state == 3;
}

/* Makes the edges of a task, their weights, and their rows of text if they are written. */
static void expand(int item, int worker, void *data) {
    const stream_t *stream = data;
    const int task = stream->first + item, *order = stream->large->tree->order;
    const latigraph_edge_block_t *block = &stream->blocks->block[task];
    piece_t *piece = &stream->piece[item];
    (void)worker;
    if (!latigraph_edge_blocks_owns(stream->blocks, task)) {
        return;
    }
    piece->from = g_try_new(int, block->edges + 1);
    piece->to = g_try_new(int, block->edges + 1);
    piece->mutual = g_try_new(guchar, block->edges + 1);
    piece->weight = stream->weighted ? g_try_new(double, block->edges + 1) : NULL;
    if (piece->from == NULL || piece->to == NULL || piece->mutual == NULL ||
        (stream->weighted && piece->weight == NULL)) {
        piece->out_of_memory = TRUE;
        return;
    }
    latigraph_edge_block_walk(stream->blocks, task, add_dyad, piece);
    if (stream->weighted) {
        latigraph_large_weigh(&stream->weights, piece->size, piece->from, piece->to, piece->mutual,
                              piece->weight);
    }
    for (int e = 0; e < piece->size; e++) {
        piece->from[e] = order[piece->from[e]];
        piece->to[e] = order[piece->to[e]];
    }
    if (stream->target->sink == NULL) {
        latigraph_folder_append_edges(&piece->text, piece->size, piece->from, piece->to,
                                      piece->weight);
        piece->out_of_memory = piece->text.failed;
    }
}

/* --- All tasks at hand --------------------------------------------------------------------- */

/* Passes the edges of a task to the caller's sink. */
static igraph_error_t pass_on(const stream_t *stream, const piece_t *piece) {
    igraph_vector_int_t edges;
    igraph_vector_t weights;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 2 * (igraph_integer_t)piece->size);
    IGRAPH_VECTOR_INIT_FINALLY(&weights, piece->weight != NULL ? piece->size : 0);
    for (int e = 0; e < piece->size; e++) {
        VECTOR(edges)[2 * e] = piece->from[e];
        VECTOR(edges)[2 * e + 1] = piece->to[e];
    }
    for (int e = 0; e < piece->size && piece->weight != NULL; e++) {
        VECTOR(weights)[e] = piece->weight[e];
    }
    IGRAPH_CHECK(stream->target->sink(
        stream->circuit, &edges, piece->weight != NULL ? &weights : NULL, stream->target->data));
    igraph_vector_destroy(&weights);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Writes the rows of a task, which its process sends to the first one. */
static igraph_error_t write_rows(stream_t *stream, int task, const piece_t *piece) {
    const char *text = latigraph_text(&piece->text);
    size_t size = piece->text.length;
    char *received;
    if (!latigraph_ranks_bring(latigraph_edge_blocks_owner(task), text, &size, &received)) {
        IGRAPH_ERRORF("Not enough memory for the edges of task %d.", IGRAPH_ENOMEM, task);
    }
    IGRAPH_FINALLY(g_free, received);
    if (latigraph_ranks_index() == 0) {
        IGRAPH_CHECK(
            latigraph_folder_write_rows(&stream->folder, received != NULL ? received : text, size));
    }
    g_free(received);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_task(stream_t *stream, int task, const piece_t *piece) {
    if (piece->out_of_memory) {
        IGRAPH_ERRORF("Not enough memory for the edges of a circuit of %d neurons.", IGRAPH_ENOMEM,
                      stream->large->example->n);
    }
    stream->totals->edges += piece->size;
    stream->totals->mutual_pairs += (igraph_integer_t)piece->pairs;
    if (stream->target->sink == NULL) {
        return write_rows(stream, task, piece);
    }
    return piece->size > 0 ? pass_on(stream, piece) : IGRAPH_SUCCESS;
}

/* A sink of blocks. */
static igraph_error_t take_tasks(const latigraph_edge_blocks_t *blocks, int first, int count,
                                 void *data) {
    stream_t *stream = data;
    if (count > stream->pieces) {
        piece_t *piece = g_try_renew(piece_t, stream->piece, count);
        LATIGRAPH_CHECK_MEMORY(piece);
        memset(piece + stream->pieces, 0, (gsize)(count - stream->pieces) * sizeof *piece);
        stream->piece = piece;
        stream->pieces = count;
    }
    stream->blocks = blocks;
    stream->first = first;
    latigraph_parallel_for(blocks->threads, count, expand, stream);
    for (int t = 0; t < count; t++) {
        IGRAPH_CHECK(take_task(stream, first + t, &stream->piece[t]));
        piece_clear(&stream->piece[t]);
    }
    return IGRAPH_SUCCESS;
}

/* --- The circuit ---------------------------------------------------------------------------- */

static void stream_destroy(stream_t *stream) {
    for (int t = 0; t < stream->pieces; t++) {
        piece_clear(&stream->piece[t]);
    }
    g_free(stream->piece);
    latigraph_folder_abandon(&stream->folder);
}

/* Notes how the circuit was drawn, and sums what the processes counted. */
static igraph_error_t finish(stream_t *stream, latigraph_circuit_t *circuit,
                             const latigraph_sparse_t *sparse) {
    latigraph_edge_totals_t *totals = stream->totals;
    const double factor = exp(sparse->rates.reach.log_factor);
    totals->neurons = circuit->n;
    totals->edges = (igraph_integer_t)latigraph_ranks_sum(totals->edges);
    totals->mutual_pairs = (igraph_integer_t)latigraph_ranks_sum(totals->mutual_pairs);
    totals->rate_factor = factor;
    if (stream->large->pending->mean_degree > 0) {
        IGRAPH_CHECK(latigraph_circuit_note_number(circuit, "rate_factor", factor));
    }
    return stream->target->sink == NULL && latigraph_ranks_index() == 0
               ? latigraph_folder_close(&stream->folder, circuit)
               : IGRAPH_SUCCESS;
}

static igraph_error_t draw(stream_t *stream, latigraph_circuit_t *circuit, int threads) {
    const latigraph_large_t *large = stream->large;
    const latigraph_sparse_rates_t rates = latigraph_large_rates(large);
    latigraph_sparse_t sparse;
    latigraph_edge_blocks_t blocks;
    latigraph_process_t process; /* has the factor on the rates that was found */
    IGRAPH_CHECK(latigraph_sparse_init(&sparse, &rates, threads));
    IGRAPH_FINALLY(latigraph_sparse_destroy, &sparse);
    IGRAPH_CHECK(latigraph_large_blocks(large->pending, 0, &sparse, threads, TRUE, &blocks));
    IGRAPH_FINALLY(latigraph_edge_blocks_destroy, &blocks);
    if (stream->weighted) {
        latigraph_process_init(&process, 0, rates.rank, rates.node, rates.global, rates.tree,
                               rates.kernel, sparse.rates.reach);
        latigraph_large_weights_init(&stream->weights, large, 0, &process);
    }
    IGRAPH_CHECK(latigraph_edge_blocks_stream(&blocks, take_tasks, stream));
    IGRAPH_CHECK(finish(stream, circuit, &sparse));
    latigraph_edge_blocks_destroy(&blocks);
    latigraph_sparse_destroy(&sparse);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_pending_stream(const latigraph_pending_t *pending, const double *code,
                                        int threads, latigraph_circuit_t *circuit,
                                        const latigraph_edge_target_t *target,
                                        latigraph_edge_totals_t *totals) {
    latigraph_large_t large;
    stream_t stream = {.large = &large,
                       .circuit = circuit,
                       .target = target,
                       .totals = totals,
                       .weighted = pending->model->config.weights != LATIGRAPH_WEIGHTS_NONE};
    memset(totals, 0, sizeof *totals);
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "sampler", "sparse"));
    IGRAPH_FINALLY(stream_destroy, &stream);
    if (target->sink == NULL && latigraph_ranks_index() == 0) {
        IGRAPH_CHECK(
            latigraph_folder_open(&stream.folder, circuit, target->folder, stream.weighted));
    }
    latigraph_large_init(&large, pending, 0);
    IGRAPH_CHECK(latigraph_large_decode(&large, 0, code, threads));
    IGRAPH_CHECK(draw(&stream, circuit, threads));
    latigraph_large_destroy(&large);
    stream_destroy(&stream);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
