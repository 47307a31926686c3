/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The dimension of the activity that the wiring of a circuit gives rise to.
 *
 * The circuit is a rate network with the options that the operation "covariance" has by default:
 * one weight for all edges, spectral radius 0.9, and noise of SD 0.5. The property is then a
 * function of the unweighted graph alone, as its spectral radius is, and any circuit has it that
 * has a cycle. Its eigenvalues are those that other properties share.
 */
#include "base/memory.h"
#include "measure/property.h"
#include "measure/rate_covariance.h"

#include <math.h>

static const double RADIUS = 0.9, NOISE = 0.5;

static igraph_error_t find_dimension(const latigraph_circuit_t *c, double weight,
                                     igraph_real_t *value) {
    const gsize n = (gsize)c->n;
    double *weights, *covariance, *gain;
    LATIGRAPH_ALLOCATE(weights, n * n);
    LATIGRAPH_ALLOCATE(covariance, n * n);
    LATIGRAPH_ALLOCATE(gain, n);
    for (gsize i = 0; i < n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            weights[i * n + (gsize)c->out_to[e]] = weight;
        }
    }
    IGRAPH_CHECK(latigraph_rate_covariance(c->n, weights, NOISE, false, covariance, gain));
    *value = latigraph_participation_ratio(c->n, covariance);
    g_free(gain);
    g_free(covariance);
    g_free(weights);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Eigenvalues are NaN for large circuits, and all are 0 without a cycle. */
igraph_error_t latigraph_measure_activity_dimension(const latigraph_subject_t *subject,
                                                    igraph_real_t *value) {
    latigraph_eigenvalues_t all;
    IGRAPH_CHECK(latigraph_subject_eigenvalues(subject, &all));
    *value = IGRAPH_NAN;
    return all.largest > 0 ? find_dimension(subject->circuit, RADIUS / all.largest, value)
                           : IGRAPH_SUCCESS;
}
