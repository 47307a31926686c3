/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/compat.h"
#include "base/parallel.h"
#include "measure/property.h"

#include <math.h>

enum { PROPERTIES = LATIGRAPH_PROPERTIES };

static const latigraph_property_t *const TABLE = latigraph_property_table;

/**
 * \function latigraph_property_count
 * \brief The number of graph properties that can be measured.
 *
 * \return The number of rows of the table of properties.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_property_info(), \ref latigraph_property_find().
 */
igraph_integer_t latigraph_property_count(void) {
    return PROPERTIES;
}

/**
 * \function latigraph_property_info
 * \brief Name, definition, unit, source, use and cost of a property.
 *
 * \param i Index of the property, 0 .. \ref latigraph_property_count() − 1.
 * \return The property's description, which lives as long as the library, or
 *    \c NULL if there is no such property.
 *
 * Time complexity: O(1).
 */
const latigraph_property_info_t *latigraph_property_info(igraph_integer_t i) {
    return i >= 0 && i < PROPERTIES ? &TABLE[i].info : NULL;
}

/**
 * \function latigraph_property_find
 * \brief Finds a property by its name.
 *
 * \param name The name, e.g. "reciprocity".
 * \return The index of the property, or −1 if there is none of this name.
 *
 * Time complexity: O(number of properties).
 */
igraph_integer_t latigraph_property_find(const char *name) {
    for (int i = 0; i < PROPERTIES; i++) {
        if (g_strcmp0(TABLE[i].info.name, name) == 0) {
            return i;
        }
    }
    return -1;
}

/**
 * \function latigraph_property_compared_count
 * \brief The number of properties by which sets of circuits are compared.
 *
 * They are the first of the table, and stay the same from version to version,
 * so that published comparisons remain comparable.
 *
 * \return Their number.
 *
 * Time complexity: O(number of properties).
 *
 * \sa \ref latigraph_likeness().
 */
igraph_integer_t latigraph_property_compared_count(void) {
    igraph_integer_t count = 0;
    while (count < PROPERTIES && TABLE[count].info.compared) {
        count++;
    }
    return count;
}

/* Those of the table, one after the other. */
static igraph_error_t measure_table(const latigraph_subject_t *subject, const igraph_bool_t *wanted,
                                    igraph_matrix_t *values, igraph_integer_t row) {
    for (int i = 0; i < PROPERTIES; i++) {
        igraph_real_t *value = &MATRIX(*values, row, i);
        *value = IGRAPH_NAN;
        if (wanted == NULL || wanted[i]) {
            IGRAPH_CHECK(TABLE[i].measure(subject, value));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Fills one row. */
static igraph_error_t measure_circuit(const latigraph_circuit_t *circuit,
                                      const latigraph_callback_list_t *user,
                                      const igraph_bool_t *wanted, igraph_matrix_t *values,
                                      igraph_integer_t row) {
    latigraph_subject_t subject;
    IGRAPH_CHECK(latigraph_subject_init(&subject, circuit));
    IGRAPH_FINALLY(latigraph_subject_destroy, &subject);
    /* Eigenvalues of so few neurons: BLAS threads would wait for each other, not compute. */
    latigraph_blas_begin();
    const igraph_error_t code = measure_table(&subject, wanted, values, row);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    for (igraph_integer_t k = 0; user != NULL && k < user->count; k++) {
        igraph_real_t *value = &MATRIX(*values, row, PROPERTIES + k);
        *value = IGRAPH_NAN;
        if (wanted == NULL || wanted[PROPERTIES + k]) {
            IGRAPH_CHECK(latigraph_measure_user(&user->items[k], circuit, value));
        }
    }
    latigraph_subject_destroy(&subject);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_properties
 * \brief Measures every property of every circuit.
 *
 * No property draws random numbers: equal circuits give equal values, and
 * igraph's generator is left as it was. The order of the neurons does not
 * matter, but for the modularity, whose greedy search breaks ties by it (a
 * tenth of the spread over circuits of a cortex). Reports its progress as
 * "Measuring circuits" through igraph's progress handler (igraph's own
 * functions report theirs in between) and can be interrupted.
 *
 * \param circuits The circuits.
 * \param values An initialised matrix that is resized to one row a circuit
 *    and one column a property, in the order of the table. An entry is NaN
 *    where the property is not defined: density of fewer than two neurons;
 *    reciprocity, modularity, degree variation of a circuit without edges;
 *    correlations where one side does not vary; transitivity and shares of
 *    triads without connected triads; path length without a path; edge length
 *    without positions; weight mean and CV without weights; type assortativity
 *    and balance without types that tell; what is read off eigenvalues above
 *    1000 neurons; and so on.
 * \return Error code:
 *    \c IGRAPH_ENOMEM, not enough memory;
 *    \c IGRAPH_INTERRUPTED, stopped by the progress or interruption handler.
 *
 * Time complexity: O(n (n + m) + Σ degree² + n log² n) a circuit of n neurons
 * and m edges, of which n (n + m) is for the shortest paths, and O(n³) up to
 * 1000 neurons for the eigenvalues; the table states the cost of each.
 *
 * \sa \ref latigraph_property_info(), \ref latigraph_property_find().
 *
 * Example: the mean reciprocity of a list of circuits.
 * \verbatim
 *   igraph_matrix_t values;
 *   const igraph_integer_t column = latigraph_property_find("reciprocity");
 *   igraph_real_t sum = 0;
 *   igraph_matrix_init(&values, 0, 0);
 *   latigraph_properties(&circuits, &values);
 *   for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&values); i++) {
 *       sum += MATRIX(values, i, column);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_properties(const latigraph_circuit_list_t *circuits,
                                    igraph_matrix_t *values) {
    return latigraph_properties_wanted(circuits, NULL, NULL, values);
}

igraph_error_t latigraph_properties_wanted(const latigraph_circuit_list_t *circuits,
                                           const latigraph_callback_list_t *user,
                                           const igraph_bool_t *wanted, igraph_matrix_t *values) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    IGRAPH_CHECK(latigraph_check_user(user));
    IGRAPH_CHECK(
        igraph_matrix_resize(values, count, PROPERTIES + (user != NULL ? user->count : 0)));
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_PROGRESS("Measuring circuits", 100.0 * (double)i / (double)count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(
            measure_circuit(latigraph_circuit_list_get(circuits, i), user, wanted, values, i));
    }
    IGRAPH_PROGRESS("Measuring circuits", 100.0, NULL);
    return IGRAPH_SUCCESS;
}
