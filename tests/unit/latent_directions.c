/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuits.h"

#include <latigraph/latent.h>

/* Directions of properties, between two sets, and what their steps do, in a small fitted model. */

enum { COUNT = 60 };

/* A property of the user's: neurons with an even number of outputs, by share. */
static igraph_error_t even_share(const igraph_t *graph, igraph_real_t *value, void *data) {
    igraph_vector_int_t degree;
    igraph_integer_t even = 0;
    const igraph_integer_t n = igraph_vcount(graph);
    (void)data;
    IGRAPH_CHECK(igraph_vector_int_init(&degree, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &degree);
    IGRAPH_CHECK(igraph_degree(graph, &degree, igraph_vss_all(), IGRAPH_OUT, IGRAPH_LOOPS));
    for (igraph_integer_t v = 0; v < n; v++) {
        even += VECTOR(degree)[v] % 2 == 0;
    }
    *value = (igraph_real_t)even / (igraph_real_t)n;
    igraph_vector_int_destroy(&degree);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static const latigraph_callback_t even = {"even-outputs", even_share, NULL};
static const latigraph_callback_list_t user = {(latigraph_callback_t *)&even, 1};

static const latigraph_direction_t *direction_of(const latigraph_direction_t *directions,
                                                 igraph_integer_t found, const char *name) {
    for (igraph_integer_t d = 0; d < found; d++) {
        if (directions[d].property == latigraph_property_find_with(&user, name)) {
            return &directions[d];
        }
    }
    CHECK(!"found");
    return NULL;
}

static int same(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

/* All figures are there, hang together, and do not depend on threads. */
static void check_study(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    const igraph_integer_t capacity = latigraph_property_count() + 1;
    latigraph_direction_t *first = calloc((size_t)capacity, sizeof *first);
    latigraph_direction_t *second = calloc((size_t)capacity, sizeof *second);
    latigraph_directions_options_t options;
    igraph_integer_t found, again;
    igraph_matrix_t weights, steps, cosines;
    igraph_matrix_init(&weights, 0, 0);
    igraph_matrix_init(&steps, 0, 0);
    igraph_matrix_init(&cosines, 0, 0);
    latigraph_directions_options_init(&options);
    options.user = &user;
    options.rewired = true;
    options.seed = 7;
    CHECK_OK(latigraph_directions(model, circuits, &options, first, &found, &weights, &steps));
    options.threads = 3;
    CHECK_OK(latigraph_directions(model, circuits, &options, second, &again, NULL, NULL));
    CHECK(found == again && found > 20);
    CHECK(first[found - 1].property == latigraph_property_count()); /* the user's stands last */
    for (igraph_integer_t d = 0; d < found; d++) {
        const latigraph_direction_t *a = &first[d], *b = &second[d];
        CHECK(same(a->r2, b->r2) && same(a->p, b->p) && same(a->r2_partial, b->r2_partial) &&
              same(a->r2_rewired, b->r2_rewired) && same(a->r2_low, b->r2_low));
        if (isnan(a->r2)) {
            continue; /* hardly ever defined */
        }
        CHECK(a->r2 == fmax(a->r2_ridge, a->r2_pls) && a->r2 <= 1);
        CHECK(a->r2_within <= 1 && same(a->r2_within, b->r2_within));
        CHECK(a->method ==
              (a->r2_pls > a->r2_ridge ? LATIGRAPH_REGRESSION_PLS : LATIGRAPH_REGRESSION_RIDGE));
        CHECK(a->components >= 1 && a->components <= 4);
        CHECK(a->r2_low <= a->r2 && a->r2 <= a->r2_high && a->r2_high <= 1);
        CHECK(a->r2_shuffled < 0.05);                     /* the negative control */
        CHECK(isnan(a->slope) && isnan(a->side_effects)); /* not measured yet */
        double rise = 0;
        for (int k = 0; k < 4; k++) {
            rise += MATRIX(weights, d, k) * MATRIX(steps, d, k);
        }
        CHECK_NEAR(rise / a->sd, 1, 1e-9);
    }
    const latigraph_direction_t *density = direction_of(first, found, "density");
    const latigraph_direction_t *reciprocity = direction_of(first, found, "reciprocity");
    CHECK(density->r2 > 0.5 && density->p < 0.01 && density->r2_size_density > 0.9);
    CHECK(reciprocity->r2 > 0.5 && reciprocity->r2_partial > 0.3);
    /* Degrees stay when a circuit is rewired, mutual edges do not. */
    CHECK(fabs(density->r2_rewired - density->r2) < 0.2);
    CHECK(reciprocity->r2_rewired < reciprocity->r2 - 0.2);

    CHECK_OK(latigraph_direction_cosines(model, &steps, &cosines));
    for (igraph_integer_t d = 0; d < found; d++) {
        CHECK_NEAR(MATRIX(cosines, d, d), 1, 1e-9);
        for (igraph_integer_t e = 0; e < found; e++) {
            /* The correlation of the two readings over the density of the codes. */
            double both = 0, one = 0, other = 0;
            for (int k = 0; k < 4; k++) {
                for (int l = 0; l < 4; l++) {
                    const double c = model->code_covariance[4 * k + l];
                    both += MATRIX(weights, d, k) * c * MATRIX(weights, e, l);
                    one += MATRIX(weights, d, k) * c * MATRIX(weights, d, l);
                    other += MATRIX(weights, e, k) * c * MATRIX(weights, e, l);
                }
            }
            CHECK_NEAR(MATRIX(cosines, d, e), both / sqrt(one * other), 1e-8);
        }
    }

    /* Some properties alone have the same figures. */
    const igraph_integer_t wanted[] = {latigraph_property_find("reciprocity"),
                                       latigraph_property_count()};
    options.properties = wanted;
    options.property_count = 2;
    CHECK_OK(latigraph_directions(model, circuits, &options, second, &again, NULL, NULL));
    CHECK(again == 2 && second[0].r2 == reciprocity->r2 && second[1].r2 == first[found - 1].r2);
    options.user = NULL;
    CHECK_FAILS(latigraph_directions(model, circuits, &options, second, &again, NULL, NULL),
                IGRAPH_EINVAL, "no property");
    options.threads = 0;
    CHECK_FAILS(latigraph_directions(model, circuits, &options, second, &again, NULL, NULL),
                IGRAPH_EINVAL, "The number of threads is 0,");

    CHECK_OK(latigraph_directions_select(wanted, 1, first, &found, &weights, &steps));
    REQUIRE(found == 1 && first[0].r2 == second[0].r2 && igraph_matrix_nrow(&weights) == 1);
    CHECK_FAILS(latigraph_directions_select(wanted + 1, 1, first, &found, NULL, NULL),
                IGRAPH_EINVAL, "user's");
    CHECK_OK(igraph_matrix_resize(&steps, 2, 3));
    CHECK_FAILS(latigraph_direction_cosines(model, &steps, &cosines), IGRAPH_EINVAL, "have 3");
    igraph_matrix_destroy(&cosines);
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&weights);
    free(second);
    free(first);
}

/* --- What steps do ------------------------------------------------------------ */

static void check_effects(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    const igraph_integer_t density = latigraph_property_find("density");
    latigraph_direction_t *directions =
        calloc((size_t)latigraph_property_count(), sizeof *directions);
    latigraph_step_options_t options = {.like = like,
                                        .generate = {.count = 10, .threads = 1, .seed = 3}};
    igraph_matrix_t steps, change, error, again, other;
    igraph_integer_t found;
    igraph_matrix_init(&steps, 0, 0);
    igraph_matrix_init(&change, 0, 0);
    igraph_matrix_init(&error, 0, 0);
    igraph_matrix_init(&again, 0, 0);
    igraph_matrix_init(&other, 0, 0);
    CHECK_OK(latigraph_model_directions(model, directions, &found, NULL, &steps));
    CHECK_OK(latigraph_directions_select(&density, 1, directions, &found, NULL, &steps));
    CHECK_OK(latigraph_direction_effects(model, directions, 1, &steps, &options, &change, &error));
    REQUIRE(igraph_matrix_nrow(&change) == 1 &&
            igraph_matrix_ncol(&change) == latigraph_property_count());
    CHECK(directions[0].slope == MATRIX(change, 0, density));
    CHECK(directions[0].slope > 0.3 && directions[0].slope < 2);
    CHECK(directions[0].slope_error > 0 && directions[0].slope_error < 0.3);
    double sum = 0;
    int others = 0;
    for (igraph_integer_t p = 0; p < latigraph_property_compared_count(); p++) {
        if (p != density && isfinite(MATRIX(change, 0, p))) {
            sum += fabs(MATRIX(change, 0, p));
            others++;
        }
    }
    CHECK_NEAR(directions[0].side_effects, sum / others, 1e-12);

    /* Back is minus forth, nothing is nothing; threads do not matter. */
    CHECK_OK(igraph_matrix_add_rows(&steps, 2));
    for (int k = 0; k < 4; k++) {
        MATRIX(steps, 1, k) = -MATRIX(steps, 0, k);
        MATRIX(steps, 2, k) = 0;
    }
    options.generate.threads = 3;
    options.user = &user;
    CHECK_OK(latigraph_step_effects(model, &steps, &options, &again, &other));
    options.user = NULL;
    REQUIRE(igraph_matrix_ncol(&again) == latigraph_property_count() + 1);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        CHECK(same(MATRIX(again, 0, p), MATRIX(change, 0, p)));
        CHECK(same(MATRIX(again, 1, p), -MATRIX(change, 0, p)));
        CHECK(same(MATRIX(other, 0, p), MATRIX(error, 0, p)));
        CHECK(isnan(MATRIX(again, 2, p)) || MATRIX(again, 2, p) == 0);
    }
    CHECK(isnan(MATRIX(again, 0, latigraph_property_count()))); /* no SD is known of the user's */

    /* By hand: circuits one step up and down with the same seed. */
    latigraph_circuit_list_t low, high;
    igraph_matrix_t code, below, above;
    double mean = 0;
    igraph_matrix_init(&code, 0, 0);
    igraph_matrix_init(&below, 0, 0);
    igraph_matrix_init(&above, 0, 0);
    latigraph_circuit_t *item = (latigraph_circuit_t *)like;
    const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
    CHECK_OK(latigraph_encode(model, &one, 1, &code, NULL));
    CHECK_OK(latigraph_circuit_list_init(&low));
    CHECK_OK(latigraph_circuit_list_init(&high));
    for (int k = 0; k < 4; k++) {
        MATRIX(code, 0, k) -= MATRIX(steps, 0, k);
    }
    CHECK_OK(latigraph_generate(model, &low, &code, like, &options.generate));
    for (int k = 0; k < 4; k++) {
        MATRIX(code, 0, k) += 2 * MATRIX(steps, 0, k);
    }
    CHECK_OK(latigraph_generate(model, &high, &code, like, &options.generate));
    CHECK_OK(latigraph_properties(&low, &below));
    CHECK_OK(latigraph_properties(&high, &above));
    for (int i = 0; i < 10; i++) {
        mean += (MATRIX(above, i, density) - MATRIX(below, i, density)) / 20;
    }
    CHECK_NEAR(mean / directions[0].sd, directions[0].slope, 1e-6);
    latigraph_circuit_list_destroy(&high);
    latigraph_circuit_list_destroy(&low);
    igraph_matrix_destroy(&above);
    igraph_matrix_destroy(&below);
    igraph_matrix_destroy(&code);

    options.generate.count = 0;
    CHECK_FAILS(latigraph_step_effects(model, &steps, &options, &again, &other), IGRAPH_EINVAL,
                "got 0");
    CHECK_FAILS(
        latigraph_direction_effects(model, directions, 2, &steps, &options, &change, &error),
        IGRAPH_EINVAL, "3 steps");
    igraph_matrix_destroy(&other);
    igraph_matrix_destroy(&again);
    igraph_matrix_destroy(&error);
    igraph_matrix_destroy(&change);
    igraph_matrix_destroy(&steps);
    free(directions);
}

/* --- Two sets ------------------------------------------------------------------ */

/* Lends the circuits whose density is below, or not below, the median. */
static void lend(const latigraph_circuit_list_t *circuits, int dense,
                 latigraph_circuit_list_t *set) {
    igraph_matrix_t values;
    igraph_vector_t column;
    igraph_matrix_init(&values, 0, 0);
    igraph_vector_init(&column, 0);
    CHECK_OK(latigraph_properties(circuits, &values));
    CHECK_OK(igraph_matrix_get_col(&values, &column, latigraph_property_find("density")));
    igraph_vector_sort(&column);
    const double median = VECTOR(column)[COUNT / 2];
    *set = (latigraph_circuit_list_t){.items = calloc(COUNT, sizeof *set->items)};
    for (int c = 0; c < COUNT; c++) {
        if ((MATRIX(values, c, latigraph_property_find("density")) >= median) == dense) {
            set->items[set->size++] = circuits->items[c];
        }
    }
    igraph_vector_destroy(&column);
    igraph_matrix_destroy(&values);
}

static void check_sets(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t sparse, dense, few;
    latigraph_directions_options_t options = {.threads = 1, .seed = 5};
    latigraph_discrimination_t found, again;
    CHECK_OK(latigraph_discrimination_init(&found));
    CHECK_OK(latigraph_discrimination_init(&again));
    lend(circuits, 0, &sparse);
    lend(circuits, 1, &dense);
    REQUIRE(sparse.size == COUNT / 2 && dense.size == COUNT / 2);
    CHECK_OK(latigraph_discriminate(model, &sparse, &dense, &options, &found));
    CHECK(found.first == COUNT / 2 && found.second == COUNT / 2 && found.scored == COUNT);
    CHECK(found.auc > 0.9 && found.p < 0.01 && found.distance > 1);
    CHECK(found.auc_low < found.auc && found.auc <= found.auc_high && found.auc_high <= 1);
    CHECK_NEAR(found.auc_shuffled, 0.5, 0.05);
    /* The sets are made by density, so that density alone separates them and little is left. */
    CHECK(found.auc_size > 0.95 && found.auc_size <= 1);
    CHECK(found.auc_beyond < 0.8 && found.auc_beyond < found.auc);
    CHECK(found.auc_beyond_low < found.auc_beyond && found.auc_beyond_high <= 1);
    const igraph_integer_t density = latigraph_property_find("density");
    CHECK(VECTOR(found.difference)[density] > 1 && VECTOR(found.along)[density] > 0.2);
    double rise = 0;
    for (int k = 0; k < 4; k++) {
        rise += VECTOR(found.weight)[k] * VECTOR(found.step)[k];
    }
    /* From the mean score of the first set to that of the second. */
    igraph_matrix_t codes;
    double gap = 0;
    igraph_matrix_init(&codes, 0, 0);
    CHECK_OK(latigraph_encode(model, &dense, 1, &codes, NULL));
    for (int i = 0; i < COUNT / 2; i++) {
        for (int k = 0; k < 4; k++) {
            gap += VECTOR(found.weight)[k] * MATRIX(codes, i, k) / (COUNT / 2);
        }
    }
    CHECK_OK(latigraph_encode(model, &sparse, 1, &codes, NULL));
    for (int i = 0; i < COUNT / 2; i++) {
        for (int k = 0; k < 4; k++) {
            gap -= VECTOR(found.weight)[k] * MATRIX(codes, i, k) / (COUNT / 2);
        }
    }
    CHECK_NEAR(rise, gap, 1e-9 * gap);
    igraph_matrix_destroy(&codes);

    /* The other way round everything turns. */
    CHECK_OK(latigraph_discriminate(model, &dense, &sparse, &options, &again));
    CHECK(VECTOR(again.difference)[density] < -1 && again.auc > 0.9);
    CHECK_NEAR(again.intercept, -found.intercept, 1e-6 * fabs(found.intercept));

    /* Two sets of one kind have no direction between them. Circuits that are the same cannot be
     * scored by others, because all share their neurons. */
    few = (latigraph_circuit_list_t){.items = dense.items, .size = 15, .capacity = 15};
    const latigraph_circuit_list_t rest = {.items = dense.items + 15, .size = 15, .capacity = 15};
    CHECK_OK(latigraph_discriminate(model, &few, &rest, &options, &again));
    CHECK(again.auc < 0.85 && again.p > 0.01);
    few.size = 3;
    CHECK_FAILS(latigraph_discriminate(model, &few, &dense, &options, &again), IGRAPH_EINVAL,
                "got 3 and 30");
    few.size = 4; /* too few to train */
    CHECK_OK(latigraph_discriminate(model, &few, &sparse, &options, &again));
    CHECK(isnan(again.auc) && isnan(again.p) && again.scored == 0);
    CHECK(isnan(again.auc_size) && isnan(again.auc_beyond) && isnan(again.auc_beyond_low));
    free(dense.items);
    free(sparse.items);
    latigraph_discrimination_destroy(&again);
    latigraph_discrimination_destroy(&found);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, COUNT, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_study(model, &circuits);
    check_effects(model, circuits.items[1]);
    check_sets(model, &circuits);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
