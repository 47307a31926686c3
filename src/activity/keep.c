/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Choice of the pairs that become edges: all, the strongest, or those beyond chance.
 *
 * A density keeps a fixed number of pairs, however weak they are. A p value keeps as many as the
 * false discovery rate allows, perhaps none: of the pairs that are kept, about that share is due to
 * chance. Of equally strong pairs those with lower numbers are kept, so that the result depends on
 * the activity alone. */

#include "activity/keep.h"

#include "base/false_discovery.h"

#include <stdlib.h>

/* Number of the next pair after k, or n² at the end. */
static size_t next_pair(const latigraph_estimate_t *estimate, size_t k) {
    const size_t n = (size_t)estimate->n;
    for (k++; k < n * n; k++) {
        const size_t i = k / n, j = k % n;
        if (i != j && (estimate->directed || i < j) && estimate->weight[k] != 0) {
            break;
        }
    }
    return k;
}

static size_t first_pair(const latigraph_estimate_t *estimate) {
    return next_pair(estimate, 0); /* pair 0 is on the diagonal */
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Collects p values, or strengths, of all pairs. */
static size_t collect(const latigraph_estimate_t *estimate, gboolean p, double *value) {
    const size_t end = (size_t)estimate->n * estimate->n;
    size_t count = 0;
    for (size_t k = first_pair(estimate); k < end; k = next_pair(estimate, k)) {
        value[count++] = p ? estimate->p[k] : latigraph_estimate_strength(estimate, k);
    }
    return count;
}

/* Keeps the pairs above the strength, and as many with equal strength as are left. */
static igraph_error_t keep_strongest(const latigraph_estimate_t *estimate, double *strength,
                                     size_t count, size_t wanted, igraph_vector_int_t *pairs) {
    const size_t end = (size_t)estimate->n * estimate->n;
    qsort(strength, count, sizeof *strength, ascending);
    const double least = strength[count - wanted];
    size_t above = 0;
    while (above < wanted && strength[count - 1 - above] > least) {
        above++;
    }
    size_t equal = wanted - above;
    for (size_t k = first_pair(estimate); k < end; k = next_pair(estimate, k)) {
        const double own = latigraph_estimate_strength(estimate, k);
        if (own > least || (own == least && equal > 0)) {
            equal -= own == least;
            IGRAPH_CHECK(igraph_vector_int_push_back(pairs, (igraph_integer_t)k));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Keeps the pairs whose p is not above the limit. */
static igraph_error_t keep_below(const latigraph_estimate_t *estimate, double limit,
                                 igraph_vector_int_t *pairs) {
    const size_t end = (size_t)estimate->n * estimate->n;
    for (size_t k = first_pair(estimate); k < end; k = next_pair(estimate, k)) {
        if (estimate->p == NULL || estimate->p[k] <= limit) {
            IGRAPH_CHECK(igraph_vector_int_push_back(pairs, (igraph_integer_t)k));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_keep_pairs(const latigraph_estimate_t *estimate, latigraph_keep_t keep,
                                    double density, double p, igraph_vector_int_t *pairs) {
    const double n = estimate->n, possible = n * (n - 1) / (estimate->directed ? 1 : 2);
    double *value;
    igraph_vector_int_clear(pairs);
    if (keep == LATIGRAPH_KEEP_ALL) {
        return keep_below(estimate, INFINITY, pairs);
    }
    LATIGRAPH_ALLOCATE(value, (gsize)possible);
    const size_t count = collect(estimate, keep == LATIGRAPH_KEEP_P, value);
    const size_t wanted = MIN((size_t)floor(density * possible + 0.5), count);
    if (keep == LATIGRAPH_KEEP_P) {
        IGRAPH_CHECK(keep_below(estimate, latigraph_false_discovery(value, count, p), pairs));
    } else if (wanted > 0) {
        IGRAPH_CHECK(keep_strongest(estimate, value, count, wanted, pairs));
    }
    g_free(value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
