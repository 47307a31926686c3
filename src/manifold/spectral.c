/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Coordinates from similarities: eigenvectors of a normalised matrix.
 *
 * In a sparse connectome two neurons of one place share few partners, so that their profiles are
 * nearly orthogonal and neighbours by profile mean nothing. The edges themselves say who is near.
 * The leading eigenvectors of D^-1/2 S D^-1/2 change slowly along edges (Belkin and Niyogi, Neural
 * Comput. 15:1373, 2003). Neurons with few edges would get eigenvectors of their own; adding the
 * mean degree to every degree prevents that (Chaudhuri, Chung, Tsiatas 2012; Qin and Rohe 2013).
 * The first eigenvector follows the degrees and is left out. */

#include "manifold/manifold.h"

#include <math.h>

static igraph_error_t similar_init(latigraph_similar_t *similar, int n, igraph_integer_t entries) {
    *similar = (latigraph_similar_t){.n = n};
    IGRAPH_VECTOR_INT_INIT_FINALLY(&similar->start, n + 1);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&similar->to, entries);
    IGRAPH_VECTOR_INIT_FINALLY(&similar->similarity, entries);
    similar->root = g_try_new0(double, n + 1);
    LATIGRAPH_CHECK_MEMORY(similar->root);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

void latigraph_similar_destroy(latigraph_similar_t *similar) {
    igraph_vector_int_destroy(&similar->start);
    igraph_vector_int_destroy(&similar->to);
    igraph_vector_destroy(&similar->similarity);
    g_free(similar->root);
}

/* Turns numbers of entries, start[i + 1] of row i, into the beginnings of rows. */
static void set_starts(latigraph_similar_t *similar) {
    for (int i = 0; i < similar->n; i++) {
        VECTOR(similar->start)[i + 1] += VECTOR(similar->start)[i];
    }
}

/* Adds one entry to both rows; next[i] is the next free place of row i. */
static void add_entry(latigraph_similar_t *similar, igraph_vector_int_t *next, igraph_integer_t a,
                      igraph_integer_t b, double similarity) {
    const igraph_integer_t at = VECTOR(*next)[a]++, back = VECTOR(*next)[b]++;
    VECTOR(similar->to)[at] = b;
    VECTOR(similar->to)[back] = a;
    VECTOR(similar->similarity)[at] = VECTOR(similar->similarity)[back] = similarity;
}

static void set_roots(latigraph_similar_t *similar) {
    double mean = 0;
    for (int i = 0; i < similar->n; i++) {
        similar->root[i] = 0;
        for (igraph_integer_t k = VECTOR(similar->start)[i]; k < VECTOR(similar->start)[i + 1];
             k++) {
            similar->root[i] += VECTOR(similar->similarity)[k];
        }
        mean += similar->root[i] / similar->n;
    }
    for (int i = 0; i < similar->n; i++) {
        similar->root[i] = 1 / sqrt(similar->root[i] + mean);
    }
}

igraph_error_t latigraph_similar_from_web(latigraph_similar_t *similar,
                                          const latigraph_web_t *web) {
    const igraph_integer_t n = igraph_vcount(&web->graph), m = igraph_ecount(&web->graph);
    igraph_vector_int_t next;
    double median;
    IGRAPH_CHECK(similar_init(similar, (int)n, 2 * m));
    IGRAPH_FINALLY(latigraph_similar_destroy, similar);
    IGRAPH_CHECK(latigraph_median_length(&web->length, &median));
    for (igraph_integer_t e = 0; e < m; e++) {
        VECTOR(similar->start)[IGRAPH_FROM(&web->graph, e) + 1]++;
        VECTOR(similar->start)[IGRAPH_TO(&web->graph, e) + 1]++;
    }
    set_starts(similar);
    IGRAPH_CHECK(igraph_vector_int_init_copy(&next, &similar->start));
    for (igraph_integer_t e = 0; e < m; e++) {
        const double d = VECTOR(web->length)[e] / median;
        add_entry(similar, &next, IGRAPH_FROM(&web->graph, e), IGRAPH_TO(&web->graph, e),
                  exp(-0.5 * d * d));
    }
    igraph_vector_int_destroy(&next);
    set_roots(similar);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_similar_from_circuit(latigraph_similar_t *similar, int n, const int *row,
                                              const latigraph_circuit_t *circuit) {
    igraph_vector_int_t next;
    IGRAPH_CHECK(similar_init(similar, n, 2 * (igraph_integer_t)circuit->m));
    IGRAPH_FINALLY(latigraph_similar_destroy, similar);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (row[i] >= 0) { /* both ends are in the same part */
                VECTOR(similar->start)[row[i] + 1]++;
                VECTOR(similar->start)[row[circuit->out_to[e]] + 1]++;
            }
        }
    }
    set_starts(similar);
    IGRAPH_CHECK(igraph_vector_int_init_copy(&next, &similar->start));
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (row[i] >= 0) {
                add_entry(similar, &next, row[i], row[circuit->out_to[e]],
                          log1p(circuit->weight != NULL ? circuit->weight[e] : 1));
            }
        }
    }
    igraph_vector_int_destroy(&next);
    set_roots(similar);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void multiply(const double *from, double *to, int n, const void *data) {
    const latigraph_similar_t *similar = data;
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (igraph_integer_t k = VECTOR(similar->start)[i]; k < VECTOR(similar->start)[i + 1];
             k++) {
            const igraph_integer_t j = VECTOR(similar->to)[k];
            sum += VECTOR(similar->similarity)[k] * similar->root[j] * from[j];
        }
        to[i] = similar->root[i] * sum;
    }
}

igraph_error_t latigraph_spectral(const latigraph_similar_t *similar, int dims, double *coordinate,
                                  double *eigenvalue) {
    const int n = similar->n;
    double *value, *vector;
    LATIGRAPH_ALLOCATE(value, dims + 1);
    LATIGRAPH_ALLOCATE(vector, (gsize)(dims + 1) * (gsize)n);
    IGRAPH_CHECK(latigraph_largest_eigen(n, dims + 1, multiply, similar, value, vector));
    for (int d = 0; d < dims; d++) {
        eigenvalue[d] = value[d + 1];
        for (int i = 0; i < n; i++) {
            coordinate[(size_t)i * dims + d] = sqrt(n) * vector[(size_t)(d + 1) * n + i];
        }
    }
    g_free(vector);
    g_free(value);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
