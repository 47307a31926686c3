/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_PATHS_H
#define LATIGRAPH_OPERATION_PATHS_H

#include "operation/names.h"
#include "operation/rows.h"

#include <latigraph/paths.h>

/* Operations that walk through the space of codes share their structs and most rows. */

typedef struct {
    const latigraph_model_t *model;
    const char *property;                          /* traverse */
    const igraph_strvector_t *through;             /* traverse */
    const latigraph_circuit_list_t *groups, *real; /* traverse */
    const char *attribute;                         /* traverse */
    const latigraph_circuit_t *like;               /* traverse */
    const latigraph_circuit_t *first, *second;     /* interpolate */
    latigraph_path_options_t options;
} request_t;

typedef struct {
    latigraph_path_t path;
    latigraph_circuit_list_t circuits;
    igraph_strvector_t step, coordinates, statistics, properties, movers;
    igraph_vector_t property_asked, property_mean, property_sd; /* traverse */
    igraph_vector_t statistic_worst;
    igraph_matrix_t mover_changes;
    igraph_real_t mean_distance, mean_bias, mean_uncertainty;
    char *node_data_used;
    igraph_strvector_t stations, ways, columns; /* traverse */
    igraph_vector_t station_position;           /* traverse */
    latigraph_path_comparison_t real;           /* traverse */
} result_t;

/* Properties in the table of steps besides the one that is walked along. */
enum { MOST_MOVERS = 4, MOST_STEPS = 100000 };

#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define PART LATIGRAPH_SHOW_PART
#define NO_PROPERTY "the property is not defined for the circuits of a step"
#define NO_CHANGE                                                                                  \
    "the property is not defined at enough steps, or the model does not know its standard "        \
    "deviation"
#define OPTION_STEPS(default_)                                                                     \
    OPTION("steps", INTEGER, options.steps, default_, "Number of steps, at least 2.", .min = 2,    \
           .max = MOST_STEPS)

/* Outputs by step that come before those of one operation in its table. */
#define PATH_OUTPUTS_FIRST                                                                         \
    OUTPUT("circuits", GRAPH_LIST, circuits,                                                       \
           "The circuits, step by step, with attributes as those of generate and the number of "   \
           "the step."),                                                                           \
        OUTPUT("step", STRING_LIST, step, "Numbers of the steps, from 1.")
#define PATH_OUTPUTS                                                                               \
    OUTPUT("movers", STRING_LIST, movers,                                                          \
           "Up to four properties that move most between their lowest and highest step."),         \
        OUTPUT("mover_changes", MATRIX, mover_changes,                                             \
               "Change of each of these from the start, in standard deviations of the training "   \
               "circuits.",                                                                        \
               .rows = "step", .columns = "movers", .unit = "SD", .show = HEAD | QUIET,            \
               .title = "change", .undefined = NO_CHANGE),                                         \
        OUTPUT("reached", VECTOR, path.reached,                                                    \
               "Position of the mean code of the circuits of each step, encoded again and "        \
               "projected on the way.",                                                            \
               .rows = "step", .show = PART | HEAD, .title = "encoded"),                           \
        OUTPUT("distance", VECTOR, path.distance,                                                  \
               "Distance of the requested code and those of the circuits, encoded again: root "    \
               "mean square over circuits and coordinates, in standard deviations of the "         \
               "training codes.",                                                                  \
               .rows = "step", .unit = "SD", .show = PART | HEAD),                                 \
        OUTPUT("bias", VECTOR, path.bias, "The same distance of the mean code of each step.",      \
               .rows = "step", .unit = "SD", .show = PART | HEAD),                                 \
        OUTPUT("uncertainty", VECTOR, path.uncertainty,                                            \
               "The same distance of the encoder's posterior from its mean.", .rows = "step",      \
               .unit = "SD", .show = PART),                                                        \
        OUTPUT("log_density", VECTOR, path.log_density,                                            \
               "Logarithm of the density of the training codes at each step.", .rows = "step",     \
               .unit = "nats", .show = PART | HEAD, .title = "ln density"),                        \
        OUTPUT("mean_distance", REAL, mean_distance,                                               \
               "Mean of distance over the steps; two training circuits are 1.41 apart.",           \
               .unit = "SD", .show = HEAD, .title = "distance of encoded circuits, mean"),         \
        OUTPUT("mean_bias", REAL, mean_bias, "Mean of bias over the steps.", .unit = "SD",         \
               .show = HEAD, .title = "distance of their mean codes, mean"),                       \
        OUTPUT("mean_uncertainty", REAL, mean_uncertainty, "Mean of uncertainty over the steps.",  \
               .unit = "SD", .show = HEAD, .title = "uncertainty of the encoder, mean"),           \
        OUTPUT("node_data_used", STRING, node_data_used,                                           \
               "Node data of the circuits: first (of the first circuit or of like), second, or "   \
               "drawn."),                                                                          \
        OUTPUT("coordinates", STRING_LIST, coordinates, "Names of the coordinates of the code."),  \
        OUTPUT("code", MATRIX, path.code, "Requested code of each step.", .rows = "step",          \
               .columns = "coordinates", .show = PART),                                            \
        OUTPUT("encoded", MATRIX, path.found,                                                      \
               "Mean code of the circuits of each step, encoded again.", .rows = "step",           \
               .columns = "coordinates", .show = PART),                                            \
        OUTPUT("statistics", STRING_LIST, statistics,                                              \
               "Names of the statistics that the code holds."),                                    \
        OUTPUT("statistic", MATRIX, path.statistic,                                                \
               "Encoded minus requested coordinate of each statistic, mean over circuits, in "     \
               "standard deviations of the training circuits.",                                    \
               .rows = "step", .columns = "statistics", .unit = "SD", .show = PART),               \
        OUTPUT("statistic_worst", VECTOR, statistic_worst,                                         \
               "The greatest of these differences over the steps, with its sign.",                 \
               .rows = "statistics", .unit = "SD", .show = HEAD, .title = "farthest off"),         \
        OUTPUT("properties", STRING_LIST, properties, "Names of the properties of the table."),    \
        OUTPUT("slope", VECTOR, path.slope,                                                        \
               "Slope of the change of each property against the position, by least squares.",     \
               .rows = "properties", .unit = "SD",                                                 \
               .show = PART | HEAD | QUIET | LATIGRAPH_SHOW_SORTED, .undefined = NO_CHANGE),       \
        OUTPUT("linearity", VECTOR, path.linearity, "R² of these lines.", .rows = "properties",    \
               .show = PART | HEAD | QUIET, .title = "linearity (R²)", .undefined = NO_CHANGE),    \
        OUTPUT("asked", MATRIX, path.asked,                                                        \
               "Values that the model's regressions read in the codes.", .rows = "step",           \
               .columns = "properties", .show = PART | QUIET,                                      \
               .undefined = "the model has no direction of the property"),                         \
        OUTPUT("mean", MATRIX, path.mean, "Mean of each property over the circuits of a step.",    \
               .rows = "step", .columns = "properties", .show = PART | QUIET,                      \
               .undefined = NO_PROPERTY),                                                          \
        OUTPUT("sd", MATRIX, path.sd,                                                              \
               "Standard deviation of each property over the circuits of a step.", .rows = "step", \
               .columns = "properties", .show = PART | QUIET, .undefined = NO_PROPERTY),           \
        OUTPUT("change", MATRIX, path.change,                                                      \
               "Change of the means from the start, in standard deviations of the training "       \
               "circuits.",                                                                        \
               .rows = "step", .columns = "properties", .unit = "SD", .show = PART | QUIET,        \
               .undefined = NO_CHANGE)

igraph_error_t latigraph_init_path_result(void *result);
void latigraph_destroy_path_result(void *result);
/* Fills everything besides the path and its circuits; `property` is the one that is walked along,
 * or -1. */
igraph_error_t latigraph_describe_path(const latigraph_model_t *model, igraph_integer_t property,
                                       result_t *result);
/* Draws a path and its circuits as an image in memory. */
igraph_error_t latigraph_draw_path(const request_t *request, const result_t *result,
                                   igraph_integer_t property, const latigraph_figure_style_t *style,
                                   igraph_vector_char_t *image);

#endif
