/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/reservoir.h"

enum {
    CIRCUITS,
    SCORES_WANTED = RESERVOIR_NEXT,
    VALUES,
    ERRORS,
    REWIRED,
    DELAY_LINE,
    NAMES,
    DEFINITIONS,
    UNITS,
    ARGUMENTS
};

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .doc = "Circuits to run: directed graphs."},
    LATIGRAPH_ARGUMENTS_RESERVOIR,
    [SCORES_WANTED] = {.name = "scores",
                       .type = LATIGRAPH_TYPE_STRING_LIST,
                       .optional = true,
                       .doc = "The scores wanted, in their order; left out: all."},
    [VALUES] = {.name = "values",
                .type = LATIGRAPH_TYPE_MATRIX,
                .direction = LATIGRAPH_OUT,
                .doc = "One row a circuit, one column a score: means over the seeds; NaN for a "
                       "circuit without cycles that is to be scaled to a spectral radius."},
    [ERRORS] = {.name = "errors",
                .type = LATIGRAPH_TYPE_MATRIX,
                .direction = LATIGRAPH_OUT,
                .doc = "Standard errors of the values over the seeds; NaN with one seed."},
    [REWIRED] = {.name = "rewired",
                 .type = LATIGRAPH_TYPE_MATRIX,
                 .direction = LATIGRAPH_OUT,
                 .doc = "Values of a copy of each circuit with the same degrees and otherwise "
                        "random edges."},
    [DELAY_LINE] = {.name = "delay_line",
                    .type = LATIGRAPH_TYPE_MATRIX,
                    .direction = LATIGRAPH_OUT,
                    .doc = "Values of a delay line of as many neurons as each circuit."},
    [NAMES] = {.name = "names",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "The scores, in the order of the columns."},
    [DEFINITIONS] = {.name = "definitions",
                     .type = LATIGRAPH_TYPE_STRING_LIST,
                     .direction = LATIGRAPH_OUT,
                     .doc = "What each of them is, in a sentence."},
    [UNITS] = {.name = "units",
               .type = LATIGRAPH_TYPE_STRING_LIST,
               .direction = LATIGRAPH_OUT,
               .doc = "Their units; empty for a pure number."},
};

void latigraph_reservoir_options_of(latigraph_reservoir_options_t *options,
                                    const latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_reservoir_options_init(options);
    options->weights = (latigraph_reservoir_weights_t)latigraph_argument_choice(
        &arguments[RESERVOIR_WEIGHTS], values[RESERVOIR_WEIGHTS].string);
    options->radius = given[RESERVOIR_GAIN] ? IGRAPH_NAN : values[RESERVOIR_RADIUS].real;
    options->gain = given[RESERVOIR_GAIN] ? values[RESERVOIR_GAIN].real : options->gain;
    options->types = given[RESERVOIR_TYPES] ? values[RESERVOIR_TYPES].string : NULL;
    options->inhibitory = values[RESERVOIR_INHIBITORY].string;
    options->input_scale = values[RESERVOIR_INPUT_SCALE].real;
    options->bias = values[RESERVOIR_BIAS].real;
    options->leak_rate = values[RESERVOIR_LEAK_RATE].real;
    options->washout = values[RESERVOIR_WASHOUT].integer;
    options->steps = values[RESERVOIR_STEPS].integer;
    options->seeds = values[RESERVOIR_SEEDS].integer;
    options->seed = latigraph_seed_of(&values[RESERVOIR_SEED], given[RESERVOIR_SEED]);
    options->threads = values[RESERVOIR_THREADS].integer;
}

static igraph_error_t find_scores(const igraph_strvector_t *wanted, igraph_vector_int_t *scores) {
    const igraph_integer_t count =
        wanted != NULL ? igraph_strvector_size(wanted) : latigraph_score_count();
    IGRAPH_CHECK(igraph_vector_int_resize(scores, count));
    for (igraph_integer_t k = 0; k < count; k++) {
        VECTOR(*scores)
        [k] = wanted != NULL ? latigraph_score_find(igraph_strvector_get(wanted, k)) : k;
        if (VECTOR(*scores)[k] < 0) {
            IGRAPH_ERRORF("There is no score \"%s\".", IGRAPH_EINVAL,
                          igraph_strvector_get(wanted, k));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t describe(const igraph_vector_int_t *scores, igraph_strvector_t *texts,
                               int argument) {
    IGRAPH_CHECK(igraph_strvector_resize(texts, igraph_vector_int_size(scores)));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(scores); k++) {
        const latigraph_score_info_t *info = latigraph_score_info(VECTOR(*scores)[k]);
        IGRAPH_CHECK(igraph_strvector_set(texts, k,
                                          argument == NAMES         ? info->name
                                          : argument == DEFINITIONS ? info->definition
                                                                    : info->unit));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_rewired(const latigraph_circuit_list_t *circuits,
                                  const latigraph_reservoir_options_t *options,
                                  const igraph_vector_int_t *scores, igraph_matrix_t *values) {
    latigraph_circuit_list_t rewired;
    IGRAPH_CHECK(latigraph_circuit_list_init(&rewired));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &rewired);
    IGRAPH_CHECK(latigraph_circuit_list_rewire(&rewired, circuits, options->seed));
    IGRAPH_CHECK(latigraph_reservoir(&rewired, options, scores, values, NULL));
    latigraph_circuit_list_destroy(&rewired);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_lines(const latigraph_circuit_list_t *circuits,
                                const latigraph_reservoir_options_t *options,
                                const igraph_vector_int_t *scores, igraph_matrix_t *values) {
    igraph_vector_int_t sizes;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&sizes, latigraph_circuit_list_size(circuits));
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        VECTOR(sizes)[i] = latigraph_circuit_vcount(latigraph_circuit_list_get(circuits, i));
    }
    IGRAPH_CHECK(latigraph_reservoir_delay_line(&sizes, options, scores, values, NULL));
    igraph_vector_int_destroy(&sizes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_all(const latigraph_circuit_list_t *circuits,
                              const igraph_vector_int_t *scores, latigraph_value_t *values,
                              const igraph_bool_t *given) {
    latigraph_reservoir_options_t options;
    igraph_matrix_t spare;
    IGRAPH_MATRIX_INIT_FINALLY(&spare, 0, 0);
    latigraph_reservoir_options_of(&options, values, given);
    if (given[VALUES] || given[ERRORS]) {
        IGRAPH_CHECK(latigraph_reservoir(circuits, &options, scores,
                                         given[VALUES] ? values[VALUES].matrix : &spare,
                                         given[ERRORS] ? values[ERRORS].matrix : NULL));
    }
    if (given[REWIRED]) {
        IGRAPH_CHECK(run_rewired(circuits, &options, scores, values[REWIRED].matrix));
    }
    if (given[DELAY_LINE]) {
        IGRAPH_CHECK(run_lines(circuits, &options, scores, values[DELAY_LINE].matrix));
    }
    igraph_matrix_destroy(&spare);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_list_t circuits;
    igraph_vector_int_t scores;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&scores, 0);
    IGRAPH_CHECK(
        find_scores(given[SCORES_WANTED] ? values[SCORES_WANTED].string_list : NULL, &scores));
    for (int argument = NAMES; argument < ARGUMENTS; argument++) {
        if (given[argument]) {
            IGRAPH_CHECK(describe(&scores, values[argument].string_list, argument));
        }
    }
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, values[CIRCUITS].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(run_all(&circuits, &scores, values, given));
    latigraph_circuit_list_destroy(&circuits);
    igraph_vector_int_destroy(&scores);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_reservoir = {
    .name = "reservoir",
    .summary = "Runs circuits as reservoirs and scores what they can compute.",
    .doc = "Echo-state networks (Jaeger, GMD report 148, 2001) with the circuits' edges, binary or "
           "weighted, and a linear readout by ridge regression, its penalty by generalised "
           "cross-validation; scores are of steps that it was not fitted to. Inputs, input weights "
           "and biases are the same for all circuits. Time complexity: O(seeds (steps (m + n² + n "
           "targets) + n³)) a circuit of n neurons and m edges.",
    .flags = LATIGRAPH_LONG_RUNNING | LATIGRAPH_USES_RANDOMNESS,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
