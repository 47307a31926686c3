/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The negative control: shuffled weights, and how alike the distances of two studies are.
 *
 * Shuffling permutes the weights of each neuron among its partners, so that every neuron keeps its
 * number and sizes of weights, but no two neurons share a pattern. Spearman's rank correlation
 * compares distances, because the scale of a manifold is arbitrary. It takes the pairs of at most
 * 300 neurons, evenly spaced. */

#include "manifold/manifold.h"

#include "base/moments.h"

#include <math.h>
#include <stdlib.h>

enum { SOURCES = 300 };

/* Permutes the weights of each neuron. */
void latigraph_shuffle_weights(double *weight, int n, int width, igraph_uint_t seed, int kind) {
    for (int i = 0; weight != NULL && i < n; i++) {
        double *row = weight + (size_t)i * width;
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_MANIFOLD,
                              10000 + 2 * (uint64_t)i + (uint64_t)kind);
        for (int k = width - 1; k > 0; k--) {
            const int other = (int)latigraph_stream_integer(&stream, (uint32_t)k + 1);
            const double value = row[k];
            row[k] = row[other];
            row[other] = value;
        }
    }
}

/* The neurons that both studies have, at most SOURCES, as points of each; returns their number. */
static int common_points(const latigraph_study_t *first, const latigraph_study_t *second,
                         int own[SOURCES], int other[SOURCES]) {
    const int step = MAX(1, (first->points.n + SOURCES - 1) / SOURCES);
    int count = 0, j = 0;
    for (int i = 0; i < first->points.n && count < SOURCES; i += step) {
        while (j < second->points.n && second->points.id[j] < first->points.id[i]) {
            j++;
        }
        if (j < second->points.n && second->points.id[j] == first->points.id[i]) {
            own[count] = i;
            other[count++] = j;
        }
    }
    return count;
}

/* Distances of all pairs of these points: pair (count (count − 1) / 2). */
static igraph_error_t pair_distances(const latigraph_study_t *study, const int *point, int count,
                                     double *pair) {
    double *all;
    const int n = study->points.n;
    LATIGRAPH_ALLOCATE(all, (gsize)count * (gsize)n);
    IGRAPH_CHECK(latigraph_geodesics(&study->web, point, count, 0, 0, all));
    for (int a = 0, k = 0; a < count; a++) {
        for (int b = 0; b < a; b++, k++) {
            pair[k] = all[(size_t)a * n + point[b]];
        }
    }
    g_free(all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

typedef struct {
    double value;
    int place;
} ranked_t;

static int by_value(const void *a, const void *b) {
    const double x = ((const ranked_t *)a)->value, y = ((const ranked_t *)b)->value;
    return (x > y) - (x < y);
}

/* Replaces values by their ranks, equal ones by their mean rank. */
static igraph_error_t rank(double *value, int count) {
    ranked_t *order;
    LATIGRAPH_ALLOCATE(order, count);
    for (int i = 0; i < count; i++) {
        order[i] = (ranked_t){value[i], i};
    }
    qsort(order, (size_t)count, sizeof *order, by_value);
    for (int first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && order[end].value == order[first].value;) {
            end++;
        }
        for (int k = first; k < end; k++) {
            value[order[k].place] = 0.5 * (first + end - 1);
        }
    }
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Spearman's ρ of the distances of two studies. */
igraph_error_t latigraph_compare_studies(const latigraph_study_t *first,
                                         const latigraph_study_t *second, igraph_real_t *rho) {
    int own[SOURCES], other[SOURCES];
    const int count = common_points(first, second, own, other), pairs = count * (count - 1) / 2;
    double *x, *y;
    LATIGRAPH_ALLOCATE(x, pairs);
    LATIGRAPH_ALLOCATE(y, pairs);
    IGRAPH_CHECK(pair_distances(first, own, count, x));
    IGRAPH_CHECK(pair_distances(second, other, count, y));
    IGRAPH_CHECK(rank(x, pairs));
    IGRAPH_CHECK(rank(y, pairs));
    *rho = latigraph_pearson(x, y, pairs);
    g_free(y);
    g_free(x);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
