/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation explain: which coordinates of the code a property is read from.
 *
 * The Shapley values are exact and computed in latent (see include/latigraph/explain.h). This file
 * adds quantities that follow from them: sums over the statistics and over the free coordinates,
 * values in standard deviations of the training circuits, and the strongest entries of each row in
 * words. Parts of a mean code exist only if circuits were given; those outputs are empty
 * otherwise, and never zero, which would be a claim. */

#include "operation/names.h"
#include "operation/rows.h"
#include "operation/strongest.h"

#include "base/memory.h"
#include "measure/property.h"
#include "model/model.h"

#include <latigraph/explain.h>
#include <latigraph/registry.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    const igraph_strvector_t *only;
    latigraph_callback_list_t functions;
    igraph_integer_t threads;
} request_t;

typedef struct {
    latigraph_explanation_t e;
    igraph_strvector_t properties, coordinates, axes, read_from, moved_by, made_of, read_by;
    igraph_vector_t axis_variance_share, shift;
    igraph_matrix_t group_share, group_conditional_share, group_part, group_conditional_part, slope;
    igraph_matrix_t part_sd, conditional_part_sd, axis_part_sd;
} result_t;

#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define PART LATIGRAPH_SHOW_PART
#define OF_CIRCUITS " Empty without circuits."
#define NO_R2 "the regression could not be cross-validated with folds that share no neuron"
#define NO_SHARES "they are computed for codes of at most 26 coordinates"
#define GROUPS .rows = "properties", .columns = "statistics|free"
#define BY_COORDINATE .rows = "properties", .columns = "coordinates"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    OPTION("circuits", GRAPH_LIST, circuits, NULL,
           "Circuits whose mean code is explained, and which properties that the model has no "
           "direction of are learnt on. If they are left out, only the variance over the training "
           "codes is explained.",
           .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION_ONLY(only, "Properties to explain: names of the table, of functions, or of operations "
                      "with one graph in and one number out. If it is left out, those that the "
                      "model has a direction of and the functions. Properties of functions and of "
                      "operations are learnt on circuits, which they need."),
    OPTION_FUNCTIONS(functions),
    OPTION_THREADS(threads),

    OUTPUT("circuit_count", INTEGER, e.circuits,
           "Number of circuits whose mean code is explained; 0 without circuits.", .show = PART),
    OUTPUT("properties", STRING_LIST, properties, "Names of the properties that are explained."),
    OUTPUT("r2", VECTOR, e.r2, "Cross-validated R² of the regression of each property.",
           .rows = "properties", .show = PART | HEAD, .title = "R²", .undefined = NO_R2),
    OUTPUT("sd", VECTOR, e.sd, "Standard deviation of each property over the training circuits.",
           .rows = "properties", .show = PART),
    OUTPUT("base", VECTOR, e.base, "Value that the regression reads at the mean training code.",
           .rows = "properties", .show = PART | HEAD, .title = "mean"),
    OUTPUT("spread", VECTOR, e.spread,
           "Standard deviation of the values that the regression reads over the training codes.",
           .rows = "properties", .show = PART),
    OUTPUT("reading", VECTOR, e.reading,
           "Value that the regression reads in the mean code of the circuits." OF_CIRCUITS,
           .rows = "properties", .show = PART | HEAD, .title = "read"),
    OUTPUT("measured", VECTOR, e.measured,
           "Mean of each property, measured on the circuits." OF_CIRCUITS, .rows = "properties",
           .show = PART | HEAD | QUIET,
           .undefined = "the property is not defined for these circuits"),
    OUTPUT("shift", VECTOR, shift,
           "Difference of reading and base, in standard deviations of the training "
           "circuits." OF_CIRCUITS,
           .rows = "properties", .unit = "SD", .show = HEAD),
    OUTPUT("group_share", MATRIX, group_share,
           "Sums of the Shapley shares of the statistics and of the free coordinates, which add up "
           "to 1.",
           GROUPS, .show = HEAD, .title = "share"),
    OUTPUT("group_conditional_share", MATRIX, group_conditional_share,
           "The same sums of the conditional shares.", GROUPS, .show = QUIET,
           .undefined = NO_SHARES),
    OUTPUT("alone", MATRIX, e.alone,
           "Share of the variance of the readings that the statistics predict without the free "
           "coordinates, and the free coordinates without the statistics.",
           GROUPS, .show = PART | HEAD, .title = "alone"),
    OUTPUT("group_part", MATRIX, group_part,
           "Sums of the Shapley values of the statistics and of the free coordinates, in standard "
           "deviations of the training circuits; they add up to shift." OF_CIRCUITS,
           GROUPS, .show = HEAD, .unit = "SD", .title = "part"),
    OUTPUT("group_conditional_part", MATRIX, group_conditional_part,
           "The same sums of the conditional parts." OF_CIRCUITS, GROUPS, .show = QUIET,
           .unit = "SD", .undefined = NO_SHARES),
    OUTPUT("read_from", STRING_LIST, read_from,
           "The three coordinates with the greatest Shapley shares, from 3 %.",
           .rows = "properties", .show = HEAD),
    OUTPUT("moved_by", STRING_LIST, moved_by,
           "The three coordinates with the greatest Shapley values in the circuits' mean code, "
           "from 0.05 standard deviations of the training circuits." OF_CIRCUITS,
           .rows = "properties", .show = HEAD, .title = "moved by (SD)"),

    OUTPUT("coordinates", STRING_LIST, coordinates,
           "Names of the coordinates of the code: those of statistics, then free ones."),
    OUTPUT("statistic_count", INTEGER, e.statistics,
           "Number of coordinates, from the first, that hold statistics.", .show = PART),
    OUTPUT("coordinate_sd", VECTOR, e.coordinate_sd,
           "Standard deviation of each coordinate over the training codes.", .rows = "coordinates",
           .show = PART),
    OUTPUT("code", VECTOR, e.code, "Mean code of the circuits." OF_CIRCUITS, .rows = "coordinates",
           .show = PART | HEAD),
    OUTPUT("weight", MATRIX, e.weight, "Weights of the regressions.", BY_COORDINATE, .show = PART),
    OUTPUT("slope", MATRIX, slope,
           "Standard deviations of the property per standard deviation of each coordinate in the "
           "regression.",
           BY_COORDINATE, .show = HEAD, .title = "slope"),
    OUTPUT("share", MATRIX, e.share,
           "Shapley share of each coordinate of the variance of the readings: w (C w) / wᵀ C w. "
           "The shares of a property add up to 1.",
           BY_COORDINATE, .show = PART | HEAD, .title = "share"),
    OUTPUT("conditional_share", MATRIX, e.conditional_share,
           "Shapley shares of the game in which a set of coordinates is worth what it alone can "
           "predict: a coordinate also gets what it says of others.",
           BY_COORDINATE, .show = PART | HEAD | QUIET, .title = "conditional share",
           .undefined = NO_SHARES),
    OUTPUT("part", MATRIX, e.part,
           "Shapley value of each coordinate in the circuits' mean code, w (z - mean), in the "
           "property's unit; those of a property add up to reading minus base." OF_CIRCUITS,
           BY_COORDINATE, .show = PART),
    OUTPUT("conditional_part", MATRIX, e.conditional_part,
           "The same values of the conditional game." OF_CIRCUITS, BY_COORDINATE,
           .show = PART | QUIET, .undefined = NO_SHARES),
    OUTPUT("part_sd", MATRIX, part_sd,
           "The parts in standard deviations of the training circuits." OF_CIRCUITS, BY_COORDINATE,
           .show = HEAD, .unit = "SD", .title = "part"),
    OUTPUT("conditional_part_sd", MATRIX, conditional_part_sd,
           "The conditional parts in standard deviations of the training circuits." OF_CIRCUITS,
           BY_COORDINATE, .show = HEAD | QUIET, .unit = "SD", .title = "conditional part",
           .undefined = NO_SHARES),

    OUTPUT("axes", STRING_LIST, axes,
           "Names of the principal axes of the training codes. They do not covary, so that every "
           "way to share out agrees on them."),
    OUTPUT("axis_variance", VECTOR, e.axis_variance,
           "Variance of the training codes along each axis, falling.", .rows = "axes",
           .show = PART),
    OUTPUT("axis_variance_share", VECTOR, axis_variance_share,
           "Share of the variance of the training codes along each axis.", .rows = "axes",
           .show = HEAD | LATIGRAPH_SHOW_SORTED, .title = "variance"),
    OUTPUT("loadings", MATRIX, e.axis, "The axes, each of length 1.", .rows = "axes",
           .columns = "coordinates", .show = PART),
    OUTPUT("axis_share", MATRIX, e.axis_share,
           "Share of each axis of the variance of the readings.", .rows = "properties",
           .columns = "axes", .show = PART | HEAD, .title = "share"),
    OUTPUT("axis_part", MATRIX, e.axis_part,
           "Shapley value of each axis in the circuits' mean code, in the property's "
           "unit." OF_CIRCUITS,
           .rows = "properties", .columns = "axes", .show = PART),
    OUTPUT("axis_part_sd", MATRIX, axis_part_sd,
           "The same in standard deviations of the training circuits." OF_CIRCUITS,
           .rows = "properties", .columns = "axes", .show = HEAD, .unit = "SD", .title = "part"),
    OUTPUT("made_of", STRING_LIST, made_of,
           "The three coordinates with the greatest loadings on each axis, from 0.2.",
           .rows = "axes", .show = HEAD),
    OUTPUT("read_by", STRING_LIST, read_by,
           "The three properties that are read most from each axis, from a share of 3 %.",
           .rows = "axes", .show = HEAD, .title = "read from it"),
};

static igraph_error_t init_result(void *result) {
    return latigraph_explanation_init(&((result_t *)result)->e);
}

static void destroy_result(void *result) {
    latigraph_explanation_destroy(&((result_t *)result)->e);
}

/* --- Quantities that follow from an explanation ------------------------------------------------
 */

/* Sums over statistics and over free coordinates: one row per property, two columns. */
static igraph_error_t sum_groups(const igraph_matrix_t *matrix, igraph_integer_t statistics,
                                 igraph_matrix_t *sums) {
    const igraph_integer_t rows = igraph_matrix_nrow(matrix);
    IGRAPH_CHECK(igraph_matrix_resize(sums, rows, 2));
    igraph_matrix_null(sums);
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(matrix); k++) {
        for (igraph_integer_t t = 0; t < rows; t++) {
            MATRIX(*sums, t, k < statistics ? 0 : 1) += MATRIX(*matrix, t, k);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Divides each row by the standard deviation of its property. */
static igraph_error_t in_sd(const igraph_matrix_t *matrix, const igraph_vector_t *sd,
                            igraph_matrix_t *scaled) {
    IGRAPH_CHECK(igraph_matrix_update(scaled, matrix));
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(scaled); k++) {
        for (igraph_integer_t t = 0; t < igraph_matrix_nrow(scaled); t++) {
            MATRIX(*scaled, t, k) /= VECTOR(*sd)[t];
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_slopes(result_t *result) {
    const latigraph_explanation_t *e = &result->e;
    IGRAPH_CHECK(in_sd(&e->weight, &e->sd, &result->slope));
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&result->slope); k++) {
        for (igraph_integer_t t = 0; t < igraph_matrix_nrow(&result->slope); t++) {
            MATRIX(result->slope, t, k) *= VECTOR(e->coordinate_sd)[k];
        }
    }
    IGRAPH_CHECK(igraph_vector_update(&result->axis_variance_share, &e->axis_variance));
    igraph_vector_scale(&result->axis_variance_share, 1 / igraph_vector_sum(&e->axis_variance));
    return IGRAPH_SUCCESS;
}

/* Parts of the mean code of circuits, in SDs of the training circuits. */
static igraph_error_t find_parts(result_t *result) {
    const latigraph_explanation_t *e = &result->e;
    if (e->circuits == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(in_sd(&e->part, &e->sd, &result->part_sd));
    IGRAPH_CHECK(in_sd(&e->conditional_part, &e->sd, &result->conditional_part_sd));
    IGRAPH_CHECK(in_sd(&e->axis_part, &e->sd, &result->axis_part_sd));
    IGRAPH_CHECK(sum_groups(&result->part_sd, e->statistics, &result->group_part));
    IGRAPH_CHECK(
        sum_groups(&result->conditional_part_sd, e->statistics, &result->group_conditional_part));
    IGRAPH_CHECK(igraph_vector_update(&result->shift, &e->reading));
    IGRAPH_CHECK(igraph_vector_sub(&result->shift, &e->base));
    return igraph_vector_div(&result->shift, &e->sd);
}

static igraph_error_t list_strongest(result_t *result) {
    static const strongest_t shares = {.most = 3, .without = -1, .least = 0.03, .percent = TRUE};
    static const strongest_t loadings = {.most = 3, .without = -1, .least = 0.2};
    static const strongest_t parts = {.most = 3, .without = -1, .least = 0.05};
    const latigraph_explanation_t *e = &result->e;
    for (igraph_integer_t t = 0; t < igraph_strvector_size(&result->properties); t++) {
        IGRAPH_CHECK(latigraph_append_strongest_of_row(&result->read_from, &e->share, t,
                                                       &result->coordinates, &shares));
        if (e->circuits > 0) {
            IGRAPH_CHECK(latigraph_append_strongest_of_row(&result->moved_by, &result->part_sd, t,
                                                           &result->coordinates, &parts));
        }
    }
    for (igraph_integer_t a = 0; a < igraph_strvector_size(&result->axes); a++) {
        IGRAPH_CHECK(latigraph_append_strongest_of_row(&result->made_of, &e->axis, a,
                                                       &result->coordinates, &loadings));
        IGRAPH_CHECK(latigraph_append_strongest_of_column(&result->read_by, &e->axis_share, a,
                                                          &result->properties, &shares));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_all(const request_t *request, result_t *result) {
    const latigraph_explanation_t *e = &result->e;
    IGRAPH_CHECK(latigraph_coordinate_names(request->model, &result->coordinates));
    IGRAPH_CHECK(
        latigraph_name_by_number("axis", igraph_vector_size(&e->axis_variance), &result->axes));
    for (igraph_integer_t t = 0; t < igraph_vector_int_size(&e->property); t++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->properties,
            latigraph_property_name(&request->functions, VECTOR(e->property)[t])));
    }
    return IGRAPH_SUCCESS;
}

/* --- The work ----------------------------------------------------------------------------------
 */

/* Appends the properties that the model has a direction of, and all functions. */
static igraph_error_t take_usual(const request_t *request, igraph_vector_int_t *properties) {
    const latigraph_direction_table_t *held = &request->model->directions;
    for (int d = 0; d < held->count; d++) {
        const igraph_integer_t p = latigraph_property_find(held->property[d]);
        if (p >= 0) { /* a model file may know others */
            IGRAPH_CHECK(igraph_vector_int_push_back(properties, p));
        }
    }
    for (igraph_integer_t k = 0; k < request->functions.count; k++) {
        IGRAPH_CHECK(igraph_vector_int_push_back(properties, latigraph_property_count() + k));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t explain(request_t *request, latigraph_explanation_t *explanation) {
    latigraph_circuit_list_t none;
    igraph_vector_int_t properties;
    IGRAPH_CHECK(latigraph_check_user(&request->functions));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&properties, 0);
    IGRAPH_CHECK(request->only != NULL
                     ? latigraph_resolve_names(&request->functions, request->only, &properties)
                     : take_usual(request, &properties));
    IGRAPH_CHECK(latigraph_circuit_list_init(&none));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &none);
    IGRAPH_CHECK(latigraph_explain_with(
        request->model, request->circuits != NULL ? request->circuits : &none, &request->functions,
        &properties, request->threads, explanation));
    latigraph_circuit_list_destroy(&none);
    igraph_vector_int_destroy(&properties);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    const latigraph_explanation_t *e = &result->e;
    (void)remarks; /* the rows say why entries are not defined */
    IGRAPH_CHECK(explain(request, &result->e));
    IGRAPH_CHECK(name_all(request, result));
    IGRAPH_CHECK(sum_groups(&e->share, e->statistics, &result->group_share));
    IGRAPH_CHECK(
        sum_groups(&e->conditional_share, e->statistics, &result->group_conditional_share));
    IGRAPH_CHECK(find_slopes(result));
    IGRAPH_CHECK(find_parts(result));
    return list_strongest(result);
}

const latigraph_operation_t latigraph_operation_explain = {
    .name = "explain",
    .summary = "Finds which coordinates of the code properties are read from.",
    .doc = "Exact Shapley values of the model's linear regressions are given over the training "
           "codes and in the mean code of circuits, of coordinates and of principal axes. Tables "
           "by coordinate are printed for up to 8 properties. Time complexity: O(2^d properties) "
           "for codes of d up to 26 coordinates; beyond, conditional values are not defined.",
    .example = "latigraph explain model.safetensors held-out --property transitivity",
    .flags = LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
