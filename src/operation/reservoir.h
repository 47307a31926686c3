/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_RESERVOIR_H
#define LATIGRAPH_OPERATION_RESERVOIR_H

#include "function/scores.h"
#include "operation/operation.h"

#include <latigraph/function.h>

/* Arguments that all operations on reservoirs have, after their first. */
enum {
    RESERVOIR_WEIGHTS = 1,
    RESERVOIR_RADIUS,
    RESERVOIR_GAIN,
    RESERVOIR_TYPES,
    RESERVOIR_INHIBITORY,
    RESERVOIR_INPUT_SCALE,
    RESERVOIR_BIAS,
    RESERVOIR_LEAK_RATE,
    RESERVOIR_WASHOUT,
    RESERVOIR_STEPS,
    RESERVOIR_SEEDS,
    RESERVOIR_SEED,
    RESERVOIR_THREADS,
    RESERVOIR_NEXT
};

#define LATIGRAPH_ARGUMENTS_RESERVOIR                                                              \
    [RESERVOIR_WEIGHTS] = {.name = "weights",                                                      \
                           .type = LATIGRAPH_TYPE_STRING,                                          \
                           .optional = true,                                                       \
                           .default_text = "binary",                                               \
                           .choices = "binary|count|sampled",                                      \
                           .doc = "Weights of the edges before they are scaled: 1; the edges' "    \
                                  "own (such as synapses); log-normal, drawn for each seed."},     \
    [RESERVOIR_RADIUS] = {.name = "radius",                                                        \
                          .type = LATIGRAPH_TYPE_REAL,                                             \
                          .optional = true,                                                        \
                          .default_text = "0.9",                                                   \
                          .min = 0,                                                                \
                          .max = 1000,                                                             \
                          .doc = "Spectral radius that the weights of each circuit are scaled "    \
                                 "to, unless a gain is given."},                                   \
    [RESERVOIR_GAIN] = {.name = "gain",                                                            \
                        .type = LATIGRAPH_TYPE_REAL,                                               \
                        .optional = true,                                                          \
                        .min = 0,                                                                  \
                        .max = 1e6,                                                                \
                        .doc = "Factor of the weights of all circuits, which then differ in "      \
                               "spectral radius; left out: they are scaled to the radius."},       \
    [RESERVOIR_TYPES] = {.name = "types",                                                          \
                         .type = LATIGRAPH_TYPE_STRING,                                            \
                         .optional = true,                                                         \
                         .doc = "Vertex attribute that tells the signs of the weights; left "      \
                                "out: all are positive."},                                         \
    [RESERVOIR_INHIBITORY] = {.name = "inhibitory",                                                \
                              .type = LATIGRAPH_TYPE_STRING,                                       \
                              .optional = true,                                                    \
                              .default_text = "inhibitory",                                        \
                              .doc = "The types whose edges are negative, with commas between "    \
                                     "them."},                                                     \
    [RESERVOIR_INPUT_SCALE] = {.name = "input_scale",                                              \
                               .type = LATIGRAPH_TYPE_REAL,                                        \
                               .optional = true,                                                   \
                               .default_text = "0.1",                                              \
                               .min = 0,                                                           \
                               .max = 1000,                                                        \
                               .doc = "Input weights are uniform between plus and minus this."},   \
    [RESERVOIR_BIAS] = {.name = "bias",                                                            \
                        .type = LATIGRAPH_TYPE_REAL,                                               \
                        .optional = true,                                                          \
                        .default_text = "0.2",                                                     \
                        .min = 0,                                                                  \
                        .max = 1000,                                                               \
                        .doc = "Biases are uniform between plus and minus this."},                 \
    [RESERVOIR_LEAK_RATE] =                                                                        \
        {.name = "leak_rate",                                                                      \
         .type = LATIGRAPH_TYPE_REAL,                                                              \
         .optional = true,                                                                         \
         .default_text = "1",                                                                      \
         .min = 1e-6,                                                                              \
         .max = 1,                                                                                 \
         .doc = "Share of its state that a neuron takes on anew at each step: 1 keeps nothing of " \
                "the previous state; values near 0 keep most of it."},                             \
    [RESERVOIR_WASHOUT] = {.name = "washout",                                                      \
                           .type = LATIGRAPH_TYPE_INTEGER,                                         \
                           .optional = true,                                                       \
                           .default_text = "200",                                                  \
                           .min = 0,                                                               \
                           .max = 1000000,                                                         \
                           .doc = "Steps before the first that is used, at least one a neuron."},  \
    [RESERVOIR_STEPS] = {.name = "steps",                                                          \
                         .type = LATIGRAPH_TYPE_INTEGER,                                           \
                         .optional = true,                                                         \
                         .default_text = "5000",                                                   \
                         .min = 100,                                                               \
                         .max = 1000000,                                                           \
                         .doc = "Steps that are used, the first 70 % of them to fit the "          \
                                "readout."},                                                       \
    [RESERVOIR_SEEDS] = {.name = "seeds",                                                          \
                         .type = LATIGRAPH_TYPE_INTEGER,                                           \
                         .optional = true,                                                         \
                         .default_text = "4",                                                      \
                         .min = 1,                                                                 \
                         .max = 1000,                                                              \
                         .doc = "Draws of inputs, input weights and biases that scores are "       \
                                "means over."},                                                    \
    [RESERVOIR_SEED] = LATIGRAPH_ARGUMENT_SEED, [RESERVOIR_THREADS] = LATIGRAPH_ARGUMENT_THREADS

/* The options that the arguments tell; texts stay the caller's. */
void latigraph_reservoir_options_of(latigraph_reservoir_options_t *options,
                                    const latigraph_value_t *values, const igraph_bool_t *given);

/* The operation of a score, and the property; other names are given back. */
const char *latigraph_score_operation(const char *name);
const char *latigraph_score_property(const char *name);

/* clang-format off */
#define LATIGRAPH_SCORE_OPERATION(id, operation, ...) \
    extern const latigraph_operation_t latigraph_operation_##operation;
LATIGRAPH_SCORES(LATIGRAPH_SCORE_OPERATION)
#undef LATIGRAPH_SCORE_OPERATION
/* clang-format on */

#endif
