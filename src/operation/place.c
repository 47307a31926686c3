/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Values between the slots of a call and the structs of its operation.
 *
 * A row has the offset of its value in the request or the result. This file is the only one that
 * reads or writes through these offsets, so it is also the only one where the C type of a value in
 * a struct matters; operation.h lists the types. An output of an array of structs has a row per
 * field, with the size of a struct as its stride. Containers in a result are initialised before
 * the operation runs and destroyed after it, except those that the operation's own init_result()
 * makes. Slots say which places are initialised, so that a half-made call can be freed at any
 * point. */

#include "operation/call_state.h"

#include "base/memory.h"
#include "base/seed.h"
#include "circuit/homologous.h"

#include <latigraph/registry.h>

#include <stdlib.h>
#include <string.h>

/* --- Inputs: slots to request ---------------------------------------------------------- */

static gboolean is_seed(const latigraph_argument_t *row) {
    return row->type == LATIGRAPH_TYPE_INTEGER && strcmp(row->name, "seed") == 0;
}

/* The identities that the caller names for graphs; circuits that were read have theirs already. */
static const char *identity_for_graphs(const latigraph_call_t *call) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        if ((row->show & LATIGRAPH_SHOW_READING) != 0 && call->slots[i].given) {
            return call->slots[i].value.string;
        }
    }
    return NULL;
}

static igraph_error_t check_identities(const latigraph_circuit_list_t *circuits,
                                       const char *identity) {
    for (igraph_integer_t c = 0; identity != NULL && c < circuits->size; c++) {
        if (latigraph_circuit_identity_column(circuits->items[c]) == NULL) {
            IGRAPH_ERRORF("Circuit \"%s\" was read without identities of its neurons; set the "
                          "option identity of the reader, too.",
                          IGRAPH_EINVAL, latigraph_circuit_name(circuits->items[c]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Circuits of a slot that was given graphs. */
static igraph_error_t convert_graphs(slot_t *slot, const latigraph_argument_t *row,
                                     const char *identity) {
    const latigraph_undirected_t undirected = (row->show & LATIGRAPH_SHOW_UNDIRECTED) != 0
                                                  ? LATIGRAPH_UNDIRECTED_STATED
                                                  : LATIGRAPH_UNDIRECTED_REFUSE;
    if (slot->circuits != NULL || !slot->given) {
        return slot->given ? check_identities(slot->circuits, identity) : IGRAPH_SUCCESS;
    }
    if (row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
        IGRAPH_CHECK(
            latigraph_circuits_of(&slot->converted, slot->value.graph_list, identity, undirected));
        slot->converted_live = TRUE;
    } else {
        latigraph_circuit_t *circuit;
        IGRAPH_CHECK(latigraph_circuit_list_init(&slot->converted));
        slot->converted_live = TRUE;
        IGRAPH_CHECK(latigraph_circuit_of(&circuit, slot->value.graph, identity, undirected));
        IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
        IGRAPH_CHECK(latigraph_circuit_list_push_back(&slot->converted, circuit));
        IGRAPH_FINALLY_CLEAN(1);
    }
    slot->circuits = &slot->converted;
    return IGRAPH_SUCCESS;
}

/* Returns whether graphs are kept as they are, in an igraph_graph_list_t. */
static gboolean is_plain(const latigraph_argument_t *row) {
    return (row->show & LATIGRAPH_SHOW_PLAIN) != 0;
}

/* Stores graphs as they are; circuits that a file holds become graphs. */
static igraph_error_t pack_plain(slot_t *slot, const latigraph_argument_t *row,
                                 const igraph_graph_list_t **place) {
    if (slot->circuits != NULL) {
        IGRAPH_CHECK(latigraph_slot_hold(slot, row->type));
        IGRAPH_CHECK(latigraph_graphs_of(&slot->held.graph_list, slot->circuits));
    }
    *place = slot->given ? slot->value.graph_list : NULL;
    return IGRAPH_SUCCESS;
}

static igraph_error_t pack_graph(const latigraph_call_t *call, slot_t *slot,
                                 const latigraph_argument_t *row, void *place) {
    if (is_plain(row)) {
        return pack_plain(slot, row, place);
    }
    IGRAPH_CHECK(convert_graphs(slot, row, identity_for_graphs(call)));
    if (row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
        *(const latigraph_circuit_list_t **)place = slot->circuits;
    } else {
        *(const latigraph_circuit_t **)place =
            slot->circuits != NULL ? latigraph_circuit_list_get(slot->circuits, 0) : NULL;
    }
    return IGRAPH_SUCCESS;
}

static void pack_integer(const slot_t *slot, const latigraph_argument_t *row, void *place) {
    if (slot->given) {
        *(igraph_integer_t *)place = slot->value.integer;
    } else if (is_seed(row)) {
        *(igraph_uint_t *)place = latigraph_draw_seed();
    }
}

static void pack_string(const slot_t *slot, const latigraph_argument_t *row, void *place) {
    if (row->choices != NULL) {
        *(int *)place = slot->given ? latigraph_argument_choice(row, slot->value.string) : -1;
    } else {
        *(const char **)place = slot->given ? slot->value.string : NULL;
    }
}

/* Stores one input; a pointer of another kind than those below is stored as it is. */
static igraph_error_t pack(const latigraph_call_t *call, slot_t *slot,
                           const latigraph_argument_t *row, void *place) {
    switch (row->type) {
    case LATIGRAPH_TYPE_INTEGER:
        pack_integer(slot, row, place);
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_REAL:
        *(igraph_real_t *)place = slot->given ? slot->value.real : IGRAPH_NAN;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_BOOLEAN:
        *(igraph_bool_t *)place = slot->given && slot->value.boolean;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_STRING:
        pack_string(slot, row, place);
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_GRAPH:
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return pack_graph(call, slot, row, place);
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        if (slot->placed) { /* a run that has failed made it */
            latigraph_callback_list_destroy(place);
            slot->placed = FALSE;
        }
        IGRAPH_CHECK(
            latigraph_callback_list_copy(place, slot->given ? slot->value.callback_list : NULL));
        slot->placed = TRUE;
        return IGRAPH_SUCCESS;
    default:
        *(void **)place = slot->given ? slot->value.graph : NULL;
        return IGRAPH_SUCCESS;
    }
}

igraph_error_t latigraph_call_pack(latigraph_call_t *call) {
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        if (row->direction == LATIGRAPH_IN) {
            IGRAPH_CHECK(pack(call, &call->slots[i], row, latigraph_place(call->request, row)));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Outputs: the result struct ----------------------------------------------------------- */

static igraph_error_t init_place(const latigraph_argument_t *row, void *place) {
    if (is_plain(row)) {
        return igraph_graph_list_init(place, 0);
    }
    switch (row->type) {
    case LATIGRAPH_TYPE_VECTOR:
        return igraph_vector_init(place, 0);
    case LATIGRAPH_TYPE_MATRIX:
        return igraph_matrix_init(place, 0, 0);
    case LATIGRAPH_TYPE_STRING_LIST:
        return igraph_strvector_init(place, 0);
    case LATIGRAPH_TYPE_BYTES:
        return igraph_vector_char_init(place, 0);
    case LATIGRAPH_TYPE_GRAPH_LIST: /* first member of a stream, too */
        return latigraph_circuit_list_init(place);
    case LATIGRAPH_TYPE_REAL:
        *(igraph_real_t *)place = IGRAPH_NAN;
        return IGRAPH_SUCCESS;
    default: /* zero, or NULL */
        return IGRAPH_SUCCESS;
    }
}

/* Passes on the caller's wishes for the circuits of an output. */
static void set_circuits(const latigraph_call_t *call, const latigraph_argument_t *row,
                         void *place) {
    if (row->type == LATIGRAPH_TYPE_GRAPH_LIST && !is_plain(row) && call->memory > 0) {
        latigraph_circuit_list_limit_memory(place, call->memory);
    }
    if ((row->show & LATIGRAPH_SHOW_STREAM) != 0) {
        latigraph_circuit_stream_t *stream = place;
        stream->sink = call->sink;
        stream->data = call->sink_data;
    }
}

igraph_error_t latigraph_call_init_result(latigraph_call_t *call) {
    const latigraph_operation_t *operation = call->operation;
    if (operation->init_result != NULL && !call->parts_live) {
        IGRAPH_CHECK(operation->init_result(call->result));
        call->parts_live = TRUE;
    }
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (row->direction == LATIGRAPH_OUT && row->stride == 0 &&
            (row->show & LATIGRAPH_SHOW_PART) == 0 && !call->slots[i].placed) {
            IGRAPH_CHECK(init_place(row, latigraph_place(call->result, row)));
            set_circuits(call, row, latigraph_place(call->result, row));
            call->slots[i].placed = TRUE;
        }
    }
    return IGRAPH_SUCCESS;
}

static void destroy_place(const latigraph_argument_t *row, const latigraph_module_t *module,
                          void *place) {
    if (is_plain(row)) {
        igraph_graph_list_destroy(place);
        return;
    }
    switch (row->type) {
    case LATIGRAPH_TYPE_VECTOR:
        igraph_vector_destroy(place);
        break;
    case LATIGRAPH_TYPE_MATRIX:
        igraph_matrix_destroy(place);
        break;
    case LATIGRAPH_TYPE_STRING_LIST:
        igraph_strvector_destroy(place);
        break;
    case LATIGRAPH_TYPE_BYTES:
        igraph_vector_char_destroy(place);
        break;
    case LATIGRAPH_TYPE_GRAPH_LIST:
        latigraph_circuit_list_destroy(place);
        break;
    case LATIGRAPH_TYPE_GRAPH:
        latigraph_circuit_destroy(*(latigraph_circuit_t **)place);
        break;
    case LATIGRAPH_TYPE_STRING:
        free(*(char **)place);
        break;
    case LATIGRAPH_TYPE_MODEL:
        if (*(void **)place != NULL && module->model_destroy != NULL) {
            module->model_destroy(*(void **)place);
        }
        break;
    case LATIGRAPH_TYPE_CALLBACK_LIST:
        latigraph_callback_list_destroy(place);
        break;
    default:
        break;
    }
}

static void destroy_items(const latigraph_argument_t *row, void *result) {
    latigraph_items_t *items = latigraph_place(result, row);
    free(items->item); /* NULL from the second row of the same items on */
    items->item = NULL;
}

void latigraph_call_destroy_structs(latigraph_call_t *call) {
    const latigraph_operation_t *operation = call->operation;
    const latigraph_module_t *module = latigraph_operation_module(operation);
    for (igraph_integer_t i = 0; i < operation->argument_count && operation->run != NULL; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        void *base = row->direction == LATIGRAPH_OUT ? call->result : call->request;
        if (call->slots[i].placed) {
            destroy_place(row, module, latigraph_place(base, row));
            call->slots[i].placed = FALSE;
        } else if (row->stride != 0) {
            destroy_items(row, call->result);
        }
    }
    if (call->parts_live && operation->destroy_result != NULL) {
        operation->destroy_result(call->result);
    }
    call->parts_live = FALSE;
}

/* --- Outputs: result to slots ---------------------------------------------------------------- */

static igraph_real_t number_at(const latigraph_argument_t *row, const void *value) {
    switch (row->element) {
    case LATIGRAPH_TYPE_INTEGER:
        return (igraph_real_t) * (const igraph_integer_t *)value;
    case LATIGRAPH_TYPE_BOOLEAN:
        return *(const igraph_bool_t *)value ? 1 : 0;
    default:
        return *(const igraph_real_t *)value;
    }
}

static igraph_error_t unpack_numbers(slot_t *slot, const latigraph_argument_t *row,
                                     const latigraph_items_t *items) {
    IGRAPH_CHECK(igraph_vector_resize(&slot->held.vector, items->count));
    for (igraph_integer_t k = 0; k < items->count; k++) {
        VECTOR(slot->held.vector)
        [k] = number_at(row, (const char *)items->item + (gsize)k * row->stride + row->within);
    }
    return IGRAPH_SUCCESS;
}

/* The items hold indices of the row's choices. */
static igraph_error_t unpack_words(slot_t *slot, const latigraph_argument_t *row,
                                   const latigraph_items_t *items) {
    char **choices;
    IGRAPH_CHECK(latigraph_split_text(row->choices, "|", &choices));
    IGRAPH_FINALLY(g_strfreev, choices);
    const int most = (int)g_strv_length(choices) - 1;
    IGRAPH_CHECK(igraph_strvector_resize(&slot->held.string_list, items->count));
    for (igraph_integer_t k = 0; k < items->count; k++) {
        const int word =
            *(const int *)((const char *)items->item + (gsize)k * row->stride + row->within);
        IGRAPH_CHECK(
            igraph_strvector_set(&slot->held.string_list, k, choices[CLAMP(word, 0, most)]));
    }
    g_strfreev(choices);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Copies the only graph of a list, unless the operation has made none. */
static igraph_error_t unpack_plain(slot_t *slot, const igraph_graph_list_t *graphs) {
    if (!slot->live && igraph_graph_list_size(graphs) > 0) {
        IGRAPH_CHECK(igraph_copy(&slot->held.graph, igraph_graph_list_get_ptr(graphs, 0)));
        slot->live = TRUE;
        slot->value.graph = &slot->held.graph;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t unpack_graphs(slot_t *slot, const latigraph_argument_t *row, void *place) {
    if (is_plain(row) && row->type == LATIGRAPH_TYPE_GRAPH) {
        return unpack_plain(slot, place);
    }
    if (is_plain(row)) {
        slot->value.graph_list = place;
        return IGRAPH_SUCCESS;
    }
    if (row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
        IGRAPH_CHECK(latigraph_slot_hold(slot, row->type));
        return latigraph_graphs_of(&slot->held.graph_list, place);
    }
    if (!slot->live && *(latigraph_circuit_t **)place != NULL) {
        IGRAPH_CHECK(latigraph_circuit_to_graph(*(latigraph_circuit_t **)place, &slot->held.graph));
        slot->live = TRUE;
        slot->value.graph = &slot->held.graph;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_call_unpack(latigraph_call_t *call, igraph_integer_t i) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    slot_t *slot = &call->slots[i];
    void *place = latigraph_place(call->result, row);
    if (row->stride != 0) {
        IGRAPH_CHECK(latigraph_slot_hold(slot, row->type));
        return row->type == LATIGRAPH_TYPE_VECTOR ? unpack_numbers(slot, row, place)
                                                  : unpack_words(slot, row, place);
    }
    switch (row->type) {
    case LATIGRAPH_TYPE_INTEGER:
        slot->value.integer = *(igraph_integer_t *)place;
        break;
    case LATIGRAPH_TYPE_REAL:
        slot->value.real = *(igraph_real_t *)place;
        break;
    case LATIGRAPH_TYPE_BOOLEAN:
        slot->value.boolean = *(igraph_bool_t *)place;
        break;
    case LATIGRAPH_TYPE_STRING:
        slot->value.string = *(const char **)place;
        break;
    case LATIGRAPH_TYPE_GRAPH:
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return unpack_graphs(slot, row, place);
    case LATIGRAPH_TYPE_MODEL: /* latigraph_call_take_model() hands it out */
        break;
    default: /* containers are held by value */
        slot->value.graph = place;
    }
    return IGRAPH_SUCCESS;
}

/* --- Outputs: values back to a result -----------------------------------------------------------
 */

static igraph_error_t claim_items(const latigraph_argument_t *row, latigraph_items_t *items,
                                  igraph_integer_t count) {
    if (items->item == NULL) {
        items->item = calloc((size_t)count + 1, row->stride);
        items->count = count;
    }
    if (items->item == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    if (items->count != count) {
        IGRAPH_ERRORF("Output \"%s\" has %" IGRAPH_PRId " entries, the others have %" IGRAPH_PRId
                      ".",
                      IGRAPH_EINVAL, row->name, count, items->count);
    }
    return IGRAPH_SUCCESS;
}

static void store_number(const latigraph_argument_t *row, void *value, igraph_real_t number) {
    switch (row->element) {
    case LATIGRAPH_TYPE_INTEGER:
        *(igraph_integer_t *)value = (igraph_integer_t)number;
        break;
    case LATIGRAPH_TYPE_BOOLEAN:
        *(igraph_bool_t *)value = number != 0;
        break;
    default:
        *(igraph_real_t *)value = number;
    }
}

static igraph_error_t store_items(const latigraph_argument_t *row, latigraph_items_t *items,
                                  const latigraph_value_t *value) {
    const gboolean words = row->type == LATIGRAPH_TYPE_STRING_LIST;
    const igraph_integer_t count =
        words ? igraph_strvector_size(value->string_list) : igraph_vector_size(value->vector);
    IGRAPH_CHECK(claim_items(row, items, count));
    for (igraph_integer_t k = 0; k < count; k++) {
        char *place = (char *)items->item + (gsize)k * row->stride + row->within;
        if (words) {
            *(int *)place =
                latigraph_argument_choice(row, igraph_strvector_get(value->string_list, k));
        } else {
            store_number(row, place, VECTOR(*value->vector)[k]);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_copy_words(igraph_strvector_t *place, const igraph_strvector_t *words) {
    IGRAPH_CHECK(igraph_strvector_resize(place, igraph_strvector_size(words)));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(words); k++) {
        IGRAPH_CHECK(igraph_strvector_set(place, k, igraph_strvector_get(words, k)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t store_graphs(latigraph_circuit_list_t *place,
                                   const igraph_graph_list_t *graphs) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuits_of(&circuits, graphs, NULL, LATIGRAPH_UNDIRECTED_REFUSE));
    latigraph_circuit_list_destroy(place);
    *place = circuits;
    return IGRAPH_SUCCESS;
}

/* Replaces the graphs of an output that holds graphs as they are. */
static igraph_error_t store_plain(igraph_graph_list_t *place, const igraph_graph_list_t *graphs) {
    igraph_graph_list_clear(place);
    for (igraph_integer_t k = 0; k < igraph_graph_list_size(graphs); k++) {
        igraph_t copy;
        IGRAPH_CHECK(igraph_copy(&copy, igraph_graph_list_get_ptr(graphs, k)));
        IGRAPH_FINALLY(igraph_destroy, &copy);
        IGRAPH_CHECK(igraph_graph_list_push_back(place, &copy));
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t store_string(char **place, const char *string) {
    char *copy = strdup(string);
    if (copy == NULL) {
        IGRAPH_ERROR("Not enough memory for a result.", IGRAPH_ENOMEM);
    }
    free(*place);
    *place = copy;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_call_store(latigraph_call_t *call, igraph_integer_t i,
                                    const latigraph_value_t *value) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    void *place = latigraph_place(call->result, row);
    if (row->stride != 0) {
        return store_items(row, place, value);
    }
    switch (row->type) {
    case LATIGRAPH_TYPE_INTEGER:
        *(igraph_integer_t *)place = value->integer;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_REAL:
        *(igraph_real_t *)place = value->real;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_BOOLEAN:
        *(igraph_bool_t *)place = value->boolean;
        return IGRAPH_SUCCESS;
    case LATIGRAPH_TYPE_VECTOR:
        return igraph_vector_update(place, value->vector);
    case LATIGRAPH_TYPE_MATRIX:
        return igraph_matrix_update(place, value->matrix);
    case LATIGRAPH_TYPE_STRING_LIST:
        return latigraph_copy_words(place, value->string_list);
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return is_plain(row) ? store_plain(place, value->graph_list)
                             : store_graphs(place, value->graph_list);
    case LATIGRAPH_TYPE_STRING:
        return store_string(place, value->string);
    case LATIGRAPH_TYPE_BYTES:
        return igraph_vector_char_update(place, value->bytes);
    default: /* texts and figures need no other outputs */
        return IGRAPH_SUCCESS;
    }
}
