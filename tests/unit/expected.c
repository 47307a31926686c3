/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Expected statistics in double precision are compared with sums over all circuits of four
 * neurons, and their derivatives with finite differences. */

#include "model/expected.h"

#include "gradient.h"

#include <string.h>

enum { N = 9, NN = N * N };

typedef struct {
    int n;
    real_t s[NN], t[NN], distance[NN], dout[LATIGRAPH_STATISTICS_MAX];
    gboolean placed;
    real_t rate[NN], mutual[NN];
    real_t memory[10 * NN + (13 + EXPECTED_FIELDS * EXPECTED_ROWS) * N];
    real_t anti_reciprocity;
    expected_t e;
} rates_t;

/* Sets ln λ = s, and ln μ to the mean of t and its transpose. */
static double weigh(void *data) {
    rates_t *r = data;
    double out[LATIGRAPH_STATISTICS_MAX], sum = 0;
    for (int i = 0; i < r->n; i++) {
        for (int j = 0; j < r->n; j++) {
            const int ij = i * r->n + j, ji = j * r->n + i;
            r->rate[ij] = i == j ? 0 : exp(r->s[ij]);
            r->mutual[ij] = i == j ? 0 : exp((r->t[ij] + r->t[ji]) / 2);
        }
    }
    expected_forward(r->n, r->rate, r->mutual, r->anti_reciprocity, r->placed ? r->distance : NULL,
                     &r->e, out);
    for (int k = 0; k < LATIGRAPH_STATISTICS_MAX; k++) {
        sum += r->dout[k] * out[k];
    }
    return sum;
}

static void draw(rates_t *r, int n, double level, double anti_reciprocity, guint64 seed) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 0);
    r->n = n;
    r->anti_reciprocity = anti_reciprocity;
    CHECK(expected_memory(N) == (ptrdiff_t)G_N_ELEMENTS(r->memory));
    expected_carve(&r->e, n, r->memory);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            r->s[i * n + j] = level + latigraph_stream_normal(&stream);
            r->t[i * n + j] = level - 1 + latigraph_stream_normal(&stream);
            r->distance[i * n + j] = i == 2 || j == 2 ? -1 : 0.3 * abs(i - j);
        }
    }
}

/* Computes the derivatives of all statistics by every S_ij, every half of a T and by δ, for as
 * many directions at a time as the function takes. The changes of row i of A and S follow from
 * their responses to the rates. */
enum { DIRECTIONS = 2 * NN + 1, BLOCK = EXPECTED_DIRECTIONS, ROWS = EXPECTED_ROWS };

static void change_rows(const rates_t *r, int i, int first, const expected_response_t *answer,
                        real_t *edge, real_t *skeleton) {
    const int n = r->n, nn = n * n;
    for (int p = 0; p < BLOCK; p++) {
        for (int j = 0; j < n; j++) {
            const int d = first + p, ij = i * n + j, ji = j * n + i;
            const double s_ij = d == ij, s_ji = d == ji;
            const double t = d == nn + ij || d == nn + ji ? 0.5 : 0;
            const double by_anti_reciprocity = d == 2 * nn ? r->e.clash[ij] : 0;
            edge[p * ROWS * n + j] = answer->edge[0][j] * s_ij + answer->edge[1][j] * s_ji +
                                     answer->edge[2][j] * t - by_anti_reciprocity;
            skeleton[p * ROWS * n + j] = answer->skeleton[0][j] * s_ij +
                                         answer->skeleton[1][j] * s_ji + answer->skeleton[2][j] * t;
        }
    }
}

static void differentiate(rates_t *r, double slope[DIRECTIONS][LATIGRAPH_STATISTICS_MAX]) {
    static real_t edge[ROWS * BLOCK * N], skeleton[ROWS * BLOCK * N], answers[6 * N];
    expected_response_t answer;
    expected_slopes_t slopes;
    for (int k = 0; k < 3; k++) {
        answer.edge[k] = answers + k * N;
        answer.skeleton[k] = answers + (3 + k) * N;
    }
    const int directions = 2 * r->n * r->n + 1;
    weigh(r);
    for (int first = 0; first < directions; first += BLOCK) {
        expected_slopes_begin(&r->e, r->rate, &slopes);
        for (int i = 0; i < r->n; i++) {
            expected_respond(&r->e, i, r->rate, r->mutual, &answer);
            const int row = i % ROWS;
            change_rows(r, i, first, &answer, edge + row * r->n, skeleton + row * r->n);
            if (row == ROWS - 1 || i == r->n - 1) {
                expected_slopes_add(&r->e, i - row, r->placed ? r->distance : NULL, edge, skeleton,
                                    &slopes);
            }
        }
        for (int p = 0; p < BLOCK && first + p < directions; p++) {
            expected_slopes_finish(&r->e, &slopes, p, slope[first + p]);
        }
    }
}

/* Each statistic agrees with its definition. */
static void gradients(double anti_reciprocity, gboolean placed) {
    static double slope[DIRECTIONS][LATIGRAPH_STATISTICS_MAX];
    for (int k = 0; k < LATIGRAPH_STATISTICS_MAX; k++) {
        rates_t r;
        real_t by_rate[NN], by_mutual[NN], by_anti_reciprocity;
        draw(&r, k % 2 ? N : N - 2, k % 3 ? -1 : -4, anti_reciprocity, (guint64)k);
        r.placed = placed;
        memset(r.dout, 0, sizeof r.dout);
        r.dout[k] = 1;
        differentiate(&r, slope);
        const int nn = r.n * r.n;
        for (int i = 0; i < nn; i++) {
            by_rate[i] = slope[i][k];
            by_mutual[i] = slope[nn + i][k];
        }
        by_anti_reciprocity = slope[2 * nn][k];
        check_gradient("rates", weigh, &r, r.s, by_rate, nn);
        check_gradient("mutual rates", weigh, &r, r.t, by_mutual, nn);
        check_gradient("anti_reciprocity", weigh, &r, &r.anti_reciprocity, &by_anti_reciprocity, 1);
        /* The transitivity is that of the skeleton, and only known lengths count. */
        const gboolean none = k == LATIGRAPH_STATISTIC_TRANSITIVITY ||
                              (k == LATIGRAPH_STATISTIC_EDGE_LENGTH && !placed);
        CHECK((by_anti_reciprocity == 0) == none);
    }
}

/* A clamped rate and the diagonal have no gradient. */
static void clamped(void) {
    static double slope[DIRECTIONS][LATIGRAPH_STATISTICS_MAX];
    rates_t r;
    draw(&r, N, -1, 0.3, 3);
    r.placed = FALSE;
    r.s[1] = 3.4;
    r.t[2] = r.t[2 * N] = -18;
    differentiate(&r, slope);
    for (int k = 0; k < LATIGRAPH_STATISTIC_EDGE_LENGTH; k++) {
        CHECK(slope[1][k] == 0 && slope[NN + 2][k] == 0 && slope[NN + 2 * N][k] == 0);
        CHECK(slope[0][k] == 0 && slope[NN][k] == 0 && slope[N][k] != 0 && slope[NN + 1][k] != 0);
    }
}

/* The numerators and denominators agree with expectations over all 2¹² circuits of four neurons. */
static void enumerated(double anti_reciprocity) {
    rates_t r;
    double edges = 0, mutual = 0, cycles = 0, forwards = 0, closed = 0, open = 0, out2 = 0,
           both = 0;
    double p = 0, q = 0, pp = 0, qq = 0, pq = 0, no_input = 0, no_output = 0;
    static const int from[] = {0, 0, 0, 1, 1, 2}, to[] = {1, 2, 3, 2, 3, 3};
    draw(&r, 4, -0.5, anti_reciprocity, 7);
    r.placed = FALSE;
    memset(r.dout, 0, sizeof r.dout);
    weigh(&r);
    for (int code = 0; code < 4096; code++) {
        int a[16] = {0}, out[4] = {0}, in[4] = {0};
        double chance = 1;
        for (int d = 0; d < 6; d++) {
            const int state = code >> (2 * d) & 3, ij = from[d] * 4 + to[d],
                      ji = to[d] * 4 + from[d];
            const double x = exp(-r.rate[ij]), y = exp(-r.rate[ji]), m = exp(-r.mutual[ij]);
            const double clash = m * (1 - x) * (1 - y), half = anti_reciprocity * clash / 2;
            const double state_chance[] = {x * y * m, (1 - x) * y * m + half,
                                           x * (1 - y) * m + half, 1 - m + clash - 2 * half};
            chance *= state_chance[state];
            a[ij] = state & 1;
            a[ji] = state >> 1;
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                out[i] += a[i * 4 + j];
                in[j] += a[i * 4 + j];
            }
        }
        for (int i = 0; i < 4; i++) {
            out2 += chance * out[i] * out[i];
            both += chance * out[i] * in[i];
            no_input += in[i] == 0 ? chance : 0;
            no_output += out[i] == 0 ? chance : 0;
            for (int j = 0; j < 4; j++) {
                const int ij = a[i * 4 + j];
                edges += chance * ij;
                mutual += chance * ij * a[j * 4 + i];
                p += chance * ij * out[i];
                q += chance * ij * in[j];
                pp += chance * ij * out[i] * out[i];
                qq += chance * ij * in[j] * in[j];
                pq += chance * ij * out[i] * in[j];
                for (int k = 0; k < 4; k++) {
                    const int path = ij * a[j * 4 + k];
                    const int links = (ij | a[j * 4 + i]) * (a[j * 4 + k] | a[k * 4 + j]);
                    const int single = path && !a[j * 4 + i] && !a[k * 4 + j];
                    cycles += chance * (single && a[k * 4 + i] && !a[i * 4 + k]);
                    forwards += chance * (single && a[i * 4 + k] && !a[k * 4 + i]);
                    open += i < k ? chance * links : 0;
                    closed += chance * links * (a[i * 4 + k] | a[k * 4 + i]);
                }
            }
        }
    }
    CHECK_NEAR(r.e.edges, edges, 1e-10);
    CHECK_NEAR(2 * r.e.edges - r.e.linked, mutual, 1e-10);
    CHECK_NEAR(r.e.cycles, cycles, 1e-10);
    CHECK_NEAR(r.e.forwards, forwards, 1e-10);
    CHECK_NEAR(r.e.closed, closed, 1e-10);
    CHECK_NEAR(r.e.open, open, 1e-10);
    CHECK_NEAR(r.e.squares_out + r.e.edges - r.e.squares, out2, 1e-10);
    CHECK_NEAR(r.e.cross + 2 * r.e.edges - r.e.linked - r.e.backs, both, 1e-10);
    CHECK_NEAR(r.e.without_input, no_input, 1e-10);
    CHECK_NEAR(r.e.without_output, no_output, 1e-10);
    CHECK_NEAR(r.e.p, p, 1e-10);
    CHECK_NEAR(r.e.q, q, 1e-10);
    CHECK_NEAR(r.e.pp, pp, 1e-10);
    CHECK_NEAR(r.e.qq, qq, 1e-10);
    CHECK_NEAR(r.e.pq, pq, 1e-10);
}

int main(void) {
    test_init();
    enumerated(0);
    enumerated(0.7);
    enumerated(1);
    gradients(0, TRUE);
    gradients(0.6, TRUE);
    gradients(0.999, FALSE);
    clamped();
    return 0;
}
