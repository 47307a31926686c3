/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A circuit as an echo-state network: weights, signs, scaling, and dynamics (network.h).
 *
 * The S networks of a circuit differ by their random numbers and run side by side. Their weights
 * lie next to each other, so that one pass over the edges serves all of them with vector
 * instructions. Input weights are drawn neuron by neuron. A neuron's weights then do not depend on
 * the size of its circuit. */

#include "function/network.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "function/respond.h"

#include <math.h>
#include <string.h>

enum { CHANNELS = LATIGRAPH_CHANNELS };

/* --- Weights --------------------------------------------------------------- */

/* Returns whether a level occurs in a comma-separated list, whose items may have spaces around. */
static gboolean is_listed(const char *level, const char *list) {
    const size_t wanted = strlen(level);
    while (*list != '\0') {
        const char *end = list + strcspn(list, ","), *next = *end == ',' ? end + 1 : end;
        while (list < end && g_ascii_isspace(*list)) {
            list++;
        }
        while (list < end && g_ascii_isspace(end[-1])) {
            end--;
        }
        if ((size_t)(end - list) == wanted && strncmp(list, level, wanted) == 0) {
            return TRUE;
        }
        list = next;
    }
    return FALSE;
}

igraph_error_t latigraph_network_signs(const latigraph_circuit_t *circuit,
                                       const latigraph_reservoir_options_t *options, double *sign) {
    const latigraph_column_t *column = NULL;
    for (int i = 0; i < circuit->n; i++) {
        sign[i] = 1;
    }
    if (options->types == NULL) {
        return IGRAPH_SUCCESS;
    }
    column = latigraph_circuit_column(circuit, options->types);
    if (column == NULL || column->kind != LATIGRAPH_COLUMN_CATEGORICAL) {
        IGRAPH_ERRORF(
            "Circuit \"%s\" has no column \"%s\" of types, which determines the signs of the "
            "weights. Name a categorical column of the node data.",
            IGRAPH_EINVAL, circuit->name, options->types);
    }
    for (int i = 0; i < circuit->n; i++) {
        if (column->level[i] >= 0 &&
            is_listed(VECTOR(column->levels)[column->level[i]], options->inhibitory)) {
            sign[i] = -1;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Fills the weights. Sampled weights have ln w ~ N(0, 1): synapses have an SD of ln w near 1 (Song,
 * Sjöström, Reigl, Nelson, Chklovskii, PLoS Biol. 3:e68, 2005). */
static void fill_weights(latigraph_network_t *network, const latigraph_circuit_t *circuit,
                         const latigraph_reservoir_options_t *options, const double *sign) {
    for (int s = 0; s < network->seeds; s++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, options->seed, LATIGRAPH_STREAM_SYNAPSES, (uint64_t)s);
        for (int e = 0; e < network->m; e++) {
            const double size =
                options->weights == LATIGRAPH_RESERVOIR_SAMPLED
                    ? exp(latigraph_stream_normal(&stream))
                : options->weights == LATIGRAPH_RESERVOIR_COUNT && circuit->weight != NULL
                    ? circuit->weight[e]
                    : 1;
            network->weight[(gsize)e * (gsize)network->seeds + (gsize)s] =
                sign[network->from[e]] * size;
        }
    }
}

/* Fills input weights and biases neuron by neuron, so that they do not depend on the number of
 * neurons. */
static void fill_inputs(latigraph_network_t *network,
                        const latigraph_reservoir_options_t *options) {
    const int seeds = network->seeds;
    for (int s = 0; s < seeds; s++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, options->seed, LATIGRAPH_STREAM_RESERVOIR, (uint64_t)s);
        for (int i = 0; i < network->n; i++) {
            for (int c = 0; c < CHANNELS; c++) {
                network->input[((gsize)i * CHANNELS + (gsize)c) * (gsize)seeds + (gsize)s] =
                    options->input_scale * (2 * latigraph_stream_uniform(&stream) - 1);
            }
            network->bias[(gsize)i * (gsize)seeds + (gsize)s] =
                options->bias * (2 * latigraph_stream_uniform(&stream) - 1);
        }
    }
}

static void fill_edges(latigraph_network_t *network, const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            network->from[e] = i;
            network->to[e] = circuit->out_to[e];
        }
    }
}

void latigraph_network_destroy(latigraph_network_t *network) {
    g_free(network->from);
    g_free(network->to);
    g_free(network->weight);
    g_free(network->input);
    g_free(network->bias);
    *network = (latigraph_network_t){0};
}

/* Allocates arrays of zeros. The caller finds the network on the FINALLY stack. */
static igraph_error_t allocate(latigraph_network_t *network, int n, int m, int seeds) {
    const gsize rows = (gsize)n, edges = (gsize)m, columns = (gsize)seeds;
    *network = (latigraph_network_t){.n = n,
                                     .m = m,
                                     .seeds = seeds,
                                     .from = g_try_new0(int, edges + 1),
                                     .to = g_try_new0(int, edges + 1),
                                     .weight = g_try_new0(double, edges *columns + 1),
                                     .input = g_try_new0(double, rows *CHANNELS *columns + 1),
                                     .bias = g_try_new0(double, rows *columns + 1),
                                     .leak_rate = 1,
                                     .defined = TRUE};
    IGRAPH_FINALLY(latigraph_network_destroy, network);
    if (network->from == NULL || network->to == NULL || network->weight == NULL ||
        network->input == NULL || network->bias == NULL) {
        IGRAPH_ERRORF("Not enough memory for a reservoir of %d neurons.", IGRAPH_ENOMEM, n);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_network_delay_line(latigraph_network_t *network, int n, int channels,
                                            int seeds) {
    IGRAPH_CHECK(allocate(network, n, MAX(n - channels, 0), seeds));
    network->linear = TRUE;
    for (int e = 0; e < network->m; e++) {
        network->from[e] = e;
        network->to[e] = e + channels;
    }
    for (gsize k = 0; k < (gsize)network->m * (gsize)seeds; k++) {
        network->weight[k] = 1;
    }
    for (int c = 0; c < MIN(channels, n); c++) {
        for (int s = 0; s < seeds; s++) {
            network->input[(c * CHANNELS + c) * seeds + s] = 1;
        }
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_network_init(latigraph_network_t *network,
                                      const latigraph_circuit_t *circuit,
                                      const latigraph_reservoir_options_t *options) {
    double *sign;
    IGRAPH_CHECK(allocate(network, circuit->n, circuit->m, (int)options->seeds));
    network->leak_rate = options->leak_rate;
    LATIGRAPH_ALLOCATE(sign, circuit->n);
    IGRAPH_CHECK(latigraph_network_signs(circuit, options, sign));
    fill_edges(network, circuit);
    fill_weights(network, circuit, options, sign);
    fill_inputs(network, options);
    g_free(sign);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_network_scale(latigraph_network_t *network, int seed, double factor) {
    for (int e = 0; e < network->m; e++) {
        network->weight[(gsize)e * (gsize)network->seeds + (gsize)seed] *= factor;
    }
}

/* --- Spectral radius -------------------------------------------------------- */

size_t latigraph_radius_work_size(int n) {
    return (size_t)n * (size_t)n + latigraph_spectral_radius_work_size(n);
}

/* LAPACK first isolates rows and columns of single eigenvalues, so a circuit without cycles has
 * exactly 0. */
double latigraph_network_radius(const latigraph_network_t *network, int seed, double *work) {
    const int n = network->n;
    const size_t cells = (size_t)n * (size_t)n;
    double *a = work;
    memset(a, 0, cells * sizeof *a);
    for (int e = 0; e < network->m; e++) {
        a[(size_t)network->to[e] * (size_t)n + (size_t)network->from[e]] =
            network->weight[(size_t)e * (size_t)network->seeds + (size_t)seed];
    }
    latigraph_blas_begin();
    const double radius = n > 0 ? latigraph_spectral_radius(n, a, a + cells) : NAN;
    latigraph_blas_end();
    return radius;
}

/* --- Dynamics --------------------------------------------------------------- */

static void respond(const latigraph_network_t *network, gsize count, const double *y, double *x) {
    if (network->linear) {
        memcpy(x, y, count * sizeof *x);
    } else {
        latigraph_leaky_step(count, network->leak_rate, y, x);
    }
}

/* Computes y = U u + b for one step. signal is (S, length, channels). */
static void set_inputs(const latigraph_network_t *network, int length, int channels, int t,
                       const double *signal, double *y) {
    const int seeds = network->seeds;
    memcpy(y, network->bias, (gsize)network->n * (gsize)seeds * sizeof *y);
    for (int i = 0; i < network->n; i++) {
        for (int c = 0; c < channels; c++) {
            const double *row = network->input + ((gsize)i * CHANNELS + (gsize)c) * (gsize)seeds;
            for (int s = 0; s < seeds; s++) {
                const gsize at = ((gsize)s * (gsize)length + (gsize)t) * (gsize)channels + (gsize)c;
                y[(gsize)i * (gsize)seeds + (gsize)s] += row[s] * signal[at];
            }
        }
    }
}

static void store(const latigraph_network_t *network, int steps, int t, const double *x,
                  double *state) {
    const gsize n = (gsize)network->n, seeds = (gsize)network->seeds;
    for (gsize s = 0; s < seeds; s++) {
        double *row = state + (s * (gsize)steps + (gsize)t) * n;
        for (gsize i = 0; i < n; i++) {
            row[i] = x[i * seeds + s];
        }
    }
}

void latigraph_network_drive(const latigraph_network_t *network, int steps, int length,
                             int channels, const double *signal, double *state, double *work) {
    const int seeds = network->seeds;
    const gsize size = (gsize)network->n * (gsize)seeds;
    double *x = work, *y = work + size;
    memset(x, 0, size * sizeof *x);
    for (int t = 0; t < steps; t++) {
        set_inputs(network, length, channels, t, signal, y);
        latigraph_recur(network->m, seeds, network->from, network->to, network->weight, x, y);
        respond(network, size, y, x);
        store(network, steps, t, x, state);
    }
}

void latigraph_network_step(const latigraph_network_t *network, int seed, int columns, int channels,
                            double biases, const double *u, double *x, double *work) {
    const gsize seeds = (gsize)network->seeds;
    for (int i = 0; i < network->n; i++) {
        double *y = work + (gsize)i * (gsize)columns;
        for (int k = 0; k < columns; k++) {
            y[k] = biases * network->bias[(gsize)i * seeds + (gsize)seed];
        }
        for (int c = 0; c < channels; c++) {
            const double weight =
                network->input[((gsize)i * CHANNELS + (gsize)c) * seeds + (gsize)seed];
            for (int k = 0; k < columns; k++) {
                y[k] += weight * u[(gsize)c * (gsize)columns + (gsize)k];
            }
        }
    }
    latigraph_recur_as(network->m, columns, network->from, network->to, network->weight + seed,
                       (int)seeds, x, work);
    respond(network, (gsize)network->n * (gsize)columns, work, x);
}
