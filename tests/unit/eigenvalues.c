/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Eigenvalues of general matrices are compared with those of LAPACK through igraph. */
#include "test.h"

#include "base/lapack.h"
#include "base/random.h"

#include <glib.h>
#include <math.h>

typedef double fill_t(latigraph_stream_t *stream, int n, int i, int j);

static double normal(latigraph_stream_t *stream, int n, int i, int j) {
    (void)n, (void)i, (void)j;
    return latigraph_stream_normal(stream);
}

/* Squares of the entries underflow. */
static double tiny(latigraph_stream_t *stream, int n, int i, int j) {
    return 1e-170 * normal(stream, n, i, j);
}

/* Products of three overflow. */
static double huge(latigraph_stream_t *stream, int n, int i, int j) {
    return 1e150 * normal(stream, n, i, j);
}

/* The diagonal keeps the eigenvalues apart: multiple ones are known less well. */
static double edges(latigraph_stream_t *stream, int n, int i, int j) {
    const double x = latigraph_stream_uniform(stream);
    return i == j ? x : x < 6.0 / n;
}

static double symmetric(latigraph_stream_t *stream, int n, int i, int j) {
    (void)stream, (void)n;
    return cos(i + j) + sin((double)i * j);
}

/* The shifts of a ring are zero until the iteration chooses others. */
static double ring(latigraph_stream_t *stream, int n, int i, int j) {
    (void)stream;
    return (i + 1) % n == j;
}

static double triangle(latigraph_stream_t *stream, int n, int i, int j) {
    (void)stream, (void)n;
    return i < j ? 1 : i == j ? i % 3 : 0;
}

static double zero(latigraph_stream_t *stream, int n, int i, int j) {
    (void)stream, (void)n, (void)i, (void)j;
    return 0;
}

/* Returns the distance of a number to the nearest one of a list. */
static double nearest(int n, const double *re, const double *im, double x, double y) {
    double least = INFINITY;
    for (int k = 0; k < n; k++) {
        least = fmin(least, hypot(re[k] - x, im[k] - y));
    }
    return least;
}

static void check(const char *name, int n, fill_t *fill, latigraph_stream_t *stream) {
    double *a = g_new(double, n *n), *re = g_new(double, n), *im = g_new(double, n);
    double *work = g_new(double, latigraph_eigenvalues_work_size(n)), norm = 0, sum = 0, trace = 0;
    igraph_matrix_t matrix;
    igraph_vector_t real, imaginary;
    int info = 1;
    CHECK_OK(igraph_matrix_init(&matrix, n, n));
    CHECK_OK(igraph_vector_init(&real, 0));
    CHECK_OK(igraph_vector_init(&imaginary, 0));
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            a[i * n + j] = MATRIX(matrix, i, j) = fill(stream, n, i, j);
            norm = fmax(norm, fabs(a[i * n + j]));
        }
        trace += a[i * n + i];
    }
    CHECK_EQUAL(latigraph_eigenvalues(n, a, re, im, work), 0);
    CHECK_OK(igraph_lapack_dgeev(&matrix, &real, &imaginary, NULL, NULL, &info));
    const double near = 1e-11 * n * norm;
    for (int k = 0; k < n; k++) {
        const double far = nearest(n, VECTOR(real), VECTOR(imaginary), re[k], im[k]);
        const double missed = nearest(n, re, im, VECTOR(real)[k], VECTOR(imaginary)[k]);
        if (!(far <= near && missed <= near)) {
            FAIL("eigenvalue %d of %s of %d rows is off by %g and %g", k, name, n, far, missed);
        }
        sum += re[k];
    }
    CHECK_NEAR(sum, trace, near);
    igraph_vector_destroy(&imaginary);
    igraph_vector_destroy(&real);
    igraph_matrix_destroy(&matrix);
    g_free(work);
    g_free(im);
    g_free(re);
    g_free(a);
}

int main(void) {
    static const struct {
        const char *name;
        fill_t *fill;
        int largest; /* number of rows */
    } kinds[] = {{"normal", normal, 60},       {"tiny", tiny, 30}, {"huge", huge, 30},
                 {"edges", edges, 120},        {"ring", ring, 30}, {"triangle", triangle, 12},
                 {"symmetric", symmetric, 40}, {"zero", zero, 5}};
    latigraph_stream_t stream;
    test_init();
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (int n = 1; n <= kinds[k].largest; n += 1 + n / 8) {
            check(kinds[k].name, n, kinds[k].fill, &stream);
        }
    }
    check("normal", 210, normal, &stream); /* with blocks */
    return 0;
}
