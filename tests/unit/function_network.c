/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The first states of reservoirs against dense matrices and the C library's tanh, spectra with
 * closed forms, and delay lines of several channels. */
#include "base/random.h"
#include "circuit/circuit.h"
#include "function/network.h"
#include "test.h"

#include <glib.h>

enum { N = 12, SEEDS = 3, STEPS = 25, LENGTH = 30, CHANNELS = LATIGRAPH_CHANNELS };

static double weights[N][N]; /* of the edge i → j in [j][i], before it is scaled */
static double signal_values[SEEDS * LENGTH * CHANNELS];

/* Every third neuron is inhibitory; weights are numbers of synapses. */
static latigraph_circuit_t *make_circuit(void) {
    latigraph_circuit_t *circuit;
    latigraph_stream_t stream;
    igraph_strvector_t types;
    int from[N * N], to[N * N], m = 0;
    double weight[N * N];
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(igraph_strvector_init(&types, N));
    for (int i = 0; i < N; i++) {
        CHECK_OK(igraph_strvector_set(&types, i, i % 3 == 0 ? "I" : "E"));
        for (int j = 0; j < N; j++) {
            if (i != j && latigraph_stream_uniform(&stream) < 0.4) {
                from[m] = i;
                to[m] = j;
                weight[m] = 1 + latigraph_stream_integer(&stream, 5);
                weights[j][i] = (i % 3 == 0 ? -1 : 1) * weight[m++];
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "signed", N, m, from, to, weight));
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    igraph_strvector_destroy(&types);
    for (int k = 0; k < SEEDS * LENGTH * CHANNELS; k++) {
        signal_values[k] = latigraph_stream_normal(&stream);
    }
    return circuit;
}

static latigraph_reservoir_options_t options_of(void) {
    latigraph_reservoir_options_t options;
    latigraph_reservoir_options_init(&options);
    options.weights = LATIGRAPH_RESERVOIR_COUNT;
    options.types = "type";
    options.inhibitory = "I";
    options.leak_rate = 0.6;
    options.input_scale = 0.7;
    options.bias = 0.3;
    options.seeds = SEEDS;
    return options;
}

/* x of one neuron after a step of seed s from the states `before`. */
static double next_state(const latigraph_network_t *network, int s, int j, double gain,
                         double biases, const double *u, const double *before) {
    double drive = biases * network->bias[j * SEEDS + s];
    for (int i = 0; i < N; i++) {
        drive += gain * weights[j][i] * before[i];
    }
    for (int c = 0; c < CHANNELS; c++) {
        drive += network->input[(j * CHANNELS + c) * SEEDS + s] * u[c];
    }
    return 0.4 * before[j] + 0.6 * tanh(drive);
}

static void check_states(const latigraph_network_t *network, const double *gain) {
    double *state = g_new(double, SEEDS *STEPS *N), *work = g_new(double, 2 * N * SEEDS);
    double largest = 0;
    latigraph_network_drive(network, STEPS, LENGTH, CHANNELS, signal_values, state, work);
    for (int s = 0; s < SEEDS; s++) {
        double before[N] = {0}, after[N];
        for (int t = 0; t < STEPS; t++) {
            const double *u = signal_values + (s * LENGTH + t) * CHANNELS;
            for (int j = 0; j < N; j++) {
                after[j] = next_state(network, s, j, gain[s], 1, u, before);
                CHECK_NEAR(state[(s * STEPS + t) * N + j], after[j], 1e-12);
                largest = fmax(largest, fabs(after[j]));
            }
            memcpy(before, after, sizeof before);
        }
    }
    CHECK(largest > 0.8); /* tanh bends */
    g_free(state);
    g_free(work);
}

/* Steps from states of one's own, two columns side by side. */
static void check_step(const latigraph_network_t *network, const double *gain) {
    double x[N * 2], work[N * 2], u[CHANNELS * 2], before[2][N], input[2][CHANNELS];
    for (int s = 0; s < SEEDS; s++) {
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < N; i++) {
                x[2 * i + k] = before[k][i] = signal_values[i + 40 * k] / 3;
            }
            for (int c = 0; c < CHANNELS; c++) {
                u[2 * c + k] = input[k][c] = signal_values[20 + c + 7 * k];
            }
        }
        latigraph_network_step(network, s, 2, CHANNELS, 0.5, u, x, work);
        for (int k = 0; k < 2; k++) {
            for (int j = 0; j < N; j++) {
                CHECK_NEAR(x[2 * j + k],
                           next_state(network, s, j, gain[s], 0.5, input[k], before[k]), 1e-12);
            }
        }
    }
}

static void check_dynamics(void) {
    latigraph_circuit_t *circuit = make_circuit();
    latigraph_network_t network;
    const latigraph_reservoir_options_t options = options_of();
    const double gain[SEEDS] = {0.1, 0.2, -0.05};
    CHECK_OK(latigraph_network_init(&network, circuit, &options));
    REQUIRE(network.n == N && network.m == circuit->m && network.seeds == SEEDS);
    for (int s = 0; s < SEEDS; s++) {
        latigraph_network_scale(&network, s, gain[s]);
    }
    check_states(&network, gain);
    check_step(&network, gain);
    latigraph_network_destroy(&network);
    latigraph_circuit_destroy(circuit);
}

/* Inputs and biases are uniform about 0 within their scale, differ between neurons, channels and
 * seeds, and do not depend on how many neurons there are. */
static void check_inputs(void) {
    enum { MANY = 400, COUNT = MANY * CHANNELS * SEEDS };
    latigraph_circuit_t *few, *many;
    latigraph_network_t small, large;
    latigraph_reservoir_options_t options = options_of();
    double mean = 0, squares = 0, largest = 0;
    options.types = NULL;
    CHECK_OK(latigraph_circuit_create(&few, "few", N, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_create(&many, "many", MANY, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_network_init(&small, few, &options));
    CHECK_OK(latigraph_network_init(&large, many, &options));
    CHECK(memcmp(small.input, large.input, sizeof(double) * N * CHANNELS * SEEDS) == 0);
    CHECK(memcmp(small.bias, large.bias, sizeof(double) * N * SEEDS) == 0);
    for (int k = 0; k < COUNT; k++) {
        mean += large.input[k] / COUNT;
        squares += large.input[k] * large.input[k] / COUNT;
        largest = fmax(largest, fabs(large.input[k]));
        CHECK(k == 0 || large.input[k] != large.input[k - 1]);
    }
    CHECK_NEAR(mean, 0, 5 * 0.7 / sqrt(3. * COUNT));
    CHECK_NEAR(squares, 0.7 * 0.7 / 3, 0.02);
    CHECK(largest <= 0.7 && largest > 0.69);
    latigraph_network_destroy(&small);
    latigraph_network_destroy(&large);
    latigraph_circuit_destroy(few);
    latigraph_circuit_destroy(many);
}

/* --- Spectra ----------------------------------------------------------------- */

static double radius_of(int n, int m, const int *from, const int *to, const double *weight) {
    latigraph_circuit_t *circuit;
    latigraph_network_t network;
    latigraph_reservoir_options_t options = options_of();
    double *work = g_new(double, latigraph_radius_work_size(n));
    options.types = NULL;
    CHECK_OK(latigraph_circuit_create(&circuit, "spectrum", n, m, from, to, weight));
    CHECK_OK(latigraph_network_init(&network, circuit, &options));
    const double radius = latigraph_network_radius(&network, 1, work);
    latigraph_network_destroy(&network);
    latigraph_circuit_destroy(circuit);
    g_free(work);
    return radius;
}

/* A ring of weights w has |λ|ⁿ = Π w for every eigenvalue, all pairs have n − 1, a path has 0. */
static void check_spectra(void) {
    for (int n = 2; n <= 30; n += 7) {
        int from[900], to[900], m = 0;
        double weight[900], log_product = 0;
        for (int i = 0; i < n; i++) {
            from[i] = i;
            to[i] = (i + 1) % n;
            weight[i] = 1 + i % 4;
            log_product += log(weight[i]);
        }
        CHECK_NEAR(radius_of(n, n, from, to, weight), exp(log_product / n), 1e-11);
        CHECK_NEAR(radius_of(n, n - 1, from, to, weight), 0, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    from[m] = i;
                    to[m++] = j;
                }
            }
        }
        CHECK_NEAR(radius_of(n, m, from, to, NULL), n - 1, 1e-11);
    }
}

/* --- Delay lines ------------------------------------------------------------- */

/* Neuron i of a line of C channels holds channel i mod C as it was i / C steps ago; 0 before the
 * first step. */
static void check_delay_line(int n, int channels) {
    latigraph_network_t network;
    double *state = g_new(double, SEEDS *STEPS *n), *work = g_new(double, 2 * n * SEEDS);
    CHECK_OK(latigraph_network_delay_line(&network, n, channels, SEEDS));
    latigraph_network_drive(&network, STEPS, LENGTH, channels, signal_values, state, work);
    for (int s = 0; s < SEEDS; s++) {
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < n; i++) {
                const int then = t - i / channels, channel = i % channels;
                const double expected =
                    then < 0 ? 0 : signal_values[(s * LENGTH + then) * channels + channel];
                CHECK_NEAR(state[(s * STEPS + t) * n + i], expected, 0);
            }
        }
    }
    latigraph_network_destroy(&network);
    g_free(state);
    g_free(work);
}

int main(void) {
    test_init();
    check_dynamics();
    check_inputs();
    check_spectra();
    for (int channels = 1; channels <= CHANNELS; channels++) {
        check_delay_line(10, channels);
        check_delay_line(channels, channels);
        check_delay_line(1, channels);
    }
    return 0;
}
