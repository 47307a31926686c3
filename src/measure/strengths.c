/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Properties of weighted degrees and of weighted distances.
 *
 * The out-strength of a neuron is the sum of the weights of its out-going edges, and the
 * in-strength that of the edges that it receives. Both have the same mean, the total weight per
 * neuron. The distance of weighted paths is the sum of 1 / weight over the edges, so that strong
 * connections are short (Rubinov and Sporns, NeuroImage 52:1059, 2010). All are NaN in circuits
 * without weights. Strengths that are equal up to rounding have a CV of rounding size, not exactly
 * 0, because weights are real numbers. */

#include "measure/property.h"

#include <math.h>

double latigraph_strength(const latigraph_circuit_t *c, int i, gboolean out) {
    double sum = 0;
    if (out) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            sum += c->weight[e];
        }
    } else {
        for (int k = c->in_start[i]; k < c->in_start[i + 1]; k++) {
            sum += c->weight[c->in_edge[k]];
        }
    }
    return sum;
}

igraph_error_t latigraph_measure_mean_strength(const latigraph_subject_t *subject,
                                               igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    double sum = 0;
    for (int i = 0; i < c->n && c->weight != NULL; i++) {
        sum += latigraph_strength(c, i, TRUE);
    }
    *value = c->n < 1 || c->weight == NULL ? IGRAPH_NAN : sum / c->n;
    return IGRAPH_SUCCESS;
}

/* Two passes keep the result accurate if the strengths hardly vary. */
static igraph_error_t strength_cv(const latigraph_subject_t *subject, gboolean out,
                                  igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    igraph_real_t mean;
    double squares = 0;
    IGRAPH_CHECK(latigraph_measure_mean_strength(subject, &mean));
    *value = IGRAPH_NAN;
    if (mean > 0) {
        for (int i = 0; i < c->n; i++) {
            const double off = latigraph_strength(c, i, out) - mean;
            squares += off * off;
        }
        *value = sqrt(squares / c->n) / mean;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_out_strength_cv(const latigraph_subject_t *subject,
                                                 igraph_real_t *value) {
    return strength_cv(subject, TRUE, value);
}

igraph_error_t latigraph_measure_in_strength_cv(const latigraph_subject_t *subject,
                                                igraph_real_t *value) {
    return strength_cv(subject, FALSE, value);
}

igraph_error_t latigraph_measure_weighted_efficiency(const latigraph_subject_t *subject,
                                                     igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_LENGTHS, &q));
    *value = q->weighted_efficiency[0];
    return IGRAPH_SUCCESS;
}
