/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Which circuits contain a neuron: the transposed list of neurons per circuit.
 *
 * The identities of neurons are numbered over all circuits. Two passes of counting sort then list
 * the circuits of each neuron in ascending order, in O(total neurons). Folds and components need
 * this direction, because circuits overlap through their neurons.
 */
#include "circuit/membership.h"

#include "base/memory.h"

void latigraph_membership_destroy(latigraph_membership_t *membership) {
    if (membership->identity != NULL) {
        latigraph_identities_free(membership->identity, membership->circuits);
    }
    g_free(membership->size);
    g_free(membership->start);
    g_free(membership->of);
    memset(membership, 0, sizeof *membership);
}

/* Fills start and `of` by counting sort over the neurons. */
static igraph_error_t fill(latigraph_membership_t *m) {
    int *cursor;
    for (int c = 0; c < m->circuits; c++) {
        for (int i = 0; i < m->size[c]; i++) {
            m->start[m->identity[c][i] + 1]++;
        }
    }
    for (int v = 0; v < m->neurons; v++) {
        m->start[v + 1] += m->start[v];
    }
    LATIGRAPH_ALLOCATE(cursor, m->neurons);
    memcpy(cursor, m->start, sizeof(int) * (gsize)m->neurons);
    for (int c = 0; c < m->circuits; c++) {
        for (int i = 0; i < m->size[c]; i++) {
            m->of[cursor[m->identity[c][i]]++] = c;
        }
    }
    g_free(cursor);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Removes repeated identities from every circuit, in their order. */
static igraph_error_t remove_repeated(latigraph_membership_t *m) {
    int *met; /* number of the last circuit with the identity, plus 1 */
    LATIGRAPH_ALLOCATE(met, m->neurons);
    for (int c = 0; c < m->circuits; c++) {
        int kept = 0;
        for (int i = 0; i < m->size[c]; i++) {
            const int v = m->identity[c][i];
            if (met[v] != c + 1) {
                met[v] = c + 1;
                m->identity[c][kept++] = v;
            }
        }
        m->size[c] = kept;
    }
    g_free(met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_membership_init(latigraph_membership_t *membership,
                                         const latigraph_circuit_list_t *circuits,
                                         latigraph_split_by_t by) {
    gsize total = 0;
    memset(membership, 0, sizeof *membership);
    membership->by = by;
    IGRAPH_CHECK(latigraph_circuit_list_identities(circuits, by, &membership->identity,
                                                   &membership->neurons));
    membership->circuits = (int)latigraph_circuit_list_size(circuits);
    IGRAPH_FINALLY(latigraph_membership_destroy, membership);
    membership->size = g_try_new0(int, membership->circuits + 1);
    membership->start = g_try_new0(int, membership->neurons + 2);
    LATIGRAPH_CHECK_MEMORY(membership->size);
    LATIGRAPH_CHECK_MEMORY(membership->start);
    for (int c = 0; c < membership->circuits; c++) {
        membership->size[c] = latigraph_circuit_list_get(circuits, c)->n;
    }
    if (by != LATIGRAPH_SPLIT_BY_NEURON) {
        IGRAPH_CHECK(remove_repeated(membership));
    }
    for (int c = 0; c < membership->circuits; c++) {
        total += (gsize)membership->size[c];
    }
    membership->of = g_try_new0(int, total + 1);
    LATIGRAPH_CHECK_MEMORY(membership->of);
    IGRAPH_CHECK(fill(membership));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
