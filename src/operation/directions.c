/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"
#include "measure/property.h"

#include <latigraph/directions.h>
#include <latigraph/registry.h>

enum {
    MODEL,
    CIRCUITS,
    ONLY,
    FUNCTIONS,
    REWIRED,
    EFFECTS,
    LIKE,
    GROUP,
    NODES,
    SEED,
    THREADS,
    PROPERTIES,
    METHOD,
    R2,
    R2_LOW,
    R2_HIGH,
    P,
    SCORED,
    R2_RIDGE,
    R2_PLS,
    COMPONENTS,
    R2_SIZE_DENSITY,
    R2_PARTIAL,
    R2_PARTIAL_LOW,
    R2_PARTIAL_HIGH,
    R2_SHUFFLED,
    R2_REWIRED,
    MEAN,
    SD,
    INTERCEPT,
    SLOPE,
    SLOPE_ERROR,
    SIDE_EFFECTS,
    WEIGHTS,
    STEPS,
    COSINES,
    CHANGE,
    CHANGE_ERROR,
    ARGUMENTS
};

#define VECTOR_OUT(label, text)                                                                    \
    { .name = label, .type = LATIGRAPH_TYPE_VECTOR, .direction = LATIGRAPH_OUT, .doc = text }
#define MATRIX_OUT(label, text)                                                                    \
    { .name = label, .type = LATIGRAPH_TYPE_MATRIX, .direction = LATIGRAPH_OUT, .doc = text }

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .optional = true,
                  .doc = "Circuits to relate codes and properties on; left out: the directions "
                         "that fit found and the model holds, of which R², p, mean, SD and the "
                         "regression are known."},
    [ONLY] = {.name = "only",
              .type = LATIGRAPH_TYPE_STRING_LIST,
              .optional = true,
              .doc =
                  "The properties to find directions of: names of the table, of functions, or of "
                  "operations with one graph in and one number out; left out: all of the table "
                  "and of functions."},
    [FUNCTIONS] = {.name = "functions",
                   .type = LATIGRAPH_TYPE_CALLBACK_LIST,
                   .optional = true,
                   .doc = "Properties of the caller's own, by names that are not in the table."},
    [REWIRED] = {.name = "rewired",
                 .type = LATIGRAPH_TYPE_BOOLEAN,
                 .optional = true,
                 .default_text = "false",
                 .doc = "Find r2_rewired, too: every circuit is rewired at its degrees and encoded "
                        "once more."},
    [EFFECTS] = LATIGRAPH_ARGUMENT_EFFECTS,
    [LIKE] = LATIGRAPH_ARGUMENT_START,
    [GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [NODES] = LATIGRAPH_ARGUMENT_NODES,
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [PROPERTIES] = {.name = "properties",
                    .type = LATIGRAPH_TYPE_STRING_LIST,
                    .direction = LATIGRAPH_OUT,
                    .doc = "The property of each direction; constant and undefined ones have "
                           "none."},
    [METHOD] = {.name = "method",
                .type = LATIGRAPH_TYPE_STRING_LIST,
                .direction = LATIGRAPH_OUT,
                .doc = "The regression of each that was kept for its greater R²: ridge or pls."},
    [R2] = VECTOR_OUT("r2", "Cross-validated R² of each, folds split by neuron; NaN without a "
                            "split."),
    [R2_LOW] = VECTOR_OUT("r2_low", "Low end of its interval of 95 %, which allows for shared "
                                    "neurons."),
    [R2_HIGH] = VECTOR_OUT("r2_high", "High end of it."),
    [P] = VECTOR_OUT("p", "Permutation p-value of each R² of ridge regression."),
    [SCORED] = VECTOR_OUT("scored", "Circuits that each R² rests on."),
    [R2_RIDGE] = VECTOR_OUT("r2_ridge", "R² of ridge regression."),
    [R2_PLS] = VECTOR_OUT("r2_pls", "R² of partial least squares."),
    [COMPONENTS] = VECTOR_OUT("components", "Components of partial least squares; 0: not known."),
    [R2_SIZE_DENSITY] = VECTOR_OUT("r2_size_density", "R² of ln n and ln density alone."),
    [R2_PARTIAL] = VECTOR_OUT("r2_partial", "R² of what these leave of the property, from what "
                                            "they leave of the codes."),
    [R2_PARTIAL_LOW] = VECTOR_OUT("r2_partial_low", "Low end of its interval of 95 %."),
    [R2_PARTIAL_HIGH] = VECTOR_OUT("r2_partial_high", "High end of it."),
    [R2_SHUFFLED] = VECTOR_OUT("r2_shuffled", "Negative control: mean R² of codes that are dealt "
                                              "out anew among the circuits."),
    [R2_REWIRED] = VECTOR_OUT("r2_rewired", "Negative control: R² of the codes of copies with the "
                                            "same degrees and otherwise random edges; NaN unless "
                                            "asked for."),
    [MEAN] = VECTOR_OUT("mean", "Mean of each property over the circuits."),
    [SD] = VECTOR_OUT("sd", "Standard deviation of each property over the circuits."),
    [INTERCEPT] = VECTOR_OUT("intercept", "Of the regression: property = intercept + weight · "
                                          "code."),
    [SLOPE] = VECTOR_OUT("slope", "Standard deviations that the property of generated circuits "
                                  "moves for each that is asked; NaN unless effects are asked "
                                  "for."),
    [SLOPE_ERROR] = VECTOR_OUT("slope_error", "Its standard error."),
    [SIDE_EFFECTS] =
        VECTOR_OUT("side_effects", "Mean absolute standard deviations that the other compared "
                                   "properties move with it."),
    [WEIGHTS] = MATRIX_OUT("weights", "Weights of the regressions: one row a direction, one column "
                                      "a dimension of the code."),
    [STEPS] = MATRIX_OUT("steps", "The step of the code that adds one standard deviation of the "
                                  "property along the codes' own covariance, in the same form."),
    [COSINES] = MATRIX_OUT("cosines", "Cosines of the angles between directions, where the density "
                                      "of the training codes is round."),
    [CHANGE] =
        MATRIX_OUT("change", "Half the difference of circuits one step up and down, in "
                             "standard deviations of each property: one row a direction, one "
                             "column a property in the order of the operation properties, "
                             "then of functions; no rows unless effects are asked for."),
    [CHANGE_ERROR] = MATRIX_OUT("change_error", "Its standard errors."),
};

/* Directions and what goes with them, as one entry of the FINALLY stack. */
typedef struct {
    latigraph_direction_t *item;
    igraph_integer_t found;
    igraph_integer_t *wanted; /* indices of the properties of `only` */
    igraph_matrix_t weights, steps, cosines, change, error;
} result_t;

static void result_destroy(result_t *result) {
    igraph_matrix_destroy(&result->weights);
    igraph_matrix_destroy(&result->steps);
    igraph_matrix_destroy(&result->cosines);
    igraph_matrix_destroy(&result->change);
    igraph_matrix_destroy(&result->error);
    g_free(result->item);
    g_free(result->wanted);
}

static igraph_error_t result_init(result_t *result, igraph_integer_t properties,
                                  igraph_integer_t wanted) {
    igraph_matrix_t *const matrices[] = {&result->weights, &result->steps, &result->cosines,
                                         &result->change, &result->error};
    for (gsize k = 0; k < G_N_ELEMENTS(matrices); k++) {
        IGRAPH_MATRIX_INIT_FINALLY(matrices[k], 0, 0);
    }
    result->item = g_new0(latigraph_direction_t, properties);
    result->wanted = g_new0(igraph_integer_t, wanted + 1);
    IGRAPH_FINALLY_CLEAN(G_N_ELEMENTS(matrices));
    IGRAPH_FINALLY(result_destroy, result);
    return IGRAPH_SUCCESS;
}

/* --- Handing out -------------------------------------------------------------- */

static igraph_real_t figure(const latigraph_direction_t *direction, int which) {
    switch (which) {
    case R2:
        return direction->r2;
    case R2_LOW:
        return direction->r2_low;
    case R2_HIGH:
        return direction->r2_high;
    case P:
        return direction->p;
    case SCORED:
        return (igraph_real_t)direction->scored;
    case R2_RIDGE:
        return direction->r2_ridge;
    case R2_PLS:
        return direction->r2_pls;
    case COMPONENTS:
        return (igraph_real_t)direction->components;
    case R2_SIZE_DENSITY:
        return direction->r2_size_density;
    case R2_PARTIAL:
        return direction->r2_partial;
    case R2_PARTIAL_LOW:
        return direction->r2_partial_low;
    case R2_PARTIAL_HIGH:
        return direction->r2_partial_high;
    case R2_SHUFFLED:
        return direction->r2_shuffled;
    case R2_REWIRED:
        return direction->r2_rewired;
    case MEAN:
        return direction->mean;
    case SD:
        return direction->sd;
    case INTERCEPT:
        return direction->intercept;
    case SLOPE:
        return direction->slope;
    case SLOPE_ERROR:
        return direction->slope_error;
    default:
        return direction->side_effects;
    }
}

static igraph_error_t hand_out_words(const result_t *result, const latigraph_callback_list_t *user,
                                     latigraph_value_t *values, const igraph_bool_t *given) {
    for (int which = PROPERTIES; which <= METHOD; which++) {
        if (!given[which]) {
            continue;
        }
        igraph_strvector_t *words = values[which].string_list;
        IGRAPH_CHECK(igraph_strvector_resize(words, result->found));
        for (igraph_integer_t i = 0; i < result->found; i++) {
            const latigraph_direction_t *d = &result->item[i];
            const char *word = which == PROPERTIES ? latigraph_property_name(user, d->property)
                               : d->method == LATIGRAPH_REGRESSION_PLS ? "pls"
                                                                       : "ridge";
            IGRAPH_CHECK(igraph_strvector_set(words, i, word));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t hand_out(const result_t *result, const latigraph_callback_list_t *user,
                               latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_matrix_t *const matrices[ARGUMENTS] = {[WEIGHTS] = &result->weights,
                                                        [STEPS] = &result->steps,
                                                        [COSINES] = &result->cosines,
                                                        [CHANGE] = &result->change,
                                                        [CHANGE_ERROR] = &result->error};
    IGRAPH_CHECK(hand_out_words(result, user, values, given));
    for (int which = R2; which <= SIDE_EFFECTS; which++) {
        if (given[which]) {
            IGRAPH_CHECK(igraph_vector_resize(values[which].vector, result->found));
            for (igraph_integer_t i = 0; i < result->found; i++) {
                VECTOR(*values[which].vector)[i] = figure(&result->item[i], which);
            }
        }
    }
    for (int which = WEIGHTS; which <= CHANGE_ERROR; which++) {
        if (given[which]) {
            IGRAPH_CHECK(igraph_matrix_update(values[which].matrix, matrices[which]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- The work ----------------------------------------------------------------- */

/* Indices of the properties named; operations among them are added to `user`. */
static igraph_error_t find_properties(const igraph_strvector_t *only,
                                      latigraph_callback_list_t *user, igraph_integer_t *wanted) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(only); k++) {
        IGRAPH_CHECK(latigraph_property_resolve(user, igraph_strvector_get(only, k), &wanted[k]));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find(const latigraph_value_t *values,
                           const latigraph_directions_options_t *options, result_t *result) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, values[CIRCUITS].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_directions(values[MODEL].model, &circuits, options, result->item,
                                      &result->found, &result->weights, &result->steps));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t try_steps(const latigraph_value_t *values, const igraph_bool_t *given,
                                const latigraph_directions_options_t *options, result_t *result) {
    latigraph_step_options_t step_options = {
        .user = options->user,
        .generate = {.nodes = values[NODES].integer,
                     .count = values[EFFECTS].integer,
                     .threads = options->threads,
                     .seed = options->seed,
                     .group = given[GROUP] ? values[GROUP].string : NULL}};
    latigraph_circuit_t *like = NULL;
    if (given[LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    step_options.like = like;
    IGRAPH_CHECK(latigraph_direction_effects(values[MODEL].model, result->item, result->found,
                                             &result->steps, &step_options, &result->change,
                                             &result->error));
    latigraph_circuit_destroy(like);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t study(latigraph_value_t *values, const igraph_bool_t *given,
                            const latigraph_directions_options_t *options, result_t *result) {
    const latigraph_model_t *model = values[MODEL].model;
    if (given[CIRCUITS]) {
        IGRAPH_CHECK(find(values, options, result));
    } else {
        IGRAPH_CHECK(latigraph_model_directions(model, result->item, &result->found,
                                                &result->weights, &result->steps));
        if (options->properties != NULL) {
            IGRAPH_CHECK(latigraph_directions_select(options->properties, options->property_count,
                                                     result->item, &result->found, &result->weights,
                                                     &result->steps));
        }
    }
    if (given[COSINES]) {
        IGRAPH_CHECK(latigraph_direction_cosines(model, &result->steps, &result->cosines));
    }
    if (values[EFFECTS].integer > 0) {
        IGRAPH_CHECK(try_steps(values, given, options, result));
    }
    return hand_out(result, options->user, values, given);
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_integer_t only = given[ONLY] ? igraph_strvector_size(values[ONLY].string_list) : 0;
    latigraph_callback_list_t user;
    result_t result = {.found = 0};
    IGRAPH_CHECK(latigraph_check_user(given[FUNCTIONS] ? values[FUNCTIONS].callback_list : NULL));
    IGRAPH_CHECK(latigraph_callback_list_copy(
        &user, given[FUNCTIONS] ? values[FUNCTIONS].callback_list : NULL));
    IGRAPH_FINALLY(latigraph_callback_list_destroy, &user);
    IGRAPH_CHECK(result_init(&result, latigraph_property_count() + user.count + only, only));
    if (given[ONLY]) {
        IGRAPH_CHECK(find_properties(values[ONLY].string_list, &user, result.wanted));
    }
    const latigraph_directions_options_t options = {
        .user = &user,
        .properties = given[ONLY] ? result.wanted : NULL,
        .property_count = only,
        .rewired = values[REWIRED].boolean,
        .threads = values[THREADS].integer,
        .seed = latigraph_seed_of(&values[SEED], given[SEED])};
    IGRAPH_CHECK(study(values, given, &options, &result));
    result_destroy(&result);
    latigraph_callback_list_destroy(&user);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_directions = {
    .name = "directions",
    .summary = "Finds the directions of the code along which properties grow.",
    .doc = "Ridge regression and partial least squares (SIMPLS) from code to property, scored by "
           "cross-validation with folds that share no neuron; what a step does is measured on "
           "generated circuits if effects are asked for: R² says nothing of control. Time "
           "complexity: that of encode and properties, plus O(999 circuits properties d) for codes "
           "of d dimensions, plus that of generate and properties for 2 effects circuits a "
           "direction.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
