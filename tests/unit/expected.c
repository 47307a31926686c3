/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Expected statistics in double precision: against sums over all circuits of four neurons, and
 * their gradients against finite differences. */

#include "model/expected.h"

#include "gradient.h"

#include <string.h>

enum { N = 9, NN = N * N };

typedef struct {
    int n;
    real_t s[NN], t[NN], squared[NN], dout[LATIGRAPH_STATISTICS_MAX];
    gboolean placed;
    real_t rate[NN], mutual[NN];
    real_t memory[9 * NN + 15 * N];
    real_t exclusion;
    expected_t e;
} rates_t;

/* ln λ = s, ln μ = the mean of t and its transpose. */
static double weigh(void *data) {
    rates_t *r = data;
    real_t out[LATIGRAPH_STATISTICS_MAX];
    double sum = 0;
    for (int i = 0; i < r->n; i++) {
        for (int j = 0; j < r->n; j++) {
            const int ij = i * r->n + j, ji = j * r->n + i;
            r->rate[ij] = i == j ? 0 : exp(r->s[ij]);
            r->mutual[ij] = i == j ? 0 : exp((r->t[ij] + r->t[ji]) / 2);
        }
    }
    expected_forward(r->n, r->rate, r->mutual, r->exclusion, r->placed ? r->squared : NULL, &r->e,
                     out);
    for (int k = 0; k < LATIGRAPH_STATISTICS_MAX; k++) {
        sum += r->dout[k] * out[k];
    }
    return sum;
}

static void draw(rates_t *r, int n, double level, double exclusion, guint64 seed) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_TEST, 0);
    r->n = n;
    r->exclusion = exclusion;
    CHECK(expected_memory(N) == (long)G_N_ELEMENTS(r->memory));
    expected_carve(&r->e, n, r->memory);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            r->s[i * n + j] = level + latigraph_stream_normal(&stream);
            r->t[i * n + j] = level - 1 + latigraph_stream_normal(&stream);
            r->squared[i * n + j] = i == 2 || j == 2 ? -1 : 0.1 * (i - j) * (i - j);
        }
    }
}

/* Each statistic by itself, then all together. */
static void gradients(double exclusion) {
    for (int k = 0; k <= LATIGRAPH_STATISTICS_MAX; k++) {
        rates_t r;
        real_t grad_rate[NN], grad_mutual[NN];
        draw(&r, k % 2 ? N : N - 2, k % 3 ? -1 : -4, exclusion, (guint64)k);
        r.placed = TRUE;
        memset(r.dout, 0, sizeof r.dout);
        for (int q = 0; q < LATIGRAPH_STATISTICS_MAX; q++) {
            r.dout[q] = q == k ? 1 : k == LATIGRAPH_STATISTICS_MAX ? 0.3 * q - 1 : 0;
        }
        weigh(&r);
        const real_t by_exclusion = expected_backward(&r.e, r.rate, r.mutual, r.squared, r.dout,
                                                      grad_rate, grad_mutual);
        for (int i = 0; i < r.n * r.n; i++) {
            grad_mutual[i] /= 2; /* each half of t is half of T */
        }
        check_gradient("rates", weigh, &r, r.s, grad_rate, r.n * r.n);
        check_gradient("mutual rates", weigh, &r, r.t, grad_mutual, r.n * r.n);
        check_gradient("exclusion", weigh, &r, &r.exclusion, &by_exclusion, 1);
        CHECK((by_exclusion == 0) == (k == LATIGRAPH_STATISTIC_TRANSITIVITY)); /* of the skeleton */
    }
}

/* No gradient where a rate is clamped, and none to the diagonal. */
static void clamped(void) {
    rates_t r;
    real_t grad_rate[NN], grad_mutual[NN];
    draw(&r, N, -1, 0.3, 3);
    r.placed = FALSE;
    r.s[1] = 3.4;
    r.t[2] = r.t[2 * N] = -18;
    for (int q = 0; q < LATIGRAPH_STATISTICS_MAX; q++) {
        r.dout[q] = 1;
    }
    weigh(&r);
    expected_backward(&r.e, r.rate, r.mutual, NULL, r.dout, grad_rate, grad_mutual);
    CHECK(grad_rate[1] == 0 && grad_mutual[2] == 0 && grad_mutual[2 * N] == 0);
    CHECK(grad_rate[0] == 0 && grad_mutual[0] == 0 && grad_rate[N] != 0 && grad_mutual[1] != 0);
}

/* Expectations over all 2¹² circuits of four neurons: what the ratios are made of. */
static void enumerated(double exclusion) {
    rates_t r;
    double edges = 0, mutual = 0, cycles = 0, forwards = 0, closed = 0, open = 0, out2 = 0,
           both = 0;
    double p = 0, q = 0, pp = 0, qq = 0, pq = 0, no_input = 0, no_output = 0;
    static const int from[] = {0, 0, 0, 1, 1, 2}, to[] = {1, 2, 3, 2, 3, 3};
    draw(&r, 4, -0.5, exclusion, 7);
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
            const double clash = m * (1 - x) * (1 - y), half = exclusion * clash / 2;
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
    CHECK_NEAR(r.e.squares_out + r.e.noise, out2, 1e-10);
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
    gradients(0);
    gradients(0.6);
    gradients(0.999);
    clamped();
    return 0;
}
