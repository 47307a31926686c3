/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Baselines in bits and the edge AUC are compared with brute force. */
#include "base/random.h"
#include "circuit/circuit.h"
#include "measure/auc.h"
#include "test.h"

#include <latigraph/measure.h>

/* Creates the circuit of n neurons whose ordered pairs, row by row, are edges for the bits of `set`
 * that are 1. */
static latigraph_circuit_t *circuit_of_bits(int n, unsigned set) {
    latigraph_circuit_t *circuit;
    int from[64], to[64], m = 0, pair = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && set >> pair++ & 1) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "bits", n, m, from, to, NULL));
    return circuit;
}

/* Returns −log₂ of the product over ordered pairs at a given density. */
static double bernoulli_bits(const latigraph_circuit_t *c, double p) {
    double product = 1;
    for (int i = 0; i < c->n; i++) {
        for (int j = 0; j < c->n; j++) {
            if (i != j) {
                product *= latigraph_circuit_has_edge(c, i, j) ? p : 1 - p;
            }
        }
    }
    return -log2(product);
}

/* Returns −log₂ of the product over dyads at given shares of mutual and one-way dyads. */
static double dyad_bits(const latigraph_circuit_t *c, double mutual, double one_way) {
    double product = 1;
    for (int i = 0; i < c->n; i++) {
        for (int j = 0; j < i; j++) {
            const int edges =
                latigraph_circuit_has_edge(c, i, j) + latigraph_circuit_has_edge(c, j, i);
            product *= edges == 2 ? mutual : edges == 1 ? one_way / 2 : 1 - mutual - one_way;
        }
    }
    return -log2(product);
}

/* Each baseline is the minimum over a grid that contains the shares: 12 pairs, 6 dyads. */
static void baselines_of(const latigraph_circuit_t *c) {
    const int pairs = c->n * (c->n - 1), dyads = pairs / 2;
    double least = INFINITY;
    for (int m = 0; m <= pairs; m++) {
        least = fmin(least, bernoulli_bits(c, (double)m / pairs));
    }
    CHECK_NEAR(latigraph_bits_erdos_renyi(c), least, 1e-9);
    least = INFINITY;
    for (int mutual = 0; mutual <= dyads; mutual++) {
        for (int one_way = 0; mutual + one_way <= dyads; one_way++) {
            least = fmin(least, dyad_bits(c, (double)mutual / dyads, (double)one_way / dyads));
        }
    }
    CHECK_NEAR(latigraph_bits_dyad(c), least, 1e-9);
}

static void baselines(void) {
    for (unsigned set = 0; set < 1 << 12; set += 7) {
        latigraph_circuit_t *circuit = circuit_of_bits(4, set);
        baselines_of(circuit);
        latigraph_circuit_destroy(circuit);
    }
    for (int n = 0; n < 2; n++) {
        latigraph_circuit_t *circuit = circuit_of_bits(n, 0);
        CHECK(latigraph_bits_erdos_renyi(circuit) == 0);
        CHECK(latigraph_bits_dyad(circuit) == 0);
        latigraph_circuit_destroy(circuit);
    }
    /* Two neurons with one edge are two pairs at density ½, or one dyad whose direction costs a
     * bit. */
    latigraph_circuit_t *edge = circuit_of_bits(2, 1);
    CHECK(latigraph_bits_erdos_renyi(edge) == 2);
    CHECK(latigraph_bits_dyad(edge) == 1);
    latigraph_circuit_destroy(edge);
}

static double brute_auc(const latigraph_circuit_t *c, const real_t *score) {
    const int pairs = c->n * c->n;
    double wins = 0, count = 0;
    for (int a = 0; a < pairs; a++) {
        for (int b = 0; b < pairs; b++) {
            if (a / c->n != a % c->n && b / c->n != b % c->n &&
                latigraph_circuit_has_edge(c, a / c->n, a % c->n) &&
                !latigraph_circuit_has_edge(c, b / c->n, b % c->n)) {
                wins += score[a] > score[b] ? 1 : score[a] == score[b] ? .5 : 0;
                count++;
            }
        }
    }
    return wins / count;
}

/* Returns the AUC by the ranks of all pairs that are not edges among those that are. */
static double rank_auc(const latigraph_circuit_t *c, const real_t *score) {
    static int index[LATIGRAPH_AUC_INDEX];
    real_t edge[400];
    double wins = 0;
    int m = 0, others = 0;
    latigraph_auc_t auc;
    for (int a = 0; a < c->n * c->n; a++) {
        if (a / c->n != a % c->n && latigraph_circuit_has_edge(c, a / c->n, a % c->n)) {
            edge[m++] = score[a];
        }
    }
    if (!latigraph_auc_init(&auc, m, edge, index)) {
        return NAN;
    }
    for (int a = 0; a < c->n * c->n; a++) {
        if (a / c->n != a % c->n && !latigraph_circuit_has_edge(c, a / c->n, a % c->n)) {
            wins += latigraph_auc_above(&auc, score[a]);
            others++;
        }
    }
    return wins / m / others;
}

/* Few `levels` of scores give many ties. The diagonal is NaN, because it must not be read. */
static void auc_of(latigraph_stream_t *stream, int n, int levels) {
    latigraph_circuit_t *circuit;
    int from[400], to[400], m = 0;
    real_t score[400];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const int edge = i != j && latigraph_stream_uniform(stream) < .3;
            score[i * n + j] =
                i == j ? (real_t)NAN
                       : (real_t)latigraph_stream_integer(stream, (uint32_t)levels) + edge;
            if (edge) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "random", n, m, from, to, NULL));
    CHECK_NEAR(rank_auc(circuit, score), brute_auc(circuit, score), 1e-12);
    latigraph_circuit_destroy(circuit);
}

static void auc(void) {
    const int levels[] = {1, 2, 5, 100, 1000000};
    real_t score[9] = {0, 1, 1, 1, 0, 1, 1, 1, 0};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 50; round++) {
        auc_of(&stream, 6 + round % 15, levels[round % 5]);
    }
    latigraph_circuit_t *none = circuit_of_bits(3, 0), *some = circuit_of_bits(3, 5);
    CHECK(isnan(rank_auc(none, score)));
    CHECK(rank_auc(some, score) == .5);
    score[1] = (real_t)NAN;
    CHECK(isnan(rank_auc(some, score)));
    latigraph_circuit_destroy(none);
    latigraph_circuit_destroy(some);
}

/* Ranks are exact for scores of all magnitudes and signs, and for both zeros, whatever the bins. */
static void ranks(void) {
    static int index[LATIGRAPH_AUC_INDEX];
    enum { M = 5000 };
    real_t edge[M], sorted[M];
    latigraph_auc_t auc;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < M; k++) {
        const double size = exp(20 * latigraph_stream_normal(&stream));
        edge[k] = (real_t)(k % 100 == 0 ? (k % 200 == 0 ? 0.0 : -0.0) : k % 3 ? size : -size);
    }
    memcpy(sorted, edge, sizeof edge);
    REQUIRE(latigraph_auc_init(&auc, M, sorted, index));
    for (int k = 0; k < 300; k++) {
        const real_t x = k % 2 ? edge[k * 16] : nextafterf(edge[k * 16], k % 4 ? 1e30F : -1e30F);
        double above = 0;
        for (int e = 0; e < M; e++) {
            above += edge[e] > x ? 1 : edge[e] == x ? .5 : 0;
        }
        CHECK(latigraph_auc_above(&auc, x) == above);
    }
}

int main(void) {
    test_init();
    baselines();
    auc();
    ranks();
    return 0;
}
