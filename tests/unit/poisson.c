/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Poisson numbers against e^−m m^k / k!, at means below and above 30, where large means are split
 * at a Gamma arrival. */
#include "base/random.h"
#include "test.h"

enum { DRAWS = 200000, LARGEST = 400 };

/* Sum over k of (seen − expected)² / expected, with both tails pooled; gives the cells too. */
static double chi_square(const int *seen, double mean, int *cells) {
    double sum = 0, expected = 0, count = 0, left = DRAWS, left_seen = DRAWS;
    *cells = 0;
    for (int k = 0; k < LARGEST; k++) {
        expected += DRAWS * exp(k * log(mean) - mean - lgamma(k + 1));
        count += seen[k];
        if (expected > 50 && left - expected > 50) {
            sum += (count - expected) * (count - expected) / expected;
            left -= expected;
            left_seen -= count;
            expected = count = 0;
            ++*cells;
        }
    }
    ++*cells;
    return sum + (left_seen - left) * (left_seen - left) / left;
}

static void check_law(double mean) {
    static int seen[LARGEST];
    latigraph_stream_t stream;
    double sum = 0;
    int cells;
    memset(seen, 0, sizeof seen);
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, (uint64_t)(1000 * mean));
    for (int i = 0; i < DRAWS; i++) {
        const int64_t k = latigraph_stream_poisson(&stream, mean);
        REQUIRE(k >= 0 && k < LARGEST);
        seen[k]++;
        sum += (double)k;
    }
    const double chi = chi_square(seen, mean, &cells);
    printf("mean %g: %g, chi-square %g of %d cells\n", mean, sum / DRAWS, chi, cells);
    CHECK_NEAR(sum / DRAWS, mean, 4.5 * sqrt(mean / DRAWS));
    CHECK(chi < cells - 1 + 4.5 * sqrt(2 * (cells - 1)));
}

int main(void) {
    const double means[] = {0.2, 3.5, 29, 31, 45, 100, 250};
    latigraph_stream_t stream;
    test_init();
    for (int k = 0; k < 7; k++) {
        check_law(means[k]);
    }
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    CHECK_EQUAL(latigraph_stream_poisson(&stream, 0), 0);
    return 0;
}
