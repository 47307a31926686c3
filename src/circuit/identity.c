/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/identity.h"

#include "base/memory.h"
#include "circuit/column.h"

#include <string.h>

/* Names of neurons. Formats store them under different names, and a name that repeats would merge
 * two neurons in every count of overlap. */

/* Returns the first i whose name occurs before it too, or −1. *first gets the earlier index. */
static int first_repeated(int n, char *const *names, int *first) {
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    int repeated = -1;
    for (int i = 0; i < n && repeated < 0; i++) {
        gpointer place;
        if (g_hash_table_lookup_extended(seen, names[i], NULL, &place)) {
            repeated = i;
            *first = GPOINTER_TO_INT(place);
        } else {
            g_hash_table_insert(seen, names[i], GINT_TO_POINTER(i));
        }
    }
    g_hash_table_destroy(seen);
    return repeated;
}

static gboolean known_and_distinct(const latigraph_column_t *column, int n) {
    if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
        return column->levels->len == (guint)n; /* n levels for n neurons: all names are distinct */
    }
    GHashTable *seen = g_hash_table_new(g_double_hash, g_double_equal);
    int distinct = 1;
    for (int i = 0; i < n && distinct; i++) {
        distinct =
            column->value[i] == column->value[i] && g_hash_table_add(seen, &column->value[i]);
    }
    g_hash_table_destroy(seen);
    return distinct;
}

static void remove_column(latigraph_circuit_t *circuit, const char *name) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, name);
    if (column != NULL) {
        g_ptr_array_remove(circuit->columns, (gpointer)column);
    }
}

igraph_error_t latigraph_circuit_find_names(latigraph_circuit_t *circuit, const char *const *id) {
    const latigraph_column_t *chosen = latigraph_circuit_column(circuit, "neuron");
    if (chosen == NULL) {
        chosen = latigraph_circuit_column(circuit, "name");
    }
    if (chosen == NULL) {
        const latigraph_column_t *label = latigraph_circuit_column(circuit, "label");
        if (label != NULL && known_and_distinct(label, circuit->n)) {
            chosen = label;
        }
    }
    for (int i = 0; i < circuit->n; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        const char *name = chosen != NULL ? latigraph_column_text(chosen, i, buffer) : "";
        if (name[0] == '\0' && id != NULL) {
            name = id[i];
        }
        if (name[0] != '\0') {
            latigraph_circuit_name_neuron(circuit, i, name);
        }
    }
    if (chosen != NULL) {
        g_ptr_array_remove(circuit->columns, (gpointer)chosen);
    }
    remove_column(circuit, "name");
    remove_column(circuit, "id");
    int first = -1;
    const int repeated = first_repeated(circuit->n, circuit->neuron, &first);
    if (repeated >= 0) {
        IGRAPH_ERRORF("Neurons %d and %d of circuit \"%s\" (counted from 0) are both called "
                      "\"%s\"; names of neurons must be distinct.",
                      IGRAPH_EINVAL, first, repeated, circuit->name, circuit->neuron[repeated]);
    }
    return IGRAPH_SUCCESS;
}
