/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "generate/generate.h"
#include "model/weight_law.h"

/* Moments of sampled weights are compared with those of their distribution. */

enum { EDGES = 100000 };

static real_t log_rate[4] = {0, -0.7F, 0.4F, 0};
static real_t effect[4] = {0.2F, -0.1F, 0.3F, 0.5F};

static void repeat_edge(latigraph_edge_list_t *edges, int from, int to) {
    edges->from = g_new(int, EDGES);
    edges->to = g_new(int, EDGES);
    edges->size = edges->capacity = EDGES;
    for (int e = 0; e < EDGES; e++) {
        edges->from[e] = from;
        edges->to[e] = to;
    }
}

/* Computes mean and variance of f(weight) over EDGES copies of one edge. */
static void moments(latigraph_weights_t kind, const latigraph_weight_law_t *law, double *mean,
                    double *variance) {
    const latigraph_rates_t rates = {.n = 2, .log_rate = log_rate, .weight = effect};
    latigraph_edge_list_t edges = {0};
    repeat_edge(&edges, 0, 1);
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_WEIGHTS, 0);
    latigraph_sample_weights(kind, law, &rates, &stream, &edges);
    *mean = *variance = 0;
    for (int e = 0; e < EDGES; e++) {
        CHECK(edges.weight[e] > 0);
        const double x = kind == LATIGRAPH_WEIGHTS_COUNTS ? edges.weight[e] : log(edges.weight[e]);
        CHECK(kind != LATIGRAPH_WEIGHTS_COUNTS || (x >= 1 && x == floor(x)));
        *mean += x / EDGES;
        *variance += x * x / EDGES;
    }
    *variance -= *mean * *mean;
    latigraph_edge_list_clear(&edges);
}

/* Draws many pairs of counts, and compares their frequencies with the law by χ². */
static void test_counts(double correlation) {
    enum { CELLS = 5, PAIRS = 20000 }; /* counts of CELLS and more share a cell */
    const latigraph_weight_law_t law = {.intercept = 0.1,
                                        .slope = 0.3,
                                        .dispersion = 0.9,
                                        .mutual = 0.4,
                                        .mutual_dispersion = 0.8,
                                        .correlation = correlation};
    const double eta[2] = {0.5 + 0.2 + 0.5 + 0.3 * -0.7, 0.5 + 0.3 - 0.1 + 0.3 * 0.4};
    const latigraph_rates_t rates = {.n = 2, .log_rate = log_rate, .weight = effect};
    double seen[CELLS][CELLS] = {{0}}, expected[CELLS][CELLS] = {{0}}, ignored[4], chi = 0;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_WEIGHTS, 0);
    int from[2] = {1, 0}, to[2] = {0, 1};
    for (int k = 0; k < PAIRS; k++) {
        latigraph_edge_list_t edges = {.from = from, .to = to, .size = 2, .capacity = 2};
        latigraph_sample_weights(LATIGRAPH_WEIGHTS_ROUNDED, &law, &rates, &stream, &edges);
        seen[MIN((int)edges.weight[1], CELLS) - 1][MIN((int)edges.weight[0], CELLS) - 1]++;
        g_free(edges.weight);
    }
    for (int w = 1; w < 120; w++) {
        for (int v = 1; v < 120; v++) {
            expected[MIN(w, CELLS) - 1][MIN(v, CELLS) - 1] +=
                exp(weight_log_normal_pair(TRUE, (double[]){w, v}, eta, log(0.8), correlation,
                                           ignored, &ignored[2], &ignored[3]));
        }
    }
    for (int c = 0; c < CELLS * CELLS; c++) {
        const double mean = PAIRS * expected[c / CELLS][c % CELLS];
        chi += (seen[c / CELLS][c % CELLS] - mean) * (seen[c / CELLS][c % CELLS] - mean) / mean;
    }
    CHECK(chi < 51.2); /* the quantile .999 of 24 degrees of freedom */
}

/* A one-way edge has the law without the terms of mutual edges. */
static void test_one_way(void) {
    const latigraph_weight_law_t law = {.intercept = 0.5,
                                        .slope = 0.3,
                                        .dispersion = 1.7,
                                        .mutual = 5,
                                        .mutual_dispersion = 0.1,
                                        .correlation = 0.5};
    double mean, variance;
    moments(LATIGRAPH_WEIGHTS_PAIR_CONTINUOUS, &law, &mean, &variance);
    CHECK_NEAR(mean, 0.5 + 0.2 + 0.5 + 0.3 * -0.7, 0.025);
    CHECK_NEAR(variance, 1.7 * 1.7, 0.06);
}

int main(void) {
    test_init();
    test_counts(0.5);
    test_counts(0.1);
    test_one_way();
    const latigraph_weight_law_t law = {.intercept = 0.5, .slope = 0.3, .dispersion = 1.7};
    /* The effects are that of neuron 0 as a sender and of neuron 1 as a receiver. */
    const double eta = 0.5 + 0.2 + 0.5 + 0.3 * -0.7, excess = exp(eta);
    double mean, variance;
    moments(LATIGRAPH_WEIGHTS_COUNTS, &law, &mean, &variance);
    CHECK_NEAR(mean, 1 + excess, 0.04);
    CHECK_NEAR(variance, excess + excess * excess / 1.7, 0.3);
    moments(LATIGRAPH_WEIGHTS_CONTINUOUS, &law, &mean, &variance);
    CHECK_NEAR(mean, eta, 0.025);
    CHECK_NEAR(variance, 1.7 * 1.7, 0.06);

    /* A model without weights samples none. */
    latigraph_edge_list_t edges = {0};
    latigraph_sample_weights(LATIGRAPH_WEIGHTS_NONE, &law, NULL, NULL, &edges);
    CHECK(edges.weight == NULL);
    return 0;
}
