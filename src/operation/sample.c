/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

enum { CONNECTOME, SHAPE, AXIS, FEWEST, MOST, COUNT, RESTART, SELECT, SEED, CIRCUITS, ARGUMENTS };

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CONNECTOME] = {.name = "connectome",
                    .type = LATIGRAPH_TYPE_GRAPH,
                    .doc = "The directed graph to cut from; positions are its vertex attributes "
                           "x, y and perhaps z with a common suffix, the unit (x_um, y_um)."},
    [SHAPE] = {.name = "shape",
               .type = LATIGRAPH_TYPE_STRING,
               .optional = true,
               .default_text = "ball",
               .choices = "ball|column|neighbours|whole",
               .doc = "ball: the nearest in space; column: the nearest in the plane across the "
                      "axis; neighbours: what a random walk meets, needs no positions; whole: all "
                      "of it, once."},
    [AXIS] = {.name = "axis",
              .type = LATIGRAPH_TYPE_STRING,
              .optional = true,
              .default_text = "y",
              .choices = "x|y|z",
              .doc = "Axis of a column."},
    [FEWEST] = {.name = "size_min",
                .type = LATIGRAPH_TYPE_INTEGER,
                .optional = true,
                .default_text = "100",
                .min = 1,
                .max = 100000000,
                .doc = "Fewest neurons of a circuit."},
    [MOST] = {.name = "size_max",
              .type = LATIGRAPH_TYPE_INTEGER,
              .optional = true,
              .default_text = "200",
              .min = 1,
              .max = 100000000,
              .doc = "Most neurons of a circuit; sizes are uniform in between."},
    [COUNT] = {.name = "count",
               .type = LATIGRAPH_TYPE_INTEGER,
               .optional = true,
               .default_text = "500",
               .min = 1,
               .max = 100000000,
               .doc = "Circuits to cut."},
    [RESTART] = {.name = "restart",
                 .type = LATIGRAPH_TYPE_REAL,
                 .optional = true,
                 .default_text = "0.15",
                 .min = 0,
                 .max = 1,
                 .doc = "For neighbours: the probability that a step is a jump back to the "
                        "start."},
    [SELECT] = {.name = "select",
                .type = LATIGRAPH_TYPE_STRING,
                .optional = true,
                .doc = "Condition on node data that neurons must meet, as in the operation "
                       "select."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .direction = LATIGRAPH_OUT,
                  .doc = "The circuits; neurons keep their node data and, in the vertex attribute "
                         "name and the graph attribute connectome, their identity."},
};

static igraph_error_t cut(const igraph_t *graph, const latigraph_sample_options_t *options,
                          igraph_graph_list_t *graphs) {
    latigraph_circuit_t *connectome;
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuit_of(&connectome, graph));
    IGRAPH_FINALLY(latigraph_circuit_destroy, connectome);
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_sample(&circuits, connectome, options));
    IGRAPH_CHECK(latigraph_graphs_of(graphs, &circuits));
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_destroy(connectome);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    const latigraph_sample_options_t options = {
        .shape =
            (latigraph_shape_t)latigraph_argument_choice(&arguments[SHAPE], values[SHAPE].string),
        .axis = latigraph_argument_choice(&arguments[AXIS], values[AXIS].string),
        .size_min = values[FEWEST].integer,
        .size_max = values[MOST].integer,
        .count = values[COUNT].integer,
        .restart = values[RESTART].real,
        .select = given[SELECT] ? values[SELECT].string : NULL,
        .seed = latigraph_seed_of(&values[SEED], given[SEED]),
    };
    return given[CIRCUITS] ? cut(values[CONNECTOME].graph, &options, values[CIRCUITS].graph_list)
                           : IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_sample = {
    .name = "sample",
    .summary = "Cuts circuits out of a connectome.",
    .doc = "The same options and seed give the same circuits, and the first of many are the same "
           "as the first of few. Sizes are drawn uniformly between size_min and size_max. "
           "Time complexity: O(count (n + e)) for n neurons and e edges of the neurons chosen.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
