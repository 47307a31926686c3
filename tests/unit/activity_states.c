/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "base/remarks.h"

#include <latigraph/states.h>

/* Switching networks: a small simulated one is found again, the objective never falls, results do
 * not depend on threads, and bad input is refused. */

enum { N = 6, TIMES = 2400, STATES = 2 };

typedef struct {
    double weight[STATES][N * N], bias[N];
    int state[TIMES];
    igraph_matrix_t counts;
} truth_t;

static double softplus(double x) {
    return log1p(exp(x));
}

/* Draws weights: each pair is 0, or has one sign in both states and sizes of its own. */
static void draw_weights(truth_t *truth, latigraph_stream_t *stream) {
    for (int k = 0; k < N * N; k++) {
        const double kind = latigraph_stream_uniform(stream);
        for (int s = 0; s < STATES; s++) {
            const double size = 0.2 + 1.3 * latigraph_stream_uniform(stream);
            truth->weight[s][k] = k / N == k % N ? 0 : kind < 0.3 ? size : kind < 0.6 ? -size : 0;
        }
    }
}

/* Simulates with effects of 5 times and a time constant of 2, and stays of 100 times. */
static void simulate(truth_t *truth, uint64_t seed) {
    double h[N], tap[5], all = 0;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 30);
    draw_weights(truth, &stream);
    for (int lag = 0; lag < 5; lag++) {
        all += tap[lag] = exp(-lag / 2.0);
    }
    CHECK_OK(igraph_matrix_init(&truth->counts, TIMES, N));
    for (int t = 0; t < TIMES; t++) {
        truth->state[t] = t / 120 % 2;
        for (int i = 0; i < N; i++) {
            h[i] = 0;
            for (int lag = 1; lag <= MIN(5, t); lag++) {
                h[i] += tap[lag - 1] / all * MATRIX(truth->counts, t - lag, i);
            }
        }
        for (int j = 0; j < N; j++) {
            double eta = (j % 2 == truth->state[t]) ? 0.5 : -1;
            for (int i = 0; i < N; i++) {
                eta += h[i] * truth->weight[truth->state[t]][i * N + j];
            }
            MATRIX(truth->counts, t, j) =
                (double)latigraph_stream_poisson(&stream, fmin(softplus(eta), 20));
        }
    }
}

static void find(const igraph_matrix_t *counts, const latigraph_states_options_t *options,
                 latigraph_states_t *states) {
    latigraph_activity_t *activity;
    CHECK_OK(latigraph_activity_from_matrix(&activity, counts, NULL));
    const latigraph_activity_t *trials[1] = {activity};
    CHECK_OK(latigraph_activity_states(states, trials, 1, options));
    latigraph_activity_destroy(activity);
}

/* Share of times in the right state, for the better of both orders of the states. */
static double accuracy(const truth_t *truth, const latigraph_states_t *states, gboolean *swapped) {
    double right = 0;
    for (int t = 0; t < TIMES; t++) {
        right += (MATRIX(states->posterior, t, 1) > 0.5) == truth->state[t];
        CHECK_NEAR(MATRIX(states->posterior, t, 0) + MATRIX(states->posterior, t, 1), 1, 1e-9);
    }
    *swapped = right < TIMES / 2.0;
    return fmax(right, TIMES - right) / TIMES;
}

static double correlation(const truth_t *truth, const latigraph_states_t *states,
                          gboolean swapped) {
    double xy = 0, xx = 0, yy = 0;
    for (int s = 0; s < STATES; s++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(&states->networks, swapped ? 1 - s : s);
        for (int k = 0; k < N * N; k++) {
            if (k / N != k % N) {
                const double found = signed_weight(graph, k / N, k % N);
                const double x = isnan(found) ? 0 : found, y = truth->weight[s][k];
                xy += x * y;
                xx += x * x;
                yy += y * y;
            }
        }
    }
    return xy / sqrt(xx * yy);
}

static void test_recovery(truth_t *truth) {
    latigraph_states_options_t options;
    latigraph_states_t states, again;
    gboolean swapped;
    latigraph_states_options_init(&options);
    options.states = STATES;
    CHECK_OK(latigraph_states_init(&states));
    CHECK_OK(latigraph_states_init(&again));
    find(&truth->counts, &options, &states);
    CHECK_EQUAL(igraph_graph_list_size(&states.networks), STATES + 1);
    CHECK(accuracy(truth, &states, &swapped) > 0.95);
    CHECK(correlation(truth, &states, swapped) > 0.8);
    CHECK(states.bits > states.bits_one);
    CHECK_NEAR(MATRIX(states.transition, 0, 0), 1 - 1.0 / 120, 0.01);
    CHECK_NEAR(VECTOR(states.occupancy)[0] + VECTOR(states.occupancy)[1], 1, 1e-9);
    for (igraph_integer_t k = 1; k < igraph_vector_size(&states.trace); k++) {
        CHECK(VECTOR(states.trace)[k] >= VECTOR(states.trace)[k - 1] - 1e-7);
    }
    CHECK(igraph_vector_size(&states.trace) > 1);
    options.threads = 3;
    find(&truth->counts, &options, &again);
    CHECK(igraph_matrix_all_e(&states.posterior, &again.posterior));
    CHECK(states.bits == again.bits);
    options.onehot = true;
    find(&truth->counts, &options, &again);
    CHECK(correlation(truth, &again, swapped) > 0.8);
    CHECK_EQUAL(igraph_matrix_nrow(&again.connected), N);
    CHECK(igraph_ecount(igraph_graph_list_get_ptr(&again.networks, 0)) < N * (N - 1));
    latigraph_states_destroy(&again);
    latigraph_states_destroy(&states);
}

/* The number of states is found, and a density keeps that many pairs in all networks. */
static void test_number(const truth_t *truth) {
    latigraph_states_options_t options;
    latigraph_states_t states;
    latigraph_states_options_init(&options);
    options.most = 3;
    options.starts = 2;
    options.density = 0.5;
    CHECK_OK(latigraph_states_init(&states));
    find(&truth->counts, &options, &states);
    CHECK_EQUAL(igraph_vector_size(&states.occupancy), STATES);
    CHECK_EQUAL(igraph_vector_size(&states.curve), 3);
    CHECK(VECTOR(states.curve)[1] > VECTOR(states.curve)[0]);
    CHECK_EQUAL(igraph_ecount(igraph_graph_list_get_ptr(&states.networks, 2)), N * (N - 1) / 2);
    latigraph_states_destroy(&states);
}

/* --- Errors ----------------------------------------------------------------------------------- */

#define REFUSED(text)                                                                              \
    CHECK_FAILS(latigraph_activity_states(&states, trials, 1, &options), IGRAPH_EINVAL, text)

static void test_refused(void) {
    latigraph_states_options_t options;
    latigraph_activity_t *activity, *other;
    latigraph_states_t states;
    latigraph_remarks_t remarks;
    igraph_matrix_t counts;
    igraph_t prior;
    CHECK_OK(igraph_matrix_init(&counts, 500, 3));
    CHECK_OK(latigraph_states_init(&states));
    CHECK_OK(latigraph_remarks_init(&remarks));
    for (int t = 0; t < 500; t++) {
        MATRIX(counts, t, 0) = t % 3 == 0;
        MATRIX(counts, t, 2) = t % 5 == 0;
    }
    latigraph_states_options_init(&options);
    options.remarks = &remarks;
    CHECK_OK(latigraph_activity_from_matrix(&activity, &counts, NULL));
    const latigraph_activity_t *trials[2] = {activity, NULL};
    options.states = 3;
    REFUSED("at most 2 are possible");
    options.states = 17;
    REFUSED("number of states is 17");
    options.states = 0;
    options.held_out = 1;
    REFUSED("share that is held out is 1");
    options.held_out = 0.999;
    REFUSED("leaves none that is fitted");
    options.held_out = 0.001;
    REFUSED("leaves none that is held out");
    options.held_out = 0.25;
    CHECK_OK(igraph_empty(&prior, 3, true));
    options.prior = &prior;
    REFUSED("Set onehot, too");
    options.prior = NULL;
    igraph_strvector_clear(&remarks.texts);
    CHECK_OK(latigraph_activity_states(&states, trials, 1, &options)); /* neuron 2 is silent */
    CHECK_EQUAL(igraph_vcount(igraph_graph_list_get_ptr(&states.networks, 0)), 3);
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "1 of 3 neurons never fire");
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 1), "at most 2 states, not 6");
    latigraph_activity_destroy(activity);
    MATRIX(counts, 7, 1) = 0.5;
    CHECK_OK(latigraph_activity_from_matrix(&activity, &counts, NULL));
    trials[0] = activity;
    REFUSED("not whole numbers. Use the operation network");
    CHECK_OK(igraph_matrix_resize(&counts, 20, 2));
    igraph_matrix_null(&counts);
    CHECK_OK(latigraph_activity_from_matrix(&other, &counts, NULL));
    trials[1] = other;
    CHECK_FAILS(latigraph_activity_states(&states, trials, 2, &options), IGRAPH_EINVAL,
                "not whole numbers");
    trials[0] = other;
    REFUSED("Only 0 of the 2 neurons");
    trials[1] = activity;
    CHECK_FAILS(latigraph_activity_states(&states, trials, 2, &options), IGRAPH_EINVAL,
                "All trials need the same columns");
    igraph_destroy(&prior);
    latigraph_activity_destroy(other);
    latigraph_activity_destroy(activity);
    igraph_matrix_destroy(&counts);
    latigraph_remarks_destroy(&remarks);
    latigraph_states_destroy(&states);
}

int main(void) {
    static truth_t truth;
    test_init();
    simulate(&truth, 1);
    test_recovery(&truth);
    test_number(&truth);
    test_refused();
    igraph_matrix_destroy(&truth.counts);
    return 0;
}
