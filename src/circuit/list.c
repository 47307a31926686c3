/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

#include "base/memory.h"

/**
 * \function latigraph_circuit_list_init
 * \brief Makes an empty list of circuits.
 *
 * \param list The list; free it with \ref latigraph_circuit_list_destroy().
 * \return Error code.
 *
 * Time complexity: O(1).
 */
igraph_error_t latigraph_circuit_list_init(latigraph_circuit_list_t *list) {
    list->items = NULL;
    list->size = 0;
    list->capacity = 0;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_list_destroy
 * \brief Frees a list and the circuits in it.
 *
 * \param list The list.
 *
 * Time complexity: linear in what the circuits hold.
 */
void latigraph_circuit_list_destroy(latigraph_circuit_list_t *list) {
    for (igraph_integer_t c = 0; c < list->size; c++) {
        latigraph_circuit_destroy(list->items[c]);
    }
    g_free(list->items);
    latigraph_circuit_list_init(list);
}

/**
 * \function latigraph_circuit_list_size
 * \brief The number of circuits in a list.
 *
 * \param list The list.
 * \return The number of circuits.
 *
 * Time complexity: O(1).
 */
igraph_integer_t latigraph_circuit_list_size(const latigraph_circuit_list_t *list) {
    return list->size;
}

/**
 * \function latigraph_circuit_list_get
 * \brief A circuit of a list.
 *
 * \param list The list, which keeps the circuit.
 * \param i Its place, from 0.
 * \return The circuit, or NULL if there is no such place.
 *
 * Time complexity: O(1).
 */
const latigraph_circuit_t *latigraph_circuit_list_get(const latigraph_circuit_list_t *list,
                                                      igraph_integer_t i) {
    return i >= 0 && i < list->size ? list->items[i] : NULL;
}

/* Makes room for `more` further circuits. */
static igraph_error_t reserve(latigraph_circuit_list_t *list, igraph_integer_t more) {
    if (list->capacity - list->size >= more) {
        return IGRAPH_SUCCESS;
    }
    const igraph_integer_t capacity = MAX(MAX(2 * list->capacity, 8), list->size + more);
    latigraph_circuit_t **items = g_try_renew(latigraph_circuit_t *, list->items, (gsize)capacity);
    if (items == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    list->items = items;
    list->capacity = capacity;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_list_push_back
 * \brief Appends a circuit to a list.
 *
 * \param list The list.
 * \param circuit The circuit; on success the list owns it.
 * \return Error code: \c IGRAPH_ENOMEM if there is not enough memory.
 *
 * Time complexity: O(1) amortised.
 */
igraph_error_t latigraph_circuit_list_push_back(latigraph_circuit_list_t *list,
                                                latigraph_circuit_t *circuit) {
    IGRAPH_CHECK(reserve(list, 1));
    list->items[list->size++] = circuit;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_list_move(latigraph_circuit_list_t *to,
                                           latigraph_circuit_list_t *from) {
    IGRAPH_CHECK(reserve(to, from->size));
    for (igraph_integer_t c = 0; c < from->size; c++) {
        to->items[to->size++] = from->items[c];
    }
    from->size = 0;
    return IGRAPH_SUCCESS;
}
