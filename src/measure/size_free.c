/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Measures that do not depend on the numbers of neurons and edges.
 *
 * Density, clustering, paths and shares of motifs all change with the size of a circuit, even if
 * nothing else does (van Wijk, Stam, Daffertshofer, PLoS ONE 5:e13701, 2010). So a comparison of
 * circuits of different sizes finds the sizes. The measures here divide a count of subgraphs by the
 * count that is expected if the m edges lie at random on the N = n (n − 1) ordered pairs:
 *
 *     ratio = count / (places · m (m − 1) … (m − k + 1) / (N (N − 1) … (N − k + 1)))
 *
 * for subgraphs of k edges, of which `places` fit on n neurons. This is the moment of the network
 * normalised by powers of its density (Bickel, Chen, Levina, Ann. Stat. 39:2280, 2011). If circuits
 * of all sizes come from one exchangeable law of wiring, it has the same limit whatever the number
 * of neurons and the density. Subgraphs are counted whatever other edges exist. Ratios of stars are
 * 1 plus the squared coefficient of variation of the degrees beyond that of chance. Falling
 * factorials in place of powers make the mean exactly 1 for random edges also in small circuits.
 *
 * Triads are compared with the dyads in the same way (Holland and Leinhardt, Sociol. Methodol. 7:1,
 * 1976), as in the profiles of Milo et al. (Science 303:1538, 2004). Z-scores are not used, because
 * they grow with the size. Nor is any constant added to counts: (count + 4) / (expected + 4) would
 * show the expected count, and with it the size, wherever the count is 0. Paths and eigenvalues are
 * left out, because their expectations for random edges have no exact form. */

#include "measure/size_free.h"

#include "measure/subject.h"

#include <latigraph/measure.h>
#include <math.h>

static const char *const NAME[LATIGRAPH_SIZE_FREE] = {
    "reciprocity-ratio",  "out-star-ratio", "in-star-ratio", "chain-ratio", "clustering-ratio",
    "feed-forward-ratio", "cycle-ratio",    "cycle-share",   "weight-cv"};

/* --- Counts ------------------------------------------------------------------------------------
 */

/* Numbers of mutual, one-way and empty dyads. */
typedef struct {
    double mutual, one_way, empty;
} dyads_t;

static dyads_t count_dyads(const latigraph_circuit_t *c) {
    const double n = c->n;
    double ends = 0;
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            ends += latigraph_circuit_has_edge(c, c->out_to[e], i);
        }
    }
    return (dyads_t){ends / 2, c->m - ends, n * (n - 1) / 2 - c->m + ends / 2};
}

/* Returns x (x − 1) … (x − k + 1). */
static double falling(double x, int k) {
    double product = 1;
    for (int i = 0; i < k; i++) {
        product *= x - i;
    }
    return product;
}

/* Returns count over the count expected of m edges at random, or NaN if that is 0. */
static double ratio_to_chance(const latigraph_circuit_t *c, double count, double places, int k) {
    const double n = c->n, expected = places * falling(c->m, k) / falling(n * (n - 1), k);
    return c->m >= k && c->n >= 3 && expected > 0 ? count / expected : NAN;
}

/* Numbers of pairs of edges that leave one neuron, that enter one, and that are a chain through
 * one to another. */
typedef struct {
    double out, in, chains;
} pairs_t;

static pairs_t count_pairs(const latigraph_circuit_t *c, const dyads_t *dyads) {
    pairs_t pairs = {0, 0, -2 * dyads->mutual};
    for (int i = 0; i < c->n; i++) {
        const double out = latigraph_out_degree(c, i), in = latigraph_in_degree(c, i);
        pairs.out += out * (out - 1);
        pairs.in += in * (in - 1);
        pairs.chains += out * in;
    }
    return pairs;
}

/* --- Triads ------------------------------------------------------------------------------------
 */

/* Dyads of a class, and its share of all ways to place such dyads and to turn the one-way ones. */
typedef struct {
    int mutual, one_way;
    double ways;
    int transitive, cyclic; /* feed-forward triples and three-cycles, whatever other edges */
} class_t;

static const class_t CLASS[LATIGRAPH_TRIADS] = {
    {0, 0, 1, 0, 0},    {0, 1, 3, 0, 0},    {1, 0, 3, 0, 0}, {0, 2, 0.75, 0, 0},
    {0, 2, 0.75, 0, 0}, {0, 2, 1.5, 0, 0},  {1, 1, 3, 0, 0}, {1, 1, 3, 0, 0},
    {0, 3, 0.75, 1, 0}, {0, 3, 0.25, 0, 1}, {2, 0, 3, 0, 0}, {1, 2, 0.75, 2, 0},
    {1, 2, 0.75, 2, 0}, {1, 2, 1.5, 1, 1},  {2, 1, 3, 3, 1}, {3, 0, 1, 6, 2}};

void latigraph_expected_triads(const latigraph_circuit_t *circuit,
                               double expected[LATIGRAPH_TRIADS]) {
    const double n = circuit->n, pairs = n * (n - 1) / 2;
    const dyads_t dyads = count_dyads(circuit);
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        const class_t *class = &CLASS[k];
        const int empty = 3 - class->mutual - class->one_way;
        const double ways = class->ways * n * (n - 1) * (n - 2) / 6;
        expected[k] = n < 3 ? 0
                            : ways * falling(dyads.mutual, class->mutual) *
                                  falling(dyads.one_way, class->one_way) *
                                  falling(dyads.empty, empty) / falling(pairs, 3);
    }
}

/* Triples by what their triad holds. */
typedef struct {
    double transitive, cyclic;
    double closed, open; /* three and two connected pairs */
} triples_t;

static triples_t count_triples(const double triad[LATIGRAPH_TRIADS]) {
    triples_t triples = {0, 0, 0, 0};
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        const int connected = CLASS[k].mutual + CLASS[k].one_way;
        triples.transitive += CLASS[k].transitive * triad[k];
        triples.cyclic += CLASS[k].cyclic * triad[k];
        triples.closed += connected == 3 ? triad[k] : 0;
        triples.open += connected == 2 ? triad[k] : 0;
    }
    return triples;
}

/* Returns the transitivity over the share of the other pairs that are connected, which it is in
 * expectation if connected pairs lie at random. Directions are ignored. */
static double clustering_ratio(const triples_t *triples, const dyads_t *dyads) {
    const double connected = dyads->mutual + dyads->one_way;
    const double expected = (connected - 2) / (connected + dyads->empty - 2);
    const double paths = 3 * triples->closed + triples->open;
    return connected > 2 && paths > 0 ? 3 * triples->closed / paths / expected : NAN;
}

/* --- All measures ------------------------------------------------------------------------------
 */

static double weight_cv(const latigraph_circuit_t *c) {
    double sum = 0, squares = 0;
    for (int e = 0; c->weight != NULL && e < c->m; e++) {
        sum += c->weight[e];
    }
    for (int e = 0; c->weight != NULL && e < c->m; e++) {
        squares += (c->weight[e] - sum / c->m) * (c->weight[e] - sum / c->m);
    }
    return sum > 0 ? sqrt(squares * c->m) / sum : NAN;
}

void latigraph_size_free(const latigraph_circuit_t *circuit, const double triad[LATIGRAPH_TRIADS],
                         double value[LATIGRAPH_SIZE_FREE]) {
    const double n = circuit->n, places = n * (n - 1) * (n - 2);
    const dyads_t dyads = count_dyads(circuit);
    const pairs_t pairs = count_pairs(circuit, &dyads);
    const triples_t triples = count_triples(triad);
    const double turned = triples.cyclic + triples.transitive;
    value[0] = ratio_to_chance(circuit, dyads.mutual, n * (n - 1) / 2, 2);
    value[1] = ratio_to_chance(circuit, pairs.out, places, 2);
    value[2] = ratio_to_chance(circuit, pairs.in, places, 2);
    value[3] = ratio_to_chance(circuit, pairs.chains, places, 2);
    value[4] = clustering_ratio(&triples, &dyads);
    value[5] = ratio_to_chance(circuit, triples.transitive, places, 3);
    value[6] = ratio_to_chance(circuit, triples.cyclic, places / 3, 3);
    value[7] = turned > 0 ? triples.cyclic / turned : NAN;
    value[8] = weight_cv(circuit);
}

/**
 * \function latigraph_size_free_count
 * \brief The number of measures that do not depend on the numbers of neurons and edges.
 *
 * \return Their number.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_likeness_size_free(), \ref latigraph_size_free_name()
 *
 * Example: the names of all.
 * \verbatim
 *    for (igraph_integer_t i = 0; i < latigraph_size_free_count(); i++) {
 *        puts(latigraph_size_free_name(i));
 *    }
 * \endverbatim
 */
igraph_integer_t latigraph_size_free_count(void) {
    return LATIGRAPH_SIZE_FREE;
}

/**
 * \function latigraph_size_free_name
 * \brief The name of a measure that does not depend on the numbers of neurons and edges.
 *
 * \param i The index of the measure, 0 .. \ref latigraph_size_free_count() − 1.
 * \return The name, or NULL if there is no such measure. doc/evaluation.md defines the measures.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_likeness_size_free()
 *
 * Example: the first name.
 * \verbatim
 *    puts(latigraph_size_free_name(0));
 * \endverbatim
 */
const char *latigraph_size_free_name(igraph_integer_t i) {
    return i >= 0 && i < LATIGRAPH_SIZE_FREE ? NAME[i] : NULL;
}
