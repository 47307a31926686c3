/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Public scores of circuits as reservoirs: options, checks, and the loop over circuits.
 *
 * A batch has one circuit per thread. Signals are drawn once for all circuits, so that scores
 * differ only because the circuits differ. Tasks and scores are in tasks*.c, networks in network.c.
 */

#include "base/memory.h"
#include "base/parallel.h"
#include "base/ranks.h"
#include "function/tasks.h"

#include <math.h>

/* Smallest spectral radius, as a share of the largest weight, that counts as recurrence. */
static const double NO_RADIUS = 1e-9;

/* Returns the first scored step for a network of n neurons. All delays of up to n steps, and of
 * products of inputs, lie before it. */
static int washout_of(const latigraph_reservoir_options_t *options, int n) {
    return MAX(MAX((int)options->washout, n), 20);
}

static int train_of(const latigraph_reservoir_options_t *options) {
    return (int)(options->steps * 7 / 10);
}

static int trials_of(const latigraph_reservoir_options_t *options) {
    return (int)(options->steps * 2 / 5);
}

/**
 * \function latigraph_reservoir_options_init
 * \brief Default options of a reservoir.
 *
 * The defaults are binary weights without signs, spectral radius 0.9, input weights uniform on
 * ±0.1, biases uniform on ±0.2, leak_rate 1, 200 discarded steps, 5000 steps, 4 seeds, seed 1 and
 * one thread.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_reservoir()
 *
 * Example: a slow reservoir that is close to instability.
 * \verbatim
 *    latigraph_reservoir_options_t options;
 *    latigraph_reservoir_options_init(&options);
 *    options.radius = 0.99;
 *    options.leak_rate = 0.3;
 * \endverbatim
 */
void latigraph_reservoir_options_init(latigraph_reservoir_options_t *options) {
    *options = (latigraph_reservoir_options_t){.weights = LATIGRAPH_RESERVOIR_BINARY,
                                               .inhibitory = "inhibitory",
                                               .radius = 0.9,
                                               .gain = 1,
                                               .input_scale = 0.1,
                                               .bias = 0.2,
                                               .leak_rate = 1,
                                               .washout = 200,
                                               .steps = 5000,
                                               .seeds = 4,
                                               .seed = 1,
                                               .threads = 1};
}

/* --- Checks --------------------------------------------------------------------- */

static igraph_error_t check_range(const char *name, igraph_real_t value, igraph_real_t low,
                                  igraph_real_t high) {
    if (!(value >= low && value <= high)) {
        IGRAPH_ERRORF("The %s of a reservoir is %g, but must be from %g to %g.", IGRAPH_EINVAL,
                      name, value, low, high);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_reservoir_options_t *options) {
    if (!isnan(options->radius)) {
        IGRAPH_CHECK(check_range("spectral radius", options->radius, 0, 1000));
    } else {
        IGRAPH_CHECK(check_range("gain", options->gain, 0, 1e6));
    }
    IGRAPH_CHECK(check_range("input scale", options->input_scale, 0, 1000));
    IGRAPH_CHECK(check_range("bias", options->bias, 0, 1000));
    IGRAPH_CHECK(check_range("leak_rate", options->leak_rate, 1e-6, 1));
    IGRAPH_CHECK(check_range("wash-out", (igraph_real_t)options->washout, 0, 1e6));
    IGRAPH_CHECK(check_range("number of steps", (igraph_real_t)options->steps, 100, 1e6));
    IGRAPH_CHECK(check_range("number of seeds", (igraph_real_t)options->seeds, 1, 1000));
    if (options->types != NULL && options->inhibitory == NULL) {
        IGRAPH_ERRORF("Column \"%s\" determines the signs, but no inhibitory types are named. Set "
                      "\"inhibitory\" to the types of inhibitory neurons.",
                      IGRAPH_EINVAL, options->types);
    }
    return IGRAPH_SUCCESS;
}

/* Checks that a readout has more training steps than unknowns. */
static igraph_error_t check_size(const latigraph_reservoir_options_t *options, const char *name,
                                 igraph_integer_t n) {
    if (n + 2 > train_of(options)) {
        IGRAPH_ERRORF("Circuit \"%s\" has %" IGRAPH_PRId
                      " neurons, but a readout fitted to %d steps "
                      "needs fewer. Use at least %" IGRAPH_PRId " steps.",
                      IGRAPH_EINVAL, name, n, train_of(options), ((n + 2) * 10 + 6) / 7);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t mark_wanted(const igraph_vector_int_t *scores, gboolean *wanted) {
    for (int k = 0; k < SCORES; k++) {
        wanted[k] = scores == NULL;
    }
    for (igraph_integer_t k = 0; scores != NULL && k < igraph_vector_int_size(scores); k++) {
        const igraph_integer_t which = VECTOR(*scores)[k];
        if (which < 0 || which >= SCORES) {
            IGRAPH_ERRORF("There is no score of index %" IGRAPH_PRId ". Indices go from 0 to %d.",
                          IGRAPH_EINVAL, which, SCORES - 1);
        }
        wanted[which] = TRUE;
    }
    return IGRAPH_SUCCESS;
}

/* --- One network, on a worker thread ---------------------------------------------- */

/* Networks that are scored together. A delay line has one form per number of input channels. */
typedef struct {
    latigraph_network_t *network; /* (count, forms) */
    int count, forms;
    const latigraph_reservoir_options_t *options;
    const latigraph_signals_t *signals;
    const gboolean *wanted;
    latigraph_bench_t *bench; /* one per thread */
    latigraph_cancel_t *cancel;
    double *value; /* (count, seeds, SCORES) */
} batch_t;

/* Scales the weights of all seeds. The radius is computed once, unless weights are sampled. */
static void scale(latigraph_network_t *network, const latigraph_reservoir_options_t *options,
                  double *work) {
    double largest = 0, radius = NAN;
    for (gsize e = 0; e < (gsize)network->m * (gsize)network->seeds; e++) {
        largest = fmax(largest, fabs(network->weight[e]));
    }
    for (int s = 0; s < network->seeds; s++) {
        if (isnan(options->radius)) {
            latigraph_network_scale(network, s, options->gain);
            continue;
        }
        if (s == 0 || options->weights == LATIGRAPH_RESERVOIR_SAMPLED) {
            radius = latigraph_network_radius(network, s, work);
        }
        if (radius > NO_RADIUS * largest) {
            latigraph_network_scale(network, s, options->radius / radius);
        } else {
            network->defined = FALSE;
        }
    }
}

static void score_item(int item, int worker, void *data) {
    batch_t *batch = data;
    const latigraph_reservoir_options_t *options = batch->options;
    latigraph_network_t *network = batch->network + (gsize)item * (gsize)batch->forms;
    double *value = batch->value + (gsize)item * (gsize)network->seeds * SCORES;
    if (!network->linear) {
        scale(network, options, batch->bench[worker].scratch);
    }
    for (int k = 0; k < network->seeds * SCORES; k++) {
        value[k] = NAN;
    }
    for (int task = 0; task < LATIGRAPH_TASKS && network->defined && network->n > 0; task++) {
        const latigraph_trial_t trial = {
            .network = &network[latigraph_task_channels(task) > 1 ? batch->forms - 1 : 0],
            .signals = batch->signals,
            .wanted = batch->wanted,
            .washout = washout_of(options, network->n),
            .steps = (int)options->steps,
            .train = train_of(options),
            .bench = &batch->bench[worker],
            .cancel = batch->cancel,
            .value = value};
        if (latigraph_task_wanted(task, batch->wanted)) {
            latigraph_score_task(&trial, task);
        }
    }
}

/* --- All networks ------------------------------------------------------------------- */

/* Sources of the networks: circuits, or sizes of delay lines. */
typedef struct {
    const latigraph_circuit_list_t *circuits;
    const igraph_vector_int_t *sizes;
    igraph_integer_t count;
    int largest; /* largest number of neurons */
} subjects_t;

static igraph_integer_t size_of(const subjects_t *subjects, igraph_integer_t i) {
    return subjects->circuits != NULL ? latigraph_circuit_list_get(subjects->circuits, i)->n
                                      : VECTOR(*subjects->sizes)[i];
}

static igraph_error_t check_subjects(subjects_t *subjects,
                                     const latigraph_reservoir_options_t *options) {
    subjects->largest = 1;
    for (igraph_integer_t i = 0; i < subjects->count; i++) {
        const igraph_integer_t n = size_of(subjects, i);
        if (n < 0) {
            IGRAPH_ERRORF("The number of neurons of a delay line is %" IGRAPH_PRId
                          ", but must not be negative.",
                          IGRAPH_EINVAL, n);
        }
        IGRAPH_CHECK(check_size(options,
                                subjects->circuits != NULL
                                    ? latigraph_circuit_list_get(subjects->circuits, i)->name
                                    : "delay line",
                                n));
        subjects->largest = MAX(subjects->largest, (int)n);
    }
    return IGRAPH_SUCCESS;
}

static void destroy_networks(batch_t *batch) {
    for (int k = 0; k < batch->count * batch->forms; k++) {
        latigraph_network_destroy(&batch->network[k]);
    }
    batch->count = 0;
}

static igraph_error_t add_network(batch_t *batch, const subjects_t *subjects, igraph_integer_t i) {
    latigraph_network_t *network = batch->network + (gsize)batch->count * (gsize)batch->forms;
    const int n = (int)size_of(subjects, i), seeds = (int)batch->options->seeds;
    if (subjects->circuits != NULL) {
        IGRAPH_CHECK(latigraph_network_init(
            network, latigraph_circuit_list_get(subjects->circuits, i), batch->options));
    } else {
        IGRAPH_CHECK(latigraph_network_delay_line(&network[0], n, 1, seeds));
        const igraph_error_t code = latigraph_network_delay_line(&network[1], n, 3, seeds);
        if (code != IGRAPH_SUCCESS) {
            latigraph_network_destroy(&network[0]);
            return code;
        }
    }
    batch->count++;
    return IGRAPH_SUCCESS;
}

/* Computes mean and standard error over the seeds. */
static void find_moments(const batch_t *batch, int item, int score, igraph_real_t *mean,
                         igraph_real_t *error) {
    const int seeds = (int)batch->options->seeds;
    const double *value = batch->value + (gsize)item * (gsize)seeds * SCORES + score;
    double sum = 0, squares = 0;
    for (int s = 0; s < seeds; s++) {
        sum += value[s * SCORES] / seeds;
    }
    for (int s = 0; s < seeds; s++) {
        squares += (value[s * SCORES] - sum) * (value[s * SCORES] - sum);
    }
    *mean = sum;
    *error = seeds > 1 ? sqrt(squares / (seeds - 1) / seeds) : NAN;
}

/* Fills row (columns, 2): mean and error of each score. */
static void fill_row(const batch_t *batch, int item, const igraph_vector_int_t *scores,
                     igraph_integer_t columns, igraph_real_t *row) {
    for (igraph_integer_t k = 0; k < columns; k++) {
        find_moments(batch, item, scores != NULL ? (int)VECTOR(*scores)[k] : (int)k, &row[2 * k],
                     &row[2 * k + 1]);
    }
}

/* Scores one circuit per thread at a time, so that all threads are busy and cancelling is quick.
 * Ranks share the circuits. row is (circuits, columns, 2). */
static igraph_error_t score_subjects(batch_t *batch, const subjects_t *subjects,
                                     const igraph_vector_int_t *scores, igraph_integer_t columns,
                                     igraph_real_t *row) {
    const int threads = (int)batch->options->threads;
    ptrdiff_t begin, end;
    latigraph_cancel_t cancel;
    latigraph_cancel_init(&cancel);
    batch->cancel = &cancel;
    latigraph_ranks_block((ptrdiff_t)subjects->count, &begin, &end);
    for (igraph_integer_t first = begin; first < end; first += threads) {
        const int count = (int)MIN((igraph_integer_t)threads, end - first);
        IGRAPH_PROGRESS("Running circuits", 100.0 * (double)(first - begin) / (double)(end - begin),
                        NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = 0; k < count; k++) {
            IGRAPH_CHECK(add_network(batch, subjects, first + k));
        }
        latigraph_parallel_for(threads, count, score_item, batch);
        if (latigraph_cancelled(&cancel)) {
            IGRAPH_FINALLY_FREE();
            return IGRAPH_INTERRUPTED;
        }
        for (int k = 0; k < count; k++) {
            fill_row(batch, k, scores, columns, row + 2 * columns * (first + k));
        }
        destroy_networks(batch);
    }
    latigraph_ranks_share(row, 2 * (size_t)columns * sizeof *row, (ptrdiff_t)subjects->count);
    IGRAPH_PROGRESS("Running circuits", 100.0, NULL);
    return IGRAPH_SUCCESS;
}

static void batch_destroy(batch_t *batch) {
    destroy_networks(batch);
    for (igraph_integer_t k = 0; k < batch->options->threads && batch->bench != NULL; k++) {
        latigraph_bench_destroy(&batch->bench[k]);
    }
    g_free(batch->bench);
    g_free(batch->network);
    g_free(batch->value);
}

static igraph_error_t batch_init(batch_t *batch, const subjects_t *subjects) {
    const latigraph_reservoir_options_t *options = batch->options;
    const gsize threads = (gsize)options->threads;
    batch->network = g_try_new0(latigraph_network_t, threads * (gsize)batch->forms);
    batch->bench = g_try_new0(latigraph_bench_t, threads);
    batch->value = g_try_new0(double, threads *(gsize)options->seeds *SCORES);
    IGRAPH_FINALLY(batch_destroy, batch);
    if (batch->network == NULL || batch->bench == NULL || batch->value == NULL) {
        IGRAPH_ERROR("Not enough memory for reservoirs.", IGRAPH_ENOMEM);
    }
    for (gsize k = 0; k < threads; k++) {
        IGRAPH_CHECK(latigraph_bench_init(
            &batch->bench[k], subjects->largest, washout_of(options, subjects->largest),
            (int)options->steps, (int)options->seeds, trials_of(options)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(subjects_t *subjects, const latigraph_reservoir_options_t *given,
                          const igraph_vector_int_t *scores, igraph_matrix_t *mean,
                          igraph_matrix_t *error) {
    const igraph_integer_t columns = scores != NULL ? igraph_vector_int_size(scores) : SCORES;
    latigraph_reservoir_options_t options = *given;
    latigraph_signals_t signals;
    gboolean wanted[SCORES];
    IGRAPH_CHECK(check_options(&options));
    IGRAPH_CHECK(mark_wanted(scores, wanted));
    IGRAPH_CHECK(check_subjects(subjects, &options));
    IGRAPH_CHECK(igraph_matrix_resize(mean, subjects->count, columns));
    if (error != NULL) {
        IGRAPH_CHECK(igraph_matrix_resize(error, subjects->count, columns));
    }
    options.threads = MAX(1, MIN(options.threads, subjects->count));
    igraph_real_t *row = g_try_new(igraph_real_t, 2 * columns * subjects->count + 1);
    if (row == NULL) {
        IGRAPH_ERROR("Not enough memory for scores.", IGRAPH_ENOMEM);
    }
    IGRAPH_FINALLY(g_free, row);
    IGRAPH_CHECK(latigraph_signals_init(
        &signals, (int)options.seeds, washout_of(&options, subjects->largest) + (int)options.steps,
        trials_of(&options), options.seed));
    IGRAPH_FINALLY(latigraph_signals_destroy, &signals);
    batch_t batch = {.forms = subjects->circuits != NULL ? 1 : 2,
                     .options = &options,
                     .signals = &signals,
                     .wanted = wanted};
    IGRAPH_CHECK(batch_init(&batch, subjects));
    IGRAPH_CHECK(score_subjects(&batch, subjects, scores, columns, row));
    for (igraph_integer_t i = 0; i < subjects->count * columns; i++) {
        MATRIX(*mean, i / columns, i % columns) = row[2 * i];
        if (error != NULL) {
            MATRIX(*error, i / columns, i % columns) = row[2 * i + 1];
        }
    }
    batch_destroy(&batch);
    latigraph_signals_destroy(&signals);
    g_free(row);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_reservoir
 * \brief Scores circuits as reservoirs.
 *
 * Every circuit is run as an echo-state network (Jaeger, GMD report 148, 2001) on the inputs of
 * each task. A linear readout of its states is fitted to the first 70 % of the steps, and scores
 * are computed on the rest. The readout is a ridge regression whose penalty is chosen by
 * generalised cross-validation. All circuits have the same inputs, input weights and biases for
 * each seed, so that scores differ only because the circuits differ.
 *
 * \param circuits The circuits.
 * \param options How circuits are run; see \ref latigraph_reservoir_options_init(). At least as
 *    many steps are discarded as a circuit has neurons.
 * \param scores The requested scores, by the indices of \ref latigraph_score_find(); NULL: all.
 * \param mean An initialised matrix, resized to one row per circuit and one column per score: means
 *    over the seeds. NaN for a circuit without neurons, and for a circuit without cycles (spectral
 *    radius 0) that is to be scaled to a radius.
 * \param error NULL, or an initialised matrix of the same shape for the standard errors of the
 *    means; NaN with one seed.
 * \return Error code: \c IGRAPH_EINVAL if an option or score is out of range, a circuit has more
 *    neurons than training steps, or it lacks the column of types; \c IGRAPH_ENOMEM; \c
 *    IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(seeds (steps (m + n² + n targets) + n³)) per circuit of n neurons and m edges;
 * targets: n for the memory capacity, 330 for the nonlinear one.
 *
 * \sa \ref latigraph_reservoir_delay_line() for the scores of a chain of neurons; \ref
 *    latigraph_circuit_rewire() for circuits with the same degrees.
 *
 * Example: the memory capacity of circuits.
 * \verbatim
 *    latigraph_reservoir_options_t options;
 *    latigraph_reservoir_options_init(&options);
 *    VECTOR(scores)[0] = latigraph_score_find("memory-capacity");
 *    latigraph_reservoir(&circuits, &options, &scores, &mean, NULL);
 * \endverbatim
 */
igraph_error_t latigraph_reservoir(const latigraph_circuit_list_t *circuits,
                                   const latigraph_reservoir_options_t *options,
                                   const igraph_vector_int_t *scores, igraph_matrix_t *mean,
                                   igraph_matrix_t *error) {
    subjects_t subjects = {.circuits = circuits, .count = latigraph_circuit_list_size(circuits)};
    return run(&subjects, options, scores, mean, error);
}

/* Lists each of the sizes once, in ascending order. */
static igraph_error_t distinct_sizes(const igraph_vector_int_t *sizes,
                                     igraph_vector_int_t *distinct) {
    igraph_integer_t kept = 0;
    IGRAPH_CHECK(igraph_vector_int_update(distinct, sizes));
    igraph_vector_int_sort(distinct);
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(distinct); i++) {
        if (kept == 0 || VECTOR(*distinct)[i] != VECTOR(*distinct)[kept - 1]) {
            VECTOR(*distinct)[kept++] = VECTOR(*distinct)[i];
        }
    }
    return igraph_vector_int_resize(distinct, kept);
}

/* Replaces rows, one per distinct size, by one row per entry of sizes. */
static igraph_error_t repeat_rows(const igraph_vector_int_t *sizes,
                                  const igraph_vector_int_t *distinct, igraph_matrix_t *rows) {
    igraph_vector_int_t index;
    igraph_matrix_t repeated;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&index, igraph_vector_int_size(sizes));
    IGRAPH_MATRIX_INIT_FINALLY(&repeated, 0, 0);
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(sizes); i++) {
        igraph_vector_int_binsearch(distinct, VECTOR(*sizes)[i], &VECTOR(index)[i]);
    }
    IGRAPH_CHECK(igraph_matrix_select_rows(rows, &repeated, &index));
    IGRAPH_CHECK(igraph_matrix_update(rows, &repeated));
    igraph_matrix_destroy(&repeated);
    igraph_vector_int_destroy(&index);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_reservoir_delay_line
 * \brief Scores delay lines: linear chains of neurons that pass the input on.
 *
 * A delay line of n neurons holds the last n inputs unchanged, or the last n/3 inputs of each of
 * three channels. Its memory capacity is n, the upper limit for n neurons, and its nonlinear
 * capacity is 0.
 *
 * \param sizes Number of neurons of each delay line. Lines of one size are computed once, so that
 *    the sizes of a list of circuits can be passed as they are.
 * \param options As in \ref latigraph_reservoir(); options of weights have no effect.
 * \param scores As in \ref latigraph_reservoir().
 * \param mean As in \ref latigraph_reservoir(), with one row per size.
 * \param error As in \ref latigraph_reservoir().
 * \return Error code, as \ref latigraph_reservoir().
 *
 * Time complexity: as \ref latigraph_reservoir(), with m = n.
 *
 * \sa \ref latigraph_reservoir()
 *
 * Example: scores of a chain of 150 neurons, the reference for circuits of this size.
 * \verbatim
 *    latigraph_reservoir_options_t options;
 *    igraph_vector_int_t sizes;
 *    latigraph_reservoir_options_init(&options);
 *    igraph_vector_int_init(&sizes, 1);
 *    VECTOR(sizes)[0] = 150;
 *    latigraph_reservoir_delay_line(&sizes, &options, NULL, &mean, &error);
 *    igraph_vector_int_destroy(&sizes);
 * \endverbatim
 */
igraph_error_t latigraph_reservoir_delay_line(const igraph_vector_int_t *sizes,
                                              const latigraph_reservoir_options_t *options,
                                              const igraph_vector_int_t *scores,
                                              igraph_matrix_t *mean, igraph_matrix_t *error) {
    igraph_vector_int_t distinct;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&distinct, 0);
    IGRAPH_CHECK(distinct_sizes(sizes, &distinct));
    subjects_t subjects = {.sizes = &distinct, .count = igraph_vector_int_size(&distinct)};
    IGRAPH_CHECK(run(&subjects, options, scores, mean, error));
    IGRAPH_CHECK(repeat_rows(sizes, &distinct, mean));
    if (error != NULL) {
        IGRAPH_CHECK(repeat_rows(sizes, &distinct, error));
    }
    igraph_vector_int_destroy(&distinct);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
