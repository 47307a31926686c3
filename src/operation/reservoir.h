/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_RESERVOIR_H
#define LATIGRAPH_OPERATION_RESERVOIR_H

#include "function/scores.h"
#include "operation/rows.h"

#include <latigraph/function.h>

/* Inputs that say what the weights of a circuit are: `options_` is a latigraph_reservoir_options_t
 * of the request, which latigraph_reservoir_options_settle() completes. */
#define OPTIONS_RESERVOIR_WEIGHTS(options_)                                                        \
    OPTION("weights", STRING, options_.weights, "binary",                                          \
           "Weights of the edges before they are scaled: binary (1 each), count (the edges' own, " \
           "such as synapses) or sampled (log-normal, drawn anew for each draw).",                 \
           .choices = "binary|count|sampled"),                                                     \
        OPTION("radius", REAL, options_.radius, NULL,                                              \
               "Spectral radius that the weights of each circuit are scaled to; 0.9 if neither "   \
               "it nor "                                                                           \
               "gain is given.",                                                                   \
               .min = 0, .max = 1000),                                                             \
        OPTION("gain", REAL, options_.gain, NULL,                                                  \
               "Factor of the weights of all circuits, which then differ in spectral radius; if "  \
               "it is left out, they are scaled to a radius.",                                     \
               .min = 0, .max = 1e6),                                                              \
        OPTION("types", STRING, options_.types, NULL,                                              \
               "Vertex attribute with the types of the neurons, which give the signs of the "      \
               "weights; all are positive if it is left out.",                                     \
               .metavar = "ATTRIBUTE"),                                                            \
        OPTION("inhibitory", STRING, options_.inhibitory, "inhibitory",                            \
               "Types whose edges are negative, with commas between them.", .metavar = "TYPES")

/* Inputs that all operations on reservoirs have. */
#define OPTIONS_RESERVOIR(options_)                                                                \
    OPTIONS_RESERVOIR_WEIGHTS(options_),                                                           \
        OPTION("input_scale", REAL, options_.input_scale, "0.1",                                   \
               "Input weights are uniform between plus and minus this value.", .min = 0,           \
               .max = 1000),                                                                       \
        OPTION("bias", REAL, options_.bias, "0.2",                                                 \
               "Biases are uniform between plus and minus this value.", .min = 0, .max = 1000),    \
        OPTION("leak_rate", REAL, options_.leak_rate, "1",                                         \
               "Share of its state that a neuron replaces at each step: 1 keeps nothing of the "   \
               "previous state; values near 0 keep most of it.",                                   \
               .min = 1e-6, .max = 1),                                                             \
        OPTION("washout", INTEGER, options_.washout, "200",                                        \
               "Steps before the first that is used; at least one step per neuron is taken.",      \
               .min = 0, .max = 1000000),                                                          \
        OPTION("steps", INTEGER, options_.steps, "5000",                                           \
               "Steps that are used; the readout is fitted to the first 70 % of them.",            \
               .min = 100, .max = 1000000),                                                        \
        OPTION("seeds", INTEGER, options_.seeds, "4",                                              \
               "Number of draws of inputs, input weights and biases; scores are means over them.", \
               .min = 1, .max = 1000),                                                             \
        OPTION_SEED(options_.seed), OPTION_THREADS(options_.threads)

/* Noise of networks whose covariance is computed. */
#define OPTION_ACTIVITY_NOISE(field)                                                               \
    OPTION("noise", REAL, field, "0.5",                                                            \
           "Standard deviation of the noise that each neuron gets at each step. Activity is "      \
           "between -1 and 1 plus this noise.",                                                    \
           .min = 1e-6, .max = 1000)

/* Why scores can be NaN. */
#define LATIGRAPH_NO_RADIUS                                                                        \
    "a circuit without cycles has no spectral radius to scale; set gain instead"

/* Completes the options: scaling to a radius or by a gain, whichever was given. */
igraph_error_t latigraph_reservoir_options_settle(latigraph_reservoir_options_t *options);

/* Returns the operation of a property, and the property of an operation, if their names differ;
 * other names are given back. */
const char *latigraph_named_operation(const char *name);
const char *latigraph_named_property(const char *name);

/* clang-format off */
#define LATIGRAPH_SCORE_OPERATION(id, operation, ...) \
    extern const latigraph_operation_t latigraph_operation_##operation;
LATIGRAPH_SCORES(LATIGRAPH_SCORE_OPERATION)
#undef LATIGRAPH_SCORE_OPERATION
/* clang-format on */

#endif
