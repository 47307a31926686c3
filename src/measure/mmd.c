/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Maximum mean discrepancy of two sets of circuits (Gretton et al. 2012).
 *
 * The kernel matrix is computed once. Every exchange and bootstrap sample is then a pair of weight
 * vectors x and y:
 *
 *     MMD² = xᵀKx / Σ_{i ≠ j} x_i x_j + yᵀKy / Σ_{i ≠ j} y_i y_j − 2 xᵀKy / (Σ x Σ y − Σ x_i y_i)
 */

#include "measure/mmd.h"

#include "base/cblas.h"
#include "base/memory.h"
#include "base/random.h"
#include "measure/contrast.h"
#include "measure/likeness.h"

void latigraph_kernel_destroy(latigraph_kernel_t *kernel) {
    g_clear_pointer(&kernel->circuit, g_free);
    g_clear_pointer(&kernel->value, g_free);
}

/* Chooses the circuits of a set that are used. */
static igraph_error_t choose(int count, int most, igraph_uint_t seed, int index, int *chosen) {
    latigraph_stream_t stream;
    int *order;
    LATIGRAPH_ALLOCATE(order, count);
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_LIKENESS, (uint64_t)index);
    latigraph_stream_permutation(&stream, order, count);
    for (int i = 0; i < most; i++) {
        chosen[i] = count <= LATIGRAPH_MMD_MOST ? i : order[i];
    }
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Computes the mean and SD of a property over all circuits of both sets for which it is defined. */
static void joint_moments(const latigraph_descriptors_t *a, const latigraph_descriptors_t *b,
                          int property, double *mean, double *sd) {
    double total = 0, centre = 0, squares = 0;
    for (int i = 0; i < a->count + b->count; i++) {
        const latigraph_descriptors_t *set = i < a->count ? a : b;
        const int row = i < a->count ? i : i - a->count;
        const double value = set->property[(gsize)property * (gsize)set->count + (gsize)row];
        if (!isnan(value)) {
            const double step = value - centre;
            centre += step / ++total;
            squares += step * (value - centre);
        }
    }
    *mean = centre;
    *sd = total > 1 ? sqrt(squares / (total - 1)) : 0;
}

/* Fills the column of one property in x (size, properties). */
static void standardise(const latigraph_kernel_t *kernel, const latigraph_descriptors_t *real,
                        const latigraph_descriptors_t *generated, int property, const double *ones,
                        double *x) {
    const int size = kernel->real + kernel->generated, width = real->properties;
    double mean, sd;
    latigraph_weighted_moments(real, property, ones, &mean, &sd);
    if (!(sd > 0)) {
        joint_moments(real, generated, property, &mean, &sd);
    }
    for (int i = 0; i < size; i++) {
        const latigraph_descriptors_t *set = i < kernel->real ? real : generated;
        const double value =
            set->property[(gsize)property * (gsize)set->count + (gsize)kernel->circuit[i]];
        x[(gsize)i * (gsize)width + (gsize)property] =
            isnan(value) || !(sd > 0) ? 0 : (value - mean) / sd;
    }
}

/* Writes squared distances in place of the similarities. */
static void measure_distances(const latigraph_kernel_t *kernel, int width, const double *x) {
    const int size = kernel->real + kernel->generated;
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
            double sum = 0;
            for (int k = 0; k < width; k++) {
                const double d =
                    x[(gsize)i * (gsize)width + (gsize)k] - x[(gsize)j * (gsize)width + (gsize)k];
                sum += d * d;
            }
            kernel->value[(gsize)i * (gsize)size + (gsize)j] = sum;
        }
    }
}

static igraph_error_t apply_kernel(latigraph_kernel_t *kernel) {
    const int size = kernel->real + kernel->generated;
    const int pairs = size * (size - 1) / 2;
    double *distance;
    LATIGRAPH_ALLOCATE(distance, pairs);
    for (int i = 0, pair = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
            distance[pair++] = kernel->value[(gsize)i * (gsize)size + (gsize)j];
        }
    }
    const double median = latigraph_median(distance, pairs);
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
            const double d = kernel->value[(gsize)i * (gsize)size + (gsize)j];
            kernel->value[(gsize)i * (gsize)size + (gsize)j] =
                kernel->value[(gsize)j * (gsize)size + (gsize)i] =
                    median > 0 ? exp(-0.5 * d / median) : d == 0;
        }
    }
    g_free(distance);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill(latigraph_kernel_t *kernel, const latigraph_descriptors_t *real,
                           const latigraph_descriptors_t *generated) {
    const int size = kernel->real + kernel->generated, width = real->properties;
    double *x, *ones;
    LATIGRAPH_ALLOCATE(x, (gsize)size * (gsize)width);
    LATIGRAPH_ALLOCATE(ones, real->count);
    for (int i = 0; i < real->count; i++) {
        ones[i] = 1;
    }
    for (int p = 0; p < width; p++) {
        standardise(kernel, real, generated, p, ones, x);
    }
    measure_distances(kernel, width, x);
    IGRAPH_CHECK(apply_kernel(kernel));
    g_free(ones);
    g_free(x);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_kernel_init(latigraph_kernel_t *kernel,
                                     const latigraph_descriptors_t *real,
                                     const latigraph_descriptors_t *generated, igraph_bool_t paired,
                                     igraph_uint_t seed) {
    kernel->real = MIN(real->count, LATIGRAPH_MMD_MOST);
    kernel->generated = MIN(generated->count, LATIGRAPH_MMD_MOST);
    const gsize size = (gsize)kernel->real + (gsize)kernel->generated;
    kernel->circuit = g_try_new0(int, size + 1);
    kernel->value = g_try_new0(double, size *size + 1);
    IGRAPH_FINALLY(latigraph_kernel_destroy, kernel);
    if (kernel->circuit == NULL || kernel->value == NULL) {
        IGRAPH_ERROR("Not enough memory for the similarities of all pairs of circuits.",
                     IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(choose(real->count, kernel->real, seed, LATIGRAPH_LIKENESS_REAL, kernel->circuit));
    IGRAPH_CHECK(choose(generated->count, kernel->generated, seed,
                        paired ? LATIGRAPH_LIKENESS_REAL : LATIGRAPH_LIKENESS_GENERATED,
                        kernel->circuit + kernel->real));
    IGRAPH_CHECK(fill(kernel, real, generated));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns Σ w_i w_j over i ≠ j. */
static double distinct_pairs(const double *w, int size) {
    double sum = 0, squares = 0;
    for (int i = 0; i < size; i++) {
        sum += w[i];
        squares += w[i] * w[i];
    }
    return sum * sum - squares;
}

double latigraph_mmd(const latigraph_kernel_t *kernel, const double *x, const double *y,
                     double *work) {
    const int size = kernel->real + kernel->generated;
    double *kx = work, *ky = work + size, cross = 0, sum_x = 0, sum_y = 0;
    const double xx = distinct_pairs(x, size), yy = distinct_pairs(y, size);
    for (int i = 0; i < size; i++) {
        sum_x += x[i];
        sum_y += y[i];
        cross -= x[i] * y[i];
    }
    cross += sum_x * sum_y;
    if (!(xx > 0 && yy > 0 && cross > 0)) {
        return NAN;
    }
    cblas_dsymv(CblasRowMajor, CblasLower, size, 1, kernel->value, size, x, 1, 0, kx, 1);
    cblas_dsymv(CblasRowMajor, CblasLower, size, 1, kernel->value, size, y, 1, 0, ky, 1);
    return cblas_ddot(size, x, 1, kx, 1) / xx + cblas_ddot(size, y, 1, ky, 1) / yy -
           2 * cblas_ddot(size, x, 1, ky, 1) / cross;
}
