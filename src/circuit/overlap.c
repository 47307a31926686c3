/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

#include "base/memory.h"

void latigraph_identities_free(int **identity, igraph_integer_t circuits) {
    for (igraph_integer_t c = 0; identity != NULL && c < circuits; c++) {
        g_free(identity[c]);
    }
    g_free(identity);
}

/* Numbers of identities (connectome, neuron), stored as a table of connectomes whose values are
 * tables from names of neurons to numbers. Names are borrowed from the circuits. A joint key would
 * need a copy of every pair of names. */
typedef struct {
    GHashTable *connectomes;
    int count;
} numbering_t;

static void numbering_init(numbering_t *numbering) {
    numbering->connectomes =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_destroy);
    numbering->count = 0;
}

static void numbering_destroy(numbering_t *numbering) {
    g_hash_table_destroy(numbering->connectomes);
}

/* Gets identity[i] of every neuron of a circuit; new neurons get the next numbers. */
static void number_circuit(numbering_t *numbering, const latigraph_circuit_t *circuit,
                           int *identity) {
    GHashTable *neurons = g_hash_table_lookup(numbering->connectomes, circuit->connectome);
    if (neurons == NULL) {
        neurons = g_hash_table_new(g_str_hash, g_str_equal);
        g_hash_table_insert(numbering->connectomes, circuit->connectome, neurons);
    }
    for (int i = 0; i < circuit->n; i++) {
        gpointer known;
        if (g_hash_table_lookup_extended(neurons, circuit->neuron[i], NULL, &known)) {
            identity[i] = GPOINTER_TO_INT(known);
        } else {
            identity[i] = numbering->count++;
            g_hash_table_insert(neurons, circuit->neuron[i], GINT_TO_POINTER(identity[i]));
        }
    }
}

igraph_error_t latigraph_circuit_list_identities(const latigraph_circuit_list_t *list,
                                                 int ***identity, int *count) {
    numbering_t numbering;
    int **numbers = g_try_new0(int *, (gsize)list->size + 1);
    gboolean complete = numbers != NULL;
    numbering_init(&numbering);
    for (igraph_integer_t c = 0; complete && c < list->size; c++) {
        numbers[c] = g_try_new(int, (gsize)list->items[c]->n + 1);
        complete = numbers[c] != NULL;
        if (complete) {
            number_circuit(&numbering, list->items[c], numbers[c]);
        }
    }
    *count = numbering.count;
    numbering_destroy(&numbering);
    if (!complete) {
        latigraph_identities_free(numbers, list->size);
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    *identity = numbers;
    return IGRAPH_SUCCESS;
}

/* Marks the neurons of a circuit in met[identity] and returns how many of them are in `other`. */
static int mark(numbering_t *numbering, const latigraph_circuit_t *circuit, GByteArray *met,
                const GByteArray *other) {
    int *identity = g_new(int, (gsize)circuit->n + 1);
    int common = 0;
    number_circuit(numbering, circuit, identity);
    const guint before = met->len;
    if ((guint)numbering->count > before) {
        g_byte_array_set_size(met, (guint)numbering->count);
        for (guint k = before; k < met->len; k++) {
            met->data[k] = 0;
        }
    }
    for (int i = 0; i < circuit->n; i++) {
        met->data[identity[i]] = 1;
        common += other != NULL && (guint)identity[i] < other->len && other->data[identity[i]];
    }
    g_free(identity);
    return common;
}

/**
 * \function latigraph_circuit_list_overlap
 * \brief Counts the neurons that two lists of circuits have in common.
 *
 * Neurons are the same if their connectome and their name are the same, in whatever circuits they
 * occur. A set of circuits for testing a model should share no neuron with the circuits of its
 * fit.
 *
 * \param first A list of circuits.
 * \param second Another list of circuits.
 * \param overlap Gets the counts.
 * \return Error code; this function does not fail.
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
    numbering_t numbering;
    GByteArray *in_first = g_byte_array_new(), *in_second = g_byte_array_new();
    const latigraph_overlap_t none = {0, 0, 0, 0};
    *overlap = none;
    numbering_init(&numbering);
    for (igraph_integer_t c = 0; c < first->size; c++) {
        mark(&numbering, first->items[c], in_first, NULL);
    }
    for (igraph_integer_t c = 0; c < second->size; c++) {
        overlap->circuits_second += mark(&numbering, second->items[c], in_second, in_first) > 0;
    }
    for (guint k = 0; k < (guint)numbering.count; k++) {
        const int one = k < in_first->len && in_first->data[k];
        const int two = k < in_second->len && in_second->data[k];
        overlap->neurons_first += one;
        overlap->neurons_second += two;
        overlap->shared += one && two;
    }
    numbering_destroy(&numbering);
    g_byte_array_unref(in_first);
    g_byte_array_unref(in_second);
    return IGRAPH_SUCCESS;
}
