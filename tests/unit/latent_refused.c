/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Default options, and what generation, axes, directions and steps refuse: values out of range,
 * arguments of other sizes, and models that hold less than a function needs. */
#include "steer_test.h"

#include "model/model.h"

#include <latigraph/directions.h>
#include <latigraph/paths.h>

/* --- Defaults ---------------------------------------------------------------------------- */

/* Options that are not given are the default ones. */
static void test_defaults(const latigraph_model_t *model,
                          const latigraph_circuit_list_t *circuits) {
    latigraph_step_options_t steps;
    latigraph_path_options_t path;
    latigraph_directions_options_t options;
    latigraph_circuit_list_t made;
    latigraph_step_options_init(&steps);
    CHECK(steps.sd == NULL && steps.like == NULL && steps.generate.nodes == 0);
    latigraph_path_options_init(&path);
    CHECK(path.steps == 5 && path.from == -2 && path.to == 2 && path.generate.count == 10);
    latigraph_directions_options_init(&options);
    options.seed = 3;
    latigraph_direction_t found[2 * LATIGRAPH_STATISTICS_MAX + 200];
    REQUIRE(latigraph_property_count() <= (igraph_integer_t)G_N_ELEMENTS(found));
    igraph_integer_t count, plain;
    igraph_matrix_t weights, moves;
    CHECK_OK(igraph_matrix_init(&weights, 0, 0));
    CHECK_OK(igraph_matrix_init(&moves, 0, 0));
    CHECK_OK(latigraph_directions(model, circuits, &options, found, &count, &weights, &moves));
    CHECK(count > 5 && igraph_matrix_nrow(&moves) == count);
    CHECK_OK(latigraph_directions(model, circuits, NULL, found, &plain, &weights, &moves));
    CHECK_EQUAL(plain, count);
    igraph_matrix_destroy(&moves);
    igraph_matrix_destroy(&weights);
    latigraph_discrimination_t between;
    CHECK_OK(latigraph_discrimination_init(&between));
    CHECK_OK(latigraph_discriminate(model, circuits, circuits, NULL, &between));
    CHECK_EQUAL(between.first, circuits->size);
    latigraph_discrimination_destroy(&between);
    CHECK_OK(latigraph_circuit_list_init(&made));
    CHECK_OK(latigraph_generate(model, &made, NULL, NULL, NULL));
    latigraph_generate_options_t generate;
    latigraph_generate_options_init(&generate);
    CHECK_EQUAL(made.size, generate.count);
    latigraph_circuit_list_destroy(&made);
    CHECK_EQUAL(latigraph_model_code_size(model), model->config.code);
    CHECK(latigraph_fit_options_info(-1) == NULL &&
          latigraph_fit_options_info(latigraph_fit_options_count()) == NULL);
    for (igraph_integer_t i = 0; i < latigraph_fit_options_count(); i++) {
        CHECK(latigraph_fit_options_info(i)->name[0] != '\0');
    }
}

/* --- Generation --------------------------------------------------------------------------- */

static void refuse(const latigraph_model_t *model, const latigraph_circuit_t *like,
                   const latigraph_generate_options_t *options, const char *message) {
    latigraph_circuit_list_t made;
    CHECK_OK(latigraph_circuit_list_init(&made));
    CHECK_FAILS(latigraph_generate(model, &made, NULL, like, options), IGRAPH_EINVAL, message);
    CHECK_EQUAL(made.size, 0);
    latigraph_circuit_list_destroy(&made);
}

static void test_generation(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    static const struct {
        latigraph_generate_options_t options;
        igraph_bool_t like;
        const char *message;
    } rows[] = {
        {{.count = 0}, false, "number of circuits"},
        {{.count = (igraph_integer_t)1 << 31}, false, "number of circuits"},
        {{.count = 1, .threads = 1, .first = -1}, false, "before the first is -1"},
        {{.count = 1, .threads = 1, .first = (igraph_integer_t)1 << 31}, false, "before the first"},
        {{.count = 1, .threads = 0}, false, "hreads"},
        {{.count = 1, .threads = 1, .nodes = -1}, false, "is -1, but must be at least 2"},
        {{.count = 1, .threads = 1, .nodes = 1}, false, "is 1, but must be at least 2"},
        {{.count = 1, .threads = 1, .nodes = 100000001}, false, "must be at most 100000000"},
        {{.count = 1, .threads = 1, .nodes = 3}, true, "supplies the node data has"},
        {{.count = 1, .threads = 1, .mean_degree = -1}, false, "The mean degree is -1"},
        {{.count = 1, .threads = 1, .mean_degree = INFINITY}, false, "The mean degree is inf"},
        {{.count = 1, .threads = 1, .mean_degree = 10, .nodes = 10},
         false,
         "10 neurons have at most 9 edges"},
        {{.count = 1, .threads = 1, .place = LATIGRAPH_PLACE_SLAB},
         true,
         "A slab or ball was requested"},
        {{.count = 1, .threads = 1, .place = LATIGRAPH_PLACE_SLAB, .nodes = 20},
         false,
         "A slab needs a depth axis"},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
        refuse(model, rows[k].like ? like : NULL, &rows[k].options, rows[k].message);
    }
}

/* Codes that are not finite, or far from all training codes. */
static void test_codes(latigraph_model_t *model) {
    latigraph_circuit_list_t made;
    igraph_matrix_t codes;
    CHECK_OK(latigraph_circuit_list_init(&made));
    CHECK_OK(igraph_matrix_init(&codes, 1, model->config.code));
    igraph_matrix_fill(&codes, 1e9);
    CHECK_FAILS(latigraph_generate(model, &made, &codes, NULL, NULL), IGRAPH_EINVAL,
                "SD from the mean of the training codes");
    double *const covariance = model->code_covariance;
    model->code_covariance = NULL; /* the prior's scale then counts */
    CHECK_FAILS(latigraph_generate(model, &made, &codes, NULL, NULL), IGRAPH_EINVAL, "1e+09 SD");
    model->code_covariance = covariance;
    MATRIX(codes, 0, 1) = NAN;
    MATRIX(codes, 0, 0) = 0;
    CHECK_FAILS(latigraph_generate(model, &made, &codes, NULL, NULL), IGRAPH_EINVAL,
                "codes must be finite");
    igraph_matrix_destroy(&codes);
    latigraph_circuit_list_destroy(&made);
}

/* A model without a law of node data draws no neurons. */
static void test_without_law(latigraph_model_t *model) {
    const latigraph_generate_options_t options = {.count = 1, .threads = 1};
    struct latigraph_node_law_t *const law = model->node_law;
    model->node_law = NULL;
    refuse(model, NULL, &options, "no law of node data");
    model->node_law = law;
}

/* --- Axes, directions and steps -------------------------------------------------------------- */

static void test_axes(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_axes_options_t options;
    latigraph_axes_t axes;
    latigraph_circuit_list_t two = *circuits;
    two.size = 2;
    CHECK_OK(latigraph_axes_init(&axes));
    latigraph_axes_options_init(&options);
    options.draws = -1;
    CHECK_FAILS(latigraph_find_axes(model, circuits, &options, &axes), IGRAPH_EINVAL, "got -1");
    options.draws = (igraph_integer_t)1 << 40;
    CHECK_FAILS(latigraph_find_axes(model, circuits, &options, &axes), IGRAPH_EINVAL,
                "number of draws");
    options.draws = 0;
    options.count = 0;
    CHECK_FAILS(latigraph_find_axes(model, circuits, &options, &axes), IGRAPH_EINVAL, "0");
    options.count = 4;
    CHECK_FAILS(latigraph_find_axes(model, &two, &options, &axes), IGRAPH_EINVAL,
                "need the codes of at least");
    options.kind = LATIGRAPH_AXES_PARTS;
    options.draws = 2;
    CHECK_FAILS(latigraph_find_axes(model, NULL, &options, &axes), IGRAPH_EINVAL,
                "need the codes of at least");
    latigraph_axes_destroy(&axes);
}

static void test_directions(latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_direction_t found[300];
    igraph_integer_t count, properties[] = {-1};
    latigraph_directions_options_t options;
    igraph_matrix_t weights, steps;
    CHECK_OK(igraph_matrix_init(&weights, 0, 0));
    CHECK_OK(igraph_matrix_init(&steps, 0, 0));
    latigraph_directions_options_init(&options);
    options.properties = properties;
    options.property_count = 1;
    CHECK_FAILS(latigraph_directions(model, circuits, &options, found, &count, &weights, &steps),
                IGRAPH_EINVAL, "-1");
    properties[0] = 100000;
    CHECK_FAILS(latigraph_directions(model, circuits, &options, found, &count, &weights, &steps),
                IGRAPH_EINVAL, "100000");
    double *const covariance = model->code_covariance;
    model->code_covariance = NULL;
    CHECK_FAILS(latigraph_directions(model, circuits, NULL, found, &count, &weights, &steps),
                IGRAPH_EINVAL, "no density of training codes");
    model->code_covariance = covariance;
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&weights);
}

static void test_steps(const latigraph_model_t *model) {
    latigraph_step_options_t options;
    latigraph_direction_t direction = {.property = -1, .sd = 1};
    igraph_matrix_t steps, change;
    igraph_vector_t sd;
    CHECK_OK(igraph_matrix_init(&change, 0, 0));
    CHECK_OK(igraph_matrix_init(&steps, 1, model->config.code + 1));
    CHECK_OK(igraph_vector_init(&sd, 3));
    latigraph_step_options_init(&options);
    CHECK_FAILS(latigraph_step_effects(model, &steps, &options, &change, NULL), IGRAPH_EINVAL,
                "dimensions, but the steps have");
    CHECK_OK(igraph_matrix_resize(&steps, 1, model->config.code));
    igraph_matrix_null(&steps);
    options.sd = &sd;
    CHECK_FAILS(latigraph_step_effects(model, &steps, &options, &change, NULL), IGRAPH_EINVAL,
                "but 3 standard deviations");
    options.sd = NULL;
    CHECK_FAILS(latigraph_direction_effects(model, &direction, 1, &steps, &options, &change, NULL),
                IGRAPH_EINVAL, "no property -1");
    direction.property = 100000;
    CHECK_FAILS(latigraph_direction_effects(model, &direction, 1, &steps, &options, &change, NULL),
                IGRAPH_EINVAL, "no property 100000");
    CHECK_FAILS(latigraph_direction_effects(model, &direction, 2, &steps, &options, &change, NULL),
                IGRAPH_EINVAL, "2 directions, but 1 steps");
    options.generate.count = 0;
    CHECK_FAILS(latigraph_step_effects(model, &steps, &options, &change, NULL), IGRAPH_EINVAL, "0");
    /* A step of length 0 changes nothing. */
    options.generate.count = 2;
    options.generate.threads = 1;
    CHECK_OK(latigraph_step_effects(model, &steps, &options, &change, NULL));
    CHECK_NEAR(MATRIX(change, 0, latigraph_property_find("density")), 0, 1e-12);
    igraph_vector_destroy(&sd);
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&change);
}

/* --- Steering ------------------------------------------------------------------------------- */

/* The mean length of edges is in the unit of the positions. */
static void test_edge_length(const latigraph_model_t *model) {
    steered_t result;
    steer_to(&result, model, NULL, "edge-length=+5%", 4);
    CHECK(result.got[0].start > 10); /* the box has a side of 150 um */
    CHECK_NEAR(result.got[0].asked, 1.05 * result.got[0].start, 1e-9 * result.got[0].start);
    CHECK(result.got[0].reached);
    CHECK(fabs(result.got[0].expected - result.got[0].asked) < 0.5 * 0.05 * result.got[0].start);
    steered_destroy(&result);
}

/* A far request, with a property held that is not a statistic: the circuits are no farther from
 * the request than the unsteered ones. */
static void test_far_with_kept(const latigraph_model_t *model) {
    const igraph_integer_t kept = latigraph_property_find("modularity");
    const latigraph_target_t asked = target("transitivity=0.95");
    latigraph_steer_options_t options = asking(&asked, 1, 4, 2);
    steered_t result;
    options.keep = &kept;
    options.keep_count = 1;
    steer(&result, model, NULL, &options);
    CHECK(!result.got[0].reached && result.got[0].limit != LATIGRAPH_LIMIT_NONE);
    CHECK(fabs(result.got[0].expected - 0.95) <= fabs(result.got[0].start - 0.95));
    steered_destroy(&result);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("30");
    latigraph_model_t *model;
    test_init();
    CHECK_OK(latigraph_fit_options_set(options, "code", "14"));
    random_circuits(&circuits, 24, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    test_defaults(model, &circuits);
    test_generation(model, circuits.items[3]);
    test_codes(model);
    test_without_law(model);
    test_axes(model, &circuits);
    test_directions(model, &circuits);
    test_steps(model);
    test_edge_length(model);
    test_far_with_kept(model);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
