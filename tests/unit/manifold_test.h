/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MANIFOLD_TEST_H
#define LATIGRAPH_MANIFOLD_TEST_H

#include "test.h"

#include "base/cblas.h"
#include "base/lapack.h"
#include "manifold/manifold.h"

/* Linear auto-encoders of sensors on a manifold, whose best weights are known without training, and
 * the true distances of the sensors. */

typedef enum { RING, SHEET, TORUS, SPHERE } shape_t;

static const char *const shape_names[] = {"ring", "sheet", "torus", "sphere"};
static const double shape_dimensions[] = {1, 2, 2, 2};
static const double shape_loops[] = {1, 0, 2, 0};

/* Draws a point of a manifold: up to three numbers. */
static inline void draw_point(shape_t shape, latigraph_stream_t *stream, double *point) {
    double length = 0;
    for (int d = 0; d < 3; d++) {
        point[d] = shape == SPHERE  ? latigraph_stream_normal(stream)
                   : shape == SHEET ? latigraph_stream_uniform(stream)
                                    : 2 * M_PI * latigraph_stream_uniform(stream);
        length += point[d] * point[d];
    }
    for (int d = 0; d < 3 && shape == SPHERE; d++) {
        point[d] /= sqrt(length);
    }
}

static inline double arc(double a, double b) {
    const double d = fabs(a - b);
    return d > M_PI ? 2 * M_PI - d : d;
}

/* Distance along the manifold. */
static inline double true_distance(shape_t shape, const double *a, const double *b) {
    switch (shape) {
    case RING:
        return arc(a[0], b[0]);
    case SHEET:
        return hypot(a[0] - b[0], a[1] - b[1]);
    case TORUS:
        return hypot(arc(a[0], b[0]), arc(a[1], b[1]));
    default:
        return acos(fmax(-1, fmin(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
    }
}

/* Response of a sensor at `a` to a stimulus at `b`. */
static inline double response(shape_t shape, const double *a, const double *b) {
    switch (shape) {
    case RING:
        return exp(4 * (cos(a[0] - b[0]) - 1));
    case SHEET:
        return exp(-(pow(a[0] - b[0], 2) + pow(a[1] - b[1], 2)) / (2 * 0.15 * 0.15));
    case TORUS:
        return exp(2 * (cos(a[0] - b[0]) + cos(a[1] - b[1]) - 2));
    default:
        return exp(4 * (a[0] * b[0] + a[1] * b[1] + a[2] * b[2] - 1));
    }
}

/* Sensors and the best weights of a linear auto-encoder with the penalty λ (‖W₁‖² + ‖W₂‖²):
 * W₂ = U (1 − λ/s²)₊^½ and W₁ = W₂ᵀ, for the singular vectors U and values s of the inputs. */
typedef struct {
    int n, width;
    double *distance;       /* (n, n) true distances */
    igraph_matrix_t weight; /* (n, width) W₂ */
} sensors_t;

static inline void make_sensors(sensors_t *sensors, shape_t shape, int n, double penalty,
                                int number) {
    enum { STIMULI = 2000 };
    double *place = calloc((size_t)n * 3, sizeof(double));
    double *x = calloc((size_t)n * STIMULI, sizeof(double));
    double *square = calloc((size_t)n * (size_t)n, sizeof(double));
    double *value = calloc((size_t)n, sizeof(double)),
           *work = calloc((size_t)n, 3 * sizeof(double));
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, (uint64_t)number);
    sensors->n = n;
    sensors->distance = calloc((size_t)n * (size_t)n, sizeof(double));
    for (int i = 0; i < n; i++) {
        draw_point(shape, &stream, place + 3 * i);
    }
    for (int t = 0; t < STIMULI; t++) {
        double stimulus[3];
        draw_point(shape, &stream, stimulus);
        for (int i = 0; i < n; i++) {
            x[(size_t)t * n + i] = response(shape, place + 3 * i, stimulus);
        }
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            sensors->distance[i * n + j] = true_distance(shape, place + 3 * i, place + 3 * j);
        }
    }
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, n, n, STIMULI, 1.0 / STIMULI, x, n, x, n,
                0, square, n);
    REQUIRE(latigraph_eigen(n, square, value, work) == 0);
    sensors->width = 0;
    while (sensors->width < n && value[n - 1 - sensors->width] > penalty) {
        sensors->width++;
    }
    CHECK_OK(igraph_matrix_init(&sensors->weight, n, sensors->width));
    for (int k = 0; k < sensors->width; k++) {
        for (int i = 0; i < n; i++) {
            MATRIX(sensors->weight, i, k) =
                sqrt(1 - penalty / value[n - 1 - k]) * square[(size_t)(n - 1 - k) * n + i];
        }
    }
    free(work);
    free(value);
    free(square);
    free(x);
    free(place);
}

static inline void free_sensors(sensors_t *sensors) {
    igraph_matrix_destroy(&sensors->weight);
    free(sensors->distance);
}

/* Number of values below each, ties halved: ranks without sorting would be slow, so that values are
 * sorted with their places. */
typedef struct {
    double value;
    int place;
} placed_t;

static inline int by_placed_value(const void *a, const void *b) {
    const double x = ((const placed_t *)a)->value, y = ((const placed_t *)b)->value;
    return (x > y) - (x < y);
}

static inline void ranks(double *value, int count) {
    placed_t *order = calloc((size_t)count, sizeof *order);
    for (int i = 0; i < count; i++) {
        order[i] = (placed_t){value[i], i};
    }
    qsort(order, (size_t)count, sizeof *order, by_placed_value);
    for (int i = 0; i < count; i++) {
        value[order[i].place] = i;
    }
    free(order);
}

/* Spearman's ρ of the geodesic distances and the true ones. */
static inline double spearman(const latigraph_latents_t *latents, const sensors_t *sensors) {
    const int n = sensors->n, count = n * (n - 1) / 2;
    double *x = calloc((size_t)count, sizeof(double)), *y = calloc((size_t)count, sizeof(double));
    double xy = 0, xx = 0;
    for (int i = 0, k = 0; i < n; i++) {
        for (int j = 0; j < i; j++, k++) {
            x[k] = MATRIX(latents->geodesic, i, j);
            y[k] = sensors->distance[i * n + j];
        }
    }
    ranks(x, count);
    ranks(y, count);
    for (int k = 0; k < count; k++) {
        xy += (x[k] - 0.5 * (count - 1)) * (y[k] - 0.5 * (count - 1));
        xx += (x[k] - 0.5 * (count - 1)) * (x[k] - 0.5 * (count - 1));
    }
    free(x);
    free(y);
    return xy / xx;
}

#endif
