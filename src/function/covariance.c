/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Covariance of the activity of a circuit from its wiring: options, checks, and what follows from
 * the covariance. The mathematics is in rate_covariance.c; the weights are those of a reservoir.
 *
 * Gains assume that activity has the mean 0. From spectral radius 1 on the state 0 is unstable and
 * activity settles elsewhere: a simulated worm at radius 1.5 has 7 dimensions where this
 * computation finds 207. Such networks are therefore refused instead of answered.
 */
#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "circuit/circuit.h"
#include "circuit/to_graph.h"
#include "function/initial.h"
#include "function/rate_covariance.h"

#include <latigraph/covariance.h>

#include <math.h>
#include <string.h>

/**
 * \function latigraph_covariance_options_init
 * \brief Default options of the covariance of activity.
 *
 * \param options Gets the options of \ref latigraph_reservoir_options_init() (equal weights without
 *    signs, spectral radius 0.9), noise of SD 0.5, and gains below 1.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_covariance()
 *
 * Example: weights are numbers of synapses, with half of the radius.
 * \verbatim
 *    latigraph_covariance_options_t options;
 *    latigraph_covariance_options_init(&options);
 *    options.reservoir.weights = LATIGRAPH_RESERVOIR_COUNT;
 *    options.reservoir.radius = 0.45;
 * \endverbatim
 */
void latigraph_covariance_options_init(latigraph_covariance_options_t *options) {
    *options = (latigraph_covariance_options_t){.noise = 0.5};
    latigraph_reservoir_options_init(&options->reservoir);
}

/**
 * \function latigraph_covariance_init
 * \brief Initialises an empty result of \ref latigraph_covariance().
 *
 * \param result The struct; free it with \ref latigraph_covariance_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_covariance()
 *
 * Example: the life of a result.
 * \verbatim
 *    latigraph_covariance_t result;
 *    latigraph_covariance_init(&result);
 *    latigraph_covariance(circuit, NULL, &result);
 *    latigraph_covariance_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_covariance_init(latigraph_covariance_t *result) {
    result->dimension = result->radius = result->connected = result->unconnected = IGRAPH_NAN;
    IGRAPH_MATRIX_INIT_FINALLY(&result->covariance, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&result->gain, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&result->eigenvalues, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&result->pattern, 0);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_covariance_destroy
 * \brief Frees a result that \ref latigraph_covariance_init() initialised.
 *
 * \param result The result.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *    latigraph_covariance_t result;
 *    latigraph_covariance_init(&result);
 *    latigraph_covariance_destroy(&result);
 * \endverbatim
 */
void latigraph_covariance_destroy(latigraph_covariance_t *result) {
    igraph_matrix_destroy(&result->covariance);
    igraph_vector_destroy(&result->gain);
    igraph_vector_destroy(&result->eigenvalues);
    igraph_vector_destroy(&result->pattern);
}

/* --- Checks ----------------------------------------------------------------------------------- */

static igraph_error_t check_options(const latigraph_circuit_t *circuit,
                                    const latigraph_covariance_options_t *options) {
    const latigraph_reservoir_options_t *reservoir = &options->reservoir;
    if (circuit->n < 2) {
        IGRAPH_ERRORF("Circuit \"%s\" has %d neurons, but a covariance needs two.", IGRAPH_EINVAL,
                      circuit->name, circuit->n);
    }
    if (!(options->noise >= 1e-6 && options->noise <= 1000)) {
        IGRAPH_ERRORF("The SD of the noise is %g, but must be from 1e-06 to 1000: without noise "
                      "there is no activity.",
                      IGRAPH_EINVAL, options->noise);
    }
    if (reservoir->radius < 0 || (isnan(reservoir->radius) && !(reservoir->gain >= 0))) {
        IGRAPH_ERRORF("The %s of the weights is %g, but must not be negative.", IGRAPH_EINVAL,
                      isnan(reservoir->radius) ? "gain" : "spectral radius",
                      isnan(reservoir->radius) ? reservoir->gain : reservoir->radius);
    }
    if (reservoir->types != NULL && reservoir->inhibitory == NULL) {
        IGRAPH_ERRORF("Column \"%s\" determines the signs, but no inhibitory types are named. Set "
                      "\"inhibitory\" to the types of inhibitory neurons.",
                      IGRAPH_EINVAL, reservoir->types);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_radius(const char *name, double radius, igraph_bool_t by_gain) {
    if (radius < 1) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_ERRORF("Circuit \"%s\" would have spectral radius %g. From 1 on its activity is not "
                  "around 0, where gains are computed, so that the covariance would be wrong. "
                  "Choose a smaller %s%s.",
                  IGRAPH_EINVAL, name, radius, by_gain ? "gain, or a radius" : "radius",
                  by_gain ? " below 1" : ", such as 0.9");
}

/* Makes W. Entry (j, i) is the weight of the edge i → j. */
static igraph_error_t make_weights(const latigraph_circuit_t *circuit,
                                   const latigraph_reservoir_options_t *reservoir,
                                   igraph_matrix_t *weight, double *radius) {
    const igraph_bool_t by_gain = isnan(reservoir->radius);
    latigraph_reservoir_options_t single = *reservoir;
    single.seeds = 1;
    if (!by_gain) {
        IGRAPH_CHECK(check_radius(circuit->name, reservoir->radius, false));
    }
    IGRAPH_CHECK(latigraph_reservoir_weights(circuit, &single, 0, weight));
    *radius = reservoir->radius;
    if (by_gain) {
        IGRAPH_CHECK(latigraph_weights_radius(weight, radius));
    }
    return check_radius(circuit->name, *radius, by_gain);
}

/* Computes Σ, gains, the radius and the dimension. `weight`, which is initialised, gets W. */
static igraph_error_t find_activity(const latigraph_circuit_t *circuit,
                                    const latigraph_covariance_options_t *options,
                                    igraph_matrix_t *weight, latigraph_covariance_t *result) {
    IGRAPH_CHECK(check_options(circuit, options));
    IGRAPH_CHECK(make_weights(circuit, &options->reservoir, weight, &result->radius));
    IGRAPH_CHECK(igraph_matrix_resize(&result->covariance, circuit->n, circuit->n));
    IGRAPH_CHECK(igraph_vector_resize(&result->gain, circuit->n));
    latigraph_blas_begin();
    const igraph_error_t code = latigraph_rate_covariance(
        circuit->n, &MATRIX(*weight, 0, 0), options->noise, options->linear,
        &MATRIX(result->covariance, 0, 0), VECTOR(result->gain));
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    result->dimension =
        latigraph_participation_ratio(circuit->n, &MATRIX(result->covariance, 0, 0));
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_activity_dimension(const latigraph_circuit_t *circuit,
                                            const latigraph_covariance_options_t *options,
                                            double *dimension) {
    latigraph_covariance_t result;
    igraph_matrix_t weight;
    IGRAPH_CHECK(latigraph_covariance_init(&result));
    IGRAPH_FINALLY(latigraph_covariance_destroy, &result);
    IGRAPH_MATRIX_INIT_FINALLY(&weight, 0, 0);
    IGRAPH_CHECK(find_activity(circuit, options, &weight, &result));
    *dimension = result.dimension;
    igraph_matrix_destroy(&weight);
    latigraph_covariance_destroy(&result);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- What follows from the covariance --------------------------------------------------------- */

/* Computes the eigenvalues of Σ and the first eigenvector. */
static igraph_error_t decompose(latigraph_covariance_t *result) {
    const igraph_integer_t n = igraph_matrix_nrow(&result->covariance);
    const gsize cells = (gsize)n * (gsize)n;
    double *vectors, *values, *work, sum = 0;
    LATIGRAPH_ALLOCATE(vectors, cells);
    LATIGRAPH_ALLOCATE(values, n);
    LATIGRAPH_ALLOCATE(work, 3 * n);
    memcpy(vectors, &MATRIX(result->covariance, 0, 0), cells * sizeof *vectors);
    latigraph_blas_begin();
    const int failed = latigraph_eigen((int)n, vectors, values, work);
    latigraph_blas_end();
    if (failed != 0) {
        IGRAPH_ERROR("The eigenvalues of the covariance were not found.", IGRAPH_FAILURE);
    }
    const double *first = vectors + (gsize)(n - 1) * (gsize)n;
    for (igraph_integer_t i = 0; i < n; i++) {
        sum += first[i];
    }
    IGRAPH_CHECK(igraph_vector_resize(&result->eigenvalues, n));
    IGRAPH_CHECK(igraph_vector_resize(&result->pattern, n));
    for (igraph_integer_t i = 0; i < n; i++) {
        VECTOR(result->eigenvalues)[i] = values[n - 1 - i];
        VECTOR(result->pattern)[i] = sum < 0 ? -first[i] : first[i];
    }
    g_free(work);
    g_free(values);
    g_free(vectors);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Computes the mean correlation of pairs with and without an edge of weight. */
static void average(const igraph_matrix_t *weight, latigraph_covariance_t *result) {
    const igraph_integer_t n = igraph_matrix_nrow(weight);
    double sum[2] = {0, 0}, count[2] = {0, 0};
    for (igraph_integer_t i = 0; i < n; i++) {
        for (igraph_integer_t j = 0; j < i; j++) {
            const int linked = MATRIX(*weight, i, j) != 0 || MATRIX(*weight, j, i) != 0;
            sum[linked] += latigraph_correlation_of(&result->covariance, i, j);
            count[linked]++;
        }
    }
    result->unconnected = count[0] > 0 ? sum[0] / count[0] : IGRAPH_NAN;
    result->connected = count[1] > 0 ? sum[1] / count[1] : IGRAPH_NAN;
}

/**
 * \function latigraph_covariance
 * \brief Computes the covariance of the activity of a circuit from its wiring.
 *
 * The circuit is the network x(t) = tanh(W x(t − 1)) + noise ξ(t). Where inputs h = W x are
 * Gaussian, the best linear form of tanh has the gain G = E tanh'(h), so that
 *
 *     Σ = M Σ Mᵀ + diag(noise² + rest),   M = diag(G) W
 *
 * where rest = E tanh(h)² − G² v is the variance that the gain leaves, and v = diag(W Σ Wᵀ) the
 * variance of the inputs. Σ and G are computed in turns until they settle.
 *
 * </para><para>
 * Sources: statistical linearisation, Bussgang, MIT Res. Lab. Electron. Tech. Rep. 216 (1952);
 * doubling, Smith, SIAM J. Appl. Math. 16:198 (1968).
 *
 * \param circuit The circuit, n ≥ 2 neurons.
 * \param options The options; NULL means the defaults. Sampled weights are the first draw.
 * \param result Struct that was initialised with \ref latigraph_covariance_init(). Its contents are
 *    replaced.
 * \return Error code: \c IGRAPH_EINVAL if the spectral radius of W is 1 or more, where activity is
 *    not around 0; if a circuit without cycles is to be scaled to a radius; if an option is out of
 *    range or the column of types is missing; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(n³), for the eigenvalues, and O(n m) for each of some tens of steps.
 *
 * \sa \ref latigraph_correlation_graph(); \ref latigraph_property_resolve() for the property
 *    "activity-dimension", which is \c dimension with the default options
 *
 * Example: the dimension of the activity of a circuit.
 * \verbatim
 *    latigraph_covariance_t result;
 *    latigraph_covariance_init(&result);
 *    latigraph_covariance(circuit, NULL, &result);
 *    printf("%g of %g\n", result.dimension, (double)latigraph_circuit_vcount(circuit));
 *    latigraph_covariance_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_covariance(const latigraph_circuit_t *circuit,
                                    const latigraph_covariance_options_t *options,
                                    latigraph_covariance_t *result) {
    latigraph_covariance_options_t defaults;
    igraph_matrix_t weight;
    if (options == NULL) {
        latigraph_covariance_options_init(&defaults);
        options = &defaults;
    }
    IGRAPH_MATRIX_INIT_FINALLY(&weight, 0, 0);
    IGRAPH_CHECK(find_activity(circuit, options, &weight, result));
    average(&weight, result);
    igraph_matrix_destroy(&weight);
    IGRAPH_FINALLY_CLEAN(1);
    return decompose(result);
}

/* --- Correlations as a graph ------------------------------------------------------------------ */

/* Makes an undirected graph of the neurons, which the caller destroys. */
static igraph_error_t make_vertices(const latigraph_circuit_t *circuit, igraph_t *graph) {
    igraph_t wiring;
    IGRAPH_CHECK(latigraph_circuit_to_graph(circuit, &wiring));
    IGRAPH_FINALLY(igraph_destroy, &wiring);
    IGRAPH_CHECK(latigraph_copy_vertices(graph, &wiring, false));
    igraph_destroy(&wiring);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Finds the size of correlation from which on pairs become edges, and how many pairs of exactly
 * this size do. */
static igraph_error_t find_cut(const igraph_matrix_t *covariance, double density, double *cut,
                               igraph_integer_t *ties) {
    const igraph_integer_t n = igraph_matrix_nrow(covariance), pairs = n * (n - 1) / 2;
    const igraph_integer_t kept = (igraph_integer_t)floor(density * (double)pairs + 0.5);
    igraph_vector_t size;
    *cut = IGRAPH_INFINITY;
    *ties = 0;
    IGRAPH_VECTOR_INIT_FINALLY(&size, 0);
    IGRAPH_CHECK(latigraph_sort_correlations(covariance, &size));
    if (kept > 0) {
        *cut = VECTOR(size)[pairs - kept];
        for (igraph_integer_t k = pairs - kept; k < pairs && VECTOR(size)[k] == *cut; k++) {
            ++*ties;
        }
    }
    igraph_vector_destroy(&size);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_pairs(const igraph_matrix_t *covariance, double cut,
                                 igraph_integer_t ties, igraph_vector_int_t *ends,
                                 igraph_vector_t *weight, igraph_vector_t *sign) {
    const igraph_integer_t n = igraph_matrix_nrow(covariance);
    for (igraph_integer_t i = 0; i < n; i++) {
        for (igraph_integer_t j = i + 1; j < n; j++) {
            const double value = latigraph_correlation_of(covariance, j, i), size = fabs(value);
            if (size == 0 || size < cut || (size == cut && ties-- <= 0)) {
                continue;
            }
            IGRAPH_CHECK(igraph_vector_int_push_back(ends, i));
            IGRAPH_CHECK(igraph_vector_int_push_back(ends, j));
            IGRAPH_CHECK(igraph_vector_push_back(weight, size));
            IGRAPH_CHECK(igraph_vector_push_back(sign, value < 0 ? -1 : 1));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_pairs(const igraph_matrix_t *covariance, double cut,
                                igraph_integer_t ties, igraph_t *graph) {
    igraph_vector_int_t ends;
    igraph_vector_t weight, sign;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&weight, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&sign, 0);
    IGRAPH_CHECK(list_pairs(covariance, cut, ties, &ends, &weight, &sign));
    IGRAPH_CHECK(igraph_add_edges(graph, &ends, NULL));
    if (igraph_has_attribute_table() && igraph_ecount(graph) > 0) {
        IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, "weight", &weight));
        IGRAPH_CHECK(igraph_cattribute_EAN_setv(graph, "sign", &sign));
    }
    igraph_vector_destroy(&sign);
    igraph_vector_destroy(&weight);
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_correlation_graph
 * \brief Makes the graph of the strongest correlations, with the vertices of the circuit.
 *
 * \param circuit The circuit, whose vertices the graph has, with all their attributes.
 * \param covariance A covariance of its neurons, (n, n), with variances above 0.
 * \param density Share of the pairs of neurons that become edges, from 0 to 1: those of the largest
 *    absolute correlation. Pairs whose correlation is exactly 0 get no edge.
 * \param graph Uninitialised; gets an undirected graph whose edge attributes \c weight and \c sign
 *    hold the absolute correlation and its sign, 1 or −1. Destroy it with igraph_destroy().
 * \return Error code: \c IGRAPH_EINVAL if the matrix has another shape, a variance is not above 0,
 *    or the density is out of range; \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(n² log n).
 *
 * \sa \ref latigraph_covariance(); \ref latigraph_network_from_activity() for recordings
 *
 * Example: the strongest tenth of the correlations that the wiring gives rise to.
 * \verbatim
 *    latigraph_covariance_t result;
 *    igraph_t graph;
 *    latigraph_covariance_init(&result);
 *    latigraph_covariance(circuit, NULL, &result);
 *    latigraph_correlation_graph(circuit, &result.covariance, 0.1, &graph);
 *    igraph_destroy(&graph);
 *    latigraph_covariance_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_correlation_graph(const latigraph_circuit_t *circuit,
                                           const igraph_matrix_t *covariance, igraph_real_t density,
                                           igraph_t *graph) {
    double cut;
    igraph_integer_t ties;
    if (igraph_matrix_nrow(covariance) != circuit->n ||
        igraph_matrix_ncol(covariance) != circuit->n) {
        IGRAPH_ERRORF("The covariance has %" IGRAPH_PRId " rows and %" IGRAPH_PRId
                      " columns, but circuit \"%s\" has %d neurons.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(covariance), igraph_matrix_ncol(covariance),
                      circuit->name, circuit->n);
    }
    if (!(density >= 0 && density <= 1)) {
        IGRAPH_ERRORF("The density of the correlation graph is %g, but must be from 0 to 1.",
                      IGRAPH_EINVAL, density);
    }
    for (int i = 0; i < circuit->n; i++) {
        if (!(MATRIX(*covariance, i, i) > 0)) {
            IGRAPH_ERRORF("The variance of neuron \"%s\" is %g, but must be above 0.",
                          IGRAPH_EINVAL, circuit->neuron[i], MATRIX(*covariance, i, i));
        }
    }
    IGRAPH_CHECK(find_cut(covariance, density, &cut, &ties));
    IGRAPH_CHECK(make_vertices(circuit, graph));
    IGRAPH_FINALLY(igraph_destroy, graph);
    IGRAPH_CHECK(add_pairs(covariance, cut, ties, graph));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
