/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The optimiser of a fit: batches, gradients, AdamW steps and validation.
 *
 * A step takes a batch from the shuffled circuits. Each circuit gets a random view (rotated and
 * mirrored about the axis, whole columns hidden) and random noise, and one thread computes the
 * gradient of its objective. Gradients of the circuits of a batch are stored separately and added
 * in the order of the batch. The sum is thus the same for any number of threads and ranks, at the
 * cost of one gradient per circuit in memory. Ranks of MPI split the circuits first and the
 * parameters then. A gradient that is too long is clipped, and one that is not finite ends the fit.
 *
 * Every random number is a function of the seed, the step and the place in the batch, so that a fit
 * can be resumed from step and arrays alone. Validation uses the same noise each time, so that its
 * bits can be compared, and the parameters with the fewest bits are kept.
 */
#include "model/trainer.h"

#include "base/fast.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/ranks.h"
#include "net/adamw.h"

#include <string.h>

static const double NATS_PER_UNIT = 1000; /* the objective is in thousands of nats */
static const ptrdiff_t WARMUP_STEPS = 20;
enum { CHUNK = 8192 }; /* parameters that a thread sums at a time */

void trainer_release(trainer_t *t) {
    for (int k = 0; k < t->threads && t->scratch != NULL; k++) {
        latigraph_scratch_destroy(t->scratch[k]);
    }
    latigraph_parameters_destroy(t->parameters);
    g_free(t->scratch);
    g_free(t->first);
    g_free(t->second);
    g_free(t->best);
    g_free(t->gradient);
    g_free(t->terms);
    g_free(t->bits);
    g_free(t->order);
    g_free(t->chosen);
    t->scratch = NULL;
    t->parameters = NULL;
    t->first = t->second = t->best = t->gradient = NULL;
    t->terms = NULL;
    t->bits = NULL;
    t->order = t->chosen = NULL;
}

static int largest(latigraph_example_t **examples, int count) {
    int n = 1;
    for (int k = 0; k < count; k++) {
        n = MAX(n, examples[k]->n);
    }
    return n;
}

igraph_error_t trainer_prepare(trainer_t *t) {
    const gsize count = (gsize)t->parameters->layout.count;
    const int n =
        MAX(largest(t->training, t->training_count), largest(t->validation, t->validation_count));
    t->batch = MIN(t->batch, t->training_count);
    t->threads = MIN(t->threads, MAX(t->batch, t->validation_count));
    t->epoch = -1;
    t->best_bits = INFINITY;
    t->first = g_try_new0(real_t, count);
    t->second = g_try_new0(real_t, count);
    t->best = g_try_new0(real_t, count);
    t->gradient = g_try_new0(real_t, count * (gsize)t->batch);
    t->terms = g_try_new0(terms_t, (gsize)MAX(t->batch, 1));
    t->bits = g_try_new0(double, (gsize)MAX(t->training_count, t->validation_count) + 1);
    t->order = g_try_new0(int, (gsize)t->training_count);
    t->chosen = g_try_new0(int, (gsize)t->batch);
    t->scratch = g_try_new0(latigraph_scratch_t *, (gsize)t->threads);
    gboolean good = t->first && t->second && t->best && t->gradient && t->terms && t->bits &&
                    t->order && t->chosen && t->scratch;
    for (int k = 0; k < t->threads && good; k++) {
        t->scratch[k] = latigraph_scratch_create_lean(&t->parameters->config, n);
        good = t->scratch[k] != NULL;
    }
    if (!good) {
        IGRAPH_ERRORF("Not enough memory to fit circuits of up to %d neurons on %d "
                      "threads; use fewer threads.",
                      IGRAPH_ENOMEM, n, t->threads);
    }
    return IGRAPH_SUCCESS;
}

/* --- One step ----------------------------------------------------------- */

/* Chooses the circuits of this step. Epochs are shuffled anew, each as a function of seed and
 * epoch. */
static void choose_batch(trainer_t *t) {
    for (int k = 0; k < t->batch; k++) {
        const gint64 place = (gint64)t->step * t->batch + k;
        const int epoch = (int)(place / t->training_count);
        if (epoch != t->epoch) {
            latigraph_stream_t stream;
            latigraph_stream_init(&stream, t->seed, LATIGRAPH_STREAM_BATCH,
                                  (guint64)epoch << 1 | (guint64)t->phase);
            latigraph_stream_permutation(&stream, t->order, t->training_count);
            t->epoch = epoch;
        }
        t->chosen[k] = t->order[place % t->training_count];
    }
}

static void draw_noise(latigraph_stream_t *stream, const latigraph_example_t *example, int draws,
                       latigraph_scratch_t *s) {
    for (int k = 0; k < s->config.code; k++) {
        s->noise_z[k] = (real_t)latigraph_stream_normal(stream);
    }
    for (ptrdiff_t k = 0; k < (ptrdiff_t)example->n * s->config.node_code; k++) {
        s->noise_u[k] = (real_t)latigraph_stream_normal(stream);
    }
    for (ptrdiff_t k = 0; k < (ptrdiff_t)2 * example->n && draws > 0; k++) {
        s->uniform[k] = latigraph_stream_uniform(stream);
    }
}

static int draws_of(const trainer_t *t, const latigraph_example_t *example) {
    return example->n > t->all_pairs ? t->draws : 0;
}

/* Draws a random rotation in the plane across the axis, mirrored with probability ½. */
static void draw_turn(latigraph_stream_t *stream, real_t turn[4]) {
    const double angle = 2 * M_PI * latigraph_stream_uniform(stream);
    const double mirror = latigraph_stream_uniform(stream) < 0.5 ? -1 : 1;
    turn[0] = (real_t)cos(angle);
    turn[1] = (real_t)(-mirror * sin(angle));
    turn[2] = (real_t)sin(angle);
    turn[3] = (real_t)(mirror * cos(angle));
}

/* Hides whole columns at random, including the positions. */
static void draw_mask(latigraph_stream_t *stream, const trainer_t *t, guchar *hidden,
                      gboolean *unplaced) {
    const latigraph_config_t *f = &t->parameters->config;
    gboolean hide = FALSE;
    for (int k = 0; k < f->conditions; k++) {
        if (k == 0 || t->block[k] != t->block[k - 1]) {
            hide = latigraph_stream_uniform(stream) < t->mask;
        }
        hidden[k] = hide ? 1 : 0;
    }
    *unplaced = f->kernels > 0 && hide; /* `hide` is that of the positions, which are last */
}

static void learn_one(int item, int worker, void *data) {
    trainer_t *t = data;
    const ptrdiff_t k = t->begin + item;
    latigraph_scratch_t *s = t->scratch[worker];
    const latigraph_example_t *example = t->training[t->chosen[k]];
    const ptrdiff_t count = t->parameters->layout.count;
    const double progress = (double)t->step / t->steps;
    const double kl = t->kl_warmup > 0 ? progress / t->kl_warmup : 1;
    const objective_t ask = {.kl_weight = (real_t)(t->kl_weight * MIN(1, kl + t->kl_start)),
                             .head_noise = (real_t)t->head_noise,
                             .scale = (real_t)(1 / (NATS_PER_UNIT * t->batch)),
                             .draws = draws_of(t, example)};
    real_t *gradient = t->gradient + k * count;
    view_t view = {.hidden = s->hidden};
    latigraph_stream_t stream;
    if (latigraph_cancelled(&t->cancel)) {
        return;
    }
    latigraph_stream_init(&stream, t->seed, LATIGRAPH_STREAM_NOISE,
                          ((guint64)t->step << 13 | (guint64)k) << 1 | (guint64)t->phase);
    draw_turn(&stream, view.turn);
    draw_mask(&stream, t, s->hidden, &view.unplaced);
    draw_noise(&stream, example, ask.draws, s);
    memset(gradient, 0, (gsize)count * sizeof *gradient);
    network_begin(example, &view, s);
    t->terms[k] = objective(t->parameters, example, &ask, s, gradient);
}

FAST static void add(ptrdiff_t count, const real_t *restrict from, real_t *restrict to) {
    for (ptrdiff_t i = 0; i < count; i++) {
        to[i] += from[i];
    }
}

/* Adds the gradients of the circuits in their order, for one piece of this rank's parameters. The
 * sum is then independent of the number of threads and ranks. */
static void sum_piece(int piece, int worker, void *data) {
    trainer_t *t = data;
    const ptrdiff_t count = t->parameters->layout.count;
    const ptrdiff_t begin = t->begin + (ptrdiff_t)piece * CHUNK, end = MIN(begin + CHUNK, t->end);
    (void)worker;
    for (int k = 1; k < t->batch; k++) {
        add(end - begin, t->gradient + k * count + begin, t->gradient + begin);
    }
}

/* Computes the gradient of the batch in the first row of t->gradient, and the terms of its
 * circuits in t->terms. Ranks split the circuits first and the parameters then. */
static void learn_batch(trainer_t *t) {
    const ptrdiff_t count = t->parameters->layout.count;
    latigraph_ranks_block(t->batch, &t->begin, &t->end);
    latigraph_parallel_for(t->threads, (int)(t->end - t->begin), learn_one, t);
    latigraph_ranks_share(t->terms, sizeof *t->terms, t->batch);
    latigraph_ranks_turn(t->gradient, t->batch, count);
    latigraph_ranks_block(count, &t->begin, &t->end);
    latigraph_parallel_for(t->threads, (int)((t->end - t->begin + CHUNK - 1) / CHUNK), sum_piece,
                           t);
    latigraph_ranks_share(t->gradient, sizeof *t->gradient, count);
}

igraph_error_t trainer_step(trainer_t *t, igraph_bool_t *done) {
    const ptrdiff_t count = t->parameters->layout.count;
    double bits = 0, all = 0;
    latigraph_cancel_init(&t->cancel);
    choose_batch(t);
    learn_batch(t);
    *done = !latigraph_ranks_any(t->cancel.cancelled);
    if (!*done) {
        return IGRAPH_SUCCESS;
    }
    for (int k = 0; k < t->batch; k++) {
        const terms_t *terms = &t->terms[k];
        bits += (terms->code + terms->nodes + terms->edges) / M_LN2 / t->batch;
        all += terms->head + terms->weights;
    }
    const double norm = gradient_norm(count, t->gradient);
    if (!isfinite(norm) || !isfinite(bits + all)) {
        IGRAPH_ERRORF("The fit diverged at step %d of %d; try a smaller 'rate' than %g.",
                      IGRAPH_DIVERGED, t->step + 1, t->steps, t->rate);
    }
    if (norm > t->clip) {
        for (ptrdiff_t i = 0; i < count; i++) {
            t->gradient[i] *= (real_t)(t->clip / norm);
        }
    }
    const adamw_t adamw = {.rate = t->rate * cosine_schedule(t->step, t->steps, WARMUP_STEPS),
                           .beta1 = 0.9,
                           .beta2 = 0.999,
                           .epsilon = 1e-8,
                           .decay = 0};
    t->step++;
    adamw_step(&adamw, count, t->step, t->parameters->value, t->gradient, t->first, t->second);
    t->recent_bits = t->recent_bits == 0 ? bits : 0.95 * t->recent_bits + 0.05 * bits;
    return IGRAPH_SUCCESS;
}

/* --- Validation --------------------------------------------------------- */

typedef struct {
    trainer_t *trainer;
    latigraph_example_t **examples;
    int count;
    double kl_weight;
    gboolean weights; /* whether bits are those of the weights instead */
} evaluation_t;

/* Reports how far a long evaluation is. Only the calling thread may talk to igraph's handlers; one
 * that asks to interrupt cancels the evaluation. */
static void report_evaluation(const evaluation_t *evaluation) {
    enum { PERIOD = 500000 }; /* microseconds */
    trainer_t *t = evaluation->trainer;
    const gint64 now = g_get_monotonic_time();
    const int finished = g_atomic_int_add(&t->evaluated, 1) + 1;
    char message[80];
    if (g_thread_self() != t->cancel.caller || now - t->reported < PERIOD) {
        return;
    }
    t->reported = now;
    g_snprintf(message, sizeof message, "Evaluating circuits at step %d of %d", t->step, t->steps);
    IGRAPH_FINALLY_ENTER();
    if (igraph_progress(message, 100.0 * finished / evaluation->count, NULL) != IGRAPH_SUCCESS) {
        g_atomic_int_set(&t->cancel.cancelled, 1);
    }
    IGRAPH_FINALLY_EXIT();
}

static void evaluate_one(int item, int worker, void *data) {
    const evaluation_t *evaluation = data;
    trainer_t *t = evaluation->trainer;
    const ptrdiff_t k = t->begin + item;
    latigraph_scratch_t *s = t->scratch[worker];
    const objective_t ask = {.kl_weight = 1,
                             .head_noise = (real_t)t->head_noise,
                             .scale = 1,
                             .draws = draws_of(t, evaluation->examples[k])};
    latigraph_stream_t stream;
    if (latigraph_cancelled(&t->cancel)) {
        return;
    }
    latigraph_stream_init(&stream, t->seed, LATIGRAPH_STREAM_VALIDATION, (guint64)k);
    draw_noise(&stream, evaluation->examples[k], ask.draws, s);
    network_begin(evaluation->examples[k], NULL, s);
    const terms_t terms = objective(t->parameters, evaluation->examples[k], &ask, s, NULL);
    t->bits[k] = evaluation->weights
                     ? terms.weights / M_LN2
                     : (evaluation->kl_weight * (terms.code + terms.nodes) + terms.edges) / M_LN2;
    report_evaluation(evaluation);
}

static double mean_bits(evaluation_t *evaluation, int count, igraph_bool_t *done) {
    trainer_t *t = evaluation->trainer;
    double sum = 0;
    latigraph_cancel_init(&t->cancel);
    t->evaluated = 0;
    t->reported = g_get_monotonic_time();
    latigraph_ranks_block(count, &t->begin, &t->end);
    latigraph_parallel_for(t->threads, (int)(t->end - t->begin), evaluate_one, evaluation);
    latigraph_ranks_share(t->bits, sizeof *t->bits, count);
    *done = !latigraph_ranks_any(t->cancel.cancelled);
    for (int k = 0; k < count; k++) {
        sum += t->bits[k];
    }
    return count > 0 ? sum / count : NAN;
}

double trainer_bits(trainer_t *t, latigraph_example_t **examples, int count, double kl_weight,
                    igraph_bool_t *done) {
    evaluation_t evaluation = {t, examples, MAX(count, 1), kl_weight, FALSE};
    return mean_bits(&evaluation, count, done);
}

double trainer_weight_bits(trainer_t *t, latigraph_example_t **examples, int count,
                           igraph_bool_t *done) {
    evaluation_t evaluation = {t, examples, MAX(count, 1), 1, TRUE};
    return mean_bits(&evaluation, count, done);
}

void trainer_validate(trainer_t *t, igraph_bool_t *done) {
    const double bits = trainer_bits(t, t->validation, t->validation_count, t->kl_weight, done);
    if (*done && bits < t->best_bits) {
        t->best_bits = bits;
        t->best_step = t->step;
        memcpy(t->best, t->parameters->value, (gsize)t->parameters->layout.count * sizeof *t->best);
    }
}

gboolean trainer_looks(const trainer_t *t) {
    const int interval = MAX(t->steps / 28, 10);
    return t->step == t->steps || (t->step % interval == 0 && t->step >= t->kl_warmup * t->steps);
}
