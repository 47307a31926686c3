/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Size, density and mean strength of circuits, as covariates of other numbers.
 *
 * Sets of circuits that differ in these differ in nearly every property, so that comparisons need
 * them beside. They are logarithms, because degrees, lengths of paths and counts of triangles are
 * nearly products of powers of them. The mean strength is a covariate only if all circuits have
 * weights.
 */
#include "measure/covariates.h"

#include "circuit/circuit.h"

#include <math.h>

static double ln_strength(const latigraph_circuit_t *c) {
    double sum = 0;
    for (int e = 0; e < c->m; e++) {
        sum += c->weight[e];
    }
    return c->m > 0 ? log(sum / c->n) : NAN;
}

/* Replaces unknown entries of a column by the mean of the known ones. */
static void fill_unknown(igraph_integer_t circuits, int count, double *column) {
    double sum = 0;
    int known = 0;
    for (igraph_integer_t c = 0; c < circuits; c++) {
        sum += isnan(column[c * count]) ? 0 : column[c * count];
        known += !isnan(column[c * count]);
    }
    for (igraph_integer_t c = 0; c < circuits; c++) {
        if (isnan(column[c * count])) {
            column[c * count] = known > 0 ? sum / known : 0;
        }
    }
}

void latigraph_list_covariates(const latigraph_circuit_list_t *circuits, double *covariate,
                               int *count) {
    const igraph_integer_t size = latigraph_circuit_list_size(circuits);
    *count = LATIGRAPH_COVARIATES;
    for (igraph_integer_t i = 0; i < size; i++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, i);
        if (c->m > 0 && c->weight == NULL) {
            *count = LATIGRAPH_COVARIATES - 1;
        }
    }
    for (igraph_integer_t i = 0; i < size; i++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, i);
        const double n = c->n;
        double *row = covariate + i * *count;
        row[0] = n > 0 ? log(n) : NAN;
        row[1] = n > 1 && c->m > 0 ? log(c->m / (n * (n - 1))) : NAN;
        if (*count == LATIGRAPH_COVARIATES) {
            row[2] = ln_strength(c);
        }
    }
    for (int k = 0; k < *count; k++) {
        fill_unknown(size, *count, covariate + k);
    }
}
