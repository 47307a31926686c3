/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The likelihood and the AUC of a decoded circuit, from all pairs or from drawn ones.
 *
 * All pairs are visited in blocks of 64 senders (model/dyad_tiles.c), which threads share. The
 * likelihood takes one pass. The AUC takes two: the first one collects the probabilities of the
 * edges, the second one ranks every other pair among them (auc.c). Computing the probabilities of
 * the edges apart from the tiles would save a pass, but round them otherwise. Where a model gives
 * many pairs the same probability, all ties would then be broken one way. A pass takes O(n² r).
 *
 * Circuits of more than LATIGRAPH_EXACT_PAIRS neurons would take minutes. For them the sum of the
 * rates is the mean of eight estimates from drawn pairs; what edges contribute stays exact. The
 * spread of the eight gives the standard error. Draws within an estimate depend on each other
 * (dyad_draws.c), but the eight do not, so that the error is right. With seven degrees of freedom
 * it is itself uncertain by 1/√14 of it, and deviations in standard errors follow Student's t:
 * their mean square is 7/5, and 95 % are within 2.4. The AUC is the mean rank of a million
 * non-edges, each pair as likely as any other, among all edges. Every sample has a random stream of
 * its own, so results do not depend on the number of threads. */

#include "measure/pair_sums.h"

#include "base/parallel.h"
#include "measure/auc.h"

#include <math.h>

/* Estimates of the sum of the rates; samples of non-edges, and the number of pairs in each. */
enum { ESTIMATES = 8, SAMPLES = 64, SAMPLE = 16384 };
/* Pairs whose probabilities are computed at a time. */
enum { BATCH = 512 };

/* --- Memory ------------------------------------------------------------------------------------
 */

static int parts_of(int n) {
    return MAX(MAX(latigraph_pair_blocks(n), SAMPLES), ESTIMATES);
}

igraph_error_t latigraph_pair_room_init(latigraph_pair_room_t *room,
                                        const latigraph_config_t *config, int n, int m, int threads,
                                        igraph_bool_t drawn) {
    const gsize parts = (gsize)parts_of(n), numbers = (gsize)latigraph_pair_room(config, n, drawn);
    room->threads = threads;
    room->room = g_try_new0(real_t *, threads);
    room->uniform = g_try_new0(double *, threads);
    room->part = g_try_new0(double, 2 * parts);
    room->edge = g_try_new(real_t, (gsize)m + 1);
    room->index = g_try_new(int, LATIGRAPH_AUC_INDEX);
    gboolean good = room->room != NULL && room->uniform != NULL && room->part != NULL &&
                    room->edge != NULL && room->index != NULL;
    for (int t = 0; t < threads && good; t++) {
        room->room[t] = g_try_new(real_t, numbers);
        room->uniform[t] = g_try_new(double, drawn ? 2 * (gsize)n : 1);
        good = room->room[t] != NULL && room->uniform[t] != NULL;
    }
    if (!good) {
        IGRAPH_ERRORF("Not enough memory to evaluate a circuit of %d neurons and %d edges.",
                      IGRAPH_ENOMEM, n, m);
    }
    return IGRAPH_SUCCESS;
}

void latigraph_pair_room_destroy(latigraph_pair_room_t *room) {
    for (int t = 0; t < room->threads; t++) {
        if (room->room != NULL) {
            g_free(room->room[t]);
        }
        if (room->uniform != NULL) {
            g_free(room->uniform[t]);
        }
    }
    g_free(room->room);
    g_free(room->uniform);
    g_free(room->part);
    g_free(room->edge);
    g_free(room->index);
}

double latigraph_pair_room_bytes(const latigraph_config_t *config, int n, int m, int threads,
                                 igraph_bool_t drawn) {
    const double numbers = (double)latigraph_pair_room(config, n, drawn);
    return threads * (numbers * sizeof(real_t) + (drawn ? 2.0 * n * sizeof(double) : 0)) +
           (double)m * sizeof(real_t);
}

/* --- Loops over blocks or samples ----------------------------------------------------------------
 */

/* Smallest number of neurons for which a loop over blocks is worth several threads. */
enum { WORTH_THREADS = 1000 };

/* A loop over the parts of one circuit. */
typedef struct {
    const latigraph_pair_job_t *job;
    latigraph_auc_t auc;
    guint64 seed;        /* seed of the streams of the samples */
    double share, width; /* the share of the work before the loop, and the share of the loop */
    int count;
    gint done;  /* atomic: parts that are done */
    gint edges; /* atomic: edges whose scores are collected */
} loop_t;

/* Marks a part as done. Returns whether the loop is cancelled. */
static igraph_bool_t advance(loop_t *loop) {
    const int done = g_atomic_int_add(&loop->done, 1);
    latigraph_cancel_report(loop->job->cancel,
                            loop->share + loop->width * done / MAX(loop->count, 1));
    return latigraph_cancelled(loop->job->cancel);
}

/* Runs `body` for all parts; they fill the share `begin` to `end` of the work. */
static void run(loop_t *loop, int count, double begin, double end, latigraph_body_t *body) {
    const latigraph_pair_job_t *job = loop->job;
    loop->share = begin;
    loop->width = end - begin;
    loop->count = count;
    loop->done = 0;
    latigraph_parallel_for(job->example->n < WORTH_THREADS ? 1 : job->room->threads, count, body,
                           loop);
}

/* Returns the sum of `count` results of parts from `first` on, in their order. */
static double total_of(const latigraph_pair_room_t *room, int count, int first) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += room->part[first + k];
    }
    return sum;
}

static guint64 draw_seed(const latigraph_pair_job_t *job) {
    const guint64 high = latigraph_stream_next(job->stream);
    return high << 32 | latigraph_stream_next(job->stream);
}

/* --- The likelihood ------------------------------------------------------------------------------
 */

static void block_rates(int block, int worker, void *data) {
    loop_t *loop = data;
    const latigraph_pair_job_t *job = loop->job;
    if (!advance(loop)) {
        job->room->part[block] =
            latigraph_block_rates(job->example, job->scratch, block, job->room->room[worker]);
    }
}

static void drawn_rates(int sample, int worker, void *data) {
    loop_t *loop = data;
    const latigraph_pair_job_t *job = loop->job;
    double *uniform = job->room->uniform[worker];
    latigraph_stream_t stream;
    if (advance(loop)) {
        return;
    }
    latigraph_stream_init(&stream, loop->seed, LATIGRAPH_STREAM_PAIRS, (uint64_t)sample);
    for (gsize k = 0; k < 2 * (gsize)job->example->n; k++) {
        uniform[k] = latigraph_stream_uniform(&stream);
    }
    job->room->part[sample] = latigraph_drawn_rates(job->example, job->scratch, LATIGRAPH_FIT_DRAWS,
                                                    uniform, job->room->room[worker]);
}

/* Returns the mean of `count` independent numbers with its standard error. */
static latigraph_pair_estimate_t mean_of(const double *value, int count) {
    double mean = 0, squares = 0;
    for (int k = 0; k < count; k++) {
        mean += value[k] / count;
    }
    for (int k = 0; k < count; k++) {
        squares += (value[k] - mean) * (value[k] - mean);
    }
    return (latigraph_pair_estimate_t){mean, sqrt(squares / (count - 1.0) / count)};
}

latigraph_pair_estimate_t latigraph_pair_loss(const latigraph_pair_job_t *job) {
    loop_t loop = {.job = job};
    latigraph_pair_estimate_t sum = {NAN, NAN};
    if (!latigraph_decoded_is_moderate(job->scratch)) {
        return sum;
    }
    if (job->drawn) {
        loop.seed = draw_seed(job);
        run(&loop, ESTIMATES, 0, 1, drawn_rates);
        sum = mean_of(job->room->part, ESTIMATES);
    } else {
        const int blocks = latigraph_pair_blocks(job->example->n);
        run(&loop, blocks, 0, 1, block_rates);
        sum = (latigraph_pair_estimate_t){total_of(job->room, blocks, 0), 0};
    }
    sum.value += latigraph_edge_corrections(job->example, job->scratch);
    return sum;
}

/* --- The AUC over all pairs --------------------------------------------------------------------
 */

/* The loop and the result of one block, for the visits of its pairs. */
typedef struct {
    loop_t *loop;
    double wins; /* edges above the non-edges of the block */
} block_t;

/* Appends the scores of those pairs that are edges. The list has the partners of one neuron. */
static void keep_edges(loop_t *loop, const int *neuron, int begin, int end, int first, int count,
                       const real_t *score) {
    for (int e = latigraph_first_from(neuron, begin, end, first);
         e < end && neuron[e] < first + count; e++) {
        /* The order of the edges does not matter, because they are sorted. */
        loop->job->room->edge[g_atomic_int_add(&loop->edges, 1)] = score[neuron[e] - first];
    }
}

static void collect(void *data, int i, int first, int count, const real_t *forward,
                    const real_t *backward) {
    block_t *block = data;
    const latigraph_circuit_t *c = block->loop->job->example->circuit;
    keep_edges(block->loop, c->out_to, c->out_start[i], c->out_start[i + 1], first, count, forward);
    keep_edges(block->loop, c->in_from, c->in_start[i], c->in_start[i + 1], first, count, backward);
}

/* Returns the edges above all those pairs that are not edges. */
static double rank_others(const latigraph_auc_t *auc, const int *neuron, int begin, int end,
                          int first, int count, const real_t *score) {
    double wins = 0;
    int e = latigraph_first_from(neuron, begin, end, first);
    for (int k = 0; k < count; k++) {
        if (e < end && neuron[e] == first + k) {
            e++;
        } else {
            wins += latigraph_auc_above(auc, score[k]);
        }
    }
    return wins;
}

static void rank(void *data, int i, int first, int count, const real_t *forward,
                 const real_t *backward) {
    block_t *block = data;
    const latigraph_auc_t *auc = &block->loop->auc;
    const latigraph_circuit_t *c = block->loop->job->example->circuit;
    block->wins +=
        rank_others(auc, c->out_to, c->out_start[i], c->out_start[i + 1], first, count, forward);
    block->wins +=
        rank_others(auc, c->in_from, c->in_start[i], c->in_start[i + 1], first, count, backward);
}

static void collect_block(int block, int worker, void *data) {
    loop_t *loop = data;
    const latigraph_pair_job_t *job = loop->job;
    block_t at = {.loop = loop};
    if (!advance(loop)) {
        latigraph_block_probabilities(job->example, job->scratch, block, job->room->room[worker],
                                      collect, &at);
    }
}

/* Sums of ranks are multiples of ½ below 2⁵², so that they are exact in any order. */
static void rank_block(int block, int worker, void *data) {
    loop_t *loop = data;
    const latigraph_pair_job_t *job = loop->job;
    block_t at = {.loop = loop};
    if (!advance(loop)) {
        latigraph_block_probabilities(job->example, job->scratch, block, job->room->room[worker],
                                      rank, &at);
        job->room->part[block] = at.wins;
    }
}

static latigraph_pair_estimate_t auc_of_all(loop_t *loop, double pairs) {
    const latigraph_pair_job_t *job = loop->job;
    const int m = job->example->circuit->m, blocks = latigraph_pair_blocks(job->example->n);
    run(loop, blocks, 0, 0.5, collect_block);
    if (latigraph_cancelled(job->cancel) ||
        !latigraph_auc_init(&loop->auc, m, job->room->edge, job->room->index)) {
        return (latigraph_pair_estimate_t){NAN, NAN};
    }
    run(loop, blocks, 0.5, 1, rank_block);
    return (latigraph_pair_estimate_t){total_of(job->room, blocks, 0) / (m * pairs), 0};
}

/* --- The AUC from drawn pairs ------------------------------------------------------------------
 */

/* Neurons whose edges are scored in one part. */
enum { SENDERS = 1024 };

static void score_edges(int part, int worker, void *data) {
    loop_t *loop = data;
    const latigraph_pair_job_t *job = loop->job;
    const latigraph_circuit_t *c = job->example->circuit;
    const int end = MIN((part + 1) * SENDERS, c->n);
    int from[BATCH];
    (void)worker;
    if (advance(loop)) {
        return;
    }
    for (int i = part * SENDERS; i < end; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e += BATCH) {
            const int count = MIN(BATCH, c->out_start[i + 1] - e);
            for (int k = 0; k < count; k++) {
                from[k] = i;
            }
            latigraph_pair_probabilities(job->example, job->scratch, count, from, c->out_to + e,
                                         job->room->edge + e);
        }
    }
}

/* Draws pairs that are no edges, each as likely as any other. */
static void draw_others(const latigraph_circuit_t *c, latigraph_stream_t *stream, int from[BATCH],
                        int to[BATCH]) {
    for (int k = 0; k < BATCH;) {
        from[k] = (int)latigraph_stream_integer(stream, (guint32)c->n);
        to[k] = (int)latigraph_stream_integer(stream, (guint32)c->n);
        k += from[k] != to[k] && !latigraph_circuit_has_edge(c, from[k], to[k]);
    }
}

/* Sums the ranks of the pairs of one sample, and their squares. */
static void rank_sample(int sample, int worker, void *data) {
    loop_t *loop = data;
    const latigraph_pair_job_t *job = loop->job;
    int from[BATCH], to[BATCH];
    real_t score[BATCH];
    double sum = 0, squares = 0;
    latigraph_stream_t stream;
    (void)worker;
    if (advance(loop)) {
        return;
    }
    latigraph_stream_init(&stream, loop->seed, LATIGRAPH_STREAM_PAIRS, (guint64)sample);
    for (int done = 0; done < SAMPLE; done += BATCH) {
        draw_others(job->example->circuit, &stream, from, to);
        latigraph_pair_probabilities(job->example, job->scratch, BATCH, from, to, score);
        for (int k = 0; k < BATCH; k++) {
            const double share = latigraph_auc_above(&loop->auc, score[k]) / loop->auc.m;
            sum += share;
            squares += share * share;
        }
    }
    job->room->part[sample] = sum;
    job->room->part[SAMPLES + sample] = squares;
}

static latigraph_pair_estimate_t auc_of_drawn(loop_t *loop) {
    const latigraph_pair_job_t *job = loop->job;
    const latigraph_circuit_t *c = job->example->circuit;
    const double count = (double)SAMPLES * SAMPLE;
    loop->seed = draw_seed(job);
    run(loop, (c->n + SENDERS - 1) / SENDERS, 0, 0.5, score_edges);
    if (latigraph_cancelled(job->cancel) ||
        !latigraph_auc_init(&loop->auc, c->m, job->room->edge, job->room->index)) {
        return (latigraph_pair_estimate_t){NAN, NAN};
    }
    run(loop, SAMPLES, 0.5, 1, rank_sample);
    const double mean = total_of(job->room, SAMPLES, 0) / count;
    const double variance = total_of(job->room, SAMPLES, SAMPLES) / count - mean * mean;
    return (latigraph_pair_estimate_t){mean, sqrt(MAX(variance, 0) / count)};
}

latigraph_pair_estimate_t latigraph_pair_auc(const latigraph_pair_job_t *job) {
    const latigraph_circuit_t *c = job->example->circuit;
    const double others = (double)c->n * (c->n - 1.0) - c->m;
    loop_t loop = {.job = job};
    if (c->m == 0 || others < 1 || !latigraph_decoded_is_moderate(job->scratch)) {
        return (latigraph_pair_estimate_t){NAN, NAN};
    }
    return job->drawn ? auc_of_drawn(&loop) : auc_of_all(&loop, others);
}
