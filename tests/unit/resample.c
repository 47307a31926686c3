/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The bootstrap of overlapping circuits: weights, effective numbers, and coverage of the intervals
 * of a mean. */
#include "base/random.h"
#include "measure/resample.h"
#include "test.h"

/* Adds `count` circuits of 10 neurons on a line, each `shift` neurons further than the previous
 * one. */
static void push_windows(latigraph_circuit_list_t *list, int count, int shift) {
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int c = 0; c < count; c++) {
        latigraph_circuit_t *circuit;
        CHECK_OK(latigraph_circuit_create(&circuit, "line", 10, 0, NULL, NULL, NULL));
        for (int i = 0; i < 10; i++) {
            char number[24];
            g_snprintf(number, sizeof number, "%d", c * shift + i);
            CHECK_OK(latigraph_circuit_name_neuron(circuit, i, number));
        }
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    }
}

/* A circuit of 10 neurons within one of 40: a correlation of 10 / √(10 · 40) = 1/2, so that there
 * are 2² / (2 + 2 · 1/2) effective circuits. */
static void check_unequal_sizes(void) {
    latigraph_circuit_list_t list;
    latigraph_resampler_t r;
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int n = 10; n <= 40; n += 30) {
        latigraph_circuit_t *circuit;
        CHECK_OK(latigraph_circuit_create(&circuit, "line", n, 0, NULL, NULL, NULL));
        for (int i = 0; i < n; i++) {
            char number[24];
            g_snprintf(number, sizeof number, "%d", i);
            CHECK_OK(latigraph_circuit_name_neuron(circuit, i, number));
        }
        CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    }
    CHECK_OK(latigraph_resampler_init(&r, &list, LATIGRAPH_SPLIT_BY_NEURON));
    CHECK_NEAR(r.effective, 4.0 / 3, 1e-9);
    latigraph_resampler_destroy(&r);
    latigraph_circuit_list_destroy(&list);
}

static void weights_of(int shift, double effective, double correlation) {
    enum { COUNT = 8, DRAWS = 20000 };
    latigraph_circuit_list_t list;
    latigraph_resampler_t r;
    double weight[COUNT], again[COUNT], work[200], mean = 0, square = 0, product = 0;
    push_windows(&list, COUNT, shift);
    CHECK_OK(latigraph_resampler_init(&r, &list, LATIGRAPH_SPLIT_BY_NEURON));
    CHECK_NEAR(r.effective, effective, 1e-9);
    for (int k = 0; k < DRAWS; k++) {
        double sum = 0;
        latigraph_resample(&r, 3, (uint64_t)k, work, weight);
        latigraph_resample(&r, 3, (uint64_t)k, work, again);
        for (int c = 0; c < COUNT; c++) {
            sum += weight[c];
            CHECK(weight[c] >= 0 && weight[c] == again[c]);
        }
        CHECK_NEAR(sum, COUNT, 1e-9);
        mean += weight[3] / DRAWS;
        square += weight[3] * weight[3] / DRAWS;
        product += weight[3] * weight[4] / DRAWS;
    }
    CHECK_NEAR(mean, 1, 0.05);
    const double found = square > 1 + 1e-9 ? (product - 1) / (square - 1) : 1;
    printf("shift %d: %g effective, SD %g, correlation %g\n", shift, r.effective,
           sqrt(fmax(square - 1, 0)), found);
    /* Weights have a constant sum, so an increase of one decreases the others. */
    CHECK_NEAR(found, effective > 1 ? (correlation - 1 / effective) / (1 - 1 / effective) : 1,
               0.15);
    latigraph_resampler_destroy(&r);
    latigraph_circuit_list_destroy(&list);
}

/* Returns the share of intervals that contain 0. The figure of a circuit is the mean of standard
 * normal numbers of its neurons. */
static double coverage(int count, int shift) {
    enum { ROUNDS = 300, DRAWS = 200 };
    latigraph_circuit_list_t list;
    latigraph_resampler_t r;
    latigraph_stream_t stream;
    double neuron[2000], figure[100], weight[100], work[2000];
    int held = 0;
    push_windows(&list, count, shift);
    CHECK_OK(latigraph_resampler_init(&r, &list, LATIGRAPH_SPLIT_BY_NEURON));
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, (uint64_t)(count * 100 + shift));
    for (int round = 0; round < ROUNDS; round++) {
        double mean = 0, sum = 0, squares = 0;
        for (int v = 0; v < count * shift + 10; v++) {
            neuron[v] = latigraph_stream_normal(&stream);
        }
        for (int c = 0; c < count; c++) {
            figure[c] = 0;
            for (int i = 0; i < 10; i++) {
                figure[c] += neuron[c * shift + i];
            }
            mean += figure[c] / count;
        }
        for (int k = 0; k < DRAWS; k++) {
            double value = 0;
            latigraph_resample(&r, 5, (uint64_t)(round * DRAWS + k), work, weight);
            for (int c = 0; c < count; c++) {
                value += weight[c] * figure[c] / count;
            }
            sum += value / DRAWS;
            squares += value * value / DRAWS;
        }
        held += fabs(mean) <
                latigraph_interval_margin(sqrt(fmax(squares - sum * sum, 0)), r.effective, r.kept);
    }
    latigraph_resampler_destroy(&r);
    latigraph_circuit_list_destroy(&list);
    printf("%d circuits, shift %d: covered %g\n", count, shift, (double)held / ROUNDS);
    return (double)held / ROUNDS;
}

int main(void) {
    test_init();
    check_unequal_sizes();
    weights_of(10, 8, 0);
    /* Neighbours share half of their neurons: 8² / (8 + 14 / 2). */
    weights_of(5, 64. / 15, 0.5);
    weights_of(0, 1, 1);
    CHECK(isnan(latigraph_interval_margin(1, 1, 0)));
    CHECK_NEAR(latigraph_interval_margin(1, 1e9, 1), 1.959964, 1e-4);
    CHECK_NEAR(latigraph_interval_margin(1, 2, 0.5), 12.7062 * sqrt(2), 0.05); /* t with 1 degree of
                                                                                  freedom */
    CHECK_NEAR(latigraph_interval_margin(1, 11, 1 / 1.1), 2.22814 * sqrt(1.1), 1e-3);
    const double apart = coverage(40, 10), half = coverage(40, 5), most = coverage(60, 1);
    CHECK(apart > 0.91 && apart < 0.985);
    CHECK(half > 0.9 && half < 0.99);
    CHECK(most > 0.85);
    return 0;
}
