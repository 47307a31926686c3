/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Descriptors of a set of circuits, measured once and used by all comparisons.
 *
 * Comparisons give circuits other weights thousands of times (comparison.c). Everything that
 * depends on one circuit alone is therefore measured here: properties, triad census, histograms and
 * quantiles of degrees. Properties are stored column by column, each with the order of the circuits
 * by value, so that a distance of distributions needs no sort.
 */
#include "measure/descriptors.h"

#include "base/memory.h"
#include "measure/property.h"

#include <stdlib.h>

void latigraph_descriptors_destroy(latigraph_descriptors_t *set) {
    g_free(set->property);
    g_free(set->order);
    g_free(set->defined);
    g_free(set->triad);
    g_free(set->quantile);
    g_free(set->histogram[0]);
    g_free(set->histogram[1]);
    g_free(set->neurons);
    memset(set, 0, sizeof *set);
}

static int greatest_degree(const latigraph_circuit_list_t *circuits) {
    int greatest = 0;
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(circuits); c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        for (int i = 0; i < circuit->n; i++) {
            greatest = MAX(greatest, latigraph_out_degree(circuit, i));
            greatest = MAX(greatest, latigraph_in_degree(circuit, i));
        }
    }
    return greatest;
}

static igraph_error_t allocate(latigraph_descriptors_t *set) {
    const gsize count = (gsize)set->count, properties = (gsize)set->properties;
    const gsize degrees = (gsize)set->degrees;
    set->property = g_try_new0(double, count *properties + 1);
    set->order = g_try_new0(int, count *properties + 1);
    set->defined = g_try_new0(int, properties + 1);
    set->triad = g_try_new0(double, count *LATIGRAPH_TRIADS + 1);
    set->quantile = g_try_new0(double, count * 2 * LATIGRAPH_QUANTILES + 1);
    set->histogram[0] = g_try_new0(double, count *degrees + 1);
    set->histogram[1] = g_try_new0(double, count *degrees + 1);
    set->neurons = g_try_new0(double, count + 1);
    if (set->property == NULL || set->order == NULL || set->defined == NULL || set->triad == NULL ||
        set->quantile == NULL || set->histogram[0] == NULL || set->histogram[1] == NULL ||
        set->neurons == NULL) {
        IGRAPH_ERRORF("Not enough memory to describe %d circuits.", IGRAPH_ENOMEM, set->count);
    }
    return IGRAPH_SUCCESS;
}

typedef struct {
    double value;
    int circuit;
} ranked_t;

/* Orders circuits by value: NaN last, ties by index. The order is the same on every machine. */
static int compare(const void *a, const void *b) {
    const ranked_t *x = a, *y = b;
    if (isnan(x->value) != isnan(y->value)) {
        return isnan(x->value) ? 1 : -1;
    }
    return x->value < y->value   ? -1
           : x->value > y->value ? 1
                                 : (x->circuit > y->circuit) - (x->circuit < y->circuit);
}

/* Values are copied next to their indices, because g_qsort_with_data() ends the process when memory
 * runs out. */
static igraph_error_t sort_properties(latigraph_descriptors_t *set) {
    ranked_t *ranked;
    LATIGRAPH_ALLOCATE(ranked, set->count);
    for (int p = 0; p < set->properties; p++) {
        const gsize row = (gsize)p * (gsize)set->count;
        for (int i = 0; i < set->count; i++) {
            ranked[i] = (ranked_t){.value = set->property[row + (gsize)i], .circuit = i};
            set->defined[p] += !isnan(ranked[i].value);
        }
        qsort(ranked, (size_t)set->count, sizeof *ranked, compare);
        for (int i = 0; i < set->count; i++) {
            set->order[row + (gsize)i] = ranked[i].circuit;
        }
    }
    g_free(ranked);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure_properties(latigraph_descriptors_t *set,
                                         const latigraph_circuit_list_t *circuits) {
    igraph_bool_t wanted[LATIGRAPH_PROPERTIES];
    igraph_matrix_t values;
    for (int p = 0; p < LATIGRAPH_PROPERTIES; p++) {
        wanted[p] = p < set->properties;
    }
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_properties_wanted(circuits, NULL, wanted, &values));
    for (int p = 0; p < set->properties; p++) {
        for (int i = 0; i < set->count; i++) {
            set->property[(gsize)p * (gsize)set->count + (gsize)i] = MATRIX(values, i, p);
        }
    }
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the smallest degree that at least a share of the n > 0 neurons does not exceed. */
static double quantile(const double *histogram, int degrees, double n, double share) {
    double below = 0;
    for (int d = 0; d < degrees; d++) {
        below += histogram[d];
        if (below > 0 && below >= share * n) {
            return d;
        }
    }
    return degrees - 1;
}

static void describe_degrees(latigraph_descriptors_t *set, int c,
                             const latigraph_circuit_t *circuit) {
    static const double share[LATIGRAPH_QUANTILES] = {0, .1, .25, .5, .75, .9, 1};
    double *row[2];
    for (int side = 0; side < 2; side++) {
        row[side] = set->histogram[side] + (gsize)c * (gsize)set->degrees;
    }
    for (int i = 0; i < circuit->n; i++) {
        row[0][latigraph_out_degree(circuit, i)]++;
        row[1][latigraph_in_degree(circuit, i)]++;
    }
    set->neurons[c] = circuit->n;
    for (int k = 0; k < 2 * LATIGRAPH_QUANTILES && circuit->n > 0; k++) {
        set->quantile[c * 2 * LATIGRAPH_QUANTILES + k] = quantile(
            row[k / LATIGRAPH_QUANTILES], set->degrees, circuit->n, share[k % LATIGRAPH_QUANTILES]);
    }
}

igraph_error_t latigraph_descriptors_init(latigraph_descriptors_t *set,
                                          const latigraph_circuit_list_t *circuits) {
    memset(set, 0, sizeof *set);
    set->count = (int)latigraph_circuit_list_size(circuits);
    set->properties = (int)latigraph_property_compared_count();
    set->degrees = greatest_degree(circuits) + 1;
    IGRAPH_FINALLY(latigraph_descriptors_destroy, set);
    IGRAPH_CHECK(allocate(set));
    IGRAPH_CHECK(measure_properties(set, circuits));
    IGRAPH_CHECK(sort_properties(set));
    for (int c = 0; c < set->count; c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_triad_census(circuit, set->triad + (gsize)c * LATIGRAPH_TRIADS));
        describe_degrees(set, c, circuit);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
