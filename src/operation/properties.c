/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation properties: values of circuits, and their mean and spread over the set. Names can
 * be those of the table, of functions of the caller's own and of operations; a value that is not
 * defined is left out of the mean and counted in a remark. */

#include "operation/names.h"
#include "operation/rows.h"

#include "base/moments.h"
#include "measure/property.h"

#include <latigraph/measure.h>
#include <latigraph/registry.h>

#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *circuits;
    const igraph_strvector_t *only;
    igraph_integer_t threads;
    latigraph_callback_list_t functions; /* operations that only names are added to it */
} request_t;

typedef struct {
    igraph_strvector_t names, properties;
    igraph_matrix_t values;
    igraph_vector_t mean, sd, min, max;
} result_t;

#define HEAD_QUIET .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET
#define NOT_DEFINED "a property may need positions, weights, types or edges that circuits lack"

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits, "Circuits to measure."),
    OPTION("only", STRING_LIST, only, NULL,
           "Properties to measure, in this order: names of the table, of functions, or of "
           "operations with one graph in and one number out. All of the table and of functions are "
           "measured if it is left out. The operation list_properties lists them.",
           .option = "property", .letter = 'p', .metavar = "PROPERTY",
           .show = LATIGRAPH_SHOW_PROPERTY),
    OPTION_FUNCTIONS(functions),
    OPTION_THREADS(threads),

    OUTPUT("names", STRING_LIST, names, "Names of the circuits."),
    OUTPUT("properties", STRING_LIST, properties, "Names of the properties.", .title = "property"),
    OUTPUT("values", MATRIX, values, "Value of each property of each circuit.", .rows = "names",
           .columns = "properties",
           .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET | LATIGRAPH_SHOW_TRANSPOSED,
           .undefined = NOT_DEFINED),
    OUTPUT("mean", VECTOR, mean, "Mean over the circuits where the property is defined.",
           .rows = "properties", HEAD_QUIET, .undefined = NOT_DEFINED),
    OUTPUT("sd", VECTOR, sd, "Standard deviation over these circuits.", .rows = "properties",
           HEAD_QUIET, .undefined = "a standard deviation needs two circuits or more"),
    OUTPUT("min", VECTOR, min, "Least value over these circuits.", .rows = "properties", HEAD_QUIET,
           .undefined = NOT_DEFINED),
    OUTPUT("max", VECTOR, max, "Greatest value over these circuits.", .rows = "properties",
           HEAD_QUIET, .undefined = NOT_DEFINED),
};

/* Indices of the properties that are measured, as latigraph_property_name() knows them. */
static igraph_error_t choose(request_t *request, igraph_vector_int_t *which) {
    const igraph_strvector_t *only = request->only;
    const igraph_integer_t count = only != NULL
                                       ? igraph_strvector_size(only)
                                       : latigraph_property_count() + request->functions.count;
    IGRAPH_CHECK(igraph_vector_int_resize(which, count));
    for (igraph_integer_t i = 0; i < count; i++) {
        VECTOR(*which)[i] = i;
        if (only != NULL) {
            IGRAPH_CHECK(latigraph_property_resolve(
                &request->functions, igraph_strvector_get(only, i), &VECTOR(*which)[i]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t summarise(result_t *result) {
    const igraph_matrix_t *values = &result->values;
    const igraph_integer_t rows = igraph_matrix_nrow(values);
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(values); p++) {
        double mean, squares;
        igraph_real_t min = IGRAPH_NAN, max = IGRAPH_NAN;
        const int count = latigraph_moments(rows > 0 ? &MATRIX(*values, 0, p) : NULL, 1, (int)rows,
                                            &mean, &squares);
        for (igraph_integer_t i = 0; i < rows; i++) {
            min = fmin(min, MATRIX(*values, i, p)); /* fmin() of a number and NaN is the number */
            max = fmax(max, MATRIX(*values, i, p));
        }
        IGRAPH_CHECK(igraph_vector_push_back(&result->mean, mean));
        IGRAPH_CHECK(igraph_vector_push_back(&result->sd,
                                             count > 1 ? sqrt(squares / (count - 1)) : IGRAPH_NAN));
        IGRAPH_CHECK(igraph_vector_push_back(&result->min, min));
        IGRAPH_CHECK(igraph_vector_push_back(&result->max, max));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    igraph_vector_int_t which;
    (void)remarks;
    IGRAPH_CHECK(latigraph_check_user(&request->functions));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_CHECK(choose(request, &which));
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&which); i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->properties, latigraph_property_name(&request->functions, VECTOR(which)[i])));
    }
    IGRAPH_CHECK(latigraph_name_circuits(request->circuits, &result->names));
    IGRAPH_CHECK(latigraph_properties_chosen(request->circuits, &request->functions, &which,
                                             request->threads, &result->values));
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(1);
    return summarise(result);
}

const latigraph_operation_t latigraph_operation_properties = {
    .name = "properties",
    .summary = "Measures properties of circuits.",
    .doc = "Properties of the table are igraph's where igraph has them; see the definitions in "
           "list_properties. Only what the named properties need is computed, and each quantity "
           "once. Functions of the caller's own and every operation "
           "with one graph in and one number out, such as igraph_girth, can be measured, too, "
           "those of modules among them.",
    .example = "latigraph properties circuits --json",
    .flags = LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
