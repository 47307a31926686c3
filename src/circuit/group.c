/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

#include <string.h>

/**
 * \function latigraph_circuit_group
 * \brief The group that a circuit belongs to, in a model of several connectomes.
 *
 * That is its graph attribute \c group, if it has one: circuits that were read out of a folder and
 * do not say which connectome they belong to have the name of the folder there. Otherwise it is
 * the name of the connectome, which circuits keep that were cut out of it.
 *
 * \param circuit The circuit.
 * \return The name of the group, owned by the circuit.
 *
 * Time complexity: O(graph attributes).
 */
const char *latigraph_circuit_group(const latigraph_circuit_t *circuit) {
    for (guint i = 0; i < circuit->notes->len; i++) {
        const latigraph_note_t *note = circuit->notes->pdata[i];
        if (strcmp(note->name, "group") == 0 && note->text != NULL && note->text[0] != '\0') {
            return note->text;
        }
    }
    return circuit->connectome;
}
