/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Fit of switching Poisson networks by expectation and maximisation.
 *
 * The expectation step computes the log-likelihood of every time in every state and runs the
 * forward and backward passes. The maximisation step is a Poisson regression per state and neuron,
 * in which each time counts as much as the state is probable there; neurons of a tile share
 * products of matrices (glm_fit.c), and tiles of all states run in parallel. Weights of the states
 * are pulled to a network that all share, which is then set to its best value, close to their mean.
 * A regression ends after a few steps: it never raises its loss, so the objective, the
 * log-likelihood with the logarithms of the priors, still never falls (Neal and Hinton, in Jordan
 * (ed.), Learning in Graphical Models, 1998). Transitions and starts have a Dirichlet prior of half
 * a count, so that none is ever impossible. */

#include "activity/states.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* STEPS: evaluations of a regression per iteration. */
enum { STEPS = 6 };
/* PRIOR_COUNT: Dirichlet prior of transitions. GAIN: an iteration that gains less, as a share of
 * the objective, is the last one. */
static const double PRIOR_COUNT = 0.5, GAIN = 1e-5;

/* Memory of a thread. */
typedef struct {
    latigraph_glm_scratch_t search;
    double *rows;   /* (GLM_ROWS, n + 1) rates or regressors of some times */
    double *centre; /* (n, targets) shared weights of a tile */
    double *factor; /* (targets, n + 1, n + 1) Cholesky factors of second derivatives */
    double *vector; /* (n + 1) */
} thread_t;

struct latigraph_em_t {
    const latigraph_counts_t *counts;
    latigraph_hmm_t *hmm; /* model that is being worked on */
    double *importance;   /* (S, times + 1) posterior of each state */
    double *moment;       /* (S, n + 1, n + 1) weighted second moments of 1 and h; lower triangle */
    double *pairs;        /* (S, S) expected transitions */
    double *work;         /* scratch of the forward and backward passes */
    double *variance;     /* (S, n, n) results of latigraph_em_variances() */
    thread_t *thread;
    int threads;
    latigraph_cancel_t cancel;
};

/* --- Memory ----------------------------------------------------------------------------------- */

void latigraph_em_destroy(latigraph_em_t *em) {
    for (int t = 0; em->thread != NULL && t < em->threads; t++) {
        latigraph_glm_scratch_destroy(&em->thread[t].search);
        g_free(em->thread[t].rows);
        g_free(em->thread[t].centre);
        g_free(em->thread[t].factor);
        g_free(em->thread[t].vector);
    }
    g_free(em->thread);
    g_free(em->importance);
    g_free(em->moment);
    g_free(em->pairs);
    g_free(em->work);
    g_free(em);
}

static igraph_error_t thread_init(thread_t *thread, int n) {
    const gsize width = (gsize)n + 1;
    IGRAPH_CHECK(latigraph_glm_scratch_init(&thread->search, n));
    thread->rows = g_try_new0(double, GLM_ROWS *width);
    LATIGRAPH_CHECK_MEMORY(thread->rows);
    thread->centre = g_try_new0(double, GLM_TARGETS *width);
    LATIGRAPH_CHECK_MEMORY(thread->centre);
    thread->factor = g_try_new0(double, GLM_TARGETS *width *width);
    LATIGRAPH_CHECK_MEMORY(thread->factor);
    thread->vector = g_try_new0(double, width);
    LATIGRAPH_CHECK_MEMORY(thread->vector);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_em_create(latigraph_em_t **em, const latigraph_counts_t *counts,
                                   int states, int threads) {
    const gsize width = (gsize)counts->n + 1, rows = (gsize)counts->times + 1;
    const int tiles = (counts->n + GLM_TARGETS - 1) / GLM_TARGETS;
    latigraph_em_t *made = g_try_new0(latigraph_em_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(latigraph_em_destroy, made);
    made->counts = counts;
    made->threads = CLAMP(threads, 1, MAX(states * tiles, (int)(rows / GLM_ROWS) + 1));
    made->thread = g_try_new0(thread_t, (gsize)made->threads);
    LATIGRAPH_CHECK_MEMORY(made->thread);
    for (int t = 0; t < made->threads; t++) {
        IGRAPH_CHECK(thread_init(&made->thread[t], counts->n));
    }
    made->importance = g_try_new0(double, (gsize)states *rows);
    LATIGRAPH_CHECK_MEMORY(made->importance);
    made->moment = g_try_new0(double, (gsize)states *width *width);
    LATIGRAPH_CHECK_MEMORY(made->moment);
    made->pairs = g_try_new0(double, (gsize)states *(gsize)states);
    LATIGRAPH_CHECK_MEMORY(made->pairs);
    made->work = g_try_new0(double, latigraph_forward_work((int)rows, states));
    LATIGRAPH_CHECK_MEMORY(made->work);
    *em = made;
    return IGRAPH_SUCCESS;
}

/* Precision of the weights of a state around their centre. */
static double precision_of(const latigraph_em_t *em) {
    const double own = em->hmm->precision, shared = em->hmm->shared_precision;
    return em->hmm->states > 1 ? own : own * shared / (own + shared);
}

/* Runs a loop over items; returns IGRAPH_INTERRUPTED if the user asked to interrupt. */
static igraph_error_t run(latigraph_em_t *em, int items, latigraph_body_t *body) {
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_cancel_init(&em->cancel);
    latigraph_parallel_for(em->threads, items, body, em);
    if (latigraph_cancelled(&em->cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    return IGRAPH_SUCCESS;
}

/* --- Expectation ------------------------------------------------------------------------------ */

static double log_poisson(double eta, double y) {
    const double rate = eta > 30 ? eta : log1p(exp(eta));
    return (eta < -30 ? y * eta : y > 0 ? y * log(rate) : 0) - rate;
}

/* Computes the log-likelihoods of up to GLM_ROWS times in one state. */
static void emit(int item, int worker, void *data) {
    latigraph_em_t *em = data;
    latigraph_hmm_t *hmm = em->hmm;
    const latigraph_counts_t *counts = em->counts;
    const int n = hmm->n, s = item % hmm->states, first = item / hmm->states * GLM_ROWS;
    const int rows = MIN(GLM_ROWS, counts->times + 1 - first);
    double *eta = em->thread[worker].rows;
    for (int t = 0; t < rows; t++) {
        memcpy(eta + (size_t)t * n, hmm->bias + (size_t)s * n, (size_t)n * sizeof *eta);
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, n, n, 1,
                counts->h + (size_t)first * n, n, hmm->weight + (size_t)s * n * n, n, 1, eta, n);
    for (int t = 0; t < rows; t++) {
        const int time = first + t;
        double sum = time < counts->times ? -counts->constant[time] : 0;
        for (int j = 0; j < n; j++) {
            const int tile = j / GLM_TARGETS, targets = latigraph_counts_targets(counts, tile);
            const double y =
                latigraph_counts_tile(counts, tile)[(size_t)time * targets + j % GLM_TARGETS];
            sum += isfinite(y) ? log_poisson(eta[(size_t)t * n + j], y) : 0;
        }
        hmm->emission[(size_t)time * hmm->states + s] = sum;
    }
}

/* Logarithms of the priors of all parameters, up to a constant. */
static double log_prior(const latigraph_em_t *em) {
    const latigraph_hmm_t *hmm = em->hmm;
    const size_t pairs = (size_t)hmm->n * hmm->n;
    double sum = 0, squares = 0;
    for (int s = 0; s < hmm->states; s++) {
        sum += PRIOR_COUNT * log(hmm->start[s]);
        sum += hmm->emission[(size_t)hmm->times * hmm->states + s]; /* the row of the biases */
        for (int r = 0; r < hmm->states; r++) {
            sum += PRIOR_COUNT * log(hmm->transition[r * hmm->states + s]);
        }
        for (size_t k = 0; k < pairs; k++) {
            const double apart =
                hmm->weight[s * pairs + k] - (hmm->states > 1 ? hmm->shared[k] : 0);
            squares += apart * apart;
        }
    }
    sum -= precision_of(em) / 2 * squares;
    for (size_t k = 0; hmm->states > 1 && k < pairs; k++) {
        sum -= hmm->shared_precision / 2 * hmm->shared[k] * hmm->shared[k];
    }
    return sum;
}

igraph_error_t latigraph_em_expect(latigraph_em_t *em, latigraph_hmm_t *hmm) {
    const latigraph_counts_t *counts = em->counts;
    const int states = hmm->states, blocks = counts->times / GLM_ROWS + 1;
    em->hmm = hmm;
    IGRAPH_CHECK(run(em, blocks * states, emit));
    memset(em->pairs, 0, (size_t)states * states * sizeof(double));
    memset(hmm->posterior, 0, ((size_t)counts->times + 1) * states * sizeof(double));
    hmm->likelihood = 0;
    for (int k = 0; k < counts->count; k++) {
        const latigraph_stretch_t *stretch = &counts->stretch[k];
        const size_t first = (size_t)stretch->first * states;
        if (!stretch->held_out) {
            hmm->likelihood += latigraph_forward_backward(
                stretch->times, states, hmm->emission + first, hmm->start, hmm->transition,
                hmm->posterior + first, em->pairs, em->work);
        }
    }
    hmm->objective = hmm->likelihood + log_prior(em);
    return IGRAPH_SUCCESS;
}

double latigraph_em_held_out(latigraph_em_t *em, const latigraph_hmm_t *hmm) {
    const latigraph_counts_t *counts = em->counts;
    const int states = hmm->states;
    double share[LATIGRAPH_STATES_MAX], total = 0, all = 0;
    for (int s = 0; s < states; s++) {
        share[s] = 1e-3;
        for (int t = 0; t < counts->times; t++) {
            share[s] += hmm->posterior[(size_t)t * states + s];
        }
        all += share[s];
    }
    for (int s = 0; s < states; s++) {
        share[s] /= all;
    }
    for (int k = 0; k < counts->count; k++) {
        const latigraph_stretch_t *stretch = &counts->stretch[k];
        if (stretch->held_out) {
            total += latigraph_forward_backward(stretch->times, states,
                                                hmm->emission + (size_t)stretch->first * states,
                                                share, hmm->transition, NULL, NULL, em->work);
        }
    }
    return total;
}

/* --- Regressions ------------------------------------------------------------------------------ */

/* Copies the posterior state by state; the last row belongs to every state. */
static void copy_importance(latigraph_em_t *em) {
    const latigraph_hmm_t *hmm = em->hmm;
    const size_t rows = (size_t)hmm->times + 1;
    for (int s = 0; s < hmm->states; s++) {
        double *importance = em->importance + s * rows;
        for (size_t t = 0; t + 1 < rows; t++) {
            importance[t] = hmm->posterior[t * hmm->states + s];
        }
        importance[rows - 1] = 1;
    }
}

/* Adds Σ_t weight_t x x' with x = (1, h) over some times to the lower triangle of `sum`. */
static void add_moments(const latigraph_counts_t *counts, int first, int rows, const double *weight,
                        double *scratch, double *sum) {
    const int n = counts->n, width = n + 1;
    for (int t = 0; t < rows; t++) {
        const double root = sqrt(weight[t]);
        const double *h = counts->h + (size_t)(first + t) * n;
        double *row = scratch + (size_t)t * width;
        row[0] = root;
        for (int i = 0; i < n; i++) {
            row[i + 1] = root * h[i];
        }
    }
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, width, rows, 1, scratch, width, 1, sum,
                width);
}

/* Computes the weighted second moments of one state. */
static void sum_moments(int item, int worker, void *data) {
    latigraph_em_t *em = data;
    const latigraph_counts_t *counts = em->counts;
    const size_t width = (size_t)counts->n + 1;
    double *moment = em->moment + (size_t)item * width * width;
    const double *importance = em->importance + (size_t)item * ((size_t)counts->times + 1);
    memset(moment, 0, width * width * sizeof *moment);
    for (int first = 0; first <= counts->times && !latigraph_cancelled(&em->cancel);
         first += GLM_ROWS) {
        add_moments(counts, first, MIN(GLM_ROWS, counts->times + 1 - first), importance + first,
                    em->thread[worker].rows, moment);
    }
}

/* A tile that is being fitted. */
typedef struct {
    const thread_t *thread;
    int n, targets;
} tile_t;

/* natural = M⁻¹ slope, where M is the second derivative at a constant rate. */
static void precondition(latigraph_glm_part_t slope, latigraph_glm_part_t natural, void *data) {
    const tile_t *tile = data;
    const int n = tile->n, width = n + 1;
    double *vector = tile->thread->vector;
    for (int k = 0; k < tile->targets; k++) {
        if (tile->thread->search.done[k]) {
            continue;
        }
        vector[0] = slope.bias[k];
        cblas_dcopy(n, slope.weight + k, tile->targets, vector + 1, 1);
        latigraph_cholesky_solve(width, tile->thread->factor + (size_t)k * width * width, vector,
                                 1);
        natural.bias[k] = vector[0];
        cblas_dcopy(n, vector + 1, 1, natural.weight + k, tile->targets);
    }
}

/* Returns the Fisher weight of a time at the mean rate of a neuron in a state. */
static double mean_fisher(const latigraph_counts_t *counts, const double *importance,
                          const double *y, int targets) {
    double sum = 0, all = 0;
    for (int t = 0; t <= counts->times; t++) {
        const double count = y[(size_t)t * targets];
        if (isfinite(count)) {
            sum += importance[t] * count;
            all += importance[t];
        }
    }
    const double mean = fmax(sum / all, 1e-3), sigmoid = -expm1(-mean);
    return sigmoid * sigmoid / mean;
}

/* Factorises the second derivatives of a tile, and loads its parameters. */
static void load_tile(latigraph_em_t *em, thread_t *thread, int s, int tile, int targets) {
    const latigraph_hmm_t *hmm = em->hmm;
    const int n = hmm->n, width = n + 1, j = tile * GLM_TARGETS;
    const double *moment = em->moment + (size_t)s * width * width;
    for (int k = 0; k < targets; k++) {
        const double scale =
            mean_fisher(em->counts, em->importance + (size_t)s * ((size_t)hmm->times + 1),
                        latigraph_counts_tile(em->counts, tile) + k, targets);
        double *factor = thread->factor + (size_t)k * width * width;
        for (int e = 0; e < width * width; e++) {
            factor[e] = scale * moment[e];
        }
        for (int i = 1; i < width; i++) {
            factor[(size_t)i * width + i] += precision_of(em);
        }
        latigraph_cholesky(width, factor);
        thread->search.done[k] = FALSE;
        thread->search.at.bias[k] = hmm->bias[(size_t)s * n + j + k];
        for (int i = 0; i < n; i++) {
            const size_t pair = (size_t)i * n + j + k;
            thread->search.at.weight[(size_t)i * targets + k] =
                hmm->weight[(size_t)s * n * n + pair];
            thread->centre[(size_t)i * targets + k] = hmm->states > 1 ? hmm->shared[pair] : 0;
        }
    }
}

static void store_tile(latigraph_hmm_t *hmm, const thread_t *thread, int s, int tile, int targets) {
    const int n = hmm->n, j = tile * GLM_TARGETS;
    for (int k = 0; k < targets; k++) {
        hmm->bias[(size_t)s * n + j + k] = thread->search.at.bias[k];
        for (int i = 0; i < n; i++) {
            hmm->weight[(size_t)s * n * n + (size_t)i * n + j + k] =
                thread->search.at.weight[(size_t)i * targets + k];
        }
    }
}

static void regress(int item, int worker, void *data) {
    latigraph_em_t *em = data;
    const int s = item % em->hmm->states, tile = item / em->hmm->states;
    const int targets = latigraph_counts_targets(em->counts, tile);
    thread_t *thread = &em->thread[worker];
    tile_t own = {.thread = thread, .n = em->hmm->n, .targets = targets};
    double penalty[GLM_TARGETS];
    const latigraph_glm_t glm = {.n = em->hmm->n,
                                 .times = em->counts->times + 1,
                                 .targets = targets,
                                 .x = em->counts->h,
                                 .y = latigraph_counts_tile(em->counts, tile),
                                 .penalty = penalty,
                                 .importance =
                                     em->importance + (size_t)s * ((size_t)em->counts->times + 1),
                                 .centre = thread->centre};
    const latigraph_glm_search_t search = {.glm = &glm,
                                           .precondition = precondition,
                                           .data = &own,
                                           .steps = STEPS,
                                           .tolerance = 1e-8,
                                           .cancel = &em->cancel};
    for (int k = 0; k < targets; k++) {
        penalty[k] = precision_of(em);
    }
    load_tile(em, thread, s, tile, targets);
    latigraph_glm_minimise(&search, &thread->search);
    store_tile(em->hmm, thread, s, tile, targets);
}

/* --- Maximisation ----------------------------------------------------------------------------- */

/* Sets the shared network to its best value given those of the states. */
static void update_shared(const latigraph_em_t *em) {
    const latigraph_hmm_t *hmm = em->hmm;
    const size_t pairs = (size_t)hmm->n * hmm->n;
    const double own = hmm->precision, prior = hmm->shared_precision;
    const double factor = hmm->states > 1 ? own / (hmm->states * own + prior) : 1;
    for (size_t k = 0; k < pairs; k++) {
        double sum = 0;
        for (int s = 0; s < hmm->states; s++) {
            sum += hmm->weight[s * pairs + k];
        }
        hmm->shared[k] = factor * sum;
    }
}

static void update_transitions(const latigraph_em_t *em) {
    latigraph_hmm_t *hmm = em->hmm;
    const int states = hmm->states;
    double starts = 0;
    for (int r = 0; r < states; r++) {
        double all = states * PRIOR_COUNT;
        for (int s = 0; s < states; s++) {
            all += em->pairs[r * states + s];
        }
        for (int s = 0; s < states; s++) {
            hmm->transition[r * states + s] = (em->pairs[r * states + s] + PRIOR_COUNT) / all;
        }
    }
    for (int s = 0; s < states; s++) {
        hmm->start[s] = PRIOR_COUNT;
        for (int k = 0; k < em->counts->count; k++) {
            const latigraph_stretch_t *stretch = &em->counts->stretch[k];
            hmm->start[s] +=
                stretch->held_out ? 0 : hmm->posterior[(size_t)stretch->first * states + s];
        }
        starts += hmm->start[s];
    }
    for (int s = 0; s < states; s++) {
        hmm->start[s] /= starts;
    }
}

igraph_error_t latigraph_em_maximise(latigraph_em_t *em, latigraph_hmm_t *hmm) {
    const int tiles = (hmm->n + GLM_TARGETS - 1) / GLM_TARGETS;
    em->hmm = hmm;
    copy_importance(em);
    IGRAPH_CHECK(run(em, hmm->states, sum_moments));
    IGRAPH_CHECK(run(em, hmm->states * tiles, regress));
    update_shared(em);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_em_run(latigraph_em_t *em, latigraph_hmm_t *hmm, int iterations,
                                igraph_vector_t *trace) {
    double before = -INFINITY;
    for (int k = 0; k < iterations; k++) {
        IGRAPH_CHECK(latigraph_em_maximise(em, hmm));
        if (k > 0) { /* the start has no expected transitions */
            update_transitions(em);
        }
        IGRAPH_CHECK(latigraph_em_expect(em, hmm));
        if (trace != NULL) {
            IGRAPH_CHECK(igraph_vector_push_back(trace, hmm->objective));
        }
        if (hmm->objective - before < GAIN * fabs(hmm->objective)) {
            break;
        }
        before = hmm->objective;
    }
    return IGRAPH_SUCCESS;
}

/* --- Variances -------------------------------------------------------------------------------- */

/* Multiplies the importance of some times by the Fisher weights of a neuron, in place. */
static void weigh_fisher(const latigraph_em_t *em, int s, int j, int first, int rows,
                         double *weight) {
    const latigraph_hmm_t *hmm = em->hmm;
    const int n = hmm->n;
    for (int t = 0; t < rows; t++) {
        const double eta =
            hmm->bias[(size_t)s * n + j] + cblas_ddot(n, em->counts->h + (size_t)(first + t) * n, 1,
                                                      hmm->weight + (size_t)s * n * n + j, n);
        const double rate = eta > 30 ? eta : log1p(exp(eta)), sigmoid = 1 / (1 + exp(-eta));
        weight[t] *= eta < -30 ? sigmoid : sigmoid * sigmoid / rate;
    }
}

static void vary(int item, int worker, void *data) {
    latigraph_em_t *em = data;
    const latigraph_hmm_t *hmm = em->hmm;
    const latigraph_counts_t *counts = em->counts;
    const int n = hmm->n, width = n + 1, s = item / n, j = item % n;
    thread_t *thread = &em->thread[worker];
    double *sum = thread->factor, weight[GLM_ROWS];
    memset(sum, 0, (size_t)width * width * sizeof *sum);
    for (int first = 0; first <= counts->times && !latigraph_cancelled(&em->cancel);
         first += GLM_ROWS) {
        const int rows = MIN(GLM_ROWS, counts->times + 1 - first);
        memcpy(weight, em->importance + (size_t)s * ((size_t)counts->times + 1) + first,
               (size_t)rows * sizeof *weight);
        weigh_fisher(em, s, j, first, rows, weight);
        add_moments(counts, first, rows, weight, thread->rows, sum);
    }
    for (int i = 1; i < width; i++) {
        sum[(size_t)i * width + i] += precision_of(em);
    }
    latigraph_cholesky(width, sum);
    latigraph_cholesky_invert(width, sum);
    for (int i = 0; i < n; i++) {
        em->variance[((size_t)s * n + i) * n + j] = sum[((size_t)i + 1) * width + i + 1];
    }
}

igraph_error_t latigraph_em_variances(latigraph_em_t *em, latigraph_hmm_t *hmm, double *variance) {
    em->hmm = hmm;
    em->variance = variance;
    copy_importance(em);
    return run(em, hmm->states * hmm->n, vary);
}
