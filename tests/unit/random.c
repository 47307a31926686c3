/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/random.h"

#include "base/parallel.h"
#include "test.h"

#include <glib.h>

/* The known answers of Philox4x32-10 are those of the authors' Random123 distribution
 * (kat_vectors). */
static void known_answers(void) {
    latigraph_stream_t s = {.key = {0, 0}, .counter = {0, 0, 0, 0}, .used = 4};
    const uint32_t zeros[4] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    for (int i = 0; i < 4; i++) {
        CHECK(latigraph_stream_next(&s) == zeros[i]);
    }
    latigraph_stream_t pi = {.key = {0xa4093822, 0x299f31d0},
                             .counter = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                             .used = 4};
    const uint32_t digits[4] = {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
    for (int i = 0; i < 4; i++) {
        CHECK(latigraph_stream_next(&pi) == digits[i]);
    }
}

static void streams_differ(void) {
    latigraph_stream_t a, b, c;
    latigraph_stream_init(&a, 7, LATIGRAPH_STREAM_NOISE, 1);
    latigraph_stream_init(&b, 7, LATIGRAPH_STREAM_NOISE, 2);
    latigraph_stream_init(&c, 7, LATIGRAPH_STREAM_CODE, 1);
    const uint32_t x = latigraph_stream_next(&a);
    CHECK(x != latigraph_stream_next(&b));
    CHECK(x != latigraph_stream_next(&c));
}

/* Mean and variance of each distribution agree within five standard errors. */
static void moments(void) {
    enum { N = 200000 };
    latigraph_stream_t s;
    struct {
        double mean, variance;
        double sum, squares;
    } law[] = {{.5, 1. / 12, 0, 0}, {0, 1, 0, 0},     {1, 1, 0, 0},   {.3, .3, 0, 0},
               {4, 4, 0, 0},        {3.5, 3.5, 0, 0}, {90, 90, 0, 0}, {2, 2, 0, 0}};
    latigraph_stream_init(&s, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < N; i++) {
        const double x[] = {latigraph_stream_uniform(&s),
                            latigraph_stream_normal(&s),
                            latigraph_stream_exponential(&s),
                            latigraph_stream_gamma(&s, .3),
                            latigraph_stream_gamma(&s, 4),
                            (double)latigraph_stream_poisson(&s, 3.5),
                            (double)latigraph_stream_poisson(&s, 90),
                            latigraph_stream_integer(&s, 5)};
        for (int k = 0; k < 8; k++) {
            law[k].sum += x[k];
            law[k].squares += (x[k] - law[k].mean) * (x[k] - law[k].mean);
        }
    }
    for (int k = 0; k < 8; k++) {
        CHECK_NEAR(law[k].sum / N, law[k].mean, 5 * sqrt(law[k].variance / N));
        CHECK_NEAR(law[k].squares / N / law[k].variance, 1, .05);
    }
}

static void permutation(void) {
    int order[6], counts[6] = {0};
    latigraph_stream_t s;
    latigraph_stream_init(&s, 3, LATIGRAPH_STREAM_TEST, 1);
    for (int round = 0; round < 60000; round++) {
        int seen = 0;
        latigraph_stream_permutation(&s, order, 6);
        for (int i = 0; i < 6; i++) {
            seen |= 1 << order[i];
        }
        CHECK(seen == 63);
        counts[order[2]]++;
    }
    for (int i = 0; i < 6; i++) {
        CHECK_NEAR(counts[i], 10000, 500);
    }
}

static void square(int item, int worker, void *data) {
    (void)worker;
    ((int *)data)[item] += item * item;
}

static void parallel(void) {
    for (int threads = 1; threads <= 5; threads++) {
        int out[100] = {0};
        latigraph_parallel_for(threads, 100, square, out);
        for (int i = 0; i < 100; i++) {
            CHECK(out[i] == i * i);
        }
    }
}

int main(void) {
    test_init();
    known_answers();
    streams_differ();
    moments();
    permutation();
    parallel();
    return 0;
}
