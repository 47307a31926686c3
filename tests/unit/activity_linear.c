/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "activity/estimate.h"
#include "activity/products.h"
#include "activity/ridge.h"
#include "base/lapack.h"

/* Correlations, autoregressions and weights within a connectome against brute force on small
 * matrices, and against what was planted. */

static void begin(latigraph_activity_t **activity, latigraph_columns_t *columns,
                  const igraph_matrix_t *x, int threads) {
    CHECK_OK(latigraph_activity_from_matrix(activity, x, NULL));
    const igraph_error_t code =
        latigraph_columns_init(columns, *activity, 0, (int)igraph_matrix_nrow(x), threads);
    REQUIRE(code == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
}

static void end(latigraph_activity_t *activity, latigraph_columns_t *columns) {
    latigraph_columns_destroy(columns);
    latigraph_activity_destroy(activity);
}

/* Runs an estimator, whose result stays on the FINALLY stack. */
#define ESTIMATE(expression)                                                                       \
    do {                                                                                           \
        REQUIRE((expression) == IGRAPH_SUCCESS);                                                   \
        CHECK_EQUAL(IGRAPH_FINALLY_STACK_SIZE(), 1);                                               \
        IGRAPH_FINALLY_CLEAN(1);                                                                   \
    } while (0)

/* Pearson's correlation of two columns, the second later by `lag`, over the times at which both are
 * known; means and SD are those of the columns alone. */
static double pearson(const igraph_matrix_t *x, int a, int b, int lag, int times) {
    double mean[2], sd[2], sum = 0;
    int count = 0;
    for (int k = 0; k < 2; k++) {
        double total = 0, squares = 0;
        int known = 0;
        for (int t = 0; t < igraph_matrix_nrow(x); t++) {
            const double value = MATRIX(*x, t, k == 0 ? a : b);
            if (isfinite(value)) {
                total += value;
                squares += value * value;
                known++;
            }
        }
        mean[k] = total / known;
        sd[k] = sqrt(squares / known - mean[k] * mean[k]);
    }
    for (int t = 0; t < times; t++) {
        const double u = MATRIX(*x, t, a), v = MATRIX(*x, t + lag, b);
        if (isfinite(u) && isfinite(v)) {
            sum += (u - mean[0]) / sd[0] * ((v - mean[1]) / sd[1]);
            count++;
        }
    }
    return sum / count;
}

static void test_correlation(gboolean holes) {
    enum { TIMES = 700, N = 6 };
    igraph_matrix_t x;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    latigraph_estimate_t estimate;
    make_noise(&x, TIMES, N, 2);
    for (int t = 0; t < TIMES; t++) {
        MATRIX(x, t, 1) += MATRIX(x, t, 0) + 1000;
        MATRIX(x, t, 4) = holes && t % 5 == 0 ? NAN : MATRIX(x, t, 4) - MATRIX(x, t, 3);
    }
    begin(&activity, &columns, &x, 2);
    CHECK(columns.holes == holes);
    ESTIMATE(latigraph_estimate_correlation(&estimate, &columns));
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            CHECK_NEAR(estimate.weight[i * N + j], pearson(&x, i, j, 0, TIMES), 1e-9);
        }
    }
    latigraph_estimate_destroy(&estimate);
    ESTIMATE(latigraph_estimate_lagged(&estimate, &columns, 3));
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            double best = 0;
            int delay = 0;
            for (int lag = 1; lag <= 3; lag++) {
                const double r = pearson(&x, i, j, lag, TIMES - 3);
                delay = fabs(r) > fabs(best) ? lag : delay;
                best = fabs(r) > fabs(best) ? r : best;
            }
            CHECK_NEAR(estimate.weight[i * N + j], best, 1e-9);
            CHECK_EQUAL((int)estimate.delay[i * N + j], delay);
        }
    }
    latigraph_estimate_destroy(&estimate);
    end(activity, &columns);
    igraph_matrix_destroy(&x);
}

/* A chain 0 → 1 → 2 in space: 0 and 2 are correlated, but not given 1. The closed form is ρ_02 =
 * ρ_01 ρ_12. */
static void test_partial(void) {
    enum { TIMES = 20000, N = 3 };
    igraph_matrix_t x;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    latigraph_estimate_t whole, given;
    make_noise(&x, TIMES, N, 3);
    for (int t = 0; t < TIMES; t++) {
        MATRIX(x, t, 1) += MATRIX(x, t, 0);
        MATRIX(x, t, 2) += MATRIX(x, t, 1);
    }
    begin(&activity, &columns, &x, 1);
    ESTIMATE(latigraph_estimate_correlation(&whole, &columns));
    ESTIMATE(latigraph_estimate_partial(&given, &columns));
    CHECK_NEAR(whole.weight[2], sqrt(1.0 / 3), 0.02);
    CHECK_NEAR(given.weight[2], 0, 0.02);
    CHECK_NEAR(given.weight[1], 0.5, 0.02); /* Cov⁻¹ = [2 −1 0; −1 2 −1; 0 −1 1] */
    CHECK_NEAR(given.weight[5], sqrt(0.5), 0.02);
    CHECK(given.penalty > 0 && given.penalty < 0.01);
    latigraph_estimate_destroy(&given);
    latigraph_estimate_destroy(&whole);
    end(activity, &columns);
    igraph_matrix_destroy(&x);
}

/* The share of shrinkage by its definition, from all products of single times. */
static void test_ledoit_wolf(void) {
    enum { TIMES = 60, N = 12 };
    igraph_matrix_t x;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    latigraph_estimate_t estimate, whole;
    double z[TIMES * N], error = 0, apart = 0;
    make_noise(&x, TIMES, N, 4);
    for (int t = 0; t < TIMES; t++) {
        for (int j = 1; j < N; j++) {
            MATRIX(x, t, j) += 0.8 * MATRIX(x, t, 0);
        }
    }
    begin(&activity, &columns, &x, 1);
    ESTIMATE(latigraph_estimate_correlation(&whole, &columns));
    ESTIMATE(latigraph_estimate_partial(&estimate, &columns));
    latigraph_columns_z(&columns, 0, TIMES, z, NULL);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            const double s = whole.weight[i * N + j];
            apart += (s - (i == j)) * (s - (i == j));
            for (int t = 0; t < TIMES; t++) {
                const double off = z[t * N + i] * z[t * N + j] - s;
                error += off * off / TIMES / TIMES;
            }
        }
    }
    CHECK(error < apart);
    CHECK_NEAR(estimate.penalty, error / apart, 1e-9);
    latigraph_estimate_destroy(&estimate);
    latigraph_estimate_destroy(&whole);
    end(activity, &columns);
    igraph_matrix_destroy(&x);
}

/* Solves the normal equations of target j on the given sources by Cholesky, from z-scores. Weights
 * are shrunk towards `mean`, but for the last one. */
static void least_squares(const double *z, int times, int n, const int *source, int p, int target,
                          double penalty, double mean, double *v) {
    double *c = g_new0(double, p *p);
    for (int a = 0; a < p; a++) {
        v[a] = 0;
        for (int t = 0; t + 1 < times; t++) {
            v[a] += z[t * n + source[a]] * z[(t + 1) * n + target] / (times - 1);
            for (int b = 0; b < p; b++) {
                c[a * p + b] += z[t * n + source[a]] * z[t * n + source[b]] / (times - 1);
            }
        }
        c[a * p + a] += penalty;
        v[a] += a < p - 1 ? penalty * mean : 0;
    }
    REQUIRE(latigraph_cholesky(p, c) == 0);
    latigraph_cholesky_solve(p, c, v, 1);
    g_free(c);
}

static const double planted[16] = {0,       0.5, 0, 0,   /* */ 0, 0, -0.6, 0,
                                   /* */ 0, 0,   0, 0.4, 0.3,     0, 0,    0};

static void test_autoregression(void) {
    enum { TIMES = 3000, N = 4 };
    igraph_matrix_t x;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    latigraph_estimate_t estimate;
    const int source[N] = {0, 1, 2, 3};
    double *z = g_new(double, TIMES *N), v[N];
    make_noise(&x, TIMES, N, 5);
    run_network(&x, planted);
    begin(&activity, &columns, &x, 2);
    latigraph_columns_z(&columns, 0, TIMES, z, NULL);
    ESTIMATE(latigraph_estimate_autoregression(&estimate, &columns, 0.3));
    for (int j = 0; j < N; j++) {
        least_squares(z, TIMES, N, source, N, j, 0.3, 0, v);
        for (int i = 0; i < N; i++) {
            CHECK_NEAR(estimate.weight[i * N + j], v[i], 1e-10);
        }
    }
    latigraph_estimate_destroy(&estimate);
    ESTIMATE(latigraph_estimate_autoregression(&estimate, &columns, NAN));
    CHECK(estimate.penalty < 0.05);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            const double w = estimate.weight[i * N + j] * columns.sd[j] / columns.sd[i];
            CHECK_NEAR(w, planted[4 * i + j], 0.07);
            CHECK_NEAR(estimate.error[i * N + j], 1 / sqrt(TIMES), 0.005);
        }
    }
    latigraph_estimate_destroy(&estimate);
    end(activity, &columns);
    igraph_matrix_destroy(&x);
    g_free(z);
}

/* The errors by folds are those of fits without each fold. */
static void test_penalty(void) {
    enum { TIMES = 121, N = 8, FOLDS_HERE = 3 };
    igraph_matrix_t x;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    latigraph_products_t products;
    const latigraph_products_plan_t plan = {.folds = FOLDS_HERE, .lags = 1, .same = TRUE};
    double penalty, grid[PENALTIES], least = INFINITY, best = 0;
    double z[TIMES * N];
    make_noise(&x, TIMES, N, 6);
    for (int t = TIMES - 1; t > 0; t--) {
        for (int j = 0; j < N; j++) {
            MATRIX(x, t, j) += 0.5 * MATRIX(x, t - 1, (j + 1) % N);
        }
    }
    begin(&activity, &columns, &x, 1);
    latigraph_columns_z(&columns, 0, TIMES, z, NULL);
    ESTIMATE(latigraph_products_init(&products, &columns, &plan, 0));
    CHECK_OK(latigraph_ridge_choose(&products, 2, &penalty));
    latigraph_penalties(N, TIMES - 1, grid);
    for (int k = 0; k < PENALTIES; k++) {
        double sum = 0;
        for (int f = 0; f < FOLDS_HERE; f++) {
            const int from = (TIMES - 1) * f / FOLDS_HERE, to = (TIMES - 1) * (f + 1) / FOLDS_HERE;
            double c[N * N] = {0}, v[N * N] = {0};
            const int rest = TIMES - 1 - (to - from);
            for (int t = 0; t + 1 < TIMES; t++) {
                for (int a = 0; a < N * N && (t < from || t >= to); a++) {
                    c[a] += z[t * N + a / N] * z[t * N + a % N] / rest;
                    v[a] += z[t * N + a / N] * z[(t + 1) * N + a % N] / rest;
                }
            }
            for (int a = 0; a < N; a++) {
                c[a * N + a] += grid[k];
            }
            REQUIRE(latigraph_cholesky(N, c) == 0);
            latigraph_cholesky_solve(N, c, v, N);
            for (int t = from; t < to; t++) {
                for (int j = 0; j < N; j++) {
                    double off = z[(t + 1) * N + j];
                    for (int i = 0; i < N; i++) {
                        off -= v[i * N + j] * z[t * N + i];
                    }
                    sum += off * off;
                }
            }
        }
        best = sum < least ? grid[k] : best;
        least = fmin(least, sum);
    }
    CHECK_NEAR(penalty, best, 1e-15);
    CHECK(penalty > grid[0] && penalty < grid[PENALTIES - 1]);
    latigraph_products_destroy(&products);
    end(activity, &columns);
    igraph_matrix_destroy(&x);
}

/* Slope of all targets on the sums of their sources. */
static double common_mean(const double *z, int times, int n, const int *from, const int *to,
                          int edges) {
    double product = 0, squares = 0;
    for (int t = 0; t + 1 < times; t++) {
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int e = 0; e < edges; e++) {
                sum += to[e] == j ? z[t * n + from[e]] : 0;
            }
            product += sum * z[(t + 1) * n + j];
            squares += sum * sum;
        }
    }
    return product / squares;
}

static void test_within(void) {
    enum { TIMES = 400, N = 5, EDGES = 5 };
    int from[EDGES] = {0, 1, 2, 3, 1}, to[EDGES] = {1, 2, 3, 0, 0};
    double weight[EDGES], error[EDGES], v[N], *z = g_new(double, TIMES *N);
    latigraph_within_t within = {EDGES, from, to, weight, error, 0};
    igraph_matrix_t x;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    make_noise(&x, TIMES, N, 8);
    for (int t = 1; t < TIMES; t++) {
        MATRIX(x, t, 1) = 3 * MATRIX(x, t, 1) + 2 * MATRIX(x, t - 1, 0);
    }
    begin(&activity, &columns, &x, 2);
    latigraph_columns_z(&columns, 0, TIMES, z, NULL);
    CHECK_OK(latigraph_estimate_within(&within, &columns, 0.2));
    const double mean = common_mean(z, TIMES, N, from, to, EDGES);
    CHECK(mean > 0.05);
    CHECK_NEAR(within.penalty, 0.2, 0);
    for (int e = 0; e < EDGES; e++) {
        int source[N] = {from[e]}, p = 1;
        for (int other = 0; other < EDGES; other++) {
            if (other != e && to[other] == to[e]) {
                source[p++] = from[other];
            }
        }
        source[p++] = to[e];
        least_squares(z, TIMES, N, source, p, to[e], 0.2, mean, v);
        CHECK_NEAR(weight[e], v[0] * columns.sd[to[e]] / columns.sd[from[e]], 1e-9);
    }
    CHECK_OK(latigraph_estimate_within(&within, &columns, NAN));
    CHECK_NEAR(weight[0], 2, 0.5);
    CHECK_NEAR(error[0], 3 / sqrt(TIMES), 0.03);
    CHECK(fabs(weight[2]) < 4 * error[2]);
    end(activity, &columns);
    igraph_matrix_destroy(&x);
    g_free(z);
}

/* The same bits with one thread and with many, over several tiles and blocks. */
static void test_threads(void) {
    enum { TIMES = 2500, N = 150 };
    igraph_matrix_t x;
    latigraph_activity_t *activity;
    latigraph_columns_t columns;
    latigraph_estimate_t one, many;
    make_noise(&x, TIMES, N, 9);
    begin(&activity, &columns, &x, 1);
    ESTIMATE(latigraph_estimate_autoregression(&one, &columns, NAN));
    end(activity, &columns);
    begin(&activity, &columns, &x, 3);
    ESTIMATE(latigraph_estimate_autoregression(&many, &columns, NAN));
    CHECK(memcmp(one.weight, many.weight, N * N * sizeof(double)) == 0);
    CHECK(memcmp(one.error, many.error, N * N * sizeof(double)) == 0);
    CHECK_NEAR(one.penalty, many.penalty, 0);
    latigraph_estimate_destroy(&one);
    latigraph_estimate_destroy(&many);
    end(activity, &columns);
    igraph_matrix_destroy(&x);
}

int main(void) {
    test_init();
    test_correlation(FALSE);
    test_correlation(TRUE);
    test_partial();
    test_ledoit_wolf();
    test_autoregression();
    test_penalty();
    test_within();
    test_threads();
    return 0;
}
