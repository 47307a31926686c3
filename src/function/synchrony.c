/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Synchrony of circuits whose neurons are Kuramoto's oscillators (Kuramoto, Lect. Notes Phys.
 * 39:420, 1975; on networks: Arenas et al., Phys. Rep. 469:93, 2008).
 *
 * Phases are integrated by the classical Runge-Kutta method. A neuron whose inputs are far stronger
 * than the mean follows them fast, and a fixed step would not be stable for it. A step is therefore
 * divided so that step · coupling · strongest input is at most 1. Frequencies do not divide it:
 * they alone turn phases at a constant rate, which the method integrates exactly, so they do not
 * make it unstable. Neurons that turn far within a step are not resolved, and act like noise.
 *
 * Every draw has frequencies and phases of its own, which are the same for all circuits and
 * couplings: neuron i gets the i-th numbers of the stream of the draw. Results therefore differ
 * only because wiring and coupling do. A run is one draw at one coupling; the runs of a circuit are
 * divided among threads, and each writes to a place of its own.
 */
#include "base/cancel.h"
#include "base/memory.h"
#include "base/moments.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/seed.h"
#include "circuit/circuit.h"
#include "function/oscillators.h"
#include "measure/subject.h"

#include <latigraph/synchrony.h>

#include <math.h>

enum { COUPLINGS = 13, CHECK_EVERY = 64 };

/* --- Options and results --------------------------------------------------------------------- */

/**
 * \function latigraph_synchrony_options_init
 * \brief Default options of the synchrony of circuits.
 *
 * \param options Gets the couplings 0, 0.5, ..., 6, normal frequencies of SD 1, weights as they
 *    are, a longest step of 0.1, 50 units of time that are discarded and 50 that are used, the
 *    level 0.5, 5 draws, a seed drawn from igraph's default generator, and one thread.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_synchrony()
 *
 * Example: frequencies from a Lorentzian law.
 * \verbatim
 *    latigraph_synchrony_options_t options;
 *    latigraph_synchrony_options_init(&options);
 *    options.frequencies = LATIGRAPH_FREQUENCIES_LORENTZIAN;
 *    options.spread = 0.5;
 * \endverbatim
 */
void latigraph_synchrony_options_init(latigraph_synchrony_options_t *options) {
    *options = (latigraph_synchrony_options_t){.spread = 1,
                                               .step = 0.1,
                                               .washout = 50,
                                               .duration = 50,
                                               .level = 0.5,
                                               .seeds = 5,
                                               .seed = latigraph_draw_seed(),
                                               .threads = 1};
}

enum { VECTORS = 6, MATRICES = 3 };

#define VECTORS_OF(s)                                                                              \
    { &(s)->couplings, &(s)->threshold, &(s)->chance, &(s)->second, &(s)->largest, &(s)->ratio }
#define MATRICES_OF(s)                                                                             \
    { &(s)->order, &(s)->sd, &(s)->fluctuation }

/**
 * \function latigraph_synchrony_init
 * \brief Initialises an empty result of \ref latigraph_synchrony().
 *
 * \param synchrony The struct; free it with \ref latigraph_synchrony_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_synchrony()
 *
 * Example: the life of a result.
 * \verbatim
 *    latigraph_synchrony_t synchrony;
 *    latigraph_synchrony_init(&synchrony);
 *    latigraph_synchrony(&circuits, NULL, &synchrony);
 *    latigraph_synchrony_destroy(&synchrony);
 * \endverbatim
 */
igraph_error_t latigraph_synchrony_init(latigraph_synchrony_t *synchrony) {
    igraph_vector_t *vectors[] = VECTORS_OF(synchrony);
    igraph_matrix_t *matrices[] = MATRICES_OF(synchrony);
    for (int k = 0; k < VECTORS; k++) {
        IGRAPH_VECTOR_INIT_FINALLY(vectors[k], 0);
    }
    for (int k = 0; k < MATRICES; k++) {
        IGRAPH_MATRIX_INIT_FINALLY(matrices[k], 0, 0);
    }
    IGRAPH_FINALLY_CLEAN(VECTORS + MATRICES);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_synchrony_destroy
 * \brief Frees a result that \ref latigraph_synchrony_init() initialised.
 *
 * \param synchrony The result.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *    latigraph_synchrony_t synchrony;
 *    latigraph_synchrony_init(&synchrony);
 *    latigraph_synchrony_destroy(&synchrony);
 * \endverbatim
 */
void latigraph_synchrony_destroy(latigraph_synchrony_t *synchrony) {
    igraph_vector_t *vectors[] = VECTORS_OF(synchrony);
    igraph_matrix_t *matrices[] = MATRICES_OF(synchrony);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_destroy(vectors[k]);
    }
    for (int k = 0; k < MATRICES; k++) {
        igraph_matrix_destroy(matrices[k]);
    }
}

/* --- Checks ---------------------------------------------------------------------------------- */

static igraph_error_t check_number(const char *name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
        IGRAPH_ERRORF("The %s of oscillators is %g, but must be from %g to %g.", IGRAPH_EINVAL,
                      name, value, low, high);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_couplings(const igraph_vector_t *couplings) {
    const igraph_integer_t count = igraph_vector_size(couplings);
    if (count == 0) {
        IGRAPH_ERROR("Synchrony needs a coupling, got none. Give numbers in ascending order, or "
                     "leave couplings out for 0 to 6.",
                     IGRAPH_EINVAL);
    }
    for (igraph_integer_t k = 0; k < count; k++) {
        const double coupling = VECTOR(*couplings)[k];
        IGRAPH_CHECK(check_number("coupling", coupling, -1e6, 1e6));
        if (k > 0 && !(coupling > VECTOR(*couplings)[k - 1])) {
            IGRAPH_ERRORF("Couplings must ascend, but %g follows %g.", IGRAPH_EINVAL, coupling,
                          VECTOR(*couplings)[k - 1]);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_synchrony_options_t *options) {
    IGRAPH_CHECK(check_number("spread of frequencies", options->spread, 0, 1e6));
    IGRAPH_CHECK(check_number("step", options->step, 1e-6, 10));
    IGRAPH_CHECK(check_number("washout", options->washout, 0, 1e9));
    IGRAPH_CHECK(check_number("duration", options->duration, 1e-6, 1e9));
    IGRAPH_CHECK(check_number("number of seeds", (double)options->seeds, 1, 100000));
    if (!(options->level > 0 && options->level < 1)) {
        IGRAPH_ERRORF("The level of the order parameter is %g, but must be above 0 and below 1.",
                      IGRAPH_EINVAL, options->level);
    }
    if ((options->washout + options->duration) / options->step > 1e9) {
        IGRAPH_ERRORF("%g units of time in steps of %g are too many steps. Raise step, or lower "
                      "washout or duration.",
                      IGRAPH_EINVAL, options->washout + options->duration, options->step);
    }
    return latigraph_check_threads(options->threads);
}

static igraph_error_t check_circuit(const latigraph_circuit_t *circuit, const char *column) {
    if (circuit->n < 2) {
        IGRAPH_ERRORF("Circuit \"%s\" has %d neurons, but synchrony needs two. Leave it out.",
                      IGRAPH_EINVAL, circuit->name, circuit->n);
    }
    if (column == NULL) {
        return IGRAPH_SUCCESS;
    }
    const latigraph_column_t *found = latigraph_circuit_column(circuit, column);
    if (found == NULL || found->kind != LATIGRAPH_COLUMN_NUMERIC) {
        IGRAPH_ERRORF("Circuit \"%s\" has no numeric column \"%s\" with natural frequencies. Name "
                      "another one, or leave column out to draw them.",
                      IGRAPH_EINVAL, circuit->name, column);
    }
    for (int i = 0; i < circuit->n; i++) {
        if (!isfinite(found->value[i])) {
            IGRAPH_ERRORF("Neuron \"%s\" of circuit \"%s\" has no finite \"%s\", but every "
                          "oscillator needs a natural frequency.",
                          IGRAPH_EINVAL, circuit->neuron[i], circuit->name, column);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- One run, on a worker thread -------------------------------------------------------------- */

/* Oscillators of one circuit, and scratch of the threads. */
typedef struct {
    const latigraph_synchrony_options_t *options;
    const igraph_vector_t *couplings;
    latigraph_inputs_t inputs;
    double *weight;    /* (edges) weight over the mean strength, by receiver */
    double strongest;  /* greatest summed size of the inputs of a neuron, over the mean */
    double *frequency; /* (seeds, n) */
    double *start;     /* (seeds, n) first phases */
    double *scratch;   /* (threads, SCRATCH, n) */
    double *mean, *sd; /* (couplings, seeds) moments of r over time */
    latigraph_cancel_t cancel;
} study_t;

enum { SCRATCH = 6 };

/* Arrays of one run, each (n). */
typedef struct {
    double *phase, *trial, *velocity, *sum, *sine, *cosine;
    const double *frequency;
    double coupling;
} state_t;

static double order_of(const state_t *state, int n) {
    double sines = 0, cosines = 0;
    for (int i = 0; i < n; i++) {
        sines += state->sine[i];
        cosines += state->cosine[i];
    }
    return hypot(sines, cosines) / n;
}

/* One step of the Runge-Kutta method. Returns the order parameter at its beginning. */
static double advance(const latigraph_inputs_t *inputs, double step, state_t *state) {
    static const double reach[] = {0.5, 0.5, 1, 0}, share[] = {1. / 6, 1. / 3, 1. / 3, 1. / 6};
    const int n = inputs->n;
    double order = 0;
    for (int stage = 0; stage < 4; stage++) {
        latigraph_oscillate(inputs, state->coupling, state->frequency,
                            stage == 0 ? state->phase : state->trial, state->sine, state->cosine,
                            state->velocity);
        order = stage == 0 ? order_of(state, n) : order;
        for (int i = 0; i < n; i++) {
            state->sum[i] = (stage == 0 ? 0 : state->sum[i]) + share[stage] * state->velocity[i];
            state->trial[i] = state->phase[i] + step * reach[stage] * state->velocity[i];
        }
    }
    for (int i = 0; i < n; i++) {
        state->phase[i] += step * state->sum[i];
    }
    return order;
}

/* Integrates one draw at one coupling; moments of r are updated as in Welford's method. */
static void run_item(int item, int worker, void *data) {
    study_t *study = data;
    const latigraph_synchrony_options_t *options = study->options;
    const gsize n = (gsize)study->inputs.n, seeds = (gsize)options->seeds;
    const gsize draw = (gsize)item % seeds;
    double *scratch = study->scratch + (gsize)worker * SCRATCH * n;
    state_t state = {scratch,
                     scratch + n,
                     scratch + 2 * n,
                     scratch + 3 * n,
                     scratch + 4 * n,
                     scratch + 5 * n,
                     study->frequency + draw * n,
                     VECTOR(*study->couplings)[(gsize)item / seeds]};
    const double rate = fabs(state.coupling) * study->strongest;
    const double step = options->step / fmax(1, ceil(options->step * rate));
    const gint64 skipped = (gint64)ceil(options->washout / step);
    const gint64 used = (gint64)fmax(1, ceil(options->duration / step));
    double mean = 0, squares = 0;
    memcpy(state.phase, study->start + draw * n, n * sizeof *state.phase);
    for (gint64 t = 0; t < skipped + used; t++) {
        if (t % CHECK_EVERY == 0 && latigraph_cancelled(&study->cancel)) {
            return;
        }
        const double order = advance(&study->inputs, step, &state);
        if (t >= skipped) {
            const double before = order - mean;
            mean += before / (double)(t - skipped + 1);
            squares += before * (order - mean);
        }
    }
    study->mean[item] = mean;
    study->sd[item] = sqrt(squares / (double)used);
}

/* --- One circuit ------------------------------------------------------------------------------ */

static void study_destroy(study_t *study) {
    g_free(study->weight);
    g_free(study->frequency);
    g_free(study->start);
    g_free(study->scratch);
    g_free(study->mean);
    g_free(study->sd);
}

/* Divides weights by the mean strength of neurons. */
static void scale_weights(const latigraph_circuit_t *c, study_t *study) {
    double all = 0, strongest = 0;
    for (int i = 0; i < c->n; i++) {
        double strength = 0;
        for (int k = c->in_start[i]; k < c->in_start[i + 1]; k++) {
            const double weight = latigraph_circuit_signed_weight(c, c->in_edge[k]);
            study->weight[k] = study->options->binary ? copysign(1, weight) : weight;
            strength += fabs(study->weight[k]);
        }
        all += strength;
        strongest = fmax(strongest, strength);
    }
    const double mean = all > 0 ? all / c->n : 1;
    for (int k = 0; k < c->m; k++) {
        study->weight[k] /= mean;
    }
    study->strongest = strongest / mean;
    study->inputs = (latigraph_inputs_t){c->n, c->in_start, c->in_from, study->weight};
}

static void draw_oscillators(const latigraph_circuit_t *c, study_t *study) {
    const latigraph_synchrony_options_t *options = study->options;
    const latigraph_column_t *column =
        options->column != NULL ? latigraph_circuit_column(c, options->column) : NULL;
    for (igraph_integer_t draw = 0; draw < options->seeds; draw++) {
        double *frequency = study->frequency + (gsize)draw * (gsize)c->n;
        double *start = study->start + (gsize)draw * (gsize)c->n;
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, options->seed, LATIGRAPH_STREAM_OSCILLATORS, (guint64)draw);
        for (int i = 0; i < c->n; i++) {
            start[i] = 2 * G_PI * latigraph_stream_uniform(&stream);
            frequency[i] = options->frequencies == LATIGRAPH_FREQUENCIES_NORMAL
                               ? latigraph_stream_normal(&stream)
                               : tan(G_PI * (latigraph_stream_uniform(&stream) - 0.5));
            frequency[i] = column != NULL ? column->value[i] : options->spread * frequency[i];
        }
    }
}

static igraph_error_t study_init(study_t *study, const latigraph_circuit_t *circuit, int runs) {
    const gsize n = (gsize)circuit->n, seeds = (gsize)study->options->seeds;
    study->weight = g_try_new0(double, (gsize)circuit->m + 1);
    study->frequency = g_try_new0(double, seeds *n);
    study->start = g_try_new0(double, seeds *n);
    study->scratch = g_try_new0(double, (gsize)study->options->threads *SCRATCH *n);
    study->mean = g_try_new0(double, (gsize)runs);
    study->sd = g_try_new0(double, (gsize)runs);
    if (study->weight == NULL || study->frequency == NULL || study->start == NULL ||
        study->scratch == NULL || study->mean == NULL || study->sd == NULL) {
        study_destroy(study);
        IGRAPH_ERROR("Not enough memory for oscillators.", IGRAPH_ENOMEM);
    }
    scale_weights(circuit, study);
    draw_oscillators(circuit, study);
    return IGRAPH_SUCCESS;
}

/* Finds where r first passes the level, on the line between two couplings. */
static double find_threshold(const latigraph_synchrony_t *synchrony, igraph_integer_t c,
                             double level) {
    for (igraph_integer_t k = 1; k < igraph_vector_size(&synchrony->couplings); k++) {
        const double low = MATRIX(synchrony->order, c, k - 1);
        const double high = MATRIX(synchrony->order, c, k);
        if (low < level && high >= level) {
            const double from = VECTOR(synchrony->couplings)[k - 1];
            return from + (VECTOR(synchrony->couplings)[k] - from) * (level - low) / (high - low);
        }
    }
    return IGRAPH_NAN;
}

static void fill_row(const study_t *study, igraph_integer_t c, latigraph_synchrony_t *synchrony) {
    const int seeds = (int)study->options->seeds;
    for (igraph_integer_t k = 0; k < igraph_vector_size(&synchrony->couplings); k++) {
        double mean, squares, fluctuation, unused;
        latigraph_moments(study->mean + k * seeds, 1, seeds, &mean, &squares);
        latigraph_moments(study->sd + k * seeds, 1, seeds, &fluctuation, &unused);
        MATRIX(synchrony->order, c, k) = mean;
        MATRIX(synchrony->sd, c, k) = seeds > 1 ? sqrt(squares / (seeds - 1)) : IGRAPH_NAN;
        MATRIX(synchrony->fluctuation, c, k) = fluctuation;
    }
    VECTOR(synchrony->threshold)[c] = find_threshold(synchrony, c, study->options->level);
    VECTOR(synchrony->chance)[c] = sqrt(G_PI / study->inputs.n) / 2;
}

static igraph_error_t find_laplacian(const latigraph_circuit_t *circuit, igraph_integer_t c,
                                     latigraph_synchrony_t *synchrony) {
    latigraph_subject_t subject;
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_init(&subject, circuit));
    IGRAPH_FINALLY(latigraph_subject_destroy, &subject);
    IGRAPH_CHECK(latigraph_subject_find(&subject, LATIGRAPH_QUANTITY_LAPLACIAN, &q));
    const latigraph_laplacian_t laplacian = q->laplacian;
    latigraph_subject_destroy(&subject);
    IGRAPH_FINALLY_CLEAN(1);
    VECTOR(synchrony->second)[c] = laplacian.second;
    VECTOR(synchrony->largest)[c] = laplacian.largest;
    VECTOR(synchrony->ratio)
    [c] = laplacian.second > 0 ? laplacian.largest / laplacian.second : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_circuit(const latigraph_circuit_t *circuit, igraph_integer_t c,
                                  const latigraph_synchrony_options_t *options,
                                  latigraph_synchrony_t *synchrony) {
    const int runs = (int)(igraph_vector_size(&synchrony->couplings) * options->seeds);
    study_t study = {.options = options, .couplings = &synchrony->couplings};
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_CHECK(find_laplacian(circuit, c, synchrony));
    IGRAPH_CHECK(study_init(&study, circuit, runs));
    IGRAPH_FINALLY(study_destroy, &study);
    latigraph_cancel_init(&study.cancel);
    latigraph_parallel_for((int)options->threads, runs, run_item, &study);
    if (latigraph_cancelled(&study.cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    fill_row(&study, c, synchrony);
    study_destroy(&study);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- All circuits ----------------------------------------------------------------------------- */

static igraph_error_t prepare(const latigraph_circuit_list_t *circuits,
                              const latigraph_synchrony_options_t *options,
                              latigraph_synchrony_t *synchrony) {
    igraph_vector_t *vectors[] = VECTORS_OF(synchrony);
    igraph_matrix_t *matrices[] = MATRICES_OF(synchrony);
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    if (options->couplings != NULL) {
        IGRAPH_CHECK(igraph_vector_update(&synchrony->couplings, options->couplings));
    } else {
        IGRAPH_CHECK(igraph_vector_resize(&synchrony->couplings, COUPLINGS));
        for (int k = 0; k < COUPLINGS; k++) {
            VECTOR(synchrony->couplings)[k] = 0.5 * k;
        }
    }
    IGRAPH_CHECK(check_couplings(&synchrony->couplings));
    if ((double)igraph_vector_size(&synchrony->couplings) * (double)options->seeds > 1e8) {
        IGRAPH_ERROR("There are more than 1e8 runs, couplings times seeds. Ask for fewer.",
                     IGRAPH_EINVAL);
    }
    for (int k = 1; k < VECTORS; k++) {
        IGRAPH_CHECK(igraph_vector_resize(vectors[k], count));
    }
    for (int k = 0; k < MATRICES; k++) {
        IGRAPH_CHECK(
            igraph_matrix_resize(matrices[k], count, igraph_vector_size(&synchrony->couplings)));
    }
    for (igraph_integer_t c = 0; c < count; c++) {
        IGRAPH_CHECK(check_circuit(latigraph_circuit_list_get(circuits, c), options->column));
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_synchrony
 * \brief Runs circuits as Kuramoto's oscillators, and measures how far they synchronise.
 *
 * Phases follow dθ_i/dt = ω_i + (K / s) Σ_j w_ji sin(θ_j − θ_i), where w_ji is the weight of the
 * edge j → i with its sign, and s is the mean over neurons of the summed sizes of the weights that
 * they receive. They start at random. The integration is the classical Runge-Kutta method; the step
 * is divided if a neuron's inputs are so strong that it would not be stable.
 *
 * </para><para>
 * All circuits and couplings have the same random numbers. On a complete graph with Lorentzian
 * frequencies of spread γ, r is √(1 − 2γ/K) above K = 2γ for many neurons.
 *
 * \param circuits The circuits, each of two neurons or more. Without edges phases are independent.
 * \param options The options; NULL means the defaults.
 * \param synchrony Struct that was initialised with \ref latigraph_synchrony_init(). Its contents
 *    are replaced.
 * \return Error code: \c IGRAPH_EINVAL if an option is out of range, couplings do not ascend, a
 *    circuit has fewer than two neurons, or lacks a frequency; \c IGRAPH_ENOMEM; \c
 *    IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(couplings · seeds · steps (n + m)) per circuit, and O(n³) up to 1000 neurons
 * for the eigenvalues.
 *
 * \sa \ref latigraph_properties() for the property "laplacian-ratio"; \ref latigraph_reservoir()
 *
 * Example: the coupling at which each circuit is half synchronous.
 * \verbatim
 *    latigraph_synchrony_t synchrony;
 *    latigraph_synchrony_init(&synchrony);
 *    latigraph_synchrony(&circuits, NULL, &synchrony);
 *    for (igraph_integer_t c = 0; c < igraph_vector_size(&synchrony.threshold); c++) {
 *        printf("%g\n", VECTOR(synchrony.threshold)[c]);
 *    }
 *    latigraph_synchrony_destroy(&synchrony);
 * \endverbatim
 */
igraph_error_t latigraph_synchrony(const latigraph_circuit_list_t *circuits,
                                   const latigraph_synchrony_options_t *options,
                                   latigraph_synchrony_t *synchrony) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    latigraph_synchrony_options_t defaults;
    if (options == NULL) {
        latigraph_synchrony_options_init(&defaults);
        options = &defaults;
    }
    IGRAPH_CHECK(check_options(options));
    IGRAPH_CHECK(prepare(circuits, options, synchrony));
    for (igraph_integer_t c = 0; c < count; c++) {
        IGRAPH_PROGRESS("Running oscillators", 100.0 * (double)c / (double)count, NULL);
        IGRAPH_CHECK(run_circuit(latigraph_circuit_list_get(circuits, c), c, options, synchrony));
    }
    IGRAPH_PROGRESS("Running oscillators", 100.0, NULL);
    return IGRAPH_SUCCESS;
}
