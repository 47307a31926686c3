/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/directions.h>

enum {
    MODEL,
    CIRCUITS,
    KIND,
    COUNT,
    DRAWS,
    EFFECTS,
    LIKE,
    GROUP,
    NODES,
    SEED,
    THREADS,
    STEPS,
    VARIANCE,
    INFORMATION,
    SHARE,
    AMOUNTS,
    EXPLAINED,
    COSINES,
    CHANGE,
    CHANGE_ERROR,
    ARGUMENTS
};

#define OUT(label, kind, text)                                                                     \
    { .name = label, .type = kind, .direction = LATIGRAPH_OUT, .doc = text }

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .optional = true,
                  .doc =
                      "Circuits whose codes pca and parts are found in; left out: the density of "
                      "the training codes. Amounts are told of them."},
    [KIND] = {.name = "kind",
              .type = LATIGRAPH_TYPE_STRING,
              .optional = true,
              .default_text = "pca",
              .choices = "pca|jacobian|parts",
              .doc = "pca: along which codes vary most; jacobian: along which the decoder moves "
                     "circuits most; parts: of which codes are non-negative sums (semi-NMF)."},
    [COUNT] = {.name = "count",
               .type = LATIGRAPH_TYPE_INTEGER,
               .optional = true,
               .default_text = "6",
               .min = 1,
               .max = 100000,
               .doc = "Axes to find."},
    [DRAWS] = {.name = "draws",
               .type = LATIGRAPH_TYPE_INTEGER,
               .optional = true,
               .default_text = "0",
               .min = 0,
               .max = 100000,
               .doc = "jacobian: circuits to average over; parts without circuits: codes to draw; "
                      "0: 8 circuits, 1000 codes."},
    [EFFECTS] = LATIGRAPH_ARGUMENT_EFFECTS,
    [LIKE] = LATIGRAPH_ARGUMENT_START,
    [GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [NODES] = LATIGRAPH_ARGUMENT_NODES,
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [STEPS] = OUT("steps", LATIGRAPH_TYPE_MATRIX,
                  "One standard deviation along each axis: one row an axis, one column a dimension "
                  "of the code."),
    [VARIANCE] = OUT("variance", LATIGRAPH_TYPE_VECTOR,
                     "Share of the variance of the codes along each axis."),
    [INFORMATION] = OUT("information", LATIGRAPH_TYPE_VECTOR,
                        "jacobian: Fisher information of the edges about the place along each "
                        "axis, in nats per squared standard deviation; else empty."),
    [SHARE] = OUT("share", LATIGRAPH_TYPE_VECTOR,
                  "jacobian: its share of the information along all axes; else empty."),
    [AMOUNTS] = OUT("amounts", LATIGRAPH_TYPE_MATRIX,
                    "How much of each axis the circuits have, in standard deviations: one row a "
                    "circuit, one column an axis."),
    [EXPLAINED] = OUT("explained", LATIGRAPH_TYPE_REAL,
                      "pca, parts: share of the variance that all axes explain together."),
    [COSINES] = OUT("cosines", LATIGRAPH_TYPE_MATRIX,
                    "Cosines of the angles between axes, where the density of the training codes "
                    "is round."),
    [CHANGE] = OUT("change", LATIGRAPH_TYPE_MATRIX,
                   "Half the difference of circuits one step up and down, in standard deviations "
                   "of each property: one row an axis, one column a property in the order of the "
                   "operation properties; no rows unless effects are asked for."),
    [CHANGE_ERROR] = OUT("change_error", LATIGRAPH_TYPE_MATRIX, "Its standard errors."),
};

static igraph_error_t hand_out(const latigraph_axes_t *axes, latigraph_value_t *values,
                               const igraph_bool_t *given) {
    const igraph_vector_t *const vectors[ARGUMENTS] = {
        [VARIANCE] = &axes->variance, [INFORMATION] = &axes->information, [SHARE] = &axes->share};
    const igraph_matrix_t *const matrices[ARGUMENTS] = {
        [STEPS] = &axes->steps, [AMOUNTS] = &axes->amounts};
    for (int k = STEPS; k <= AMOUNTS; k++) {
        if (given[k] && vectors[k] != NULL) {
            IGRAPH_CHECK(igraph_vector_update(values[k].vector, vectors[k]));
        }
        if (given[k] && matrices[k] != NULL) {
            IGRAPH_CHECK(igraph_matrix_update(values[k].matrix, matrices[k]));
        }
    }
    values[EXPLAINED].real = axes->explained;
    return IGRAPH_SUCCESS;
}

/* What the axes do, into the outputs that were asked for. */
static igraph_error_t try_steps(const latigraph_axes_t *axes,
                                const latigraph_axes_options_t *options, latigraph_value_t *values,
                                const igraph_bool_t *given) {
    latigraph_step_options_t step_options = {.like = options->like, .generate = options->generate};
    igraph_matrix_t change, error;
    step_options.generate.count = values[EFFECTS].integer;
    IGRAPH_MATRIX_INIT_FINALLY(&change, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&error, 0, 0);
    if (step_options.generate.count > 0) {
        IGRAPH_CHECK(latigraph_step_effects(values[MODEL].model, &axes->steps, &step_options,
                                            &change, &error));
    }
    if (given[CHANGE]) {
        IGRAPH_CHECK(igraph_matrix_update(values[CHANGE].matrix, &change));
    }
    if (given[CHANGE_ERROR]) {
        IGRAPH_CHECK(igraph_matrix_update(values[CHANGE_ERROR].matrix, &error));
    }
    igraph_matrix_destroy(&error);
    igraph_matrix_destroy(&change);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t find(const latigraph_axes_options_t *options,
                           const latigraph_circuit_list_t *circuits, latigraph_value_t *values,
                           const igraph_bool_t *given) {
    latigraph_axes_t axes;
    IGRAPH_CHECK(latigraph_axes_init(&axes));
    IGRAPH_FINALLY(latigraph_axes_destroy, &axes);
    IGRAPH_CHECK(latigraph_find_axes(values[MODEL].model, circuits, options, &axes));
    IGRAPH_CHECK(hand_out(&axes, values, given));
    if (given[COSINES]) {
        IGRAPH_CHECK(
            latigraph_direction_cosines(values[MODEL].model, &axes.steps, values[COSINES].matrix));
    }
    IGRAPH_CHECK(try_steps(&axes, options, values, given));
    latigraph_axes_destroy(&axes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_list_t circuits;
    latigraph_circuit_t *like = NULL;
    if (given[CIRCUITS]) {
        IGRAPH_CHECK(latigraph_circuits_of(&circuits, values[CIRCUITS].graph_list));
    } else {
        IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    }
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    if (given[LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    const latigraph_axes_options_t options = {
        .kind =
            (latigraph_axes_kind_t)latigraph_argument_choice(&arguments[KIND], values[KIND].string),
        .count = values[COUNT].integer,
        .draws = values[DRAWS].integer,
        .like = like,
        .generate = {.nodes = values[NODES].integer,
                     .threads = values[THREADS].integer,
                     .seed = latigraph_seed_of(&values[SEED], given[SEED]),
                     .group = given[GROUP] ? values[GROUP].string : NULL}};
    IGRAPH_CHECK(find(&options, &circuits, values, given));
    latigraph_circuit_destroy(like);
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_axes = {
    .name = "axes",
    .summary = "Finds axes of the code that no property was asked for, and what they do.",
    .doc =
        "pca: eigenvectors of the covariance of codes. jacobian: generalised eigenvectors of the "
        "Fisher information of the edges about the code, at the mean code or that of like, "
        "against the precision of the training codes, by central differences; O(draws d (n² r + "
        "n³)) for codes of d dimensions. parts: semi-NMF of centred codes (Ding, Li, Jordan, "
        "2010), the best of 8 seeded starts. What axes do is measured on generated circuits if "
        "effects are asked for.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
