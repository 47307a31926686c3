/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

#include <string.h>

/* Moves circuits between memory and a store (base/store.h). Everything of size O(n + m) is moved:
 * edges, columns, positions and names. About 2 kB per circuit stay in memory. */

/* Calls `visit` for every large array of a circuit, with the address of its pointer. */
static void each_array(latigraph_circuit_t *c,
                       void (*visit)(gpointer array, gsize size, gpointer data), gpointer data) {
    const gsize starts = ((gsize)c->n + 1) * sizeof(int), edges = (gsize)c->m * sizeof(int);
    visit(&c->out_start, starts, data);
    visit(&c->out_to, edges, data);
    visit(&c->in_start, starts, data);
    visit(&c->in_from, edges, data);
    visit(&c->in_edge, edges, data);
    visit(&c->weight, (gsize)c->m * sizeof *c->weight, data);
    visit(&c->position, (gsize)c->n * (gsize)c->dims * sizeof *c->position, data);
    visit(&c->neuron, (gsize)c->n * sizeof *c->neuron, data);
    for (guint k = 0; k < c->columns->len; k++) {
        latigraph_column_t *column = c->columns->pdata[k];
        visit(&column->level, (gsize)c->n * sizeof *column->level, data);
        visit(&column->value, (gsize)c->n * sizeof *column->value, data);
    }
}

static void add_bytes(gpointer array, gsize size, gpointer data) {
    gpointer from;
    memcpy(&from, array, sizeof from);
    *(gsize *)data += from != NULL ? latigraph_slab_bytes(size) : 0;
}

static void move_array(gpointer array, gsize size, gpointer data) {
    latigraph_slab_move(data, array, size);
}

static gsize name_bytes(const latigraph_circuit_t *circuit) {
    gsize bytes = 0;
    for (int i = 0; i < circuit->n; i++) {
        bytes += strlen(circuit->neuron[i]) + 1;
    }
    return bytes;
}

gsize latigraph_circuit_bytes(const latigraph_circuit_t *circuit) {
    gsize bytes = latigraph_slab_bytes(name_bytes(circuit));
    each_array((latigraph_circuit_t *)circuit, add_bytes, &bytes);
    return bytes;
}

static void move_names(latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        const gsize size = strlen(circuit->neuron[i]) + 1;
        circuit->neuron[i] = memcpy(circuit->slab.end, circuit->neuron[i], size);
        circuit->slab.end += size;
    }
    g_clear_pointer(&circuit->names, g_string_chunk_free);
}

/* Replaces the levels of a column by shared copies, because circuits of one connectome repeat the
 * same few texts. */
static void share_levels(latigraph_column_t *column, latigraph_store_t *store) {
    GPtrArray *levels = g_ptr_array_sized_new(column->levels->len);
    for (guint l = 0; l < column->levels->len; l++) {
        g_ptr_array_add(levels, latigraph_store_text(store, column->levels->pdata[l]));
    }
    g_ptr_array_unref(column->levels);
    column->levels = levels;
}

igraph_error_t latigraph_circuit_spill(latigraph_circuit_t *circuit, latigraph_store_t *store) {
    if (circuit->slab.store != NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_slab_reserve(&circuit->slab, store, latigraph_circuit_bytes(circuit)));
    each_array(circuit, move_array, &circuit->slab);
    move_names(circuit);
    for (guint k = 0; k < circuit->columns->len; k++) {
        latigraph_column_t *column = circuit->columns->pdata[k];
        column->stored = TRUE;
        if (column->levels != NULL) {
            share_levels(column, store);
        }
    }
    return IGRAPH_SUCCESS;
}
