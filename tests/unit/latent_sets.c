/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuits.h"

#include <latigraph/latent.h>

/* Further sets of circuits along the direction between two sets, and the separation of all sets. */

enum { COUNT = 90, THIRD = COUNT / 3 };

static double density_of(const latigraph_circuit_t *c) {
    return (double)c->m / ((double)c->n * (c->n - 1));
}

static int by_density(const void *a, const void *b) {
    const double x = density_of(*(latigraph_circuit_t *const *)a),
                 y = density_of(*(latigraph_circuit_t *const *)b);
    return (x > y) - (x < y);
}

/* The circuits in order of density, or as they are. */
typedef struct {
    latigraph_circuit_t *items[COUNT];
} order_t;

static latigraph_circuit_list_t third(order_t *order, int k, int size) {
    return (latigraph_circuit_list_t){
        .items = order->items + k * THIRD, .size = size, .capacity = size};
}

static void order_init(order_t *order, const latigraph_circuit_list_t *circuits, int sorted) {
    memcpy(order->items, circuits->items, sizeof order->items);
    if (sorted) {
        qsort(order->items, COUNT, sizeof order->items[0], by_density);
    }
}

static void label(igraph_strvector_t *labels, int count, const char *even, const char *odd) {
    igraph_strvector_clear(labels);
    for (int c = 0; c < count; c++) {
        CHECK_OK(igraph_strvector_push_back(labels, c % 2 == 0 ? even : odd));
    }
}

/* Mean score of every second circuit of a set by the discriminant of latigraph_discriminate(). */
static double mean_by_hand(const latigraph_model_t *model, const latigraph_circuit_list_t *set,
                           int start, const latigraph_discrimination_t *found) {
    igraph_matrix_t codes;
    double sum = 0;
    int count = 0;
    igraph_matrix_init(&codes, 0, 0);
    CHECK_OK(latigraph_encode(model, set, 1, &codes, NULL));
    for (int c = start; c < set->size; c += 2) {
        sum += found->intercept;
        for (int k = 0; k < igraph_matrix_ncol(&codes); k++) {
            sum += VECTOR(found->weight)[k] * MATRIX(codes, c, k);
        }
        count++;
    }
    igraph_matrix_destroy(&codes);
    return sum / count;
}

/* Sets by density: the middle third is half-way, and density alone orders the sets as well. */
static void check_scores(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_directions_options_t options = {.threads = 1, .seed = 5};
    latigraph_set_scores_t scores, again;
    latigraph_discrimination_t found;
    igraph_strvector_t labels;
    order_t order;
    order_init(&order, circuits, 1);
    const latigraph_circuit_list_t sparse = third(&order, 0, THIRD),
                                   middle = third(&order, 1, THIRD),
                                   dense = third(&order, 2, THIRD);
    CHECK_OK(latigraph_set_scores_init(&scores));
    CHECK_OK(latigraph_set_scores_init(&again));
    CHECK_OK(latigraph_discrimination_init(&found));
    CHECK_OK(igraph_strvector_init(&labels, 0));
    label(&labels, THIRD, "even", "odd");
    CHECK_OK(latigraph_discriminate(model, &sparse, &dense, &options, &found));
    CHECK_OK(latigraph_score_sets(model, &sparse, &dense, &middle, &labels, &options, &scores));
    REQUIRE(igraph_strvector_size(&scores.sets) == 4);
    CHECK(strcmp(igraph_strvector_get(&scores.sets, 0), "first") == 0);
    CHECK(strcmp(igraph_strvector_get(&scores.sets, 3), "odd") == 0);
    CHECK(VECTOR(scores.circuits)[0] == THIRD && VECTOR(scores.circuits)[2] == THIRD / 2);
    /* The scores are those of the direction itself. */
    for (int k = 0; k < 2; k++) {
        const double mean = mean_by_hand(model, &middle, k, &found);
        CHECK_NEAR(VECTOR(scores.code.mean)[2 + k], mean, 1e-9 * (1 + fabs(mean)));
    }
    CHECK(!scores.in_sample && !scores.strength);
    CHECK_NEAR(VECTOR(scores.code.mean)[1] - VECTOR(scores.code.mean)[0], found.distance,
               0.5 * found.distance);
    for (int s = 2; s < 4; s++) {
        CHECK(VECTOR(scores.code.way)[s] > 0.2 && VECTOR(scores.code.way)[s] < 0.8);
        CHECK(VECTOR(scores.size.way)[s] > 0.2 && VECTOR(scores.size.way)[s] < 0.8);
    }
    CHECK(VECTOR(scores.code.way)[0] == 0 && VECTOR(scores.code.way)[1] == 1);
    /* Circuits without common neurons: the error is SD / √n. */
    for (int s = 0; s < 4; s++) {
        const double n = VECTOR(scores.circuits)[s], sd = VECTOR(scores.code.sd)[s];
        CHECK_NEAR(VECTOR(scores.code.error)[s], sd / sqrt(n), 0.15 * sd / sqrt(n));
    }
    options.threads = 3;
    CHECK_OK(latigraph_score_sets(model, &sparse, &dense, &middle, &labels, &options, &again));
    CHECK(igraph_vector_all_e(&scores.code.mean, &again.code.mean) &&
          igraph_vector_all_e(&scores.beyond.error, &again.beyond.error) &&
          scores.accuracy == again.accuracy && scores.p == again.p);
    /* A set of one circuit has a score and no SD. */
    const latigraph_circuit_list_t one = third(&order, 1, 1);
    label(&labels, 1, "one", "one");
    CHECK_OK(latigraph_score_sets(model, &sparse, &dense, &one, &labels, &options, &again));
    CHECK(isfinite(VECTOR(again.code.mean)[2]) && isnan(VECTOR(again.code.sd)[2]));
    CHECK(isnan(VECTOR(again.code.error)[2]) && isnan(again.accuracy) && isnan(again.p));
    igraph_strvector_destroy(&labels);
    latigraph_discrimination_destroy(&found);
    latigraph_set_scores_destroy(&again);
    latigraph_set_scores_destroy(&scores);
}

/* Three sets by density are separated, also by density alone; three sets at random are not. */
static void check_groups(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    const latigraph_directions_options_t options = {.threads = 1, .seed = 5};
    for (int sorted = 0; sorted < 2; sorted++) {
        latigraph_set_scores_t scores;
        igraph_strvector_t labels;
        order_t order;
        order_init(&order, circuits, sorted);
        const latigraph_circuit_list_t a = third(&order, 0, THIRD), b = third(&order, 2, THIRD),
                                       c = third(&order, 1, THIRD);
        CHECK_OK(latigraph_set_scores_init(&scores));
        CHECK_OK(igraph_strvector_init(&labels, 0));
        label(&labels, THIRD, "c", "c");
        CHECK_OK(latigraph_score_sets(model, &a, &b, &c, &labels, &options, &scores));
        CHECK_NEAR(scores.chance, 1 / 3.0, 1e-12);
        CHECK_NEAR(scores.accuracy_shuffled, scores.chance, 0.06);
        REQUIRE(igraph_matrix_nrow(&scores.confusion) == 3);
        CHECK(igraph_matrix_sum(&scores.confusion) == COUNT);
        double right = 0;
        for (int k = 0; k < 3; k++) {
            right += MATRIX(scores.confusion, k, k) / COUNT;
        }
        CHECK_NEAR(scores.accuracy, right, 1e-12); /* the sets are of one size */
        if (sorted) {
            CHECK(scores.accuracy > 0.6 && scores.p < 0.01);
            CHECK(scores.accuracy_size > 0.85 && scores.accuracy_beyond < scores.accuracy);
        } else {
            CHECK(scores.accuracy < 0.55 && scores.p > 0.01);
            CHECK(isnan(VECTOR(scores.code.way)[2])); /* there is no way between them */
        }
        igraph_strvector_destroy(&labels);
        latigraph_set_scores_destroy(&scores);
    }
}

static void check_errors(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    const latigraph_directions_options_t options = {.threads = 1, .seed = 5};
    latigraph_set_scores_t scores;
    igraph_strvector_t labels;
    order_t order;
    order_init(&order, circuits, 0);
    const latigraph_circuit_list_t a = third(&order, 0, THIRD), b = third(&order, 1, THIRD),
                                   c = third(&order, 2, 4), few = third(&order, 0, 3),
                                   four = third(&order, 0, 4), none = third(&order, 2, 0);
    CHECK_OK(latigraph_set_scores_init(&scores));
    CHECK_OK(igraph_strvector_init(&labels, 0));
    label(&labels, 4, "c", "d");
    CHECK_FAILS(latigraph_score_sets(model, &few, &b, &c, &labels, &options, &scores),
                IGRAPH_EINVAL, "got 3 and 30");
    CHECK_FAILS(latigraph_score_sets(model, &a, &b, &few, &labels, &options, &scores),
                IGRAPH_EINVAL, "got 4 names for 3");
    label(&labels, 4, "c", "second");
    CHECK_FAILS(latigraph_score_sets(model, &a, &b, &c, &labels, &options, &scores), IGRAPH_EINVAL,
                "is called \"second\"");
    label(&labels, 4, "c", "");
    CHECK_FAILS(latigraph_score_sets(model, &a, &b, &c, &labels, &options, &scores), IGRAPH_EINVAL,
                "is called \"\"");
    /* Without folds the first two sets are scored by the discriminant that saw them. */
    label(&labels, 4, "c", "d");
    CHECK_OK(latigraph_score_sets(model, &four, &b, &c, &labels, &options, &scores));
    CHECK(scores.in_sample && isfinite(VECTOR(scores.code.mean)[0]) && isnan(scores.accuracy));
    label(&labels, 0, "", "");
    CHECK_OK(latigraph_score_sets(model, &a, &b, &none, &labels, NULL, &scores));
    CHECK(igraph_vector_size(&scores.code.mean) == 2 && isnan(scores.accuracy));
    igraph_strvector_destroy(&labels);
    latigraph_set_scores_destroy(&scores);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, COUNT, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_scores(model, &circuits);
    check_groups(model, &circuits);
    check_errors(model, &circuits);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
