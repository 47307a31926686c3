/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Covariance of activity from wiring: two linear neurons in closed form, the equation of the
 * stationary state with gains by other quadrature, simulation, the graph, the property, refusals.
 */
#include "base/blas_threads.h"
#include "base/compat.h"
#include "base/random.h"
#include "function/rate_covariance.h"
#include "measure_test.h"

#include <latigraph/covariance.h>
#include <latigraph/registry.h>

enum { N = 30 };

#define CIRCUIT(n, edges) circuit_of(n, G_N_ELEMENTS(edges), edges)

/* x_0(t) = a x_0 + b x_1 + ξ, x_1(t) = c x_1 + ξ. */
static void test_two_linear(void) {
    const double a = 0.6, b = 0.5, c = -0.8, noise = 2, weight[] = {a, 0, b, c};
    const double last = noise * noise / (1 - c * c), both = b * c * last / (1 - a * c);
    const double first = (noise * noise + b * b * last + 2 * a * b * both) / (1 - a * a);
    double sigma[4], gain[2];
    CHECK_OK(latigraph_rate_covariance(2, weight, noise, true, sigma, gain));
    CHECK_NEAR(sigma[0], first, 1e-12);
    CHECK_NEAR(sigma[1], both, 1e-12);
    CHECK_NEAR(sigma[2], both, 1e-12);
    CHECK_NEAR(sigma[3], last, 1e-12);
    CHECK_NEAR(gain[0] + gain[1], 2, 0);
    CHECK_NEAR(latigraph_participation_ratio(2, sigma),
               (first + last) * (first + last) / (first * first + last * last + 2 * both * both),
               1e-12);
    /* Small activity is linear, too. */
    CHECK_OK(latigraph_rate_covariance(2, weight, 1e-5, false, sigma, gain));
    CHECK_NEAR(sigma[0] / (first / 4e10), 1, 1e-8);
    CHECK_NEAR(sigma[1] / (both / 4e10), 1, 1e-8);
}

/* Sparse random weights of both signs (N, N), scaled by a factor. */
static void fill_weights(double *weight, double scale, int index) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, (uint64_t)index);
    for (int k = 0; k < N * N; k++) {
        const double size = latigraph_stream_normal(&stream);
        weight[k] = latigraph_stream_uniform(&stream) < 0.2 ? scale * size : 0;
    }
}

/* Returns E f(h), h ~ N(0, v), for f = tanh² by the rule of rectangles, which is exact to 1e-12. */
static double mean_square(double v) {
    double sum = 0;
    for (int k = -4000; k <= 4000; k++) {
        const double z = k / 400.0, rate = tanh(sqrt(v) * z);
        sum += rate * rate * exp(-z * z / 2) / sqrt(2 * M_PI) / 400;
    }
    return sum;
}

/* Off the diagonal Σ equals M Σ Mᵀ; on it, noise² + E tanh². */
static void check_equation(const double *weight, double noise, double tolerance) {
    static double sigma[N * N], gain[N], left[N * N], right[N * N];
    double most = 0;
    CHECK_OK(latigraph_rate_covariance(N, weight, noise, false, sigma, gain));
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) { /* W Σ; weight[k * N + i] is W_ik */
            left[i * N + j] = 0;
            for (int k = 0; k < N; k++) {
                left[i * N + j] += weight[k * N + i] * sigma[k * N + j];
            }
        }
        most = fmax(most, sigma[i * N + i]);
    }
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            right[i * N + j] = 0;
            for (int k = 0; k < N; k++) {
                right[i * N + j] += left[i * N + k] * weight[k * N + j];
            }
            if (i != j) {
                CHECK_NEAR(sigma[i * N + j] / most, gain[i] * gain[j] * right[i * N + j] / most,
                           1e-9);
            }
        }
        CHECK_NEAR(sigma[i * N + i] / most, (noise * noise + mean_square(right[i * N + i])) / most,
                   tolerance);
        CHECK(gain[i] > 0 && gain[i] <= 1 && (right[i * N + i] > 0) == (gain[i] < 1));
    }
}

static void test_equation(void) {
    double weight[N * N];
    fill_weights(weight, 0.3, 0);
    check_equation(weight, 0.5, 1e-4);
    check_equation(weight, 0.01, 1e-9);
    for (int k = 0; k < N; k++) { /* a ring whose sweeps would take thousands */
        for (int l = 0; l < N; l++) {
            weight[k * N + l] = l == (k + 1) % N ? 0.9995 : 0;
        }
    }
    check_equation(weight, 0.003, 1e-6);
    check_equation(weight, 0.03, 1e-4);
}

/* Five neurons for 200,000 steps. */
static void test_simulation(void) {
    enum { SMALL = 5, STEPS = 200000 };
    double own[SMALL * SMALL], sigma[SMALL * SMALL], gain[SMALL];
    double x[SMALL] = {0}, next[SMALL], sum[SMALL * SMALL] = {0}, noise[SMALL];
    latigraph_stream_t stream;
    for (int k = 0; k < SMALL * SMALL; k++) {
        own[k] = 0.35 * (1 + k % 3) * (k % 7 == 2 ? -1 : 1) * (k % 4 != 3);
    }
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    for (int t = 0; t < STEPS; t++) {
        for (int j = 0; j < SMALL; j++) {
            noise[j] = 0.5 * latigraph_stream_normal(&stream);
            next[j] = 0;
            for (int i = 0; i < SMALL; i++) {
                next[j] += 0.4 * own[i * SMALL + j] * x[i];
            }
        }
        for (int j = 0; j < SMALL; j++) {
            x[j] = tanh(next[j]) + noise[j];
        }
        for (int k = 0; k < SMALL * SMALL; k++) {
            sum[k] += x[k / SMALL] * x[k % SMALL];
        }
    }
    for (int k = 0; k < SMALL * SMALL; k++) {
        own[k] *= 0.4;
    }
    CHECK_OK(latigraph_rate_covariance(SMALL, own, 0.5, false, sigma, gain));
    for (int k = 0; k < SMALL * SMALL; k++) {
        CHECK_NEAR(sum[k] / STEPS, sigma[k], 0.005);
    }
}

/* --- Circuits --------------------------------------------------------------------------------- */

/* Three neurons in a cycle; the third one also sends to a fourth, which is inhibitory and sends to
 * the first. */
static latigraph_circuit_t *small(void) {
    const int edges[][2] = {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 0}};
    const char *types[] = {"excitatory", "excitatory", "excitatory", "inhibitory"};
    latigraph_circuit_t *circuit = CIRCUIT(4, edges);
    igraph_strvector_t levels;
    CHECK_OK(igraph_strvector_init(&levels, 4));
    for (int i = 0; i < 4; i++) {
        CHECK_OK(igraph_strvector_set(&levels, i, types[i]));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &levels));
    igraph_strvector_destroy(&levels);
    return circuit;
}

/* The options of reservoirs give the weights; signs make correlations negative. */
static void test_circuit(void) {
    latigraph_circuit_t *circuit = small();
    latigraph_covariance_options_t options;
    latigraph_covariance_t result;
    igraph_t graph;
    CHECK_OK(latigraph_covariance_init(&result));
    latigraph_covariance_options_init(&options);
    options.reservoir.types = "type";
    CHECK_OK(latigraph_covariance(circuit, &options, &result));
    CHECK_NEAR(result.radius, 0.9, 0);
    CHECK_NEAR(igraph_vector_sum(&result.eigenvalues),
               MATRIX(result.covariance, 0, 0) + MATRIX(result.covariance, 1, 1) +
                   MATRIX(result.covariance, 2, 2) + MATRIX(result.covariance, 3, 3),
               1e-10);
    CHECK(VECTOR(result.eigenvalues)[0] > VECTOR(result.eigenvalues)[3]);
    CHECK_OK(latigraph_correlation_graph(circuit, &result.covariance, 1. / 3, &graph));
    CHECK_EQUAL(igraph_ecount(&graph), 2);
    CHECK(!igraph_is_directed(&graph));
    CHECK(strcmp(VAS(&graph, "type", 3), "inhibitory") == 0);
    for (int e = 0; e < 2; e++) {
        const igraph_integer_t i = IGRAPH_FROM(&graph, e), j = IGRAPH_TO(&graph, e);
        const double value =
            MATRIX(result.covariance, i, j) /
            sqrt(MATRIX(result.covariance, i, i) * MATRIX(result.covariance, j, j));
        CHECK_NEAR(EAN(&graph, "weight", e) * EAN(&graph, "sign", e), value, 1e-12);
    }
    igraph_destroy(&graph);
    CHECK_OK(latigraph_correlation_graph(circuit, &result.covariance, 0, &graph));
    CHECK_EQUAL(igraph_ecount(&graph), 0);
    igraph_destroy(&graph);
    CHECK_FAILS(latigraph_correlation_graph(circuit, &result.covariance, 1.5, &graph),
                IGRAPH_EINVAL, "density");
    latigraph_covariance_destroy(&result);
    latigraph_circuit_destroy(circuit);
}

/* Checks the property activity-dimension, which is measured only on request. */
static void check_property(latigraph_circuit_t *circuit, double expected) {
    const latigraph_circuit_list_t list = {.items = &circuit, .size = 1, .capacity = 1};
    latigraph_callback_list_t user;
    igraph_vector_int_t which;
    igraph_matrix_t values;
    CHECK(latigraph_property_find("activity-dimension") == -1);
    CHECK_OK(latigraph_callback_list_copy(&user, NULL));
    CHECK_OK(igraph_vector_int_init(&which, 1));
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(latigraph_property_resolve(&user, "activity-dimension", &VECTOR(which)[0]));
    CHECK_OK(latigraph_properties_only(&list, &user, &which, &values));
    CHECK(isnan(expected) ? isnan(MATRIX(values, 0, 0)) : MATRIX(values, 0, 0) == expected);
    igraph_matrix_destroy(&values);
    igraph_vector_int_destroy(&which);
    latigraph_callback_list_destroy(&user);
}

static void test_property(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    latigraph_circuit_t *circuit = random_circuit(&stream, 40, 0.1);
    latigraph_covariance_t result;
    CHECK_OK(latigraph_covariance_init(&result));
    CHECK_OK(latigraph_covariance(circuit, NULL, &result));
    CHECK(result.dimension > 1 && result.dimension < 40);
    check_property(circuit, result.dimension);
    latigraph_covariance_destroy(&result);
    latigraph_circuit_destroy(circuit);
    const int path[][2] = {{0, 1}, {1, 2}};
    circuit = CIRCUIT(3, path);
    check_property(circuit, NAN); /* no cycle, no spectral radius */
    latigraph_circuit_destroy(circuit);
}

/* The number of threads of BLAS changes no digit. */
static void test_threads(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, 0);
    latigraph_circuit_t *circuit = random_circuit(&stream, 250, 0.05);
    latigraph_covariance_t result[2];
    const int before = latigraph_blas_threads();
    for (int k = 0; k < 2; k++) {
        CHECK_OK(latigraph_covariance_init(&result[k]));
        latigraph_blas_set_threads(k + 1);
        CHECK_OK(latigraph_covariance(circuit, NULL, &result[k]));
    }
    latigraph_blas_set_threads(before);
    CHECK(igraph_matrix_all_e(&result[0].covariance, &result[1].covariance));
    CHECK(igraph_vector_all_e(&result[0].eigenvalues, &result[1].eigenvalues));
    CHECK(igraph_vector_all_e(&result[0].pattern, &result[1].pattern));
    for (int k = 0; k < 2; k++) {
        latigraph_covariance_destroy(&result[k]);
    }
    latigraph_circuit_destroy(circuit);
}

static void test_refusals(void) {
    const int path[][2] = {{0, 1}, {1, 2}};
    latigraph_circuit_t *circuit = small(), *line = CIRCUIT(3, path), *one = circuit_of(1, 0, NULL);
    latigraph_covariance_options_t options;
    latigraph_covariance_t result;
    double weight[4] = {0, NAN, 0.5, 0}, sigma[4], gain[2];
    CHECK_OK(latigraph_covariance_init(&result));
    latigraph_covariance_options_init(&options);
    options.reservoir.radius = 1;
    CHECK_FAILS(latigraph_covariance(circuit, &options, &result), IGRAPH_EINVAL, "smaller radius");
    options.reservoir.radius = NAN;
    options.reservoir.gain = 0.95;
    CHECK_FAILS(latigraph_covariance(circuit, &options, &result), IGRAPH_EINVAL, "smaller gain");
    options.reservoir.gain = 0.5;
    CHECK_OK(latigraph_covariance(circuit, &options, &result));
    CHECK_NEAR(result.radius, 0.5 * 1.2207440846057596, 1e-9); /* the root of x⁴ = x + 1 */
    CHECK_OK(latigraph_covariance(line, &options, &result));
    CHECK_NEAR(result.radius, 0, 0);
    options.reservoir.types = "kind";
    CHECK_FAILS(latigraph_covariance(circuit, &options, &result), IGRAPH_EINVAL, "kind");
    options.noise = 0;
    CHECK_FAILS(latigraph_covariance(circuit, &options, &result), IGRAPH_EINVAL, "noise");
    CHECK_FAILS(latigraph_covariance(line, NULL, &result), IGRAPH_EINVAL, "no cycle");
    CHECK_FAILS(latigraph_covariance(one, NULL, &result), IGRAPH_EINVAL, "two");
    CHECK_FAILS(latigraph_rate_covariance(2, weight, 0.5, false, sigma, gain), IGRAPH_EINVAL,
                "from neuron 1 to neuron 2 is nan");
    weight[1] = 3;
    CHECK_FAILS(latigraph_rate_covariance(2, weight, 0.5, true, sigma, gain), IGRAPH_EINVAL,
                "without limit");
    latigraph_covariance_destroy(&result);
    latigraph_circuit_destroy(one);
    latigraph_circuit_destroy(line);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    test_init();
    test_two_linear();
    test_equation();
    test_simulation();
    test_circuit();
    test_property();
    test_threads();
    test_refusals();
    return 0;
}
