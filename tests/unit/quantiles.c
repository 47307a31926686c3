/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Tables of quantiles, and lengths of normal vectors. */

#include "base/quantiles.h"
#include "base/random.h"
#include "test.h"

enum { COUNT = 20000 };

static void check_uniform(void) {
    double *value = malloc(sizeof(double) * COUNT), table[LATIGRAPH_QUANTILES];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < COUNT; i++) {
        value[i] = 5 + 2 * latigraph_stream_uniform(&stream);
    }
    latigraph_quantiles_fit(value, COUNT, table);
    for (int k = 0; k <= 64; k++) {
        CHECK_NEAR(table[k], 5 + 2 * k / 64.0, 0.03);
        CHECK(table[k] >= 5 && table[k] <= 7);
    }
    for (double level = 0.01; level < 1; level += 0.01) {
        CHECK_NEAR(latigraph_quantile_level(table, latigraph_quantile(table, level), 0.5), level,
                   1e-12);
    }
    CHECK(latigraph_quantile_level(table, -1, 0.5) == 1e-3);
    CHECK(latigraph_quantile_level(table, 9, 0.5) == 1 - 1e-3);
    CHECK(latigraph_quantile(table, 1) == table[64] && latigraph_quantile(table, 0) == table[0]);
    free(value);
}

/* A third of the values are zeros and the others ones. Their intervals of levels are disjoint and
 * lead back to the values. */
static void check_atoms(void) {
    double value[3000], table[LATIGRAPH_QUANTILES];
    int ones = 0;
    for (int i = 0; i < 3000; i++) {
        value[i] = i % 3 > 0;
    }
    latigraph_quantiles_fit(value, 3000, table);
    CHECK(latigraph_quantile_level(table, 0, 0) == 1e-3);
    CHECK_NEAR(latigraph_quantile_level(table, 0, 1), 1.0 / 3, 0.03);
    CHECK_NEAR(latigraph_quantile_level(table, 1, 0), 1.0 / 3, 0.03);
    for (int i = 0; i < 1000; i++) {
        ones += latigraph_quantile(table, i / 1000.0) > 0.5;
    }
    CHECK_NEAR(ones, 667, 10);
    for (int i = 0; i < 3000; i++) {
        value[i] = 7.1;
    }
    latigraph_quantiles_fit(value, 3000, table);
    CHECK(table[0] == 7.1 && table[30] == 7.1 && table[64] == 7.1);
}

/* A table of few values stores their mean and, within their range, their SD, but not the values. */
static void check_few(void) {
    double value[] = {4, 1, 2.5}, table[LATIGRAPH_QUANTILES];
    latigraph_quantiles_fit(value, 3, table);
    CHECK_NEAR(table[32], 2.5, 1e-12);
    CHECK(table[0] >= 1 && table[64] <= 4 && table[0] < 1.5 && table[64] > 3.5);
    latigraph_quantiles_fit(value, 1, table);
    CHECK(table[0] == 1 && table[64] == 1);
}

static void check_lengths(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    for (int dims = 1; dims <= 3; dims++) {
        int below = 0;
        for (int i = 0; i < COUNT; i++) {
            double squares = 0;
            for (int d = 0; d < dims; d++) {
                const double x = latigraph_stream_normal(&stream);
                squares += x * x;
            }
            below += sqrt(squares) < 1.2;
        }
        CHECK_NEAR(latigraph_chi_level(dims, 1.2), (double)below / COUNT, 0.015);
        for (double level = 0.05; level < 1; level += 0.05) {
            CHECK_NEAR(latigraph_chi_level(dims, latigraph_chi_quantile(dims, level)), level,
                       1e-12);
        }
        CHECK(latigraph_chi_level(dims, 0) == 0 && latigraph_chi_level(dims, INFINITY) == 1);
    }
    CHECK_NEAR(latigraph_normal_quantile(0.975), 1.959963984540054, 1e-9);
    CHECK_NEAR(latigraph_normal_quantile(0.025), -1.959963984540054, 1e-9);
    CHECK_NEAR(latigraph_normal_level(-1.959963984540054), 0.025, 1e-12);
}

int main(void) {
    test_init();
    check_uniform();
    check_atoms();
    check_few();
    check_lengths();
    return 0;
}
