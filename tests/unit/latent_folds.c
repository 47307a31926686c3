/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "base/random.h"
#include "circuit/folds.h"
#include "regression/ridge.h"

/* Folds that share no neuron with their training circuits, and the regression scored on them. */

enum { WIDTH = 4 };

/* A circuit whose neurons are `first`, `first` + 1, ... of a sheet. */
static latigraph_circuit_t *window(int first, int n) {
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_create(&circuit, "window", n, 0, NULL, NULL, NULL));
    for (int i = 0; i < n; i++) {
        char number[24];
        g_snprintf(number, sizeof number, "%d", first + i);
        CHECK_OK(latigraph_circuit_name_neuron(circuit, i, number));
    }
    return circuit;
}

static void add_windows(latigraph_circuit_list_t *list, int first, int count, int step, int n) {
    for (int c = 0; c < count; c++) {
        CHECK_OK(latigraph_circuit_list_push_back(list, window(first + c * step, n)));
    }
}

static int shared_neurons(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    int shared = 0;
    for (int i = 0; i < a->n; i++) {
        for (int j = 0; j < b->n; j++) {
            shared += strcmp(a->neuron[i], b->neuron[j]) == 0;
        }
    }
    return shared;
}

/* Every circuit has a fold; what trains for a fold shares nothing with it, and nothing that could
 * train is left out. */
static void check_folds(const latigraph_circuit_list_t *list, const latigraph_folds_t *folds) {
    CHECK(folds->circuits == (int)list->size);
    for (int f = 0; f < folds->count; f++) {
        for (int c = 0; c < folds->circuits; c++) {
            int shared = 0;
            CHECK(folds->fold[c] >= 0 && folds->fold[c] < folds->count);
            for (int d = 0; d < folds->circuits; d++) {
                shared += folds->fold[d] == f ? shared_neurons(list->items[c], list->items[d]) : 0;
            }
            CHECK(folds->trains[f * folds->circuits + c] == (folds->fold[c] != f && shared == 0));
        }
    }
}

/* A strip of overlapping windows: folds are stretches of it. */
static void check_strip(void) {
    latigraph_circuit_list_t list;
    latigraph_folds_t folds, again;
    CHECK_OK(latigraph_circuit_list_init(&list));
    add_windows(&list, 0, 60, 3, 10);
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 1));
    REQUIRE(folds.count == 5);
    check_folds(&list, &folds);
    int changes = 0, size[5] = {0};
    for (int c = 0; c < 60; c++) {
        size[folds.fold[c]]++;
        changes += c > 0 && folds.fold[c] != folds.fold[c - 1];
    }
    CHECK(changes <= 12);
    for (int f = 0; f < 5; f++) {
        CHECK(size[f] >= 6);
    }
    CHECK_OK(latigraph_folds_init(&again, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 1));
    CHECK(memcmp(folds.fold, again.fold, 60 * sizeof(int)) == 0);
    latigraph_folds_destroy(&again);
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* Two sides without a shared neuron are never mixed, so each can be scored by the other. */
static void check_sides(void) {
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    CHECK_OK(latigraph_circuit_list_init(&list));
    add_windows(&list, 0, 40, 0, 20);
    add_windows(&list, 1000, 12, 0, 20);
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 3));
    check_folds(&list, &folds);
    int trained = 0;
    for (int c = 0; c < 40; c++) {
        trained += folds.trains[folds.fold[45] * 52 + c];
    }
    CHECK(trained == 40);
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);

    /* Disjoint circuits are packed whole; one circuit, or none, is no reason to fail. */
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 3));
    REQUIRE(folds.count == 0);
    latigraph_folds_destroy(&folds);
    add_windows(&list, 0, 1, 0, 5);
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 3));
    REQUIRE(folds.count == 1 && !folds.trains[0]);
    latigraph_folds_destroy(&folds);
    add_windows(&list, 100, 22, 50, 20);
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 3));
    REQUIRE(folds.count == 5);
    check_folds(&list, &folds);
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* Two overlapping strips: every fold has windows of both, and both train for it. */
static void check_sets(void) {
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    CHECK_OK(latigraph_circuit_list_init(&list));
    add_windows(&list, 0, 40, 3, 10);
    add_windows(&list, 60, 30, 3, 10);
    const int begins[] = {0, 40, (int)list.size};
    CHECK_OK(latigraph_folds_init_sets(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 2, begins, 5, 1));
    REQUIRE(folds.count == 5);
    check_folds(&list, &folds);
    for (int f = 0; f < 5; f++) {
        int tested[2] = {0, 0}, trained[2] = {0, 0};
        for (int c = 0; c < 70; c++) {
            tested[c >= 40] += folds.fold[c] == f;
            trained[c >= 40] += folds.trains[f * 70 + c];
        }
        CHECK(tested[0] >= 4 && tested[1] >= 3 && trained[0] >= 20 && trained[1] >= 12);
    }
    latigraph_folds_destroy(&folds);

    /* A third strip over both: its folds join those that it overlaps. */
    add_windows(&list, 20, 30, 3, 10);
    const int three[] = {0, 40, 70, (int)list.size};
    CHECK_OK(latigraph_folds_init_sets(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 3, three, 5, 1));
    REQUIRE(folds.count == 5);
    check_folds(&list, &folds);
    for (int f = 0; f < 5; f++) {
        int tested = 0, trained = 0;
        for (int c = 70; c < 100; c++) {
            tested += folds.fold[c] == f;
            trained += folds.trains[f * 100 + c];
        }
        CHECK(tested >= 3 && trained >= 8);
    }
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* A linear relation is found with its weights, noise is not found. */
static void check_ridge(void) {
    static const double truth[WIDTH] = {1.5, -2, 0, 0.5};
    enum { COUNT = 200 };
    double codes[COUNT * WIDTH], linear[COUNT], noise[COUNT], weight[WIDTH], intercept;
    latigraph_score_t score;
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < COUNT; i++) {
        linear[i] = 7;
        for (int k = 0; k < WIDTH; k++) {
            codes[i * WIDTH + k] = 2 * latigraph_stream_normal(&stream) + k;
            linear[i] += truth[k] * codes[i * WIDTH + k];
        }
        noise[i] = latigraph_stream_normal(&stream);
    }
    CHECK_OK(latigraph_ridge(COUNT, WIDTH, codes, linear, weight, &intercept));
    for (int k = 0; k < WIDTH; k++) {
        CHECK_NEAR(weight[k], truth[k], 0.06);
    }
    CHECK_NEAR(intercept, 7, 0.3);

    CHECK_OK(latigraph_circuit_list_init(&list));
    add_windows(&list, 0, COUNT, 2, 10);
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 2));
    CHECK_OK(latigraph_ridge_score(WIDTH, codes, linear, &folds, 199, 1, &score));
    CHECK(score.scored == COUNT && score.r2 > 0.99);
    CHECK_NEAR(score.p, 1.0 / 200, 1e-12);
    CHECK(score.shuffled < 0.02); /* codes of other circuits predict nothing */
    CHECK_OK(latigraph_ridge_score(WIDTH, codes, noise, &folds, 199, 1, &score));
    CHECK(score.scored == COUNT && score.r2 < 0.05 && score.p > 0.05);

    /* Missing values are left out; with too few circuits to train there is no score. */
    for (int i = 0; i < 100; i++) {
        linear[2 * i] = NAN;
    }
    CHECK_OK(latigraph_ridge_score(WIDTH, codes, linear, &folds, 99, 1, &score));
    CHECK(score.scored == 100 && score.r2 > 0.98);
    for (int i = 30; i < COUNT; i++) {
        linear[i] = NAN;
    }
    CHECK_OK(latigraph_ridge_score(WIDTH, codes, linear, &folds, 99, 1, &score));
    CHECK(score.scored == 0 && isnan(score.r2) && isnan(score.p) && isnan(score.shuffled));
    for (int i = 0; i < COUNT; i++) {
        linear[i] = i == 3 ? 1 : NAN;
    }
    CHECK_FAILS(latigraph_ridge(COUNT, WIDTH, codes, linear, weight, &intercept), IGRAPH_EINVAL,
                "got 1");
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    check_strip();
    check_sides();
    check_sets();
    check_ridge();
    return 0;
}
