/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Permutation tests of slopes over age.
 *
 * If the weight of an edge does not depend on age, all orders of the ages are equally likely
 * (Fisher, The Design of Experiments, 1935). p is the share of orders whose slope is at least as
 * steep as the observed one, of either sign. Synapse counts are small integers with many zeros, for
 * which a test by the t distribution would not hold; orders need no law of the weights. For up to
 * eight animals all orders are listed, equal ages once, and p is exact. Beyond that random orders
 * are drawn, and the observed one is counted as one of them, so that p is valid (Phipson and Smyth,
 * Stat. Appl. Genet. Mol. Biol. 9:39, 2010).
 *
 * The slope is Σ wᵢ aᵢ / Σ aᵢ² for ages aᵢ around their mean, so that only Σ wᵢ aᵢ changes with the
 * order. Orders are stored animal by animal and taken in tiles that stay in the cache.
 *
 * Few animals, equal ages and equal weights limit how small p can be (Tarone, Biometrics 46:515,
 * 1990). The steepest slope is that of sorted weights over sorted ages. The orders that reach it
 * permute animals of equal weight, or of equal age: Π aᵢ! Π bⱼ! / Π cᵢⱼ! of n!, for aᵢ animals of
 * the i-th weight, bⱼ of the j-th age, and cᵢⱼ of both. */

#include "population/slopes.h"

#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TILE = 256, EXACT_MOST = 40320 };
/* Sums that differ by less than this share of their bound, by Cauchy and Schwarz, are equal. */
static const double SLACK = 1e-9;

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* --- Orders ----------------------------------------------------------------------------------- */

/* Returns the sum of ln k! over the runs of k equal values of a sorted array. */
static double log_runs(const double *sorted, int n) {
    double sum = 0;
    for (int i = 0, run = 1; i < n; i++, run++) {
        if (i + 1 == n || sorted[i + 1] != sorted[i]) {
            sum += lgamma(run + 1.0);
            run = 0;
        }
    }
    return sum;
}

/* Replaces an order by the next one in lexicographic order; false after the last one. */
static gboolean next_order(double *age, int n) {
    int i = n - 2, k = n - 1;
    while (i >= 0 && age[i] >= age[i + 1]) {
        i--;
    }
    if (i < 0) {
        return FALSE;
    }
    while (age[k] <= age[i]) {
        k--;
    }
    double other = age[i];
    age[i] = age[k];
    age[k] = other;
    for (int low = i + 1, high = n - 1; low < high; low++, high--) {
        other = age[low];
        age[low] = age[high];
        age[high] = other;
    }
    return TRUE;
}

static void list_orders(latigraph_orders_t *orders, double *scratch) {
    const int n = orders->animals;
    int k = 0;
    memcpy(scratch, orders->sorted, (size_t)n * sizeof *scratch);
    do {
        for (int i = 0; i < n; i++) {
            orders->age[(size_t)i * orders->stride + k] = scratch[i];
        }
        k++;
    } while (k < orders->orders && next_order(scratch, n));
}

static void draw_orders(latigraph_orders_t *orders, guint64 seed, guint64 index, int *scratch) {
    const int n = orders->animals;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_AGES, index);
    for (int k = 0; k < orders->orders; k++) {
        latigraph_stream_permutation(&stream, scratch, n);
        for (int i = 0; i < n; i++) {
            orders->age[(size_t)i * orders->stride + k] = orders->own[scratch[i]];
        }
    }
}

static void centre(latigraph_orders_t *orders, const double *age) {
    const int n = orders->animals;
    double mean = 0;
    for (int i = 0; i < n; i++) {
        mean += age[i] / n;
    }
    for (int i = 0; i < n; i++) {
        orders->own[i] = orders->sorted[i] = age[i] - mean;
        orders->squares += orders->own[i] * orders->own[i];
    }
    qsort(orders->sorted, (size_t)n, sizeof *orders->sorted, ascending);
}

void latigraph_orders_destroy(latigraph_orders_t *orders) {
    g_free(orders->age);
    g_free(orders->own);
    g_free(orders->sorted);
}

igraph_error_t latigraph_orders_init(latigraph_orders_t *orders, const double *age, int n,
                                     int random, guint64 seed, guint64 index) {
    double *scratch;
    int *permutation;
    *orders = (latigraph_orders_t){.animals = n};
    IGRAPH_FINALLY(latigraph_orders_destroy, orders);
    orders->own = g_try_new0(double, (gsize)n);
    LATIGRAPH_CHECK_MEMORY(orders->own);
    orders->sorted = g_try_new0(double, (gsize)n);
    LATIGRAPH_CHECK_MEMORY(orders->sorted);
    centre(orders, age);
    const double distinct = exp(lgamma(n + 1.0) - log_runs(orders->sorted, n));
    orders->exact = distinct < EXACT_MOST + 0.5;
    orders->orders = orders->exact ? (int)(distinct + 0.5) : random;
    orders->stride = (orders->orders + TILE - 1) / TILE * TILE;
    orders->age = g_try_new0(double, (gsize)n *(gsize)orders->stride);
    LATIGRAPH_CHECK_MEMORY(orders->age);
    LATIGRAPH_ALLOCATE(scratch, n);
    LATIGRAPH_ALLOCATE(permutation, n);
    if (orders->exact) {
        list_orders(orders, scratch);
    } else {
        draw_orders(orders, seed, index, permutation);
    }
    g_free(permutation);
    g_free(scratch);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The test --------------------------------------------------------------------------------- */

/* Counts the orders whose |Σ wᵢ aᵢ| is at least `bound`. */
static int count_steep(const latigraph_orders_t *orders, const double *weight, double bound) {
    int count = 0;
    for (int first = 0; first < orders->orders; first += TILE) {
        const int size = MIN(TILE, orders->orders - first);
        double sum[TILE] = {0};
        for (int i = 0; i < orders->animals; i++) {
            const double w = weight[i];
            const double *age = orders->age + (size_t)i * orders->stride + first;
            for (int k = 0; w != 0 && k < TILE; k++) {
                sum[k] += w * age[k];
            }
        }
        for (int k = 0; k < size; k++) {
            count += fabs(sum[k]) >= bound;
        }
    }
    return count;
}

/* Returns ln of the number of orders that give the same slope as the sorted weights over the sorted
 * ages, or over the ages from the last to the first one if `falling`. */
static double log_equal(const latigraph_orders_t *orders, const double *sorted, gboolean falling) {
    const int n = orders->animals;
    const double *age = orders->sorted;
    double both = 0;
    for (int i = 0, run = 1; i < n; i++, run++) {
        const int own = falling ? n - 1 - i : i, next = falling ? own - 1 : own + 1;
        if (i + 1 == n || sorted[i + 1] != sorted[i] || age[next] != age[own]) {
            both += lgamma(run + 1.0);
            run = 0;
        }
    }
    return log_runs(sorted, n) + log_runs(age, n) - both;
}

/* Returns the smallest p that any order of the weights can have. */
static double least_p(const latigraph_orders_t *orders, const double *sorted, double slack) {
    const int n = orders->animals;
    double rising = 0, falling = 0, p = 0;
    for (int i = 0; i < n; i++) {
        rising += sorted[i] * orders->sorted[i];
        falling -= sorted[i] * orders->sorted[n - 1 - i];
    }
    if (rising >= falling - slack) {
        p += exp(log_equal(orders, sorted, FALSE) - lgamma(n + 1.0));
    }
    if (falling >= rising - slack) {
        p += exp(log_equal(orders, sorted, TRUE) - lgamma(n + 1.0));
    }
    p = fmin(p, 1);
    return orders->exact ? p : fmax(p, 1.0 / (orders->orders + 1));
}

latigraph_slope_t latigraph_slope_test(const latigraph_orders_t *orders, const double *weight,
                                       double *scratch) {
    const int n = orders->animals;
    latigraph_slope_t test = {NAN, NAN, 1};
    double sum = 0, squares = 0;
    for (int i = 0; i < n; i++) {
        scratch[i] = weight[i];
        sum += weight[i] * orders->own[i];
        squares += weight[i] * weight[i];
    }
    /* Rounding of their mean may leave a tiny sum of squares of equal ages. */
    if (orders->sorted[0] == orders->sorted[n - 1]) {
        return test;
    }
    qsort(scratch, (size_t)n, sizeof *scratch, ascending);
    if (scratch[0] == scratch[n - 1]) {
        return (latigraph_slope_t){0, 1, 1};
    }
    const double slack = SLACK * sqrt(squares * orders->squares);
    const int steep = count_steep(orders, weight, fabs(sum) - slack);
    test.slope = sum / orders->squares;
    test.p =
        orders->exact ? (double)steep / orders->orders : (steep + 1.0) / (orders->orders + 1.0);
    test.least = least_p(orders, scratch, slack);
    return test;
}
