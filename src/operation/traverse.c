/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation traverse: a walk along the direction of one property, or through groups of circuits
 * in order, the code being all that moves. It shows what a direction does when nothing is held,
 * unlike steer. The regression can read values on the way that no circuit can have, such as a
 * density below 0; such steps are kept, and a remark names them. A way through groups can be
 * compared with real groups that lie between them. */

#include "operation/paths.h"

#include "base/memory.h"

#include <latigraph/measure.h>

#define NO_MIXTURE "real is left out, or the property is not defined for the circuits of both ways"
#define NO_ARC "the ends of the way lie opposite each other across the mean of the training codes"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    OPTION("property", STRING, property, NULL,
           "Property of the table whose direction is walked; it is left out with through.",
           .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_PROPERTY),
    OPTION(
        "through", STRING_LIST, through, NULL,
        "Groups to walk through, in order: names with commas between them. They are those of the "
        "model, which the operation info lists, or of groups.",
        .metavar = "GROUP,GROUP,..."),
    OPTION("groups", GRAPH_LIST, groups, NULL, "Circuits of the groups to walk through."),
    OPTION("real", GRAPH_LIST, real, NULL,
           "Circuits of real groups that lie between these; circuits generated on the way are "
           "compared with them."),
    OPTION("attribute", STRING, attribute, NULL,
           "Graph attribute that holds the group of each circuit of groups and real. If it is left "
           "out, the group is usually the animal.",
           .metavar = "NAME"),
    OPTION("along", STRING, options.shape, "spline",
           "spline: a natural cubic spline through the mean codes of the groups. straight, "
           "manifold: from the first to the last group, past the others, as in interpolate. "
           "mixture: from the first to the last group through codes that are likely in one of the "
           "groups.",
           .choices = "straight|manifold|spline|mixture"),
    OPTION("pull", REAL, options.pull, "0.01",
           "For mixture: how strongly likely codes pull the way, against its length. 0 is the "
           "straight line.",
           .min = 0, .max = 1000),
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
           "Position of each step, in standard deviations of the property from the start; through "
           "groups, in standard deviations of the training codes along the way.",
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
    OUTPUT("stations", STRING_LIST, stations, "Groups that the walk goes through.",
           .title = "group"),
    OUTPUT("station_position", VECTOR, station_position,
           "Position of each of these groups; of the nearest point, if the way passes it by.",
           .rows = "stations", .unit = "SD", .show = HEAD, .title = "position"),
    OUTPUT("ways", STRING_LIST, ways, "Ways that are compared with real groups."),
    OUTPUT("columns", STRING_LIST, columns, "These ways, and the mean code of each real group."),
    OUTPUT("real_groups", STRING_LIST, real.groups, "Real groups.", .show = PART,
           .title = "real group"),
    OUTPUT("real_position", MATRIX, real.position,
           "Position on each way that is nearest to the mean code of the real group.",
           .rows = "real_groups", .columns = "ways", .unit = "SD", .show = PART | HEAD | QUIET,
           .title = "position", .undefined = NO_ARC),
    OUTPUT(
        "real_distance", MATRIX, real.distance,
        "Distance of that mean code from the way: root mean square over coordinates, in standard "
        "deviations of the training codes.",
        .rows = "real_groups", .columns = "ways", .unit = "SD", .show = PART | HEAD | QUIET,
        .title = "distance", .undefined = NO_ARC),
    OUTPUT("real_error", MATRIX, real.error,
           "Mean over the properties of the absolute difference between circuits generated there "
           "and the real ones whose node data they have, in standard deviations of the training "
           "circuits. The last column has circuits generated at the mean code itself.",
           .rows = "real_groups", .columns = "columns", .unit = "SD", .show = PART | HEAD | QUIET,
           .title = "error", .undefined = NO_ARC),
    OUTPUT("property_error", MATRIX, real.property_error,
           "The same difference for each property, mean over the real groups.",
           .rows = "properties", .columns = "columns", .unit = "SD", .show = PART | QUIET,
           .undefined = "the model has no direction of the property, or it is not defined for the "
                        "circuits"),
    OUTPUT("spline_no_worse", REAL, real.no_worse,
           "Share of the properties whose difference is no greater on the spline than on the "
           "straight line.",
           .show = PART | HEAD | QUIET, .title = "properties, spline no worse than straight",
           .undefined = "real is left out"),
    OUTPUT("mixture_no_worse", REAL, real.mixture_no_worse,
           "The same share for the way through the mixture.", .show = PART | HEAD | QUIET,
           .title = "properties, mixture no worse than straight", .undefined = NO_MIXTURE),
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

/* --- Along a direction -------------------------------------------------------------------------
 */

static igraph_error_t walk_direction(const request_t *request, result_t *result,
                                     latigraph_remarks_t *remarks) {
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
    return remark_impossible(property, result, remarks);
}

/* --- Through groups ----------------------------------------------------------------------------
 */

/* Lists the names of the groups: entries of `through`, with commas between names. */
static igraph_error_t list_stations(const igraph_strvector_t *through,
                                    igraph_strvector_t *stations) {
    for (igraph_integer_t i = 0; i < igraph_strvector_size(through); i++) {
        const char *name = igraph_strvector_get(through, i);
        while (*name != '\0') {
            const gsize length = strcspn(name, ",");
            IGRAPH_CHECK(igraph_strvector_push_back_len(stations, name, (igraph_integer_t)length));
            name += length + (name[length] == ',');
        }
    }
    if (igraph_strvector_size(stations) < 2) {
        IGRAPH_ERRORF("A way leads through at least 2 groups, got %" IGRAPH_PRId
                      "; name them as A,B,C.",
                      IGRAPH_EINVAL, igraph_strvector_size(stations));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_stations(const request_t *request, const igraph_strvector_t *names,
                                    igraph_matrix_t *stations, igraph_matrix_list_t *spread) {
    igraph_strvector_t labels;
    IGRAPH_STRVECTOR_INIT_FINALLY(&labels, 0);
    if (request->groups != NULL) {
        IGRAPH_CHECK(latigraph_label_circuits(request->groups, request->attribute, &labels));
    }
    IGRAPH_CHECK(latigraph_station_codes(request->model, request->groups, &labels, names,
                                         request->options.generate.threads, stations, spread));
    igraph_strvector_destroy(&labels);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare_real(const request_t *request, const igraph_matrix_t *stations,
                                   const latigraph_path_options_t *options, result_t *result) {
    static const char *const ways[] = {"straight", "manifold", "spline", "mixture"};
    igraph_strvector_t labels;
    if (request->real == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_STRVECTOR_INIT_FINALLY(&labels, 0);
    IGRAPH_CHECK(latigraph_label_circuits(request->real, request->attribute, &labels));
    IGRAPH_CHECK(latigraph_compare_paths(request->model, stations, request->real, &labels, options,
                                         &result->real));
    for (gsize k = 0; k < G_N_ELEMENTS(ways); k++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&result->ways, ways[k]));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->columns, ways[k]));
    }
    IGRAPH_CHECK(igraph_strvector_push_back(&result->columns, "mean code"));
    igraph_strvector_destroy(&labels);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t walk_groups(const request_t *request, result_t *result) {
    latigraph_path_options_t options = request->options;
    igraph_matrix_list_t spread;
    igraph_matrix_t stations;
    if (request->options.generate.group != NULL) {
        IGRAPH_ERROR("The walk through groups starts at the first of them; leave out group.",
                     IGRAPH_EINVAL);
    }
    IGRAPH_MATRIX_INIT_FINALLY(&stations, 0, 0);
    IGRAPH_CHECK(igraph_matrix_list_init(&spread, 0));
    IGRAPH_FINALLY(igraph_matrix_list_destroy, &spread);
    IGRAPH_CHECK(list_stations(request->through, &result->stations));
    IGRAPH_CHECK(find_stations(request, &result->stations, &stations, &spread));
    options.spread = &spread;
    IGRAPH_CHECK(latigraph_traverse_stations(request->model, &result->circuits, &stations,
                                             request->like, &options, &result->path,
                                             &result->station_position));
    IGRAPH_CHECK(latigraph_describe_path(request->model, -1, result));
    IGRAPH_CHECK(compare_real(request, &stations, &options, result));
    igraph_matrix_list_destroy(&spread);
    igraph_matrix_destroy(&stations);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The call ----------------------------------------------------------------------------------
 */

static igraph_error_t check_request(const request_t *request) {
    if ((request->property != NULL) == (request->through != NULL)) {
        IGRAPH_ERRORF("A walk goes along a property or through groups: give %s.", IGRAPH_EINVAL,
                      request->property != NULL ? "one of property and through"
                                                : "property or through");
    }
    if (request->through == NULL && (request->groups != NULL || request->real != NULL)) {
        IGRAPH_ERRORF("%s is for a walk through groups; name them in through.", IGRAPH_EINVAL,
                      request->groups != NULL ? "groups" : "real");
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    IGRAPH_CHECK(check_request(request));
    IGRAPH_CHECK(request->through != NULL ? walk_groups(request, result)
                                          : walk_direction(request, result, remarks));
    return latigraph_remark_add(remarks, "note", "node_data_used",
                                result->path.nodes == LATIGRAPH_PATH_NODES_FIRST
                                    ? "Node data are those of the given circuit."
                                    : "Node data were drawn once and are the same at all steps.");
}

static igraph_error_t figure(const void *request_data, const void *result,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const request_t *request = request_data;
    igraph_integer_t property = -1;
    if (request->property != NULL) {
        IGRAPH_CHECK(find_property(request->property, &property));
    }
    return latigraph_draw_path(request, result, property, style, image);
}

const latigraph_operation_t latigraph_operation_traverse = {
    .name = "traverse",
    .summary = "Walks the code along the direction of a property, or through groups.",
    .doc = "Circuits are generated at each step with the same node data and random numbers, "
           "measured, and encoded again: the result shows what a direction does, how straight it "
           "is, what else moves, and whether circuits are where the code says. Only the code is "
           "moved; no statistic is held. Through groups, the way is a natural cubic spline through "
           "their mean codes, or leads through a mixture of their Gaussians. Its properties can be "
           "compared with those of real groups.",
    .example = "latigraph traverse model.safetensors reciprocity --count 20 -o walk "
               "--figure strip.svg",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = latigraph_init_path_result,
    .destroy_result = latigraph_destroy_path_result,
    .figure = figure,
};
