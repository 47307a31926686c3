/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The intrinsic dimension from ratios of the distances of neighbours.
 *
 * If points are uniform near each point, the volumes that two successive neighbours span are
 * independent of the density, so that the ratio μ of their distances depends on the dimension
 * alone. TwoNN takes the second and the first neighbour: −ln(1 − F(μ)) = d ln μ, a line through the
 * origin that is fitted to the lowest 90 % (Facco, d'Errico, Rodriguez, Laio, Sci. Rep. 7:12140,
 * 2017). The fourth and the first neighbour say more per point: the density of μ is then
 * d (μ^d − 1)² μ^(−3d − 1) up to a factor, and its most likely d has about half the error (Denti,
 * Doimo, Laio, Mira, Sci. Rep. 12:20005, 2022). More neighbours see curvature and edges instead.
 *
 * The interval is that of a bootstrap over points. */

#include "manifold/manifold.h"

#include <math.h>
#include <stdlib.h>

enum { SAMPLES = 400, STEPS = 60 };
static const double USED = 0.9; /* share of the ratios in the fit of TwoNN */
static const double MOST = 200; /* greatest dimension that is sought */

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Collects ln of the distance of neighbour k over that of the first; points with a copy of
 * themselves have no ratio. */
static int collect(const latigraph_near_t *near, int k, double *ratio) {
    int count = 0;
    for (int i = 0; i < near->n; i++) {
        const double *d = near->distance + (size_t)i * near->count;
        if (d[0] > 0 && d[k] > d[0]) {
            ratio[count++] = log(d[k] / d[0]);
        }
    }
    return count;
}

/* Sorts the ratios. */
static double two_nn(double *ratio, int count) {
    double xy = 0, xx = 0;
    qsort(ratio, (size_t)count, sizeof *ratio, ascending);
    for (int i = 0; i < (int)(USED * count); i++) {
        const double y = -log(1 - (i + 1.0) / count);
        xy += ratio[i] * y;
        xx += ratio[i] * ratio[i];
    }
    return xx > 0 ? xy / xx : NAN;
}

/* Derivative of the log-likelihood by d, which falls with d. */
static double slope(const double *ratio, int count, double d) {
    double sum = count / d;
    for (int i = 0; i < count; i++) {
        /* ∂ ln (μ^d − 1)² = 2 ln μ / (1 − μ^−d) */
        sum += 2 * ratio[i] / -expm1(-d * ratio[i]) - 3 * ratio[i];
    }
    return sum;
}

/* Finds the most likely dimension by bisection. */
static double most_likely(const double *ratio, int count) {
    double low = 1e-3, high = MOST;
    if (count < 3) {
        return NAN;
    }
    for (int step = 0; step < STEPS && high - low > 1e-6 * high; step++) {
        const double middle = 0.5 * (low + high);
        *(slope(ratio, count, middle) > 0 ? &low : &high) = middle;
    }
    return 0.5 * (low + high);
}

/* Sets the 2.5 % and 97.5 % quantiles over samples of points. */
static igraph_error_t resample(const double *ratio, int count, igraph_uint_t seed,
                               latigraph_dimension_t *dimension) {
    double *sample, *value;
    LATIGRAPH_ALLOCATE(sample, count);
    LATIGRAPH_ALLOCATE(value, SAMPLES);
    for (int s = 0; s < SAMPLES; s++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_MANIFOLD, 1000 + (uint64_t)s);
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int i = 0; i < count; i++) {
            sample[i] = ratio[latigraph_stream_integer(&stream, (uint32_t)count)];
        }
        value[s] = most_likely(sample, count);
    }
    qsort(value, SAMPLES, sizeof *value, ascending);
    dimension->low = value[(int)(0.025 * SAMPLES)];
    dimension->high = value[(int)(0.975 * SAMPLES) - 1];
    g_free(value);
    g_free(sample);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_dimension(const latigraph_near_t *near, igraph_uint_t seed,
                                   latigraph_dimension_t *dimension) {
    double *ratio;
    *dimension = (latigraph_dimension_t){NAN, NAN, NAN, NAN};
    LATIGRAPH_ALLOCATE(ratio, near->n);
    const int pairs = collect(near, 1, ratio);
    dimension->two_nn = pairs >= 3 ? two_nn(ratio, pairs) : NAN;
    const int count = near->count >= 4 ? collect(near, 3, ratio) : 0;
    dimension->value = most_likely(ratio, count);
    if (count >= 3) {
        IGRAPH_CHECK(resample(ratio, count, seed, dimension));
    }
    g_free(ratio);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
