/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Names of neurons, taken from the columns of a file.
 *
 * A neuron is the same in two circuits if its connectome and its name are the same, and splits,
 * folds and overlaps count by that. Formats store names under different words, so the columns
 * "neuron", "name" and "label" are tried in this order. A label counts only if labels are known
 * and distinct, since files also use that word for types. Names that repeat raise an error,
 * because they would merge two neurons in every count without a word.
 */
#include "circuit/identity.h"

#include "base/map.h"
#include "circuit/column.h"

#include <math.h>
#include <string.h>

/* Finds the first i whose name occurs before it too, or −1; *first is the earlier index. */
static igraph_error_t first_repeated(int n, char *const *names, int *first, int *repeated) {
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    *repeated = -1;
    for (int i = 0; i < n && *repeated < 0; i++) {
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        IGRAPH_CHECK(latigraph_map_add_text(&seen, names[i], &entry, &added));
        if (added) {
            entry->value.number = i;
        } else {
            *first = (int)entry->value.number;
            *repeated = i;
        }
    }
    latigraph_map_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_distinct(const latigraph_column_t *column, int n,
                                     igraph_bool_t *distinct) {
    if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
        /* n levels for n neurons: all names are known and distinct */
        *distinct = igraph_vector_ptr_size(&column->levels) == n;
        return IGRAPH_SUCCESS;
    }
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    *distinct = true;
    for (int i = 0; i < n && *distinct; i++) {
        const double value = column->value[i] + 0.0; /* −0 becomes 0 */
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        gint64 bits;
        memcpy(&bits, &value, sizeof bits);
        IGRAPH_CHECK(latigraph_map_add_integer(&seen, bits, &entry, &added));
        *distinct = !isnan(value) && added;
    }
    latigraph_map_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void remove_column(latigraph_circuit_t *circuit, const char *name) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, name);
    if (column != NULL) {
        latigraph_circuit_remove_column(circuit, column);
    }
}

igraph_error_t latigraph_circuit_find_names(latigraph_circuit_t *circuit, const char *const *id) {
    const latigraph_column_t *chosen = latigraph_circuit_column(circuit, "neuron");
    if (chosen == NULL) {
        chosen = latigraph_circuit_column(circuit, "name");
    }
    if (chosen == NULL) {
        const latigraph_column_t *label = latigraph_circuit_column(circuit, "label");
        igraph_bool_t distinct = false;
        if (label != NULL) {
            IGRAPH_CHECK(check_distinct(label, circuit->n, &distinct));
        }
        chosen = distinct ? label : NULL;
    }
    for (int i = 0; i < circuit->n; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        const char *name = chosen != NULL ? latigraph_column_text(chosen, i, buffer) : "";
        if (name[0] == '\0' && id != NULL) {
            name = id[i];
        }
        if (name[0] != '\0') {
            IGRAPH_CHECK(latigraph_circuit_name_neuron(circuit, i, name));
        }
    }
    if (chosen != NULL) {
        latigraph_circuit_remove_column(circuit, chosen);
    }
    remove_column(circuit, "name");
    remove_column(circuit, "id");
    int first = -1, repeated;
    IGRAPH_CHECK(first_repeated(circuit->n, circuit->neuron, &first, &repeated));
    if (repeated >= 0) {
        IGRAPH_ERRORF("Neurons %d and %d of circuit \"%s\" (counted from 0) are both called "
                      "\"%s\"; names of neurons must be distinct.",
                      IGRAPH_EINVAL, first, repeated, circuit->name, circuit->neuron[repeated]);
    }
    return IGRAPH_SUCCESS;
}
