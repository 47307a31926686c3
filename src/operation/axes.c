/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation axes: directions of the code that are found without a property, by latent/axes.c.
 * This file adds what a reader needs to interpret them: the angles between them, and what one step
 * along each does to generated circuits. Steps are optional, because they take most of the time.
 */

#include "operation/names.h"
#include "operation/rows.h"
#include "operation/strongest.h"

#include "base/memory.h"

#include <latigraph/directions.h>
#include <latigraph/explain.h>

#include <math.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    igraph_integer_t effects;
    latigraph_axes_options_t options;
} request_t;

typedef struct {
    latigraph_axes_t found;
    igraph_strvector_t axes, coordinates, names, properties, movers;
    igraph_vector_t bits;
    igraph_matrix_t cosines, change, change_error;
} result_t;

#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define PART LATIGRAPH_SHOW_PART
#define NO_EFFECTS                                                                                 \
    "the property is not defined for the generated circuits, or the model does not know its "      \
    "standard deviation"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    OPTION("circuits", GRAPH_LIST, circuits, NULL,
           "Circuits whose codes pca and parts are found in, and whose amounts of each axis are "
           "given. If they are left out, the density of the training codes is used.",
           .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION("kind", STRING, options.kind, "pca",
           "pca: axes along which codes vary most. jacobian: axes along which the decoder moves "
           "circuits most. parts: axes that codes are non-negative sums of (semi-NMF).",
           .choices = "pca|jacobian|parts"),
    OPTION("count", INTEGER, options.count, "6", "Number of axes to find.", .min = 1, .max = 100000,
           .letter = 'n'),
    OPTION("draws", INTEGER, options.draws, "0",
           "jacobian: number of circuits to average over. parts without circuits: number of codes "
           "to draw. 0 takes 8 circuits and 1000 codes.",
           .min = 0, .max = 100000),
    OPTION_EFFECTS(effects),
    OPTION_START(options.like),
    OPTION_GROUP(options.generate.group),
    OPTION_NODES(options.generate.nodes),
    OPTION_SEED(options.generate.seed),
    OPTION_THREADS(options.generate.threads),

    OUTPUT("axes", STRING_LIST, axes, "Names of the axes, the most important first."),
    OUTPUT("bits", VECTOR, bits,
           "jacobian: bits of information of the edges about the place along each axis, per "
           "standard deviation: information / (2 ln 2). Empty for other kinds.",
           .rows = "axes", .show = HEAD, .title = "bits per SD"),
    OUTPUT("information", VECTOR, found.information,
           "jacobian: Fisher information of the edges about the place along each axis, in nats per "
           "squared standard deviation. Empty for other kinds.",
           .rows = "axes", .show = PART),
    OUTPUT("share", VECTOR, found.share,
           "jacobian: share of each axis of the information along all axes. Empty for other kinds.",
           .rows = "axes", .show = PART | HEAD),
    OUTPUT("variance", VECTOR, found.variance,
           "Share of the variance of the codes along each axis.", .rows = "axes",
           .show = PART | HEAD),
    OUTPUT("movers", STRING_LIST, movers,
           "The five properties that move most with a step along each axis, and by how many "
           "standard deviations. The list is empty if effects is 0.",
           .rows = "axes", .show = HEAD, .title = "moves most (SD)"),
    OUTPUT("explained", REAL, found.explained,
           "pca, parts: share of the variance of the codes that all axes explain together.",
           .show = PART | HEAD | QUIET, .title = "share of the variance explained",
           .undefined = "axes of the kind jacobian are chosen by information, not by variance"),
    OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),
    OUTPUT("steps", MATRIX, found.steps, "One standard deviation along each axis.", .rows = "axes",
           .columns = "coordinates", .show = PART),
    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("amounts", MATRIX, found.amounts,
           "How much of each axis the circuits have, in standard deviations; amounts of parts are "
           "0 or more.",
           .rows = "names", .columns = "axes", .show = PART, .unit = "SD"),
    OUTPUT("cosines", MATRIX, cosines,
           "Cosines of the angles between axes, after a change of coordinates that makes the "
           "density of the training codes round.",
           .rows = "axes", .columns = "axes"),
    OUTPUT("properties", STRING_LIST, properties, "Names of the properties of the table."),
    OUTPUT("change", MATRIX, change,
           "Half the difference between circuits one step up and one step down. There are no rows "
           "if effects is 0.",
           .rows = "axes", .columns = "properties", .unit = "SD", .show = QUIET,
           .undefined = NO_EFFECTS),
    OUTPUT("change_error", MATRIX, change_error, "Standard errors of these changes.",
           .rows = "axes", .columns = "properties", .unit = "SD", .show = QUIET,
           .undefined = NO_EFFECTS),
};

static igraph_error_t init_result(void *result) {
    return latigraph_axes_init(&((result_t *)result)->found);
}

static void destroy_result(void *result) {
    latigraph_axes_destroy(&((result_t *)result)->found);
}

static igraph_error_t name_all(const request_t *request, result_t *result) {
    IGRAPH_CHECK(
        latigraph_name_by_number("axis", igraph_matrix_nrow(&result->found.steps), &result->axes));
    IGRAPH_CHECK(latigraph_coordinate_names(request->model, &result->coordinates));
    IGRAPH_CHECK(latigraph_name_properties(NULL, &result->properties));
    return request->circuits != NULL ? latigraph_name_circuits(request->circuits, &result->names)
                                     : IGRAPH_SUCCESS;
}

static igraph_error_t try_steps(const request_t *request, result_t *result) {
    const strongest_t five = {.most = 5, .without = -1};
    latigraph_step_options_t trial = {.like = request->options.like,
                                      .generate = request->options.generate};
    trial.generate.count = request->effects;
    IGRAPH_CHECK(latigraph_step_effects(request->model, &result->found.steps, &trial,
                                        &result->change, &result->change_error));
    for (igraph_integer_t a = 0; a < igraph_matrix_nrow(&result->change); a++) {
        IGRAPH_CHECK(latigraph_append_strongest_of_row(&result->movers, &result->change, a,
                                                       &result->properties, &five));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find(const request_t *request, result_t *result) {
    latigraph_circuit_list_t none;
    IGRAPH_CHECK(latigraph_circuit_list_init(&none));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &none);
    IGRAPH_CHECK(latigraph_find_axes(request->model,
                                     request->circuits != NULL ? request->circuits : &none,
                                     &request->options, &result->found));
    latigraph_circuit_list_destroy(&none);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(igraph_vector_update(&result->bits, &result->found.information));
    igraph_vector_scale(&result->bits, 0.5 / M_LN2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(find(request, result));
    IGRAPH_CHECK(name_all(request, result));
    IGRAPH_CHECK(
        latigraph_direction_cosines(request->model, &result->found.steps, &result->cosines));
    if (request->effects > 0) {
        return try_steps(request, result);
    }
    return latigraph_remark_add(remarks, "note", "effects",
                                "What a step along an axis does to circuits was not measured; set "
                                "effects to measure it.");
}

const latigraph_operation_t latigraph_operation_axes = {
    .name = "axes",
    .summary = "Finds axes of the code without reference to a property, and what they do.",
    .doc =
        "pca: eigenvectors of the covariance of codes. jacobian: generalised eigenvectors of the "
        "Fisher information of the edges about the code, at the mean code or that of like, "
        "against the precision of the training codes, by central differences; O(draws d (n² r + "
        "n³)) for codes of d dimensions. parts: semi-NMF of centred codes (Ding, Li, Jordan, "
        "2010), the best of 8 seeded starts. What axes do is measured on generated circuits.",
    .example = "latigraph axes model.safetensors held-out --kind jacobian",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
