/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"

#include <latigraph/latent.h>

enum {
    MODEL,
    CIRCUITS,
    SEED,
    THREADS,
    PROPERTIES,
    R2,
    P,
    SCORED,
    MEAN,
    SD,
    INTERCEPT,
    WEIGHTS,
    STEPS,
    ARGUMENTS
};

#define VECTOR_OUT(label, text)                                                                    \
    { .name = label, .type = LATIGRAPH_TYPE_VECTOR, .direction = LATIGRAPH_OUT, .doc = text }

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .optional = true,
                  .doc = "Circuits to relate codes and properties on; left out: the directions "
                         "that fit found and the model holds."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [PROPERTIES] = {.name = "properties",
                    .type = LATIGRAPH_TYPE_STRING_LIST,
                    .direction = LATIGRAPH_OUT,
                    .doc = "The property of each direction; constant and undefined ones have "
                           "none."},
    [R2] = VECTOR_OUT("r2", "Cross-validated R² of each, folds split by neuron; NaN without a "
                            "split."),
    [P] = VECTOR_OUT("p", "Permutation p-value of each R²."),
    [SCORED] = VECTOR_OUT("scored", "Circuits that each R² rests on."),
    [MEAN] = VECTOR_OUT("mean", "Mean of each property over the circuits."),
    [SD] = VECTOR_OUT("sd", "Standard deviation of each property over the circuits."),
    [INTERCEPT] = VECTOR_OUT("intercept", "Of the regression: property = intercept + weight · "
                                          "code."),
    [WEIGHTS] = {.name = "weights",
                 .type = LATIGRAPH_TYPE_MATRIX,
                 .direction = LATIGRAPH_OUT,
                 .doc = "Ridge weights: one row a direction, one column a dimension of the code."},
    [STEPS] = {.name = "steps",
               .type = LATIGRAPH_TYPE_MATRIX,
               .direction = LATIGRAPH_OUT,
               .doc = "The step of the code that adds one standard deviation of the property "
                      "along the codes' own covariance, in the same form."},
};

static igraph_real_t figure(const latigraph_direction_t *direction, int which) {
    switch (which) {
    case R2:
        return direction->r2;
    case P:
        return direction->p;
    case SCORED:
        return (igraph_real_t)direction->scored;
    case MEAN:
        return direction->mean;
    case SD:
        return direction->sd;
    default:
        return direction->intercept;
    }
}

static igraph_error_t hand_out(const latigraph_direction_t *directions, igraph_integer_t found,
                               latigraph_value_t *values, const igraph_bool_t *given) {
    if (given[PROPERTIES]) {
        igraph_strvector_t *names = values[PROPERTIES].string_list;
        IGRAPH_CHECK(igraph_strvector_resize(names, found));
        for (igraph_integer_t i = 0; i < found; i++) {
            IGRAPH_CHECK(igraph_strvector_set(
                names, i, latigraph_property_info(directions[i].property)->name));
        }
    }
    for (int which = R2; which <= INTERCEPT; which++) {
        if (!given[which]) {
            continue;
        }
        IGRAPH_CHECK(igraph_vector_resize(values[which].vector, found));
        for (igraph_integer_t i = 0; i < found; i++) {
            VECTOR(*values[which].vector)[i] = figure(&directions[i], which);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find(const latigraph_value_t *values, igraph_uint_t seed,
                           latigraph_direction_t *directions, igraph_integer_t *found,
                           igraph_matrix_t *weights, igraph_matrix_t *steps) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, values[CIRCUITS].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_directions(values[MODEL].model, &circuits, values[THREADS].integer, seed,
                                      directions, found, weights, steps));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    igraph_matrix_t *weights = given[WEIGHTS] ? values[WEIGHTS].matrix : NULL;
    igraph_matrix_t *steps = given[STEPS] ? values[STEPS].matrix : NULL;
    latigraph_direction_t *directions;
    igraph_integer_t found;
    LATIGRAPH_ALLOCATE(directions, latigraph_property_count());
    if (given[CIRCUITS]) {
        IGRAPH_CHECK(find(values, latigraph_seed_of(&values[SEED], given[SEED]), directions, &found,
                          weights, steps));
    } else {
        IGRAPH_CHECK(
            latigraph_model_directions(values[MODEL].model, directions, &found, weights, steps));
    }
    IGRAPH_CHECK(hand_out(directions, found, values, given));
    g_free(directions);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_directions = {
    .name = "directions",
    .summary = "Finds the directions of the code along which properties grow.",
    .doc = "Ridge regression from code to property, scored by cross-validation with folds that "
           "share no neuron. Time complexity: that of encode and properties, plus O(999 circuits "
           "properties d) for codes of d dimensions.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
