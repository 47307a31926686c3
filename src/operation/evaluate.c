/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"

#include <latigraph/measure.h>

enum {
    MODEL,
    CIRCUITS,
    SAMPLES,
    REFINE,
    CURVE_WEIGHTS,
    BUDGET,
    SEED,
    THREADS,
    BITS_TOTAL,
    BITS_CODE,
    BITS_NODES,
    BITS_EDGES,
    BITS_WEIGHTS,
    BITS_NODE_DATA,
    BITS_ERDOS_RENYI,
    BITS_DYAD,
    AUC,
    AUC_NODE_DATA,
    SHARED_NEURONS,
    PER_CIRCUIT,
    CURVE,
    AUC_AT_BUDGET,
    ARGUMENTS
};

#define REAL_OUT(label, text)                                                                      \
    { .name = label, .type = LATIGRAPH_TYPE_REAL, .direction = LATIGRAPH_OUT, .doc = text }

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [MODEL] = LATIGRAPH_ARGUMENT_MODEL,
    [CIRCUITS] = {.name = "circuits",
                  .type = LATIGRAPH_TYPE_GRAPH_LIST,
                  .doc = "Circuits, at least one, that share no neuron with the training "
                         "circuits."},
    [SAMPLES] = {.name = "samples",
                 .type = LATIGRAPH_TYPE_INTEGER,
                 .optional = true,
                 .default_text = "4",
                 .min = 1,
                 .max = 100000,
                 .doc = "Posterior samples a circuit."},
    [REFINE] = {.name = "refine",
                .type = LATIGRAPH_TYPE_INTEGER,
                .optional = true,
                .default_text = "100",
                .min = 0,
                .max = 1000000,
                .doc = "Steps of gradient descent on the codes of each circuit's neurons, from "
                       "the encoder's guess; 0 takes the guess."},
    [CURVE_WEIGHTS] = {.name = "curve_weights",
                       .type = LATIGRAPH_TYPE_VECTOR,
                       .optional = true,
                       .doc = "Falling weights of the KL term of the neurons' codes that the "
                              "rate-distortion curve is drawn with; without them 4, 2, 1, 0.5, "
                              "0.25, 0.12, 0.06, 0.03, 0.015."},
    [BUDGET] = {.name = "budget",
                .type = LATIGRAPH_TYPE_REAL,
                .optional = true,
                .default_text = "800",
                .min = 0,
                .max = 1e12,
                .doc = "Bits of codes a circuit that auc_at_budget is given for."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [BITS_TOTAL] = REAL_OUT("bits_total", "Mean bits a circuit, everything counted: code, node "
                                          "codes and edges, given the node data."),
    [BITS_CODE] = REAL_OUT("bits_code", "Of these, the code of the circuit."),
    [BITS_NODES] = REAL_OUT("bits_nodes", "Of these, the codes of the neurons."),
    [BITS_EDGES] = REAL_OUT("bits_edges", "Of these, the edges given the codes."),
    [BITS_WEIGHTS] = REAL_OUT("bits_weights", "Weights given edges and codes, not in the total; "
                                              "NaN without."),
    [BITS_NODE_DATA] = REAL_OUT("bits_node_data", "The edges given the node data alone."),
    [BITS_ERDOS_RENYI] = REAL_OUT("bits_erdos_renyi", "The edges under a fitted Erdős–Rényi "
                                                      "model."),
    [BITS_DYAD] = REAL_OUT("bits_dyad", "The edges under a fitted dyad model."),
    [AUC] = REAL_OUT("auc", "Edge AUC of reconstruction, at the posterior means."),
    [AUC_NODE_DATA] = REAL_OUT("auc_node_data", "Edge AUC given the node data alone."),
    [SHARED_NEURONS] = {.name = "shared_neurons",
                        .type = LATIGRAPH_TYPE_INTEGER,
                        .direction = LATIGRAPH_OUT,
                        .doc = "Neurons that also stand in training circuits; should be 0."},
    [PER_CIRCUIT] = {.name = "per_circuit",
                     .type = LATIGRAPH_TYPE_MATRIX,
                     .direction = LATIGRAPH_OUT,
                     .doc = "One row a circuit, one column a figure, from bits_total to "
                            "auc_node_data in the order above."},
    [CURVE] = {.name = "curve",
               .type = LATIGRAPH_TYPE_MATRIX,
               .direction = LATIGRAPH_OUT,
               .doc = "The rate-distortion curve, worked out if it or auc_at_budget is asked for: "
                      "a row with the neurons' codes at their prior, whose weight is infinite, "
                      "then one a weight; columns weight, bits of all codes, of the circuit's "
                      "code, of the neurons' codes, of the edges, total bits, edge AUC."},
    [AUC_AT_BUDGET] = REAL_OUT("auc_at_budget", "Greatest edge AUC on the curve at no more bits "
                                                "of codes than the budget; NaN where it begins "
                                                "beyond."),
};

static void hand_out(const latigraph_evaluation_t *evaluation, latigraph_value_t *values) {
    values[BITS_TOTAL].real = evaluation->bits_total;
    values[BITS_CODE].real = evaluation->bits_code;
    values[BITS_NODES].real = evaluation->bits_nodes;
    values[BITS_EDGES].real = evaluation->bits_edges;
    values[BITS_WEIGHTS].real = evaluation->bits_weights;
    values[BITS_NODE_DATA].real = evaluation->bits_node_data;
    values[BITS_ERDOS_RENYI].real = evaluation->bits_erdos_renyi;
    values[BITS_DYAD].real = evaluation->bits_dyad;
    values[AUC].real = evaluation->auc;
    values[AUC_NODE_DATA].real = evaluation->auc_node_data;
    values[SHARED_NEURONS].integer = evaluation->shared_neurons;
}

static igraph_error_t export_curve(const latigraph_curve_point_t *point, igraph_integer_t count,
                                   igraph_matrix_t *curve) {
    IGRAPH_CHECK(igraph_matrix_resize(curve, count, 7));
    for (igraph_integer_t k = 0; k < count; k++) {
        MATRIX(*curve, k, 0) = point[k].kl_weight;
        MATRIX(*curve, k, 1) = point[k].bits_codes;
        MATRIX(*curve, k, 2) = point[k].bits_code;
        MATRIX(*curve, k, 3) = point[k].bits_nodes;
        MATRIX(*curve, k, 4) = point[k].bits_edges;
        MATRIX(*curve, k, 5) = point[k].bits_total;
        MATRIX(*curve, k, 6) = point[k].auc;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t draw_curve(const latigraph_circuit_list_t *circuits,
                                 const latigraph_evaluate_options_t *options,
                                 latigraph_value_t *values, const igraph_bool_t *given) {
    const igraph_vector_t *weights = given[CURVE_WEIGHTS] ? values[CURVE_WEIGHTS].vector : NULL;
    const igraph_integer_t count = latigraph_curve_size(weights);
    latigraph_curve_point_t *point;
    LATIGRAPH_ALLOCATE(point, count);
    IGRAPH_CHECK(latigraph_curve(values[MODEL].model, circuits, weights, options, point, NULL));
    values[AUC_AT_BUDGET].real = latigraph_curve_auc(point, count, values[BUDGET].real);
    if (given[CURVE]) {
        IGRAPH_CHECK(export_curve(point, count, values[CURVE].matrix));
    }
    g_free(point);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_list_t circuits;
    latigraph_evaluation_t evaluation;
    const latigraph_evaluate_options_t options = {
        .samples = values[SAMPLES].integer,
        .refine = values[REFINE].integer,
        .threads = values[THREADS].integer,
        .seed = latigraph_seed_of(&values[SEED], given[SEED])};
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, values[CIRCUITS].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_evaluate(values[MODEL].model, &circuits, &options, &evaluation,
                                    given[PER_CIRCUIT] ? values[PER_CIRCUIT].matrix : NULL));
    hand_out(&evaluation, values);
    if (given[CURVE] || given[AUC_AT_BUDGET]) {
        IGRAPH_CHECK(draw_curve(&circuits, &options, values, given));
    }
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_evaluate = {
    .name = "evaluate",
    .summary = "Judges a model by how briefly it describes circuits.",
    .doc =
        "The negative evidence lower bound in bits (Kingma and Welling, arXiv:1312.6114), beside "
        "baselines. Time complexity: O((samples + refine) (n² r + (n + m) h²) + n² log m) a "
        "circuit.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
