/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Covariance of the activity of a rate network from its weights, without simulation.
 *
 * The network is x(t) = tanh(h(t)) + noise · ξ(t) with the inputs h(t) = W x(t − 1). Where inputs
 * are Gaussian with variance v, the best linear approximation of tanh has the gain
 * G = E tanh'(h) (Bussgang 1952; statistical linearisation), and tanh(h) − G h has the variance
 * rest = E tanh(h)² − G² v and is uncorrelated with all inputs. So, with M = diag(G) W,
 *
 *     Σ = M Σ Mᵀ + diag(noise² + rest),    v = diag(W Σ Wᵀ).
 *
 * Expectations are sums over 15 points of Gauss and Hermite. Gains depend on Σ and Σ on gains. A
 * sweep computes the right-hand side once and then the gains; it needs two products with the sparse
 * W and shrinks the error by the squared spectral radius of M. Near radius 1 sweeps settle slowly.
 * Then Σ = Σ_k M^k Q (M^k)ᵀ is summed for fixed gains by doubling the number of terms (Smith, SIAM
 * J. Appl. Math. 16:198, 1968), and gains are computed again.
 */
#include "function/rate_covariance.h"

#include "base/cblas.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { POINTS = 8, SWEEPS = 64, ROUNDS = 200, DOUBLINGS = 64 };

/* Largest change over the largest variance that counts as settled: of Σ after a sweep, of the
 * variances of inputs after a round, and of Σ after a doubling. */
static const double SETTLED = 1e-11, SETTLED_ROUND = 1e-10, SETTLED_SUM = 1e-15;

/* Abscissae of the Gauss-Hermite rule of 15 points for N(0, 1) that are not negative, and their
 * weights. Both functions are even, so that the weights of pairs are added. */
static const double POINT[POINTS] = {0.0,
                                     0.799129068324548,
                                     1.6067100690287297,
                                     2.432436827009758,
                                     3.2890824243987664,
                                     4.1962077112690155,
                                     5.190093591304781,
                                     6.363947888829839};
static const double SHARE[POINTS] = {0.31825951825951815,       2 * 0.23246229360973225,
                                     2 * 0.08941779539984437,   2 * 0.017365774492137616,
                                     2 * 0.001567357503549956,  2 * 5.642146405189029e-05,
                                     2 * 5.975419597920599e-07, 2 * 8.589649899633252e-10};

/* One computation. Matrices are (n, n), row by row. */
typedef struct {
    int n, edges;
    int *from, *to;
    double *size; /* (edges) weights that are not 0 */
    double noise; /* its variance */
    gboolean linear;
    double *sigma, *gain;       /* results */
    double *rest;               /* (n) variance that the gain does not explain */
    double *input, *before;     /* (n) variance of the input, and before a round */
    double *step, *half, *next; /* M; scratch; W Σ Wᵀ, or the next terms of the sum */
} study_t;

static void study_destroy(study_t *study) {
    g_free(study->from);
    g_free(study->to);
    g_free(study->size);
    g_free(study->rest);
    g_free(study->input);
    g_free(study->before);
    g_free(study->step);
    g_free(study->half);
    g_free(study->next);
}

static igraph_error_t check_weights(int n, const double *weight, int *edges) {
    *edges = 0;
    for (gsize k = 0; k < (gsize)n * (gsize)n; k++) {
        if (!isfinite(weight[k])) {
            IGRAPH_ERRORF("The weight from neuron %d to neuron %d is %g, but weights must be "
                          "finite.",
                          IGRAPH_EINVAL, (int)(k / (gsize)n) + 1, (int)(k % (gsize)n) + 1,
                          weight[k]);
        }
        *edges += weight[k] != 0;
    }
    return IGRAPH_SUCCESS;
}

static void fill_edges(study_t *study, const double *weight) {
    int e = 0;
    for (int i = 0; i < study->n; i++) {
        for (int j = 0; j < study->n; j++) {
            const double size = weight[(gsize)i * (gsize)study->n + (gsize)j];
            if (size != 0) {
                study->from[e] = i;
                study->to[e] = j;
                study->size[e++] = size;
            }
        }
    }
}

static igraph_error_t study_init(study_t *study, const double *weight) {
    const gsize n = (gsize)study->n, cells = n * n;
    IGRAPH_CHECK(check_weights(study->n, weight, &study->edges));
    study->from = g_try_new0(int, (gsize)study->edges + 1);
    study->to = g_try_new0(int, (gsize)study->edges + 1);
    study->size = g_try_new0(double, (gsize)study->edges + 1);
    study->rest = g_try_new0(double, n + 1);
    study->input = g_try_new0(double, n + 1);
    study->before = g_try_new0(double, n + 1);
    study->step = g_try_new0(double, cells + 1);
    study->half = g_try_new0(double, cells + 1);
    study->next = g_try_new0(double, cells + 1);
    if (study->from == NULL || study->to == NULL || study->size == NULL || study->rest == NULL ||
        study->input == NULL || study->before == NULL || study->step == NULL ||
        study->half == NULL || study->next == NULL) {
        study_destroy(study);
        IGRAPH_ERRORF("The covariance of %d neurons needs %.0f MB of memory, which are not "
                      "available. Use a smaller circuit.",
                      IGRAPH_ENOMEM, study->n, 4e-6 * sizeof(double) * (double)cells);
    }
    fill_edges(study, weight);
    return IGRAPH_SUCCESS;
}

/* --- Gains ------------------------------------------------------------------------------------ */

/* Computes y = W x for matrices x and y. */
static void multiply(const study_t *study, const double *x, double *y) {
    const gsize n = (gsize)study->n;
    memset(y, 0, n * n * sizeof *y);
    for (int e = 0; e < study->edges; e++) {
        cblas_daxpy(study->n, study->size[e], x + (gsize)study->from[e] * n, 1,
                    y + (gsize)study->to[e] * n, 1);
    }
}

static void transpose(int n, double *x) {
    for (gsize i = 0; i < (gsize)n; i++) {
        for (gsize j = 0; j < i; j++) {
            const double entry = x[i * (gsize)n + j];
            x[i * (gsize)n + j] = x[j * (gsize)n + i];
            x[j * (gsize)n + i] = entry;
        }
    }
}

/* Sets `next` to W Σ Wᵀ and `input` to its diagonal. Returns the largest change of the latter over
 * its largest entry. */
static double find_inputs(study_t *study) {
    double change = 0, most = 0;
    multiply(study, study->sigma, study->half);
    transpose(study->n, study->half);
    multiply(study, study->half, study->next);
    for (int i = 0; i < study->n; i++) {
        const double variance = fmax(study->next[(gsize)i * (gsize)(study->n + 1)], 0);
        change = fmax(change, fabs(variance - study->input[i]));
        most = fmax(most, variance);
        study->input[i] = variance;
    }
    return most > 0 ? change / most : 0;
}

static void find_gains(study_t *study) {
    for (int i = 0; i < study->n; i++) {
        const double sd = sqrt(study->input[i]);
        double gain = 0, square = 0;
        for (int k = 0; k < POINTS; k++) {
            const double rate = tanh(sd * POINT[k]);
            gain += SHARE[k] * (1 - rate * rate);
            square += SHARE[k] * rate * rate;
        }
        study->gain[i] = study->linear ? 1 : gain;
        study->rest[i] = study->linear ? 0 : fmax(square - gain * gain * study->input[i], 0);
    }
}

/* Replaces Σ by M Σ Mᵀ + diag(noise² + rest) with the gains of the old Σ. Returns the largest
 * change over the largest variance. */
static double sweep(study_t *study) {
    const gsize n = (gsize)study->n;
    double change = 0, most = 0;
    find_inputs(study);
    find_gains(study);
    for (gsize i = 0; i < n; i++) {
        for (gsize j = 0; j < n; j++) {
            double entry = study->gain[i] * study->gain[j] * study->next[i * n + j];
            entry += i == j ? study->noise + study->rest[i] : 0;
            change = fmax(change, fabs(entry - study->sigma[i * n + j]));
            study->sigma[i * n + j] = entry;
        }
        most = fmax(most, study->sigma[i * n + i]);
    }
    return change / most;
}

/* --- Sums by doubling ------------------------------------------------------------------------- */

/* Begins with M and Σ = diag(noise² + rest). */
static void begin_sum(study_t *study) {
    const gsize n = (gsize)study->n;
    memset(study->step, 0, n * n * sizeof *study->step);
    memset(study->sigma, 0, n * n * sizeof *study->sigma);
    for (int e = 0; e < study->edges; e++) {
        const gsize to = (gsize)study->to[e];
        study->step[to * n + (gsize)study->from[e]] = study->gain[to] * study->size[e];
    }
    for (gsize i = 0; i < n; i++) {
        study->sigma[i * n + i] = study->noise + study->rest[i];
    }
}

/* Adds step Σ stepᵀ to Σ. Returns the largest entry of what was added over the largest variance. */
static double add_terms(study_t *study) {
    const int n = study->n;
    const gsize cells = (gsize)n * (gsize)n;
    double change = 0, most = 0;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, study->step, n, study->sigma,
                n, 0, study->half, n);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, n, 1, study->half, n, study->step, n,
                0, study->next, n);
    for (gsize k = 0; k < cells; k++) {
        study->sigma[k] += study->next[k];
        change = fmax(change, fabs(study->next[k]));
        most = fmax(most, study->sigma[k]);
    }
    return change / most;
}

static void square_step(study_t *study) {
    const int n = study->n;
    double *old = study->step;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, old, n, old, n, 0,
                study->half, n);
    study->step = study->half;
    study->half = old;
}

/* Sums Σ for fixed gains. */
static igraph_error_t sum_terms(study_t *study) {
    begin_sum(study);
    for (int k = 0; k < DOUBLINGS; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        const double change = add_terms(study);
        if (change <= SETTLED_SUM) {
            return IGRAPH_SUCCESS;
        }
        if (!isfinite(change)) {
            break;
        }
        square_step(study);
    }
    IGRAPH_ERROR("The activity of the network grows without limit, so that it has no covariance. "
                 "Scale its weights down by a smaller radius or gain.",
                 IGRAPH_EINVAL);
}

/* Moves the variances of inputs from `before` only a share of the way to the new ones, in
 * logarithms. Neurons without input have 0 in both. */
static void damp_inputs(study_t *study, double share) {
    for (int i = 0; i < study->n; i++) {
        if (study->before[i] > 0 && study->input[i] > 0) {
            study->input[i] = pow(study->before[i], 1 - share) * pow(study->input[i], share);
        }
    }
}

/* Sums Σ and computes gains in turns. Near radius 1 Σ changes much with small changes of gains, so
 * that turns can overshoot. They become smaller if they do. */
static igraph_error_t alternate(study_t *study) {
    double share = 1, last = INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
        memcpy(study->before, study->input, (gsize)study->n * sizeof *study->before);
        IGRAPH_CHECK(sum_terms(study));
        const double change = study->linear ? 0 : find_inputs(study);
        if (change < SETTLED_ROUND) {
            return IGRAPH_SUCCESS;
        }
        share = change > (1 - 0.3 * share) * last ? share / 2 : share;
        last = change;
        damp_inputs(study, share);
        find_gains(study);
    }
    IGRAPH_ERROR("The gains of the neurons do not settle. Scale the weights down by a smaller "
                 "radius or gain.",
                 IGRAPH_EINVAL);
}

static igraph_error_t solve(study_t *study) {
    const gsize n = (gsize)study->n;
    memset(study->sigma, 0, n * n * sizeof *study->sigma);
    for (gsize i = 0; i < n; i++) {
        study->sigma[i * n + i] = study->noise;
        study->gain[i] = 1;
    }
    for (int k = 0; k < SWEEPS && !study->linear; k++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        if (sweep(study) < SETTLED) {
            return IGRAPH_SUCCESS;
        }
    }
    return alternate(study);
}

igraph_error_t latigraph_rate_covariance(int n, const double *weight, double noise,
                                         igraph_bool_t linear, double *covariance, double *gain) {
    study_t study = {
        .n = n, .noise = noise * noise, .linear = linear, .sigma = covariance, .gain = gain};
    IGRAPH_CHECK(study_init(&study, weight));
    IGRAPH_FINALLY(study_destroy, &study);
    IGRAPH_CHECK(n > 0 ? solve(&study) : IGRAPH_SUCCESS);
    for (gsize i = 0; i < (gsize)n; i++) { /* rounding leaves halves that differ by 1e-16 */
        for (gsize j = 0; j < i; j++) {
            covariance[j * (gsize)n + i] = covariance[i * (gsize)n + j];
        }
    }
    study_destroy(&study);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sort_correlations(const igraph_matrix_t *covariance,
                                           igraph_vector_t *size) {
    const igraph_integer_t n = igraph_matrix_nrow(covariance);
    igraph_integer_t k = 0;
    IGRAPH_CHECK(igraph_vector_resize(size, n * (n - 1) / 2));
    for (igraph_integer_t i = 0; i < n; i++) {
        for (igraph_integer_t j = 0; j < i; j++) {
            VECTOR(*size)[k++] = fabs(latigraph_correlation_of(covariance, i, j));
        }
    }
    igraph_vector_sort(size);
    return IGRAPH_SUCCESS;
}

double latigraph_participation_ratio(int n, const double *covariance) {
    const gsize rows = (gsize)n;
    double trace = 0, squares = 0;
    for (gsize k = 0; k < rows * rows; k++) {
        squares += covariance[k] * covariance[k];
    }
    for (gsize i = 0; i < rows; i++) {
        trace += covariance[i * (rows + 1)];
    }
    return trace * trace / squares;
}
