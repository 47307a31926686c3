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
    igraph_strvector_t names, properties, estimated;
    igraph_matrix_t values, errors;
    igraph_vector_t mean, sd, min, max;
} result_t;

#define HEAD_QUIET .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET
#define NOT_DEFINED "a property may need positions, weights, types or edges that circuits lack"

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits, "Circuits to measure."),
    OPTION("only", STRING_LIST, only, NULL,
           "Properties to measure, in this order: names of the table, of functions, or of "
           "operations with one graph in and one number out. All of the table and of functions are "
           "measured if it is left out, apart from the modularity of circuits of more than 500,000 "
           "edges. The operation list_properties lists them.",
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
    OUTPUT("estimated", STRING_LIST, estimated,
           "Names of the circuits that are so large that some properties are estimates."),
    OUTPUT("standard_error", MATRIX, errors,
           "Standard error of each property of these circuits; 0 for properties that are measured "
           "exactly.",
           .rows = "estimated", .columns = "properties"),
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

/* Leaves out properties that take long, if all are measured because none is named. */
static igraph_error_t leave_out(const request_t *request, igraph_vector_int_t *which,
                                latigraph_remarks_t *remarks) {
    for (igraph_integer_t k = igraph_vector_int_size(which) - 1; k >= 0; k--) {
        const igraph_integer_t property = VECTOR(*which)[k];
        const latigraph_circuit_t *slow =
            request->only == NULL ? latigraph_property_slow_circuit(request->circuits, property)
                                  : NULL;
        if (slow != NULL) {
            const char *name = latigraph_property_name(NULL, property);
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "left-out", name,
                "The property \"%s\" is left out, because it can take hours for the %" IGRAPH_PRId
                " edges of \"%s\". Name it (--property %s) to measure it.",
                name, latigraph_circuit_ecount(slow), latigraph_circuit_name(slow), name));
            igraph_vector_int_remove(which, k);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Returns the largest standard error of a circuit, relative to the value. */
static double largest_error(const igraph_matrix_t *values, const igraph_matrix_t *errors,
                            igraph_integer_t row) {
    double largest = 0;
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(values); k++) {
        const double error = MATRIX(*errors, row, k);
        largest = error > 0 ? fmax(largest, error / fabs(MATRIX(*values, row, k))) : largest;
    }
    return largest;
}

/* Keeps the standard errors of circuits with estimates, and says which they are. */
static igraph_error_t report_errors(const igraph_matrix_t *errors, result_t *result,
                                    latigraph_remarks_t *remarks) {
    igraph_vector_int_t rows;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&rows, 0);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(errors); i++) {
        const char *name = igraph_strvector_get(&result->names, i);
        const double largest = largest_error(&result->values, errors, i);
        if (largest > 0) {
            IGRAPH_CHECK(igraph_vector_int_push_back(&rows, i));
            IGRAPH_CHECK(igraph_strvector_push_back(&result->estimated, name));
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "estimated", name,
                "Properties of shortest paths of \"%s\" are estimated from the paths of some "
                "neurons, because it is large; the largest standard error is %.2g %% of the value "
                "(standard_error has each).",
                name, 100 * largest));
        }
    }
    IGRAPH_CHECK(igraph_matrix_select_rows(errors, &result->errors, &rows));
    igraph_vector_int_destroy(&rows);
    IGRAPH_FINALLY_CLEAN(1);
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
    igraph_matrix_t errors;
    IGRAPH_CHECK(latigraph_check_user(&request->functions));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&errors, 0, 0);
    IGRAPH_CHECK(choose(request, &which));
    IGRAPH_CHECK(leave_out(request, &which, remarks));
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&which); i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->properties, latigraph_property_name(&request->functions, VECTOR(which)[i])));
    }
    IGRAPH_CHECK(latigraph_name_circuits(request->circuits, &result->names));
    IGRAPH_CHECK(latigraph_properties_chosen(request->circuits, &request->functions, &which,
                                             request->threads, &result->values, &errors));
    IGRAPH_CHECK(report_errors(&errors, result, remarks));
    igraph_matrix_destroy(&errors);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
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
