/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/measure.h>
#include <latigraph/paths.h>

/* What both operations give, in this order after their inputs. */
enum {
    CIRCUITS,
    POSITION,
    CODE,
    ASKED,
    MEAN,
    SD,
    CHANGE,
    SLOPE,
    LINEARITY,
    ENCODED,
    REACHED,
    DISTANCE,
    BIAS,
    UNCERTAINTY,
    STATISTIC,
    LOG_DENSITY,
    OUTPUTS
};

#define OUT(label, kind, text)                                                                     \
    { .name = label, .type = kind, .direction = LATIGRAPH_OUT, .doc = text }
#define PROPERTIES "one row a step, one column a property in the order of the operation properties"

#define PATH_OUTPUTS(first)                                                                        \
    [(first) +                                                                                     \
        CIRCUITS] = OUT("circuits", LATIGRAPH_TYPE_GRAPH_LIST,                                     \
                        "The circuits, step by step, with attributes as those of generate "        \
                        "and the number of the step."),                                            \
        [(first) + POSITION] = OUT("position", LATIGRAPH_TYPE_VECTOR, "Where each step is."),      \
        [(first) + CODE] =                                                                         \
            OUT("code", LATIGRAPH_TYPE_MATRIX, "The code of each step, one row each."),            \
        [(first) + ASKED] =                                                                        \
            OUT("asked", LATIGRAPH_TYPE_MATRIX,                                                    \
                "What the model's regressions read in the codes: " PROPERTIES "."),                \
        [(first) + MEAN] = OUT("mean", LATIGRAPH_TYPE_MATRIX,                                      \
                               "Means over the circuits of a step: " PROPERTIES "."),              \
        [(first) + SD] =                                                                           \
            OUT("sd", LATIGRAPH_TYPE_MATRIX, "Their standard deviations: " PROPERTIES "."),        \
        [(first) + CHANGE] =                                                                       \
            OUT("change", LATIGRAPH_TYPE_MATRIX,                                                   \
                "Change of the means from the start, in standard deviations of the "               \
                "training circuits: " PROPERTIES "."),                                             \
        [(first) + SLOPE] = OUT("slope", LATIGRAPH_TYPE_VECTOR,                                    \
                                "Slope of change against position, one a property."),              \
        [(first) + LINEARITY] = OUT("linearity", LATIGRAPH_TYPE_VECTOR, "R2 of these lines."),     \
        [(first) + ENCODED] = OUT("encoded", LATIGRAPH_TYPE_MATRIX,                                \
                                  "Mean code of the circuits of each step, encoded again."),       \
        [(first) + REACHED] =                                                                      \
            OUT("reached", LATIGRAPH_TYPE_VECTOR, "Position of these, projected on the way."),     \
        [(first) + DISTANCE] =                                                                     \
            OUT("distance", LATIGRAPH_TYPE_VECTOR,                                                 \
                "Distance of asked and encoded code, root mean square over "                       \
                "circuits and dimensions, in standard deviations of the training "                 \
                "codes."),                                                                         \
        [(first) + BIAS] =                                                                         \
            OUT("bias", LATIGRAPH_TYPE_VECTOR, "The same of the mean code of a step."),            \
        [(first) + UNCERTAINTY] = OUT("uncertainty", LATIGRAPH_TYPE_VECTOR,                        \
                                      "The same of the encoder's posterior about its mean."),      \
        [(first) + STATISTIC] =                                                                    \
            OUT("statistic", LATIGRAPH_TYPE_MATRIX,                                                \
                "Encoded less asked coordinate of each statistic that stands in "                  \
                "the code, one row a step."),                                                      \
        [(first) + LOG_DENSITY] = OUT("log_density", LATIGRAPH_TYPE_VECTOR,                        \
                                      "ln density of the training codes at each step.")

#define STEPS_ARGUMENT(text)                                                                       \
    {                                                                                              \
        .name = "steps", .type = LATIGRAPH_TYPE_INTEGER, .optional = true, .default_text = text,   \
        .min = 2, .max = 100000, .doc = "Steps, at least two."                                     \
    }
#define COUNT_ARGUMENT                                                                             \
    {                                                                                              \
        .name = "count", .type = LATIGRAPH_TYPE_INTEGER, .optional = true, .default_text = "10",   \
        .min = 1, .max = 100000000, .doc = "Circuits to generate at each step."                    \
    }

/* --- What both share ------------------------------------------------------ */

static igraph_error_t hand_out_vectors(const latigraph_path_t *path, latigraph_value_t *out,
                                       const igraph_bool_t *given) {
    const igraph_vector_t *const vectors[OUTPUTS] = {
        [POSITION] = &path->position,       [SLOPE] = &path->slope,
        [LINEARITY] = &path->linearity,     [REACHED] = &path->reached,
        [DISTANCE] = &path->distance,       [BIAS] = &path->bias,
        [UNCERTAINTY] = &path->uncertainty, [LOG_DENSITY] = &path->log_density};
    for (int k = 0; k < OUTPUTS; k++) {
        if (given[k] && vectors[k] != NULL) {
            IGRAPH_CHECK(igraph_vector_update(out[k].vector, vectors[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t hand_out_matrices(const latigraph_path_t *path, latigraph_value_t *out,
                                        const igraph_bool_t *given) {
    const igraph_matrix_t *const matrices[OUTPUTS] = {
        [CODE] = &path->code,          [ASKED] = &path->asked,
        [MEAN] = &path->mean,          [SD] = &path->sd,
        [CHANGE] = &path->change,      [ENCODED] = &path->found,
        [STATISTIC] = &path->statistic};
    for (int k = 0; k < OUTPUTS; k++) {
        if (given[k] && matrices[k] != NULL) {
            IGRAPH_CHECK(igraph_matrix_update(out[k].matrix, matrices[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* A path and its circuits, on the FINALLY stack. */
typedef struct {
    latigraph_path_t path;
    latigraph_circuit_list_t circuits;
} walk_t;

static igraph_error_t walk_init(walk_t *walk) {
    IGRAPH_CHECK(latigraph_path_init(&walk->path));
    IGRAPH_FINALLY(latigraph_path_destroy, &walk->path);
    IGRAPH_CHECK(latigraph_circuit_list_init(&walk->circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &walk->circuits);
    return IGRAPH_SUCCESS;
}

/* Hands out and destroys; `out` begins at the first output. */
static igraph_error_t walk_end(walk_t *walk, latigraph_value_t *out, const igraph_bool_t *given) {
    IGRAPH_CHECK(hand_out_vectors(&walk->path, out, given));
    IGRAPH_CHECK(hand_out_matrices(&walk->path, out, given));
    if (given[CIRCUITS]) {
        IGRAPH_CHECK(latigraph_graphs_of(out[CIRCUITS].graph_list, &walk->circuits));
    }
    latigraph_circuit_list_destroy(&walk->circuits);
    latigraph_path_destroy(&walk->path);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- traverse ------------------------------------------------------------- */

enum {
    T_MODEL,
    T_PROPERTY,
    T_LIKE,
    T_GROUP,
    T_FROM,
    T_TO,
    T_STEPS,
    T_NODES,
    T_COUNT,
    T_SEED,
    T_THREADS,
    T_OUTPUTS,
    T_ARGUMENTS = T_OUTPUTS + OUTPUTS
};

static const latigraph_argument_t traverse_arguments[T_ARGUMENTS] = {
    [T_MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [T_PROPERTY] = {.name = "property",
                    .type = LATIGRAPH_TYPE_STRING,
                    .doc = "The property whose direction is walked."},
    [T_LIKE] = {.name = "like",
                .type = LATIGRAPH_TYPE_GRAPH,
                .optional = true,
                .doc =
                    "Start from this graph, its code and node data; left out: from the mean code, "
                    "with node data drawn once."},
    [T_GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [T_FROM] = {.name = "from",
                .type = LATIGRAPH_TYPE_REAL,
                .optional = true,
                .default_text = "-2",
                .min = -100,
                .max = 100,
                .doc = "First step, in standard deviations of the property."},
    [T_TO] = {.name = "to",
              .type = LATIGRAPH_TYPE_REAL,
              .optional = true,
              .default_text = "2",
              .min = -100,
              .max = 100,
              .doc = "Last step."},
    [T_STEPS] = STEPS_ARGUMENT("5"),
    [T_NODES] = LATIGRAPH_ARGUMENT_NODES,
    [T_COUNT] = COUNT_ARGUMENT,
    [T_SEED] = LATIGRAPH_ARGUMENT_SEED,
    [T_THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    PATH_OUTPUTS(T_OUTPUTS),
};

static igraph_error_t traverse(latigraph_value_t *values, const igraph_bool_t *given) {
    const latigraph_path_options_t options = {
        .steps = values[T_STEPS].integer,
        .from = values[T_FROM].real,
        .to = values[T_TO].real,
        .generate = {.nodes = values[T_NODES].integer,
                     .count = values[T_COUNT].integer,
                     .threads = values[T_THREADS].integer,
                     .seed = latigraph_seed_of(&values[T_SEED], given[T_SEED]),
                     .group = given[T_GROUP] ? values[T_GROUP].string : NULL}};
    const igraph_integer_t property = latigraph_property_find(values[T_PROPERTY].string);
    latigraph_circuit_t *like = NULL;
    walk_t walk;
    if (property < 0) {
        IGRAPH_ERRORF("There is no property \"%.80s\"; the operation properties lists them.",
                      IGRAPH_EINVAL, values[T_PROPERTY].string);
    }
    if (given[T_LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[T_LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    IGRAPH_CHECK(walk_init(&walk));
    IGRAPH_CHECK(latigraph_traverse(values[T_MODEL].model, &walk.circuits, property, like, &options,
                                    &walk.path));
    IGRAPH_CHECK(walk_end(&walk, values + T_OUTPUTS, given + T_OUTPUTS));
    latigraph_circuit_destroy(like);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_traverse = {
    .name = "traverse",
    .summary = "Walks the code along the direction of a property.",
    .doc =
        "All steps have the same node data and random numbers; circuits are measured and encoded "
        "again. Nothing but the code is steered.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = traverse_arguments,
    .argument_count = T_ARGUMENTS,
    .invoke = traverse,
};

/* --- interpolate ---------------------------------------------------------- */

enum {
    I_MODEL,
    I_FIRST,
    I_SECOND,
    I_ALONG,
    I_NODE_DATA,
    I_STEPS,
    I_NODES,
    I_COUNT,
    I_SEED,
    I_THREADS,
    I_OUTPUTS,
    I_STRAIGHT = I_OUTPUTS + OUTPUTS,
    I_MANIFOLD,
    I_ARGUMENTS
};

static const latigraph_argument_t interpolate_arguments[I_ARGUMENTS] = {
    [I_MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [I_FIRST] = {.name = "first", .type = LATIGRAPH_TYPE_GRAPH, .doc = "The graph to start at."},
    [I_SECOND] = {.name = "second", .type = LATIGRAPH_TYPE_GRAPH, .doc = "The graph to go to."},
    [I_ALONG] = {.name = "along",
                 .type = LATIGRAPH_TYPE_STRING,
                 .optional = true,
                 .default_text = "straight",
                 .choices = "straight|manifold",
                 .doc =
                     "A straight line of codes, or spherical interpolation in the whitened space, "
                     "where the density of the training codes stays between those of the ends."},
    [I_NODE_DATA] = {.name = "node_data",
                     .type = LATIGRAPH_TYPE_STRING,
                     .optional = true,
                     .default_text = "auto",
                     .choices = "auto|first|second|drawn",
                     .doc =
                         "Whose node data the circuits have; auto: of the first, if both have the "
                         "same neurons, else drawn at each step."},
    [I_STEPS] = STEPS_ARGUMENT("7"),
    [I_NODES] = LATIGRAPH_ARGUMENT_NODES,
    [I_COUNT] = COUNT_ARGUMENT,
    [I_SEED] = LATIGRAPH_ARGUMENT_SEED,
    [I_THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    PATH_OUTPUTS(I_OUTPUTS),
    [I_STRAIGHT] = OUT("straight", LATIGRAPH_TYPE_VECTOR, "ln density along the straight line."),
    [I_MANIFOLD] = OUT("manifold", LATIGRAPH_TYPE_VECTOR, "ln density along the manifold."),
};

static igraph_error_t hand_out_densities(const latigraph_path_t *path, latigraph_value_t *values,
                                         const igraph_bool_t *given) {
    if (given[I_STRAIGHT]) {
        IGRAPH_CHECK(igraph_vector_update(values[I_STRAIGHT].vector, &path->straight));
    }
    if (given[I_MANIFOLD]) {
        IGRAPH_CHECK(igraph_vector_update(values[I_MANIFOLD].vector, &path->manifold));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t interpolate(latigraph_value_t *values, const igraph_bool_t *given) {
    const latigraph_path_options_t options = {
        .steps = values[I_STEPS].integer,
        .shape = (latigraph_path_shape_t)latigraph_argument_choice(&interpolate_arguments[I_ALONG],
                                                                   values[I_ALONG].string),
        .node_data = (latigraph_path_nodes_t)latigraph_argument_choice(
            &interpolate_arguments[I_NODE_DATA], values[I_NODE_DATA].string),
        .generate = {.nodes = values[I_NODES].integer,
                     .count = values[I_COUNT].integer,
                     .threads = values[I_THREADS].integer,
                     .seed = latigraph_seed_of(&values[I_SEED], given[I_SEED])}};
    latigraph_circuit_t *first, *second;
    walk_t walk;
    IGRAPH_CHECK(latigraph_circuit_of(&first, values[I_FIRST].graph));
    IGRAPH_FINALLY(latigraph_circuit_destroy, first);
    IGRAPH_CHECK(latigraph_circuit_of(&second, values[I_SECOND].graph));
    IGRAPH_FINALLY(latigraph_circuit_destroy, second);
    IGRAPH_CHECK(walk_init(&walk));
    IGRAPH_CHECK(latigraph_interpolate(values[I_MODEL].model, &walk.circuits, first, second,
                                       &options, &walk.path));
    IGRAPH_CHECK(hand_out_densities(&walk.path, values, given));
    IGRAPH_CHECK(walk_end(&walk, values + I_OUTPUTS, given + I_OUTPUTS));
    latigraph_circuit_destroy(second);
    latigraph_circuit_destroy(first);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_interpolate = {
    .name = "interpolate",
    .summary = "Walks from the code of one circuit to that of another.",
    .doc = "Circuits are generated at each step, measured and encoded again; the ln density of the "
           "training codes is given along both ways to go.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = interpolate_arguments,
    .argument_count = I_ARGUMENTS,
    .invoke = interpolate,
};
