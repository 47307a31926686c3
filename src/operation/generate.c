/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include <latigraph/generate.h>

enum {
    MODEL,
    CODES,
    GROUP,
    LIKE,
    NODES,
    COUNT,
    UNCALIBRATED,
    SEED,
    THREADS,
    PLACE,
    DENSITY,
    MEAN_DEGREE,
    CIRCUITS,
    ARGUMENTS
};

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [CODES] = {.name = "codes",
               .type = LATIGRAPH_TYPE_MATRIX,
               .optional = true,
               .doc = "One row for all circuits or one for each; one column a dimension of the "
                      "code. Left out: drawn from the density of the training codes."},
    [GROUP] = LATIGRAPH_ARGUMENT_GROUP,
    [LIKE] = {.name = "like",
              .type = LATIGRAPH_TYPE_GRAPH,
              .optional = true,
              .doc = "A graph whose node data the circuits get; left out: drawn from "
                     "the model's law of node data."},
    [NODES] = LATIGRAPH_ARGUMENT_NODES,
    [COUNT] = {.name = "count",
               .type = LATIGRAPH_TYPE_INTEGER,
               .optional = true,
               .default_text = "1",
               .min = 1,
               .max = 100000000,
               .doc = "Circuits to generate."},
    [UNCALIBRATED] = {.name = "uncalibrated",
                      .type = LATIGRAPH_TYPE_BOOLEAN,
                      .optional = true,
                      .default_text = "false",
                      .doc = "Take the decoder's rates as they are, instead of holding circuits to "
                             "the statistics that their codes tell."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [PLACE] = {.name = "place",
               .type = LATIGRAPH_TYPE_STRING,
               .optional = true,
               .default_text = "fitted",
               .choices = "fitted|slab|ball",
               .doc = "Where neurons are that are drawn: as in the training circuits, evenly in a "
                      "square slab across the axis of depth, or evenly in a ball (a disc in the "
                      "plane); at the density of the training circuits."},
    [DENSITY] = {.name = "density",
                 .type = LATIGRAPH_TYPE_STRING,
                 .optional = true,
                 .default_text = "auto",
                 .choices = "auto|space|degree",
                 .doc =
                     "What stays the same in circuits larger than those of the fit: rates of "
                     "pairs at a distance (space), or of all edges of a neuron together (degree). "
                     "auto: space with positions, degree without."},
    [MEAN_DEGREE] = {.name = "mean_degree",
                     .type = LATIGRAPH_TYPE_REAL,
                     .optional = true,
                     .default_text = "0",
                     .min = 0,
                     .max = 1e9,
                     .doc =
                         "Edges a neuron, met by a factor on all rates, which are not calibrated "
                         "then; 0: as the rates say."},
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .direction = LATIGRAPH_OUT,
                  .doc = "The circuits, with node data, weights, code and seed as attributes where "
                         "igraph's attribute handler is set."},
};

/* Both enumerations are in the order of the choices. */
static int choice(const latigraph_value_t *values, int argument) {
    return latigraph_argument_choice(&arguments[argument], values[argument].string);
}

/* `codes`, `group` and `like` may be NULL. */
static igraph_error_t generate(const latigraph_value_t *values, const igraph_matrix_t *codes,
                               const char *group, const latigraph_circuit_t *like,
                               igraph_uint_t seed) {
    const latigraph_generate_options_t options = {.nodes = values[NODES].integer,
                                                  .count = values[COUNT].integer,
                                                  .threads = values[THREADS].integer,
                                                  .seed = seed,
                                                  .uncalibrated = values[UNCALIBRATED].boolean,
                                                  .group = group,
                                                  .place = (latigraph_place_t)choice(values, PLACE),
                                                  .density =
                                                      (latigraph_density_t)choice(values, DENSITY),
                                                  .mean_degree = values[MEAN_DEGREE].real};
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_generate(values[MODEL].model, &circuits, codes, like, &options));
    IGRAPH_CHECK(latigraph_graphs_of(values[CIRCUITS].graph_list, &circuits));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_t *like = NULL;
    if (!given[CIRCUITS]) {
        return IGRAPH_SUCCESS;
    }
    if (given[LIKE]) {
        IGRAPH_CHECK(latigraph_circuit_of(&like, values[LIKE].graph));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, like);
    IGRAPH_CHECK(generate(values, given[CODES] ? values[CODES].matrix : NULL,
                          given[GROUP] ? values[GROUP].string : NULL, like,
                          latigraph_seed_of(&values[SEED], given[SEED])));
    latigraph_circuit_destroy(like);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_generate = {
    .name = "generate",
    .summary = "Builds new circuits from codes.",
    .doc = "Every dyad is drawn from its exact probabilities. Circuit i depends on the model, the "
           "code, the node data, the seed and i alone. Circuits larger than those of the fit are "
           "drawn "
           "sparsely, from the same law: the graph attributes sampler, fitted_distance and "
           "rate_factor "
           "tell. Time complexity: O(count n² r), rank r; sparsely O(count (n log n + m)).",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
