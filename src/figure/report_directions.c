/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Directions in the report: how well codes predict each property, and whether a step moves it.
 *
 * R² of a regression on the code is no evidence that moving the code moves the property. So both
 * are shown: R², cross-validated with folds that share no neuron, and the slope of the property of
 * generated circuits per requested SD. The figures are those of the operation directions for the
 * same circuits and seed.
 *
 * Circuits of one small tissue overlap so much that no folds exist. Generated circuits have no
 * neurons to split by. In both cases the directions are those that the fit stored in the model,
 * whose R² has no interval.
 */
#include "figure/report.h"

#include "base/memory.h"
#include "measure/property.h"
#include "measure/resample.h"

#include <latigraph/directions.h>

#include <math.h>

/* Directions with their steps. */
typedef struct {
    latigraph_direction_t *item;
    igraph_integer_t count;
    igraph_matrix_t weights, steps;
} found_t;

static igraph_error_t find_in_circuits(const report_t *report, found_t *found) {
    const latigraph_circuit_list_t real = report_real(report);
    latigraph_directions_options_t options;
    latigraph_directions_options_init(&options);
    options.seed = report->seed;
    options.threads = report->threads;
    IGRAPH_CHECK(latigraph_directions(report->model, &real, &options, found->item, &found->count,
                                      &found->weights, &found->steps));
    for (igraph_integer_t d = 0; d < found->count; d++) {
        if (isfinite(found->item[d].r2)) {
            return IGRAPH_SUCCESS;
        }
    }
    found->count = 0;
    return latigraph_remark_add(
        report->remarks, "note", "directions",
        "The circuits cannot be split so that no neuron is on both sides, or are too few. The "
        "directions and their R² are those of the fit, which have no intervals.");
}

/* Takes the directions of the circuits, or those of the model. */
static igraph_error_t find(const report_t *report, found_t *found) {
    found->count = 0;
    if (report->real > 0) {
        IGRAPH_CHECK(find_in_circuits(report, found));
    }
    if (found->count > 0) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_model_directions(report->model, found->item, &found->count, &found->weights,
                                      &found->steps);
}

static igraph_error_t try_steps(const report_t *report, found_t *found) {
    latigraph_step_options_t options;
    igraph_matrix_t change, error;
    if (report->effects < 1 || found->count == 0) {
        return IGRAPH_SUCCESS;
    }
    latigraph_step_options_init(&options);
    options.generate.count = report->effects;
    options.generate.seed = report->seed;
    options.generate.threads = report->threads;
    IGRAPH_MATRIX_INIT_FINALLY(&change, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&error, 0, 0);
    IGRAPH_CHECK(latigraph_direction_effects(report->model, found->item, found->count,
                                             &found->steps, &options, &change, &error));
    igraph_matrix_destroy(&error);
    igraph_matrix_destroy(&change);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static void write_direction(report_t *report, const latigraph_direction_t *direction) {
    latigraph_json_t *json = &report->json;
    /* The error is that of a mean over pairs of circuits. */
    const double margin =
        latigraph_interval_margin(direction->slope_error, (double)report->effects, 1);
    latigraph_json_begin_object(json);
    latigraph_json_integer(json, "property", VECTOR(report->place)[direction->property]);
    report_number(report, "r2", direction->r2);
    report_number(report, "r2_low", direction->r2_low);
    report_number(report, "r2_high", direction->r2_high);
    report_number(report, "control", direction->slope);
    report_number(report, "control_low", direction->slope - margin);
    report_number(report, "control_high", direction->slope + margin);
    latigraph_json_end_object(json);
}

igraph_error_t report_write_directions(report_t *report) {
    found_t found;
    LATIGRAPH_ALLOCATE(found.item, latigraph_property_count());
    IGRAPH_MATRIX_INIT_FINALLY(&found.weights, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&found.steps, 0, 0);
    IGRAPH_CHECK(find(report, &found));
    IGRAPH_CHECK(try_steps(report, &found));
    latigraph_json_name(&report->json, "directions");
    latigraph_json_begin_array(&report->json);
    for (igraph_integer_t d = 0; d < found.count; d++) {
        if (VECTOR(report->place)[found.item[d].property] >= 0) {
            write_direction(report, &found.item[d]);
        }
    }
    latigraph_json_end_array(&report->json);
    igraph_matrix_destroy(&found.steps);
    igraph_matrix_destroy(&found.weights);
    g_free(found.item);
    IGRAPH_FINALLY_CLEAN(3);
    return latigraph_text_check(&report->json.text);
}
