/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Steered circuits beside the unsteered ones, and which properties count as held. */

#include "circuits.h"

#include <latigraph/latent.h>
#include <latigraph/steer.h>

enum { COUNT = 5, PAIRS = 8 }; /* circuits asked for, and those that are compared */

static igraph_integer_t property(const char *name) {
    const igraph_integer_t p = latigraph_property_find(name);
    REQUIRE(p >= 0);
    return p;
}

typedef struct {
    latigraph_circuit_list_t circuits;
    latigraph_achieved_t got;
    latigraph_steering_t steering;
} steered_t;

static void steer(steered_t *result, const latigraph_model_t *model, const char *request,
                  const latigraph_circuit_t *like, latigraph_steer_options_t options) {
    latigraph_target_t target;
    CHECK_OK(latigraph_target_parse(request, NULL, &target));
    options.targets = &target;
    options.target_count = 1;
    options.generate.count = COUNT;
    options.generate.seed = 9;
    CHECK_OK(latigraph_circuit_list_init(&result->circuits));
    CHECK_OK(latigraph_steering_init(&result->steering));
    CHECK_OK(
        latigraph_steer(model, &result->circuits, like, &options, &result->got, &result->steering));
    REQUIRE(result->circuits.size == COUNT);
}

static void steered_destroy(steered_t *result) {
    latigraph_circuit_list_destroy(&result->circuits);
    latigraph_steering_destroy(&result->steering);
}

static latigraph_steer_options_t defaults(void) {
    latigraph_steer_options_t options;
    latigraph_steer_options_init(&options);
    return options;
}

/* The first rows of a table are the properties of the circuits. Those that sets are not compared by
 * may be left out of the report. */
static void check_table(const latigraph_circuit_list_t *circuits, const igraph_matrix_t *table) {
    igraph_matrix_t again;
    CHECK(igraph_matrix_init(&again, 0, 0) == IGRAPH_SUCCESS);
    CHECK_OK(latigraph_properties_with(circuits, NULL, &again));
    REQUIRE(igraph_matrix_ncol(table) == igraph_matrix_ncol(&again));
    REQUIRE(igraph_matrix_nrow(table) >= circuits->size);
    for (igraph_integer_t i = 0; i < circuits->size; i++) {
        for (igraph_integer_t p = 0; p < igraph_matrix_ncol(&again); p++) {
            const double a = MATRIX(*table, i, p), b = MATRIX(again, i, p);
            const gboolean left_out = p >= latigraph_property_compared_count() && isnan(a);
            CHECK(a == b || (isnan(a) && isnan(b)) || left_out);
        }
    }
    igraph_matrix_destroy(&again);
}

/* The steered circuit i has the neurons of the unsteered one, and other edges. */
static void check_pairs(const latigraph_model_t *model) {
    steered_t s;
    int changed = 0;
    steer(&s, model, "reciprocity=+1sd", NULL, defaults());
    REQUIRE(s.steering.before.size == PAIRS);
    check_table(&s.steering.before, &s.steering.before_values);
    check_table(&s.circuits, &s.steering.values);
    for (int i = 0; i < COUNT; i++) {
        const latigraph_circuit_t *before = s.steering.before.items[i],
                                  *after = s.circuits.items[i];
        REQUIRE(before->n == after->n);
        for (int k = 0; k < 3 * after->n; k++) {
            const double a = before->position[k], b = after->position[k];
            CHECK(a == b || (isnan(a) && isnan(b)));
        }
        changed += before->m != after->m ||
                   memcmp(before->out_to, after->out_to, sizeof(int) * (size_t)before->m) != 0;
    }
    CHECK(changed == COUNT);
    /* The reported mean is that of the first rows; the side effects are those of all pairs. */
    const igraph_integer_t p = property("reciprocity");
    double mean = 0, change = 0;
    for (int i = 0; i < PAIRS; i++) {
        mean += i < COUNT ? MATRIX(s.steering.values, i, p) / COUNT : 0;
        change +=
            (MATRIX(s.steering.values, i, p) - MATRIX(s.steering.before_values, i, p)) / PAIRS;
    }
    CHECK_NEAR(mean, s.got.mean, 1e-12);
    const double sd = s.got.asked - s.got.start; /* one SD was asked for */
    CHECK_NEAR(change / sd, VECTOR(s.steering.side_effects)[p], 1e-9);
    CHECK(change > 0);
    steered_destroy(&s);
}

/* Before an edit there is the circuit itself. */
static void check_edit(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    latigraph_steer_options_t options = defaults();
    steered_t s;
    options.edit = true;
    steer(&s, model, "reciprocity=+1sd", like, options);
    for (int i = 0; i < COUNT; i++) {
        const latigraph_circuit_t *before = s.steering.before.items[i];
        REQUIRE(before->n == like->n && before->m == like->m);
        CHECK(memcmp(before->out_start, like->out_start, sizeof(int) * (size_t)(like->n + 1)) == 0);
        CHECK(memcmp(before->out_to, like->out_to, sizeof(int) * (size_t)like->m) == 0);
    }
    steered_destroy(&s);
}

static int is_to_hold(const steered_t *s, const char *name) {
    return VECTOR(s->steering.to_hold)[property(name)];
}

static void check_held(const latigraph_model_t *model) {
    static const char *const controlled[] = {"density",       "mean-degree",  "out-degree-cv",
                                             "in-degree-cv",  "transitivity", "degree-correlation",
                                             "assortativity", "edge-length"};
    const igraph_integer_t transitivity = property("transitivity"), density = property("density");
    latigraph_steer_options_t options = defaults();
    steered_t s;
    steer(&s, model, "reciprocity=+0.5sd", NULL, options);
    REQUIRE(igraph_vector_bool_size(&s.steering.held) == latigraph_property_count());
    for (int k = 0; k < 8; k++) {
        CHECK(is_to_hold(&s, controlled[k]));
    }
    CHECK(!is_to_hold(&s, "reciprocity") && !is_to_hold(&s, "path-length") &&
          !is_to_hold(&s, "cyclic"));
    steered_destroy(&s);

    options.release = &transitivity;
    options.release_count = 1;
    steer(&s, model, "reciprocity=+0.5sd", NULL, options);
    CHECK(!is_to_hold(&s, "transitivity") && is_to_hold(&s, "density"));
    steered_destroy(&s);

    options = defaults();
    options.keep_count = 0;
    options.keep_only = true;
    steer(&s, model, "mean-degree=+10%", NULL, options);
    for (int k = 0; k < 8; k++) {
        CHECK(!is_to_hold(&s, controlled[k]));
    }
    steered_destroy(&s);

    /* What is no statistic moves with the statistics; those that are named stay. */
    options.keep = &density;
    options.keep_count = 1;
    options.keep_only = true;
    steer(&s, model, "path-length=-0.3sd", NULL, options);
    CHECK(is_to_hold(&s, "density") && is_to_hold(&s, "mean-degree") &&
          !is_to_hold(&s, "path-length"));
    int moving = 0;
    for (int k = 2; k < 8; k++) {
        moving += !is_to_hold(&s, controlled[k]);
    }
    CHECK(moving > 0);
    steered_destroy(&s);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, 40, 0, 0);
    /* So wide a code that all statistics stand in it. */
    CHECK_OK(latigraph_fit_options_set(options, "code", "16"));
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_pairs(model);
    check_edit(model, circuits.items[5]);
    check_held(model);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
