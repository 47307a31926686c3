/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Distributions as tables of 65 smoothed quantiles, and the normal distribution's own quantiles.
 *
 * Sorted values are cut into bins of at least 8, and the table interpolates linearly between the
 * means of the bins. Sample quantiles would be single values of the data, which a model file
 * should not reveal. Fewer than 16 values fill fewer than two bins; a uniform distribution of
 * their mean and SD then represents them.
 *
 * A value that many items share is a flat stretch of the table, over which every level is equally
 * right. The caller draws the place within it at random, so that levels of data are uniform.
 *
 * Distribution functions of lengths of normal vectors are known in closed form for 1 to 3
 * dimensions. Their inverses bisect 60 times, which is exact to the last digits and fast enough,
 * since they are not called in inner loops. The normal quantile is the one-dimensional case with a
 * sign.
 */
#include "base/quantiles.h"

#include "base/by_value.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

enum { STEPS = LATIGRAPH_QUANTILES - 1, VALUES_PER_BIN = 8 };

/* Fits a table to few values: the uniform distribution of their mean and SD, cut to their range. */
static void fit_uniform(const double *value, int count, double *table) {
    double mean = 0, squares = 0;
    for (int i = 0; i < count; i++) {
        mean += value[i] / count;
    }
    for (int i = 0; i < count; i++) {
        squares += (value[i] - mean) * (value[i] - mean) / count;
    }
    const double low = MAX(mean - sqrt(3 * squares), value[0]);
    const double high = MIN(mean + sqrt(3 * squares), value[count - 1]);
    for (int k = 0; k <= STEPS; k++) {
        table[k] = low + (high - low) * k / STEPS;
    }
}

void latigraph_quantiles_fit(double *value, int count, double table[LATIGRAPH_QUANTILES]) {
    const int bins = MIN(count / VALUES_PER_BIN, STEPS);
    double mean[LATIGRAPH_QUANTILES] = {0};
    qsort(value, (size_t)count, sizeof *value, latigraph_by_value);
    if (bins < 2) {
        fit_uniform(value, count, table);
        return;
    }
    for (int b = 0; b < bins; b++) {
        const int first = (int)((gint64)b * count / bins);
        const int end = (int)((gint64)(b + 1) * count / bins);
        for (int i = first; i < end; i++) {
            mean[b] += (value[i] - value[first]) / (end - first);
        }
        /* The offset makes the mean exact if all values of the bin are equal. */
        mean[b] += value[first];
    }
    for (int k = 0; k <= STEPS; k++) {
        const double place = (double)k / STEPS * bins - 0.5;
        const int b = (int)CLAMP(floor(place), 0, bins - 2);
        const double x = mean[b] + (place - b) * (mean[b + 1] - mean[b]);
        table[k] = CLAMP(x, value[0], value[count - 1]);
    }
}

double latigraph_quantile(const double table[LATIGRAPH_QUANTILES], double level) {
    const double place = CLAMP(level, 0, 1) * STEPS;
    const int k = (int)CLAMP(floor(place), 0, STEPS - 1);
    return table[k] + (place - k) * (table[k + 1] - table[k]);
}

double latigraph_quantile_level(const double table[LATIGRAPH_QUANTILES], double value,
                                double place) {
    int low = 0, high = STEPS;
    while (low <= STEPS && table[low] < value) {
        low++; /* the first entry that is not below the value */
    }
    while (high >= 0 && table[high] > value) {
        high--; /* the last entry that is not above the value */
    }
    double level;
    if (low > high) { /* the value lies strictly between two entries, or outside the table */
        level = high < 0      ? 0
                : low > STEPS ? 1
                              : (high + (value - table[high]) / (table[low] - table[high])) / STEPS;
    } else {
        level = (low + place * (high - low)) / STEPS;
    }
    return CLAMP(level, 1e-3, 1 - 1e-3);
}

double latigraph_chi_level(int dims, double length) {
    const double tail = exp(-0.5 * length * length);
    if (dims == 2 || !(tail > 0)) {
        return 1 - tail;
    }
    const double one = erf(length * M_SQRT1_2);
    return dims == 1 ? one : MAX(one - sqrt(2 / M_PI) * length * tail, 0);
}

double latigraph_chi_quantile(int dims, double level) {
    double low = 0, high = 10;
    for (int step = 0; step < 60; step++) {
        const double middle = 0.5 * (low + high);
        if (latigraph_chi_level(dims, middle) < level) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return 0.5 * (low + high);
}

double latigraph_normal_level(double x) {
    return 0.5 * erfc(-x * M_SQRT1_2);
}

double latigraph_normal_quantile(double level) {
    const double length = latigraph_chi_quantile(1, fabs(2 * level - 1));
    return level < 0.5 ? -length : length;
}
