/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"

#include <latigraph/directions.h>

enum {
    MODEL,
    FIRST,
    SECOND,
    FUNCTIONS,
    EFFECTS,
    LIKE,
    GROUP,
    NODES,
    SEED,
    THREADS,
    AUC,
    AUC_LOW,
    AUC_HIGH,
    AUC_SHUFFLED,
    P,
    SCORED,
    DISTANCE,
    INTERCEPT,
    WEIGHT,
    STEP,
    SD,
    DIFFERENCE,
    ALONG,
    CHANGE,
    CHANGE_ERROR,
    ARGUMENTS
};

#define OUT(label, kind, text)                                                                     \
    { .name = label, .type = kind, .direction = LATIGRAPH_OUT, .doc = text }
#define PROPERTIES "one a property, in the order of the operation properties, then of functions"

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [FIRST] = {.name = "first",
               .type = LATIGRAPH_TYPE_GRAPH_LIST,
               .doc = "The first set of circuits, at least 4."},
    [SECOND] = {.name = "second",
                .type = LATIGRAPH_TYPE_GRAPH_LIST,
                .doc = "The second set of circuits, at least 4."},
    [FUNCTIONS] = {.name = "functions",
                   .type = LATIGRAPH_TYPE_CALLBACK_LIST,
                   .optional = true,
                   .doc = "Properties of the caller's own, by names that are not in the table."},
    [EFFECTS] = LATIGRAPH_ARGUMENT_EFFECTS,
    [LIKE] = LATIGRAPH_ARGUMENT_START,
    [GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [NODES] = LATIGRAPH_ARGUMENT_NODES,
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [AUC] = OUT("auc", LATIGRAPH_TYPE_REAL,
                "Cross-validated area under the ROC curve, folds split by neuron; NaN without a "
                "split."),
    [AUC_LOW] = OUT("auc_low", LATIGRAPH_TYPE_REAL,
                    "Low end of its interval of 95 %, which allows for shared neurons."),
    [AUC_HIGH] = OUT("auc_high", LATIGRAPH_TYPE_REAL, "High end of it."),
    [AUC_SHUFFLED] = OUT("auc_shuffled", LATIGRAPH_TYPE_REAL,
                         "Negative control: its mean over permutations of who is of which set."),
    [P] = OUT("p", LATIGRAPH_TYPE_REAL, "Its permutation p-value."),
    [SCORED] = OUT("scored", LATIGRAPH_TYPE_INTEGER, "Circuits that it rests on."),
    [DISTANCE] = OUT("distance", LATIGRAPH_TYPE_REAL,
                     "Of the sets' mean scores, cross-validated, in standard deviations within the "
                     "sets."),
    [INTERCEPT] = OUT("intercept", LATIGRAPH_TYPE_REAL,
                      "Of the score: intercept + weight · code; 0 half-way between the sets, 1 for "
                      "one standard deviation within them."),
    [WEIGHT] = OUT("weight", LATIGRAPH_TYPE_VECTOR, "Weights of the score."),
    [STEP] = OUT("step", LATIGRAPH_TYPE_VECTOR,
                 "The way of the code from the first set to the second, along the codes' own "
                 "covariance: what adds the difference of the mean scores."),
    [SD] = OUT("sd", LATIGRAPH_TYPE_VECTOR,
               "Standard deviation of each property within the sets: " PROPERTIES "."),
    [DIFFERENCE] = OUT("difference", LATIGRAPH_TYPE_VECTOR,
                       "Mean of the second set less that of the first, in standard deviations "
                       "within the sets: " PROPERTIES "."),
    [ALONG] = OUT("along", LATIGRAPH_TYPE_VECTOR,
                  "Correlation with the score within the sets: " PROPERTIES "."),
    [CHANGE] =
        OUT("change", LATIGRAPH_TYPE_VECTOR,
            "Difference of circuits that are generated half the way up and down, in standard "
            "deviations within the sets: " PROPERTIES "; empty unless effects are asked for."),
    [CHANGE_ERROR] = OUT("change_error", LATIGRAPH_TYPE_VECTOR, "Its standard errors."),
};

/* Vectors of one call, as one entry of the FINALLY stack. */
typedef struct {
    latigraph_discrimination_t figures;
    igraph_vector_t change, error;
} result_t;

static void result_destroy(result_t *result) {
    latigraph_discrimination_destroy(&result->figures);
    igraph_vector_destroy(&result->change);
    igraph_vector_destroy(&result->error);
}

static igraph_error_t result_init(result_t *result) {
    IGRAPH_CHECK(latigraph_discrimination_init(&result->figures));
    IGRAPH_FINALLY(latigraph_discrimination_destroy, &result->figures);
    IGRAPH_VECTOR_INIT_FINALLY(&result->change, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&result->error, 0);
    IGRAPH_FINALLY_CLEAN(3);
    IGRAPH_FINALLY(result_destroy, result);
    return IGRAPH_SUCCESS;
}

static igraph_error_t hand_out(const result_t *result, latigraph_value_t *values,
                               const igraph_bool_t *given) {
    const latigraph_discrimination_t *figures = &result->figures;
    const igraph_vector_t *const vectors[ARGUMENTS] = {
        [WEIGHT] = &figures->weight,         [STEP] = &figures->step,   [SD] = &figures->sd,
        [DIFFERENCE] = &figures->difference, [ALONG] = &figures->along, [CHANGE] = &result->change,
        [CHANGE_ERROR] = &result->error};
    values[AUC].real = figures->auc;
    values[AUC_LOW].real = figures->auc_low;
    values[AUC_HIGH].real = figures->auc_high;
    values[AUC_SHUFFLED].real = figures->auc_shuffled;
    values[P].real = figures->p;
    values[SCORED].integer = figures->scored;
    values[DISTANCE].real = figures->distance;
    values[INTERCEPT].real = figures->intercept;
    for (int k = WEIGHT; k <= CHANGE_ERROR; k++) {
        if (given[k]) {
            IGRAPH_CHECK(igraph_vector_update(values[k].vector, vectors[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare(const latigraph_value_t *values,
                              const latigraph_directions_options_t *options, result_t *result) {
    latigraph_circuit_list_t first, second;
    IGRAPH_CHECK(latigraph_circuits_of(&first, values[FIRST].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &first);
    IGRAPH_CHECK(latigraph_circuits_of(&second, values[SECOND].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &second);
    IGRAPH_CHECK(
        latigraph_discriminate(values[MODEL].model, &first, &second, options, &result->figures));
    latigraph_circuit_list_destroy(&second);
    latigraph_circuit_list_destroy(&first);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t try_step(const latigraph_value_t *values, const igraph_bool_t *given,
                               const latigraph_directions_options_t *options, result_t *result) {
    latigraph_step_options_t step_options = {
        .user = options->user,
        .generate = {.nodes = values[NODES].integer,
                     .count = values[EFFECTS].integer,
                     .threads = options->threads,
                     .seed = options->seed,
                     .group = given[GROUP] ? values[GROUP].string : NULL}};
    latigraph_circuit_t *like = NULL;
    igraph_matrix_t step, change, error;
    if (given[LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    step_options.like = like;
    step_options.sd = &result->figures.sd;
    IGRAPH_MATRIX_INIT_FINALLY(&step, 1, igraph_vector_size(&result->figures.step));
    IGRAPH_MATRIX_INIT_FINALLY(&change, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&error, 0, 0);
    IGRAPH_CHECK(igraph_matrix_set_row(&step, &result->figures.step, 0));
    igraph_matrix_scale(&step, 0.5);
    IGRAPH_CHECK(
        latigraph_step_effects(values[MODEL].model, &step, &step_options, &change, &error));
    IGRAPH_CHECK(igraph_matrix_get_row(&change, &result->change, 0));
    IGRAPH_CHECK(igraph_matrix_get_row(&error, &result->error, 0));
    igraph_vector_scale(&result->change, 2);
    igraph_vector_scale(&result->error, 2);
    igraph_matrix_destroy(&error);
    igraph_matrix_destroy(&change);
    igraph_matrix_destroy(&step);
    latigraph_circuit_destroy(like);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    const latigraph_directions_options_t options = {
        .user = given[FUNCTIONS] ? values[FUNCTIONS].callback_list : NULL,
        .threads = values[THREADS].integer,
        .seed = latigraph_seed_of(&values[SEED], given[SEED])};
    result_t result;
    IGRAPH_CHECK(result_init(&result));
    IGRAPH_CHECK(compare(values, &options, &result));
    if (values[EFFECTS].integer > 0) {
        IGRAPH_CHECK(try_step(values, given, &options, &result));
    }
    IGRAPH_CHECK(hand_out(&result, values, given));
    result_destroy(&result);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_discriminate = {
    .name = "discriminate",
    .summary = "Finds the direction of the code that tells two sets of circuits apart.",
    .doc = "Fisher's linear discriminant on codes with a ridge, scored by cross-validation with "
           "folds that share no neuron, and by 999 permutations of the labels. Time complexity: "
           "that of encode and properties, plus O(999 circuits d) for codes of d dimensions, plus "
           "that of generate and properties for 2 effects circuits.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
