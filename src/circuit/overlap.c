/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Common neurons of lists of circuits.
 *
 * Identities (connectome, neuron) are numbered by two levels of hash tables: the connectome leads
 * to a table of its neurons. One table of joined texts would need a copy of every name, and a
 * separator that no name contains. Two arrays of flags over the numbers then say which list has
 * met a neuron, and the overlap is a count of flags. All of it costs O(neurons in all circuits).
 *
 * Folds and resamples go by numbers of neurons, of connectomes, or of identities across connectomes
 * (homologous.c). The last two are numbered in one more table. The overlap counts shared identities
 * by flags in a table of its own, because neurons without an identity have no part in it.
 */
#include "circuit/homologous.h"

#include "base/map.h"

#include <string.h>

void latigraph_identities_free(int **identity, igraph_integer_t circuits) {
    for (igraph_integer_t c = 0; identity != NULL && c < circuits; c++) {
        g_free(identity[c]);
    }
    g_free(identity);
}

/* Numbers of what neurons are the same by: a map of connectomes whose values are maps of neurons,
 * and a map of identities across connectomes. */
typedef struct {
    latigraph_split_by_t by;
    latigraph_map_t connectomes, identities;
    int count;
} numbering_t;

#define NUMBERING(by_)                                                                             \
    { by_, LATIGRAPH_MAP_EMPTY, LATIGRAPH_MAP_EMPTY_WITH_COPIES, 0 }

static void numbering_destroy(numbering_t *numbering) {
    latigraph_map_entry_t *entry = NULL;
    while ((entry = latigraph_map_next(&numbering->connectomes, entry)) != NULL) {
        if (entry->value.pointer != NULL) {
            latigraph_map_destroy(entry->value.pointer);
            g_free(entry->value.pointer);
        }
    }
    latigraph_map_destroy(&numbering->connectomes);
    latigraph_map_destroy(&numbering->identities);
}

/* Gets the number of a text in a map; a new text gets the next number. */
static igraph_error_t number_text(numbering_t *numbering, latigraph_map_t *map, const char *text,
                                  int *number) {
    latigraph_map_entry_t *entry;
    igraph_bool_t added;
    IGRAPH_CHECK(latigraph_map_add_text(map, text, &entry, &added));
    if (added) {
        entry->value.number = numbering->count++;
    }
    *number = (int)entry->value.number;
    return IGRAPH_SUCCESS;
}

/* Finds the map of the neurons of a connectome, which is made if there is none. */
static igraph_error_t find_connectome(numbering_t *numbering, const char *name,
                                      latigraph_map_t **neurons) {
    latigraph_map_entry_t *connectome;
    IGRAPH_CHECK(latigraph_map_add_text(&numbering->connectomes, name, &connectome, NULL));
    if (connectome->value.pointer == NULL) {
        connectome->value.pointer = g_try_new0(latigraph_map_t, 1);
        LATIGRAPH_CHECK_MEMORY(connectome->value.pointer);
    }
    *neurons = connectome->value.pointer;
    return IGRAPH_SUCCESS;
}

/* Gets identity[i] of every neuron of a circuit; new ones get the next numbers. */
static igraph_error_t number_circuit(numbering_t *numbering, const latigraph_circuit_t *circuit,
                                     int *identity) {
    const latigraph_identity_reader_t reader = latigraph_identity_reader(circuit);
    latigraph_map_t *neurons;
    IGRAPH_CHECK(find_connectome(numbering, circuit->connectome, &neurons));
    for (int i = 0; i < circuit->n; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        const char *across = numbering->by == LATIGRAPH_SPLIT_BY_IDENTITY
                                 ? latigraph_identity_of(&reader, i, buffer)
                                 : NULL;
        if (numbering->by == LATIGRAPH_SPLIT_BY_ANIMAL) {
            IGRAPH_CHECK(
                number_text(numbering, &numbering->identities, circuit->connectome, &identity[i]));
        } else if (across != NULL) {
            IGRAPH_CHECK(number_text(numbering, &numbering->identities, across, &identity[i]));
        } else {
            IGRAPH_CHECK(number_text(numbering, neurons, circuit->neuron[i], &identity[i]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Numbers the neurons of circuit after circuit; the arrays belong to the caller even on error. */
static igraph_error_t number_all(const latigraph_circuit_list_t *list, latigraph_split_by_t by,
                                 int **identity, int *count) {
    numbering_t numbering = NUMBERING(by);
    IGRAPH_FINALLY(numbering_destroy, &numbering);
    for (igraph_integer_t c = 0; c < list->size; c++) {
        identity[c] = g_try_new(int, (gsize)list->items[c]->n + 1);
        LATIGRAPH_CHECK_MEMORY(identity[c]);
        IGRAPH_CHECK(number_circuit(&numbering, list->items[c], identity[c]));
    }
    *count = numbering.count;
    numbering_destroy(&numbering);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_list_identities(const latigraph_circuit_list_t *list,
                                                 latigraph_split_by_t by, int ***identity,
                                                 int *count) {
    int **numbers = g_try_new0(int *, (gsize)list->size + 1);
    LATIGRAPH_CHECK_MEMORY(numbers);
    IGRAPH_FINALLY_ENTER();
    const igraph_error_t code = number_all(list, by, numbers, count);
    IGRAPH_FINALLY_EXIT();
    if (code != IGRAPH_SUCCESS) {
        latigraph_identities_free(numbers, list->size);
        return code;
    }
    *identity = numbers;
    return IGRAPH_SUCCESS;
}

/* Marks the neurons of a circuit in met[identity]; *common becomes the number of them that are
 * marked in `other`. `identity` is scratch. */
static igraph_error_t mark(numbering_t *numbering, const latigraph_circuit_t *circuit,
                           int *identity, guint8 *met, const guint8 *other, int *common) {
    IGRAPH_CHECK(number_circuit(numbering, circuit, identity));
    *common = 0;
    for (int i = 0; i < circuit->n; i++) {
        met[identity[i]] = 1;
        *common += other[identity[i]];
    }
    return IGRAPH_SUCCESS;
}

gboolean latigraph_circuit_is_unstated(const latigraph_circuit_t *circuit) {
    return strcmp(circuit->connectome, circuit->name) == 0;
}

gboolean latigraph_names_someone(const char *neuron) {
    const gsize digits = strspn(neuron, "0123456789");
    return neuron[digits] != '\0' || digits > 6;
}

/* Counts the names of neurons in both lists whose connectomes differ only because no file states
 * them. */
static igraph_error_t count_coinciding(const latigraph_circuit_list_t *first,
                                       const latigraph_circuit_list_t *second,
                                       igraph_integer_t *coinciding) {
    latigraph_map_t names = LATIGRAPH_MAP_EMPTY;
    latigraph_map_entry_t *entry;
    IGRAPH_FINALLY(latigraph_map_destroy, &names);
    for (igraph_integer_t c = 0; c < first->size; c++) {
        const latigraph_circuit_t *circuit = first->items[c];
        for (int i = 0; i < circuit->n && latigraph_circuit_is_unstated(circuit); i++) {
            IGRAPH_CHECK(latigraph_map_add_text(&names, circuit->neuron[i], &entry, NULL));
        }
    }
    for (igraph_integer_t c = 0; c < second->size && names.count > 0; c++) {
        const latigraph_circuit_t *circuit = second->items[c];
        for (int i = 0; i < circuit->n && latigraph_circuit_is_unstated(circuit); i++) {
            entry = latigraph_map_find_text(&names, circuit->neuron[i]);
            if (entry != NULL && entry->value.number == 0 &&
                latigraph_names_someone(circuit->neuron[i])) {
                entry->value.number = 1;
                ++*coinciding;
            }
        }
    }
    latigraph_map_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Adds up the neurons of a list, which bound its identities; *largest becomes at least the size of
 * its largest circuit. */
static gsize count_neurons(const latigraph_circuit_list_t *list, int *largest) {
    gsize total = 0;
    for (igraph_integer_t c = 0; c < list->size; c++) {
        total += (gsize)list->items[c]->n;
        *largest = MAX(*largest, list->items[c]->n);
    }
    return total;
}

/* Counts distinct neurons of both lists, and those that both have. */
static igraph_error_t count_shared(const latigraph_circuit_list_t *first,
                                   const latigraph_circuit_list_t *second,
                                   latigraph_overlap_t *overlap) {
    numbering_t numbering = NUMBERING(LATIGRAPH_SPLIT_BY_NEURON);
    guint8 *in_first, *in_second;
    int *identity, largest = 0, common;
    const gsize total = count_neurons(first, &largest) + count_neurons(second, &largest);
    IGRAPH_FINALLY(numbering_destroy, &numbering);
    LATIGRAPH_ALLOCATE(in_first, total);
    LATIGRAPH_ALLOCATE(in_second, total);
    LATIGRAPH_ALLOCATE(identity, largest);
    for (igraph_integer_t c = 0; c < first->size; c++) {
        IGRAPH_CHECK(mark(&numbering, first->items[c], identity, in_first, in_second, &common));
    }
    for (igraph_integer_t c = 0; c < second->size; c++) {
        IGRAPH_CHECK(mark(&numbering, second->items[c], identity, in_second, in_first, &common));
        overlap->circuits_second += common > 0;
    }
    for (int k = 0; k < numbering.count; k++) {
        overlap->neurons_first += in_first[k];
        overlap->neurons_second += in_second[k];
        overlap->shared += in_first[k] && in_second[k];
    }
    g_free(identity);
    g_free(in_second);
    g_free(in_first);
    numbering_destroy(&numbering);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/* --- Identities across connectomes -------------------------------------------------------- */

/* Flags of an identity: lists that it occurs in. */
enum { IN_FIRST = 1, IN_SECOND = 2 };

static igraph_error_t mark_identities(latigraph_map_t *met, const latigraph_circuit_list_t *list,
                                      int flag) {
    for (igraph_integer_t c = 0; c < list->size; c++) {
        const latigraph_identity_reader_t reader = latigraph_identity_reader(list->items[c]);
        for (int i = 0; i < list->items[c]->n && reader.known; i++) {
            char buffer[G_ASCII_DTOSTR_BUF_SIZE];
            const char *identity = latigraph_identity_of(&reader, i, buffer);
            latigraph_map_entry_t *entry;
            if (identity != NULL) {
                IGRAPH_CHECK(latigraph_map_add_text(met, identity, &entry, NULL));
                entry->value.number |= flag;
            }
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_count_identified(const latigraph_circuit_list_t *circuits,
                                          latigraph_identity_known_t *is_known, const void *data,
                                          igraph_integer_t *identified, igraph_integer_t *known) {
    numbering_t numbering = NUMBERING(LATIGRAPH_SPLIT_BY_NEURON);
    int *number, largest = 0;
    guint8 *counted;
    const gsize total = count_neurons(circuits, &largest);
    *identified = *known = 0;
    IGRAPH_FINALLY(numbering_destroy, &numbering);
    LATIGRAPH_ALLOCATE(counted, total);
    LATIGRAPH_ALLOCATE(number, largest);
    for (igraph_integer_t c = 0; c < circuits->size; c++) {
        const latigraph_identity_reader_t reader = latigraph_identity_reader(circuits->items[c]);
        if (!reader.known) {
            continue;
        }
        IGRAPH_CHECK(number_circuit(&numbering, circuits->items[c], number));
        for (int i = 0; i < circuits->items[c]->n; i++) {
            char buffer[G_ASCII_DTOSTR_BUF_SIZE];
            const char *identity = latigraph_identity_of(&reader, i, buffer);
            if (identity != NULL && !counted[number[i]]) {
                counted[number[i]] = 1;
                ++*identified;
                *known += is_known(identity, data);
            }
        }
    }
    g_free(number);
    g_free(counted);
    numbering_destroy(&numbering);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static gboolean is_in_first(const char *identity, const void *met) {
    return (latigraph_map_find_text(met, identity)->value.number & IN_FIRST) != 0;
}

static igraph_error_t count_identities(const latigraph_circuit_list_t *first,
                                       const latigraph_circuit_list_t *second,
                                       latigraph_overlap_t *overlap) {
    latigraph_map_t met = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    const latigraph_map_entry_t *entry = NULL;
    IGRAPH_FINALLY(latigraph_map_destroy, &met);
    IGRAPH_CHECK(mark_identities(&met, first, IN_FIRST));
    IGRAPH_CHECK(mark_identities(&met, second, IN_SECOND));
    while ((entry = latigraph_map_next(&met, entry)) != NULL) {
        overlap->identities_first += (entry->value.number & IN_FIRST) != 0;
        overlap->identities_second += (entry->value.number & IN_SECOND) != 0;
        overlap->shared_identities += entry->value.number == (IN_FIRST | IN_SECOND);
    }
    IGRAPH_CHECK(latigraph_count_identified(second, is_in_first, &met, &overlap->identified,
                                            &overlap->known));
    latigraph_map_destroy(&met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_list_overlap
 * \brief Counts the neurons that two lists of circuits have in common.
 *
 * Neurons are the same if their connectome and their name are the same, in whatever circuits they
 * occur. A set of circuits for testing a model should share no neuron with the circuits of its
 * fit. If no neuron is shared, but the same names occur in files that do not state their
 * connectome, \c coinciding counts these names.
 *
 * </para><para>
 * Neurons may also have an identity across connectomes (see \ref latigraph_read_options_t). Shared
 * identities are counted beside shared neurons: AVAL of two worms is one identity, but two neurons.
 *
 * \param first A list of circuits.
 * \param second Another list of circuits.
 * \param overlap Gets the counts.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(neurons in all circuits).
 *
 * Example: check that test circuits are new to a model.
 * \verbatim
 *   latigraph_overlap_t overlap;
 *   latigraph_circuit_list_overlap(&training, &validation, &overlap);
 *   printf("%" IGRAPH_PRId " shared neurons\n", overlap.shared);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_list_overlap(const latigraph_circuit_list_t *first,
                                              const latigraph_circuit_list_t *second,
                                              latigraph_overlap_t *overlap) {
    *overlap = (latigraph_overlap_t){.shared = 0};
    IGRAPH_CHECK(count_shared(first, second, overlap));
    if (overlap->shared == 0) {
        IGRAPH_CHECK(count_coinciding(first, second, &overlap->coinciding));
    }
    return count_identities(first, second, overlap);
}
