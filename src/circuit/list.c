/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

#include "base/memory.h"

#include <math.h>

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
    list->limit = 0;
    list->bytes = 0;
    list->store = NULL;
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
    g_clear_pointer(&list->store, latigraph_store_unref);
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
 * \function latigraph_circuit_list_limit_memory
 * \brief Lets a list hold more circuits than memory does.
 *
 * Circuits that are appended when those in memory have reached the limit go to a file without a
 * name in the folder that the environment variable TMPDIR tells, or in /var/tmp: their edges, node
 * data and names of neurons, not the small rest (about 2 kB each). The file is mapped into memory,
 * so that nothing else changes: the system reads what is looked at, and gives it up when memory is
 * short. It goes with the last circuit in it.
 *
 * \param list The list. Circuits that are in it already stay where they are and do not count.
 * \param bytes The limit; 0: none, as in a new list.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_circuit_list_stored()
 *
 * Example: circuits of a folder, one gigabyte of them in memory.
 * \verbatim
 *   latigraph_circuit_list_init(&list);
 *   latigraph_circuit_list_limit_memory(&list, 1000000000);
 *   latigraph_circuit_list_read(&list, "circuits", NULL, NULL);
 *   printf("%" IGRAPH_PRId " circuits in a file\n", latigraph_circuit_list_stored(&list));
 * \endverbatim
 */
void latigraph_circuit_list_limit_memory(latigraph_circuit_list_t *list, igraph_integer_t bytes) {
    list->limit = bytes;
}

/**
 * \function latigraph_circuit_list_stored
 * \brief How many circuits of a list are in a file.
 *
 * \param list The list; see \ref latigraph_circuit_list_limit_memory().
 * \return The number of its circuits that are not in memory.
 *
 * Time complexity: O(circuits).
 */
igraph_integer_t latigraph_circuit_list_stored(const latigraph_circuit_list_t *list) {
    igraph_integer_t stored = 0;
    for (igraph_integer_t c = 0; c < list->size; c++) {
        stored += list->items[c]->slab.store != NULL;
    }
    return stored;
}

/* Where there is a limit, a new circuit counts, or goes to the file. */
static igraph_error_t settle(latigraph_circuit_list_t *list, latigraph_circuit_t *circuit) {
    if (list->limit <= 0 || circuit->slab.store != NULL) {
        return IGRAPH_SUCCESS;
    }
    if (list->bytes < list->limit) {
        list->bytes += (igraph_integer_t)latigraph_circuit_bytes(circuit);
        return IGRAPH_SUCCESS;
    }
    if (list->store == NULL) {
        IGRAPH_CHECK(latigraph_store_create(&list->store));
    }
    return latigraph_circuit_spill(circuit, list->store);
}

/**
 * \function latigraph_circuit_list_push_back
 * \brief Appends a circuit to a list.
 *
 * \param list The list.
 * \param circuit The circuit; on success the list owns it.
 * \return Error code: \c IGRAPH_ENOMEM if there is not enough memory; \c IGRAPH_EFILE if the file
 * for circuits beyond the limit cannot be made or grow.
 *
 * Time complexity: O(1) amortised; linear in the circuit in a list with a limit.
 */
igraph_error_t latigraph_circuit_list_push_back(latigraph_circuit_list_t *list,
                                                latigraph_circuit_t *circuit) {
    IGRAPH_CHECK(reserve(list, 1));
    IGRAPH_CHECK(settle(list, circuit));
    list->items[list->size++] = circuit;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_list_init_for(latigraph_circuit_list_t *list,
                                               const latigraph_circuit_list_t *to) {
    IGRAPH_CHECK(latigraph_circuit_list_init(list));
    if (to->limit > 0) {
        list->limit = MAX(to->limit - to->bytes, 1);
        list->store = to->store != NULL ? latigraph_store_ref(to->store) : NULL;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_list_move(latigraph_circuit_list_t *to,
                                           latigraph_circuit_list_t *from) {
    IGRAPH_CHECK(reserve(to, from->size));
    for (igraph_integer_t c = 0; c < from->size; c++) {
        to->items[to->size++] = from->items[c];
    }
    if (to->store == NULL) {
        to->store = g_steal_pointer(&from->store);
    }
    to->bytes += from->bytes;
    from->size = from->bytes = 0;
    return IGRAPH_SUCCESS;
}

void latigraph_size_density(const latigraph_circuit_list_t *circuits, double *covariate) {
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        const double n = circuit->n;
        covariate[2 * c] = n > 1 && circuit->m > 0 ? log(n) : NAN;
        covariate[2 * c + 1] = n > 1 && circuit->m > 0 ? log(circuit->m / (n * (n - 1))) : NAN;
    }
}
