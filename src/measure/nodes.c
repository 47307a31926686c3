/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Public functions that measure one number per neuron, for the rows of the table (node_table.c).
 *
 * The circuit is prepared once (subject.h), so that properties share its graph and its skeleton.
 * Bins of distance can only be compared between circuits if their bounds are the same. The bounds
 * are therefore an input, and latigraph_distance_bounds() makes them from all circuits of a study.
 */

#include "base/memory.h"
#include "base/nearest_word.h"
#include "measure/node_property.h"

#include <math.h>

/**
 * \function latigraph_node_property_count
 * \brief The number of node properties in the table.
 *
 * \return The number of rows of the table of node properties.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_node_property_info(), \ref latigraph_node_property_find()
 *
 * Example: the names of all node properties.
 * \verbatim
 *    for (igraph_integer_t i = 0; i < latigraph_node_property_count(); i++) {
 *        puts(latigraph_node_property_info(i)->name);
 *    }
 * \endverbatim
 */
igraph_integer_t latigraph_node_property_count(void) {
    return LATIGRAPH_NODE_PROPERTIES;
}

/**
 * \function latigraph_node_property_info
 * \brief Name, definition, unit, source and cost of a node property.
 *
 * \param i Index of the property, 0 .. \ref latigraph_node_property_count() − 1.
 * \return The property's description, which the library owns and never frees, or \c NULL if there
 *    is no such property.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_node_property_find()
 *
 * Example: the definition of the first node property.
 * \verbatim
 *    puts(latigraph_node_property_info(0)->definition);
 * \endverbatim
 */
const latigraph_node_property_info_t *latigraph_node_property_info(igraph_integer_t i) {
    return i >= 0 && i < LATIGRAPH_NODE_PROPERTIES ? &latigraph_node_table[i].info : NULL;
}

/**
 * \function latigraph_node_property_find
 * \brief Finds a node property by its name.
 *
 * \param name The name, e.g. "betweenness".
 * \param property The index of the property.
 * \return Error code: \c IGRAPH_EINVAL if there is none of this name. The message suggests the
 *    nearest name.
 *
 * Time complexity: O(number of node properties).
 *
 * \sa \ref latigraph_node_property_info()
 *
 * Example: the betweenness of all neurons of a circuit.
 * \verbatim
 *    igraph_vector_int_init(&which, 1);
 *    latigraph_node_property_find("betweenness", &VECTOR(which)[0]);
 *    latigraph_node_properties(circuit, &which, NULL, &values);
 * \endverbatim
 */
igraph_error_t latigraph_node_property_find(const char *name, igraph_integer_t *property) {
    const char *names[LATIGRAPH_NODE_PROPERTIES + 1] = {NULL};
    for (int i = 0; i < LATIGRAPH_NODE_PROPERTIES; i++) {
        names[i] = latigraph_node_table[i].info.name;
        if (g_strcmp0(names[i], name) == 0) {
            *property = i;
            return IGRAPH_SUCCESS;
        }
    }
    name = name != NULL ? name : "";
    const char *nearest = latigraph_nearest_word(name, names);
    if (nearest != NULL) {
        IGRAPH_ERRORF("There is no node property \"%s\"; did you mean \"%s\"?", IGRAPH_EINVAL, name,
                      nearest);
    }
    IGRAPH_ERRORF("There is no node property \"%s\"; the operation list_node_properties lists all.",
                  IGRAPH_EINVAL, name);
}

/* --- Bins of distance -------------------------------------------------------------- */

static igraph_error_t collect_lengths(const latigraph_circuit_t *c, igraph_vector_t *lengths) {
    for (int i = 0; i < c->n && c->dims > 0; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const double length = latigraph_circuit_distance(c, i, c->out_to[e]);
            if (!isnan(length)) {
                IGRAPH_CHECK(igraph_vector_push_back(lengths, length));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* Interpolates linearly between the two values next to the level. */
static double quantile(const igraph_vector_t *sorted, double level) {
    const double place = level * (double)(igraph_vector_size(sorted) - 1);
    const igraph_integer_t below = (igraph_integer_t)floor(place);
    const igraph_integer_t above = (igraph_integer_t)ceil(place);
    const double low = VECTOR(*sorted)[below];
    return low + (place - (double)below) * (VECTOR(*sorted)[above] - low);
}

static void find_quartiles(igraph_vector_t *lengths, double *bound) {
    igraph_vector_sort(lengths);
    for (int k = 0; k < LATIGRAPH_DISTANCE_BOUNDS; k++) {
        bound[k] = igraph_vector_size(lengths) > 0
                       ? quantile(lengths, (k + 1.0) / (LATIGRAPH_DISTANCE_BOUNDS + 1))
                       : IGRAPH_NAN;
    }
}

/**
 * \function latigraph_distance_bounds
 * \brief The quartiles of the lengths of edges, as bounds of bins of distance.
 *
 * \param circuits The circuits. Their positions must have the same unit.
 * \param bounds An initialised vector, resized to three bounds. They are NaN if no edge has two
 *    ends with known positions.
 * \return Error code: \c IGRAPH_EINVAL if circuits have positions in different units, \c
 *    IGRAPH_ENOMEM.
 *
 * Time complexity: O(m log m) for m edges of all circuits.
 *
 * \sa \ref latigraph_node_properties()
 *
 * Example: degrees over distance of two sets of circuits with the same bins.
 * \verbatim
 *    igraph_vector_t bounds;
 *    igraph_vector_init(&bounds, 0);
 *    latigraph_distance_bounds(&circuits, &bounds);
 *    latigraph_node_properties(circuit, NULL, &bounds, &values);
 *    igraph_vector_destroy(&bounds);
 * \endverbatim
 */
igraph_error_t latigraph_distance_bounds(const latigraph_circuit_list_t *circuits,
                                         igraph_vector_t *bounds) {
    const latigraph_circuit_t *first = NULL;
    igraph_vector_t lengths;
    IGRAPH_VECTOR_INIT_FINALLY(&lengths, 0);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, i);
        if (c->dims == 0) {
            continue;
        }
        first = first != NULL ? first : c;
        if (g_strcmp0(first->unit, c->unit) != 0) {
            IGRAPH_ERRORF("The positions of circuit \"%s\" are in \"%s\" and those of \"%s\" in "
                          "\"%s\". Bins of distance need one unit; convert the positions.",
                          IGRAPH_EINVAL, first->name, first->unit, c->name, c->unit);
        }
        IGRAPH_CHECK(collect_lengths(c, &lengths));
    }
    IGRAPH_CHECK(igraph_vector_resize(bounds, LATIGRAPH_DISTANCE_BOUNDS));
    find_quartiles(&lengths, VECTOR(*bounds));
    igraph_vector_destroy(&lengths);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_bounds(const igraph_vector_t *bounds) {
    gboolean good = igraph_vector_size(bounds) == LATIGRAPH_DISTANCE_BOUNDS;
    for (igraph_integer_t k = 0; good && k < igraph_vector_size(bounds); k++) {
        const double bound = VECTOR(*bounds)[k];
        /* NaN in all bounds means that they are not known. */
        good = isnan(VECTOR(*bounds)[0])
                   ? isnan(bound)
                   : isfinite(bound) && bound >= (k > 0 ? VECTOR(*bounds)[k - 1] : 0);
    }
    if (!good) {
        IGRAPH_ERRORF("Bins of distance need %d bounds in ascending order, from 0 up.",
                      IGRAPH_EINVAL, (int)LATIGRAPH_DISTANCE_BOUNDS);
    }
    return IGRAPH_SUCCESS;
}

/* --- Values ------------------------------------------------------------------------ */

igraph_bool_t latigraph_nodes_need_positions(const igraph_vector_int_t *which) {
    igraph_bool_t needed = which == NULL;
    for (igraph_integer_t k = 0; !needed && k < igraph_vector_int_size(which); k++) {
        const latigraph_node_property_info_t *info =
            latigraph_node_property_info(VECTOR(*which)[k]);
        needed = info != NULL && info->needs_positions;
    }
    return needed;
}

/* Lengths are collected and sorted only if a property uses their quartiles. */
static igraph_error_t set_bounds(latigraph_nodes_t *nodes, const igraph_vector_int_t *which,
                                 const igraph_vector_t *bounds) {
    igraph_vector_t lengths;
    if (bounds != NULL) {
        memcpy(nodes->bound, VECTOR(*bounds), sizeof nodes->bound);
        return IGRAPH_SUCCESS;
    }
    if (!latigraph_nodes_need_positions(which)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_VECTOR_INIT_FINALLY(&lengths, 0);
    IGRAPH_CHECK(collect_lengths(nodes->subject.circuit, &lengths));
    find_quartiles(&lengths, nodes->bound);
    igraph_vector_destroy(&lengths);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure_all(const latigraph_nodes_t *nodes, const igraph_vector_int_t *which,
                                  igraph_matrix_t *values) {
    igraph_vector_t value;
    IGRAPH_VECTOR_INIT_FINALLY(&value, 0);
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(values); k++) {
        const igraph_integer_t row = which != NULL ? VECTOR(*which)[k] : k;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(igraph_vector_resize(&value, nodes->subject.circuit->n));
        igraph_vector_fill(&value, IGRAPH_NAN);
        if (nodes->subject.circuit->n > 0) {
            IGRAPH_CHECK(latigraph_node_table[row].measure(nodes, &value));
        }
        IGRAPH_CHECK(igraph_matrix_set_col(values, &value, k));
    }
    igraph_vector_destroy(&value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_which(const igraph_vector_int_t *which) {
    for (igraph_integer_t k = 0; which != NULL && k < igraph_vector_int_size(which); k++) {
        if (latigraph_node_property_info(VECTOR(*which)[k]) == NULL) {
            IGRAPH_ERRORF("There is no node property of index %" IGRAPH_PRId
                          ". Indices go from 0 to %d.",
                          IGRAPH_EINVAL, VECTOR(*which)[k], LATIGRAPH_NODE_PROPERTIES - 1);
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_node_properties
 * \brief Measures one number per neuron for each of several properties.
 *
 * Paths follow the direction of the edges and ignore weights. No property draws random numbers. The
 * function can be interrupted.
 *
 * \param circuit The circuit.
 * \param which The properties, by the indices of \ref latigraph_node_property_find(). A property
 *    may occur more than once. NULL means all of the table.
 * \param bounds Three bounds of the bins of distance, in the unit of the positions; NULL uses the
 *    quartiles of the lengths of the circuit's edges. Circuits are comparable only if they have
 *    the same bounds.
 * \param values An initialised matrix, resized to one row per neuron and one column per property.
 *    An entry is NaN where the property is not defined: strengths without weights, clustering with
 *    fewer than two neighbours, closeness of a neuron that reaches none, bins without positions.
 * \return Error code: \c IGRAPH_EINVAL if there is no property of an index, or if bounds do not
 *    ascend; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(n (n + m) + Σ degree²) for n neurons and m edges. The table states the cost of
 * each property.
 *
 * \sa \ref latigraph_node_property_info(), \ref latigraph_properties()
 *
 * Example: all node properties of the first neuron.
 * \verbatim
 *    latigraph_node_properties(circuit, NULL, NULL, &values);
 *    for (igraph_integer_t k = 0; k < latigraph_node_property_count(); k++) {
 *        printf("%s %g\n", latigraph_node_property_info(k)->name, MATRIX(values, 0, k));
 *    }
 * \endverbatim
 */
igraph_error_t latigraph_node_properties(const latigraph_circuit_t *circuit,
                                         const igraph_vector_int_t *which,
                                         const igraph_vector_t *bounds, igraph_matrix_t *values) {
    latigraph_nodes_t nodes;
    IGRAPH_CHECK(check_which(which));
    if (bounds != NULL) {
        IGRAPH_CHECK(check_bounds(bounds));
    }
    IGRAPH_CHECK(igraph_matrix_resize(values, circuit->n,
                                      which != NULL ? igraph_vector_int_size(which)
                                                    : LATIGRAPH_NODE_PROPERTIES));
    IGRAPH_CHECK(latigraph_subject_init(&nodes.subject, circuit));
    IGRAPH_FINALLY(latigraph_subject_destroy, &nodes.subject);
    IGRAPH_CHECK(set_bounds(&nodes, which, bounds));
    IGRAPH_CHECK(measure_all(&nodes, which, values));
    latigraph_subject_destroy(&nodes.subject);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
