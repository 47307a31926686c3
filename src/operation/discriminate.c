/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation discriminate: the direction of the code that separates two sets of circuits, and
 * how further sets lie along it.
 *
 * The step that it gives leads from the mean score of one set to that of the other. To measure
 * what the step does, circuits are generated half a step to either side of the start and compared,
 * and both numbers are doubled: central differences have no error of first order in the step. */

#include "operation/names.h"
#include "operation/rows.h"

#include "base/memory.h"
#include "measure/property.h"

#include <latigraph/directions.h>
#include <latigraph/explain.h>

#include <math.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits, *against, *score;
    const igraph_strvector_t *labels;
    const char *attribute;
    latigraph_callback_list_t functions;
    latigraph_step_options_t trial; /* how the step is tried */
    const char *identity;
    latigraph_split_by_t split_by;
} request_t;

typedef struct {
    latigraph_discrimination_t found;
    latigraph_set_scores_t sets;
    igraph_strvector_t coordinates, properties;
    igraph_vector_t change, change_error;
} result_t;

#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define PART LATIGRAPH_SHOW_PART
#define NO_SPLIT                                                                                   \
    "too few circuits have no neuron in common (or, with split_by, no animal or identity)"
#define NO_PROPERTY "the property is constant or not defined within the sets"
#define NO_SETS "score is left out"
#define NO_ERROR                                                                                   \
    "the circuits of the set overlap too much, or are of one animal in a split by animal"
#define NO_WAY "the first two sets differ by less than twice the error of their difference"
#define NO_GROUPS                                                                                  \
    "score is left out, or too few circuits of every set have no neuron in common (or, with "      \
    "split_by, no animal or identity) with a fold"
#define NO_EFFECTS "effects is 0, or the property is not defined for the generated circuits"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT_CIRCUITS("circuits", circuits, "First set of circuits, at least 4."),
    INPUT("against", GRAPH_LIST, against,
          "Second set of circuits, at least 4. The direction leads from the first set to it."),
    OPTION("score", GRAPH_LIST, score, NULL,
           "Circuits of further sets, which are scored along the direction."),
    OPTION(
        "labels", STRING_LIST, labels, NULL,
        "Set of each circuit to score, in their order. If it is left out, circuits of one group, "
        "usually an animal, are a set.",
        .option = "label", .metavar = "SET"),
    OPTION("attribute", STRING, attribute, NULL,
           "Graph attribute that holds the set of each circuit to score.", .metavar = "NAME"),
    OPTION_FUNCTIONS(functions),
    OPTION_IDENTITY(identity),
    OPTION_SPLIT_BY(split_by),
    OPTION_EFFECTS(trial.generate.count),
    OPTION_START(trial.like),
    OPTION_GROUP(trial.generate.group),
    OPTION_NODES(trial.generate.nodes),
    OPTION_SEED(trial.generate.seed),
    OPTION_THREADS(trial.generate.threads),

    OUTPUT("first", INTEGER, found.first, "Number of circuits of the first set.",
           .show = PART | HEAD, .title = "circuits of the first set"),
    OUTPUT("second", INTEGER, found.second, "Number of circuits of the second set.",
           .show = PART | HEAD, .title = "circuits of the second set"),
    OUTPUT("scored", INTEGER, found.scored, "Number of circuits that the AUC is computed on.",
           .show = PART | HEAD, .title = "circuits scored"),
    OUTPUT("auc", REAL, found.auc,
           "Area under the ROC curve, cross-validated with folds that are split by neuron: the "
           "probability that a circuit of the second set scores above one of the first.",
           .show = PART | HEAD, .title = "AUC", .undefined = NO_SPLIT),
    OUTPUT("auc_low", REAL, found.auc_low,
           "Low end of its 95 % interval, which allows for shared neurons.", .show = PART | HEAD,
           .title = "AUC, low end of 95 %", .undefined = NO_SPLIT),
    OUTPUT("auc_high", REAL, found.auc_high, "High end of that interval.", .show = PART | HEAD,
           .title = "AUC, high end of 95 %", .undefined = NO_SPLIT),
    OUTPUT("auc_shuffled", REAL, found.auc_shuffled,
           "Negative control: its mean over permutations of the labels of the circuits.",
           .show = PART | HEAD, .title = "AUC, labels shuffled", .undefined = NO_SPLIT),
    OUTPUT("auc_size", REAL, found.auc_size,
           "Control: AUC of size, density and mean strength alone, by the same folds. Codes that "
           "are not above it show nothing more.",
           .show = PART | HEAD, .title = "AUC, size, density, strength alone",
           .undefined = NO_SPLIT),
    OUTPUT("auc_beyond", REAL, found.auc_beyond,
           "Control: AUC of codes from which size, density and mean strength are regressed out.",
           .show = PART | HEAD, .title = "AUC, these regressed out", .undefined = NO_SPLIT),
    OUTPUT("auc_beyond_low", REAL, found.auc_beyond_low, "Low end of its 95 % interval.",
           .show = PART, .undefined = NO_SPLIT),
    OUTPUT("auc_beyond_high", REAL, found.auc_beyond_high, "High end of that interval.",
           .show = PART, .undefined = NO_SPLIT),
    OUTPUT("strength", BOOLEAN, found.strength,
           "Whether these controls include the mean strength, which needs weights in all circuits.",
           .show = PART),
    OUTPUT("p", REAL, found.p, "Permutation p-value of the AUC.", .show = PART | HEAD,
           .undefined = NO_SPLIT),
    OUTPUT("distance", REAL, found.distance,
           "Distance of the sets' mean scores, cross-validated, in standard deviations of the "
           "scores within the sets.",
           .unit = "SD", .show = PART | HEAD, .title = "distance of the means",
           .undefined = NO_SPLIT),
    OUTPUT("intercept", REAL, found.intercept,
           "Intercept of the score, intercept + weight · code: 0 is half-way between the sets, and "
           "1 is one standard deviation within them.",
           .show = PART),
    OUTPUT("properties", STRING_LIST, properties,
           "Names of all properties: those of the table, then the functions."),
    OUTPUT("sd", VECTOR, found.sd, "Standard deviation of each property within the sets.",
           .rows = "properties", .show = PART | QUIET, .undefined = NO_PROPERTY),
    OUTPUT("difference", VECTOR, found.difference,
           "Mean of the second set minus that of the first, in standard deviations within the "
           "sets.",
           .rows = "properties", .unit = "SD", .show = PART | HEAD | QUIET | LATIGRAPH_SHOW_SORTED,
           .undefined = NO_PROPERTY),
    OUTPUT("change", VECTOR, change,
           "Difference between circuits that are generated half the step up and half the step "
           "down, in standard deviations within the sets. It is empty if effects is 0.",
           .rows = "properties", .unit = "SD", .show = HEAD | QUIET, .title = "generated",
           .undefined = NO_EFFECTS),
    OUTPUT("change_error", VECTOR, change_error, "Standard error of that difference.",
           .rows = "properties", .unit = "SD", .show = HEAD | QUIET, .title = "error",
           .undefined = NO_EFFECTS),
    OUTPUT("along", VECTOR, found.along,
           "Correlation of each property with the score within the sets.", .rows = "properties",
           .show = PART | HEAD | QUIET, .title = "correlation", .undefined = NO_PROPERTY),
    OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),
    OUTPUT("weight", VECTOR, found.weight, "Weights of the score.", .rows = "coordinates",
           .show = PART),
    OUTPUT("step", VECTOR, found.step,
           "Step of the code from the first set to the second along the codes' own covariance: it "
           "adds the difference of the mean scores.",
           .rows = "coordinates", .show = PART),
    OUTPUT("sets", STRING_LIST, sets.sets,
           "Names of the sets: first, second, and those to score. It is empty, like the rest, if "
           "score is left out.",
           .show = PART, .title = "set"),
    OUTPUT("set_circuits", VECTOR, sets.circuits, "Number of circuits of each set.", .rows = "sets",
           .show = PART | HEAD, .title = "circuits"),
    OUTPUT("score_mean", VECTOR, sets.code.mean,
           "Mean score of each set. Circuits of the first two are scored by discriminants that saw "
           "none of their neurons.",
           .rows = "sets", .unit = "SD", .show = PART | HEAD, .title = "score"),
    OUTPUT("score_error", VECTOR, sets.code.error,
           "Standard error of the mean score, which allows for shared neurons.", .rows = "sets",
           .unit = "SD", .show = PART | HEAD, .title = "error", .undefined = NO_ERROR),
    OUTPUT("score_sd", VECTOR, sets.code.sd, "Standard deviation of the scores of each set.",
           .rows = "sets", .unit = "SD", .show = PART | HEAD, .title = "SD",
           .undefined = "the set has one circuit"),
    OUTPUT("score_way", VECTOR, sets.code.way,
           "Share of the way from the first set, 0, to the second, 1.", .rows = "sets",
           .show = PART | HEAD, .title = "way", .undefined = NO_WAY),
    OUTPUT("size_mean", VECTOR, sets.size.mean,
           "Control: mean score by size, density and mean strength alone.", .rows = "sets",
           .unit = "SD", .show = PART),
    OUTPUT("size_error", VECTOR, sets.size.error, "Its standard error.", .rows = "sets",
           .unit = "SD", .show = PART | QUIET, .undefined = NO_ERROR),
    OUTPUT("size_sd", VECTOR, sets.size.sd, "Standard deviation of these scores.", .rows = "sets",
           .unit = "SD", .show = PART | QUIET, .undefined = "the set has one circuit"),
    OUTPUT("size_way", VECTOR, sets.size.way, "Share of the way by these scores.", .rows = "sets",
           .show = PART | HEAD, .title = "size, density, strength alone", .undefined = NO_WAY),
    OUTPUT("beyond_mean", VECTOR, sets.beyond.mean,
           "Control: mean score by codes from which these are regressed out.", .rows = "sets",
           .unit = "SD", .show = PART),
    OUTPUT("beyond_error", VECTOR, sets.beyond.error, "Its standard error.", .rows = "sets",
           .unit = "SD", .show = PART | QUIET, .undefined = NO_ERROR),
    OUTPUT("beyond_sd", VECTOR, sets.beyond.sd, "Standard deviation of these scores.",
           .rows = "sets", .unit = "SD", .show = PART | QUIET,
           .undefined = "the set has one circuit"),
    OUTPUT("beyond_way", VECTOR, sets.beyond.way, "Share of the way by these scores.",
           .rows = "sets", .show = PART | HEAD | QUIET, .title = "these regressed out",
           .undefined = NO_WAY),
    OUTPUT("accuracy", REAL, sets.accuracy,
           "Share of circuits that codes put into the right set, cross-validated with folds that "
           "are split by neuron, mean over all sets.",
           .show = PART | HEAD | QUIET, .undefined = NO_GROUPS),
    OUTPUT("chance", REAL, sets.chance,
           "The same for guesses at random, 1 over the number of sets.",
           .show = PART | HEAD | QUIET, .undefined = NO_SETS),
    OUTPUT("accuracy_p", REAL, sets.p, "Permutation p-value of the accuracy.",
           .show = PART | HEAD | QUIET, .title = "p of the accuracy", .undefined = NO_GROUPS),
    OUTPUT("accuracy_shuffled", REAL, sets.accuracy_shuffled,
           "Control: mean accuracy over permutations of the labels.", .show = PART | HEAD | QUIET,
           .title = "accuracy, labels shuffled", .undefined = NO_GROUPS),
    OUTPUT("accuracy_size", REAL, sets.accuracy_size,
           "Control: accuracy of size, density and mean strength alone.",
           .show = PART | HEAD | QUIET, .title = "accuracy, size, density, strength alone",
           .undefined = NO_GROUPS),
    OUTPUT("accuracy_beyond", REAL, sets.accuracy_beyond,
           "Control: accuracy of codes from which these and their squares are regressed out.",
           .show = PART | HEAD | QUIET, .title = "accuracy, these regressed out",
           .undefined = NO_GROUPS),
    OUTPUT("confusion", MATRIX, sets.confusion,
           "Number of circuits of each set (rows) that are put into each set (columns).",
           .rows = "sets", .columns = "sets", .show = PART | HEAD),
};

static igraph_error_t init_result(void *result) {
    IGRAPH_CHECK(latigraph_discrimination_init(&((result_t *)result)->found));
    IGRAPH_FINALLY(latigraph_discrimination_destroy, &((result_t *)result)->found);
    IGRAPH_CHECK(latigraph_set_scores_init(&((result_t *)result)->sets));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void destroy_result(void *result) {
    latigraph_set_scores_destroy(&((result_t *)result)->sets);
    latigraph_discrimination_destroy(&((result_t *)result)->found);
}

/* Generates circuits half a step to either side of the start. */
static igraph_error_t try_step(request_t *request, result_t *result) {
    igraph_matrix_t step, change, error;
    IGRAPH_MATRIX_INIT_FINALLY(&step, 1, igraph_vector_size(&result->found.step));
    IGRAPH_MATRIX_INIT_FINALLY(&change, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&error, 0, 0);
    IGRAPH_CHECK(igraph_matrix_set_row(&step, &result->found.step, 0));
    igraph_matrix_scale(&step, 0.5);
    request->trial.sd = &result->found.sd;
    IGRAPH_CHECK(latigraph_step_effects(request->model, &step, &request->trial, &change, &error));
    request->trial.sd = NULL;
    IGRAPH_CHECK(igraph_matrix_get_row(&change, &result->change, 0));
    IGRAPH_CHECK(igraph_matrix_get_row(&error, &result->change_error, 0));
    igraph_vector_scale(&result->change, 2);
    igraph_vector_scale(&result->change_error, 2);
    igraph_matrix_destroy(&error);
    igraph_matrix_destroy(&change);
    igraph_matrix_destroy(&step);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* The separation says little if size and density alone reach its interval. */
static igraph_error_t remark_controls(const latigraph_discrimination_t *found,
                                      latigraph_remarks_t *remarks) {
    const double enough = isnan(found->auc_low) ? found->auc : fmin(found->auc_low, found->auc);
    if (!(found->auc > 0.5) || !(found->auc_size >= enough)) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        remarks, "control-as-good", "auc",
        "Size%s density%s alone separate the sets as well as the codes do (AUC %.3g against %.3g). "
        "With these regressed out, the AUC of the codes is %.3g.",
        found->strength ? "," : " and", found->strength ? " and mean strength" : "",
        found->auc_size, found->auc, found->auc_beyond);
}

/* Returns the correlation of the ranks of the further sets by two scores. */
static double rank_correlation(const igraph_vector_t *a, const igraph_vector_t *b) {
    const igraph_integer_t count = igraph_vector_size(a);
    double concordant = 0, pairs = 0;
    for (igraph_integer_t s = 2; s < count; s++) {
        for (igraph_integer_t t = s + 1; t < count; t++) {
            const double product =
                (VECTOR(*a)[s] - VECTOR(*a)[t]) * (VECTOR(*b)[s] - VECTOR(*b)[t]);
            concordant += (product > 0) - (product < 0);
            pairs++;
        }
    }
    return pairs > 0 ? concordant / pairs : NAN;
}

/* An order of sets that density gives as well is no finding about codes. */
static igraph_error_t remark_sets(const latigraph_set_scores_t *sets,
                                  latigraph_remarks_t *remarks) {
    const double tau = rank_correlation(&sets->code.mean, &sets->size.mean);
    if (sets->in_sample) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "in-sample", "score_mean",
            "No folds exist that leave enough circuits of the first two sets to train on. Their "
            "own scores are those of the discriminant that was fitted to them, which are too far "
            "apart."));
    }
    if (tau == 1) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "control-as-good", "score_mean",
            "Size%s density%s alone put the scored sets in the same order as the codes do.",
            sets->strength ? "," : " and", sets->strength ? " and mean strength" : ""));
    }
    if (sets->p > 0.05) {
        return latigraph_remark_add(remarks, "no-signal", "accuracy",
                                    "Codes do not separate the sets: permuted labels often reach "
                                    "the accuracy of %.3g (p = %.3g).",
                                    sets->accuracy, sets->p);
    }
    return IGRAPH_SUCCESS;
}

/* A set of one animal is never in training and in a test at once. */
static igraph_error_t remark_split(const request_t *request, latigraph_remarks_t *remarks) {
    const latigraph_circuit_list_t *sets[] = {request->circuits, request->against};
    for (gsize s = 0; s < G_N_ELEMENTS(sets); s++) {
        IGRAPH_CHECK(latigraph_remark_split(sets[s], request->split_by, "auc", remarks));
    }
    return IGRAPH_SUCCESS;
}

/* Scores the further sets, whose names are labels, an attribute, or the groups of the circuits. */
static igraph_error_t score_sets(const request_t *request,
                                 const latigraph_directions_options_t *options,
                                 latigraph_set_scores_t *sets, latigraph_remarks_t *remarks) {
    igraph_strvector_t labels;
    if (request->labels != NULL && request->attribute != NULL) {
        IGRAPH_ERROR("The sets to score come from labels or from attribute; give one of them.",
                     IGRAPH_EINVAL);
    }
    if (request->score == NULL) {
        if (request->labels == NULL && request->attribute == NULL) {
            return IGRAPH_SUCCESS;
        }
        IGRAPH_ERRORF("%s names the sets of circuits to score, and score is left out.",
                      IGRAPH_EINVAL, request->labels != NULL ? "labels" : "attribute");
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&labels, 0);
    IGRAPH_CHECK(request->labels != NULL
                     ? igraph_strvector_append(&labels, request->labels)
                     : latigraph_label_circuits(request->score, request->attribute, &labels));
    IGRAPH_CHECK(latigraph_score_sets(request->model, request->circuits, request->against,
                                      request->score, &labels, options, sets));
    igraph_strvector_destroy(&labels);
    IGRAPH_FINALLY_CLEAN(1);
    return remark_sets(sets, remarks);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    const latigraph_directions_options_t options = {.user = &request->functions,
                                                    .split_by = request->split_by,
                                                    .threads = request->trial.generate.threads,
                                                    .seed = request->trial.generate.seed};
    IGRAPH_CHECK(remark_split(request, remarks));
    IGRAPH_CHECK(latigraph_check_user(&request->functions));
    request->trial.user = &request->functions;
    IGRAPH_CHECK(latigraph_discriminate(request->model, request->circuits, request->against,
                                        &options, &result->found));
    if (request->trial.generate.count > 0) {
        IGRAPH_CHECK(try_step(request, result));
    }
    IGRAPH_CHECK(score_sets(request, &options, &result->sets, remarks));
    IGRAPH_CHECK(remark_controls(&result->found, remarks));
    IGRAPH_CHECK(latigraph_name_properties(&request->functions, &result->properties));
    return latigraph_coordinate_names(request->model, &result->coordinates);
}

const latigraph_operation_t latigraph_operation_discriminate = {
    .name = "discriminate",
    .summary = "Finds the direction of the code that separates two sets of circuits.",
    .doc =
        "Fisher's linear discriminant on codes, with a ridge, is scored by cross-validation "
        "with folds that share no neuron and by 999 permutations of the labels. Further sets "
        "are scored along the direction, beside a control by size and density alone, and all "
        "sets are separated by a discriminant. Time complexity: that of encode and properties, "
        "plus O(999 circuits d) for codes of d dimensions, plus O(1000 circuits d²) with further "
        "sets, plus that of generate and properties for 2 effects circuits.",
    .example = "latigraph discriminate model.safetensors healthy --against patients",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
