/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The procedure of Benjamini and Hochberg: of m tests, those with the k smallest p values are
 * significant at the rate r if the k-th of them is at most r k / m. The rate of a test is then the
 * least p m / k over its own place k and all later ones, so that equal p values get equal rates. */

#include "base/false_discovery.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double latigraph_false_discovery(double *p, size_t count, double rate) {
    qsort(p, count, sizeof *p, ascending);
    for (size_t k = count; k > 0; k--) {
        if (p[k - 1] <= rate * (double)k / (double)count) {
            return p[k - 1];
        }
    }
    return -1;
}

typedef struct {
    double p;
    size_t test;
} ranked_t;

static int by_p(const void *a, const void *b) {
    return ascending(&((const ranked_t *)a)->p, &((const ranked_t *)b)->p);
}

igraph_error_t latigraph_false_discovery_rates(const double *p, size_t count, double *q) {
    ranked_t *ranked;
    size_t made = 0;
    double least = 1;
    LATIGRAPH_ALLOCATE(ranked, count);
    for (size_t k = 0; k < count; k++) {
        q[k] = NAN;
        if (!isnan(p[k])) {
            ranked[made++] = (ranked_t){p[k], k};
        }
    }
    qsort(ranked, made, sizeof *ranked, by_p);
    for (size_t k = made; k > 0; k--) {
        least = fmin(least, ranked[k - 1].p * (double)made / (double)k);
        q[ranked[k - 1].test] = least;
    }
    g_free(ranked);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
