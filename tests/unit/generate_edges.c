/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "generate/generate.h"

/* The sampler is compared with the exact probabilities of all graphs of three neurons and of dyads.
 */

enum { N = 3, DYADS = 3, STATES = 64, DRAWS = 40000 };

static real_t log_rate[N * N], log_mutual[N * N];

static void random_rates(unsigned seed, double shift) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            log_rate[i * N + j] = (real_t)(latigraph_stream_normal(&stream) + shift);
            if (j > i) {
                log_mutual[i * N + j] = log_mutual[j * N + i] =
                    (real_t)(latigraph_stream_normal(&stream) + shift - 0.5);
            }
        }
        log_rate[i * N + i] = NAN; /* the diagonal is never read */
        log_mutual[i * N + i] = NAN;
    }
}

static const int dyad_of[N][N] = {{-1, 0, 1}, {0, -1, 2}, {1, 2, -1}};

/* Encodes a graph as a number with two bits per dyad i < j: 1 for i → j, 2 for j → i. */
static int graph_state(const latigraph_edge_list_t *edges) {
    int state = 0;
    for (int e = 0; e < edges->size; e++) {
        const int i = edges->from[e], j = edges->to[e];
        const int bit = 1 << (2 * dyad_of[i][j] + (i < j ? 0 : 1));
        CHECK(i != j && (state & bit) == 0);
        state |= bit;
    }
    return state;
}

/* Computes P(dyad state) by brute force: sums over the counts N_ij, N_ji, M_ij and over the lost
 * edge, i → j (1) or j → i (2). */
static double brute_force(double a, double b, double m, double anti_reciprocity, int state) {
    double total = 0, pa = exp(-a);
    for (int x = 0; x < 60; pa *= a / ++x) {
        double pb = exp(-b);
        for (int y = 0; y < 60; pb *= b / ++y) {
            double pm = exp(-m);
            for (int z = 0; z < 60; pm *= m / ++z) {
                const int seen = (x + z > 0 ? 1 : 0) | (y + z > 0 ? 2 : 0);
                const double lost = seen == 3 && z == 0 ? anti_reciprocity : 0;
                total += pa * pb * pm *
                         ((seen == state ? 1 - lost : 0) + ((seen & ~1) == state ? lost / 2 : 0) +
                          ((seen & ~2) == state ? lost / 2 : 0));
            }
        }
    }
    return total;
}

static void check_probabilities(void) {
    static const double rates[][3] = {{0.3, 0.7, 0.1}, {2, 1e-6, 3}, {1e-9, 1e-8, 1e-9}, {5, 6, 0}};
    static const double anti_reciprocity[] = {0, 0.4, 1};
    for (int k = 0; k < 12; k++) {
        const double *r = rates[k % 4], x = anti_reciprocity[k / 4];
        double p[4];
        latigraph_dyad_probabilities(r[0], r[1], r[2], x, p);
        CHECK_NEAR(p[0] + p[1] + p[2] + p[3], 1, 1e-12);
        for (int state = 0; state < 4; state++) {
            CHECK_NEAR(p[state], brute_force(r[0], r[1], r[2], x, state), 1e-12);
        }
    }
}

/* Chi-square test over the 64 graphs, with 63 degrees of freedom: 113 is the 1e-4 point. */
static void check_graphs(unsigned seed, double shift, double anti_reciprocity) {
    random_rates(seed, shift);
    const latigraph_rates_t rates = {.n = N,
                                     .log_rate = log_rate,
                                     .log_mutual = log_mutual,
                                     .anti_reciprocity = anti_reciprocity};
    latigraph_edge_list_t edges = {0};
    int seen[STATES] = {0};
    double expected[STATES];
    for (int draw = 0; draw < DRAWS; draw++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_EDGES, (uint64_t)draw);
        latigraph_sample_edges(&rates, NULL, &stream, &edges);
        seen[graph_state(&edges)]++;
    }
    for (int state = 0; state < STATES; state++) {
        expected[state] = DRAWS;
        for (int i = 0; i < N; i++) {
            for (int j = i + 1; j < N; j++) {
                double p[4];
                latigraph_dyad_probabilities(exp(log_rate[i * N + j]), exp(log_rate[j * N + i]),
                                             exp(log_mutual[i * N + j]), anti_reciprocity, p);
                expected[state] *= p[state >> (2 * dyad_of[i][j]) & 3];
            }
        }
    }
    double chi_square = 0, rare_seen = 0, rare_expected = 1e-9;
    for (int state = 0; state < STATES; state++) {
        if (expected[state] < 5) { /* pools graphs that are too rare for the approximation */
            rare_seen += seen[state];
            rare_expected += expected[state];
            continue;
        }
        chi_square += pow(seen[state] - expected[state], 2) / expected[state];
    }
    chi_square += rare_expected < 1 ? 0 : pow(rare_seen - rare_expected, 2) / rare_expected;
    CHECK(chi_square < 113);
    CHECK(rare_expected > 1 || rare_seen < 10);
    latigraph_edge_list_clear(&edges);
}

/* Sums and shares that are kept from draw to draw give the same edges, at a size of many chunks. */
static void check_dyads(void) {
    enum { LARGE = 700 };
    real_t *s = g_new(real_t, LARGE * LARGE), *t = g_new(real_t, LARGE * LARGE);
    latigraph_dyads_t dyads = {0};
    latigraph_edge_list_t first = {0}, second = {0};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < LARGE; i++) {
        for (int j = 0; j < LARGE; j++) {
            s[i * LARGE + j] = (real_t)(latigraph_stream_normal(&stream) - 4);
            t[i * LARGE + j] =
                j < i ? t[j * LARGE + i] : (real_t)(latigraph_stream_normal(&stream) - 5);
        }
    }
    const latigraph_rates_t rates = {
        .n = LARGE, .log_rate = s, .log_mutual = t, .anti_reciprocity = 0.3};
    REQUIRE(latigraph_dyads_find(&dyads, &rates) == &dyads && dyads.share != NULL);
    const double near = exp((double)s[LARGE - 2 + (LARGE - 1) * LARGE]) +
                        exp((double)s[LARGE - 1 + (LARGE - 2) * LARGE]) +
                        exp((double)t[LARGE - 1 + (LARGE - 2) * LARGE]);
    CHECK_NEAR(dyads.total[LARGE * (LARGE - 1) / 2 - 1], near, 3e-6 * near);
    for (uint64_t draw = 0; draw < 3; draw++) {
        latigraph_stream_init(&stream, draw, LATIGRAPH_STREAM_EDGES, 0);
        latigraph_sample_edges(&rates, NULL, &stream, &first);
        latigraph_stream_init(&stream, draw, LATIGRAPH_STREAM_EDGES, 0);
        latigraph_sample_edges(&rates, &dyads, &stream, &second);
        REQUIRE(first.size == second.size && first.size > 10000);
        CHECK(memcmp(first.from, second.from, sizeof(int) * (size_t)first.size) == 0);
        CHECK(memcmp(first.to, second.to, sizeof(int) * (size_t)first.size) == 0);
    }
    latigraph_edge_list_clear(&first);
    latigraph_edge_list_clear(&second);
    g_free(s);
    g_free(t);
    latigraph_dyads_clear(&dyads);
}

static void check_clear(void) {
    latigraph_edge_list_t edges = {0};
    latigraph_edge_list_clear(&edges);
    const latigraph_rates_t nothing = {.n = 0};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_EDGES, 0);
    latigraph_sample_edges(&nothing, NULL, &stream, &edges);
    CHECK(edges.size == 0);
    latigraph_edge_list_clear(&edges);
}

int main(void) {
    test_init();
    check_probabilities();
    check_graphs(1, -0.5, 0);
    check_graphs(2, -2, 0);
    check_graphs(3, 0.5, 0);
    check_graphs(4, -4, 0);
    check_graphs(5, -0.5, 0.8);
    check_graphs(6, 0.5, 0.5);
    check_graphs(7, -1.5, 1);
    check_dyads();
    check_clear();
    return 0;
}
