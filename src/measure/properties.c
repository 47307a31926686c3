/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "base/compat.h"
#include "measure/property.h"

#include <math.h>

typedef struct {
    latigraph_property_info_t info;
    latigraph_measure_t *measure;
} property_t;

/* A new property is a function of its family's file and a row here; the order is part of the
 * interface only within one version: find properties by name. */
static const property_t TABLE[] = {
    {{"density", "Edges per ordered pair of neurons, m / (n (n - 1)).", "",
      "Wasserman and Faust, Social Network Analysis (1994)", 0, 0, 0, 1},
     latigraph_measure_density},
    {{"mean-degree", "Edges per neuron, m / n: the mean in-degree and the mean out-degree.",
      "edges per neuron", "Newman, Networks (2010)", 0, 0, 0, INFINITY},
     latigraph_measure_mean_degree},
    {{"reciprocity", "Share of edges whose reverse is an edge too.", "",
      "igraph_reciprocity(); Newman, Forrest, Balthrop, Phys. Rev. E 66:035101 (2002)", 0, 0, 0,
      1},
     latigraph_measure_reciprocity},
    {{"transitivity",
      "Share of pairs of neighbours of a neuron that are neighbours themselves, directions and "
      "weights left aside: three times the triangles over the connected triples.",
      "", "igraph_transitivity_undirected(); Newman, SIAM Review 45:167 (2003)", 0, 0, 0, 1},
     latigraph_measure_transitivity},
    {{"out-degree-cv",
      "Coefficient of variation of the out-degrees: their standard deviation over their mean.", "",
      "Pearson, Phil. Trans. R. Soc. A 187:253 (1896)", 0, 0, 0, INFINITY},
     latigraph_measure_out_degree_cv},
    {{"in-degree-cv",
      "Coefficient of variation of the in-degrees: their standard deviation over their mean.", "",
      "Pearson, Phil. Trans. R. Soc. A 187:253 (1896)", 0, 0, 0, INFINITY},
     latigraph_measure_in_degree_cv},
    {{"degree-correlation", "Pearson correlation of in-degree and out-degree over neurons.", "",
      "Newman, Networks (2010)", 0, 0, -1, 1},
     latigraph_measure_degree_correlation},
    {{"assortativity",
      "Pearson correlation over edges of the sender's out-degree and the receiver's in-degree.", "",
      "igraph_assortativity_degree(); Newman, Phys. Rev. E 67:026126 (2003)", 0, 0, -1, 1},
     latigraph_measure_assortativity},
    {{"path-length",
      "Mean number of edges of a shortest directed path, over ordered pairs that have one.",
      "edges", "igraph_path_length_hist(); Watts and Strogatz, Nature 393:440 (1998)", 0, 0, 1,
      INFINITY},
     latigraph_measure_path_length},
    {{"modularity",
      "Greatest modularity met by greedy agglomeration, directions and weights left aside.", "",
      "igraph_community_fastgreedy(); Clauset, Newman, Moore, Phys. Rev. E 70:066111 (2004)", 0, 0,
      -0.5, 1},
     latigraph_measure_modularity},
    {{"spectral-radius",
      "Largest absolute value of the eigenvalues of the unweighted adjacency matrix (its Perron "
      "root).",
      "", "Power iteration with Collatz-Wielandt bounds; Wielandt, Math. Z. 52:642 (1950)", 0, 0, 0, INFINITY},
     latigraph_measure_spectral_radius},
    {{"giant-scc", "Share of neurons in the largest strongly connected component.", "",
      "igraph_connected_components(); Tarjan, SIAM J. Comput. 1:146 (1972)", 0, 0, 0, 1},
     latigraph_measure_giant_scc},
    {{"feed-forward",
      "Share of connected triads that are feed-forward loops (030T: i to j, j to k, i to k, no "
      "edge back).",
      "",
      "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970); Milo et al., Science 298:824 (2002); "
      "counted as in Batagelj and Mrvar, Soc. Networks 23:237 (2001)",
      0, 0, 0, 1},
     latigraph_measure_feed_forward},
    {{"feed-forward-excess",
      "Feed-forward loops over the number expected when the mutual, one-way and empty dyads of the "
      "circuit are dealt out at random.",
      "",
      "Triad census given the dyads (U|MAN): Holland and Leinhardt, Sociol. Methodol. 7:1 (1976)",
      0, 0, 0, INFINITY},
     latigraph_measure_feed_forward_excess},
    {{"cyclic",
      "Share of connected triads that are three-cycles (030C: i to j, j to k, k to i, no edge "
      "back).",
      "",
      "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970); counted as in Batagelj and Mrvar, Soc. "
      "Networks 23:237 (2001)",
      0, 0, 0, 1},
     latigraph_measure_cyclic},
    {{"edge-length",
      "Mean straight distance between sender and receiver, over edges with both positions known.",
      "unit of the positions", "Ercsey-Ravasz et al., Neuron 80:184 (2013)", 1, 0, 0, INFINITY},
     latigraph_measure_edge_length},
    {{"weight-mean", "Arithmetic mean of the edge weights.", "unit of the weights",
      "Barrat et al., PNAS 101:3747 (2004)", 0, 1, 0, INFINITY},
     latigraph_measure_weight_mean},
};

enum { PROPERTIES = sizeof TABLE / sizeof *TABLE };

/**
 * \function latigraph_property_count
 * \brief The number of graph properties that can be measured.
 *
 * \return The number of rows of the table of properties.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_property_info(), \ref latigraph_property_find().
 */
igraph_integer_t latigraph_property_count(void) {
    return PROPERTIES;
}

/**
 * \function latigraph_property_info
 * \brief Name, definition, unit and source of a property.
 *
 * \param i Index of the property, 0 .. \ref latigraph_property_count() − 1.
 * \return The property's description, which lives as long as the library, or
 *    \c NULL if there is no such property.
 *
 * Time complexity: O(1).
 */
const latigraph_property_info_t *latigraph_property_info(igraph_integer_t i) {
    return i >= 0 && i < PROPERTIES ? &TABLE[i].info : NULL;
}

/**
 * \function latigraph_property_find
 * \brief Finds a property by its name.
 *
 * \param name The name, e.g. "reciprocity".
 * \return The index of the property, or −1 if there is none of this name.
 *
 * Time complexity: O(number of properties).
 */
igraph_integer_t latigraph_property_find(const char *name) {
    for (int i = 0; i < PROPERTIES; i++) {
        if (g_strcmp0(TABLE[i].info.name, name) == 0) {
            return i;
        }
    }
    return -1;
}

/* Fills one row. */
static igraph_error_t measure_circuit(const latigraph_circuit_t *circuit, igraph_matrix_t *values,
                                      igraph_integer_t row) {
    latigraph_subject_t subject;
    IGRAPH_CHECK(latigraph_subject_init(&subject, circuit));
    IGRAPH_FINALLY(latigraph_subject_destroy, &subject);
    for (int i = 0; i < PROPERTIES; i++) {
        IGRAPH_CHECK(TABLE[i].measure(&subject, &MATRIX(*values, row, i)));
    }
    latigraph_subject_destroy(&subject);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_properties
 * \brief Measures every property of every circuit.
 *
 * No property draws random numbers: equal circuits give equal values, and
 * igraph's generator is left as it was. The order of the neurons does not
 * matter, but for the modularity, whose greedy search breaks ties by it (a
 * tenth of the spread over circuits of a cortex). Reports its progress as
 * "Measuring circuits" through igraph's progress handler (igraph's own
 * functions report theirs in between) and can be interrupted.
 *
 * \param circuits The circuits.
 * \param values An initialised matrix that is resized to one row a circuit
 *    and one column a property, in the order of the table. An entry is NaN
 *    where the property is not defined: density of fewer than two neurons;
 *    reciprocity, modularity, degree variation of a circuit without edges;
 *    correlations where one side does not vary; transitivity and shares of
 *    triads without connected triads; path length without a path; edge length
 *    without positions; weight mean without weights.
 * \return Error code:
 *    \c IGRAPH_ENOMEM, not enough memory;
 *    \c IGRAPH_INTERRUPTED, stopped by the progress or interruption handler.
 *
 * Time complexity: O(n (n + m) + Σ degree² + n log² n) a circuit of n neurons
 * and m edges, of which n (n + m) is for the shortest paths.
 *
 * \sa \ref latigraph_property_info(), \ref latigraph_property_find().
 *
 * Example: the mean reciprocity of a list of circuits.
 * \verbatim
 *   igraph_matrix_t values;
 *   const igraph_integer_t column = latigraph_property_find("reciprocity");
 *   igraph_real_t sum = 0;
 *   igraph_matrix_init(&values, 0, 0);
 *   latigraph_properties(&circuits, &values);
 *   for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&values); i++) {
 *       sum += MATRIX(values, i, column);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_properties(const latigraph_circuit_list_t *circuits,
                                    igraph_matrix_t *values) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    IGRAPH_CHECK(igraph_matrix_resize(values, count, PROPERTIES));
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_PROGRESS("Measuring circuits", 100.0 * (double)i / (double)count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(measure_circuit(latigraph_circuit_list_get(circuits, i), values, i));
    }
    IGRAPH_PROGRESS("Measuring circuits", 100.0, NULL);
    return IGRAPH_SUCCESS;
}
