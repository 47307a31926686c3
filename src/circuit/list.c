/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Lists of circuits, in memory up to a limit and in a mapped file beyond it.
 *
 * A list owns its circuits. A circuit counts with its bytes when it is appended. Once the limit is
 * reached, further circuits are moved into a store (base/store.h), which all later users read as
 * if it were memory. Circuits that are already in the list stay in place, so pointers to them
 * remain valid; evicting the oldest ones instead would break them.
 *
 * A function that appends many circuits fills a temporary list first and moves it at the end, so
 * that an error leaves the caller's list unchanged. The temporary list gets what is left of the
 * limit.
 */
#include "circuit/circuit.h"

#include "base/memory.h"

#include <math.h>

/**
 * \function latigraph_circuit_list_init
 * \brief Initialises an empty list of circuits.
 *
 * \param list The list; free it with \ref latigraph_circuit_list_destroy().
 * \return Error code; this function does not fail.
 *
 * Time complexity: O(1).
 *
 * Example: count the circuits of a folder.
 * \verbatim
 *   latigraph_circuit_list_t folder;
 *   latigraph_circuit_list_init(&folder);
 *   latigraph_circuit_list_read(&folder, "circuits", NULL, NULL);
 *   printf("%" IGRAPH_PRId " circuits\n", latigraph_circuit_list_size(&folder));
 *   latigraph_circuit_list_destroy(&folder);
 * \endverbatim
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
 * The list is empty afterwards and can be used again.
 *
 * \param list The list.
 *
 * Time complexity: linear in the sizes of the circuits.
 *
 * Example: free a list that was filled by a reader.
 * \verbatim
 *   latigraph_circuit_list_read(&list, "larva.graphml", NULL, NULL);
 *   latigraph_circuit_list_destroy(&list);
 * \endverbatim
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
 * \brief Returns the number of circuits in a list.
 *
 * \param list The list.
 * \return The number of circuits.
 *
 * Time complexity: O(1).
 *
 * Example: check that a folder holds enough circuits for a fit.
 * \verbatim
 *   if (latigraph_circuit_list_size(&circuits) < 100) {
 *       fprintf(stderr, "A fit needs more circuits.\n");
 *   }
 * \endverbatim
 */
igraph_integer_t latigraph_circuit_list_size(const latigraph_circuit_list_t *list) {
    return list->size;
}

/**
 * \function latigraph_circuit_list_get
 * \brief Returns a circuit of a list.
 *
 * \param list The list, which keeps owning the circuit.
 * \param i The index of the circuit, from 0.
 * \return The circuit, or NULL if the index is out of range.
 *
 * Time complexity: O(1).
 *
 * Example: print the sizes of all circuits.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(&circuits); i++) {
 *       const latigraph_circuit_t *item = latigraph_circuit_list_get(&circuits, i);
 *       printf("%" IGRAPH_PRId "\n", latigraph_circuit_vcount(item));
 *   }
 * \endverbatim
 */
const latigraph_circuit_t *latigraph_circuit_list_get(const latigraph_circuit_list_t *list,
                                                      igraph_integer_t i) {
    return i >= 0 && i < list->size ? list->items[i] : NULL;
}

/* Allocates space for `more` further circuits. */
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
 * \brief Limits the memory that the circuits of a list use.
 *
 * When the circuits in memory have reached the limit, further circuits go to an unnamed file. It
 * lies in the folder of the environment variable TMPDIR, or else in /var/tmp. Their edges, node
 * data and names of neurons are in the file; about 2 kB per circuit stay in memory. The file is
 * mapped, so all functions work as before, and the operating system reads and drops its pages as
 * needed. The file disappears with its last circuit.
 *
 * \param list The list. Circuits that it holds already stay where they are and do not count.
 * \param bytes The limit; 0 means no limit, as in a new list.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_circuit_list_stored()
 *
 * Example: read the circuits of a folder, with one gigabyte of them in memory.
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
 * \brief Returns the number of circuits of a list that are in a file.
 *
 * \param list The list; see \ref latigraph_circuit_list_limit_memory().
 * \return The number of circuits that are not in memory.
 *
 * Time complexity: O(circuits).
 *
 * Example: print how many circuits went to the file.
 * \verbatim
 *   printf("%" IGRAPH_PRId " of %" IGRAPH_PRId " circuits are in a file\n",
 *          latigraph_circuit_list_stored(&list), latigraph_circuit_list_size(&list));
 * \endverbatim
 */
igraph_integer_t latigraph_circuit_list_stored(const latigraph_circuit_list_t *list) {
    igraph_integer_t stored = 0;
    for (igraph_integer_t c = 0; c < list->size; c++) {
        stored += list->items[c]->slab.store != NULL;
    }
    return stored;
}

/* Counts the bytes of a new circuit, or moves it to the file if the limit is reached. */
static igraph_error_t count_or_spill(latigraph_circuit_list_t *list, latigraph_circuit_t *circuit) {
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
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory; \c IGRAPH_EFILE, the file for circuits
 *    beyond the memory limit cannot be created or cannot grow.
 *
 * Time complexity: O(1) amortised; linear in the size of the circuit if the list has a memory
 * limit.
 *
 * Example: make a circuit of a graph and append it.
 * \verbatim
 *   latigraph_circuit_t *ring;
 *   latigraph_circuit_from_graph(&ring, &graph, "ring", NULL, NULL);
 *   latigraph_circuit_list_push_back(&list, ring);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_list_push_back(latigraph_circuit_list_t *list,
                                                latigraph_circuit_t *circuit) {
    IGRAPH_CHECK(reserve(list, 1));
    IGRAPH_CHECK(count_or_spill(list, circuit));
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
