/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation evaluate: how briefly a model describes circuits that it has not seen, and what
 * else can be asked of them on the way.
 *
 * Bits are the one number by which models can be compared: they count the code, the codes of the
 * neurons and the edges, so that a model cannot hide what it knows. Further parts cost more and
 * are asked for: the rate-distortion curve, and comparisons of generated circuits with real ones
 * (likeness_rows.c). Each input that would have no effect is refused, because a user who sets it
 * relies on it. Tables for people are made from the numbers in evaluate_tables.c. */

#include "operation/evaluate_tables.h"
#include "operation/likeness_rows.h"
#include "operation/names.h"

#include "base/memory.h"
#include "circuit/homologous.h"
#include "figure/figure.h"
#include "generate/extrapolate.h"
#include "measure/evaluator.h"
#include "measure/property.h"
#include "model/model.h"

#include <latigraph/latent.h>

#include <math.h>
#include <stdlib.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits, *training, *disjoint;
    latigraph_evaluate_options_t options;
    igraph_integer_t count;
    igraph_bool_t curve, generate, unconditional, fine;
    const char *identity;
    latigraph_split_by_t split_by;
    const igraph_vector_t *curve_weights;
    igraph_real_t budget;
} request_t;

typedef struct {
    igraph_strvector_t names, estimated, worse, groups, properties, kl_weights;
    igraph_vector_t bits, against_random, edge_auc, curve_kl_weight;
    igraph_matrix_t worse_bits, per_circuit, standard_error, intervals, group_summary, group_means,
        curve_points;
    igraph_matrix_t disjoint_summary;
    igraph_real_t effective, curve_budget, auc_at_budget;
    latigraph_evaluation_t evaluation;
    latigraph_content_t content;
    latigraph_items_t readings; /* latigraph_reading_t */
    likeness_outputs_t generated, unconditional;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE
#define HEAD_QUIET .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET
#define QUIET .show = LATIGRAPH_SHOW_QUIET
#define MEAN(name_, field_, unit_, doc_, ...)                                                      \
    OUTPUT(name_, REAL, evaluation.field_, doc_, .unit = unit_, __VA_ARGS__)
#define READING(name_, element_, field_, doc_, ...)                                                \
    OUTPUT_EACH(name_, VECTOR, element_, readings, latigraph_reading_t, field_, doc_,              \
                .rows = "properties", __VA_ARGS__)
enum { USUAL_BUDGET = 800 };

#define NO_WEIGHTS "the circuits or the model have no weights"
#define NO_AUC "an AUC needs a pair of neurons with and one without an edge"
#define NO_CURVE "there is no curve, or it begins beyond the budget"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT_CIRCUITS("circuits", circuits,
                   "Circuits, at least one, that share no neuron with the training circuits."),
    OPTION("samples", INTEGER, options.samples, "4", "Number of posterior samples per circuit.",
           .min = 1, .max = 100000),
    OPTION("refine", INTEGER, options.refine, "100",
           "Steps of gradient descent on the codes of each circuit's neurons, from the encoder's "
           "guess; 0 takes the guess.",
           .min = 0, .max = 1000000),
    OPTION("curve", BOOLEAN, curve, "false",
           "Also draw the rate-distortion curve: bits of codes, bits of edges and AUC with the "
           "neurons' codes refined for a falling weight of their KL term, and from their prior."),
    OPTION("curve_weights", VECTOR, curve_weights, NULL,
           "Falling weights of the KL term for the curve, which is drawn if they are given; "
           "without them 4, 2, 1, 0.5, 0.25, 0.12, 0.06, 0.03, 0.015."),
    OPTION("budget", REAL, budget, NULL,
           "Bits of codes per circuit at which the curve's AUC is given; 800 if it is left out.",
           .min = 0, .max = 1e12, .metavar = "BITS"),
    OPTION("generate", BOOLEAN, generate, "false",
           "Also generate circuits from the code and node data of each circuit, and compare them "
           "with the real ones."),
    OPTION("unconditional", BOOLEAN, unconditional, "false",
           "Also compare as many circuits that are generated unconditionally."),
    OPTION("training", GRAPH_LIST, training, NULL,
           "Circuits of the training side, two or more, which the unconditional ones are compared "
           "with instead: a model cannot know how other tissue differs."),
    OPTION("count", INTEGER, count, NULL,
           "Number of circuits to generate per real circuit; as many as make 512 in all, or more, "
           "if it is left out.",
           .min = 1, .max = 10000, .letter = 'n'),
    OPTION("disjoint", GRAPH_LIST, disjoint, NULL,
           "Real circuits of other neurons, two or more, best as many as are generated and of "
           "equal size. They are compared with the circuits in the same way: so much do real "
           "tissues differ."),
    OPTION_FINE(fine),
    OPTION_IDENTITY(identity),
    OPTION_SPLIT_BY(split_by),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("per_circuit", MATRIX, per_circuit, "The means from bits_total on, for each circuit.",
           .rows = "names", .columns = EVALUATE_COLUMNS, QUIET, .undefined = NO_WEIGHTS),
    OUTPUT("worse", STRING_LIST, worse,
           "Sets of circuits that cost more bits than with node data alone, by group (all circuits "
           "if there are no groups) and by size: within, below and above the sizes of the fit. "
           "Empty if codes help everywhere."),
    OUTPUT("worse_bits", MATRIX, worse_bits,
           "Each of these sets: number of circuits, mean bits, mean bits with node data alone, and "
           "the first against the second in percent.",
           .rows = "worse", .columns = EVALUATE_WORSE, HEAD_QUIET,
           .title = "worse than node data alone",
           .undefined = "node data alone leave no bits to compare with"),
    OUTPUT("estimated", STRING_LIST, estimated,
           "Names of the circuits whose bits of edges and AUC are estimated from drawn pairs, "
           "because they have more than 30,000 neurons.",
           QUIET),
    OUTPUT("standard_error", MATRIX, standard_error,
           "Standard errors of per_circuit for these circuits; 0 for exact numbers.",
           .rows = "estimated", .columns = EVALUATE_COLUMNS, QUIET, .undefined = NO_AUC),
    OUTPUT("bits", VECTOR, bits,
           "Bits per circuit: the model with its parts, and simple models that are fitted to each "
           "circuit. Weights are not counted.",
           .rows = EVALUATE_BITS, .title = "bits per circuit", HEAD_QUIET, .undefined = NO_WEIGHTS),
    OUTPUT("against_random", VECTOR, against_random,
           "Bits relative to those of the random model; below 0 is better.", .rows = EVALUATE_BITS,
           .unit = "%", HEAD_QUIET, .undefined = "only whole descriptions are compared"),
    OUTPUT("edge_auc", VECTOR, edge_auc, "AUC of the edges.", .rows = EVALUATE_BITS,
           .title = "edge AUC", HEAD_QUIET,
           .undefined = "only the model and the node data rank pairs"),
    MEAN("bits_total", bits_total, "bits",
         "Mean bits per circuit, everything counted: code, node codes and edges, given the node "
         "data."),
    MEAN("bits_code", bits_code, "bits", "Bits of the code of the circuit."),
    MEAN("bits_nodes", bits_nodes, "bits", "Bits of the codes of the neurons."),
    MEAN("bits_edges", bits_edges, "bits", "Bits of the edges given the codes."),
    MEAN("bits_weights", bits_weights, "bits",
         "Bits of the weights given edges and codes, which are not in the total.", QUIET,
         .undefined = NO_WEIGHTS),
    MEAN("bits_node_data", bits_node_data, "bits", "Bits of the edges given the node data alone."),
    MEAN("bits_erdos_renyi", bits_erdos_renyi, "bits",
         "Bits of the edges under a fitted Erdős–Rényi model."),
    MEAN("bits_dyad", bits_dyad, "bits", "Bits of the edges under a fitted dyad model."),
    MEAN("auc", auc, NULL, "Edge AUC of reconstruction, at the posterior means.",
         .undefined = NO_AUC),
    MEAN("auc_node_data", auc_node_data, NULL, "Edge AUC given the node data alone.",
         .undefined = NO_AUC),
    OUTPUT("shared_neurons", INTEGER, evaluation.shared_neurons,
           "Number of neurons that also occur in training circuits; should be 0."),
    OUTPUT("coinciding_neurons", INTEGER, evaluation.coinciding_neurons,
           "Names of neurons that also occur in training circuits, where no file states its "
           "connectome."),
    OUTPUT("identified_neurons", INTEGER, evaluation.identified_neurons,
           "Neurons of these circuits that have an identity across connectomes."),
    OUTPUT(
        "known_identities", INTEGER, evaluation.known_identities,
        "Number of these whose identity training circuits have; 0 if the model was fitted without "
        "identities."),
    OUTPUT("intervals", MATRIX, intervals,
           "Means with 95 % intervals: bits; bits against each baseline in percent; edge AUC, that "
           "of the node data alone, and the difference of these. They are from a bootstrap in "
           "which circuits count the less the more neurons they share, and are for the tissue that "
           "the circuits are from. With split_by, animals or identities take the place of "
           "neurons; by animal, intervals are for further animals.",
           .rows = EVALUATE_INTERVALS, .columns = "value|low|high", HEAD, .title = "95 % intervals",
           .undefined = "the circuits amount to fewer than 1.5 circuits without common neurons (or "
                        "animals, see split_by), or have no AUC"),
    OUTPUT("effective", REAL, effective,
           "Number of circuits without common neurons (animals, identities) that the circuits "
           "amount to; the intervals are as wide as for so many.",
           HEAD, .title = "circuits without common neurons"),
    OUTPUT("content_bits", REAL, content.bits, "Mean bits that the code holds.", .unit = "bits",
           HEAD, .title = "the code holds"),
    OUTPUT("content_dimensions", INTEGER, content.dimensions, "Number of dimensions of the code.",
           HEAD, .title = "dimensions of the code"),
    OUTPUT("content_active", INTEGER, content.active,
           "Number of dimensions whose posterior mean varies over the circuits.", HEAD,
           .title = "dimensions in use"),
    OUTPUT("groups", STRING_LIST, groups,
           "Names of the groups, such as connectomes, that the circuits are from; empty if there "
           "is one alone, or hardly two circuits per group."),
    OUTPUT("group_summary", MATRIX, group_summary,
           "Each group: number of circuits, mean bits, percent against random, edge AUC, and edge "
           "AUC of the node data alone.",
           .rows = "groups", .columns = EVALUATE_GROUPS, HEAD_QUIET, .title = "groups",
           .undefined = NO_AUC),
    OUTPUT("group_means", MATRIX, group_means, "Means of per_circuit over the circuits of a group.",
           .rows = "groups", .columns = EVALUATE_COLUMNS, QUIET, .undefined = NO_WEIGHTS),
    OUTPUT("properties", STRING_LIST, properties,
           "Names of the properties of the table that a fit can hold.", .title = "property"),
    READING("r2", REAL, r2,
            "R² of each property by the model's stored regression on the code, on circuits that it "
            "was not fitted to.",
            HEAD_QUIET, .title = "R² from code",
            .undefined = "the model has no regression for the property, or the circuits do not "
                         "differ in it"),
    READING("fed", BOOLEAN, fed, "1 if the property is a statistic that the encoder is given.",
            HEAD, .title = "fed"),
    READING("asked", BOOLEAN, asked,
            "1 if the property is asked of the code by the head in training.", HEAD,
            .title = "asked"),
    OUTPUT("kl_weights", STRING_LIST, kl_weights,
           "Points of the curve: the codes at their prior, then the weights of the KL term.",
           .title = "weight of KL"),
    OUTPUT("curve_kl_weight", VECTOR, curve_kl_weight,
           "The same as numbers; infinite for the prior.", .rows = "kl_weights"),
    OUTPUT("curve_points", MATRIX, curve_points,
           "The rate-distortion curve, means over circuits: bits of all codes, of the circuit's "
           "code, of the neurons' codes and of the edges, total bits, edge AUC.",
           .rows = "kl_weights",
           .columns = "bits_codes|bits_code|bits_nodes|bits_edges|bits_total|auc", HEAD_QUIET,
           .title = "rate and distortion", .undefined = NO_AUC),
    OUTPUT("curve_budget", REAL, curve_budget, "Greatest number of bits of codes for that AUC.",
           HEAD_QUIET, .unit = "bits", .title = "budget of the codes",
           .undefined = "there is no curve"),
    OUTPUT("auc_at_budget", REAL, auc_at_budget,
           "Greatest edge AUC on the curve at no more bits of codes than the budget.", HEAD_QUIET,
           .title = "edge AUC at the budget of bits", .undefined = NO_CURVE),
    OUTPUTS_LIKENESS("generated_", "generated: ", generated, 0),
    OUTPUT("disjoint_summary", MATRIX, disjoint_summary,
           "What generated_summary has, for the real circuits given in disjoint instead of "
           "generated ones.",
           .rows = LIKENESS_SUMMARY, .columns = "value|low|high|floor|matched",
           .title = "real circuits of other neurons: all properties", HEAD,
           .undefined = LIKENESS_NO_INTERVAL),
    OUTPUTS_LIKENESS("unconditional_", "unconditional: ", unconditional, 0),
};

/* --- Content of the code --------------------------------------------------------------------- */

static igraph_error_t find_content(const request_t *request, result_t *result) {
    result->readings.count = latigraph_property_count();
    result->readings.item = calloc((size_t)result->readings.count + 1, sizeof(latigraph_reading_t));
    if (result->readings.item == NULL) {
        result->readings.count = 0;
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(latigraph_name_properties(NULL, &result->properties));
    IGRAPH_CHECK(latigraph_content(request->model, request->circuits, request->options.threads,
                                   &result->content, result->readings.item));
    /* No model holds directions of the later rows of the table. */
    result->readings.count = LATIGRAPH_PROPERTIES_FITTED;
    return igraph_strvector_resize(&result->properties, LATIGRAPH_PROPERTIES_FITTED);
}

/* --- Curve ----------------------------------------------------------------------------------- */

static igraph_error_t name_point(const latigraph_curve_point_t *point, igraph_strvector_t *names) {
    char text[32] = "prior";
    if (isfinite(point->kl_weight)) {
        g_snprintf(text, sizeof text, "%g", point->kl_weight);
    }
    return igraph_strvector_push_back(names, text);
}

static igraph_error_t report_curve(const latigraph_curve_point_t *point, igraph_integer_t count,
                                   result_t *result) {
    IGRAPH_CHECK(igraph_matrix_resize(&result->curve_points, count, 6));
    for (igraph_integer_t k = 0; k < count; k++) {
        IGRAPH_CHECK(name_point(&point[k], &result->kl_weights));
        IGRAPH_CHECK(igraph_vector_push_back(&result->curve_kl_weight, point[k].kl_weight));
        MATRIX(result->curve_points, k, 0) = point[k].bits_codes;
        MATRIX(result->curve_points, k, 1) = point[k].bits_code;
        MATRIX(result->curve_points, k, 2) = point[k].bits_nodes;
        MATRIX(result->curve_points, k, 3) = point[k].bits_edges;
        MATRIX(result->curve_points, k, 4) = point[k].bits_total;
        MATRIX(result->curve_points, k, 5) = point[k].auc;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t draw_curve(const request_t *request, result_t *result,
                                 latigraph_remarks_t *remarks) {
    const igraph_integer_t count = latigraph_curve_size(request->curve_weights);
    latigraph_curve_point_t *point;
    LATIGRAPH_ALLOCATE(point, count);
    IGRAPH_CHECK(latigraph_curve(request->model, request->circuits, request->curve_weights,
                                 &request->options, point, NULL));
    result->curve_budget = isnan(request->budget) ? USUAL_BUDGET : request->budget;
    result->auc_at_budget = latigraph_curve_auc(point, count, result->curve_budget);
    IGRAPH_CHECK(report_curve(point, count, result));
    if (result->evaluation.estimated > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "estimated", "curve_points",
            "The bits of edges and the AUC of the curve are estimated from drawn pairs for "
            "%" IGRAPH_PRId
            " of the circuits. Their standard errors are not measured at each point; "
            "those in standard_error, from as many draws, give their size.",
            result->evaluation.estimated));
    }
    if (isnan(result->auc_at_budget)) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "beyond-budget", "auc_at_budget",
            "No point of the curve has %g bits of codes or fewer. Set a greater budget.",
            result->curve_budget));
    }
    g_free(point);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The figure ------------------------------------------------------------------------------ */

/* The points of the curve, from the matrix; what the figure does not show stays 0. */
static void restore_points(const result_t *result, latigraph_curve_point_t *point) {
    for (igraph_integer_t k = 0; k < igraph_matrix_nrow(&result->curve_points); k++) {
        point[k].bits_codes = MATRIX(result->curve_points, k, 0);
        point[k].auc = MATRIX(result->curve_points, k, 5);
    }
}

static igraph_error_t figure(const void *request_data, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const result_t *result = result_data;
    const igraph_integer_t count = igraph_matrix_nrow(&result->curve_points);
    latigraph_likeness_t all = {0};
    latigraph_property_likeness_t *property;
    latigraph_curve_point_t *point;
    (void)request_data;
    if (count == 0) {
        IGRAPH_ERROR("The figure of an evaluation shows the curve. Set curve, and generate for the "
                     "circuits that are generated.",
                     IGRAPH_EINVAL);
    }
    LATIGRAPH_ALLOCATE(property, latigraph_property_compared_count());
    LATIGRAPH_ALLOCATE(point, count);
    restore_points(result, point);
    const igraph_bool_t compared = latigraph_restore_likeness(&result->generated, &all, property);
    const figure_evaluation_t picture = {.point = point,
                                         .count = count,
                                         .budget = result->curve_budget,
                                         .all = compared ? &all : NULL,
                                         .property = property};
    IGRAPH_CHECK(figure_image_evaluation(&picture, style, image));
    g_free(point);
    g_free(property);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The work -------------------------------------------------------------------------------- */

/* An input that would change nothing is an error, so that nobody relies on it. */
static igraph_error_t check_unused(const request_t *request) {
    if (!isnan(request->budget) && !request->curve && request->curve_weights == NULL) {
        IGRAPH_ERROR("budget is for the curve. Set curve, too.", IGRAPH_EINVAL);
    }
    if (request->count > 0 && !request->generate && !request->unconditional) {
        IGRAPH_ERROR("count is for circuits that are generated. Set generate or unconditional, "
                     "too.",
                     IGRAPH_EINVAL);
    }
    if (request->fine && !request->generate && !request->unconditional) {
        IGRAPH_ERROR("fine is for comparisons with generated circuits. Set generate or "
                     "unconditional, too.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

/* Other tissue has neurons that the circuits do not have. */
static igraph_error_t check_disjoint(const request_t *request) {
    latigraph_overlap_t overlap;
    if (request->disjoint == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (latigraph_circuit_list_size(request->circuits) < 2 ||
        latigraph_circuit_list_size(request->disjoint) < 2) {
        IGRAPH_ERROR("disjoint compares sets of circuits. Give two circuits or more of each.",
                     IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(latigraph_check_split_by(request->disjoint, request->split_by));
    IGRAPH_CHECK(latigraph_circuit_list_overlap(request->circuits, request->disjoint, &overlap));
    if (overlap.shared > 0) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " neurons of the circuits are also in those of disjoint, "
                      "which must have other neurons. Cut both with conditions that exclude each "
                      "other (sample with select).",
                      IGRAPH_EINVAL, overlap.shared);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check(const request_t *request) {
    IGRAPH_CHECK(check_unused(request));
    IGRAPH_CHECK(check_disjoint(request));
    if (request->training != NULL && !request->unconditional) {
        IGRAPH_ERROR("training is what unconditional circuits are compared with. Set "
                     "unconditional, too.",
                     IGRAPH_EINVAL);
    }
    if ((request->generate || (request->unconditional && request->training == NULL)) &&
        latigraph_circuit_list_size(request->circuits) < 2) {
        IGRAPH_ERROR("generate and unconditional compare sets of circuits. Give two circuits or "
                     "more.",
                     IGRAPH_EINVAL);
    }
    if (request->training != NULL && latigraph_circuit_list_size(request->training) < 2) {
        IGRAPH_ERROR("training needs two circuits or more.", IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(latigraph_check_split_by(request->circuits, request->split_by));
    if (request->training != NULL) {
        IGRAPH_CHECK(latigraph_check_split_by(request->training, request->split_by));
    }
    return IGRAPH_SUCCESS;
}

/* Columns of per_circuit, in the order of the means. */
enum {
    COLUMN_TOTAL = 0,
    COLUMN_NODE_DATA = 5,
    COLUMN_ERDOS_RENYI = 6,
    COLUMN_AUC = 8,
    COLUMN_AUC_NODE_DATA = 9
};

/* Says what circuits outside the sizes of the fit cost if that is more than without a model. */
static igraph_error_t remark_sizes(const request_t *request, const result_t *result,
                                   latigraph_remarks_t *remarks) {
    const latigraph_model_t *model = request->model;
    double total = 0, random = 0;
    igraph_integer_t outside = 0;
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(request->circuits); k++) {
        if (!latigraph_code_describes(model, latigraph_circuit_list_get(request->circuits, k)->n)) {
            total += MATRIX(result->per_circuit, k, COLUMN_TOTAL);
            random += MATRIX(result->per_circuit, k, COLUMN_ERDOS_RENYI);
            outside++;
        }
    }
    if (outside == 0 || !(total > random)) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "sizes", "bits_total",
        "%" IGRAPH_PRId " circuits have other sizes than the training circuits (%g to %g neurons) "
        "and cost %.1f bits each, more than the %.1f of random graphs: their codes are not to be "
        "relied on. Fit with circuits of all sizes that you need (sample with a wide size).",
        outside, model->size_min, model->size_max, total / (double)outside,
        random / (double)outside);
}

/* Says which sets are worse off with codes. This remark is the first one, because no other figure
 * of such a set is worth much. */
static igraph_error_t remark_worse(const result_t *result, latigraph_remarks_t *remarks) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&result->worse); k++) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "worse-than-node-data", "worse",
            "%s (%g of the circuits): the model needs %.1f bits each, %.1f %% more than the %.1f "
            "of node data alone. Its codes do not help there.",
            igraph_strvector_get(&result->worse, k), MATRIX(result->worse_bits, k, 0),
            MATRIX(result->worse_bits, k, 1), MATRIX(result->worse_bits, k, 3),
            MATRIX(result->worse_bits, k, 2)));
    }
    return IGRAPH_SUCCESS;
}

/* Says which circuits are estimated from drawn pairs, and how well. */
static igraph_error_t remark_estimates(const igraph_matrix_t *errors, igraph_integer_t row,
                                       const char *name, latigraph_remarks_t *remarks) {
    return latigraph_remark_add(
        remarks, "estimated", name,
        "\"%s\" is too large for a visit of all its pairs. Its bits and AUC are estimated from "
        "drawn pairs: bits ± %.0f, AUC ± %.1g; of the node data alone ± %.0f and ± %.1g (standard "
        "errors).",
        name, MATRIX(*errors, row, COLUMN_TOTAL), MATRIX(*errors, row, COLUMN_AUC),
        MATRIX(*errors, row, COLUMN_NODE_DATA), MATRIX(*errors, row, COLUMN_AUC_NODE_DATA));
}

/* Keeps the standard errors of the circuits that are estimated. */
static igraph_error_t report_errors(const latigraph_circuit_list_t *circuits,
                                    const igraph_matrix_t *errors, result_t *result,
                                    latigraph_remarks_t *remarks) {
    igraph_vector_int_t rows;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&rows, 0);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, i);
        if (circuit->n > LATIGRAPH_EXACT_PAIRS) {
            const char *name = latigraph_circuit_name(circuit);
            IGRAPH_CHECK(igraph_vector_int_push_back(&rows, i));
            IGRAPH_CHECK(igraph_strvector_push_back(&result->estimated, name));
            IGRAPH_CHECK(remark_estimates(errors, i, name, remarks));
        }
    }
    IGRAPH_CHECK(igraph_matrix_select_rows(errors, &result->standard_error, &rows));
    igraph_vector_int_destroy(&rows);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Measures bits and AUC, and says which are estimates. */
static igraph_error_t measure(const request_t *request, result_t *result,
                              latigraph_remarks_t *remarks) {
    igraph_matrix_t errors;
    IGRAPH_MATRIX_INIT_FINALLY(&errors, 0, 0);
    IGRAPH_CHECK(latigraph_evaluate_errors(request->model, request->circuits, &request->options,
                                           &result->evaluation, &result->per_circuit, &errors));
    IGRAPH_CHECK(report_errors(request->circuits, &errors, result, remarks));
    igraph_matrix_destroy(&errors);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t evaluate(const request_t *request, result_t *result,
                               latigraph_remarks_t *remarks) {
    const latigraph_evaluation_t *evaluation = &result->evaluation;
    IGRAPH_CHECK(measure(request, result, remarks));
    IGRAPH_CHECK(latigraph_tabulate_worse(request->model, request->circuits, &result->per_circuit,
                                          &result->worse, &result->worse_bits));
    IGRAPH_CHECK(remark_worse(result, remarks));
    IGRAPH_CHECK(latigraph_name_circuits(request->circuits, &result->names));
    IGRAPH_CHECK(latigraph_tabulate_bits(evaluation, &result->bits, &result->against_random,
                                         &result->edge_auc));
    IGRAPH_CHECK(latigraph_tabulate_intervals(request->circuits, &result->per_circuit,
                                              request->split_by, request->options.seed,
                                              &result->intervals, &result->effective));
    IGRAPH_CHECK(latigraph_tabulate_groups(request->circuits, &result->per_circuit, &result->groups,
                                           &result->group_summary, &result->group_means));
    IGRAPH_CHECK(latigraph_remark_evaluated(request->model, evaluation, remarks));
    IGRAPH_CHECK(remark_sizes(request, result, remarks));
    return latigraph_remark_split(request->circuits, request->split_by, "intervals", remarks);
}

/* Returns the number of circuits to generate per real circuit of a list. */
static igraph_integer_t count_each(const request_t *request, const latigraph_circuit_list_t *real) {
    return request->count > 0 ? request->count : latigraph_generated_per_circuit(real);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(check(request));
    IGRAPH_CHECK(evaluate(request, result, remarks));
    IGRAPH_CHECK(find_content(request, result));
    if (request->curve || request->curve_weights != NULL) {
        IGRAPH_CHECK(draw_curve(request, result, remarks));
    }
    likeness_task_t task = {.real = request->circuits,
                            .options = {.fine = request->fine,
                                        .split_by = request->split_by,
                                        .seed = request->options.seed,
                                        .threads = request->options.threads},
                            .remarks = remarks,
                            .sizes_output = "generated_sizes",
                            .novelty_output = "generated_novelty",
                            .uniqueness_output = "generated_uniqueness"};
    if (request->generate) {
        IGRAPH_CHECK(latigraph_fill_generated(request->model, &task, count_each(request, task.real),
                                              false, &result->generated));
    }
    if (request->disjoint != NULL) {
        task.generated = request->disjoint;
        IGRAPH_CHECK(latigraph_summarise_likeness(&task, &result->disjoint_summary));
    }
    if (request->unconditional) {
        task.real = request->training != NULL ? request->training : request->circuits;
        task.sizes_output = "unconditional_sizes";
        task.novelty_output = "unconditional_novelty";
        task.uniqueness_output = "unconditional_uniqueness";
        IGRAPH_CHECK(latigraph_fill_generated(request->model, &task, count_each(request, task.real),
                                              true, &result->unconditional));
    }
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_evaluate = {
    .name = "evaluate",
    .summary = "Judges a model by how briefly it describes circuits.",
    .doc = "The negative evidence lower bound in bits (Kingma and Welling, arXiv:1312.6114) of "
           "circuits that the model should not have seen, with those of simple models fitted to "
           "each circuit and of the node data alone; lower is better. Also the AUC of the edges, "
           "what the code holds, and on request a rate-distortion curve and a comparison of "
           "generated circuits as by the operation compare. Time complexity: O((samples + refine) "
           "(n² r + (n + m) h²) + m log m) per circuit of n neurons and m edges, in memory O(n h + "
           "m). Circuits of more than 30,000 neurons are estimated from drawn pairs, with their "
           "standard errors.",
    .example = "latigraph evaluate model.safetensors held-out --json",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING | LATIGRAPH_SPLIT_WORK,
    OPERATION_STRUCTS(arguments, run),
    .figure = figure,
};
