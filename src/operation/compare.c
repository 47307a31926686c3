/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "operation/operation.h"

#include "base/memory.h"

#include <latigraph/measure.h>

enum {
    REAL,
    GENERATED,
    PAIRED,
    SEED,
    THREADS,
    RELATIVE_ERROR,
    RELATIVE_ERROR_FLOOR,
    RELATIVE_ERROR_MATCHED,
    DISCREPANCY,
    MMD_P,
    EFFECTIVE,
    SUMMARY,
    PROPERTIES,
    TRIADS,
    ARGUMENTS
};

#define REAL_OUT(label, text)                                                                      \
    { .name = label, .type = LATIGRAPH_TYPE_REAL, .direction = LATIGRAPH_OUT, .doc = text }
#define MATRIX_OUT(label, text)                                                                    \
    { .name = label, .type = LATIGRAPH_TYPE_MATRIX, .direction = LATIGRAPH_OUT, .doc = text }

static const latigraph_argument_t arguments[ARGUMENTS] = {
    [REAL] = {.name = "real",
              .type = LATIGRAPH_TYPE_GRAPH_LIST,
              .doc = "Real circuits, two or more."},
    [GENERATED] = {.name = "generated",
                   .type = LATIGRAPH_TYPE_GRAPH_LIST,
                   .doc = "Circuits of any generator, two or more."},
    [PAIRED] = {.name = "paired",
                .type = LATIGRAPH_TYPE_BOOLEAN,
                .optional = true,
                .default_text = "false",
                .doc = "Generated circuit i was made like real circuit i modulo their number."},
    [SEED] = LATIGRAPH_ARGUMENT_SEED,
    [THREADS] = LATIGRAPH_ARGUMENT_THREADS,
    [RELATIVE_ERROR] = REAL_OUT("relative_error", "Median relative error over properties."),
    [RELATIVE_ERROR_FLOOR] =
        REAL_OUT("relative_error_floor", "The same of real halves against each other."),
    [RELATIVE_ERROR_MATCHED] =
        REAL_OUT("relative_error_matched", "The same of a real half against as many generated "
                                           "circuits, to be compared with the floor."),
    [DISCREPANCY] = REAL_OUT("discrepancy", "Lower bound on the Jensen-Shannon distance: 0 alike, "
                                            "1 perfectly separable."),
    [MMD_P] = REAL_OUT("mmd_p", "Permutation p-value of the maximum mean discrepancy."),
    [EFFECTIVE] = REAL_OUT("effective", "Circuits without common neurons that the smaller set "
                                        "amounts to."),
    [SUMMARY] = MATRIX_OUT("summary",
                           "Rows: median relative error, mean difference in SDs, mean KS of the "
                           "properties, KS of out-degrees, KS of in-degrees, triad correlation, "
                           "triad difference, MMD squared, discrepancy, discrepancy in unseen "
                           "tissue. Columns: value, low and high end of its 95 % interval, floor, "
                           "matched."),
    [PROPERTIES] = MATRIX_OUT("properties",
                              "One row a property of the table, columns: circuits where it is "
                              "defined, mean, SD of the real ones; the same of the generated ones; "
                              "then value, low, high, floor, matched of the relative error "
                              "(signed), of the spread (SD generated / real - 1), of the "
                              "difference in SDs, of the KS distance."),
    [TRIADS] = MATRIX_OUT("triads", "16 rows, classes as igraph_triad_census(): mean counts of the "
                                    "real and of the generated circuits."),
};

static void put(igraph_matrix_t *matrix, igraph_integer_t row, igraph_integer_t first,
                const latigraph_estimate_t *e) {
    MATRIX(*matrix, row, first) = e->value;
    MATRIX(*matrix, row, first + 1) = e->low;
    MATRIX(*matrix, row, first + 2) = e->high;
    MATRIX(*matrix, row, first + 3) = e->floor;
    MATRIX(*matrix, row, first + 4) = e->matched;
}

static igraph_error_t export_summary(const latigraph_likeness_t *all, igraph_matrix_t *matrix) {
    const latigraph_estimate_t *const estimate[] = {
        &all->relative_error,    &all->shift,        &all->ks,
        &all->out_degree_ks,     &all->in_degree_ks, &all->triad_correlation,
        &all->triad_difference,  &all->mmd,          &all->discrepancy,
        &all->discrepancy_unseen};
    IGRAPH_CHECK(igraph_matrix_resize(matrix, G_N_ELEMENTS(estimate), 5));
    for (gsize k = 0; k < G_N_ELEMENTS(estimate); k++) {
        put(matrix, (igraph_integer_t)k, 0, estimate[k]);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t export_properties(const latigraph_property_likeness_t *property,
                                        igraph_matrix_t *matrix) {
    IGRAPH_CHECK(igraph_matrix_resize(matrix, latigraph_property_compared_count(), 6 + 4 * 5));
    for (igraph_integer_t p = 0; p < latigraph_property_compared_count(); p++) {
        const latigraph_property_likeness_t *row = &property[p];
        MATRIX(*matrix, p, 0) = (igraph_real_t)row->real_count;
        MATRIX(*matrix, p, 1) = row->real_mean;
        MATRIX(*matrix, p, 2) = row->real_sd;
        MATRIX(*matrix, p, 3) = (igraph_real_t)row->generated_count;
        MATRIX(*matrix, p, 4) = row->generated_mean;
        MATRIX(*matrix, p, 5) = row->generated_sd;
        put(matrix, p, 6, &row->error);
        put(matrix, p, 11, &row->spread);
        put(matrix, p, 16, &row->shift);
        put(matrix, p, 21, &row->ks);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t export_triads(const latigraph_likeness_t *all, igraph_matrix_t *matrix) {
    IGRAPH_CHECK(igraph_matrix_resize(matrix, 16, 2));
    for (int k = 0; k < 16; k++) {
        MATRIX(*matrix, k, 0) = all->real_triads[k];
        MATRIX(*matrix, k, 1) = all->generated_triads[k];
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t hand_out(const latigraph_likeness_t *all,
                               const latigraph_property_likeness_t *property,
                               latigraph_value_t *values, const igraph_bool_t *given) {
    values[RELATIVE_ERROR].real = all->relative_error.value;
    values[RELATIVE_ERROR_FLOOR].real = all->relative_error.floor;
    values[RELATIVE_ERROR_MATCHED].real = all->relative_error.matched;
    values[DISCREPANCY].real = all->discrepancy.value;
    values[MMD_P].real = all->mmd_p;
    values[EFFECTIVE].real = all->effective;
    if (given[SUMMARY]) {
        IGRAPH_CHECK(export_summary(all, values[SUMMARY].matrix));
    }
    if (given[PROPERTIES]) {
        IGRAPH_CHECK(export_properties(property, values[PROPERTIES].matrix));
    }
    if (given[TRIADS]) {
        IGRAPH_CHECK(export_triads(all, values[TRIADS].matrix));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t invoke(latigraph_value_t *values, const igraph_bool_t *given) {
    latigraph_circuit_list_t real, generated;
    latigraph_likeness_t all;
    latigraph_property_likeness_t *property;
    IGRAPH_CHECK(latigraph_circuits_of(&real, values[REAL].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &real);
    IGRAPH_CHECK(latigraph_circuits_of(&generated, values[GENERATED].graph_list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &generated);
    LATIGRAPH_ALLOCATE(property, latigraph_property_compared_count());
    IGRAPH_CHECK(latigraph_likeness(&real, &generated, values[PAIRED].boolean,
                                    latigraph_seed_of(&values[SEED], given[SEED]),
                                    values[THREADS].integer, &all, property));
    IGRAPH_CHECK(hand_out(&all, property, values, given));
    g_free(property);
    latigraph_circuit_list_destroy(&generated);
    latigraph_circuit_list_destroy(&real);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_compare = {
    .name = "compare",
    .summary = "Compares generated circuits with real ones.",
    .doc = "Properties, degrees, triads, maximum mean discrepancy (Gretton et al., JMLR 13:723, "
           "2012) and a classifier's lower bound on the Jensen-Shannon distance (Krimmel et al., "
           "arXiv:2510.06122), each beside what real halves get against each other, with bootstrap "
           "intervals that allow for shared neurons. Time complexity: that of properties, and "
           "O(c^2) a resample of c circuits.",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    .arguments = arguments,
    .argument_count = ARGUMENTS,
    .invoke = invoke,
};
