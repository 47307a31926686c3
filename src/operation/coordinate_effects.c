/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation coordinate_effects: what each coordinate of the code does to circuits, measured
 * and not read from a regression. The work is in latent; this file takes the columns of the wanted
 * properties and lists the strongest effects. An effect below three standard errors is not listed,
 * because some of the thousand or so entries of the matrix are always large by chance. */

#include "operation/names.h"
#include "operation/rows.h"
#include "operation/strongest.h"

#include "base/memory.h"

#include <latigraph/explain.h>

#include <math.h>

typedef struct {
    const latigraph_model_t *model;
    const igraph_strvector_t *only;
    const latigraph_circuit_t *like;
    latigraph_generate_options_t generate;
} request_t;

typedef struct {
    latigraph_effects_t found;
    igraph_strvector_t coordinates, properties, movers;
} result_t;

/* An effect below so many standard errors is not listed among the movers. */
enum { SURE = 3 };

#define HEAD LATIGRAPH_SHOW_HEADLINE
#define QUIET LATIGRAPH_SHOW_QUIET
#define PART LATIGRAPH_SHOW_PART
#define TABLE .rows = "coordinates", .columns = "properties"
#define NO_EFFECT                                                                                  \
    "the property is not defined for the generated circuits, or the model does not know its "      \
    "standard deviation"

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    OPTION_ONLY(only, "Properties of the table to report; all of the table if it is left out."),
    OPTION_LIKE(like,
                "Circuit whose code is moved, with its node data. If it is left out, the mean code "
                "is moved, with node data drawn once."),
    OPTION_GROUP(generate.group),
    OPTION_NODES(generate.nodes),
    OPTION_COUNT(generate.count, "10",
                 "Number of circuits to generate on either side of every coordinate."),
    OPTION("uncalibrated", BOOLEAN, generate.uncalibrated, "false",
           "Take the decoder's rates as they are, instead of holding circuits to the statistics "
           "that their codes contain."),
    OPTION_SEED(generate.seed),
    OPTION_THREADS(generate.threads),

    OUTPUT("coordinates", STRING_LIST, coordinates,
           "Names of the coordinates of the code: those of statistics, then free ones."),
    OUTPUT("code", VECTOR, found.code, "Code whose coordinates are moved.", .rows = "coordinates",
           .show = PART | HEAD),
    OUTPUT("sd", VECTOR, found.sd,
           "Standard deviation of each coordinate over the training codes, by which it is moved "
           "to both sides.",
           .rows = "coordinates", .show = PART | HEAD),
    OUTPUT("conditional_sd", VECTOR, found.conditional_sd,
           "Standard deviation of each coordinate given all others, as a share of its standard "
           "deviation.",
           .rows = "coordinates", .show = PART | HEAD),
    OUTPUT("movers", STRING_LIST, movers,
           "The five properties that move most with each coordinate, among those whose effect is "
           "3 standard errors or more, in standard deviations, with standard errors.",
           .rows = "coordinates", .show = HEAD, .title = "moves most (SD per SD)"),
    OUTPUT("properties", STRING_LIST, properties, "Names of the properties that were measured."),
    OUTPUT("effect", MATRIX, found.effect,
           "Change of each property per standard deviation of the coordinate, the others held, on "
           "pairs of circuits with the same node data and random numbers.",
           TABLE, .unit = "SD", .show = PART | QUIET, .undefined = NO_EFFECT),
    OUTPUT("error", MATRIX, found.error, "Standard error of each effect, over pairs of circuits.",
           TABLE, .unit = "SD", .show = PART | QUIET,
           .undefined = "a standard error needs two pairs of circuits for which the property is "
                        "defined"),
    OUTPUT("read", MATRIX, found.read, "The same change by the model's regression.", TABLE,
           .unit = "SD", .show = PART | QUIET,
           .undefined = "the model has no direction of the property"),
};

static igraph_error_t init_result(void *result) {
    return latigraph_effects_init(&((result_t *)result)->found);
}

static void destroy_result(void *result) {
    latigraph_effects_destroy(&((result_t *)result)->found);
}

/* --- Properties that were asked for ---------------------------------------------------------- */

static igraph_error_t find_columns(const igraph_strvector_t *only, igraph_vector_int_t *columns) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(only); k++) {
        const char *name = igraph_strvector_get(only, k);
        const igraph_integer_t property = latigraph_property_find(name);
        if (property < 0) {
            IGRAPH_ERRORF("coordinate_effects measures the properties of the table, and \"%.80s\" "
                          "is not one of them.",
                          IGRAPH_EINVAL, name);
        }
        IGRAPH_CHECK(igraph_vector_int_push_back(columns, property));
    }
    return IGRAPH_SUCCESS;
}

/* Leaves the given columns in a matrix. */
static igraph_error_t take_columns(igraph_matrix_t *matrix, const igraph_vector_int_t *columns) {
    igraph_matrix_t taken;
    IGRAPH_MATRIX_INIT_FINALLY(&taken, 0, 0);
    IGRAPH_CHECK(igraph_matrix_select_cols(matrix, &taken, columns));
    (void)igraph_matrix_swap(matrix, &taken); /* cannot fail, and returns nothing in igraph 1.0 */
    igraph_matrix_destroy(&taken);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_names(igraph_strvector_t *properties,
                                 const igraph_vector_int_t *columns) {
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(columns); k++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            properties, latigraph_property_info(VECTOR(*columns)[k])->name));
    }
    return IGRAPH_SUCCESS;
}

/* --- The work -------------------------------------------------------------------------------- */

/* Effects of one coordinate that are sure, NaN for others, and their errors. */
static igraph_error_t take_sure(const latigraph_effects_t *effects, igraph_integer_t k,
                                igraph_vector_t *sure, igraph_vector_t *error) {
    IGRAPH_CHECK(igraph_matrix_get_row(&effects->effect, sure, k));
    IGRAPH_CHECK(igraph_matrix_get_row(&effects->error, error, k));
    for (igraph_integer_t p = 0; p < igraph_vector_size(sure); p++) {
        const double size = fabs(VECTOR(*sure)[p]);
        if (size == 0 || size < SURE * VECTOR(*error)[p]) {
            VECTOR(*sure)[p] = IGRAPH_NAN;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t list_movers(result_t *result) {
    igraph_vector_t sure, error;
    IGRAPH_VECTOR_INIT_FINALLY(&sure, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&error, 0);
    const strongest_t five = {.most = 5, .without = -1, .error = &error};
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&result->coordinates); k++) {
        IGRAPH_CHECK(take_sure(&result->found, k, &sure, &error));
        IGRAPH_CHECK(
            latigraph_append_strongest(&result->movers, &sure, &result->properties, &five));
    }
    igraph_vector_destroy(&error);
    igraph_vector_destroy(&sure);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure(const request_t *request, const igraph_vector_int_t *columns,
                              result_t *result) {
    IGRAPH_CHECK(latigraph_coordinate_effects(request->model, request->like, &request->generate,
                                              &result->found));
    IGRAPH_CHECK(latigraph_coordinate_names(request->model, &result->coordinates));
    if (request->only == NULL) {
        return latigraph_name_properties(NULL, &result->properties);
    }
    IGRAPH_CHECK(take_columns(&result->found.effect, columns));
    IGRAPH_CHECK(take_columns(&result->found.error, columns));
    IGRAPH_CHECK(take_columns(&result->found.read, columns));
    return take_names(&result->properties, columns);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    igraph_vector_int_t columns;
    (void)remarks; /* the rows say why entries are not defined */
    IGRAPH_VECTOR_INT_INIT_FINALLY(&columns, 0);
    if (request->only != NULL) {
        IGRAPH_CHECK(find_columns(request->only, &columns));
    }
    IGRAPH_CHECK(measure(request, &columns, result));
    IGRAPH_CHECK(list_movers(result));
    igraph_vector_int_destroy(&columns);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_coordinate_effects = {
    .name = "coordinate_effects",
    .summary = "Measures what each coordinate of the code does to circuits.",
    .doc = "Circuits are generated with each coordinate moved by one standard deviation to both "
           "sides, with the same node data and random numbers, and all properties are measured. "
           "Time complexity: that of generate and properties for 2 count circuits per coordinate.",
    .example = "latigraph coordinate-effects model.safetensors --property transitivity --count 20",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
