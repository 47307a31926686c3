/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "measure/property.h"
#include "model/model.h"

#include <latigraph/explain.h>
#include <latigraph/registry.h>

#define OUT(label, kind, text)                                                                     \
    { .name = label, .type = kind, .direction = LATIGRAPH_OUT, .doc = text }
#define COORDINATES                                                                                \
    OUT("coordinates", LATIGRAPH_TYPE_STRING_LIST,                                                 \
        "What the coordinates of the code are called: statistics by their names, others free.")
#define ROWS "one row a property, one column a coordinate"
#define OF_CIRCUITS " Empty without circuits."

/* --- explain -------------------------------------------------------------- */

enum {
    E_MODEL,
    E_CIRCUITS,
    E_ASKED,
    E_FUNCTIONS,
    E_THREADS,
    E_PROPERTIES,
    E_COORDINATES,
    E_STATISTICS,
    E_R2,
    E_SD,
    E_BASE,
    E_SPREAD,
    E_READING,
    E_MEASURED,
    E_COORDINATE_SD,
    E_AXIS_VARIANCE,
    E_CODE,
    E_TOLD,
    E_WEIGHT,
    E_SHARE,
    E_CONDITIONAL_SHARE,
    E_PART,
    E_CONDITIONAL_PART,
    E_AXES,
    E_AXIS_SHARE,
    E_AXIS_PART,
    E_ARGUMENTS
};

static const latigraph_argument_t explain_arguments[E_ARGUMENTS] = {
    [E_MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [E_CIRCUITS] = {.name = "circuits",
                    .type = LATIGRAPH_TYPE_GRAPH_LIST,
                    .optional = true,
                    .doc = "Circuits whose mean code is explained; left out: none."},
    [E_ASKED] = {.name = "asked",
                 .type = LATIGRAPH_TYPE_STRING_LIST,
                 .optional = true,
                 .doc = "Properties to explain, names of operations and of functions among them; "
                        "left out: all that the model has a direction of, and functions."},
    [E_FUNCTIONS] = {.name = "functions",
                     .type = LATIGRAPH_TYPE_CALLBACK_LIST,
                     .optional = true,
                     .doc = "Properties of the caller's own. Their regressions, and those of "
                            "operations, are learnt on circuits, which they need."},
    [E_THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [E_PROPERTIES] = OUT("properties", LATIGRAPH_TYPE_STRING_LIST, "The properties explained."),
    [E_COORDINATES] = COORDINATES,
    [E_STATISTICS] = OUT("statistics", LATIGRAPH_TYPE_INTEGER,
                         "How many coordinates, from the first, hold statistics."),
    [E_R2] =
        OUT("r2", LATIGRAPH_TYPE_VECTOR, "Cross-validated R2 of the regression of each property."),
    [E_SD] = OUT("sd", LATIGRAPH_TYPE_VECTOR,
                 "Standard deviation of each property over the training circuits."),
    [E_BASE] = OUT("base", LATIGRAPH_TYPE_VECTOR, "What is read at the mean training code."),
    [E_SPREAD] = OUT("spread", LATIGRAPH_TYPE_VECTOR,
                     "Standard deviation of what is read over the training codes."),
    [E_READING] = OUT("reading", LATIGRAPH_TYPE_VECTOR,
                      "What is read in the mean code of the circuits." OF_CIRCUITS),
    [E_MEASURED] = OUT("measured", LATIGRAPH_TYPE_VECTOR,
                       "Mean of each property over the circuits." OF_CIRCUITS),
    [E_COORDINATE_SD] = OUT("coordinate_sd", LATIGRAPH_TYPE_VECTOR,
                            "Standard deviation of each coordinate over the training codes."),
    [E_AXIS_VARIANCE] = OUT("axis_variance", LATIGRAPH_TYPE_VECTOR,
                            "Variance of the training codes along each principal axis, falling."),
    [E_CODE] = OUT("code", LATIGRAPH_TYPE_VECTOR, "The mean code of the circuits." OF_CIRCUITS),
    [E_TOLD] = OUT("told", LATIGRAPH_TYPE_MATRIX,
                   "Share of the variance read that the statistics alone tell, and the free "
                   "coordinates alone: one row a property, two columns."),
    [E_WEIGHT] = OUT("weight", LATIGRAPH_TYPE_MATRIX, "Weights of the regressions: " ROWS "."),
    [E_SHARE] = OUT("share", LATIGRAPH_TYPE_MATRIX,
                    "Shapley shares of the variance read, w (C w) over wT C w: " ROWS "."),
    [E_CONDITIONAL_SHARE] =
        OUT("conditional_share", LATIGRAPH_TYPE_MATRIX,
            "The same, where coordinates are worth what they alone can tell: " ROWS "."),
    [E_PART] = OUT("part", LATIGRAPH_TYPE_MATRIX,
                   "Shapley values of the reading in the circuits' mean code, w (z - mean): " ROWS
                   "." OF_CIRCUITS),
    [E_CONDITIONAL_PART] = OUT(
        "conditional_part", LATIGRAPH_TYPE_MATRIX,
        "The same, where coordinates are worth what they alone can tell: " ROWS "." OF_CIRCUITS),
    [E_AXES] = OUT("axes", LATIGRAPH_TYPE_MATRIX,
                   "Principal axes of the training codes, one row each, of length 1."),
    [E_AXIS_SHARE] = OUT("axis_share", LATIGRAPH_TYPE_MATRIX,
                         "Share of each axis: one row a property, one column an axis."),
    [E_AXIS_PART] = OUT("axis_part", LATIGRAPH_TYPE_MATRIX,
                        "Shapley values of the axes in the circuits' mean code, in the same "
                        "form." OF_CIRCUITS),
};

static igraph_error_t hand_out_names(const latigraph_model_t *model,
                                     const latigraph_explanation_t *e,
                                     const latigraph_callback_list_t *user,
                                     latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_integer_t count = igraph_vector_int_size(&e->property);
    if (given[E_PROPERTIES]) {
        IGRAPH_CHECK(igraph_strvector_resize(values[E_PROPERTIES].string_list, count));
        for (igraph_integer_t t = 0; t < count; t++) {
            IGRAPH_CHECK(
                igraph_strvector_set(values[E_PROPERTIES].string_list, t,
                                     latigraph_property_name(user, VECTOR(e->property)[t])));
        }
    }
    if (given[E_COORDINATES]) {
        IGRAPH_CHECK(latigraph_coordinate_names(model, values[E_COORDINATES].string_list));
    }
    values[E_STATISTICS].integer = e->statistics;
    return IGRAPH_SUCCESS;
}

static igraph_error_t hand_out_explanation(const latigraph_explanation_t *e,
                                           latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_vector_t *const vectors[E_ARGUMENTS] = {[E_R2] = &e->r2,
                                                         [E_SD] = &e->sd,
                                                         [E_BASE] = &e->base,
                                                         [E_SPREAD] = &e->spread,
                                                         [E_READING] = &e->reading,
                                                         [E_MEASURED] = &e->measured,
                                                         [E_COORDINATE_SD] = &e->coordinate_sd,
                                                         [E_AXIS_VARIANCE] = &e->axis_variance,
                                                         [E_CODE] = &e->code};
    const igraph_matrix_t *const matrices[E_ARGUMENTS] = {
        [E_TOLD] = &e->told,          [E_WEIGHT] = &e->weight,
        [E_SHARE] = &e->share,        [E_CONDITIONAL_SHARE] = &e->conditional_share,
        [E_PART] = &e->part,          [E_CONDITIONAL_PART] = &e->conditional_part,
        [E_AXES] = &e->axis,          [E_AXIS_SHARE] = &e->axis_share,
        [E_AXIS_PART] = &e->axis_part};
    for (int k = 0; k < E_ARGUMENTS; k++) {
        if (given[k] && vectors[k] != NULL) {
            IGRAPH_CHECK(igraph_vector_update(values[k].vector, vectors[k]));
        }
        if (given[k] && matrices[k] != NULL) {
            IGRAPH_CHECK(igraph_matrix_update(values[k].matrix, matrices[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Those that are named, or those of the model and all functions; on the FINALLY stack. */
static igraph_error_t find_properties(const latigraph_value_t *values, const igraph_bool_t *given,
                                      latigraph_callback_list_t *user,
                                      igraph_vector_int_t *properties) {
    const latigraph_model_t *model = values[E_MODEL].model;
    const latigraph_direction_table_t *held = &model->directions;
    IGRAPH_VECTOR_INT_INIT_FINALLY(properties, 0);
    if (given[E_ASKED]) {
        const igraph_integer_t count = igraph_strvector_size(values[E_ASKED].string_list);
        IGRAPH_CHECK(igraph_vector_int_resize(properties, count));
        for (igraph_integer_t i = 0; i < count; i++) {
            const char *name = igraph_strvector_get(values[E_ASKED].string_list, i);
            IGRAPH_CHECK(latigraph_property_resolve(user, name, &VECTOR(*properties)[i]));
        }
        return IGRAPH_SUCCESS;
    }
    for (int d = 0; d < held->count; d++) {
        const igraph_integer_t p = latigraph_property_find(held->property[d]);
        if (p >= 0) { /* a model file may know others */
            IGRAPH_CHECK(igraph_vector_int_push_back(properties, p));
        }
    }
    for (igraph_integer_t k = 0; k < user->count; k++) {
        IGRAPH_CHECK(igraph_vector_int_push_back(properties, latigraph_property_count() + k));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t explain(latigraph_value_t *values, const igraph_bool_t *given) {
    const latigraph_model_t *model = values[E_MODEL].model;
    latigraph_circuit_list_t circuits = {0};
    latigraph_callback_list_t user;
    latigraph_explanation_t explanation;
    igraph_vector_int_t properties;
    IGRAPH_CHECK(
        latigraph_check_user(given[E_FUNCTIONS] ? values[E_FUNCTIONS].callback_list : NULL));
    IGRAPH_CHECK(latigraph_callback_list_copy(
        &user, given[E_FUNCTIONS] ? values[E_FUNCTIONS].callback_list : NULL));
    IGRAPH_FINALLY(latigraph_callback_list_destroy, &user);
    IGRAPH_CHECK(find_properties(values, given, &user, &properties));
    if (given[E_CIRCUITS]) {
        IGRAPH_CHECK(latigraph_circuits_of(&circuits, values[E_CIRCUITS].graph_list));
    }
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_explanation_init(&explanation));
    IGRAPH_FINALLY(latigraph_explanation_destroy, &explanation);
    IGRAPH_CHECK(latigraph_explain_with(model, &circuits, &user, &properties,
                                        values[E_THREADS].integer, &explanation));
    IGRAPH_CHECK(hand_out_names(model, &explanation, &user, values, given));
    IGRAPH_CHECK(hand_out_explanation(&explanation, values, given));
    latigraph_explanation_destroy(&explanation);
    latigraph_circuit_list_destroy(&circuits);
    igraph_vector_int_destroy(&properties);
    latigraph_callback_list_destroy(&user);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_explain = {
    .name = "explain",
    .summary = "Tells which coordinates of the code properties are read from.",
    .doc = "Exact Shapley values of the model's linear regressions, over the training codes and in "
           "the mean code of circuits, of coordinates and of principal axes. Properties of the "
           "caller's own are learnt on the circuits. Time complexity: "
           "O(2^d properties) for codes of d up to 26 dimensions; beyond, conditional values are "
           "NaN.",
    .flags = LATIGRAPH_LONG_RUNNING,
    .arguments = explain_arguments,
    .argument_count = E_ARGUMENTS,
    .invoke = explain,
};

/* --- coordinate_effects --------------------------------------------------- */

enum {
    C_MODEL,
    C_LIKE,
    C_GROUP,
    C_NODES,
    C_COUNT,
    C_UNCALIBRATED,
    C_SEED,
    C_THREADS,
    C_COORDINATES,
    C_CODE,
    C_SD,
    C_CONDITIONAL_SD,
    C_EFFECT,
    C_ERROR,
    C_READ,
    C_ARGUMENTS
};

#define EFFECTS                                                                                    \
    "one row a coordinate, one column a property in the order of the operation properties"

static const latigraph_argument_t effects_arguments[C_ARGUMENTS] = {
    [C_MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [C_LIKE] = {.name = "like",
                .type = LATIGRAPH_TYPE_GRAPH,
                .optional = true,
                .doc =
                    "Move coordinates of the code of this graph, with its node data; left out: of "
                    "the mean code, with node data drawn once."},
    [C_GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [C_NODES] = LATIGRAPH_ARGUMENT_NODES,
    [C_COUNT] = {.name = "count",
                 .type = LATIGRAPH_TYPE_INTEGER,
                 .optional = true,
                 .default_text = "10",
                 .min = 1,
                 .max = 100000000,
                 .doc = "Circuits to generate on each side of every coordinate."},
    [C_UNCALIBRATED] = {.name = "uncalibrated",
                        .type = LATIGRAPH_TYPE_BOOLEAN,
                        .optional = true,
                        .default_text = "false",
                        .doc = "Take the decoder's rates as they are, instead of holding circuits "
                               "to the statistics that their codes tell."},
    [C_SEED] = LATIGRAPH_ARGUMENT_SEED,
    [C_THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [C_COORDINATES] = COORDINATES,
    [C_CODE] = OUT("code", LATIGRAPH_TYPE_VECTOR, "The code whose coordinates are moved."),
    [C_SD] = OUT("sd", LATIGRAPH_TYPE_VECTOR,
                 "How far each coordinate is moved to both sides: its standard deviation over the "
                 "training codes."),
    [C_CONDITIONAL_SD] =
        OUT("conditional_sd", LATIGRAPH_TYPE_VECTOR,
            "Its standard deviation given all other coordinates, as a share of it."),
    [C_EFFECT] =
        OUT("effect", LATIGRAPH_TYPE_MATRIX,
            "Standard deviations of the property for each of the coordinate: " EFFECTS "."),
    [C_ERROR] = OUT("error", LATIGRAPH_TYPE_MATRIX,
                    "Standard error of these over pairs of circuits: " EFFECTS "."),
    [C_READ] = OUT("read", LATIGRAPH_TYPE_MATRIX,
                   "What the model's regression says of the same move: " EFFECTS "."),
};

static igraph_error_t hand_out_effects(const latigraph_effects_t *effects,
                                       latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_vector_t *const vectors[C_ARGUMENTS] = {[C_CODE] = &effects->code,
                                                         [C_SD] = &effects->sd,
                                                         [C_CONDITIONAL_SD] =
                                                             &effects->conditional_sd};
    const igraph_matrix_t *const matrices[C_ARGUMENTS] = {
        [C_EFFECT] = &effects->effect, [C_ERROR] = &effects->error, [C_READ] = &effects->read};
    for (int k = 0; k < C_ARGUMENTS; k++) {
        if (given[k] && vectors[k] != NULL) {
            IGRAPH_CHECK(igraph_vector_update(values[k].vector, vectors[k]));
        }
        if (given[k] && matrices[k] != NULL) {
            IGRAPH_CHECK(igraph_matrix_update(values[k].matrix, matrices[k]));
        }
    }
    if (given[C_COORDINATES]) {
        IGRAPH_CHECK(
            latigraph_coordinate_names(values[C_MODEL].model, values[C_COORDINATES].string_list));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t coordinate_effects(latigraph_value_t *values, const igraph_bool_t *given) {
    const latigraph_generate_options_t options = {
        .nodes = values[C_NODES].integer,
        .count = values[C_COUNT].integer,
        .threads = values[C_THREADS].integer,
        .seed = latigraph_seed_of(&values[C_SEED], given[C_SEED]),
        .uncalibrated = values[C_UNCALIBRATED].boolean,
        .group = given[C_GROUP] ? values[C_GROUP].string : NULL};
    latigraph_circuit_t *like = NULL;
    latigraph_effects_t effects;
    if (given[C_LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[C_LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    IGRAPH_CHECK(latigraph_effects_init(&effects));
    IGRAPH_FINALLY(latigraph_effects_destroy, &effects);
    IGRAPH_CHECK(latigraph_coordinate_effects(values[C_MODEL].model, like, &options, &effects));
    IGRAPH_CHECK(hand_out_effects(&effects, values, given));
    latigraph_effects_destroy(&effects);
    latigraph_circuit_destroy(like);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_coordinate_effects = {
    .name = "coordinate_effects",
    .summary = "Tells what each coordinate of the code does to circuits.",
    .doc = "Circuits are generated with each coordinate moved by one standard deviation to both "
           "sides, with the same node data and random numbers; all properties are measured. Time "
           "complexity: that of generate and properties for 2 count circuits a coordinate.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = effects_arguments,
    .argument_count = C_ARGUMENTS,
    .invoke = coordinate_effects,
};
