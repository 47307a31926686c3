/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Statistics of two weighted sets of circuits: moments, Kolmogorov–Smirnov distances, triads.
 *
 * A comparison evaluates them thousands of times with other weights (comparison.c). Values are
 * therefore sorted once (descriptors.c). A Kolmogorov–Smirnov distance then merges the two orders
 * and adds up weights, O(circuits), and equal values form one step. Degrees are pooled over
 * circuits as weighted sums of histograms. Means and variances are updated value by value (West,
 * Commun. ACM 22:532, 1979), which keeps digits where values are large compared with their spread.
 * A circuit for which a property is not defined does not count for it.
 */
#include "measure/contrast.h"

#include <math.h>
#include <stdlib.h>

static const double *values_of(const latigraph_descriptors_t *set, int property) {
    return set->property + (gsize)property * (gsize)set->count;
}

void latigraph_weighted_moments(const latigraph_descriptors_t *set, int property,
                                const double *weight, double *mean, double *sd) {
    const double *value = values_of(set, property);
    double total = 0, centre = 0, squares = 0;
    for (int i = 0; i < set->count; i++) {
        if (!isnan(value[i]) && weight[i] > 0) {
            const double step = value[i] - centre;
            total += weight[i];
            centre += step * weight[i] / total;
            squares += weight[i] * step * (value[i] - centre);
        }
    }
    *mean = total > 0 ? centre : NAN;
    *sd = total > 1 ? sqrt(squares / (total - 1)) : NAN;
}

/* Returns the total weight of the circuits for which the property is defined. */
static double defined_weight(const latigraph_descriptors_t *set, int property,
                             const double *weight) {
    const int *order = set->order + (gsize)property * (gsize)set->count;
    double total = 0;
    for (int k = 0; k < set->defined[property]; k++) {
        total += weight[order[k]];
    }
    return total;
}

/* Traverses the ascending values of both sets; equal values form one step. */
static double property_ks(const latigraph_contrast_t *c, int property) {
    const latigraph_descriptors_t *a = c->real, *b = c->generated;
    const double *x = values_of(a, property), *y = values_of(b, property);
    const int *of_x = a->order + (gsize)property * (gsize)a->count;
    const int *of_y = b->order + (gsize)property * (gsize)b->count;
    const double all_x = defined_weight(a, property, c->real_weight);
    const double all_y = defined_weight(b, property, c->generated_weight);
    double below_x = 0, below_y = 0, distance = 0;
    int i = 0, j = 0;
    if (!(all_x > 0 && all_y > 0)) {
        return NAN;
    }
    while (i < a->defined[property] && j < b->defined[property]) {
        const double at = fmin(x[of_x[i]], y[of_y[j]]);
        for (; i < a->defined[property] && x[of_x[i]] == at; i++) {
            below_x += c->real_weight[of_x[i]];
        }
        for (; j < b->defined[property] && y[of_y[j]] == at; j++) {
            below_y += c->generated_weight[of_y[j]];
        }
        distance = fmax(distance, fabs(below_x / all_x - below_y / all_y));
    }
    return distance;
}

latigraph_difference_t latigraph_property_difference(const latigraph_contrast_t *contrast,
                                                     int property) {
    latigraph_difference_t difference;
    double real, generated, sd, other;
    latigraph_weighted_moments(contrast->real, property, contrast->real_weight, &real, &sd);
    latigraph_weighted_moments(contrast->generated, property, contrast->generated_weight,
                               &generated, &other);
    difference.error = real != 0 ? (generated - real) / fabs(real) : NAN;
    difference.relative_error = fabs(difference.error);
    difference.spread = sd > 0 ? other / sd - 1 : NAN;
    difference.shift = sd > 0 ? (generated - real) / sd : NAN;
    difference.ks = property_ks(contrast, property);
    return difference;
}

/* Returns the weighted number of neurons of degree d. */
static double neurons_of_degree(const latigraph_descriptors_t *set, const double *weight, int side,
                                int d) {
    double sum = 0;
    for (int i = 0; i < set->count && d < set->degrees; i++) {
        sum += weight[i] * set->histogram[side][(gsize)i * (gsize)set->degrees + (gsize)d];
    }
    return sum;
}

static double all_neurons(const latigraph_descriptors_t *set, const double *weight) {
    double sum = 0;
    for (int i = 0; i < set->count; i++) {
        sum += weight[i] * set->neurons[i];
    }
    return sum;
}

double latigraph_degree_ks(const latigraph_contrast_t *c, int side) {
    const double all_real = all_neurons(c->real, c->real_weight);
    const double all_generated = all_neurons(c->generated, c->generated_weight);
    double real = 0, generated = 0, distance = 0;
    if (!(all_real > 0 && all_generated > 0)) {
        return NAN;
    }
    for (int d = 0; d < MAX(c->real->degrees, c->generated->degrees); d++) {
        real += neurons_of_degree(c->real, c->real_weight, side, d);
        generated += neurons_of_degree(c->generated, c->generated_weight, side, d);
        distance = fmax(distance, fabs(real / all_real - generated / all_generated));
    }
    return distance;
}

static void mean_log_triads(const latigraph_descriptors_t *set, const double *weight,
                            double mean[LATIGRAPH_TRIADS]) {
    double total = 0;
    for (int i = 0; i < set->count; i++) {
        total += weight[i];
    }
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        mean[k] = 0;
        for (int i = 0; i < set->count; i++) {
            mean[k] += weight[i] / total * log1p(set->triad[i * LATIGRAPH_TRIADS + k]);
        }
    }
}

void latigraph_triad_likeness(const latigraph_contrast_t *contrast, double *correlation,
                              double *difference) {
    double x[LATIGRAPH_TRIADS], y[LATIGRAPH_TRIADS];
    double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    int classes = 0;
    mean_log_triads(contrast->real, contrast->real_weight, x);
    mean_log_triads(contrast->generated, contrast->generated_weight, y);
    for (int k = 0; k < LATIGRAPH_TRIADS; k++) {
        if (!isnan(x[k]) && !isnan(y[k])) { /* classes that are left aside are NaN */
            x[classes] = x[k];
            y[classes++] = y[k];
        }
    }
    *difference = classes > 0 ? 0 : NAN;
    for (int k = 0; k < classes; k++) {
        mean_x += x[k] / classes;
        mean_y += y[k] / classes;
        *difference += fabs(x[k] - y[k]) / classes;
    }
    for (int k = 0; k < classes; k++) {
        xx += (x[k] - mean_x) * (x[k] - mean_x);
        yy += (y[k] - mean_y) * (y[k] - mean_y);
        xy += (x[k] - mean_x) * (y[k] - mean_y);
    }
    *correlation = xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double latigraph_median(double *value, int count) {
    int known = 0;
    for (int i = 0; i < count; i++) {
        if (!isnan(value[i])) {
            value[known++] = value[i];
        }
    }
    qsort(value, (size_t)known, sizeof *value, compare);
    return known == 0 ? NAN : 0.5 * (value[(known - 1) / 2] + value[known / 2]);
}
