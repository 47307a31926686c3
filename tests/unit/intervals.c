/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Intervals of means over circuits against closed forms, and correlations of circuits of unequal
 * sizes. */
#include "base/random.h"
#include "circuit/circuit.h"
#include "measure/resample.h"
#include "test.h"

#include <latigraph/measure.h>

enum { N = 12 };

/* A circuit of the neurons first .. first + size − 1 of one tissue. */
static void push_range(latigraph_circuit_list_t *list, int first, int size) {
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_create(&circuit, "tissue", size, 0, NULL, NULL, NULL));
    for (int i = 0; i < size; i++) {
        char name[24];
        snprintf(name, sizeof name, "%d", first + i);
        CHECK_OK(latigraph_circuit_name_neuron(circuit, i, name));
    }
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
}

/* N circuits of distinct neurons, `copies` of each: weights are Dirichlet(1, …, 1) over the N, so
 * that a mean has the variance Σ (x − x̄)² / (N (N + 1)) over resamples (Rubin 1981). That is the
 * share (N − 1) / N of the variance. t has N − 1 degrees of freedom. The SD of a thousand resamples
 * is known to 2.2 %. */
static void check_closed_form(int copies) {
    const double quantile = 2.200985; /* of t with eleven degrees of freedom, 97.5 % */
    latigraph_circuit_list_t list;
    igraph_matrix_t figures, intervals, again;
    igraph_real_t effective;
    double mean = 0, squares = 0;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(igraph_matrix_init(&figures, N * copies, 2));
    CHECK_OK(igraph_matrix_init(&intervals, 0, 0));
    CHECK_OK(igraph_matrix_init(&again, 0, 0));
    for (int i = 0; i < N * copies; i++) {
        push_range(&list, 5 * (i / copies), 5);
        MATRIX(figures, i, 0) = (i / copies) * (i / copies);
        MATRIX(figures, i, 1) = -3;
    }
    for (int i = 0; i < N; i++) {
        mean += (double)(i * i) / N;
    }
    for (int i = 0; i < N; i++) {
        squares += (i * i - mean) * (i * i - mean);
    }
    const double half = quantile * sqrt(squares / (N * (N + 1.)) * N / (N - 1.));
    CHECK_OK(latigraph_mean_intervals(&list, &figures, 1, &intervals, &effective));
    REQUIRE(igraph_matrix_nrow(&intervals) == 2 && igraph_matrix_ncol(&intervals) == 3);
    CHECK_NEAR(effective, N, 1e-9);
    CHECK_NEAR(MATRIX(intervals, 0, 0), mean, 1e-9);
    CHECK_NEAR(mean - MATRIX(intervals, 0, 1), half, 0.1 * half);
    CHECK_NEAR(MATRIX(intervals, 0, 2) - mean, half, 0.1 * half);
    for (int k = 0; k < 3; k++) {
        CHECK_NEAR(MATRIX(intervals, 1, k), -3, 1e-9); /* what does not vary is known */
    }
    CHECK_OK(latigraph_mean_intervals(&list, &figures, 1, &again, NULL));
    CHECK(igraph_matrix_all_e(&intervals, &again));
    CHECK_OK(latigraph_mean_intervals(&list, &figures, 2, &again, NULL));
    CHECK(MATRIX(again, 0, 0) == MATRIX(intervals, 0, 0));
    CHECK(MATRIX(again, 0, 1) != MATRIX(intervals, 0, 1));
    igraph_matrix_destroy(&again);
    igraph_matrix_destroy(&intervals);
    igraph_matrix_destroy(&figures);
    latigraph_circuit_list_destroy(&list);
}

/* Figures that are not known are left out; a column of them alone has no mean. */
static void check_unknown(void) {
    latigraph_circuit_list_t list;
    igraph_matrix_t figures, intervals;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(igraph_matrix_init(&figures, N, 2));
    CHECK_OK(igraph_matrix_init(&intervals, 0, 0));
    for (int i = 0; i < N; i++) {
        push_range(&list, 5 * i, 5);
        MATRIX(figures, i, 0) = i < 4 ? i : IGRAPH_NAN;
        MATRIX(figures, i, 1) = IGRAPH_NAN;
    }
    CHECK_OK(latigraph_mean_intervals(&list, &figures, 1, &intervals, NULL));
    CHECK_NEAR(MATRIX(intervals, 0, 0), 1.5, 1e-12);
    CHECK(MATRIX(intervals, 0, 1) < 1.5 && MATRIX(intervals, 0, 2) > 1.5);
    for (int k = 0; k < 3; k++) {
        CHECK(isnan(MATRIX(intervals, 1, k)));
    }
    igraph_matrix_destroy(&intervals);
    igraph_matrix_destroy(&figures);
    latigraph_circuit_list_destroy(&list);
}

/* Equal circuits amount to one, of which nothing can be said but its mean. */
static void check_one(void) {
    latigraph_circuit_list_t list;
    igraph_matrix_t figures, intervals;
    igraph_real_t effective;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(igraph_matrix_init(&figures, 3, 1));
    CHECK_OK(igraph_matrix_init(&intervals, 0, 0));
    for (int i = 0; i < 3; i++) {
        push_range(&list, 0, 5);
        MATRIX(figures, i, 0) = 1 + i;
    }
    CHECK_OK(latigraph_mean_intervals(&list, &figures, 1, &intervals, &effective));
    CHECK_NEAR(effective, 1, 1e-12);
    CHECK_NEAR(MATRIX(intervals, 0, 0), 2, 1e-12);
    CHECK(isnan(MATRIX(intervals, 0, 1)) && isnan(MATRIX(intervals, 0, 2)));
    CHECK_OK(igraph_matrix_resize(&figures, 2, 1));
    CHECK_FAILS(latigraph_mean_intervals(&list, &figures, 1, &intervals, NULL), IGRAPH_EINVAL,
                "2 rows");
    latigraph_circuit_list_destroy(&list);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(igraph_matrix_resize(&figures, 0, 1));
    CHECK_FAILS(latigraph_mean_intervals(&list, &figures, 1, &intervals, NULL), IGRAPH_EINVAL,
                "0 rows");
    igraph_matrix_destroy(&intervals);
    igraph_matrix_destroy(&figures);
    latigraph_circuit_list_destroy(&list);
}

/* --- Unequal sizes ----------------------------------------------------------- */

/* |a ∩ b| / √(|a| |b|) of ranges of neurons. */
static double overlap(const int *a, const int *b) {
    int common = 0;
    for (int v = a[0]; v < a[0] + a[1]; v++) {
        common += v >= b[0] && v < b[0] + b[1];
    }
    return common / sqrt((double)a[1] * b[1]);
}

/* effective = k² / 1ᵀΩ1 and kept = tr(MΩMΩ) / 1ᵀΩ1 with M = I − 11ᵀ/k, by multiplying matrices. */
static void check_ranges(int k, const int (*range)[2]) {
    double omega[8][8], centred[8][8], all = 0, trace = 0;
    latigraph_circuit_list_t list;
    latigraph_resampler_t r;
    REQUIRE(k <= 8);
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int i = 0; i < k; i++) {
        push_range(&list, range[i][0], range[i][1]);
        for (int j = 0; j < k; j++) {
            omega[i][j] = overlap(range[i], range[j]);
            all += omega[i][j];
        }
    }
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
            centred[i][j] = omega[i][j];
            for (int l = 0; l < k; l++) {
                centred[i][j] -= omega[l][j] / k;
            }
        }
    }
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
            trace += centred[i][j] * centred[j][i];
        }
    }
    CHECK_OK(latigraph_resampler_init(&r, &list, LATIGRAPH_SPLIT_BY_NEURON));
    CHECK_NEAR(r.effective, k * k / all, 1e-9);
    CHECK_NEAR(r.kept, trace / all, 1e-9);
    latigraph_resampler_destroy(&r);
    latigraph_circuit_list_destroy(&list);
}

/* Weights of a circuit and of one that holds it, beside four that share nothing with them: ln of
 * the ratio of two weights does not depend on how all are scaled. It has the variance
 * π²/3 where they are independent, and less the more they depend on each other. */
static void check_weights(void) {
    enum { DRAWS = 20000 };
    latigraph_circuit_list_t list;
    latigraph_resampler_t r;
    double weight[6], work[200], apart = 0, held = 0, alike = 0;
    CHECK_OK(latigraph_circuit_list_init(&list));
    push_range(&list, 0, 10);
    push_range(&list, 0, 40); /* correlation ½ with the first */
    push_range(&list, 100, 10);
    push_range(&list, 105, 10); /* correlation ½ with the one before */
    push_range(&list, 200, 10);
    push_range(&list, 300, 40);
    CHECK_OK(latigraph_resampler_init(&r, &list, LATIGRAPH_SPLIT_BY_NEURON));
    REQUIRE(r.neurons <= 200);
    for (int k = 0; k < DRAWS; k++) {
        latigraph_resample(&r, 3, (uint64_t)k, work, weight);
        held += pow(log(weight[0] / weight[1]), 2) / DRAWS;
        alike += pow(log(weight[2] / weight[3]), 2) / DRAWS;
        apart += pow(log(weight[4] / weight[5]), 2) / DRAWS;
    }
    printf("variance of ln ratios: held %g, alike %g, apart %g\n", held, alike, apart);
    CHECK_NEAR(apart, M_PI * M_PI / 3, 0.15);
    CHECK_NEAR(held / alike, 1, 0.06);
    CHECK(held < 0.75 * apart);
    latigraph_resampler_destroy(&r);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    check_closed_form(1);
    check_closed_form(2);
    check_unknown();
    check_one();
    check_ranges(2, (const int[][2]){{0, 10}, {0, 40}});
    check_ranges(5, (const int[][2]){{0, 10}, {5, 25}, {8, 3}, {30, 7}, {20, 60}});
    check_ranges(3, (const int[][2]){{0, 4}, {10, 9}, {100, 16}});
    check_weights();
    return 0;
}
