/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation traverse: a walk along the direction of one property, the code being all that
 * moves. It shows what a direction does when nothing is held, unlike steer. The regression can
 * read values on the way that no circuit can have, such as a density below 0; such steps are kept,
 * and a remark names them. */

#include "operation/paths.h"

#include <latigraph/measure.h>

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT("property", STRING, property, "Property of the table whose direction is walked.",
          .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_PROPERTY),
    OPTION_LIKE(like, "Circuit to start from, with its code and node data. If it is left out, the "
                      "walk starts at the mean code, with node data drawn once."),
    OPTION_GROUP(options.generate.group),
    OPTION("from", REAL, options.from, "-2", "First step, in standard deviations of the property.",
           .min = -100, .max = 100, .metavar = "SD"),
    OPTION("to", REAL, options.to, "2", "Last step, in standard deviations of the property.",
           .min = -100, .max = 100, .metavar = "SD"),
    OPTION_STEPS("5"),
    OPTION_NODES(options.generate.nodes),
    OPTION_COUNT(options.generate.count, "10", "Number of circuits to generate at each step."),
    OPTION_SEED(options.generate.seed),
    OPTION_THREADS(options.generate.threads),

    PATH_OUTPUTS_FIRST,
    OUTPUT("position", VECTOR, path.position,
           "Position of each step, in standard deviations of the property from the start.",
           .rows = "step", .unit = "SD", .show = PART | HEAD),
    OUTPUT("property_asked", VECTOR, property_asked,
           "Value of the property that the model's regression reads in the code of each step.",
           .rows = "step", .show = HEAD, .title = "asked"),
    OUTPUT("property_mean", VECTOR, property_mean,
           "Mean of the property over the circuits of each step.", .rows = "step", .show = HEAD,
           .title = "achieved", .undefined = NO_PROPERTY),
    OUTPUT("property_sd", VECTOR, property_sd,
           "Standard deviation of the property over the circuits of each step.", .rows = "step",
           .show = HEAD | QUIET, .title = "sd",
           .undefined =
               "a standard deviation needs two circuits for which the property is defined"),
    PATH_OUTPUTS,
};

/* Values that the regression reads but no circuit can have. */
static igraph_error_t remark_impossible(igraph_integer_t property, const result_t *result,
                                        latigraph_remarks_t *remarks) {
    const latigraph_property_info_t *info = latigraph_property_info(property);
    for (igraph_integer_t s = 0; s < result->path.steps; s++) {
        const double asked = MATRIX(result->path.asked, s, property);
        if (asked < info->low || asked > info->high) {
            IGRAPH_CHECK(latigraph_remark_add(remarks, "impossible", info->name,
                                              "Step %" IGRAPH_PRId
                                              " requests %s = %.3g, which no circuit can have.",
                                              s + 1, info->name, asked));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_property(const char *name, igraph_integer_t *property) {
    *property = latigraph_property_find(name);
    if (*property < 0) {
        IGRAPH_ERRORF("A walk needs a property of the table, and \"%.80s\" is not one of them; the "
                      "operation directions lists those that the model has a direction of.",
                      IGRAPH_EINVAL, name);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    igraph_integer_t property;
    if (request->options.from == request->options.to) {
        IGRAPH_ERRORF("from and to are both %g, so that there is no way to go.", IGRAPH_EINVAL,
                      request->options.from);
    }
    IGRAPH_CHECK(find_property(request->property, &property));
    IGRAPH_CHECK(latigraph_traverse(request->model, &result->circuits, property, request->like,
                                    &request->options, &result->path));
    IGRAPH_CHECK(latigraph_describe_path(request->model, property, result));
    IGRAPH_CHECK(igraph_matrix_get_col(&result->path.asked, &result->property_asked, property));
    IGRAPH_CHECK(igraph_matrix_get_col(&result->path.mean, &result->property_mean, property));
    IGRAPH_CHECK(igraph_matrix_get_col(&result->path.sd, &result->property_sd, property));
    IGRAPH_CHECK(latigraph_remark_add(remarks, "note", "node_data_used",
                                      result->path.nodes == LATIGRAPH_PATH_NODES_FIRST
                                          ? "Node data are those of the given circuit."
                                          : "Node data were drawn once and are the same at all "
                                            "steps."));
    return remark_impossible(property, result, remarks);
}

static igraph_error_t figure(const void *request_data, const void *result, const char *format,
                             igraph_vector_char_t *image) {
    const request_t *request = request_data;
    igraph_integer_t property;
    IGRAPH_CHECK(find_property(request->property, &property));
    return latigraph_draw_path(request, result, property, format, image);
}

const latigraph_operation_t latigraph_operation_traverse = {
    .name = "traverse",
    .summary = "Walks the code along the direction of a property.",
    .doc = "Circuits are generated at each step with the same node data and random numbers, "
           "measured, and encoded again: the result shows what a direction does, how straight it "
           "is, what else moves, and whether circuits are where the code says. Only the code is "
           "moved; no statistic is held.",
    .example = "latigraph traverse model.safetensors reciprocity --count 20 -o walk "
               "--figure strip.svg",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = latigraph_init_path_result,
    .destroy_result = latigraph_destroy_path_result,
    .figure = figure,
};
