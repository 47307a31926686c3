/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Switching networks from spikes: choice of the number of states, last fit, and results.
 *
 *     counts ─▶ fits of 1, 2, ... states to a part of the times ─▶ likelihood of the rest ─▶ number
 *     counts ─▶ fit to all times, from the one that was chosen ─▶ networks, posterior, transitions
 *
 * The likelihood of the times that are fitted grows with every state, that of the others does not.
 * A fit of several starts goes on from the best one after a few iterations. The states are ordered
 * by how often they hold, so that the order does not depend on the start. */

#include "activity/states_job.h"

#include "base/checks.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/remarks.h"

#include <math.h>
#include <string.h>

/* TRIAL: iterations of a start before the best one is chosen. TIMES_PER_STATE: least times. */
enum { TRIAL = 12, TIMES_PER_STATE = 200 };
/* SPREAD: SD of the weights of states around the shared ones until it is estimated. SHARED:
 * precision of the shared weights around 0 until it is estimated. */
static const double SPREAD = 1.0 / 3, SHARED = 1;

/**
 * \function latigraph_states_options_init
 * \brief Sets all options of \ref latigraph_activity_states() to their defaults.
 *
 * The defaults find the number of states, at most 6. Effects last 5 times with a time constant
 * of 2. The spread of the weights of states is estimated. A quarter of the times is
 * held out. A fit has 3 starts and at most 200 iterations.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: options of three states.
 * \verbatim
 *   latigraph_states_options_t choice;
 *   latigraph_states_options_init(&choice);
 *   choice.states = 3;
 * \endverbatim
 */
void latigraph_states_options_init(latigraph_states_options_t *options) {
    *options = (latigraph_states_options_t){.most = 6,
                                            .kernel = 5,
                                            .decay = 2,
                                            .spread = IGRAPH_NAN,
                                            .stay = 0.98,
                                            .held_out = 0.25,
                                            .starts = 3,
                                            .iterations = 200,
                                            .absent = 0.95,
                                            .density = IGRAPH_NAN,
                                            .seed = 1,
                                            .threads = 1};
}

/**
 * \function latigraph_states_init
 * \brief Initialises an empty result of \ref latigraph_activity_states().
 *
 * \param states The result; free it with \ref latigraph_states_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: make and free a result.
 * \verbatim
 *   latigraph_states_t states;
 *   latigraph_states_init(&states);
 *   latigraph_states_destroy(&states);
 * \endverbatim
 */
igraph_error_t latigraph_states_init(latigraph_states_t *states) {
    *states = (latigraph_states_t){.bits = IGRAPH_NAN, .bits_one = IGRAPH_NAN};
    IGRAPH_CHECK(igraph_graph_list_init(&states->networks, 0));
    IGRAPH_FINALLY(igraph_graph_list_destroy, &states->networks);
    IGRAPH_STRVECTOR_INIT_FINALLY(&states->names, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&states->posterior, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&states->transition, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&states->occupancy, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&states->radius, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&states->curve, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&states->trace, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&states->connected, 0, 0);
    IGRAPH_FINALLY_CLEAN(9);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_states_destroy
 * \brief Frees a result of \ref latigraph_activity_states().
 *
 * \param states The result.
 *
 * Time complexity: linear in its size.
 *
 * Example: make and free a result.
 * \verbatim
 *   latigraph_states_t states;
 *   latigraph_states_init(&states);
 *   latigraph_states_destroy(&states);
 * \endverbatim
 */
void latigraph_states_destroy(latigraph_states_t *states) {
    igraph_graph_list_destroy(&states->networks);
    igraph_strvector_destroy(&states->names);
    igraph_matrix_destroy(&states->posterior);
    igraph_matrix_destroy(&states->transition);
    igraph_vector_destroy(&states->occupancy);
    igraph_vector_destroy(&states->radius);
    igraph_vector_destroy(&states->curve);
    igraph_vector_destroy(&states->trace);
    igraph_matrix_destroy(&states->connected);
}

/* --- Checks ----------------------------------------------------------------------------------- */

static igraph_error_t check_inside(const char *what, double value, double low, double high) {
    if (!(value > low && value < high)) {
        IGRAPH_ERRORF("The %s is %g, but must be above %g and below %g.", IGRAPH_EINVAL, what,
                      value, low, high);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_states_options_t *options) {
    IGRAPH_CHECK(latigraph_check_threads(options->threads));
    IGRAPH_CHECK(
        latigraph_check_integer("number of states", options->states, 0, LATIGRAPH_STATES_MAX));
    IGRAPH_CHECK(
        latigraph_check_integer("number of states to try", options->most, 1, LATIGRAPH_STATES_MAX));
    IGRAPH_CHECK(
        latigraph_check_integer("number of times of the kernel", options->kernel, 1, 10000));
    IGRAPH_CHECK(latigraph_check_integer("number of starts", options->starts, 1, 1000));
    IGRAPH_CHECK(latigraph_check_integer("number of iterations", options->iterations, 1, 100000));
    IGRAPH_CHECK(check_inside("time constant of the kernel", options->decay, 0, INFINITY));
    if (!isnan(options->spread)) {
        IGRAPH_CHECK(check_inside("spread of the weights of states", options->spread, 0, 1e3));
    }
    IGRAPH_CHECK(check_inside("probability to stay in a state", options->stay, 0, 1));
    IGRAPH_CHECK(check_inside("share that is held out", options->held_out, 0, 1));
    IGRAPH_CHECK(check_inside("probability of an absent edge", options->absent, 0, 1));
    if (!isnan(options->density)) {
        IGRAPH_CHECK(check_inside("density to keep", options->density, 0, 1 + 1e-12));
    }
    if (options->prior != NULL && !options->onehot) {
        IGRAPH_ERROR("A connectome is the prior of the classes of pairs. Set onehot, too.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

/* Lowers the most states to those that the recording allows; an asked number is refused. */
static igraph_error_t check_length(const latigraph_states_job_t *job, int *most) {
    const int possible = MAX(job->counts.times / TIMES_PER_STATE, 1);
    if (job->options->states > possible) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " states are asked of %d times, but each needs %d times: at "
                      "most %d are possible.",
                      IGRAPH_EINVAL, job->options->states, job->counts.times, TIMES_PER_STATE,
                      possible);
    }
    *most = (int)MIN(job->options->most, possible);
    if (job->options->states == 0 && *most < job->options->most) {
        return latigraph_remark_add(job->options->remarks, "short", job->trials[0]->name,
                                    "%d times allow at most %d states, not %" IGRAPH_PRId ".",
                                    job->counts.times, possible, job->options->most);
    }
    return IGRAPH_SUCCESS;
}

/* --- Fits ------------------------------------------------------------------------------------- */

static igraph_error_t progress(latigraph_states_job_t *job, double more) {
    LATIGRAPH_ALLOW_INTERRUPTION();
    job->done = fmin(job->done + more, 100);
    IGRAPH_PROGRESS("Switching networks: ", job->done, NULL);
    return IGRAPH_SUCCESS;
}

/* Log-likelihood and spikes of the times that are held out, at constant rates. */
static void constant_rates(const latigraph_counts_t *counts, double *likelihood, double *spikes) {
    *likelihood = *spikes = 0;
    for (int k = 0; k < counts->count; k++) {
        const latigraph_stretch_t *stretch = &counts->stretch[k];
        for (int t = stretch->first; stretch->held_out && t < stretch->first + stretch->times;
             t++) {
            *spikes += counts->spikes[t];
            *likelihood -= counts->constant[t];
            for (int j = 0; j < counts->n; j++) {
                const int tile = j / GLM_TARGETS, targets = latigraph_counts_targets(counts, tile);
                const double y =
                    latigraph_counts_tile(counts, tile)[(size_t)t * targets + j % GLM_TARGETS];
                *likelihood += isfinite(y) ? y * log(counts->rate[j]) - counts->rate[j] : 0;
            }
        }
    }
}

/* Bits per held-out spike that the model gains over constant rates; NaN without spikes. */
static double bits_of(const latigraph_states_job_t *job, latigraph_em_t *em,
                      const latigraph_hmm_t *hmm) {
    double likelihood, spikes;
    constant_rates(&job->counts, &likelihood, &spikes);
    return spikes > 0 ? (latigraph_em_held_out(em, hmm) - likelihood) / spikes / M_LN2 : NAN;
}

/* Begins a model with the asked precisions. */
static igraph_error_t make_model(const latigraph_states_job_t *job, int states,
                                 latigraph_hmm_t *hmm) {
    const double spread = isnan(job->options->spread) ? SPREAD : job->options->spread;
    IGRAPH_CHECK(latigraph_hmm_init(hmm, job->counts.n, states, job->counts.times));
    hmm->precision = 1 / (spread * spread);
    hmm->shared_precision = SHARED;
    return IGRAPH_SUCCESS;
}

/* Estimates the spreads of weights, unless that of states is given. */
static igraph_error_t estimate_spreads(const latigraph_states_job_t *job, latigraph_em_t *em,
                                       latigraph_hmm_t *hmm) {
    double *variance;
    if (!isnan(job->options->spread)) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(variance, (gsize)hmm->states * (gsize)hmm->n * (gsize)hmm->n);
    IGRAPH_CHECK(latigraph_em_variances(em, hmm, variance));
    latigraph_hmm_estimate_precisions(hmm, variance);
    g_free(variance);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Tries the starts for some iterations, and leaves the best one in hmm. */
static igraph_error_t choose_start(latigraph_states_job_t *job, latigraph_em_t *em,
                                   const latigraph_hmm_t *one, latigraph_hmm_t *hmm) {
    const int starts = hmm->states > 1 ? (int)job->options->starts : 1;
    latigraph_hmm_t tried;
    IGRAPH_CHECK(make_model(job, hmm->states, &tried));
    for (int k = 0; k < starts; k++) {
        IGRAPH_CHECK(latigraph_hmm_begin(&tried, one, &job->counts, job->options->stay,
                                         (guint64)job->options->seed, k));
        IGRAPH_CHECK(latigraph_em_run(em, &tried, MIN(TRIAL, (int)job->options->iterations), NULL));
        if (k == 0 || tried.objective > hmm->objective) {
            latigraph_hmm_copy(hmm, &tried);
        }
        IGRAPH_CHECK(progress(job, 0));
    }
    latigraph_hmm_destroy(&tried);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Fits a model to the fitted times; `one` has a single state. Sets its bits. */
static igraph_error_t fit_states(latigraph_states_job_t *job, const latigraph_hmm_t *one,
                                 latigraph_hmm_t *hmm, double *bits) {
    const int iterations = (int)job->options->iterations;
    latigraph_em_t *em;
    IGRAPH_CHECK(latigraph_em_create(&em, &job->counts, hmm->states, (int)job->options->threads));
    IGRAPH_CHECK(choose_start(job, em, one, hmm));
    IGRAPH_CHECK(latigraph_em_run(em, hmm, iterations, NULL));
    IGRAPH_CHECK(estimate_spreads(job, em, hmm));
    IGRAPH_CHECK(latigraph_em_run(em, hmm, iterations, NULL));
    *bits = bits_of(job, em, hmm);
    latigraph_em_destroy(em);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Makes a model of one state with constant rates. */
static void set_constant(const latigraph_counts_t *counts, latigraph_hmm_t *one) {
    for (int j = 0; j < one->n; j++) {
        const double rate = counts->rate[j];
        one->bias[j] = rate > 30 ? rate : log(expm1(rate));
    }
}

/* Fits `states` states, and swaps the model with the best one if its bits are higher. */
static igraph_error_t try_states(latigraph_states_job_t *job, const latigraph_hmm_t *one,
                                 int states, latigraph_hmm_t *best, double *best_bits) {
    latigraph_hmm_t hmm;
    double bits;
    IGRAPH_CHECK(make_model(job, states, &hmm));
    IGRAPH_CHECK(fit_states(job, one, &hmm, &bits));
    VECTOR(job->result->curve)[states - 1] = bits;
    if (best->states == 0 || bits > *best_bits) {
        const latigraph_hmm_t other = *best;
        *best = hmm;
        hmm = other;
        *best_bits = bits;
    }
    latigraph_hmm_destroy(&hmm);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Fits the asked number of states, or 1, 2, ... `most`. `best` is empty and on the FINALLY stack.
 */
static igraph_error_t choose_states(latigraph_states_job_t *job, int most, latigraph_hmm_t *best) {
    latigraph_states_t *result = job->result;
    const int asked = (int)job->options->states;
    const int first = asked > 0 ? asked : 1, last = asked > 0 ? asked : most;
    latigraph_hmm_t one;
    IGRAPH_CHECK(make_model(job, 1, &one));
    set_constant(&job->counts, &one);
    IGRAPH_CHECK(fit_states(job, &one, &one, &result->bits_one));
    IGRAPH_CHECK(igraph_vector_resize(&result->curve, last));
    igraph_vector_fill(&result->curve, IGRAPH_NAN);
    VECTOR(result->curve)[0] = result->bits_one;
    for (int states = first; states <= last; states++) {
        IGRAPH_CHECK(try_states(job, &one, states, best, &result->bits));
        IGRAPH_CHECK(progress(job, 80.0 / (last - first + 1)));
    }
    latigraph_hmm_destroy(&one);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Last fit --------------------------------------------------------------------------------- */

static igraph_error_t shrink(latigraph_states_job_t *job, latigraph_em_t *em,
                             latigraph_hmm_t *hmm) {
    IGRAPH_CHECK(
        latigraph_slab_shrink(hmm, job->variance, job->synapse, job->options->absent, job->edge));
    return latigraph_em_expect(em, hmm);
}

/* Fits all times, from the model that was chosen. */
static igraph_error_t fit_all(latigraph_states_job_t *job, latigraph_hmm_t *hmm) {
    latigraph_em_t *em;
    IGRAPH_CHECK(latigraph_em_create(&em, &job->counts, hmm->states, (int)job->options->threads));
    if (job->options->onehot) { /* the bits are those of the shrunk weights */
        IGRAPH_CHECK(latigraph_em_variances(em, hmm, job->variance));
        IGRAPH_CHECK(shrink(job, em, hmm));
        job->result->bits = bits_of(job, em, hmm);
    }
    latigraph_counts_fit_all(&job->counts);
    IGRAPH_CHECK(latigraph_em_expect(em, hmm));
    IGRAPH_CHECK(latigraph_em_run(em, hmm, (int)job->options->iterations, &job->result->trace));
    IGRAPH_CHECK(latigraph_em_variances(em, hmm, job->variance));
    if (job->options->onehot) {
        IGRAPH_CHECK(shrink(job, em, hmm));
    }
    latigraph_em_destroy(em);
    IGRAPH_FINALLY_CLEAN(1);
    if (igraph_vector_size(&job->result->trace) == job->options->iterations) {
        IGRAPH_CHECK(latigraph_remark_add(
            job->options->remarks, "not-converged", job->trials[0]->name,
            "The fit has not settled after %" IGRAPH_PRId " iterations. Raise iterations.",
            job->options->iterations));
    }
    return progress(job, 15);
}

/* --- All -------------------------------------------------------------------------------------- */

/* Marks the pairs of live neurons that the connectome connects. */
static igraph_error_t mark_synapses(const latigraph_states_job_t *job, guint8 *synapse) {
    const igraph_t *prior = job->options->prior;
    const int n = job->counts.n;
    latigraph_vertices_t vertices;
    int *live;
    IGRAPH_CHECK(latigraph_vertices_init(&vertices, job->trials[0], prior));
    LATIGRAPH_ALLOCATE(live, latigraph_activity_neurons(job->trials[0]));
    for (igraph_integer_t k = 0; k < latigraph_activity_neurons(job->trials[0]); k++) {
        live[k] = -1;
    }
    for (int j = 0; j < n; j++) {
        live[job->counts.column[j]] = j;
    }
    for (igraph_integer_t e = 0; e < igraph_ecount(prior); e++) {
        const igraph_integer_t from = VECTOR(vertices.column)[IGRAPH_FROM(prior, e)];
        const igraph_integer_t to = VECTOR(vertices.column)[IGRAPH_TO(prior, e)];
        if (from >= 0 && to >= 0 && live[from] >= 0 && live[to] >= 0) {
            synapse[(gsize)live[from] * (gsize)n + (gsize)live[to]] = 1;
            if (!igraph_is_directed(prior)) {
                synapse[(gsize)live[to] * (gsize)n + (gsize)live[from]] = 1;
            }
        }
    }
    g_free(live);
    latigraph_vertices_destroy(&vertices);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Finds the states of the counts that the job holds. */
static igraph_error_t find_states(latigraph_states_job_t *job) {
    const gsize pairs = (gsize)job->counts.n * (gsize)job->counts.n;
    latigraph_hmm_t best = {0};
    guint8 *synapse;
    int most;
    IGRAPH_CHECK(check_length(job, &most));
    LATIGRAPH_ALLOCATE(synapse, pairs);
    LATIGRAPH_ALLOCATE(job->edge, pairs);
    if (job->options->prior != NULL) {
        IGRAPH_CHECK(mark_synapses(job, synapse));
        job->synapse = synapse;
    }
    IGRAPH_FINALLY(latigraph_hmm_destroy, &best);
    IGRAPH_CHECK(choose_states(job, most, &best));
    LATIGRAPH_ALLOCATE(job->variance, pairs * (gsize)best.states);
    IGRAPH_CHECK(fit_all(job, &best));
    IGRAPH_CHECK(latigraph_states_hand_out(job, &best));
    g_free(job->variance);
    latigraph_hmm_destroy(&best);
    g_free(job->edge);
    g_free(synapse);
    IGRAPH_FINALLY_CLEAN(4);
    return progress(job, 100);
}

/**
 * \function latigraph_activity_states
 * \brief Networks of neurons that switch between states, from counts of spikes.
 *
 * In state s the count of neuron j at time t is Poisson of mean ln(1 + exp(b_sj + Σ_i h_i(t)
 * W_sij)), where h_i(t) is the mean of the last counts of neuron i with weights that decay
 * exponentially. The states follow a Markov chain. The weights of all states are normal around a
 * shared network, which is estimated with them. The fit is an EM algorithm whose objective never
 * falls. The number of states maximises the likelihood of stretches of time that are held out. The
 * last fit uses all times.
 *
 * </para><para>
 * With \c onehot each pair is inhibitory, not connected or excitatory in all states: the
 * probabilities of the classes, given the estimates and their errors, shrink the weights. A
 * connectome makes pairs without an edge probably not connected.
 *
 * </para><para>
 * Networks are directed. Edges have the attributes \c weight (without its sign), \c sign and, in
 * states, \c se (standard error). Vertices have \c rate, the mean count in the state, and \c
 * self_weight, the effect of a neuron on itself, which is no edge. Source of the model: one-hot
 * HMM-GLM (Li, Li, Chen, Wu, ICLR 2024).
 *
 * \param states An initialised result, whose contents are replaced.
 * \param trials Recordings with the same neurons: counts of spikes.
 * \param count Number of trials.
 * \param options The options.
 * \return Error code: \c IGRAPH_EINVAL if a count is negative or not whole, there are fewer than
 *    200 times per state, the held-out share leaves no times on one side, trials have different
 *    neurons, fewer than two neurons fire, or an option is out of range; \c IGRAPH_ENOMEM; \c
 * IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(T N² S) per iteration, for T times and N neurons.
 *
 * Example: states of one recording.
 * \verbatim
 *   const latigraph_activity_t *trials[1] = {activity};
 *   latigraph_states_options_t choice;
 *   latigraph_states_t states;
 *   latigraph_states_options_init(&choice);
 *   latigraph_states_init(&states);
 *   latigraph_activity_states(&states, trials, 1, &choice);
 *   printf("%ld states\n", (long)igraph_vector_size(&states.occupancy));
 *   latigraph_states_destroy(&states);
 * \endverbatim
 */
igraph_error_t latigraph_activity_states(latigraph_states_t *states,
                                         const latigraph_activity_t *const *trials,
                                         igraph_integer_t count,
                                         const latigraph_states_options_t *options) {
    latigraph_states_job_t job = {.result = states, .trials = trials, .options = options};
    IGRAPH_CHECK(check_options(options));
    IGRAPH_CHECK(latigraph_check_integer("number of trials", count, 1, G_MAXINT16));
    igraph_vector_clear(&states->trace);
    IGRAPH_CHECK(latigraph_counts_init(&job.counts, trials, (int)count, options));
    IGRAPH_CHECK(latigraph_vertices_init(&job.vertices, trials[0],
                                         options->like != NULL ? options->like : options->prior));
    IGRAPH_CHECK(find_states(&job));
    latigraph_vertices_destroy(&job.vertices);
    latigraph_counts_destroy(&job.counts);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
