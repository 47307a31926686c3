/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Baselines for the bits of a circuit's edges: models with one and with two fitted parameters.
 *
 * Both use maximum-likelihood values and ignore the cost of encoding them, which favours the
 * baselines. */

#include "circuit/circuit.h"

#include <latigraph/measure.h>
#include <math.h>

/* Returns −count log₂(count / total): bits of `count` outcomes of one kind at their own frequency.
 */
static double bits(double count, double total) {
    return count > 0 ? -count * log2(count / total) : 0;
}

/**
 * \function latigraph_bits_erdos_renyi
 * \brief Bits of a circuit's edges under the best Erdős–Rényi model.
 *
 * Every ordered pair of distinct neurons is an edge with the same probability. The probability is
 * its maximum-likelihood value, the density. The cost of encoding the density is not included.
 *
 * \param circuit The circuit, n neurons and m edges.
 * \return −log2 P(edges); 0 for fewer than two neurons.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_bits_dyad()
 *
 * Example: bits per edge of a circuit without any structure but its density.
 * \verbatim
 *    printf("%g\n", latigraph_bits_erdos_renyi(circuit) /
 *                       (double)latigraph_circuit_ecount(circuit));
 * \endverbatim
 */
igraph_real_t latigraph_bits_erdos_renyi(const latigraph_circuit_t *circuit) {
    const double pairs = (double)circuit->n * (circuit->n - 1);
    return bits(circuit->m, pairs) + bits(pairs - circuit->m, pairs);
}

static double mutual_dyads(const latigraph_circuit_t *circuit) {
    double mutual = 0;
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const int j = circuit->out_to[e];
            mutual += i < j && latigraph_circuit_has_edge(circuit, j, i);
        }
    }
    return mutual;
}

/**
 * \function latigraph_bits_dyad
 * \brief Bits of a circuit's edges under the best dyad model.
 *
 * Every unordered pair of neurons is mutual, one-way or empty with the same three probabilities.
 * These are their maximum-likelihood values, the shares of the circuit. The direction of a one-way
 * dyad costs one bit. The cost of encoding the shares is not included. This is the model of Holland
 * and Leinhardt, JASA 76:33 (1981), with density and reciprocity only.
 *
 * \param circuit The circuit, n neurons and m edges.
 * \return −log2 P(edges); 0 for fewer than two neurons.
 *
 * Time complexity: O(n + m log m).
 *
 * \sa \ref latigraph_bits_erdos_renyi()
 *
 * Example: bits that reciprocity saves beyond density.
 * \verbatim
 *    printf("%g bits\n", latigraph_bits_erdos_renyi(circuit) - latigraph_bits_dyad(circuit));
 * \endverbatim
 */
igraph_real_t latigraph_bits_dyad(const latigraph_circuit_t *circuit) {
    const double dyads = (double)circuit->n * (circuit->n - 1) / 2;
    const double mutual = mutual_dyads(circuit);
    const double one_way = circuit->m - 2 * mutual;
    const double null = dyads - mutual - one_way;
    return bits(mutual, dyads) + bits(one_way, dyads) + bits(null, dyads) + one_way;
}
