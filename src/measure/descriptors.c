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
#include "measure/fine.h"
#include "measure/property.h"
#include "measure/size_free.h"

#include <stdlib.h>

void latigraph_descriptors_destroy(latigraph_descriptors_t *set) {
    g_free(set->property);
    g_free(set->order);
    g_free(set->defined);
    g_free(set->triad);
    g_free(set->expected);
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
                                         const latigraph_circuit_list_t *circuits,
                                         igraph_integer_t threads) {
    igraph_bool_t wanted[LATIGRAPH_PROPERTIES];
    igraph_matrix_t values;
    for (int p = 0; p < LATIGRAPH_PROPERTIES; p++) {
        wanted[p] = p < latigraph_property_compared_count() &&
                    latigraph_property_slow_circuit(circuits, p) == NULL;
    }
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_properties_wanted(circuits, NULL, wanted, threads, &values));
    for (int p = 0; p < latigraph_property_compared_count(); p++) {
        for (int i = 0; i < set->count; i++) {
            set->property[(gsize)p * (gsize)set->count + (gsize)i] = MATRIX(values, i, p);
        }
    }
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The fine descriptors follow the properties. */
static igraph_error_t measure_finely(latigraph_descriptors_t *set, int c,
                                     const latigraph_circuit_t *circuit) {
    const gsize first = (gsize)latigraph_property_compared_count();
    double value[LATIGRAPH_FINE];
    IGRAPH_CHECK(latigraph_describe_finely(circuit, value));
    for (gsize k = 0; k < LATIGRAPH_FINE; k++) {
        set->property[(first + k) * (gsize)set->count + (gsize)c] = value[k];
    }
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

/* --- Size-free descriptors ------------------------------------------------------------------- */

/* Fewer triads than this, as a mean over the circuits of a set, are rare (the least expected count
 * of Cochran, Biometrics 10:417, 1954). */
static const double RARE = 5;

static void measure_size_free(latigraph_descriptors_t *set, int c,
                              const latigraph_circuit_t *circuit) {
    double value[LATIGRAPH_SIZE_FREE];
    latigraph_size_free(circuit, set->triad + (gsize)c * LATIGRAPH_TRIADS, value);
    latigraph_expected_triads(circuit, set->expected + (gsize)c * LATIGRAPH_TRIADS);
    for (int p = 0; p < LATIGRAPH_SIZE_FREE; p++) {
        set->property[(gsize)p * (gsize)set->count + (gsize)c] = value[p];
    }
}

static double mean_of_class(const latigraph_descriptors_t *set, const double *triads, int k) {
    double sum = 0;
    for (int c = 0; c < set->count; c++) {
        sum += triads[c * LATIGRAPH_TRIADS + k];
    }
    return sum / set->count;
}

/* Returns whether a class occurs, or ought to, so often that its ratios are more than the noise of
 * single triads. */
static gboolean is_common(const latigraph_descriptors_t *a, const latigraph_descriptors_t *b,
                          int k) {
    return (mean_of_class(a, a->expected, k) >= RARE && mean_of_class(b, b->expected, k) >= RARE) ||
           mean_of_class(a, a->triad, k) >= RARE || mean_of_class(b, b->triad, k) >= RARE;
}

void latigraph_descriptors_relate_triads(latigraph_descriptors_t *real,
                                         latigraph_descriptors_t *generated) {
    latigraph_descriptors_t *sets[] = {real, generated};
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        const gboolean common = is_common(real, generated, k);
        for (int s = 0; s < 2; s++) {
            for (int c = 0; c < sets[s]->count; c++) {
                double *triad = &sets[s]->triad[c * LATIGRAPH_TRIADS + k];
                const double expected = sets[s]->expected[c * LATIGRAPH_TRIADS + k];
                *triad = !common ? NAN : expected > 0 ? *triad / expected : 0;
            }
        }
    }
}

igraph_error_t latigraph_descriptors_init(latigraph_descriptors_t *set,
                                          const latigraph_circuit_list_t *circuits,
                                          igraph_bool_t size_free, igraph_bool_t fine,
                                          igraph_integer_t threads) {
    memset(set, 0, sizeof *set);
    set->count = (int)latigraph_circuit_list_size(circuits);
    set->properties = size_free ? LATIGRAPH_SIZE_FREE
                                : (int)latigraph_property_compared_count() + LATIGRAPH_FINE * fine;
    set->degrees = greatest_degree(circuits) + 1;
    IGRAPH_FINALLY(latigraph_descriptors_destroy, set);
    IGRAPH_CHECK(allocate(set));
    if (size_free) {
        set->expected = g_try_new0(double, (gsize)set->count *LATIGRAPH_TRIADS + 1);
        LATIGRAPH_CHECK_MEMORY(set->expected);
    } else {
        IGRAPH_CHECK(measure_properties(set, circuits, threads));
    }
    for (int c = 0; c < set->count; c++) {
        const latigraph_circuit_t *circuit = latigraph_circuit_list_get(circuits, c);
        latigraph_triads_t triads;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_find_triads(circuit, &triads, NULL));
        memcpy(set->triad + (gsize)c * LATIGRAPH_TRIADS, triads.count, sizeof triads.count);
        if (size_free) {
            measure_size_free(set, c, circuit);
        } else {
            describe_degrees(set, c, circuit);
        }
        if (fine) {
            IGRAPH_CHECK(measure_finely(set, c, circuit));
        }
    }
    IGRAPH_CHECK(sort_properties(set));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
