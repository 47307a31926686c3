/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties of how edges close: reciprocity, triangles, and the triad census.
 *
 * Most of them are ratios of counts that the subject holds (subject.c). igraph has several of these
 * counts, but takes 18 times as long or more (bench/triads). Two are related to what chance gives,
 * by closed forms and not by random graphs: reciprocity to that of edges placed at random, and
 * feed-forward loops to those of as many one-way dyads placed at random. A ratio whose denominator
 * is 0 is NaN, because a circuit without triples is not one in which no triple closes.
 */
#include "measure/property.h"

#include <math.h>

/* The mutual edges are counted without the census, which takes longer. */
igraph_error_t latigraph_measure_reciprocity(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    double returned = 0;
    for (int i = 0; i < c->n; i++) {
        returned += latigraph_circuit_returned(c, i);
    }
    *value = c->m > 0 ? returned / c->m : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* igraph rounds in this order. */
igraph_error_t latigraph_measure_transitivity(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    const latigraph_triads_t *triads;
    IGRAPH_CHECK(latigraph_subject_triads(subject, &triads));
    *value = triads->triples > 0 ? triads->triangles / triads->triples * 3 : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* Divides the triples of a class by the connected ones. */
static igraph_error_t share_of_connected(const latigraph_subject_t *subject, int k,
                                         igraph_real_t *value) {
    const latigraph_triads_t *triads;
    IGRAPH_CHECK(latigraph_subject_triads(subject, &triads));
    *value = triads->connected > 0 ? triads->count[k] / triads->connected : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_feed_forward(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    return share_of_connected(subject, LATIGRAPH_TRIAD_030T, value);
}

/* Three one-way dyads of a triple, oriented at random, form a feed-forward loop in six of eight
 * cases. */
igraph_error_t latigraph_measure_feed_forward_excess(const latigraph_subject_t *subject,
                                                     igraph_real_t *value) {
    const double n = subject->circuit->n, dyads = n * (n - 1) / 2;
    const double triples = n * (n - 1) * (n - 2) / 6;
    const latigraph_triads_t *triads;
    IGRAPH_CHECK(latigraph_subject_triads(subject, &triads));
    const double a = triads->one_way;
    const double expected =
        0.75 * triples * a * (a - 1) * (a - 2) / (dyads * (dyads - 1) * (dyads - 2));
    *value = n >= 3 && a >= 3 ? triads->count[LATIGRAPH_TRIAD_030T] / expected : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_cyclic(const latigraph_subject_t *subject, igraph_real_t *value) {
    return share_of_connected(subject, LATIGRAPH_TRIAD_030C, value);
}

/* The value is 0 in expectation for edges placed at random on ordered pairs, and 1 if all are
 * mutual. */
igraph_error_t latigraph_measure_reciprocity_excess(const latigraph_subject_t *subject,
                                                    igraph_real_t *value) {
    igraph_real_t density, reciprocity;
    IGRAPH_CHECK(latigraph_measure_density(subject, &density));
    IGRAPH_CHECK(latigraph_measure_reciprocity(subject, &reciprocity));
    *value = density < 1 ? (reciprocity - density) / (1 - density) : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* A neuron with fewer than two partners has no clustering. igraph rounds in this order. */
igraph_error_t latigraph_measure_local_clustering(const latigraph_subject_t *subject,
                                                  igraph_real_t *value) {
    const latigraph_neuron_triads_t *neurons;
    double sum = 0;
    int known = 0;
    IGRAPH_CHECK(latigraph_subject_neuron_triads(subject, &neurons));
    for (int i = 0; i < subject->circuit->n; i++) {
        const double clustering = latigraph_clustering(neurons, i);
        sum += isnan(clustering) ? 0 : clustering;
        known += !isnan(clustering);
    }
    *value = known > 0 ? sum / known : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_cyclic_ratio(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    const latigraph_triads_t *triads;
    IGRAPH_CHECK(latigraph_subject_triads(subject, &triads));
    const double cyclic = triads->count[LATIGRAPH_TRIAD_030C];
    const double both = cyclic + triads->count[LATIGRAPH_TRIAD_030T];
    *value = both > 0 ? cyclic / both : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* --- Shares of the 16 classes of triads ----------------------------------- */

/* Divides the triples of a class by all triples. */
static igraph_error_t share_of_all(const latigraph_subject_t *subject, int k,
                                   igraph_real_t *value) {
    const double n = subject->circuit->n;
    const latigraph_triads_t *triads;
    IGRAPH_CHECK(latigraph_subject_triads(subject, &triads));
    *value = n < 3 ? IGRAPH_NAN : triads->count[k] / (n * (n - 1) * (n - 2) / 6);
    return IGRAPH_SUCCESS;
}

#define SHARE_OF_CLASS(name, k)                                                                    \
    igraph_error_t latigraph_measure_triad_##name(const latigraph_subject_t *subject,              \
                                                  igraph_real_t *value) {                          \
        return share_of_all(subject, k, value);                                                    \
    }

SHARE_OF_CLASS(003, 0)
SHARE_OF_CLASS(012, 1)
SHARE_OF_CLASS(102, 2)
SHARE_OF_CLASS(021D, 3)
SHARE_OF_CLASS(021U, 4)
SHARE_OF_CLASS(021C, 5)
SHARE_OF_CLASS(111D, 6)
SHARE_OF_CLASS(111U, 7)
SHARE_OF_CLASS(030T, 8)
SHARE_OF_CLASS(030C, 9)
SHARE_OF_CLASS(201, 10)
SHARE_OF_CLASS(120D, 11)
SHARE_OF_CLASS(120U, 12)
SHARE_OF_CLASS(120C, 13)
SHARE_OF_CLASS(210, 14)
SHARE_OF_CLASS(300, 15)
