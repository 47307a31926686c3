/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Variables that the examples in the doc comments may use without declaring them. They are only
 * declared, never defined: doc_examples.sh compiles the examples and does not run them. An example
 * that declares a variable of the same name itself hides the one below. */
#include <latigraph/latigraph.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A fitted model, and circuits as they come from a file or go to one. */
extern latigraph_model_t *model;
extern latigraph_circuit_t *circuit, *connectome, *like;
extern latigraph_circuit_list_t circuits, list, training, validation, young, old, generated, others,
    surrogates;

/* Graphs of igraph, and a property that the user computes. */
extern igraph_t graph;
extern igraph_graph_list_t graphs;
igraph_error_t count_loops(const igraph_t *graph, igraph_real_t *value, void *data);

/* A callback that gets each generated circuit. */
igraph_error_t write_circuit(latigraph_circuit_t *circuit, void *data);

/* Codes (one row per circuit), steps (one row per direction) and values of properties. */
extern igraph_matrix_t codes, mean, steps, weights, values, change, error, cosines, positions;
extern igraph_vector_t code, step, weight, sd, difference, along, numbers;
extern igraph_vector_int_t which, properties, scores;
extern igraph_strvector_t names, ages, rungs;

/* Results of one function that another one takes. */
extern latigraph_direction_t directions[];
extern latigraph_axes_t axes;
extern latigraph_steering_t steering;
extern latigraph_steer_options_t options;
extern latigraph_target_t target;
extern latigraph_achieved_t achieved;
extern latigraph_explanation_t explanation;
extern latigraph_callback_list_t user;
extern latigraph_activity_t *activity;
extern latigraph_call_t *call;
extern latigraph_remarks_t *remarks;
extern igraph_integer_t found, property;
