/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation directions: along which directions of the code properties grow.
 *
 * The regressions are in latent and regression. They run on circuits, with intervals and controls,
 * or are read from the model, which keeps what it found at the end of its fit. Predicting a
 * property from codes does not show that moving the code moves the property, so that steps can be
 * tried on generated circuits. Remarks say which of these was not done and how to do it. */

#include "operation/names.h"
#include "operation/rows.h"
#include "operation/strongest.h"

#include "base/memory.h"
#include "measure/property.h"

#include <latigraph/directions.h>
#include <latigraph/explain.h>
#include <latigraph/registry.h>

#include <math.h>
#include <stdlib.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    const igraph_strvector_t *only;
    latigraph_callback_list_t functions;
    latigraph_step_options_t trial; /* how steps are tried */
    igraph_bool_t rewired;
    const char *identity;
    latigraph_split_by_t split_by;
} request_t;

typedef struct {
    igraph_strvector_t directions, properties, coordinates, nearest, movers;
    latigraph_items_t found; /* latigraph_direction_t */
    igraph_vector_t nearest_cosine;
    igraph_matrix_t weights, steps, cosines, change, change_error;
} result_t;

#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define EACH(name_, type_, element_, field_, doc_, ...)                                            \
    OUTPUT_EACH(name_, type_, element_, found, latigraph_direction_t, field_, doc_,                \
                .rows = "directions", __VA_ARGS__)
#define NO_SPLIT                                                                                   \
    "the circuits cannot be split so that no neuron is on both sides (or, with split_by, no "      \
    "animal or identity)"
#define NO_STUDY                                                                                   \
    "intervals, controls and PLS need circuits that can be split so that no neuron is on both "    \
    "sides (or, with split_by, no animal or identity)"
#define NO_EFFECTS                                                                                 \
    "effects is 0, the property is not defined for the generated circuits, or the model does not " \
    "know its standard deviation"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    OPTION("circuits", GRAPH_LIST, circuits, NULL,
           "Circuits to relate codes and properties on. If they are left out, the directions that "
           "fit found and the model holds are given; R², p, mean, SD and the regression are known "
           "of these, but not intervals, controls and PLS.",
           .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION_ONLY(only, "Properties to find directions of: names of the table, of functions, or of "
                      "operations with one graph in and one number out. If it is left "
                      "out: those of the table that a fit holds, and all functions."),
    OPTION_FUNCTIONS(functions),
    OPTION("rewired", BOOLEAN, rewired, "false",
           "Negative control: find R² of the codes of copies with the same degrees and otherwise "
           "random edges, too, which shows what codes know of degrees alone. Every circuit is "
           "encoded once more."),
    OPTION_IDENTITY(identity),
    OPTION_SPLIT_BY(split_by),
    OPTION_EFFECTS(trial.generate.count),
    OPTION_START(trial.like),
    OPTION_GROUP(trial.generate.group),
    OPTION_NODES(trial.generate.nodes),
    OPTION_SEED(trial.generate.seed),
    OPTION_THREADS(trial.generate.threads),

    OUTPUT("directions", STRING_LIST, directions,
           "Name of the property of each direction. Properties that are constant or hardly ever "
           "defined have no direction."),
    EACH("r2", VECTOR, REAL, r2,
         "R² of the better regression, cross-validated with folds that are split by neuron, or as "
         "split_by says.",
         .show = HEAD, .title = "R²", .undefined = NO_SPLIT),
    EACH("r2_low", VECTOR, REAL, r2_low,
         "Low end of its 95 % interval, which allows for shared neurons.", .show = HEAD | QUIET,
         .title = "low", .undefined = NO_STUDY),
    EACH("r2_high", VECTOR, REAL, r2_high, "High end of that interval.", .show = HEAD | QUIET,
         .title = "high", .undefined = NO_STUDY),
    EACH("r2_within", VECTOR, REAL, r2_within,
         "R² about the mean of the circuits that are scored, not of those that train: what codes "
         "say about differences among them.",
         .show = HEAD | QUIET, .title = "within", .undefined = NO_STUDY),
    EACH("method", STRING_LIST, STRING, method, "The regression with the greater R².", .show = HEAD,
         .title = "by", .choices = "ridge|pls"),
    EACH("p", VECTOR, REAL, p, "Permutation p-value of the R² of ridge regression.", .show = HEAD,
         .undefined = NO_SPLIT),
    EACH("scored", VECTOR, INTEGER, scored, "Number of circuits that R² is computed on.",
         .show = HEAD, .title = "circuits"),
    EACH("r2_ridge", VECTOR, REAL, r2_ridge, "R² of ridge regression.", .show = QUIET,
         .undefined = NO_STUDY),
    EACH("r2_pls", VECTOR, REAL, r2_pls, "R² of partial least squares.", .show = QUIET,
         .undefined = NO_STUDY),
    EACH("components", VECTOR, INTEGER, components,
         "Number of components of partial least squares, chosen by cross-validation; 0 if it is "
         "not known."),
    EACH("r2_size_density", VECTOR, REAL, r2_size_density,
         "R² of ln n and ln density alone, without codes.", .show = HEAD | QUIET,
         .title = "size, density", .undefined = NO_STUDY),
    EACH("r2_partial", VECTOR, REAL, r2_partial,
         "R² of what size and density leave of the property, predicted from what they leave of "
         "the codes.",
         .show = HEAD | QUIET, .title = "partial", .undefined = NO_STUDY),
    EACH("r2_partial_low", VECTOR, REAL, r2_partial_low, "Low end of its 95 % interval.",
         .show = HEAD | QUIET, .title = "low", .undefined = NO_STUDY),
    EACH("r2_partial_high", VECTOR, REAL, r2_partial_high, "High end of that interval.",
         .show = HEAD | QUIET, .title = "high", .undefined = NO_STUDY),
    EACH("r2_shuffled", VECTOR, REAL, r2_shuffled,
         "Negative control: mean R² when codes are dealt out anew among the circuits.",
         .show = HEAD | QUIET, .title = "shuffled", .undefined = NO_STUDY),
    EACH("r2_rewired", VECTOR, REAL, r2_rewired,
         "Negative control: R² of the codes of copies with the same degrees and otherwise random "
         "edges.",
         .show = HEAD | QUIET, .title = "rewired", .undefined = "rewired is not set, or " NO_SPLIT),
    EACH("mean", VECTOR, REAL, mean, "Mean of the property over the circuits.", .show = HEAD),
    EACH("sd", VECTOR, REAL, sd, "Standard deviation of the property over the circuits.",
         .show = HEAD),
    EACH("intercept", VECTOR, REAL, intercept,
         "Intercept of the regression: property = intercept + weights · code."),
    EACH("slope", VECTOR, REAL, slope,
         "Standard deviations that the property of generated circuits moves for each that is "
         "requested; 1 is perfect.",
         .show = HEAD | QUIET, .undefined = NO_EFFECTS),
    EACH("slope_error", VECTOR, REAL, slope_error, "Standard error of the slope.",
         .show = HEAD | QUIET, .title = "error", .undefined = NO_EFFECTS),
    EACH("side_effects", VECTOR, REAL, side_effects,
         "Mean absolute change of the other compared properties.", .unit = "SD",
         .show = HEAD | QUIET, .undefined = NO_EFFECTS),
    OUTPUT("nearest", STRING_LIST, nearest,
           "Other direction with the smallest angle to each, up to its sign; empty if there is no "
           "other.",
           .rows = "directions", .show = HEAD),
    OUTPUT("nearest_cosine", VECTOR, nearest_cosine, "Cosine of that angle.", .rows = "directions",
           .show = HEAD | QUIET, .title = "cosine", .undefined = "there is no other direction"),
    OUTPUT("movers", STRING_LIST, movers,
           "The three other properties that move most with a step, and by how many standard "
           "deviations. The list is empty if effects is 0.",
           .rows = "directions", .show = HEAD, .title = "moves most of the others (SD)"),
    OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),
    OUTPUT("weights", MATRIX, weights, "Weights of the regression of each direction.",
           .rows = "directions", .columns = "coordinates"),
    OUTPUT("steps", MATRIX, steps,
           "Step of the code that adds one standard deviation of the property, along the codes' "
           "own covariance.",
           .rows = "directions", .columns = "coordinates"),
    OUTPUT("cosines", MATRIX, cosines,
           "Cosines of the angles between directions, after a change of coordinates that makes "
           "the density of the training codes round.",
           .rows = "directions", .columns = "directions"),
    OUTPUT("properties", STRING_LIST, properties,
           "Names of all properties: those of the table, then the functions."),
    OUTPUT("change", MATRIX, change,
           "Half the difference between circuits one step up and one step down. There are no rows "
           "if effects is 0.",
           .rows = "directions", .columns = "properties", .unit = "SD", .show = QUIET,
           .undefined = NO_EFFECTS),
    OUTPUT("change_error", MATRIX, change_error, "Standard errors of these changes.",
           .rows = "directions", .columns = "properties", .unit = "SD", .show = QUIET,
           .undefined = NO_EFFECTS),
};

/* --- Remarks --------------------------------------------------------------------------------- */

static gboolean has_direction(const result_t *result, igraph_integer_t property) {
    const latigraph_direction_t *found = result->found.item;
    for (igraph_integer_t d = 0; d < result->found.count; d++) {
        if (found[d].property == property) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t remark_missing(const latigraph_directions_options_t *options,
                                     const result_t *result, latigraph_remarks_t *remarks) {
    if (result->found.count == 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "no-directions", "directions",
            "There are no directions: there are too few circuits, or no property differs among "
            "them."));
    }
    for (igraph_integer_t k = 0; options->properties != NULL && k < options->property_count; k++) {
        if (!has_direction(result, options->properties[k])) {
            const char *name = latigraph_property_name(options->user, options->properties[k]);
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "no-direction", name,
                "%s has no direction: it is the same in all circuits, or hardly ever defined.",
                name));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_on_study(const request_t *request, latigraph_remarks_t *remarks) {
    if (request->circuits == NULL) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "note", "circuits",
            "Intervals, partial R², controls and PLS are not known of the directions that a model "
            "holds; give circuits to compute them."));
    }
    if (request->trial.generate.count > 0) {
        return latigraph_remark_add(remarks, "note", "effects",
                                    "The effects of steps were measured on %" IGRAPH_PRId
                                    " circuits on either side; more make them more precise (see "
                                    "effects).",
                                    request->trial.generate.count);
    }
    return latigraph_remark_add(
        remarks, "note", "effects",
        "R² says how well codes predict a property, not what a step does to circuits; set effects "
        "to measure that.");
}

/* --- The work -------------------------------------------------------------------------------- */

/* Directions on circuits, or those that the model holds. */
static igraph_error_t find(const request_t *request, const latigraph_directions_options_t *options,
                           result_t *result) {
    latigraph_direction_t *found = result->found.item;
    if (request->circuits != NULL) {
        return latigraph_directions(request->model, request->circuits, options, found,
                                    &result->found.count, &result->weights, &result->steps);
    }
    IGRAPH_CHECK(latigraph_model_directions(request->model, found, &result->found.count,
                                            &result->weights, &result->steps));
    return options->properties == NULL
               ? IGRAPH_SUCCESS
               : latigraph_directions_select(options->properties, options->property_count, found,
                                             &result->found.count, &result->weights,
                                             &result->steps);
}

/* The direction with the smallest angle to direction i, up to its sign, or −1. */
static igraph_integer_t nearest_to(const igraph_matrix_t *cosines, igraph_integer_t i) {
    igraph_integer_t best = -1;
    for (igraph_integer_t j = 0; j < igraph_matrix_nrow(cosines); j++) {
        if (j != i &&
            (best < 0 || fabs(MATRIX(*cosines, i, j)) > fabs(MATRIX(*cosines, i, best)))) {
            best = j;
        }
    }
    return best;
}

static igraph_error_t name_nearest(result_t *result) {
    for (igraph_integer_t i = 0; i < result->found.count; i++) {
        const igraph_integer_t j = nearest_to(&result->cosines, i);
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->nearest, j < 0 ? "" : igraph_strvector_get(&result->directions, j)));
        IGRAPH_CHECK(igraph_vector_push_back(&result->nearest_cosine,
                                             j < 0 ? IGRAPH_NAN : MATRIX(result->cosines, i, j)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_all(const request_t *request, result_t *result) {
    const latigraph_direction_t *found = result->found.item;
    IGRAPH_CHECK(latigraph_name_properties(&request->functions, &result->properties));
    IGRAPH_CHECK(latigraph_coordinate_names(request->model, &result->coordinates));
    for (igraph_integer_t i = 0; i < result->found.count; i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->directions, latigraph_property_name(&request->functions, found[i].property)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t try_steps(const request_t *request, result_t *result) {
    latigraph_direction_t *found = result->found.item;
    IGRAPH_CHECK(latigraph_direction_effects(request->model, found, result->found.count,
                                             &result->steps, &request->trial, &result->change,
                                             &result->change_error));
    for (igraph_integer_t i = 0; i < result->found.count; i++) {
        const strongest_t three = {.most = 3, .without = found[i].property};
        IGRAPH_CHECK(latigraph_append_strongest_of_row(&result->movers, &result->change, i,
                                                       &result->properties, &three));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t study(const request_t *request, const latigraph_directions_options_t *options,
                            result_t *result, latigraph_remarks_t *remarks) {
    const igraph_integer_t room = latigraph_property_count() + request->functions.count;
    result->found.item = calloc((size_t)room + 1, sizeof(latigraph_direction_t));
    if (result->found.item == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(find(request, options, result));
    IGRAPH_CHECK(name_all(request, result));
    IGRAPH_CHECK(latigraph_direction_cosines(request->model, &result->steps, &result->cosines));
    IGRAPH_CHECK(name_nearest(result));
    if (request->trial.generate.count > 0 && result->found.count > 0) {
        IGRAPH_CHECK(try_steps(request, result));
    }
    IGRAPH_CHECK(remark_missing(options, result, remarks));
    return remark_on_study(request, remarks);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    igraph_vector_int_t properties;
    if (request->rewired && request->circuits == NULL) {
        IGRAPH_ERROR(
            "rewired needs circuits: the codes of rewired copies are compared with theirs.",
            IGRAPH_EINVAL);
    }
    if (request->split_by != LATIGRAPH_SPLIT_BY_NEURON && request->circuits == NULL) {
        IGRAPH_ERROR("split_by needs circuits: the directions of the model were scored by its fit.",
                     IGRAPH_EINVAL);
    }
    if (request->circuits != NULL) {
        IGRAPH_CHECK(latigraph_remark_split(request->circuits, request->split_by, "r2", remarks));
    }
    IGRAPH_CHECK(latigraph_check_user(&request->functions));
    request->trial.user = &request->functions;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&properties, 0);
    IGRAPH_CHECK(latigraph_resolve_names(&request->functions, request->only, &properties));
    const latigraph_directions_options_t options = {
        .user = &request->functions,
        .properties = request->only != NULL ? VECTOR(properties) : NULL,
        .property_count = igraph_vector_int_size(&properties),
        .rewired = request->rewired,
        .split_by = request->split_by,
        .threads = request->trial.generate.threads,
        .seed = request->trial.generate.seed};
    IGRAPH_CHECK(study(request, &options, result_data, remarks));
    igraph_vector_int_destroy(&properties);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_directions = {
    .name = "directions",
    .summary = "Finds the directions of the code along which properties grow.",
    .doc = "Ridge regression and partial least squares (SIMPLS) predict each property from the "
           "code, scored by cross-validation with folds that share no neuron. R² says nothing of "
           "control, so that the effect of a step of one standard deviation is measured on "
           "generated circuits. Time complexity: that of encode and properties, plus O(999 "
           "circuits properties d) for codes of d dimensions, plus that of generate and properties "
           "for 2 effects circuits per direction.",
    .example = "latigraph directions model.safetensors training held-out --rewired",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
