/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The steering layer on random decoders: derivatives, and what the solver reaches. */

#include "circuits.h"
#include "generate/steering_layer.h"

enum { N = 60, RANK = 3, WIDTH = 4 * RANK + 2 };

/* Rates of a random decoder, with positions in a square. */
typedef struct {
    real_t node[N * WIDTH], log_rate[N * N], log_mutual[N * N], position[2 * N];
    guchar placed[N];
    latigraph_rates_t rates;
    latigraph_example_t example;
} decoder_t;

static void random_decoder(decoder_t *d, uint64_t index, int placed, double anti_reciprocity) {
    latigraph_stream_t s;
    latigraph_stream_init(&s, 9, LATIGRAPH_STREAM_TEST, index);
    for (int k = 0; k < N * WIDTH; k++) {
        d->node[k] = (real_t)(0.7 * latigraph_stream_normal(&s));
    }
    for (int k = 0; k < 2 * N; k++) {
        d->position[k] = (real_t)(2 * latigraph_stream_uniform(&s));
    }
    for (int i = 0; i < N; i++) {
        d->placed[i] = i != 5;
        for (int j = 0; j < N; j++) {
            const real_t *a = d->node + i * WIDTH, *b = d->node + j * WIDTH;
            double s_ij = (double)(a[4 * RANK] + b[4 * RANK + 1]) - 3, t_ij = -4.5;
            for (int k = 0; k < RANK; k++) {
                s_ij += (double)(a[k] * b[RANK + k]) / sqrt(RANK);
                t_ij += (double)(a[2 * RANK + k] * b[3 * RANK + k] +
                                 b[2 * RANK + k] * a[3 * RANK + k]) /
                        2 / sqrt(RANK);
            }
            t_ij += (double)(a[4 * RANK] + a[4 * RANK + 1] + b[4 * RANK] + b[4 * RANK + 1]) / 2;
            d->log_rate[i * N + j] = (real_t)s_ij;
            d->log_mutual[i * N + j] = (real_t)t_ij;
        }
    }
    d->rates = (latigraph_rates_t){.n = N,
                                   .node = d->node,
                                   .log_rate = d->log_rate,
                                   .log_mutual = d->log_mutual,
                                   .anti_reciprocity = anti_reciprocity};
    d->example = (latigraph_example_t){.n = N,
                                       .dims = 2,
                                       .position = placed ? d->position : NULL,
                                       .placed = placed ? d->placed : NULL};
}

/* At θ = 0 the rates are those of the decoder. */
static void check_neutral(latigraph_layer_t *layer, decoder_t *d) {
    const double theta[LATIGRAPH_STEERING] = {0};
    latigraph_rates_t rates = d->rates;
    latigraph_layer_begin(layer, &d->example, &d->rates);
    latigraph_layer_rates(layer, theta, &rates);
    for (int k = 0; k < N * N; k++) {
        CHECK_NEAR(rates.log_rate[k], d->log_rate[k], 1e-5);
        CHECK_NEAR(rates.log_mutual[k], d->log_mutual[k], 1e-5);
    }
    CHECK_NEAR(rates.anti_reciprocity, d->rates.anti_reciprocity, 1e-15);
    /* θ₀ and θ₁ shift all rates equally. */
    const double shift[LATIGRAPH_STEERING] = {0.5, -0.25, [14] = 2};
    latigraph_layer_rates(layer, shift, &rates);
    CHECK_NEAR(rates.log_rate[7], d->log_rate[7] + 0.5F, 1e-5);
    CHECK_NEAR(rates.log_mutual[7], d->log_mutual[7] - 0.25F, 1e-5);
    CHECK_NEAR(rates.anti_reciprocity, 1 - (1 - d->rates.anti_reciprocity) * exp(-2), 1e-15);
}

/* Derivatives with respect to θ are compared with central differences, in single precision. */
static void check_jacobian(latigraph_layer_t *layer, int count) {
    double theta[LATIGRAPH_STEERING], jacobian[LATIGRAPH_STATISTICS_MAX][LATIGRAPH_STEERING];
    double above[LATIGRAPH_STATISTICS_MAX], below[LATIGRAPH_STATISTICS_MAX];
    const double step = 0.01;
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        theta[a] = 0.1 * (a % 3 - 1);
    }
    latigraph_layer_statistics(layer, theta, above);
    latigraph_layer_jacobian(layer, theta, jacobian);
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        const double at = theta[a];
        theta[a] = at + step;
        latigraph_layer_statistics(layer, theta, above);
        theta[a] = at - step;
        latigraph_layer_statistics(layer, theta, below);
        theta[a] = at;
        for (int k = 0; k < count; k++) {
            CHECK_NEAR(jacobian[k][a], (above[k] - below[k]) / (2 * step),
                       2e-3 * (1 + fabs(jacobian[k][a])));
        }
    }
}

/* Every statistic can be moved by half an SD and by one SD while the others stay. */
static void check_solver(int placed, double anti_reciprocity) {
    static const double SD[LATIGRAPH_STATISTICS_MAX] = {0.2,  0.04, 0.12, 0.12, 0.12, 0.03,
                                                        0.05, 0.05, 0.1,  0.05, 0.05, 0.08};
    const double neutral[LATIGRAPH_STEERING] = {0};
    decoder_t *d = malloc(sizeof *d);
    latigraph_layer_t *layer = latigraph_layer_create(N + 10, RANK);
    random_decoder(d, 1, placed, anti_reciprocity);
    check_neutral(layer, d);
    const int count = latigraph_layer_statistic_count(layer);
    CHECK(count == (placed ? LATIGRAPH_STATISTICS_MAX : LATIGRAPH_STATISTIC_EDGE_LENGTH));
    check_jacobian(layer, count);
    double base[LATIGRAPH_STATISTICS_MAX];
    latigraph_solution_t found;
    double *const f = found.expected, *const theta = found.theta;
    latigraph_layer_statistics(layer, neutral, base);
    for (int asked = 0; asked < count; asked++) {
        for (int step = 1; step <= 2; step++) {
            latigraph_target_statistics_t targets = {.count = count};
            for (int k = 0; k < count; k++) {
                targets.sd[k] = SD[k];
                targets.weight[k] = k == asked ? 2 : latigraph_target_statistic_weight(k);
                targets.value[k] = base[k] + (k == asked ? 0.5 * step * SD[k] : 0);
            }
            memset(&found, 0, sizeof found);
            const double error = latigraph_layer_solve(layer, &targets, &found);
            for (int k = 0; k < count; k++) {
                /* Assortativity trades off against neurons without input or output. */
                const gboolean hard = k == LATIGRAPH_STATISTIC_ASSORTATIVITY;
                const double near =
                    0.6 / latigraph_target_statistic_weight(k) * (k == asked && !hard ? 0.5 : 1);
                CHECK_NEAR((f[k] - targets.value[k]) / SD[k], 0, near);
            }
            CHECK(placed || (theta[12] == 0 && theta[13] == 0));
            CHECK(theta[14] >= 0 && theta[14] <= 6);
            /* The reported statistics are those expected from the rates. */
            double again[LATIGRAPH_STATISTICS_MAX];
            latigraph_layer_statistics(layer, theta, again);
            CHECK_NEAR(again[asked], f[asked], 1e-6);
            /* A second search from the solution is never worse. */
            CHECK(latigraph_layer_solve(layer, &targets, &found) <= error + 1e-9);
        }
    }
    /* Without targets, nothing changes. */
    latigraph_target_statistics_t targets = {.count = count};
    for (int k = 0; k < count; k++) {
        targets.sd[k] = SD[k];
        targets.weight[k] = 1;
        targets.value[k] = base[k];
    }
    memset(&found, 0, sizeof found);
    CHECK_NEAR(latigraph_layer_solve(layer, &targets, &found), 0, 1e-9);
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        CHECK(theta[a] == 0);
    }
    /* A start outside the bounds, or with distance parameters but no positions, is corrected. */
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        theta[a] = a == 4 ? 7 : -1;
    }
    latigraph_layer_solve(layer, &targets, &found);
    CHECK(theta[4] <= 1 && theta[14] >= 0 && (placed || (theta[12] == 0 && theta[13] == 0)));
    latigraph_layer_destroy(layer);
    free(d);
}

/* Reciprocity can be requested far below chance while the other statistics stay; only the
 * anti-reciprocity makes this possible. If it is requested above a model that excludes almost all
 * mutual edges, θ₁₄ would become negative. It stays at its bound of 0, and the other parameters
 * still move. */
static void check_anti_reciprocity(double anti_reciprocity, double asked, gboolean alone) {
    const double neutral[LATIGRAPH_STEERING] = {0};
    decoder_t *d = malloc(sizeof *d);
    latigraph_layer_t *layer = latigraph_layer_create(N, RANK);
    double base[LATIGRAPH_STATISTICS_MAX];
    latigraph_solution_t found;
    double *const f = found.expected, *const theta = found.theta;
    latigraph_target_statistics_t targets = {.count = LATIGRAPH_STATISTICS_MAX};
    random_decoder(d, 1, 1, anti_reciprocity);
    for (int k = 0; k < N * N; k++) {
        d->log_mutual[k] -= 2;
    }
    latigraph_layer_begin(layer, &d->example, &d->rates);
    latigraph_layer_statistics(layer, neutral, base);
    const double density = exp(base[LATIGRAPH_STATISTIC_LOG_DENSITY]);
    for (int k = 0; k < targets.count; k++) {
        targets.sd[k] = 0.1;
        /* Triangles without mutual edges become more common as mutual edges become rarer. */
        const double weight =
            k == LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES ? 0.2 : latigraph_target_statistic_weight(k);
        targets.weight[k] = alone && k > LATIGRAPH_STATISTIC_RECIPROCITY ? 0 : weight;
        targets.value[k] = base[k];
    }
    targets.sd[LATIGRAPH_STATISTIC_RECIPROCITY] = 0.02;
    targets.value[LATIGRAPH_STATISTIC_RECIPROCITY] = asked * density;
    memset(&found, 0, sizeof found);
    latigraph_layer_solve(layer, &targets, &found);
    for (int k = 0; k < targets.count; k++) {
        const double near = k == LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES
                                ? 1.2
                                : 0.25 / latigraph_target_statistic_weight(k);
        CHECK_NEAR(targets.weight[k] > 0 ? (f[k] - targets.value[k]) / targets.sd[k] : 0, 0, near);
    }
    CHECK(asked < 1 ? theta[14] > 0.5 : theta[14] == 0);
    latigraph_layer_destroy(layer);
    free(d);
}

int main(void) {
    test_init();
    check_solver(1, 0);
    check_solver(0, 0.1);
    check_anti_reciprocity(0, 0.4, FALSE);
    check_anti_reciprocity(0.1, 0.4, FALSE);
    check_anti_reciprocity(0.9, 2, TRUE);
    return 0;
}
