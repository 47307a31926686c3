/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Properties that the caller computes, in addition to those of the table.
 *
 * The user's properties are a list that the caller passes, with indices after those of the table.
 * There is no registry: global state would outlive the call. */

#include "base/memory.h"
#include "measure/property.h"

#include <math.h>

static igraph_integer_t user_count(const latigraph_callback_list_t *user) {
    return user != NULL ? user->count : 0;
}

/**
 * \function latigraph_property_find_with
 * \brief Finds a property of the table or of the user's list by its name.
 *
 * \param user The user's properties, or NULL.
 * \param name The name.
 * \return The index, or −1 if there is none of this name. Indices below \ref
 *    latigraph_property_count() belong to the table, the others to the user's list.
 *
 * Time complexity: O(number of properties).
 *
 * \sa \ref latigraph_property_name(), \ref latigraph_property_resolve()
 *
 * Example: the index of a property that the user computes.
 * \verbatim
 *    const latigraph_callback_t mine = {"loops", count_loops, NULL};
 *    const latigraph_callback_list_t user = {&mine, 1};
 *    found = latigraph_property_find_with(&user, "loops");
 * \endverbatim
 */
igraph_integer_t latigraph_property_find_with(const latigraph_callback_list_t *user,
                                              const char *name) {
    igraph_integer_t found = latigraph_property_find(name);
    for (igraph_integer_t k = 0; k < user_count(user) && found < 0; k++) {
        found = g_strcmp0(user->items[k].name, name) == 0 ? latigraph_property_count() + k : -1;
    }
    return found;
}

/**
 * \function latigraph_property_name
 * \brief The name of a property of the table or of the user's list.
 *
 * \param user The user's properties, or NULL.
 * \param i The index, as returned by \ref latigraph_property_find_with().
 * \return The name, or NULL if there is no such property.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_property_find_with()
 *
 * Example: the names of some properties.
 * \verbatim
 *    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&which); k++) {
 *        puts(latigraph_property_name(&user, VECTOR(which)[k]));
 *    }
 * \endverbatim
 */
const char *latigraph_property_name(const latigraph_callback_list_t *user, igraph_integer_t i) {
    const igraph_integer_t k = i - latigraph_property_count();
    if (k >= 0) {
        return k < user_count(user) ? user->items[k].name : NULL;
    }
    const latigraph_property_info_t *info = latigraph_property_info(i);
    return info != NULL ? info->name : NULL;
}

igraph_error_t latigraph_check_user(const latigraph_callback_list_t *user) {
    for (igraph_integer_t k = 0; k < user_count(user); k++) {
        const latigraph_callback_t *property = &user->items[k];
        if (property->name == NULL || *property->name == '\0' || property->call == NULL) {
            IGRAPH_ERRORF("The user's property %" IGRAPH_PRId
                          " has no %s. Every property needs both.",
                          IGRAPH_EINVAL, k, property->call == NULL ? "function" : "name");
        }
        if (latigraph_property_find_with(user, property->name) != latigraph_property_count() + k) {
            IGRAPH_ERRORF(
                "The name \"%s\" of a user's property is already used by another property. Choose "
                "another name.",
                IGRAPH_EINVAL, property->name);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_user(const latigraph_callback_t *property,
                                      const latigraph_circuit_t *circuit, igraph_real_t *value) {
    igraph_t graph;
    IGRAPH_CHECK(latigraph_circuit_to_graph(circuit, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    *value = IGRAPH_NAN;
    IGRAPH_CHECK(property->call(&graph, value, property->data));
    if (isinf(*value)) {
        IGRAPH_ERRORF("The property \"%s\" of circuit \"%s\" is %g, but must be finite, or NaN "
                      "where it is not "
                      "defined.",
                      IGRAPH_EINVAL, property->name, circuit->name, *value);
    }
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_properties_with
 * \brief Measures every property of the table and of the user's list.
 *
 * \param circuits The circuits.
 * \param user The user's properties, or NULL. Each gets every circuit as a graph, with its node
 *    data as attributes if igraph's attribute handler for C is set. An error of a property ends the
 *    call.
 * \param values An initialised matrix, resized to one row per circuit and one column per property.
 *    The columns are those of \ref latigraph_properties(), then the user's in their order.
 * \return Error code: \c IGRAPH_EINVAL if a user's property has no name, no function, a name that
 *    is already used, or an infinite value; the error of a user's property; the errors of \ref
 *    latigraph_properties().
 *
 * Time complexity: that of \ref latigraph_properties() and of the user's properties.
 *
 * \sa \ref latigraph_properties_only()
 *
 * Example: one property of the user's after those of the table.
 * \verbatim
 *    const latigraph_callback_t mine = {"loops", count_loops, NULL};
 *    const latigraph_callback_list_t user = {&mine, 1};
 *    latigraph_properties_with(&circuits, &user, &values);
 * \endverbatim
 */
igraph_error_t latigraph_properties_with(const latigraph_circuit_list_t *circuits,
                                         const latigraph_callback_list_t *user,
                                         igraph_matrix_t *values) {
    return latigraph_properties_wanted(circuits, user, NULL, 1, values);
}

static igraph_error_t mark_wanted(const igraph_vector_int_t *which, igraph_integer_t count,
                                  igraph_bool_t *wanted) {
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(which); k++) {
        const igraph_integer_t i = VECTOR(*which)[k];
        if (i < 0 || i >= count) {
            IGRAPH_ERRORF("There is no property of index %" IGRAPH_PRId
                          ". Indices go from 0 to %" IGRAPH_PRId ".",
                          IGRAPH_EINVAL, i, count - 1);
        }
        wanted[i] = true;
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_properties_only
 * \brief Measures selected properties of the table and of the user's list.
 *
 * \param circuits The circuits.
 * \param user The user's properties, or NULL, as in \ref latigraph_properties_with().
 * \param which The properties, by the indices of \ref latigraph_property_find_with(). A property
 *    may occur more than once.
 * \param values An initialised matrix, resized to one row per circuit and one column per entry of
 *    \p which, in its order.
 * \return Error code: \c IGRAPH_EINVAL if there is no property of an index; the errors of \ref
 *    latigraph_properties_with().
 *
 * Time complexity: O(n + m + Σ degree²) per circuit of n neurons and m edges, and the costs of
 * these properties.
 *
 * \sa \ref latigraph_property_resolve()
 *
 * Example: the reciprocity alone, without shortest paths and eigenvalues.
 * \verbatim
 *    igraph_vector_int_t which;
 *    igraph_vector_int_init(&which, 1);
 *    VECTOR(which)[0] = latigraph_property_find("reciprocity");
 *    latigraph_properties_only(&circuits, NULL, &which, &values);
 *    igraph_vector_int_destroy(&which);
 * \endverbatim
 */
igraph_error_t latigraph_properties_only(const latigraph_circuit_list_t *circuits,
                                         const latigraph_callback_list_t *user,
                                         const igraph_vector_int_t *which,
                                         igraph_matrix_t *values) {
    return latigraph_properties_chosen(circuits, user, which, 1, values, NULL);
}

igraph_error_t latigraph_properties_chosen(const latigraph_circuit_list_t *circuits,
                                           const latigraph_callback_list_t *user,
                                           const igraph_vector_int_t *which,
                                           igraph_integer_t threads, igraph_matrix_t *values,
                                           igraph_matrix_t *errors) {
    const igraph_integer_t count = latigraph_property_count() + user_count(user);
    igraph_bool_t *wanted;
    igraph_matrix_t all, all_errors;
    LATIGRAPH_ALLOCATE(wanted, count);
    IGRAPH_CHECK(mark_wanted(which, count, wanted));
    IGRAPH_MATRIX_INIT_FINALLY(&all, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&all_errors, 0, 0);
    IGRAPH_CHECK(latigraph_properties_estimated(circuits, user, wanted, threads, &all,
                                                errors != NULL ? &all_errors : NULL));
    IGRAPH_CHECK(igraph_matrix_select_cols(&all, values, which));
    if (errors != NULL) {
        IGRAPH_CHECK(igraph_matrix_select_cols(&all_errors, errors, which));
    }
    igraph_matrix_destroy(&all_errors);
    igraph_matrix_destroy(&all);
    g_free(wanted);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
