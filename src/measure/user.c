/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/memory.h"
#include "measure/property.h"

#include <math.h>

/* Properties that the caller computes, beside those of the table. */

static igraph_integer_t user_count(const latigraph_callback_list_t *user) {
    return user != NULL ? user->count : 0;
}

/**
 * \function latigraph_property_find_with
 * \brief Finds a property of the table or of the user's by its name.
 *
 * \param user Properties of the user's, or NULL.
 * \param name The name.
 * \return The index: below \ref latigraph_property_count() in the table, from there on among the
 *    user's; −1 if there is none of this name.
 *
 * Time complexity: O(number of properties).
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
 * \brief The name of a property of the table or of the user's.
 *
 * \param user Properties of the user's, or NULL.
 * \param i The index, as \ref latigraph_property_find_with() gives it.
 * \return The name, or NULL if there is no such property.
 *
 * Time complexity: O(1).
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
            IGRAPH_ERRORF("Property %" IGRAPH_PRId " of the user's has no %s.", IGRAPH_EINVAL, k,
                          property->call == NULL ? "function" : "name");
        }
        if (latigraph_property_find_with(user, property->name) != latigraph_property_count() + k) {
            IGRAPH_ERRORF("The name \"%s\" of a property of the user's is taken already.",
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
        IGRAPH_ERRORF(
            "The property \"%s\" of circuit \"%s\" is %g; it must be finite, or NaN where "
            "it is not defined.",
            IGRAPH_EINVAL, property->name, circuit->name, *value);
    }
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_properties_with
 * \brief Measures every property of the table and of the user's.
 *
 * \param circuits The circuits.
 * \param user Properties of the user's, or NULL. Each gets every circuit as a graph, with its node
 *    data as attributes if igraph's attribute handler for C is set; an error that it returns is
 *    returned.
 * \param values An initialised matrix that is resized to one row a circuit and one column a
 *    property: those of \ref latigraph_properties(), then the user's in their order.
 * \return Error code: \c IGRAPH_EINVAL, a property of the user's without name or function, with a
 *    name that is taken, or that is infinite; what such a property returns; as
 *    \ref latigraph_properties().
 *
 * Time complexity: that of \ref latigraph_properties() and of the user's properties.
 *
 * Example: a property of one's own beside the table.
 * \verbatim
 *   igraph_error_t loops_of_two(const igraph_t *graph, igraph_real_t *value, void *data) {
 *       return igraph_reciprocity(graph, value, 1, IGRAPH_RECIPROCITY_RATIO);
 *   }
 *   const latigraph_callback_t mine = {"loops-of-two", loops_of_two, NULL};
 *   const latigraph_callback_list_t user = {&mine, 1};
 *   latigraph_properties_with(&circuits, &user, &values);
 * \endverbatim
 */
igraph_error_t latigraph_properties_with(const latigraph_circuit_list_t *circuits,
                                         const latigraph_callback_list_t *user,
                                         igraph_matrix_t *values) {
    return latigraph_properties_wanted(circuits, user, NULL, values);
}

static igraph_error_t mark_wanted(const igraph_vector_int_t *which, igraph_integer_t count,
                                  igraph_bool_t *wanted) {
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(which); k++) {
        const igraph_integer_t i = VECTOR(*which)[k];
        if (i < 0 || i >= count) {
            IGRAPH_ERRORF("There is no property %" IGRAPH_PRId ", only 0 to %" IGRAPH_PRId ".",
                          IGRAPH_EINVAL, i, count - 1);
        }
        wanted[i] = true;
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_properties_only
 * \brief Measures some properties of the table and of the user's, and no others.
 *
 * \param circuits The circuits.
 * \param user Properties of the user's, or NULL; as in \ref latigraph_properties_with().
 * \param which The properties, by the indices of \ref latigraph_property_find_with().
 * \param values An initialised matrix that is resized to one row a circuit and one column an entry
 *    of \p which, in its order.
 * \return Error code: \c IGRAPH_EINVAL, there is no property of such an index; as
 *    \ref latigraph_properties_with().
 *
 * Time complexity: O(n + m + Σ degree²) a circuit of n neurons and m edges, and the costs of these
 * properties.
 *
 * \sa \ref latigraph_property_resolve() for indices by name.
 */
igraph_error_t latigraph_properties_only(const latigraph_circuit_list_t *circuits,
                                         const latigraph_callback_list_t *user,
                                         const igraph_vector_int_t *which,
                                         igraph_matrix_t *values) {
    const igraph_integer_t count = latigraph_property_count() + user_count(user);
    igraph_bool_t *wanted;
    igraph_matrix_t all;
    LATIGRAPH_ALLOCATE(wanted, count);
    IGRAPH_CHECK(mark_wanted(which, count, wanted));
    IGRAPH_MATRIX_INIT_FINALLY(&all, 0, 0);
    IGRAPH_CHECK(latigraph_properties_wanted(circuits, user, wanted, &all));
    IGRAPH_CHECK(igraph_matrix_select_cols(&all, values, which));
    igraph_matrix_destroy(&all);
    g_free(wanted);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
