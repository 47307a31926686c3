/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Moving a circuit from memory into a mapped file.
 *
 * Everything of size O(n + m) moves: edges, weights, positions, columns and names. About 2 kB per
 * circuit stay in memory. One function lists all large arrays and serves both the count of bytes
 * and the move, so that the two cannot disagree. What can fail is done first: the slab is reserved
 * and the texts are shared. Moving the arrays then cannot fail. Only pointers change, so no other
 * code knows where a circuit lies.
 *
 * The texts of categorical columns are stored once per store, because circuits of one connectome
 * repeat the same few types.
 */
#include "circuit/circuit.h"

#include <string.h>

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
    visit(&c->sign, (gsize)c->m * sizeof *c->sign, data);
    visit(&c->position, (gsize)c->n * (gsize)c->dims * sizeof *c->position, data);
    visit(&c->neuron, (gsize)c->n * sizeof *c->neuron, data);
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&c->columns); k++) {
        latigraph_column_t *column = VECTOR(c->columns)[k];
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
    latigraph_arena_destroy(&circuit->names);
}

/* Replaces the levels of a column by shared copies, because circuits of one connectome repeat the
 * same few texts. */
static igraph_error_t share_levels(latigraph_column_t *column, latigraph_store_t *store) {
    igraph_vector_ptr_t shared;
    IGRAPH_CHECK(latigraph_pointers_init(&shared, NULL));
    IGRAPH_FINALLY(latigraph_pointers_destroy, &shared);
    for (igraph_integer_t l = 0; l < igraph_vector_ptr_size(&column->levels); l++) {
        const char *level;
        IGRAPH_CHECK(latigraph_store_text(store, VECTOR(column->levels)[l], &level));
        IGRAPH_CHECK(latigraph_pointers_add(&shared, (char *)level));
    }
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_pointers_destroy(&column->levels);
    column->levels = shared;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_spill(latigraph_circuit_t *circuit, latigraph_store_t *store) {
    if (circuit->slab.store != NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_slab_reserve(&circuit->slab, store, latigraph_circuit_bytes(circuit)));
    /* This can fail, and leaves a circuit whose levels are shared and whose arrays are not moved.
     */
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        latigraph_column_t *column = VECTOR(circuit->columns)[k];
        if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
            IGRAPH_CHECK(share_levels(column, store));
        }
    }
    each_array(circuit, move_array, &circuit->slab);
    move_names(circuit);
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        ((latigraph_column_t *)VECTOR(circuit->columns)[k])->stored = TRUE;
    }
    return IGRAPH_SUCCESS;
}
