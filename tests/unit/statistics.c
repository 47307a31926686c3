/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The statistics that the encoder reads agree with igraph on circuits. Their expectations under
 * rates agree with the mean over sampled circuits. */

#include "circuits.h"
#include "generate/generate.h"
#include "model/expected.h"
#include "model/statistics.h"

/* Compares with igraph's reciprocity, transitivity and degrees. */
static void against_igraph(void) {
    for (int k = 0; k < 5; k++) {
        latigraph_circuit_t *c = random_circuit(30, (uint64_t)k, 1);
        igraph_t graph, skeleton;
        igraph_real_t reciprocity, transitivity;
        double f[LATIGRAPH_STATISTICS_MAX + 1];
        CHECK_OK(latigraph_circuit_statistics(c, 100, true, f));
        CHECK_OK(latigraph_circuit_bare_graph(c, &graph));
        CHECK_OK(igraph_reciprocity(&graph, &reciprocity, true, IGRAPH_RECIPROCITY_DEFAULT));
        CHECK_OK(igraph_copy(&skeleton, &graph));
        CHECK_OK(igraph_to_undirected(&skeleton, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
        CHECK_OK(
            igraph_transitivity_undirected(&skeleton, &transitivity, IGRAPH_TRANSITIVITY_ZERO));
        CHECK_NEAR(f[LATIGRAPH_STATISTIC_LOG_DENSITY], log(c->m / (30. * 29)), 1e-12);
        CHECK_NEAR(f[LATIGRAPH_STATISTIC_RECIPROCITY], reciprocity, 1e-12);
        CHECK_NEAR(f[LATIGRAPH_STATISTIC_TRANSITIVITY], transitivity, 1e-12);
        double length = 0, log_weight = 0, out2 = 0;
        int placed = 0;
        for (int i = 0; i < 30; i++) {
            out2 += pow(c->out_start[i + 1] - c->out_start[i], 2);
            for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
                const double *x = c->position + 3 * i, *y = c->position + 3 * c->out_to[e];
                const double d =
                    sqrt(pow(x[0] - y[0], 2) + pow(x[1] - y[1], 2) + pow(x[2] - y[2], 2));
                length += isfinite(d) ? d : 0;
                placed += isfinite(d);
                log_weight += log(c->weight[e]);
            }
        }
        const double mean = c->m / 30.;
        CHECK_NEAR(f[LATIGRAPH_STATISTIC_OUT_CV],
                   0.5 * log((out2 / 30 - mean * mean) / (mean * mean) + 1e-4), 1e-12);
        CHECK_NEAR(f[LATIGRAPH_STATISTIC_EDGE_LENGTH], length / placed / 100, 1e-12);
        CHECK_NEAR(f[LATIGRAPH_STATISTICS_MAX], log_weight / c->m, 1e-12);
        igraph_destroy(&graph);
        igraph_destroy(&skeleton);
        latigraph_circuit_destroy(c);
    }
}

/* Estimates from sampled triples lie within their standard errors of the counted statistics, other
 * statistics are the same numbers, and a small circuit is counted. */
static void estimated(void) {
    static const int shares[] = {LATIGRAPH_STATISTIC_TRANSITIVITY, LATIGRAPH_STATISTIC_CYCLIC_SHARE,
                                 LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES};
    for (int k = 0; k < 4; k++) {
        latigraph_circuit_t *c = random_circuit(60, (uint64_t)k, 1);
        double exact[LATIGRAPH_STATISTICS_MAX + 1], found[LATIGRAPH_STATISTICS_MAX + 1];
        double error[LATIGRAPH_STATISTICS_MAX + 1];
        CHECK_OK(latigraph_circuit_statistics(c, 100, true, exact));
        CHECK_OK(latigraph_circuit_estimate_statistics(c, 100, true, found, error));
        for (int q = 0; q <= LATIGRAPH_STATISTICS_MAX; q++) {
            CHECK_NEAR(found[q], exact[q], 0);
            CHECK_NEAR(error[q], 0, 0);
        }
        CHECK_OK(latigraph_circuit_sample_statistics(c, 100, true, 40000, found, error));
        for (size_t q = 0; q < G_N_ELEMENTS(shares); q++) {
            const int at = shares[q];
            CHECK(error[at] > 0 && error[at] < 0.05);
            CHECK_NEAR(found[at], exact[at], 4 * error[at]);
            found[at] = exact[at];
        }
        for (int q = 0; q <= LATIGRAPH_STATISTICS_MAX; q++) {
            CHECK_NEAR(found[q], exact[q], 0);
        }
        latigraph_circuit_destroy(c);
    }
}

/* An empty circuit and a single neuron have statistics too. */
static void degenerate(void) {
    for (int n = 1; n < 4; n++) {
        latigraph_circuit_t *c;
        double f[LATIGRAPH_STATISTICS_MAX + 1];
        CHECK_OK(latigraph_circuit_create(&c, "empty", n, 0, NULL, NULL, NULL));
        CHECK_OK(latigraph_circuit_statistics(c, 0, false, f));
        for (int k = 0; k < LATIGRAPH_STATISTIC_EDGE_LENGTH; k++) {
            CHECK(isfinite(f[k]));
        }
        latigraph_circuit_destroy(c);
    }
}

/* Computes the expected statistics under ln λ, ln μ and δ. */
static void expect(int n, const float *s, const float *t, double anti_reciprocity,
                   const float *distance, double *out) {
    const ptrdiff_t nn = (ptrdiff_t)n * n;
    float *rate = g_new(float, 2 * nn + expected_memory(n)), *mutual = rate + nn;
    expected_t e;
    expected_carve(&e, n, rate + 2 * nn);
    for (ptrdiff_t k = 0; k < nn; k++) {
        rate[k] = k % (n + 1) == 0 ? 0 : expf(s[k]);
        mutual[k] = k % (n + 1) == 0 ? 0 : expf(t[k]);
    }
    expected_forward(n, rate, mutual, anti_reciprocity, distance, &e, out);
    g_free(rate);
}

/* Extreme rates make the circuit certain: expectation and circuit agree. */
static void certain(void) {
    latigraph_circuit_t *c = random_circuit(25, 9, 0);
    const int n = c->n;
    float s[25 * 25], t[25 * 25], distance[25 * 25];
    double expected[LATIGRAPH_STATISTICS_MAX];
    double f[LATIGRAPH_STATISTICS_MAX];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            double d2 = 0;
            for (int k = 0; k < 3; k++) {
                d2 += pow(c->position[3 * i + k] - c->position[3 * j + k], 2);
            }
            s[i * n + j] = latigraph_circuit_has_edge(c, i, j) ? 4 : -40;
            t[i * n + j] = -40;
            distance[i * n + j] = isfinite(d2) ? (float)(sqrt(d2) / 100) : -1;
        }
    }
    CHECK_OK(latigraph_circuit_statistics(c, 100, false, f));
    expect(n, s, t, 0, distance, expected);
    for (int k = 0; k < LATIGRAPH_STATISTICS_MAX; k++) {
        CHECK_NEAR(expected[k], f[k], 1e-4);
    }
    latigraph_circuit_destroy(c);
}

/* The mean over many sampled circuits agrees with quantities whose expectation is exact. */
static void sampled(double anti_reciprocity) {
    enum { N = 40, ROUNDS = 4000 };
    static float s[N * N], t[N * N];
    double expected[LATIGRAPH_STATISTICS_MAX];
    double mean[LATIGRAPH_STATISTICS_MAX] = {0}, node[N];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < N; i++) {
        node[i] = latigraph_stream_normal(&stream);
    }
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            s[i * N + j] = (float)(-2.2 + 0.7 * node[i] + 0.5 * node[(j + 3) % N]);
            t[i * N + j] = (float)(-3.5 + 0.3 * (node[i] + node[j]));
        }
    }
    expect(N, s, t, anti_reciprocity, NULL, expected);
    latigraph_rates_t rates = {
        .n = N, .log_rate = s, .log_mutual = t, .anti_reciprocity = anti_reciprocity};
    latigraph_edge_list_t edges = {0};
    for (int k = 0; k < ROUNDS; k++) {
        latigraph_circuit_t *c;
        double f[LATIGRAPH_STATISTICS_MAX];
        latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_EDGES, (uint64_t)k);
        latigraph_sample_edges(&rates, NULL, &stream, &edges);
        CHECK_OK(
            latigraph_circuit_create(&c, "sampled", N, edges.size, edges.from, edges.to, NULL));
        CHECK_OK(latigraph_circuit_statistics(c, 0, false, f));
        for (int q = 0; q < LATIGRAPH_STATISTIC_EDGE_LENGTH; q++) {
            mean[q] += f[q] / ROUNDS;
        }
        latigraph_circuit_destroy(c);
    }
    latigraph_edge_list_clear(&edges);
    /* Ratios of expectations differ from the expected ratios by the variance of the totals only. */
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_LOG_DENSITY], expected[LATIGRAPH_STATISTIC_LOG_DENSITY],
               0.005);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_RECIPROCITY], expected[LATIGRAPH_STATISTIC_RECIPROCITY],
               0.01);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_OUT_CV], expected[LATIGRAPH_STATISTIC_OUT_CV], 0.03);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_IN_CV], expected[LATIGRAPH_STATISTIC_IN_CV], 0.03);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION],
               expected[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION], 0.03);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_TRANSITIVITY], expected[LATIGRAPH_STATISTIC_TRANSITIVITY],
               0.01);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_NO_INPUT], expected[LATIGRAPH_STATISTIC_NO_INPUT], 0.002);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_NO_OUTPUT], expected[LATIGRAPH_STATISTIC_NO_OUTPUT], 0.002);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_CYCLIC_SHARE], expected[LATIGRAPH_STATISTIC_CYCLIC_SHARE],
               0.01);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES],
               expected[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES], 0.01);
    CHECK_NEAR(mean[LATIGRAPH_STATISTIC_ASSORTATIVITY], expected[LATIGRAPH_STATISTIC_ASSORTATIVITY],
               0.02);
}

int main(void) {
    test_init();
    against_igraph();
    estimated();
    degenerate();
    certain();
    sampled(0);
    sampled(0.8);
    return 0;
}
