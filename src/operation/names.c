/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Lists of names that several operations label their outputs by: properties, statistics, circuits,
 * and numbered steps or axes. All names come from one place each, so that labels of equal things
 * are equal in all results. */

#include "operation/names.h"

#include <latigraph/call.h>
#include <latigraph/measure.h>
#include <latigraph/nodes.h>
#include <latigraph/paths.h>
#include <latigraph/registry.h>

igraph_error_t latigraph_name_properties(const latigraph_callback_list_t *user,
                                         igraph_strvector_t *names) {
    igraph_strvector_clear(names);
    for (igraph_integer_t i = 0; latigraph_property_name(user, i) != NULL; i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(names, latigraph_property_name(user, i)));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_name_statistics(const latigraph_model_t *model,
                                         igraph_strvector_t *names) {
    igraph_strvector_clear(names);
    for (igraph_integer_t k = 0; latigraph_statistic_name(model, k) != NULL; k++) {
        IGRAPH_CHECK(igraph_strvector_push_back(names, latigraph_statistic_name(model, k)));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_name_circuits(const latigraph_circuit_list_t *circuits,
                                       igraph_strvector_t *names) {
    igraph_strvector_clear(names);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const char *name = latigraph_circuit_name(latigraph_circuit_list_get(circuits, i));
        IGRAPH_CHECK(igraph_strvector_push_back(names, name != NULL ? name : ""));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_label_circuits(const latigraph_circuit_list_t *circuits,
                                        const char *attribute, igraph_strvector_t *labels) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, i);
        if (attribute == NULL) {
            IGRAPH_CHECK(igraph_strvector_push_back(labels, latigraph_circuit_group(c)));
            continue;
        }
        char *label = latigraph_circuit_note(c, attribute);
        if (label == NULL) {
            IGRAPH_ERRORF("Circuit \"%s\" has no graph attribute \"%s\" to take its group from.",
                          IGRAPH_EINVAL, latigraph_circuit_name(c), attribute);
        }
        IGRAPH_FINALLY(igraph_free, label);
        IGRAPH_CHECK(igraph_strvector_push_back(labels, label));
        igraph_free(label);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_name_by_number(const char *word, igraph_integer_t count,
                                        igraph_strvector_t *names) {
    igraph_strvector_clear(names);
    for (igraph_integer_t k = 1; k <= count; k++) {
        char name[64];
        g_snprintf(name, sizeof name, "%s%s%" IGRAPH_PRId, word != NULL ? word : "",
                   word != NULL ? " " : "", k);
        IGRAPH_CHECK(igraph_strvector_push_back(names, name));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_resolve_names(latigraph_callback_list_t *user,
                                       const igraph_strvector_t *names,
                                       igraph_vector_int_t *properties) {
    for (igraph_integer_t k = 0; names != NULL && k < igraph_strvector_size(names); k++) {
        igraph_integer_t property;
        IGRAPH_CHECK(latigraph_property_resolve(user, igraph_strvector_get(names, k), &property));
        IGRAPH_CHECK(igraph_vector_int_push_back(properties, property));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_choose_node_properties(const igraph_strvector_t *only,
                                                igraph_vector_int_t *which,
                                                igraph_strvector_t *names) {
    if (only != NULL) {
        IGRAPH_CHECK(igraph_vector_int_resize(which, igraph_strvector_size(only)));
    }
    igraph_strvector_clear(names);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(which); k++) {
        if (only != NULL) {
            IGRAPH_CHECK(
                latigraph_node_property_find(igraph_strvector_get(only, k), &VECTOR(*which)[k]));
        }
        IGRAPH_CHECK(igraph_strvector_push_back(
            names, latigraph_node_property_info(VECTOR(*which)[k])->name));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_remark_coinciding(igraph_integer_t count, latigraph_remarks_t *remarks) {
    return count == 0
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(
                     remarks, "unknown-connectome", "",
                     "%" IGRAPH_PRId " names of neurons occur in both sets of circuits, whose "
                     "files do not say which connectome they are from. They count as "
                     "different neurons; if they are the same, name the connectome "
                     "(--connectome=NAME when reading, or a graph attribute \"connectome\").",
                     count);
}
