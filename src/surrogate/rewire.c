/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Circuits with the same degrees, as negative controls of other analyses.
 *
 * A control needs one graph far from the circuit and no p-value, so that a fixed number of steps
 * serves, several times what such chains need to mix (Milo, Kashtan, Itzkovitz, Newman, Alon, arXiv
 * cond-mat/0312028, 2003).
 */
#include "circuit/circuit.h"

#include <latigraph/surrogate.h>

enum { STEPS_PER_EDGE = 20 };

/**
 * \function latigraph_circuit_rewire
 * \brief Makes a circuit with the same degrees and otherwise random edges.
 *
 * Every neuron keeps its numbers of outputs and inputs, its node data and its identity; a weight
 * stays with its sender. The function takes 20 steps per edge of the chain that keeps degrees. The
 * result is a negative control: it keeps what the degrees determine and nothing else. \ref
 * latigraph_surrogates() keeps more, and says whether the chain has mixed.
 *
 * \param rewired Gets the new circuit, which has the name of the old one; free it with \ref
 *    latigraph_circuit_destroy().
 * \param circuit The circuit, n neurons and m edges.
 * \param seed Seed of the random numbers.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory. \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(n log n + m log m).
 *
 * Example: add a rewired copy of a circuit to a list.
 * \verbatim
 *   latigraph_circuit_t *rewired;
 *   latigraph_circuit_rewire(&rewired, circuit, 1);
 *   latigraph_circuit_list_push_back(&list, rewired);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_rewire(latigraph_circuit_t **rewired,
                                        const latigraph_circuit_t *circuit, igraph_uint_t seed) {
    latigraph_constraints_t keep;
    latigraph_surrogate_chain_t *chain;
    latigraph_constraints_init(&keep);
    keep.reciprocity = false;
    IGRAPH_CHECK(latigraph_surrogate_chain_create(&chain, circuit, &keep, seed));
    IGRAPH_FINALLY(latigraph_surrogate_chain_destroy, chain);
    IGRAPH_CHECK(
        latigraph_surrogate_chain_run(chain, STEPS_PER_EDGE * (igraph_integer_t)circuit->m));
    IGRAPH_CHECK(latigraph_surrogate_chain_circuit(chain, rewired));
    latigraph_surrogate_chain_destroy(chain);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_list_rewire
 * \brief Rewires every circuit of a list.
 *
 * Circuit i is rewired with seed + i, as by \ref latigraph_circuit_rewire(). The copies show what
 * the degrees of the circuits alone account for.
 *
 * \param rewired Initialised list; the copies are appended.
 * \param circuits The circuits.
 * \param seed Seed of the first circuit.
 * \return Error code: \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_circuit_rewire(), for each circuit.
 *
 * Example: properties of circuits with the same degrees.
 * \verbatim
 *   latigraph_circuit_list_t rewired;
 *   latigraph_circuit_list_init(&rewired);
 *   latigraph_circuit_list_rewire(&rewired, &circuits, 1);
 *   latigraph_properties(&rewired, &values);
 *   latigraph_circuit_list_destroy(&rewired);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_list_rewire(latigraph_circuit_list_t *rewired,
                                             const latigraph_circuit_list_t *circuits,
                                             igraph_uint_t seed) {
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        latigraph_circuit_t *copy;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_circuit_rewire(&copy, latigraph_circuit_list_get(circuits, i),
                                              seed + (igraph_uint_t)i));
        IGRAPH_FINALLY(latigraph_circuit_destroy, copy);
        IGRAPH_CHECK(latigraph_circuit_list_push_back(rewired, copy));
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}
