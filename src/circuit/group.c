/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The group of a circuit, by which a model of several connectomes is conditioned.
 *
 * The name of the connectome is the natural group. A graph attribute overrides it, for example if
 * several animals of one condition should share a group.
 */
#include "circuit/circuit.h"

#include <string.h>

/**
 * \function latigraph_circuit_group
 * \brief Returns the group of a circuit in a model of several connectomes.
 *
 * The group is the graph attribute \c group if the circuit has one, else the name of the
 * connectome. Circuits that are read from a folder and name no connectome get the folder's name as
 * their group. Circuits that are cut out of a connectome keep its name.
 *
 * \param circuit The circuit.
 * \return The name of the group, owned by the circuit.
 *
 * Time complexity: O(graph attributes).
 *
 * Example: print the group of every circuit.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(&circuits); i++) {
 *       printf("%s\n", latigraph_circuit_group(latigraph_circuit_list_get(&circuits, i)));
 *   }
 * \endverbatim
 */
const char *latigraph_circuit_group(const latigraph_circuit_t *circuit) {
    for (igraph_integer_t i = 0; i < igraph_vector_ptr_size(&circuit->notes); i++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[i];
        if (strcmp(note->name, "group") == 0 && note->text != NULL && note->text[0] != '\0') {
            return note->text;
        }
    }
    return circuit->connectome;
}
