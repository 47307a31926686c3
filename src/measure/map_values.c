/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Maps over the neurons that several circuits have in common: one row of numbers per circuit.
 *
 * Neurons correspond by name. The names of the first circuit are looked for in all others, so that
 * the order of the neurons is that of the first circuit. Properties are measured on whole circuits,
 * and the common neurons are then picked out. The bins of distance have the same bounds in all
 * circuits.
 */
#include "measure/maps.h"

#include "base/memory.h"
#include "circuit/circuit.h"
#include "measure/node_property.h"

#include <string.h>

void latigraph_map_values_destroy(latigraph_map_values_t *maps) {
    g_free(maps->value);
    igraph_strvector_destroy(&maps->names);
}

/* Sets place[v] to the neuron of the circuit with name v, or −1. */
static igraph_error_t find_places(const latigraph_circuit_t *c, const igraph_strvector_t *names,
                                  int *place) {
    latigraph_map_t map = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &map);
    for (int i = 0; i < c->n; i++) {
        latigraph_map_entry_t *entry;
        IGRAPH_CHECK(latigraph_map_add_text(&map, c->neuron[i], &entry, NULL));
        entry->value.number = i;
    }
    for (igraph_integer_t v = 0; v < igraph_strvector_size(names); v++) {
        const latigraph_map_entry_t *entry =
            latigraph_map_find_text(&map, igraph_strvector_get(names, v));
        place[v] = entry != NULL ? (int)entry->value.number : -1;
    }
    latigraph_map_destroy(&map);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Keeps the names that a circuit has. */
static igraph_error_t keep_common(const latigraph_circuit_t *c, igraph_strvector_t *names) {
    igraph_strvector_t kept;
    int *place;
    LATIGRAPH_ALLOCATE(place, igraph_strvector_size(names));
    IGRAPH_CHECK(find_places(c, names, place));
    IGRAPH_STRVECTOR_INIT_FINALLY(&kept, 0);
    for (igraph_integer_t v = 0; v < igraph_strvector_size(names); v++) {
        if (place[v] >= 0) {
            IGRAPH_CHECK(igraph_strvector_push_back(&kept, igraph_strvector_get(names, v)));
        }
    }
    igraph_strvector_clear(names);
    IGRAPH_CHECK(igraph_strvector_append(names, &kept));
    igraph_strvector_destroy(&kept);
    g_free(place);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_names(latigraph_map_values_t *maps,
                                 const latigraph_circuit_list_t *circuits) {
    const latigraph_circuit_t *first = latigraph_circuit_list_get(circuits, 0);
    double neurons = first->n;
    for (int i = 0; i < first->n; i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&maps->names, first->neuron[i]));
    }
    for (int c = 1; c < maps->circuits; c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        IGRAPH_CHECK(keep_common(circuit, &maps->names));
        neurons += circuit->n;
    }
    maps->neurons = (int)igraph_strvector_size(&maps->names);
    maps->share = maps->neurons / (neurons / maps->circuits);
    if (maps->neurons < 2) {
        IGRAPH_ERRORF("The circuits have %d neurons in common by name, and maps need at least 2. "
                      "Circuit \"%s\" begins with neuron \"%s\".",
                      IGRAPH_EINVAL, maps->neurons, first->name,
                      first->n > 0 ? first->neuron[0] : "");
    }
    return IGRAPH_SUCCESS;
}

/* Measures the maps of one circuit into its row. */
static igraph_error_t measure_row(latigraph_map_values_t *maps, int c,
                                  const latigraph_circuit_t *circuit,
                                  const igraph_vector_int_t *which, const igraph_vector_t *bounds,
                                  igraph_matrix_t *values) {
    double *row = maps->value + (gsize)c * (gsize)maps->neurons * (gsize)maps->properties;
    int *place;
    LATIGRAPH_ALLOCATE(place, maps->neurons);
    IGRAPH_CHECK(find_places(circuit, &maps->names, place));
    IGRAPH_CHECK(latigraph_node_properties(circuit, which, bounds, values));
    for (int v = 0; v < maps->neurons; v++) {
        for (int p = 0; p < maps->properties; p++) {
            row[v * maps->properties + p] = MATRIX(*values, place[v], p);
        }
    }
    g_free(place);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure_rows(latigraph_map_values_t *maps,
                                   const latigraph_circuit_list_t *circuits,
                                   const igraph_vector_int_t *which) {
    igraph_matrix_t values;
    igraph_vector_t bounds;
    const igraph_bool_t positions = latigraph_nodes_need_positions(which);
    IGRAPH_VECTOR_INIT_FINALLY(&bounds, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    if (positions) {
        IGRAPH_CHECK(latigraph_distance_bounds(circuits, &bounds));
    }
    for (int c = 0; c < maps->circuits; c++) {
        IGRAPH_PROGRESS("Measuring maps", 100.0 * c / maps->circuits, NULL);
        IGRAPH_CHECK(measure_row(maps, c, latigraph_circuit_list_get(circuits, c), which,
                                 positions ? &bounds : NULL, &values));
    }
    IGRAPH_PROGRESS("Measuring maps", 100.0, NULL);
    igraph_matrix_destroy(&values);
    igraph_vector_destroy(&bounds);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_map_values_init(latigraph_map_values_t *maps,
                                         const latigraph_circuit_list_t *circuits,
                                         const igraph_vector_int_t *which) {
    *maps = (latigraph_map_values_t){.circuits = (int)latigraph_circuit_list_size(circuits),
                                     .properties = (int)igraph_vector_int_size(which)};
    IGRAPH_CHECK(igraph_strvector_init(&maps->names, 0));
    IGRAPH_FINALLY(latigraph_map_values_destroy, maps);
    IGRAPH_CHECK(find_names(maps, circuits));
    maps->value = g_try_new0(
        double, (gsize)maps->circuits *(gsize)maps->neurons *(gsize)maps->properties + 1);
    LATIGRAPH_CHECK_MEMORY(maps->value);
    IGRAPH_CHECK(measure_rows(maps, circuits, which));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
