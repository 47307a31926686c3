/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* How much codes carry: bits and dimensions in use from the codes themselves, and R² of stored
 * regressions whose predictions are set by hand. */

#include "circuits.h"
#include "test.h"

#include <latigraph/latent.h>
#include <latigraph/measure.h>

#include <glib.h>

enum { COUNT = 12, WIDTH = 4, PAIRS = 30 };

static igraph_integer_t property(const char *name) {
    const igraph_integer_t p = latigraph_property_find(name);
    REQUIRE(p >= 0);
    return p;
}

/* KL(N(m, s²) ‖ N(0, 1)) by the trapezoid rule, in bits. */
static double divergence(double m, double s) {
    enum { STEPS = 4000 };
    const double width = 24 * s / STEPS;
    double sum = 0;
    for (int k = 0; k <= STEPS; k++) {
        const double z = m - 12 * s + k * width, x = (z - m) / s;
        const double density = exp(-x * x / 2) / (s * sqrt(2 * G_PI));
        sum += density * (z * z / 2 - x * x / 2 - log(s)) * width;
    }
    return sum / G_LN2;
}

/* Bits and dimensions in use, from the posterior that latigraph_encode() gives. */
static void check_code(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_content_t content, one;
    latigraph_reading_t readings[80];
    igraph_matrix_t mean, sd;
    double bits = 0;
    int active = 0;
    REQUIRE(latigraph_property_count() <= 80);
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&sd, 0, 0));
    CHECK_OK(latigraph_content(model, circuits, 3, &content, readings));
    CHECK_OK(latigraph_content(model, circuits, 1, &one, readings));
    CHECK_OK(latigraph_encode(model, circuits, 1, &mean, &sd));
    REQUIRE(igraph_matrix_nrow(&mean) == COUNT && igraph_matrix_ncol(&mean) == WIDTH);
    for (int k = 0; k < WIDTH; k++) {
        double centre = 0, variance = 0;
        for (int i = 0; i < COUNT; i++) {
            bits += divergence(MATRIX(mean, i, k), MATRIX(sd, i, k)) / COUNT;
            centre += MATRIX(mean, i, k) / COUNT;
        }
        for (int i = 0; i < COUNT; i++) {
            variance += pow(MATRIX(mean, i, k) - centre, 2) / COUNT;
        }
        active += variance > 0.01;
    }
    CHECK_NEAR(content.bits, bits, 1e-6);
    CHECK_EQUAL(content.active, active);
    CHECK_EQUAL(content.dimensions, WIDTH);
    CHECK(one.bits == content.bits && one.active == content.active);
    CHECK(content.active > 0);
    igraph_matrix_destroy(&sd);
    igraph_matrix_destroy(&mean);
}

/* Two circuits: a dimension is in use if half the distance of its means, squared, is above 0.01. */
static void check_pairs(const latigraph_model_t *model) {
    int active = 0, near = 0;
    for (int i = 0; i < PAIRS; i++) {
        latigraph_circuit_list_t list;
        latigraph_content_t content;
        latigraph_reading_t readings[80];
        igraph_matrix_t mean;
        int expected = 0;
        random_circuits(&list, 2, (uint64_t)(20 + 2 * i), 0);
        CHECK_OK(igraph_matrix_init(&mean, 0, 0));
        CHECK_OK(latigraph_encode(model, &list, 1, &mean, NULL));
        CHECK_OK(latigraph_content(model, &list, 1, &content, readings));
        for (int k = 0; k < WIDTH; k++) {
            const double half = (MATRIX(mean, 0, k) - MATRIX(mean, 1, k)) / 2;
            expected += half * half > 0.01;
            near += half * half > 0.005 && half * half < 0.01;
        }
        CHECK_EQUAL(content.active, expected);
        active += expected;
        igraph_matrix_destroy(&mean);
        latigraph_circuit_list_destroy(&list);
    }
    CHECK(active > 0 && active < PAIRS * WIDTH && near > 0);
}

/* One circuit does not vary: nothing is in use, though the code carries bits. */
static void check_one_circuit(const latigraph_model_t *model, latigraph_circuit_t *circuit) {
    latigraph_circuit_list_t list;
    latigraph_content_t content;
    latigraph_reading_t readings[80];
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    CHECK_OK(latigraph_content(model, &list, 1, &content, readings));
    CHECK_EQUAL(content.active, 0);
    CHECK(content.bits > 0);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        CHECK(isnan(readings[p].r2));
    }
    latigraph_circuit_list_destroy(&list);
}

/* Lets the model have one direction, of reciprocity, that predicts `constant` for every circuit and
 * `slope` more for each unit of the first coordinate. */
static void set_direction(latigraph_model_t *model, double constant, double slope) {
    latigraph_direction_table_t *table = &model->directions;
    latigraph_direction_table_clear(table);
    CHECK_OK(latigraph_direction_table_init(table, 1, WIDTH));
    table->count = 1;
    table->property[0] = g_strdup("reciprocity");
    table->weight[0] = slope;
    table->intercept[0] = constant;
}

static double reading(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_content_t content;
    latigraph_reading_t readings[80];
    CHECK_OK(latigraph_content(model, circuits, 1, &content, readings));
    CHECK(isnan(readings[property("density")].r2)); /* no direction */
    return readings[property("reciprocity")].r2;
}

/* A constant that is off by d has R² = −n d² / Σ (y − ȳ)²; with the slope of least squares R² is
 * the squared correlation of property and coordinate. */
static void check_r2(latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    igraph_matrix_t values, code;
    double mean = 0, centre = 0, yy = 0, zy = 0, zz = 0;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_matrix_init(&code, 0, 0));
    CHECK_OK(latigraph_properties(circuits, &values));
    CHECK_OK(latigraph_encode(model, circuits, 1, &code, NULL));
    const igraph_integer_t p = property("reciprocity");
    for (int i = 0; i < COUNT; i++) {
        mean += MATRIX(values, i, p) / COUNT;
        centre += MATRIX(code, i, 0) / COUNT;
    }
    for (int i = 0; i < COUNT; i++) {
        const double y = MATRIX(values, i, p) - mean, z = MATRIX(code, i, 0) - centre;
        yy += y * y;
        zy += z * y;
        zz += z * z;
    }
    set_direction(model, mean, 0);
    CHECK_NEAR(reading(model, circuits), 0, 1e-9);
    set_direction(model, mean + 0.05, 0);
    CHECK_NEAR(reading(model, circuits), -COUNT * 0.05 * 0.05 / yy, 1e-9);
    set_direction(model, mean - centre * zy / zz, zy / zz);
    CHECK_NEAR(reading(model, circuits), zy * zy / (zz * yy), 1e-9);
    CHECK(zy * zy / (zz * yy) > 1e-4);
    igraph_matrix_destroy(&code);
    igraph_matrix_destroy(&values);
}

/* The encoder of a fit with positions and without weights is given the lengths of edges but not
 * their weights; no property is asked of the head unless the model lists it. */
static void check_fed(latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    const char *const fed[] = {"density", "mean-degree", "reciprocity", "transitivity",
                               "edge-length"};
    const char *const not_fed[] = {"weight-mean", "path-length", "modularity"};
    char *asked[] = {(char *)"modularity", NULL};
    char **names = model->property_name;
    latigraph_content_t content;
    latigraph_reading_t readings[80];
    model->property_name = asked;
    CHECK_OK(latigraph_content(model, circuits, 1, &content, readings));
    model->property_name = names;
    for (int k = 0; k < 5; k++) {
        CHECK(readings[property(fed[k])].fed);
    }
    for (int k = 0; k < 3; k++) {
        CHECK(!readings[property(not_fed[k])].fed);
    }
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        CHECK_EQUAL(readings[p].asked, p == property("modularity"));
    }
}

static void check_refused(const latigraph_model_t *model,
                          const latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t none;
    latigraph_content_t content;
    latigraph_reading_t readings[80];
    CHECK_OK(latigraph_circuit_list_init(&none));
    CHECK_FAILS(latigraph_content(model, &none, 1, &content, readings), IGRAPH_EINVAL,
                "at least one circuit");
    CHECK_FAILS(latigraph_content(model, circuits, 0, &content, readings), IGRAPH_EINVAL,
                "threads is 0");
    latigraph_circuit_list_destroy(&none);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("40");
    latigraph_model_t *model;
    random_circuits(&circuits, COUNT, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_code(model, &circuits);
    check_pairs(model);
    check_one_circuit(model, random_circuit(25, 99, 0));
    check_r2(model, &circuits);
    check_fed(model, &circuits);
    check_refused(model, &circuits);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
